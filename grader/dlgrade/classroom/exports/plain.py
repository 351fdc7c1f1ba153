"""Everything about the grades as JSON (see ``schema/grades.schema.json``), and as CSV in long form."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from dlgrade import __version__
from dlgrade.classroom.exports.table import as_csv, fixed
from dlgrade.classroom.graded import Graded, GradedClass
from dlgrade.classroom.grades import Grade
from dlgrade.classroom.policy import Assignment, Policy
from dlgrade.classroom.records import cell, file_stem, grade_record
from dlgrade.i18n import Lang

SCHEMA = 1
_COLUMNS = [
    *(
        "student",
        "name",
        "email",
        "section",
        "assignment",
        "status",
        "raw",
        "penalty",
        "adjustment",
        "points",
    ),
    *("max_points", "late_seconds", "submitted", "attempt", "attempts", "reasons"),
]


def as_json(of: GradedClass, lang: Lang) -> Iterator[str]:
    """The document, student by student."""
    head = {
        "schema": SCHEMA,
        "dlgrade": __version__,
        "course": of.course.id,
        "policy": _policy(of.policy),
        "assignments": [_assignment(assignment) for assignment in of.assignments],
    }
    yield json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}") + ',\n "students": ['
    for i, graded in enumerate(of.students()):
        yield (
            ("," if i else "")
            + "\n  "
            + json.dumps(_student(graded, lang), ensure_ascii=False, allow_nan=False)
        )
    yield "\n ]\n}\n"


def _policy(policy: Policy) -> dict[str, Any]:
    return {"attempt": policy.attempt, "late": asdict(policy.late)}


def _assignment(assignment: Assignment) -> dict[str, Any]:
    return {
        "id": assignment.id,
        "title": assignment.title._asdict(),
        "exercises": list(assignment.exercises),
        "due": assignment.due.isoformat() if assignment.due else None,
        "points": assignment.points,
        "drop": assignment.drop,
        "extra": sorted(assignment.extra),
        "canvas": assignment.canvas,
    }


def _student(graded: Graded, lang: Lang) -> dict[str, Any]:
    return {
        **asdict(graded.student),
        "record": f"{file_stem(graded.student.student)}.json" if graded.attempts else None,
        "grades": [_grade(graded, grade) for grade in graded.grades],
        "attempts": [
            {
                "attempt": number,
                "submitted": attempt.submitted or None,
                "hash": attempt.hash,
                "place": attempt.place,
                "problems": [problem.to(lang) for problem in attempt.problems],
                "exercises": [
                    {
                        "id": id,
                        "file": judged.result.file,
                        "status": judged.result.status,
                        "points": judged.result.points,
                        "max_points": judged.result.max_points,
                        "mistakes": [finding.id for finding in judged.result.mistakes],
                        "seed": judged.seed,
                        "graded": judged.graded,
                    }
                    for id, judged in attempt.answers.items()
                ],
            }
            for number, attempt in enumerate(graded.attempts, 1)
        ],
    }


def _grade(graded: Graded, grade: Grade) -> dict[str, Any]:
    return {
        **grade_record(grade),
        "attempt": graded.number_of(grade),
        "exercises": [asdict(score) for score in grade.scores],
    }


def as_long_csv(students: Iterable[Graded]) -> Iterator[str]:
    """A line for every student and assignment; a cell is empty where there is nothing to say."""
    yield as_csv([_COLUMNS])
    for graded in students:
        yield as_csv(_line(graded, grade) for grade in graded.grades)


def _line(graded: Graded, grade: Grade) -> list[str]:
    student, attempt = graded.student, graded.attempt_of(grade)
    has_points = grade.points is not None
    return [
        *map(cell, (student.student, student.name, student.email, student.section, grade.assignment.id)),
        grade.status,
        *(fixed(value) if has_points else "" for value in (grade.raw, grade.penalty, grade.adjustment)),
        fixed(grade.points) if grade.points is not None else "",
        fixed(grade.max_points),
        "" if grade.late is None else f"{grade.late.total_seconds():.0f}",
        cell(attempt.submitted) if attempt else "",
        str(graded.number_of(grade) or ""),
        str(grade.attempts),
        cell("; ".join(grade.reasons)),
    ]
