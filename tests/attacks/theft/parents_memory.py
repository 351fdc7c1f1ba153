# tries: read the memory of the fork server, the grader and whoever else is near, and print tests found there
# needs: seccomp
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


class Piece(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]


def copy(pid, address, size):
    buffer = ctypes.create_string_buffer(size)
    ours = Piece(ctypes.addressof(buffer), size)
    theirs = Piece(address, size)
    count = libc.process_vm_readv(pid, ctypes.byref(ours), 1, ctypes.byref(theirs), 1, 0)
    return buffer.raw[:count] if count > 0 else b""


def peek(pid, address):
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        memory.seek(address)
        return memory.read(64)


def relu(x):
    anchor = id(os)
    for pid in [os.getppid(), *range(max(2, os.getpid() - 60), os.getpid())]:
        for get in (lambda: copy(pid, anchor, 64), lambda: peek(pid, anchor), lambda: copy(pid, id(x), 64)):
            try:
                text = get()
            except OSError:
                continue
            if text:
                print("expected no entry, read from", pid, text)
    raise PermissionError("their memory is closed")


def relu_grad(x):
    raise PermissionError("their memory is closed")
