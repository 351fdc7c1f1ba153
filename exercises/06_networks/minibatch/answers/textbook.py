import numpy as np


def minibatches(X, y, batch_size, rng):
    index = np.arange(X.shape[0])
    rng.shuffle(index)
    for i in range(iterations_per_epoch(X.shape[0], batch_size)):
        part = index[i * batch_size : (i + 1) * batch_size]
        yield X[part], y[part]


def iterations_per_epoch(n, batch_size):
    return (n + batch_size - 1) // batch_size
