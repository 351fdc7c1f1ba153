import numpy as np


class Convolution:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        n, _, h, w = x.shape
        f, c, k, _ = self.W.shape
        p = (k - 1) // 2
        padded = np.pad(x, [(0, 0), (0, 0), (p, p), (p, p)])
        col = np.empty((n, h, w, c, k, k))
        for u in range(k):
            for v in range(k):
                col[:, :, :, :, u, v] = padded[:, :, u : u + h, v : v + w].transpose(0, 2, 3, 1)
        self.col = col.reshape(n * h * w, -1)
        out = np.dot(self.col, self.W.reshape(f, -1).T) + self.b
        return out.reshape(n, h, w, f).transpose(0, 3, 1, 2)

    def backward(self, dout):
        rows = dout.transpose(0, 2, 3, 1).reshape(-1, len(self.b))
        self.db = rows.sum(axis=0)
        self.dW = np.dot(rows.T, self.col).reshape(self.W.shape)


class Relu:
    def forward(self, x):
        self.mask = x > 0
        return np.where(self.mask, x, 0.0)

    def backward(self, dout):
        return np.where(self.mask, dout, 0.0)


class Pooling:
    def forward(self, x):
        self.x = x
        n, c, h, w = x.shape
        self.out = np.full((n, c, h // 2, w // 2), -np.inf)
        for corner in self.corners():
            self.out = np.maximum(self.out, corner(x))
        return self.out

    def corners(self):
        h, w = self.x.shape[2] // 2 * 2, self.x.shape[3] // 2 * 2
        for u in (0, 1):
            for v in (0, 1):
                yield lambda a, u=u, v=v: a[:, :, u:h:2, v:w:2]

    def backward(self, dout):
        dx = np.zeros_like(self.x)
        free = np.ones(dout.shape, bool)
        for corner in self.corners():
            winner = free & (corner(self.x) == self.out)
            corner(dx)[winner] = dout[winner]
            free &= ~winner
        return dx


class Flatten:
    def forward(self, x):
        self.shape = x.shape
        return x.reshape(x.shape[0], -1)

    def backward(self, dout):
        return dout.reshape(self.shape)


class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return np.dot(x, self.W) + self.b

    def backward(self, dout):
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return np.dot(dout, self.W.T)


class ConvNet:
    """Layers built afresh from the parameters for every call; ReLU after the pooling, which is the same."""

    def __init__(self, input_shape, filters, kernel, hidden, classes, rng):
        c, h, w = input_shape
        width = filters * (h // 2) * (w // 2)
        self.params = {
            "W1": 0.01 * rng.normal(size=(filters, c, kernel, kernel)),
            "b1": np.zeros(filters),
            "W2": 0.01 * rng.normal(size=(width, hidden)),
            "b2": np.zeros(hidden),
            "W3": 0.01 * rng.normal(size=(hidden, classes)),
            "b3": np.zeros(classes),
        }

    def layers(self):
        p = self.params
        return [
            Convolution(p["W1"], p["b1"]),
            Pooling(),
            Relu(),
            Flatten(),
            Affine(p["W2"], p["b2"]),
            Relu(),
            Affine(p["W3"], p["b3"]),
        ]

    def predict(self, x):
        for layer in self.layers():
            x = layer.forward(x)
        return x

    def loss(self, x, labels):
        z = self.predict(x)
        return float(np.mean(np.logaddexp.reduce(z, axis=1) - z[np.arange(len(z)), labels]))

    def gradients(self, x, labels):
        layers = self.layers()
        for layer in layers:
            x = layer.forward(x)
        y = np.exp(x - np.logaddexp.reduce(x, axis=1)[:, None])
        dout = (y - np.eye(x.shape[1])[labels]) / len(x)
        for layer in reversed(layers):
            dout = layer.backward(dout)
        with_parameters = [layers[0], layers[4], layers[6]]
        grads = {f"W{i}": layer.dW for i, layer in enumerate(with_parameters, 1)}
        grads.update({f"b{i}": layer.db for i, layer in enumerate(with_parameters, 1)})
        return grads
