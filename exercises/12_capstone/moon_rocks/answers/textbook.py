import numpy as np


# Layers as classes, in float32, each with forward and backward; three convolutions and SGD with momentum.
class Conv:
    def __init__(self, channels, filters, k, stride, rng):
        self.w = rng.normal(0, np.sqrt(2 / (channels * k * k)), (k * k * channels, filters)).astype(np.float32)
        self.b = np.zeros(filters, dtype=np.float32)
        self.k, self.stride, self.pad = k, stride, k // 2
        self.vw, self.vb = np.zeros_like(self.w), np.zeros_like(self.b)

    def places(self, x):
        s = self.stride
        for i in range(self.k):
            for j in range(self.k):
                yield x[:, i : i + s * self.oh : s, j : j + s * self.ow : s]

    def forward(self, x):  # pictures with channels last
        p = self.pad
        x = np.pad(x, ((0, 0), (p, p), (p, p), (0, 0)))
        self.oh = (x.shape[1] - self.k) // self.stride + 1
        self.ow = (x.shape[2] - self.k) // self.stride + 1
        self.shape = x.shape
        self.cols = np.concatenate(list(self.places(x)), axis=3)
        self.z = self.cols @ self.w + self.b
        return np.maximum(self.z, 0)

    def backward(self, dout):
        dz = dout * (self.z > 0)
        rows = dz.reshape(-1, dz.shape[-1])
        self.dw = self.cols.reshape(len(rows), -1).T @ rows
        self.db = rows.sum(axis=0)
        dcols = np.split(dz @ self.w.T, self.k * self.k, axis=3)
        dx = np.zeros(self.shape, dtype=np.float32)
        for place, d in zip(self.places(dx), dcols):
            place += d
        p = self.pad
        return dx[:, p : dx.shape[1] - p, p : dx.shape[2] - p]


class Dense:
    def __init__(self, inputs, outputs, rng):
        self.w = rng.normal(0, np.sqrt(1 / inputs), (inputs, outputs)).astype(np.float32)
        self.b = np.zeros(outputs, dtype=np.float32)
        self.vw, self.vb = np.zeros_like(self.w), np.zeros_like(self.b)

    def forward(self, x):
        self.x = x
        return x @ self.w + self.b

    def backward(self, dout):
        self.dw, self.db = self.x.T @ dout, dout.sum(axis=0)
        return dout @ self.w.T


class Mean:
    def forward(self, x):
        self.shape = x.shape
        return x.mean(axis=(1, 2))

    def backward(self, dout):
        _, h, w, _ = self.shape
        return np.broadcast_to(dout[:, None, None] / np.float32(h * w), self.shape)


class Network:
    def __init__(self, rng):
        self.layers = [
            Conv(1, 12, 5, 2, rng),
            Conv(12, 24, 3, 2, rng),
            Conv(24, 32, 3, 1, rng),
            Mean(),
            Dense(32, 2, rng),
        ]

    def scores(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def learn(self, x, labels, lr):
        scores = self.scores(x)
        p = np.exp(scores - scores.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        d = (p - np.eye(2, dtype=np.float32)[labels]) / np.float32(len(x))
        for layer in reversed(self.layers):
            d = layer.backward(d)
            if hasattr(layer, "w"):
                layer.vw = np.float32(0.9) * layer.vw - np.float32(lr) * layer.dw
                layer.vb = np.float32(0.9) * layer.vb - np.float32(lr) * layer.db
                layer.w, layer.b = layer.w + layer.vw, layer.b + layer.vb


def prepared(images):
    x = np.array(images, dtype=np.float32)[:, 0, :, :, None]
    x -= x.mean(axis=(1, 2, 3), keepdims=True)
    return x / (x.std(axis=(1, 2, 3), keepdims=True) + 1e-6)


def train(images, labels, rng):
    x, labels = prepared(images), np.array(labels)
    network = Network(rng)
    steps = 16 * (len(x) // 32 + 1)
    for step in range(steps):
        chosen = rng.integers(len(x), size=32)
        xb = x[chosen]
        if rng.random() < 0.5:
            xb = xb.transpose(0, 2, 1, 3)
        xb = xb[:, :: rng.choice([-1, 1]), :: rng.choice([-1, 1])]
        network.learn(xb, labels[chosen], 0.05 * (1 - step / steps))
    return network


def predict(model, images):
    x = prepared(images)
    return [int(label) for i in range(0, len(x), 50) for label in model.scores(x[i : i + 50]).argmax(axis=1)]
