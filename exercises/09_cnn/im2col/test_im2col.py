import numpy as np

from dlgrade.testing import close, picture, points, public, unchanged
from dlref.cnn import col2im, im2col

NINE = np.arange(1.0, 10.0).reshape(1, 1, 3, 3)
FOUR = np.array([[1.0, 2.0, 4.0, 5.0], [2.0, 3.0, 5.0, 6.0], [4.0, 5.0, 7.0, 8.0], [5.0, 6.0, 8.0, 9.0]])


def first(out):
    """The first channel of the first picture, or None where there is none."""
    try:
        return np.asarray(out, dtype=float)[0, 0] if isinstance(out, list | np.ndarray) else None
    except (ValueError, TypeError, IndexError):
        return None


def check_rows(student, rng, shape, *window):
    x = rng.normal(size=shape)
    close(student.im2col(x, *window), im2col(x, *window))


def check_back(student, rng, shape, *window):
    cols = rng.normal(size=im2col(np.zeros(shape), *window).shape)
    close(student.col2im(cols, shape, *window), col2im(cols, shape, *window))


@public
@points(1)
def test_example(student):
    """im2col: the four windows of the example
    im2col: 예제의 창 네 개입니다"""
    close(student.im2col(NINE, 2, 2), FOUR)


@public
@points(1)
def test_back_example(student):
    """col2im: in the example the middle comes back four times
    col2im: 예제에서 한가운데는 네 번 돌아옵니다"""
    close(
        student.col2im(FOUR, (1, 1, 3, 3), 2, 2), [[[[1.0, 4.0, 3.0], [8.0, 20.0, 12.0], [7.0, 16.0, 9.0]]]]
    )


@points(2)
def test_one_picture(student, rng):
    """im2col: windows that are no squares, on a picture with one channel that is no square
    im2col: 정사각형이 아닌 이미지 한 장, 채널 하나에 정사각형이 아닌 창을 씁니다"""
    check_rows(student, rng, (1, 1, 5, 4), 2, 3)
    check_rows(student, rng, (1, 1, 4, 6), 3, 2)
    check_rows(student, rng, (1, 1, 3, 5), 3, 1)


@points(2)
def test_order(student, rng):
    """im2col: several pictures and channels, in the order of the text
    im2col: 여러 장, 여러 채널을 본문에 나온 순서로 늘어놓습니다"""
    check_rows(student, rng, (2, 3, 5, 4), 2, 3)
    check_rows(student, rng, (3, 2, 4, 6), 3, 1)
    check_rows(student, rng, (4, 1, 3, 5), 2, 2)
    check_rows(student, rng, (1, 5, 4, 3), 1, 1)


@points(2)
def test_stride_and_padding(student, rng):
    """im2col: strides and padding; what is left over at the edge is dropped
    im2col: 스트라이드와 패딩을 따르고, 가장자리에서 남는 픽셀은 버립니다"""
    check_rows(student, rng, (2, 3, 7, 6), 3, 2, 2)
    check_rows(student, rng, (3, 2, 5, 8), 2, 3, 3)
    check_rows(student, rng, (2, 3, 4, 5), 3, 2, 1, 1)
    check_rows(student, rng, (3, 2, 6, 5), 3, 3, 2, 1)
    x = rng.normal(size=(2, 3, 5, 4))
    close(student.im2col(x, 2, 3, stride=3, pad=2), im2col(x, 2, 3, stride=3, pad=2))


@points(2)
def test_overlaps(student, rng):
    """col2im: overlapping windows add up, in every picture and channel
    col2im: 겹친 창은 이미지와 채널마다 더해집니다"""
    check_back(student, rng, (1, 1, 4, 6), 3, 2)
    check_back(student, rng, (2, 3, 5, 4), 2, 3)
    check_back(student, rng, (4, 1, 3, 5), 2, 2)
    check_back(student, rng, (1, 5, 4, 3), 4, 3)
    ones = np.ones((49, 9))
    out = student.col2im(ones, (1, 1, 9, 9), 3, 3)
    picture(
        student,
        first(out),
        en="how often your col2im counts each pixel",
        ko="여러분의 col2im이 픽셀마다 세는 횟수",
    )
    close(out, col2im(ones, (1, 1, 9, 9), 3, 3))


@points(2)
def test_back_stride(student, rng):
    """col2im: with a longer stride some pixels are in fewer windows, or in none
    col2im: 간격이 넓으면 창에 덜 들어가거나 아예 들지 않는 픽셀이 있습니다"""
    check_back(student, rng, (2, 3, 7, 6), 3, 2, 2)
    check_back(student, rng, (3, 2, 5, 8), 2, 3, 3)
    check_back(student, rng, (2, 2, 6, 7), 1, 2, 3)


@points(2)
def test_back_padding(student, rng):
    """col2im: what landed in the frame is dropped
    col2im: 테두리에 떨어진 값은 버립니다"""
    check_back(student, rng, (2, 3, 4, 5), 3, 2, 1, 1)
    check_back(student, rng, (3, 2, 6, 5), 3, 3, 2, 1)
    cols = rng.normal(size=im2col(np.zeros((2, 3, 5, 4)), 2, 3, 3, 2).shape)
    close(
        student.col2im(cols, (2, 3, 5, 4), 2, 3, stride=3, pad=2),
        col2im(cols, (2, 3, 5, 4), 2, 3, stride=3, pad=2),
    )


@points(1)
def test_arguments_unchanged(student, rng):
    """x and cols are left as they were
    x와 cols를 바꾸지 않습니다"""
    for pad in (0, 1):
        x = rng.normal(size=(2, 3, 5, 4))
        cols = rng.normal(size=im2col(x, 2, 3, 1, pad).shape)
        close(unchanged(student.im2col, x, 2, 3, 1, pad), im2col(x, 2, 3, 1, pad))
        close(unchanged(student.col2im, cols, x.shape, 2, 3, 1, pad), col2im(cols, x.shape, 2, 3, 1, pad))
