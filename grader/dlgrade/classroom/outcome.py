"""What comes of a run: the files in the output folder, and what a regrade would change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from dlgrade.classroom.gradebook import Gradebook
from dlgrade.classroom.grades import Grade, grades_of
from dlgrade.classroom.intake.roster import Student
from dlgrade.classroom.policy import Policy
from dlgrade.classroom.records import grades_table, record_of, write_record
from dlgrade.course.model import Course
from dlgrade.i18n import Lang
from dlgrade.workspace import write_file


@dataclass(frozen=True)
class Change:
    """What a regrade found to be different.

    Attributes:
        attempt: which of the student's, counted from 1.
        tests: the tests whose points changed, by title, with the points before and after.
    """

    student: str
    attempt: int
    exercise: str
    before: float
    after: float
    max_points: float
    tests: list[tuple[str, float | None, float | None]]


@dataclass(frozen=True)
class Outcome:
    """A gradebook as the outside sees it."""

    course: Course
    policy: Policy
    exercises: list[str]
    gradebook: Gradebook
    sandbox: dict[str, Any]
    lang: Lang

    def changes(self) -> list[Change]:
        """What the staged results would change; those that change nothing count at once."""
        self.gradebook.settle()
        found = []
        for student in self.gradebook.students():
            for number, attempt in enumerate(self.gradebook.attempts(student.student), 1):
                for exercise, judged in attempt.answers.items():
                    if judged.staged is not None:
                        now, later = judged.result, judged.staged
                        before = {test.title: test.points for test in now.tests}
                        after = {test.title: test.points for test in later.tests}
                        tests = [
                            (title, before.get(title), after.get(title))
                            for title in {**before, **after}
                            if before.get(title) != after.get(title)
                        ]
                        found.append(
                            Change(
                                student.student,
                                number,
                                exercise,
                                now.points,
                                later.points,
                                later.max_points,
                                tests,
                            )
                        )
        return found

    def grades(self) -> Iterator[tuple[Student, list[Grade], list[str]]]:
        """The students with their grades and what could not be read."""
        for student in self.gradebook.students():
            problems = [
                problem.to(self.lang)
                for attempt in list(self.gradebook.attempts(student.student))[-1:]
                for problem in attempt.problems
            ]
            yield student, grades_of(self.gradebook, self.policy, student), problems

    def write(self, out: Path) -> None:
        """Write a record per student, and ``grades.csv``.

        Raises:
            UserError: something cannot be written.
        """
        rows = []
        for student, grades, problems in self.grades():
            lang = cast(Lang, student.lang or self.lang)
            record = record_of(
                self.course, self.exercises, self.gradebook, student, grades, self.sandbox, lang
            )
            if record is not None:
                write_record(out, student.student, record)
            rows.append((student, grades, problems))
        write_file(out / "grades.csv", grades_table(self.policy, rows))
