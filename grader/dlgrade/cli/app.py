"""The group of commands, and what becomes of exceptions."""

from __future__ import annotations

import contextlib
import errno
import importlib
import os
import sys

from dlgrade import __version__
from dlgrade.cli.korean import teach_click
from dlgrade.errors import UserError
from dlgrade.i18n import LANGUAGES, choose_language, current_language, set_language, tr

teach_click()

import click  # noqa: E402 - click asks for its words when it is imported

_CANNOT_PRINT = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}

_COMMANDS = {
    "init": "workspace_commands",
    "list": "workspace_commands",
    "show": "reading",
    "hint": "reading",
    "solution": "reading",
    "check": "check",
    "quiz": "quiz",
    "bank": "bank",
    "site": "site",
    "exam": "exam",
    "grade": "grade",
    "merge": "grade",
    "report": "report",
    "similar": "similar",
    "export": "export",
    "feedback": "feedback",
    "release": "release",
    "ci": "ci",
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
    status = 0
    try:
        status = int(app.main(arguments, prog_name="dlgrade", standalone_mode=False) or 0)
        sys.stdout.flush()
        return status
    except UserError as error:
        return fail(error.text.to(current_language()), 2)
    except click.exceptions.NoArgsIsHelpError as error:
        return _say(error.ctx.get_help() if error.ctx else "", 2, err=False)
    except click.ClickException as error:
        with contextlib.suppress(OSError):
            error.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        return _say(tr("Stopped.", "중단했습니다."), 130)
    except (BrokenPipeError, SystemExit):  # the reader, such as `head`, has seen enough; click and rich exit
        return status
    except OSError as error:
        return _unprintable(error) if error.errno in _CANNOT_PRINT else _internal(error)
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


def _unprintable(error: OSError) -> int:
    reason = error.strerror
    return fail(tr(f"The result cannot be printed: {reason}.", f"결과를 출력할 수 없습니다: {reason}."), 3)


def fail(message: str, status: int) -> int:
    """Say on standard error what is wrong, and return the exit status."""
    return _say(f"dlgrade: {message}", status)


def _say(text: str, status: int, *, err: bool = True) -> int:
    with contextlib.suppress(OSError):  # nobody may be there to hear it
        click.echo(text, err=err)
    return status
