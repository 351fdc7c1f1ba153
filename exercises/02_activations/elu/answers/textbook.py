import numpy as np


def elu(x, alpha=1.0):
    # the positive part plus what the negative part becomes; one of the two is always 0
    negative = (x - np.abs(x)) / 2
    return (x - negative) + alpha * (np.exp(negative) - 1)


def elu_grad(x, alpha=1.0):
    # on the left the slope is the value plus alpha
    return np.where(np.sign(x) == 1, 1, elu(x, alpha) + alpha)
