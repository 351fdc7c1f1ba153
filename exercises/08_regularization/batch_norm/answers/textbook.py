import numpy as np


class BatchNorm:
    """Backward node by node, as the graph of Ioffe and Szegedy is drawn."""

    def __init__(self, dim, momentum=0.9, eps=1e-5):
        self.momentum, self.eps = momentum, eps
        self.gamma, self.beta = np.ones(dim), np.zeros(dim)
        self.running_mean, self.running_var = np.zeros(dim), np.ones(dim)

    def forward(self, x, train=True):
        self.train = train
        if train:
            mu = np.sum(x, axis=0) / len(x)
            self.xc = x - mu
            var = np.sum(self.xc**2, axis=0) / len(x)
            self.running_mean += (1 - self.momentum) * (mu - self.running_mean)
            self.running_var += (1 - self.momentum) * (var - self.running_var)
        else:
            self.xc = x - self.running_mean
            var = self.running_var
        self.std = (var + self.eps) ** 0.5
        self.xn = self.xc / self.std
        return self.gamma * self.xn + self.beta

    def backward(self, dout):
        self.dbeta = np.sum(dout, axis=0)
        self.dgamma = np.einsum("nd,nd->d", dout, self.xn)
        dxn = self.gamma * dout
        dxc = dxn / self.std
        if not self.train:
            return dxc
        n = dout.shape[0]
        dstd = -np.sum(dxn * self.xc, axis=0) / self.std**2
        dvar = dstd / (2 * self.std)
        dxc = dxc + 2 * self.xc * dvar / n
        return dxc - np.sum(dxc, axis=0) / n
