# tries: multiply by number: fork, vfork, clone and clone3 with every set of flags that makes a process or a thread
# needs: seccomp
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
SHARED = {
    "process": 17,
    "no signal": 0,
    "untraced": 0x800000 | 17,
    "of the parent": 0x8000 | 17,
    "files shared": 0x400 | 17,
    "namespace": 0x10000000 | 17,
}


def call(number, *args):
    return libc.syscall(ctypes.c_long(number), *(ctypes.c_long(a) if isinstance(a, int) else a for a in args))


def ways():
    if os.uname().machine == "x86_64":
        yield "fork", lambda: call(57)
        for name, flags in SHARED.items():
            yield f"clone {name}", lambda: call(56, flags, 0, 0, 0, 0)
    for name, flags in SHARED.items():
        arguments = (ctypes.c_uint64 * 11)(flags & ~0xFF, 0, 0, 0, flags & 0xFF)
        yield f"clone3 {name}", lambda: call(435, arguments, 88)
    yield "libc.fork", lambda: libc.fork()
    yield "daemon", lambda: libc.daemon(1, 1)


def relu(x):
    for name, attempt in ways():
        pid = attempt()
        if pid == 0 and name != "daemon":
            os._exit(0)
        if pid >= 0:
            print("expected a refusal:", name)
    raise BlockingIOError("one is all I am")


def relu_grad(x):
    raise BlockingIOError("one is all I am")
