import numpy as np

from dlgrade.testing import close, gradcheck, points, public, unchanged
from dlgrade.testing.compare import as_array
from dlref.losses import focal_loss, focal_loss_grad

SHAPES = ((7,), (3, 5), (5, 2), (2, 3, 4), (1,), (1, 4), (6, 1))
CLIPPED = 2e-6  # 1 - (1 - 1e-12) is 1e-12 to five digits only


def pair(rng, shape, kind=float):
    """Probabilities well inside the range, and labels."""
    return rng.uniform(0.02, 0.98, size=shape), rng.integers(0, 2, size=shape).astype(kind)


def settings(rng):
    """Values of gamma and alpha, none of them the default."""
    return (
        (0.0, 0.6),
        (1.0, 0.1),
        (0.5, 0.8),
        (1.5, 0.0),
        (1.5, 1.0),
        (float(rng.uniform(2.5, 4.0)), float(rng.uniform(0.3, 0.45))),
    )


@public
@points(1)
def test_example(student):
    """1/2 for a 1 and 3/4 for a 0 give a loss of 29/64 · ln 2
    정답 1에 1/2, 정답 0에 3/4을 주면 손실은 29/64 · ln 2입니다"""
    close(student.focal_loss(np.array([0.5, 0.75]), np.array([1.0, 0.0])), 29 / 64 * np.log(2.0))


@public
@points(1)
def test_grad_example(student):
    """1/2 for a 1 and 3/4 for a 0 give the gradient −0.1491, 1.6235
    정답 1에 1/2, 정답 0에 3/4을 주면 기울기는 −0.1491, 1.6235입니다"""
    gradient = student.focal_loss_grad(np.array([0.5, 0.75]), np.array([1.0, 0.0]))
    close(gradient, [-np.log(2.0) / 8 - 1 / 16, 9 / 8 * np.log(2.0) + 27 / 32])


@points(2)
def test_shapes(student, rng):
    """focal_loss: arrays of any shape, labels as floats or integers
    focal_loss: 어떤 모양의 배열이든, 레이블이 실수이든 정수이든 맞습니다"""
    for shape in SHAPES:
        for kind in (float, int):
            p, y = pair(rng, shape, kind)
            close(student.focal_loss(p, y), focal_loss(p, y))
    for label in (0, 1):
        p, y = rng.uniform(0.02, 0.98, size=(4, 3)), np.full((4, 3), label)
        close(student.focal_loss(p, y), focal_loss(p, y))


@points(2)
def test_parameters(student, rng):
    """focal_loss: follows gamma, also 0 and fractions, and alpha from 0 to 1
    focal_loss: 0이나 소수인 gamma도, 0부터 1까지의 alpha도 따릅니다"""
    for gamma, alpha in settings(rng):
        p, y = pair(rng, (4, 3), int)
        close(student.focal_loss(p, y, gamma=gamma, alpha=alpha), focal_loss(p, y, gamma, alpha))
        close(student.focal_loss(p, y, gamma, alpha), focal_loss(p, y, gamma, alpha))


@points(2)
def test_clipped(student, rng):
    """focal_loss: finite where a probability is 0 or 1, and clipped to [eps, 1 − eps] on both sides
    focal_loss: 확률이 0이나 1이어도 유한하고, [eps, 1 − eps] 범위로 양쪽에서 자릅니다"""
    for p, y in ((0.0, 0.0), (1.0, 1.0), (0.0, 1.0), (1.0, 0.0)):
        close(student.focal_loss(np.array([p]), np.array([y])), focal_loss([p], [y]), rtol=CLIPPED)
    p = rng.permutation([0.0, 0.001, 0.05, 0.3, 0.6, 0.93, 0.997, 1.0]).reshape(4, 2)
    y = rng.integers(0, 2, size=(4, 2))
    for labels in (y, 1.0 - y):
        close(student.focal_loss(p, labels), focal_loss(p, labels), rtol=CLIPPED)
        for eps in (0.01, float(rng.uniform(0.1, 0.2))):
            right = focal_loss(p, labels, 1.0, 0.4, eps)
            close(student.focal_loss(p, labels, gamma=1.0, alpha=0.4, eps=eps), right)
            close(student.focal_loss(p, labels, 1.0, 0.4, eps), right)


@points(2)
def test_grad_shapes(student, rng):
    """focal_loss_grad: arrays of any shape, labels as floats or integers
    focal_loss_grad: 어떤 모양의 배열이든, 레이블이 실수이든 정수이든 맞습니다"""
    for shape in SHAPES:
        for kind in (float, int):
            p, y = pair(rng, shape, kind)
            close(student.focal_loss_grad(p, y), focal_loss_grad(p, y))


@points(2)
def test_grad_parameters(student, rng):
    """focal_loss_grad: follows gamma, also 0 and fractions, and alpha from 0 to 1
    focal_loss_grad: 0이나 소수인 gamma도, 0부터 1까지의 alpha도 따릅니다"""
    for gamma, alpha in settings(rng):
        p, y = pair(rng, (4, 3), int)
        right = focal_loss_grad(p, y, gamma, alpha)
        close(student.focal_loss_grad(p, y, gamma=gamma, alpha=alpha), right)
        close(student.focal_loss_grad(p, y, gamma, alpha), right)


@points(1)
def test_grad_clipped(student, rng):
    """focal_loss_grad: right close to 0 and 1, and finite even there
    focal_loss_grad: 0과 1 가까이에서 맞고, 0과 1에서도 유한합니다"""
    p = rng.permutation([0.0, 0.0, 1.0, 1.0, 0.2, 0.9, 1e-3, 1.0 - 1e-3]).reshape(4, 2)
    y = rng.integers(0, 2, size=(4, 2))
    for labels in (y, 1.0 - y):
        for gamma in (2.0, 0.0):
            right = focal_loss_grad(p, labels, gamma, 0.3)
            gradient = student.focal_loss_grad(p, labels, gamma, 0.3)
            got = as_array(gradient, right)
            if got.shape == p.shape:  # where p is clipped, any finite number will do
                right = np.where(((p == 0) | (p == 1)) & np.isfinite(got), got, right)
            close(gradient, right)
    inside = rng.uniform(0.1, 0.9, size=(4, 2))
    close(student.focal_loss_grad(inside, y, eps=0.05), focal_loss_grad(inside, y, eps=0.05))


@points(1)
def test_slope(student, rng):
    """focal_loss_grad agrees with the slope of your focal_loss
    focal_loss_grad가 여러분의 focal_loss에서 잰 기울기와 일치합니다"""
    p, y = rng.uniform(0.25, 0.75, size=(3, 4)), rng.integers(0, 2, size=(3, 4)).astype(float)
    close(student.focal_loss(p, y, gamma=1.5, alpha=0.6), focal_loss(p, y, 1.5, 0.6))
    gradcheck(student.focal_loss, student.focal_loss_grad, p, y, gamma=1.5, alpha=0.6)


@points(1)
def test_arguments_unchanged(student, rng):
    """The arguments are left as they were
    인수를 바꾸지 않습니다"""
    p, y = pair(rng, (3, 4))
    p[0, 0], p[2, 1], y[0, 0], y[2, 1] = 0.0, 1.0, 0.0, 1.0
    close(unchanged(student.focal_loss, p, y), focal_loss(p, y), rtol=CLIPPED)
    unchanged(student.focal_loss_grad, p, y)
    close(unchanged(student.focal_loss, p, y, eps=0.1), focal_loss(p, y, eps=0.1))
    unchanged(student.focal_loss_grad, p, y, eps=0.1)
