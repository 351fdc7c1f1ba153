import math

import numpy as np


def elu(x, alpha=1.0):
    x = np.asarray(x, dtype=float)
    values = [v if v > 0 else alpha * (math.exp(v) - 1) for v in x.ravel()]
    return np.array(values).reshape(x.shape)


def elu_grad(x, alpha=1.0):
    x = np.asarray(x, dtype=float)
    slopes = [1 if v > 0 else alpha * math.exp(v) for v in x.ravel()]
    return np.array(slopes).reshape(x.shape)
