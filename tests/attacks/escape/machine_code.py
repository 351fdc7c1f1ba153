# tries: bring its own machine code and make the system calls there, past every library
# needs: seccomp
import ctypes
import mmap
import os


def run(number, *arguments):
    """mov rax, number; mov rdi, rsi, rdx, ...; syscall; ret"""
    code = b"\x48\xb8" + number.to_bytes(8, "little")
    for move, value in zip((b"\x48\xbf", b"\x48\xbe", b"\x48\xba", b"\x49\xba"), arguments):
        code += move + (value % (1 << 64)).to_bytes(8, "little")
    memory = mmap.mmap(-1, 4096, prot=7)
    memory.write(code + b"\x0f\x05\xc3")
    return ctypes.CFUNCTYPE(ctypes.c_long)(ctypes.addressof(ctypes.c_char.from_buffer(memory)))()


def relu(x):
    secret = ctypes.create_string_buffer(b"/proc/self/environ")
    for name, call in {
        "socket": (41, 2, 1, 0),
        "socket, upper half set": (41 | 1 << 32, 2, 1, 0),
        "fork": (57,),
        "open": (2, ctypes.addressof(secret), 0, 0),
        "open, upper half set": (2, ctypes.addressof(secret), 1 << 32, 0),
        "execve": (59, ctypes.addressof(secret), 0, 0),
        "kill": (62, os.getppid(), 0, 0),
        "ptrace": (101, 0, 0, 0),
        "clone3": (435, 0, 0, 0),
    }.items():
        got = run(*call) if os.uname().machine == "x86_64" else -1
        if name in ("fork", "clone3") and got == 0:
            os._exit(0)
        if got >= 0:
            print("expected a refusal:", name)
    raise PermissionError("my own code is filtered, too")


def relu_grad(x):
    raise PermissionError("my own code is filtered, too")
