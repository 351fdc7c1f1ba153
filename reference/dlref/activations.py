"""Activations: what a neuron makes of its weighted sum.

Without them a stack of dense layers is one dense layer (`collapse`). The perceptron's step has no slope to
learn from. The sigmoid and tanh are its smooth relatives, but their slopes die away on both sides, and a long
chain of them passes hardly any gradient back (`chain_gradient`). ReLU keeps a slope of 1 wherever it is on;
its descendants (leaky ReLU, ELU, Swish, GELU) let something through where it is off. Softmax stands at the
end of a classifier and makes scores into probabilities.

Each function is followed by its derivative. All work element by element on a number or an array of any
shape, softmax along one axis. Every exponential has an argument of at most 0, so that none can overflow.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike

__all__ = [
    "chain_gradient",
    "collapse",
    "elu",
    "elu_grad",
    "erf",
    "gelu",
    "gelu_grad",
    "identity",
    "identity_grad",
    "leaky_relu",
    "leaky_relu_grad",
    "log_softmax",
    "relu",
    "relu_grad",
    "sigmoid",
    "sigmoid_grad",
    "softmax",
    "softmax_backward",
    "step",
    "swish",
    "swish_grad",
    "tanh",
    "tanh_grad",
]

Array = NDArray[np.float64]


def _float64(x: ArrayLike) -> Array:
    """`x` as an array of float64; `x` itself where it is one."""
    return np.asarray(x, dtype=np.float64)


def step(x: ArrayLike) -> Array:
    """Heaviside's step, the activation of the perceptron.

        step(x) = 1  where x ≥ 0,  else 0

    Args:
        x: A number, or an array of any shape.

    Returns:
        0.0 or 1.0, of the shape of `x`.

    Source:
        McCulloch and Pitts (1943), "A logical calculus of the ideas immanent in nervous activity";
        notes 002 1편 3, 003 활성함수.
    """
    x = _float64(x)
    return (x >= 0).astype(np.float64)


def identity(x: ArrayLike) -> Array:
    """Linear activation, for the output of a regression.

        identity(x) = x

    Args:
        x: A number, or an array of any shape.

    Returns:
        A copy of `x`.

    Source:
        notes 000 §3.5.
    """
    return np.array(x, dtype=np.float64)


def identity_grad(x: ArrayLike) -> Array:
    """Derivative of the identity: 1 everywhere.

    Args:
        x: A number, or an array of any shape.

    Returns:
        Ones, of the shape of `x`.

    Source:
        notes 000 §3.5.
    """
    return np.ones(np.shape(x))


def collapse(layers: Sequence[tuple[ArrayLike, ArrayLike]]) -> tuple[Array, Array]:
    """Melt a stack of dense layers with linear activation into one layer.

        (x W₁ + b₁) W₂ + b₂ = x (W₁ W₂) + (b₁ W₂ + b₂)

    Args:
        layers: Weights `(D, M)` and bias `(M,)` of each layer, from first to last; M is the next layer's D.

    Returns:
        `(W, b)` of the one layer that does the same.

    Raises:
        ValueError: If there is no layer, or two neighbours do not fit together.

    Source:
        Baldi and Hornik (1989), "Neural networks and principal component analysis"; notes 000 §3.5.
    """
    if len(layers) == 0:
        raise ValueError("layers must hold at least one (W, b), got none")
    (W, b), *rest = [(np.array(W, dtype=np.float64), np.array(b, dtype=np.float64)) for W, b in layers]
    for W_next, b_next in rest:
        if W.shape[1] != W_next.shape[0]:
            raise ValueError(f"a layer of shape {W.shape} cannot feed one of shape {W_next.shape}")
        W, b = W @ W_next, b @ W_next + b_next
    return W, b


def sigmoid(x: ArrayLike) -> Array:
    """Logistic sigmoid, a smooth step from 0 to 1.

        σ(x) = 1 / (1 + e⁻ˣ) = e^min(x, 0) / (1 + e^−|x|)

    Args:
        x: A number, or an array of any shape.

    Returns:
        Values between 0 and 1, of the shape of `x`.

    Source:
        Rumelhart, Hinton and Williams (1986), "Learning representations by back-propagating errors";
        notes 000 §3.1, 001 비선형 함수 1, 002 1편 3, 2편 활성화 함수, 003 활성함수.
    """
    x = _float64(x)
    return np.exp(np.minimum(x, 0.0)) / (1.0 + np.exp(-np.abs(x)))


def sigmoid_grad(x: ArrayLike) -> Array:
    """Derivative of the sigmoid, at most 1/4.

        σ′(x) = σ(x) (1 − σ(x)) = σ(x) σ(−x)

    The second form keeps its digits where σ(x) is nearly 1.

    Args:
        x: A number, or an array of any shape.

    Returns:
        The slope at `x`, of its shape.

    Source:
        Rumelhart, Hinton and Williams (1986), "Learning representations by back-propagating errors";
        notes 000 §3.1, 001 simoid 미분.
    """
    x = _float64(x)
    return sigmoid(x) * sigmoid(-x)


def tanh(x: ArrayLike) -> Array:
    """Hyperbolic tangent, a sigmoid from −1 to 1 with its centre at 0.

        tanh(x) = (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ) = sign(x) (1 − e^−2|x|) / (1 + e^−2|x|)

    Args:
        x: A number, or an array of any shape.

    Returns:
        Values between −1 and 1, of the shape of `x`.

    Source:
        LeCun, Bottou, Orr and Müller (1998), "Efficient BackProp"; notes 000 §3.2, 001 비선형 함수 2,
        002 2편 활성화 함수, 003 활성함수.
    """
    x = _float64(x)
    decay = np.expm1(-2.0 * np.abs(x))  # e^−2|x| − 1: near 0 the difference keeps its digits
    return np.copysign(decay / (2.0 + decay), x)


def tanh_grad(x: ArrayLike) -> Array:
    """Derivative of tanh, at most 1.

        tanh′(x) = 1 − tanh²(x) = 4 σ′(2x)

    Args:
        x: A number, or an array of any shape.

    Returns:
        The slope at `x`, of its shape.

    Source:
        LeCun, Bottou, Orr and Müller (1998), "Efficient BackProp"; notes 000 §3.2.
    """
    x = _float64(x)
    return 4.0 * sigmoid_grad(2.0 * x)


def relu(x: ArrayLike) -> Array:
    """Rectified linear unit.

        relu(x) = max(0, x)

    Args:
        x: A number, or an array of any shape.

    Returns:
        `x` where it is positive, else 0.

    Source:
        Nair and Hinton (2010), "Rectified linear units improve restricted Boltzmann machines";
        notes 000 §3.3, 001 비선형 함수 3, 002 1편 3, 2편 활성화 함수, 003 활성함수.
    """
    x = _float64(x)
    return np.maximum(x, 0.0)


def relu_grad(x: ArrayLike) -> Array:
    """Derivative of ReLU, with 0 at the kink.

        relu′(x) = 1  where x > 0,  else 0

    Args:
        x: A number, or an array of any shape.

    Returns:
        0.0 or 1.0, of the shape of `x`.

    Source:
        Glorot, Bordes and Bengio (2011), "Deep sparse rectifier neural networks"; notes 000 §3.3,
        002 2편 번외.
    """
    x = _float64(x)
    return (x > 0).astype(np.float64)


def leaky_relu(x: ArrayLike, alpha: float = 0.01) -> Array:
    """ReLU with a small slope on the left, so that no unit dies.

        leaky_relu(x) = max(x, α x)

    Args:
        x: A number, or an array of any shape.
        alpha: The slope where x is negative, 0 ≤ α < 1.

    Returns:
        `x` where it is positive, else `alpha * x`.

    Raises:
        ValueError: If `alpha` is outside [0, 1).

    Source:
        Maas, Hannun and Ng (2013), "Rectifier nonlinearities improve neural network acoustic models";
        notes 000 §3.4, 001 비선형 함수 4.
    """
    _check_slope(alpha)
    x = _float64(x)
    return np.maximum(x, alpha * x)


def leaky_relu_grad(x: ArrayLike, alpha: float = 0.01) -> Array:
    """Derivative of leaky ReLU, with α at the kink.

        leaky_relu′(x) = 1  where x > 0,  else α

    Args:
        x: A number, or an array of any shape.
        alpha: The slope where x is negative, 0 ≤ α < 1.

    Returns:
        1 or `alpha`, of the shape of `x`.

    Raises:
        ValueError: If `alpha` is outside [0, 1).

    Source:
        Maas, Hannun and Ng (2013), "Rectifier nonlinearities improve neural network acoustic models";
        notes 000 §3.4, 001 비선형 함수 4.
    """
    _check_slope(alpha)
    x = _float64(x)
    return np.where(x > 0, 1.0, alpha)


def _check_slope(alpha: float) -> None:
    """Refuse a slope with which the larger of x and αx would be the wrong one."""
    if not 0 <= alpha < 1:
        raise ValueError(f"alpha must be at least 0 and below 1, got {alpha}")


def elu(x: ArrayLike, alpha: float = 1.0) -> Array:
    """Exponential linear unit: falls smoothly to −α on the left, so that outputs average nearer to 0.

        elu(x) = x  where x > 0,  else α (eˣ − 1)

    Args:
        x: A number, or an array of any shape.
        alpha: The depth to which it falls.

    Returns:
        An array of the shape of `x`.

    Source:
        Clevert, Unterthiner and Hochreiter (2016), "Fast and accurate deep network learning by exponential
        linear units"; notes 000 §3.4.
    """
    x = _float64(x)
    return np.maximum(x, 0.0) + alpha * np.expm1(np.minimum(x, 0.0))


def elu_grad(x: ArrayLike, alpha: float = 1.0) -> Array:
    """Derivative of ELU, with α at 0.

        elu′(x) = 1  where x > 0,  else α eˣ

    Args:
        x: A number, or an array of any shape.
        alpha: The depth to which it falls.

    Returns:
        The slope at `x`, of its shape.

    Source:
        Clevert, Unterthiner and Hochreiter (2016), "Fast and accurate deep network learning by exponential
        linear units"; notes 000 §3.4.
    """
    x = _float64(x)
    return np.where(x > 0, 1.0, alpha * np.exp(np.minimum(x, 0.0)))


def swish(x: ArrayLike, beta: float = 1.0) -> Array:
    """Swish (SiLU for β = 1): the input, gated by its own sigmoid.

        swish(x) = x σ(β x)

    Args:
        x: A number, or an array of any shape.
        beta: How sharp the gate is: 0 gives x/2, large values approach ReLU.

    Returns:
        An array of the shape of `x`.

    Source:
        Ramachandran, Zoph and Le (2017), "Searching for activation functions"; notes 000 §3.4.
    """
    x = _float64(x)
    return x * sigmoid(beta * x)


def swish_grad(x: ArrayLike, beta: float = 1.0) -> Array:
    """Derivative of Swish.

        swish′(x) = σ(z) + z σ′(z) = σ(z) (1 + z σ(−z))  with z = β x

    Args:
        x: A number, or an array of any shape.
        beta: How sharp the gate is.

    Returns:
        The slope at `x`, of its shape.

    Source:
        Ramachandran, Zoph and Le (2017), "Searching for activation functions"; notes 000 §3.4.
    """
    z = beta * _float64(x)
    return sigmoid(z) * (1.0 + z * sigmoid(-z))


_ERF_STEP = 1 / 256  # a power of two: grid points, and distances to them, are exact
_ERF_END = 6.0  # from here on erf is 1 in double precision


def _erf_taylor(degree: int) -> Array:
    """Taylor coefficients of erf around each point a of the grid; row n holds the n-th derivatives over n!.

    The derivatives follow from the recurrence of the Hermite polynomials (Abramowitz and Stegun, 7.1.19):

        erf′(a) = 2/√π e^−a²,   erf⁽ⁿ⁺¹⁾(a) = −2a erf⁽ⁿ⁾(a) − 2(n−1) erf⁽ⁿ⁻¹⁾(a)
    """
    a = np.arange(0.0, _ERF_END + _ERF_STEP, _ERF_STEP)
    derivatives = [np.array([math.erf(point) for point in a.tolist()])]
    derivatives.append(2.0 / math.sqrt(math.pi) * np.exp(-(a**2)))
    for n in range(1, degree):
        derivatives.append(-2.0 * (a * derivatives[n] + (n - 1) * derivatives[n - 1]))
    return np.array([derivative / math.factorial(n) for n, derivative in enumerate(derivatives)])


_ERF_TAYLOR = _erf_taylor(degree=5)


def erf(x: ArrayLike) -> Array:
    """Error function, by the Taylor polynomial around the nearest point of a fine grid.

        erf(x) = 2/√π ∫₀ˣ e^−t² dt

    Args:
        x: A number, or an array of any shape.

    Returns:
        Values between −1 and 1, of the shape of `x`, right to 2e-16.

    Source:
        Abramowitz and Stegun (1964), "Handbook of mathematical functions", 7.1.1 and 7.1.19.
    """
    x = _float64(x)
    y = np.minimum(np.abs(x), _ERF_END)
    nearest = np.rint(y / _ERF_STEP).astype(np.intp)
    h = y - nearest * _ERF_STEP
    total: Array = _ERF_TAYLOR[-1][nearest]
    for coefficients in _ERF_TAYLOR[-2::-1]:
        total *= h
        total += coefficients[nearest]
    return np.copysign(total, x)


def gelu(x: ArrayLike) -> Array:
    """Gaussian error linear unit, exact: the input times the chance that a normal variable is below it.

        gelu(x) = x Φ(x),   Φ(x) = (1 + erf(x/√2)) / 2

    Args:
        x: A number, or an array of any shape.

    Returns:
        An array of the shape of `x`.

    Source:
        Hendrycks and Gimpel (2016), "Gaussian error linear units"; notes 000 §3.4.
    """
    x = _float64(x)
    return x * _normal_cdf(x)


def gelu_grad(x: ArrayLike) -> Array:
    """Derivative of GELU.

        gelu′(x) = Φ(x) + x φ(x),   φ(x) = e^(−x²/2) / √(2π)

    Args:
        x: A number, or an array of any shape.

    Returns:
        The slope at `x`, of its shape.

    Source:
        Hendrycks and Gimpel (2016), "Gaussian error linear units"; notes 000 §3.4.
    """
    x = _float64(x)
    return _normal_cdf(x) + x * _normal_pdf(x)


def _normal_cdf(x: Array) -> Array:
    """Φ(x) = (1 + erf(x/√2)) / 2, and by a continued fraction in the left tail, where 1 + erf cancels.

    For t > 0 (Laplace, 1805; Abramowitz and Stegun, 26.2.14):

        Φ(−t) = φ(t) / (t + 1/(t + 2/(t + 3/(t + …))))
    """
    cdf = np.asarray(0.5 + 0.5 * erf(x / math.sqrt(2)))
    tail = x < -3.0
    if tail.any():
        t = -x[tail]
        fraction = t
        for n in range(48, 0, -1):
            fraction = t + n / fraction
        cdf[tail] = _normal_pdf(t) / fraction
    return cdf


def _normal_pdf(x: Array) -> Array:
    """φ(x) = e^(−x²/2) / √(2π)."""
    return np.exp(-0.5 * x**2) / math.sqrt(2 * math.pi)


def softmax(x: ArrayLike, axis: int = -1) -> Array:
    """Probabilities from scores.

        softmax(x)ᵢ = e^xᵢ / Σⱼ e^xⱼ

    The largest score is subtracted first, which changes nothing but the size of the exponentials.

    Args:
        x: Scores, an array of any shape.
        axis: The axis along which the probabilities add up to 1.

    Returns:
        Probabilities, of the shape of `x`.

    Source:
        Bridle (1990), "Probabilistic interpretation of feedforward classification network outputs";
        notes 000 §3.4, 001 비선형 함수 5, 002 1편 5.
    """
    x = _float64(x)
    exponentials: Array = np.exp(x - x.max(axis=axis, keepdims=True))
    total: Array = exponentials.sum(axis=axis, keepdims=True)
    return exponentials / total


def log_softmax(x: ArrayLike, axis: int = -1) -> Array:
    """Logarithm of softmax, finite also where the probability itself is too small for a float.

        log softmax(x)ᵢ = xᵢ − log Σⱼ e^xⱼ

    Args:
        x: Scores, an array of any shape.
        axis: The axis along which the probabilities add up to 1.

    Returns:
        Log-probabilities, of the shape of `x`.

    Source:
        Bridle (1990), "Probabilistic interpretation of feedforward classification network outputs";
        notes 000 §3.4, 001 비선형 함수 5, 002 1편 5.
    """
    x = _float64(x)
    shifted: Array = x - x.max(axis=axis, keepdims=True)
    total: Array = np.exp(shifted).sum(axis=axis, keepdims=True)
    return shifted - np.log(total)


def softmax_backward(dout: ArrayLike, y: ArrayLike, axis: int = -1) -> Array:
    """Gradient with respect to the scores, from the gradient with respect to the probabilities.

        ∂yⱼ/∂xᵢ = yⱼ (δᵢⱼ − yᵢ),   hence   dxᵢ = yᵢ (doutᵢ − Σⱼ doutⱼ yⱼ)

    Args:
        dout: Gradient with respect to the output of softmax.
        y: That output, of the same shape.
        axis: The axis along which softmax was taken.

    Returns:
        The gradient with respect to the input of softmax, of the same shape.

    Source:
        Bridle (1990), "Probabilistic interpretation of feedforward classification network outputs";
        notes 000 §3.4, 001 비선형 함수 5, 002 1편 5.
    """
    dout = _float64(dout)
    y = _float64(y)
    mean_dout: Array = (dout * y).sum(axis=axis, keepdims=True)
    return y * (dout - mean_dout)


_SLOPES = {"sigmoid": sigmoid_grad, "tanh": tanh_grad, "relu": relu_grad}


def chain_gradient(activation: str, z: ArrayLike) -> Array:
    """How much of the gradient reaches each layer of a chain one unit wide with all weights 1.

        a_L = f(z_L) is the output of the last layer:   ∂a_L/∂z_l = f′(z_l) f′(z_{l+1}) … f′(z_L)

    With the sigmoid each factor is at most 1/4: the early layers of a deep chain hardly learn.

    Args:
        activation: "sigmoid", "tanh" or "relu".
        z: Pre-activations `(L,)`, first layer to last.

    Returns:
        The derivative of the last output with respect to each pre-activation, `(L,)`.

    Raises:
        ValueError: If `activation` is none of the three.

    Source:
        Hochreiter (1991), "Untersuchungen zu dynamischen neuronalen Netzen"; notes 000 §3.1,
        001 simoid 미분, 002 1편 3.
    """
    if activation not in _SLOPES:
        raise ValueError(f"activation must be one of {', '.join(_SLOPES)}, got {activation!r}")
    slopes = _SLOPES[activation](z)
    return np.cumprod(slopes[::-1], dtype=np.float64)[::-1]
