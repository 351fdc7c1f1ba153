"""A bar on the terminal while a check takes long."""

from __future__ import annotations

from rich.console import Console
from rich.progress import BarColumn, Progress, Task, TextColumn, TimeElapsedColumn
from rich.progress_bar import ProgressBar

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


def _bar(column: BarColumn, note: str, what: str, total: float) -> Progress:
    columns = (TextColumn("{task.description}"), column, TimeElapsedColumn(), TextColumn(note))
    progress = Progress(*columns, console=Console(stderr=True), transient=True)
    progress.add_task(what, total=total)
    return progress
