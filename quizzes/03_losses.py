"""What the questions of this unit compute: right answers from the reference, and what comes of misconceptions."""

import math

import numpy as np

from dlgrade.figures import curves
from dlgrade.i18n import Text
from dlref.losses import (
    binary_cross_entropy,
    binary_cross_entropy_grad,
    categorical_cross_entropy,
    dice_loss,
    focal_loss,
    huber,
    huber_grad,
    mae,
    mae_grad,
    mse,
    mse_grad,
    softmax_cross_entropy,
    softmax_cross_entropy_grad,
    sparse_categorical_cross_entropy,
    triplet_loss,
)
from dlref.networks import one_hot


def plus(x, y):
    """The sum, element by element."""
    return np.add(x, y)


def sizes(x):
    """Absolute values."""
    return np.abs(x)


def squares(x):
    """Squares, element by element."""
    return np.square(x)


def total(x):
    """The sum of all elements."""
    return np.sum(x)


def times(x, y):
    """The product, element by element."""
    return np.multiply(x, y)


def pair(a, b):
    """Two numbers."""
    return [a, b]


def single(a):
    """One number in a list."""
    return [a]


def mean_of(x):
    """The arithmetic mean."""
    return np.mean(x)


def median_of(x):
    """The number in the middle."""
    return np.median(x)


def outlier_among(x, far):
    """Four values and one far away from them."""
    return [*x, far]


def scaled_mse(loss, k):
    """The mean squared error after all errors have become k times as large."""
    size = math.sqrt(loss)
    return round(mse([k * size], [0.0]), 9)


def share_of_squares(k):
    """How many percent of the MSE of the errors 1, 1, 1, 1, k come from the last."""
    return 100 * k**2 / (5 * mse([1, 1, 1, 1, k], [0, 0, 0, 0, 0]))


def huber_terms(errors, delta):
    """Huber's loss of each error on its own."""
    return [huber([error], [0.0], delta) for error in errors]


def both_sides(errors, delta):
    """The errors, refused unless some are small, some large and none on the border."""
    large = [abs(error) > delta for error in errors]
    if all(large) or not any(large) or any(abs(error) == delta for error in errors):
        raise ValueError("one error or more on either side of delta")
    return errors


def given(p, y):
    """The probability that was given to what really happened."""
    return [a if b else round(1 - a, 9) for a, b in zip(p, y, strict=True)]


def times_of_ln2(d):
    """How many times the loss of 1/2 the loss of 1/d is."""
    return round(binary_cross_entropy([1 / d], [1]) / binary_cross_entropy([0.5], [1]), 9)


def sigmoid_bce_grad(p, y):
    """Gradient of the binary cross-entropy with respect to what goes into the sigmoid, by the chain rule."""
    return binary_cross_entropy_grad([p], [y])[0] * p * (1 - p)


def sigmoid_mse_grad(p, y):
    """Gradient of the squared error with respect to what goes into the sigmoid, by the chain rule."""
    return mse_grad([p], [y])[0] * p * (1 - p)


def pick(x, k):
    """Element k."""
    return x[k]


def one_hot_row(label, classes):
    """The label as one row of zeros with a 1."""
    return one_hot([label], classes)[0].astype(int)


def complement(p):
    """What is left to 1."""
    return round(1 - p, 9)


def uniform_loss(classes):
    """Cross-entropy of one who gives every class the same probability."""
    return sparse_categorical_cross_entropy([[1 / classes] * classes], [0])


def zeros_stored(n, classes):
    """The zeros in the one-hot labels of n samples."""
    labels = one_hot([i % classes for i in range(n)], classes)
    return int(np.sum(labels == 0))


def far_off(score):
    """Cross-entropy of the scores 0 (true class) and `score`."""
    return softmax_cross_entropy([[0.0, float(score)]], [0])


def softmax_row(z):
    """The probabilities that belong to scores."""
    return plus(softmax_cross_entropy_grad([z], [0])[0], [1, *[0] * (len(z) - 1)])


def times_less(p_t, gamma):
    """How many times less than in cross-entropy an example counts in the focal loss without class weights."""
    return round(binary_cross_entropy([p_t], [1]) / focal_loss([p_t], [1], gamma=gamma, alpha=1.0), 6)


def easy_share(n, gamma):
    """How many percent of the loss come from n easy examples (0.9) beside a single hard one (0.1)."""
    easy, hard = (focal_loss([p], [1], gamma=gamma, alpha=1.0) for p in (0.9, 0.1))
    return 100 * n * easy / (n * easy + hard)


def masks(marked, true, common):
    """Two rows of pixels, one marked and one true, with so many in common."""
    p = [1] * marked + [0] * (true - common)
    y = [0] * (marked - common) + [1] * true
    return p, y


def dice_of_counts(marked, true, common):
    """Dice loss of two areas, without smoothing."""
    return dice_loss(*masks(marked, true, common), smooth=0.0)


def triplet(a, p, n, margin):
    """Triplet loss of a single triplet."""
    return triplet_loss([a], [p], [n], margin)


def squared_distance(a, b):
    """Sum of the squared differences."""
    return int(np.sum(np.subtract(a, b) ** 2))


def triplet_terms(near, far, margin):
    """The loss of each triplet whose squared distances are given."""
    return [
        round(triplet_loss([[0.0]], [[math.sqrt(p)]], [[math.sqrt(n)]], margin), 9)
        for p, n in zip(near, far, strict=True)
    ]


