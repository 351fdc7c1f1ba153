import numpy as np

from dlgrade.testing import close, gradcheck, points, public, unchanged
from dlref.losses import mse, mse_grad

SHAPES = ((7,), (3, 5), (5, 2), (2, 3, 4))


@public
@points(1)
def test_example(student):
    """The errors 1, 0, −2 and −1 give a loss of 1.5
    오차가 1, 0, −2, −1이면 손실은 1.5입니다"""
    close(student.mse(np.array([3.0, 5.0, 2.0, 1.0]), np.array([2.0, 5.0, 4.0, 2.0])), 1.5)


@public
@points(1)
def test_grad_example(student):
    """The errors 1, 0, −2 and −1 give the gradient 0.5, 0, −1, −0.5
    오차가 1, 0, −2, −1이면 기울기는 0.5, 0, −1, −0.5입니다"""
    gradient = student.mse_grad(np.array([3.0, 5.0, 2.0, 1.0]), np.array([2.0, 5.0, 4.0, 2.0]))
    close(gradient, [0.5, 0.0, -1.0, -0.5])


@points(2)
def test_shapes(student, rng):
    """mse: arrays of any shape, averaged over all elements
    mse: 어떤 모양의 배열이든 모든 원소의 평균을 냅니다"""
    for shape in SHAPES:
        y_pred, y_true = rng.normal(scale=3.0, size=(2, *shape))
        close(student.mse(y_pred, y_true), mse(y_pred, y_true))


@points(1)
def test_one(student, rng):
    """mse: one element, one sample, one output per sample
    mse: 원소 하나, 샘플 하나, 샘플마다 출력 하나인 배열"""
    for shape in ((1,), (1, 4), (6, 1)):
        y_pred, y_true = rng.normal(scale=3.0, size=(2, *shape))
        close(student.mse(y_pred, y_true), mse(y_pred, y_true))


@points(2)
def test_size(student, rng):
    """mse: 0 for perfect predictions, right for errors up to 2000, the same for errors of either sign
    mse: 예측이 완벽하면 0이고, 2000까지 큰 오차에서도 맞으며, 오차의 부호와 상관이 없습니다"""
    y_true = rng.uniform(-1000.0, 1000.0, size=(4, 3))
    close(student.mse(y_true, y_true.copy()), 0.0)
    for y_pred in (rng.permutation(y_true), -y_true, y_true + 0.5, y_true - 0.5):
        close(student.mse(y_pred, y_true), mse(y_pred, y_true))


@points(2)
def test_grad_shapes(student, rng):
    """mse_grad: arrays of any shape, large and small errors, one element
    mse_grad: 어떤 모양의 배열, 크고 작은 오차, 원소 하나에서도 맞습니다"""
    for shape in (*SHAPES, (1,), (1, 4), (6, 1)):
        y_pred, y_true = rng.normal(scale=3.0, size=(2, *shape))
        close(student.mse_grad(y_pred, y_true), mse_grad(y_pred, y_true))
    y_pred, y_true = rng.uniform(-1000.0, 1000.0, size=(2, 4, 3))
    y_pred[0] = y_true[0]
    close(student.mse_grad(y_pred, y_true), mse_grad(y_pred, y_true))


@points(2)
def test_slope(student, rng):
    """mse_grad agrees with the slope of your mse
    mse_grad가 여러분의 mse에서 잰 기울기와 일치합니다"""
    y_pred, y_true = rng.normal(scale=2.0, size=(2, 3, 4))
    close(student.mse(y_pred, y_true), mse(y_pred, y_true))
    gradcheck(student.mse, student.mse_grad, y_pred, y_true)


@points(1)
def test_arguments_unchanged(student, rng):
    """The arguments are left as they were
    인수를 바꾸지 않습니다"""
    y_pred, y_true = rng.normal(scale=2.0, size=(2, 3, 4))
    close(unchanged(student.mse, y_pred, y_true), mse(y_pred, y_true))
    close(unchanged(student.mse_grad, y_pred, y_true), mse_grad(y_pred, y_true))
