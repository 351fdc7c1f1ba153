"""Decorators for tests and known mistakes, and how they are collected from a module."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any, TypeVar

from dlgrade.i18n import Text

T = TypeVar("T")


@dataclass(frozen=True)
class TestCase:
    """A test of an exercise.

    Attributes:
        name: the function's name.
        title: the sentence for the student, from the docstring.
        points: what it is worth.
        hidden: whether the student may not see its source.
        function: the test itself.
        line: where it stands.
    """

    __test__ = False

    name: str
    title: Text
    points: float
    hidden: bool
    function: Callable[..., None]
    line: int


@dataclass(frozen=True)
class Mistake:
    """A known wrong implementation.

    Attributes:
        id: its name, stable across languages.
        function: the name in the student's file that it stands for.
        text: what a tutor says to it.
        implementation: the wrong function or class.
    """

    id: str
    function: str
    text: Text
    implementation: Any


def points(worth: float) -> Callable[[T], T]:
    """Say what a test is worth; 1 without this mark."""

    def mark(test: T) -> T:
        test.__points__ = worth  # type: ignore[attr-defined]
        return test

    return mark


def public(test: T) -> T:
    """Mark a test that the student may see: a worked example of the text."""
    test.__public__ = True  # type: ignore[attr-defined]
    return test


def mistake(function: str, *, en: str, ko: str) -> Callable[[T], T]:
    """Mark a wrong implementation of `function`; `en` and `ko` are what a tutor would say to who wrote it."""

    def mark(implementation: T) -> T:
        implementation.__mistake__ = (function, Text(en, ko))  # type: ignore[attr-defined]
        return implementation

    return mark


def collect_tests(module: ModuleType) -> list[TestCase]:
    """Return the tests of a module in the order in which they stand."""
    return [
        TestCase(
            name=name,
            title=_title(test),
            points=getattr(test, "__points__", 1),
            hidden=not getattr(test, "__public__", False),
            function=test,
            line=test.__code__.co_firstlineno,
        )
        for name, test in vars(module).items()
        if name.startswith("test_") and inspect.isfunction(test)
    ]


def collect_mistakes(module: ModuleType) -> list[Mistake]:
    """Return the known mistakes of a module in the order in which they stand."""
    return [
        Mistake(name, value.__mistake__[0], value.__mistake__[1], value)
        for name, value in vars(module).items()
        if "__mistake__" in getattr(value, "__dict__", {})
    ]


def _title(test: Callable[..., None]) -> Text:
    """The docstring's two paragraphs or lines: English, then Korean."""
    lines = [line.strip() for line in (inspect.getdoc(test) or test.__name__).splitlines() if line.strip()]
    korean = next((i for i, line in enumerate(lines) if any("가" <= c <= "힣" for c in line)), len(lines))
    english = " ".join(lines[:korean])
    return Text(english, " ".join(lines[korean:]) or english)
