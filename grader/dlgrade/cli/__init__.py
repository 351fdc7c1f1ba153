"""The command line. Each command is a module of this package, imported only when it is called."""

from __future__ import annotations

import contextlib
import os
import sys


def main() -> None:
    """The console command ``dlgrade``.

    Exit status: 0 everything passed, 1 something did not pass, 2 the call was wrong, 3 the grader itself failed.
    """
    _open_what_is_closed()
    if sys.argv[1:2] == ["check"] and not {"-h", "--help"} & set(sys.argv):
        from dlgrade.judge import process

        with contextlib.suppress(OSError):  # what is amiss is said when the judge is needed
            process.start_early()
    from dlgrade.i18n import choose_language, set_language

    set_language(choose_language(_lang_option(sys.argv[1:])))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that cannot show a letter is no reason to fail
    from dlgrade.cli.app import run

    try:
        status = run(sys.argv[1:])
    finally:
        if "dlgrade.judge.process" in sys.modules:
            sys.modules["dlgrade.judge.process"].discard_early()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError):
            stream.flush()
    os._exit(status)  # nothing is left to tidy up, and Python takes longer for that than for a check


def _open_what_is_closed() -> None:
    """Put the null device where standard input, output or errors are closed: no file of ours may get their numbers."""
    for fd, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        try:
            os.fstat(fd)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free: this one
            setattr(sys, name, open(fd, mode, encoding="utf-8", closefd=False))  # noqa: SIM115


def _lang_option(arguments: list[str]) -> str | None:
    """The value of ``--lang`` before click has read the command line: help texts are made in its language."""
    for i, argument in enumerate(arguments):
        if argument == "--lang" and i + 1 < len(arguments):
            return arguments[i + 1]
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return None
