"""``dlgrade similar``: pairs of submissions that are alike beyond what chance makes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dlgrade.cli import options
from dlgrade.errors import UserError
from dlgrade.i18n import Text, current_language, tr

if TYPE_CHECKING:
    from dlgrade.classroom.intake.submissions import Submission
    from dlgrade.classroom.similar.findings import Findings
    from dlgrade.classroom.similar.listing import Listing
    from dlgrade.classroom.similar.pairs import Comparison
    from dlgrade.course.model import Course

_SHOWN_PROBLEMS = 20


@click.command(
    "similar",
    help=tr(
        "List pairs of submissions that are alike over the whole course, beyond what chance makes in this class. What the "
        "course gives and what many write counts for nothing. A listed pair is a pair to look at, and no verdict.",
        "과정 전체에 걸쳐, 이 반에서 우연히 나올 만한 정도를 넘어 비슷한 제출물의 쌍을 보입니다. 과정이 준 것과 여럿이 쓰는 것은 세지 않습니다. "
        "목록은 살펴볼 쌍일 뿐 판정이 아닙니다.",
    ),
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@options.course()
@options.roster()
@options.only("Compare only this exercise or unit", "이 연습 문제나 단원만 비교합니다.")
@click.option(
    "--grades",
    type=click.Path(path_type=Path),
    metavar="OUT",
    help=tr(
        "The folder that `dlgrade grade` wrote, for the mistakes it found; `grades` by default, if it is there.",
        "`dlgrade grade`가 쓴 폴더. 찾은 실수도 비교합니다. 기본값은 `grades`이고 없으면 쓰지 않습니다.",
    ),
)
@click.option(
    "--once-in",
    type=click.FloatRange(1, 1e6),
    default=100,
    show_default=True,
    metavar="N",
    help=tr(
        "List pairs as alike as chance makes one no more than once in N such classes.",
        "우연이라면 이런 반 N개에서 많아야 한 번 나올 만큼 비슷한 쌍을 보입니다.",
    ),
)
@click.option(
    "--top",
    type=click.IntRange(0),
    metavar="N",
    help=tr(
        "List the N most alike pairs in any case. In a class of fewer than 25, where nothing else can be told: 5.",
        "어떤 경우든 가장 비슷한 N쌍을 보입니다. 얼마나 드문지 알 수 없는 25명 미만의 반에서는 5쌍이 기본입니다.",
    ),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help=tr("What is printed.", "출력 형식."),
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.html",
    help=tr(
        "Also write a page with both sources side by side and what they share marked.",
        "두 소스를 나란히 놓고 겹치는 부분을 표시한 웹 페이지도 씁니다.",
    ),
)
@click.option(
    "--anonymous",
    is_flag=True,
    help=tr(
        "Call students by pseudonyms, and blot out lines that may name one.",
        "학생을 가명으로 부르고 이름이 들어 있을 수 있는 줄을 가립니다.",
    ),
)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    help=tr("Processes side by side; one per core by default.", "동시에 쓸 프로세스 수. 기본값은 코어의 수입니다."),
)  # fmt: skip
def similar_command(
    folder: Path,
    course_folder: Path | None,
    roster_path: Path | None,
    only: tuple[str, ...],
    grades: Path | None,
    once_in: float,
    top: int | None,
    form: str,
    output: Path | None,
    anonymous: bool,
    jobs: int | None,
) -> int:
    """Compare, print what is alike, and return the exit status."""
    from dlgrade.classroom.intake.roster import Roster
    from dlgrade.classroom.intake.submissions import find_entries, nobodys
    from dlgrade.classroom.similar.known import known_parts
    from dlgrade.classroom.similar.listing import Listing
    from dlgrade.classroom.similar.naming import Anonymity, names_of
    from dlgrade.classroom.similar.pairs import alike, compare, read_work
    from dlgrade.course.model import Course, builtin_root

    _refuse_other_than_html(output)
    course = Course(course_folder or builtin_root())
    exercises = course.select(only or course.exercises)
    roster = Roster.read(roster_path) if roster_path else Roster([])
    entries, skipped = find_entries(folder, roster)
    if skipped:
        click.echo(nobodys(skipped).to(current_language()), err=True)
    if len(entries) < 2:
        raise UserError(Text(
            f"{folder} holds {len(entries)} submissions; two at least can be alike.",
            f"{folder}: 제출물이 {len(entries)}개입니다. 비교하려면 둘 이상 있어야 합니다.",
        ))  # fmt: skip
    submissions = [entry.read(exercises) for entry in entries]
    read = [read_work(submission, current_language()) for submission in submissions]
    works = [work for work, _ in read]
    problems = [problem for _, found in read for problem in found]
    book = _gradebook_folder(grades)
    findings = _findings(course, book, submissions, required=grades is not None)
    known = known_parts(course, jobs)
    comparison = compare(works, [e.id for e in exercises], known, findings, problems, jobs)
    names = names_of(works)
    if anonymous:
        hidden = Anonymity(works, roster.students.values(), book)
        names = hidden.names(works)
        comparison = hidden.comparison(comparison)
    _name_problems(comparison, names)
    listing = Listing(comparison, once_in, alike(comparison, once_in, top), names)
    _write(listing, course, form, output)
    return 0


def _refuse_other_than_html(output: Path | None) -> None:
    if output is not None and output.suffix.lower() not in (".html", ".htm"):
        raise UserError(Text(
            f"--output {output}: the page's name must end in .html. For JSON, use --format json and redirect it.",
            f"--output {output}: 웹 페이지 이름은 .html로 끝나야 합니다. JSON은 --format json을 쓰고 파일로 돌리세요.",
        ))  # fmt: skip


def _gradebook_folder(grades: Path | None) -> Path | None:
    from dlgrade.classroom.gradebook import BOOK

    folder = grades or Path("grades")
    if (folder / BOOK).is_file():
        return folder
    if grades is None:
        return None
    raise UserError(Text(
        f"{grades} holds no gradebook. Name the folder that `dlgrade grade` wrote, or leave --grades out.",
        f"{grades}: 성적부가 없습니다. `dlgrade grade`가 쓴 폴더를 지정하거나 --grades를 빼세요.",
    ))  # fmt: skip


def _findings(
    course: Course, folder: Path | None, submissions: Sequence[Submission], required: bool
) -> Findings:
    """What the judge found in these submissions; nothing where a gradebook that nobody asked for is of no use."""
    from dlgrade.classroom.gradebook import BOOK, Gradebook
    from dlgrade.classroom.similar.findings import read_findings

    if folder is None:
        return {}
    try:
        with closing(Gradebook(folder / BOOK, course.id)) as gradebook:
            return read_findings(gradebook, {found.student: found.hash for found in submissions})
    except UserError as error:
        if required:
            raise
        why = error.text.to(current_language())
        click.echo(tr(f"compared without the gradebook: {why}", f"성적부 없이 비교했습니다: {why}"), err=True)
        return {}


def _name_problems(comparison: Comparison, names: Sequence[str]) -> None:
    from dlgrade.classroom.similar.listing import one_line

    called = {work.student: name for work, name in zip(comparison.works, names, strict=True)}
    for student, problem in comparison.problems[:_SHOWN_PROBLEMS]:
        line = f"{called.get(student, student)}: {problem.to(current_language())}"
        click.echo(one_line(line, 300), err=True)
    more = len(comparison.problems) - _SHOWN_PROBLEMS
    if more > 0:
        click.echo(tr(f"… and {more} more", f"… 그 밖에 {more}개"), err=True)


def _write(listing: Listing, course: Course, form: str, output: Path | None) -> None:
    from dlgrade.classroom.similar.listing import as_data, show_listing
    from dlgrade.classroom.similar.page import page
    from dlgrade.views.terminal import show
    from dlgrade.workspace import write_output

    if output is not None:
        lang = current_language()
        write_output(output, page(listing, course.title.to(lang), lang))
    if form == "json":
        data = json.dumps(as_data(listing, course.id), ensure_ascii=False, indent=1)
        click.echo(data.encode("utf-8", "replace").decode())
        return
    show_listing(listing, show)
    if output is not None:
        click.echo(tr(f"Side by side: {output}", f"나란히 보기: {output}"))
