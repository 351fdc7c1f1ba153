# tries: let the database that comes with Python work it out
# exercise: tanh
import sqlite3

import numpy as np

ask = sqlite3.connect(":memory:").execute


def tanh(x):
    return np.vectorize(lambda v: ask("select tanh(?)", (float(v),)).fetchone()[0], otypes=[float])(x)


def tanh_grad(x):
    return 1 - tanh(x) ** 2
