import numpy as np


def leaky_relu(x, alpha=0.01):
    x = np.array(x, dtype=float)
    out = np.empty_like(x)
    for index in np.ndindex(x.shape):
        out[index] = max(x[index], alpha * x[index])
    return out


def leaky_relu_grad(x, alpha=0.01):
    if np.ndim(x) == 0:
        return 1 if x > 0 else alpha
    return [leaky_relu_grad(part, alpha) for part in x]
