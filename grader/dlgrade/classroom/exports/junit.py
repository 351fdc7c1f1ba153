"""JUnit XML of a whole class: a suite for every student and assignment."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator

from dlgrade.classroom.exports.gradescope import exercises_of
from dlgrade.classroom.graded import Graded
from dlgrade.i18n import Lang
from dlgrade.results import ErrorInfo, ExerciseResult
from dlgrade.views.junit import parts, suite


def document(students: Iterable[Graded], lang: Lang) -> Iterable[str]:
    """The document, suite by suite."""
    return parts(_suites(students, lang))


def _suites(students: Iterable[Graded], lang: Lang) -> Iterator[ET.Element]:
    for graded in students:
        for grade in graded.grades:
            attempt = graded.attempt_of(grade)
            exercises = exercises_of(graded, grade)
            if grade.status == "unreadable":
                exercises = [_unreadable(graded, lang)]
            elif not exercises:
                continue
            facts: dict[str, object] = {"status": grade.status, "max_grade": grade.max_points}
            if grade.points is not None:
                facts |= {"grade": grade.points, "penalty": grade.penalty, "adjustment": grade.adjustment}
            name = f"{graded.student.student}.{grade.assignment.id}"
            yield suite(name, exercises, lang, facts, timestamp=attempt.submitted if attempt else "")


def _unreadable(graded: Graded, lang: Lang) -> ExerciseResult:
    """What was handed in could not be read: the student's own failure, of which there is one case to show."""
    problems = graded.attempts[-1].problems if graded.attempts else []
    result = ExerciseResult("submission", "submission", "", "", "error")
    result.error = ErrorInfo("Unreadable", "\n".join(problem.to(lang) for problem in problems))
    return result
