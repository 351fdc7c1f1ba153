"""Losses: one number that says how wrong a network's predictions are, and the slope that makes them better.

For numbers the squared error (`mse`) punishes outliers hardest, the absolute error (`mae`) least, and Huber's
loss goes from the one to the other. For classes cross-entropy is the rule: of two classes, of many with
one-hot labels, of many with integer labels, and from scores with softmax inside, which is the form to train
with. Focal loss counts easy examples less, Dice loss compares areas, and triplet loss learns distances.

Each loss is followed by its gradient with respect to the predictions, a mean over the same number of terms.
Logarithms are natural. No function takes arrays that would have to be broadcast: predictions `(N, 1)` against
targets `(N,)` are a mistake that would give N² differences.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

__all__ = [
    "binary_cross_entropy",
    "binary_cross_entropy_grad",
    "categorical_cross_entropy",
    "categorical_cross_entropy_grad",
    "dice_loss",
    "dice_loss_grad",
    "focal_loss",
    "focal_loss_grad",
    "huber",
    "huber_grad",
    "mae",
    "mae_grad",
    "mse",
    "mse_grad",
    "softmax_cross_entropy",
    "softmax_cross_entropy_grad",
    "sparse_categorical_cross_entropy",
    "sparse_categorical_cross_entropy_grad",
    "triplet_loss",
    "triplet_loss_grad",
]

Array = NDArray[np.float64]
Labels = NDArray[np.integer]


def _alike(*arrays: ArrayLike) -> list[Array]:
    """The arguments as arrays of float64; they must agree in shape."""
    converted = [np.asarray(array, dtype=np.float64) for array in arrays]
    shapes = [array.shape for array in converted]
    if len(set(shapes)) > 1:
        raise ValueError(f"all arrays must have the same shape, got {' and '.join(map(str, shapes))}")
    return converted


def _rows(array: ArrayLike) -> Array:
    """`array` in float64; it must have one row per sample."""
    rows = np.asarray(array, dtype=np.float64)
    if rows.ndim != 2:
        raise ValueError(f"one row per sample is needed, shape (N, K), got {rows.shape}")
    return rows


def _cells(rows: Array, labels: ArrayLike) -> tuple[NDArray[np.intp], Labels]:
    """The index of each row's cell under its label; a label must be the number of a column."""
    columns = np.asarray(labels)
    n, k = rows.shape
    if columns.shape != (n,) or columns.dtype.kind not in "iu":
        raise ValueError(f"labels must be {n} integers, got {columns.dtype} of shape {columns.shape}")
    if columns.min() < 0 or columns.max() >= k:
        raise ValueError(f"labels must be from 0 to {k - 1}, got {columns.min()} to {columns.max()}")
    return np.arange(n), columns


def mse(y_pred: ArrayLike, y_true: ArrayLike) -> float:
    """Mean squared error; one large error counts more than many small ones.

        L = 1/n Σ e²  with e = y_pred − y_true

    Args:
        y_pred: Predictions, of any shape with n elements.
        y_true: Targets, of the same shape.

    Returns:
        The mean over all n elements.

    Raises:
        ValueError: If the shapes differ.

    Source:
        Legendre (1805), "Nouvelles méthodes pour la détermination des orbites des comètes"; notes 000 §4.1,
        001 손실함수 2, 004 손실 함수, 예제 코드.
    """
    y_pred, y_true = _alike(y_pred, y_true)
    return float(np.mean((y_pred - y_true) ** 2))


def mse_grad(y_pred: ArrayLike, y_true: ArrayLike) -> Array:
    """Gradient of the mean squared error.

        ∂L/∂y_pred = 2/n e  with e = y_pred − y_true

    Args:
        y_pred: Predictions, of any shape with n elements.
        y_true: Targets, of the same shape.

    Returns:
        The gradient with respect to `y_pred`, of its shape.

    Raises:
        ValueError: If the shapes differ.

    Source:
        Legendre (1805), "Nouvelles méthodes pour la détermination des orbites des comètes"; notes 000 §4.1,
        001 손실함수 2, 004 예제 코드.
    """
    y_pred, y_true = _alike(y_pred, y_true)
    return 2.0 * (y_pred - y_true) / y_pred.size


