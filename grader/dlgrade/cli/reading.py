"""``dlgrade show``, ``hint`` and ``solution``: what there is to read about an exercise."""

from __future__ import annotations

import contextlib

import click

from dlgrade.cli.completion import exercise_ids
from dlgrade.course.model import Course, Exercise, builtin_root
from dlgrade.errors import UserError
from dlgrade.i18n import Text, current_language, tr
from dlgrade.workspace import Target, Workspace


def _find(id: str) -> tuple[Workspace | None, Exercise]:
    workspace = None
    with contextlib.suppress(UserError):
        workspace = Workspace.find()
    course = workspace.course if workspace else Course(builtin_root())
    return workspace, course.exercise(id.removesuffix(".py"))


@click.command("show", help=tr("Read the text of an exercise.", "연습 문제의 본문을 읽습니다."))
@click.argument("id", shell_complete=exercise_ids)
def show_command(id: str) -> None:
    """Show the text without the hints."""
    from dlgrade.views.terminal import show_exercise

    _, exercise = _find(id)
    show_exercise(exercise)


@click.command(
    "hint",
    help=tr(
        "The next hint of an exercise, from vague to nearly the answer.",
        "다음 힌트를 보여 줍니다. 뒤로 갈수록 답에 가까워집니다.",
    ),
)
@click.argument("id", shell_complete=exercise_ids)
@click.option("--all", "everything", is_flag=True, help=tr("All hints at once.", "힌트를 모두 보여 줍니다."))
@click.option(
    "--restart", is_flag=True, help=tr("Begin with the first hint again.", "첫 힌트부터 다시 시작합니다.")
)
def hint_command(id: str, everything: bool, restart: bool) -> None:
    """Show one hint and remember which."""
    from dlgrade.views.terminal import show_hint

    workspace, exercise = _find(id)
    hints = exercise.text(current_language()).hints
    seen = 0 if restart or workspace is None else int(workspace.entry(exercise).get("hints", 0))
    numbers = range(len(hints)) if everything else [min(seen, len(hints) - 1)]
    for number in numbers:
        show_hint(exercise, number, hints)
    if workspace is not None:
        workspace.note(exercise.id, hints=min(numbers[-1] + 1, len(hints)))
        workspace.save()


@click.command(
    "solution",
    help=tr("A model answer, once you have passed.", "통과한 뒤에 모범 답안을 보여 줍니다."),
)
@click.argument("id", shell_complete=exercise_ids)
def solution_command(id: str) -> int:
    """Check the answer, and show a model answer when it passes."""
    from dlgrade.checking import check_all
    from dlgrade.views.terminal import say, show_code

    workspace, exercise = _find(id)
    if workspace is None:
        workspace = Workspace.find()
    if exercise.course.is_kit:
        raise UserError(Text("The solutions are with your instructor.", "모범 답안은 강사에게 있습니다."))
    report = check_all([Target(exercise, workspace.path(exercise))], current_language())
    if report.exit_code == 3:
        raise UserError(
            Text(
                "The grader failed; see `dlgrade doctor`.",
                "채점기에 문제가 있습니다. `dlgrade doctor`를 보세요.",
            )
        )
    if report.exit_code:
        earned = f"{report.points:g}/{report.max_points:g}"
        say(
            tr(
                f"The solution is yours to read once `{id}` passes; it has {earned} points now. Until then: dlgrade hint {id}",
                f"모범 답안은 `{id}` 문제를 통과하면 볼 수 있습니다(지금 {earned}점). 그때까지는: dlgrade hint {id}",
            )
        )
        return 1
    show_code(exercise.solution.read_text(encoding="utf-8"))
    return 0
