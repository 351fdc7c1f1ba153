import numpy as np

from dlgrade.testing import close, gradcheck, picture, points, public, unchanged
from dlref.cnn import max_pool2d, max_pool2d_backward

X = np.array([[[[1.0, 3, 2, 0], [4, 2, 1, 5], [0, 1, 7, 6], [2, 1, 3, 7]]]])
SHAPES = ((2, 3, 4, 6), (3, 2, 8, 2), (1, 4, 2, 10), (5, 1, 4, 2), (1, 1, 2, 2))
ODD = ((2, 3, 5, 7), (3, 2, 4, 5), (4, 3, 7, 2), (1, 2, 3, 3))
WINDOWS = ((3, 2), (2, 3), (3, 1), (2, 1), (1, 2), (3, 3), (4, 2), (1, 1), (2, 4))


def distinct(rng, shape):
    """Pictures without equal pixels, a good half of them negative."""
    return 0.25 * (rng.permutation(np.prod(shape)).reshape(shape) - 0.6 * np.prod(shape))


def ring(side):
    """A ring, brighter to the right."""
    row, column = np.mgrid[:side, :side] - (side - 1) / 2
    radius = np.hypot(row, column)
    return np.where(np.abs(radius - 0.35 * side) < 0.6, 1.0 + column / side, 0.0)


def backward_is_right(student, rng, x, *window):
    dout = rng.normal(size=max_pool2d(x, *window).shape)
    close(student.max_pool2d_backward(dout, x, *window), max_pool2d_backward(dout, x, *window))


@public
@points(1)
def test_example(student):
    """max_pool2d: the four windows of the example have the maxima 4, 5, 2 and 7
    max_pool2d: 예제의 네 창에서 최댓값은 4, 5, 2, 7입니다"""
    close(student.max_pool2d(X), [[[[4.0, 5.0], [2.0, 7.0]]]])


@public
@points(1)
def test_backward_example(student):
    """max_pool2d_backward: in the example each gradient goes to one pixel, the last one to the upper seven
    max_pool2d_backward: 예제에서 기울기는 저마다 한 픽셀로 가고, 마지막 것은 위쪽의 7로 갑니다"""
    dout = np.array([[[[1.0, 2.0], [3.0, 4.0]]]])
    wanted = [[[[0.0, 0, 0, 0], [1, 0, 0, 2], [0, 0, 4, 0], [3, 0, 0, 0]]]]
    close(student.max_pool2d_backward(dout, X), wanted)


@points(2)
def test_forward(student, rng):
    """max_pool2d: pictures of any size, with any number of channels, each pooled by itself
    max_pool2d: 이미지의 크기와 채널 수가 어떻든 이미지와 채널마다 따로 풀링합니다"""
    show = ring(16)
    picture(student, show, en="the picture", ko="이미지")
    out = student.max_pool2d(show[None, None])
    if isinstance(out, np.ndarray) and out.ndim == 4:
        picture(student, out[0, 0], en="after your pooling", ko="여러분의 풀링을 거친 뒤")
    close(out, max_pool2d(show[None, None]))
    for shape in SHAPES:
        x = rng.normal(size=shape)
        close(student.max_pool2d(x), max_pool2d(x))


@points(1)
def test_negative(student, rng):
    """max_pool2d: windows in which every pixel is negative, or very large
    max_pool2d: 창의 픽셀이 모두 음수이거나 아주 커도 맞습니다"""
    for low, high in ((-9.0, -1.0), (-1000.0, -900.0), (900.0, 1000.0)):
        x = rng.uniform(low, high, size=(2, 3, 4, 6))
        close(student.max_pool2d(x), max_pool2d(x))


@points(1)
def test_odd(student, rng):
    """max_pool2d: of an odd size the last row or column is dropped
    max_pool2d: 크기가 홀수이면 마지막 행이나 열을 버립니다"""
    for shape in ODD:
        x = rng.normal(size=shape)
        close(student.max_pool2d(x), max_pool2d(x))


@points(2)
def test_windows(student, rng):
    """max_pool2d: windows of another size and stride, with overlaps and with gaps
    max_pool2d: 창의 크기와 스트라이드가 달라 창이 겹치거나 사이가 비어도 맞습니다"""
    for size, stride in WINDOWS:
        x = rng.normal(size=(2, 3, 7, 9))
        close(student.max_pool2d(x, size, stride), max_pool2d(x, size, stride))
    close(student.max_pool2d(x, stride=3), max_pool2d(x, stride=3))
    close(student.max_pool2d(x, size=4), max_pool2d(x, size=4))


@points(2)
def test_backward(student, rng):
    """max_pool2d_backward: each window's gradient goes to its largest pixel, and a dropped edge gets 0
    max_pool2d_backward: 창의 기울기는 가장 큰 픽셀로 가고, 버려진 가장자리는 0입니다"""
    for shape in SHAPES + ODD:
        backward_is_right(student, rng, distinct(rng, shape))


@points(2)
def test_backward_windows(student, rng):
    """max_pool2d_backward: windows of another size and stride; gradients from overlapping windows add up
    max_pool2d_backward: 창의 크기와 스트라이드가 달라도 맞고, 겹친 창에서 온 기울기는 더합니다"""
    for size, stride in WINDOWS:
        backward_is_right(student, rng, distinct(rng, (2, 3, 7, 9)), size, stride)


@points(2)
def test_ties(student, rng):
    """max_pool2d_backward: of equal pixels the first in reading order gets all of the gradient
    max_pool2d_backward: 값이 같은 픽셀이 여럿이면 읽는 순서로 첫 픽셀이 기울기를 모두 받습니다"""
    backward_is_right(student, rng, np.full((2, 3, 4, 6), rng.normal()))
    x = np.zeros((1, 1, 2, 2))
    x[0, 0, 0, 1] = x[0, 0, 1, 0] = 1.0
    backward_is_right(student, rng, x)
    for window in ((2, 2), (3, 2), (3, 1)):
        backward_is_right(student, rng, rng.integers(-2, 1, size=(2, 3, 6, 7)).astype(float), *window)


@points(0.5)
def test_slope(student, rng):
    """max_pool2d_backward agrees with the slope of your own max_pool2d
    max_pool2d_backward가 여러분의 max_pool2d에서 잰 기울기와 일치합니다"""
    for size, stride in ((2, 2), (3, 2)):
        x = distinct(rng, (2, 2, 5, 4))
        close(student.max_pool2d(x, size, stride), max_pool2d(x, size, stride))
        gradcheck(student.max_pool2d, student.max_pool2d_backward, x, given="input", size=size, stride=stride)


@points(0.5)
def test_arguments_unchanged(student, rng):
    """x and dout are left as they were
    x와 dout을 바꾸지 않습니다"""
    x, dout = distinct(rng, (2, 3, 4, 6)), rng.normal(size=(2, 3, 2, 3))
    close(unchanged(student.max_pool2d, x), max_pool2d(x))
    close(unchanged(student.max_pool2d_backward, dout, x), max_pool2d_backward(dout, x))
