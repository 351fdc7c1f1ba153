"""The fork server: a process with NumPy loaded that makes, kills and reaps one child per exercise.

It speaks datagrams on a control socket:

    b"F" number limits   fork a child that serves the descriptor sent along
    b"K" number          kill that child and everything it left behind; answers how it ended
    b"Q"                 end; the judge removes the control group, as moving out of it takes long

Nothing that a child does can make it wait: children are only ever killed, never asked. When the judge goes away, in
whatever way, the control socket ends, and the zygote with it, but not before it has ended its children.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import sys
from pathlib import Path
from typing import Any

from dlgrade.sandbox import cgroup, interpreter, jail, linux, namespaces, wire
from dlgrade.sandbox.limits import Limits

_OWN_MEMORY_MIB = 512  # what the zygote and a child hold before any of the student's code runs
SECOND = "2"  # the number of the child before which the zygote learns more: a single one had better not wait for that
_NEVER_STARTED = {"killed": False, "signal": None, "exit": None, "cpu": 0.0, "memory_mib": 0}


class Zygote:
    """The judge's end of a zygote."""

    def __init__(self, control: socket.socket, pid: int) -> None:
        """Hold the control socket and the process to reap."""
        self._control = control
        self._pid = pid

    def send(self, order: bytes, *descriptors: int) -> None:
        """Send an order.

        Raises:
            OSError: the zygote is gone.
        """
        if descriptors:
            socket.send_fds(self._control, [order], list(descriptors))
        else:
            self._control.send(order)

    def receive(self, patience: float) -> bytes:
        """Read an answer; empty when the zygote is gone.

        Raises:
            OSError: there is none in time.
        """
        self._control.settimeout(patience)
        return self._control.recv(1 << 16)

    def close(self) -> None:
        """End the zygote; it kills its children before it goes."""
        with contextlib.suppress(OSError):
            self.send(b"Q")
        self._control.close()
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self._pid, 0)
        cgroup.remove(self._pid)


def start(*, without: frozenset[str] = frozenset()) -> Zygote:
    """Split a zygote off this process, which must not hold anything secret yet.

    Its first answer, when it is ready, is what the machine enforces: ``refused`` (see `jail.probe`) and ``missing``.

    Args:
        without: layers to leave out, for tests and benchmarks.
    """
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    pid = os.fork()
    if pid == 0:
        try:
            ours.close()
            _run(theirs, without)
        finally:
            os._exit(0)
    theirs.close()
    return Zygote(ours, pid)


def _run(control: socket.socket, without: frozenset[str]) -> None:
    missing: dict[str, str] = {}
    jail.prepare_layer("namespaces", missing, without, namespaces.enter)
    group = jail.prepare_layer("cgroup", missing, without, cgroup.Cgroup)
    _let_go_of_everything(control)
    prepared = jail.Jail.prepare(without=without)
    interpreter.hide_other_packages()  # here, not in every child: it touches every module
    interpreter.warm_up()
    jail.warm_up()
    report = {"refused": jail.probe(prepared), "missing": {**prepared.missing, **missing}}
    control.send(json.dumps(report).encode())
    dismissed = False
    try:
        dismissed = _obey(control, prepared, group)
    finally:
        if group is not None and not dismissed:
            group.leave()


def _let_go_of_everything(control: socket.socket) -> None:
    """Keep nothing of the judge's: not its descriptors, its signals, its folder; and adopt whatever a child leaves."""
    linux.prctl(linux.PR_SET_DUMPABLE, 0)
    linux.prctl(linux.PR_SET_CHILD_SUBREAPER, 1)
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)
    null = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(null, fd)
    os.closerange(3, control.fileno())
    os.closerange(control.fileno() + 1, jail.highest_descriptor())
    os.chdir("/")


def _obey(control: socket.socket, prepared: jail.Jail, group: cgroup.Cgroup | None) -> bool:
    """Carry out orders until the judge is gone, in whatever way; whether it said so."""
    children: dict[str, int] = {}
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, 4096, 1)
        if message in (b"", b"Q"):
            for pid in children.values():
                _end(pid, spare=set())
            return bool(message)
        order, number, *rest = message.decode().split(" ", 2)
        if order == "F":
            if number == SECOND:
                jail.warm_up_further()
            limits = Limits(**json.loads(rest[0]))
            if group is not None:
                group.limit_memory(limits.memory_mib + _OWN_MEMORY_MIB)
            with contextlib.suppress(OSError):  # the judge sees a child that is gone
                children[number] = _fork(prepared, descriptors[0], limits, control)
            os.close(descriptors[0])
        else:
            pid = children.pop(number, 0)
            end = _end(pid, spare=set(children.values())) if pid else _NEVER_STARTED
            control.send(json.dumps(end).encode())


def _fork(prepared: jail.Jail, rpc: int, limits: Limits, control: socket.socket) -> int:
    _reseed()  # here, where it unshares no pages of the child's
    pid = os.fork()
    if pid:
        return pid
    try:
        control.close()
        for handled in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(handled, signal.SIG_DFL)
        prepared.enter(rpc, limits)
        _serve()
    except wire.Disconnected:
        os._exit(0)
    except MemoryError:
        os._exit(interpreter.OUT_OF_MEMORY)
    finally:
        os._exit(interpreter.CANNOT_START)


def _serve() -> None:
    interpreter.serve(wire.Channel(jail.RPC_FD, jail.RPC_FD))


def _reseed() -> None:
    """Children of one process must not share its random numbers."""
    for name in ("random", "numpy.random"):
        if name in sys.modules:
            sys.modules[name].seed()


def _end(pid: int, spare: set[int]) -> dict[str, Any]:
    """Kill a child and all it started, and say how it had ended: ``signal``, ``exit`` and ``cpu`` seconds."""
    ended = _try_wait(pid)
    for kill, target in ((os.killpg, pid), (os.kill, pid)):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if ended is None or kill is os.killpg:
                kill(target, signal.SIGKILL)
    status, usage = ended or os.wait4(pid, 0)[1:]
    _sweep(spare)
    return {
        "killed": ended is None,
        "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else None,
        "exit": os.WEXITSTATUS(status) if os.WIFEXITED(status) else None,
        "cpu": usage.ru_utime + usage.ru_stime,
        "memory_mib": usage.ru_maxrss // 1024,
    }


def _try_wait(pid: int) -> tuple[int, Any] | None:
    done, status, usage = os.wait4(pid, os.WNOHANG)
    return (status, usage) if done else None


def _sweep(spare: set[int]) -> None:
    """Kill and reap what a child left behind: with a subreaper every orphan becomes a child of this process."""
    with contextlib.suppress(ChildProcessError):  # there is nothing left at all
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        while orphans := set(_own_children()) - spare:
            for pid in orphans:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)


def _own_children() -> list[int]:
    with contextlib.suppress(OSError):
        return [int(pid) for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()]
    return []
