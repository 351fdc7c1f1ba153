import numpy as np

from dlgrade.testing import check, close, gradcheck, points, public, silent, unchanged
from dlref.activations import log_softmax, softmax, softmax_backward


@public
@points(1)
def test_example(student):
    """Two scores, 0 and ln 3, become 1/4 and 3/4
    두 점수 0과 ln 3은 1/4과 3/4이 됩니다"""
    close(student.softmax(np.log([1.0, 3.0])), [0.25, 0.75])


@public
@points(1)
def test_backward_example(student):
    """The gradient [1, 0] at the output [1/4, 3/4] becomes [3/16, -3/16]
    출력이 [1/4, 3/4]일 때 기울기 [1, 0]은 [3/16, -3/16]이 됩니다"""
    close(student.softmax_backward(np.array([1.0, 0.0]), np.array([0.25, 0.75])), [0.1875, -0.1875])


@points(2)
def test_each_axis(student, rng):
    """softmax: any axis can be the one that adds up to 1
    softmax: 어느 축이든 합이 1이 되도록 고를 수 있습니다"""
    x = rng.normal(size=(2, 3, 4))
    for axis in (-1, 0, 1, 2):
        close(student.softmax(x, axis=axis), softmax(x, axis=axis))
    close(student.softmax(x), softmax(x))


@points(2)
def test_large_scores(student, rng):
    """softmax: scores around 1000 or far apart neither overflow nor warn
    softmax: 점수가 1000 근처이거나 서로 멀리 떨어져 있어도 넘침이나 경고가 없습니다"""
    x = rng.normal(size=(4, 5)) + np.array([[-1000.0], [1000.0], [0.0], [700.0]])
    x[2] = rng.permutation([-990.0, -1.0, 0.0, 989.0, 990.0])
    close(student.softmax(x), softmax(x))
    silent(student, keep=1)


@points(2)
def test_log(student, rng):
    """log_softmax is the logarithm of softmax along any axis
    log_softmax는 어느 축에서든 softmax의 로그입니다"""
    x = rng.normal(size=(2, 3, 4))
    for axis in (-1, 0, 1):
        close(student.log_softmax(x, axis=axis), log_softmax(x, axis=axis))


@points(2)
def test_log_stable(student, rng):
    """log_softmax stays finite where a probability rounds to 0
    log_softmax는 확률이 0으로 반올림되는 곳에서도 유한합니다"""
    x = rng.normal(size=(3, 4)) + rng.choice([-900.0, 0.0, 900.0], size=(3, 4))
    close(student.log_softmax(x), log_softmax(x))
    silent(student, keep=1)


@points(2)
def test_backward(student, rng):
    """softmax_backward agrees with the slope of your softmax
    softmax_backward가 여러분의 softmax에서 잰 기울기와 일치합니다"""
    x = rng.normal(size=(3, 4))
    close(student.softmax(x), softmax(x))
    gradcheck(student.softmax, student.softmax_backward, x, given="output")


@points(1)
def test_backward_axis(student, rng):
    """softmax_backward follows the axis
    softmax_backward가 axis를 따릅니다"""
    y = softmax(rng.normal(size=(3, 3, 2)), axis=1)
    dout = rng.normal(size=y.shape)
    dx = student.softmax_backward(dout, y, axis=1)
    close(dx, softmax_backward(dout, y, axis=1))
    check(
        np.abs(np.sum(dx, axis=1)).max() < 1e-9,
        en="Along `axis` the gradient should add up to 0.",
        ko="`axis` 방향으로 기울기를 더하면 0이어야 합니다.",
    )


@points(1)
def test_arguments_unchanged(student, rng):
    """The arguments are left as they were
    인수를 바꾸지 않습니다"""
    x = rng.normal(size=(2, 3))
    y = unchanged(student.softmax, x)
    unchanged(student.log_softmax, x)
    unchanged(student.softmax_backward, rng.normal(size=(2, 3)), np.asarray(y, dtype=float))
