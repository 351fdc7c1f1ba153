"""``dlgrade export FORMAT``: the grades of a class for other programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from dlgrade.cli import options
from dlgrade.cli.app import _lang_option
from dlgrade.errors import UserError
from dlgrade.i18n import Lang, Text, current_language, tr
from dlgrade.views.gradescope import VISIBILITIES, Visibility

if TYPE_CHECKING:
    from dlgrade.classroom.exports.moodle import Key
    from dlgrade.classroom.exports.table import Sheet
    from dlgrade.classroom.graded import Graded, GradedClass
    from dlgrade.classroom.grades import Grade


@click.group(
    "export",
    help=tr(
        "Write the grades for another program. OUT is the folder that `dlgrade grade` wrote (grades by default).",
        "성적을 다른 프로그램의 형식으로 씁니다. OUT은 `dlgrade grade`가 만든 폴더입니다(기본값: grades).",
    ),
)
def export_command() -> None:
    """Hold the formats together."""


def _options(output: str, *, folder: bool = False) -> Callable[[Any], Any]:
    """The parameters that all formats share."""

    def add(command: Any) -> Any:
        place = click.Path(path_type=Path, file_okay=not folder, dir_okay=folder)
        decorators = (
            options.graded(),
            options.assignments("Only this assignment", "이 과제만 내보냅니다."),
            click.option("--output", type=place, help=output),
            options.course(),
        )
        for decorate in reversed(decorators):
            command = decorate(command)
        return command

    return add


_FILE = tr("Write to a file; standard output by default.", "파일에 씁니다. 기본값은 표준 출력입니다.")
_INTO = tr(
    "Write to another file than the one that is filled.", "채운 결과를 원래 파일 대신 다른 파일에 씁니다."
)
_FOLDER = tr("The folder to write to; OUT/{} by default.", "쓸 폴더. 기본값은 OUT/{}입니다.")


@click.command(
    "canvas",
    short_help=tr("For Canvas, also into its own file.", "Canvas용 표. 내보낸 성적부를 채울 수도 있습니다."),
    help=tr(
        "A table for the import of Canvas's gradebook, or an exported gradebook filled in.",
        "Canvas 성적부로 가져올 표를 만들거나, 내보낸 성적부를 채웁니다.",
    ),
)
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=tr(
        "Fill in this gradebook that Canvas exported; all else in it stays.",
        "Canvas에서 내보낸 성적부를 채웁니다. 나머지는 그대로 둡니다.",
    ),
)
@_options(_FILE)
def canvas_command(
    out: Path, into: Path | None, ids: tuple[str, ...], output: Path | None, course_folder: Path | None
) -> int:
    """Write or fill a table for Canvas."""
    from dlgrade.classroom.exports import canvas
    from dlgrade.classroom.exports.table import Sheet

    lang = current_language()
    with _settled(out, course_folder, ids) as (of, students):
        if into is not None:
            sheet = Sheet(into)
            return _filled(sheet, *canvas.fill(sheet, of.assignments, students, lang), output)
        text, problems = canvas.table(of.assignments, students, lang)
    _name(problems)
    return _written(_not_empty(text), output)


@click.command(
    "moodle",
    short_help=tr("For Moodle, also into its worksheet.", "Moodle용 표. 채점 워크시트를 채울 수도 있습니다."),
    help=tr(
        "A table for the import of Moodle's gradebook, or a grading worksheet filled in.",
        "Moodle 성적부로 가져올 표를 만들거나, 내려받은 채점 워크시트를 채웁니다.",
    ),
)
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=tr(
        "Fill in this grading worksheet of one assignment; all else in it stays.",
        "과제 하나의 채점 워크시트를 채웁니다. 나머지는 그대로 둡니다.",
    ),
)
@click.option(
    "--column",
    metavar="NAME",
    help=tr(
        "With --into: the column of grades, where the site is in another language.",
        "--into와 함께: 다른 언어 사이트에서 성적 열의 이름.",
    ),
)
@click.option(
    "--key",
    type=click.Choice(["email", "idnumber", "username"]),
    default="email",
    show_default=True,
    help=tr("How Moodle is to find users.", "Moodle이 학생을 찾는 기준."),
)
@_options(_FILE)
def moodle_command(
    out: Path,
    into: Path | None,
    column: str | None,
    key: str,
    ids: tuple[str, ...],
    output: Path | None,
    course_folder: Path | None,
) -> int:
    """Write or fill a table for Moodle."""
    from dlgrade.classroom.exports import moodle
    from dlgrade.classroom.exports.table import Sheet

    lang = current_language()
    with _settled(out, course_folder, ids) as (of, students):
        if into is not None:
            sheet = Sheet(into)
            return _filled(sheet, *moodle.fill(sheet, of.single(), students, lang, column), output)
        text, problems = moodle.table(of.assignments, students, lang, cast("Key", key))
    _name(problems)
    return _written(_not_empty(text), output)


@click.command(
    "gradescope",
    short_help=tr("A results.json for each student.", "학생과 과제마다 results.json을 씁니다."),
    help=tr("A results.json for every student and assignment.", "학생과 과제마다 results.json을 씁니다."),
)
@click.option(
    "--hidden-tests",
    "hidden",
    type=click.Choice(VISIBILITIES),
    default="visible",
    show_default=True,
    help=tr(
        "What students see of hidden tests; `score`: their points only.",
        "학생에게 보일 비공개 테스트의 범위. `score`: 점수만.",
    ),
)
@_options(_FOLDER.format("gradescope"), folder=True)
def gradescope_command(
    out: Path, hidden: str, ids: tuple[str, ...], output: Path | None, course_folder: Path | None
) -> int:
    """Write results for Gradescope."""
    from dlgrade.classroom.exports.gradescope import results

    def one(graded: Graded, grade: Grade) -> str | None:
        return results(graded, grade, _language(graded), cast(Visibility, hidden))

    with _settled(out, course_folder, ids) as (_, students):
        return _for_each(students, output or out / "gradescope", "results.json", one)


@click.command(
    "classroom50",
    short_help=tr(
        "A result.json for each, in whole points.", "학생과 과제마다 정수 점수의 result.json을 씁니다."
    ),
    help=tr(
        "A result.json for every student and assignment; points are rounded to whole numbers, halves up.",
        "학생과 과제마다 result.json을 씁니다. 점수는 정수로 반올림합니다.",
    ),
)
@click.option(
    "--classroom",
    metavar="NAME",
    help=tr(
        "The classroom's short name; the course's id by default.",
        "강의실의 짧은 이름. 기본값은 과정 id입니다.",
    ),
)
@_options(_FOLDER.format("classroom50"), folder=True)
def classroom50_command(
    out: Path, classroom: str | None, ids: tuple[str, ...], output: Path | None, course_folder: Path | None
) -> int:
    """Write results for Classroom 50."""
    from dlgrade.classroom.exports.classroom50 import result

    with _settled(out, course_folder, ids) as (of, students):
        name = classroom or of.course.id
        return _for_each(
            students,
            output or out / "classroom50",
            "result.json",
            lambda graded, grade: result(graded, grade, name, _language(graded)),
        )


@click.command(
    "junit",
    help=tr(
        "JUnit XML: a suite for every student and assignment.", "JUnit XML. 학생과 과제마다 스위트 하나."
    ),
)
@_options(_FILE)
def junit_command(out: Path, ids: tuple[str, ...], output: Path | None, course_folder: Path | None) -> int:
    """Write the class as JUnit XML."""
    from dlgrade.classroom.exports.junit import document

    with _opened(out, course_folder, ids) as of:
        return _written(document(of.students(), current_language()), output)


@click.command(
    "json",
    help=tr(
        "Everything about the grades (schema/grades.schema.json).",
        "성적에 관한 모든 것(schema/grades.schema.json).",
    ),
)
@_options(_FILE)
def json_command(out: Path, ids: tuple[str, ...], output: Path | None, course_folder: Path | None) -> int:
    """Write everything as JSON."""
    from dlgrade.classroom.exports.plain import as_json

    with _opened(out, course_folder, ids) as of:
        return _written(as_json(of, current_language()), output)


@click.command(
    "csv", help=tr("A line for every student and assignment.", "학생과 과제마다 한 줄인 CSV를 씁니다.")
)
@_options(_FILE)
def csv_command(out: Path, ids: tuple[str, ...], output: Path | None, course_folder: Path | None) -> int:
    """Write the grades as CSV in long form."""
    from dlgrade.classroom.exports.plain import as_long_csv

    with _opened(out, course_folder, ids) as of:
        return _written(as_long_csv(of.students()), output)


for _command in (
    canvas_command,
    moodle_command,
    gradescope_command,
    classroom50_command,
    junit_command,
    json_command,
    csv_command,
):
    _command.params.append(_lang_option())
    export_command.add_command(_command)


# ------------------------------------------------------------------------------------------------------------ together


@contextmanager
def _opened(out: Path, course_folder: Path | None, ids: tuple[str, ...]) -> Iterator[GradedClass]:
    from dlgrade.classroom.graded import open_class

    with open_class(out, course_folder) as of:
        yield of.only(ids)


@contextmanager
def _settled(
    out: Path, course_folder: Path | None, ids: tuple[str, ...]
) -> Iterator[tuple[GradedClass, Iterator[Graded]]]:
    """The class and its students; grades in which the grader failed, which have no points, are named at the end."""
    from dlgrade.classroom.exports.failures import naming_failures

    problems: list[Text] = []
    with _opened(out, course_folder, ids) as of:
        yield of, naming_failures(of.students(), problems)
    _name(problems)


def _language(graded: Graded) -> Lang:
    return cast(Lang, graded.student.lang or current_language())


def _name(problems: Iterable[Text]) -> None:
    for problem in problems:
        click.echo(problem.to(current_language()), err=True)


def _not_empty(text: str) -> str:
    """A table, if there is any grade in it.

    Raises:
        UserError: there is none.
    """
    if text.count("\n") < 2:
        raise UserError(Text(
            "There is no grade that can be exported; nothing has been written.", "내보낼 성적이 없어 아무것도 쓰지 않았습니다."
        ))  # fmt: skip
    return text


def _written(text: str | Iterable[str], output: Path | None) -> int:
    from dlgrade.workspace import write_output

    if output is None:
        sys.stdout.writelines([text] if isinstance(text, str) else text)
    else:
        write_output(output, text)
    return 0


def _filled(sheet: Sheet, count: int, problems: list[Text], output: Path | None) -> int:
    from dlgrade.workspace import write_output

    _name(problems)
    place = output or sheet.path
    write_output(place, sheet.text())
    click.echo(
        tr(f"{count} grades filled in: {place}", f"성적 {count}개를 채웠습니다: {place}"),
        err=True,
    )
    return 0


def _for_each(
    students: Iterable[Graded], folder: Path, name: str, text_of: Callable[[Graded, Grade], str | None]
) -> int:
    """Write a file for every student and assignment: FOLDER/ASSIGNMENT/STUDENT/NAME."""
    from dlgrade.classroom.records import file_stem
    from dlgrade.workspace import write_file

    count = 0
    for graded in students:
        for grade in graded.grades:
            text = text_of(graded, grade)
            if text is not None:
                write_file(folder / grade.assignment.id / file_stem(graded.student.student) / name, text)
                count += 1
    click.echo(tr(f"{count} files: {folder}", f"파일 {count}개: {folder}"))
    return 0
