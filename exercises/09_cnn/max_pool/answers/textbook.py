import numpy as np


def places(x, size, stride):
    _, _, height, width = x.shape
    for i, top in enumerate(range(0, height - size + 1, stride)):
        for j, left in enumerate(range(0, width - size + 1, stride)):
            yield i, j, (slice(None), slice(None), slice(top, top + size), slice(left, left + size))


def max_pool2d(x, size=2, stride=2):
    n, c, height, width = x.shape
    out = np.empty((n, c, (height - size) // stride + 1, (width - size) // stride + 1))
    for i, j, place in places(x, size, stride):
        out[:, :, i, j] = np.max(x[place], axis=(2, 3))
    return out


def max_pool2d_backward(dout, x, size=2, stride=2):
    n, c = x.shape[:2]
    dx = np.zeros_like(x)
    for i, j, place in places(x, size, stride):
        flat = x[place].reshape(n * c, size * size)
        first = np.eye(size * size)[flat.argmax(axis=1)]
        dx[place] += (first * dout[:, :, i, j].reshape(-1, 1)).reshape(n, c, size, size)
    return dx
