import numpy as np

from dlgrade.testing import close, gradcheck, points, public, unchanged
from dlref.losses import dice_loss, dice_loss_grad

SHAPES = ((7,), (3, 5), (5, 2), (2, 3, 4), (1,), (1, 4), (6, 1))
P = np.array([[0.5, 1.0], [0.5, 0.0]])
Y = np.array([[1.0, 1.0], [0.0, 0.0]])


def pair(rng, shape, kind=float):
    """Probabilities and labels."""
    return rng.uniform(size=shape), rng.integers(0, 2, size=shape).astype(kind)


@public
@points(1)
def test_example(student):
    """The picture of the example has a loss of 0.2
    예제 그림의 손실은 0.2입니다"""
    close(student.dice_loss(P, Y), 0.2)


@public
@points(1)
def test_grad_example(student):
    """The gradient of the example is −0.24 inside the area and 0.16 outside
    예제의 기울기는 영역 안에서 −0.24, 밖에서 0.16입니다"""
    close(student.dice_loss_grad(P, Y), [[-0.24, -0.24], [0.16, 0.16]])


@points(2)
def test_shapes(student, rng):
    """dice_loss: one loss for arrays of any shape, labels as floats or integers
    dice_loss: 배열의 모양과 상관없이 손실은 하나이고, 레이블은 실수도 정수도 됩니다"""
    for shape in SHAPES:
        for kind in (float, int):
            p, y = pair(rng, shape, kind)
            close(student.dice_loss(p, y), dice_loss(p, y))


@points(2)
def test_smooth(student, rng):
    """dice_loss: follows smooth
    dice_loss: smooth를 따릅니다"""
    for smooth in (0.1, 1e-6, float(rng.uniform(2.0, 20.0))):
        p, y = pair(rng, (4, 3), int)
        y[0, 0] = 1
        close(student.dice_loss(p, y, smooth=smooth), dice_loss(p, y, smooth))
        close(student.dice_loss(p, y, smooth), dice_loss(p, y, smooth))


@points(2)
def test_areas(student, rng):
    """dice_loss: right for equal, disjoint and empty areas, and with much background around them
    dice_loss: 같은 영역, 겹치지 않는 영역, 빈 영역에서도, 주위에 배경이 많아도 맞습니다"""
    y = rng.permutation([1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]).reshape(2, 5)
    empty = np.zeros((2, 5))
    close(student.dice_loss(y.copy(), y), 0.0)
    for p, labels in ((1.0 - y, y), (empty, y), (y, empty), (empty, empty.copy())):
        for smooth in (1.0, 0.3):
            close(student.dice_loss(p, labels, smooth), dice_loss(p, labels, smooth))
    p, y = pair(rng, (3, 4))
    wide_p, wide_y = np.zeros((30, 40)), np.zeros((30, 40))
    wide_p[7:10, 11:15], wide_y[7:10, 11:15] = p, y
    close(student.dice_loss(wide_p, wide_y), dice_loss(p, y))


@points(2)
def test_grad_shapes(student, rng):
    """dice_loss_grad: arrays of any shape, labels as floats or integers
    dice_loss_grad: 어떤 모양의 배열이든, 레이블이 실수이든 정수이든 맞습니다"""
    for shape in SHAPES:
        for kind in (float, int):
            p, y = pair(rng, shape, kind)
            close(student.dice_loss_grad(p, y), dice_loss_grad(p, y))


@points(2)
def test_grad_smooth(student, rng):
    """dice_loss_grad: follows smooth, also where an area is empty
    dice_loss_grad: 빈 영역이 있어도 smooth를 따릅니다"""
    for smooth in (0.1, 0.75, float(rng.uniform(2.0, 20.0))):
        p, y = pair(rng, (4, 3))
        empty = np.zeros((4, 3))
        for q, labels in ((p, y), (p, empty), (empty, y), (empty, empty.copy())):
            close(student.dice_loss_grad(q, labels, smooth=smooth), dice_loss_grad(q, labels, smooth))
        close(student.dice_loss_grad(p, y, smooth), dice_loss_grad(p, y, smooth))


@points(1)
def test_slope(student, rng):
    """dice_loss_grad agrees with the slope of your dice_loss
    dice_loss_grad가 여러분의 dice_loss에서 잰 기울기와 일치합니다"""
    p, y = rng.uniform(0.1, 0.9, size=(3, 4)), rng.integers(0, 2, size=(3, 4)).astype(float)
    close(student.dice_loss(p, y, smooth=0.5), dice_loss(p, y, 0.5))
    gradcheck(student.dice_loss, student.dice_loss_grad, p, y, smooth=0.5)


@points(1)
def test_arguments_unchanged(student, rng):
    """The arguments are left as they were
    인수를 바꾸지 않습니다"""
    p, y = pair(rng, (3, 4))
    close(unchanged(student.dice_loss, p, y), dice_loss(p, y))
    close(unchanged(student.dice_loss_grad, p, y), dice_loss_grad(p, y))
