import numpy as np

from dlgrade.testing import close, gradcheck, points, public, unchanged
from dlgrade.testing.compare import as_array
from dlref.losses import sparse_categorical_cross_entropy, sparse_categorical_cross_entropy_grad

SHAPES = ((4, 3), (3, 5), (7, 4), (6, 2), (1, 5))
P = np.array([[0.25, 0.5, 0.25], [0.5, 0.125, 0.375]])
LABELS = np.array([2, 1])


def pair(rng, shape):
    """Rows of probabilities, none near 0 or 1, and labels."""
    scores = np.exp(rng.uniform(-1.5, 1.5, size=shape))
    return scores / scores.sum(axis=1, keepdims=True), rng.integers(0, shape[1], size=shape[0])


@public
@points(1)
def test_example(student):
    """1/4 and 1/8 for the true classes give a loss of 2.5 ln 2
    정답 클래스에 1/4과 1/8을 주면 손실은 2.5 ln 2입니다"""
    close(student.sparse_categorical_cross_entropy(P, LABELS), 2.5 * np.log(2.0))


@public
@points(1)
def test_grad_example(student):
    """1/4 and 1/8 for the true classes give the gradients −2 and −4 there, 0 elsewhere
    정답 클래스에 1/4과 1/8을 주면 그곳의 기울기는 −2와 −4이고 나머지는 0입니다"""
    close(student.sparse_categorical_cross_entropy_grad(P, LABELS), [[0.0, 0.0, -2.0], [0.0, -4.0, 0.0]])


@points(2)
def test_shapes(student, rng):
    """sparse_categorical_cross_entropy: any number of samples and classes, a mean over the samples
    sparse_categorical_cross_entropy: 샘플과 클래스가 몇 개이든 샘플에 대한 평균입니다"""
    for shape in SHAPES:
        p, labels = pair(rng, shape)
        loss = sparse_categorical_cross_entropy(p, labels)
        close(student.sparse_categorical_cross_entropy(p, labels), loss)


@points(1)
def test_one_class(student, rng):
    """Both functions: right when all samples have the same label, the first or the last
    두 함수 모두 모든 샘플의 레이블이 첫 클래스나 마지막 클래스로 같아도 맞습니다"""
    for label in (0, 3):
        p, labels = pair(rng, (5, 4))
        labels[:] = label
        loss = sparse_categorical_cross_entropy(p, labels)
        close(student.sparse_categorical_cross_entropy(p, labels), loss)
        gradient = sparse_categorical_cross_entropy_grad(p, labels)
        close(student.sparse_categorical_cross_entropy_grad(p, labels), gradient)


@points(2)
def test_certain(student, rng):
    """sparse_categorical_cross_entropy: finite and right where a probability is 0 or 1, or very close to 0
    sparse_categorical_cross_entropy: 확률이 0이나 1이거나 0에 아주 가까워도 유한하고 맞습니다"""
    for p in ([[0.0, 1.0, 0.0]], [[1.0, 0.0, 0.0]], [[1e-9, 1.0 - 1e-9, 0.0]]):
        for label in range(3):
            labels = np.array([label])
            loss = sparse_categorical_cross_entropy(p, labels)
            close(student.sparse_categorical_cross_entropy(np.array(p), labels), loss)
    p, labels = np.eye(3)[rng.integers(0, 3, size=5)], rng.integers(0, 3, size=5)
    p[3] = [0.2, 0.5, 0.3]
    close(student.sparse_categorical_cross_entropy(p, labels), sparse_categorical_cross_entropy(p, labels))


