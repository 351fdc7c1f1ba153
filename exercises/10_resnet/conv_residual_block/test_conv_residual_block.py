import numpy as np

from dlgrade.testing import check, close, layercheck, picture, points, public, unchanged
from dlref.resnet import ConvResidualBlock

SHIFT = np.array([[[[0.0, 0.0, 0.0], [1.0, -1.0, 0.0], [0.0, 0.0, 0.0]]]])
CENTER = np.array([[[[0.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 0.0]]]])
EXAMPLE = (CENTER, np.zeros(1), SHIFT, np.ones(1))
X = np.array([[[[1.0, -3.0], [3.0, -1.0]]]])
DOUT = np.array([[[[1.0, 2.0], [3.0, 4.0]]]])
# pictures, channels, filters, rows, columns, stride
PLAIN = ((2, 3, 3, 5, 4, 1), (3, 2, 2, 1, 6, 1), (1, 1, 1, 4, 3, 1))
PROJECTED = (
    (1, 2, 3, 3, 4, 1),
    (2, 3, 4, 5, 6, 2),
    (4, 1, 2, 6, 5, 2),
    (2, 3, 1, 7, 4, 3),
    (3, 2, 2, 4, 5, 1),
)
NAMES = ("dw1", "db1", "dw2", "db2")


