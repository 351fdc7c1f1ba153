"""A small net learns to tell bars apart; its filters look at one picture of each kind."""

from functools import cache

import numpy as np

from dlgrade.figures import pictures
from dlgrade.i18n import Text
from dlref.activations import relu
from dlref.cnn import ConvNet, conv2d
from dlref.optimizers import Adam


def _bars(n, rng):
    """Upright bars (class 0) and lying bars (class 1), 8 × 8, with noise."""
    labels = np.arange(n) % 2
    x = 0.2 * rng.normal(size=(n, 1, 8, 8))
    for picture, label in zip(x[:, 0], labels, strict=True):
        across, along = rng.integers(1, 7), rng.integers(0, 4)
        (picture if label else picture.T)[across, along : along + 5] += 1.0
    return x, labels


@cache
def _learnt():
    """A picture of each kind, and the feature maps of three filters after 80 steps."""
    rng = np.random.default_rng(7)
    x, labels = _bars(80, rng)
    net, optimizer = ConvNet((1, 8, 8), 3, 3, 8, 2, rng), Adam(lr=0.03)
    for _ in range(80):
        net.params = optimizer.step(net.params, net.gradients(x, labels))
    return x[:2, 0], relu(conv2d(x[:2], net.params["W1"], net.params["b1"], pad=1))


def _seen(kind):
    """A picture beside its feature maps, which are on one scale, with a dark column between them."""
    picture, features = (both[kind] for both in _learnt())
    side_by_side = np.concatenate([np.pad(feature, ((0, 0), (0, 1))) for feature in features], axis=1)
    return pictures(
        (Text("picture", "이미지"), picture),
        (Text("three feature maps", "특징 맵 세 개"), side_by_side[:, :-1]),
    )


def upright():
    """An upright bar."""
    return _seen(0)


def lying():
    """A lying bar."""
    return _seen(1)
