"""Grades in which the grader itself has failed: they have no points (see `grades`), and are named where they are missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dlgrade.classroom.graded import Graded
from dlgrade.classroom.grades import Grade
from dlgrade.i18n import Text


def naming_failures(students: Iterable[Graded], problems: list[Text]) -> Iterator[Graded]:
    """The students as they are.

    Args:
        students: of the class.
        problems: what is said of the grades that still wait for a result is added here.
    """
    for graded in students:
        problems += [_failure(grade, failed) for grade in graded.grades if (failed := grade.failed)]
        yield graded


def _failure(grade: Grade, failed: list[str]) -> Text:
    who, what, names = grade.student.student, grade.assignment.id, ", ".join(failed)
    return Text(
        f"{who}: the grader itself failed in {names}, so {what} is left out. Run `dlgrade grade` again.",
        f"{who}: {names} 채점 중 내부 오류가 있어 {what} 성적을 뺐습니다. `dlgrade grade`를 다시 실행하세요.",
    )
