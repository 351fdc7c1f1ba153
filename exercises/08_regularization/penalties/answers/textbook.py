import numpy as np


def l1_penalty(W, lam):
    return lam * np.linalg.norm(np.ravel(W), ord=1)


def l1_penalty_grad(W, lam):
    return np.where(W > 0, lam, 0.0) - np.where(W < 0, lam, 0.0)


def l2_penalty(W, lam):
    w = np.ravel(W)
    return lam * (w @ w) / 2


def l2_penalty_grad(W, lam):
    return np.multiply(W, lam)
