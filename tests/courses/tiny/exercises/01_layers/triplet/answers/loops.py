import numpy as np


def triplet_loss(anchor, positive, negative, margin=1.0):
    total = 0.0
    for a, p, n in zip(anchor, positive, negative, strict=False):
        total += max(0.0, sum((a - p) ** 2) - sum((a - n) ** 2) + margin)
    return total / len(anchor)


def triplet_loss_grad(anchor, positive, negative, margin=1.0):
    N, D = anchor.shape
    da, dp, dn = np.zeros((3, N, D))
    for i in range(N):
        a, p, n = anchor[i], positive[i], negative[i]
        if sum((a - p) ** 2) - sum((a - n) ** 2) + margin > 0:
            for j in range(D):
                da[i, j] = 2 * (n[j] - p[j]) / N
                dp[i, j] = 2 * (p[j] - a[j]) / N
                dn[i, j] = 2 * (a[j] - n[j]) / N
    return da, dp, dn
