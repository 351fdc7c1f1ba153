import numpy as np

from dlgrade.testing import close, gradcheck, points, public, unchanged
from dlgrade.testing.compare import as_array
from dlref.losses import categorical_cross_entropy, categorical_cross_entropy_grad

SHAPES = ((4, 3), (3, 5), (7, 4), (6, 2), (1, 5))
P = np.array([[0.5, 0.25, 0.25], [0.125, 0.375, 0.5]])
Y = np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])


def labels(rng, shape, kind=float):
    """One-hot labels."""
    return np.eye(shape[1])[rng.integers(0, shape[1], size=shape[0])].astype(kind)


def pair(rng, shape, kind=float):
    """Rows of probabilities, none near 0 or 1, and one-hot labels."""
    scores = np.exp(rng.uniform(-1.5, 1.5, size=shape))
    return scores / scores.sum(axis=1, keepdims=True), labels(rng, shape, kind)


@public
@points(1)
def test_example(student):
    """1/4 and 1/2 for the true classes give a loss of 1.5 ln 2
    정답 클래스에 1/4과 1/2을 주면 손실은 1.5 ln 2입니다"""
    close(student.categorical_cross_entropy(P, Y), 1.5 * np.log(2.0))


@public
@points(1)
def test_grad_example(student):
    """1/4 and 1/2 for the true classes give the gradients −2 and −1 there, 0 elsewhere
    정답 클래스에 1/4과 1/2을 주면 그곳의 기울기는 −2와 −1이고 나머지는 0입니다"""
    close(student.categorical_cross_entropy_grad(P, Y), [[0.0, -2.0, 0.0], [0.0, 0.0, -1.0]])


@points(2)
def test_shapes(student, rng):
    """categorical_cross_entropy: any number of samples and classes, a mean over the samples
    categorical_cross_entropy: 샘플과 클래스가 몇 개이든 샘플에 대한 평균입니다"""
    for shape in SHAPES:
        p, y = pair(rng, shape)
        close(student.categorical_cross_entropy(p, y), categorical_cross_entropy(p, y))


@points(1)
def test_integer_labels(student, rng):
    """Both functions: the zeros and ones of the labels may be integers
    두 함수 모두 레이블의 0과 1이 정수여도 됩니다"""
    p, y = pair(rng, (5, 3), int)
    close(student.categorical_cross_entropy(p, y), categorical_cross_entropy(p, y))
    close(student.categorical_cross_entropy_grad(p, y), categorical_cross_entropy_grad(p, y))


@points(2)
def test_certain(student, rng):
    """categorical_cross_entropy: finite and right where a probability is 0 or 1, or very close to 0
    categorical_cross_entropy: 확률이 0이나 1이거나 0에 아주 가까워도 유한하고 맞습니다"""
    for p in (np.array([[0.0, 1.0, 0.0]]), np.array([[1.0, 0.0, 0.0]]), np.array([[1e-9, 1.0 - 1e-9, 0.0]])):
        for y in np.eye(3):
            close(student.categorical_cross_entropy(p, y[None]), categorical_cross_entropy(p, y[None]))
    p, y = labels(rng, (5, 3)), labels(rng, (5, 3))
    p[3] = [0.2, 0.5, 0.3]
    close(student.categorical_cross_entropy(p, y), categorical_cross_entropy(p, y))


@points(2)
def test_eps(student, rng):
    """categorical_cross_entropy: probabilities are clipped to [eps, 1 − eps] on both sides
    categorical_cross_entropy: 확률을 [eps, 1 − eps] 범위로 양쪽에서 자릅니다"""
    p = np.array([[0.0, 1.0, 0.0], [0.005, 0.005, 0.99], [0.3, 0.5, 0.2], [0.04, 0.95, 0.01]])
    p = np.concatenate([p[:, rng.permutation(3)], p[:, ::-1], p])
    y = np.concatenate([np.eye(3)[[0, 1, 2, 0]], np.eye(3)[[1, 2, 0, 1]], np.eye(3)[[2, 2, 1, 1]]])
    for eps in (0.02, float(rng.uniform(0.06, 0.15))):
        close(student.categorical_cross_entropy(p, y, eps=eps), categorical_cross_entropy(p, y, eps))
        close(student.categorical_cross_entropy(p, y, eps), categorical_cross_entropy(p, y, eps))


@points(2)
def test_grad_shapes(student, rng):
    """categorical_cross_entropy_grad: any number of samples and classes
    categorical_cross_entropy_grad: 샘플과 클래스가 몇 개이든 맞습니다"""
    for shape in SHAPES:
        p, y = pair(rng, shape)
        close(student.categorical_cross_entropy_grad(p, y), categorical_cross_entropy_grad(p, y))


@points(2)
def test_grad_certain(student, rng):
    """categorical_cross_entropy_grad: right close to 0, and finite even where a probability is 0 or 1
    categorical_cross_entropy_grad: 0 가까이에서 맞고, 확률이 0이나 1이어도 유한합니다"""
    p, y = np.array([[1e-3, 0.999 - 1e-6, 1e-6, 1e-3], [0.3, 0.2, 0.1, 0.4]]), np.eye(4)
    for true in ((0, 3), (2, 1), (3, 2)):
        right = categorical_cross_entropy_grad(p, y[list(true)])
        close(student.categorical_cross_entropy_grad(p, y[list(true)]), right)
    p, y = pair(rng, (4, 3))
    inside = 0.2 + 0.4 * p
    right = categorical_cross_entropy_grad(inside, y, 0.05)
    close(student.categorical_cross_entropy_grad(inside, y, eps=0.05), right)
    close(student.categorical_cross_entropy_grad(inside, y, 0.05), right)
    p[:2] = [[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]
    for turned in (y, np.roll(y, 1, axis=1), np.roll(y, 2, axis=1)):
        right = categorical_cross_entropy_grad(p, turned)
        gradient = student.categorical_cross_entropy_grad(p, turned)
        got = as_array(gradient, right)
        if got.shape == p.shape:  # where p is clipped, any finite number will do
            right = np.where(((p == 0) | (p == 1)) & np.isfinite(got), got, right)
        close(gradient, right)


@points(1)
def test_slope(student, rng):
    """categorical_cross_entropy_grad agrees with the slope of your categorical_cross_entropy
    categorical_cross_entropy_grad가 여러분의 categorical_cross_entropy에서 잰 기울기와 일치합니다"""
    p, y = rng.uniform(0.25, 0.75, size=(4, 3)), labels(rng, (4, 3))
    close(student.categorical_cross_entropy(p, y), categorical_cross_entropy(p, y))
    gradcheck(student.categorical_cross_entropy, student.categorical_cross_entropy_grad, p, y)


@points(1)
def test_arguments_unchanged(student, rng):
    """The arguments are left as they were
    인수를 바꾸지 않습니다"""
    p, y = pair(rng, (4, 3))
    p = 0.2 + 0.4 * p
    p[1], y[1] = [0.0, 1.0, 0.0], [1.0, 0.0, 0.0]
    close(unchanged(student.categorical_cross_entropy, p, y), categorical_cross_entropy(p, y))
    unchanged(student.categorical_cross_entropy_grad, p, y)
    close(unchanged(student.categorical_cross_entropy, p, y, 0.1), categorical_cross_entropy(p, y, 0.1))
    unchanged(student.categorical_cross_entropy_grad, p, y, 0.1)
