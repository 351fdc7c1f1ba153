# tries: signal everybody: the parent, the grader, the group, all of them (harmlessly: nothing, or "continue")
# needs: seccomp
import ctypes
import os
import signal

libc = ctypes.CDLL(None, use_errno=True)
GENTLE = (0, getattr(signal, "SIGCONT", 18))


def ways(pid, number):
    information = ctypes.create_string_buffer(128)
    yield "kill", lambda: os.kill(pid, number)
    yield "killpg", lambda: os.killpg(abs(pid) or 1, number)
    yield "libc.kill", lambda: libc.kill(pid, number) and [][0]
    yield "sigqueue", lambda: libc.sigqueue(pid, number, None) and [][0]
    if os.uname().machine == "x86_64":
        for name, arguments in {
            "kill by number": (62, pid, number),
            "tkill": (200, pid, number),
            "tgkill": (234, pid, pid, number),
            "rt_sigqueueinfo": (129, pid, number, information),
            "rt_tgsigqueueinfo": (297, pid, pid, number, information),
        }.items():
            yield (
                name,
                lambda: (
                    libc.syscall(*(ctypes.c_long(a) if isinstance(a, int) else a for a in arguments))
                    and [][0]
                ),
            )


def relu(x):
    for pid in (os.getppid(), 0, -1, 1, os.getpid() - 1, -os.getppid()):
        for number in GENTLE:
            for name, attempt in ways(pid, number):
                try:
                    attempt()
                except (OSError, IndexError):
                    continue
                print("expected a refusal:", name, pid, number)
    raise PermissionError("nobody hears me")


def relu_grad(x):
    raise PermissionError("nobody hears me")
