class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def step(self, params, grads):
        self.v = {k: self.momentum * self.v.get(k, 0.0) - self.lr * grads[k] for k in params}
        return {k: params[k] + self.v[k] for k in params}
