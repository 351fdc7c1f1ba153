"""Hashes of exercises: what has not changed is not graded again."""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from functools import cache
from pathlib import Path

from dlgrade import __version__
from dlgrade.classroom.gradebook import Version
from dlgrade.course.model import Exercise
from dlgrade.course.programs import extend_path
from dlgrade.i18n import Lang

_JUDGED_BY = (".py", ".yaml", ".md", ".npz")


def version_of(exercise: Exercise, lang: Lang) -> Version:
    """The version of an exercise: its folder's files, and the package that its reference belongs to."""
    extend_path([str(folder) for folder in exercise.course.python_path])
    digest = hashlib.sha256()
    digest.update(_hash_of_folder(exercise.folder).encode())
    digest.update(_hash_of_package(exercise.reference.partition(".")[0]).encode())
    return Version(digest.hexdigest(), __version__, lang)


@cache
def _hash_of_package(name: str) -> str:
    spec = importlib.util.find_spec(name)
    folders = list(spec.submodule_search_locations or ()) if spec else []
    if folders:
        return "".join(_hash_of_folder(Path(folder)) for folder in folders)
    origin = spec.origin if spec else None
    return hashlib.sha256(Path(origin).read_bytes()).hexdigest() if origin else ""


@cache
def _hash_of_folder(folder: Path) -> str:
    digest = hashlib.sha256(f"python {sys.version_info[:2]}".encode())
    for path in sorted(folder.rglob("*")):
        if path.suffix in _JUDGED_BY and path.is_file() and path.parent.name != "answers":
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def forget() -> None:
    """Look at the files again: they may have changed."""
    _hash_of_package.cache_clear()
    _hash_of_folder.cache_clear()
