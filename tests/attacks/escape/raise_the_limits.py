# tries: raise its own limits and those of others, also with an address whose lower half is zero, which looks like none
# needs: seccomp rlimits
import ctypes
import mmap
import os
import resource

libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [
    ctypes.c_void_p,
    ctypes.c_size_t,
    ctypes.c_int,
    ctypes.c_int,
    ctypes.c_int,
    ctypes.c_long,
]
KINDS = [
    resource.RLIMIT_AS,
    resource.RLIMIT_CPU,
    resource.RLIMIT_FSIZE,
    resource.RLIMIT_NOFILE,
    resource.RLIMIT_NPROC,
    resource.RLIMIT_STACK,
]


def ways(kind):
    most = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    same = resource.getrlimit(kind)
    yield "setrlimit", lambda: resource.setrlimit(kind, most)
    yield "to the hard limit", lambda: resource.setrlimit(kind, (same[1], same[1]))
    yield "prlimit", lambda: resource.prlimit(os.getppid(), kind, resource.prlimit(os.getppid(), kind))
    yield "another's", lambda: resource.prlimit(os.getppid(), kind)
    if os.uname().machine == "x86_64":
        for place in (1 << 32, 3 << 32):
            address = libc.mmap(
                place,
                4096,
                mmap.PROT_READ | mmap.PROT_WRITE,
                mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x100000,
                -1,
                0,
            )
            if address == place:
                for wanted in (most, same):
                    (ctypes.c_uint64 * 2).from_address(place)[:] = [
                        number & (1 << 64) - 1 for number in wanted
                    ]
                    yield (
                        "prlimit64",
                        lambda: (
                            libc.syscall(ctypes.c_long(302), 0, kind, ctypes.c_void_p(place), None) and [][0]
                        ),
                    )
                yield (
                    "prlimit64 of the parent",
                    lambda: (
                        libc.syscall(ctypes.c_long(302), os.getppid(), kind, None, ctypes.c_void_p(place))
                        and [][0]
                    ),
                )


def relu(x):
    for kind in KINDS:
        for name, attempt in ways(kind):
            try:
                attempt()
            except (OSError, ValueError, IndexError):
                continue
            print("expected a refusal:", name, kind)
    raise PermissionError("limits are limits")


def relu_grad(x):
    raise PermissionError("limits are limits")
