"""Runs the short programs of trace questions, one after the other in one process of their own, and returns what they print."""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
import threading
from functools import cache

SECONDS = 20.0
MAX_OUTPUT = 2000

# Each line is a program; each answer what it printed, and what went wrong.
_SERVER = """
import contextlib, io, json, sys, traceback, warnings
import numpy as np
warnings.simplefilter("error")
for line in sys.stdin:
    printed, trouble = io.StringIO(), None
    with np.printoptions(), contextlib.redirect_stdout(printed):
        try:
            exec(compile(json.loads(line), "program", "exec"), {"__name__": "__main__"})
        except Exception as error:
            trouble = traceback.format_exception_only(error)[-1].strip()
    print(json.dumps([printed.getvalue(), trouble]), flush=True)
"""


class Programs:
    """A process that runs programs."""

    def __init__(self) -> None:
        """Start no process yet."""
        self._process: subprocess.Popen[str] | None = None

    def run(self, code: str) -> tuple[str, str | None]:
        """Run a program.

        Returns:
            What it printed, and what went wrong (the last line of its traceback), or None.
        """
        process = self._process or self._start()
        assert process.stdin
        assert process.stdout
        watchdog = threading.Timer(SECONDS, process.kill)
        watchdog.start()
        try:
            process.stdin.write(json.dumps(code) + "\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        except BrokenPipeError:
            answer = ""
        finally:
            watchdog.cancel()
        if not answer:
            self.close()
            return "", f"it ended the process, or ran for more than {SECONDS:g} s"
        printed, trouble = json.loads(answer)
        output = "\n".join(line.rstrip() for line in printed.rstrip().splitlines())
        return (output, trouble) if len(output) <= MAX_OUTPUT else ("", "too much output")

    def _start(self) -> subprocess.Popen[str]:
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-c", _SERVER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        atexit.register(self.close)
        return self._process

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()


_programs = Programs()


@cache
def run(code: str) -> tuple[str, str | None]:
    """Run a program in the process that all share; the same program is run once."""
    return _programs.run(code)
