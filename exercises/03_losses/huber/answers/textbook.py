import numpy as np


def huber(y_pred, y_true, delta=1.0):
    # The size of an error in two pieces: c is what the parabola covers, the rest lies on the line.
    size = np.abs(np.subtract(y_true, y_pred))
    c = np.minimum(size, delta)
    return float(np.sum(0.5 * c * c + delta * (size - c))) / size.size


def huber_grad(y_pred, y_true, delta=1.0):
    e = y_pred - y_true
    out = np.sign(e) * delta
    near = np.abs(e) < delta
    out[near] = e[near]
    return out / np.prod(e.shape)
