# tries: take back what was given up: capabilities, users, dumping, tracing, the personality, the filter itself
# needs: seccomp
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
PRCTL = {"dumpable": (4, 1), "keep capabilities": (8, 1), "drop no bound": (24, 0), "securebits": (28, 0), "tracer": (0x59616D61, -1),
         "new privileges": (38, 0), "ambient": (47, 2, 21), "seccomp off": (22, 0), "strict": (22, 1), "name": (15, id(os)),
         "memory map": (35, 8, 0), "subreaper": (36, 1), "death": (1, 0), "speculation": (53, 0, 0), "tsc": (26, 1), "thp": (41, 0)}  # fmt: skip


def call(number, *args):
    return libc.syscall(ctypes.c_long(number), *(ctypes.c_long(a) if isinstance(a, int) else a for a in args))


def ways():
    header = ctypes.create_string_buffer((0x20080522).to_bytes(4, "little") + bytes(4))
    full = ctypes.create_string_buffer(b"\xff" * 24)
    yield "capset", lambda: libc.capset(header, full)
    yield "personality", lambda: libc.personality(0x0400000)
    for name in ("setuid", "setgid", "setfsuid", "setsid", "setpgrp"):
        yield name, lambda: getattr(libc, name)(0) if name != "setfsuid" else -1
    yield "setresuid", lambda: libc.setresuid(0, 0, 0)
    yield "setgroups", lambda: libc.setgroups(1, (ctypes.c_int * 1)(0))
    yield "setpgid", lambda: libc.setpgid(0, 0)
    yield "umask", lambda: libc.umask(0)
    yield "nice", lambda: libc.nice(-5)
    yield "sched_setaffinity", lambda: libc.sched_setaffinity(0, 8, ctypes.byref(ctypes.c_uint64(1)))
    yield "sethostname", lambda: libc.sethostname(os.uname().nodename.encode(), len(os.uname().nodename))
    for name, arguments in PRCTL.items():
        yield (
            name,
            lambda: libc.prctl(arguments[0], *(ctypes.c_long(a) for a in (*arguments[1:], 0, 0, 0)[:4])),
        )


def relu(x):
    for name, attempt in ways():
        if attempt() >= 0:
            print("expected a refusal:", name)
    raise PermissionError("no rights")


def relu_grad(x):
    raise PermissionError("no rights")
