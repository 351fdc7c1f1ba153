# tries: call the C library's function
# exercise: tanh
import ctypes
import ctypes.util

import numpy as np

library = ctypes.CDLL(ctypes.util.find_library("m") or "libm.so.6")
library.tanh.restype, library.tanh.argtypes = ctypes.c_double, [ctypes.c_double]


def tanh(x):
    return np.vectorize(library.tanh, otypes=[float])(x)


def tanh_grad(x):
    return 1 - tanh(x) ** 2
