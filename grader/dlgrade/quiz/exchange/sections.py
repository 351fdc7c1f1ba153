"""The parts of a question of ours inside another program's HTML: divisions whose class begins with ``dlgrade-``."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TAGS = re.compile(r"<(/?)(div|p)\b([^>]*)>")
_SECTION = re.compile(r'class="dlgrade-(\w+)"')


def sections(content: str) -> tuple[str, dict[str, list[str]]]:
    """What stands outside of our own divisions, and what is in them by name."""
    rest: list[str] = []
    found: dict[str, list[str]] = {}
    end = 0
    for start, name in _starts(content):
        if start.start() < end:
            continue
        rest.append(content[end : start.start()])
        stop, end = _end(content, start)
        found.setdefault(name, []).append(content[start.end() : stop])
    return "".join([*rest, content[end:]]).strip(), found


def _starts(content: str) -> Iterator[tuple[re.Match[str], str]]:
    for tag in _TAGS.finditer(content):
        named = _SECTION.search(tag[3])
        if named and not tag[1]:
            yield tag, named[1]


def _end(content: str, start: re.Match[str]) -> tuple[int, int]:
    depth = 1
    for tag in _TAGS.finditer(content, start.end()):
        if tag[2] == start[2]:
            depth += -1 if tag[1] else 1
            if depth == 0:
                return tag.start(), tag.end()
    return len(content), len(content)
