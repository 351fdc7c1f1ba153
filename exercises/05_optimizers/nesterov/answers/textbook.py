import numpy as np


class Nesterov:
    """Moves its own iterate (p minus the part that looks ahead) by v, then looks ahead again."""

    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = None

    def step(self, params, grads):
        if self.v is None:
            self.v = {k: np.zeros_like(p) for k, p in params.items()}
        behind = {k: params[k] - self.momentum * self.v[k] for k in params}
        self.v = {k: self.momentum * self.v[k] - self.lr * grads[k] for k in params}
        behind = {k: behind[k] + self.v[k] for k in params}
        return {k: behind[k] + self.momentum * self.v[k] for k in params}
