import numpy as np


def minibatches(X, y, batch_size, rng):
    left = list(range(len(X)))
    for i in range(len(left) - 1, 0, -1):
        j = int(rng.integers(i + 1))
        left[i], left[j] = left[j], left[i]
    batches = []
    while left:
        now, left = left[:batch_size], left[batch_size:]
        batches.append((np.array([X[i] for i in now]), np.array([y[i] for i in now])))
    return batches


def iterations_per_epoch(n, batch_size):
    count = 0
    while n > 0:
        n -= batch_size
        count += 1
    return count
