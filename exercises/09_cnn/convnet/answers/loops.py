import math

import numpy as np


def zeros(*shape):
    if len(shape) == 1:
        return [0.0] * shape[0]
    return [zeros(*shape[1:]) for _ in range(shape[0])]


class ConvNet:
    """One picture after the other, one number after the other."""

    def __init__(self, input_shape, filters, kernel, hidden, classes, rng):
        channels, height, width = input_shape
        rows = filters * (height // 2) * (width // 2)
        self.params = {
            "W1": rng.uniform(-0.5, 0.5, (filters, channels, kernel, kernel)),
            "b1": np.zeros(filters),
            "W2": rng.uniform(-0.5, 0.5, (rows, hidden)),
            "b2": np.zeros(hidden),
            "W3": rng.uniform(-0.5, 0.5, (hidden, classes)),
            "b3": np.zeros(classes),
        }

    def numbers(self):
        return {name: np.asarray(value).tolist() for name, value in self.params.items()}

    def taps(self, kernel, height, width, i, j):
        """The pixels that the filter sees at (i, j), those in the frame left out."""
        for u in range(kernel):
            k = i + u - kernel // 2
            if 0 <= k < height:
                for v in range(kernel):
                    l = j + v - kernel // 2
                    if 0 <= l < width:
                        yield u, v, k, l

    def run(self, p, picture):
        height, width, kernel = len(picture[0]), len(picture[0][0]), len(p["W1"][0][0])
        pooled, places = [], []
        for f, filters in enumerate(p["W1"]):
            feature = zeros(height, width)
            for i in range(height):
                for j in range(width):
                    total = p["b1"][f]
                    for u, v, k, l in self.taps(kernel, height, width, i, j):
                        for c, channel in enumerate(picture):
                            total += filters[c][u][v] * channel[k][l]
                    feature[i][j] = total if total > 0 else 0.0
            for i in range(0, height - 1, 2):
                for j in range(0, width - 1, 2):
                    best = i, j
                    for k, l in ((i, j + 1), (i + 1, j), (i + 1, j + 1)):
                        if feature[k][l] > feature[best[0]][best[1]]:
                            best = k, l
                    pooled.append(feature[best[0]][best[1]])
                    places.append((f, *best))
        hidden = [max(0.0, z) for z in self.dense(pooled, p["W2"], p["b2"])]
        return pooled, places, hidden, self.dense(hidden, p["W3"], p["b3"])

    def dense(self, values, W, b):
        sums = list(b)
        for value, row in zip(values, W):
            for m, weight in enumerate(row):
                sums[m] += value * weight
        return sums

    def predict(self, x):
        p = self.numbers()
        return [self.run(p, picture)[-1] for picture in x.tolist()]

    def loss(self, x, labels):
        total = 0.0
        for scores, label in zip(self.predict(x), labels.tolist()):
            top = max(scores)
            total += math.log(sum(math.exp(s - top) for s in scores)) + top - scores[label]
        return total / len(labels)

    def gradients(self, x, labels):
        p = self.numbers()
        grads = {name: zeros(*np.shape(value)) for name, value in p.items()}
        for picture, label in zip(x.tolist(), labels.tolist()):
            pooled, places, hidden, scores = self.run(p, picture)
            top = max(scores)
            exponentials = [math.exp(s - top) for s in scores]
            slopes = [e / sum(exponentials) / len(labels) for e in exponentials]
            slopes[label] -= 1 / len(labels)
            slopes = self.back(hidden, slopes, p["W3"], grads["W3"], grads["b3"])
            slopes = self.back(pooled, slopes, p["W2"], grads["W2"], grads["b2"])
            height, width, kernel = len(picture[0]), len(picture[0][0]), len(p["W1"][0][0])
            for slope, (f, i, j) in zip(slopes, places):
                if slope != 0.0:
                    grads["b1"][f] += slope
                    for u, v, k, l in self.taps(kernel, height, width, i, j):
                        for c, channel in enumerate(picture):
                            grads["W1"][f][c][u][v] += slope * channel[k][l]
        return {name: np.array(value) for name, value in grads.items()}

    def back(self, values, slopes, W, dW, db):
        """Through a dense layer and the ReLU before it."""
        for m, slope in enumerate(slopes):
            db[m] += slope
        before = []
        for d, value in enumerate(values):
            for m, slope in enumerate(slopes):
                dW[d][m] += value * slope
            before.append(sum(w * s for w, s in zip(W[d], slopes)) if value > 0 else 0.0)
        return before
