"""Residual networks: a block learns what to add to its input, and the input itself passes by.

Plain networks of many layers get worse with every further layer, and not only on new data: even their
training error rises. A block that only has to find F in y = F(x) + x does nothing by doing nothing, F = 0
(`ResidualBlock`, and with convolutions `ConvResidualBlock`). On the way back the sum hands the gradient to
both of its terms: it comes through F, and past it, undiminished (`input_gradient_norm` compares the two
kinds).

What such a network has learnt on many pictures serves on few others: its features are kept as they are, and
only a new last layer is trained (`fine_tune`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from dlref.activations import relu, relu_grad, tanh, tanh_grad
from dlref.cnn import conv2d, conv2d_backward
from dlref.losses import softmax_cross_entropy_grad

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import ArrayLike

__all__ = ["ConvResidualBlock", "ResidualBlock", "fine_tune", "input_gradient_norm"]

Array = NDArray[np.float64]


def _float64(x: ArrayLike) -> Array:
    """`x` as an array of float64; `x` itself where it is one."""
    return np.asarray(x, dtype=np.float64)


def _affine(x: Array, W: Array, b: Array) -> Array:
    """The weighted sums x W + b of samples in rows, once the shapes are seen to fit."""
    if x.ndim != 2 or x.shape[1:] != W.shape[:1] or W.shape[1:] != b.shape:
        raise ValueError(f"x of shape {x.shape} does not fit W of shape {W.shape} and b of shape {b.shape}")
    return x @ W + b


def _add(change: Array, skip: Array) -> Array:
    """F(x) + x, which must agree in shape: broadcasting would hide that they do not."""
    if change.shape != skip.shape:
        raise ValueError(f"F(x) of shape {change.shape} cannot be added to a skip of shape {skip.shape}")
    return change + skip


class ResidualBlock:
    """A dense residual block: two layers, and a path around them.

        h = relu(x W₁ + b₁),   y = h W₂ + b₂ + x
        dW₂ = hᵀ dout,   dz = dout W₂ᵀ ⊙ [h > 0],   dW₁ = xᵀ dz,   dx = dz W₁ᵀ + dout

    The derivative is F′(x) + 1: the path around adds 1 to it, and the whole can be anything, also 0.

    Args:
        W1: Weights `(D, M)`.
        b1: Bias `(M,)`.
        W2: Weights `(M, D)`: the sum needs F(x) to be of the shape of x.
        b2: Bias `(D,)`.

    Attributes:
        W1: The weights of the first layer.
        b1: Its bias.
        W2: The weights of the second layer.
        b2: Its bias.
        dW1: After `backward`, the gradient with respect to `W1`; likewise `db1`, `dW2` and `db2`.

    Source:
        He, Zhang, Ren and Sun (2016), "Deep residual learning for image recognition", and "Identity mappings
        in deep residual networks" (no ReLU after the sum); notes 002 학습 흐름 5. The note gives vanishing
        gradients as the reason; the paper gives degradation, which it found in networks whose gradients were
        healthy. And not "the gradient of x" is always 1, but the part of it that comes by the path around.
    """

    def __init__(self, W1: ArrayLike, b1: ArrayLike, W2: ArrayLike, b2: ArrayLike) -> None:
        self.W1, self.b1 = _float64(W1), _float64(b1)
        self.W2, self.b2 = _float64(W2), _float64(b2)

    def forward(self, x: ArrayLike) -> Array:
        """Outputs `(N, D)` for N samples `(N, D)`; ValueError if they do not fit the weights."""
        self._x = _float64(x)
        self._hidden = relu(_affine(self._x, self.W1, self.b1))
        return _add(_affine(self._hidden, self.W2, self.b2), self._x)

    def backward(self, dout: ArrayLike) -> Array:
        """The gradient with respect to the last input, `(N, D)`, from that with respect to the output."""
        dout = _float64(dout)
        self.dW2 = self._hidden.T @ dout
        self.db2: Array = dout.sum(axis=0)
        dz = dout @ self.W2.T * relu_grad(self._hidden)
        self.dW1 = self._x.T @ dz
        self.db1: Array = dz.sum(axis=0)
        return dz @ self.W1.T + dout


class ConvResidualBlock:
    """A residual block of pictures: two convolutions, and a path around them.

        h = relu(conv(x, w₁, b₁; stride, pad 1)),   y = relu(conv(h, w₂, b₂; 1, pad 1) + skip(x))
        dz = dout ⊙ [y > 0];   dx = what comes back from dz through both convolutions and through skip

    The path around is x itself where the shapes allow that, and else a 1 × 1 convolution with the same
    stride, which changes the number of channels and leaves out the pixels that the stride leaves out.

    Args:
        w1: Filters `(F, C, 3, 3)`.
        b1: Biases `(F,)`.
        w2: Filters `(F, F, 3, 3)`.
        b2: Biases `(F,)`.
        w_skip: Filters `(F, C, 1, 1)` of the path around, or None.
        stride: The step of the first convolution, and of that on the path around.

    Attributes:
        w1: The filters of the first convolution; likewise `b1`, `w2`, `b2`, `w_skip` and `stride`.
        dw1: After `backward`, the gradient with respect to `w1`; likewise `db1`, `dw2`, `db2` and `dw_skip`
            (None without `w_skip`).

    Source:
        He, Zhang, Ren and Sun (2016), "Deep residual learning for image recognition", 3.3; notes 002 학습 흐름 5
        (which leaves out the ReLU after the sum, and what to do where the shapes differ).
    """

    def __init__(
        self,
        w1: ArrayLike,
        b1: ArrayLike,
        w2: ArrayLike,
        b2: ArrayLike,
        w_skip: ArrayLike | None = None,
        stride: int = 1,
    ) -> None:
        self.w1, self.b1 = _float64(w1), _float64(b1)
        self.w2, self.b2 = _float64(w2), _float64(b2)
        self.w_skip = None if w_skip is None else _float64(w_skip)
        self.stride = stride

    def forward(self, x: ArrayLike) -> Array:
        """Outputs `(N, F, OH, OW)` for pictures `(N, C, H, W)`; ValueError if they do not fit the filters."""
        self._x = skip = _float64(x)
        if self.w_skip is not None:
            skip = conv2d(self._x, self.w_skip, np.zeros(len(self.w_skip)), self.stride)
        self._hidden = relu(conv2d(self._x, self.w1, self.b1, self.stride, pad=1))
        self._sum = _add(conv2d(self._hidden, self.w2, self.b2, pad=1), skip)
        return relu(self._sum)

    def backward(self, dout: ArrayLike) -> Array:
        """The gradient with respect to the last input, of its shape, from that with respect to the output."""
        dz = _float64(dout) * relu_grad(self._sum)
        dhidden, self.dw2, self.db2 = conv2d_backward(dz, self._hidden, self.w2, self.b2, pad=1)
        dhidden = dhidden * relu_grad(self._hidden)
        dx, self.dw1, self.db1 = conv2d_backward(dhidden, self._x, self.w1, self.b1, self.stride, pad=1)
        self.dw_skip: Array | None = None
        if self.w_skip is None:
            return dx + dz
        no_bias = np.zeros(len(self.w_skip))
        dskip, self.dw_skip, _ = conv2d_backward(dz, self._x, self.w_skip, no_bias, self.stride)
        return dx + dskip


def input_gradient_norm(weights: Sequence[ArrayLike], x: ArrayLike, residual: bool) -> float:
    """How much of the gradient reaches the input of a deep network, with paths around the layers or without.

        plain      h ← tanh(h W):        dh ← (dh ⊙ tanh′(h W)) Wᵀ
        residual   h ← h + tanh(h W):    dh ← (dh ⊙ tanh′(h W)) Wᵀ + dh

    The gradient is that of the sum of all outputs: dh is 1 everywhere at the end.

    Args:
        weights: The weights of each layer, from first to last: `(D, M)`, where M is the next one's D; with
            `residual` all `(D, D)`.
        x: Samples `(N, D)`.
        residual: Whether there are paths around the layers.

    Returns:
        The Frobenius norm of the gradient with respect to `x`.

    Raises:
        ValueError: If the shapes do not fit.

    Source:
        He, Zhang, Ren and Sun (2016), "Identity mappings in deep residual networks"; notes 002 학습 흐름 5.
    """
    h, layers = _float64(x), []
    for W in map(_float64, weights):
        z = _affine(h, W, np.zeros(W.shape[1:]))
        layers.append((W, tanh_grad(z)))
        h = _add(tanh(z), h) if residual else tanh(z)
    dh = np.ones(h.shape)
    for W, slope in reversed(layers):
        through = (dh * slope) @ W.T
        dh = through + dh if residual else through
    return float(np.linalg.norm(dh))


def fine_tune(
    base: Callable[[ArrayLike], ArrayLike],
    W: ArrayLike,
    b: ArrayLike,
    X: ArrayLike,
    labels: ArrayLike,
    lr: float = 0.1,
    steps: int = 200,
) -> tuple[Array, Array]:
    """Transfer learning: keep the features that a network has learnt elsewhere, and train a new head on them.

        f = base(X),   E = (softmax(f W + b) − one-hot labels) / N,   W ← W − lr fᵀ E,   b ← b − lr Σₙ Eₙ

    The base is frozen: nothing changes its features, so that they are computed once. What is left is a convex
    problem with a single minimum value.

    Args:
        base: Gives the features `(N, D)` of the samples.
        W: The first weights of the head, `(D, K)`.
        b: Its first bias, `(K,)`.
        X: Samples, whatever `base` takes.
        labels: The true classes, integers `(N,)` from 0 to K − 1.
        lr: Learning rate.
        steps: The number of updates, each with all samples.

    Returns:
        `(W, b)`: the trained head, new arrays.

    Raises:
        ValueError: If the shapes do not fit, or a label is no class.

    Source:
        Donahue et al. (2014), "DeCAF: a deep convolutional activation feature for generic visual
        recognition"; notes 002 학습 흐름 5.
    """
    features = _float64(base(X))
    W, b = np.array(W, dtype=np.float64), np.array(b, dtype=np.float64)
    for _ in range(steps):
        error = softmax_cross_entropy_grad(_affine(features, W, b), labels)
        W -= lr * (features.T @ error)
        b -= lr * error.sum(axis=0)
    return W, b
