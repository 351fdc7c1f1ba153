"""A control group of version 2: limits for everything below the zygote together, and one switch that kills it all.

Needs a group that this user may make subgroups of (root, or a systemd session with delegation). Which limits there are
depends on the controllers that the parent hands down; the switch is always there. Source: kernel documentation,
"Control Group v2".
"""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

MAX_PROCESSES = 32
_PREFIX = "dlgrade-"


class Cgroup:
    """A group of this process's own."""

    def __init__(self) -> None:
        """Make a group beside this process, and move it there.

        Raises:
            OSError: there is no version 2, or the system refuses.
        """
        self._parent = _own_group()
        _remove_stale(self._parent)
        self._path = self._parent / f"{_PREFIX}{os.getpid()}"
        self._path.mkdir()
        try:
            self._limit("pids.max", MAX_PROCESSES)
            (self._path / "cgroup.procs").write_text(str(os.getpid()))
        except OSError:
            self._path.rmdir()
            raise

    def limit_memory(self, mib: int) -> None:
        """Limit the memory of everything in the group, where the controller is there."""
        self._limit("memory.max", mib << 20)
        self._limit("memory.swap.max", 0)

    def leave(self) -> None:
        """Move this process back, and remove the group with everything that is left in it."""
        with contextlib.suppress(OSError):
            (self._parent / "cgroup.procs").write_text(str(os.getpid()))
        _remove(self._path)

    def _limit(self, name: str, value: int) -> None:
        file = self._path / name
        if file.exists():
            with contextlib.suppress(OSError):
                file.write_text(str(value))


def remove(pid: int) -> None:
    """Remove the group of a process that has ended, with everything that is left in it, if there is one."""
    with contextlib.suppress(OSError):
        _remove(_own_group() / f"{_PREFIX}{pid}")


def _remove(group: Path) -> None:
    with contextlib.suppress(OSError):
        (group / "cgroup.kill").write_text("1")
    for _ in range(100):
        try:
            group.rmdir()
        except FileNotFoundError:
            return
        except OSError:
            time.sleep(0.01)  # the killed are on their way out
        else:
            return


def _own_group() -> Path:
    """The folder of this process's group in the version 2 hierarchy.

    Raises:
        OSError: there is none.
    """
    mounts = [line.split() for line in Path("/proc/self/mounts").read_text().splitlines()]
    root = next((Path(fields[1]) for fields in mounts if fields[2] == "cgroup2"), None)
    own = next(
        (line[3:] for line in Path("/proc/self/cgroup").read_text().splitlines() if line.startswith("0::")),
        None,
    )
    if root is None or own is None:
        raise OSError(0, "no control groups of version 2")
    group = root / own.lstrip("/")
    if not (group / "cgroup.procs").exists():
        raise OSError(0, "its control group is not visible here")
    return group


def _remove_stale(parent: Path) -> None:
    """Remove empty groups of zygotes that were killed and could not."""
    for stale in parent.glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            stale.rmdir()
