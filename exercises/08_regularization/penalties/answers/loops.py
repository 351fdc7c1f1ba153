import numpy as np


def l1_penalty(W, lam):
    total = 0.0
    for w in W.ravel().tolist():
        total += w if w > 0 else -w
    return lam * total


def l1_penalty_grad(W, lam):
    grad = np.zeros(W.shape)
    for index in np.ndindex(W.shape):
        if W[index] > 0:
            grad[index] = lam
        elif W[index] < 0:
            grad[index] = -lam
    return grad


def l2_penalty(W, lam):
    total = 0.0
    for w in W.ravel().tolist():
        total += w * w
    return lam * total / 2


def l2_penalty_grad(W, lam):
    grad = np.zeros(W.shape)
    for index in np.ndindex(W.shape):
        grad[index] = lam * W[index]
    return grad
