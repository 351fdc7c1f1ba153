import numpy as np


def dice_loss(p, y, smooth=1.0):
    # 1 - q over a common denominator.
    p, y = np.ravel(p), np.ravel(y)
    apart = p @ (1 - y) + (1 - p) @ y
    return apart / (p.sum() + y.sum() + smooth)


def dice_loss_grad(p, y, smooth=1.0):
    # The quotient rule as it stands in the book.
    top = 2 * np.sum(p * y) + smooth
    bottom = np.sum(p) + np.sum(y) + smooth
    return -(2 * y * bottom - top * np.ones_like(p)) / bottom**2
