import numpy as np


class Average:
    """A weighted mean of everything it has seen: dividing by the sum of the weights is the bias correction."""

    def __init__(self, beta):
        self.beta, self.total, self.weight = beta, 0.0, 0.0

    def add(self, value):
        self.total = self.beta * self.total + value
        self.weight = self.beta * self.weight + 1.0
        return self.total / self.weight


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.betas, self.eps = lr, (beta1, beta2), eps
        self.averages = {}

    def step(self, params, grads):
        new = {}
        for k in params:
            if k not in self.averages:
                self.averages[k] = [Average(beta) for beta in self.betas]
            first, second = self.averages[k]
            m_hat = first.add(grads[k])
            v_hat = second.add(np.square(grads[k]))
            new[k] = params[k] - self.lr * m_hat / (v_hat**0.5 + self.eps)
        return new
