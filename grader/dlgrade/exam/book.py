"""The results of an exam in the folder of a class's grades: ``GRADES/exams/ID/``.

::

    results.json     everything, for `dlgrade exam items` and for the gradebook
    staged.json      what another key would change, until it is accepted
    grades.csv       a row per student
    students/        a page for each student: every answer, what was right, and the points

A result that counts is never replaced silently: where another key, another answer table or the coding part gives somebody other
points, the new results wait until they are accepted. Students who are new count at once, and so do coding questions that
had not been graded before.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from dlgrade.classroom.gradebook import BOOK, Gradebook
from dlgrade.classroom.intake.roster import Student
from dlgrade.classroom.records import cell, file_stem, number
from dlgrade.errors import UserError
from dlgrade.exam.grade import Mark, Result, Results
from dlgrade.i18n import Lang, Text
from dlgrade.workspace import write_file

RESULTS, STAGED = "results.json", "staged.json"


@dataclass(frozen=True)
class Change:
    """What another grading found to be different for a student.

    Attributes:
        before: the points that count.
        after: what would count.
        marks: the questions whose points differ, as they were and as they would be.
    """

    student: str
    before: float | None
    after: float | None
    marks: tuple[tuple[Mark | None, Mark | None], ...]


@dataclass(frozen=True)
class Book:
    """Where the results of an exam are kept."""

    folder: Path

    @classmethod
    def of(cls, grades: Path, exam: str) -> Book:
        """The book of an exam in a folder of grades."""
        return cls(grades / "exams" / exam)

    def read(self) -> Results | None:
        """The results that count; None where there are none yet.

        Raises:
            UserError: the file is damaged.
        """
        path = self.folder / RESULTS
        return read_results(path) if path.exists() else None

    def write(self, results: Results, lang: Lang) -> None:
        """Let results count.

        Raises:
            UserError: they cannot be written.
        """
        from dlgrade.exam.breakdown import breakdown

        for result in results.students.values():
            if result.status != "absent":
                path = self.folder / "students" / f"{file_stem(result.student)}.html"
                write_file(path, breakdown(results, result, lang))
        write_file(self.folder / "grades.csv", table(results))
        write_file(self.folder / RESULTS, results.to_json())

    def enrol(self, course: str, results: Results) -> None:
        """Note the students in the class's gradebook, so that every export and report has them.

        Raises:
            UserError: it belongs to another course, or is in use.
        """
        with closing(Gradebook(self.folder.parent.parent / BOOK, course)) as gradebook:
            known = {student.student for student in gradebook.students()}
            gradebook.note_students(Student(id) for id in results.students if id not in known)

    def stage(self, results: Results | None) -> None:
        """Keep results that wait to be accepted; None: none wait any more.

        Raises:
            UserError: they cannot be written.
        """
        path = self.folder / STAGED
        if results is None:
            path.unlink(missing_ok=True)
        else:
            write_file(path, results.to_json())


def read_results(path: Path) -> Results:
    """Read a file of results.

    Raises:
        UserError: it is not there, or damaged.
    """
    try:
        return Results.from_dict(json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise UserError(Text(
            f"{path}: cannot be read ({error.strerror}). `dlgrade exam grade` writes it.",
            f"{path}: 읽을 수 없습니다({error.strerror}). `dlgrade exam grade`가 만드는 파일입니다.",
        )) from None  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UserError(Text(
            f"{path}: is damaged, or no results of an exam. Delete it and grade again.",
            f"{path}: 손상되었거나 시험 결과가 아닙니다. 지우고 다시 채점하세요.",
        )) from None  # fmt: skip


def changes(before: Results | None, after: Results) -> list[Change]:
    """What would be different for students who have a result already; who is in the new results no more is left as is."""
    found = []
    for student, old in before.students.items() if before else ():
        new = after.students.get(student)
        if new is None or (
            old.points == new.points and old.variant == new.variant and old.status == new.status
        ):
            continue
        pairs = _pairs(old, new)
        if old.variant == new.variant and all(a and b and a.status == "pending" for a, b in pairs):
            continue  # what had not been graded before is: nothing is replaced
        found.append(Change(student, old.points, new.points, pairs))
    return found


def _pairs(old: Result, new: Result) -> tuple[tuple[Mark | None, Mark | None], ...]:
    olds, news = ({one.question: one for one in result.marks} for result in (old, new))
    both = [(olds.get(id), news.get(id)) for id in {**olds, **news}]
    return tuple(
        (a, b) for a, b in both if a is None or b is None or a.points != b.points or a.status != b.status
    )


def merged(before: Results | None, after: Results, changed: Iterable[Change]) -> Results:
    """The new results with the old ones of those whose points would change, and of those who are no more there."""
    if before is None:
        return after
    kept = {change.student for change in changed} | (before.students.keys() - after.students.keys())
    students = {**after.students, **{id: before.students[id] for id in kept}}
    return replace(after, students=dict(sorted(students.items())))


def table(results: Results) -> str:
    """``grades.csv``: a row per student, a column per question; empty where there is no result."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    ids = list(results.questions)
    writer.writerow(["student", "variant", "status", "points", "max_points", *ids])
    for result in results.students.values():
        points = _points(result.marks)
        writer.writerow([
            cell(result.student), result.variant, result.status, number(result.points), number(result.max_points),
            *(number(points.get(id)) for id in ids),
        ])  # fmt: skip
    return text.getvalue()


def _points(marks: Iterable[Mark]) -> Mapping[str, float]:
    return {one.question: one.points for one in marks if one.status != "pending"}
