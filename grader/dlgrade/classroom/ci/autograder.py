"""What runs in Gradescope's container for one submission.

The results are on the disk from the first moment on, first as a sentence that the grading did not finish, then after every
exercise anew, each time whole: whoever ends this process leaves a file that Gradescope can read. Nothing of the student's is
imported; the files are read as any submission is (`intake`), and their code runs in the sandbox.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from dlgrade.classroom.ci.gradescope import CONFIG, FORMAT
from dlgrade.classroom.intake.downloads import Owner
from dlgrade.classroom.intake.notebooks import show_cells
from dlgrade.classroom.intake.submissions import Entry, Submission
from dlgrade.classroom.judging import Task, judge_task
from dlgrade.course.model import Course, Exercise, builtin_root
from dlgrade.errors import UserError
from dlgrade.i18n import Lang, Text, set_language
from dlgrade.judge.client import Judge, JudgeError
from dlgrade.results import ExerciseResult, Report
from dlgrade.views.gradescope import Visibility, as_json, refusal, to_gradescope
from dlgrade.workspace import write_file

_UNFINISHED = Text(
    "The grader was stopped before it had finished. Hand in again; if this stays so, tell your instructor.",
    "채점이 끝나기 전에 중단되었습니다. 다시 제출해 보고, 계속 이러면 강사에게 알려 주세요.",
)
_UNFINISHED_YET = Text(
    "The grader was stopped before it came to all exercises.", "모든 문제를 채점하기 전에 중단되었습니다."
)
_FAILED = Text(
    "The grader itself failed; this says nothing about your answers. Please tell your instructor.",
    "채점기 내부 오류입니다. 제출한 답과는 관계가 없습니다. 강사에게 알려 주세요.",
)
_BASIC = Text(
    "This machine cannot keep answers from reading the hidden tests, so nothing was graded. Please tell your instructor.",
    "이 컴퓨터는 답이 비공개 테스트를 읽는 것을 막지 못하므로 채점하지 않았습니다. 강사에게 알려 주세요.",
)


@dataclass(frozen=True)
class Config:
    """What ``autograder.json`` says."""

    course: Course
    exercises: list[Exercise]
    lang: Lang
    hidden: Visibility
    allow_basic: bool

    @classmethod
    def read(cls, source: Path) -> Config:
        """Read it.

        Raises:
            UserError: it is not there, or wrong.
        """
        try:
            found = json.loads((source / CONFIG).read_text(encoding="utf-8"))
            if found["format"] != FORMAT:
                raise ValueError(f"format {found['format']}")
            course = Course(source / found["course"] if found["course"] else builtin_root())
            return cls(
                course,
                [course.exercise(id) for id in found["exercises"]],
                cast(Lang, found["lang"]),
                found["hidden"],
                found["allow_basic"],
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            what = f"{type(error).__name__}: {error}"
            raise UserError(Text(
                f"{source / CONFIG} cannot be used: {what}.", f"{source / CONFIG}: 쓸 수 없습니다({what})."
            )) from None  # fmt: skip


def autograde(root: Path) -> int:
    """Grade what lies in ``ROOT/submission`` and write ``ROOT/results/results.json``.

    Returns:
        0 where the grading ran, whatever came of it; 3 where our own machinery failed, which the results say, too.
    """
    results = root / "results" / "results.json"
    write_file(results, refusal(f"{_UNFINISHED.en}\n{_UNFINISHED.ko}"))
    lang: Lang = "en"
    try:
        config = Config.read(root / "source")
        lang = config.lang
        set_language(lang)
        return _Run(config, root / "submission", results).grade()
    except UserError as error:
        write_file(results, refusal(f"{_FAILED.to(lang)}\n{error.text.to(lang)}"))
        raise
    except Exception:
        traceback.print_exc()  # for the instructor: Gradescope shows it to nobody else
        write_file(results, refusal(_FAILED.to(lang)))
        return 3


class _Run:
    def __init__(self, config: Config, folder: Path, results: Path) -> None:
        self.config, self.results = config, results
        entry = Entry(Owner("folders", "submission"), "submission", "", [folder] if folder.is_dir() else [])
        self.submission: Submission = entry.read(config.exercises)
        self.seed = secrets.randbits(31)
        self.found: dict[str, ExerciseResult] = {}

    def grade(self) -> int:
        judge = Judge()
        try:
            sandbox = {key: judge.sandbox[key] for key in ("level", "layers")}
            if sandbox["level"] != "strict" and not self.config.allow_basic:
                write_file(self.results, refusal(_BASIC.to(self.config.lang)))
                return 3
            for exercise in self.config.exercises:
                self.found[exercise.id] = self.not_started(exercise, judge)
            for result in self.judged(judge):
                self.found[result.id] = result
                self.write(sandbox, finished=False)
            self.write(sandbox, finished=True)
        except JudgeError as error:
            print(error)
            write_file(self.results, refusal(_FAILED.to(self.config.lang)))
            return 3
        finally:
            with contextlib.suppress(OSError):
                judge.close()
        return 3 if any(result.status == "internal" for result in self.found.values()) else 0

    def not_started(self, exercise: Exercise, judge: Judge) -> ExerciseResult:
        """An exercise without an answer: no points of those that it is worth."""
        lang = self.config.lang
        result = ExerciseResult(
            exercise.id, exercise.unit, exercise.title.to(lang), f"{exercise.id}.py", "not_started"
        )
        result.max_points = judge.worth(exercise.describe())
        return result

    def judged(self, judge: Judge) -> Iterator[ExerciseResult]:
        answers = self.submission.answers
        task = Task(
            [
                {"exercise": id, "source": answer.source, "file": answer.file, "seed": self.seed}
                for id, answer in answers.items()
            ],
            self.config.lang,
        )
        for result in judge_task(judge, self.config.course, task):
            if program := answers[result.id].program:
                show_cells(result, program)
            if not result.tests:  # it could not be loaded; it is worth as much
                result.max_points = self.found[result.id].max_points
            yield result

    def write(self, sandbox: dict[str, Any], *, finished: bool) -> None:
        lang = self.config.lang
        report = Report(self.config.course.id, lang, self.seed, sandbox, list(self.found.values()))
        results = json.loads(to_gradescope(report, self.config.hidden))
        said = [problem.to(lang) for problem in self.submission.problems]
        if not finished:
            said.insert(0, _UNFINISHED_YET.to(lang))
        results["output"] = "\n".join([*said, results["output"]])
        write_file(self.results, as_json(results))


def default_root() -> Path:
    """Where Gradescope puts everything; another place for tests."""
    return Path(os.environ.get("DLGRADE_AUTOGRADER_ROOT", "/autograder"))
