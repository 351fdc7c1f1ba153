"""What the questions of this unit compute: right answers from the reference, and what comes of misconceptions."""

import math

import numpy as np

from dlgrade.figures import curves
from dlgrade.i18n import Text
from dlref.activations import (
    chain_gradient,
    collapse,
    elu,
    gelu,
    leaky_relu,
    relu,
    relu_grad,
    sigmoid,
    sigmoid_grad,
    softmax,
    softmax_backward,
    swish,
    tanh,
    tanh_grad,
)
from dlref.initialization import dead_fraction

# ----- small arithmetic


def copy(x):
    """The value itself."""
    return x


def opposite(x):
    """The number with the other sign."""
    return -np.asarray(x)


def one_more(x):
    """x + 1."""
    return x + 1


def one_minus(x):
    """1 − x, without the float's dust."""
    return round(1 - x, 9)


def minus_one_plus(x):
    """x − 1, without the float's dust."""
    return round(x - 1, 9)


def inverse(x):
    """1 / x."""
    return 1 / x


def twice(x):
    """2 x, without the float's dust."""
    return round(2 * x, 9)


def square(x):
    """x², without the float's dust."""
    return round(x * x, 9)


def product(a, b):
    """a b."""
    return a * b


def total_of(a, b):
    """a + b."""
    return a + b


def difference_not_zero(a, b):
    """a − b, where they differ."""
    if a == b:
        raise ValueError("equal scores")
    return a - b


def difference(a, b):
    """a − b."""
    return a - b


def power(base, exponent):
    """The base to the power of the exponent."""
    return base**exponent


def mean(x):
    """The mean."""
    return float(np.mean(x))


def total(x):
    """The sum."""
    return float(np.sum(x))


def whole_sum(x):
    """The sum of integers."""
    return sum(x)


def first_of(x):
    """The first element."""
    return x[0]


def second_of(x):
    """The second element."""
    return x[1]


def third_of(x):
    """The third element."""
    return x[2]


def pair(a, b):
    """Two numbers."""
    return [a, b]


def single(a):
    """One number in a list."""
    return [a]


def natural_log(x):
    """The natural logarithm, of each element."""
    return np.log(np.asarray(x, dtype=float))


# ----- what an activation function is for


def around_zero(a, b):
    """Inputs on both sides of 0."""
    return [-a, 0, b]


def two_opposite_relus(x):
    """Two ReLU units with weights 1 and −1, added."""
    return relu(x) + relu(opposite(x))


def all_zero(x):
    """The weights 1 and −1 added before the activation."""
    return relu(np.asarray(x) + opposite(x))


# ----- sigmoid


def sigmoid_of_log(k):
    """The sigmoid at ln k."""
    return sigmoid(math.log(k))


def sigmoid_without_minus(k):
    """1 / (1 + e^x) at ln k: the sign in the exponent forgotten."""
    return sigmoid(-math.log(k))


def odds(p):
    """For against against."""
    return p / (1 - p)


def logit(p):
    """The sigmoid backwards."""
    return math.log(p / (1 - p))


def minus_logit(p):
    """The sigmoid backwards with the fraction upside down."""
    return -logit(p)


def logarithm(p):
    """The logarithm of the probability in place of the odds'."""
    return math.log(p)


def slope_from_output(y):
    """The sigmoid's slope where its output is y."""
    return sigmoid_grad(logit(y)) if 0 < y < 1 else y * (1 - y)


def tanh_slope_from_output(y):
    """The slope of tanh where its output is y."""
    return tanh_grad(math.atanh(y))


def largest_slope(y):
    """The slope at 0, whatever the output."""
    return sigmoid_grad(0)


def opposite_of(n):
    """The right size with the wrong sign."""
    return -input_for_distance(n)


def input_for_distance(n):
    """Where the sigmoid is 10⁻ⁿ below 1."""
    return math.log(10**n - 1)


def symmetric(a, b):
    """Five inputs, evenly around 0."""
    return [-a, -b, 0, b, a]


def mean_sigmoid(x):
    """The mean of the outputs."""
    return round(mean(sigmoid(x)), 12)


