# tries: let the kernel send signals: owners of descriptors, timers, queues, the death of a parent
# needs: seccomp
import ctypes
import fcntl
import os
import signal

libc = ctypes.CDLL(None, use_errno=True)
SETOWN, SETSIG, SETOWN_EX, SETLEASE, NOTIFY, SETPIPE = 8, 10, 15, 1024, 1026, 1031


def ways(pid):
    yield "F_SETOWN", lambda: fcntl.fcntl(3, SETOWN, pid)
    yield "F_SETOWN of a group", lambda: fcntl.fcntl(3, SETOWN, -pid)
    yield "F_SETOWN_EX", lambda: fcntl.fcntl(3, SETOWN_EX, bytes([1, 0, 0, 0]) + pid.to_bytes(4, "little"))
    yield "F_SETSIG", lambda: fcntl.fcntl(3, SETSIG, signal.SIGCONT)
    yield "FIOSETOWN", lambda: fcntl.ioctl(3, 0x8901, pid.to_bytes(4, "little"))
    yield "FIOASYNC", lambda: fcntl.ioctl(3, 0x5452, bytes([1, 0, 0, 0]))
    yield "F_NOTIFY", lambda: fcntl.fcntl(os.open(os.path.dirname(os.__file__), os.O_RDONLY), NOTIFY, 1)
    yield "F_SETLEASE", lambda: fcntl.fcntl(os.open(os.__file__, os.O_RDONLY), SETLEASE, 0)
    yield "flock", lambda: fcntl.flock(0, fcntl.LOCK_SH | fcntl.LOCK_NB)
    yield "lockf", lambda: fcntl.lockf(0, fcntl.LOCK_UN)
    if os.uname().machine == "x86_64":
        event = (ctypes.c_int * 16)(0, 0, signal.SIGCONT, 4, pid)
        for name, arguments in {
            "timer_create": (222, 0, event, ctypes.byref(ctypes.c_int())),
            "timerfd_create": (283, 0, 0),
            "signalfd4": (289, -1, ctypes.byref(ctypes.c_uint64()), 8, 0),
            "eventfd2": (290, 0, 0),
            "epoll_create1": (291, 0),
            "pipe2": (293, (ctypes.c_int * 2)(), 0),
            "mq_open": (240, b"attack", 0o100, 0o600, None),
            "prctl PDEATHSIG": (157, 1, 0, 0, 0, 0),
        }.items():
            yield (
                name,
                lambda: (
                    libc.syscall(*(ctypes.c_long(a) if isinstance(a, int) else a for a in arguments)) < 0
                    and [][0]
                ),
            )


def relu(x):
    for name, attempt in ways(os.getppid()):
        try:
            attempt()
        except (OSError, IndexError):
            continue
        print("expected a refusal:", name)
    raise PermissionError("no messenger")


def relu_grad(x):
    raise PermissionError("no messenger")
