"""What the questions on convolutional networks compute: right answers from the reference, and misconceptions."""

import numpy as np

from dlgrade.figures import pictures
from dlgrade.i18n import Text
from dlref.cnn import (
    ConvNet,
    avg_pool2d,
    conv2d,
    conv2d_backward,
    conv_output_size,
    conv_params,
    correlate2d,
    max_pool2d,
    max_pool2d_backward,
    same_padding,
    vertical_edge_filter,
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


def half(n):
    """Half of a number, rounded down."""
    return n // 2


def square(n):
    """A number times itself."""
    return n * n


def row(matrix, i):
    """One row of a matrix."""
    return matrix[i]


def item(values, i):
    """One of some values."""
    return values[i]


def numbers(*values):
    """The given numbers as a list."""
    return list(values)


def _picture(image):
    """A 2-D array as a batch of one picture with one channel."""
    return np.asarray(image, dtype=float)[None, None]


# ----- structure


def dense_after_pool(filters, hidden):
    """Weights and biases of the first dense layer of a small network on 28 x 28 pixels."""
    params = ConvNet((1, 28, 28), filters, 3, hidden, 10, np.random.default_rng(0)).params
    return params["W2"].size + params["b2"].size


def dense_without_pool(filters, hidden):
    """The pooling forgotten."""
    return (filters * 28 * 28 + 1) * hidden


def dense_one_map(filters, hidden):
    """One map only."""
    return (14 * 14 + 1) * hidden


def dense_without_bias(filters, hidden):
    """The biases forgotten."""
    return filters * 14 * 14 * hidden


# ----- convolution


def flipped(image, kernel):
    """The convolution of mathematics: the filter turned around first."""
    return correlate2d(image, np.asarray(kernel)[::-1, ::-1])


def transposed(image, kernel):
    """Rows and columns of the filter exchanged."""
    return correlate2d(image, np.asarray(kernel).T)


def corner(image, kernel):
    """The sum of the upper left place, product by product."""
    return float(np.sum(np.asarray(image)[:2, :2] * np.asarray(kernel)))


def products(image, kernel):
    """The four products of the upper left place."""
    return (np.asarray(image)[:2, :2] * np.asarray(kernel)).ravel()


def params_small_matrix(c, f, k):
    """A filter as one small matrix, whatever the number of input channels."""
    return f * (k * k + 1)


def params_without_bias(c, f, k):
    """The biases forgotten."""
    return f * c * k * k


def params_one_bias(c, f, k):
    """One bias for the whole layer."""
    return f * c * k * k + 1


def edge_answer(dark, bright):
    """What Sobel's filter for upright edges gives where two dark columns meet a bright one."""
    return correlate2d([[dark, dark, bright]] * 3, vertical_edge_filter())[0, 0]


def edge_three_rows(dark, bright):
    """All rows of the filter weighted alike."""
    return 3 * (bright - dark)


def edge_sum(dark, bright):
    """The signs of the left column overlooked."""
    return 4 * (bright + dark)


def edge_reversed(dark, bright):
    """Left less right."""
    return 4 * (dark - bright)


# ----- sizes


def size_ignoring_stride(n, k):
    """A step of 1."""
    return n - k + 1


def size_by_division(n, s):
    """The picture divided by the stride."""
    return n // s


def size_without_one(n, k, s, p):
    """The first place not counted."""
    return (n + 2 * p - k) // s


def size_unpadded(n, k, s, p):
    """The padding forgotten."""
    if k > n:
        raise ValueError
    return (n - k) // s + 1


def size_rounded_up(n, k, s, p):
    """A last place that hangs over the edge."""
    return -(-(n + 2 * p - k) // s) + 1


def strided(x, w, s):
    """A filter of one row on a row of pixels, with a stride."""
    return conv2d([[[x]]], [[[w]]], [0.0], stride=s).ravel()


def padded_same(n, k):
    """The output's size with stride 1 and the padding that keeps it."""
    return conv_output_size(n, k, 1, same_padding(k))


def span(n, k, p):
    """How far the filter can be moved."""
    if k > n + 2 * p:
        raise ValueError
    return n + 2 * p - k


def remainder(a, b):
    """What is left over in a division."""
    return a % b


# ----- sharing


def sharing(n, k):
    """The weights of a dense layer and of a convolution, from one map of n x n to another; no biases."""
    return [n**4, conv_params(1, 1, k) - 1]


def sharing_one_each(n, k):
    """One weight for every pixel in the dense layer."""
    return [n**2, k**2]


def sharing_not_shared(n, k):
    """A filter of its own at every place."""
    return [n**4, n**2 * k**2]


def shared_gradient(x, dout):
    """The gradient of a filter of two weights that slides over a row."""
    return conv2d_backward([[[dout]]], [[[x]]], np.zeros((1, 1, 1, 2)), [0.0])[1].ravel()


def shared_gradient_mean(x, dout):
    """The mean over the places in place of the sum."""
    return shared_gradient(x, dout) / len(dout)


def shared_gradient_first(x, dout):
    """The first place only."""
    return [dout[0] * x[0], dout[0] * x[1]]


# ----- pooling


def max_pooled(image):
    """2 x 2 max pooling."""
    return max_pool2d(_picture(image))[0, 0]


def avg_pooled(image):
    """2 x 2 average pooling."""
    return avg_pool2d(_picture(image))[0, 0]


def sum_pooled(image):
    """Sums of the windows, not divided."""
    return 4 * avg_pool2d(_picture(image))[0, 0]


def every_second(image):
    """The upper left pixel of each window."""
    return np.asarray(image)[::2, ::2]


def max_gradient(dout, image):
    """The way back through 2 x 2 max pooling."""
    return max_pool2d_backward([[[dout]]], _picture(image))[0, 0]


def gradient_shared_out(dout, image):
    """The gradient divided among the pixels of a window."""
    return np.kron([dout], np.ones((2, 2))) / 4


def gradient_to_all(dout, image):
    """The whole gradient to every pixel."""
    return np.kron([dout], np.ones((2, 2)))


def two_blocks(n, filters):
    """The shape after two blocks of a size-keeping convolution and 2 x 2 max pooling."""
    for _ in range(2):
        n = conv_output_size(n, 2, 2)
    return [filters, n, n]


def one_block(n, filters):
    """After the first pooling only."""
    return [filters, n // 2, n // 2]


def multiplications(c, f, n):
    """The multiplications of a 3 x 3 convolution with padding 1 on maps of n x n."""
    return (conv_params(c, f, 3) - f) * conv_output_size(n, 3, 1, 1) ** 2


def pooled_row(values):
    """Max pooling of a row by windows of two, stride 2."""
    return max_pool2d(_picture([values, values]))[0, 0, 0]


def shifted(values):
    """A row moved one pixel to the right, a 0 coming in."""
    return [0, *values[:-1]]


def pooled_then_shifted(values):
    """The pooled row moved along by one."""
    return [0, *pooled_row(values)[:-1]]


def upright_line(column, a):
    """A picture of 4 x 4 pixels with one bright column."""
    image = np.zeros((4, 4), dtype=int)
    image[:, column] = a
    return image


def turned(image):
    """A quarter turn counterclockwise."""
    return np.rot90(image)


def turned_back(image):
    """A quarter turn clockwise."""
    return np.rot90(image, -1)


# ----- figures


def square_and_answer():
    """A bright square, and what an edge filter makes of it."""
    image = np.full((14, 14), 0.2)
    image[4:10, 4:10] = 0.8
    answer = correlate2d(image, vertical_edge_filter())
    return pictures((Text("Picture", "이미지"), image), (Text("Answer of the filter", "필터의 출력"), answer))
