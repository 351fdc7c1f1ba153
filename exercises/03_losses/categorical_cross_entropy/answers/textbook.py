import numpy as np


def categorical_cross_entropy(p, y_onehot, eps=1e-12):
    # Look up the probability of each sample's true class, and average the surprise.
    rows = np.arange(p.shape[0])
    of_truth = p[rows, np.argmax(y_onehot, axis=1)]
    return np.log(1 / np.minimum(np.maximum(of_truth, eps), 1 - eps)).mean()


def categorical_cross_entropy_grad(p, y_onehot, eps=1e-12):
    rows, columns = np.nonzero(y_onehot)
    gradient = np.zeros(p.shape)
    gradient[rows, columns] = -1 / (p.shape[0] * np.clip(p[rows, columns], eps, 1 - eps))
    return gradient
