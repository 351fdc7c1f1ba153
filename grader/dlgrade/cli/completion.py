"""``dlgrade completion``: the script that lets a shell complete commands, options and exercise ids."""

from __future__ import annotations

from typing import Any

import click
from click.shell_completion import CompletionItem, get_completion_class

from dlgrade.i18n import tr


def exercise_ids(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[Any]:
    """Complete an exercise's id; with files, where a command takes those, too."""
    from dlgrade.course.model import Course, builtin_root
    from dlgrade.errors import UserError
    from dlgrade.workspace import Workspace

    try:
        course = Workspace.find().course
    except UserError:
        course = Course(builtin_root())
    names = [*course.exercises, *(unit.id for unit in course.units)]
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


@click.command(
    "completion",
    help=tr(
        'Print the completion script for a shell.\n\nFor bash: eval "$(dlgrade completion bash)" in ~/.bashrc.',
        '셸 자동 완성 스크립트를 출력합니다.\n\nbash라면 ~/.bashrc에 eval "$(dlgrade completion bash)" 줄을 넣으세요.',
    ),
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion_command(shell: str) -> None:
    """Print the script."""
    from dlgrade.cli.app import app

    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(app, {}, "dlgrade", "_DLGRADE_COMPLETE").source())
