# tries: import neighbours of the answer file, and read where the file itself says that it lies
# needs: landlock
import importlib
import importlib.util
import os
import sys

here = globals().get("__file__") or sys._getframe().f_code.co_filename
folders = [os.path.dirname(os.path.abspath(here)), os.getcwd(), "", ".", "..", "/tmp"]
sys.path[:0] = folders
sys.path_importer_cache.clear()
importlib.invalidate_caches()
loot = []
for name in ("step", "identity", "secret", "relu_answer", "conftest", "test_relu", "helper", "numpy_fast"):
    try:
        loot.append(importlib.import_module(name).__file__)
    except ImportError:
        pass
    for folder in folders:
        for suffix in (".py", ".txt", ".so", ".pyc", "/__init__.py"):
            try:
                loot.append(open(os.path.join(folder, name + suffix), "rb").read(100))
            except OSError:
                pass


def relu(x):
    if loot:
        print("expected nothing, got", loot)
    raise ImportError("the folder is empty from here")


def relu_grad(x):
    raise ImportError("the folder is empty from here")
