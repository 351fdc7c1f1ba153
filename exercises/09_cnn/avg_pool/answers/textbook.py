import numpy as np


def matrix(length, size, stride):
    """Row i holds 1 / size under window i: pooling along one axis is a product with it."""
    start = stride * np.arange((length - size) // stride + 1)[:, None]
    place = np.arange(length)
    return np.where((place >= start) & (place < start + size), 1 / size, 0.0)


def avg_pool2d(x, size=2, stride=2):
    down, across = (matrix(length, size, stride) for length in x.shape[2:])
    return down @ x @ across.T


def avg_pool2d_backward(dout, x, size=2, stride=2):
    down, across = (matrix(length, size, stride) for length in x.shape[2:])
    return down.T @ dout @ across


def global_avg_pool(x):
    n, c, height, width = x.shape
    return np.sum(x.reshape(n, c, height * width), axis=2) / (height * width)
