"""What training needs: optimizers, batches, weights to start from, and two small learners."""

from __future__ import annotations

import numpy as np


class Momentum:
    """Gradient descent with a velocity per parameter."""

    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self._velocity = {}

    def step(self, params, grads):
        """Return the parameters after one step."""
        for key, gradient in grads.items():
            self._velocity[key] = self.momentum * self._velocity.get(key, 0.0) - self.lr * gradient
        return {key: value + self._velocity[key] for key, value in params.items()}


def numerical_gradient(f, x, h=1e-4):
    """Central differences, entry by entry."""
    moved, gradient = x.copy(), np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        moved[index] = x[index] + h
        above = f(moved)
        moved[index] = x[index] - h
        gradient[index] = (above - f(moved)) / (2 * h)
        moved[index] = x[index]
    return gradient


def minibatches(X, y, batch_size, rng):
    """Every sample once, shuffled, in batches."""
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        chosen = order[start : start + batch_size]
        yield X[chosen], y[chosen]


def batches_per_epoch(n, batch_size):
    """How many batches that makes; the last may be smaller."""
    if batch_size < 1:
        raise ValueError(f"batch_size must be at least 1, got {batch_size}")
    return -(-n // batch_size)


def init_he(fan_in, fan_out, rng):
    """Normal weights of variance 2 / fan_in."""
    return rng.normal(0.0, np.sqrt(2 / fan_in), (fan_in, fan_out))


class _Means:
    def __init__(self, means):
        self.means = means


def train(X, y):
    """The mean of every class."""
    return _Means(np.array([X[y == label].mean(axis=0) for label in range(y.max() + 1)]))


def predict(model, X):
    """The class whose mean is nearest."""
    return ((X[:, None] - model.means) ** 2).sum(axis=2).argmin(axis=1)


def train_corridor(env, episodes, rng):
    """Tabular Q-learning with random steps mixed in."""
    Q = np.zeros((env.n_states, env.n_actions))
    for _ in range(episodes):
        state = env.reset()
        for _ in range(40):
            best = np.flatnonzero(Q[state] == Q[state].max())
            action = int(rng.integers(env.n_actions) if rng.random() < 0.3 else rng.choice(best))
            following, reward, done = env.step(action)
            goal = reward + 0.9 * (0.0 if done else Q[following].max())
            Q[state, action] += 0.5 * (goal - Q[state, action])
            state = following
            if done:
                break
    return Q
