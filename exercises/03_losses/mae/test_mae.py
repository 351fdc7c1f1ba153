import numpy as np

from dlgrade.testing import close, gradcheck, points, public, unchanged
from dlref.losses import mae, mae_grad

SHAPES = ((7,), (3, 5), (5, 2), (2, 3, 4))


@public
@points(1)
def test_example(student):
    """The errors 1, 0, −2 and −7 give a loss of 2.5
    오차가 1, 0, −2, −7이면 손실은 2.5입니다"""
    close(student.mae(np.array([3.0, 5.0, 2.0, 1.0]), np.array([2.0, 5.0, 4.0, 8.0])), 2.5)


@public
@points(1)
def test_grad_example(student):
    """The errors 1, 0, −2 and −7 give the gradient 0.25, 0, −0.25, −0.25
    오차가 1, 0, −2, −7이면 기울기는 0.25, 0, −0.25, −0.25입니다"""
    gradient = student.mae_grad(np.array([3.0, 5.0, 2.0, 1.0]), np.array([2.0, 5.0, 4.0, 8.0]))
    close(gradient, [0.25, 0.0, -0.25, -0.25])


@points(2)
def test_shapes(student, rng):
    """mae: arrays of any shape, averaged over all elements
    mae: 어떤 모양의 배열이든 모든 원소의 평균을 냅니다"""
    for shape in SHAPES:
        y_pred, y_true = rng.normal(scale=3.0, size=(2, *shape))
        close(student.mae(y_pred, y_true), mae(y_pred, y_true))


@points(1)
def test_one(student, rng):
    """mae: one element, one sample, one output per sample
    mae: 원소 하나, 샘플 하나, 샘플마다 출력 하나인 배열"""
    for shape in ((1,), (1, 4), (6, 1)):
        y_pred, y_true = rng.normal(scale=3.0, size=(2, *shape))
        close(student.mae(y_pred, y_true), mae(y_pred, y_true))


@points(1)
def test_size(student, rng):
    """mae: 0 for perfect predictions, right for errors up to 2000, the same for errors of either sign
    mae: 예측이 완벽하면 0이고, 2000까지 큰 오차에서도 맞으며, 오차의 부호와 상관이 없습니다"""
    y_true = rng.uniform(-1000.0, 1000.0, size=(4, 3))
    close(student.mae(y_true, y_true.copy()), 0.0)
    for y_pred in (rng.permutation(y_true), -y_true, y_true + 0.5, y_true - 0.5):
        close(student.mae(y_pred, y_true), mae(y_pred, y_true))


@points(2)
def test_grad_shapes(student, rng):
    """mae_grad: arrays of any shape, one element or many
    mae_grad: 어떤 모양의 배열이든, 원소가 하나이든 여럿이든 맞습니다"""
    for shape in (*SHAPES, (1,), (1, 4), (6, 1)):
        y_pred, y_true = rng.normal(scale=3.0, size=(2, *shape))
        close(student.mae_grad(y_pred, y_true), mae_grad(y_pred, y_true))


@points(1)
def test_grad_size(student, rng):
    """mae_grad: the same for tiny errors and for errors up to 2000
    mae_grad: 오차가 아주 작아도, 2000까지 커도 크기가 같습니다"""
    y_true = rng.uniform(-1000.0, 1000.0, size=(4, 3))
    for y_pred in (rng.permutation(y_true, axis=1), -y_true):
        close(student.mae_grad(y_pred, y_true), mae_grad(y_pred, y_true))
    y_true = rng.permutation([1e-3, -1e-3, 1e-6, -1e-6, 1e-9, -1e-9]).reshape(2, 3)
    close(student.mae_grad(np.zeros((2, 3)), y_true), mae_grad(np.zeros((2, 3)), y_true))


@points(2)
def test_grad_at_zero(student, rng):
    """mae_grad: 0 where prediction and target are equal
    mae_grad: 예측과 정답이 같은 곳에서는 0입니다"""
    y_true = rng.normal(scale=3.0, size=(3, 5))
    y_pred = y_true + rng.permutation([0.0, 0.0, 0.0, 0.0, 0.0, *rng.normal(size=10)]).reshape(3, 5)
    close(student.mae_grad(y_pred, y_true), mae_grad(y_pred, y_true))
    close(student.mae_grad(y_true, y_true.copy()), np.zeros((3, 5)))


@points(2)
def test_slope(student, rng):
    """mae_grad agrees with the slope of your mae
    mae_grad가 여러분의 mae에서 잰 기울기와 일치합니다"""
    y_true = rng.normal(scale=2.0, size=(3, 4))
    y_pred = y_true + rng.uniform(0.2, 2.0, size=(3, 4)) * rng.choice([-1.0, 1.0], size=(3, 4))
    close(student.mae(y_pred, y_true), mae(y_pred, y_true))
    gradcheck(student.mae, student.mae_grad, y_pred, y_true)


@points(1)
def test_arguments_unchanged(student, rng):
    """The arguments are left as they were
    인수를 바꾸지 않습니다"""
    y_pred, y_true = rng.normal(scale=2.0, size=(2, 3, 4))
    close(unchanged(student.mae, y_pred, y_true), mae(y_pred, y_true))
    close(unchanged(student.mae_grad, y_pred, y_true), mae_grad(y_pred, y_true))
