"""What a student sees in a terminal: compact, readable at 80 columns, without colour, and when piped.

Colour is never the only sign, and every sign has a plain form for terminals that cannot show the other.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Rich
from rich.theme import Theme

from dlgrade import figures
from dlgrade.course import formula
from dlgrade.course.model import Course, Exercise
from dlgrade.course.text import SECTIONS
from dlgrade.i18n import Text, current_language, tr
from dlgrade.results import ExerciseResult, Picture, Report, TestResult
from dlgrade.views.details import STATUSES
from dlgrade.workspace import Workspace

MAX_WIDTH = 100
BAR = 10

_SIGNS = {
    "passed": "✓",
    "failed": "✗",
    "error": "✗",
    "timeout": "✗",
    "internal": "!",
    "skipped": "·",
    "not_started": "·",
    "partial": "◐",
}
_PLAIN_SIGNS = {
    "passed": "+",
    "failed": "x",
    "error": "x",
    "timeout": "x",
    "internal": "!",
    "skipped": "-",
    "not_started": "-",
    "partial": "~",
}
_STYLES = {
    "passed": "green",
    "failed": "red",
    "error": "red",
    "timeout": "yellow",
    "internal": "magenta",
    "skipped": "dim",
    "not_started": "dim",
    "partial": "yellow",
}
_WORDS = {**STATUSES, "changed": Text("changed", "수정됨")}


def _console(file: io.StringIO | None = None) -> Console:
    width = min(Console(file=file).width, MAX_WIDTH)
    theme = Theme({"markdown.code": "cyan", "markdown.item.bullet": "none"})
    return Console(file=file, width=width, highlight=False, emoji=False, markup=False, theme=theme)


def _unicode() -> bool:
    return (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") == "utf8"


def symbols() -> dict[str, str]:
    """The signs for the statuses, as far as the terminal can show them."""
    return _SIGNS if _unicode() else _PLAIN_SIGNS


def _sign(status: str) -> Rich:
    return Rich(symbols()[status], style=_STYLES[status])


def prose(text: str, style: str = "") -> Rich:
    """A sentence with its code in colour, or left between backticks where there is no colour.

    It folds: with rich's default, a line of Korean that ends in a blank at the edge loses its last word to an ellipsis.
    """
    if not _coloured():
        return Rich(text, style=style, overflow="fold")
    found = Rich(style=style, overflow="fold")
    for i, part in enumerate(text.split("`")):
        found.append(part, style="cyan" if i % 2 else None)
    return found


def _coloured() -> bool:
    console = _console()
    return console.color_system is not None and not console.no_color


def say(text: str) -> None:
    """Print a sentence, wrapped to the terminal."""
    show(prose(text))


def show(what: RenderableType) -> None:
    """Print to standard output; into a pipe or a file without the blanks that fill the lines."""
    console = _console()
    if console.is_terminal:
        console.print(what)
    else:
        sys.stdout.write(_plain(what))


def _plain(what: RenderableType) -> str:
    file = io.StringIO()
    _console(file).print(what)
    return "".join(line.rstrip() + "\n" for line in file.getvalue().splitlines())


def bar(points: float, of: float) -> Rich:
    """A bar of points."""
    full, empty = ("█", "░") if _unicode() else ("#", ".")
    filled = 0 if not of else int(BAR * points / of) if points < of else BAR
    return Rich.assemble((full * filled, "green"), (empty * (BAR - filled), "dim"))


def _points(points: float, of: float) -> str:
    return f"{points:g}/{of:g}"


# ------------------------------------------------------------------------------------------------------- reports


def show_report(report: Report, *, only_started: bool = False) -> None:
    """Print a report."""
    show(_report(report, only_started))


def report_text(report: Report, *, only_started: bool = False) -> str:
    """A report as plain text."""
    return _plain(_report(report, only_started))


def _report(report: Report, only_started: bool) -> Group:
    shown = [e for e in report.exercises if e.status != "not_started"] if only_started else report.exercises
    waiting = len(report.exercises) - len(shown)
    if not shown:
        return Group(
            prose(
                tr(
                    "Nothing has been started yet. Read the first exercise: `dlgrade list`",
                    "아직 시작한 문제가 없습니다. `dlgrade list`로 첫 문제를 찾아 보세요.",
                )
            )
        )
    parts: list[RenderableType] = []
    if len(shown) > 1:
        parts += [_tree(shown, waiting), Rich()]
    failing = [exercise for exercise in shown if exercise.status != "passed"]
    for exercise in shown if len(shown) == 1 else failing[:1]:
        parts += [*_exercise(exercise), Rich()]
    if len(shown) > 1 and len(failing) > 1:
        others = ", ".join(e.id for e in failing[1:6]) + (", …" if len(failing) > 6 else "")
        parts += [prose(tr(f"Then: {others}", f"그다음: {others}"), "dim"), Rich()]
    parts.append(_footer(report))
    return Group(*parts)


def _tree(shown: Sequence[ExerciseResult], waiting: int) -> RenderableType:
    table = Table.grid(padding=(0, 1))
    for _ in range(4):
        table.add_column(no_wrap=True)
    unit = None
    for exercise in shown:
        if exercise.unit != unit:
            unit = exercise.unit
            table.add_row(Rich(unit, style="bold"))
        name = Rich.assemble("  ", _sign(exercise.status), " ", exercise.id)
        known = exercise.status in ("not_started",) or not exercise.max_points
        points = "" if known else _points(exercise.points, exercise.max_points)
        word = (
            "" if exercise.status in ("passed", "failed") else _WORDS[exercise.status].to(current_language())
        )
        table.add_row(
            name,
            Rich() if known else bar(exercise.points, exercise.max_points),
            Rich(points, justify="right"),
            Rich(word, style=_STYLES[exercise.status]),
        )
    if waiting:
        table.add_row(
            Rich(tr(f"  and {waiting} not started", f"  시작하지 않은 문제 {waiting}개"), style="dim")
        )
    return table


def _exercise(exercise: ExerciseResult) -> Iterable[RenderableType]:
    head = Table.grid(expand=True, padding=(0, 1))
    head.add_column(ratio=1, overflow="fold")
    head.add_column(no_wrap=True, justify="right")
    title = Rich.assemble(_sign(exercise.status), " ", (exercise.id, "bold"), "  ", (exercise.title, "dim"))
    score = (
        Rich.assemble(
            bar(exercise.points, exercise.max_points), " ", _points(exercise.points, exercise.max_points)
        )
        if exercise.max_points
        else Rich()
    )
    head.add_row(title, score)
    yield head
    if exercise.error is not None:
        yield Padding(prose(exercise.error.message), (0, 0, 0, 2))
    if exercise.status == "not_started" and exercise.error is None:
        yield Padding(
            prose(
                tr(
                    f"Not started yet. Begin with `dlgrade show {exercise.id}`, then write in `{exercise.file}`.",
                    f"아직 시작하지 않았습니다. `dlgrade show {exercise.id}`로 본문을 읽고 `{exercise.file}` 파일에 작성하세요.",
                )
            ),
            (0, 0, 0, 2),
        )
    yield _tests(exercise)
    for finding in exercise.mistakes:
        arrow = "▸" if _unicode() else ">"
        grid = Table.grid(padding=(0, 1))
        grid.add_row(Rich(arrow, style="bold yellow"), prose(f"`{finding.function}`: {finding.message}"))
        yield Padding(grid, (1, 0, 0, 2))
    if exercise.status in ("failed", "error", "timeout"):
        yield Padding(
            prose(tr(f"A hint: `dlgrade hint {exercise.id}`", f"힌트: `dlgrade hint {exercise.id}`"), "dim"),
            (1, 0, 0, 2),
        )


def _tests(exercise: ExerciseResult) -> RenderableType:
    table = Table.grid(expand=True, padding=(0, 1))
    table.add_column(no_wrap=True, width=3, justify="right")
    table.add_column(ratio=1, overflow="fold")
    table.add_column(no_wrap=True, justify="right")
    explained = False
    pictured = next((test for test in exercise.tests if test.pictures), None)
    for test in exercise.tests:
        status = "partial" if test.status == "failed" and test.points else test.status
        table.add_row(
            _sign(status),
            prose(test.title),
            Rich(_points(test.points, test.max_points) if test.max_points else "", style="dim"),
        )
        if test.status not in ("passed", "skipped") and not explained:
            explained = True
            pictured = test if test.pictures else pictured
            table.add_row("", _details(test), "")
        if test is pictured:
            table.add_row("", _pictures(test.pictures), "")
    return table


def _pictures(pictures: Sequence[Picture]) -> RenderableType:
    shown = (figures.panel(Text(picture.caption, picture.caption), picture.rows) for picture in pictures)
    return drawn(figures.Pictures(tuple(shown)))


def _details(test: TestResult) -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    if test.call:
        grid.add_row(tr("call", "호출"), Rich(_short(test.call), style="cyan"))
    if test.output:
        grid.add_row(tr("result", "결과"), Rich(_short(test.output), style="cyan"))
    if test.printed.strip():
        grid.add_row(tr("printed", "출력"), Rich(_short(test.printed.strip(), 200), style="cyan"))
    return Group(prose(test.message), grid)


def _short(text: str, limit: int = 400) -> str:
    return text if len(text) <= limit else text[:limit] + " …"


def _footer(report: Report) -> Rich:
    level = report.sandbox["level"]
    parts = [tr(f"seed {report.seed}", f"시드 {report.seed}"), tr(f"sandbox: {level}", f"격리: {level}")]
    if len(report.exercises) > 1:
        parts.insert(
            0,
            tr(
                f"{_points(report.points, report.max_points)} points",
                f"{_points(report.points, report.max_points)}점",
            ),
        )
    return Rich(" · ".join(parts) if _unicode() else ", ".join(parts), style="dim")


# ------------------------------------------------------------------------------------------------------ the list


def show_list(course: Course, workspace: Workspace | None) -> None:
    """Print units and exercises with what is done."""
    lang = current_language()
    parts: list[RenderableType] = [Rich(course.title.to(lang), style="bold")]
    if workspace is None:
        parts.append(
            prose(
                tr(
                    "`dlgrade init` makes a workspace to solve them in.",
                    "`dlgrade init`으로 작업 폴더를 만들면 문제를 풀 수 있습니다.",
                ),
                "dim",
            )
        )
    table = Table.grid(padding=(0, 1))
    for justify in ("left", "left", "left", "right", "left"):
        table.add_column(no_wrap=True, justify=justify)
    following = None
    for unit in course.units:
        table.add_row()
        table.add_row(Rich(unit.id, style="bold"), Rich(unit.title.to(lang), style="bold"))
        for id in unit.exercises:
            exercise = course.exercises[id]
            status, changed = _progress(workspace, exercise)
            if following is None and (status != "passed" or changed):
                following = id
            table.add_row(*_list_row(exercise, workspace, status, changed))
    parts.append(table)
    if workspace is not None and following:
        parts += [Rich(), prose(tr(f"Next: `dlgrade show {following}`", f"다음: `dlgrade show {following}`"))]
    show(Group(*parts))


def _progress(workspace: Workspace | None, exercise: Exercise) -> tuple[str, bool]:
    """The noted status of an exercise, and whether its file has changed since."""
    entry = workspace.entry(exercise) if workspace else {}
    status = str(entry.get("status"))
    if workspace is None or status not in _SIGNS:
        return "not_started", False
    return status, not workspace.is_current(exercise)


def _list_row(
    exercise: Exercise, workspace: Workspace | None, status: str, changed: bool
) -> list[RenderableType]:
    lang = current_language()
    entry = workspace.entry(exercise) if workspace else {}
    points, of = float(entry.get("points") or 0), float(entry.get("max_points") or 0)
    return [
        Rich.assemble("  ", _sign(status), " ", exercise.id),
        Rich(exercise.title.to(lang), style="dim"),
        bar(points, of) if of else Rich(),
        Rich(_points(points, of) if of else ""),
        Rich(_WORDS["changed"].to(lang) if changed else "", style="yellow"),
    ]


# ------------------------------------------------------------------------------------------------------- reading


def show_exercise(exercise: Exercise) -> None:
    """Print the text of an exercise without its hints."""
    lang = current_language()
    text = exercise.text(lang)
    parts: list[RenderableType] = [
        Rich(text.title, style="bold underline"),
        Rich(),
        *_illustrated(exercise, text.introduction),
    ]
    for key, section in (("write", text.write), ("example", text.example), ("notes", text.notes)):
        if section:
            gap = [] if section.startswith("- ") else [Rich()]
            parts += [
                Rich(),
                Rich(SECTIONS[key].to(lang), style="bold"),
                *gap,
                *_illustrated(exercise, section),
            ]
    parts.append(Rich())
    if exercise.notes:
        parts.append(Rich(tr("In the notes: ", "노트에서: ") + "; ".join(exercise.notes), style="dim"))
    if exercise.after:
        parts.append(Rich(tr("Before this: ", "먼저 풀 문제: ") + ", ".join(exercise.after), style="dim"))
    path, check, hint = (
        f"{exercise.unit}/{exercise.id}.py",
        f"dlgrade check {exercise.id}",
        f"dlgrade hint {exercise.id}",
    )
    parts.append(
        prose(
            tr(
                f"Write in `{path}`, then `{check}`. Stuck? `{hint}`",
                f"`{path}` 파일에 작성하고 `{check}`로 채점하세요. 막히면 `{hint}`",
            )
        )
    )
    show(Group(*parts))


def _illustrated(exercise: Exercise, source: str) -> Iterable[RenderableType]:
    """Markdown with the exercise's figures in their places."""
    end = 0
    for reference in figures.REFERENCE.finditer(source):
        from dlgrade.figures.load import load

        yield from _markdown_between(source, end, reference.start())
        yield Rich()
        yield drawn(load(exercise, reference["name"]))
        end = reference.end()
    yield from _markdown_between(source, end, len(source))


