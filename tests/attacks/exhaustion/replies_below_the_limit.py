# tries: answer every call with nearly as much as one answer may have
# says: more than 256 MB in all
import numpy as np


def relu(x):
    return np.zeros(8 << 20)


def relu_grad(x):
    raise ValueError
