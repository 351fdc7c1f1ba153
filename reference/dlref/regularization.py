"""Regularization: what keeps a network from learning its training data by heart.

Overfitting is seen on data that was held back (`train_val_test_split`): the training loss still falls while
the validation loss rises (`is_overfitting`). Against it one can make large weights costly (`l1_penalty`,
`l2_penalty`), leave units out at random (`Dropout`), or stop in time (`EarlyStopping`). `BatchNorm` is here
because its noise, the statistics of a random batch, regularizes too; its main effect is easier training.

Dropout and batch normalization behave differently in training and afterwards. Their `backward` follows the
mode of the last `forward`.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike

__all__ = [
    "BatchNorm",
    "Dropout",
    "EarlyStopping",
    "is_overfitting",
    "l1_penalty",
    "l1_penalty_grad",
    "l2_penalty",
    "l2_penalty_grad",
    "train_val_test_split",
]

Array = NDArray[np.float64]
Part = tuple[NDArray[Any], NDArray[Any]]


def l1_penalty(W: ArrayLike, lam: float) -> float:
    """L1 penalty, to be added to the loss: pulls every weight with the same force, many to exactly 0.

        λ Σ |w|

    Args:
        W: Weights of any shape (biases usually go free).
        lam: λ, the strength.

    Returns:
        The penalty: a sum, not a mean.

    Source:
        Tibshirani (1996), "Regression shrinkage and selection via the lasso"; notes 002 2편 패널티,
        004 일반화를 높이는 방법.
    """
    W = np.asarray(W, dtype=np.float64)
    return float(lam * np.sum(np.abs(W)))


def l1_penalty_grad(W: ArrayLike, lam: float) -> Array:
    """Gradient of the L1 penalty, with 0 at the kink.

        λ sign(w)

    Args:
        W: Weights of any shape.
        lam: λ, the strength.

    Returns:
        The gradient, of the shape of `W`.

    Source:
        Tibshirani (1996), "Regression shrinkage and selection via the lasso"; notes 002 2편 패널티,
        004 일반화를 높이는 방법.
    """
    return lam * np.sign(np.asarray(W, dtype=np.float64))


def l2_penalty(W: ArrayLike, lam: float) -> float:
    """L2 penalty, to be added to the loss: pulls a weight the harder, the larger it is.

        ½ λ Σ w²

    Args:
        W: Weights of any shape (biases usually go free).
        lam: λ, the strength.

    Returns:
        The penalty: a sum, not a mean.

    Source:
        Krogh and Hertz (1992), "A simple weight decay can improve generalization"; notes 002 2편 패널티,
        004 일반화를 높이는 방법 (without the ½, which makes the gradient λ w).
    """
    W = np.asarray(W, dtype=np.float64)
    return float(0.5 * lam * np.sum(W**2))


def l2_penalty_grad(W: ArrayLike, lam: float) -> Array:
    """Gradient of the L2 penalty.

        λ w

    Args:
        W: Weights of any shape.
        lam: λ, the strength.

    Returns:
        The gradient, of the shape of `W`.

    Source:
        Krogh and Hertz (1992), "A simple weight decay can improve generalization"; notes 002 2편 패널티,
        004 일반화를 높이는 방법.
    """
    return lam * np.asarray(W, dtype=np.float64)


class Dropout:
    """Inverted dropout: in training each element is dropped at random, on its own, and the others make up.

        out = x m / (1 − rate),   m = 0 with probability `rate`, else 1;   dx = dout m / (1 − rate)

    The division keeps the mean of each element, so that nothing has to be scaled afterwards. Units are
    dropped, not weights: dropping weights is DropConnect.

    Args:
        rate: The share of elements to drop, 0 ≤ rate < 1.

    Raises:
        ValueError: If `rate` is outside [0, 1).

    Source:
        Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov (2014), "Dropout"; notes 001 Dropout (which
        speaks of weights, and leaves out the scaling), 004 일반화를 높이는 방법.
    """

    def __init__(self, rate: float = 0.5) -> None:
        if not 0 <= rate < 1:
            raise ValueError(f"rate must be at least 0 and below 1, got {rate}")
        self.rate = rate

    def forward(self, x: ArrayLike, rng: np.random.Generator, train: bool = True) -> Array:
        """Drop elements in training; do nothing afterwards.

        Args:
            x: An array of any shape.
            rng: Where chance comes from; asked in training only.
            train: Whether this is training.

        Returns:
            An array of the shape of `x`; without `train` it is `x` itself.
        """
        x = np.asarray(x, dtype=np.float64)
        if not train:
            self._scale: Array | float = 1.0
            return x
        self._scale = (rng.random(x.shape) >= self.rate) / (1 - self.rate)
        return x * self._scale

    def backward(self, dout: ArrayLike) -> Array:
        """Drop the same elements of the gradient.

        Args:
            dout: Gradient with respect to the output of the last `forward`.

        Returns:
            The gradient with respect to its input, of the same shape.
        """
        return np.asarray(dout, dtype=np.float64) * self._scale


class EarlyStopping:
    """Tell when to stop: when the validation loss has not come below its best for a while.

    An epoch improves when its loss is below best − min_delta; the first always does. What counts is the best
    loss so far, not that of the epoch before. The weights to keep are those of `best_epoch`.

    Attributes:
        best: The loss of the last epoch that improved; ∞ before the first.
        best_epoch: The number of that epoch, from 0; −1 before the first.

    Args:
        patience: How many epochs in a row may fail to improve before it is time to stop, at least 1.
        min_delta: By how much a loss must fall short of the best to count.

    Raises:
        ValueError: If `patience` is below 1.

    Source:
        Prechelt (1998), "Early stopping – but when?"; notes 001 Early Stopping (which compares with the
        previous epoch first), 004 일반화를 높이는 방법.
    """

    def __init__(self, patience: int = 3, min_delta: float = 0.0) -> None:
        _check_patience(patience)
        self.patience = patience
        self.min_delta = min_delta
        self.best = math.inf
        self.best_epoch = -1
        self._epoch = -1

    def update(self, val_loss: float) -> bool:
        """Take note of one more epoch.

        Args:
            val_loss: Its validation loss.

        Returns:
            True if the latest `patience` epochs in a row brought no improvement.
        """
        self._epoch += 1
        if self._epoch == 0 or val_loss < self.best - self.min_delta:
            self.best, self.best_epoch = val_loss, self._epoch
        return self._epoch - self.best_epoch >= self.patience


class BatchNorm:
    """Batch normalization: each feature is brought to mean 0 and variance 1, then scaled by γ and shifted by β.

        x̂ = (x − μ) / √(σ² + eps),   out = γ x̂ + β

    In training μ and σ² are those of the batch, σ² the biased variance (the mean of squares), and running
    values follow them:

        running ← momentum · running + (1 − momentum) · batch

    Afterwards μ and σ² are the running values, so that a sample's output no longer depends on its company.
    (PyTorch's momentum is 1 − ours, and its running variance is the unbiased one.) Of pictures a feature is a
    channel: every pixel counts as a sample.

    Attributes:
        gamma: γ `(D,)`, at first 1.
        beta: β `(D,)`, at first 0.
        running_mean: `(D,)`, at first 0.
        running_var: `(D,)`, at first 1.
        dgamma: Gradient with respect to γ, after `backward`.
        dbeta: Gradient with respect to β, after `backward`.

    Args:
        dim: The number D of features.
        momentum: How much of the running values stays at each step.
        eps: Keeps the root above 0 for a feature that does not vary.

    Source:
        Ioffe and Szegedy (2015), "Batch normalization"; notes 001 Batch Normalization (a title only),
        002 학습 흐름 3.
    """

    def __init__(self, dim: int, momentum: float = 0.9, eps: float = 1e-5) -> None:
        self.momentum = momentum
        self.eps = eps
        self.gamma: Array = np.ones(dim)
        self.beta: Array = np.zeros(dim)
        self.running_mean: Array = np.zeros(dim)
        self.running_var: Array = np.ones(dim)

    def forward(self, x: ArrayLike, train: bool = True) -> Array:
        """Normalise, scale and shift each feature.

        Args:
            x: Samples `(N, D)`, or pictures `(N, D, H, W)` with D channels.
            train: Whether to use, and follow, the statistics of this batch.

        Returns:
            An array of the shape of `x`.

        Raises:
            ValueError: If `x` has another shape.
        """
        x = np.asarray(x, dtype=np.float64)
        if x.ndim not in (2, 4) or x.shape[1:2] != self.gamma.shape:
            dim = len(self.gamma)
            raise ValueError(f"x must have shape (N, {dim}, H, W) or shape (N, {dim}), got {x.shape}")
        samples = x.reshape(*x.shape[:2], -1)  # (N, D, pixels); one pixel where there are no pictures
        if train:
            count = x.size // x.shape[1]
            mean: Array = np.einsum("ndp->d", samples) / count
            centred = samples - mean[:, None]
            variance: Array = np.einsum("ndp,ndp->d", centred, centred) / count
            kept, new = self.momentum, 1 - self.momentum
            self.running_mean = kept * self.running_mean + new * mean
            self.running_var = kept * self.running_var + new * variance
        else:
            centred, variance = samples - self.running_mean[:, None], self.running_var
        self._train = train
        self._centred = centred
        self._inv_std: Array = 1 / np.sqrt(variance + self.eps)
        out = centred * (self.gamma * self._inv_std)[:, None]
        out += self.beta[:, None]
        return out.reshape(x.shape)

    def backward(self, dout: ArrayLike) -> Array:
        """Gradients with respect to input, γ and β.

            dβ = Σ dout,   dγ = Σ dout x̂   (sums over the N samples)

            dx = γ / √(σ² + eps) (dout − (dβ + x̂ dγ) / N)   after a forward in training,
                 γ / √(σ² + eps) dout                       after one with the running values, constants

        The two terms that training subtracts are the gradient through μ and through σ², on which every sample
        of the batch has its influence.

        Args:
            dout: Gradient with respect to the output of the last `forward`, of its shape.

        Returns:
            The gradient with respect to its input, of the same shape.
        """
        dout = np.asarray(dout, dtype=np.float64)
        gradient = dout.reshape(self._centred.shape)
        self.dbeta: Array = np.einsum("ndp->d", gradient)
        self.dgamma: Array = np.einsum("ndp,ndp->d", gradient, self._centred) * self._inv_std
        if self._train:
            count = dout.size // dout.shape[1]
            dx: Array = self._centred * (-self.dgamma * self._inv_std / count)[:, None]
            dx += gradient
            dx -= (self.dbeta / count)[:, None]
        else:
            dx = gradient.copy()
        dx *= (self.gamma * self._inv_std)[:, None]
        return dx.reshape(dout.shape)


def train_val_test_split(
    X: ArrayLike, y: ArrayLike, ratios: Sequence[float], rng: np.random.Generator
) -> tuple[Part, Part, Part]:
    """Shuffle samples with their labels, and deal them out for training, validation and test.

    Validation data serve choices (when to stop, which model), test data are used once, at the end.

    Args:
        X: N samples, along the first axis.
        y: Their N labels.
        ratios: Three shares that add up to 1.
        rng: Where chance comes from.

    Returns:
        Three pairs `(X, y)` with ⌊r₁N⌋ samples, ⌊r₂N⌋ samples, and the rest.

    Raises:
        ValueError: If `X` and `y` differ in length, or `ratios` are not three shares that add up to 1.

    Source:
        Ripley (1996), "Pattern recognition and neural networks"; notes 001 Overfitting, 004 일반화 (both of
        which name validation and test data in one breath).
    """
    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y):
        raise ValueError(f"X and y must be equally long, got shapes {X.shape} and {y.shape}")
    if len(ratios) != 3 or min(ratios) < 0 or not math.isclose(sum(ratios), 1.0):
        raise ValueError(f"ratios must be three shares that add up to 1, got {ratios}")
    train, val = (math.floor(ratio * len(X)) for ratio in ratios[:2])
    order = rng.permutation(len(X))
    first, second, third = order[:train], order[train : train + val], order[train + val :]
    return (X[first], y[first]), (X[second], y[second]), (X[third], y[third])


def is_overfitting(train_losses: ArrayLike, val_losses: ArrayLike, patience: int = 3) -> bool:
    """Tell whether a network has begun to learn its training data by heart.

    It has when in each of the last `patience` epochs, compared with the one before it, the training loss fell
    and the validation loss rose.

    Args:
        train_losses: The training loss of each epoch.
        val_losses: The validation loss of each epoch.
        patience: How many epochs in a row must show it, at least 1.

    Returns:
        Whether they do; False where there are fewer than patience + 1 epochs.

    Raises:
        ValueError: If the two differ in length, or `patience` is below 1.

    Source:
        Prechelt (1998), "Automatic early stopping using cross validation"; notes 001 Overfitting, 004 과적합.
    """
    _check_patience(patience)
    train_losses = np.asarray(train_losses, dtype=np.float64)
    val_losses = np.asarray(val_losses, dtype=np.float64)
    if train_losses.shape != val_losses.shape:
        raise ValueError(
            f"both losses must be equally long, got shapes {train_losses.shape} and {val_losses.shape}"
        )
    fell = np.diff(train_losses)[-patience:] < 0
    rose = np.diff(val_losses)[-patience:] > 0
    return len(train_losses) > patience and bool(np.all(fell & rose))


def _check_patience(patience: int) -> None:
    """Refuse to judge by no epoch at all."""
    if patience < 1:
        raise ValueError(f"patience must be at least 1, got {patience}")
