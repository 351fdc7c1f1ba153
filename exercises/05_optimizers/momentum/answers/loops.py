import numpy as np


class Momentum:
    """Keeps every gradient and adds up the fading series anew at each step."""

    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.history = lr, momentum, {}

    def step(self, params, grads):
        new = {}
        for key in params:
            self.history.setdefault(key, []).append(grads[key].ravel().tolist())
            numbers = []
            for i, p in enumerate(params[key].ravel().tolist()):
                weight = 1.0
                for old in reversed(self.history[key]):
                    p -= self.lr * weight * old[i]
                    weight *= self.momentum
                numbers.append(p)
            new[key] = np.array(numbers).reshape(params[key].shape)
        return new
