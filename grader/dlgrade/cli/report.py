"""``dlgrade report``: what a class's gradebook says to whoever teaches it."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from dlgrade.cli import options
from dlgrade.i18n import current_language, tr


@click.command(
    "report",
    help=tr(
        "Write a report on a class that has been graded: points, exercises, the mistakes that it makes, who is stuck where. "
        "OUT is the folder that `dlgrade grade` wrote.",
        "채점한 수업의 보고서를 만듭니다: 점수, 연습 문제, 자주 하는 실수, 누가 어디서 막혔는지. OUT은 `dlgrade grade`가 쓴 폴더입니다.",
    ),
)
@options.graded("folder")
@click.option(
    "--format",
    "form",
    type=click.Choice(["html", "json"]),
    default="html",
    show_default=True,
    help=tr("A page, or the same as JSON.", "웹 페이지 또는 같은 내용의 JSON."),
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE",
    help=tr(
        "Where to write it; - prints it. By default a page goes to OUT/report.html, and JSON is printed.",
        "보고서를 쓸 파일. -는 출력합니다. 기본값으로 웹 페이지는 OUT/report.html에 쓰고 JSON은 출력합니다.",
    ),
)
@options.course()
@click.option(
    "--anonymous",
    is_flag=True,
    help=tr(
        "Call students by pseudonyms, the same in every run, and leave out what could tell who they are.",
        "학생을 가명으로 부르고(실행할 때마다 같습니다) 누구인지 알 수 있는 내용을 뺍니다.",
    ),
)
@click.option(
    "--stuck",
    "stuck_after",
    type=click.IntRange(2),
    default=3,
    show_default=True,
    metavar="N",
    help=tr(
        "Tries without progress after which a student counts as stuck.",
        "점수가 오르지 않은 채 몇 번 시도하면 막힌 것으로 볼지 정합니다.",
    ),
)
def report_command(
    folder: Path,
    form: str,
    output: Path | None,
    course_folder: Path | None,
    anonymous: bool,
    stuck_after: int,
) -> int:
    """Read the gradebook, write the report, say where it is, and return the exit status."""
    from dlgrade.classroom.graded import open_class
    from dlgrade.classroom.report.collect import class_report
    from dlgrade.classroom.report.pseudonyms import Pseudonyms
    from dlgrade.workspace import write_output

    with open_class(folder, course_folder) as of, _progress() as progress:
        pseudonyms = Pseudonyms.of_folder(folder) if anonymous else None
        lang = current_language()
        report = class_report(of, lang, pseudonyms=pseudonyms, stuck_after=stuck_after, progress=progress)
    if form == "json":
        content, place = report.to_json(), output
    else:
        from dlgrade.classroom.report.page import page

        content, place = page(report), output or folder / "report.html"
    if place is None or str(place) == "-":
        click.echo(content, nl=False)
    else:
        write_output(place, content)
        if output is None:
            place.chmod(0o600)  # as the gradebook beside it: grades are personal data
        click.echo(place)
    return 0


@contextlib.contextmanager
def _progress() -> Iterator[Callable[[int], None]]:
    """A count on a terminal, as a large class takes a while; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return

    def show(done: int) -> None:
        if done % 20 == 0:
            click.echo(tr(f"\r{done} students", f"\r학생 {done}명"), err=True, nl=False)

    try:
        yield show
    finally:
        click.echo("\r\x1b[K", err=True, nl=False)
