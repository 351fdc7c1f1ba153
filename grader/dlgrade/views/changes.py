"""What a regrade would change, on the terminal."""

from __future__ import annotations

from rich import box
from rich.console import Console
from rich.table import Table

from dlgrade.classroom.outcome import Change
from dlgrade.i18n import tr

_SHOWN = 40


def show_changes(changes: list[Change]) -> None:
    """Print a table of the changes to standard error, those that lose points first."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(tr("student", "학생"))
    table.add_column(tr("exercise", "문제"))
    table.add_column(tr("before", "이전"), justify="right")
    table.add_column(tr("after", "이후"), justify="right")
    table.add_column(tr("tests", "테스트"), overflow="fold")
    ordered = sorted(changes, key=lambda change: (change.after - change.before, change.student))
    for change in ordered[:_SHOWN]:
        tests = "\n".join(f"{_points(a)} → {_points(b)}  {title}" for title, a, b in change.tests)
        table.add_row(
            f"{change.student} ({change.attempt})",
            change.exercise,
            f"{change.before:g}",
            f"{change.after:g} / {change.max_points:g}",
            tests,
        )
    console = Console(stderr=True)
    console.print(table)
    if len(changes) > _SHOWN:
        more = len(changes) - _SHOWN
        console.print(tr(f"… and {more} more", f"… 그 밖에 {more}개"))


def _points(points: float | None) -> str:
    return "–" if points is None else f"{points:g}"
