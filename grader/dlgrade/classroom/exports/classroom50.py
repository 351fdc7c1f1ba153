"""Classroom 50: a ``result.json`` (schema ``classroom50/result/v1``) for every student and assignment.

Its scores are whole numbers, and the score is the sum of the tests' scores. So the grade is rounded to the nearest whole
number, halves up, and the exercises' points are rounded so that they add up to the rounded raw score: each down, and then
those with the largest remainders up. What lateness and adjustments change is a test of its own, ``grade``. The exact numbers
stand beside the rounded ones, as ``points``; Classroom 50 keeps fields that it does not know.

Who the owner is, the runner says itself; the addresses of commit, release and review are known only there.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from datetime import UTC
from typing import Any

from dlgrade.classroom.calculation import calculation
from dlgrade.classroom.graded import Graded
from dlgrade.classroom.grades import Grade, Score
from dlgrade.classroom.policy import parse_time
from dlgrade.i18n import Lang

SCHEMA = "classroom50/result/v1"


def result(graded: Graded, grade: Grade, classroom: str, lang: Lang) -> str | None:
    """The file's text; None where there is no grade.

    Args:
        graded: the student.
        grade: of one assignment.
        classroom: the classroom's short name.
        lang: of our own words.
    """
    attempt = graded.attempt_of(grade)
    if grade.points is None:
        return None
    score, of = half_up(grade.points), half_up(grade.max_points)
    tests = _tests(grade)
    if difference := score - sum(test["score"] for test in tests):
        tests.append(
            {
                "test-name": "grade",
                "passed": difference > 0,
                "score": difference,
                "max-score": 0,
                "message": calculation(grade, lang),
            }
        )
    submitted = parse_time(attempt.submitted) if attempt else None
    stamp = submitted.astimezone(UTC) if submitted else None
    name = f"submit/{stamp:%Y-%m-%dT%H-%M-%SZ}-{attempt.hash[:7]}" if stamp and attempt else ""
    found: dict[str, Any] = {
        "schema": SCHEMA,
        "classroom": classroom.lower(),
        "assignment": slug(grade.assignment.id),
        "owner": (graded.student.github or graded.student.student).lower(),
        "submission": name,
        "commit": "",
        "release": "",
        "review": "",
        "datetime": f"{stamp:%Y-%m-%dT%H:%M:%SZ}" if stamp else "",
        "score": score,
        "max-score": of,
        "points": grade.points,
        "max-points": round(grade.max_points, 6),
        "tests": tests,
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def slug(id: str) -> str:
    """An assignment's id as Classroom 50 allows it: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", id.lower()).strip("-")[:39] or "assignment"


def half_up(points: float) -> int:
    """The nearest whole number; what lies in the middle is rounded up."""
    return math.floor(round(points, 6) + 0.5)


def _tests(grade: Grade) -> list[dict[str, Any]]:
    """An entry for every exercise that counts, in points of the assignment."""
    counting = [score for score in grade.scores if score.counts]
    extra = grade.assignment.extra
    whole = sum(score.max_points for score in counting if score.exercise not in extra)
    scale = grade.max_points / whole if whole else 0.0
    points = [score.points * scale for score in counting]
    possible = [0.0 if score.exercise in extra else score.max_points * scale for score in counting]
    rounded = apportion(points, half_up(sum(points)))
    worth = apportion(possible, half_up(grade.max_points))
    return [_entry(*parts) for parts in zip(counting, points, rounded, worth, strict=True)]


def _entry(score: Score, points: float, rounded: int, worth: int) -> dict[str, Any]:
    return {
        "test-name": score.exercise,
        "passed": score.status == "passed",
        "score": rounded,
        "max-score": worth,
        "points": round(points, 6),
    }


def apportion(values: Sequence[float], total: int) -> list[int]:
    """Whole numbers that add up to a total and differ from the values by less than 1: the largest remainders go up."""
    down = [math.floor(round(value, 6)) for value in values]
    order = sorted(range(len(values)), key=lambda i: (down[i] - round(values[i], 6), i))
    for i in order[: max(0, total - sum(down))]:
        down[i] += 1
    return down
