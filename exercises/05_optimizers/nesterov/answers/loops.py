import numpy as np


class Nesterov:
    """The velocity as a sum of gradients, b = mu b + g; the step is lr (g + mu b)."""

    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.b = lr, momentum, {}

    def step(self, params, grads):
        new = {}
        for key in params:
            if key not in self.b:
                self.b[key] = [0.0] * params[key].size
            b, numbers = self.b[key], []
            for i, (p, g) in enumerate(zip(params[key].ravel().tolist(), grads[key].ravel().tolist())):
                b[i] = self.momentum * b[i] + g
                numbers.append(p - self.lr * (g + self.momentum * b[i]))
            new[key] = np.array(numbers).reshape(params[key].shape)
        return new
