import numpy as np


def train_val_test_split(X, y, ratios, rng):
    n = len(X)
    train, val = (int(np.floor(r * n)) for r in ratios[:2])
    order = np.split(rng.permutation(n), [train, train + val])
    return tuple((X[i], y[i]) for i in order)


def is_overfitting(train_losses, val_losses, patience=3):
    shown = (np.diff(train_losses) < 0) & (np.diff(val_losses) > 0)
    return len(shown) >= patience and bool(shown[-patience:].all())
