# tries: load NumPy a second time
# exercise: tanh
import importlib
import os
import sys

import numpy

sys.path.append(os.path.dirname(os.path.dirname(numpy.__file__)))
for name in [name for name in sys.modules if name.partition(".")[0] == "numpy"]:
    del sys.modules[name]
second = importlib.import_module("numpy")


def tanh(x):
    return second.tanh(x)


def tanh_grad(x):
    return 1 - second.tanh(x) ** 2
