# tries: make system calls with the numbers of the x32 variant, and with numbers that wrap around
# needs: seccomp
# says: crashed (SIG
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def relu(x):
    if os.uname().machine != "x86_64":
        ctypes.string_at(0)
    got = libc.syscall(ctypes.c_long(0x40000000 + 41), 2, 1, 0)
    print("expected to be killed:", got)


def relu_grad(x):
    if os.uname().machine != "x86_64":
        ctypes.string_at(0)
    for number in (-1, (1 << 32) - 1, 0x40000000 + 520, -(1 << 31) + 41):
        print("expected to be killed:", number, libc.syscall(ctypes.c_long(number), 2, 1, 0))
