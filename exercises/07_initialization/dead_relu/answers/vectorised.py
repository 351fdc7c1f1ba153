import numpy as np


def dead_fraction(pre_activations):
    return np.mean((pre_activations <= 0).all(axis=0))
