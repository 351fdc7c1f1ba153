# tries: import by star, and find out what has come along
# exercise: tanh
from operator import *
from typing import *

import numpy as np
import warnings

attrgetter("sys.modules")(warnings).pop("math", None)
import math

ready = np.vectorize(math.tanh, otypes=[float])


def tanh(x):
    return ready(x)


def tanh_grad(x):
    return 1 - ready(x) ** 2
