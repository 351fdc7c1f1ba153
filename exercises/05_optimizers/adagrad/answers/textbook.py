import numpy as np


class AdaGrad:
    """Keeps the length of the vector of all gradients so far, which grows like the side of a right triangle."""

    def __init__(self, lr=0.01, eps=1e-8):
        self.lr = lr
        self.eps = eps
        self.length = None

    def step(self, params, grads):
        if self.length is None:
            self.length = {k: np.zeros_like(p) for k, p in params.items()}
        new = {}
        for k, p in params.items():
            self.length[k] = np.hypot(self.length[k], grads[k])
            rate = self.lr / (self.length[k] + self.eps)
            new[k] = p - rate * grads[k]
        return new
