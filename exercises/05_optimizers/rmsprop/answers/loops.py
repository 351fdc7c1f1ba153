import math

import numpy as np


class RMSProp:
    """Keeps every gradient and weighs the squares anew at each step."""

    def __init__(self, lr=0.01, decay=0.9, eps=1e-8):
        self.lr, self.decay, self.eps, self.history = lr, decay, eps, {}

    def step(self, params, grads):
        new = {}
        for key in params:
            self.history.setdefault(key, []).append(grads[key].ravel().tolist())
            numbers = []
            for i, p in enumerate(params[key].ravel().tolist()):
                h, weight = 0.0, 1 - self.decay
                for old in reversed(self.history[key]):
                    h += weight * old[i] * old[i]
                    weight *= self.decay
                newest = self.history[key][-1][i]
                numbers.append(p - self.lr * newest / (math.sqrt(h) + self.eps))
            new[key] = np.array(numbers).reshape(params[key].shape)
        return new
