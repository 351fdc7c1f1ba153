import numpy as np


class Conv:
    """A convolution as a product of windows and filters; the way back spreads dout out and turns the filters."""

    def __init__(self, w, b=None, stride=1):
        self.w, self.b, self.s, self.pad = w, b, stride, w.shape[2] // 2

    def forward(self, x):
        p = self.pad
        self.shape = x.shape
        self.padded = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
        k = self.w.shape[2]
        view = np.lib.stride_tricks.sliding_window_view(self.padded, (k, k), axis=(2, 3))
        self.view = view[:, :, :: self.s, :: self.s]
        out = np.tensordot(self.view, self.w, axes=((1, 4, 5), (1, 2, 3))).transpose(0, 3, 1, 2)
        return out if self.b is None else out + self.b.reshape(-1, 1, 1)

    def backward(self, dout):
        self.dw = np.tensordot(dout, self.view, axes=((0, 2, 3), (0, 2, 3)))
        self.db = np.sum(dout, axis=(0, 2, 3))
        n, _, h, w = self.shape
        k = self.w.shape[2]
        wide = np.zeros((n, dout.shape[1], h + 2 * self.pad + k - 1, w + 2 * self.pad + k - 1))
        spread = wide[:, :, k - 1 :: self.s, k - 1 :: self.s]
        spread[:, :, : dout.shape[2], : dout.shape[3]] = dout
        view = np.lib.stride_tricks.sliding_window_view(wide, (k, k), axis=(2, 3))
        turned = self.w[:, :, ::-1, ::-1]
        dx = np.tensordot(view, turned, axes=((1, 4, 5), (0, 2, 3))).transpose(0, 3, 1, 2)
        return dx[:, :, self.pad : self.pad + h, self.pad : self.pad + w]


class ConvResidualBlock:
    def __init__(self, w1, b1, w2, b2, w_skip=None, stride=1):
        self.first, self.second = Conv(w1, b1, stride), Conv(w2, b2)
        self.skip = Conv(w_skip, stride=stride) if w_skip is not None else None

    def forward(self, x):
        z1 = self.first.forward(x)
        self.on1 = np.where(z1 > 0, 1.0, 0.0)
        z2 = self.second.forward(z1 * self.on1) + (self.skip.forward(x) if self.skip else x)
        self.on2 = np.where(z2 > 0, 1.0, 0.0)
        return z2 * self.on2

    def backward(self, dout):
        d = dout * self.on2
        dx = self.first.backward(self.on1 * self.second.backward(d))
        dx = dx + (self.skip.backward(d) if self.skip else d)
        self.dw1, self.db1, self.dw2, self.db2 = self.first.dw, self.first.db, self.second.dw, self.second.db
        self.dw_skip = self.skip.dw if self.skip else None
        return dx
