"""Judging a submission's answers: plain data in, plain data out, so that it may happen on any machine.

A `Task` names the course, the exercises with their versions, and the sources. Whoever works on it has the course at hand
and refuses where its own is another version: a wrong grade is worse than none.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, Protocol, TypedDict

from dlgrade.course.model import Course, Exercise
from dlgrade.i18n import Lang
from dlgrade.judge.client import Judge
from dlgrade.results import ErrorInfo, ExerciseResult
from dlgrade.source import Unreadable, decode_source


class Asked(TypedDict):
    """One answer to judge: the exercise, the source's bytes, the name to show, the seed of its test data."""

    exercise: str
    source: bytes
    file: str
    seed: int


@dataclass(frozen=True)
class Task:
    """The answers of one submission that are to be judged."""

    answers: list[Asked]
    lang: Lang


class Workers(Protocol):
    """Where tasks are worked on."""

    @property
    def count(self) -> int:
        """How many tasks are worked on at once, at the moment."""

    def sandbox(self) -> dict[str, Any]:
        """What the sandbox enforces there: ``level``, ``layers``, ``missing``."""

    def submit(self, task: Task) -> Future[list[ExerciseResult]]:
        """Begin a task; its results come in the order of its answers."""

    def close(self) -> None:
        """End, at once if in the middle of tasks."""


def judge_task(judge: Judge, course: Course, task: Task) -> Iterator[ExerciseResult]:
    """Judge the answers of a task one by one; whatever is wrong with one is in its result."""
    for asked in task.answers:
        exercise = course.exercise(asked["exercise"])
        result = ExerciseResult(
            exercise.id, exercise.unit, exercise.title.to(task.lang), asked["file"], "error"
        )
        try:
            source = decode_source(asked["source"], task.lang)
            job = {
                "exercise": exercise.describe(),
                "source": source,
                "file": asked["file"],
                "seed": asked["seed"],
            }
            with suppress(UnicodeEncodeError):
                result = judge.check(job, task.lang)
        except Unreadable as unreadable:
            result.error = unreadable.error
        if result.status == "error" and result.error is None and not result.tests:
            result.error = ErrorInfo("NotText", "")
        yield result


def worth(exercises: Iterable[Exercise]) -> Iterator[tuple[str, float]]:
    """The points that exercises are worth, as their tests say.

    Raises:
        JudgeError: the tests of one cannot be loaded.
    """
    judge = Judge()
    try:
        for exercise in exercises:
            yield exercise.id, judge.worth(exercise.describe())
    finally:
        judge.close()


class LocalWorkers:
    """Judges on this machine, one per core, each driven by a thread."""

    def __init__(self, course: Course, count: int | None = None) -> None:
        """Start the judges.

        Args:
            course: what is judged.
            count: how many; the number of cores that this process may use by default.
        """
        self._count = count or usable_cores()
        self._course = course
        self._judges = [Judge() for _ in range(self._count)]
        self._idle: SimpleQueue[Judge] = SimpleQueue()
        for judge in self._judges:
            self._idle.put(judge)
        self._threads = ThreadPoolExecutor(self._count)

    @property
    def count(self) -> int:
        """How many judges there are."""
        return self._count

    def sandbox(self) -> dict[str, Any]:
        """What the sandbox enforces."""
        return {key: self._judges[0].sandbox[key] for key in ("level", "layers", "missing")}

    def submit(self, task: Task) -> Future[list[ExerciseResult]]:
        """Begin a task."""
        return self._threads.submit(self._work, task)

    def _work(self, task: Task) -> list[ExerciseResult]:
        judge = self._idle.get()
        try:
            return list(judge_task(judge, self._course, task))
        finally:
            self._idle.put(judge)

    def close(self) -> None:
        """End the judges and everything they started, at once if in the middle of tasks."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for judge in self._judges:
            judge.stop()
        self._threads.shutdown()
        for judge in self._judges:
            judge.close()


def usable_cores() -> int:
    """The number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
