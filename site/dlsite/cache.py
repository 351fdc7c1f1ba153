"""What a build has made before: looked up by the fingerprint of everything that it was made from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import dlgrade
import dlsite

# parts of dlgrade that make no pages
_ELSEWHERE = {"judge", "sandbox", "classroom", "exam", "exchange", "cli"}


class Cache:
    """Values by fingerprint, kept in one file; what a build did not ask for is dropped."""

    def __init__(self, path: Path) -> None:
        """Read what there is; nothing where the file is missing or damaged."""
        self.path = path
        try:
            self._known: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self._known = {}
        self._used: dict[str, Any] = {}

    def get(self, parts: Iterable[str | bytes], make: Callable[[], Any]) -> Any:
        """The value made from these parts, made now if it is not known.

        Args:
            parts: everything that the value depends on.
            make: makes it, as plain data.
        """
        key = fingerprint([program(), *parts])
        if key not in self._used:
            self._used[key] = self._known[key] if key in self._known else make()
        return self._used[key]

    def missing(self, parts: Iterable[str | bytes]) -> bool:
        """Whether a value would have to be made."""
        key = fingerprint([program(), *parts])
        return key not in self._used and key not in self._known

    def put(self, parts: Iterable[str | bytes], value: Any) -> None:
        """Add a value that was made elsewhere."""
        self._used[fingerprint([program(), *parts])] = value

    def save(self) -> None:
        """Write what was used, whole or not at all."""
        if self._used.keys() == self._known.keys():
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        temporary = self.path.with_suffix(".new")
        temporary.write_text(json.dumps(self._used, ensure_ascii=False), encoding="utf-8")
        temporary.replace(self.path)


def fingerprint(parts: Iterable[str | bytes]) -> str:
    """A name for some texts: different for different ones."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()[:32]


@cache
def program() -> str:
    """The fingerprint of the programs that make pages."""
    folders = [Path(module.__file__).parent for module in (dlsite, dlgrade) if module.__file__]
    files = [
        file for folder in folders for file in sorted(folder.rglob("*.py")) if not _ELSEWHERE & {*file.parts}
    ]
    return fingerprint(file.read_bytes() for file in files)


def folder(path: Path) -> str:
    """The fingerprint of the files of a folder."""
    files = sorted(file for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
    return fingerprint(part for file in files for part in (file.name, file.read_bytes()))
