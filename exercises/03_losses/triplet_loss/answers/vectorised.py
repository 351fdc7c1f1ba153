import numpy as np


def hinge(a, p, n, margin):
    return np.sum((a - p) ** 2, axis=1) - np.sum((a - n) ** 2, axis=1) + margin


def triplet_loss(anchor, positive, negative, margin=1.0):
    return np.mean(np.maximum(0, hinge(anchor, positive, negative, margin)))


def triplet_loss_grad(anchor, positive, negative, margin=1.0):
    active = (hinge(anchor, positive, negative, margin) > 0)[:, None]
    scale = active * 2 / len(anchor)
    return scale * (negative - positive), scale * (positive - anchor), scale * (anchor - negative)
