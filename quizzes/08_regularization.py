"""What the questions of this unit compute: right answers from the reference, and what comes of misconceptions."""

import math

import numpy as np

from dlgrade.figures import curves
from dlgrade.i18n import Text
from dlref.regularization import (
    BatchNorm,
    Dropout,
    EarlyStopping,
    is_overfitting,
    l1_penalty,
    l1_penalty_grad,
    l2_penalty,
    l2_penalty_grad,
    train_val_test_split,
)


def pick(x, i):
    """Element i."""
    return x[i]


def minus(a, b):
    """The difference."""
    return round(a - b, 9)


def times(a, b):
    """The product."""
    return round(a * b, 9)


def ratio(a, b):
    """The quotient."""
    return round(a / b, 9)


def total(x):
    """The sum."""
    return float(np.sum(x))


def both_signs(x):
    """Weights of both signs."""
    if min(x) >= 0 or max(x) <= 0:
        raise ValueError("all of one sign")
    return x


def squares(x):
    """Squares, element by element."""
    return np.square(x)


def sizes(x):
    """Absolute values."""
    return np.abs(x)


def train_curve(turn):
    """A training loss over 21 epochs that falls all the time."""
    return [round(0.08 + 0.87 * math.exp(-2.2 * epoch / turn), 2) for epoch in range(21)]


def val_curve(turn):
    """A validation loss over 21 epochs that falls up to one epoch and rises after it."""
    falling = [0.35 + 0.65 * (1 - epoch / turn) ** 1.3 for epoch in range(turn)]
    rising = [0.35 + 0.6 * (epoch / 14) ** 1.2 for epoch in range(21 - turn)]
    return [round(loss, 2) for loss in falling + rising]


def lowest(losses):
    """The epoch with the smallest loss, as early stopping with endless patience remembers it."""
    stopping = EarlyStopping(patience=len(losses))
    for loss in losses:
        stopping.update(loss)
    return stopping.best_epoch


def losses_from(start, steps):
    """Losses in tenths that begin at a value and go on by steps."""
    return [round(value / 10, 1) for value in np.cumsum([start, *steps])]


def first_overfitting(train, val, patience):
    """The first epoch at which the rule for overfitting says yes."""
    for epoch in range(len(train)):
        if is_overfitting(train[: epoch + 1], val[: epoch + 1], patience):
            return epoch
    raise ValueError("it never overfits")


def stop_epoch(losses, patience):
    """The epoch at which early stopping says stop; refused where that is too early, at the very end, or never."""
    stopping = EarlyStopping(patience)
    for epoch, loss in enumerate(losses):
        if stopping.update(loss):
            if epoch == len(losses) - 1 or stopping.best_epoch < 2:
                raise ValueError("some losses must fall before, and some be left over")
            return epoch
    raise ValueError("it never stops")


def kept_epoch(losses, patience):
    """The epoch whose weights are kept when early stopping says stop."""
    stopping = EarlyStopping(patience)
    for loss in losses:
        if stopping.update(loss):
            return stopping.best_epoch
    raise ValueError("it never stops")


def split_sizes(n):
    """How many samples half, a quarter and the rest are."""
    X = np.arange(n)
    parts = train_val_test_split(X, X, (0.5, 0.25, 0.25), np.random.default_rng(0))
    return [len(part[0]) for part in parts]


def points_hit(degree):
    """How many points a polynomial of this degree can pass through exactly, whatever their heights."""
    columns = np.vander(np.linspace(-1, 1, degree + 4), degree + 1)
    return int(np.linalg.matrix_rank(columns))


def mixture(rates, shares):
    """The error rate over groups with these shares."""
    return round(float(np.dot(rates, shares)), 9)


def l1_step(w, rate, lam):
    """A weight after one step against the L1 penalty alone."""
    return round(w - rate * float(l1_penalty_grad([w], lam)[0]), 9)


def l2_step(w, rate, lam):
    """A weight after one step against the L2 penalty alone."""
    return round(w - rate * float(l2_penalty_grad([w], lam)[0]), 9)


def pulls_apart(w, lam):
    """How many times harder L1 pulls at a small weight than L2."""
    return round(float(l1_penalty_grad([w], lam)[0] / l2_penalty_grad([w], lam)[0]), 6)


class _Chance:
    """A generator whose draws come out as a mask asks."""

    def __init__(self, mask):
        self.mask = mask

    def random(self, shape):
        return np.array(self.mask, dtype=float).reshape(shape) * 0.999


def dropped(x, mask, rate):
    """Inverted dropout in training, when chance leaves these elements."""
    return np.round(Dropout(rate).forward(x, _Chance(mask)), 9)


def some(mask):
    """A mask that drops something and leaves something."""
    if len(set(mask)) == 1:
        raise ValueError("all alike")
    return mask


