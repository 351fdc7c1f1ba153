"""Raw system calls of Linux that the standard library does not offer, by way of the C library that is loaded anyway."""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform

_libc = ctypes.CDLL(None, use_errno=True) if hasattr(os, "fork") else None

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_SECCOMP = 22
PR_CAPBSET_DROP = 24
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS = 38


def machine() -> str:
    """Return the processor architecture, as in ``x86_64`` or ``aarch64``."""
    return platform.machine()


def syscall(number: int, *arguments: int | bytes | None) -> int:
    """Call the kernel by number.

    Raises:
        OSError: with the kernel's error number.
    """
    assert _libc is not None
    converted = [ctypes.c_char_p(a) if isinstance(a, bytes) else ctypes.c_long(a or 0) for a in arguments]
    result = int(_libc.syscall(ctypes.c_long(number), *converted))
    return _checked(result)


def prctl(option: int, *arguments: int) -> int:
    """Call ``prctl(2)``.

    Raises:
        OSError: with the kernel's error number.
    """
    assert _libc is not None
    padded = [ctypes.c_ulong(a) for a in (*arguments, 0, 0, 0, 0)[:4]]
    return _checked(int(_libc.prctl(ctypes.c_int(option), *padded)))


def unshare(flags: int) -> None:
    """Call ``unshare(2)``.

    Raises:
        OSError: with the kernel's error number.
    """
    assert _libc is not None
    _checked(int(_libc.unshare(ctypes.c_int(flags))))


def trim_memory() -> None:
    """Give memory that was freed back to the system, where the C library can."""
    with contextlib.suppress(AttributeError):
        _libc.malloc_trim(0)  # type: ignore[union-attr]


def drop_capabilities() -> None:
    """Give up every capability, for good: a root user keeps none of root's exceptions."""
    assert _libc is not None
    for capability in range(64):
        try:
            prctl(PR_CAPBSET_DROP, capability)
        except OSError:  # not allowed, or past the last capability
            break
    version_3_of_own_process = (0x20080522).to_bytes(4, "little") + bytes(4)
    _checked(int(_libc.capset(ctypes.c_char_p(version_3_of_own_process), ctypes.c_char_p(bytes(24)))))


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result
