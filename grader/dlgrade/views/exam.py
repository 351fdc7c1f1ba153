"""What another key would change in an exam's results, on the terminal."""

from __future__ import annotations

from collections import Counter

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text as Rich

from dlgrade.exam.book import Change
from dlgrade.exam.grade import Mark
from dlgrade.i18n import tr

_SHOWN = 40


def show_changes(changes: list[Change]) -> None:
    """Print to standard error what changes, question by question and student by student, those that lose points first."""
    console = Console(stderr=True)
    console.print(_by_question(changes))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(tr("student", "학생"))
    table.add_column(tr("before", "이전"), justify="right")
    table.add_column(tr("after", "이후"), justify="right")
    table.add_column(tr("questions", "문제"), overflow="fold")
    ordered = sorted(changes, key=lambda one: ((one.after or 0) - (one.before or 0), one.student))
    for change in ordered[:_SHOWN]:
        marks = "\n".join(f"{_points(a)} → {_points(b)}  {_name(a, b)}" for a, b in change.marks)
        cells = change.student, _number(change.before), _number(change.after), marks
        table.add_row(*(Rich(cell) for cell in cells))
    console.print(table)
    if len(changes) > _SHOWN:
        more = len(changes) - _SHOWN
        console.print(tr(f"… and {more} more", f"… 그 밖에 {more}명"))


def _by_question(changes: list[Change]) -> Table:
    """How many students win and lose by each question."""
    won: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    for before, after in (pair for change in changes for pair in change.marks):
        difference = (after.points if after else 0.0) - (before.points if before else 0.0)
        for one in {mark.question for mark in (before, after) if mark}:
            won[one] += difference > 0
            lost[one] += difference < 0
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(tr("question", "문제"))
    table.add_column(tr("students who win", "점수가 오르는 학생"), justify="right")
    table.add_column(tr("who lose", "내리는 학생"), justify="right")
    for question in sorted(won, key=lambda id: (-won[id] - lost[id], id)):
        table.add_row(Rich(question), str(won[question]), str(lost[question]))
    return table


def _name(before: Mark | None, after: Mark | None) -> str:
    one = after or before
    return f"{one.position}. {one.question} ({one.cell})" if one else ""


def _points(mark: Mark | None) -> str:
    return "–" if mark is None or mark.status == "pending" else f"{mark.points:g}"


def _number(points: float | None) -> str:
    return "–" if points is None else f"{points:g}"
