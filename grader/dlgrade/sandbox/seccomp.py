"""A seccomp filter: the system calls that computing needs, and no other.

Everything not listed is answered with "permission denied", so a student's program gets an ordinary `PermissionError`
or `OSError` rather than being killed without a word. Calls through another instruction set (i386, x32) kill. The filter
is classic BPF, assembled here from two tables. Source: kernel documentation, "Seccomp BPF"; ``seccomp(2)``.
"""

from __future__ import annotations

import ctypes
import errno
import struct
from typing import NamedTuple

from dlgrade.sandbox import linux

_X86_64 = {
    "read": 0, "write": 1, "open": 2, "close": 3, "stat": 4, "fstat": 5, "lstat": 6, "poll": 7, "lseek": 8, "mmap": 9,
    "mprotect": 10, "munmap": 11, "brk": 12, "rt_sigaction": 13, "rt_sigprocmask": 14, "rt_sigreturn": 15, "ioctl": 16,
    "pread64": 17, "readv": 19, "writev": 20, "access": 21, "select": 23, "sched_yield": 24, "mremap": 25,
    "mincore": 27, "madvise": 28, "dup": 32, "dup2": 33, "nanosleep": 35, "getitimer": 36, "setitimer": 38,
    "getpid": 39, "clone": 56, "fork": 57, "vfork": 58, "exit": 60, "uname": 63, "fcntl": 72, "getcwd": 79,
    "readlink": 89, "gettimeofday": 96, "getrlimit": 97, "getrusage": 98, "sysinfo": 99, "times": 100, "getuid": 102,
    "getgid": 104, "geteuid": 107, "getegid": 108, "getppid": 110, "sigaltstack": 131, "gettid": 186, "time": 201,
    "futex": 202, "sched_getaffinity": 204, "getdents64": 217, "set_tid_address": 218, "restart_syscall": 219,
    "clock_gettime": 228, "clock_getres": 229, "clock_nanosleep": 230, "exit_group": 231, "openat": 257,
    "newfstatat": 262, "readlinkat": 267, "faccessat": 269, "pselect6": 270, "ppoll": 271, "set_robust_list": 273,
    "dup3": 292, "prlimit64": 302, "getcpu": 309, "getrandom": 318, "statx": 332, "rseq": 334, "clone3": 435,
    "close_range": 436, "openat2": 437, "faccessat2": 439,
}  # fmt: skip
_AARCH64 = {
    "getcwd": 17, "dup": 23, "dup3": 24, "fcntl": 25, "ioctl": 29, "faccessat": 48, "openat": 56, "close": 57,
    "getdents64": 61, "lseek": 62, "read": 63, "write": 64, "readv": 65, "writev": 66, "pread64": 67, "pselect6": 72,
    "ppoll": 73, "readlinkat": 78, "newfstatat": 79, "fstat": 80, "exit": 93, "exit_group": 94, "set_tid_address": 96,
    "futex": 98, "set_robust_list": 99, "nanosleep": 101, "getitimer": 102, "setitimer": 103, "clock_gettime": 113,
    "clock_getres": 114, "clock_nanosleep": 115, "restart_syscall": 128, "sched_getaffinity": 123, "sched_yield": 124,
    "sigaltstack": 132, "rt_sigaction": 134, "rt_sigprocmask": 135, "rt_sigreturn": 139, "times": 153, "uname": 160,
    "getrlimit": 163, "getrusage": 165, "getcpu": 168, "gettimeofday": 169, "getpid": 172, "getppid": 173,
    "getuid": 174, "geteuid": 175, "getgid": 176, "getegid": 177, "gettid": 178, "sysinfo": 179, "brk": 214,
    "munmap": 215, "mremap": 216, "clone": 220, "mmap": 222, "mprotect": 226, "mincore": 232, "madvise": 233,
    "prlimit64": 261, "getrandom": 278, "statx": 291, "rseq": 293, "clone3": 435, "close_range": 436, "openat2": 437,
    "faccessat2": 439,
}  # fmt: skip
_ARCHITECTURES = {"x86_64": (0xC000003E, _X86_64), "aarch64": (0xC00000B7, _AARCH64)}

_OPEN_FOR_MORE_THAN_READING = (
    0o1 | 0o2 | 0o100 | 0o1000 | 0o2000 | 0o20000000
)  # WRONLY RDWR CREAT TRUNC APPEND TMPFILE
_HARMLESS_IOCTL = (0x5401, 0x5413, 0x541B, 0x5450, 0x5451)  # TCGETS TIOCGWINSZ FIONREAD FIONCLEX FIOCLEX
_HARMLESS_FCNTL = (
    0,
    1,
    2,
    3,
    4,
    1030,
)  # DUPFD GETFD SETFD GETFL SETFL DUPFD_CLOEXEC: none that names an owner


