import numpy as np

from dlgrade.testing import close, gradcheck, points, public, unchanged
from dlgrade.testing.compare import as_array
from dlref.losses import binary_cross_entropy, binary_cross_entropy_grad

SHAPES = ((7,), (3, 5), (5, 2), (2, 3, 4), (1,), (1, 4), (6, 1))
CLIPPED = 2e-6  # 1 - (1 - 1e-12) is 1e-12 to five digits only


def pair(rng, shape, kind=float):
    """Probabilities well inside the range, and labels."""
    return rng.uniform(0.02, 0.98, size=shape), rng.integers(0, 2, size=shape).astype(kind)


@public
@points(1)
def test_example(student):
    """1/2 for a 1 and 3/4 for a 0 give a loss of 1.5 ln 2
    정답 1에 1/2, 정답 0에 3/4을 주면 손실은 1.5 ln 2입니다"""
    close(student.binary_cross_entropy(np.array([0.5, 0.75]), np.array([1.0, 0.0])), 1.5 * np.log(2.0))


@public
@points(1)
def test_grad_example(student):
    """1/2 for a 1 and 3/4 for a 0 give the gradient −1, 2
    정답 1에 1/2, 정답 0에 3/4을 주면 기울기는 −1, 2입니다"""
    close(student.binary_cross_entropy_grad(np.array([0.5, 0.75]), np.array([1.0, 0.0])), [-1.0, 2.0])


@points(2)
def test_shapes(student, rng):
    """binary_cross_entropy: arrays of any shape, labels as floats or integers
    binary_cross_entropy: 어떤 모양의 배열이든, 레이블이 실수이든 정수이든 맞습니다"""
    for shape in SHAPES:
        for kind in (float, int):
            p, y = pair(rng, shape, kind)
            close(student.binary_cross_entropy(p, y), binary_cross_entropy(p, y))
    for label in (0.0, 1.0):
        p, y = rng.uniform(0.02, 0.98, size=(4, 3)), np.full((4, 3), label)
        close(student.binary_cross_entropy(p, y), binary_cross_entropy(p, y))


@points(2)
def test_certain(student, rng):
    """binary_cross_entropy: finite and right where a probability is 0 or 1, or very close to it
    binary_cross_entropy: 확률이 0이나 1이거나 아주 가까워도 유한하고 맞습니다"""
    for p, y in ((0.0, 0.0), (1.0, 1.0), (0.0, 1.0), (1.0, 0.0)):
        loss = binary_cross_entropy([p], [y])
        close(student.binary_cross_entropy(np.array([p]), np.array([y])), loss, rtol=CLIPPED)
    p = rng.permutation([0.0, 0.0, 1.0, 1.0, 1e-9, 1.0 - 1e-9, 1e-5, 0.7]).reshape(2, 4)
    y = rng.integers(0, 2, size=(2, 4))
    for labels in (y, 1 - y):
        close(student.binary_cross_entropy(p, labels), binary_cross_entropy(p, labels), rtol=CLIPPED)


@points(2)
def test_eps(student, rng):
    """binary_cross_entropy: probabilities are clipped to [eps, 1 − eps] on both sides
    binary_cross_entropy: 확률을 [eps, 1 − eps] 범위로 양쪽에서 자릅니다"""
    for eps in (0.01, float(rng.uniform(0.1, 0.2))):
        p = rng.permutation([0.0, 0.001, 0.05, 0.3, 0.6, 0.93, 0.997, 1.0]).reshape(4, 2)
        y = rng.integers(0, 2, size=(4, 2))
        for labels in (y, 1.0 - y):
            close(student.binary_cross_entropy(p, labels, eps=eps), binary_cross_entropy(p, labels, eps))
        close(student.binary_cross_entropy(p, y, eps), binary_cross_entropy(p, y, eps))


@points(2)
def test_grad_shapes(student, rng):
    """binary_cross_entropy_grad: arrays of any shape, labels as floats or integers
    binary_cross_entropy_grad: 어떤 모양의 배열이든, 레이블이 실수이든 정수이든 맞습니다"""
    for shape in SHAPES:
        for kind in (float, int):
            p, y = pair(rng, shape, kind)
            close(student.binary_cross_entropy_grad(p, y), binary_cross_entropy_grad(p, y))


@points(2)
def test_grad_certain(student, rng):
    """binary_cross_entropy_grad: right close to 0 and 1, and finite even there
    binary_cross_entropy_grad: 0과 1 가까이에서 맞고, 0과 1에서도 유한합니다"""
    p = rng.permutation([1e-3, 1.0 - 1e-3, 1e-6, 1.0 - 1e-6, 0.3, 0.6]).reshape(3, 2)
    y = rng.integers(0, 2, size=(3, 2))
    for labels in (y, 1 - y):
        close(student.binary_cross_entropy_grad(p, labels), binary_cross_entropy_grad(p, labels))
    inside = rng.uniform(0.1, 0.9, size=(3, 2))
    for labels in (y, 1.0 - y):
        right = binary_cross_entropy_grad(inside, labels, 0.05)
        close(student.binary_cross_entropy_grad(inside, labels, eps=0.05), right)
        close(student.binary_cross_entropy_grad(inside, labels, 0.05), right)
    p = rng.permutation([0.0, 0.0, 1.0, 1.0, 0.2, 0.9]).reshape(3, 2)
    for labels in (y, 1.0 - y):
        right = binary_cross_entropy_grad(p, labels)
        gradient = student.binary_cross_entropy_grad(p, labels)
        got = as_array(gradient, right)
        if got.shape == p.shape:  # where p is clipped, any finite number will do
            right = np.where(((p == 0) | (p == 1)) & np.isfinite(got), got, right)
        close(gradient, right)


@points(1)
def test_slope(student, rng):
    """binary_cross_entropy_grad agrees with the slope of your binary_cross_entropy
    binary_cross_entropy_grad가 여러분의 binary_cross_entropy에서 잰 기울기와 일치합니다"""
    p, y = rng.uniform(0.25, 0.75, size=(3, 4)), rng.integers(0, 2, size=(3, 4)).astype(float)
    close(student.binary_cross_entropy(p, y), binary_cross_entropy(p, y))
    gradcheck(student.binary_cross_entropy, student.binary_cross_entropy_grad, p, y)


@points(1)
def test_arguments_unchanged(student, rng):
    """The arguments are left as they were
    인수를 바꾸지 않습니다"""
    p, y = pair(rng, (3, 4))
    p[0, 0], p[2, 1], y[0, 0], y[2, 1] = 1.0, 1.0, 1.0, 1.0
    close(unchanged(student.binary_cross_entropy, p, y), binary_cross_entropy(p, y), rtol=CLIPPED)
    unchanged(student.binary_cross_entropy_grad, p, y)
    close(unchanged(student.binary_cross_entropy, p, y, 0.1), binary_cross_entropy(p, y, 0.1))
    unchanged(student.binary_cross_entropy_grad, p, y, 0.1)
