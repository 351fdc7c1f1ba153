import math

import numpy as np


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.memory, self.b1, self.b2 = {}, 1.0, 1.0

    def step(self, params, grads):
        self.b1 *= self.beta1
        self.b2 *= self.beta2
        new = {}
        for key in params:
            if key not in self.memory:
                self.memory[key] = [(0.0, 0.0)] * params[key].size
            memory, numbers = self.memory[key], []
            for i, (p, g) in enumerate(zip(params[key].ravel().tolist(), grads[key].ravel().tolist())):
                m, v = memory[i]
                m += (1 - self.beta1) * (g - m)
                v += (1 - self.beta2) * (g * g - v)
                memory[i] = (m, v)
                numbers.append(p - self.lr * (m / (1 - self.b1)) / (math.sqrt(v / (1 - self.b2)) + self.eps))
            new[key] = np.array(numbers).reshape(params[key].shape)
        return new
