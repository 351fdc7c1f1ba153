"""Own namespaces: a network without interfaces, no System V or POSIX queues of others, no shared host name.

Entered once by the zygote, and inherited by every child at no cost. An ordinary user first needs a user namespace, which
some systems refuse (Ubuntu 24.04 by AppArmor, Docker by its default profile): then this layer is missing, and seccomp
stands alone. Source: ``namespaces(7)``, ``user_namespaces(7)``.
"""

from __future__ import annotations

import os
from pathlib import Path

from dlgrade.sandbox import linux

_NEWUTS, _NEWIPC, _NEWUSER, _NEWNET = 0x04000000, 0x08000000, 0x10000000, 0x40000000


def enter() -> None:
    """Move this process into namespaces of its own. Must come before it gives up being traceable.

    Raises:
        OSError: the system refuses.
    """
    flags = _NEWUTS | _NEWIPC | _NEWNET
    if os.geteuid() == 0:
        linux.unshare(flags)
        return
    uid, gid = os.getuid(), os.getgid()
    linux.unshare(flags | _NEWUSER)
    for name, mapping in (
        ("setgroups", "deny"),
        ("uid_map", f"{uid} {uid} 1"),
        ("gid_map", f"{gid} {gid} 1"),
    ):
        Path("/proc/self", name).write_text(mapping)
