"""The group of commands, and what becomes of exceptions."""

from __future__ import annotations

import importlib
import os
import sys

from dlgrade import __version__
from dlgrade.cli.korean import teach_click
from dlgrade.errors import UserError
from dlgrade.i18n import LANGUAGES, choose_language, current_language, set_language, tr

teach_click()

import click  # noqa: E402 - click asks for its words when it is imported

_COMMANDS = {
    "init": "workspace_commands",
    "list": "workspace_commands",
    "show": "reading",
    "hint": "reading",
    "solution": "reading",
    "check": "check",
    "validate": "authoring",
    "doctor": "doctor",
    "completion": "completion",
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of a student's day."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        module = _COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = getattr(
            importlib.import_module(f"dlgrade.cli.{module}"), f"{cmd_name}_command"
        )
        if not any(parameter.name == "lang" for parameter in command.params):
            command.params.append(_lang_option())
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Suggest the nearest command for one that there is not."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            import difflib

            near = difflib.get_close_matches(args[0], _COMMANDS, 1, 0.5)
            if near:
                hint = tr(f"Did you mean `{near[0]}`?", f"혹시 `{near[0]}` 명령인가요?")
                raise click.UsageError(f"{error.message} {hint}", ctx) from None
            raise


def _lang_option() -> click.Option:
    def choose(_ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
        if value:
            set_language(choose_language(value))

    return click.Option(
        ["--lang"],
        type=click.Choice(LANGUAGES),
        help=tr("Language of the texts.", "글의 언어."),
        expose_value=False,
        is_eager=True,
        callback=choose,
    )


@click.group(
    cls=LazyGroup,
    name="dlgrade",
    help=tr(
        "Deep-learning exercises that grade themselves.\n\nStart with `dlgrade init`, then `dlgrade list`.",
        "스스로 채점하는 딥러닝 연습 문제입니다.\n\n`dlgrade init`으로 시작하고 `dlgrade list`로 목록을 보세요.",
    ),
    context_settings={"help_option_names": ["-h", "--help"]},
    params=[_lang_option()],
)
@click.version_option(__version__, prog_name="dlgrade")
def app() -> None:
    """Hold the commands together."""


def run(arguments: list[str]) -> int:
    """Run the program and return its exit status."""
    try:
        status = app.main(arguments, prog_name="dlgrade", standalone_mode=False)
        return status if isinstance(status, int) else 0
    except UserError as error:
        return fail(error.text.to(current_language()), 2)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "")
        return 2
    except click.ClickException as error:
        error.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo(tr("Stopped.", "중단했습니다."), err=True)
        return 130
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        return _internal(error)


def _internal(error: Exception) -> int:
    if os.environ.get("DLGRADE_DEBUG"):
        raise error
    what = f"{type(error).__name__}: {error}"
    return fail(
        tr(
            f"The program itself failed: {what}. Set DLGRADE_DEBUG=1 to see where, and please report it.",
            f"프로그램 내부 오류입니다: {what}. DLGRADE_DEBUG=1로 실행하면 위치가 나옵니다. 알려 주세요.",
        ),
        3,
    )


def fail(message: str, status: int) -> int:
    """Say on standard error what is wrong, and return the exit status."""
    click.echo(f"dlgrade: {message}", err=True)
    return status
