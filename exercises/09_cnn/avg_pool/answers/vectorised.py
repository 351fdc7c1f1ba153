import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def avg_pool2d(x, size=2, stride=2):
    return sliding_window_view(x, (size, size), axis=(2, 3))[:, :, ::stride, ::stride].mean(axis=(4, 5))


def avg_pool2d_backward(dout, x, size=2, stride=2):
    dx = np.zeros(x.shape)
    oh, ow = dout.shape[2:]
    for u in range(size):
        for v in range(size):
            dx[:, :, u : u + stride * oh : stride, v : v + stride * ow : stride] += dout / size**2
    return dx


def global_avg_pool(x):
    return x.mean(axis=(2, 3))
