import numpy as np


def sums(p, y):
    both = of_p = of_y = 0.0
    for a, b in zip(p.ravel().tolist(), y.ravel().tolist()):
        both += a * b
        of_p += a
        of_y += b
    return both, of_p, of_y


def dice_loss(p, y, smooth=1.0):
    both, of_p, of_y = sums(p, y)
    return 1 - (2 * both + smooth) / (of_p + of_y + smooth)


def dice_loss_grad(p, y, smooth=1.0):
    both, of_p, of_y = sums(p, y)
    total = of_p + of_y + smooth
    quotient = (2 * both + smooth) / total
    return np.array([(quotient - 2 * label) / total for label in y.ravel().tolist()]).reshape(p.shape)
