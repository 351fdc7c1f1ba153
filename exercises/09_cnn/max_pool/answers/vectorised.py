import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def windows_of(x, size, stride):
    view = sliding_window_view(x, (size, size), axis=(2, 3))[:, :, ::stride, ::stride]
    return view.reshape(*view.shape[:4], size * size)


def max_pool2d(x, size=2, stride=2):
    return windows_of(x, size, stride).max(axis=-1)


def max_pool2d_backward(dout, x, size=2, stride=2):
    best = windows_of(x, size, stride).argmax(axis=-1)
    n, c, i, j = np.indices(best.shape)
    dx = np.zeros(x.shape)
    np.add.at(dx, (n, c, stride * i + best // size, stride * j + best % size), dout)
    return dx