def mae(y_pred: ArrayLike, y_true: ArrayLike) -> float:
    """Mean absolute error; an outlier pulls no harder than any other sample.

        L = 1/n Σ |e|  with e = y_pred − y_true

    Args:
        y_pred: Predictions, of any shape with n elements.
        y_true: Targets, of the same shape.

    Returns:
        The mean over all n elements.

    Raises:
        ValueError: If the shapes differ.

    Source:
        Laplace (1793), "Sur quelques points du système du monde"; notes 000 §4.1, 001 손실함수 1.
    """
    y_pred, y_true = _alike(y_pred, y_true)
    return float(np.mean(np.abs(y_pred - y_true)))


def mae_grad(y_pred: ArrayLike, y_true: ArrayLike) -> Array:
    """Gradient of the mean absolute error, with 0 at the kink.

        ∂L/∂y_pred = 1/n sign(e)  with e = y_pred − y_true

    Args:
        y_pred: Predictions, of any shape with n elements.
        y_true: Targets, of the same shape.

    Returns:
        The gradient with respect to `y_pred`, of its shape.

    Raises:
        ValueError: If the shapes differ.

    Source:
        Laplace (1793), "Sur quelques points du système du monde"; notes 000 §4.1, 001 손실함수 1.
    """
    y_pred, y_true = _alike(y_pred, y_true)
    return np.sign(y_pred - y_true) / y_pred.size


def huber(y_pred: ArrayLike, y_true: ArrayLike, delta: float = 1.0) -> float:
    """Huber's loss: quadratic for small errors, linear for large ones, with no kink between.

        L = 1/n Σ ½ e²            where |e| ≤ δ
                  δ (|e| − ½ δ)   elsewhere,   with e = y_pred − y_true

    Both are c (|e| − ½ c) with c = min(|e|, δ).

    Args:
        y_pred: Predictions, of any shape with n elements.
        y_true: Targets, of the same shape.
        delta: The size from which an error counts as large, above 0.

    Returns:
        The mean over all n elements.

    Raises:
        ValueError: If the shapes differ, or `delta` is not above 0.

    Source:
        Huber (1964), "Robust estimation of a location parameter"; notes 000 §4.1 (which leaves out δ).
    """
    _check_delta(delta)
    y_pred, y_true = _alike(y_pred, y_true)
    size = np.abs(y_pred - y_true)
    clipped = np.minimum(size, delta)
    return float(np.mean(clipped * (size - 0.5 * clipped)))


def huber_grad(y_pred: ArrayLike, y_true: ArrayLike, delta: float = 1.0) -> Array:
    """Gradient of Huber's loss: the error itself, but never more than δ.

        ∂L/∂y_pred = 1/n max(−δ, min(e, δ))  with e = y_pred − y_true

    Args:
        y_pred: Predictions, of any shape with n elements.
        y_true: Targets, of the same shape.
        delta: The size from which an error counts as large, above 0.

    Returns:
        The gradient with respect to `y_pred`, of its shape.

    Raises:
        ValueError: If the shapes differ, or `delta` is not above 0.

    Source:
        Huber (1964), "Robust estimation of a location parameter"; notes 000 §4.1 (which leaves out δ).
    """
    _check_delta(delta)
    y_pred, y_true = _alike(y_pred, y_true)
    return np.clip(y_pred - y_true, -delta, delta) / y_pred.size


def _check_delta(delta: float) -> None:
    """Refuse a δ with which no error, or less than none, would count as small."""
    if not delta > 0:
        raise ValueError(f"delta must be above 0, got {delta}")


