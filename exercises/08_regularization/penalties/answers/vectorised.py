import numpy as np


def l1_penalty(W, lam):
    return lam * np.abs(W).sum()


def l1_penalty_grad(W, lam):
    return lam * np.sign(W)


def l2_penalty(W, lam):
    return 0.5 * lam * (W**2).sum()


def l2_penalty_grad(W, lam):
    return lam * W
