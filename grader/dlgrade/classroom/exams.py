"""What an exam brought each student, for their grades: read from what ``dlgrade exam grade`` wrote beside the gradebook."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from dlgrade.errors import UserError
from dlgrade.i18n import Text


class ExamPoints(NamedTuple):
    """A student's points in an exam; None where they were absent."""

    points: float | None
    max_points: float


def exam_points(grades: Path, exam: str) -> dict[str, ExamPoints]:
    """The points of everybody by student; nobody's where the exam has not been graded.

    Args:
        grades: the folder of the gradebook.
        exam: the exam's id.

    Raises:
        UserError: the file is damaged.
    """
    path = grades / "exams" / exam / "results.json"
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        return {}
    return _read(path, changed)


@lru_cache(8)
def _read(path: Path, changed: int) -> dict[str, ExamPoints]:
    try:
        students = json.loads(path.read_text(encoding="utf-8"))["students"]
        return {id: ExamPoints(one["points"], float(one["max_points"])) for id, one in students.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UserError(Text(
            f"{path}: is damaged. Delete it and run `dlgrade exam grade` again.",
            f"{path}: 손상되었습니다. 지우고 `dlgrade exam grade`를 다시 실행하세요.",
        )) from None  # fmt: skip
