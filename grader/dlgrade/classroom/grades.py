"""From results to grades: which attempt counts, what being late costs, what was adjusted by hand.

Every number on the way is kept: a grade is ``raw − penalty + adjustment``, and an instructor can follow it. Lateness comes
from the time at which a submission was handed in, never from the time at which it was graded, so that a regrade changes
no penalty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

from dlgrade.classroom.exams import exam_points
from dlgrade.classroom.gradebook import Attempt, Gradebook
from dlgrade.classroom.intake.roster import Student
from dlgrade.classroom.policy import Adjustment, Assignment, Policy, parse_time

GradeStatus = Literal["graded", "missing", "excused", "unreadable"]


@dataclass(frozen=True)
class Score:
    """What an exercise brought.

    Attributes:
        exercise: its id.
        status: of the result; ``missing`` where nothing was handed in.
        counts: False if it was dropped.
    """

    exercise: str
    status: str
    points: float
    max_points: float
    counts: bool = True


@dataclass(frozen=True)
class Grade:
    """A student's grade of an assignment.

    Attributes:
        status: ``missing`` nothing was handed in, ``unreadable`` nothing in it could be read, ``excused`` it does not count.
        raw: from the exercises, scaled to the assignment's points.
        penalty: for being late.
        adjustment: by hand.
        points: what counts; None where there is no grade, or none yet because the grader itself failed in an exercise.
        late: how late, after any extension; None where nobody knows.
        attempt: the number of the attempt that counts, or None.
        attempts: how many there are.
        reasons: of the adjustments.
        scores: of the exercises.
    """

    student: Student
    assignment: Assignment
    status: GradeStatus
    max_points: float
    raw: float = 0.0
    penalty: float = 0.0
    adjustment: float = 0.0
    points: float | None = None
    late: timedelta | None = None
    attempt: int | None = None
    attempts: int = 0
    reasons: tuple[str, ...] = ()
    scores: list[Score] = field(default_factory=list)

    @property
    def failed(self) -> list[str]:
        """The exercises in which the grader itself has failed; by which nobody loses points."""
        return [score.exercise for score in self.scores if score.status == "internal"]


def grades_of(
    gradebook: Gradebook, policy: Policy, student: Student, attempts: list[Attempt] | None = None
) -> list[Grade]:
    """The grades of a student, one for each assignment.

    Args:
        gradebook: where the results are.
        policy: which grade follows from them.
        student: whose grades.
        attempts: the student's, where they have been read already.
    """
    attempts = list(gradebook.attempts(student.student)) if attempts is None else attempts
    return [_grade(gradebook, policy, assignment, student, attempts) for assignment in policy.assignments]


def worths(gradebook: Gradebook, assignment: Assignment) -> dict[str, float]:
    """What each exercise of an assignment is worth."""
    return {id: gradebook.worth(id) or 0.0 for id in assignment.exercises}


def _grade(
    gradebook: Gradebook, policy: Policy, assignment: Assignment, student: Student, attempts: list[Attempt]
) -> Grade:
    worth = worths(gradebook, assignment)
    taken = _of_exam(gradebook, assignment, student) if assignment.exam else None
    possible = taken.max_points if taken else _possible(assignment, worth)
    mine = [a for a in policy.adjustments if (a.student, a.assignment) == (student.student, assignment.id)]
    tried = [a for a in attempts if a.answers.keys() & set(assignment.exercises)]
    if any(adjustment.excused for adjustment in mine):
        return Grade(student, assignment, "excused", possible, attempts=len(tried), reasons=_reasons(mine))
    graded = [_of_attempt(policy, assignment, student, attempt, worth, possible) for attempt in tried]
    if taken:
        best, graded = taken, [taken] if taken.status == "graded" else []
    elif graded:
        best = (
            graded[-1]
            if policy.attempt == "last"
            else max(graded, key=lambda grade: grade.raw - grade.penalty)
        )
    else:
        problems = any(attempt.problems for attempt in attempts)
        best = Grade(student, assignment, "unreadable" if problems else "missing", possible)
    adjustment = sum(a.points for a in mine)
    has_points = bool(graded or mine) and not best.failed
    points = max(0.0, best.raw - best.penalty + adjustment) if has_points else None
    return Grade(
        **{
            **best.__dict__,
            "adjustment": adjustment,
            "points": None if points is None else round(points, 6),
            "attempts": len(tried),
            "reasons": _reasons(mine),
        }
    )


def _of_exam(gradebook: Gradebook, assignment: Assignment, student: Student) -> Grade:
    """What an exam brought, scaled to the assignment's points; who was absent or has no result is missing."""
    found = exam_points(gradebook.path.parent, assignment.exam)
    whole = max((one.max_points for one in found.values()), default=0.0)
    possible = whole if assignment.points is None else assignment.points
    mine = found.get(student.student)
    if mine is None or mine.points is None:
        return Grade(student, assignment, "missing", possible)
    raw = mine.points * possible / mine.max_points if mine.max_points else 0.0
    return Grade(student, assignment, "graded", possible, raw=raw)


def _reasons(adjustments: list[Adjustment]) -> tuple[str, ...]:
    return tuple(adjustment.reason for adjustment in adjustments)


def _possible(assignment: Assignment, worth: Mapping[str, float]) -> float:
    """What a perfect answer is worth, to everybody: without ``points`` what remains when the smallest exercises are dropped.

    A student whose dropped exercises are larger ones gets the share of the points that count, of this maximum.
    """
    if assignment.points is not None:
        return assignment.points
    regular = sorted(worth[id] for id in assignment.exercises if id not in assignment.extra)
    return sum(regular[assignment.drop :])


def _of_attempt(
    policy: Policy,
    assignment: Assignment,
    student: Student,
    attempt: Attempt,
    worth: Mapping[str, float],
    possible: float,
) -> Grade:
    scores = _scores(assignment, attempt, worth)
    regular = [score for score in scores if score.counts and score.exercise not in assignment.extra]
    extra = sum(score.points for score in scores if score.exercise in assignment.extra)
    whole = sum(score.max_points for score in regular)
    scale = possible / whole if whole else 0.0
    raw = (sum(score.points for score in regular) + extra) * scale
    late = _late(policy, assignment, student, attempt)
    penalty = policy.late.penalty(raw, possible, late) if late is not None else 0.0
    return Grade(
        student,
        assignment,
        "graded",
        possible,
        raw=raw,
        penalty=penalty,
        late=late,
        attempt=attempt.id,
        scores=scores,
    )


def _scores(assignment: Assignment, attempt: Attempt, worth: Mapping[str, float]) -> list[Score]:
    scores = []
    for id in assignment.exercises:
        judged = attempt.answers.get(id)
        if judged is None:
            scores.append(Score(id, "missing", 0.0, worth[id]))
        else:
            scores.append(Score(id, judged.result.status, judged.result.points, worth[id]))
    droppable = [score for score in scores if score.exercise not in assignment.extra]
    weakest = sorted(
        droppable, key=lambda s: (s.points / s.max_points if s.max_points else 1.0, -s.max_points)
    )
    dropped = {score.exercise for score in weakest[: assignment.drop]}
    return [Score(**{**score.__dict__, "counts": score.exercise not in dropped}) for score in scores]


def _late(policy: Policy, assignment: Assignment, student: Student, attempt: Attempt) -> timedelta | None:
    submitted = parse_time(attempt.submitted)
    if assignment.due is None or submitted is None:
        return None
    extension = policy.extensions.get((student.student, assignment.id), timedelta())
    return max(timedelta(), submitted - assignment.due - extension)
