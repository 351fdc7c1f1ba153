"""The fallback where a system cannot fork safely (macOS, Windows): a fresh interpreter per exercise, the same frames.

The child's standard input and output are the channel. The first thing it does is move them out of reach of `print` and
point 0, 1 and 2 at the null device. It sets the resource limits that the system has; there is no jail here.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

from dlgrade.sandbox import interpreter, jail, wire
from dlgrade.sandbox.environment import clean_environment
from dlgrade.sandbox.limits import Limits

_BOOTSTRAP = "import sys; sys.path += sys.argv.pop(1).split({separator!r}); from dlgrade.sandbox.spawned import main; main()"


class SpawnedChild:
    """A child process and the channel to it."""

    def __init__(self, limits: Limits) -> None:
        """Start the child; it has imported NumPy by the time it answers the first request."""
        path = os.pathsep.join(entry for entry in sys.path if entry)
        self._process = subprocess.Popen(
            [
                sys.executable,
                "-I",
                "-S",
                "-c",
                _BOOTSTRAP.format(separator=os.pathsep),
                path,
                str(limits.cpu_seconds),
                str(limits.memory_mib),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=clean_environment(),
            start_new_session=os.name != "nt",
            bufsize=0,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self.channel = _KillingChannel(self._process)

    def end(self) -> dict[str, Any]:
        """Kill the child and say how it had ended; the same words as the zygote's."""
        killed = self._process.poll() is None
        kill(self._process)
        code = self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()
        return {
            "killed": killed,
            "signal": -code if code < 0 else None,
            "exit": code if code >= 0 else None,
            "cpu": None,
            "memory_mib": None,
        }


class _KillingChannel(wire.Channel):
    """A channel whose operations block, as pipes must on Windows, and whose deadline is kept by killing the child."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        super().__init__(process.stdout.fileno(), process.stdin.fileno())
        self._process = process

    def close(self) -> None:
        """Leave the descriptors to the process object, which owns them."""

    def send(self, *args: Any, deadline: float | None = None, **kwargs: Any) -> None:
        with self._until(deadline):
            super().send(*args, deadline=None, **kwargs)

    def receive(
        self, *, deadline: float | None = None, max_body: int = wire.MAX_BODY
    ) -> tuple[int, int, bytes, memoryview]:
        with self._until(deadline):
            return super().receive(deadline=None, max_body=max_body)

    @contextlib.contextmanager
    def _until(self, deadline: float | None) -> Iterator[None]:
        late = threading.Event()

        def stop() -> None:
            late.set()
            kill(self._process)

        timer = threading.Timer(max(0.0, (deadline or 0) - time.monotonic()), stop)
        timer.daemon = True
        if deadline is not None:
            timer.start()
        try:
            yield
        except wire.Disconnected:
            if late.is_set():
                raise wire.DeadlineExceeded from None
            raise
        finally:
            timer.cancel()


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a child that was started in a session of its own, with all that is still in that session's group."""
    try:
        if os.name == "nt":
            process.kill()
        else:
            os.killpg(process.pid, 9)
    except (ProcessLookupError, PermissionError):
        process.kill()


def main() -> None:
    """The child: take the channel away from print, set the limits, serve."""
    cpu_seconds, memory_mib = map(int, sys.argv[1:3])
    reading, writing = os.dup(0), os.dup(1)
    os.chdir("/")
    null = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(null, fd)
    if os.name == "nt":
        import msvcrt

        for fd in (reading, writing):
            msvcrt.setmode(fd, os.O_BINARY)  # type: ignore[attr-defined]
    if jail.resource is not None:
        jail.set_limits(Limits(cpu_seconds=cpu_seconds, memory_mib=memory_mib), jail.used_kib())
    if sys.platform == "linux":
        from dlgrade.sandbox import linux

        with contextlib.suppress(OSError):
            linux.drop_capabilities()  # root's would reach into the judge's memory
    interpreter.hide_other_packages()
    try:
        interpreter.serve(wire.Channel(reading, writing))
    except wire.Disconnected:
        os._exit(0)
