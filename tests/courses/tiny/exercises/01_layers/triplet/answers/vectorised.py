import numpy as np


def triplet_loss(anchor, positive, negative, margin=1.0):
    d = np.sum((anchor - positive) ** 2, axis=1) - np.sum((anchor - negative) ** 2, axis=1)
    return np.mean(np.maximum(0, d + margin))


def triplet_loss_grad(anchor, positive, negative, margin=1.0):
    d = np.sum((anchor - positive) ** 2, axis=1) - np.sum((anchor - negative) ** 2, axis=1)
    on = (d + margin > 0).astype(float)[:, None] * 2 / anchor.shape[0]
    return on * (negative - positive), -on * (anchor - positive), on * (anchor - negative)
