"""The result record: what a check found, in one typed, versioned shape. Every output is a view of it.

The record's JSON form is described by ``schema/result.schema.json``; ``SCHEMA`` counts its versions. Texts in it are in
one language, and bounded; no expected value, host name, user name or absolute path is ever part of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from dlgrade import __version__

SCHEMA = 1

TestStatus = Literal["passed", "failed", "error", "timeout", "skipped", "internal"]
ExerciseStatus = Literal["passed", "failed", "not_started", "error", "timeout", "internal"]

MAX_MESSAGE = 2_000
MAX_SHOWN = 1_000


@dataclass
class Picture:
    """A small grey picture.

    Attributes:
        caption: what it is.
        rows: numbers from 0 (black, the smallest value) to 255 (white, the largest).
    """

    caption: str
    rows: list[list[int]]


@dataclass
class TestResult:
    """What one test found.

    Attributes:
        name: stable across languages.
        title: the sentence for the student.
        hidden: whether the student may see the test's source.
        status: ``failed`` the answer is wrong, ``error`` it raised or ended the program, ``timeout`` it took too long,
            ``skipped`` it was not run, ``internal`` the grader itself failed.
        points: earned; may be a part of `max_points`.
        message: what is wrong; empty when passed.
        call: the student's function with the arguments it got, ready to paste; empty if it does not matter.
        output: what the student's function returned or raised.
        printed: what it printed meanwhile.
        line: the line of the student's file that raised, or None.
        judged: gradient entries compared, and how many there were; None without a gradient check.
        seconds: wall time.
        pictures: what the test shows of its input and of what came back.
    """

    __test__ = False

    name: str
    title: str
    hidden: bool
    status: TestStatus
    points: float
    max_points: float
    message: str = ""
    call: str = ""
    output: str = ""
    printed: str = ""
    line: int | None = None
    judged: list[int] | None = None
    seconds: float = 0.0
    pictures: list[Picture] = field(default_factory=list)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> TestResult:
        """Read back what `asdict` wrote."""
        return cls(**{**data, "pictures": [Picture(**picture) for picture in data["pictures"]]})


@dataclass
class Finding:
    """What the diagnosis says about a function.

    Attributes:
        id: of the known mistake, or of the general relation.
        kind: which of the two.
        function: the student's function or class.
        message: what a tutor would say.
    """

    id: str
    kind: Literal["known", "relation"]
    function: str
    message: str


@dataclass
class ErrorInfo:
    """Why nothing could be tested: the file cannot be read, parsed or executed, or the grader failed."""

    type: str
    message: str
    line: int | None = None


@dataclass
class ExerciseResult:
    """What the check of one exercise found."""

    id: str
    unit: str
    title: str
    file: str
    status: ExerciseStatus
    points: float = 0
    max_points: float = 0
    tests: list[TestResult] = field(default_factory=list)
    mistakes: list[Finding] = field(default_factory=list)
    error: ErrorInfo | None = None
    seconds: float = 0.0

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> ExerciseResult:
        """Read back what `asdict` wrote."""
        error = data.get("error")
        return cls(
            **{
                **data,
                "tests": [TestResult.from_dict(test) for test in data["tests"]],
                "mistakes": [Finding(**finding) for finding in data["mistakes"]],
                "error": ErrorInfo(**error) if error else None,
            }
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the result as plain data; as `asdict` would, without its copies of every text."""
        tests = [
            {**vars(test), "pictures": [dict(vars(picture)) for picture in test.pictures]}
            for test in self.tests
        ]
        return {
            **vars(self),
            "tests": tests,
            "mistakes": [dict(vars(finding)) for finding in self.mistakes],
            "error": dict(vars(self.error)) if self.error else None,
        }


@dataclass
class Report:
    """What one run of ``dlgrade check`` found.

    Attributes:
        seed: replays the run with ``--seed``.
        sandbox: ``level`` and ``layers`` as they were in force.
    """

    course: str
    lang: str
    seed: int
    sandbox: dict[str, Any]
    exercises: list[ExerciseResult]

    @property
    def points(self) -> float:
        """The sum over the exercises."""
        return sum(exercise.points for exercise in self.exercises)

    @property
    def max_points(self) -> float:
        """The sum over the exercises."""
        return sum(exercise.max_points for exercise in self.exercises)

    @property
    def exit_code(self) -> int:
        """0 everything passed, 1 something did not, 3 the grader itself failed."""
        return _exit_code({exercise.status for exercise in self.exercises})

    @property
    def exit_code_of_started(self) -> int:
        """The same, where what has not been started does not count."""
        return _exit_code({exercise.status for exercise in self.exercises} - {"not_started"})

    def to_dict(self) -> dict[str, Any]:
        """Return the record in the form of the JSON Schema."""
        return {
            "schema": SCHEMA,
            "dlgrade": __version__,
            "course": self.course,
            "lang": self.lang,
            "seed": self.seed,
            "sandbox": self.sandbox,
            "points": self.points,
            "max_points": self.max_points,
            "exercises": [exercise.to_dict() for exercise in self.exercises],
        }


def _exit_code(statuses: Iterable[str]) -> int:
    found = set(statuses)
    return 3 if "internal" in found else 0 if found <= {"passed"} else 1
