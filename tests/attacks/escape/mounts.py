# tries: mount, change the root, open the tree anew: the ways out of a folder (targets that are not there)
# needs: seccomp
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
NOWHERE = b"/tmp/dlgrade-attack-nowhere"


def call(number, *args):
    return libc.syscall(ctypes.c_long(number), *(ctypes.c_long(a) if isinstance(a, int) else a for a in args))


def ways():
    yield "mount", lambda: libc.mount(b"none", NOWHERE, b"tmpfs", 0, None)
    yield "bind", lambda: libc.mount(b"/", NOWHERE, None, 4096, None)
    yield "umount", lambda: libc.umount2(NOWHERE, 0)
    yield "chroot", lambda: libc.chroot(b"/tmp")
    yield "chdir", lambda: libc.chdir(b"/tmp")
    if os.uname().machine == "x86_64":
        yield "mount by number", lambda: call(165, b"none", NOWHERE, b"proc", 0, None)
        yield "pivot_root", lambda: call(155, NOWHERE, NOWHERE)
        yield "chroot by number", lambda: call(161, b"/tmp")
        yield "chdir by number", lambda: call(80, b"/tmp")
        yield "fchdir", lambda: call(81, os.open("/tmp", getattr(os, "O_PATH", 0)))
        yield "open_tree", lambda: call(428, -100, b"/", 1)
        yield "move_mount", lambda: call(429, -100, b"/tmp", -100, NOWHERE, 0)
        yield "fsopen", lambda: call(430, b"tmpfs", 0)
        yield "fspick", lambda: call(433, -100, b"/", 0)
        yield "mount_setattr", lambda: call(442, -100, NOWHERE, 0, ctypes.create_string_buffer(32), 32)


def relu(x):
    for name, attempt in ways():
        if attempt() >= 0:
            print("expected a refusal:", name)
    raise PermissionError("the root stays where it is")


def relu_grad(x):
    raise PermissionError("the root stays where it is")
