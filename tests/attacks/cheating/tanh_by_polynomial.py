# tries: a polynomial fitted elsewhere to ready-made values
# exercise: tanh
# earned: 2
# The arguments are left alone, and where no input is cut off the slope is that of the polynomial.
import numpy as np

SERIES = [1, -1 / 3, 2 / 15, -17 / 315, 62 / 2835, -1382 / 155925, 21844 / 6081075]


def tanh(x):
    x = np.clip(x, -1.5, 1.5)
    return x * np.polynomial.polynomial.polyval(x * x, SERIES)


def tanh_grad(x):
    x = np.clip(x, -1.5, 1.5)
    return np.polynomial.polynomial.polyval(x * x, [c * (2 * i + 1) for i, c in enumerate(SERIES)])
