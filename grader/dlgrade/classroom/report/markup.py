"""HTML and SVG elements. Whatever is not `Html` already is text, and escaped: no caller can forget it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Union

_VOID = frozenset({"meta", "br", "hr", "col"})
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_CODE = re.compile(r"`([^`]+)`")


class Html(str):
    """A text that is markup."""

    __slots__ = ()


Content = Union[str, None, Iterable["Content"]]  # noqa: UP007 - refers to itself
Attribute = str | int | float | bool | None


def text(value: str) -> Html:
    """A text as markup; characters that HTML does not allow become �."""
    return value if isinstance(value, Html) else Html(escape(_ILLEGAL.sub("\ufffd", value)))


def join(*content: Content) -> Html:
    """Markup and texts, one after the other; None is nothing."""
    parts: list[str] = []
    for item in content:
        if isinstance(item, str):
            parts.append(text(item))
        elif item is not None:
            parts += map(join, item)
    return Html("".join(parts))


def tag(name: str, /, *content: Content, **attributes: Attribute) -> Html:
    """An element.

    Args:
        name: of the element.
        content: markup, texts, or several of them.
        attributes: ``class_`` is class, ``aria_label`` aria-label; None and False leave one out, True gives it no value.
    """
    shown = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{_value(value)}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    return Html(f"<{name}{shown}>" if name in _VOID else f"<{name}{shown}>{join(*content)}</{name}>")


def _value(value: str | int | float) -> str:
    return f"{value:.6g}" if isinstance(value, float) else text(str(value))


def prose(sentence: str) -> Html:
    """A sentence in which `code` stands between backticks."""
    return Html(_CODE.sub(r"<code>\1</code>", text(sentence)))
