import numpy as np


def perceptron(x, w, b):
    return np.where(x @ w + b >= 0, 1, 0)


def and_params():
    return np.array([1.0, 1.0]), -1.5


def or_params():
    return np.array([1.0, 1.0]), -0.5


def nand_params():
    return np.array([-1.0, -1.0]), 1.5


def xor(x1, x2):
    x = np.stack([x1, x2], axis=-1)
    hidden = np.stack([perceptron(x, *nand_params()), perceptron(x, *or_params())], axis=-1)
    return perceptron(hidden, *and_params())
