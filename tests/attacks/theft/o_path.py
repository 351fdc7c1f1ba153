# tries: open folders with O_PATH, which is no reading, and read by way of those descriptors
# needs: landlock
import os
import sys

package = os.path.dirname(sys.modules["dlgrade"].__file__)
root = os.path.dirname(os.path.dirname(package))
O_PATH = getattr(os, "O_PATH", 0)
folders = {
    "/": "etc/passwd",
    root: "exercises/02_activations/relu/test_relu.py",
    "/proc/self": "environ",
    "/tmp": ".",
}


def ways(fd, name):
    yield lambda: os.read(fd, 100)
    yield lambda: os.listdir(fd)
    yield lambda: os.listdir(f"/proc/self/fd/{fd}")
    yield lambda: os.read(os.open(name, os.O_RDONLY, dir_fd=fd), 300)
    yield lambda: os.read(os.open(f"/proc/self/fd/{fd}/{name}", os.O_RDONLY), 300)
    yield lambda: os.read(os.open(f"/dev/fd/{fd}/{name}", os.O_RDONLY), 300)
    yield lambda: open(f"/proc/self/fd/{os.open(name, O_PATH, dir_fd=fd)}").read(300)
    yield lambda: os.pread(os.open(name, O_PATH, dir_fd=fd), 300, 0)
    yield lambda: os.dup2(os.open(name, O_PATH, dir_fd=fd), 9) and os.read(9, 300)
    yield lambda: os.fchdir(fd) or open(name).read(300)
    yield lambda: os.chdir(f"/proc/self/fd/{fd}") or open(name).read(300)
    yield lambda: os.fwalk(".", dir_fd=fd).__next__()


def relu(x):
    for folder, name in folders.items():
        try:
            fd = os.open(folder, O_PATH)
        except OSError:
            continue
        for attempt in ways(fd, name):
            try:
                text = attempt()
            except OSError:
                continue
            print("expected a refusal, read", text)
        os.close(fd)
    raise PermissionError("a path is not a permission")


def relu_grad(x):
    raise PermissionError("a path is not a permission")
