"""Texts as GitHub's Markdown, where nothing that a student's code said can act: no markup, no link, no HTML."""

from __future__ import annotations

import re

_ACTIVE = re.compile(r"([\\`*_\[\]<>&|~$@])")
_AT_THE_START = re.compile(r"^(\d*)([-+=:#.)])")
_LINES = re.compile(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")
_TICKS = re.compile(r"`+")


def plain(text: str) -> str:
    """A text on one line, every character standing for itself: in a paragraph, a heading, a list or a table."""
    return _AT_THE_START.sub(r"\1\\\2", _inside(text.strip()))


def _inside(text: str) -> str:
    """The same in the middle of a line."""
    return _ACTIVE.sub(r"\\\1", _LINES.sub(" ", text)).replace("://", ":\\//").replace("www.", "www\\.")


def code(text: str) -> str:
    """A text on one line as code."""
    line = _LINES.sub(" ", text.strip())
    return f"<code>{plain(line)}</code>" if not line or set(line) & set("`|<>&") else f"`{line}`"


def sentence(text: str) -> str:
    """A sentence whose code stands between backticks."""
    parts = text.split("`")
    if len(parts) % 2 == 0:  # a backtick that nothing closes
        return plain(text)
    shown = "".join(code(part) if i % 2 else _inside(part) for i, part in enumerate(parts)).strip()
    return _AT_THE_START.sub(r"\1\\\2", shown)


def block(text: str, indent: int = 0) -> str:
    """Lines as they are, as a block of code that nothing in them can end."""
    fence = "`" * max(3, 1 + max(map(len, _TICKS.findall(text)), default=0))
    lines = [fence + "text", *text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), fence]
    return "\n".join(" " * indent + line if line else line for line in lines)
