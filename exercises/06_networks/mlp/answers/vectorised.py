import numpy as np


class MLP:
    def __init__(self, sizes, rng, weight_scale="he"):
        self.params = {}
        for l, (d, m) in enumerate(zip(sizes[:-1], sizes[1:]), start=1):
            std = {"he": np.sqrt(2 / d), "xavier": np.sqrt(2 / (d + m))}.get(weight_scale, weight_scale)
            self.params[f"W{l}"] = std * rng.standard_normal((d, m))
            self.params[f"b{l}"] = np.zeros(m)

    def forward(self, x):
        depth = len(self.params) // 2
        inputs = []
        for l in range(1, depth + 1):
            inputs.append(x)
            z = x @ self.params[f"W{l}"] + self.params[f"b{l}"]
            x = np.maximum(z, 0)
        return inputs, z

    def predict(self, x):
        return self.forward(x)[1]

    def log_softmax(self, x):
        z = self.predict(x)
        z = z - z.max(axis=1, keepdims=True)
        return z - np.log(np.exp(z).sum(axis=1, keepdims=True))

    def loss(self, x, labels):
        return -self.log_softmax(x)[np.arange(len(x)), labels].mean()

    def gradients(self, x, labels):
        inputs, _ = self.forward(x)
        dz = np.exp(self.log_softmax(x))
        dz[np.arange(len(x)), labels] -= 1
        dz /= len(x)
        grads = {}
        for l in range(len(inputs), 0, -1):
            h = inputs[l - 1]
            grads[f"W{l}"] = h.T @ dz
            grads[f"b{l}"] = dz.sum(axis=0)
            dz = (dz @ self.params[f"W{l}"].T) * (h > 0)
        return grads
