"""The report as plain data. Its JSON form is described by ``schema/report.schema.json``; ``SCHEMA`` counts its versions.

Shares and correlations are numbers from 0 to 1 and from −1 to 1; times are ISO 8601; texts are in one language.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any, Literal

from dlgrade.i18n import Lang
from dlgrade.results import TestStatus

SCHEMA = 1

Unit = Literal["hour", "day", "week"]


@dataclass(frozen=True)
class Figure:
    """A figure with what it rests on.

    Attributes:
        value: None where it is not defined.
        n: the number of students or answers behind it.
    """

    value: float | None
    n: int


@dataclass(frozen=True)
class Person:
    """A student: the id with the name, or a pseudonym without."""

    student: str
    name: str


@dataclass(frozen=True)
class Unread:
    """A submission of which something could not be read."""

    who: Person
    problem: str


@dataclass(frozen=True)
class Overview:
    """The class.

    Attributes:
        students: on the roster, or with a submission.
        handed_in: with at least one answer.
        missing: without a submission.
        unreadable: with a submission that holds no answer that could be read.
        attempts: submissions, of all students.
        answers: different ones to the exercises, in all attempts.
        waiting: results of a regrade that have not been accepted, and do not count here.
        mean: of the shares of the points that the students earned, over all assignments.
        median: of the same.
        unread: what could not be read; not where the report is anonymous.
    """

    students: int
    handed_in: int
    missing: int
    unreadable: int
    attempts: int
    answers: int
    waiting: int
    mean: Figure
    median: Figure
    unread: list[Unread]


@dataclass(frozen=True)
class Interval:
    """How many students earned a share of the points from ``low`` up to ``high`` (None: and above)."""

    low: float
    high: float | None
    students: int


@dataclass(frozen=True)
class LateStudent:
    """A late submission: by how much, and the points that it cost."""

    who: Person
    seconds: float
    penalty: float


@dataclass(frozen=True)
class LateInterval:
    """How many submissions were up to so many seconds late, and more than in the interval before (None: and above)."""

    up_to: float | None
    students: int


@dataclass(frozen=True)
class Lateness:
    """Whether submissions came in time.

    Attributes:
        unknown: submissions of which nobody says when they were handed in.
        penalty: points that lateness cost, in sum.
        students: who was late; not where the report is anonymous.
    """

    in_time: int
    late: int
    unknown: int
    penalty: float
    intervals: list[LateInterval]
    students: list[LateStudent]


@dataclass(frozen=True)
class AssignmentReport:
    """The points of an assignment.

    Attributes:
        graded: students who have points.
        missing: students without a submission to it.
        unreadable: students whose submission could not be read.
        excused: students for whom it does not count.
        mean: of the points; students without points do not count.
        deviation: the standard deviation of the points.
        lateness: None where there is no due time.
    """

    id: str
    title: str
    max_points: float
    due: str | None
    students: int
    graded: int
    missing: int
    unreadable: int
    excused: int
    mean: Figure
    median: Figure
    deviation: Figure
    lowest: float | None
    highest: float | None
    histogram: list[Interval]
    lateness: Lateness | None


@dataclass(frozen=True)
class ExerciseReport:
    """An exercise, by the answers that count.

    Attributes:
        answered: students who handed in an answer that counts.
        untouched: students who handed in the file as it was given.
        left_out: students who handed in something else, but not this.
        share: of the points, mean: the exercise's difficulty; the higher, the easier.
        passed: the share of answers that passed.
        item_rest: the corrected item–total correlation.
        upper_lower: the upper–lower index of 27 %.
        few: whether fewer than 30 answers stand behind these figures.
        tried: students who have ever tried it.
        tries_to_pass: the median number of tries of those who passed.
        failed_after: students who have not passed after the number of tries that the report names.
        stuck: students who are stuck at it.
        unexplained: students whose latest answer fails, and no mistake is named.
    """

    id: str
    unit: str
    title: str
    max_points: float
    answered: int
    untouched: int
    left_out: int
    share: Figure
    passed: Figure
    item_rest: Figure
    upper_lower: Figure
    few: bool
    tried: int
    tries_to_pass: Figure
    failed_after: int
    stuck: int
    unexplained: int


@dataclass(frozen=True)
class Section:
    """A section of the study notes."""

    note: str
    title: str
    section: str


@dataclass(frozen=True)
class TestCount:
    """How many answers did not pass a test, of how many that it was run on."""

    __test__ = False

    name: str
    title: str
    hidden: bool
    failed: int
    answers: int


@dataclass(frozen=True)
class MistakeReport:
    """A mistake that students of the class made.

    Attributes:
        exercise: its id.
        function: in which it was made.
        id: of the known mistake, or of the general relation.
        message: what a tutor says about it; empty where that could tell who made it.
        students: who made it in any answer.
        still: who makes it in the latest answer.
        tried: students who have tried the exercise.
        share: ``students / tried``.
        answers: with the mistake.
        notes: the sections to go through again.
        tests: that fail by it, the surest first.
    """

    exercise: str
    title: str
    function: str
    id: str
    message: str
    students: int
    still: int
    tried: int
    share: float
    answers: int
    notes: list[Section]
    tests: list[TestCount]


@dataclass(frozen=True)
class Moment:
    """The attempts of an interval of time that begins at a moment."""

    start: str
    attempts: int


@dataclass(frozen=True)
class Timeline:
    """When attempts were handed in.

    Attributes:
        zone: the offset from UTC in which days begin.
        unit: the length of an interval.
        submitted: attempts that count by the time at which they were handed in.
        arrived: those of which only the time is known at which they were first graded.
        outside: attempts more than a year away from the median, which are not shown.
    """

    zone: str
    unit: Unit
    submitted: int
    arrived: int
    outside: int
    moments: list[Moment]


@dataclass(frozen=True)
class Step:
    """What changed from a try to the next one, of the same students at the same exercises.

    Attributes:
        number: of the first of the two tries.
        answers: pairs of tries.
        before: mean share of the points in the first of the two.
        after: mean share in the second.
        better: pairs in which the second earned more.
        same: pairs in which both earned the same.
        worse: pairs in which the second earned less.
        passed: pairs in which the second passed and the first did not.
    """

    number: int
    answers: int
    before: float
    after: float
    better: int
    same: int
    worse: int
    passed: int


@dataclass(frozen=True)
class Tries:
    """How many times a student who tried an exercise passed it first at this try, or stopped after it without."""

    number: int
    passed: int
    not_passed: int


@dataclass(frozen=True)
class Stuck:
    """A student who makes no progress at an exercise.

    Attributes:
        tries: so far.
        share: of the points, in the best of them.
        mistakes: what the latest try was told.
        tests: the titles of the first tests that it fails.
        error: the type of the error that keeps it from being loaded, or None.
    """

    who: Person
    exercise: str
    tries: int
    share: float
    mistakes: list[str]
    tests: list[str]
    error: str | None


@dataclass(frozen=True)
class LoadError:
    """Files that could not be loaded.

    Attributes:
        type: of the error.
        message: of one of them; empty where the report is anonymous.
        students: who had it in any answer.
        still: who has it in the latest answer.
    """

    exercise: str
    type: str
    message: str
    students: int
    still: int


@dataclass(frozen=True)
class OddTest:
    """A test that nobody passes, or that everybody does."""

    exercise: str
    name: str
    title: str
    hidden: bool
    answers: int


@dataclass(frozen=True)
class FailureReport:
    """Where the grader itself failed.

    Attributes:
        test: its name; None where it failed in the whole exercise.
        type: of the error, if it is known.
        message: what it said; empty where the report is anonymous.
    """

    exercise: str
    test: str | None
    type: str
    message: str
    answers: int
    students: list[Person]


@dataclass(frozen=True)
class ClassReport:
    """The whole report.

    Attributes:
        made: when.
        stuck_after: the number of tries after which a student who makes no progress counts as stuck.
        mistakes: known ones, the most frequent first.
        relations: general ones, for mistakes that nobody has listed.
        relations_withheld: those that a single student has, and an anonymous report does not show.
    """

    course: str
    title: str
    lang: Lang
    made: str
    anonymous: bool
    stuck_after: int
    overview: Overview
    assignments: list[AssignmentReport]
    exercises: list[ExerciseReport]
    mistakes: list[MistakeReport]
    relations: list[MistakeReport]
    relations_withheld: int
    timeline: Timeline
    steps: list[Step]
    tries: list[Tries]
    stuck: list[Stuck]
    load_errors: list[LoadError]
    nobody_passes: list[OddTest]
    everybody_passes: list[OddTest]
    failures: list[FailureReport]

    def to_dict(self) -> dict[str, Any]:
        """Return the report in the form of the JSON Schema."""
        from dlgrade import __version__

        found: dict[str, Any] = _rounded({"schema": SCHEMA, "dlgrade": __version__, **asdict(self)})
        return found

    def to_json(self) -> str:
        """The report as JSON."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def not_passed(status: TestStatus) -> bool | None:
    """Whether a test says that an answer is wrong; None where it says nothing about the answer."""
    return None if status in ("skipped", "internal") else status != "passed"


def _rounded(value: Any) -> Any:
    """Without the digits that mean nothing."""
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, list):
        return [_rounded(item) for item in value]
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    return value
