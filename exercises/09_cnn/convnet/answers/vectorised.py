import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


class ConvNet:
    def __init__(self, input_shape, filters, kernel, hidden, classes, rng):
        c, h, w = input_shape
        pooled = filters * (h // 2) * (w // 2)
        shapes = {"1": (filters, c, kernel, kernel), "2": (pooled, hidden), "3": (hidden, classes)}
        seen = {"1": c * kernel**2, "2": pooled, "3": hidden}
        self.params = {}
        for i, shape in shapes.items():
            self.params["W" + i] = rng.standard_normal(shape) * np.sqrt(2 / seen[i])
            self.params["b" + i] = np.zeros(shape[0] if i == "1" else shape[1])

    def forward(self, x):
        p = self.params
        k = p["W1"].shape[-1]
        frame = k // 2
        padded = np.pad(x, ((0, 0), (0, 0), (frame, frame), (frame, frame)))
        seen = sliding_window_view(padded, (k, k), axis=(2, 3))
        maps = np.maximum(np.einsum("nchwuv,fcuv->nfhw", seen, p["W1"], optimize=True) + p["b1"][:, None, None], 0)
        n, f, h, w = maps.shape
        blocks = maps[:, :, : h // 2 * 2, : w // 2 * 2].reshape(n, f, h // 2, 2, w // 2, 2)
        blocks = blocks.transpose(0, 1, 2, 4, 3, 5).reshape(n, -1, 4)
        rows = blocks.max(axis=2)
        hidden = np.maximum(rows @ p["W2"] + p["b2"], 0)
        return seen, maps, blocks, rows, hidden, hidden @ p["W3"] + p["b3"]

    def predict(self, x):
        return self.forward(x)[-1]

    @staticmethod
    def log_softmax(z):
        z = z - z.max(axis=1, keepdims=True)
        return z - np.log(np.exp(z).sum(axis=1, keepdims=True))

    def loss(self, x, labels):
        return -self.log_softmax(self.predict(x))[np.arange(len(x)), labels].mean()

    def gradients(self, x, labels):
        seen, maps, blocks, rows, hidden, logits = self.forward(x)
        d3 = np.exp(self.log_softmax(logits))
        d3[np.arange(len(x)), labels] -= 1
        d3 /= len(x)
        d2 = (d3 @ self.params["W3"].T) * (hidden > 0)
        drows = d2 @ self.params["W2"].T * (rows > 0)
        n, f, h, w = maps.shape
        dblocks = np.where(np.arange(4) == blocks.argmax(axis=2)[:, :, None], drows[:, :, None], 0.0)
        dblocks = dblocks.reshape(n, f, h // 2, w // 2, 2, 2).transpose(0, 1, 2, 4, 3, 5)
        d1 = np.zeros(maps.shape)
        d1[:, :, : h // 2 * 2, : w // 2 * 2] = dblocks.reshape(n, f, h // 2 * 2, w // 2 * 2)
        return {
            "W1": np.einsum("nfhw,nchwuv->fcuv", d1, seen, optimize=True),
            "b1": d1.sum(axis=(0, 2, 3)),
            "W2": rows.T @ d2,
            "b2": d2.sum(axis=0),
            "W3": hidden.T @ d3,
            "b3": d3.sum(axis=0),
        }
