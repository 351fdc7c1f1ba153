"""Attempts over time, what changes from try to try, and who is stuck where."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from dlgrade.classroom.gradebook import Judged
from dlgrade.classroom.policy import parse_time
from dlgrade.classroom.report import statistics
from dlgrade.classroom.report.data import Figure, Moment, Step, Stuck, Timeline, Tries, Unit
from dlgrade.classroom.report.findings import error_type
from dlgrade.classroom.report.handed import Handed, share
from dlgrade.classroom.report.lessons import Lessons

_YEAR = timedelta(days=366)
_BARS = 62  # as many bars as a timeline may have before its unit grows
_YEARS = range(1970, 9999)  # in which a clock may be, and a calendar can calculate
_MORE = 1e-9  # that more of the points is progress


class Progress:
    """Follows students from try to try."""

    def __init__(self, stuck_after: int, anonymous: bool, lessons: Lessons) -> None:
        self.stuck_after = stuck_after
        self.failed_after: Counter[str] = Counter()
        self.stuck_at: Counter[str] = Counter()
        self.stuck: list[Stuck] = []
        self._anonymous = anonymous
        self._lessons = lessons
        self._passed_at: dict[str, list[int]] = defaultdict(list)
        self._ends: Counter[tuple[int, bool]] = Counter()
        self._steps: dict[int, list[float]] = {}

    def take(self, handed: Handed) -> None:
        """Follow a student through the exercises."""
        for id, tries in handed.tries.items():
            shares = [share(judged.result) for judged in tries]
            passed = [judged.result.status == "passed" for judged in tries]
            for number in range(1, len(tries)):
                self._step(number, shares[number - 1 : number + 1], passed[number - 1 : number + 1])
            self._ends[(passed.index(True) + 1 if any(passed) else len(tries)), any(passed)] += 1
            if any(passed):
                self._passed_at[id].append(passed.index(True) + 1)
                continue
            self.failed_after[id] += len(tries) >= self.stuck_after
            if is_stuck(shares, self.stuck_after):
                self.stuck_at[id] += 1
                self.stuck.append(self._stuck(handed, id, tries, max(shares)))

    def _step(self, number: int, shares: list[float], passed: list[bool]) -> None:
        before, after = shares
        better, worse = after > before + _MORE, after < before - _MORE
        now = (1, before, after, better, not better and not worse, worse, passed[1] and not passed[0])
        sums = self._steps.setdefault(number, [0.0] * len(now))
        self._steps[number] = [a + b for a, b in zip(sums, now, strict=True)]

    def _stuck(self, handed: Handed, id: str, tries: list[Judged], best: float) -> Stuck:
        result = tries[-1].result
        titles = self._lessons.tests(id)
        failing = [
            titles[test.name].title if test.name in titles else test.title
            for test in result.tests
            if test.status not in ("passed", "skipped", "internal")
        ]
        error = error_type(result.error.type, self._anonymous) if result.error else None
        mistakes = [finding.id for finding in result.mistakes]
        return Stuck(handed.who, id, len(tries), best, mistakes, failing[:3], error)

    def tries_to_pass(self, exercise: str) -> Figure:
        """The median number of tries of those who passed an exercise."""
        numbers = self._passed_at[exercise]
        return Figure(statistics.median(numbers), len(numbers))

    def stuck_students(self) -> list[Stuck]:
        """Who is stuck, the most tries first."""
        return sorted(self.stuck, key=lambda one: (-one.tries, one.exercise, one.who.student))

    def steps(self) -> list[Step]:
        """The changes from try to try."""
        return [
            Step(number, int(n), before / n, after / n, *map(int, counts))
            for number, (n, before, after, *counts) in sorted(self._steps.items())
        ]

    def tries(self) -> list[Tries]:
        """After how many tries exercises were passed, or left."""
        numbers = sorted({number for number, _ in self._ends})
        return [Tries(number, self._ends[number, True], self._ends[number, False]) for number in numbers]


def is_stuck(shares: Sequence[float], after: int) -> bool:
    """Whether the latest tries brought nothing.

    Of at least `after` tries the last ``after − 1`` earned no more than the best of those before them.

    Args:
        shares: of the points, try by try; none of them passed.
        after: at least 2.
    """
    new = after - 1
    return len(shares) >= after and max(shares[-new:]) <= max(shares[:-new]) + _MORE


class Times:
    """When attempts came in, by the hour."""

    def __init__(self, due: Sequence[datetime]) -> None:
        self._due = due
        self._hours: Counter[int] = Counter()
        self._offsets: Counter[timedelta] = Counter()
        self._submitted = self._arrived = 0

    def take(self, handed: Handed) -> None:
        """Count a student's attempts: by the time of submission, else by that of arrival."""
        for attempt in handed.attempts:
            moment = parse_time(attempt.submitted)
            if moment is not None and moment.year in _YEARS:
                self._submitted += 1
                self._offsets[_offset(moment)] += 1
            else:
                moment = parse_time(attempt.first_seen)
                if moment is None:
                    continue
                self._arrived += 1
            self._hours[int(moment.timestamp() // 3600)] += 1

    def report(self) -> Timeline:
        """The attempts by hour, day or week, in the zone of the due times, else of most submissions."""
        zone = self._zone()
        hours, outside = self._around_median()
        name = datetime(2000, 1, 1, tzinfo=zone).strftime("%z")
        unit, moments = _moments(hours, zone)
        return Timeline(f"{name[:3]}:{name[3:]}", unit, self._submitted, self._arrived, outside, moments)

    def _zone(self) -> timezone:
        offsets = Counter({_offset(due): 1 for due in self._due[:1]}) or self._offsets
        return timezone(offsets.most_common(1)[0][0]) if offsets else UTC

    def _around_median(self) -> tuple[dict[int, int], int]:
        """The hours within a year of the median attempt, and how many attempts are not: a clock was wrong."""
        ordered = sorted(self._hours)
        sums, total = [], 0
        for hour in ordered:
            total += self._hours[hour]
            sums.append(total)
        middle = ordered[bisect_left(sums, total / 2)] if ordered else 0
        width = _YEAR // timedelta(hours=1)
        near = {hour: self._hours[hour] for hour in ordered if abs(hour - middle) <= width}
        return near, total - sum(near.values())


def _offset(moment: datetime) -> timedelta:
    """The offset from UTC, in whole minutes."""
    return (moment.utcoffset() or timedelta()) // timedelta(minutes=1) * timedelta(minutes=1)


def _moments(hours: dict[int, int], zone: tzinfo) -> tuple[Unit, list[Moment]]:
    """The attempts in intervals without gaps, as long as needed for no more than `_BARS` of them (weeks may be more)."""
    if not hours:
        return "day", []
    locals_ = {hour: datetime.fromtimestamp(hour * 3600, zone) for hour in hours}
    units: tuple[tuple[Unit, timedelta], ...] = (
        ("hour", timedelta(hours=1)),
        ("day", timedelta(days=1)),
        ("week", timedelta(days=7)),
    )
    for unit, length in units:
        first = _start(min(locals_.values()), unit)
        last = max(locals_.values())
        if unit == "week" or (last - first) // length < _BARS:
            break
    counts = Counter({_start(locals_[hour], unit): 0 for hour in hours})
    for hour, count in hours.items():
        counts[_start(locals_[hour], unit)] += count
    moments = []
    start = first
    while start <= last:
        moments.append(Moment(start.isoformat(timespec="minutes"), counts[start]))
        start += length
    return unit, moments


def _start(moment: datetime, unit: Unit) -> datetime:
    """When the interval that a moment lies in begins; a week begins on Monday."""
    hour = moment.replace(minute=0, second=0, microsecond=0)
    if unit == "hour":
        return hour
    day = hour.replace(hour=0)
    return day if unit == "day" else day - timedelta(days=day.weekday())
