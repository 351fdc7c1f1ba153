"""A small course with one question of every type, to be broken and to be answered."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

TYPES = Path(__file__).with_name("types")
TINY = Path(__file__).parent.parent / "courses" / "tiny"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A course whose quizzes have one question of every type."""
    root = tmp_path / "course"
    shutil.copytree(TINY, root, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(TYPES, root / "quizzes", ignore=shutil.ignore_patterns("__pycache__"))
    return root


@pytest.fixture
def edit(copy: Path) -> Callable[..., Path]:
    """Change a file of the quizzes: ``edit("old", "new")``; the old text must be there exactly once."""

    def run(old: str, new: str, name: str = "00_types.yaml") -> Path:
        path = copy / "quizzes" / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return path

    return run
