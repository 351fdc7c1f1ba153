"""Looks at what a course says about its units, without loading any exercise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dlgrade.course.model import Course
from dlgrade.i18n import LANGUAGES, Text

_UNLISTED = Text("is not listed in course.yaml.", "course.yaml에 적혀 있지 않습니다.")


def prove_course(course: Course) -> list[dict[str, Any]]:
    """What is wrong with the course file itself and with the units' introductions."""
    problems: list[dict[str, Any]] = []
    unlisted = _folders(course.root / "exercises") - {unit.id for unit in course.units}
    for id in sorted(unlisted) if course.root == course.home else ():
        problems.append(_problem(course.root / "exercises" / id, _UNLISTED))
    for unit in course.units:
        folder = course.root / "exercises" / unit.id
        for lang in LANGUAGES:
            path = folder / f"{lang}.md"
            if not path.exists() or not path.read_text(encoding="utf-8").startswith("# "):
                text = Text("the unit's introduction is missing.", "단원 소개가 없습니다.")
                problems.append(_problem(path, text))
        for id in sorted(_folders(folder) - set(unit.exercises)):
            problems.append(_problem(folder / id, _UNLISTED))
    return problems


def _folders(folder: Path) -> set[str]:
    """The folders in a folder, without what an editor or Python leaves behind."""
    if not folder.is_dir():
        return set()
    return {entry.name for entry in folder.iterdir() if entry.is_dir() and entry.name[0] not in "._"}


def _problem(path: Path, text: Text) -> dict[str, Any]:
    return {"path": str(path), "line": None, "en": text.en, "ko": text.ko}
