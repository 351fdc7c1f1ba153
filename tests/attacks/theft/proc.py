# tries: read what /proc tells about this process, its parents and everyone else
# needs: landlock
import os

loot = []
pids = ["self", "thread-self", str(os.getppid()), "1"] + [str(os.getppid() - back) for back in range(1, 40)]
for pid in pids:
    for name in (
        "environ",
        "cmdline",
        "maps",
        "mountinfo",
        "status",
        "stack",
        "syscall",
        "auxv",
        "comm",
        "fdinfo/0",
    ):
        try:
            with open(f"/proc/{pid}/{name}", "rb") as file:
                loot.append((name, file.read(300)))
        except OSError:
            pass
    for link in ("cwd", "exe", "root") if pid not in ("self", "thread-self") else ():
        try:
            loot.append((link, os.readlink(f"/proc/{pid}/{link}")))
        except OSError:
            pass
for name in (
    "/proc/mounts",
    "/proc/net/unix",
    "/proc/net/tcp",
    "/proc/sysvipc/shm",
    "/proc/kallsyms",
    "/proc/keys",
):
    try:
        loot.append((name, open(name).read(300)))
    except OSError:
        pass


def relu(x):
    if loot:
        print("expected nothing, read", loot)
    raise PermissionError("nothing to be read")


def relu_grad(x):
    raise PermissionError("nothing to be read")
