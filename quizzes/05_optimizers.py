"""What the questions on optimizers compute: right answers from the reference, and what comes of misconceptions."""

import numpy as np

from dlgrade.figures import curves
from dlgrade.i18n import Text
from dlref.optimizers import (
    SGD,
    AdaGrad,
    Adam,
    Momentum,
    RMSProp,
    fit_line,
    gradient_descent,
    stable_learning_rate,
)

# ----- helpers


def times(a, b):
    """The product of two numbers."""
    return a * b


def plus(a, b):
    """The sum of two numbers."""
    return a + b


def minus(a, b):
    """The difference of two numbers."""
    return a - b


def over(a, b):
    """The quotient of two numbers."""
    return a / b


def power(base, exponent):
    """The base to the power of the exponent."""
    return base**exponent


def root(x):
    """The square root."""
    return float(np.sqrt(x))


def _walk(optimizer, start, gradients):
    """The places of one parameter, the start first, while its gradient takes the given values."""
    places = [np.array([float(start)])]
    for g in gradients:
        places.append(optimizer.step({"p": places[-1]}, {"p": np.array([float(g)])})["p"])
    return [float(place[0]) for place in places]


def _steps(optimizer, gradients):
    """The steps of one parameter."""
    return [float(step) for step in np.diff(_walk(optimizer, 0.0, gradients))]


# ----- gradient descent


def bowl_step(a, w, lr):
    """One step on (w - a)²."""
    return gradient_descent(lambda x: 2.0 * (x - a), [w], lr, 1)[-1, 0]


def bowl_step_uphill(a, w, lr):
    """One step along the gradient."""
    return w + lr * 2.0 * (w - a)


def bowl_step_by_value(a, w, lr):
    """The value of the function in place of its slope."""
    return w - lr * (w - a) ** 2


def bowl_step_without_rate(a, w, lr):
    """The whole slope as a step."""
    return w - 2.0 * (w - a)


def two_steps(x, y, k, lr):
    """Two steps on x² + k y²."""
    return gradient_descent(lambda p: np.array([2.0, 2.0 * k]) * p, [x, y], lr, 2)[-1]


def two_steps_one_gradient(x, y, k, lr):
    """The first gradient used twice."""
    return [x - 2 * lr * 2 * x, y - 2 * lr * 2 * k * y]


def two_steps_equal_slopes(x, y, k, lr):
    """The factor k overlooked: both coordinates shrink alike."""
    return [x * (1 - 2 * lr) ** 2, y * (1 - 2 * lr) ** 2]


def one_step(x, y, k, lr):
    """One step on x² + k y²."""
    return gradient_descent(lambda p: np.array([2.0, 2.0 * k]) * p, [x, y], lr, 1)[-1]


def shallow_valley(a, b, s):
    """Where descent ends with the slope (x + a) x (x - b) from s, if that is the shallower of the two valleys."""
    path = gradient_descent(lambda x: (x + a) * x * (x - b), [s], 0.005, 4000)
    end = round(float(path[-1, 0]), 6)
    if abs(end) != min(a, b) or a == b:
        raise ValueError("this is the deeper valley")
    return end


def deep_valley(a, b):
    """The lowest point of all, whatever the start."""
    return b if b > a else -a


def saddle_walk(x, y, lr):
    """Two steps on x² - y²."""
    return gradient_descent(lambda p: np.array([2.0, -2.0]) * p, [x, y], lr, 2)[-1]


def saddle_as_bowl(x, y, lr):
    """Two steps on x² + y²."""
    return gradient_descent(lambda p: 2.0 * p, [x, y], lr, 2)[-1]


def saddle_uphill(x, y, lr):
    """Two steps along the gradient of x² - y²."""
    return gradient_descent(lambda p: np.array([-2.0, 2.0]) * p, [x, y], lr, 2)[-1]


def chance_of_minimum(n):
    """All n signs positive, each by the toss of a coin."""
    return 0.5**n


def chance_of_extremum(n):
    """All n signs alike."""
    return 2 * 0.5**n


def chance_by_share(n):
    """One of n + 1 counts of positive signs, as if all were equally likely."""
    return 1 / (n + 1)


