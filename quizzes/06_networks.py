"""What the questions of this unit compute: right answers from the reference, and what comes of misconceptions."""

import numpy as np

from dlref.activations import collapse, relu, sigmoid_grad
from dlref.cnn import conv_params as conv_params
from dlref.networks import MLP, Affine, ReLU, Sigmoid, iterations_per_epoch, minibatches
from dlref.optimizers import SGD


def times(a, b):
    """The product of two numbers."""
    return a * b


def plus(a, b):
    """The sum of two numbers."""
    return a + b


def ratio(a, b):
    """The quotient of two numbers."""
    return a / b


def whole_ratio(a, b):
    """The quotient of two whole numbers, rounded down."""
    return a // b


def product(numbers):
    """The product of several numbers."""
    return int(np.prod(numbers))


def total(numbers):
    """The sum of several numbers."""
    return sum(numbers)


def layers_with_input(sizes):
    """How many layers a network has if the input is counted."""
    return len(sizes)


def layers_of_weights(sizes):
    """How many layers of weights a network has."""
    return len(sizes) - 1


def hidden_layers(sizes):
    """How many hidden layers a network has."""
    return len(sizes) - 2


def parameters_of(sizes):
    """How many weights and biases a multi-layer perceptron has."""
    return sum(array.size for array in MLP(sizes, np.random.default_rng(0)).params.values())


def weights_of(sizes):
    """How many weights a multi-layer perceptron has, that is, how many connections."""
    params = MLP(sizes, np.random.default_rng(0)).params
    return sum(array.size for name, array in params.items() if name.startswith("W"))


def outputs_of(parameters, inputs):
    """The outputs of a dense layer with so many parameters and inputs."""
    return parameters // (inputs + 1)


def dense(x, W, b):
    """The outputs of a dense layer."""
    return Affine(W, b).forward(x)


def logits_of(x, W1, b1, W2, b2):
    """The logits of one sample in a network with one hidden layer of ReLU."""
    net = MLP([len(W1), len(b1), len(b2)], np.random.default_rng(0))
    net.params = {
        name: np.asarray(value, dtype=float)
        for name, value in zip(["W1", "b1", "W2", "b2"], [W1, b1, W2, b2], strict=True)
    }
    return net.predict([x])[0]


def sums_of(x, W, b):
    """The weighted sums of one sample in a dense layer."""
    return dense([x], W, b)[0]


def one_silent(z):
    """Two hidden sums, one above and one below 0; others are refused."""
    if min(z) >= 0 or max(z) <= 0:
        raise ValueError("no silent unit, or no other")
    return z


def logits_shape(n, sizes):
    """The shape of the logits of n samples."""
    return list(MLP(sizes, np.random.default_rng(0)).predict(np.zeros((n, sizes[0]))).shape)


def difference_shape(n):
    """The shape of a column minus a vector of the same length."""
    return list((np.zeros((n, 1)) - np.zeros(n)).shape)


def flat_shape(shape):
    """The shape after flattening every sample."""
    x = np.zeros(shape)
    return list(x.reshape(len(x), -1).shape)


def input_gradient_shape(shape, outputs):
    """The shape of the gradient with respect to pictures that a dense layer flattens."""
    inputs = int(np.prod(shape[1:]))
    layer = Affine(np.zeros((inputs, outputs)), np.zeros(outputs))
    layer.forward(np.zeros(shape))
    return list(layer.backward(np.zeros((shape[0], outputs))).shape)


def collapsed_weights(W1, b1, W2, b2):
    """The weights of the one layer that does what two linear layers do."""
    return collapse([(W1, b1), (W2, b2)])[0]


def collapsed_bias(W1, b1, W2, b2):
    """The bias of the one layer that does what two linear layers do."""
    return collapse([(W1, b1), (W2, b2)])[1]


def mirrored(p, q):
    """Four places, symmetric around 0."""
    return [-q, -p, p, q]


def folded(x, t):
    """The output of a unit with weights 1 and bias -t over relu(x) and relu(-x)."""
    return [float(relu(v) + relu(-v)) - t for v in x]


def most_pieces(units):
    """The most straight pieces that so many ReLU units over one input can make: a kink each."""
    kinks = np.arange(units)
    x = np.linspace(-1.0, units, 8 * (units + 1) + 1)
    slopes = np.diff(relu(x[:, None] - kinks).sum(axis=1)) / np.diff(x)
    return len(np.unique(np.round(slopes, 6)))


def pixel_index(row, column, height, width):
    """Where a pixel of a picture stands once the picture is flattened, counted from 0."""
    return int(np.ravel_multi_index((row, column), (height, width)))


def row_of(index, height, width):
    """The row of a pixel from its place in the flattened picture."""
    return int(np.unravel_index(index, (height, width))[0])


def column_of(index, height, width):
    """The column of a pixel from its place in the flattened picture."""
    return int(np.unravel_index(index, (height, width))[1])


def _backward(x, W, dout):
    """A dense layer after one pass forwards and one back, and the gradient of its input."""
    layer = Affine(W, np.zeros(np.shape(W)[1]))
    layer.forward(x)
    return layer, layer.backward(dout)


def weight_gradient(x, dout):
    """The gradient of a dense layer's weights."""
    return _backward(x, np.zeros((len(x[0]), len(dout[0]))), dout)[0].dW


def bias_gradient(dout):
    """The gradient of a dense layer's bias."""
    return _backward(np.zeros((len(dout), 1)), np.zeros((1, len(dout[0]))), dout)[0].db


def input_gradient(W, dout):
    """The gradient of one input of a dense layer."""
    return _backward(np.zeros((1, len(W))), W, [dout])[1][0]


