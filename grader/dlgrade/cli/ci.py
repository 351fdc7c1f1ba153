"""``dlgrade ci``: checks in GitHub, GitLab and Gradescope."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dlgrade.classroom.ci.workflows import ROLES, SERVICES, Role, Service
from dlgrade.cli import options
from dlgrade.cli.app import _lang_option
from dlgrade.errors import CourseError
from dlgrade.i18n import Text, current_language, tr
from dlgrade.views.gradescope import VISIBILITIES

if TYPE_CHECKING:
    from dlgrade.results import Report

_FORMATS = ("text", "json", "junit", "github", "gradescope", "codequality")


@click.group(
    "ci",
    help=tr(
        "Let GitHub, GitLab or Gradescope check what students hand in.",
        "GitHub, GitLab, Gradescope에서 학생의 제출물을 채점하게 합니다.",
    ),
)
def ci_command() -> None:
    """Hold the commands together."""


_install_option = click.option(
    "--install",
    "requirement",
    metavar="REQUIREMENT",
    help=tr(
        "What pip installs there; this version of dlgrade by default.",
        "그곳에서 pip으로 설치할 것. 기본값은 지금 쓰는 dlgrade 버전입니다.",
    ),
)


@click.command(
    "init",
    help=tr(
        "Write a workflow into a repository: for students' repositories (public tests), or for the instructor's private one "
        "(hidden tests).",
        "저장소에 워크플로 파일을 씁니다. 학생 저장소용(공개 테스트)과 강사의 비공개 저장소용(비공개 테스트)이 있습니다.",
    ),
)
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--for",
    "service",
    type=click.Choice(SERVICES),
    required=True,
    help=tr("Which service.", "어느 서비스인지."),
)
@click.option(
    "--role",
    type=click.Choice(ROLES),
    default="student",
    show_default=True,
    help=tr("Whose repository it is.", "누구의 저장소인지."),
)
@_install_option
def init_command(folder: Path, service: Service, role: Role, requirement: str | None) -> None:
    """Write the file."""
    from dlgrade.classroom.ci.workflows import default_requirement, make_workflow, write_workflow

    workflow = make_workflow(service, role, requirement or default_requirement(), current_language())
    click.echo(str(write_workflow(folder, workflow)))


@click.command(
    "gradescope",
    help=tr("Build the autograder package for Gradescope.", "Gradescope에 올릴 자동 채점 패키지를 만듭니다."),
)
@click.argument("file", metavar="FILE.zip", type=click.Path(dir_okay=False, path_type=Path))
@options.course()
@options.only("Grade only this exercise or unit", "이 연습 문제나 단원만 채점합니다.")
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
@_install_option
@click.option(
    "--allow-basic",
    is_flag=True,
    help=tr(
        "Grade although the container cannot keep answers from reading files.",
        "컨테이너가 답의 파일 접근을 막지 못해도 채점합니다.",
    ),
)
def gradescope_command(
    file: Path,
    course_folder: Path | None,
    only: tuple[str, ...],
    hidden: str,
    requirement: str | None,
    allow_basic: bool,
) -> None:
    """Build the package."""
    from dlgrade.classroom.ci.gradescope import package
    from dlgrade.classroom.ci.workflows import default_requirement
    from dlgrade.course.model import Course, builtin_root
    from dlgrade.workspace import replacing

    own = Course(course_folder) if course_folder and course_folder.resolve() != builtin_root() else None
    course = own or Course(builtin_root())
    course.refuse_kit()
    exercises = [exercise.id for exercise in course.select(only or course.exercises)]
    content = package(
        own,
        exercises,
        current_language(),
        hidden=hidden,
        requirement=requirement or default_requirement(),
        allow_basic=allow_basic,
    )
    with replacing(file) as temporary:
        temporary.write_bytes(content)
    size = f"{len(content) / 1024:.0f} KiB"
    click.echo(
        tr(
            f"{len(exercises)} exercise{'s' * (len(exercises) != 1)}, {size}: {file}",
            f"연습 문제 {len(exercises)}개, {size}: {file}",
        )
    )


@click.command(
    "report",
    help=tr(
        "Show a result that `dlgrade check --format json` has written, in another form.",
        "`dlgrade check --format json`으로 저장한 결과를 다른 형식으로 보여 줍니다.",
    ),
)
@click.argument("file", metavar="RESULT.json", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    default="text",
    show_default=True,
    help=tr("How to show it.", "결과의 형식."),
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help=tr("Write it to a file.", "결과를 파일에 씁니다."),
)
def report_command(file: Path, form: str, output: Path | None) -> None:
    """Show it; a result that says why nothing was checked says so again."""
    from dlgrade.views import render, render_refusal

    report = _read_report(file)
    if isinstance(report, str):
        if form == "codequality":
            _give("[]\n", output)
        elif form == "text":
            _give(report + "\n", output)
        else:
            render_refusal(report, form, output)
        return
    if form == "codequality":
        from dlgrade.views.codequality import to_codequality
        from dlgrade.views.places import Places

        _give(to_codequality(report, Places.find(os.environ, Path.cwd())), output)
        return
    render(report, form, output, only_started=True)
    if form == "github":
        from dlgrade.views.github import append_summary

        append_summary(report, os.environ)


def _give(text: str, output: Path | None) -> None:
    from dlgrade.workspace import write_output

    if output is None:
        click.echo(text, nl=False)
    else:
        write_output(output, text)


def _read_report(path: Path) -> Report | str:
    """A report, or why there is none.

    Raises:
        CourseError: the file holds neither.
    """
    from dlgrade.results import SCHEMA, ExerciseResult, Report

    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if found["schema"] != SCHEMA:
            raise ValueError(f"schema {found['schema']}")
        if "exercises" not in found:
            return str(found["error"]["message"])
        exercises = [ExerciseResult.from_dict(exercise) for exercise in found["exercises"]]
        return Report(found["course"], found["lang"], found["seed"], found["sandbox"], exercises)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        what = f"{type(error).__name__}: {error}"
        raise CourseError(path, None, Text(
            f"is no result of `dlgrade check --format json` ({what}).",
            f"`dlgrade check --format json`의 결과가 아닙니다({what}).",
        )) from None  # fmt: skip


@click.command(
    "statuses",
    help=tr(
        "For the workflow of the instructor's repository: what to show beside which commit, as lines with tabs.",
        "강사 저장소의 워크플로에서 씁니다. 어느 커밋에 무엇을 표시할지 탭으로 나눈 줄로 출력합니다.",
    ),
)
@click.argument("grades", metavar="GRADES", type=click.Path(path_type=Path))
@click.argument("commits", metavar="COMMITS.tsv", type=click.Path(path_type=Path))
@click.option(
    "--roster",
    "roster_path",
    type=click.Path(path_type=Path),
    metavar="CSV",
    help=tr("Who is in the class.", "수강생 명단."),
)
def statuses_command(grades: Path, commits: Path, roster_path: Path | None) -> None:
    """Print the lines."""
    from dlgrade.classroom.ci.statuses import statuses
    from dlgrade.classroom.intake.roster import Roster

    roster = Roster.read(roster_path) if roster_path else Roster([])
    for status in statuses(grades, commits, roster, current_language()):
        click.echo(status.line)


@click.command(
    "autograde",
    hidden=True,
    help=tr("Runs in Gradescope's container.", "Gradescope 컨테이너에서 실행됩니다."),
)
@click.argument("root", metavar="[ROOT]", required=False, type=click.Path(path_type=Path))
def autograde_command(root: Path | None) -> int:
    """Grade one submission."""
    from dlgrade.classroom.ci.autograder import autograde, default_root

    return autograde(root or default_root())


for _command in (init_command, gradescope_command, report_command, statuses_command, autograde_command):
    _command.params.append(_lang_option())
    ci_command.add_command(_command)
