# tries: trace the fork server, without stopping it, and be traced
# needs: seccomp
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
SEIZE, TRACEME, PEEK = 0x4206, 0, 2


def relu(x):
    libc.prctl(0x59616D61, ctypes.c_ulong(-1), 0, 0, 0)
    pid = os.getppid()
    if libc.ptrace(SEIZE, pid, None, None) == 0:
        print("expected a refusal: traced", pid)
    if libc.ptrace(PEEK, pid, ctypes.c_void_p(id(libc)), None) != -1:
        print("expected a refusal: read", pid)
    if os.uname().machine == "x86_64" and libc.syscall(ctypes.c_long(101), SEIZE, pid, None, None) == 0:
        print("expected a refusal")
    if libc.ptrace(TRACEME, 0, None, None) == 0:
        print("expected a refusal: to be traced")
    raise PermissionError("nobody can be traced")


def relu_grad(x):
    raise PermissionError("nobody can be traced")
