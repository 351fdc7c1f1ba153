"""What the questions of this unit compute: right answers from the reference, and what comes of misconceptions."""

import numpy as np

from dlref.losses import mse_grad
from dlref.networks import MLP, Affine, iterations_per_epoch
from dlref.optimizers import SGD
from dlref.regularization import BatchNorm

# ----- small arithmetic


def copy(x):
    """The value itself."""
    return x


def one_more(x):
    """x + 1."""
    return x + 1


def product(a, b):
    """a b, without the float's dust."""
    return round(a * b, 9)


def quotient(a, b):
    """a / b."""
    return a / b


def total(a, b):
    """a + b."""
    return a + b


def mean_of_two(a, b):
    """The mean of two numbers."""
    return (a + b) / 2


def rounded(x):
    """Without the float's dust."""
    return np.round(x, 9)


# ----- gradients by a tape


def slope(a, b, x):
    """The derivative of a x² + b x."""
    return 2 * a * x + b


def value(a, b, x):
    """The function itself."""
    return a * x * x + b * x


def slope_without_linear_part(a, b, x):
    """The second term forgotten."""
    return 2 * a * x


def slope_without_two(a, b, x):
    """The 2 of the square forgotten."""
    return a * x + b


# ----- layers


def output_shape(n, d, h, k):
    """The shape of what a network d → h → k makes of n samples."""
    return list(MLP([d, h, k], np.random.default_rng(0)).predict(np.zeros((n, d))).shape)


def hidden_shape(n, d, h, k):
    """After the first layer."""
    return [n, h]


def weight_shape(n, d, h, k):
    """The shape of the last weights."""
    return [k, h]


def output_turned(n, d, h, k):
    """Samples in columns."""
    return [k, n]


def summary(d, h, k):
    """The numbers of parameters of each layer."""
    params = MLP([d, h, k], np.random.default_rng(0)).params
    return [params["W1"].size + params["b1"].size, params["W2"].size + params["b2"].size]


def summary_without_biases(d, h, k):
    """The weights alone."""
    return [d * h, h * k]


def summary_of_units(d, h, k):
    """The units."""
    return [h, k]


def summary_from_inputs(d, h, k):
    """Both layers taken to see the inputs."""
    return [(d + 1) * h, (d + 1) * k]


def training_part(n):
    """What remains when a fifth is held back."""
    return n * 4 // 5


def progress_steps(n):
    """The updates of an epoch, in batches of 32 of the training part."""
    return iterations_per_epoch(training_part(n), 32)


def progress_without_split(n):
    """All the samples taken."""
    return iterations_per_epoch(n, 32)


def progress_rounded_down(n):
    """The last, smaller batch left out."""
    return training_part(n) // 32


def dense_from_torch(x, W, b):
    """A linear layer whose weights are written as PyTorch does it, a row for each output."""
    return Affine(np.transpose(W), b).forward([x])[0]


def dense_untransposed(x, W, b):
    """The rows taken for inputs."""
    return Affine(W, b).forward([x])[0]


def dense_without_bias(x, W, b):
    """The bias left out."""
    return dense_from_torch(x, W, [0] * len(b))


def kernel_rows(d, m):
    """The rows of a dense layer's weights in Keras."""
    return Affine(np.zeros((d, m)), np.zeros(m)).W.shape[0]


# ----- sizes


def megabytes(p, b):
    """The size of p million numbers of b bits, in millions of bytes."""
    return p * b / 8


def sizes(p):
    """In 32 bits, and in 8."""
    return [megabytes(p, 32), megabytes(p, 8)]


def sizes_in_bits(p):
    """Bits taken for bytes."""
    return [32 * p, 8 * p]


def sizes_of_doubles(p):
    """64 bits taken for the larger."""
    return [megabytes(p, 64), megabytes(p, 8)]


def quantised(w, s):
    """Whole multiples of s that are nearest to the weights."""
    steps = np.array(w) / s
    if np.any(np.abs(steps - np.floor(steps) - 0.5) < 0.01):
        raise ValueError("halfway between two")
    return np.rint(steps).astype(int)


def restored(w, s):
    """What is computed with afterwards."""
    return np.round(quantised(w, s) * s, 9)


def restored_cut_off(w, s):
    """Cut off towards 0 instead of rounded."""
    return np.round(np.trunc(np.array(w) / s + np.sign(w) * 1e-9) * s, 9)


# ----- one step


def line_gradients(x, y, w, b):
    """The gradients of the mean squared error of w x + b."""
    dout = mse_grad(w * np.array(x) + b, y)
    return float(np.sum(dout * x)), float(np.sum(dout))


