# tries: hang after the function has returned, while the value is turned into bytes
# says: was stopped after 2 s
import time

import numpy as np


class Slow:
    @property
    def __class__(self):
        return np.float64

    def __array__(self, *args, **named):
        while True:
            time.sleep(1)


def relu(x):
    return Slow()


def relu_grad(x):
    raise ValueError