def _markdown_between(source: str, start: int, end: int) -> Iterable[RenderableType]:
    """A part of a text, with an empty line before it where a figure was."""
    part = source[start:end]
    if start and part.strip():
        yield Rich()
    yield from markdown(part)


def drawn(figure: figures.Figure) -> RenderableType:
    """A figure as wide as the terminal allows."""
    from dlgrade.figures import blocks

    console = _console()
    lines = blocks.draw(figure, current_language(), console.width - 4, colour=_coloured(), unicode=_unicode())
    return Padding(Group(*lines), (0, 0, 0, 2))


def markdown(source: str) -> Iterable[RenderableType]:
    """Markdown with its formulas as text; displayed formulas stand on lines of their own."""
    from rich.markdown import Markdown

    if not _coloured():  # there is no colour to show code by: keep its marks
        source = re.sub(r"(?<!`)`([^`\n]+)`(?!`)", r"`` `\1` ``", source)
    for i, part in enumerate(formula.DISPLAYED.split(source)):
        if i % 2:
            yield Padding(Rich(formula.to_text(part), style="italic"), (1, 0, 1, 4))
        elif part.strip():
            yield Markdown(formula.in_text(part.strip()), code_theme="ansi_dark")


def show_hint(exercise: Exercise, number: int, hints: Sequence[str]) -> None:
    """Print one hint."""
    parts: list[RenderableType] = [
        Rich(tr(f"Hint {number + 1} of {len(hints)}", f"힌트 {number + 1}/{len(hints)}"), style="bold"),
        Padding(Group(*markdown(hints[number])), (0, 0, 0, 2)),
    ]
    if number + 1 == len(hints):
        parts.append(Rich(tr("That was the last one.", "마지막 힌트입니다."), style="dim"))
    show(Group(*parts))


def show_code(source: str) -> None:
    """Print Python, coloured on a terminal."""
    console = _console()
    if console.is_terminal:
        from rich.syntax import Syntax

        console.print(Syntax(source, "python", theme="ansi_dark", background_color="default"), soft_wrap=True)
    else:
        sys.stdout.write(source)


def facts(title: str, rows: Sequence[tuple[str, str]]) -> None:
    """Print a small table under a heading."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in rows:
        table.add_row("  " + name, Rich(value))
    show(Group(Rich(title, style="bold"), table))
