import numpy as np

from dlgrade.testing import close, layercheck, points, public, unchanged
from dlref.cnn import Flatten

X = np.arange(1.0, 13.0).reshape(1, 2, 2, 3)
SHAPES = (
    (5, 2, 3, 4),
    (2, 4, 3, 5),
    (3, 1, 4, 2),
    (6, 3, 1, 2),
    (1, 3, 2, 4),
    (4, 5, 2, 1),
    (2, 1, 1, 1),
    (3, 3, 3, 3),
)


def both(student, rng, shape):
    """Your layer and the right one after forward, and a gradient for both."""
    x = rng.normal(size=shape)
    yours, right = student.Flatten(), Flatten()
    yours.forward(x)
    right.forward(x)
    return yours, right, rng.normal(size=(shape[0], int(np.prod(shape[1:]))))


@public
@points(1)
def test_example(student):
    """forward: the two channels of the example become one row, 1 to 12
    forward: 예제의 두 채널이 1부터 12까지 한 행이 됩니다"""
    close(student.Flatten().forward(X), [np.arange(1.0, 13.0)])


@public
@points(1)
def test_backward_example(student):
    """backward: a row of 12 numbers becomes two channels of 2 × 3 again
    backward: 수 12개가 놓인 행이 다시 2 × 3 채널 두 개가 됩니다"""
    layer = student.Flatten()
    layer.forward(X)
    close(layer.backward(10.0 * np.arange(12.0)[None]), 10.0 * (X - 1.0))


@points(3)
def test_forward(student, rng):
    """forward: a row for each picture, channel by channel, each channel row by row
    forward: 이미지마다 한 행이고, 채널 순서대로 그리고 채널 안에서는 행 순서대로 놓입니다"""
    for shape in SHAPES:
        x = rng.normal(size=shape)
        close(student.Flatten().forward(x), Flatten().forward(x))


@points(3)
def test_backward(student, rng):
    """backward: every number goes to where its pixel came from
    backward: 수가 하나하나 그 픽셀이 있던 자리로 갑니다"""
    for shape in SHAPES:
        yours, right, dout = both(student, rng, shape)
        close(yours.backward(dout), right.backward(dout))


@points(0.5)
def test_slope(student, rng):
    """backward agrees with the slope of your own forward
    backward가 여러분의 forward에서 잰 기울기와 일치합니다"""
    x = rng.normal(size=(3, 2, 4, 2))
    close(student.Flatten().forward(x), Flatten().forward(x))
    layercheck(student.Flatten, [], x)


@points(1)
def test_newest(student, rng):
    """backward belongs to the newest forward, also for pictures of another size, and can be called again
    backward는 이미지 크기가 달라져도 가장 최근의 forward를 따르고, 다시 부를 수 있습니다"""
    layer = student.Flatten()
    for shape in ((5, 2, 3, 4), (2, 2, 3, 4), (2, 4, 3, 2), (3, 1, 2, 5)):
        x = rng.normal(size=shape)
        close(layer.forward(x), x.reshape(len(x), -1))
        for _ in range(2):
            dout = rng.normal(size=(len(x), x[0].size))
            close(layer.backward(dout), dout.reshape(shape))


@points(0.5)
def test_two_layers(student, rng):
    """Two layers side by side each remember their own shape
    나란히 있는 두 층은 저마다 자기 모양을 기억합니다"""
    yours, right, dout = both(student, rng, (2, 3, 4, 5))
    both(student, rng, (2, 5, 3, 4))
    close(yours.backward(dout), right.backward(dout))


@points(1)
def test_arguments_unchanged(student, rng):
    """x and dout are left as they were, their shapes as well
    x와 dout의 값도 모양도 바꾸지 않습니다"""
    x, dout = rng.normal(size=(2, 3, 4, 5)), rng.normal(size=(2, 60))
    layer = student.Flatten()
    close(unchanged(layer.forward, x), x.reshape(2, 60))
    close(unchanged(layer.backward, dout), dout.reshape(2, 3, 4, 5))
