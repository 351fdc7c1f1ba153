import numpy as np


class Momentum:
    v = None

    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.mu = momentum

    def step(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(value) for key, value in params.items()}
        new = dict(params)
        for key in params:
            self.v[key] = self.mu * self.v[key] - self.lr * grads[key]
            new[key] = params[key] + self.v[key]
        return new