def draw(rng, n, c, f, h, w, stride, skip):
    """The arguments of a block, its input, and a gradient of its output."""
    arguments = [
        rng.normal(size=(f, c, 3, 3)) / 3,
        rng.normal(size=f),
        rng.normal(size=(f, f, 3, 3)) / 3,
        rng.normal(size=f),
    ]
    if skip:
        arguments += [rng.normal(size=(f, c, 1, 1)), stride]
    dout = rng.normal(size=(n, f, (h - 1) // stride + 1, (w - 1) // stride + 1))
    return arguments, rng.normal(size=(n, c, h, w)), dout


def cases(rng):
    """Blocks without and with a convolution on the path around."""
    return [
        draw(rng, *sizes, skip) for skip, all_sizes in ((0, PLAIN), (1, PROJECTED)) for sizes in all_sizes
    ]


def both(student, arguments, x):
    """Your block and the right one, after forward."""
    yours, right = student.ConvResidualBlock(*arguments), ConvResidualBlock(*arguments)
    yours.forward(x)
    right.forward(x)
    return yours, right


def same(yours, right, dout, names=NAMES):
    """Compare what backward returns, and these gradients."""
    close(yours.backward(dout), right.backward(dout))
    for name in names:
        close(getattr(yours, name), getattr(right, name))


@public
@points(1)
def test_example(student):
    """forward: the example gives [[1, 0], [1, 3]], and with the 1×1 filter and stride 2 it gives [[2]]
    forward: 예제의 결과는 [[1, 0], [1, 3]]이고, 1×1 필터와 스트라이드 2를 주면 [[2]]입니다"""
    close(student.ConvResidualBlock(*EXAMPLE).forward(X), [[[[1.0, 0.0], [1.0, 3.0]]]])
    close(student.ConvResidualBlock(*EXAMPLE, np.full((1, 1, 1, 1), 2.0), 2).forward(X), [[[[2.0]]]])


@public
@points(1)
def test_backward_example(student):
    """backward: the example gives dx = [[0, 0], [4, 4]], db1 = [0] and db2 = [8]
    backward: 예제의 결과는 dx = [[0, 0], [4, 4]], db1 = [0], db2 = [8]입니다"""
    block = student.ConvResidualBlock(*EXAMPLE)
    block.forward(X)
    close(block.backward(DOUT), [[[[0.0, 0.0], [4.0, 4.0]]]])
    close(block.db1, [0.0])
    close(block.db2, [8.0])


@points(2)
def test_forward(student, rng):
    """forward: x itself goes around the convolutions
    forward: x가 그대로 합성곱을 돌아갑니다"""
    for sizes in PLAIN:
        arguments, x, _ = draw(rng, *sizes, False)
        close(student.ConvResidualBlock(*arguments).forward(x), ConvResidualBlock(*arguments).forward(x))


@points(2)
def test_forward_projected(student, rng):
    """forward: a 1×1 convolution goes around, with strides 1, 2 and 3, also where the shapes would fit without it
    forward: 1×1 합성곱으로 돌아갑니다. 스트라이드는 1, 2, 3이고, 없어도 모양이 맞는 곳에서도 씁니다"""
    for sizes in PROJECTED:
        arguments, x, _ = draw(rng, *sizes, True)
        close(student.ConvResidualBlock(*arguments).forward(x), ConvResidualBlock(*arguments).forward(x))
    arguments, x, _ = draw(rng, *PROJECTED[1], True)
    w_skip, stride = arguments[4:]
    yours = student.ConvResidualBlock(*arguments[:4], stride=stride, w_skip=w_skip)
    close(yours.forward(x), ConvResidualBlock(*arguments).forward(x))


@points(1)
def test_nothing_added(student, rng):
    """With w2 and b2 at 0 the picture comes out as it is, less what is negative
    w2와 b2가 0이면 음수를 뺀 이미지가 그대로 나옵니다"""
    rows, columns = np.mgrid[-5.0:5.5, -6.0:6.5]
    ring = np.exp(-((np.hypot(rows, columns) - 3.5) ** 2)) - 0.1
    x = np.stack([[ring], [ring[::-1] * rng.uniform(0.5, 1.5) - rng.uniform(0.1, 0.3)]])
    (w1, b1, w2, b2), _, _ = draw(rng, 2, 1, 1, *ring.shape, 1, False)
    block = student.ConvResidualBlock(w1, b1, 0 * w2, 0 * b2)
    out = block.forward(x)
    picture(student, ring, en="the picture", ko="이미지")
    shown = np.asarray(out)
    if shown.shape == x.shape:
        picture(student, shown[0, 0], en="after your block", ko="여러분의 블록을 거친 뒤")
    close(out, np.maximum(x, 0))
    dout = rng.normal(size=x.shape)
    close(block.backward(dout), dout * (x > 0))


@points(2)
def test_dx(student, rng):
    """backward returns the gradient of the input, with and without the 1×1 convolution
    backward는 1×1 합성곱이 있든 없든 입력의 기울기를 반환합니다"""
    for arguments, x, dout in cases(rng):
        same(*both(student, arguments, x), dout, ())


@points(1)
def test_first_convolution(student, rng):
    """After backward, dw1 and db1 are the gradients of the first convolution
    backward를 부른 뒤 dw1과 db1에 첫 합성곱의 기울기가 들어 있습니다"""
    for arguments, x, dout in cases(rng):
        yours, right = both(student, arguments, x)
        yours.backward(dout)
        right.backward(dout)
        close(yours.dw1, right.dw1)
        close(yours.db1, right.db1)


@points(1)
def test_second_convolution(student, rng):
    """After backward, dw2 and db2 are the gradients of the second convolution
    backward를 부른 뒤 dw2와 db2에 둘째 합성곱의 기울기가 들어 있습니다"""
    for arguments, x, dout in cases(rng):
        yours, right = both(student, arguments, x)
        yours.backward(dout)
        right.backward(dout)
        close(yours.dw2, right.dw2)
        close(yours.db2, right.db2)


@points(1)
def test_skip_gradient(student, rng):
    """dw_skip is the gradient of the 1×1 filters, and None where there are none
    dw_skip은 1×1 필터의 기울기이고, 필터가 없으면 None입니다"""
    for arguments, x, dout in cases(rng):
        yours, right = both(student, arguments, x)
        yours.backward(dout)
        right.backward(dout)
        if len(arguments) > 4:
            close(yours.dw_skip, right.dw_skip)
        else:
            found = yours.dw_skip
            check(
                found is None,
                en="Without `w_skip` there is nothing to differentiate by: `dw_skip` should be None.",
                ko="`w_skip` 없이는 미분할 것이 없으므로 `dw_skip` 값은 None이어야 합니다.",
                actual=found,
            )


@points(1)
def test_slope(student, rng):
    """All gradients agree with the slope of your own forward
    모든 기울기가 여러분의 forward에서 잰 기울기와 일치합니다"""
    arguments, x, dout = draw(rng, 2, 1, 1, 3, 4, 2, True)
    same(*both(student, arguments, x), dout, (*NAMES, "dw_skip"))
    layercheck(student.ConvResidualBlock, arguments, x, gradients=dict(enumerate((*NAMES, "dw_skip"))))


@points(1)
def test_kinks(student, rng):
    """Where the input of a ReLU is exactly 0, nothing goes back through it
    ReLU의 입력이 정확히 0인 곳으로는 기울기가 돌아가지 않습니다"""
    for bias in (
        0.0,
        2.0,
    ):  # with 0 both ReLUs of the black picture are at their kinks, with 2 only the first
        (w1, _, w2, _), x, dout = draw(rng, 2, 3, 3, 4, 2, 1, False)
        x[0] = 0.0
        same(*both(student, [w1, np.zeros(3), w2, np.full(3, bias)], x), dout)


@points(1)
def test_memory(student, rng):
    """backward gives the same again, follows the newest forward, and blocks share nothing
    backward는 다시 불러도 같고 가장 최근의 forward를 따르며, 블록끼리 섞이지 않습니다"""
    arguments, x, _ = draw(rng, 3, 1, 2, 4, 5, 2, True)
    _, newer, dout = draw(rng, 2, 1, 2, 3, 6, 2, True)
    yours, right = both(student, arguments, x)
    other = student.ConvResidualBlock(*(2.0 * a for a in arguments[:5]), 2)
    close(yours.forward(newer), right.forward(newer))
    other.forward(x[:2, :, :3])
    same(yours, right, dout)
    for _ in range(2):
        same(yours, right, dout, (*NAMES, "dw_skip"))
    close(yours.forward(x), right.forward(x))


@points(1)
def test_arguments_unchanged(student, rng):
    """The filters, biases, x and dout are left as they were
    필터, 편향, x, dout을 바꾸지 않습니다"""
    for arguments, x, dout in (draw(rng, 2, 3, 3, 4, 5, 1, False), draw(rng, 2, 1, 3, 4, 5, 2, True)):
        right = ConvResidualBlock(*arguments)
        yours = unchanged(student.ConvResidualBlock, *arguments)
        close(unchanged(yours.forward, x), right.forward(x))
        close(unchanged(yours.backward, dout), right.backward(dout))
