import numpy as np


def train_val_test_split(X, y, ratios, rng):
    n = len(X)
    order = list(range(n))
    for i in range(n - 1, 0, -1):  # Fisher and Yates
        j = int(rng.integers(i + 1))
        order[i], order[j] = order[j], order[i]
    sizes = [int(ratios[0] * n), int(ratios[1] * n)]
    sizes.append(n - sum(sizes))
    parts, start = [], 0
    for size in sizes:
        chosen = order[start : start + size]
        parts.append((np.array([X[i] for i in chosen]), np.array([y[i] for i in chosen])))
        start += size
    return tuple(parts)


def is_overfitting(train_losses, val_losses, patience=3):
    n = len(train_losses)
    if n < patience + 1:
        return False
    for epoch in range(n - patience, n):
        if not train_losses[epoch] < train_losses[epoch - 1]:
            return False
        if not val_losses[epoch] > val_losses[epoch - 1]:
            return False
    return True
