import numpy as np


class BatchNorm:
    def __init__(self, dim, momentum=0.9):
        self.dim, self.momentum = dim, momentum
        self.gamma, self.beta = np.ones(dim), np.zeros(dim)
        self.running_mean, self.running_var = np.zeros(dim), np.ones(dim)

    def forward(self, x, train=True):
        self.z, self.std = np.empty(x.shape), np.empty(self.dim)
        for j in range(self.dim):
            column = [float(v) for v in x[:, j]]
            mean, var = self.running_mean[j], self.running_var[j]
            if train:
                mean = sum(column) / len(column)
                var = sum((v - mean) ** 2 for v in column) / len(column)
                self.running_mean[j] = self.momentum * self.running_mean[j] + (1 - self.momentum) * mean
                self.running_var[j] = self.momentum * self.running_var[j] + (1 - self.momentum) * var
            self.std[j] = (var + 1e-5) ** 0.5
            self.z[:, j] = [(v - mean) / self.std[j] for v in column]
        return self.z * self.gamma + self.beta

    def backward(self, dout):
        n = len(dout)
        self.dgamma = np.array([sum(dout[:, j] * self.z[:, j]) for j in range(self.dim)])
        self.dbeta = np.array([sum(dout[:, j]) for j in range(self.dim)])
        dx = np.empty(dout.shape)
        for j in range(self.dim):
            for i in range(n):
                inner = dout[i, j] - self.dbeta[j] / n - self.z[i, j] * self.dgamma[j] / n
                dx[i, j] = self.gamma[j] / self.std[j] * inner
        return dx
