import numpy as np


def binary_cross_entropy(p, y, eps=1e-12):
    # Surprise: minus the logarithm of the probability that the truth was given.
    p = np.minimum(np.maximum(p, eps), 1 - eps)
    given_to_truth = np.where(y == 1, p, 1 - p)
    return float(-np.log(given_to_truth).sum() / given_to_truth.size)


def binary_cross_entropy_grad(p, y, eps=1e-12):
    q = np.minimum(np.maximum(p, eps), 1 - eps)
    return np.where(y == 1, -1 / q, 1 / (1 - q)) / np.prod(np.shape(p))