def mean_tanh(x):
    """The mean of the outputs if the function were odd."""
    return round(mean(tanh(x)), 12)


def sum_sigmoid(x):
    """The sum in place of the mean."""
    return round(total(sigmoid(x)), 12)


# ----- saturation


def times_smaller(y):
    """How many times flatter than at 0 the sigmoid is where its output is y."""
    return sigmoid_grad(0) / slope_from_output(y)


def times_smaller_than_one(y):
    """Compared with a slope of 1."""
    return 1 / slope_from_output(y)


def times_smaller_by_value(y):
    """The output compared with the output at 0."""
    return max(y, 0.5) / min(y, 0.5)


def gradients_of_both_losses(p):
    """d/dz of −ln p and of ½(p − 1)², where p = σ(z)."""
    return [p - 1, (p - 1) * slope_from_output(p)]


def both_with_slope(p):
    """The slope of the sigmoid left in both."""
    return [(p - 1) * slope_from_output(p)] * 2


def both_without_slope(p):
    """The slope of the sigmoid left out of both."""
    return [p - 1, p - 1]


# ----- tanh


def tanh_of_log(k):
    """The value at ln k."""
    return tanh(math.log(k))


def tanh_of_half_log(k):
    """(k − 1)/(k + 1): the second exponential taken for 1."""
    return tanh(math.log(k) / 2)


def tanh_upside_down(k):
    """Numerator and denominator exchanged."""
    return 1 / tanh_of_log(k)


def tanh_from_sigmoid(s):
    """The value at c, from the sigmoid's at 2c."""
    return tanh(logit(s) / 2)


def both_chains_at_zero(n):
    """What n slopes at 0 leave of a gradient: of sigmoids, of tanh."""
    return [chain_gradient("sigmoid", [0] * n)[0], chain_gradient("tanh", [0] * n)[0]]


def both_chains_of_values(n):
    """Values in place of slopes."""
    return [sigmoid(0) ** n, tanh(0) ** n]


def both_slopes_once(n):
    """One slope, however long the chain."""
    return [sigmoid_grad(0), tanh_grad(0)]


def lstm_state(c, f, i, g):
    """The new state: what is kept and what is added."""
    return round(f * c + i * g, 9)


def lstm_output(state, o):
    """What the cell shows."""
    return o * tanh(state)


def lstm_output_of_candidate(g, o):
    """The old state forgotten."""
    return o * tanh(g)


def lstm_output_with_sigmoid(state, o):
    """A sigmoid in place of tanh."""
    return o * sigmoid(state)


# ----- ReLU


def hidden_layer(x, W, b):
    """ReLU of x W + b."""
    return relu(np.asarray(x) @ np.asarray(W) + np.asarray(b))


def hidden_transposed(x, W, b):
    """The matrix read the other way round."""
    return relu(np.asarray(W) @ np.asarray(x) + np.asarray(b))


def weighted_sums(x, W, b):
    """x W + b, the activation forgotten."""
    return _mixed(np.asarray(x) @ np.asarray(W) + np.asarray(b))


def hidden_bias_last(x, W, b):
    """The bias added after ReLU."""
    return relu(np.asarray(x) @ np.asarray(W)) + np.asarray(b)


def _mixed(z):
    """Weighted sums of both signs, so that ReLU does something and not everything."""
    if not (z > 0).any() or not (z < 0).any():
        raise ValueError("one positive and one negative sum are needed")
    return z


def relu_backward(dout, x):
    """The gradient on the other side of ReLU."""
    if 0 not in x or max(x) <= 0 or min(x) >= 0:
        raise ValueError("a positive, a negative and a 0 are needed")
    return np.asarray(dout) * relu_grad(x)


def relu_backward_by_gradient(dout, x):
    """ReLU of the gradient: the mask taken from the wrong array."""
    return relu(dout)


def relu_backward_with_zero(dout, x):
    """x ≥ 0 in place of x > 0."""
    return np.asarray(dout) * (np.asarray(x) >= 0)


