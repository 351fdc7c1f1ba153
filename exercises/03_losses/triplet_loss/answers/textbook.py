import numpy as np


def triplet_loss(anchor, positive, negative, margin=1.0):
    # |a - p|² - |a - n|² = (n - p) · (2a - p - n)
    difference = np.einsum("ij,ij->i", negative - positive, 2 * anchor - positive - negative)
    return np.clip(difference + margin, 0, None).sum() / anchor.shape[0]


def triplet_loss_grad(anchor, positive, negative, margin=1.0):
    near = np.linalg.norm(anchor - positive, axis=1) ** 2
    far = np.linalg.norm(anchor - negative, axis=1) ** 2
    costs = near - far + margin > 0
    da, dp, dn = np.zeros((3, *anchor.shape))
    a, p, n = anchor[costs], positive[costs], negative[costs]
    da[costs] = 2 * (a - p) - 2 * (a - n)
    dp[costs] = -2 * (a - p)
    dn[costs] = 2 * (a - n)
    return da / len(anchor), dp / len(anchor), dn / len(anchor)
