# tries: crash with a core file, and let the next process look for it
# needs: rlimits
# says: crashed (SIGSEGV)
import ctypes
import glob
import resource

try:
    resource.setrlimit(resource.RLIMIT_CORE, (-1, -1))
except (OSError, ValueError):
    pass
ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)
loot = []
for path in ["core", *glob.glob("/core*"), *glob.glob("/tmp/core*")]:
    try:
        loot.append(open(path, "rb").read(4))
    except OSError:
        pass


def relu(x):
    if loot:
        print("expected no cores, read", loot)
        raise RuntimeError("a core")
    ctypes.string_at(0)


def relu_grad(x):
    raise RuntimeError("no core")
