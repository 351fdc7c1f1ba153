import numpy as np


def places(n_rows, n_columns, size, stride, pad):
    """Which output cell sees which pixel through which weight."""
    rows, columns = (n_rows + 2 * pad - size) // stride + 1, (n_columns + 2 * pad - size) // stride + 1
    found = []
    for i in range(rows):
        for j in range(columns):
            for u in range(size):
                for v in range(size):
                    k, l = i * stride + u - pad, j * stride + v - pad
                    if 0 <= k < n_rows and 0 <= l < n_columns:
                        found.append((i, j, u, v, k, l))
    return rows, columns, found


def zeros(a, b, c, d):
    return [[[[0.0] * d for _ in range(c)] for _ in range(b)] for _ in range(a)]


def conv(x, w, b, stride, pad):
    rows, columns, seen = places(len(x[0][0]), len(x[0][0][0]), len(w[0][0]), stride, pad)
    out = zeros(len(x), len(w), rows, columns)
    for n in range(len(x)):
        for f in range(len(w)):
            target = out[n][f]
            for i in range(rows):
                for j in range(columns):
                    target[i][j] = b[f]
            for c in range(len(x[0])):
                pixels, weights = x[n][c], w[f][c]
                for i, j, u, v, k, l in seen:
                    target[i][j] += weights[u][v] * pixels[k][l]
    return out


def conv_back(dout, x, w, stride, pad):
    _, _, seen = places(len(x[0][0]), len(x[0][0][0]), len(w[0][0]), stride, pad)
    dx = zeros(len(x), len(x[0]), len(x[0][0]), len(x[0][0][0]))
    dw = zeros(len(w), len(w[0]), len(w[0][0]), len(w[0][0]))
    db = [0.0] * len(w)
    for n in range(len(x)):
        for f in range(len(w)):
            d = dout[n][f]
            db[f] += sum(sum(row) for row in d)
            for c in range(len(x[0])):
                for i, j, u, v, k, l in seen:
                    dw[f][c][u][v] += d[i][j] * x[n][c][k][l]
                    dx[n][c][k][l] += d[i][j] * w[f][c][u][v]
    return dx, dw, db


def cellwise(function, a, b):
    if isinstance(a, list):
        return [cellwise(function, p, q) for p, q in zip(a, b)]
    return function(a, b)


def relu(a):
    return [relu(p) for p in a] if isinstance(a, list) else max(a, 0.0)


def add(a, b):
    return cellwise(lambda p, q: p + q, a, b)


def where_on(d, y):
    return cellwise(lambda p, q: p if q > 0 else 0.0, d, y)


class ConvResidualBlock:
    def __init__(self, w1, b1, w2, b2, w_skip=None, stride=1):
        self.w1, self.b1, self.w2, self.b2 = w1.tolist(), b1.tolist(), w2.tolist(), b2.tolist()
        self.w_skip = None if w_skip is None else w_skip.tolist()
        self.stride = stride
        self.dw_skip = None

    def forward(self, x):
        self.x = x.tolist()
        self.h = relu(conv(self.x, self.w1, self.b1, self.stride, 1))
        around = self.x
        if self.w_skip is not None:
            around = conv(self.x, self.w_skip, [0.0] * len(self.w_skip), self.stride, 0)
        self.y = relu(add(conv(self.h, self.w2, self.b2, 1, 1), around))
        return np.array(self.y)

    def backward(self, dout):
        d = where_on(dout.tolist(), self.y)
        dh, self.dw2, self.db2 = conv_back(d, self.h, self.w2, 1, 1)
        dx, self.dw1, self.db1 = conv_back(where_on(dh, self.h), self.x, self.w1, self.stride, 1)
        around = d
        if self.w_skip is not None:
            around, self.dw_skip, _ = conv_back(d, self.x, self.w_skip, self.stride, 0)
        return add(dx, around)
