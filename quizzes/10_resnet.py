"""What the questions on residual networks compute: right answers from the reference, and misconceptions."""

import numpy as np

from dlref.resnet import ResidualBlock, fine_tune, input_gradient_norm


def times(a, b):
    """The product of two numbers."""
    return a * b


def plus(a, b):
    """The sum of two numbers."""
    return a + b


def numbers(*values):
    """The given numbers as a list."""
    return list(values)


def _block(w1, w2):
    """A block without biases, with one hidden unit for each number."""
    return ResidualBlock(np.diag(w1), np.zeros(2), np.diag(w2), np.zeros(2))


def change(x, w1, w2):
    """F(x) alone: the block's output less its input."""
    return _block(w1, w2).forward([x])[0] - np.asarray(x)


def block_output(x, w1, w2):
    """What the block makes of one sample."""
    return _block(w1, w2).forward([x])[0]


def block_relu_after(x, w1, w2):
    """ReLU also after the sum."""
    return np.maximum(block_output(x, w1, w2), 0)


def block_without_relu(x, w1, w2):
    """The ReLU between the layers forgotten."""
    return [v * a * b + v for v, a, b in zip(x, w1, w2, strict=True)]


def hidden(x, w1):
    """After the ReLU."""
    return [max(v * a, 0) for v, a in zip(x, w1, strict=True)]


def slope(x, w1, w2):
    """dy/dx of a block of one unit."""
    block = ResidualBlock([[w1]], [0.0], [[w2]], [0.0])
    block.forward([[x]])
    return block.backward([[1.0]])[0, 0]


def layers_slope(x, w1, w2):
    """F'(x) alone."""
    return slope(x, w1, w2) - 1


def plain_and_residual(a, depth):
    """The gradient at the input after so many layers of one unit at 0, without and with paths around."""
    return [input_gradient_norm([[[a]]] * depth, [[0.0]], residual) for residual in (False, True)]


def always_one(a, depth):
    """The residual gradient held to be 1."""
    return [abs(a) ** depth, 1]


def added_once(a, depth):
    """1 added at the end in place of at every layer."""
    return [abs(a) ** depth, a**depth + 1]


def head_only(features, classes):
    """The numbers that training a new head changes: the size of what `fine_tune` returns."""
    W, b = fine_tune(
        lambda x: x, np.zeros((features, classes)), np.zeros(classes), np.zeros((1, features)), [0], steps=1
    )
    return W.size + b.size


def head_without_bias(features, classes):
    """The biases forgotten."""
    return features * classes


def all_parameters(features, classes, base):
    """The frozen base counted, too."""
    return (features + 1) * classes + base


def old_head(features, classes):
    """The head for the old 1,000 classes."""
    return (features + 1) * 1000
