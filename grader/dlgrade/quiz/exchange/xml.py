"""XML written so that every reader takes it: no character that XML does not allow, the same bytes for the same tree."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def legal(text: str) -> str:
    """A text without what XML cannot hold (NUL, escapes, lone surrogates)."""
    return _ILLEGAL.sub("", text)


def text(content: object) -> str:
    """Text as the content of an element."""
    return escape(legal(str(content)))


def cdata(content: str) -> str:
    """Text, as it is, for the content of an element."""
    return "<![CDATA[" + legal(content).replace("]]>", "]]]]><![CDATA[>") + "]]>"


def element(name: str, /, *children: str, **attributes: object) -> str:
    """An element; children are XML already, attributes are not. ``class_`` and ``xml_lang`` stand for their names."""
    return tag(name, {_NAMES.get(key, key): value for key, value in attributes.items()}, *children)


_NAMES = {"class_": "class", "xml_lang": "xml:lang"}


def tag(name: str, attributes: Mapping[str, object], /, *children: str) -> str:
    """An element whose attributes have any names; those that are None are left out."""
    written = "".join(
        f" {key}={quoteattr(legal(_plain(value)))}" for key, value in attributes.items() if value is not None
    )
    content = "".join(children)
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def number(value: float) -> str:
    """A number without an exponent where it is short enough, exact in any case."""
    written = repr(float(value))
    if "e" in written:
        plain = f"{value:.20f}".rstrip("0")
        return plain if float(plain) == value else written
    return written.removesuffix(".0")
