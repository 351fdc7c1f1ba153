import numpy as np


class BatchNorm:
    def __init__(self, dim, momentum=0.9, eps=1e-5):
        self.momentum, self.eps = momentum, eps
        self.gamma, self.beta = np.ones(dim), np.zeros(dim)
        self.running_mean, self.running_var = np.zeros(dim), np.ones(dim)

    def forward(self, x, train=True):
        mean, var = (x.mean(axis=0), x.var(axis=0)) if train else (self.running_mean, self.running_var)
        if train:
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        self.train, self.std = train, np.sqrt(var + self.eps)
        self.z = (x - mean) / self.std
        return self.gamma * self.z + self.beta

    def backward(self, dout):
        self.dgamma, self.dbeta = (dout * self.z).sum(axis=0), dout.sum(axis=0)
        if self.train:
            dout = dout - dout.mean(axis=0) - self.z * (dout * self.z).mean(axis=0)
        return self.gamma / self.std * dout
