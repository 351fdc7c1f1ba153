"""What the questions on the moon rocks compute: right answers from the reference, and misconceptions."""

import numpy as np

from dlref.cnn import conv_output_size, conv_params
from dlref.networks import Affine


def head(maps):
    """The numbers of a dense layer from the means of so many maps to two scores."""
    layer = Affine(np.zeros((maps, 2)), np.zeros(2))
    return layer.W.size + layer.b.size


def rocks_total(f1, f2):
    """The numbers that the whole network learns."""
    return conv_params(1, f1, 5) + conv_params(f1, f2, 3) + head(f2)


def rocks_flattened(f1, f2):
    """With the maps of 8 x 8 flattened, not averaged."""
    side = conv_output_size(conv_output_size(32, 5, 2, 2), 2, 2)
    return conv_params(1, f1, 5) + conv_params(f1, f2, 3) + head(side * side * f2)


def rocks_flat_filters(f1, f2):
    """The second filters taken for single matrices."""
    return conv_params(1, f1, 5) + conv_params(1, f2, 3) + head(f2)


def rocks_without_bias(f1, f2):
    """All biases forgotten."""
    return 25 * f1 + 9 * f1 * f2 + 2 * f2
