# tries: ask for 4 GB in one piece and touch all of it
# needs: rlimits
# says: asked for more memory than there is
import numpy as np

kept = []


def relu(x):
    kept.append(np.ones(1 << 29))
    return np.maximum(x, 0)


def relu_grad(x):
    kept.append(bytearray(4 << 30))
    return np.ones(np.shape(x))
