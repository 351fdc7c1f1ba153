"""What the questions of this unit compute: right answers from the reference, and what comes of misconceptions."""

import math

import numpy as np

from dlgrade.figures import curves
from dlgrade.i18n import Text
from dlref.differentiation import Add, Multiply, gradient_check, numerical_diff, shopping


def pair(a, b):
    """Two numbers."""
    return [a, b]


def pick(x, i):
    """Element i."""
    return x[i]


def times(x, y):
    """The product, element by element."""
    return np.multiply(x, y)


def add(x, y):
    """The sum."""
    return x + y


def square(x):
    """The square."""
    return x * x


def minus(x):
    """The other sign."""
    return -np.asarray(x)


def squared_length(g):
    """The sum of the squares."""
    return int(np.sum(np.square(g)))


def length(g):
    """The Euclidean length."""
    return math.sqrt(squared_length(g))


def bowl_gradient(a, b, x, y):
    """Gradient of a x² + b x y, backwards through a graph; x is used three times."""
    xx, xy, first, second, result = Multiply(), Multiply(), Multiply(), Multiply(), Add()
    result.forward(first.forward(a, xx.forward(x, x)), second.forward(b, xy.forward(x, y)))
    d_first, d_second = result.backward(1.0)
    dx1, dx2 = xx.backward(first.backward(d_first)[1])
    dx3, dy = xy.backward(second.backward(d_second)[1])
    return [dx1 + dx2 + dx3, dy]


def change(g, i, step):
    """By how much the loss changes, about, when element i grows by a step."""
    steps = np.zeros(len(g))
    steps[i] = step
    return float(np.dot(g, steps))


def downhill(g):
    """The direction of steepest descent, of length 1."""
    return minus(g) / length(g)


def step_effect(g, rate):
    """By how much the loss changes, about, in one step of gradient descent."""
    return float(np.dot(g, minus(g) * rate))


def inner(a, x, b):
    """The line a x + b, refused where it is 0 or 1."""
    if a * x + b in (0, 1):
        raise ValueError("0 and 1 show nothing")
    return a * x + b


def square_of_line_grad(a, x, b):
    """Derivative of (a x + b)² with respect to x, backwards through a graph."""
    product, line, result = Multiply(), Add(), Multiply()
    u = line.forward(product.forward(a, x), b)
    result.forward(u, u)
    left, right = result.backward(1.0)
    return product.backward(line.backward(left + right)[0])[1]


def chained(slopes):
    """The product of local slopes, multiplied on the way back."""
    gradient = 1.0
    for slope in reversed(slopes):
        node = Multiply()
        node.forward(slope, 1.0)
        gradient = float(node.backward(gradient)[1])
    return round(gradient, 9)


def shopping_slopes(price, count, tax):
    """The derivatives of the total with respect to price, count and tax."""
    return [round(slope, 9) for slope in shopping(price, count, tax)[1:]]


def sum_times(x, y, z, dout, i):
    """Entry i of the gradients of (x + y) z with respect to x, y and z."""
    total, product = Add(), Multiply()
    product.forward(total.forward(x, y), z)
    d_total, dz = product.backward(dout)
    return [*total.backward(d_total), dz][i]


def used_twice(x, y):
    """Derivative of (x + y) x with respect to x: two paths lead to it."""
    total, product = Add(), Multiply()
    product.forward(total.forward(x, y), x)
    d_total, direct = product.backward(1.0)
    return total.backward(d_total)[0] + direct


def dense_parameters(inputs, outputs):
    """Weights and biases of a dense layer."""
    return inputs * outputs + outputs


def runs_for_gradient(parameters):
    """How often the loss is computed for one numerical gradient: counted, one parameter at a time."""
    calls = []
    numerical_diff(lambda x: calls.append(x) or 0.0, 0.0)
    return parameters * len(calls)


def cube_slope(x, h):
    """Derivative of x³ by the central difference."""
    return round(numerical_diff(lambda t: t**3, float(x), h), 9)


def error_ratio(k):
    """How many times smaller the error of the central difference of x³ is with h/k than with h = 0.5."""
    far, near = (numerical_diff(lambda t: t**3, 1.0, h) - 3 for h in (0.5, 0.5 / k))
    return round(far / near, 6)


def relu_slope(x, h):
    """Derivative of ReLU by the central difference."""
    return round(numerical_diff(lambda t: max(t, 0.0), x, h), 9)


def spoiled(n, i, d):
    """A gradient with a mistake of d in one entry."""
    return [value + d * (k == i) for k, value in enumerate(n)]


def relative_error(a, n):
    """Relative error of an analytic gradient a where the numerical one is n."""
    return round(gradient_check(lambda x: float(np.dot(n, x)), lambda _: np.array(a), np.zeros(len(n))), 9)


def largest(x):
    """The largest absolute value."""
    return float(np.max(np.abs(x)))


# ----- misconceptions


def other_way_round(x):
    """The entries in the wrong order."""
    return x[::-1]


def without_cross_term(a, b, x):
    """The derivative by x without the term b y."""
    return [2 * a * x, b * x]


def outer_only(a, x, b):
    """2 (a x + b): the inner derivative is missing."""
    return 2 * (a * x + b)


def power_kept(a, x, b):
    """Half of the derivative, a (a x + b): the 2 of the square is missing."""
    return a * (a * x + b)


def slopes_added(slopes):
    """Local slopes added up, not multiplied."""
    return round(sum(slopes), 9)


def own_factor(price, count, tax):
    """Each input of a product gets itself as its factor."""
    return [round(price * tax, 9), round(count * tax, 9), tax]


def tax_forgotten(price, count):
    """The second node's factor is not handed on."""
    return [count, price, price * count]


def forward_difference(x, h):
    """(f(x + h) − f(x)) / h for x³."""
    return round(((x + h) ** 3 - x**3) / h, 9)


def divided_by_h(x, h):
    """(f(x + h) − f(x − h)) / h for x³: half of the distance."""
    return round(((x + h) ** 3 - (x - h) ** 3) / h, 9)


def exact_slope(x):
    """The true slope of x³."""
    return 3 * x**2


def relu_forward(x, h):
    """(f(x + h) − f(x)) / h for ReLU."""
    return round((max(x + h, 0.0) - max(x, 0.0)) / h, 9)


def difference_by_analytic(a, n):
    """Divided by the size of one of the gradients only."""
    return float(np.max(np.abs(np.subtract(a, n))) / np.max(np.abs(n)))


def difference_by_sums(a, n):
    """Divided by the sums of all absolute values, not by the largest ones."""
    return float(np.max(np.abs(np.subtract(a, n))) / (np.sum(np.abs(a)) + np.sum(np.abs(n))))


# ----- figures


def step_errors(name):
    """log₁₀ of the error of the central difference at 1 for h = 10⁻¹ … 10⁻¹²."""
    f, slope = {"exp": (math.exp, math.e), "sin": (math.sin, math.cos(1))}[name]
    return [round(math.log10(abs(numerical_diff(f, 1.0, 10.0**-k) - slope)), 1) for k in range(1, 13)]


def step_curve(name):
    """The errors as a figure."""
    return curves(
        Text("log₁₀ of the error", "오차의 log₁₀"),
        Text("k in h = 10⁻ᵏ", "h = 10⁻ᵏ의 k"),
        (Text("error", "오차"), step_errors(name)),
        span=(1, 12),
    )


def best_step(name):
    """The k whose error is smallest."""
    errors = step_errors(name)
    return errors.index(min(errors)) + 1
