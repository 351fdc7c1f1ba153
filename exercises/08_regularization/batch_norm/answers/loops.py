import math

import numpy as np


class BatchNorm:
    def __init__(self, dim, momentum=0.9, eps=1e-5):
        self.dim, self.momentum, self.eps = dim, momentum, eps
        self.gamma, self.beta = [1.0] * dim, [0.0] * dim
        self.running_mean, self.running_var = [0.0] * dim, [1.0] * dim

    def forward(self, x, train=True):
        n = len(x)
        self.train = train
        self.stds = []
        self.z = np.zeros((n, self.dim))
        out = np.zeros((n, self.dim))
        means, variances = list(self.running_mean), list(self.running_var)
        for d in range(self.dim):
            if train:
                mean = sum(x[i, d] for i in range(n)) / n
                var = sum((x[i, d] - mean) ** 2 for i in range(n)) / n
                means[d] = self.momentum * means[d] + (1 - self.momentum) * mean
                variances[d] = self.momentum * variances[d] + (1 - self.momentum) * var
            else:
                mean, var = means[d], variances[d]
            std = math.sqrt(var + self.eps)
            self.stds.append(std)
            for i in range(n):
                self.z[i, d] = (x[i, d] - mean) / std
                out[i, d] = self.gamma[d] * self.z[i, d] + self.beta[d]
        self.running_mean, self.running_var = means, variances
        return out

    def backward(self, dout):
        n = len(dout)
        self.dgamma, self.dbeta = np.zeros(self.dim), np.zeros(self.dim)
        dx = np.zeros((n, self.dim))
        for d in range(self.dim):
            for i in range(n):
                self.dbeta[d] += dout[i, d]
                self.dgamma[d] += dout[i, d] * self.z[i, d]
            for i in range(n):
                own = dout[i, d]
                if self.train:
                    own -= (self.dbeta[d] + self.z[i, d] * self.dgamma[d]) / n
                dx[i, d] = self.gamma[d] / self.stds[d] * own
        return dx