def dropout_back(dout, mask, rate):
    """The gradient behind dropout with this mask."""
    layer = Dropout(rate)
    layer.forward(np.ones(len(mask)), _Chance(mask))
    return np.round(layer.backward(dout), 9)


def at_test(x, rate):
    """Dropout after training."""
    return Dropout(rate).forward(x, np.random.default_rng(0), train=False)


def factor(rate):
    """What inverted dropout multiplies the elements by that stay."""
    return round(float(Dropout(rate).forward([1.0], _Chance([1]))[0]), 9)


def weights_cut(dropped_units, next_units):
    """The weights whose input dropout has set to 0, counted by the gradient they get."""
    x = np.zeros(dropped_units)
    return int(np.sum(np.outer(x, np.ones(next_units)) == 0))


def column(mean, std, pattern):
    """A column of numbers with this mean and standard deviation."""
    return [mean + std * sign for sign in pattern]


def norm(x, gamma, beta):
    """Batch normalization of one column, without eps."""
    layer = BatchNorm(1, eps=0.0)
    layer.gamma, layer.beta = np.array([float(gamma)]), np.array([float(beta)])
    return np.round(layer.forward(np.reshape(x, (-1, 1)))[:, 0], 9)


def running_mean(old, x):
    """The running mean after one batch, with the momentum 0.9."""
    layer = BatchNorm(1)
    layer.running_mean = np.array([float(old)])
    layer.forward(np.reshape(x, (-1, 1)))
    return round(float(layer.running_mean[0]), 9)


def norm_at_test(x, mean, var, gamma, beta):
    """Batch normalization of a single sample with the running values, without eps."""
    layer = BatchNorm(1, eps=0.0)
    layer.gamma, layer.beta = np.array([float(gamma)]), np.array([float(beta)])
    layer.running_mean, layer.running_var = np.array([float(mean)]), np.array([float(var)])
    return round(float(layer.forward([[float(x)]], train=False)[0, 0]), 9)


def mean_of(x):
    """The mean."""
    return float(np.mean(x))


def root(x):
    """The square root."""
    return math.sqrt(x)


# ----- misconceptions


def first_rise(losses):
    """The first epoch that is worse than the one before: no patience at all."""
    return next(i for i in range(1, len(losses)) if losses[i] >= losses[i - 1])


def stop_against_previous(losses, patience):
    """Patience counted against the epoch before, not against the best."""
    bad = 0
    for i in range(1, len(losses)):
        bad = bad + 1 if losses[i] >= losses[i - 1] else 0
        if bad == patience:
            return i
    return len(losses) - 1


def one_later(epoch):
    """Counted from 1."""
    return epoch + 1


def rounded_sizes(n):
    """Halves rounded to the nearest, the rest for the test."""
    train, val = math.floor(0.5 * n + 0.5), math.floor(0.25 * n + 0.5)
    return [train, val, n - train - val]


def whole_quarters(n):
    """All three rounded down: samples are lost."""
    return [n // 2, n // 4, n // 4]


def l2_without_half(W, lam):
    """λ Σ w², without the ½."""
    return 2 * l2_penalty(W, lam)


def signed_sum(W, lam):
    """λ Σ w: weights of opposite sign cancel."""
    return lam * float(np.sum(W))


def mean_penalty(penalty, n):
    """Divided by the number of weights."""
    return penalty / n


def all_positive(W, lam):
    """λ for every weight, whatever its sign."""
    return [lam] * len(W)


def masked_only(x, mask):
    """Dropped, but nothing made up for it."""
    return np.multiply(x, mask)


def masked_and_shrunk(x, mask, rate):
    """Multiplied by 1 − rate where it should be divided."""
    return np.round(np.multiply(x, mask) * (1 - rate), 9)


def divided_by_rate(x, mask, rate):
    """Divided by the rate itself."""
    return np.round(np.multiply(x, mask) / rate, 9)


def scaled(x, by):
    """All multiplied by a number."""
    return np.round(np.multiply(x, by), 9)


def norm_by_variance(x, gamma, beta):
    """Divided by the variance, not by its root."""
    centred = np.subtract(x, np.mean(x))
    return np.round(gamma * centred / np.mean(centred**2) + beta, 9)


def shift_only(x):
    """The mean subtracted, and nothing else."""
    return np.subtract(x, np.mean(x))


def running_the_other_way(old, x):
    """0.9 for the new batch and 0.1 for the old value."""
    return round(0.1 * old + 0.9 * float(np.mean(x)), 9)


def unscaled_test(x, mean, var, gamma, beta):
    """Divided by the variance, not by its root."""
    return round(gamma * (x - mean) / var + beta, 9)


# ----- figures


def two_losses(turn):
    """A training and a validation loss over epochs 0 to 20."""
    return curves(
        Text("Losses", "손실"),
        Text("epoch", "에포크"),
        (Text("training", "학습"), train_curve(turn)),
        (Text("validation", "검증"), val_curve(turn)),
        span=(0, 20),
    )
