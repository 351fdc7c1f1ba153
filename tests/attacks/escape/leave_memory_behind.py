# tries: leave shared memory, semaphores and queues that outlive the check
# needs: seccomp
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def relu(x):
    from multiprocessing import shared_memory, synchronize

    for name, make, remove in (
        (
            "shmget",
            lambda: libc.shmget(0x444C4731, 4096, 0o1600),
            lambda number: libc.shmctl(number, 0, None),
        ),
        ("semget", lambda: libc.semget(0x444C4731, 1, 0o1600), lambda number: libc.semctl(number, 0, 0)),
        ("msgget", lambda: libc.msgget(0x444C4731, 0o1600), lambda number: libc.msgctl(number, 0, None)),
        (
            "shm_open",
            lambda: libc.shm_open(b"/dlgrade-attack", os.O_CREAT | os.O_RDWR, 0o600),
            lambda fd: libc.shm_unlink(b"/dlgrade-attack"),
        ),
        (
            "mq_open",
            lambda: libc.mq_open(b"/dlgrade-attack", os.O_CREAT | os.O_RDWR, 0o600, None),
            lambda fd: libc.mq_unlink(b"/dlgrade-attack"),
        ),
    ):
        number = make()
        if number >= 0:
            print("expected a refusal:", name)
            remove(number)
    for make in (
        lambda: shared_memory.SharedMemory("dlgrade-attack", create=True, size=64).unlink(),
        lambda: synchronize.SemLock(1, 1, 1),
        lambda: open("/dev/shm/dlgrade-attack", "x") and os.unlink("/dev/shm/dlgrade-attack"),
    ):
        try:
            make()
        except Exception:
            continue
        print("expected a refusal")
    raise PermissionError("nothing stays behind")


def relu_grad(x):
    raise PermissionError("nothing stays behind")
