import numpy as np


class BatchNorm:
    def __init__(self, dim, momentum=0.9):
        self.gamma, self.beta = np.ones(dim), np.zeros(dim)
        self.running_mean, self.running_var = np.zeros(dim), np.ones(dim)
        self.keep = momentum

    def forward(self, x, train=True):
        mean, var = self.running_mean, self.running_var
        if train:
            mean = x.sum(axis=0) / len(x)
            var = ((x - mean) ** 2).sum(axis=0) / len(x)
            self.running_mean = self.keep * self.running_mean + (1 - self.keep) * mean
            self.running_var = self.keep * self.running_var + (1 - self.keep) * var
        self.centred, self.std = x - mean, (var + 1e-5) ** 0.5
        self.normal = self.centred / self.std
        return self.gamma * self.normal + self.beta

    def backward(self, dout):
        n = dout.shape[0]
        self.dbeta = dout.sum(axis=0)
        self.dgamma = np.sum(dout * self.normal, axis=0)
        dnormal = self.gamma * dout
        dstd = -np.sum(dnormal * self.centred, axis=0) / self.std**2
        dvar = 0.5 * dstd / self.std
        dcentred = dnormal / self.std + 2 / n * self.centred * dvar
        return dcentred - dcentred.sum(axis=0) / n
