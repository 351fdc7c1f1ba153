"""Where the files of a report lie in their repository, for services that show messages beside the code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from dlgrade.source import MAX_SOURCE

_NAME = re.compile(r"[^\W\d]\w*\Z")


@dataclass(frozen=True)
class Places:
    """The folder of the call, in a repository.

    Attributes:
        folder: that of the call, which the files in a report are relative to.
        root: the repository's.
    """

    folder: Path
    root: Path

    @classmethod
    def find(cls, environ: Mapping[str, str], folder: Path) -> Places:
        """The repository around a folder: what GitHub's runner says, else what holds ``.git``, else the folder itself."""
        folder = folder.resolve()
        above = (folder, *folder.parents)
        said = environ.get("GITHUB_WORKSPACE")
        if said and Path(said).resolve() in above:
            return cls(folder, Path(said).resolve())
        return cls(folder, next((place for place in above if (place / ".git").exists()), folder))

    def path(self, file: str) -> str | None:
        """A file relative to the repository, with slashes; None if it is not in there."""
        found = self._find(file)
        return found.relative_to(self.root).as_posix() if found else None

    def line(self, file: str, name: str) -> int | None:
        """The line, from 1, where a file begins to define a function or class; None if it cannot be told."""
        found = self._find(file)
        if found is None or not _NAME.match(name):
            return None
        try:
            with found.open("rb") as opened:
                source = opened.read(MAX_SOURCE).decode("utf-8", "replace")
        except OSError:
            return None
        definition = re.compile(rf"^[ \t]*(?:async[ \t]+)?(?:def|class)[ \t]+{name}\b", re.MULTILINE)
        match = definition.search(source)
        return source.count("\n", 0, match.start()) + 1 if match else None

    def _find(self, file: str) -> Path | None:
        """The file; a name that is not relative to the call's folder is relative to one above it, as in a workspace."""
        plain = PureWindowsPath(file)
        if plain.is_absolute() or ".." in plain.parts or not plain.parts:
            return None
        for folder in (self.folder, *self.folder.parents):
            if not folder.is_relative_to(self.root):
                return None
            if (folder.joinpath(*plain.parts)).is_file():
                return folder.joinpath(*plain.parts)
        return None