def binary_cross_entropy(p: ArrayLike, y: ArrayLike, eps: float = 1e-12) -> float:
    """Cross-entropy of two classes: how surprised one who trusted p is by y.

        L = −1/n Σ (y log p + (1 − y) log(1 − p))

    Args:
        p: Probabilities of class 1, of any shape with n elements; clipped to [eps, 1 − eps].
        y: Labels, 0 or 1 (or a share between them), of the same shape.
        eps: How near to 0 and 1 a probability may come, so that the logarithm stays finite.

    Returns:
        The mean over all n elements.

    Raises:
        ValueError: If the shapes differ.

    Source:
        Cox (1958), "The regression analysis of binary sequences"; notes 000 §4.2, 001 손실함수 3,
        004 손실 함수.
    """
    p, y = _alike(p, y)
    p = np.clip(p, eps, 1 - eps)
    return -float(np.mean(y * np.log(p) + (1 - y) * np.log1p(-p)))


def binary_cross_entropy_grad(p: ArrayLike, y: ArrayLike, eps: float = 1e-12) -> Array:
    """Gradient of the binary cross-entropy.

        ∂L/∂p = 1/n (p − y) / (p (1 − p))

    Behind a sigmoid, whose slope is p (1 − p), only (p − y)/n is left: it does not vanish where p is wrong.

    Args:
        p: Probabilities of class 1, of any shape with n elements; clipped to [eps, 1 − eps].
        y: Labels, 0 or 1 (or a share between them), of the same shape.
        eps: How near to 0 and 1 a probability may come.

    Returns:
        The gradient with respect to `p`, of its shape; where `p` was clipped, the formula at the clipped
        value.

    Raises:
        ValueError: If the shapes differ.

    Source:
        Cox (1958), "The regression analysis of binary sequences"; notes 000 §4.2, 001 손실함수 3.
    """
    p, y = _alike(p, y)
    p = np.clip(p, eps, 1 - eps)
    slope: Array = (p - y) / (p * (1 - p))
    return slope / p.size


def categorical_cross_entropy(p: ArrayLike, y_onehot: ArrayLike, eps: float = 1e-12) -> float:
    """Cross-entropy of K classes, two or more, with one-hot labels.

        L = −1/N Σₙ Σₖ yₙₖ log pₙₖ

    The mean is over samples: the K terms of a sample, of which the label leaves one, are added up.

    Args:
        p: Probabilities `(N, K)`; clipped to [eps, 1 − eps].
        y_onehot: Labels `(N, K)`: 1 at the true class, else 0.
        eps: How near to 0 and 1 a probability may come, so that the logarithm stays finite.

    Returns:
        The mean over the N samples.

    Raises:
        ValueError: If the shapes differ, or are not `(N, K)`.

    Source:
        Bridle (1990), "Probabilistic interpretation of feedforward classification network outputs";
        notes 000 §4.2, 001 손실함수 4 (which asks for three classes), 004 손실 함수.
    """
    p, y_onehot = _alike(_rows(p), y_onehot)
    return -float(np.sum(y_onehot * np.log(np.clip(p, eps, 1 - eps)))) / len(p)


def categorical_cross_entropy_grad(p: ArrayLike, y_onehot: ArrayLike, eps: float = 1e-12) -> Array:
    """Gradient of the categorical cross-entropy; only the true class has any.

        ∂L/∂pₙₖ = −1/N yₙₖ / pₙₖ

    Args:
        p: Probabilities `(N, K)`; clipped to [eps, 1 − eps].
        y_onehot: Labels `(N, K)`: 1 at the true class, else 0.
        eps: How near to 0 and 1 a probability may come.

    Returns:
        The gradient with respect to `p`, `(N, K)`; where `p` was clipped, the formula at the clipped value.

    Raises:
        ValueError: If the shapes differ, or are not `(N, K)`.

    Source:
        Bridle (1990), "Probabilistic interpretation of feedforward classification network outputs";
        notes 000 §4.2, 001 손실함수 4.
    """
    p, y_onehot = _alike(_rows(p), y_onehot)
    return -y_onehot / np.clip(p, eps, 1 - eps) / len(p)


