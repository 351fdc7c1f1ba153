import numpy as np


def sigmoid(z):
    return (1 + np.tanh(z / 2)) / 2


SLOPES = {
    "sigmoid": lambda z: sigmoid(z) * sigmoid(-z),
    "tanh": lambda z: (1 + np.tanh(z)) * (1 - np.tanh(z)),
    "relu": lambda z: np.heaviside(z, 0),
}


def chain_gradient(activation, z):
    slopes = SLOPES[activation](z)
    # row l of the table holds the slopes from l on, and ones before them
    table = np.where(np.triu(np.ones((len(z), len(z)))) == 1, slopes, 1)
    return table.prod(axis=1)
