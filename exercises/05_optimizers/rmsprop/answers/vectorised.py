import numpy as np


class RMSProp:
    def __init__(self, lr=0.01, decay=0.9, eps=1e-8):
        self.lr, self.decay, self.eps = lr, decay, eps
        self.h = {}

    def step(self, params, grads):
        self.h = {k: self.decay * self.h.get(k, 0.0) + (1 - self.decay) * grads[k] ** 2 for k in params}
        return {k: params[k] - self.lr * grads[k] / (np.sqrt(self.h[k]) + self.eps) for k in params}
