"""Layers and losses with their gradients."""

from __future__ import annotations

import numpy as np

EPS = 1e-5


class Affine:
    """A dense layer, x @ W + b."""

    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        """Return the layer's output and remember its input."""
        self._x = x
        return x @ self.W + self.b

    def backward(self, dout):
        """Return the gradient of the input and keep those of the parameters."""
        self.dW = self._x.T @ dout
        self.db = dout.sum(axis=0)
        return dout @ self.W.T


class BatchNorm:
    """Batch normalisation over the rows, with running statistics."""

    def __init__(self, dim, momentum=0.9):
        self.gamma, self.beta = np.ones(dim), np.zeros(dim)
        self.running_mean, self.running_var = np.zeros(dim), np.ones(dim)
        self.momentum = momentum

    def forward(self, x, train=True):
        """Normalise with the batch's statistics, or with the running ones."""
        mean, var = (x.mean(axis=0), x.var(axis=0)) if train else (self.running_mean, self.running_var)
        if train:
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        self._std = np.sqrt(var + EPS)
        self._normal = (x - mean) / self._std
        return self.gamma * self._normal + self.beta

    def backward(self, dout):
        """Return the gradient of the input after a training step."""
        self.dgamma = (dout * self._normal).sum(axis=0)
        self.dbeta = dout.sum(axis=0)
        centred = dout - dout.mean(axis=0) - self._normal * (dout * self._normal).mean(axis=0)
        return self.gamma / self._std * centred


class Dropout:
    """Inverted dropout."""

    def __init__(self, rate=0.5):
        self.rate = rate
        self._factor = 1.0

    def forward(self, x, rng, train=True):
        """Drop entries at random and scale the others up."""
        self._factor = (rng.random(x.shape) >= self.rate) / (1 - self.rate) if train else np.ones(x.shape)
        return x * self._factor

    def backward(self, dout):
        """Let the gradient through where the input went through."""
        return dout * self._factor


def triplet_loss(anchor, positive, negative, margin=1.0):
    """Hinge on the difference of two squared distances, averaged over the samples."""
    near, far = ((anchor - positive) ** 2).sum(axis=1), ((anchor - negative) ** 2).sum(axis=1)
    return float(np.maximum(near - far + margin, 0).mean())


def triplet_loss_grad(anchor, positive, negative, margin=1.0):
    """Gradients of the loss with respect to its three arrays."""
    near, far = ((anchor - positive) ** 2).sum(axis=1), ((anchor - negative) ** 2).sum(axis=1)
    weight = 2 * (near - far + margin > 0)[:, None] / len(anchor)
    return weight * (negative - positive), weight * (positive - anchor), weight * (anchor - negative)


def log_sum_exp(x):
    """Logarithm of the sum of the exponentials of every row."""
    top = x.max(axis=1)
    return top + np.log(np.exp(x - top[:, None]).sum(axis=1))


def log_sum_exp_backward(dout, x):
    """Gradient of the input: the softmax of every row, weighted."""
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return dout[:, None] * e / e.sum(axis=1, keepdims=True)