def relu_backward_with_value(dout, x):
    """Multiplied by ReLU's value in place of its slope."""
    return np.asarray(dout) * relu(x)


def smallest_and_largest(w1, w2, b):
    """What a ReLU unit can put out over the square [0, 1] × [0, 1]."""
    ends = relu([b, b + w1, b + w2, b + w1 + w2])
    return [ends.min(), ends.max()]


def smallest_and_largest_sum(w1, w2, b):
    """The weighted sums, the activation forgotten."""
    if b + w2 >= 0 or b + w1 <= 0:
        raise ValueError("sums of both signs are needed")
    return [b + w2, b + w1]


def from_origin_to_corner(w1, w2, b):
    """Only the corners (0, 0) and (1, 1) looked at."""
    return [relu(b), relu(b + w1 + w2)]


def dead_share(z):
    """The share of dead units, where some but not all are dead."""
    share = dead_fraction(z)
    if not 0 < share < 1:
        raise ValueError("some units must be dead and some alive")
    return share


def dead_count(z):
    """The number of dead units."""
    return round(dead_share(z) * len(z[0]))


def share_of_zeros(z):
    """The share of outputs that are 0."""
    return mean(relu(z) == 0)


def share_ever_off(z):
    """The share of units that are off for some sample."""
    return mean((relu(z) == 0).any(axis=0))


def share_of_dead_samples(z):
    """Rows in place of columns."""
    return dead_fraction(np.asarray(z).T)


def largest_sum(w):
    """The largest w·x for x between 0 and 1."""
    if max(w) <= 0 or min(w) >= 0:
        raise ValueError("weights of both signs are needed")
    return total(relu(w))


def largest_dead_bias(w):
    """The largest bias with which a ReLU is off for all x between 0 and 1."""
    return -largest_sum(w)


def bias_against_all_weights(w):
    """All inputs taken as 1, those with negative weights as well."""
    return -total(w)


def bias_against_sizes(w):
    """The sizes of the weights added up."""
    return -total(np.abs(w))


def leaky_on_both_sides(x, alpha):
    """The small slope for positive inputs, too."""
    return alpha * np.asarray(x)


def leaky_turned(x, alpha):
    """The negative side turned up."""
    return relu(x) + alpha * relu(opposite(x))


def elu_at_minus_log(k, alpha):
    """ELU at −ln k."""
    return elu(-math.log(k), alpha)


def elu_without_minus_one(k, alpha):
    """α e^x: the 1 not taken away."""
    return alpha / k


def elu_without_alpha(k, alpha):
    """e^x − 1: the depth forgotten."""
    return 1 / k - 1


def elu_as_leaky(k, alpha):
    """The slope α in place of a curve."""
    return -alpha * math.log(k)


def means_relu_elu(k, a):
    """The mean output over −ln k and a: of ReLU, of ELU with α = 1."""
    x = [-math.log(k), a]
    return [mean(relu(x)), mean(elu(x))]


def means_without_minus_one(k, a):
    """The exponential itself on the left of ELU."""
    return [a / 2, (1 / k + a) / 2]


def means_of_sums(k, a):
    """Sums in place of means."""
    return [a, 1 / k - 1 + a]


def swish_both(x):
    """Swish at x and −x."""
    return swish([x, -x])


def swish_as_odd(x):
    """The negative side taken as the mirror image."""
    return [swish(x), -swish(x)]


def swish_as_relu(x):
    """ReLU's values."""
    return relu([x, -x])


def swish_gate_only(x):
    """The gate without the input."""
    return sigmoid([x, -x])


def swish_limits(x):
    """Swish with β = 0 and with β = 1000."""
    return [swish(x, 0), round(float(swish(x, 1000)), 9)]


def swish_limits_closed(x):
    """σ(0) taken for 0."""
    return [0, round(float(swish(x, 1000)), 9)]


def swish_limits_identity(x):
    """The gate taken to be open whenever β is large."""
    return [swish(x, 0), x]


def normal_below(x):
    """The chance that a standard normal variable is below a positive x."""
    return gelu(abs(x)) / abs(x)


