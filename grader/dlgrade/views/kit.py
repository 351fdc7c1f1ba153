"""What a check in a student kit cannot say, in a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from dlgrade.course.model import Exercise
from dlgrade.i18n import tr
from dlgrade.results import ExerciseResult


def rest_of_kit(exercises: Iterable[Exercise], results: Iterable[ExerciseResult]) -> str:
    """What the instructor runs beyond these results; empty where nothing was checked, or where this is no kit."""
    checked = [
        (exercise, result)
        for exercise, result in zip(exercises, results, strict=True)
        if exercise.course.is_kit and result.status != "not_started"
    ]
    tests = sum(exercise.elsewhere[0] for exercise, _ in checked)
    if not tests:
        return ""
    points = sum(exercise.elsewhere[1] for exercise, _ in checked)
    told = tr(
        f"This is a student kit. Your instructor runs {tests} more tests, worth {points:g} points.",
        f"학생용 묶음입니다. 나머지 테스트 {tests}개({points:g}점)는 강사가 실행합니다.",
    )
    if untested := [exercise.id for exercise, result in checked if not result.tests and not result.error]:
        names = ", ".join(f"`{id}`" for id in untested)
        told += " " + tr(
            f"There is no public test of {names}: all that was seen is that the file can be loaded.",
            f"{names} 문제에는 공개 테스트가 없어서 파일을 불러올 수 있는지만 확인했습니다.",
        )
    return told
