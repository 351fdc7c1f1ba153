import numpy as np

from dlgrade.testing import close, points, public, silent, unchanged
from dlref.resnet import input_gradient_norm

# samples, units, layers
SIZES = ((2, 3, 4), (4, 5, 3), (1, 2, 6), (5, 4, 2), (3, 1, 2))


def chain(rng, d, layers, scale=1.0):
    """Weights of layers of d units; the signal keeps its size if the scale is 1."""
    return list(rng.normal(scale=scale / np.sqrt(d), size=(layers, d, d)))


def same(student, weights, x, residual):
    close(student.input_gradient_norm(weights, x, residual), input_gradient_norm(weights, x, residual))


@public
@points(1)
def test_example(student):
    """One layer of two units: 5 without the path around, √41 with it
    유닛이 둘인 층 하나: 돌아가는 길이 없으면 5, 있으면 √41입니다"""
    weights, x = [np.array([[1.0, 2.0], [4.0, 0.0]])], np.zeros((1, 2))
    close(student.input_gradient_norm(weights, x, False), 5.0)
    close(student.input_gradient_norm(weights, x, True), np.sqrt(41.0))


@public
@points(1)
def test_two_layers_example(student):
    """Two layers of one unit with the weights 2 and 3: 6 without the path around, 12 with it
    유닛이 하나이고 가중치가 2와 3인 층 둘: 돌아가는 길이 없으면 6, 있으면 12입니다"""
    weights, x = [np.array([[2.0]]), np.array([[3.0]])], np.zeros((1, 1))
    close(student.input_gradient_norm(weights, x, False), 6.0)
    close(student.input_gradient_norm(weights, x, True), 12.0)


@points(1)
def test_one_layer(student, rng):
    """One layer: the slope of tanh counts, and every sample
    층 하나: tanh의 기울기와 모든 샘플이 반영됩니다"""
    for n, d in ((1, 3), (4, 2), (3, 5)):
        weights, x = chain(rng, d, 1), rng.normal(size=(n, d))
        same(student, weights, x, False)
        same(student, weights, x, residual=True)


@points(2)
def test_plain(student, rng):
    """Plain layers: what comes back at the input, not at some layer in between
    연결이 없는 층들: 중간 층이 아니라 입력에 돌아온 기울기입니다"""
    for n, d, layers in SIZES:
        same(student, chain(rng, d, layers), rng.normal(size=(n, d)), False)


@points(3)
def test_residual(student, rng):
    """Residual layers: on the way forwards and on the way back
    잔차 층들: 앞으로 갈 때에도, 거슬러 올 때에도 돌아가는 길이 있습니다"""
    for n, d, layers in SIZES:
        same(student, chain(rng, d, layers), rng.normal(size=(n, d)), True)


@points(2)
def test_deep(student, rng):
    """40 layers: in the plain network hardly anything is left, but what is left is right
    40층: 연결이 없으면 거의 남지 않지만, 남은 값은 정확해야 합니다"""
    d = 5
    weights, x = chain(rng, d, 40, 0.6), rng.normal(size=(3, d))
    for residual in (False, True):
        wanted = input_gradient_norm(weights, x, residual)
        close(student.input_gradient_norm(weights, x, residual), wanted, atol=0.0)


@points(1)
def test_can_vanish(student, rng):
    """A path around is no guarantee: layers can take away exactly what passes by
    돌아가는 길이 있다고 늘 남는 것은 아닙니다. 층이 그만큼을 도로 뺄 수 있습니다"""
    d = 3
    weights, x = [-np.eye(d), *chain(rng, d, 1)], np.zeros((4, d))
    close(student.input_gradient_norm(weights, x, True), 0.0)
    same(student, weights, x, False)


@points(1)
def test_saturated(student, rng):
    """Sums of size 1000: tanh is flat there, and what is left comes by the path around; no warnings
    가중합의 크기가 1000일 때: tanh는 평평하고 돌아가는 길로만 기울기가 옵니다. 경고가 없어야 합니다"""
    d = 4
    weights = [np.eye(d) + 0.02 * rng.uniform(-1.0, 1.0, size=(d, d)) for _ in range(3)]
    x = rng.choice([-1.0, 1.0], size=(3, d)) * rng.uniform(750.0, 900.0, size=(3, d))
    for residual in (False, True):
        same(student, [*weights[:2], 1e-3 * weights[2]], x, residual)
    silent(student, keep=0.5)


@points(1)
def test_arguments_unchanged(student, rng):
    """The weights and x are left as they were
    가중치와 x를 바꾸지 않습니다"""
    weights, x = chain(rng, 3, 3), rng.normal(size=(2, 3))
    for residual in (False, True):
        wanted = input_gradient_norm(weights, x, residual)
        close(unchanged(student.input_gradient_norm, weights, x, residual), wanted)
