"""Initialization: where the weights start.

All equal, the units of a layer would learn the same thing for ever. Drawn too small, the signal shrinks from
layer to layer until nothing is left of it; too large, sigmoid and tanh saturate. Xavier and He choose the
variance by the number of inputs and outputs, so that the signal keeps its size (`layer_std` shows it). A ReLU
that is off for every sample gets no gradient at all: it is dead (`dead_fraction`).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from dlref.activations import relu, sigmoid, tanh

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike

__all__ = ["dead_fraction", "init_he", "init_normal", "init_xavier", "layer_std"]

Array = NDArray[np.float64]


def init_normal(fan_in: int, fan_out: int, rng: np.random.Generator, std: float = 0.01) -> Array:
    """Weights from a normal distribution of a given width.

        W ~ N(0, std²)

    Args:
        fan_in: The number of inputs.
        fan_out: The number of outputs.
        rng: The source of randomness.
        std: Standard deviation.

    Returns:
        Weights `(fan_in, fan_out)`.

    Raises:
        ValueError: If a number is below 1, or `std` below 0.

    Source:
        LeCun, Bottou, Orr and Müller (1998), "Efficient BackProp"; notes 002 2편 가중치 초기화. That with 0.01
        hardly anything is learnt, as the note says, holds for deep networks: the signal shrinks layer by layer.
    """
    if fan_in < 1 or fan_out < 1 or std < 0:
        raise ValueError(f"a layer of {fan_in} inputs and {fan_out} outputs cannot start with std {std}")
    return rng.normal(0.0, std, size=(fan_in, fan_out))


def init_xavier(fan_in: int, fan_out: int, rng: np.random.Generator) -> Array:
    """Weights with which the signal keeps its size forwards, and the gradient backwards, in the linear range.

        W ~ N(0, 2 / (fan_in + fan_out))

    That is between 1/fan_in, which would keep the variance of the signal, and 1/fan_out, which would keep that
    of the gradient.

    Args:
        fan_in: The number of inputs.
        fan_out: The number of outputs.
        rng: The source of randomness.

    Returns:
        Weights `(fan_in, fan_out)`.

    Raises:
        ValueError: If a number is below 1.

    Source:
        Glorot and Bengio (2010), "Understanding the difficulty of training deep feedforward neural networks";
        notes 002 학습 흐름 3, 2편 가중치 초기화.
    """
    return init_normal(fan_in, fan_out, rng, std=1.0) * math.sqrt(2.0 / (fan_in + fan_out))


def init_he(fan_in: int, fan_out: int, rng: np.random.Generator) -> Array:
    """Weights with which the signal keeps its size through ReLU.

        W ~ N(0, 2 / fan_in)

    ReLU halves the mean square of a symmetric signal; the 2 makes up for it.

    Args:
        fan_in: The number of inputs.
        fan_out: The number of outputs.
        rng: The source of randomness.

    Returns:
        Weights `(fan_in, fan_out)`.

    Raises:
        ValueError: If a number is below 1.

    Source:
        He, Zhang, Ren and Sun (2015), "Delving deep into rectifiers"; notes 002 학습 흐름 3,
        2편 가중치 초기화. The reason is the halved mean square, not, as the note says, that units die.
    """
    return init_normal(fan_in, fan_out, rng, std=1.0) * math.sqrt(2.0 / fan_in)


_ACTIVATIONS = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu}


def layer_std(x: ArrayLike, weights: Sequence[ArrayLike], activation: str) -> Array:
    """How widely the outputs of each layer of a stack without biases are spread.

        hₗ = f(hₗ₋₁ Wₗ)  with h₀ = x:   stdₗ = √mean((hₗ − mean(hₗ))²) over all elements of hₗ

    Args:
        x: Samples `(N, D)`.
        weights: One matrix per layer, first to last; each takes what the one before gives.
        activation: "sigmoid", "tanh" or "relu".

    Returns:
        The population standard deviation of each layer's output, `(L,)`.

    Raises:
        ValueError: If `activation` is none of the three, or a matrix does not fit.

    Source:
        Glorot and Bengio (2010), "Understanding the difficulty of training deep feedforward neural networks";
        notes 002 2편 가중치 초기화.
    """
    if activation not in _ACTIVATIONS:
        raise ValueError(f"activation must be one of {', '.join(_ACTIVATIONS)}, got {activation!r}")
    h = np.asarray(x, dtype=np.float64)
    stds = []
    for number, W in enumerate((np.asarray(W, dtype=np.float64) for W in weights), start=1):
        if h.shape[-1:] != W.shape[:1]:
            raise ValueError(f"weights {number} of shape {W.shape} cannot take an input of shape {h.shape}")
        h = _ACTIVATIONS[activation](h @ W)
        stds.append(h.std())
    return np.array(stds, dtype=np.float64)


def dead_fraction(pre_activations: ArrayLike) -> float:
    """The share of ReLU units that are off for every sample, and so get no gradient from any of them.

    Args:
        pre_activations: What goes into ReLU, `(N, M)`: a row for each sample, a column for each unit.

    Returns:
        The number of columns without a positive entry, over M.

    Raises:
        ValueError: If `pre_activations` is not of shape `(N, M)`.

    Source:
        Maas, Hannun and Ng (2013), "Rectifier nonlinearities improve neural network acoustic models";
        notes 002 2편 가중치 초기화. The note calls a unit dead once an output is 0; for some samples that is
        what a ReLU is for.
    """
    z = np.asarray(pre_activations, dtype=np.float64)
    if z.ndim != 2:
        raise ValueError(f"pre_activations must have shape (N, M), got {z.shape}")
    dead = (relu(z) == 0.0).all(axis=0)
    return float(dead.mean())
