import numpy as np

from dlgrade.testing import close, gradcheck, parts, picture, points, public, unchanged
from dlref.cnn import conv2d, conv2d_backward

X = np.array([[[[1.0, 0.0, 2.0], [0.0, 3.0, 1.0], [2.0, 1.0, 0.0]]]])
W = np.array([[[[1.0, 2.0], [0.0, -1.0]]]])
B = np.array([1.0])

# pictures (N, C, H, W) and filters (F, KH, KW)
PLAIN = (
    ((2, 3, 5, 4), (4, 2, 3)),
    ((3, 2, 4, 6), (5, 3, 1)),
    ((1, 4, 3, 5), (2, 1, 2)),
    ((4, 1, 5, 3), (1, 2, 2)),
)
# the same with stride and padding; in some of them a rest is left over
STEPS = (
    ((2, 3, 7, 6), (4, 3, 2), 2, 0),
    ((3, 2, 5, 8), (1, 2, 3), 3, 0),
    ((2, 3, 4, 5), (4, 3, 3), 1, 1),
    ((1, 2, 6, 5), (3, 3, 2), 2, 1),
    ((3, 1, 4, 3), (2, 2, 4), 3, 2),
)


def draw(rng, shape, filters):
    """Pictures, filters and biases."""
    f, kh, kw = filters
    return rng.normal(size=shape), rng.normal(size=(f, shape[1], kh, kw)), rng.normal(size=f)


def backward(student, rng, shape, filters, *steps):
    """Your three gradients and the right ones."""
    given = draw(rng, shape, filters)
    dout = rng.normal(size=conv2d(*given, *steps).shape)
    yours = parts(student.conv2d_backward(dout, *given, *steps), 3, names="dx, dw, db")
    return yours, conv2d_backward(dout, *given, *steps)


def first(out):
    """The first feature map of the first picture, or None where there is none."""
    try:
        return np.asarray(out, dtype=float)[0, 0] if isinstance(out, list | np.ndarray) else None
    except (ValueError, TypeError, IndexError):
        return None


@public
@points(1)
def test_example(student):
    """conv2d: one picture, one channel, one filter and the bias 1
    conv2d: 이미지 한 장, 채널 하나, 필터 하나에 편향은 1입니다"""
    close(student.conv2d(X, W, B), [[[[-1.0, 4.0], [6.0, 6.0]]]])


@public
@points(1)
def test_backward_example(student):
    """conv2d_backward: dx, dw and db of the example
    conv2d_backward: 예제의 dx, dw, db가 맞습니다"""
    dout = np.array([[[[1.0, 0.0], [0.0, 2.0]]]])
    dx, dw, db = parts(student.conv2d_backward(dout, X, W, B), 3, names="dx, dw, db")
    close(dx, [[[[1.0, 2.0, 0.0], [0.0, 1.0, 4.0], [0.0, 0.0, -2.0]]]])
    close(dw, [[[[7.0, 2.0], [2.0, 3.0]]]])
    close(db, [3.0])


@points(1)
def test_ring(student, rng):
    """conv2d: a ring under a filter drawn at random, one channel
    conv2d: 채널 하나짜리 고리 그림에 무작위로 뽑은 필터를 씁니다"""
    rows, columns = np.mgrid[:12, :14]
    ring = np.exp(-((np.hypot(rows - 5.5, columns - 6.5) - 4.0) ** 2))[None, None]
    w, b = rng.normal(size=(1, 1, 3, 2)), rng.normal(size=1)
    out = student.conv2d(ring, w, b)
    picture(student, ring[0, 0], en="the picture", ko="이미지")
    picture(student, first(out), en="your feature map", ko="여러분의 특징 맵")
    close(out, conv2d(ring, w, b))


@points(2)
def test_channels(student, rng):
    """conv2d: several pictures, channels and filters
    conv2d: 이미지, 채널, 필터가 여럿입니다"""
    for shape, filters in PLAIN:
        given = draw(rng, shape, filters)
        close(student.conv2d(*given), conv2d(*given))


@points(1)
def test_bias(student, rng):
    """conv2d: the bias of a filter is added once, at every place of its feature map
    conv2d: 필터의 편향은 특징 맵의 모든 자리에 한 번씩 더해집니다"""
    x, w, b = draw(rng, (2, 3, 5, 4), (4, 2, 3))
    for weights in (np.zeros(w.shape), w):
        close(student.conv2d(x, weights, 100.0 * b), conv2d(x, weights, 100.0 * b))


@points(2)
def test_stride_and_padding(student, rng):
    """conv2d: strides and padding; what is left over at the edge is dropped
    conv2d: 스트라이드와 패딩을 따르고, 가장자리에서 남는 픽셀은 버립니다"""
    for shape, filters, stride, pad in STEPS:
        given = draw(rng, shape, filters)
        close(student.conv2d(*given, stride=stride, pad=pad), conv2d(*given, stride, pad))
        close(student.conv2d(*given, stride, pad), conv2d(*given, stride, pad))


@points(1)
def test_dx(student, rng):
    """conv2d_backward: dx adds up what every place passes back to a pixel
    conv2d_backward: dx는 자리마다 픽셀에 돌려주는 값을 모두 더한 것입니다"""
    for shape, filters in PLAIN:
        yours, right = backward(student, rng, shape, filters)
        close(yours[0], right[0])


@points(1)
def test_dw(student, rng):
    """conv2d_backward: dw adds up over all pictures and places
    conv2d_backward: dw는 모든 이미지와 자리에 대해 더한 것입니다"""
    for shape, filters in PLAIN:
        yours, right = backward(student, rng, shape, filters)
        close(yours[1], right[1])


@points(1)
def test_db(student, rng):
    """conv2d_backward: db has one number per filter
    conv2d_backward: db에는 필터마다 수가 하나씩 있습니다"""
    for shape, filters in PLAIN:
        yours, right = backward(student, rng, shape, filters)
        close(yours[2], right[2])


@points(2)
def test_backward_stride_and_padding(student, rng):
    """conv2d_backward: dx, dw and db with strides and padding
    conv2d_backward: 스트라이드와 패딩이 있을 때 dx, dw, db가 맞습니다"""
    for shape, filters, stride, pad in STEPS:
        yours, right = backward(student, rng, shape, filters, stride, pad)
        for gradient, wanted in zip(yours, right, strict=True):
            close(gradient, wanted)


@points(1)
def test_slope(student, rng):
    """conv2d_backward agrees with the slope of your conv2d
    conv2d_backward가 여러분의 conv2d에서 잰 기울기와 일치합니다"""
    given = draw(rng, (2, 2, 3, 2), (3, 2, 1))
    close(student.conv2d(*given, stride=2, pad=1), conv2d(*given, 2, 1))
    gradcheck(student.conv2d, student.conv2d_backward, *given, wrt=(0, 1, 2), given="input", stride=2, pad=1)


@points(1)
def test_arguments_unchanged(student, rng):
    """x, w, b and dout are left as they were
    x, w, b, dout을 바꾸지 않습니다"""
    for pad in (0, 1):
        given = draw(rng, (2, 3, 5, 4), (4, 2, 3))
        dout = rng.normal(size=conv2d(*given, 1, pad).shape)
        close(unchanged(student.conv2d, *given, 1, pad), conv2d(*given, 1, pad))
        yours = parts(unchanged(student.conv2d_backward, dout, *given, 1, pad), 3, names="dx, dw, db")
        for gradient, wanted in zip(yours, conv2d_backward(dout, *given, 1, pad), strict=True):
            close(gradient, wanted)