def flat_factor(a, b):
    """What one step multiplies x by, on (a x² + b y²)/2, with the rate at which y arrives at once."""
    path = gradient_descent(lambda p: np.array([a, b]) * p, [1.0, 1.0], 1 / b, 1)
    return path[1, 0] / path[0, 0]


# ----- the line


def line_start(x, y, lr):
    """w and b after one step from 0."""
    return list(fit_line(x, y, lr, 1)[:2])


def line_sum(x, y, lr):
    """The sum of the squares as loss, not their mean."""
    return [lr * 2 * float(np.dot(x, y)), lr * 2 * sum(y)]


def line_without_two(x, y, lr):
    """The factor 2 of the derivative forgotten."""
    return [lr * float(np.mean(np.multiply(x, y))), lr * float(np.mean(y))]


def line_one_after_the_other(x, y, lr):
    """b moved with the errors that w has already changed."""
    w = lr * 2 * float(np.mean(np.multiply(x, y)))
    return [w, lr * 2 * float(np.mean(np.subtract(y, np.multiply(w, x))))]


def updates(n, batch, epochs):
    """Updates with the last batch smaller."""
    return -(-n // batch) * epochs


# ----- momentum and averages


def momentum_two(g1, g2, lr, mu, w):
    """Velocity and parameter after two steps."""
    places = _walk(Momentum(lr, mu), w, [g1, g2])
    return [places[2] - places[1], places[2]]


def momentum_forgotten(g1, g2, lr, mu, w):
    """Plain steps, nothing kept."""
    return [-lr * g2, w - lr * g1 - lr * g2]


def momentum_as_average(g1, g2, lr, mu, w):
    """The averaging form, with 1 - mu before the gradient."""
    m1 = (1 - mu) * g1
    m2 = mu * m1 + (1 - mu) * g2
    return [-lr * m2, w - lr * m1 - lr * m2]


def momentum_whole(g1, g2, lr, mu, w):
    """The old velocity kept in full."""
    return [-lr * g1 - lr * g2, w - 2 * lr * g1 - lr * g2]


def momentum_limit(g, lr, mu):
    """The length that a step tends to while the gradient stays the same."""
    return abs(_steps(Momentum(lr, mu), [g] * 600)[-1])


def sgd_length(g, lr):
    """The length of a plain step."""
    return abs(_steps(SGD(lr), [g])[-1])


def ema(values, beta):
    """The exponential averages after each value, from 0."""
    found, m = [], 0.0
    for value in values:
        m = beta * m + (1 - beta) * value
        found.append(m)
    return found


def ema_swapped(values, beta):
    """The two weights exchanged."""
    return ema(values, 1 - beta)


def running_mean(values, beta):
    """Plain means of all values so far."""
    return [float(np.mean(values[: i + 1])) for i in range(len(values))]


def ema_weight(beta, k):
    """The weight of the value k steps ago."""
    return ema([1.0] + [0.0] * k, beta)[-1]


def ema_weight_power(beta, k):
    """The share that is left, without the weight that the value had at first."""
    return beta**k


def ema_weight_swapped(beta, k):
    """The two weights exchanged."""
    return beta * (1 - beta) ** k


# ----- AdaGrad, RMSProp, Adam


def first_of(pair):
    """The first of two."""
    return pair[0]


def second_of(pair):
    """The second of two."""
    return pair[1]


def adagrad_after(w, pair, lr):
    """The parameter after two steps, eps = 0."""
    return _walk(AdaGrad(lr, eps=0.0), w, pair)[-1]


def adagrad_without_memory(w, pair, lr):
    """Each gradient divided by its own size."""
    return w - 2 * lr


def adagrad_without_root(w, pair, lr):
    """Divided by the sum itself."""
    return w - lr / pair[0] - lr * pair[1] / (pair[0] ** 2 + pair[1] ** 2)


def adagrad_linear(w, pair, lr):
    """The gradients added up without squares."""
    return w - lr - lr * pair[1] / (pair[0] + pair[1])


def adagrad_step(g, lr, n):
    """The length of step n with gradients that are all equal, eps = 0."""
    return abs(_steps(AdaGrad(lr, eps=0.0), [g] * n)[-1])


def rmsprop_squares(g1, g2, rho):
    """The mean squares after each of two gradients, told from the steps: h = (lr g / step)²."""
    steps = _steps(RMSProp(1.0, rho, eps=0.0), [g1, g2])
    return [(g / step) ** 2 for g, step in zip([g1, g2], steps, strict=True)]


def summed_squares(g1, g2):
    """AdaGrad's sums."""
    return [g1**2, g1**2 + g2**2]


def rmsprop_swapped(g1, g2, rho):
    """The two weights exchanged."""
    return ema([g1**2, g2**2], 1 - rho)


def rmsprop_unsquared(g1, g2, rho):
    """Averages of the gradients themselves."""
    return ema([g1, g2], rho)


def adam_first(w, g, lr):
    """The parameter after the first step with the usual betas, eps = 0."""
    return _walk(Adam(lr, eps=0.0), w, [g])[-1]


def adam_uncorrected(w, g, lr):
    """The first step without the bias correction."""
    return w - lr * 0.1 * g / np.sqrt(0.001 * g * g)


def sgd_after(w, g, lr):
    """A plain step."""
    return _walk(SGD(lr), w, [g])[-1]


def adam_wrong_way(w, g, lr):
    """The first step along the gradient."""
    return w + lr * np.sign(g)


def corrected(m, beta, t):
    """An average without the bias of its start at 0."""
    return m / (1 - beta**t)


def last(values):
    """The last of some."""
    return values[-1]


def sgd_vector(p, g, lr):
    """One step of an array."""
    return SGD(lr).step({"p": p}, {"p": g})["p"]


def sgd_vector_uphill(p, g, lr):
    """One step along the gradient."""
    return np.add(p, np.multiply(lr, g))


def sgd_vector_replaced(p, g, lr):
    """The step alone, without the parameter it belongs to."""
    return np.multiply(-lr, g)


def sample_and_all(w, a, b):
    """The slope of one sample's loss, and of the mean of both."""
    one, mean = float(w - a), w - (a + b) / 2
    if one * mean >= 0:
        raise ValueError("both point the same way")
    return [one, mean]


def sample_and_sum(w, a, b):
    """The slopes of both samples added, not averaged."""
    return [float(w - a), float(2 * w - a - b)]


def sample_and_all_uphill(w, a, b):
    """The signs of steps in place of those of slopes."""
    return [float(a - w), (a + b) / 2 - w]


def dense_size(inputs, outputs):
    """Weights and biases of a dense layer."""
    return (inputs + 1) * outputs


def memory(inputs, outputs):
    """The numbers that SGD, momentum and Adam keep for a dense layer, one array of its size at a time."""
    p = (inputs + 1) * outputs
    return [0, p, 2 * p]


def memory_without_biases(inputs, outputs):
    """The same for the weights only."""
    p = inputs * outputs
    return [0, p, 2 * p]


def memory_per_optimizer(inputs, outputs):
    """One number for the whole network in place of one for every parameter."""
    return [0, 1, 2]


def memory_with_parameters(inputs, outputs):
    """The parameters themselves counted with what is remembered."""
    p = (inputs + 1) * outputs
    return [p, 2 * p, 3 * p]


# ----- figures


def lowered_rate(k):
    """The mean loss of 300 noisy descents of a parabola; from step k on the learning rate is a ninth."""
    rng = np.random.default_rng(5)
    x, losses = np.full(300, 1.8), []
    for step in range(81):
        losses.append(float(np.mean(x**2)))
        slope = 2.0 * x + 2.0 * rng.normal(size=300)
        x = x - (0.45 if step < k else 0.05) * slope
    return curves(
        Text("Loss", "손실"), Text("step", "걸음"), (Text("loss", "손실"), losses), span=(0, len(losses) - 1)
    )


def step_lengths():
    """The lengths of steps of three optimizers while the gradient stays 1, all with the learning rate 0.1."""
    found = [[abs(s) for s in _steps(o, [1.0] * 60)] for o in (RMSProp(0.1), Adam(0.1), AdaGrad(0.1))]
    names = [Text("A", "A"), Text("B", "B"), Text("C", "C")]
    return curves(
        Text("Length of a step", "걸음의 길이"), Text("step", "걸음"), *zip(names, found, strict=True)
    )


def same(k):
    """The number itself."""
    return k
