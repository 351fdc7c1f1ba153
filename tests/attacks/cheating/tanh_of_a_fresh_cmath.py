# tries: the same with the complex functions, by the machinery of imports
# exercise: tanh
import importlib.util
import sys

import numpy as np

spec = sys.modules.pop("cmath").__spec__ if "cmath" in sys.modules else importlib.util.find_spec("cmath")
fresh = importlib.util.module_from_spec(spec)
spec.loader.exec_module(fresh)


def tanh(x):
    return np.vectorize(lambda v: fresh.tanh(v).real, otypes=[float])(x)


def tanh_grad(x):
    return 1 - tanh(x) ** 2
