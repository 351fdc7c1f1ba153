import numpy as np


def input_gradient_norm(weights, x, residual):
    h, slopes = x, []
    for W in weights:
        t = np.tanh(h @ W)
        slopes.append(1 - t**2)
        h = h + t if residual else t
    dh = np.ones_like(h)
    for W, slope in zip(weights[::-1], slopes[::-1]):
        back = (dh * slope) @ W.T
        dh = dh + back if residual else back
    return np.linalg.norm(dh)
