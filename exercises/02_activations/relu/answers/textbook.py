import numpy as np


def relu(x):
    # half of the sum of x and |x|: they cancel on the left and agree on the right
    return (x + np.abs(x)) / 2


def relu_grad(x):
    # the sign is 1, 0 or -1: its own positive part
    return relu(np.sign(x))
