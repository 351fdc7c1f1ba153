"""The figures of an exercise: made by its ``figures.py`` from the reference's numbers."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dlgrade.course.model import Exercise
from dlgrade.course.programs import extend_path, load_module
from dlgrade.errors import CourseError, unreadable
from dlgrade.figures import Figure
from dlgrade.figures.data import from_data
from dlgrade.i18n import Text

READY_MADE = "figures.json"


def makers(exercise: Exercise) -> dict[str, Callable[[], Figure]]:
    """The functions of an exercise's ``figures.py`` by their names; none where it has no figures.

    A student kit has no functions but the figures themselves, in ``figures.json``.

    Raises:
        CourseError: the file cannot be loaded.
    """
    if exercise.course.is_kit:
        return _ready_made(exercise.folder / READY_MADE)
    path = exercise.folder / "figures.py"
    if not path.exists():
        return {}
    extend_path(exercise.course.python_path)
    try:
        module = load_module(path)
    except Exception as error:
        what = f"{type(error).__name__}: {error}"
        raise CourseError(
            path, None, Text(f"cannot be loaded: {what}.", f"불러올 수 없습니다: {what}.")
        ) from None
    return {
        name: value
        for name, value in vars(module).items()
        if inspect.isfunction(value) and value.__module__ == module.__name__ and not name.startswith("_")
    }


def _ready_made(path: Path) -> dict[str, Callable[[], Figure]]:
    if not path.exists():
        return {}

    def maker(data: Any) -> Callable[[], Figure]:
        return lambda: from_data(data)

    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {name: maker(data) for name, data in found.items()}
    except (OSError, ValueError, AttributeError) as error:
        raise unreadable(path, error) from None


def load(exercise: Exercise, name: str) -> Figure:
    """Make one figure of an exercise.

    Raises:
        CourseError: there is none of this name, or making it fails.
    """
    path = exercise.folder / "figures.py"
    make = makers(exercise).get(name)
    if make is None:
        raise CourseError(path, None, Text(f"there is no figure `{name}`.", f"`{name}` 그림이 없습니다."))
    line = make.__code__.co_firstlineno
    try:
        figure = make()
    except Exception as error:
        what = f"{type(error).__name__}: {error}"
        raise CourseError(
            path,
            line,
            Text(f"figure `{name}` cannot be made: {what}.", f"`{name}` 그림을 만들 수 없습니다: {what}."),
        ) from None
    if not isinstance(figure, Figure):
        raise CourseError(
            path,
            line,
            Text(f"`{name}` does not return a figure.", f"`{name}` 함수가 그림을 반환하지 않습니다."),
        )
    return figure
