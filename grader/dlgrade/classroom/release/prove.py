"""Proves a kit before anybody gets it: the course's own right answers must pass in it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from dlgrade.checking import check_all
from dlgrade.classroom.release.folder import write_kit
from dlgrade.classroom.release.kit import COURSE, Kit
from dlgrade.course.model import Course, Exercise
from dlgrade.errors import CourseError, UserError
from dlgrade.i18n import Lang, Text
from dlgrade.results import ExerciseResult
from dlgrade.workspace import Target

SEED = 0  # the same kit whenever it is made of the same course


def unfit_checks(kit: Kit, exercises: list[Exercise], lang: Lang) -> dict[str, frozenset[str]]:
    """The checks that a right answer does not pass, by exercise: cut out of their test they ask for too much.

    Raises:
        CourseError: a right answer fails otherwise: the course has a fault.
        UserError: the grader failed.
    """
    with tempfile.TemporaryDirectory(prefix="dlgrade-kit-") as folder:
        write_kit(Path(folder), kit.files)
        course = Course(Path(folder) / COURSE)
        targets = [Target(course.exercise(exercise.id), exercise.solution) for exercise in exercises]
        report = check_all(targets, lang, seed=SEED)
    unfit: dict[str, frozenset[str]] = {}
    for exercise, result in zip(exercises, report.exercises, strict=True):
        wrong = {test.name for test in result.tests if test.status != "passed"}
        if result.status == "internal":
            raise UserError(Text(
                f"The grader failed in {exercise.id}; see `dlgrade doctor`.",
                f"{exercise.id}: 채점기에 문제가 있습니다. `dlgrade doctor`를 보세요.",
            ))  # fmt: skip
        if result.error or any(test.max_points for test in result.tests if test.name in wrong):
            raise _faulty(exercise, result)
        if wrong:
            unfit[exercise.id] = frozenset(wrong)
    return unfit


def _faulty(exercise: Exercise, result: ExerciseResult) -> CourseError:
    why = result.error.message if result.error else next(t.message for t in result.tests if t.message)
    return CourseError(exercise.solution, None, Text(
        f"does not pass the public tests: {why} See `dlgrade validate --only {exercise.id}`.",
        f"공개 테스트를 통과하지 못합니다: {why} `dlgrade validate --only {exercise.id}`를 실행해 보세요.",
    ))  # fmt: skip
