import numpy as np


class AdaGrad:
    def __init__(self, lr=0.01, eps=1e-8):
        self.lr, self.eps = lr, eps
        self.h = {}

    def step(self, params, grads):
        self.h = {k: self.h.get(k, 0.0) + grads[k] ** 2 for k in params}
        return {k: params[k] - self.lr * grads[k] / (np.sqrt(self.h[k]) + self.eps) for k in params}
