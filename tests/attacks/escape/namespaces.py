# tries: get namespaces of its own, where it would be root: unshare, setns, clone with flags
# needs: seccomp
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
FLAGS = {"user": 0x10000000, "mount": 0x20000, "uts": 0x4000000, "ipc": 0x8000000, "pid": 0x20000000, "net": 0x40000000,
         "cgroup": 0x2000000, "time": 0x80, "files": 0x400, "fs": 0x200}  # fmt: skip


def call(number, *args):
    return libc.syscall(ctypes.c_long(number), *(ctypes.c_long(a) if isinstance(a, int) else a for a in args))


def relu(x):
    for name, flag in FLAGS.items():
        for flags in (flag, flag | FLAGS["user"]):
            if libc.unshare(flags) == 0:
                print("expected a refusal: unshare", name)
            if os.uname().machine == "x86_64":
                pid = call(56, flags | 17, 0, 0, 0, 0)
                if pid == 0:
                    os._exit(0)
                if pid > 0:
                    print("expected a refusal: clone", name)
                    os.waitpid(pid, 0)
        for pid in ("self", os.getppid(), 1):
            for kind in ("user", "mnt", "net", "pid"):
                try:
                    fd = os.open(f"/proc/{pid}/ns/{kind}", os.O_RDONLY)
                except OSError:
                    continue
                if libc.setns(fd, 0) == 0 or pid != "self":
                    print("expected a refusal: the namespace of", pid)
                os.close(fd)
    raise PermissionError("no room of my own")


def relu_grad(x):
    raise PermissionError("no room of my own")
