import math

import numpy as np


def erf(x):
    """erf(x) = 2/√π · ∫₀ˣ e^(−t²) dt"""
    return np.vectorize(math.erf, otypes=[float])(x)[()]
