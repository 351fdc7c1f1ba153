"""The perceptron: one neuron that adds up its weighted inputs and fires when the sum reaches a threshold.

With two inputs its weights draw a line, and it tells one side from the other. That is enough for AND, OR and
NAND, but no single line separates XOR: three perceptrons in two layers do. The weights need not be chosen by
hand. Rosenblatt's rule corrects them after every mistake, and stops making mistakes on any data that some
line (a hyperplane, with more inputs) separates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

__all__ = ["and_params", "fit_perceptron", "nand_params", "or_params", "perceptron", "xor"]

Array = NDArray[np.float64]
Bits = NDArray[np.int64]


def perceptron(x: ArrayLike, w: ArrayLike, b: float) -> int | Bits:
    """Fire where the weighted sum of the inputs reaches the threshold.

        y = 1  where x·w + b ≥ 0,  else 0

    The bias is the threshold with its sign turned: x·w ≥ −b.

    Args:
        x: One sample `(D,)`, or N samples `(N, D)`.
        w: Weights `(D,)`.
        b: Bias.

    Returns:
        0 or 1 for one sample, an integer array `(N,)` for N samples.

    Raises:
        ValueError: If `x` has neither one nor two dimensions, or `w` not one weight for each of its features.

    Source:
        Rosenblatt (1958), "The perceptron"; notes 000 §2.1, 002 1편 1.
    """
    x = np.asarray(x, dtype=np.float64)
    w = np.asarray(w, dtype=np.float64)
    if x.ndim not in (1, 2):
        raise ValueError(f"x must have shape (D,) or (N, D), got {x.shape}")
    if w.shape != x.shape[-1:]:
        raise ValueError(f"x of shape {x.shape} needs weights of shape {x.shape[-1:]}, got {w.shape}")
    fires = x @ w + b >= 0
    return int(fires) if x.ndim == 1 else fires.astype(np.int64)


def and_params() -> tuple[Array, float]:
    """Weights and bias of an AND gate: both inputs are needed to reach the threshold 1.5.

    Returns:
        `(w, b)` with `w` of shape `(2,)`.

    Source:
        McCulloch and Pitts (1943), "A logical calculus of the ideas immanent in nervous activity";
        notes 002 1편 2.
    """
    return np.array([1.0, 1.0]), -1.5


def or_params() -> tuple[Array, float]:
    """Weights and bias of an OR gate: one input is enough to reach the threshold 0.5.

    Returns:
        `(w, b)` with `w` of shape `(2,)`.

    Source:
        McCulloch and Pitts (1943), "A logical calculus of the ideas immanent in nervous activity";
        notes 002 1편 2.
    """
    return np.array([1.0, 1.0]), -0.5


def nand_params() -> tuple[Array, float]:
    """Weights and bias of a NAND gate: the AND gate with every sign turned.

    Returns:
        `(w, b)` with `w` of shape `(2,)`.

    Source:
        Sheffer (1913), "A set of five independent postulates for Boolean algebras"; notes 002 1편 2.
    """
    return np.array([-1.0, -1.0]), 1.5


def xor(x1: ArrayLike, x2: ArrayLike) -> int | Bits:
    """Exclusive or, by a second layer over two gates.

        XOR(x₁, x₂) = AND(NAND(x₁, x₂), OR(x₁, x₂))

    Args:
        x1: First input, 0 or 1: a number, or an array of any shape.
        x2: Second input, likewise.

    Returns:
        0 or 1 for numbers, an integer array of the inputs' shape for arrays.

    Source:
        Minsky and Papert (1969), "Perceptrons"; notes 000 §2.2, 002 1편 2 and 4.
    """
    y = _gate(and_params(), _gate(nand_params(), x1, x2), _gate(or_params(), x1, x2))
    return y if y.ndim else int(y)


def _gate(params: tuple[Array, float], x1: ArrayLike, x2: ArrayLike) -> Bits:
    """Apply a gate to each pair of inputs; the result has their shape, `()` for numbers."""
    pairs = np.stack(np.broadcast_arrays(x1, x2), axis=-1)
    return np.reshape(perceptron(pairs.reshape(-1, 2), *params), pairs.shape[:-1])


def fit_perceptron(
    X: ArrayLike, y: ArrayLike, lr: float = 1.0, epochs: int = 100
) -> tuple[Array, float, list[int]]:
    """Learn weights and bias by correcting each mistake when it is made.

        w ← w + lr·(y − ŷ)·x,   b ← b + lr·(y − ŷ)

    Samples are visited in order, from w = 0 and b = 0, until an epoch passes without a mistake. On linearly
    separable data that happens after finitely many corrections (Novikoff's theorem); on other data, never.

    Args:
        X: Samples `(N, D)`.
        y: Labels `(N,)`, 0 or 1.
        lr: Learning rate.
        epochs: The largest number of passes over the data.

    Returns:
        `(w, b, mistakes)`: weights `(D,)`, the bias, and the number of mistakes in each epoch, the last of
        them 0 if the rule has come to rest.

    Raises:
        ValueError: If `X` and `y` differ in length.

    Source:
        Rosenblatt (1958), "The perceptron"; Novikoff (1962), "On convergence proofs on perceptrons";
        notes 000 §2.1, 002 1편 1.
    """
    X = np.asarray(X, dtype=np.float64)
    y = np.asarray(y, dtype=np.float64)
    if len(X) != len(y):
        raise ValueError(f"X and y must be equally long, got shapes {X.shape} and {y.shape}")
    w, b = np.zeros(X.shape[1]), 0.0
    mistakes: list[int] = []
    for _ in range(epochs):
        errors = 0
        for x, target in zip(X, y.tolist(), strict=True):
            error = target - int(perceptron(x, w, b))
            if error:
                w += lr * error * x
                b += lr * error
                errors += 1
        mistakes.append(errors)
        if errors == 0:
            break
    return w, b, mistakes
