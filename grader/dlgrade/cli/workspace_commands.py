"""``dlgrade init`` and ``dlgrade list``: the workspace and what is done in it."""

from __future__ import annotations

import contextlib
from pathlib import Path

import click

from dlgrade.course.model import Course, builtin_root
from dlgrade.course.stub import stub
from dlgrade.errors import UserError
from dlgrade.i18n import Text, current_language, tr
from dlgrade.workspace import Workspace, write_file


@click.command(
    "init",
    help=tr(
        "Make a workspace: one file per exercise, ready to fill in.",
        "작업 폴더를 만듭니다. 연습 문제마다 채워 넣을 파일이 하나씩 생깁니다.",
    ),
)
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option(
    "--course",
    "course_folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help=tr("Another course than the built-in one.", "내장 과정이 아닌 다른 과정의 폴더."),
)
def init_command(folder: Path, course_folder: Path | None) -> None:
    """Create what is not there; overwrite nothing."""
    if folder.exists() and not folder.is_dir():
        raise UserError(Text(f"{folder}: is a file, not a folder.", f"{folder}: 폴더가 아니라 파일입니다."))
    course = Course(course_folder) if course_folder else _course_of(folder)
    workspace = Workspace.create(folder, course)
    created = kept = 0
    for exercise in course.exercises.values():
        path = workspace.path(exercise)
        if path.exists() or path.is_symlink():
            kept += 1
        else:
            write_file(path, stub(exercise, current_language()))
            created += 1
    where = "" if folder == Path() else f"cd {folder}\n  "
    first = next(iter(course.exercises), "ID")
    click.echo(
        tr(
            f"{created} exercises created in {folder.resolve().name}/",
            f"{folder.resolve().name}/ 폴더에 연습 문제 {created}개를 만들었습니다",
        )
        + (tr(f", {kept} left as they are.", f". 이미 있는 {kept}개는 그대로 두었습니다.") if kept else ".")
    )
    click.echo(tr("\nNext:", "\n이제 이렇게 시작하세요:"))
    click.echo(f"  {where}dlgrade list\n  dlgrade show {first}\n  dlgrade check {first}")


def _course_of(folder: Path) -> Course:
    """The course of a student kit, which is a workspace already; else the built-in one."""
    with contextlib.suppress(UserError):
        workspace = Workspace.find(folder)
        if workspace.root == folder.resolve() and workspace.course.is_kit:
            return workspace.course
    return Course(builtin_root())


@click.command(
    "list", help=tr("Units and exercises, with what is done.", "단원과 연습 문제, 진행 상황을 보여 줍니다.")
)
def list_command() -> None:
    """Show the tree of units."""
    from dlgrade.views.terminal import show_list

    try:
        workspace: Workspace | None = Workspace.find()
        course = workspace.course if workspace else Course(builtin_root())
    except UserError:
        workspace, course = None, Course(builtin_root())
    show_list(course, workspace)
