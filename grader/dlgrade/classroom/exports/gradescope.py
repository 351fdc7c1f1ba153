"""Gradescope: a ``results.json`` for every student and assignment."""

from __future__ import annotations

from dlgrade.classroom.calculation import calculation
from dlgrade.classroom.graded import Graded
from dlgrade.classroom.grades import Grade
from dlgrade.i18n import Lang
from dlgrade.results import ExerciseResult
from dlgrade.views.gradescope import Visibility, as_json, entries, summary


def results(graded: Graded, grade: Grade, lang: Lang, hidden: Visibility = "visible") -> str | None:
    """The file's text; None where there is no grade.

    ``score`` is the grade, after lateness and adjustments, and overrides the sum of the tests, which show their own points.

    Args:
        graded: the student.
        grade: of one assignment.
        lang: of our own words.
        hidden: what students see of hidden tests.
    """
    if grade.points is None:
        return None
    exercises = exercises_of(graded, grade)
    first = f"{grade.assignment.title.to(lang)}: {calculation(grade, lang)}"
    return as_json(
        {
            "score": grade.points,
            "execution_time": round(sum(exercise.seconds for exercise in exercises), 3),
            "output": "\n".join(filter(None, (first, summary(exercises, lang, hidden)))),
            "output_format": "text",
            "tests": entries(exercises, lang, hidden),
            "extra_data": {
                "assignment": grade.assignment.id,
                "raw": round(grade.raw, 6),
                "penalty": round(grade.penalty, 6),
                "adjustment": grade.adjustment,
                "max_points": round(grade.max_points, 6),
            },
        }
    )


def exercises_of(graded: Graded, grade: Grade) -> list[ExerciseResult]:
    """The results of the attempt that a grade comes from, in the assignment's order."""
    attempt = graded.attempt_of(grade)
    answers = attempt.answers if attempt else {}
    return [answers[id].result for id in grade.assignment.exercises if id in answers]
