class Nesterov:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def step(self, params, grads):
        new, mu = {}, self.momentum
        for k in params:
            old = self.v.get(k, 0.0)
            self.v[k] = mu * old - self.lr * grads[k]
            new[k] = params[k] - mu * old + (1 + mu) * self.v[k]
        return new
