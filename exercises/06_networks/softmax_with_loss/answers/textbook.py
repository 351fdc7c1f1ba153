import numpy as np


class SoftmaxWithLoss:
    """One-hot rows, and 1 / p as a sum of exponentials of differences."""

    def forward(self, logits, labels):
        self.logits = np.array(logits)
        self.t = np.eye(logits.shape[1])[labels]
        return np.mean(np.logaddexp.reduce(logits, axis=1) - (self.t * logits).sum(axis=1))

    def backward(self, dout=1.0):
        y = np.exp(self.logits - np.logaddexp.reduce(self.logits, axis=1)[:, None])
        return dout * (y - self.t) / self.t.shape[0]
