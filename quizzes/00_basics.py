"""What the questions of this unit compute: right answers from the reference, and what comes of misconceptions."""

import numpy as np

from dlgrade.figures import curves
from dlgrade.i18n import Text
from dlref.activations import relu
from dlref.networks import MLP
from dlref.optimizers import fit_line
from dlref.perceptron import perceptron

# ----- small arithmetic


def copy(x):
    """The value itself."""
    return x


def smallest(x):
    """The smallest number."""
    return min(x)


def largest(x):
    """The largest number."""
    return max(x)


def larger(a, b):
    """The larger of two numbers."""
    return max(a, b)


def mean_of(x):
    """The mean."""
    return float(np.mean(x))


def one_minus(x):
    """1 − x, without the float's dust."""
    return round(1 - x, 9)


def difference(a, b):
    """a − b."""
    return a - b


def product(a, b):
    """a b, without the float's dust."""
    return round(a * b, 9)


# ----- a limit learnt from examples


def limit(good, bad):
    """Halfway between the largest good and the smallest bad number."""
    if max(good) >= min(bad):
        raise ValueError("the examples must be apart")
    return (max(good) + min(bad)) / 2


def limits(good, bad, new):
    """The limit before and after one more good example, which moves it."""
    if not max(good) < new < min(bad):
        raise ValueError("the new example must lie between")
    return [limit(good, bad), limit([*good, new], bad)]


def limits_unchanged(good, bad, new):
    """The program taken to be fixed."""
    return [limit(good, bad)] * 2


def limits_with_new_as_bad(good, bad, new):
    """The new example counted as spam."""
    return [limit(good, bad), limit(good, [*bad, new])]


def limits_of_means(good, bad, new):
    """Halfway between the means."""
    return [
        (np.mean(good) + np.mean(bad)) / 2,
        (np.mean([*good, new]) + np.mean(bad)) / 2,
    ]


# ----- features of features


def rises(x):
    """The first layer: where the brightness rises, and by how much."""
    return relu(np.diff(x)).astype(int)


def long_rises(x):
    """The second layer: two rises in a row that make more than 3."""
    found = relu(rises(x)[:-1] + rises(x)[1:] - 3).astype(int)
    if not found.any():
        raise ValueError("something must be found")
    return found


def long_rises_without_first_relu(x):
    """Falls counted against rises."""
    d = np.diff(x)
    return relu(d[:-1] + d[1:] - 3).astype(int)


def long_rises_without_second_relu(x):
    """Negative sums kept."""
    return rises(x)[:-1] + rises(x)[1:] - 3


def long_rises_without_limit(x):
    """The 3 not subtracted."""
    return rises(x)[:-1] + rises(x)[1:]


def feature_weights(k):
    """The weights of k (mean of the left column − mean of the right column), in reading order."""
    return [k / 2, -k / 2, k / 2, -k / 2]


def feature_weights_by_rows(k):
    """The rows compared instead of the columns."""
    return [k / 2, k / 2, -k / 2, -k / 2]


def feature_weights_of_sums(k):
    """Sums in place of means."""
    return [k, -k, k, -k]


def feature_weights_all_positive(k):
    """The minus forgotten."""
    return [k / 2] * 4


def feature(k, picture):
    """The feature itself."""
    return float(np.dot(feature_weights(k), picture))


# ----- sets, depth


def rings(a, m, d):
    """AI without learning, and learning without depth."""
    return [a - m, m - d]


def rings_side_by_side(a, m, d):
    """The sets taken to be apart."""
    return [a, m]


def rings_all_subtracted(a, m, d):
    """Deep learning subtracted from both."""
    return [a - m - d, m - d]


def parameters_of(*sizes):
    """The weights and biases of a network."""
    return sum(p.size for p in MLP(sizes, np.random.default_rng(0)).params.values())


def parameters_wide_deep(h, k):
    """One hidden layer of h units, and three of k, between 4 inputs and 1 output."""
    return [parameters_of(4, h, 1), parameters_of(4, k, k, k, 1)]


def weights_wide_deep(h, k):
    """Biases forgotten."""
    return [4 * h + h, 4 * k + 2 * k * k + k]


def parameters_wide_shallow(h, k):
    """The deep one counted with one layer between its hidden layers."""
    return [parameters_of(4, h, 1), parameters_of(4, k, k, 1)]


# ----- data


def two_errors(c):
    """Two curves of error that cross at c thousand samples."""
    x = np.linspace(1, 10, 91)
    trees = 0.12 + 0.06 / x
    network = 0.04 + (0.08 * c + 0.06) / x
    axis = Text("thousands of training samples, from 1 to 10", "학습 샘플(천 개 단위), 1부터 10까지")
    return curves(
        Text("Error on new samples", "새 샘플에 대한 오차"),
        axis,
        (Text("tree ensemble", "트리 앙상블"), list(trees)),
        (Text("deep network", "심층 신경망"), list(network)),
    )


def measured_accuracy(a, q):
    """The accuracy against labels a share q of which is wrong, in two classes."""
    return round(a * (1 - q) + (1 - a) * q, 9)


def accuracy_less_noise(a, q):
    """The wrong labels simply subtracted."""
    return round(a - q, 9)


def accuracy_both_right(a, q):
    """The errors that hit wrong labels forgotten."""
    return round(a * (1 - q), 9)


def lucky_share(a, q):
    """Errors that hit wrong labels."""
    return round((1 - a) * q, 9)


