import math


def clipped(v, eps):
    return min(max(float(v), eps), 1 - eps)


def sparse_categorical_cross_entropy(p, labels, eps=1e-12):
    total = 0.0
    for row, label in zip(p, labels):
        total -= math.log(clipped(row[label], eps))
    return total / len(p)


def sparse_categorical_cross_entropy_grad(p, labels, eps=1e-12):
    gradient = []
    for row, label in zip(p, labels):
        gradient.append([0.0] * len(row))
        gradient[-1][label] = -1 / clipped(row[label], eps) / len(p)
    return gradient
