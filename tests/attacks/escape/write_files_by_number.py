# tries: open for writing by number, with flags that only seem to read
# needs: seccomp
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
NAME = b"/tmp/dlgrade-attack-marker"
READ, CREATE, EXCLUSIVE, TRUNCATE, APPEND, TEMPORARY, PATH = (
    0,
    0o100,
    0o200,
    0o1000,
    0o2000,
    0o20200000,
    0o10000000,
)
FLAGS = {"create": CREATE, "exclusive": CREATE | EXCLUSIVE, "truncate": TRUNCATE, "write": 1, "both": 2, "neither": 3, "append": APPEND,
         "temporary": TEMPORARY | 2, "path": PATH | CREATE, "high": CREATE | 1 << 40, "temporary only": 0o20000000}  # fmt: skip


def call(number, *args):
    return libc.syscall(ctypes.c_long(number), *(ctypes.c_long(a) if isinstance(a, int) else a for a in args))


def ways():
    for name, flags in FLAGS.items():
        for path in (NAME, b"/tmp"):
            yield f"openat {name}", lambda: call(257, -100, path, flags, 0o600)
            yield f"open {name}", lambda: call(2, path, flags, 0o600)
            how = (ctypes.c_uint64 * 3)(flags, 0o600 if flags & CREATE else 0, 0)
            yield f"openat2 {name}", lambda: call(437, -100, path, how, 24)
    yield "creat", lambda: call(85, NAME, 0o600)
    yield "mknodat", lambda: call(259, -100, NAME, 0o100600, 0)
    yield "memfd_create", lambda: call(319, b"x", 0)
    yield "truncate", lambda: call(76, NAME, 0)
    yield "ftruncate", lambda: call(77, 0, 0)
    yield "fallocate", lambda: call(285, 0, 0, 0, 1)
    yield "pwrite64", lambda: call(18, 0, b"x", 1, 0)
    yield "pwritev", lambda: call(296, 0, (ctypes.c_uint64 * 2)(id(x_ := b"x"), 0), 1, 0, 0)
    yield "vmsplice", lambda: call(278, 0, None, 0, 0)
    yield "tee", lambda: call(276, 0, 1, 1, 0)
    yield "sync_file_range", lambda: call(277, 0, 0, 0, 0)


def relu(x):
    for name, attempt in ways() if os.uname().machine == "x86_64" else ():
        fd = attempt()
        if fd >= 0:
            print("expected a refusal:", name)
            libc.unlink(NAME)
    raise PermissionError("reading is all there is")


def relu_grad(x):
    raise PermissionError("reading is all there is")