def gelu_gate_only(x):
    """The chance alone."""
    return gelu(x) / x


def gelu_same_chance(x):
    """The chance of |x|, whatever the sign."""
    return x * normal_below(x)


# ----- linear


def merged(w1, b1, w2, b2):
    """Weight and bias of the one unit that two linear ones make."""
    W, b = collapse([([[w1]], [b1]), ([[w2]], [b2])])
    return [W[0, 0], b[0]]


def merged_biases_added(w1, b1, w2, b2):
    """The first bias not multiplied by the second weight."""
    return [w1 * w2, b1 + b2]


def merged_all_added(w1, b1, w2, b2):
    """Weights added up."""
    return [w1 + w2, b1 + b2]


def merged_all_multiplied(w1, b1, w2, b2):
    """Biases multiplied, too."""
    return [w1 * w2, b1 * b2]


def middle(low, high, share):
    """The number at a share of the way from low to high."""
    return round(low + share * (high - low), 9)


def scaled_and_back(target, output, low, high):
    """A target put into (0, 1), and a sigmoid's output put back."""
    return [(target - low) / (high - low), middle(low, high, output)]


def scaled_by_the_end(target, output, low, high):
    """Divided by the upper end; the lower end forgotten."""
    return [target / high, output * high]


def scaled_by_the_length(target, output, low, high):
    """Divided by the length of the interval; the lower end forgotten."""
    return [target / (high - low), output * (high - low)]


# ----- gradients over many layers


def relu_chain(z):
    """The gradient at each layer of a chain of ReLUs, one of which is off."""
    if sum(x < 0 for x in z) != 1 or z[-1] < 0 or z[0] < 0:
        raise ValueError("exactly one unit in between must be off")
    return chain_gradient("relu", z)


def relu_slopes(z):
    """Each unit's own slope."""
    return relu_grad(z)


def relu_chain_forwards(z):
    """The products taken from the first layer on."""
    return np.cumprod(relu_grad(z))


def weighted_chain(w, n):
    """What n sigmoids at input 0 and n weights leave of a gradient."""
    return power(w * float(sigmoid_grad(0)), n)


def chain_without_weights(w, n):
    """The weights forgotten."""
    return power(float(sigmoid_grad(0)), n)


def chain_of_values(w, n):
    """The value 1/2 in place of the slope 1/4."""
    return power(w * float(sigmoid(0)), n)


def chain_of_weights(w, n):
    """The slopes forgotten."""
    return float(w**n)


def norm(g):
    """The Euclidean length."""
    return math.hypot(*g)


def clipped(g, c):
    """The gradient shortened to length c, where it is longer."""
    if norm(g) <= c:
        raise ValueError("nothing to clip")
    return np.asarray(g) * (c / norm(g))


def clipped_each(g, c):
    """Each number cut off at c."""
    return np.clip(g, -c, c)


def normalised(g, c):
    """Length 1 in place of length c."""
    return np.asarray(g) / norm(g)


def scaled_by_the_sum(g, c):
    """The sum of the sizes taken for the length."""
    return np.asarray(g) * (c / np.abs(g).sum())


# ----- softmax


def softmax_of_shares(x):
    """Shares of the scores themselves, without the exponential."""
    if min(x) <= 0:
        raise ValueError("shares need positive scores")
    return np.asarray(x) / np.sum(x)


def unnormalised(x):
    """The exponentials alone."""
    return np.exp(x)


def softmax_of_logs(k):
    """Softmax of ln k₁, ln k₂, …"""
    return softmax(natural_log(k))


def shares_of_logs(k):
    """The logarithms over their sum."""
    return natural_log(k) / natural_log(k).sum()


def share_of_largest(k):
    """Each over the largest."""
    return np.asarray(k) / max(k)


def equal_shares(k):
    """All alike."""
    return np.ones(len(k)) / len(k)


def softmax_of_logs_swapped(k):
    """The probabilities the wrong way round."""
    return softmax_of_logs(k)[::-1]


def softmax_of_raised_logs(k, c):
    """Softmax of c + ln k₁, c + ln k₂, …"""
    return softmax(natural_log(k) + c)


