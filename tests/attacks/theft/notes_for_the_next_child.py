# tries: leave a note that the next process of the sandbox can read: what one learnt, the other need not work out
# needs: seccomp landlock
import fcntl
import os

NOTE = os.O_APPEND
PLACES = ["/tmp/dlgrade-attack-note"]


def notes():
    found = [path for path in PLACES if os.path.exists(path)]
    found += [f"descriptor {fd}" for fd in range(4) if fcntl.fcntl(fd, fcntl.F_GETFL) & NOTE]
    found += [f"offset of {fd}" for fd in range(3) if os.lseek(fd, 0, os.SEEK_CUR)]
    return found


def leave():
    for path in PLACES:
        try:
            open(path, "x").close()
        except OSError:
            pass
    for fd in range(4):
        try:
            fcntl.fcntl(fd, fcntl.F_SETFL, fcntl.fcntl(fd, fcntl.F_GETFL) | NOTE)
        except OSError:
            pass
        try:
            os.lseek(fd, 4711, os.SEEK_SET)
        except OSError:
            pass


found = notes()
leave()


def relu(x):
    if found:
        print("expected a fresh process, found", found)
        raise RuntimeError("somebody was here")
    os._exit(0)


def relu_grad(x):
    raise RuntimeError("nobody was here")
