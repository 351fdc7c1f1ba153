# tries: fill the disk, the memory file systems and the caches (at most 100 MB, and removed again)
# needs: seccomp
import os
import tempfile

PLACE = "/tmp/dlgrade-attack-big"


def relu(x):
    try:
        with open(PLACE, "wb") as file:
            for _ in range(100):
                file.write(bytes(1 << 20))
            os.posix_fallocate(file.fileno(), 0, 100 << 20)
        print("expected a refusal:", os.path.getsize(PLACE))
        os.unlink(PLACE)
    except OSError:
        pass
    for make in (
        lambda: tempfile.TemporaryFile(dir="/tmp"),
        lambda: os.memfd_create("big"),
        lambda: open(0, "wb"),
    ):
        try:
            file = make()
            os.ftruncate(file if isinstance(file, int) else file.fileno(), 100 << 20)
        except OSError:
            continue
        print("expected a refusal")
    raise OSError("no disk")


def relu_grad(x):
    raise OSError("no disk")
