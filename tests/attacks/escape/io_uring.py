# tries: let io_uring do what the filter forbids: open, connect and read by submission
# needs: seccomp
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def call(number, *args):
    return libc.syscall(ctypes.c_long(number), *(ctypes.c_long(a) if isinstance(a, int) else a for a in args))


def relu(x):
    if os.uname().machine in ("x86_64", "aarch64"):  # the same numbers on both
        for flags in (0, 1, 2, 1 << 6, 1 << 12):
            parameters = ctypes.create_string_buffer(120)
            parameters[8:12] = flags.to_bytes(4, "little")
            ring = call(425, 8, parameters)
            if ring >= 0:
                print("expected a refusal: a ring with flags", flags)
                call(426, ring, 0, 0, 1, None, 0)
        if call(427, 3, 8, parameters, 1) >= 0 or call(426, 3, 1, 0, 0, None, 0) >= 0:
            print("expected a refusal: the channel as a ring")
        for number, arguments in {206: (8, ctypes.byref(ctypes.c_uint64())), 207: (8,)}.items():
            if os.uname().machine == "x86_64" and call(number, *arguments) >= 0:
                print("expected a refusal: asynchronous input", number)
    raise PermissionError("no ring")


def relu_grad(x):
    raise PermissionError("no ring")