def ratio_of_probabilities(low, high):
    """How many times as probable the higher score is."""
    p = softmax([low, high])
    return p[1] / p[0]


def ratio_of_scores(low, high):
    """The scores themselves divided."""
    return high / low


def score_gap(low, high):
    """The difference of the scores."""
    return high - low


def half_of_the_rest(p, q):
    """What two equal classes get."""
    return round((1 - p - q) / 2, 9)


def the_rest(p, q):
    """What both get together."""
    return round(1 - p - q, 9)


def quarter(p, q):
    """An equal share of everything."""
    return 0.25


def gradient_of_true_class(p):
    """The gradient of ln p₀ with respect to the scores, by softmax's backward pass."""
    return softmax_backward([1 / p[0], 0, 0], p)


def gradient_of_loss(p):
    """p − y: the gradient of −ln p₀."""
    return -gradient_of_true_class(p)


def gradient_of_first_only(p):
    """Only the first score's derivative."""
    return [1 - p[0], 0, 0]


def class_of_each_row(z):
    """The class of each sample, counted from 0."""
    classes = np.argmax(softmax(z), axis=1)
    if len(set(classes.tolist())) == 1 or any(len(set(row)) < len(row) for row in z):
        raise ValueError("different classes and no ties are needed")
    return classes


def class_counted_from_one(z):
    """Counted from 1."""
    return np.argmax(z, axis=1) + 1


def sample_of_each_class(z):
    """The largest of each column."""
    if any(len(set(column)) < len(column) for column in np.transpose(z).tolist()):
        raise ValueError("no ties")
    return np.argmax(z, axis=0)


def class_by_size(z):
    """The sign of the scores ignored."""
    return np.argmax(np.abs(z), axis=1)


def attention_output(k, v1, v2):
    """The values weighted by softmax of the scores 0 and ln k."""
    return softmax([0, math.log(k)]) @ np.array([v1, v2])


def attention_hard(k, v1, v2):
    """Only the value with the larger score."""
    return v2


def attention_mean(k, v1, v2):
    """All values alike."""
    return (v1 + v2) / 2


def attention_unnormalised(k, v1, v2):
    """The exponentials not divided by their sum."""
    return v1 + k * v2


def labels_at_half(z):
    """Which labels have a sigmoid of at least 0.5."""
    labels = [int(p >= 0.5) for p in sigmoid(z)]
    if sum(labels) < 2 or sum(labels) == len(labels):
        raise ValueError("at least two labels on and one off are needed")
    return labels


def label_of_the_largest(z):
    """One class, as softmax would have it."""
    return [int(x == max(z)) for x in z]


def labels_above_half(z):
    """The score itself held against 0.5, and the sign turned."""
    return [int(x < 0) for x in z]


# ----- figures


def shifted_sigmoid_slope(b, low, high):
    """The derivative of σ(x + b) between two integers, ten points to a unit."""
    x = np.linspace(low, high, 10 * (high - low) + 1)
    name = Text("slope", "기울기")
    axis = Text("x", "x")
    return curves(
        Text("Slope of σ(x + b)", "σ(x + b)의 기울기"),
        axis,
        (name, list(sigmoid_grad(x + b))),
        span=(low, high),
    )


_CURVES = {"Swish": swish, "ReLU": relu, "ELU": elu, "Leaky ReLU": leaky_relu}


def four_curves(low, high):
    """Swish, ReLU, ELU (α = 1) and Leaky ReLU (α = 0.2), numbered from 1 to 4."""
    x = np.linspace(low, high, 20 * (high - low) + 1)
    values = [swish(x), relu(x), elu(x), leaky_relu(x, 0.2)]
    lines = [(Text(str(i), str(i)), list(y)) for i, y in enumerate(values, 1)]
    axis = Text("x", "x")
    return curves(Text("Four activation functions", "활성화 함수 네 가지"), axis, *lines, span=(low, high))


def curve_number(name):
    """Which of the four curves a function is."""
    return list(_CURVES).index(name) + 1
