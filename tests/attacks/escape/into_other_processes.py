# tries: take hold of other processes by number: their memory, their descriptors, their life
# needs: seccomp
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def call(number, *args):
    return libc.syscall(ctypes.c_long(number), *(ctypes.c_long(a) if isinstance(a, int) else a for a in args))


def ways(pid):
    nothing = (ctypes.c_uint64 * 2)(id(pid), 0)
    yield "process_vm_readv", lambda: call(310, pid, nothing, 1, nothing, 1, 0)
    yield "process_vm_writev", lambda: call(311, pid, nothing, 1, nothing, 1, 0)
    yield "pidfd_open", lambda: call(434, pid, 0)
    yield "pidfd_getfd", lambda: call(438, call(434, pid, 0), 0, 0)
    yield "pidfd_send_signal", lambda: call(424, call(434, pid, 0), 0, None, 0)
    yield "process_madvise", lambda: call(440, call(434, pid, 0), nothing, 1, 20, 0)
    yield "kcmp", lambda: call(312, os.getpid(), pid, 0, 0, 0)
    yield (
        "get_robust_list",
        lambda: call(274, pid, ctypes.byref(ctypes.c_void_p()), ctypes.byref(ctypes.c_size_t())),
    )
    yield "move_pages", lambda: call(279, pid, 0, None, None, None, 0)
    yield "migrate_pages", lambda: call(256, pid, 0, None, None)
    yield "waitid", lambda: call(247, 1, pid, None, 5, None)
    yield "getpgid", lambda: call(121, pid)
    yield "prlimit64", lambda: call(302, pid, 7, None, ctypes.create_string_buffer(16))
    yield "sched_getscheduler", lambda: call(145, pid)
    yield "getpriority", lambda: call(140, 0, pid)
    yield "ioprio_get", lambda: call(252, 1, pid)


def relu(x):
    for pid in (os.getppid(), 1, os.getpid() - 1) if os.uname().machine == "x86_64" else ():
        for name, attempt in ways(pid):
            if attempt() >= 0:
                print("expected a refusal:", name, pid)
    raise PermissionError("the others are out of reach")


def relu_grad(x):
    raise PermissionError("the others are out of reach")
