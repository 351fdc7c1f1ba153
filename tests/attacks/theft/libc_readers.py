# tries: read the tests by way of the C library and of system calls by number
# needs: seccomp landlock
import ctypes
import os
import sys

libc = ctypes.CDLL(None, use_errno=True)
libc.fopen.restype = ctypes.c_void_p
package = os.path.dirname(sys.modules["dlgrade"].__file__)
root = os.path.dirname(os.path.dirname(package))
targets = [os.path.join(root, "exercises/02_activations/relu/test_relu.py").encode(), b"/etc/passwd"]
CURRENT = -100


def call(number, *args):
    return libc.syscall(ctypes.c_long(number), *(ctypes.c_long(a) if isinstance(a, int) else a for a in args))


def ways(path):
    yield "fopen", lambda: libc.fopen(path, b"r") or -1
    yield "open", lambda: libc.open(path, 0)
    yield "freopen", lambda: -1 if not libc.freopen(path, b"r", ctypes.c_void_p.in_dll(libc, "stdin")) else 0
    yield "scandir", lambda: libc.scandir(os.path.dirname(path), ctypes.byref(ctypes.c_void_p()), None, None)
    yield "realpath", lambda: libc.glob(path + b"/*", 0, None, ctypes.create_string_buffer(512)) or 0
    if os.uname().machine == "x86_64":
        how = (ctypes.c_uint64 * 3)(0, 0, 0)
        handle = ctypes.create_string_buffer(bytes([128, 0, 0, 0]) + bytes(132))
        params = ctypes.create_string_buffer(120)
        yield "open by number", lambda: call(2, path, 0)
        yield "openat by number", lambda: call(257, CURRENT, path, 0)
        yield "openat2", lambda: call(437, CURRENT, path, ctypes.byref(how), 24)
        yield "name_to_handle_at", lambda: call(303, CURRENT, path, handle, ctypes.byref(ctypes.c_int()), 0)
        yield "open_by_handle_at", lambda: call(304, CURRENT, handle, 0)
        yield "open_tree", lambda: call(428, CURRENT, path, 1)
        yield "uselib", lambda: call(134, path)
        yield "io_uring_setup", lambda: call(425, 4, params)
        yield "execve", lambda: call(59, path + b"/", None, None)
        yield "inotify", lambda: call(254, call(294, 0), path, 1)
        yield "sendfile", lambda: call(40, 1, call(257, CURRENT, path, 0), None, 100)
        yield "splice", lambda: call(275, call(257, CURRENT, path, 0), None, 1, None, 100, 0)
        yield "copy_file_range", lambda: call(326, call(257, CURRENT, path, 0), None, 1, None, 100, 0)
        yield "readahead", lambda: call(187, call(257, CURRENT, path, 0), 0, 4096)


def relu(x):
    for path in targets:
        for name, attempt in ways(path):
            if name != "realpath" and attempt() >= 0:
                print("expected a refusal:", name)
    raise PermissionError("the kernel refuses")


def relu_grad(x):
    raise PermissionError("the kernel refuses")
