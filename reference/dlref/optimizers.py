"""Optimizers: how parameters move, once the gradient of the loss with respect to each of them is known.

The gradient points where the loss rises most steeply. Gradient descent walks against it, by a step that the
learning rate scales: too small and nothing happens, too large and it climbs out of the valley
(`stable_learning_rate`). It comes to rest where the slope is 0, which need not be the lowest point.

The optimizers differ in what they remember. Momentum keeps some of its speed, Nesterov looks where that
speed is about to take it, AdaGrad and RMSProp give every single parameter a step of its own, by how large
its gradients have been, and Adam does both. Each is a class whose `step` takes parameters and gradients by
name and returns the new parameters under the same names; what it remembers stays in the instance, per name.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import ArrayLike

__all__ = [
    "SGD",
    "AdaGrad",
    "Adam",
    "Momentum",
    "Nesterov",
    "RMSProp",
    "descend_quadratic",
    "fit_line",
    "gradient_descent",
    "stable_learning_rate",
]

Array = NDArray[np.float64]


def gradient_descent(
    grad: Callable[[Array], ArrayLike], x0: ArrayLike, lr: float = 0.1, steps: int = 100
) -> Array:
    """Walk against the gradient, always by the learning rate times its length.

        xₜ₊₁ = xₜ − lr ∇f(xₜ)

    Args:
        grad: The gradient of the function to be minimised: takes `(D,)`, returns `(D,)`.
        x0: Where to start, `(D,)`.
        lr: Learning rate.
        steps: The number of steps.

    Returns:
        The path `(steps + 1, D)`, `x0` first.

    Raises:
        ValueError: If `x0` or a gradient is not of shape `(D,)`.

    Source:
        Cauchy (1847), "Méthode générale pour la résolution des systèmes d'équations simultanées";
        notes 001 최적화 1, 004 경사 하강법. What it finds is a point without slope, of which the minimum that
        the notes speak of is one.
    """
    x = np.array(x0, dtype=np.float64)
    if x.ndim != 1:
        raise ValueError(f"x0 must have shape (D,), got {x.shape}")
    path = [x]
    for _ in range(steps):
        slope = np.asarray(grad(x.copy()), dtype=np.float64)
        if slope.shape != x.shape:
            raise ValueError(f"grad must return an array of shape {x.shape}, got {slope.shape}")
        x = x - lr * slope
        path.append(x)
    return np.array(path)


def fit_line(
    x: ArrayLike, y: ArrayLike, lr: float = 0.1, iterations: int = 300
) -> tuple[float, float, list[float]]:
    """Lay a line through points, by gradient descent on the mean squared error from w = 0 and b = 0.

        L = mean(e²)  with e = w x + b − y:   ∂L/∂w = 2 mean(e x),   ∂L/∂b = 2 mean(e)

    Both parameters move from the same point: the errors are those before either has changed.

    Args:
        x: Where, `(N,)`.
        y: What was seen there, `(N,)`.
        lr: Learning rate; below 2 / (the largest curvature of L), or the line runs away.
        iterations: The number of steps.

    Returns:
        `(w, b, losses)`: slope, intercept, and the loss before each step.

    Raises:
        ValueError: If `x` and `y` are not both of shape `(N,)`.

    Source:
        Legendre (1805), "Nouvelles méthodes pour la détermination des orbites des comètes" (least squares);
        notes 004 경사 하강법, 예제 코드. The note starts at random, and its Keras version takes 1,200 steps
        of 32 samples, not 300 of all.
    """
    x = np.asarray(x, dtype=np.float64)
    y = np.asarray(y, dtype=np.float64)
    if x.ndim != 1 or x.shape != y.shape:
        raise ValueError(f"x and y must both have shape (N,), got {x.shape} and {y.shape}")
    w = b = 0.0
    losses = []
    for _ in range(iterations):
        error = w * x + b - y
        losses.append(float(np.mean(error**2)))
        w -= lr * 2.0 * float(np.mean(error * x))
        b -= lr * 2.0 * float(np.mean(error))
    return w, b, losses


def _paired(
    params: Mapping[str, ArrayLike], grads: Mapping[str, ArrayLike]
) -> list[tuple[str, Array, Array]]:
    """Each name with its parameter and its gradient; a gradient of another shape would be broadcast unseen."""
    if params.keys() != grads.keys():
        raise ValueError(f"params and grads must have equal keys, got {list(params)} and {list(grads)}")
    pairs = []
    for key, param in params.items():
        p, g = np.asarray(param, dtype=np.float64), np.asarray(grads[key], dtype=np.float64)
        if p.shape != g.shape:
            raise ValueError(f"{key} has shape {p.shape}, but its gradient {g.shape}")
        pairs.append((key, p, g))
    return pairs


class SGD:
    """Stochastic gradient descent: one step against the gradient of a mini-batch, and nothing remembered.

        p ← p − lr g

    Args:
        lr: Learning rate.

    Source:
        Robbins and Monro (1951), "A stochastic approximation method"; notes 001 최적화 1, 002 학습 흐름 3,
        004 가중치 업데이트.
    """

    def __init__(self, lr: float = 0.01) -> None:
        self.lr = lr

    def step(self, params: Mapping[str, ArrayLike], grads: Mapping[str, ArrayLike]) -> dict[str, Array]:
        """Take one step.

        Args:
            params: Parameters by name, arrays of any shape.
            grads: The gradient of the loss for each, of equal shape.

        Returns:
            The new parameters, by the same names.

        Raises:
            ValueError: If the names, or the shapes under a name, differ.
        """
        # As a sum each new parameter needs one new array; as a difference, two.
        return {key: p + -self.lr * g for key, p, g in _paired(params, grads)}


class Momentum:
    """Gradient descent with inertia: the velocity is a sum of all gradients so far, older ones fading away.

        v ← momentum v − lr g   (0 before the first step)
        p ← p + v

    Args:
        lr: Learning rate.
        momentum: The share of the velocity that is kept, 0 ≤ momentum < 1.

    Source:
        Polyak (1964), "Some methods of speeding up the convergence of iteration methods"; Sutskever, Martens,
        Dahl and Hinton (2013), "On the importance of initialization and momentum in deep learning";
        notes 001 최적화 2. The note's exponential average would weigh g with 1 − momentum; here its weight is lr.
    """

    def __init__(self, lr: float = 0.01, momentum: float = 0.9) -> None:
        self.lr = lr
        self.momentum = momentum
        self._velocity: dict[str, Array] = {}

    def step(self, params: Mapping[str, ArrayLike], grads: Mapping[str, ArrayLike]) -> dict[str, Array]:
        """Take one step; names, shapes and errors are as for `SGD.step`."""
        updated = {}
        for key, p, g in _paired(params, grads):
            v = self.momentum * self._velocity.get(key, 0.0) - self.lr * g
            self._velocity[key] = v
            updated[key] = p + v
        return updated


class Nesterov:
    """Momentum that measures the slope where its velocity is about to take it.

        v′ = momentum v − lr g   (v is 0 before the first step)
        p ← p − momentum v + (1 + momentum) v′

    Here p is the point ahead itself, so that g can be taken where the parameters are: a change of variables
    of Nesterov's method, whose own iterate is p − momentum v.

    Args:
        lr: Learning rate.
        momentum: The share of the velocity that is kept, 0 ≤ momentum < 1.

    Source:
        Nesterov (1983), "A method of solving a convex programming problem with convergence rate O(1/k²)";
        Bengio, Boulanger-Lewandowski and Pascanu (2013), "Advances in optimizing recurrent networks";
        notes 001 최적화 2.
    """

    def __init__(self, lr: float = 0.01, momentum: float = 0.9) -> None:
        self.lr = lr
        self.momentum = momentum
        self._velocity: dict[str, Array] = {}

    def step(self, params: Mapping[str, ArrayLike], grads: Mapping[str, ArrayLike]) -> dict[str, Array]:
        """Take one step; names, shapes and errors are as for `SGD.step`."""
        updated = {}
        for key, p, g in _paired(params, grads):
            kept = self.momentum * self._velocity.get(key, 0.0)
            v = kept - self.lr * g
            self._velocity[key] = v
            updated[key] = p - kept + (1.0 + self.momentum) * v
        return updated


class AdaGrad:
    """A step size for every parameter, the smaller the more its gradients have added up to.

        h ← h + g²   (0 before the first step)
        p ← p − lr g / (√h + eps)

    The sum never falls, and so the steps die away in a long training.

    Args:
        lr: Learning rate.
        eps: Keeps the division defined as long as every gradient was 0.

    Source:
        Duchi, Hazan and Singer (2011), "Adaptive subgradient methods for online learning and stochastic
        optimization"; notes 001 Adagrad.
    """

    def __init__(self, lr: float = 0.01, eps: float = 1e-8) -> None:
        self.lr = lr
        self.eps = eps
        self._squares: dict[str, Array] = {}

    def step(self, params: Mapping[str, ArrayLike], grads: Mapping[str, ArrayLike]) -> dict[str, Array]:
        """Take one step; names, shapes and errors are as for `SGD.step`."""
        updated = {}
        for key, p, g in _paired(params, grads):
            h = self._squares.get(key, 0.0) + g**2
            self._squares[key] = h
            updated[key] = p - self.lr * g / (np.sqrt(h) + self.eps)
        return updated


class RMSProp:
    """AdaGrad with a fading memory: the mean of recent squares takes the place of the sum of all.

        h ← decay h + (1 − decay) g²   (0 before the first step)
        p ← p − lr g / (√h + eps)

    Args:
        lr: Learning rate.
        decay: The share of the mean that is kept, 0 ≤ decay < 1.
        eps: Keeps the division defined as long as every gradient was 0.

    Source:
        Tieleman and Hinton (2012), "Neural networks for machine learning", lecture 6.5; notes 001 RMSProp.
    """

    def __init__(self, lr: float = 0.01, decay: float = 0.9, eps: float = 1e-8) -> None:
        self.lr = lr
        self.decay = decay
        self.eps = eps
        self._squares: dict[str, Array] = {}

    def step(self, params: Mapping[str, ArrayLike], grads: Mapping[str, ArrayLike]) -> dict[str, Array]:
        """Take one step; names, shapes and errors are as for `SGD.step`."""
        updated = {}
        for key, p, g in _paired(params, grads):
            h = self.decay * self._squares.get(key, 0.0) + (1.0 - self.decay) * g**2
            self._squares[key] = h
            updated[key] = p - self.lr * g / (np.sqrt(h) + self.eps)
        return updated


class Adam:
    """Momentum and RMSProp in one, with both means corrected for having started at 0.

        m ← beta1 m + (1 − beta1) g,    m̂ = m / (1 − beta1ᵗ)
        v ← beta2 v + (1 − beta2) g²,   v̂ = v / (1 − beta2ᵗ)
        p ← p − lr m̂ / (√v̂ + eps)

    t is the number of the call, from 1. Without the correction the first step would be three times as long:
    by default m has a tenth of its size then, √v a thirtieth.

    Args:
        lr: Learning rate, the length of every parameter's first step.
        beta1: The share of the mean gradient that is kept.
        beta2: The share of the mean square that is kept.
        eps: Keeps the division defined as long as every gradient was 0.

    Source:
        Kingma and Ba (2015), "Adam: a method for stochastic optimization"; notes 001 Adam, 002 학습 흐름 3.
        The note's "RMSProp + Momentum" leaves out the correction.
    """

    def __init__(
        self, lr: float = 0.001, beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8
    ) -> None:
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self._calls = 0
        self._means: dict[str, tuple[Array, Array]] = {}

    def step(self, params: Mapping[str, ArrayLike], grads: Mapping[str, ArrayLike]) -> dict[str, Array]:
        """Take one step; names, shapes and errors are as for `SGD.step`."""
        pairs = _paired(params, grads)
        self._calls += 1
        rate = self.lr / (1.0 - self.beta1**self._calls)
        scale = math.sqrt(1.0 - self.beta2**self._calls)
        updated = {}
        for key, p, g in pairs:
            if key not in self._means:
                self._means[key] = np.zeros_like(p), np.zeros_like(p)
            m, v = self._means[key]
            m *= self.beta1  # in place: with many parameters memory is what costs time
            m += (1.0 - self.beta1) * g
            v *= self.beta2
            v += (1.0 - self.beta2) * g**2
            updated[key] = p + -rate * m / (np.sqrt(v) / scale + self.eps)
        return updated


def stable_learning_rate(curvature: float) -> float:
    """The learning rate up to which gradient descent on a parabola does not diverge.

        f(x) = ½ c x²:   xₜ₊₁ = (1 − lr c) xₜ,   and |1 − lr c| ≤ 1  ⇔  0 ≤ lr ≤ 2/c

    At 2/c it jumps to and fro between x₀ and −x₀; at 1/c a single step arrives.

    Args:
        curvature: The second derivative c > 0.

    Returns:
        2/c.

    Raises:
        ValueError: If `curvature` is not positive.

    Source:
        Goodfellow, Bengio and Courville (2016), "Deep learning", 4.3.1; LeCun, Bottou, Orr and Müller (1998),
        "Efficient BackProp", section 5; notes 004 가중치 업데이트.
    """
    if not curvature > 0:
        raise ValueError(f"curvature must be positive, got {curvature}")
    return 2.0 / curvature


def descend_quadratic(curvature: float, x0: float, lr: float, steps: int) -> Array:
    """Gradient descent on the parabola f(x) = ½ c x², whose slope is c x.

        xₜ₊₁ = xₜ − lr c xₜ

    Args:
        curvature: The second derivative c.
        x0: Where to start.
        lr: Learning rate.
        steps: The number of steps.

    Returns:
        The path `(steps + 1,)`, `x0` first.

    Source:
        Goodfellow, Bengio and Courville (2016), "Deep learning", 4.3.1; notes 004 가중치 업데이트.
    """
    return gradient_descent(lambda x: curvature * x, [x0], lr, steps)[:, 0]
