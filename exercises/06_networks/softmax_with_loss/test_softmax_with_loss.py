import numpy as np

from dlgrade.testing import close, layercheck, points, public, silent, unchanged
from dlref.networks import SoftmaxWithLoss

LOGITS = np.log([[2.0, 1.0, 1.0], [5.0, 1.0, 2.0]])
LABELS = np.array([1, 1])
SLOPES = np.array([[0.25, -0.375, 0.125], [0.3125, -0.4375, 0.125]])
SHAPES = ((4, 3), (3, 5), (7, 4), (6, 2), (1, 5))


def draw(rng, shape):
    """Scores and labels."""
    return rng.normal(scale=2.0, size=shape), rng.integers(0, shape[1], size=shape[0])


def pair(student, logits, labels):
    """Your layer and the right one after forward."""
    yours, right = student.SoftmaxWithLoss(), SoftmaxWithLoss()
    yours.forward(logits, labels)
    right.forward(logits, labels)
    return yours, right


@public
@points(1)
def test_example(student):
    """forward: 1/4 and 1/8 for the true classes give a loss of 2.5 ln 2
    forward: 정답 클래스의 확률이 1/4과 1/8이면 손실은 2.5 ln 2입니다"""
    close(student.SoftmaxWithLoss().forward(LOGITS, LABELS), 2.5 * np.log(2.0))


@public
@points(1)
def test_backward_example(student):
    """backward: the gradient of the example, and twice that for dout = 2
    backward: 예제의 기울기가 맞고, dout = 2이면 그 두 배입니다"""
    layer = student.SoftmaxWithLoss()
    layer.forward(LOGITS, LABELS)
    close(layer.backward(), SLOPES)
    close(layer.backward(2.0), 2.0 * SLOPES)


@points(2)
def test_forward(student, rng):
    """forward: any number of samples and classes, a mean over the samples
    forward: 샘플과 클래스가 몇 개이든 샘플에 대한 평균입니다"""
    for shape in SHAPES:
        logits, labels = draw(rng, shape)
        close(
            student.SoftmaxWithLoss().forward(logits, labels),
            SoftmaxWithLoss().forward(logits, labels),
        )


@points(1)
def test_large(student, rng):
    """forward: rows of scores around 1000 or −1000 are right and do not warn
    forward: 1000이나 −1000 근처의 점수가 있어도 정확하고 경고가 없습니다"""
    logits, labels = draw(rng, (4, 5))
    logits += np.array([[-980.0], [980.0], [0.0], [700.0]])
    close(student.SoftmaxWithLoss().forward(logits, labels), SoftmaxWithLoss().forward(logits, labels))
    silent(student, keep=0.5)


@points(1)
def test_hopeless(student, rng):
    """forward: exact where the probability of the true class is too small for a float
    forward: 정답 클래스의 확률이 실수로 나타낼 수 없을 만큼 작아도 정확합니다"""
    for high, low in ((1000.0, -1000.0), (0.0, -900.0), (40.0, 0.0), (0.0, -25.0)):
        logits, labels = draw(rng, (3, 4))
        logits[0] = low
        logits[0, (labels[0] + 1) % 4] = high
        close(
            student.SoftmaxWithLoss().forward(logits, labels),
            SoftmaxWithLoss().forward(logits, labels),
        )
    silent(student, keep=0.5)


@points(2)
def test_backward(student, rng):
    """backward: the gradient of the scores, for any number of samples and classes
    backward: 샘플과 클래스가 몇 개이든 점수의 기울기가 맞습니다"""
    for shape in SHAPES:
        yours, right = pair(student, *draw(rng, shape))
        close(yours.backward(), right.backward())


@points(2)
def test_dout(student, rng):
    """backward: dout scales the whole gradient, given by position or by name
    backward: dout을 순서나 이름으로 주면 기울기 전체에 곱해집니다"""
    for shape in SHAPES:
        yours, right = pair(student, *draw(rng, shape))
        for dout in (-2.5, 0.3, 0.0, float(rng.uniform(2.0, 9.0))):
            close(yours.backward(dout), right.backward(dout))
        close(yours.backward(dout=0.7), right.backward(0.7))


@points(1)
def test_backward_large(student, rng):
    """backward: right and without warnings for scores up to 1000 in size
    backward: 크기가 1000에 이르는 점수에서도 정확하고 경고가 없습니다"""
    logits, labels = draw(rng, (4, 5))
    logits += np.array([[-980.0], [980.0], [0.0], [700.0]])
    logits[2] = rng.permutation([-1000.0, 1000.0, 0.0, 900.0, -900.0])
    yours, right = pair(student, logits, labels)
    close(yours.backward(), right.backward())
    silent(student, keep=0.5)


@points(1)
def test_slope(student, rng):
    """backward agrees with the slope of your own forward
    backward가 여러분의 forward에서 잰 기울기와 일치합니다"""
    logits, labels = draw(rng, (4, 3))
    close(student.SoftmaxWithLoss().forward(logits, labels), SoftmaxWithLoss().forward(logits, labels))
    layercheck(student.SoftmaxWithLoss, [], logits, labels)


@points(2)
def test_memory(student, rng):
    """backward belongs to the newest forward of its own layer, and can be called again
    backward는 자기 층의 가장 최근 forward를 따르고, 여러 번 불러도 됩니다"""
    older, logits, labels = draw(rng, (4, 3)), *draw(rng, (4, 3))
    yours, right, other = student.SoftmaxWithLoss(), SoftmaxWithLoss(), student.SoftmaxWithLoss()
    yours.forward(*draw(rng, (6, 5)))
    yours.forward(*older)
    yours.forward(logits, labels)
    right.forward(logits, labels)
    other.forward(*older)
    for dout in (1.0, 1.0, 3.0, 1.0):
        close(yours.backward(dout), right.backward(dout))


@points(1)
def test_arguments_unchanged(student, rng):
    """logits and labels are left as they were
    logits와 labels를 바꾸지 않습니다"""
    logits, labels = draw(rng, (4, 3))
    layer = student.SoftmaxWithLoss()
    close(unchanged(layer.forward, logits, labels), SoftmaxWithLoss().forward(logits, labels))