def bracket(near, far, margin):
    """What stands beside the 0 in the maximum."""
    return [p - n + margin for p, n in zip(near, far, strict=True)]


# ----- misconceptions


def signed_mean(x):
    """The mean of the errors with their signs, which cancel."""
    return np.mean(x)


def without_mean(p, t):
    """Squares added up, but not divided."""
    return np.sum(np.subtract(p, t) ** 2)


def halved(x):
    """A ½ that is not in the formula."""
    return 0.5 * x


def root(x):
    """The root of the mean: RMSE."""
    return math.sqrt(x)


def negative(x):
    """The other sign."""
    return -np.asarray(x)


def share_of_sizes(k):
    """The share of the last error in the MAE, not the MSE."""
    return 100 * k / (k + 4)


def huber_without_half(errors, delta):
    """Squares without the ½ inside, the right line outside."""
    return np.mean([e**2 if abs(e) <= delta else delta * (abs(e) - delta / 2) for e in errors])


def huber_without_offset(errors, delta):
    """The line δ|e| outside, without −½δ: a jump at the border."""
    return np.mean([e**2 / 2 if abs(e) <= delta else delta * abs(e) for e in errors])


def half_mse(errors):
    """½e² for every error, however large."""
    return 0.5 * np.mean(np.square(errors))


def unclipped(errors):
    """The errors themselves, divided by their number."""
    return np.asarray(errors) / len(errors)


def clipped_sum(errors, delta):
    """Clipped, but not divided by n."""
    return np.clip(errors, -delta, delta)


def swapped_labels(p, y):
    """Cross-entropy for the other class."""
    return binary_cross_entropy(p, [1 - label for label in y])


def class_one_only(p, y):
    """Only the term y log p; a label 0 costs nothing."""
    return -np.mean(np.multiply(y, np.log(p)))


def common_logarithm(x):
    """Base 10 in place of e."""
    return x / math.log(10)


def ratio_to_half(d):
    """How many times smaller the probability is."""
    return d / 2


def output_gradient(p, y):
    """The gradient with respect to p: the slope of the sigmoid is missing."""
    return binary_cross_entropy_grad([p], [y])[0]


def error_times_slope(p, y):
    """The difference p − y, multiplied by the slope of the sigmoid once more."""
    return (p - y) * p * (1 - p)


def surprise_of_all(p):
    """−ln p added up over all classes, as if all were true."""
    return -np.sum(np.log(p))


def mean_over_classes(loss, classes):
    """Divided by the number of classes."""
    return loss / classes


def missing_probability(p):
    """1 − p in place of −ln p."""
    return 1 - p


def labels_from_one(p, labels):
    """Classes counted from 1."""
    return sparse_categorical_cross_entropy(p, [label - 1 for label in labels])


def one_hot_from_one(labels, classes):
    """The 1 one place too far to the left; label 0 has none."""
    rows = [[int(k == label - 1) for k in range(classes)] for label in labels]
    if 0 in labels:
        raise ValueError("label 0 would be lost")
    return rows


def one_hot_columns(labels, classes):
    """Classes along the rows, samples along the columns."""
    return one_hot(labels, classes).T


def gradient_of_probability(z, label):
    """−1/p at the true class: the gradient before it goes through softmax."""
    gradient = np.zeros(len(z))
    gradient[label] = -1 / softmax_row(z)[label]
    return gradient


def clipped_loss():
    """−ln of the smallest probability that clipping at 1e-12 allows."""
    return -math.log(1e-12)


def share_kept(p_t, gamma):
    """The factor itself, not how many times less."""
    return (1 - p_t) ** gamma


def power_of_p_t(p_t, gamma):
    """A power of p_t instead of 1 − p_t."""
    return 1 / p_t**gamma


def linear_in_gamma(p_t, gamma):
    """γ as a factor, not as a power."""
    return 1 / (gamma * (1 - p_t))


def jaccard_loss(marked, true, common):
    """1 − intersection over union."""
    return 1 - common / (marked + true - common)


def dice_coefficient(marked, true, common):
    """The coefficient, not the loss."""
    return 2 * common / (marked + true)


def dice_without_two(marked, true, common):
    """The common part counted once only."""
    return 1 - common / (marked + true)


def triplet_unsquared(a, p, n, margin):
    """Distances that were not squared."""
    near, far = (math.sqrt(squared_distance(a, x)) for x in (p, n))
    return max(0.0, near - far + margin)


# ----- figures


def slopes_of_huber(delta, step):
    """The derivative of Huber's loss of one error from 0 to 6, in steps."""
    return [float(huber_grad([i * step], [0.0], delta)[0]) for i in range(round(6 / step) + 1)]


def huber_slope(delta):
    """The derivative of Huber's loss of one error from 0 to 6."""
    return curves(
        Text("The slope of a loss", "어떤 손실의 기울기"),
        Text("error e", "오차 e"),
        (Text("h′(e)", "h′(e)"), slopes_of_huber(delta, 0.25)),
        span=(0, 6),
    )


def border(delta):
    """Where the slope of Huber's loss stops growing."""
    slopes = slopes_of_huber(delta, 0.25)
    return slopes.index(max(slopes)) / 4
