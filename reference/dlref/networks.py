"""Networks: layers one after the other, and the gradient that comes back through them.

A layer remembers in `forward` what it needs in `backward`, which takes the gradient of the loss with respect
to the layer's output and returns that with respect to its input; so layers can be chained in any number.
Backpropagation is that and no more: it computes gradients. Changing the parameters is the optimizer's work.

A multi-layer perceptron (`MLP`) is a chain of dense layers with ReLU between them. One hidden layer is enough
for XOR (`train_xor`). What surrounds training stands here, too: mini-batches, one-hot labels, and how to
count what a classifier gets right. Rows are samples throughout: a dense layer is x W + b.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from dlref.activations import relu, relu_grad, sigmoid, sigmoid_grad, tanh, tanh_grad
from dlref.initialization import init_he, init_normal, init_xavier
from dlref.losses import softmax_cross_entropy, softmax_cross_entropy_grad
from dlref.optimizers import Adam

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from numpy.typing import ArrayLike

__all__ = [
    "MLP",
    "Affine",
    "ReLU",
    "Sigmoid",
    "SoftmaxWithLoss",
    "Tanh",
    "accuracy",
    "confusion_matrix",
    "iterations_per_epoch",
    "loss_and_gradients",
    "minibatches",
    "one_hot",
    "predict_xor",
    "train_xor",
    "two_spirals",
]

Array = NDArray[np.float64]
Labels = NDArray[np.int64]


def _float64(x: ArrayLike) -> Array:
    """`x` as an array of float64; `x` itself where it is one."""
    return np.asarray(x, dtype=np.float64)


def _rows(x: ArrayLike) -> Array:
    """A row for each sample, whatever its shape."""
    x = _float64(x)
    if x.ndim < 2:
        raise ValueError(f"x must have shape (N, D), or more dimensions, got {x.shape}")
    return x.reshape(len(x), -1)


def _affine(x: Array, W: Array, b: Array) -> Array:
    """The weighted sums x W + b, once the shapes are seen to fit."""
    if x.shape[1:] != W.shape[:1] or W.shape[1:] != b.shape:
        raise ValueError(
            f"x of {x.shape[1]} features does not fit W of shape {W.shape} and b of shape {b.shape}"
        )
    return x @ W + b


class Affine:
    """A dense layer: every output is a weighted sum of all inputs, plus a bias.

        y = x W + b
        dx = dout Wᵀ,   dW = xᵀ dout,   db = Σₙ doutₙ

    Samples of more than one dimension (pictures) are flattened, and `dx` has the shape that they had.

    Args:
        W: Weights `(D, M)`.
        b: Bias `(M,)`.

    Attributes:
        W: The weights.
        b: The bias.
        dW: After `backward`, the gradient with respect to `W`.
        db: After `backward`, the gradient with respect to `b`.

    Source:
        Rumelhart, Hinton and Williams (1986), "Learning representations by back-propagating errors";
        notes 002 1편 7. The note's y = Wx + b is for a column x; samples in rows need x W + b.
    """

    def __init__(self, W: ArrayLike, b: ArrayLike) -> None:
        self.W = _float64(W)
        self.b = _float64(b)

    def forward(self, x: ArrayLike) -> Array:
        """Outputs `(N, M)` for N samples `(N, …)` of D numbers each; ValueError if they do not fit `W` and `b`."""
        self._shape = np.shape(x)
        self._flat = _rows(x)
        return _affine(self._flat, self.W, self.b)

    def backward(self, dout: ArrayLike) -> Array:
        """The gradient with respect to the last input, of its shape, from that with respect to the output."""
        dout = _float64(dout)
        self.dW = self._flat.T @ dout
        self.db: Array = dout.sum(axis=0)
        return (dout @ self.W.T).reshape(self._shape)


class ReLU:
    """ReLU as a layer.

        y = max(0, x)
        dx = dout  where x > 0,  else 0

    Source:
        Nair and Hinton (2010), "Rectified linear units improve restricted Boltzmann machines";
        notes 000 §3.3, 002 1편 9, 1편 10.
    """

    def forward(self, x: ArrayLike) -> Array:
        """ReLU of an array of any shape."""
        self._slope = relu_grad(x)
        return relu(x)

    def backward(self, dout: ArrayLike) -> Array:
        """The gradient with respect to the last input, from that with respect to the output, of one shape."""
        return _float64(dout) * self._slope


class Sigmoid:
    """The sigmoid as a layer.

        y = σ(x) = 1 / (1 + e⁻ˣ)
        dx = dout σ(x) σ(−x) = dout y (1 − y)

    Source:
        Rumelhart, Hinton and Williams (1986), "Learning representations by back-propagating errors";
        notes 000 §3.1, 002 1편 9, 1편 10.
    """

    def forward(self, x: ArrayLike) -> Array:
        """The sigmoid of an array of any shape."""
        self._slope = sigmoid_grad(x)
        return sigmoid(x)

    def backward(self, dout: ArrayLike) -> Array:
        """The gradient with respect to the last input, from that with respect to the output, of one shape."""
        return _float64(dout) * self._slope


class Tanh:
    """The hyperbolic tangent as a layer.

        y = tanh(x)
        dx = dout (1 − y²)

    Source:
        LeCun, Bottou, Orr and Müller (1998), "Efficient BackProp"; notes 000 §3.2, 002 1편 9, 1편 10.
    """

    def forward(self, x: ArrayLike) -> Array:
        """The hyperbolic tangent of an array of any shape."""
        self._slope = tanh_grad(x)
        return tanh(x)

    def backward(self, dout: ArrayLike) -> Array:
        """The gradient with respect to the last input, from that with respect to the output, of one shape."""
        return _float64(dout) * self._slope


class SoftmaxWithLoss:
    """Softmax and cross-entropy in one: apart, they would divide by probabilities that can round to 0.

        L = −1/N Σₙ log softmax(xₙ)_labelₙ
        dxₙₖ = dout/N (softmax(xₙ)ₖ − [k = labelₙ])

    Source:
        Bridle (1990), "Probabilistic interpretation of feedforward classification network outputs";
        notes 000 §4.2, 001 손실함수 4, 002 1편 5, 1편 10.
    """

    def forward(self, logits: ArrayLike, labels: ArrayLike) -> float:
        """The mean loss of N samples: scores `(N, K)`, and the true classes, integers `(N,)` from 0 to K − 1."""
        self._logits = _float64(logits)
        self._labels = labels
        return softmax_cross_entropy(self._logits, labels)

    def backward(self, dout: float = 1.0) -> Array:
        """The gradient with respect to the last scores, `(N, K)`, if that with respect to the loss is `dout`."""
        gradient: Array = dout * softmax_cross_entropy_grad(self._logits, self._labels)
        return gradient


def _inputs(params: Mapping[str, Array], x: ArrayLike) -> list[Array]:
    """What goes into each dense layer of a perceptron, and, last of all, its logits."""
    inputs = [_rows(x)]
    depth = len(params) // 2
    for layer in range(1, depth + 1):
        z = _affine(inputs[-1], params[f"W{layer}"], params[f"b{layer}"])
        inputs.append(relu(z) if layer < depth else z)
    return inputs


def loss_and_gradients(
    params: Mapping[str, Array], x: ArrayLike, labels: ArrayLike
) -> tuple[float, dict[str, Array]]:
    """The loss of a multi-layer perceptron and its gradients, by one pass forwards and one back.

        dz_L = ∂L/∂z_L,   dW_l = h_lᵀ dz_l,   db_l = Σₙ dz_l,   dz_l−1 = dz_l W_lᵀ ⊙ [h_l > 0]

    h_l goes into dense layer l, z_l comes out of it; h_l = relu(z_l−1) is positive where z_l−1 is. The gradient
    with respect to x itself, which costs as much as dW_1, is not asked for and not computed.

    Args:
        params: W1, b1, W2, b2, … as in `MLP`.
        x: Samples `(N, D)`, or `(N, …)` with D numbers each.
        labels: The true classes, integers `(N,)`.

    Returns:
        The mean softmax cross-entropy, and the gradients by the names of the parameters.

    Raises:
        ValueError: If the shapes do not fit, or a label is no class.

    Source:
        Rumelhart, Hinton and Williams (1986), "Learning representations by back-propagating errors";
        notes 002 1편 8, 1편 10, 004 역전파, 기울기 계산.
    """
    *inputs, logits = _inputs(params, x)
    dz = softmax_cross_entropy_grad(logits, labels)
    grads: dict[str, Array] = {}
    for layer in range(len(inputs), 0, -1):
        h = inputs[layer - 1]
        grads[f"W{layer}"] = h.T @ dz
        grads[f"b{layer}"] = dz.sum(axis=0)
        if layer > 1:
            dz = dz @ params[f"W{layer}"].T * relu_grad(h)
    return softmax_cross_entropy(logits, labels), grads


class MLP:
    """Multi-layer perceptron, a classifier: dense layers with ReLU between them, and none after the last.

        h₁ = x,   z_l = h_l W_l + b_l,   h_l+1 = relu(z_l),   logits = z_L

    Args:
        sizes: The number of inputs, of units in each hidden layer, and of classes.
        rng: The source of the first weights. Biases start at 0.
        weight_scale: "he", "xavier", or the standard deviation of the weights.

    Attributes:
        params: W1, b1, W2, b2, … by name. Every method uses what it holds at the time of the call.

    Raises:
        ValueError: If there are fewer than two sizes, or `weight_scale` is another text.

    Source:
        Rumelhart, Hinton and Williams (1986), "Learning representations by back-propagating errors"; notes
        000 §2.2, §1.3, 002 1편 4, 1편 8, 1편 9, 1편 10, 004 순전파, 역전파. Where the notes let
        backpropagation change the weights, it only finds the gradients.
    """

    def __init__(
        self, sizes: Sequence[int], rng: np.random.Generator, weight_scale: str | float = "he"
    ) -> None:
        if len(sizes) < 2:
            raise ValueError(f"sizes must hold at least inputs and outputs, got {list(sizes)}")
        self.params: dict[str, Array] = {}
        for layer, (fan_in, fan_out) in enumerate(pairwise(sizes), start=1):
            self.params[f"W{layer}"] = _weights(fan_in, fan_out, rng, weight_scale)
            self.params[f"b{layer}"] = np.zeros(fan_out)

    def predict(self, x: ArrayLike) -> Array:
        """Logits `(N, K)` of samples `(N, D)`; ValueError if they do not fit."""
        return _inputs(self.params, x)[-1]

    def loss(self, x: ArrayLike, labels: ArrayLike) -> float:
        """The mean softmax cross-entropy of samples `(N, D)` with their true classes, integers `(N,)`."""
        return softmax_cross_entropy(self.predict(x), labels)

    def gradients(self, x: ArrayLike, labels: ArrayLike) -> dict[str, Array]:
        """The gradient of `loss` with respect to each parameter, by the names of `params`."""
        return loss_and_gradients(self.params, x, labels)[1]


def _weights(fan_in: int, fan_out: int, rng: np.random.Generator, scale: str | float) -> Array:
    """The first weights of a dense layer."""
    if scale == "he":
        return init_he(fan_in, fan_out, rng)
    if scale == "xavier":
        return init_xavier(fan_in, fan_out, rng)
    if isinstance(scale, str):
        raise ValueError(f"weight_scale must be 'he', 'xavier' or a number, got {scale!r}")
    return init_normal(fan_in, fan_out, rng, std=scale)


def two_spirals(n: int, rng: np.random.Generator) -> tuple[Array, Labels]:
    """Two interleaved spirals with a little noise; a straight line puts a third of them on the wrong side.

        x = 2r (cos φ, sin φ) + noise,   φ = π (3r + label),   r² even between 0.01 and 1

    Args:
        n: The number of samples, at least 1.
        rng: The source of randomness.

    Returns:
        `(X, labels)`: points `(n, 2)`, and 0 or 1 for each, `(n,)`, in random order; half of them 1, rounded down.

    Raises:
        ValueError: If `n` is below 1.

    Source:
        Lang and Witbrock (1988), "Learning to tell two spirals apart"; notes 002 1편 4.
    """
    if n < 1:
        raise ValueError(f"n must be at least 1, got {n}")
    labels = rng.permutation(np.arange(n) % 2)
    r = np.sqrt(rng.uniform(0.1**2, 1.0, size=n))
    angle = np.pi * (3.0 * r + labels)
    points = 2.0 * r[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return points + rng.normal(scale=0.04, size=(n, 2)), labels


_XOR_INPUTS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
_XOR_TARGETS = np.array([[0.0], [1.0], [1.0], [0.0]])


def train_xor(rng: np.random.Generator) -> dict[str, Array]:
    """Learn XOR with 8 tanh units and a sigmoid at the output, by Adam on the mean cross-entropy.

        p = σ(tanh(x W₁ + b₁) W₂ + b₂),   ∂L/∂z = (p − y) / 4  for z, what the sigmoid is taken of

    The slope of the sigmoid, which would damp the error, cancels: with the squared error it would not. Training
    ends as soon as all four probabilities are within 0.1 of the truth; a start from which 100 steps do not lead
    there is given up for another.

    Args:
        rng: The source of the first weights.

    Returns:
        W1 `(2, 8)`, b1 `(8,)`, W2 `(8, 1)`, b2 `(1,)`.

    Source:
        Rumelhart, Hinton and Williams (1986), "Learning internal representations by error propagation";
        notes 000 §2.2, 002 1편 2, 1편 4. A single sigmoid unit, which note 003 calls suited to XOR, is not:
        its boundary is a straight line.
    """
    while True:
        params = {
            "W1": rng.normal(size=(2, 8)),
            "b1": np.zeros(8),
            "W2": rng.normal(size=(8, 1)),
            "b2": np.zeros(1),
        }
        optimizer = Adam(lr=0.1)
        for _ in range(100):
            hidden, output = Affine(params["W1"], params["b1"]), Affine(params["W2"], params["b2"])
            activation = Tanh()
            z = output.forward(activation.forward(hidden.forward(_XOR_INPUTS)))
            error = sigmoid(z) - _XOR_TARGETS
            if np.abs(error).max() < 0.1:
                return params
            hidden.backward(activation.backward(output.backward(error / 4)))
            grads = {"W1": hidden.dW, "b1": hidden.db, "W2": output.dW, "b2": output.db}
            params = optimizer.step(params, grads)


def predict_xor(params: Mapping[str, ArrayLike], X: ArrayLike) -> Array:
    """The probability that XOR is 1.

        p = σ(tanh(x W₁ + b₁) W₂ + b₂)

    Args:
        params: What `train_xor` returned.
        X: Inputs `(N, 2)`.

    Returns:
        Probabilities `(N,)`.

    Raises:
        ValueError: If `X` is not of shape `(N, 2)`.

    Source:
        Rumelhart, Hinton and Williams (1986), "Learning internal representations by error propagation";
        notes 000 §2.2, 002 1편 4.
    """
    p = {key: _float64(value) for key, value in params.items()}
    hidden = tanh(_affine(_rows(X), p["W1"], p["b1"]))
    return sigmoid(_affine(hidden, p["W2"], p["b2"])).ravel()


def minibatches(
    X: ArrayLike, y: ArrayLike, batch_size: int, rng: np.random.Generator
) -> Iterator[tuple[NDArray[Any], NDArray[Any]]]:
    """One epoch: all samples in a new random order, a batch at a time.

    Args:
        X: Samples `(N, …)`.
        y: Their targets `(N, …)`.
        batch_size: The number of samples in a batch; the last one holds what is left.
        rng: The source of the order.

    Yields:
        `(Xb, yb)`: new arrays, in which each sample still has its own target.

    Raises:
        ValueError: Before the first batch, if `X` and `y` differ in length or `batch_size` is below 1.

    Source:
        Bottou (2012), "Stochastic gradient descent tricks"; notes 001 Overfitting, 002 2편 에포크. The batches
        need not all be equally large, as the note would have it.
    """
    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y):
        raise ValueError(f"X and y must be equally long, got shapes {X.shape} and {y.shape}")
    _check_batch_size(batch_size)
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        chosen = order[start : start + batch_size]
        yield X[chosen], y[chosen]


def iterations_per_epoch(n: int, batch_size: int) -> int:
    """How many updates one pass over the data makes.

        ⌈n / batch_size⌉

    Args:
        n: The number of samples.
        batch_size: The number of samples in a batch.

    Returns:
        The number of batches, a smaller last one included.

    Raises:
        ValueError: If `batch_size` is below 1.

    Source:
        Goodfellow, Bengio and Courville (2016), "Deep learning", 8.1.3; notes 001 Overfitting, 002 2편 에포크.
    """
    _check_batch_size(batch_size)
    return -(-n // batch_size)


def _check_batch_size(batch_size: int) -> None:
    """Refuse batches with nobody in them."""
    if batch_size < 1:
        raise ValueError(f"batch_size must be at least 1, got {batch_size}")


def one_hot(labels: ArrayLike, num_classes: int) -> Array:
    """Labels as rows with a single 1.

        yₙₖ = 1  where k = labelₙ,  else 0

    Args:
        labels: Integers `(N,)` from 0 to K − 1.
        num_classes: K.

    Returns:
        Zeros and ones `(N, K)`, float64.

    Raises:
        ValueError: If `labels` are not such integers.

    Source:
        Bishop (2006), "Pattern recognition and machine learning", 2.2 (there 1-of-K); notes 000 §4.2,
        001 손실함수 4.
    """
    columns = _classes(labels, num_classes)
    rows = np.zeros((len(columns), num_classes))
    rows[np.arange(len(columns)), columns] = 1.0
    return rows


def accuracy(scores: ArrayLike, labels: ArrayLike) -> float:
    """The share of samples whose highest score is that of the true class; of equal scores the first counts.

    Args:
        scores: Logits or probabilities `(N, K)`.
        labels: The true classes, integers `(N,)`.

    Returns:
        A number from 0 to 1.

    Raises:
        ValueError: If `scores` are not `(N, K)`, or `labels` are not N integers from 0 to K − 1.

    Source:
        Goodfellow, Bengio and Courville (2016), "Deep learning", 5.1.2; notes 004 분류.
    """
    scores = np.asarray(scores)
    if scores.ndim != 2 or np.shape(labels) != scores.shape[:1]:
        raise ValueError(
            f"scores and labels must have shapes (N, K) and (N,), got {scores.shape} and {np.shape(labels)}"
        )
    return float(np.mean(scores.argmax(axis=1) == _classes(labels, scores.shape[1])))


def confusion_matrix(predicted: ArrayLike, labels: ArrayLike, num_classes: int) -> Labels:
    """How often each class was taken for each.

        Cᵢⱼ = the number of samples of class i that were taken for class j

    Args:
        predicted: The classes that were predicted, integers `(N,)` from 0 to K − 1.
        labels: The true classes, likewise.
        num_classes: K.

    Returns:
        Counts `(K, K)`, a row for each true class; what was right stands on the diagonal.

    Raises:
        ValueError: If `predicted` and `labels` are not such integers, equally many.

    Source:
        Stehman (1997), "Selecting and interpreting measures of thematic classification accuracy";
        notes 004 분류.
    """
    columns, rows = _classes(predicted, num_classes), _classes(labels, num_classes)
    if len(columns) != len(rows):
        raise ValueError(f"predicted and labels must be equally long, got {len(columns)} and {len(rows)}")
    counts = np.bincount(rows * num_classes + columns, minlength=num_classes**2)
    return counts.reshape(num_classes, num_classes)


def _classes(labels: ArrayLike, num_classes: int) -> Labels:
    """Labels, once they are seen to be classes from 0 to K − 1."""
    labels = np.asarray(labels)
    if labels.ndim != 1 or labels.dtype.kind not in "iu":
        raise ValueError(f"classes must be integers (N,), got {labels.dtype} of shape {labels.shape}")
    if ((labels < 0) | (labels >= num_classes)).any():
        raise ValueError(f"classes must be from 0 to {num_classes - 1}, got {labels.min()} to {labels.max()}")
    return labels.astype(np.int64)
