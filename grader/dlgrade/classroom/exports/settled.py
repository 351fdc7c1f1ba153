"""Grades that may leave the house: none in which the grader itself has failed counts against a student."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dlgrade.classroom.graded import Graded
from dlgrade.classroom.grades import Grade
from dlgrade.i18n import Text


def settled(students: Iterable[Graded], problems: list[Text]) -> Iterator[Graded]:
    """The students, without the grades that still wait for a result.

    Args:
        students: of the class.
        problems: what is left out is added here.
    """
    for graded in students:
        yield replace(graded, grades=[_settled(grade, problems) for grade in graded.grades])


def _settled(grade: Grade, problems: list[Text]) -> Grade:
    failed = ", ".join(score.exercise for score in grade.scores if score.status == "internal")
    if not failed:
        return grade
    who, what = grade.student.student, grade.assignment.id
    problems.append(Text(
        f"{who}: the grader itself failed in {failed}, so {what} is left out. Run `dlgrade grade` again.",
        f"{who}: {failed} 채점 중 내부 오류가 있어 {what} 성적을 뺐습니다. `dlgrade grade`를 다시 실행하세요.",
    ))  # fmt: skip
    return replace(grade, points=None)
