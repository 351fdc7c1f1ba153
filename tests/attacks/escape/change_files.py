# tries: change the names, owners, modes, times and attributes of files (to what they are, or of files that are not there)
# needs: seccomp
import os
import shutil

ABSENT, NEW = "/tmp/dlgrade-attack-absent", "/tmp/dlgrade-attack-new"


def ways():
    now = os.stat("/tmp")
    yield "chmod", lambda: os.chmod("/tmp", now.st_mode & 0o7777)
    yield "fchmod", lambda: os.fchmod(0, 0o666)
    yield "chown", lambda: os.chown("/tmp", -1, -1)
    yield "lchown", lambda: os.lchown("/tmp", now.st_uid, now.st_gid)
    yield "utime", lambda: os.utime("/tmp", ns=(now.st_atime_ns, now.st_mtime_ns))
    yield "utime of a descriptor", lambda: os.utime(0, ns=(now.st_atime_ns, now.st_mtime_ns))
    yield (
        "setxattr",
        lambda: os.setxattr("/tmp", "user.dlgrade", b"") or os.removexattr("/tmp", "user.dlgrade"),
    )
    yield "getxattr", lambda: os.listxattr("/tmp")
    yield "mkdir", lambda: os.mkdir(NEW) or os.rmdir(NEW)
    yield "symlink", lambda: os.symlink("/", NEW) or os.unlink(NEW)
    yield "link", lambda: os.link("/tmp/.", NEW) or os.unlink(NEW)
    yield "mkfifo", lambda: os.mkfifo(NEW) or os.unlink(NEW)
    yield "makedirs", lambda: os.makedirs(NEW + "/a/b") or shutil.rmtree(NEW)
    yield "ftruncate", lambda: os.ftruncate(0, 0)
    yield "sync", lambda: os.fsync(0)
    yield "chflags", lambda: os.posix_fallocate(0, 0, 1)
    for name, call in {
        "truncate": lambda: os.truncate(ABSENT, 0),
        "rename": lambda: os.rename(ABSENT, NEW),
        "replace": lambda: os.replace(ABSENT, NEW),
        "unlink": lambda: os.unlink(ABSENT),
        "rmdir": lambda: os.rmdir(ABSENT),
    }.items():
        yield f"{name} reached the file system", lambda: absent(call)


def absent(call):
    try:
        call()
    except FileNotFoundError:
        return True


def relu(x):
    for name, attempt in ways():
        try:
            attempt()
        except OSError:
            continue
        print("expected a refusal:", name)
    raise PermissionError("everything stays as it was")


def relu_grad(x):
    raise PermissionError("everything stays as it was")
