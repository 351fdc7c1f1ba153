import numpy as np


class Batches:
    def __init__(self, X, y, batch_size, rng):
        self.X, self.y, self.size = X, y, batch_size
        self.left = [int(i) for i in sorted(range(len(X)), key=lambda _: rng.random())]

    def __iter__(self):
        return self

    def __next__(self):
        if not self.left:
            raise StopIteration
        now, self.left = self.left[: self.size], self.left[self.size :]
        return np.array([self.X[i] for i in now]), np.array([self.y[i] for i in now])


def minibatches(X, y, batch_size, rng):
    return Batches(X, y, batch_size, rng)


def batches_per_epoch(n, batch_size):
    if batch_size < 1:
        raise ValueError
    count = 0
    while n > 0:
        n -= batch_size
        count += 1
    return count
