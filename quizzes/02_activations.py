"""What the questions of this unit compute: right answers from the reference, and what comes of misconceptions."""

import numpy as np

from dlgrade.figures import curves
from dlgrade.i18n import Text
from dlref.activations import leaky_relu, relu, sigmoid, sigmoid_grad, softmax


def power(base, exponent):
    """The base to the power of the exponent."""
    return base**exponent


# ----- misconceptions


def softmax_of_shares(x):
    """Shares of the scores themselves, without the exponential."""
    if min(x) <= 0:
        raise ValueError("shares need positive scores")
    return np.asarray(x) / np.sum(x)


def unnormalised(x):
    """The exponentials alone."""
    return np.exp(x)


def sigmoid_grad_of_output(y):
    """The derivative's formula in terms of the output, fed with the output as if it were the input."""
    return sigmoid_grad(y)


def leaky_on_both_sides(x, alpha):
    """The small slope for positive inputs, too."""
    return alpha * np.asarray(x)


# ----- figures


def sigmoid_slope(low, high):
    """The derivative of the sigmoid between two integers, ten points to a unit."""
    x = np.linspace(low, high, 10 * (high - low) + 1)
    name = Text("σ′(x)", "σ′(x)")
    return curves(Text("A slope", "기울기"), Text("x", "x"), (name, list(sigmoid_grad(x))))


def pair(a, b):
    """Two numbers."""
    return [a, b]


def single(a):
    """One number in a list."""
    return [a]
