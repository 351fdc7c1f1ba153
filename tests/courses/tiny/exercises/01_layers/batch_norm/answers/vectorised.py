import numpy as np


class BatchNorm:
    def __init__(self, dim, momentum=0.9):
        self.momentum = momentum
        self.gamma = np.ones(dim)
        self.beta = np.zeros(dim)
        self.running_mean = np.zeros(dim)
        self.running_var = np.ones(dim)

    def forward(self, x, train=True):
        if not train:
            return self.gamma * (x - self.running_mean) / np.sqrt(self.running_var + 1e-5) + self.beta
        mu, var = np.mean(x, 0), np.var(x, 0)
        self.running_mean += (1 - self.momentum) * (mu - self.running_mean)
        self.running_var += (1 - self.momentum) * (var - self.running_var)
        self.inv = 1 / np.sqrt(var + 1e-5)
        self.z = (x - mu) * self.inv
        return self.gamma * self.z + self.beta

    def backward(self, dout):
        n = len(dout)
        self.dbeta = dout.sum(0)
        self.dgamma = (dout * self.z).sum(0)
        dz = dout * self.gamma
        return self.inv / n * (n * dz - dz.sum(0) - self.z * (dz * self.z).sum(0))
