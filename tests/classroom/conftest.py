"""A class of students in a folder, and what is done with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dlgrade.course.model import Course

TINY = Path(__file__).parent.parent / "courses" / "tiny"


@pytest.fixture(scope="session")
def tiny() -> Course:
    """A small course."""
    return Course(TINY)


@pytest.fixture(scope="session")
def answer(course) -> Callable[..., str]:
    """A right answer of the built-in course."""
    return lambda id, which=0: course.exercise(id).answers[which].read_text(encoding="utf-8")


@pytest.fixture
def lay(tmp_path: Path) -> Callable[[dict[str, str | bytes]], Path]:
    """Write files below a folder of submissions."""

    def run(files: dict[str, str | bytes], root: Path = tmp_path / "submissions") -> Path:
        for name, content in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return root

    return run
