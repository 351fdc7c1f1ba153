"""Looks at what a course says about its units, without loading any exercise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dlgrade.course.model import Course
from dlgrade.i18n import LANGUAGES, Text


def prove_course(course: Course) -> list[dict[str, Any]]:
    """What is wrong with the course file itself and with the units' introductions."""
    problems: list[dict[str, Any]] = []
    for unit in course.units:
        folder = course.root / "exercises" / unit.id
        for lang in LANGUAGES:
            path = folder / f"{lang}.md"
            if not path.exists() or not path.read_text(encoding="utf-8").startswith("# "):
                problems.append(
                    _problem(path, Text("the unit's introduction is missing.", "단원 소개가 없습니다."))
                )
        present = {entry.name for entry in folder.iterdir() if entry.is_dir()} if folder.is_dir() else set()
        for id in sorted(present - set(unit.exercises) - {"__pycache__"}):
            problems.append(
                _problem(
                    folder / id, Text("is not listed in course.yaml.", "course.yaml에 적혀 있지 않습니다.")
                )
            )
    return problems


def _problem(path: Path, text: Text) -> dict[str, Any]:
    return {"path": str(path), "line": None, "en": text.en, "ko": text.ko}
