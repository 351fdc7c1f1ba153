"""A class that has been graded, without a judge: results as a test wants them, in a real gradebook."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from dlgrade.classroom.gradebook import Gradebook, Version
from dlgrade.classroom.intake.roster import Student
from dlgrade.classroom.intake.submissions import Answer, Submission
from dlgrade.course.model import Course
from dlgrade.i18n import Text
from dlgrade.results import ErrorInfo, ExerciseResult, Finding, TestResult

COURSE = """format: 1
id: autumn
title: {en: Autumn class, ko: 가을 수업}
base: builtin
grading:
  attempt: last
"""
FUNCTIONS = {"relu": "relu_grad", "softmax": "softmax", "mse": "mse_grad", "sigmoid": "sigmoid"}


def of_test(name: str, status: str = "passed", **facts) -> TestResult:
    """The result of a test worth 1 point."""
    given = {
        "title": f"{name}.",
        "hidden": True,
        "points": float(status == "passed"),
        "max_points": 1.0,
        **facts,
    }
    return TestResult(name=name, status=status, **given)


def graded(
    id: str,
    points: float = 0.0,
    *,
    of: float = 10.0,
    status: str = "",
    tests: Iterable[TestResult] = (),
    known: Iterable[str] = (),
    relations: Iterable[tuple[str, str]] = (),
    error: ErrorInfo | None = None,
) -> ExerciseResult:
    """A result: passed with all points, failed with fewer; with known mistakes by id, relations by id and sentence."""
    status = status or ("error" if error else "passed" if points == of else "failed")
    found = [Finding(name, "known", FUNCTIONS[id], f"recorded: {name}") for name in known]
    found += [Finding(name, "relation", FUNCTIONS[id], sentence) for name, sentence in relations]
    return ExerciseResult(id, "unit", id, f"{id}.py", status, points, of, list(tests), found, error)


@dataclass
class GradedFolder:
    """The output folder of ``dlgrade grade``, with a course beside it."""

    root: Path
    grading: str = ""
    _handed: int = 0
    worth: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.course_folder = self.root / "course"
        self.out = self.root / "grades"
        self.course_folder.mkdir(parents=True)
        self.out.mkdir()
        (self.course_folder / "course.yaml").write_text(COURSE + self.grading, encoding="utf-8")
        self.book = Gradebook(self.out / "gradebook.sqlite", Course(self.course_folder).id, 1)
        self.book._db.execute("PRAGMA synchronous = OFF")  # no test pulls the plug
        for id in FUNCTIONS:
            self.book.note_worth(id, "h", self.worth.get(id, 10.0))

    def roster(self, *students: Student) -> None:
        """Note who is in the class."""
        self.book.note_students(students)

    def hand_in(
        self,
        student: str,
        *results: ExerciseResult | tuple[str, ExerciseResult],
        submitted: str = "",
        problems: Iterable[str] = (),
        lang: str = "en",
        name: str = "",
    ) -> None:
        """Record an attempt; an answer is new unless its source is given with the result."""
        answers, found = {}, {}
        for item in results:
            self._handed += 1
            source, result = item if isinstance(item, tuple) else (f"# {self._handed}", item)
            answers[result.id] = Answer(source.encode(), f"folder-of-{student}/{result.id}.py")
            found[result.id] = (
                result,
                Version("h", "1", lang),
                zlib.crc32(f"{result.id} {source}".encode()) >> 1,
            )
        place = f"place-of-{student}"
        texts = [Text(problem, problem) for problem in problems]
        self.book.record(1, Submission(student, name, place, submitted, answers, texts), found)

    def close(self) -> None:
        """Let others open the gradebook."""
        self.book.close()
