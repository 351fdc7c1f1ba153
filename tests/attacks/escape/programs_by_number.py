# tries: start programs by the C library and by number: vfork, execve, execveat of a file in memory
# needs: seccomp
# says: no program was started
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
libc.popen.restype = ctypes.c_void_p


def call(number, *args):
    return libc.syscall(ctypes.c_long(number), *(ctypes.c_long(a) if isinstance(a, int) else a for a in args))


def in_memory():
    fd = call(319, b"program", 0)
    if fd >= 0:
        print("expected no file in memory")
        os.write(fd, b"#!/bin/true\n")
        call(322, fd, b"", (ctypes.c_char_p * 2)(b"true", None), None, 0x1000)
        libc.fexecve(fd, (ctypes.c_char_p * 2)(b"true", None), (ctypes.c_char_p * 1)(None))
    return fd


def ways():
    arguments = (ctypes.c_char_p * 2)(b"true", None)
    yield "system", lambda: libc.system(b"true") or 1
    yield "popen", lambda: 1 if libc.popen(b"true", b"r") else -1
    yield (
        "posix_spawn",
        lambda: (
            1
            if libc.posix_spawn(ctypes.byref(ctypes.c_int()), b"/bin/true", None, None, arguments, None) == 0
            else -1
        ),
    )
    if os.uname().machine == "x86_64":
        yield "memfd", in_memory
        yield "execveat", lambda: call(322, -100, b"/bin/true", arguments, None, 0)
        yield "execve", lambda: call(59, b"/bin/true", arguments, None)
    yield "execl", lambda: libc.execl(b"/bin/true", b"true", None)
    yield "execvp", lambda: libc.execvp(b"true", arguments)
    yield "ld.so", lambda: libc.execl(b"/lib64/ld-linux-x86-64.so.2", b"ld", b"/bin/true", None)


def relu(x):
    for name, attempt in ways():
        if attempt() == 1:
            print("expected a refusal:", name)
    raise PermissionError("no program was started")


def relu_grad(x):
    raise PermissionError("no program was started")
