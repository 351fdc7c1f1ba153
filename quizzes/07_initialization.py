"""What the questions of this unit compute: right answers from the reference, and what comes of misconceptions."""

import functools
import math

import numpy as np

from dlgrade.figures import curves
from dlgrade.i18n import Text
from dlref.activations import relu, relu_grad
from dlref.initialization import init_he, init_normal, init_xavier, layer_std

# ----- small arithmetic


def sum_of(a, b):
    """a + b."""
    return a + b


def share_over(a, n):
    """a / n."""
    return a / n


def first_of(x):
    """The first element."""
    return x[0]


def second_of(x):
    """The second element."""
    return x[1]


# ----- symmetry


def equal_unit_gradients(x, w, v, t):
    """dL/dw of two hidden ReLU units with the same weights; L = ½ (y − t)² and y = v h₁ + v h₂."""
    if w * x <= 0:
        raise ValueError("the units must be on")
    h = relu([w * x, w * x])
    error = v * h[0] + v * h[1] - t
    if error == 0:
        raise ValueError("there must be something to learn")
    return error * v * relu_grad([w * x, w * x]) * x


def output_of_equal_units(x, w, v):
    """v h₁ + v h₂ of two equal ReLU units."""
    return 2 * v * float(relu(w * x))


def error_of_equal_units(x, w, v, t):
    """y − t."""
    return output_of_equal_units(x, w, v) - t


def zero_gradients(x, w, v, t):
    """The belief that equal units get no gradient."""
    return [0, 0]


def opposite_gradients(x, w, v, t):
    """The belief that the units share the work in opposite directions."""
    gradient = equal_unit_gradients(x, w, v, t)[0]
    return [gradient, -gradient]


def gradients_without_output_weight(x, w, v, t):
    """The output weight left out of the chain rule."""
    return [error_of_equal_units(x, w, v, t) * x] * 2


# ----- the size of a signal


def step_factor(n, std):
    """By what one layer of n inputs multiplies the standard deviation, in the linear range."""
    return round(std * math.sqrt(n), 12)


def after_layers(n, std, L):
    """What is left after L layers."""
    return step_factor(n, std) ** L


def after_layers_width_ignored(n, std, L):
    """Each layer multiplies by the std itself."""
    return std**L


def after_layers_sum(n, std, L):
    """n in place of its root."""
    return (std * n) ** L


def after_one_layer(n, std, L):
    """One layer only."""
    return step_factor(n, std)


def width_that_keeps(std):
    """The number of inputs with which this std keeps the size."""
    return round(1 / std**2)


def width_without_square(std):
    """1 / std."""
    return round(1 / std)


def width_for_he(std):
    """2 / std²."""
    return round(2 / std**2)


# ----- Xavier


def _spread(weights):
    """The std that made these weights, known exactly because the same draw with std 1 is known."""
    unit = init_normal(*weights.shape, np.random.default_rng(0), std=1.0)
    return float(weights[0, 0] / unit[0, 0])


def xavier_std(fan_in, fan_out):
    """The standard deviation of Xavier weights."""
    return round(_spread(init_xavier(fan_in, fan_out, np.random.default_rng(0))), 12)


def xavier_variance(fan_in, fan_out):
    """The variance in place of its root."""
    return round(2 / (fan_in + fan_out), 12)


def xavier_without_two(fan_in, fan_out):
    """The sum taken for the mean."""
    return math.sqrt(1 / (fan_in + fan_out))


def he_for_xavier(fan_in, fan_out):
    """He's rule."""
    return he_std(fan_in)


def uniform_limit(fan_in, fan_out):
    """The a of a uniform distribution from −a to a with Xavier's variance a²/3."""
    return xavier_std(fan_in, fan_out) * math.sqrt(3)


def uniform_as_std(fan_in, fan_out):
    """The standard deviation taken for the limit."""
    return xavier_std(fan_in, fan_out)


def uniform_three_lost(fan_in, fan_out):
    """Three times the standard deviation."""
    return 3 * xavier_std(fan_in, fan_out)


def forward_and_backward(fan_in, fan_out):
    """By what a Xavier layer multiplies the variance of the signal, and of the gradient."""
    variance = xavier_std(fan_in, fan_out) ** 2
    return [fan_in * variance, fan_out * variance]


def both_kept(fan_in, fan_out):
    """The belief that both are kept exactly."""
    return [1, 1]


def backward_and_forward(fan_in, fan_out):
    """The two exchanged."""
    return forward_and_backward(fan_in, fan_out)[::-1]


# ----- He


def he_std(fan_in):
    """The standard deviation of He weights."""
    return round(_spread(init_he(fan_in, 1, np.random.default_rng(0))), 12)


def he_variance(fan_in):
    """The variance in place of its root."""
    return 2 / fan_in


def he_without_two(fan_in):
    """1/fan_in, which does not make up for ReLU."""
    return math.sqrt(1 / fan_in)


def he_two_outside(fan_in):
    """The 2 outside the root."""
    return 2 * math.sqrt(1 / fan_in)


def symmetric_sums(a, b):
    """Four weighted sums, evenly around 0."""
    if a <= b:
        raise ValueError("a must be larger")
    return [-a, -b, b, a]


def mean_squares(z):
    """The mean square before and after ReLU."""
    return [float(np.mean(np.square(z))), float(np.mean(np.square(relu(z))))]


def mean_squares_of_positive(z):
    """Only the outputs that are not 0 counted."""
    after = relu(z)
    return [float(np.mean(np.square(z))), float(np.mean(np.square(after[after > 0])))]


def means_before_and_after(z):
    """Means in place of mean squares."""
    return [float(np.mean(z)), float(np.mean(relu(z)))]


def quarter_mean_squares(z):
    """The half squared."""
    before = mean_squares(z)[0]
    return [before, before / 4]


def relu_after_layers(fan_in, variance, L):
    """By what L layers of ReLU multiply the mean square."""
    return (fan_in * variance / 2) ** L


def relu_half_forgotten(fan_in, variance, L):
    """ReLU's half forgotten."""
    return (fan_in * variance) ** L


# ----- figures


@functools.cache
def tanh_stack():
    """The std of each layer's output in a stack of 10 tanh layers of 100 units; 1: Xavier, 2: std 1, 3: std 0.01."""
    rng = np.random.default_rng(7)
    x = rng.normal(size=(100, 100))
    stacks = [
        [init_xavier(100, 100, rng) for _ in range(10)],
        [init_normal(100, 100, rng, std=1.0) for _ in range(10)],
        [init_normal(100, 100, rng, std=0.01) for _ in range(10)],
    ]
    lines = [(Text(str(i), str(i)), list(layer_std(x, stack, "tanh"))) for i, stack in enumerate(stacks, 1)]
    title = Text("Standard deviation of each layer's output", "층마다 출력의 표준편차")
    return curves(title, Text("layer", "층"), *lines, span=(1, 10))


def stack_number(start):
    """Which curve belongs to which start."""
    return {"Xavier": 1, "std 1": 2, "std 0.01": 3}[start]
