import numpy as np

from dlgrade.testing import close, layercheck, points, public, unchanged
from dlref.resnet import ResidualBlock

EXAMPLE = (
    np.array([[1.0, -1.0], [0.0, 1.0]]),
    np.array([-2.0, 0.0]),
    np.array([[2.0, 1.0], [-1.0, 3.0]]),
    np.array([0.0, 1.0]),
)
X = np.array([[1.0, 2.0], [3.0, -1.0]])
SIZES = ((5, 3, 4), (2, 4, 7), (6, 5, 2), (3, 1, 5), (4, 3, 1), (1, 4, 6))
GRADIENTS = ("dW1", "db1", "dW2", "db2")


def draw(rng, n, d, m):
    """Parameters, an input, and a gradient of the output."""
    params = (rng.normal(size=(d, m)), rng.normal(size=m), rng.normal(size=(m, d)), rng.normal(size=d))
    return params, rng.normal(size=(n, d)), rng.normal(size=(n, d))


def both(student, params, x):
    """Your block and the right one, after forward."""
    yours, right = student.ResidualBlock(*params), ResidualBlock(*params)
    yours.forward(x)
    right.forward(x)
    return yours, right


def same(yours, right, dout, names=GRADIENTS):
    """Compare what backward returns, and these gradients."""
    close(yours.backward(dout), right.backward(dout))
    for name in names:
        close(getattr(yours, name), getattr(right, name))


@public
@points(1)
def test_example(student):
    """forward: the example gives [[0, 6], [5, 1]]
    forward: 예제의 결과는 [[0, 6], [5, 1]]입니다"""
    close(student.ResidualBlock(*EXAMPLE).forward(X), [[0.0, 6.0], [5.0, 1.0]])


@public
@points(1)
def test_backward_example(student):
    """backward: dx and the gradients of the example
    backward: 예제의 dx와 매개변수의 기울기가 맞습니다"""
    block = student.ResidualBlock(*EXAMPLE)
    block.forward(X)
    close(block.backward(np.eye(2)), [[2.0, -1.0], [1.0, 1.0]])
    close(block.dW2, [[0.0, 1.0], [1.0, 0.0]])
    close(block.db2, [1.0, 1.0])
    close(block.dW1, [[3.0, -1.0], [-1.0, -2.0]])
    close(block.db1, [1.0, -1.0])


@points(2)
def test_forward(student, rng):
    """forward: any number of samples, inputs and hidden units
    forward: 샘플, 입력, 은닉 유닛이 몇 개든 맞습니다"""
    for n, d, m in SIZES:
        params, x, _ = draw(rng, n, d, m)
        close(student.ResidualBlock(*params).forward(x), ResidualBlock(*params).forward(x))


@points(1)
def test_nothing_added(student, rng):
    """With W2 and b2 at 0 the block hands on x, negative numbers too, and hands back dout
    W2와 b2가 0이면 음수까지 x를 그대로 내보내고, dout도 그대로 돌려줍니다"""
    for n, d, m in ((4, 3, 5), (1, 2, 3)):
        (W1, b1, W2, b2), x, dout = draw(rng, n, d, m)
        block = student.ResidualBlock(W1, b1, 0 * W2, 0 * b2)
        close(block.forward(x), x)
        close(block.backward(dout), dout)


@points(1)
def test_taken_away(student, rng):
    """Where F takes away what passes by, the output is 0, and so is the gradient of x
    F가 돌아온 입력을 그대로 빼면 출력이 0이고 x의 기울기도 0입니다"""
    d = 3
    W1 = np.hstack([np.eye(d), -np.eye(d)])
    W2 = np.vstack([-np.eye(d), np.eye(d)])  # F(x) = relu(-x) - relu(x) = -x
    x, dout = rng.normal(size=(5, d)), rng.normal(size=(5, d))
    block = student.ResidualBlock(W1, np.zeros(2 * d), W2, np.zeros(d))
    close(block.forward(x), np.zeros((5, d)))
    close(block.backward(dout), np.zeros((5, d)))


@points(2)
def test_dx(student, rng):
    """backward returns the gradient of the input
    backward는 입력의 기울기를 반환합니다"""
    for n, d, m in SIZES:
        params, x, dout = draw(rng, n, d, m)
        same(*both(student, params, x), dout, ())


@points(1)
def test_first_layer(student, rng):
    """After backward, dW1 and db1 are the gradients of the first layer
    backward를 부른 뒤 dW1과 db1에 첫 층의 기울기가 들어 있습니다"""
    for n, d, m in SIZES:
        params, x, dout = draw(rng, n, d, m)
        yours, right = both(student, params, x)
        yours.backward(dout)
        right.backward(dout)
        close(yours.dW1, right.dW1)
        close(yours.db1, right.db1)


@points(1)
def test_second_layer(student, rng):
    """After backward, dW2 and db2 are the gradients of the second layer
    backward를 부른 뒤 dW2와 db2에 둘째 층의 기울기가 들어 있습니다"""
    for n, d, m in SIZES:
        params, x, dout = draw(rng, n, d, m)
        yours, right = both(student, params, x)
        yours.backward(dout)
        right.backward(dout)
        close(yours.dW2, right.dW2)
        close(yours.db2, right.db2)


@points(1)
def test_slope(student, rng):
    """All gradients agree with the slope of your own forward
    모든 기울기가 여러분의 forward에서 잰 기울기와 일치합니다"""
    params, x, dout = draw(rng, 2, 3, 4)
    same(*both(student, params, x), dout)
    layercheck(student.ResidualBlock, params, x, gradients=dict(enumerate(GRADIENTS)))


@points(1)
def test_kink(student, rng):
    """Where the input of ReLU is exactly 0, nothing goes back through it
    ReLU의 입력이 정확히 0인 곳으로는 기울기가 돌아가지 않습니다"""
    n, d, m = 4, 2, 3
    W1, W2 = (rng.choice([-2.0, -1.0, 1.0, 2.0], size=shape) for shape in ((d, m), (m, d)))
    x = rng.integers(-2, 3, size=(n, d)).astype(float)
    x[0] = 0.0  # all its hidden units are at the kink
    params = (W1, np.zeros(m), W2, rng.normal(size=d))
    same(*both(student, params, x), rng.normal(size=(n, d)))


@points(1)
def test_memory(student, rng):
    """backward gives the same again, follows the newest forward, and blocks share nothing
    backward는 다시 불러도 같고 가장 최근의 forward를 따르며, 블록끼리 섞이지 않습니다"""
    params, x, _ = draw(rng, 4, 3, 2)
    newer, dout = rng.normal(size=(5, 3)), rng.normal(size=(5, 3))
    yours, right = both(student, params, x)
    other = student.ResidualBlock(*(2.0 * p for p in params))
    close(yours.forward(newer), right.forward(newer))
    other.forward(rng.normal(size=(5, 3)))
    same(yours, right, dout)
    other.backward(rng.normal(size=(5, 3)))
    for name in GRADIENTS:
        close(getattr(yours, name), getattr(right, name))
    same(yours, right, dout)
    close(yours.forward(x), right.forward(x))


@points(1)
def test_arguments_unchanged(student, rng):
    """The parameters, x and dout are left as they were
    매개변수와 x, dout을 바꾸지 않습니다"""
    params, x, dout = draw(rng, 4, 3, 2)
    right = ResidualBlock(*params)
    yours = unchanged(student.ResidualBlock, *params)
    close(unchanged(yours.forward, x), right.forward(x))
    close(unchanged(yours.backward, dout), right.backward(dout))
