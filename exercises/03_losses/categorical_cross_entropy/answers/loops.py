import math


def clipped(v, eps):
    if v < eps:
        return eps
    if v > 1 - eps:
        return 1 - eps
    return v


def categorical_cross_entropy(p, y_onehot, eps=1e-12):
    total = 0.0
    for row, labels in zip(p, y_onehot):
        for v, label in zip(row, labels):
            if label == 1:
                total -= math.log(clipped(float(v), eps))
    return total / len(p)


def categorical_cross_entropy_grad(p, y_onehot, eps=1e-12):
    n = len(p)
    gradient = []
    for row, labels in zip(p, y_onehot):
        gradient.append([])
        for v, label in zip(row, labels):
            gradient[-1].append(-float(label) / clipped(float(v), eps) / n)
    return gradient
