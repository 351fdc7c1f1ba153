"""What one student handed in, as the parts of the report count it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from dlgrade.classroom.gradebook import Attempt, Judged
from dlgrade.classroom.grades import Grade
from dlgrade.classroom.report.data import Person
from dlgrade.results import ExerciseResult


@dataclass(frozen=True)
class Handed:
    """A student's attempts and grades.

    Attributes:
        who: as the report calls the student.
        attempts: in order of arrival.
        grades: one for each assignment.
        exercises: the ids of the exercises that count somewhere.
    """

    who: Person
    attempts: Sequence[Attempt]
    grades: Sequence[Grade]
    exercises: Sequence[str]

    @cached_property
    def counting(self) -> dict[str, ExerciseResult]:
        """By exercise, the result that counts for the grade; of an exercise in several assignments that of the first."""
        by_id = {attempt.id: attempt for attempt in self.attempts}
        found: dict[str, ExerciseResult] = {}
        for grade in self.grades:
            if grade.attempt is not None:
                answers = by_id[grade.attempt].answers
                for id in grade.assignment.exercises:
                    if id in answers:
                        found.setdefault(id, answers[id].result)
        return found

    @cached_property
    def tries(self) -> dict[str, list[Judged]]:
        """By exercise, the different answers one after the other: a file that has not changed is no new try.

        Answers with equal test data are equal, because its seed comes from the answer.
        """
        found: dict[str, list[Judged]] = {}
        for attempt in self.attempts:
            for id in self.exercises:
                judged = attempt.answers.get(id)
                if judged is not None and is_answer(judged.result):
                    tries = found.setdefault(id, [])
                    if not tries or tries[-1].seed != judged.seed:
                        tries.append(judged)
        return found


def is_answer(result: ExerciseResult) -> bool:
    """Whether there is something of the student's to look at: not the file as it was given, not a failure of the grader."""
    return result.status not in ("not_started", "internal")


def share(result: ExerciseResult) -> float:
    """The share of the points that an answer earned."""
    return result.points / result.max_points if result.max_points else 0.0
