from itertools import pairwise

import numpy as np

from dlgrade.testing import close, points, public, silent, unchanged
from dlref.initialization import layer_std


def stack(rng, widths, scale=1.0):
    """Weights of layers that fit one another."""
    return [rng.normal(scale=scale / np.sqrt(m), size=(m, n)) for m, n in pairwise(widths)]


@public
@points(2)
def test_example(student):
    """Two ReLU layers: 2, then √6
    ReLU 층 둘: 2, 그다음 √6입니다"""
    weights = [np.array([[2.0]]), np.array([[1.0, -1.0]])]
    close(student.layer_std(np.array([[1.0], [3.0]]), weights, "relu"), [2.0, np.sqrt(6.0)])


@points(2)
def test_relu(student, rng):
    """relu: each layer takes the outputs of the one before
    relu: 층마다 바로 앞 층의 출력을 받습니다"""
    for widths in ((5, 8, 3, 7), (4, 4, 4, 4)):
        x, weights = rng.normal(size=(6, widths[0])), stack(rng, widths, 1.5)
        close(student.layer_std(x, weights, "relu"), layer_std(x, weights, "relu"))


@points(2)
def test_tanh(student, rng):
    """tanh: each layer takes the outputs of the one before
    tanh: 층마다 바로 앞 층의 출력을 받습니다"""
    for widths in ((5, 3, 8, 2, 7), (3, 3, 3)):
        x, weights = rng.normal(size=(4, widths[0])), stack(rng, widths, 1.5)
        close(student.layer_std(x, weights, "tanh"), layer_std(x, weights, "tanh"))


@points(2)
def test_sigmoid(student, rng):
    """sigmoid: each layer takes the outputs of the one before
    sigmoid: 층마다 바로 앞 층의 출력을 받습니다"""
    for widths in ((4, 6, 3, 5), (3, 3, 3, 3)):
        x, weights = rng.normal(size=(7, widths[0])), stack(rng, widths, 2.0)
        close(student.layer_std(x, weights, "sigmoid"), layer_std(x, weights, "sigmoid"))


@points(1)
def test_one_layer(student, rng):
    """A single layer gives an array with one entry
    층이 하나이면 원소가 하나인 배열을 반환합니다"""
    x, weights = rng.normal(size=(5, 3)), stack(rng, (3, 4))
    for activation in ("sigmoid", "tanh", "relu"):
        close(student.layer_std(x, weights, activation), layer_std(x, weights, activation))


@points(1)
def test_one_sample(student, rng):
    """A single sample still has a spread over the units; a single unit, over the samples
    샘플이 하나이면 뉴런들에서, 뉴런이 하나이면 샘플들에서 퍼진 정도를 잽니다"""
    for n, widths in ((1, (4, 6, 5)), (6, (3, 1, 1))):
        x, weights = rng.uniform(0.1, 1.0, size=(n, widths[0])), [np.abs(W) for W in stack(rng, widths)]
        for activation in ("sigmoid", "tanh", "relu"):
            close(student.layer_std(x, weights, activation), layer_std(x, weights, activation))


@points(1)
def test_deep(student, rng):
    """Thirty layers: the right variance keeps the signal, a small one loses it
    30층: 분산이 알맞으면 신호가 남고, 너무 작으면 사라집니다"""
    x = rng.normal(size=(9, 20))
    for activation, scale in (("tanh", 1.0), ("relu", 2**0.5), ("tanh", 0.1), ("sigmoid", 4.0)):
        weights = stack(rng, [20] * 31, scale)
        close(student.layer_std(x, weights, activation), layer_std(x, weights, activation))


@points(2)
def test_far(student, rng):
    """Weighted sums of size 1000 neither overflow nor warn
    가중합의 크기가 1000이어도 넘침이나 경고가 없습니다"""
    x = rng.permutation([[-1000.0], [1000.0], [-750.0], [0.5], [1.5]])
    weights = [np.array([[1.0, -1.0, 0.5]]), rng.normal(size=(3, 2))]
    for activation in ("sigmoid", "tanh", "relu"):
        close(student.layer_std(x, weights, activation), layer_std(x, weights, activation))
    silent(student, keep=1)


@points(1)
def test_arguments_unchanged(student, rng):
    """Samples and weights are left as they were
    샘플과 가중치를 바꾸지 않습니다"""
    for activation in ("sigmoid", "tanh", "relu"):
        unchanged(student.layer_std, rng.normal(size=(3, 2)), stack(rng, (2, 2, 4)), activation)
