"""What the questions of this unit compute: right answers from the reference, and what comes of misconceptions."""

import numpy as np

from dlgrade.figures import bars
from dlgrade.i18n import Text
from dlref.activations import relu, step
from dlref.perceptron import and_params, fit_perceptron, nand_params, or_params, perceptron

_CORNERS = [[0, 0], [0, 1], [1, 0], [1, 1]]
_TARGETS = {"AND": [0, 0, 0, 1], "OR": [0, 1, 1, 1], "NAND": [1, 1, 1, 0]}


def times(a, b):
    """The product of two numbers."""
    return a * b


def plus(a, b):
    """The sum of two numbers."""
    return a + b


def ratio(a, b):
    """The quotient of two numbers."""
    return a / b


def positive(z):
    """A number above 0; others are refused."""
    if z <= 0:
        raise ValueError("not positive")
    return z


def products(x, w):
    """Each input times its weight."""
    return [a * b for a, b in zip(x, w, strict=True)]


def weighted_sum(x, w, b):
    """The sum of the products of inputs and weights, plus the bias."""
    return sum(products(x, w)) + b


def weighted_sums(X, w, b):
    """The weighted sum of every row."""
    return [weighted_sum(x, w, b) for x in X]


def bias_through(X, w, k):
    """The bias that puts a row exactly on the boundary."""
    return -weighted_sum(X[k], w, 0)


def batch_shape(n, d):
    """The shape of the answers to a batch."""
    return list(perceptron(np.zeros((n, d)), np.zeros(d), 0.0).shape)


def table(w, b):
    """The answers to (0, 0), (0, 1), (1, 0), (1, 1)."""
    return perceptron(_CORNERS, w, b)


def missed(x, w, b):
    """The label that makes the answer to a sample a mistake."""
    return 1 - perceptron(x, w, b)


def corrected(x, y, w, b, lr):
    """Weights and bias after the perceptron's rule has seen a sample."""
    error = y - perceptron(x, w, b)
    return [*(np.asarray(w) + lr * error * np.asarray(x)), b + lr * error]


def first_epoch(X, y):
    """Weights and bias after the first epoch of the perceptron's rule, from zeros, with learning rate 1."""
    w, b, _ = fit_perceptron(X, y, lr=1.0, epochs=1)
    return [*w, b]


def mistakes_of(gate):
    """Mistakes in each epoch while the perceptron's rule learns a gate."""
    return fit_perceptron(_CORNERS, _TARGETS[gate])[2]


def last_correction(gate):
    """The last epoch with a mistake, counted from 1."""
    return len(mistakes_of(gate)) - 1


def four_points(low, high, turn):
    """The neighbours of both edges of a box, in one of four orders."""
    points = [low - 1, low, high - 1, high]
    return points[turn:] + points[:turn]


def box(x, low, high):
    """The difference of two steps: 1 from the first edge on, 0 again from the second on."""
    return step(np.asarray(x) - low) - step(np.asarray(x) - high)


def separable_functions():
    """How many of the sixteen functions of two bits one perceptron computes."""
    weights = range(-2, 3)
    biases = np.arange(-2.5, 3.0)
    return len({tuple(table([u, v], b).tolist()) for u in weights for v in weights for b in biases})


def best_on_xor():
    """The most points of XOR that one unit gets right, over a grid of weights and biases."""
    weights = range(-2, 3)
    biases = np.arange(-2.5, 3.0)
    right = (table([u, v], b) == [0, 1, 1, 0] for u in weights for v in weights for b in biases)
    return max(int(np.sum(answers)) for answers in right)


def xor_path(x1, x2):
    """What NAND and OR say to an input, and what AND makes of it."""
    hidden = [perceptron([x1, x2], *nand_params()), perceptron([x1, x2], *or_params())]
    return [*hidden, perceptron(hidden, *and_params())]


def relu_hidden(k):
    """The hidden layer relu(x W + c) for the four corners, with all weights k and c = (0, -k)."""
    return relu(relu_sums(k))


# ----- misconceptions


def bend_each_product(x, w, b):
    """The activation taken of every product before they are added."""
    return sum(max(0, p) for p in products(x, w)) + b


def bias_for_each_input(x, w, b):
    """The bias added once per input."""
    return weighted_sum(x, w, 0) + len(x) * b


def sums_multiplied(x, w, b):
    """All inputs added up, times all weights added up."""
    return sum(x) * sum(w) + b


def fires_strictly(X, w, b):
    """Firing above 0 only, not at 0."""
    return [int(z > 0) for z in weighted_sums(X, w, b)]


def signs(X, w, b):
    """1 and -1 in place of 1 and 0."""
    return [2 * y - 1 for y in perceptron(X, w, b).tolist()]


def pushed_away(x, y, w, b, lr):
    """The correction with its sign turned."""
    error = perceptron(x, w, b) - y
    return [*(np.asarray(w) + lr * error * np.asarray(x)), b + lr * error]


def bias_left_alone(x, y, w, b, lr):
    """The weights corrected, the bias not."""
    return [*corrected(x, y, w, b, lr)[:-1], b]


def input_left_out(x, y, w, b, lr):
    """Every weight moved by lr times the error, whatever its input."""
    error = y - perceptron(x, w, b)
    return [*(np.asarray(w) + lr * error), b + lr * error]


def corrected_at_the_end(X, y):
    """All samples judged with the weights from before the epoch."""
    error = np.asarray(y) - perceptron(X, np.zeros(len(X[0])), 0.0)
    return [*(error @ np.asarray(X)), error.sum()]


def silent_at_zero(X, y):
    """The first epoch with a perceptron that stays silent at exactly 0."""
    w, b = np.zeros(len(X[0])), 0.0
    for x, target in zip(X, y, strict=True):
        error = target - int(np.dot(x, w) + b > 0)
        w, b = w + error * np.asarray(x), b + error
    return [*w, b]


def worst_epoch(gate):
    """The epoch with most mistakes."""
    mistakes = mistakes_of(gate)
    return mistakes.index(max(mistakes)) + 1


def box_with_both_edges(x, low, high):
    """1 at the second edge, too."""
    return [int(low <= v <= high) for v in x]


def box_without_edges(x, low, high):
    """0 at the first edge, too."""
    return [int(low < v < high) for v in x]


def bias_as_threshold(w, b):
    """The sum without a bias compared with b."""
    return [int(weighted_sum(x, w, 0) >= b) for x in _CORNERS]


def xor_path_with_and(x1, x2):
    """AND in place of NAND in the first layer."""
    hidden = [perceptron([x1, x2], *and_params()), perceptron([x1, x2], *or_params())]
    return [*hidden, perceptron(hidden, *and_params())]


def xor_path_with_or(x1, x2):
    """OR in place of AND in the second layer."""
    hidden = xor_path(x1, x2)[:2]
    return [*hidden, perceptron(hidden, *or_params())]


def relu_sums(k):
    """The hidden layer without its activation."""
    return np.asarray(_CORNERS) @ np.full((2, 2), k) + [0, -k]


# ----- figures


def mistakes_by_epoch(gate):
    """The mistakes in each epoch, as bars."""
    title = Text(f"Mistakes while learning {gate}", f"{gate} 학습 중에 틀린 횟수")
    return bars(title, [(Text(f"epoch {i}", f"에포크 {i}"), m) for i, m in enumerate(mistakes_of(gate), 1)])
