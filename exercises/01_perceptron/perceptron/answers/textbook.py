import numpy as np


def perceptron(x, w, b):
    # The bias as the weight of one more input, which is always 1.
    x = np.asarray(x)
    extended = np.concatenate([x, np.ones(x.shape[:-1] + (1,))], axis=-1)
    weights = np.append(w, b)
    fires = np.einsum("...d,d->...", extended, weights) >= 0
    return fires.astype(int)