def two_accuracies(d, r):
    """Always "good", against a detector that finds a share r of d faults and blames 5 % of the good ones."""
    return [1 - d / 1000, (0.95 * (1000 - d) + r * d) / 1000]


def accuracy_and_recall(d, r):
    """The share of faults found taken for the accuracy."""
    return [1 - d / 1000, r]


def share_and_accuracy(d, r):
    """The share of faults taken for the accuracy of the first."""
    return [d / 1000, two_accuracies(d, r)[1]]


def mean_of_rates(d, r):
    """Both rates weighted alike."""
    return [1 - d / 1000, (0.95 + r) / 2]


def sizes_of_raw_data(s, h, w):
    """Numbers in a sound and in a colour picture."""
    return [s * 16000, h * w * 3]


def sizes_in_grey(s, h, w):
    """The three colours forgotten."""
    return [s * 16000, h * w]


def sizes_of_sides(s, h, w):
    """Sides added up."""
    return [s * 16000, (h + w) * 3]


# ----- a nerve cell


def firing(strengths, threshold):
    """Whether the cell fires when synapses 1 and 2, 1 and 3, 2 and 3, or all are active."""
    found = perceptron(_ACTIVE, strengths, -threshold)
    if len(set(found.tolist())) == 1:
        raise ValueError("some fire, and some do not")
    return found


_ACTIVE = [[1, 1, 0], [1, 0, 1], [0, 1, 1], [1, 1, 1]]


def firing_sums(strengths):
    """The sums of the four cases."""
    return np.array(_ACTIVE) @ strengths


def firing_without_inhibition(strengths, threshold):
    """Negative strengths taken for positive ones."""
    return perceptron(_ACTIVE, np.abs(strengths), -threshold)


def firing_above(strengths, threshold):
    """Exactly the threshold taken to be too little."""
    return (firing_sums(strengths) > threshold).astype(int)


# ----- kinds of learning


def nearest_mean(a, b, new):
    """0 where the mean of a is nearer, 1 where that of b is."""
    far = [(round(abs(x - mean_of(a)), 9), round(abs(x - mean_of(b)), 9)) for x in new]
    if any(first == second for first, second in far):
        raise ValueError("a tie")
    found = [int(first > second) for first, second in far]
    if len(set(found)) == 1:
        raise ValueError("both classes are needed")
    return found


def nearest_sample(a, b, new):
    """The class of the nearest single example."""
    return [int(min(abs(x - y) for y in a) > min(abs(x - y) for y in b)) for x in new]


def means_swapped(a, b, new):
    """The numbers of the classes exchanged."""
    return [1 - label for label in nearest_mean(a, b, new)]


def line_at(x1, y1, x2, y2, x):
    """The line of least squares through two points, at x."""
    w, b, _ = fit_line([0.0, 1.0], [y1, y2], lr=0.6, iterations=200)
    return round(b + w * (x - x1) / (x2 - x1), 6)


def proportional(x1, y1, x2, y2, x):
    """The price taken to be proportional to the area."""
    return x * y1 / x1


def mean_price(y1, y2):
    """The mean of both."""
    return (y1 + y2) / 2


def nearer_price(x1, y1, x2, y2, x):
    """The price of the nearer example."""
    if x - x1 == x2 - x:
        raise ValueError("a tie")
    return y1 if x - x1 < x2 - x else y2


def agreeing_pairs(first, second):
    """Pairs of samples that both groupings put together, or both put apart."""
    if len(set(first)) < 3 or len(set(second)) < 3:
        raise ValueError("three groups each")
    return sum(
        (first[i] == first[j]) == (second[i] == second[j]) for i in range(len(first)) for j in range(i)
    )


def equal_labels(first, second):
    """Numbers of groups compared as if they were labels."""
    return sum(a == b for a, b in zip(first, second, strict=True))


def pairs_together(first, second):
    """Only the pairs that both put together."""
    return sum(first[i] == first[j] and second[i] == second[j] for i in range(len(first)) for j in range(i))


def pairs_apart(first, second):
    """Only the pairs that both put apart."""
    return agreeing_pairs(first, second) - pairs_together(first, second)


def price(x1, y1, x2, step):
    """The price of the second flat."""
    return y1 + step * (x2 - x1)


# ----- cases, frames


def rules_and_numbers(n):
    """Combinations of n yes-or-no answers, and weights with a bias."""
    return [2**n, n + 1]


def rules_doubled(n):
    """Two for each question, added up."""
    return [2 * n, n + 1]


def rules_without_bias(n):
    """The bias forgotten."""
    return [2**n, n]


def area(w, h):
    """The area of a frame."""
    return w * h


def shared_area(w, h, dx, dy):
    """What two frames share, one of which is moved."""
    if dx >= w or dy >= h:
        raise ValueError("they must overlap")
    return (w - dx) * (h - dy)


def union_area(w, h, dx, dy):
    """What at least one of them covers."""
    return 2 * w * h - shared_area(w, h, dx, dy)


def overlap(w, h, dx, dy):
    """Intersection over union."""
    return shared_area(w, h, dx, dy) / union_area(w, h, dx, dy)


def overlap_of_one(w, h, dx, dy):
    """Over one of them."""
    return shared_area(w, h, dx, dy) / (w * h)


def overlap_of_both(w, h, dx, dy):
    """Over the sum of both."""
    return shared_area(w, h, dx, dy) / (2 * w * h)