def sparse_categorical_cross_entropy(p: ArrayLike, labels: ArrayLike, eps: float = 1e-12) -> float:
    """Cross-entropy of K classes with integer labels: one probability is looked up per sample.

        L = −1/N Σₙ log pₙ,labelₙ

    Args:
        p: Probabilities `(N, K)`; clipped to [eps, 1 − eps].
        labels: The true class of each sample, integers `(N,)` from 0 to K − 1.
        eps: How near to 0 and 1 a probability may come, so that the logarithm stays finite.

    Returns:
        The mean over the N samples.

    Raises:
        ValueError: If `p` is not `(N, K)`, or `labels` are not N integers from 0 to K − 1.

    Source:
        Bridle (1990), "Probabilistic interpretation of feedforward classification network outputs";
        notes 000 §4.2.
    """
    p = _rows(p)
    return -float(np.mean(np.log(np.clip(p[_cells(p, labels)], eps, 1 - eps))))


def sparse_categorical_cross_entropy_grad(p: ArrayLike, labels: ArrayLike, eps: float = 1e-12) -> Array:
    """Gradient of the cross-entropy with integer labels.

        ∂L/∂pₙₖ = −1/(N pₙₖ)  where k = labelₙ,  else 0

    Args:
        p: Probabilities `(N, K)`; clipped to [eps, 1 − eps].
        labels: The true class of each sample, integers `(N,)` from 0 to K − 1.
        eps: How near to 0 and 1 a probability may come.

    Returns:
        The gradient with respect to `p`, `(N, K)`; where `p` was clipped, the formula at the clipped value.

    Raises:
        ValueError: If `p` is not `(N, K)`, or `labels` are not N integers from 0 to K − 1.

    Source:
        Bridle (1990), "Probabilistic interpretation of feedforward classification network outputs";
        notes 000 §4.2.
    """
    p = _rows(p)
    cells = _cells(p, labels)
    gradient = np.zeros_like(p)
    gradient[cells] = -1 / np.clip(p[cells], eps, 1 - eps) / len(p)
    return gradient


def softmax_cross_entropy(logits: ArrayLike, labels: ArrayLike) -> float:
    """Cross-entropy of softmax, from the scores: no probability is computed that could round to 0.

        L = 1/N Σₙ (log Σₖ e^xₙₖ − xₙ,labelₙ)

    Args:
        logits: Scores `(N, K)`, of any size.
        labels: The true class of each sample, integers `(N,)` from 0 to K − 1.

    Returns:
        The mean over the N samples.

    Raises:
        ValueError: If `logits` are not `(N, K)`, or `labels` are not N integers from 0 to K − 1.

    Source:
        Bridle (1990), "Probabilistic interpretation of feedforward classification network outputs";
        notes 000 §3.4, §4.2, 001 비선형 함수 5, 손실함수 4, 002 1편 5.
    """
    shifted = _shifted(logits)
    true_scores = shifted[_cells(shifted, labels)]
    totals = np.exp(shifted, out=shifted).sum(axis=1)
    return float(np.mean(np.log(totals) - true_scores))


def softmax_cross_entropy_grad(logits: ArrayLike, labels: ArrayLike) -> Array:
    """Gradient of the cross-entropy of softmax: the probabilities, less 1 at the true class.

        ∂L/∂xₙₖ = 1/N (softmax(xₙ)ₖ − [k = labelₙ])

    Args:
        logits: Scores `(N, K)`, of any size.
        labels: The true class of each sample, integers `(N,)` from 0 to K − 1.

    Returns:
        The gradient with respect to `logits`, `(N, K)`.

    Raises:
        ValueError: If `logits` are not `(N, K)`, or `labels` are not N integers from 0 to K − 1.

    Source:
        Bridle (1990), "Probabilistic interpretation of feedforward classification network outputs";
        notes 000 §3.4, §4.2, 001 비선형 함수 5, 손실함수 4, 002 1편 5.
    """
    gradient = _shifted(logits)
    cells = _cells(gradient, labels)
    totals = np.exp(gradient, out=gradient).sum(axis=1, keepdims=True)
    gradient /= len(gradient) * totals
    gradient[cells] -= 1 / len(gradient)
    return gradient


