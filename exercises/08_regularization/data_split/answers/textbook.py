import math

import numpy as np


def train_val_test_split(X, y, ratios, rng):
    """Sorting by random numbers shuffles."""
    n = len(y)
    rank = np.argsort(np.argsort(rng.random(n)))
    first = math.floor(ratios[0] * n)
    second = first + math.floor(ratios[1] * n)
    train, test = rank < first, rank >= second
    val = ~train & ~test
    return (X[train], y[train]), (X[val], y[val]), (X[test], y[test])


def is_overfitting(train_losses, val_losses, patience=3):
    if len(train_losses) <= patience:
        return False
    streak = 0
    for t in range(1, len(train_losses)):
        fell = train_losses[t] < train_losses[t - 1]
        rose = val_losses[t] > val_losses[t - 1]
        streak = streak + 1 if fell and rose else 0
    return streak >= patience
