import numpy as np


class Momentum:
    """The velocity without the learning rate, as some libraries keep it: u <- mu u + g, p <- p - lr u."""

    u = None

    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.mu = momentum

    def step(self, params, grads):
        if self.u is None:
            self.u = {key: np.zeros_like(value) for key, value in params.items()}
        new = dict(params)
        for key in params:
            self.u[key] *= self.mu
            self.u[key] += grads[key]
            new[key] = params[key] - self.lr * self.u[key]
        return new