def _shifted(logits: ArrayLike) -> Array:
    """New scores, the largest of each row 0: softmax stays the same, and no exponential overflows."""
    x = _rows(logits)
    largest: Array = x.max(axis=1, keepdims=True)
    return x - largest


def focal_loss(
    p: ArrayLike, y: ArrayLike, gamma: float = 2.0, alpha: float = 0.25, eps: float = 1e-12
) -> float:
    """Binary cross-entropy in which easy examples count less.

        L = −1/n Σ α_t (1 − p_t)^γ log p_t

    p_t is the probability given to the true class: p where y = 1, else 1 − p. The power makes an example that
    is already right count for little; how rare a class is, is the business of the weight α_t, which is α where
    y = 1, else 1 − α.

    Args:
        p: Probabilities of class 1, of any shape with n elements; clipped to [eps, 1 − eps].
        y: Labels, 0 or 1, of the same shape.
        gamma: How fast easy examples lose weight; 0 gives cross-entropy, weighted by class.
        alpha: The weight of class 1.
        eps: How near to 0 and 1 a probability may come, so that the logarithm stays finite.

    Returns:
        The mean over all n elements.

    Raises:
        ValueError: If the shapes differ.

    Source:
        Lin, Goyal, Girshick, He and Dollár (2017), "Focal loss for dense object detection"; notes 000 §4.3.
    """
    p, y = _alike(p, y)
    p = np.clip(p, eps, 1 - eps)
    alpha_t, missing = np.where(y == 1, alpha, 1 - alpha), np.where(y == 1, 1 - p, p)
    log_p_t = np.where(y == 1, np.log(p), np.log1p(-p))
    return -float(np.mean(alpha_t * missing**gamma * log_p_t))


def focal_loss_grad(
    p: ArrayLike, y: ArrayLike, gamma: float = 2.0, alpha: float = 0.25, eps: float = 1e-12
) -> Array:
    """Gradient of the focal loss.

        ∂L/∂p = ±1/n α_t (1 − p_t)^(γ−1) (γ log p_t − (1 − p_t) / p_t),   + where y = 1,  else −

    Args:
        p: Probabilities of class 1, of any shape with n elements; clipped to [eps, 1 − eps].
        y: Labels, 0 or 1, of the same shape.
        gamma: How fast easy examples lose weight.
        alpha: The weight of class 1.
        eps: How near to 0 and 1 a probability may come.

    Returns:
        The gradient with respect to `p`, of its shape; where `p` was clipped, the formula at the clipped
        value.

    Raises:
        ValueError: If the shapes differ.

    Source:
        Lin, Goyal, Girshick, He and Dollár (2017), "Focal loss for dense object detection"; notes 000 §4.3.
    """
    p, y = _alike(p, y)
    p = np.clip(p, eps, 1 - eps)
    signed_alpha, missing = np.where(y == 1, alpha, alpha - 1), np.where(y == 1, 1 - p, p)
    p_t, log_p_t = np.where(y == 1, p, 1 - p), np.where(y == 1, np.log(p), np.log1p(-p))
    slope: Array = signed_alpha * missing ** (gamma - 1) * (gamma * log_p_t - missing / p_t)
    return slope / p.size


