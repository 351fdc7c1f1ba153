# tries: read the tests with whatever in NumPy reads files
# needs: landlock
import os
import sys

import numpy as np

package = os.path.dirname(sys.modules["dlgrade"].__file__)
root = os.path.dirname(os.path.dirname(package))
targets = [
    os.path.join(root, "exercises/02_activations/relu/test_relu.py"),
    os.path.join(root, "reference/dlref/activations.py"),
    os.path.join(package, "judge", "runner.py"),
    "/etc/passwd",
    "/proc/self/environ",
]
readers = [
    lambda p: np.fromfile(p, dtype=np.uint8).tobytes(),
    lambda p: np.memmap(p, dtype=np.uint8, mode="r")[:300].tobytes(),
    lambda p: np.memmap(p, dtype=np.uint8, mode="c")[:300].tobytes(),
    lambda p: np.loadtxt(p, dtype=str, delimiter="\0", comments=None),
    lambda p: np.genfromtxt(p, dtype=str, delimiter="\0", comments=None),
    lambda p: np.fromregex(p, r"(.*)", [("line", "S200")]),
    lambda p: np.load(p, allow_pickle=True),
    lambda p: np.lib.format.open_memmap(p, mode="r"),
    lambda p: np.lib.npyio.DataSource(None).open(p).read(),
    lambda p: np.rec.fromfile(p, dtype="S1", shape=300),
    lambda p: np.ctypeslib.load_library(os.path.basename(p), os.path.dirname(p)),
]


def relu(x):
    for path in targets:
        for read in readers:
            try:
                text = read(path)
            except Exception:
                continue
            print("expected a refusal, read", text)
    raise PermissionError("NumPy cannot read it either")


def relu_grad(x):
    raise PermissionError("NumPy cannot read it either")
