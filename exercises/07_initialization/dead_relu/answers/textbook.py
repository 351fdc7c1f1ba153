import numpy as np


def dead_fraction(pre_activations):
    out = np.maximum(pre_activations, 0.0)
    alive = np.count_nonzero(out.max(axis=0))
    return 1.0 - alive / out.shape[1]
