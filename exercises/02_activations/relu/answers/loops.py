import numpy as np


def relu(x):
    if np.ndim(x) == 0:
        return x if x > 0 else 0
    return [relu(part) for part in x]


def relu_grad(x):
    if np.ndim(x) == 0:
        return 1 if x > 0 else 0
    return [relu_grad(part) for part in x]
