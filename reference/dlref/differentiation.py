"""Differentiation: how a result changes when one of the things it was made of changes.

There are two ways. Numerical differentiation tries it out: it needs nothing but the function, two calls for
each number that could change, and has a small error. Backpropagation goes through the computation backwards
and multiplies local derivatives (`Multiply`, `Add`, `shopping`): it costs about as much as the computation
itself, whatever the number of parameters. Hence networks are trained with the second, and the first checks
it (`gradient_check`). Neither changes a parameter: that is what an optimizer does with the gradient.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import ArrayLike

__all__ = ["Add", "Multiply", "gradient_check", "numerical_diff", "numerical_gradient", "shopping"]

Array = NDArray[np.float64]


def numerical_diff(f: Callable[[float], float], x: float, h: float = 1e-4) -> float:
    """Derivative of a function of one number, by the central difference.

        f′(x) ≈ (f(x + h) − f(x − h)) / (2 h)

    The error of the formula shrinks with h², that of rounding grows with 1/h: neither a large h nor a tiny
    one is good.

    Args:
        f: A function from a number to a number.
        x: Where to differentiate.
        h: The step to either side.

    Returns:
        The slope at `x`.

    Source:
        Press, Teukolsky, Vetterling and Flannery (2007), "Numerical recipes", 5.7; notes 002 1편 6.
    """
    return float((f(x + h) - f(x - h)) / (2 * h))


def numerical_gradient(f: Callable[[Array], float], x: ArrayLike, h: float = 1e-4) -> Array:
    """Gradient of a function of an array, one central difference per element.

        ∂f/∂xᵢ ≈ (f(x + h eᵢ) − f(x − h eᵢ)) / (2 h),   eᵢ: 1 at element i, else 0

    The function gets new arrays only: `x` stays as it is, whatever the function does.

    Args:
        f: A function from an array of the shape of `x` to a number.
        x: Where to differentiate, a number or an array of any shape.
        h: The step to either side.

    Returns:
        The gradient, of the shape of `x`.

    Source:
        Press, Teukolsky, Vetterling and Flannery (2007), "Numerical recipes", 5.7; notes 002 1편 6 (which
        trains with it: two runs of the network for every single weight), 004 기울기 계산.
    """
    x = np.asarray(x, dtype=np.float64)
    gradient = np.empty(x.shape)
    for i in np.ndindex(x.shape):
        ahead, behind = x.copy(), x.copy()
        ahead[i] += h
        behind[i] -= h
        gradient[i] = (f(ahead) - f(behind)) / (2 * h)
    return gradient


def gradient_check(
    f: Callable[[Array], float], grad_f: Callable[[Array], ArrayLike], x: ArrayLike, h: float = 1e-5
) -> float:
    """Relative error of an analytic gradient a, measured against the numerical gradient n.

        max |a − n| / max(10⁻⁸, max |a| + max |n|)

    A right gradient of a smooth function gives about 1e-8 or less, a wrong one 1e-3 or more. Beside a kink
    (ReLU at 0) the two may differ, though both are right.

    Args:
        f: A function from an array of the shape of `x` to a number.
        grad_f: Its gradient, from the same array to an array of the same shape.
        x: Where to compare.
        h: The step of the numerical gradient.

    Returns:
        The relative error, from 0 to 1.

    Raises:
        ValueError: If `grad_f` returns another shape.

    Source:
        Goodfellow, Bengio and Courville (2016), "Deep learning", 11.5; notes 002 1편 6 and 8.
    """
    numerical = numerical_gradient(f, x, h)
    analytic = np.asarray(grad_f(np.array(x, dtype=np.float64)), dtype=np.float64)
    if analytic.shape != numerical.shape:
        raise ValueError(f"for x of shape {numerical.shape} the gradient has shape {analytic.shape}")
    size = np.abs(analytic).max() + np.abs(numerical).max()
    return float(np.abs(analytic - numerical).max() / max(1e-8, size))


class Multiply:
    """A node that multiplies: each input's gradient is scaled by the other input.

        out = x y,   dx = dout y,   dy = dout x

    Source:
        Linnainmaa (1970), "The representation of the cumulative rounding error of an algorithm as a Taylor
        expansion of the local rounding errors"; notes 002 1편 8, 004 기울기 계산.
    """

    def forward(self, x: ArrayLike, y: ArrayLike) -> Array:
        """Multiply, and remember the factors.

        Args:
            x: A number or an array of any shape.
            y: Another of the same shape.

        Returns:
            The product, of that shape.

        Raises:
            ValueError: If the shapes differ.
        """
        self._x, self._y = _pair(x, y)
        return self._x * self._y

    def backward(self, dout: ArrayLike) -> tuple[Array, Array]:
        """Hand the gradient on, each factor's scaled by the other.

        Args:
            dout: Gradient with respect to the product.

        Returns:
            `(dx, dy)`, the gradients with respect to the factors of the last `forward`.
        """
        dout = np.asarray(dout, dtype=np.float64)
        return dout * self._y, dout * self._x


class Add:
    """A node that adds: each input gets the gradient as it comes.

        out = x + y,   dx = dout · 1,   dy = dout · 1

    Source:
        Linnainmaa (1970), "The representation of the cumulative rounding error of an algorithm as a Taylor
        expansion of the local rounding errors"; notes 002 1편 8, 004 기울기 계산.
    """

    def forward(self, x: ArrayLike, y: ArrayLike) -> Array:
        """Add; there is nothing to remember.

        Args:
            x: A number or an array of any shape.
            y: Another of the same shape.

        Returns:
            The sum, of that shape.

        Raises:
            ValueError: If the shapes differ.
        """
        x, y = _pair(x, y)
        return x + y

    def backward(self, dout: ArrayLike) -> tuple[Array, Array]:
        """Hand the gradient on to both.

        Args:
            dout: Gradient with respect to the sum.

        Returns:
            `(dx, dy)`, two copies of it.
        """
        return np.array(dout, dtype=np.float64), np.array(dout, dtype=np.float64)


def _pair(x: ArrayLike, y: ArrayLike) -> tuple[Array, Array]:
    """Both inputs of a node in float64; a node does not broadcast, so gradients have its inputs' shape."""
    x, y = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    if x.shape != y.shape:
        raise ValueError(f"x and y must have the same shape, got {x.shape} and {y.shape}")
    return x, y


def shopping(price: float, count: float, tax: float) -> tuple[float, float, float, float]:
    """What a purchase costs, and what each of its numbers contributes, by a graph of two nodes.

        total = (price · count) · tax

        ∂total/∂price = count · tax,   ∂total/∂count = price · tax,   ∂total/∂tax = price · count

    Args:
        price: Of one piece.
        count: Number of pieces.
        tax: The factor that adds the tax: 1.1 for 10 %.

    Returns:
        `(total, d_price, d_count, d_tax)`.

    Source:
        Saito (2016), "Deep Learning from Scratch", 5.1; notes 002 1편 8.
    """
    goods, bill = Multiply(), Multiply()
    total = bill.forward(goods.forward(price, count), tax)
    d_goods, d_tax = bill.backward(1.0)
    d_price, d_count = goods.backward(d_goods)
    return float(total), float(d_price), float(d_count), float(d_tax)
