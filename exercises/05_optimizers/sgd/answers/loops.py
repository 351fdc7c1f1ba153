import numpy as np


class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def step(self, params, grads):
        new = {}
        for key in params:
            numbers = []
            for p, g in zip(params[key].ravel().tolist(), grads[key].ravel().tolist()):
                numbers.append(p - self.lr * g)
            new[key] = np.array(numbers).reshape(params[key].shape)
        return new
