"""All layers in order: what a child does to itself before it sees a line of the student's code.

The layers do not trust one another. Landlock takes away files, TCP and signals; seccomp takes away every system call
that computing does not need, among them those that Landlock leaves (stat is left, chmod is not); resource limits take
away memory, time, descriptors and file sizes; the rest is dropped privileges and closed descriptors. Which of them the
machine really enforces is found out by trying (`probe`), never by version.
"""

from __future__ import annotations

import contextlib
import gc
import os
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import numpy as np

from dlgrade.sandbox import landlock, linux, seccomp
from dlgrade.sandbox.limits import Limits

try:
    import resource as resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

RPC_FD = 3
SWITCHED_OFF = "switched off"

T = TypeVar("T")


@dataclass
class Jail:
    """The layers this machine has, prepared once, entered by every child.

    Attributes:
        missing: why a layer is not there, by its name.
    """

    missing: dict[str, str] = field(default_factory=dict)
    _ruleset: int = -1
    _filter: seccomp.Filter | None = None
    _used_kib: int = 0

    @classmethod
    def prepare(cls, *, without: frozenset[str] = frozenset()) -> Jail:
        """Find out what the machine offers and prepare it; `without` leaves layers out (for tests and benchmarks)."""
        jail = cls({name: SWITCHED_OFF for name in ("rlimits", "no_new_privs") if name in without})
        jail._used_kib = used_kib()
        readable = landlock.python_and_numpy(Path(np.__file__).parent)
        ruleset = prepare_layer("landlock", jail.missing, without, lambda: landlock.create_ruleset(readable))
        jail._ruleset = -1 if ruleset is None else ruleset
        jail._filter = prepare_layer("seccomp", jail.missing, without, seccomp.Filter)
        return jail

    def enter(self, rpc_fd: int, limits: Limits) -> None:
        """Lock this process in. Afterwards the only descriptors are 0, 1 and 2 (the null device) and `RPC_FD`.

        Raises:
            OSError: a layer that was prepared could not be put into force; the child must not go on.
        """
        linux.prctl(linux.PR_SET_PDEATHSIG, 9)
        linux.prctl(linux.PR_SET_DUMPABLE, 0)
        if "no_new_privs" not in self.missing:
            linux.prctl(linux.PR_SET_NO_NEW_PRIVS, 1)
        os.setsid()
        with contextlib.suppress(OSError):
            linux.drop_capabilities()
        null = os.open(os.devnull, os.O_RDWR)  # its own: flags set on a shared one would reach the next child
        if self._ruleset >= 0:
            landlock.restrict(self._ruleset)
        rpc = os.dup(rpc_fd) if rpc_fd < RPC_FD else rpc_fd
        for fd in (0, 1, 2):
            os.dup2(null, fd)
        if rpc != RPC_FD:
            os.dup2(rpc, RPC_FD)
        os.closerange(RPC_FD + 1, highest_descriptor())
        if "rlimits" not in self.missing:
            set_limits(limits, self._used_kib)
        if self._filter:
            self._filter.load()


def prepare_layer(
    name: str, missing: dict[str, str], without: frozenset[str], make: Callable[[], T]
) -> T | None:
    """Make a layer; where it is to be left out or the system refuses, note why and go on without it."""
    if name in without:
        missing[name] = SWITCHED_OFF
        return None
    try:
        return make()
    except OSError as error:
        missing[name] = error.strerror or str(error)
        return None


def highest_descriptor() -> int:
    """Return a number that no open descriptor of this process reaches."""
    highest = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    return 1 << 20 if highest == resource.RLIM_INFINITY else highest


def used_kib() -> int:
    """Return the address space that this process takes now; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024


def set_limits(limits: Limits, used_kib: int) -> None:
    """Set the resource limits of this process; `used_kib` is the address space it has now."""
    memory = (used_kib << 10) + (limits.memory_mib << 20)
    for name, value in {
        "RLIMIT_CORE": 0,
        "RLIMIT_FSIZE": 0,
        "RLIMIT_NOFILE": 64,
        "RLIMIT_NPROC": 0,
        "RLIMIT_MEMLOCK": 0,
        "RLIMIT_MSGQUEUE": 0,
        "RLIMIT_CPU": limits.cpu_seconds,
        "RLIMIT_AS": memory if used_kib else None,
    }.items():
        kind = getattr(resource, name, None)
        if kind is not None and value is not None:
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(kind, (value, value))


# -------------------------------------------------------------------------------------------------- finding out


def probe(jail: Jail) -> dict[str, bool]:
    """Try, in a child of its own, what a hostile file would try; say for each whether it was refused.

    The attempts: reading a file of ours, writing a file, opening a network socket, starting a process, signalling the
    parent. A child that dies early has refused everything it did not come to.
    """
    attempts: dict[str, Callable[[], object]] = {
        "read": lambda: open(__file__).close(),  # noqa: PTH123
        "write": _write_attempt,
        "network": lambda: socket.socket().close(),
        "process": _fork_attempt,
        "signal": lambda: os.kill(os.getppid(), 0),
    }
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        allowed = 0xFF  # a child that cannot enter its jail is no prison at all
        try:
            jail.enter(writing, Limits())
            allowed = 0
            for bit, attempt in enumerate(attempts.values()):
                with contextlib.suppress(OSError, MemoryError):
                    attempt()
                    allowed |= 1 << bit
        finally:
            os.write(RPC_FD, bytes([allowed]))
            os._exit(0)
    os.close(writing)
    answer = os.read(reading, 1)
    os.close(reading)
    os.waitpid(pid, 0)
    allowed = answer[0] if answer else 0xFF
    return {name: not allowed >> bit & 1 for bit, name in enumerate(attempts)}


def _write_attempt() -> None:
    path = Path(os.environ.get("TMPDIR", "/tmp")) / f"dlgrade-probe-{os.getpid()}"  # noqa: S108
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    os.close(fd)
    path.unlink()


def _fork_attempt() -> None:
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)


def warm_up() -> None:
    """Touch what every child would otherwise pay for, and keep the collector from unsharing inherited pages."""
    np.linalg.inv(np.eye(2)) @ np.ones((2, 2))
    str(np.ones(2))
    gc.freeze()
    gc.enable()  # the judge starts without


def warm_up_further() -> None:
    """Load what many children load, but not all: worth its time where several follow one another."""
    import numpy.random  # noqa: F401

    gc.collect()
    gc.freeze()
