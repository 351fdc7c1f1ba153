import numpy as np


class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def step(self, params, grads):
        """One long vector w, one long gradient, one line of textbook, and apart again."""
        keys = list(params)
        shapes = [params[k].shape for k in keys]
        ends = np.cumsum([params[k].size for k in keys])
        w = np.concatenate([np.ravel(params[k]) for k in keys])
        g = np.concatenate([np.ravel(grads[k]) for k in keys])
        w = w + (-self.lr) * g
        return {k: part.reshape(s) for k, s, part in zip(keys, shapes, np.split(w, ends[:-1]))}