@points(2)
def test_eps(student, rng):
    """sparse_categorical_cross_entropy: probabilities are clipped to [eps, 1 − eps] on both sides
    sparse_categorical_cross_entropy: 확률을 [eps, 1 − eps] 범위로 양쪽에서 자릅니다"""
    p = np.array([[0.0, 1.0, 0.0], [0.005, 0.005, 0.99], [0.3, 0.5, 0.2], [0.04, 0.95, 0.01]])
    p = np.concatenate([p[:, rng.permutation(3)], p[:, ::-1], p])
    labels = np.array([0, 1, 2, 0, 1, 2, 0, 1, 1, 2, 1, 1])
    for eps in (0.02, float(rng.uniform(0.06, 0.15))):
        loss = sparse_categorical_cross_entropy(p, labels, eps)
        close(student.sparse_categorical_cross_entropy(p, labels, eps=eps), loss)
        close(student.sparse_categorical_cross_entropy(p, labels, eps), loss)


@points(2)
def test_grad_shapes(student, rng):
    """sparse_categorical_cross_entropy_grad: any number of samples and classes
    sparse_categorical_cross_entropy_grad: 샘플과 클래스가 몇 개이든 맞습니다"""
    for shape in SHAPES:
        p, labels = pair(rng, shape)
        gradient = sparse_categorical_cross_entropy_grad(p, labels)
        close(student.sparse_categorical_cross_entropy_grad(p, labels), gradient)


@points(2)
def test_grad_certain(student, rng):
    """sparse_categorical_cross_entropy_grad: right close to 0, finite even where a probability is 0 or 1
    sparse_categorical_cross_entropy_grad: 0 가까이에서 맞고, 확률이 0이나 1이어도 유한합니다"""
    p = np.array([[1e-3, 0.999 - 1e-6, 1e-6, 1e-3], [0.3, 0.2, 0.1, 0.4]])
    for labels in (np.array([0, 3]), np.array([2, 1]), np.array([3, 2])):
        right = sparse_categorical_cross_entropy_grad(p, labels)
        close(student.sparse_categorical_cross_entropy_grad(p, labels), right)
    p, labels = pair(rng, (4, 3))
    inside = 0.2 + 0.4 * p
    right = sparse_categorical_cross_entropy_grad(inside, labels, 0.05)
    close(student.sparse_categorical_cross_entropy_grad(inside, labels, eps=0.05), right)
    close(student.sparse_categorical_cross_entropy_grad(inside, labels, 0.05), right)
    p[:2] = [[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]
    for turn in range(3):
        turned = (labels + turn) % 3
        right = sparse_categorical_cross_entropy_grad(p, turned)
        gradient = student.sparse_categorical_cross_entropy_grad(p, turned)
        got = as_array(gradient, right)
        if got.shape == p.shape:  # where p is clipped, any finite number will do
            right = np.where(((p == 0) | (p == 1)) & np.isfinite(got), got, right)
        close(gradient, right)


@points(1)
def test_slope(student, rng):
    """sparse_categorical_cross_entropy_grad agrees with the slope of your loss
    sparse_categorical_cross_entropy_grad가 여러분의 손실에서 잰 기울기와 일치합니다"""
    p, labels = rng.uniform(0.25, 0.75, size=(4, 3)), rng.integers(0, 3, size=4)
    p /= p.sum(axis=1, keepdims=True)
    close(student.sparse_categorical_cross_entropy(p, labels), sparse_categorical_cross_entropy(p, labels))
    gradcheck(
        student.sparse_categorical_cross_entropy, student.sparse_categorical_cross_entropy_grad, p, labels
    )


@points(1)
def test_arguments_unchanged(student, rng):
    """The arguments are left as they were
    인수를 바꾸지 않습니다"""
    p, labels = pair(rng, (4, 3))
    p = 0.2 + 0.4 * p
    p[1], labels[1] = [0.0, 1.0, 0.0], 0
    for eps in (1e-12, 0.1):
        loss = sparse_categorical_cross_entropy(p, labels, eps)
        close(unchanged(student.sparse_categorical_cross_entropy, p, labels, eps), loss)
        unchanged(student.sparse_categorical_cross_entropy_grad, p, labels, eps)
