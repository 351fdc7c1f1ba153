import math

import numpy as np


def focal_loss(p, y, gamma=2.0, alpha=0.25, eps=1e-12):
    total = 0.0
    for v, label in zip(p.ravel().tolist(), y.ravel().tolist()):
        v = min(max(v, eps), 1 - eps)
        if label == 1:
            total -= alpha * (1 - v) ** gamma * math.log(v)
        else:
            total -= (1 - alpha) * v**gamma * math.log(1 - v)
    return total / p.size


def focal_loss_grad(p, y, gamma=2.0, alpha=0.25, eps=1e-12):
    gradient = []
    for v, label in zip(p.ravel().tolist(), y.ravel().tolist()):
        v = min(max(v, eps), 1 - eps)
        true, sign, weight = (v, 1, alpha) if label == 1 else (1 - v, -1, 1 - alpha)
        power = gamma * (1 - true) ** (gamma - 1) * math.log(true)
        gradient.append(sign * weight * (power - (1 - true) ** gamma / true) / p.size)
    return np.array(gradient).reshape(p.shape)