class _Condition(NamedTuple):
    """Allow a call when one half of an argument passes a test, else answer with an error number."""

    argument: int
    upper: bool = False
    one_of: tuple[int, ...] = ()
    no_bit_of: int = 0
    error: int = errno.EPERM


_CONDITIONS: dict[str, list[_Condition]] = {
    "open": [_Condition(1, no_bit_of=_OPEN_FOR_MORE_THAN_READING, error=errno.EACCES)],
    "openat": [_Condition(2, no_bit_of=_OPEN_FOR_MORE_THAN_READING, error=errno.EACCES)],
    "ioctl": [_Condition(1, one_of=_HARMLESS_IOCTL, error=errno.ENOTTY)],
    "fcntl": [_Condition(1, one_of=_HARMLESS_FCNTL)],
    "prlimit64": [  # reading its own limits: no other process, and no pointer to new ones
        _Condition(0, one_of=(0,)),
        _Condition(2, one_of=(0,)),
        _Condition(2, upper=True, one_of=(0,)),
    ],
}
# Answers that the C library and Python understand as "there are no processes and threads to be had".
_REFUSALS = {
    "clone": errno.EAGAIN,
    "fork": errno.EAGAIN,
    "vfork": errno.EAGAIN,
    "clone3": errno.EAGAIN,
    "openat2": errno.ENOSYS,
}

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_AT_NUMBER, _AT_ARCHITECTURE = 0, 4


class Filter:
    """A filter, assembled once and loaded in every child."""

    def __init__(self) -> None:
        """Assemble the filter for this machine.

        Raises:
            OSError: its system calls are not known.
        """
        if linux.machine() not in _ARCHITECTURES:  # guessing numbers would be worse than no filter
            raise OSError(0, f"the numbers of {linux.machine()}'s system calls are not known")
        program = assemble(linux.machine())
        self._code = ctypes.create_string_buffer(program, len(program))
        header = struct.pack("@H6xQ", len(program) // 8, ctypes.addressof(self._code))
        self._header = ctypes.create_string_buffer(header, len(header))

    def load(self) -> None:
        """Put the filter into force for this process, for good. Needs no_new_privs."""
        linux.prctl(linux.PR_SET_SECCOMP, 2, ctypes.addressof(self._header))


def assemble(machine: str) -> bytes:
    """Assemble the filter for an architecture into BPF instructions of 8 bytes."""
    architecture, numbers = _ARCHITECTURES[machine]
    code: list[tuple[int, str | int, str | int, int]] = [
        (_LOAD, 0, 0, _AT_ARCHITECTURE),
        (_EQUAL, 0, "kill", architecture),
        (_LOAD, 0, 0, _AT_NUMBER),
        (_AT_LEAST, "kill", 0, 0x40000000),
    ]
    plain = [n for name, n in numbers.items() if name not in _CONDITIONS and name not in _REFUSALS]
    code += [(_EQUAL, "allow", 0, number) for number in plain]
    for name, error in _REFUSALS.items():
        if name in numbers:
            code += [(_EQUAL, 0, 1, numbers[name]), (_RETURN, 0, 0, _ERRNO | error)]
    for name, conditions in _CONDITIONS.items():
        if name in numbers:
            block = [instruction for condition in conditions for instruction in _test(condition)]
            code += [(_EQUAL, 0, len(block) + 1, numbers[name]), *block, (_RETURN, 0, 0, _ALLOW)]
    labels = {"allow": len(code) + 1, "kill": len(code) + 2}
    code += [(_RETURN, 0, 0, _ERRNO | errno.EPERM), (_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _KILL)]

    def jump(target: str | int, at: int) -> int:
        return target if isinstance(target, int) else labels[target] - at - 1

    return b"".join(
        struct.pack("=HBBI", operation, jump(true, at), jump(false, at), value)
        for at, (operation, true, false, value) in enumerate(code)
    )


def _test(condition: _Condition) -> list[tuple[int, str | int, str | int, int]]:
    """Instructions that fall through when the condition holds and return its error when not."""
    refuse = (_RETURN, 0, 0, _ERRNO | condition.error)
    load = (_LOAD, 0, 0, 16 + 8 * condition.argument + 4 * condition.upper)
    if condition.no_bit_of:
        return [load, (_ANY_BIT, 0, 1, condition.no_bit_of), refuse]
    choices = condition.one_of
    return [load, *((_EQUAL, len(choices) - i, 0, choice) for i, choice in enumerate(choices)), refuse]
