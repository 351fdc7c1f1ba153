from itertools import pairwise

import numpy as np

from dlgrade.testing import close, gradcheck, parts, points, public, unchanged
from dlref.activations import collapse, identity, identity_grad


def stack(rng, *sizes):
    """Dense layers from sizes[0] inputs to sizes[-1] outputs."""
    return [(rng.normal(size=(d, m)), rng.normal(size=m)) for d, m in pairwise(sizes)]


def close_layer(found, wanted):
    W, b = parts(found, 2, names="W, b")
    close(W, wanted[0])
    close(b, wanted[1])


@public
@points(1)
def test_example(student):
    """[-2, 0, 3] stays as it is, and its derivative is [1, 1, 1]
    배열 [-2, 0, 3]은 그대로이고 미분값은 [1, 1, 1]입니다"""
    x = np.array([-2.0, 0.0, 3.0])
    close(student.identity(x), [-2.0, 0.0, 3.0])
    close(student.identity_grad(x), [1.0, 1.0, 1.0])


@public
@points(1)
def test_collapse_example(student):
    """The two layers of the example become W = [[5]], b = [0]
    예제의 두 층은 W = [[5]], b = [0]이 됩니다"""
    layers = [
        (np.array([[1.0, 2.0]]), np.array([0.0, 1.0])),
        (np.array([[3.0], [1.0]]), np.array([-1.0])),
    ]
    close_layer(student.collapse(layers), ([[5.0]], [0.0]))


@points(1)
def test_identity(student, rng):
    """identity: numbers and arrays of any shape come back as they are
    identity: 수 하나든 어떤 모양의 배열이든 그대로 돌아옵니다"""
    for x in (float(rng.normal()), np.array(-1.5), *(rng.normal(size=s) for s in (1, 6, (3, 5), (2, 3, 4)))):
        close(student.identity(x), identity(x))
    x = rng.uniform(-1000.0, 1000.0, size=(4, 2))
    close(student.identity(x), identity(x))


@points(2)
def test_gradient(student, rng):
    """identity_grad: 1 for each entry, in the shape of the input
    identity_grad: 입력과 같은 모양으로 원소마다 1입니다"""
    for x in (float(rng.normal()), np.array(-1.5), *(rng.normal(size=s) for s in (1, 6, (3, 5), (2, 3, 4)))):
        close(student.identity_grad(x), identity_grad(x))
    x = np.array([[0.0, -1000.0, 1000.0], [-0.5, 0.0, 1.0]])
    close(student.identity_grad(x), identity_grad(x))


@points(1)
def test_slope(student, rng):
    """identity_grad agrees with the slope of your identity
    identity_grad가 여러분의 identity에서 잰 기울기와 일치합니다"""
    x = rng.normal(size=(2, 5))
    close(student.identity(x), identity(x))
    gradcheck(student.identity, student.identity_grad, x)


@points(2)
def test_two_layers(student, rng):
    """collapse: two layers of different sizes become one
    collapse: 크기가 다른 두 층이 한 층이 됩니다"""
    for sizes in ((3, 4, 2), (2, 5, 6), (1, 3, 1)):
        layers = stack(rng, *sizes)
        close_layer(student.collapse(layers), collapse(layers))


@points(1)
def test_square_layers(student, rng):
    """collapse: with square weights, too, the order of the layers counts
    collapse: 가중치가 정사각 행렬이어도 층의 순서를 지킵니다"""
    for layers in (stack(rng, 3, 3, 3), stack(rng, 2, 2, 2, 2)):
        close_layer(student.collapse(layers), collapse(layers))


@points(2)
def test_deep_stack(student, rng):
    """collapse: a stack of any depth becomes one layer
    collapse: 층이 몇 개든 한 층이 됩니다"""
    for sizes in ((2, 3, 4, 5), (4, 2, 6, 3, 5, 1)):
        layers = stack(rng, *sizes)
        close_layer(student.collapse(layers), collapse(layers))


@points(1)
def test_one_layer(student, rng):
    """collapse: a single layer is already the answer
    collapse: 층이 하나뿐이면 그 층이 답입니다"""
    layers = stack(rng, 3, 2)
    close_layer(student.collapse(layers), layers[0])


@points(1)
def test_arguments_unchanged(student, rng):
    """The arguments are left as they were, the list of layers included
    층의 리스트를 비롯한 인수를 바꾸지 않습니다"""
    unchanged(student.identity, rng.normal(size=(2, 3)))
    unchanged(student.identity_grad, rng.normal(size=(2, 3)))
    unchanged(student.collapse, stack(rng, 2, 2, 2))
    unchanged(student.collapse, stack(rng, 3, 4, 2, 5))
