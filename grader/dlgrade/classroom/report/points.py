"""The assignments: who has handed in, how many points, how late."""

from __future__ import annotations

from dataclasses import dataclass, field

from dlgrade.classroom.grades import Grade
from dlgrade.classroom.policy import Assignment
from dlgrade.classroom.report import statistics
from dlgrade.classroom.report.data import (
    AssignmentReport,
    Figure,
    Interval,
    LateInterval,
    Lateness,
    LateStudent,
)
from dlgrade.classroom.report.handed import Handed
from dlgrade.i18n import Lang

_HOUR, _DAY = 3600.0, 86400.0
_LATE = (_HOUR, _DAY, 3 * _DAY, 7 * _DAY)


@dataclass
class Points:
    """Counts what became of one assignment."""

    assignment: Assignment
    lang: Lang
    anonymous: bool
    max_points: float = 0.0
    points: list[float] = field(default_factory=list)
    statuses: dict[str, int] = field(default_factory=dict)
    unknown: int = 0
    lateness: list[float] = field(default_factory=list)
    penalty: float = 0.0
    late: list[LateStudent] = field(default_factory=list)

    def take(self, handed: Handed, grade: Grade) -> None:
        """Count a student's grade."""
        self.max_points = grade.max_points
        self.statuses[grade.status] = self.statuses.get(grade.status, 0) + 1
        if grade.points is not None:
            self.points.append(grade.points)
        if grade.status == "graded":
            if grade.late is None:
                self.unknown += 1
                return
            seconds = grade.late.total_seconds()
            self.lateness.append(seconds)
            self.penalty += grade.penalty
            if seconds > 0 and not self.anonymous:
                self.late.append(LateStudent(handed.who, seconds, grade.penalty))

    def report(self) -> AssignmentReport:
        """The assignment as the report shows it."""
        assignment, points, n = self.assignment, self.points, len(self.points)
        shares = [one / self.max_points for one in points] if self.max_points else []
        return AssignmentReport(
            id=assignment.id,
            title=assignment.title.to(self.lang),
            max_points=self.max_points,
            due=assignment.due.isoformat() if assignment.due else None,
            students=sum(self.statuses.values()),
            graded=n,
            missing=self.statuses.get("missing", 0),
            unreadable=self.statuses.get("unreadable", 0),
            excused=self.statuses.get("excused", 0),
            mean=Figure(statistics.mean(points), n),
            median=Figure(statistics.median(points), n),
            deviation=Figure(statistics.deviation(points), n),
            lowest=min(points, default=None),
            highest=max(points, default=None),
            histogram=[Interval(*one) for one in statistics.histogram(shares)],
            lateness=self._lateness() if assignment.due else None,
        )

    def _lateness(self) -> Lateness:
        late = [seconds for seconds in self.lateness if seconds > 0]
        ends = (*_LATE, None)
        starts = (0.0, *_LATE)
        intervals = [
            LateInterval(end, sum(start < one and (end is None or one <= end) for one in late))
            for start, end in zip(starts, ends, strict=True)
        ]
        ordered = sorted(self.late, key=lambda one: (-one.seconds, one.who.student))
        return Lateness(
            len(self.lateness) - len(late), len(late), self.unknown, self.penalty, intervals, ordered
        )