def line_step(x, y, w, b):
    """w and b after one step with the learning rate 0.1."""
    gw, gb = line_gradients(x, y, w, b)
    new = SGD(0.1).step({"w": w, "b": b}, {"w": gw, "b": gb})
    return np.round([new["w"], new["b"]], 9)


def line_step_upwards(x, y, w, b):
    """Along the gradient."""
    return np.round(2 * np.array([w, b]) - line_step(x, y, w, b), 9)


def line_step_of_sum(x, y, w, b):
    """The sum in place of the mean."""
    return np.round([w, b] + len(x) * (line_step(x, y, w, b) - [w, b]), 9)


def line_step_one_after_the_other(x, y, w, b):
    """b's gradient taken with the new w."""
    first = line_step(x, y, w, b)[0]
    return np.round([first, line_step(x, y, first, b)[1]], 9)


def errors(x, y, w, b):
    """Prediction less target."""
    return w * np.array(x) + b - y


# ----- gradients that add up


def gradient_of_square(w, x, y):
    """The derivative of (w x − y)² with respect to w."""
    return 2 * x * (w * x - y)


def accumulated(w, first, second):
    """After two backward passes without zero_grad."""
    return gradient_of_square(w, *first) + gradient_of_square(w, *second)


def last_only(w, first, second):
    """The second alone."""
    return gradient_of_square(w, *second)


def averaged(w, first, second):
    """The mean of both."""
    return accumulated(w, first, second) / 2


def without_inner_factor(w, first, second):
    """The inner derivative forgotten."""
    return 2 * (w * first[0] - first[1]) + 2 * (w * second[0] - second[1])


def first_of(w, sample):
    """A gradient alone."""
    return gradient_of_square(w, *sample)


def batch_gradients(e):
    """Of (1/n) Σ (w − y)² over four samples, and of two halves added up; e are the errors w − y."""
    e = np.array(e, dtype=float)
    full = np.sum(mse_grad(e, np.zeros(4)))
    halves = np.sum(mse_grad(e[:2], np.zeros(2))) + np.sum(mse_grad(e[2:], np.zeros(2)))
    if full == 0:
        raise ValueError("a gradient that is not 0")
    return [full, halves]


def batch_gradients_alike(e):
    """Both taken to be the same."""
    return [batch_gradients(e)[0]] * 2


def batch_gradients_of_sums(e):
    """Sums in place of means."""
    return [2 * sum(e)] * 2


def batch_gradients_halved(e):
    """The halves averaged, and the whole halved."""
    return batch_gradients(e)[::-1]


def half_gradient(e):
    """The gradient of the mean squared error of two samples."""
    return float(np.sum(mse_grad(e, np.zeros(2))))


def first_half(e):
    """The first two."""
    return e[:2]


def last_half(e):
    """The last two."""
    return e[2:]


# ----- evaluation


def normalised(x, mean, deviation):
    """What batch normalization makes of a column after training."""
    layer = BatchNorm(1, eps=0.0)
    layer.running_mean, layer.running_var = np.array([float(mean)]), np.array([float(deviation) ** 2])
    return layer.forward(np.reshape(x, (-1, 1)), train=False).ravel()


def normalised_by_batch(x):
    """The statistics of the batch."""
    if len(set(x)) == 1:
        raise ValueError("a batch that varies")
    return BatchNorm(1, eps=0.0).forward(np.reshape(x, (-1, 1)), train=True).ravel()


def normalised_by_variance(x, mean, deviation):
    """Divided by the variance."""
    return (np.array(x) - mean) / deviation**2


def centred_only(x, mean):
    """Not divided."""
    return np.array(x) - mean


def square(x):
    """x²."""
    return x * x


def copy_first(x, y, w, b):
    """The gradient of w alone."""
    return round(line_gradients(x, y, w, b)[0], 9)


def copy_second(x, y, w, b):
    """The gradient of b alone."""
    return round(line_gradients(x, y, w, b)[1], 9)


# ----- traces


def last_batch(n, batch):
    """The size of the last batch, where it is smaller."""
    if n % batch == 0:
        raise ValueError("the last batch must be smaller")
    return n % batch


def traces(n, batch, epochs):
    """The different sizes of batches."""
    return len({min(batch, n - start) for _ in range(epochs) for start in range(0, n, batch)})


def calls(n, batch, epochs):
    """All the batches."""
    return epochs * iterations_per_epoch(n, batch)


def traces_each_epoch(n, batch, epochs):
    """Everything traced again in each epoch."""
    return epochs * traces(n, batch, epochs)


def one(n):
    """A single trace."""
    return 1
