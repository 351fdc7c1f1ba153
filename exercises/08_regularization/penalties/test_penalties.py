import numpy as np

from dlgrade.testing import close, gradcheck, points, public, unchanged
from dlref.regularization import l1_penalty, l1_penalty_grad, l2_penalty, l2_penalty_grad

SHAPES = ((7,), (3, 5), (5, 2), (2, 3, 4), (1,))


def weights(rng, shape):
    """Weights that are clearly not 0, of either sign."""
    return rng.uniform(0.3, 3.0, size=shape) * rng.choice([-1.0, 1.0], size=shape)


def with_zeros(rng, shape):
    W = weights(rng, shape)
    W.flat[:: max(2, W.size // 3)] = 0.0
    return W


@public
@points(1)
def test_l1_example(student):
    """L1 of [[3, 0], [-1, 2]] with lam = 0.1 is 0.6, and its gradient is 0.1, 0 or -0.1
    [[3, 0], [-1, 2]]의 L1은 lam = 0.1일 때 0.6이고 기울기는 0.1, 0, -0.1 가운데 하나입니다"""
    W = np.array([[3.0, 0.0], [-1.0, 2.0]])
    close(student.l1_penalty(W, 0.1), 0.6)
    close(student.l1_penalty_grad(W, 0.1), [[0.1, 0.0], [-0.1, 0.1]])


@public
@points(1)
def test_l2_example(student):
    """L2 of [[3, 0], [-1, 2]] with lam = 0.1 is 0.7, and its gradient is a tenth of the weights
    [[3, 0], [-1, 2]]의 L2는 lam = 0.1일 때 0.7이고 기울기는 가중치의 10분의 1입니다"""
    W = np.array([[3.0, 0.0], [-1.0, 2.0]])
    close(student.l2_penalty(W, 0.1), 0.7)
    close(student.l2_penalty_grad(W, 0.1), [[0.3, 0.0], [-0.1, 0.2]])


@points(2)
def test_l1(student, rng):
    """l1_penalty: one number for weights of any shape and sign
    l1_penalty: 가중치의 모양과 부호가 어떻든 수 하나입니다"""
    for shape in SHAPES:
        W, lam = weights(rng, shape), rng.uniform(0.2, 3.0)
        W *= -np.sign(W.sum())  # the negative ones weigh more
        close(student.l1_penalty(W, lam), l1_penalty(W, lam))
    W = 1000 * weights(rng, (3, 4))
    close(student.l1_penalty(W, 0.0), 0.0)
    close(student.l1_penalty(W, 1e-3), l1_penalty(W, 1e-3))


@points(2)
def test_l2(student, rng):
    """l2_penalty: one number for weights of any shape and sign
    l2_penalty: 가중치의 모양과 부호가 어떻든 수 하나입니다"""
    for shape in SHAPES:
        W, lam = weights(rng, shape), rng.uniform(0.2, 3.0)
        close(student.l2_penalty(W, lam), l2_penalty(W, lam))
    W = 1000 * weights(rng, (3, 4))
    close(student.l2_penalty(W, 0.0), 0.0)
    close(student.l2_penalty(W, 1e-3), l2_penalty(W, 1e-3))


@points(1)
def test_l1_grad(student, rng):
    """l1_penalty_grad: every weight is pulled with the same force, against its own sign
    l1_penalty_grad: 크기와 상관없이 가중치마다 같은 힘이 부호에 따라 정해집니다"""
    for shape in SHAPES:
        W, lam = weights(rng, shape), rng.uniform(0.2, 3.0)
        close(student.l1_penalty_grad(W, lam), l1_penalty_grad(W, lam))


@points(1)
def test_l1_grad_zero(student, rng):
    """l1_penalty_grad: at a weight that is exactly 0 the gradient is 0
    l1_penalty_grad: 가중치가 정확히 0인 곳에서는 기울기도 0입니다"""
    for shape in ((6,), (3, 5)):
        W, lam = with_zeros(rng, shape), rng.uniform(0.2, 3.0)
        close(student.l1_penalty_grad(W, lam), l1_penalty_grad(W, lam))


@points(2)
def test_l2_grad(student, rng):
    """l2_penalty_grad: the larger a weight, the harder it is pulled
    l2_penalty_grad: 가중치가 클수록 세게 당깁니다"""
    for shape in SHAPES:
        W, lam = with_zeros(rng, shape), rng.uniform(0.2, 3.0)
        close(student.l2_penalty_grad(W, lam), l2_penalty_grad(W, lam))


@points(2)
def test_slopes(student, rng):
    """Both gradients agree with the slopes of your penalties
    두 기울기가 여러분의 벌점에서 잰 기울기와 일치합니다"""
    gradcheck(student.l1_penalty, student.l1_penalty_grad, weights(rng, (3, 4)), 0.7)
    gradcheck(student.l2_penalty, student.l2_penalty_grad, weights(rng, (3, 4)), 0.7)


@points(1)
def test_arguments_unchanged(student, rng):
    """The weights are left as they were
    가중치를 바꾸지 않습니다"""
    for name in ("l1_penalty", "l1_penalty_grad", "l2_penalty", "l2_penalty_grad"):
        unchanged(getattr(student, name), weights(rng, (4, 3)), 0.4)
