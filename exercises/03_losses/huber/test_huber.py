import numpy as np

from dlgrade.testing import close, gradcheck, points, public, unchanged
from dlref.losses import huber, huber_grad

SHAPES = ((7,), (3, 5), (5, 2), (2, 3, 4), (1,), (1, 4), (6, 1))


def pair(rng, shape, scale=3.0):
    """Predictions and targets whose errors are small and large, of both signs."""
    y_true = rng.normal(scale=2.0, size=shape)
    return y_true + rng.normal(scale=scale, size=shape), y_true


@public
@points(1)
def test_example(student):
    """With delta = 2, the errors 1, 0, −2 and −7 give a loss of 3.625
    delta = 2일 때 오차가 1, 0, −2, −7이면 손실은 3.625입니다"""
    close(student.huber(np.array([3.0, 5.0, 2.0, 1.0]), np.array([2.0, 5.0, 4.0, 8.0]), delta=2.0), 3.625)


@public
@points(1)
def test_grad_example(student):
    """With delta = 2, the errors 1, 0, −2 and −7 give the gradient 0.25, 0, −0.5, −0.5
    delta = 2일 때 오차가 1, 0, −2, −7이면 기울기는 0.25, 0, −0.5, −0.5입니다"""
    gradient = student.huber_grad(np.array([3.0, 5.0, 2.0, 1.0]), np.array([2.0, 5.0, 4.0, 8.0]), delta=2.0)
    close(gradient, [0.25, 0.0, -0.5, -0.5])


@points(1)
def test_small(student, rng):
    """huber: half the mean square while all errors are small
    huber: 오차가 모두 작으면 제곱 평균의 절반입니다"""
    y_true = rng.normal(size=(3, 5))
    y_pred = y_true + rng.uniform(-0.9, 0.9, size=(3, 5))
    close(student.huber(y_pred, y_true), huber(y_pred, y_true))
    close(student.huber(2.0 * y_pred, 2.0 * y_true, 2.0), huber(2.0 * y_pred, 2.0 * y_true, 2.0))


@points(1)
def test_large(student, rng):
    """huber: a straight line for large errors of either sign, up to 2000
    huber: 부호가 어느 쪽이든 큰 오차에서는 2000까지 직선입니다"""
    y_true = rng.uniform(-1000.0, 1000.0, size=(3, 5))
    for y_pred in (y_true + rng.uniform(5.0, 9.0, size=(3, 5)), y_true - 6.5, -y_true):
        for delta in (0.5, 3.0):
            close(student.huber(y_pred, y_true, delta=delta), huber(y_pred, y_true, delta))


@points(2)
def test_shapes(student, rng):
    """huber: small and large errors together, in arrays of any shape
    huber: 작은 오차와 큰 오차가 섞인 어떤 모양의 배열에서도 맞습니다"""
    for shape in SHAPES:
        y_pred, y_true = pair(rng, shape, 1.5)
        close(student.huber(y_pred, y_true), huber(y_pred, y_true))


@points(2)
def test_delta(student, rng):
    """huber: follows delta, and has no jump where an error is exactly delta
    huber: delta를 따르고, 오차가 정확히 delta인 곳에서 끊기지 않습니다"""
    y_pred, y_true = pair(rng, (4, 3))
    for delta in (float(rng.uniform(0.2, 0.6)), float(rng.uniform(2.0, 4.0)), 100.0):
        close(student.huber(y_pred, y_true, delta=delta), huber(y_pred, y_true, delta))
        close(student.huber(y_pred, y_true, delta), huber(y_pred, y_true, delta))
    for delta in (0.5, 1.0, 4.0):
        e = delta * np.array([1.0, -1.0, 0.0])
        close(student.huber(e, np.zeros(3), delta=delta), huber(e, np.zeros(3), delta))


@points(2)
def test_grad_shapes(student, rng):
    """huber_grad: small and large errors together, in arrays of any shape
    huber_grad: 작은 오차와 큰 오차가 섞인 어떤 모양의 배열에서도 맞습니다"""
    for shape in SHAPES:
        y_pred, y_true = pair(rng, shape, 1.5)
        close(student.huber_grad(y_pred, y_true), huber_grad(y_pred, y_true))


@points(2)
def test_grad_delta(student, rng):
    """huber_grad: follows delta, at delta exactly and for errors up to 2000 as well
    huber_grad: 오차가 정확히 delta일 때도, 2000까지 클 때도 delta를 따릅니다"""
    for delta in (0.5, 1.0, 4.0):
        e = np.append(delta * np.array([1.0, -1.0, 0.0, 0.5, -0.5]), [2000.0, -2000.0])
        close(student.huber_grad(e, np.zeros(7), delta=delta), huber_grad(e, np.zeros(7), delta))
    y_pred, y_true = pair(rng, (4, 3))
    for delta in (float(rng.uniform(0.2, 0.6)), float(rng.uniform(2.0, 4.0)), 100.0):
        close(student.huber_grad(y_pred, y_true, delta=delta), huber_grad(y_pred, y_true, delta))
        close(student.huber_grad(y_pred, y_true, delta), huber_grad(y_pred, y_true, delta))


@points(1)
def test_slope(student, rng):
    """huber_grad agrees with the slope of your huber
    huber_grad가 여러분의 huber에서 잰 기울기와 일치합니다"""
    y_pred, y_true = pair(rng, (3, 4))
    close(student.huber(y_pred, y_true, delta=1.7), huber(y_pred, y_true, 1.7))
    gradcheck(student.huber, student.huber_grad, y_pred, y_true, delta=1.7)


@points(1)
def test_arguments_unchanged(student, rng):
    """The arguments are left as they were
    인수를 바꾸지 않습니다"""
    y_pred, y_true = pair(rng, (3, 4))
    close(unchanged(student.huber, y_pred, y_true), huber(y_pred, y_true))
    close(unchanged(student.huber_grad, y_pred, y_true), huber_grad(y_pred, y_true))
