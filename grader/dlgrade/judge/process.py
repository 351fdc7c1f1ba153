"""Starts a judge's process, and for `dlgrade check` before anything else: it imports NumPy while the front end gets ready."""

from __future__ import annotations

import os
import subprocess
import sys

from dlgrade.sandbox.environment import clean_environment, import_path

# Without garbage collection, which would go through NumPy's modules again and again while they are imported.
_BOOTSTRAP = (
    "import gc, sys; gc.disable(); sys.path += sys.argv.pop(1).split({separator!r}); "
    "from dlgrade.judge.worker import main; main()"
)
DEFAULT_OPTIONS = '{"fork": null, "without": []}'

_early: subprocess.Popen[bytes] | None = None


def start(options: str = DEFAULT_OPTIONS) -> subprocess.Popen[bytes]:
    """Start a judge (see `worker`), or return the one that was started early with the same options."""
    global _early
    if _early is not None and options == DEFAULT_OPTIONS:
        process, _early = _early, None
        return process
    flags = ["-I", "-S", "-X", "utf8", *(["-B"] if sys.dont_write_bytecode else [])]
    bootstrap = _BOOTSTRAP.format(separator=os.pathsep)
    return subprocess.Popen(
        [sys.executable, *flags, "-c", bootstrap, os.pathsep.join(import_path()), options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=None if os.environ.get("DLGRADE_DEBUG") else subprocess.DEVNULL,
        env=clean_environment(),
    )


def start_early() -> None:
    """Start a judge now that `start` will return later."""
    global _early
    _early = start()


def discard_early() -> None:
    """End a judge that was started early and never asked for."""
    if _early is not None:
        _early.kill()
        _early.communicate()
