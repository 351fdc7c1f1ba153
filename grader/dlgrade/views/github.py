"""What GitHub's runner reads: annotations from standard output, and a summary in Markdown.

A line of standard output that begins with ``::`` is a command to the runner, whoever printed it. So the report, which may hold
a student's words, stands between ``::stop-commands::TOKEN`` and ``::TOKEN::``, with a token that nobody can guess; and the
annotations, which come after it, are one line each, escaped as the runner's toolkit does it.

The runner shows ten errors of a step. There are at most ten: the worst first, and the tenth says how many more there are.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dlgrade.errors import UserError
from dlgrade.i18n import Lang, Text
from dlgrade.results import ExerciseResult, Report, TestResult
from dlgrade.views import markdown
from dlgrade.views.details import (
    STATUSES,
    WRONG,
    cut,
    evidence,
    explanation,
    number,
    points_of,
    whole,
    worst_first,
)
from dlgrade.views.places import Places

ERRORS = 10  # that the runner shows of one step
SUMMARY = 1 << 20  # bytes of the summary of one step; more fails to be shown at all
_ROOM = 20_000  # of these for the end of the summary, and to spare
_MESSAGE = 3_000
_FEW = 10  # names in a list
_SIGNS = {"passed": "✅", "not_started": "▫️", "internal": "⚠️"}


@dataclass(frozen=True)
class Annotation:
    """A message beside the code.

    Attributes:
        lost: how many points it is about.
    """

    title: str
    message: str
    file: str | None
    line: int | None
    lost: float


def to_github(report: Report, text: str, places: Places, token: str | None = None) -> str:
    """A report for the log of a step: as text, then as annotations.

    Args:
        report: the report.
        text: the same for people.
        places: where its files are.
        token: what lets commands be read again; drawn by default.
    """
    lang: Lang = "ko" if report.lang == "ko" else "en"
    while token is None or token in text:
        token = secrets.token_hex(16)
    lines = [command("stop-commands", token), text.rstrip("\n"), f"::{token}::"]
    found = sorted(annotate(report, places), key=lambda annotation: -annotation.lost)
    shown = found if len(found) <= ERRORS else found[: ERRORS - 1]
    for a in shown:
        lines.append(command("error", a.message, file=a.file, line=a.line if a.file else None, title=a.title))
    if more := found[len(shown) :]:
        lines.append(_more(more, lang))
    waiting = [exercise.id for exercise in report.exercises if exercise.status == "not_started"]
    if waiting and len(waiting) < len(report.exercises):
        title = Text("Not started", "시작 전").to(lang)
        lines.append(command("notice", _some(waiting), title=title))
    return "\n".join(lines) + "\n"


def refusal(message: str) -> str:
    """An annotation that says why nothing was checked."""
    return command("error", message, title="dlgrade") + "\n"


def command(name: str, message: str, **properties: object) -> str:
    """A command to the runner, on one line, escaped as ``@actions/core`` does it; properties that are None are left out."""
    given = ",".join(
        f"{key}={_property(str(value))}" for key, value in properties.items() if value is not None
    )
    return f"::{name}{' ' if given else ''}{given}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _more(more: list[Annotation], lang: Lang) -> str:
    text = Text(
        f"and {len(more)} more; the summary of this run has them all.",
        f"그 밖에 {len(more)}개가 더 있습니다. 전체는 이 실행의 요약에 있습니다.",
    )
    titles = "\n".join(annotation.title for annotation in more[:20]) + ("\n…" if len(more) > 20 else "")
    title = Text(f"and {len(more)} more", f"그 밖에 {len(more)}개").to(lang)
    return command("error", f"{text.to(lang)}\n{titles}", title=title)


def _some(ids: list[str]) -> str:
    return ", ".join(ids[:_FEW]) + (f", … ({len(ids)})" if len(ids) > _FEW else "")


# ----------------------------------------------------------------------------------------------------- annotations


def annotate(report: Report, places: Places) -> Iterator[Annotation]:
    """One for each place in an exercise that something is wrong at: a line, a function, the file as a whole."""
    lang: Lang = "ko" if report.lang == "ko" else "en"
    for exercise in report.exercises:
        if exercise.status not in ("passed", "not_started"):
            yield from [_of_whole(exercise, places)] if whole(exercise) else _of_tests(exercise, places, lang)


def _of_whole(exercise: ExerciseResult, places: Places) -> Annotation:
    error = exercise.error
    message = cut(error.message if error else exercise.status, _MESSAGE)
    file = places.path(exercise.file) if exercise.status != "internal" else None
    lost = max(exercise.max_points, 1.0)
    return Annotation(f"{exercise.id}: {exercise.title}", message, file, error.line if error else None, lost)


def _of_tests(exercise: ExerciseResult, places: Places, lang: Lang) -> Iterator[Annotation]:
    file = places.path(exercise.file)
    at: dict[int | None, list[TestResult]] = {}
    for test in exercise.tests:
        if test.status in (*WRONG, "internal"):
            called = test.call.partition("(")[0].rpartition(".")[2]
            at.setdefault(test.line or places.line(exercise.file, called), []).append(test)
    for line, tests in at.items():
        owners = {test.call.partition("(")[0].partition(".")[0] for test in tests}
        said = [finding.message for finding in exercise.mistakes if finding.function in owners]
        also = [f"✗ {test.title}" for test in tests[1:]]
        message = cut("\n".join([*said, explanation(tests[0], lang), *also]), _MESSAGE)
        lost = sum(test.max_points - test.points for test in tests)
        yield Annotation(f"{exercise.id}: {tests[0].title}", message, file, line, lost)


# --------------------------------------------------------------------------------------------------------- summary


def append_summary(report: Report, environ: Mapping[str, str]) -> None:
    """Append the summary to the file that the runner names in ``GITHUB_STEP_SUMMARY``, if it does.

    Raises:
        UserError: it cannot be written.
    """
    name = environ.get("GITHUB_STEP_SUMMARY")
    if not name:
        return
    path = Path(name)
    try:
        room = SUMMARY - (path.stat().st_size if path.exists() else 0)
        with path.open("a", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(summary(report, room))
    except OSError as error:
        raise UserError(Text(
            f"The summary cannot be written to {name}: {error.strerror}.", f"{name}: 요약을 쓸 수 없습니다({error.strerror})."
        )) from None  # fmt: skip


def summary(report: Report, room: int = SUMMARY) -> str:
    """A report as Markdown: a table of the exercises, and what is wrong with those that are not passed.

    Args:
        report: the report.
        room: bytes that it may take at most; what does not fit is left out, the table's end last.
    """
    lang: Lang = "ko" if report.lang == "ko" else "en"
    points = f"{number(report.points)}/{number(report.max_points)}"
    text = _Bounded(room - _ROOM)
    text.add(f"## dlgrade: {Text(f'{points} points', f'{points}점').to(lang)}\n\n")
    text.add(
        f"| {Text('Exercise', '문제').to(lang)} | {Text('Points', '점수').to(lang)} | {Text('Result', '결과').to(lang)} |\n"
        "|---|--:|---|\n"
    )
    started = [exercise for exercise in report.exercises if exercise.status != "not_started"]
    text.add_all(_row(exercise, lang) for exercise in started)
    if waiting := [exercise.id for exercise in report.exercises if exercise.status == "not_started"]:
        text.add(f"\n{STATUSES['not_started'].to(lang)}: {markdown.plain(_some(waiting))}\n")
    text.add_all(_section(exercise, lang) for exercise in worst_first(started) if exercise.status != "passed")
    if text.missing:
        text.finish(Text(
            f"\n{text.missing} more do not fit here.\n", f"\n그 밖의 {text.missing}개는 자리가 모자라 생략했습니다.\n"
        ).to(lang))  # fmt: skip
    return text.text if room > _ROOM else ""


class _Bounded:
    """A text that grows part by part, up to a number of bytes."""

    def __init__(self, room: int) -> None:
        self.text, self.left, self.missing = "", room, 0

    def add(self, part: str) -> None:
        size = len(part.encode("utf-8", "replace"))
        if self.missing or size > self.left:
            self.missing += 1
        else:
            self.finish(part)
            self.left -= size

    def add_all(self, parts: Iterable[str]) -> None:
        for part in parts:
            self.add(part)

    def finish(self, part: str) -> None:
        self.text += part


def _row(exercise: ExerciseResult, lang: Lang) -> str:
    sign = _SIGNS.get(exercise.status, "❌")
    name = f"{markdown.code(exercise.id)} {markdown.plain(exercise.title)}"
    return f"| {name} | {points_of(exercise)} | {sign} {STATUSES[exercise.status].to(lang)} |\n"


def _section(exercise: ExerciseResult, lang: Lang) -> str:
    parts = [f"\n### {markdown.plain(exercise.id)}\n"]
    parts += [
        f"\n> **{markdown.code(f.function)}**: {markdown.sentence(f.message)}\n" for f in exercise.mistakes
    ]
    if exercise.error is not None:
        parts.append(f"\n{markdown.sentence(exercise.error.message)}\n")
    for test in exercise.tests:
        if test.status in (*WRONG, "internal"):
            parts.append(
                f"\n**{markdown.sentence(test.title)}** ({points_of(test)})\n\n{markdown.sentence(test.message)}\n"
            )
            if shown := "\n".join(f"{label}: {text}" for label, text in evidence(test, lang)):
                parts.append(f"\n{markdown.block(shown)}\n")
    return "".join(parts)
