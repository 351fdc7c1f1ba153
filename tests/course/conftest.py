"""Copies of the tiny course to break."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dlgrade.course.model import Course

TINY = Path(__file__).parent.parent / "courses" / "tiny"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the tiny course."""
    root = tmp_path / "course"
    shutil.copytree(TINY, root, ignore=shutil.ignore_patterns("__pycache__"))
    return root


@pytest.fixture
def edit(copy: Path) -> Callable[..., Path]:
    """Change a file of the copy: ``edit("course.yaml", "old", "new")``; the old text must be there exactly once."""

    def run(name: str, old: str, new: str) -> Path:
        path = copy / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return path

    return run


@pytest.fixture(scope="session")
def tiny() -> Course:
    """The tiny course itself."""
    return Course(TINY)
