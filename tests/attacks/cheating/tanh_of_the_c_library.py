# tries: call the C library's function
# exercise: tanh
import ctypes

import numpy as np


def library():
    for name in ("libm.so.6", "libm.so", "libm.dylib", "msvcrt", None):
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    raise LookupError("no C library")


ready = library().tanh
ready.restype, ready.argtypes = ctypes.c_double, [ctypes.c_double]


def tanh(x):
    return np.vectorize(ready, otypes=[float])(x)


def tanh_grad(x):
    return 1 - tanh(x) ** 2