def arranged(negative, positives):
    """A positive number, a negative one, 0, and another positive one."""
    return [positives[0], negative, 0, positives[1]]


def relu_backward(x, dout):
    """The gradient that comes back through ReLU."""
    layer = ReLU()
    layer.forward(x)
    return layer.backward(dout)


def sigmoid_backward(y, dout):
    """The gradient that comes back through a sigmoid whose outputs were y."""
    y = np.asarray(y)
    layer = Sigmoid()
    layer.forward(np.log(y / (1 - y)))
    return layer.backward(dout)


def updated(w, g, lr):
    """A weight after one step of gradient descent."""
    return float(
        SGD(lr=lr).step({"w": np.array([w], dtype=float)}, {"w": np.array([g], dtype=float)})["w"][0]
    )


def line_updated(w, b, x, y, lr):
    """Weight and bias after one step down the squared error of one sample."""
    slope = 2 * (w * x + b - y)
    return [updated(w, slope * x, lr), updated(b, slope, lr)]


def last_batch(n, batch_size):
    """How many samples the last, smaller batch of an epoch holds."""
    if n % batch_size == 0:
        raise ValueError("no smaller batch")
    *_, (last, _) = minibatches(np.zeros(n), np.zeros(n), batch_size, np.random.default_rng(0))
    return len(last)


def updates(n, batch_size, epochs):
    """How many updates so many epochs make."""
    return iterations_per_epoch(n, batch_size) * epochs


def epochs_of(count, n, batch_size):
    """How many epochs so many updates are."""
    return count // iterations_per_epoch(n, batch_size)


# ----- misconceptions


def bias_for_every_unit(sizes):
    """A bias for the inputs, too."""
    return weights_of(sizes) + sum(sizes)


def pairs_of_units(sizes):
    """Every unit connected to every other."""
    units = sum(sizes)
    return units * (units - 1) // 2


def inputs_to_outputs(sizes):
    """Connections between neighbouring layers, and from the inputs directly to the outputs, too."""
    return weights_of(sizes) + sizes[0] * sizes[-1]


def without_bias(x, W):
    """The products alone."""
    return np.asarray(x) @ np.asarray(W)


def transposed_weights(x, W, b):
    """Rows of the weights in place of columns."""
    return dense(x, np.transpose(W), b)


def weights_first(x, W, b):
    """W x + b with samples in rows."""
    return np.asarray(W) @ np.asarray(x) + b


def product_turned(W1, W2):
    """The weights multiplied in the wrong order."""
    return np.asarray(W2) @ np.asarray(W1)


def product_by_entry(W1, W2):
    """The weights multiplied entry by entry."""
    return np.asarray(W1) * np.asarray(W2)


def biases_added(b1, b2):
    """The first bias not sent through the second layer."""
    return np.asarray(b1) + np.asarray(b2)


def bias_through_only(b1, W2):
    """The first bias sent through the second layer, whose own bias is left out."""
    return np.asarray(b1) @ np.asarray(W2)


def without_fold(x, t):
    """The two hidden units without their activation."""
    return [-t for _ in x]


def only_one_side(x, t):
    """The first hidden unit alone."""
    return [float(relu(v)) - t for v in x]


def without_hidden_relu(x, W1, b1, W2, b2):
    """The hidden sums passed on as they are."""
    return sums_of(sums_of(x, W1, b1), W2, b2)


def relu_after_the_last(x, W1, b1, W2, b2):
    """ReLU after the last layer, too."""
    return relu(logits_of(x, W1, b1, W2, b2))


def mean_weight_gradient(x, dout):
    """The sum over the samples divided by their number."""
    return weight_gradient(x, dout) / len(x)


def weight_gradient_transposed(x, dout):
    """The gradient with rows and columns exchanged."""
    return weight_gradient(x, dout).T


def input_not_transposed(x, dout):
    """The input multiplied without being transposed."""
    return np.asarray(x) @ np.asarray(dout)


def mean_of_rows(dout):
    """The mean over the samples."""
    return np.mean(dout, axis=0)


def first_row(dout):
    """The first sample alone."""
    return dout[0]


def sums_of_rows(W):
    """Each input's weights added up."""
    return np.sum(W, axis=1)


def relu_of_gradient(dout):
    """The negative gradients cut off in place of those at negative inputs."""
    return relu(dout)


def open_at_zero(x, dout):
    """Zero counted among the open places."""
    return [d if v >= 0 else 0 for v, d in zip(x, dout, strict=True)]


def times_output(x, dout):
    """The gradient multiplied by the output of ReLU."""
    return relu(x) * np.asarray(dout)


def slope_of_output(y, dout):
    """The derivative's formula in terms of the input, fed with the output."""
    return sigmoid_grad(y) * np.asarray(dout)


def times_value(y, dout):
    """The gradient multiplied by the value in place of the slope."""
    return np.asarray(y) * np.asarray(dout)


def line_updated_in_turn(w, b, x, y, lr):
    """The bias updated with a gradient that already sees the new weight."""
    w = line_updated(w, b, x, y, lr)[0]
    return [w, line_updated(w, b, x, y, lr)[1]]


def line_updated_uphill(w, b, x, y, lr):
    """Both steps with the wrong sign."""
    return line_updated(w, b, x, y, -lr)


def line_updated_without_input(w, b, x, y, lr):
    """The weight moved by the gradient of the bias."""
    return line_updated(w, b, 1, y - w * x + w, lr)


def updates_rounded_once(n, batch_size, epochs):
    """All epochs strung together before they are cut into batches."""
    return iterations_per_epoch(n * epochs, batch_size)
