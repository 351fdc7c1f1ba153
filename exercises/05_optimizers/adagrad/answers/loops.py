import math

import numpy as np


class AdaGrad:
    def __init__(self, lr=0.01, eps=1e-8):
        self.lr, self.eps, self.h = lr, eps, {}

    def step(self, params, grads):
        new = {}
        for key in params:
            if key not in self.h:
                self.h[key] = [0.0] * params[key].size
            h, numbers = self.h[key], []
            for i, (p, g) in enumerate(zip(params[key].ravel().tolist(), grads[key].ravel().tolist())):
                h[i] += g * g
                numbers.append(p - self.lr * g / (math.sqrt(h[i]) + self.eps))
            new[key] = np.array(numbers).reshape(params[key].shape)
        return new
