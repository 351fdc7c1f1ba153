# tries: read what other runs may have left in shared memory: POSIX, System V, message queues
# needs: seccomp landlock
import ctypes
import glob
import os

libc = ctypes.CDLL(None, use_errno=True)
loot = []


def attach(number):
    libc.shmat.restype = ctypes.c_void_p
    address = libc.shmat(number, None, 0o10000)
    return ctypes.string_at(address, 64) if address not in (None, ctypes.c_void_p(-1).value) else b""


def relu(x):
    for path in [
        *glob.glob("/dev/shm/*"),
        "/dev/shm",
        "/dev/shm/dlgrade",
        "/dev/mqueue/dlgrade",
        "/run/shm/dlgrade",
    ]:
        try:
            loot.append(open(path, "rb").read(200))
        except OSError:
            pass
    for key in (0, 1, 0x31474C44, 0x444C4731, 4711, *range(0x1000, 0x1020)):
        for make in (
            lambda: libc.shmget(key, 0, 0),
            lambda: libc.msgget(key, 0),
            lambda: libc.semget(key, 0, 0),
        ):
            if key and make() >= 0:
                loot.append(key)
    for number in range(64):
        text = attach(number)
        if text:
            loot.append(text)
    for name in (b"/dlgrade", b"/judge", b"/psm_0"):
        for call in (libc.shm_open, getattr(libc, "mq_open", libc.shm_open)):
            if call(name, os.O_RDONLY, 0) >= 0:
                loot.append(name)
    if loot:
        print("expected nothing, read", loot)
    raise FileNotFoundError("nothing is left of others")


def relu_grad(x):
    raise FileNotFoundError("nothing is left of others")
