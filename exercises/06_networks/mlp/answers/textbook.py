import numpy as np


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


class Relu:
    def forward(self, x):
        self.mask = x <= 0
        out = x.copy()
        out[self.mask] = 0
        return out

    def backward(self, dout):
        dx = dout.copy()
        dx[self.mask] = 0
        return dx


class SoftmaxWithLoss:
    def forward(self, x, t):
        self.t = np.eye(x.shape[1])[t]
        log_y = x - np.logaddexp.reduce(x, axis=1)[:, None]
        self.y = np.exp(log_y)
        return -np.sum(np.where(self.t == 1, log_y, 0.0)) / len(x)

    def backward(self, dout=1):
        return dout * (self.y - self.t) / len(self.t)


class MLP:
    """Layers built afresh from the parameters for every call."""

    def __init__(self, sizes, rng, weight_scale="he"):
        self.params = dict()
        for i in range(len(sizes) - 1):
            if isinstance(weight_scale, str):
                fan = sizes[i] if weight_scale == "he" else sizes[i] + sizes[i + 1]
                scale = (2.0 / fan) ** 0.5
            else:
                scale = weight_scale
            self.params["W" + str(i + 1)] = rng.normal(0, scale, (sizes[i], sizes[i + 1]))
            self.params["b" + str(i + 1)] = np.zeros(sizes[i + 1])

    def layers(self):
        layers = []
        for i in range(1, len(self.params) // 2 + 1):
            if layers:
                layers.append(Relu())
            layers.append(Affine(self.params["W" + str(i)], self.params["b" + str(i)]))
        return layers

    def predict(self, x):
        for layer in self.layers():
            x = layer.forward(x)
        return x

    def loss(self, x, labels):
        return float(SoftmaxWithLoss().forward(self.predict(x), labels))

    def gradients(self, x, labels):
        layers, last = self.layers(), SoftmaxWithLoss()
        for layer in layers:
            x = layer.forward(x)
        last.forward(x, labels)
        dout = last.backward()
        for layer in reversed(layers):
            dout = layer.backward(dout)
        grads = {}
        for i, layer in enumerate(layers[::2], start=1):
            grads["W" + str(i)] = layer.dW
            grads["b" + str(i)] = layer.db
        return grads
