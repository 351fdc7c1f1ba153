import numpy as np


class RMSProp:
    """Moves the mean of squares a little towards the newest square."""

    def __init__(self, lr=0.01, decay=0.9, eps=1e-8):
        self.lr = lr
        self.share = 1 - decay
        self.eps = eps
        self.mean_square = None

    def step(self, params, grads):
        if self.mean_square is None:
            self.mean_square = {k: np.zeros_like(p) for k, p in params.items()}
        new = {}
        for k, p in params.items():
            h = self.mean_square[k]
            h += self.share * (np.square(grads[k]) - h)
            rms = h**0.5
            new[k] = p - self.lr * (grads[k] / (rms + self.eps))
        return new
