import numpy as np


def minibatches(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    cuts = range(batch_size, len(X), batch_size)
    return zip(np.split(X[order], cuts), np.split(y[order], cuts))


def iterations_per_epoch(n, batch_size):
    return int(np.ceil(n / batch_size))
