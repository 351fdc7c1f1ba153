import numpy as np


def hinges(a, p, n, margin):
    return np.einsum("nd,nd->n", a - p, a - p) - np.einsum("nd,nd->n", a - n, a - n) + margin


def triplet_loss(anchor, positive, negative, margin=1.0):
    h = hinges(anchor, positive, negative, margin)
    return h[h > 0].sum() / len(h)


def triplet_loss_grad(anchor, positive, negative, margin=1.0):
    h = hinges(anchor, positive, negative, margin)
    dp, dn = 2 * (positive - anchor) / len(h), 2 * (anchor - negative) / len(h)
    dp[h <= 0] = 0
    dn[h <= 0] = 0
    return [-dp - dn, dp, dn]
