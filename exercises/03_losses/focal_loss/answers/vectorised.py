import numpy as np


def parts(p, y, alpha, eps):
    p = np.clip(p, eps, 1 - eps)
    return np.where(y == 1, p, 1 - p), np.where(y == 1, alpha, 1 - alpha)


def focal_loss(p, y, gamma=2.0, alpha=0.25, eps=1e-12):
    p_t, alpha_t = parts(p, y, alpha, eps)
    return -np.mean(alpha_t * (1 - p_t) ** gamma * np.log(p_t))


def focal_loss_grad(p, y, gamma=2.0, alpha=0.25, eps=1e-12):
    p_t, alpha_t = parts(p, y, alpha, eps)
    missing = 1 - p_t
    slope = alpha_t * (gamma * missing ** (gamma - 1) * np.log(p_t) - missing**gamma / p_t)
    return np.where(y == 1, slope, -slope) / p.size
