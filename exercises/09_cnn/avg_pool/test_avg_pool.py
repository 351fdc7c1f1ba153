import numpy as np

from dlgrade.testing import close, gradcheck, picture, points, public, unchanged
from dlref.cnn import avg_pool2d, avg_pool2d_backward, global_avg_pool

X = np.array([[[[1.0, 3, 2, 0], [4, 4, 1, 5], [0, 1, 7, 6], [2, 1, 3, 8]]]])
SHAPES = ((2, 3, 4, 6), (3, 2, 8, 2), (1, 4, 2, 10), (5, 1, 4, 2), (1, 1, 2, 2))
ODD = ((2, 3, 5, 7), (3, 2, 4, 5), (4, 3, 7, 2), (1, 2, 3, 3))
WINDOWS = ((3, 1), (3, 2), (2, 3), (2, 1), (1, 2), (3, 3), (4, 2), (1, 1), (2, 4))


def ring(side):
    """A ring, brighter to the right."""
    row, column = np.mgrid[:side, :side] - (side - 1) / 2
    radius = np.hypot(row, column)
    return np.where(np.abs(radius - 0.35 * side) < 0.6, 1.0 + column / side, 0.0)


def backward_is_right(student, rng, x, *window):
    dout = rng.normal(size=avg_pool2d(x, *window).shape)
    close(student.avg_pool2d_backward(dout, x, *window), avg_pool2d_backward(dout, x, *window))


@public
@points(1)
def test_example(student):
    """avg_pool2d: the four windows of the example have the means 3, 2, 1 and 6
    avg_pool2d: 예제의 네 창에서 평균은 3, 2, 1, 6입니다"""
    close(student.avg_pool2d(X), [[[[3.0, 2.0], [1.0, 6.0]]]])


@public
@points(1)
def test_backward_example(student):
    """avg_pool2d_backward: in the example each pixel gets a quarter of its window's gradient
    avg_pool2d_backward: 예제에서 픽셀마다 창의 기울기를 4분의 1씩 받습니다"""
    dout = np.array([[[[4.0, 8.0], [0.0, -4.0]]]])
    wanted = [[[[1.0, 1, 2, 2], [1, 1, 2, 2], [0, 0, -1, -1], [0, 0, -1, -1]]]]
    close(student.avg_pool2d_backward(dout, X), wanted)


@public
@points(0.5)
def test_global_example(student):
    """global_avg_pool: the mean of the 16 pixels of the example is 3
    global_avg_pool: 예제의 픽셀 16개의 평균은 3입니다"""
    close(student.global_avg_pool(X), [[3.0]])


@points(2)
def test_forward(student, rng):
    """avg_pool2d: pictures of any size, with any number of channels, each pooled by itself
    avg_pool2d: 이미지의 크기와 채널 수가 어떻든 이미지와 채널마다 따로 풀링합니다"""
    show = ring(16)
    picture(student, show, en="the picture", ko="이미지")
    out = student.avg_pool2d(show[None, None])
    if isinstance(out, np.ndarray) and out.ndim == 4:
        picture(student, out[0, 0], en="after your pooling", ko="여러분의 풀링을 거친 뒤")
    close(out, avg_pool2d(show[None, None]))
    for shape in SHAPES:
        x = rng.normal(size=shape)
        close(student.avg_pool2d(x), avg_pool2d(x))
    x = rng.uniform(-1000.0, 1000.0, size=(2, 3, 4, 6))
    close(student.avg_pool2d(x), avg_pool2d(x))


@points(1)
def test_odd(student, rng):
    """avg_pool2d: of an odd size the last row or column is dropped
    avg_pool2d: 크기가 홀수이면 마지막 행이나 열을 버립니다"""
    for shape in ODD:
        x = rng.normal(size=shape)
        close(student.avg_pool2d(x), avg_pool2d(x))


@points(2)
def test_windows(student, rng):
    """avg_pool2d: windows of another size and stride, with overlaps and with gaps
    avg_pool2d: 창의 크기와 스트라이드가 달라 창이 겹치거나 사이가 비어도 맞습니다"""
    for size, stride in WINDOWS:
        x = rng.normal(size=(2, 3, 7, 9))
        close(student.avg_pool2d(x, size, stride), avg_pool2d(x, size, stride))
    close(student.avg_pool2d(x, stride=3), avg_pool2d(x, stride=3))
    close(student.avg_pool2d(x, size=4), avg_pool2d(x, size=4))


@points(2)
def test_backward(student, rng):
    """avg_pool2d_backward: equal shares for all pixels of a window, and 0 for a dropped edge
    avg_pool2d_backward: 창의 픽셀은 몫이 모두 같고, 버려진 가장자리는 0입니다"""
    for shape in SHAPES + ODD:
        backward_is_right(student, rng, rng.normal(size=shape))


@points(2)
def test_backward_windows(student, rng):
    """avg_pool2d_backward: windows of another size and stride; shares from overlapping windows add up
    avg_pool2d_backward: 창의 크기와 스트라이드가 달라도 맞고, 겹친 창에서 받은 몫은 더합니다"""
    for size, stride in WINDOWS:
        backward_is_right(student, rng, rng.normal(size=(2, 3, 7, 9)), size, stride)


@points(0.5)
def test_slope(student, rng):
    """avg_pool2d_backward agrees with the slope of your own avg_pool2d
    avg_pool2d_backward가 여러분의 avg_pool2d에서 잰 기울기와 일치합니다"""
    for size, stride in ((2, 2), (3, 2)):
        x = rng.normal(size=(2, 2, 5, 4))
        close(student.avg_pool2d(x, size, stride), avg_pool2d(x, size, stride))
        gradcheck(student.avg_pool2d, student.avg_pool2d_backward, x, given="input", size=size, stride=stride)


@points(1.5)
def test_global(student, rng):
    """global_avg_pool: one mean for each channel of each picture, whatever the size
    global_avg_pool: 이미지의 크기가 어떻든 이미지와 채널마다 평균이 하나씩 나옵니다"""
    for shape in (*SHAPES, *ODD, (3, 4, 1, 5), (2, 5, 1, 1)):
        x = rng.normal(size=shape)
        close(student.global_avg_pool(x), global_avg_pool(x))


@points(0.5)
def test_arguments_unchanged(student, rng):
    """x and dout are left as they were
    x와 dout을 바꾸지 않습니다"""
    x, dout = rng.normal(size=(2, 3, 4, 6)), rng.normal(size=(2, 3, 2, 3))
    close(unchanged(student.avg_pool2d, x), avg_pool2d(x))
    close(unchanged(student.avg_pool2d_backward, dout, x), avg_pool2d_backward(dout, x))
    close(unchanged(student.global_avg_pool, x), global_avg_pool(x))
