import numpy as np
from tinyref.layers import triplet_loss, triplet_loss_grad

from dlgrade.testing import close, gradcheck, parts, points, public, unchanged


@public
def test_example(student):
    """Two equal distances leave the margin
    두 거리가 같으면 마진이 남습니다"""
    close(student.triplet_loss(np.array([[0.0]]), np.array([[1.0]]), np.array([[1.0]]), margin=0.5), 0.5)


@points(2)
def test_loss(student, rng):
    """triplet_loss: the mean over the samples
    triplet_loss: 샘플 평균을 구합니다"""
    for margin in (1.0, 3.0):
        arrays = rng.normal(size=(3, 5, 2))
        close(student.triplet_loss(*arrays, margin=margin), triplet_loss(*arrays, margin=margin))


@points(3)
def test_gradients(student, rng):
    """triplet_loss_grad: all three agree with the slope of your loss
    triplet_loss_grad: 셋 다 손실에서 잰 기울기와 일치합니다"""
    arrays = rng.normal(size=(3, 5, 2))
    gradcheck(student.triplet_loss, student.triplet_loss_grad, *arrays, wrt=(0, 1, 2), margin=2.0)


@points(2)
def test_hinge(student, rng):
    """triplet_loss_grad: a sample that is far enough away has no gradient
    triplet_loss_grad: 충분히 떨어진 샘플에는 기울기가 없습니다"""
    a = rng.normal(size=(4, 3))
    p, n = a + 0.1, a + np.array([[0.1], [9.0], [0.2], [8.0]])
    found = parts(student.triplet_loss_grad(a, p, n), 3, names="da, dp, dn")
    for gradient, right in zip(found, triplet_loss_grad(a, p, n), strict=True):
        close(gradient, right)


@points(1)
def test_arguments_unchanged(student, rng):
    """The arguments are left as they were
    인수를 바꾸지 않습니다"""
    unchanged(student.triplet_loss, *rng.normal(size=(3, 4, 2)))
    unchanged(student.triplet_loss_grad, *rng.normal(size=(3, 4, 2)))
