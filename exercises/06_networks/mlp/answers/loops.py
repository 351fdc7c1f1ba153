import math

import numpy as np


class MLP:
    """One sample after the other, one number after the other."""

    def __init__(self, sizes, rng, weight_scale="he"):
        self.params = {}
        for l in range(1, len(sizes)):
            d, m = sizes[l - 1], sizes[l]
            if weight_scale == "he":
                std = math.sqrt(2 / d)
            elif weight_scale == "xavier":
                std = math.sqrt(2 / (d + m))
            else:
                std = weight_scale
            self.params["W%d" % l] = np.array([[rng.normal(0, std) for _ in range(m)] for _ in range(d)])
            self.params["b%d" % l] = np.zeros(m)

    def numbers(self):
        depth = len(self.params) // 2
        return [
            (np.asarray(self.params["W%d" % l]).tolist(), np.asarray(self.params["b%d" % l]).tolist())
            for l in range(1, depth + 1)
        ]

    def run(self, layers, sample):
        values = [sample]
        for l, (W, b) in enumerate(layers):
            z = list(b)
            for i, v in enumerate(values[-1]):
                if v != 0.0:
                    for j, w in enumerate(W[i]):
                        z[j] += v * w
            values.append([max(0.0, s) for s in z] if l < len(layers) - 1 else z)
        return values

    def predict(self, x):
        layers = self.numbers()
        return [self.run(layers, sample)[-1] for sample in x.tolist()]

    def loss(self, x, labels):
        total = 0.0
        for scores, label in zip(self.predict(x), labels.tolist()):
            top = max(scores)
            total += math.log(sum(math.exp(s - top) for s in scores)) + top - scores[label]
        return total / len(labels)

    def gradients(self, x, labels):
        layers = self.numbers()
        dWs = [[[0.0] * len(row) for row in W] for W, _ in layers]
        dbs = [[0.0] * len(b) for _, b in layers]
        for sample, label in zip(x.tolist(), labels.tolist()):
            values = self.run(layers, sample)
            scores = values[-1]
            top = max(scores)
            exponentials = [math.exp(s - top) for s in scores]
            total = sum(exponentials)
            dz = [e / total / len(labels) for e in exponentials]
            dz[label] -= 1 / len(labels)
            for l in range(len(layers) - 1, -1, -1):
                W = layers[l][0]
                back = []
                for j, g in enumerate(dz):
                    dbs[l][j] += g
                for i, v in enumerate(values[l]):
                    if v != 0.0:
                        row = dWs[l][i]
                        for j, g in enumerate(dz):
                            row[j] += v * g
                    back.append(sum(g * w for g, w in zip(dz, W[i])) if v > 0 else 0.0)
                dz = back
        grads = {}
        for l in range(len(layers)):
            grads["W%d" % (l + 1)] = np.array(dWs[l])
            grads["b%d" % (l + 1)] = np.array(dbs[l])
        return grads
