"""``dlgrade check``: check answers and say what is wrong."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dlgrade.cli.completion import exercise_ids
from dlgrade.errors import UserError
from dlgrade.i18n import current_language, tr
from dlgrade.judge.client import Judge
from dlgrade.results import ExerciseResult, Report
from dlgrade.views import FORMATS
from dlgrade.views.gradescope import VISIBILITIES, Visibility

if TYPE_CHECKING:
    from rich.progress import Progress

    from dlgrade.results import Report
    from dlgrade.workspace import Target

_MOMENT = 0.8  # seconds without a sign of life


@click.command(
    "check",
    help=tr(
        "Check answers: an id, a unit, a file or a folder; without any, all that has been started.",
        "답을 채점합니다. 이름, 단원, 파일, 폴더를 줄 수 있고, 아무것도 주지 않으면 시작한 문제를 모두 채점합니다.",
    ),
)
@click.argument("targets", nargs=-1, metavar="[TARGET]...", shell_complete=exercise_ids)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    help=tr("How to print the result.", "결과의 형식."),
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help=tr("Write the result to a file.", "결과를 파일에 씁니다."),
)
@click.option(
    "--seed",
    type=click.IntRange(0),
    help=tr("Use the test data of an earlier run.", "이전 실행과 같은 테스트 데이터를 씁니다."),
)
@click.option(
    "--hidden-tests",
    "hidden",
    type=click.Choice(VISIBILITIES),
    default="visible",
    help=tr(
        "For --format gradescope: what students see of hidden tests; `score`: their points only.",
        "--format gradescope에서 학생에게 보일 비공개 테스트의 범위. `score`: 점수만.",
    ),
)
@click.option(
    "--watch",
    is_flag=True,
    help=tr("Check again whenever a file is saved.", "파일을 저장할 때마다 다시 채점합니다."),
)
def check_command(
    targets: tuple[str, ...],
    form: str,
    output: Path | None,
    seed: int | None,
    hidden: Visibility,
    watch: bool,
) -> int:
    """Check, print, and return the exit status."""
    judge = Judge()  # starts while the course is read
    try:
        if watch:
            return _watch(judge, targets, seed)
        return _check(judge, targets, form, output, seed, hidden)
    except UserError as error:
        _refuse(error, form, output)
        raise
    finally:
        judge.close()


def _refuse(error: UserError, form: str, output: Path | None) -> None:
    """Say it also to the program that waits for a result."""
    from dlgrade.views import render_refusal

    message = error.text.to(current_language())
    try:
        render_refusal(message, form, output)
    except UserError:  # it may be the file that cannot be written
        render_refusal(message, form, None)


def _check(
    judge: Judge, names: tuple[str, ...], form: str, output: Path | None, seed: int | None, hidden: Visibility
) -> int:
    from dlgrade.checking import check_all, find_targets
    from dlgrade.views import render

    workspace, targets = find_targets(names)
    if form == "text":
        import dlgrade.views.terminal  # noqa: F401 - while the judge gets ready
    with progress_of(targets) as progress:
        report = check_all(
            targets, current_language(), seed=seed, judge=judge, workspace=workspace, progress=progress
        )
    judge.let_go()
    render(report, form, output, only_started=not names, hidden=hidden)
    if form == "github":
        _summarise(report)
    _name_the_rest(targets, report)
    return report.exit_code if names else report.exit_code_of_started


def _summarise(report: Report) -> None:
    """Append the summary of the step; a result that has been printed is not lost because this cannot be done."""
    from dlgrade.views.github import append_summary

    try:
        append_summary(report, os.environ)
    except UserError as error:
        click.echo(error.text.to(current_language()), err=True)


def _name_the_rest(targets: list[Target], report: Report) -> None:
    """Say what a student kit leaves to the instructor."""
    if any(target.exercise.course.is_kit for target in targets):
        from dlgrade.views.kit import rest_of_kit

        if told := rest_of_kit([target.exercise for target in targets], report.exercises):
            click.echo(told, err=True)


@contextlib.contextmanager
def progress_of(targets: list[Target]) -> Iterator[Callable[[ExerciseResult], None]]:
    """A bar on the terminal, once a check takes longer than a moment; give a function to call with every result."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    done: list[ExerciseResult] = []
    bars: list[Progress] = []

    def start() -> None:
        from dlgrade.sandbox.limits import Limits
        from dlgrade.views import progress

        if len(targets) > 1:
            bar = progress.exercises_bar(len(targets))
            bar.update(bar.task_ids[0], completed=len(done))
        else:
            exercise = targets[0].exercise
            bar = progress.time_bar(exercise.id, Limits(**exercise.limits).total_seconds)
        bars.append(bar)
        bar.start()

    def advance(result: ExerciseResult) -> None:
        done.append(result)
        for bar in bars:
            if len(targets) > 1:
                bar.update(bar.task_ids[0], completed=len(done))

    later = threading.Timer(_MOMENT, start)
    later.daemon = True
    later.start()
    try:
        yield advance
    finally:
        later.cancel()
        later.join()
        for bar in bars:
            bar.stop()


def _watch(judge: Judge, names: tuple[str, ...], seed: int | None) -> int:
    """Check what changes until Ctrl-C."""
    from dlgrade.checking import check_all, find_targets
    from dlgrade.views import render

    known: dict[Path, float] = {}
    first = True
    status = 0
    with contextlib.suppress(KeyboardInterrupt):
        while True:
            workspace, targets = find_targets(names)
            changed = [
                target
                for target in targets
                if _modified(target.path) != known.get(target.path, 0.0 if first else None)
            ]
            known = {target.path: _modified(target.path) for target in targets}
            if changed:
                if not first:
                    click.clear()
                report = check_all(changed, current_language(), seed=seed, judge=judge, workspace=workspace)
                render(report, "text", None, only_started=first and not names)
                status = report.exit_code
                click.echo(
                    tr("\nwatching; Ctrl-C ends", "\n저장을 기다리는 중입니다. Ctrl-C로 끝냅니다"), err=True
                )
            first = False
            time.sleep(0.3)
    return status


def _modified(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
