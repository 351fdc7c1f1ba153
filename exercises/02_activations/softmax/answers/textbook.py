import numpy as np


def softmax(x, axis=-1):
    return np.exp(log_softmax(x, axis))


def log_softmax(x, axis=-1):
    return x - np.logaddexp.reduce(x, axis=axis, keepdims=True)


def softmax_backward(dout, y, axis=-1):
    y = np.moveaxis(y, axis, -1)
    g = np.moveaxis(dout, axis, -1)
    jacobian = y[..., :, None] * (np.eye(y.shape[-1]) - y[..., None, :])
    return np.moveaxis(np.einsum("...ij,...j->...i", jacobian, g), -1, axis)
