import numpy as np


def numerical_gradient(f, x, h=1e-4):
    flat = x.ravel().tolist()
    out = []
    for i, v in enumerate(flat):
        above = f(np.array([*flat[:i], v + h, *flat[i + 1 :]]).reshape(x.shape))
        below = f(np.array([*flat[:i], v - h, *flat[i + 1 :]]).reshape(x.shape))
        out.append((above - below) / h / 2)
    return np.reshape(out, x.shape)
