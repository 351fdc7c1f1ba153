import numpy as np

from dlgrade.testing import close, gradcheck, parts, points, public, unchanged
from dlref.losses import triplet_loss, triplet_loss_grad

SHAPES = ((4, 3), (3, 5), (7, 2), (5, 1), (1, 4), (1, 1))
NAMES = "da, dp, dn"
EXAMPLE = (
    np.array([[0.0, 0.0], [1.0, 1.0]]),
    np.array([[1.0, 2.0], [1.0, 0.0]]),
    np.array([[0.0, 2.0], [3.0, 1.0]]),
)


def triplets(rng, shape):
    """Triplets that cost something and triplets that do not, in turn; one alone costs something."""
    a, p, n = rng.normal(size=(3, *shape))
    for i in range(shape[0]):
        if (np.sum((a[i] - p[i]) ** 2) < np.sum((a[i] - n[i]) ** 2)) == (i % 2 == 0):
            p[i], n[i] = n[i].copy(), p[i].copy()
        if i % 2:
            n[i] = a[i] + 3 * (n[i] - a[i]) + np.where(n[i] < a[i], -2.0, 2.0)
    return a, p, n


def same(gradients, expected):
    for gradient, right in zip(parts(gradients, 3, names=NAMES), expected, strict=True):
        close(gradient, right)


@public
@points(1)
def test_example(student):
    """The two triplets of the example cost 2 and 0, on average 1
    예제의 두 묶음은 손실이 2와 0이고 평균은 1입니다"""
    close(student.triplet_loss(*EXAMPLE), 1.0)


@public
@points(1)
def test_grad_example(student):
    """The gradients of the example: only the first triplet has any
    예제의 기울기는 첫 묶음에만 있습니다"""
    expected = [[-1.0, 0.0], [0.0, 0.0]], [[1.0, 2.0], [0.0, 0.0]], [[0.0, -2.0], [0.0, 0.0]]
    same(student.triplet_loss_grad(*EXAMPLE), expected)


@points(2)
def test_shapes(student, rng):
    """triplet_loss: any number of samples and features, a mean over the samples
    triplet_loss: 샘플과 특성이 몇 개이든 샘플에 대한 평균입니다"""
    for shape in SHAPES:
        a, p, n = triplets(rng, shape)
        close(student.triplet_loss(a, p, n), triplet_loss(a, p, n))


@points(2)
def test_margin(student, rng):
    """triplet_loss: follows the margin, also 0, and never falls below 0
    triplet_loss: 0을 포함해 margin을 따르고, 0보다 작아지지 않습니다"""
    for margin in (0.0, 0.2, float(rng.uniform(2.0, 30.0))):
        a, p, n = triplets(rng, (6, 3))
        close(student.triplet_loss(a, p, n, margin=margin), triplet_loss(a, p, n, margin))
        close(student.triplet_loss(a, p, n, margin), triplet_loss(a, p, n, margin))
    a = rng.normal(size=(5, 3))
    far = a + 4.0
    close(student.triplet_loss(a, a.copy(), far), 0.0)
    close(student.triplet_loss(a, far, a.copy(), 0.5), 48.5)
    close(student.triplet_loss(a, a.copy(), a.copy(), 0.25), 0.25)


@points(1)
def test_large(student, rng):
    """triplet_loss: right for coordinates up to 1000
    triplet_loss: 좌표가 1000까지 커도 맞습니다"""
    a, p, n = (np.round(v, 2) for v in rng.uniform(-1000.0, 1000.0, size=(3, 4, 3)))
    close(student.triplet_loss(a, p, n), triplet_loss(a, p, n))
    close(student.triplet_loss(a, n, p), triplet_loss(a, n, p))


@points(2)
def test_grad_shapes(student, rng):
    """triplet_loss_grad: any number of samples and features; triplets that cost nothing have gradient 0
    triplet_loss_grad: 샘플과 특성이 몇 개이든 맞고, 손실이 없는 묶음의 기울기는 0입니다"""
    for shape in SHAPES:
        a, p, n = triplets(rng, shape)
        same(student.triplet_loss_grad(a, p, n), triplet_loss_grad(a, p, n))


@points(2)
def test_grad_margin(student, rng):
    """triplet_loss_grad: which triplets have a gradient depends on the margin, its size does not
    triplet_loss_grad: 어느 묶음에 기울기가 있는지는 margin에 달려 있고, 기울기의 크기는 그렇지 않습니다"""
    a = rng.normal(size=(6, 3))
    p, n = a.copy(), a.copy()
    n[np.arange(6), rng.integers(0, 3, size=6)] += rng.permutation([0.3, -0.5, 1.2, -1.7, 3.0, 5.0])
    p += rng.normal(scale=0.01, size=(6, 3))
    for margin in (0.0, 0.16, 2.0, float(rng.uniform(10.0, 20.0)), 40.0):
        same(student.triplet_loss_grad(a, p, n, margin=margin), triplet_loss_grad(a, p, n, margin))
        same(student.triplet_loss_grad(a, p, n, margin), triplet_loss_grad(a, p, n, margin))


@points(1)
def test_grad_at_hinge(student, rng):
    """triplet_loss_grad: 0 for a triplet that keeps the margin exactly, not for one just short of it
    triplet_loss_grad: 마진을 딱 맞춘 묶음의 기울기는 0이고, 조금이라도 모자라면 0이 아닙니다"""
    a = rng.integers(-3, 4, size=(3, 2)).astype(float)
    p, n = a.copy(), a.copy()
    p[:, 0] += 2.0
    n[:, 1] += 3.0 * rng.choice([-1.0, 1.0], size=3)
    for margin in (5.0, 5.0 + 2.0**-20, 5.0 - 2.0**-20):
        same(student.triplet_loss_grad(a, p, n, margin), triplet_loss_grad(a, p, n, margin))
    n[1, 1] = a[1, 1] + 2.5
    same(student.triplet_loss_grad(a, p, n, 5.0), triplet_loss_grad(a, p, n, 5.0))


@points(1)
def test_slope(student, rng):
    """triplet_loss_grad agrees with the slope of your triplet_loss
    triplet_loss_grad가 여러분의 triplet_loss에서 잰 기울기와 일치합니다"""
    a, p, n = triplets(rng, (4, 3))
    close(student.triplet_loss(a, p, n, margin=0.7), triplet_loss(a, p, n, 0.7))
    gradcheck(student.triplet_loss, student.triplet_loss_grad, a, p, n, wrt=(0, 1, 2), margin=0.7)


@points(1)
def test_arguments_unchanged(student, rng):
    """The arguments are left as they were
    인수를 바꾸지 않습니다"""
    a, p, n = triplets(rng, (4, 3))
    close(unchanged(student.triplet_loss, a, p, n), triplet_loss(a, p, n))
    same(unchanged(student.triplet_loss_grad, a, p, n), triplet_loss_grad(a, p, n))
