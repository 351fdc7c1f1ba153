import numpy as np

from dlgrade.testing import check, close, gradcheck, points, public, silent, unchanged
from dlref.losses import softmax_cross_entropy, softmax_cross_entropy_grad

SHAPES = ((4, 3), (3, 5), (7, 4), (6, 2), (1, 5))
LOGITS = np.log([[1.0, 1.0, 2.0], [2.0, 5.0, 1.0]])
LABELS = np.array([2, 0])


def pair(rng, shape):
    """Scores and labels."""
    return rng.normal(scale=2.0, size=shape), rng.integers(0, shape[1], size=shape[0])


@public
@points(1)
def test_example(student):
    """1/2 and 1/4 for the true classes give a loss of 1.5 ln 2
    정답 클래스의 확률이 1/2과 1/4이면 손실은 1.5 ln 2입니다"""
    close(student.softmax_cross_entropy(LOGITS, LABELS), 1.5 * np.log(2.0))


@public
@points(1)
def test_grad_example(student):
    """The gradient of the example is the probabilities, less 1 at the true classes, divided by 2
    예제의 기울기는 확률에서 정답 클래스만 1을 빼고 2로 나눈 값입니다"""
    gradient = student.softmax_cross_entropy_grad(LOGITS, LABELS)
    close(gradient, [[0.125, 0.125, -0.25], [-0.375, 0.3125, 0.0625]])


@points(2)
def test_shapes(student, rng):
    """softmax_cross_entropy: any number of samples and classes, a mean over the samples
    softmax_cross_entropy: 샘플과 클래스가 몇 개이든 샘플에 대한 평균입니다"""
    for shape in SHAPES:
        logits, labels = pair(rng, shape)
        close(student.softmax_cross_entropy(logits, labels), softmax_cross_entropy(logits, labels))


@points(2)
def test_large(student, rng):
    """softmax_cross_entropy: rows of scores around 1000 or −1000 are right and do not warn
    softmax_cross_entropy: 1000이나 −1000 근처의 점수가 있어도 정확하고 경고가 없습니다"""
    logits, labels = pair(rng, (4, 5))
    logits += np.array([[-995.0], [990.0], [0.0], [700.0]])
    close(student.softmax_cross_entropy(logits, labels), softmax_cross_entropy(logits, labels))
    silent(student, keep=1)


@points(2)
def test_hopeless(student, rng):
    """softmax_cross_entropy: exact where the probability of the true class is too small for a float
    softmax_cross_entropy: 정답 클래스의 확률이 실수로 나타낼 수 없을 만큼 작아도 정확합니다"""
    for high, low in ((1000.0, -1000.0), (0.0, -900.0), (900.0, 0.0), (40.0, 0.0), (0.0, -25.0)):
        logits, labels = pair(rng, (3, 4))
        logits[0] = low
        logits[0, (labels[0] + 1) % 4] = high
        close(student.softmax_cross_entropy(logits, labels), softmax_cross_entropy(logits, labels))
    silent(student, keep=1)


@points(2)
def test_grad_shapes(student, rng):
    """softmax_cross_entropy_grad: any number of samples and classes
    softmax_cross_entropy_grad: 샘플과 클래스가 몇 개이든 맞습니다"""
    for shape in SHAPES:
        logits, labels = pair(rng, shape)
        gradient = student.softmax_cross_entropy_grad(logits, labels)
        close(gradient, softmax_cross_entropy_grad(logits, labels))
        check(
            np.abs(np.sum(gradient, axis=1)).max() < 1e-9,
            en="Each row of the gradient should add up to 0.",
            ko="기울기의 줄을 더하면 줄마다 0이어야 합니다.",
        )


@points(2)
def test_grad_large(student, rng):
    """softmax_cross_entropy_grad: right and without warnings for scores up to 1000 in size
    softmax_cross_entropy_grad: 크기가 1000에 이르는 점수에서도 정확하고 경고가 없습니다"""
    logits, labels = pair(rng, (4, 5))
    logits += np.array([[-995.0], [990.0], [0.0], [700.0]])
    close(student.softmax_cross_entropy_grad(logits, labels), softmax_cross_entropy_grad(logits, labels))
    logits[2] = rng.permutation([-1000.0, 1000.0, 0.0, 900.0, -900.0])
    close(student.softmax_cross_entropy_grad(logits, labels), softmax_cross_entropy_grad(logits, labels))
    silent(student, keep=1)


@points(1)
def test_slope(student, rng):
    """softmax_cross_entropy_grad agrees with the slope of your softmax_cross_entropy
    softmax_cross_entropy_grad가 여러분의 softmax_cross_entropy에서 잰 기울기와 일치합니다"""
    logits, labels = pair(rng, (4, 3))
    close(student.softmax_cross_entropy(logits, labels), softmax_cross_entropy(logits, labels))
    gradcheck(student.softmax_cross_entropy, student.softmax_cross_entropy_grad, logits, labels)


@points(1)
def test_arguments_unchanged(student, rng):
    """The arguments are left as they were
    인수를 바꾸지 않습니다"""
    logits, labels = pair(rng, (4, 3))
    close(unchanged(student.softmax_cross_entropy, logits, labels), softmax_cross_entropy(logits, labels))
    gradient = unchanged(student.softmax_cross_entropy_grad, logits, labels)
    close(gradient, softmax_cross_entropy_grad(logits, labels))
