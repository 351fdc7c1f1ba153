# tries: socket calls by number, also on the channel to the grader, which is a socket already
# needs: seccomp
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
CALLS = {"socket": 41, "connect": 42, "accept": 43, "sendto": 44, "recvfrom": 45, "sendmsg": 46, "recvmsg": 47, "shutdown": 48,
         "bind": 49, "listen": 50, "getsockname": 51, "getpeername": 52, "socketpair": 53, "setsockopt": 54, "getsockopt": 55,
         "accept4": 288, "recvmmsg": 299, "sendmmsg": 307}  # fmt: skip


def call(name, *args):
    return libc.syscall(
        ctypes.c_long(CALLS[name]), *(ctypes.c_long(a) if isinstance(a, int) else a for a in args)
    )


def ways():
    pair, size, data = (ctypes.c_int * 2)(), ctypes.c_int(64), ctypes.create_string_buffer(64)
    message = ctypes.create_string_buffer(56)
    for family in (1, 2, 10, 16, 17, 38, 40):
        yield f"socket {family}", lambda: call("socket", family, 2 if family != 38 else 5, 0)
    yield "socketpair", lambda: call("socketpair", 1, 1, 0, pair)
    yield "socketpair by libc", lambda: libc.socketpair(1, 5, 0, pair)
    yield "peer", lambda: call("getpeername", 3, data, ctypes.byref(size))
    yield "credentials", lambda: call("getsockopt", 3, 1, 17, data, ctypes.byref(size))
    yield "option", lambda: call("setsockopt", 3, 1, 7, ctypes.byref(size), 4)
    yield "message", lambda: call("sendmsg", 3, message, 0x40)
    yield "descriptors", lambda: call("recvmsg", 3, message, 0x42)
    yield "out of band", lambda: call("sendto", 3, b"", 0, 1, None, 0)
    yield "peek", lambda: call("recvfrom", 3, data, 1, 0x42, None, None)


def relu(x):
    for name, attempt in ways() if os.uname().machine == "x86_64" else ():
        if attempt() >= 0:
            print("expected a refusal:", name)
    raise PermissionError("no socket calls")


def relu_grad(x):
    raise PermissionError("no socket calls")