def dice_loss(p: ArrayLike, y: ArrayLike, smooth: float = 1.0) -> float:
    """Dice loss: how little two areas overlap, whatever the size of the picture around them.

        L = 1 − (2 Σ p y + s) / (Σ p + Σ y + s)

    Args:
        p: Probability of each pixel to belong to the area, of any shape.
        y: 1 where it does, else 0, of the same shape.
        smooth: s, above 0, which keeps the quotient defined where both areas are empty (the loss is then 0).

    Returns:
        One loss over all elements: the sums run over the whole arrays.

    Raises:
        ValueError: If the shapes differ.

    Source:
        Dice (1945), "Measures of the amount of ecologic association between species"; Milletari, Navab and
        Ahmadi (2016), "V-Net" (with squares in the denominator); notes 000 §4.3.
    """
    p, y = _alike(p, y)
    total = float(np.sum(p) + np.sum(y)) + smooth
    return 1 - (2 * float(np.sum(p * y)) + smooth) / total


def dice_loss_grad(p: ArrayLike, y: ArrayLike, smooth: float = 1.0) -> Array:
    """Gradient of the Dice loss.

        ∂L/∂p = (q − 2 y) / (Σ p + Σ y + s)  with q = (2 Σ p y + s) / (Σ p + Σ y + s)

    Args:
        p: Probability of each pixel to belong to the area, of any shape.
        y: 1 where it does, else 0, of the same shape.
        smooth: s, above 0.

    Returns:
        The gradient with respect to `p`, of its shape.

    Raises:
        ValueError: If the shapes differ.

    Source:
        Dice (1945), "Measures of the amount of ecologic association between species"; Milletari, Navab and
        Ahmadi (2016), "V-Net" (with squares in the denominator); notes 000 §4.3.
    """
    p, y = _alike(p, y)
    total = float(np.sum(p) + np.sum(y)) + smooth
    quotient = (2 * float(np.sum(p * y)) + smooth) / total
    return (quotient - 2 * y) / total


def triplet_loss(anchor: ArrayLike, positive: ArrayLike, negative: ArrayLike, margin: float = 1.0) -> float:
    """Triplet loss: like shall be nearer than unlike, by a margin at least.

        L = 1/N Σₙ max(0, |aₙ − pₙ|² − |aₙ − nₙ|² + margin)

    Args:
        anchor: Embeddings `(N, D)`.
        positive: Embeddings of the same kind as the anchors, `(N, D)`.
        negative: Embeddings of another kind, `(N, D)`.
        margin: By how much the squared distances shall differ.

    Returns:
        The mean over the N samples.

    Raises:
        ValueError: If the shapes differ, or are not `(N, D)`.

    Source:
        Schroff, Kalenichenko and Philbin (2015), "FaceNet"; notes 000 §4.3.
    """
    a, p, n = _alike(_rows(anchor), positive, negative)
    return float(np.mean(np.maximum(_violation(a, p, n, margin), 0.0)))


def triplet_loss_grad(
    anchor: ArrayLike, positive: ArrayLike, negative: ArrayLike, margin: float = 1.0
) -> tuple[Array, Array, Array]:
    """Gradients of the triplet loss, 0 for every triplet that keeps the margin (also if it just does).

        ∂L/∂a = 2/N (n − p),   ∂L/∂p = 2/N (p − a),   ∂L/∂n = 2/N (a − n)

    Args:
        anchor: Embeddings `(N, D)`.
        positive: Embeddings of the same kind as the anchors, `(N, D)`.
        negative: Embeddings of another kind, `(N, D)`.
        margin: By how much the squared distances shall differ.

    Returns:
        `(da, dp, dn)`, the gradients with respect to the three, each `(N, D)`.

    Raises:
        ValueError: If the shapes differ, or are not `(N, D)`.

    Source:
        Schroff, Kalenichenko and Philbin (2015), "FaceNet"; notes 000 §4.3.
    """
    a, p, n = _alike(_rows(anchor), positive, negative)
    weight = np.where(_violation(a, p, n, margin) > 0, 2 / len(a), 0.0)[:, np.newaxis]
    return weight * (n - p), weight * (p - a), weight * (a - n)


def _violation(a: Array, p: Array, n: Array, margin: float) -> Array:
    """By how much each triplet falls short of the margin, `(N,)`."""
    return np.asarray(np.sum((a - p) ** 2, axis=1) - np.sum((a - n) ** 2, axis=1) + margin)
