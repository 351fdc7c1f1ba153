"""What counts: the ``grading:`` section of ``course.yaml``.

.. code-block:: yaml

    grading:
      attempt: best                       # or last
      late: {grace: 15, percent: 10, per: day, of: possible, floor: 50, cutoff: 7}
      assignments:
        - id: hw1
          title: {en: Homework 1, ko: 과제 1}
          exercises: [relu, softmax, gelu]
          due: "2026-11-30T23:59+09:00"
          points: 10                      # scaled to; by default the exercises' own points
          drop: 1                         # the weakest exercise does not count
          extra: [gelu]                   # its points are on top
        - {id: midterm, exam: midterm, points: 100}       # what `dlgrade exam grade` found
      extensions:
        - {student: kim-a, assignment: hw1, days: 3, reason: was ill}
      adjustments:
        - {student: lee-b, assignment: hw1, points: 2, reason: found an error in the text}
        - {student: park-c, assignment: hw1, excused: true, reason: military service}

Without the section all exercises are one assignment, the best attempt counts, and nothing is late.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal, cast

from dlgrade.course.model import Course
from dlgrade.course.yaml_file import Located, expect
from dlgrade.errors import CourseError
from dlgrade.i18n import Text

_NUMBER = (int, float)
_PERIODS = {"hour": timedelta(hours=1), "day": timedelta(days=1)}


@dataclass(frozen=True)
class Late:
    """What being late costs.

    With ``n`` begun periods of lateness, after the grace, the penalty is ``n · percent / 100`` of the possible points
    (or of those earned), but it brings no score below ``floor`` percent of the possible points: a lower one stays as it is.
    Later than the cutoff nothing counts.

    Attributes:
        grace: minutes that cost nothing; whoever needs more has been late from the due time on.
        percent: for each period.
        per: the period, an hour or a day.
        of: what the percentage is taken of.
        floor: in percent of the possible points.
        cutoff: days after which nothing counts; None: never.
    """

    grace: float = 0.0
    percent: float = 0.0
    per: Literal["hour", "day"] = "day"
    of: Literal["possible", "earned"] = "possible"
    floor: float = 0.0
    cutoff: float | None = None

    def penalty(self, score: float, possible: float, late: timedelta) -> float:
        """The points that a score loses for having been handed in that late; never more than there are."""
        if late <= timedelta(minutes=self.grace):
            return 0.0
        if self.cutoff is not None and late > timedelta(days=self.cutoff):
            return score
        periods = math.ceil(
            Fraction(late // timedelta(microseconds=1), _PERIODS[self.per] // timedelta(microseconds=1))
        )
        lost = periods * self.percent / 100 * (possible if self.of == "possible" else score)
        return max(0.0, min(lost, score - self.floor / 100 * possible, score))


@dataclass(frozen=True)
class Assignment:
    """Exercises that are graded together.

    Attributes:
        id: names its column in exports.
        title: to show.
        exercises: their ids.
        due: the end of the time; None: there is none.
        points: what a perfect answer is worth; None: the sum of the exercises' points.
        drop: how many of the weakest exercises do not count.
        extra: exercises whose points are on top.
        canvas: the number of the assignment at Canvas, which goes into its column's header.
        exam: the id of the exam whose result is the grade, in place of exercises; empty: there is none.
    """

    id: str
    title: Text
    exercises: tuple[str, ...]
    due: datetime | None = None
    points: float | None = None
    drop: int = 0
    extra: frozenset[str] = frozenset()
    canvas: str = ""
    exam: str = ""


@dataclass(frozen=True)
class Adjustment:
    """A change by hand: points on top, or the assignment does not count for a student."""

    student: str
    assignment: str
    points: float
    excused: bool
    reason: str


@dataclass(frozen=True)
class Policy:
    """All that decides which grade follows from the results."""

    attempt: Literal["best", "last"]
    late: Late
    assignments: tuple[Assignment, ...]
    extensions: Mapping[tuple[str, str], timedelta]
    adjustments: tuple[Adjustment, ...]

    @property
    def exercises(self) -> list[str]:
        """The ids of all exercises that count somewhere."""
        return list(dict.fromkeys(id for assignment in self.assignments for id in assignment.exercises))

    @classmethod
    def of(cls, course: Course) -> Policy:
        """Read the section of a course.

        Raises:
            CourseError: something in it is wrong.
        """
        return _Reader(course).read()


class _Reader:
    def __init__(self, course: Course) -> None:
        self.course = course
        self.path: Path = course.path

    def read(self) -> Policy:
        course = self.course
        everything = Assignment(course.id, course.title, tuple(course.exercises))
        found = course.grading
        if found is None:
            return Policy("best", Late(), (everything,), {}, ())
        expect(
            found,
            self.path,
            {},
            {"attempt": str, "late": Located, "assignments": list, "extensions": list, "adjustments": list},
        )
        attempt = self.one_of(found, "attempt", ("best", "last"), "best")
        late = self.late(found.get("late"))
        assignments = tuple(map(self.assignment, found.get("assignments") or ())) or (everything,)
        self.unique([a.id for a in assignments], found)
        ids = tuple(a.id for a in assignments)
        extensions = dict(self.extension(item, ids) for item in found.get("extensions") or ())
        adjustments = tuple(self.adjustment(item, ids) for item in found.get("adjustments") or ())
        return Policy(cast(Any, attempt), late, assignments, extensions, adjustments)

    def wrong(self, line: int | None, en: str, ko: str) -> CourseError:
        return CourseError(self.path, line, Text(en, ko))

    def one_of(self, found: Located, key: str, values: tuple[str, ...], default: str) -> str:
        value = found.get(key, default)
        if value not in values:
            names = " or ".join(f"`{v}`" for v in values)
            ko = " 또는 ".join(f"`{v}`" for v in values)
            raise self.wrong(
                found.lines[key],
                f"`{key}` is {names}, not `{value}`.",
                f"`{key}` 값은 {ko}입니다: `{value}`.",
            )
        return str(value)

    def number(
        self, found: Located, key: str, default: float, low: float = 0.0, high: float = math.inf
    ) -> float:
        value = float(found.get(key, default))
        if not (low <= value <= high and math.isfinite(value)):
            bounds = f"{low:g} to {high:g}" if math.isfinite(high) else f"at least {low:g}"
            raise self.wrong(
                found.lines[key],
                f"`{key}` must be {bounds}.",
                f"`{key}` 값의 범위가 잘못되었습니다({bounds}).",
            )
        return value

    def late(self, found: Located | None) -> Late:
        if found is None:
            return Late()
        expect(
            found,
            self.path,
            {},
            {
                "grace": _NUMBER,
                "percent": _NUMBER,
                "per": str,
                "of": str,
                "floor": _NUMBER,
                "cutoff": _NUMBER,
            },
        )
        return Late(
            self.number(found, "grace", 0),
            self.number(found, "percent", 0, 0, 100),
            cast(Any, self.one_of(found, "per", ("hour", "day"), "day")),
            cast(Any, self.one_of(found, "of", ("possible", "earned"), "possible")),
            self.number(found, "floor", 0, 0, 100),
            self.number(found, "cutoff", 0) if "cutoff" in found else None,
        )

    def assignment(self, item: Any) -> Assignment:
        found = expect(
            item,
            self.path,
            {"id": str},
            {
                "exercises": list,
                "exam": str,
                "title": Located,
                "due": str,
                "points": _NUMBER,
                "drop": int,
                "extra": list,
                "canvas": (int, str),
            },
        )
        if "exercises" not in found and "exam" not in found:
            raise CourseError(
                self.path,
                None,
                Text("the key `exercises` is missing.", "키 `exercises` 항목이 빠져 있습니다."),
            )
        if "exercises" in found and "exam" in found:
            raise self.wrong(
                found.lines["exam"],
                f"`{found['id']}` has either `exercises` or an `exam`.",
                f"`{found['id']}` 과제에 `exercises`와 `exam`을 함께 쓸 수 없습니다.",
            )
        exercises = self.exercises(found, "exercises") if "exercises" in found else ()
        extra = frozenset(self.exercises(found, "extra")) if "extra" in found else frozenset()
        if strangers := sorted(extra - set(exercises)):
            raise self.wrong(
                found.lines["extra"],
                f"`{strangers[0]}` is not among the exercises of `{found['id']}`.",
                f"`{strangers[0]}` 문제는 `{found['id']}` 과제의 문제가 아닙니다.",
            )
        drop = int(self.number(found, "drop", 0, 0, len(exercises) - len(extra)))
        title = Text(found["id"], found["id"])
        if "title" in found:
            both = expect(found["title"], self.path, {"en": str, "ko": str}, line=found.lines["title"])
            title = Text(both["en"], both["ko"])
        points = self.number(found, "points", 0) if "points" in found else None
        due = self.moment(found, "due") if "due" in found else None
        return Assignment(
            found["id"],
            title,
            exercises,
            due,
            points,
            drop,
            extra,
            str(found.get("canvas", "")),
            found.get("exam", ""),
        )

    def exercises(self, found: Located, key: str) -> tuple[str, ...]:
        """Ids of exercises, where the id of a unit means all of its exercises."""
        ids: list[str] = []
        units = {unit.id: unit.exercises for unit in self.course.units}
        for item in found[key]:
            if item not in units and item not in self.course.exercises:
                raise self.wrong(
                    found.lines[key],
                    f"there is no exercise or unit `{item}`.",
                    f"`{item}`라는 연습 문제나 단원이 없습니다.",
                )
            ids += units.get(item, (item,))
        return tuple(dict.fromkeys(ids))

    def moment(self, found: Located, key: str) -> datetime:
        moment = parse_time(found[key])
        if moment is None:
            raise self.wrong(
                found.lines[key],
                f'`{key}` must be a time with its offset, as "2026-11-30T23:59+09:00", not `{found[key]}`.',
                f'`{key}` 값은 "2026-11-30T23:59+09:00"처럼 시차까지 쓴 시각이어야 합니다: `{found[key]}`.',
            )
        return moment

    def of_student(self, found: Located, ids: tuple[str, ...]) -> tuple[str, str]:
        if found["assignment"] not in ids:
            raise self.wrong(
                found.lines["assignment"],
                f"there is no assignment `{found['assignment']}`.",
                f"`{found['assignment']}`라는 과제가 없습니다.",
            )
        if not found["reason"].strip():
            raise self.wrong(found.lines["reason"], "a reason must be given.", "이유를 적어야 합니다.")
        return found["student"], found["assignment"]

    def extension(self, item: Any, ids: tuple[str, ...]) -> tuple[tuple[str, str], timedelta]:
        keys = {"student": str, "assignment": str, "days": _NUMBER, "reason": str}
        found = expect(item, self.path, keys)
        return self.of_student(found, ids), timedelta(days=self.number(found, "days", 0))

    def adjustment(self, item: Any, ids: tuple[str, ...]) -> Adjustment:
        keys = {"student": str, "assignment": str, "reason": str}
        found = expect(item, self.path, keys, {"points": _NUMBER, "excused": bool})
        student, assignment = self.of_student(found, ids)
        if ("points" in found) == ("excused" in found):
            raise self.wrong(
                found.lines["student"],
                "give `points` or `excused: true`.",
                "`points`나 `excused: true` 가운데 하나를 쓰세요.",
            )
        points = self.number(found, "points", 0, -math.inf)
        return Adjustment(student, assignment, points, found.get("excused", False), found["reason"])

    def unique(self, ids: list[str], found: Located) -> None:
        for id in ids:
            if ids.count(id) > 1:
                line = found.lines["assignments"]
                raise self.wrong(
                    line, f"the assignment `{id}` is there twice.", f"`{id}` 과제가 두 번 나옵니다."
                )


def parse_time(text: str) -> datetime | None:
    """A moment with its offset from UTC, as ISO 8601 or as platforms write it; None if it is none."""
    try:
        moment = datetime.fromisoformat(text.strip().replace(" UTC", "+00:00").replace(" Z", "+00:00"))
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
