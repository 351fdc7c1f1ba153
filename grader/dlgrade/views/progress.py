"""A bar on the terminal while something takes long, and plain lines where there is no terminal."""

from __future__ import annotations

import time
from collections.abc import Callable

from rich.console import Console
from rich.progress import BarColumn, Progress, Task, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress_bar import ProgressBar
from rich.text import Text as Rich

from dlgrade.i18n import tr


class TimeColumn(BarColumn):
    """A bar that fills with the time that a task may take."""

    def render(self, task: Task) -> ProgressBar:
        """Draw the bar as it is now."""
        task.completed = min(task.elapsed or 0.0, task.total or 0.0)
        return super().render(task)


def exercises_bar(count: int) -> Progress:
    """A bar over several exercises; `completed` is how many are done."""
    return _bar(BarColumn(30), "{task.completed}/{task.total}", tr("checking", "채점 중"), count)


def time_bar(name: str, seconds: float) -> Progress:
    """A bar over the time that an exercise may take."""
    limit = tr(f"of at most {seconds:.0f} s", f"최대 {seconds:.0f}초")
    return _bar(TimeColumn(30), limit, name, seconds)


class RateColumn(TextColumn):
    """How many a second."""

    def __init__(self) -> None:
        super().__init__("")

    def render(self, task: Task) -> Rich:
        """Say it as soon as it is known."""
        return Rich(tr(f"{task.speed:.1f}/s", f"초당 {task.speed:.1f}개") if task.speed else "")


def submissions_bar(count: int) -> Progress:
    """A bar over submissions, with the rate and the time left."""
    progress = Progress(
        TextColumn("{task.description}"),
        BarColumn(30),
        TextColumn("{task.completed}/{task.total}"),
        RateColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    progress.add_task(tr("grading", "채점 중"), total=count)
    return progress


class PlainProgress:
    """A line every few seconds, for logs."""

    def __init__(self, total: int, say: Callable[[str], None], every: float = 10.0) -> None:
        """Begin to count.

        Args:
            total: how many there are.
            say: takes a line.
            every: seconds between lines.
        """
        self._total, self._say, self._every = total, say, every
        self._done = 0
        self._began = self._said = time.monotonic()

    def advance(self, *_: object) -> None:
        """Count one more."""
        self._done += 1
        now = time.monotonic()
        if now - self._said >= self._every:
            self._said = now
            rate = self._done / (now - self._began)
            left = (self._total - self._done) / rate
            self._say(
                tr(
                    f"{self._done}/{self._total} submissions, {rate:.1f}/s, {left:.0f} s left",
                    f"제출물 {self._done}/{self._total}개, 초당 {rate:.1f}개, {left:.0f}초 남음",
                )
            )


def _bar(column: BarColumn, note: str, what: str, total: float) -> Progress:
    columns = (TextColumn("{task.description}"), column, TimeElapsedColumn(), TextColumn(note))
    progress = Progress(*columns, console=Console(stderr=True), transient=True)
    progress.add_task(what, total=total)
    return progress
