import numpy as np


def flat(sample):
    if not isinstance(sample, list):
        return [sample]
    return [number for part in sample for number in flat(part)]


class Affine:
    def __init__(self, W, b):
        self.W, self.b = W.tolist(), b.tolist()

    def forward(self, x):
        self.shape = x.shape
        self.rows = [flat(sample) for sample in x.tolist()]
        out = []
        for row in self.rows:
            sums = list(self.b)
            for d, value in enumerate(row):
                for m, weight in enumerate(self.W[d]):
                    sums[m] += value * weight
            out.append(sums)
        return out

    def backward(self, dout):
        inputs, outputs = len(self.W), len(self.b)
        dW = [[0.0] * outputs for _ in range(inputs)]
        db = [0.0] * outputs
        dx = [[0.0] * inputs for _ in self.rows]
        for n, row in enumerate(self.rows):
            for m in range(outputs):
                slope = float(dout[n, m])
                db[m] += slope
                for d in range(inputs):
                    dW[d][m] += row[d] * slope
                    dx[n][d] += self.W[d][m] * slope
        self.dW, self.db = dW, db
        return np.array(dx).reshape(self.shape)
