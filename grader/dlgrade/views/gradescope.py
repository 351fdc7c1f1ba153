"""Gradescope's ``results.json``.

All texts are sent as plain text, so that nothing a student's code says is read as markup. Gradescope documents no limit of the
file's size; outputs are cut, so that a run of any size can be shown.

Whoever hides hidden tests should know: where any test is not visible, Gradescope does not show students their total either.
``score`` keeps the total: such a test shows its points and not what went wrong.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Literal, get_args

from dlgrade.i18n import Lang, Text
from dlgrade.results import ExerciseResult, Report
from dlgrade.views.details import INTERNAL, STATUSES, explanation, points_of, tutor, whole

Visibility = Literal["visible", "score", "after_due_date", "after_published", "hidden"]
VISIBILITIES: tuple[Visibility, ...] = get_args(Visibility)

MAX_OUTPUT = 4_000  # characters of one test
MAX_OUTPUTS = 300_000  # of all; at most 4 bytes each
_HELD_BACK = Text(
    "What went wrong is not shown for this test.", "이 테스트는 무엇이 틀렸는지 보여 주지 않습니다."
)


def to_gradescope(report: Report, hidden: Visibility = "visible") -> str:
    """A report as ``results.json``.

    Args:
        report: the report.
        hidden: what students see of hidden tests.
    """
    lang: Lang = "ko" if report.lang == "ko" else "en"
    seconds = sum(exercise.seconds for exercise in report.exercises)
    return as_json(
        {
            "score": round(report.points, 6),
            "execution_time": round(seconds, 3),
            "output": summary(report.exercises, lang, hidden),
            "output_format": "text",
            "stdout_visibility": "hidden",
            "tests": entries(report.exercises, lang, hidden),
            "extra_data": {"course": report.course, "seed": report.seed, "max_points": report.max_points},
        }
    )


def refusal(message: str) -> str:
    """A result that says why nothing was checked."""
    return as_json(
        {"score": 0, "output": message, "output_format": "text", "stdout_visibility": "hidden", "tests": []}
    )


def as_json(results: dict[str, Any]) -> str:
    """The file's text."""
    return json.dumps(results, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def summary(exercises: Iterable[ExerciseResult], lang: Lang, hidden: Visibility = "visible") -> str:
    """A line for every exercise, and what the diagnosis says, which looks at hidden tests, too."""
    lines = []
    for exercise in exercises:
        lines.append(f"{exercise.id}: {points_of(exercise)}")
        if exercise.status == "internal":
            lines.append(INTERNAL.to(lang))
        if hidden == "visible":
            lines += [f"  {line}" for line in tutor(exercise).splitlines()]
    return _cut("\n".join(lines), MAX_OUTPUT)


def entries(
    exercises: Iterable[ExerciseResult], lang: Lang, hidden: Visibility = "visible"
) -> list[dict[str, Any]]:
    """The tests of all exercises, numbered as ``exercise.test``."""
    found: list[dict[str, Any]] = []
    left = MAX_OUTPUTS
    for i, exercise in enumerate(exercises, 1):
        for test in [_whole(exercise, lang)] if whole(exercise) else _tests(exercise, lang, hidden):
            output = _cut(test.pop("output"), min(MAX_OUTPUT, left))
            left -= len(output)
            test["number"] = f"{i}.{test['number']}"
            found.append({**test, "output": output, "output_format": "text"} if output else test)
    return found


def _tests(exercise: ExerciseResult, lang: Lang, hidden: Visibility) -> Iterable[dict[str, Any]]:
    for j, test in enumerate(exercise.tests, 1):
        output = INTERNAL.to(lang) if test.status == "internal" else explanation(test, lang)
        shown: dict[str, Any] = {
            "number": str(j),
            "name": f"{exercise.id}: {test.title}",
            "name_format": "text",
            "score": round(test.points, 6),
            "max_score": round(test.max_points, 6),
            "status": "passed" if test.status == "passed" else "failed",
            "tags": [exercise.unit, exercise.id],
            "output": output,
            "extra_data": {"test": test.name, "status": test.status},
        }
        if test.hidden and hidden == "score":
            shown["output"] = _HELD_BACK.to(lang) if output else ""
        elif test.hidden and hidden != "visible":
            shown["visibility"] = hidden
        yield shown


def _whole(exercise: ExerciseResult, lang: Lang) -> dict[str, Any]:
    """The one entry of an exercise none of whose tests was run."""
    error = exercise.error
    output = INTERNAL.to(lang) if exercise.status == "internal" else error.message if error else ""
    if exercise.status == "not_started" and not output:
        output = STATUSES["not_started"].to(lang)
    return {
        "number": "1",
        "name": f"{exercise.id}: {exercise.title}",
        "name_format": "text",
        "score": round(exercise.points, 6),
        "max_score": round(exercise.max_points, 6),
        "status": "passed" if exercise.status == "passed" else "failed",
        "tags": [exercise.unit, exercise.id],
        "output": output,
        "extra_data": {"status": exercise.status},
    }


def _cut(text: str, size: int) -> str:
    return text if len(text) <= size else text[: max(0, size - 1)] + "…" * (size > 0)
