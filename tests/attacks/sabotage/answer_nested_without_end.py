# tries: return containers that contain themselves, or are nested deeper than the stack
# says: cannot be graded
import sys

import numpy as np

sys.setrecursionlimit(10**6)


def relu(x):
    knot = []
    knot.append(knot)
    return {"knot": knot, "array": x}


def relu_grad(x):
    nested = np.array([x], dtype=object)
    for _ in range(50_000):
        nested = [nested]
    return nested
