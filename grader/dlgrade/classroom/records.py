"""The record of a submission: what ``dlgrade check --format json`` prints, with whose it is and what counts."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dlgrade import __version__
from dlgrade.classroom.gradebook import Attempt, Gradebook
from dlgrade.classroom.grades import Grade
from dlgrade.classroom.intake.roster import Student
from dlgrade.classroom.policy import Policy
from dlgrade.course.model import Course
from dlgrade.i18n import Lang
from dlgrade.results import SCHEMA, ExerciseResult
from dlgrade.workspace import write_file

_SAFE = re.compile(r"[^\w.@+=-]")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d|grades)(\..*)?\Z")


def file_stem(student: str) -> str:
    """A file name for a student on any system; where it is not the id itself, a part of a hash keeps it unique."""
    safe = _SAFE.sub("_", student)[:80].strip(".")
    if safe == student and not _RESERVED.match(safe) and safe == safe.lower():
        return safe
    return f"{safe or 'student'}-{hashlib.sha256(student.encode('utf-8', 'replace')).hexdigest()[:6]}"


def attempt_that_counts(attempts: list[Attempt], grades: Iterable[Grade]) -> Attempt | None:
    """The attempt that a student's record shows: that of the first grade, else the latest."""
    counting = [grade.attempt for grade in grades if grade.attempt is not None]
    by_id = {attempt.id: attempt for attempt in attempts}
    return by_id[counting[0]] if counting else attempts[-1] if attempts else None


def record_of(
    course: Course,
    exercises: list[str],
    gradebook: Gradebook,
    student: Student,
    grades: list[Grade],
    sandbox: dict[str, Any],
    lang: Lang,
) -> dict[str, Any] | None:
    """The record of what a student handed in; None where that is nothing."""
    attempts = list(gradebook.attempts(student.student))
    attempt = attempt_that_counts(attempts, grades)
    if attempt is None:
        return None
    results = [_with_seed(course, gradebook, attempt, id, lang) for id in exercises]
    record: dict[str, Any] = {
        "schema": SCHEMA,
        "dlgrade": __version__,
        "course": course.id,
        "lang": lang,
        "seed": None,
        "sandbox": sandbox,
        "points": sum(result["points"] for result in results),
        "max_points": sum(result["max_points"] for result in results),
        "exercises": results,
        "student": student.student,
        "submission": {
            "place": attempt.place,
            "hash": attempt.hash,
            "submitted": attempt.submitted or None,
            "attempt": attempts.index(attempt) + 1,
            "attempts": len(attempts),
            "problems": [problem.to(lang) for problem in attempt.problems],
        },
        "grades": [grade_record(grade) for grade in grades],
    }
    return record


def _with_seed(course: Course, gradebook: Gradebook, attempt: Attempt, id: str, lang: Lang) -> dict[str, Any]:
    judged = attempt.answers.get(id)
    if judged is not None:
        return {**judged.result.to_dict(), "seed": judged.seed}
    exercise = course.exercise(id)
    result = ExerciseResult(id, exercise.unit, exercise.title.to(lang), f"{id}.py", "not_started")
    result.max_points = gradebook.worth(id) or 0.0
    return result.to_dict()


def grade_record(grade: Grade) -> dict[str, Any]:
    """A grade as plain data."""
    return {
        "assignment": grade.assignment.id,
        "status": grade.status,
        "raw": round(grade.raw, 6),
        "penalty": round(grade.penalty, 6),
        "adjustment": grade.adjustment,
        "points": grade.points,
        "max_points": round(grade.max_points, 6),
        "late_seconds": None if grade.late is None else grade.late.total_seconds(),
        "attempts": grade.attempts,
        "reasons": list(grade.reasons),
        "dropped": [score.exercise for score in grade.scores if not score.counts],
    }


def write_record(out: Path, student: str, record: dict[str, Any]) -> None:
    """Write a student's record, whole or not at all.

    Raises:
        UserError: it cannot be written.
    """
    write_file(out / f"{file_stem(student)}.json", json.dumps(record, ensure_ascii=False, indent=2) + "\n")


def grades_table(policy: Policy, rows: Iterable[tuple[Student, list[Grade], list[str]]]) -> str:
    """``grades.csv``: a row per student, a column per assignment; an empty cell where there is no grade.

    Args:
        policy: names the assignments.
        rows: students with their grades and what could not be read.
    """
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    ids = [assignment.id for assignment in policy.assignments]
    table.writerow(["student", "name", "email", "section", *ids, "points", "max_points", "late", "problems"])
    for student, grades, problems in rows:
        counting = [grade for grade in grades if grade.status != "excused"]
        graded = [grade.points for grade in grades if grade.points is not None]
        late = " ".join(grade.assignment.id for grade in grades if grade.late)
        table.writerow(
            [
                *map(cell, (student.student, student.name, student.email, student.section)),
                *("EX" if grade.status == "excused" else number(grade.points) for grade in grades),
                number(sum(graded) if graded else None),
                number(sum(grade.max_points for grade in counting)),
                late,
                cell(" ".join(problems)),
            ]
        )
    return text.getvalue()


def number(points: float | None) -> str:
    """Points with at most two decimals; empty for none."""
    return "" if points is None else f"{points:.2f}".rstrip("0").rstrip(".")


def cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
