"""A class that has been graded, read from its folder: what exports, feedback and reports are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from dlgrade.classroom.gradebook import BOOK, Attempt, Gradebook
from dlgrade.classroom.grades import Grade, grades_of
from dlgrade.classroom.intake.roster import Student
from dlgrade.classroom.policy import Assignment, Policy
from dlgrade.course.model import Course, builtin_root
from dlgrade.errors import UserError
from dlgrade.i18n import Text


@dataclass(frozen=True)
class Graded:
    """A student with everything that is known.

    Attributes:
        grades: one for each of the chosen assignments, in their order.
        attempts: in order of arrival.
    """

    student: Student
    grades: list[Grade]
    attempts: list[Attempt]

    def attempt_of(self, grade: Grade) -> Attempt | None:
        """The attempt that a grade comes from."""
        return next((attempt for attempt in self.attempts if attempt.id == grade.attempt), None)

    def number_of(self, grade: Grade) -> int | None:
        """The same, counted from 1."""
        ids = [attempt.id for attempt in self.attempts]
        return ids.index(grade.attempt) + 1 if grade.attempt in ids else None


@dataclass(frozen=True)
class GradedClass:
    """A class's gradebook with the course and the policy that grades follow from."""

    folder: Path
    course: Course
    policy: Policy
    gradebook: Gradebook

    @property
    def assignments(self) -> tuple[Assignment, ...]:
        """The chosen assignments."""
        return self.policy.assignments

    def only(self, ids: Iterable[str]) -> GradedClass:
        """The class with some of its assignments; with all where none is named.

        Raises:
            UserError: there is none of that name.
        """
        wanted = list(ids)
        known = {assignment.id: assignment for assignment in self.policy.assignments}
        for id in wanted:
            if id not in known:
                raise UserError(Text(
                    f"There is no assignment `{id}`. There are: {', '.join(known)}.",
                    f"`{id}`라는 과제가 없습니다. 있는 과제: {', '.join(known)}.",
                ))  # fmt: skip
        chosen = tuple(a for a in self.policy.assignments if not wanted or a.id in wanted)
        return replace(self, policy=replace(self.policy, assignments=chosen))

    def single(self) -> Assignment:
        """The one assignment.

        Raises:
            UserError: there are several.
        """
        if len(self.assignments) > 1:
            names = ", ".join(assignment.id for assignment in self.assignments)
            raise UserError(Text(
                f"This goes with one assignment. Choose it with --assignment: {names}.",
                f"과제 하나만 다룰 수 있습니다. --assignment로 고르세요: {names}.",
            ))  # fmt: skip
        return self.assignments[0]

    def students(self) -> Iterator[Graded]:
        """The students by id, one at a time, so that memory stays flat."""
        for student in self.gradebook.students():
            attempts = list(self.gradebook.attempts(student.student))
            yield Graded(student, grades_of(self.gradebook, self.policy, student, attempts), attempts)


@contextmanager
def open_class(folder: Path, course_folder: Path | None = None) -> Iterator[GradedClass]:
    """Open the folder that ``dlgrade grade`` wrote.

    Args:
        folder: the folder.
        course_folder: the course's; the built-in course by default.

    Raises:
        UserError: nothing has been graded there, or the gradebook belongs to another course.
    """
    book = folder / BOOK
    if not book.is_file():
        raise UserError(Text(
            f"{folder} holds no gradebook. Run `dlgrade grade` first, or name the folder that it wrote.",
            f"{folder}: 성적부가 없습니다. 먼저 `dlgrade grade`를 실행하거나, 그 명령이 만든 폴더를 지정하세요.",
        ))  # fmt: skip
    course = Course(course_folder or builtin_root())
    policy = Policy.of(course)
    with closing(Gradebook(book, course.id)) as gradebook:
        yield GradedClass(folder, course, policy, gradebook)
