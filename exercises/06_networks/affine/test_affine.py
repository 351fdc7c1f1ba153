import numpy as np

from dlgrade.testing import close, layercheck, points, public, unchanged
from dlref.networks import Affine

W = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
B = np.array([1.0, -1.0])
X = np.array([[1.0, 0.0, 2.0], [0.0, 1.0, 1.0]])
DOUT = np.array([[1.0, 0.0], [2.0, 1.0]])
SIZES = ((5, 3, 2), (2, 4, 7), (6, 1, 3), (3, 5, 1), (1, 4, 6))


def draw(rng, shape, outputs):
    """Weights, biases, an input of this shape, and a gradient of the output."""
    width = int(np.prod(shape[1:]))
    return (
        rng.normal(size=(width, outputs)),
        rng.normal(size=outputs),
        rng.normal(size=shape),
        rng.normal(size=(shape[0], outputs)),
    )


def both(student, rng, shape, outputs):
    """Your layer and the right one after forward, and a gradient for both."""
    weights, biases, x, dout = draw(rng, shape, outputs)
    yours, right = student.Affine(weights, biases), Affine(weights, biases)
    yours.forward(x)
    right.forward(x)
    return yours, right, dout


@public
@points(1)
def test_example(student):
    """forward: the example gives [[12, 13], [9, 9]]
    forward: 예제의 결과는 [[12, 13], [9, 9]]입니다"""
    close(student.Affine(W, B).forward(X), [[12.0, 13.0], [9.0, 9.0]])


@public
@points(1)
def test_backward_example(student):
    """backward: dx, dW and db of the example
    backward: 예제의 dx, dW, db가 맞습니다"""
    layer = student.Affine(W, B)
    layer.forward(X)
    close(layer.backward(DOUT), [[1.0, 3.0, 5.0], [4.0, 10.0, 16.0]])
    close(layer.dW, [[1.0, 0.0], [2.0, 1.0], [4.0, 1.0]])
    close(layer.db, [3.0, 1.0])


@points(2)
def test_forward(student, rng):
    """forward: any number of samples, inputs and outputs
    forward: 샘플, 입력, 출력이 몇 개든 맞습니다"""
    for n, inputs, outputs in SIZES:
        weights, biases, x, _ = draw(rng, (n, inputs), outputs)
        close(student.Affine(weights, biases).forward(x), Affine(weights, biases).forward(x))


@points(1)
def test_forward_flattens(student, rng):
    """forward: samples of two or three dimensions are flattened
    forward: 샘플이 2차원이나 3차원이면 펼칩니다"""
    for shape, outputs in (((4, 2, 3), 5), ((3, 2, 5, 4), 6), ((1, 3, 2), 4)):
        weights, biases, x, _ = draw(rng, shape, outputs)
        close(student.Affine(weights, biases).forward(x), Affine(weights, biases).forward(x))


@points(2)
def test_dx(student, rng):
    """backward returns the gradient of the input
    backward는 입력의 기울기를 반환합니다"""
    for n, inputs, outputs in SIZES:
        yours, right, dout = both(student, rng, (n, inputs), outputs)
        close(yours.backward(dout), right.backward(dout))


@points(2)
def test_dW(student, rng):
    """After backward, dW is the gradient of the weights
    backward를 부른 뒤 dW에 가중치의 기울기가 들어 있습니다"""
    for n, inputs, outputs in SIZES:
        yours, right, dout = both(student, rng, (n, inputs), outputs)
        yours.backward(dout)
        right.backward(dout)
        close(yours.dW, right.dW)


@points(1)
def test_db(student, rng):
    """After backward, db is the gradient of the biases, one number per output
    backward를 부른 뒤 db에 편향의 기울기가 출력마다 하나씩 들어 있습니다"""
    for n, inputs, outputs in SIZES:
        yours, right, dout = both(student, rng, (n, inputs), outputs)
        yours.backward(dout)
        right.backward(dout)
        close(yours.db, right.db)


@points(1)
def test_backward_flattened(student, rng):
    """backward: for flattened samples dx has the shape of the input, and dW that of the weights
    backward: 펼친 샘플에서도 dx는 입력의 모양이고 dW는 가중치의 모양입니다"""
    for shape, outputs in (((4, 2, 3), 5), ((3, 2, 5, 4), 6), ((1, 3, 2), 4)):
        yours, right, dout = both(student, rng, shape, outputs)
        close(yours.backward(dout), right.backward(dout))
        close(yours.dW, right.dW)
        close(yours.db, right.db)


@points(1)
def test_slope(student, rng):
    """dx, dW and db agree with the slope of your own forward
    dx, dW, db가 여러분의 forward에서 잰 기울기와 일치합니다"""
    weights, biases, x, _ = draw(rng, (5, 3), 2)
    close(student.Affine(weights, biases).forward(x), Affine(weights, biases).forward(x))
    layercheck(student.Affine, [weights, biases], x, gradients={0: "dW", 1: "db"})


@points(1)
def test_again(student, rng):
    """backward, called again, gives the same, and the layer itself has not changed
    backward를 다시 불러도 결과가 같고 층도 바뀌지 않습니다"""
    weights, biases, x, dout = draw(rng, (4, 3), 2)
    yours, right = student.Affine(weights, biases), Affine(weights, biases)
    yours.forward(x)
    right.forward(x)
    for _ in range(2):
        close(yours.backward(dout), right.backward(dout))
        close(yours.dW, right.dW)
        close(yours.db, right.db)
    close(yours.forward(x), right.forward(x))


@points(1)
def test_newest(student, rng):
    """Each layer has its own memory, and backward belongs to its newest forward
    층마다 자기 기억이 있고, backward는 가장 최근의 forward를 따릅니다"""
    weights, biases, x, _ = draw(rng, (4, 3), 2)
    newer, dout = rng.normal(size=(7, 3)), rng.normal(size=(7, 2))
    yours, right = student.Affine(weights, biases), Affine(weights, biases)
    for layer in (yours, right):
        layer.forward(x)
        layer.forward(newer)
    other = student.Affine(2.0 * weights, biases)
    other.forward(rng.normal(size=(7, 3)))
    close(yours.backward(dout), right.backward(dout))
    close(yours.dW, right.dW)
    other.backward(rng.normal(size=(7, 2)))
    close(yours.dW, right.dW)
    close(yours.db, right.db)


@points(1)
def test_arguments_unchanged(student, rng):
    """W, b, x and dout are left as they were
    W, b, x, dout을 바꾸지 않습니다"""
    for shape in ((4, 3), (2, 3, 4)):
        weights, biases, x, dout = draw(rng, shape, 2)
        right = Affine(weights, biases)
        yours = unchanged(student.Affine, weights, biases)
        close(unchanged(yours.forward, x), right.forward(x))
        close(unchanged(yours.backward, dout), right.backward(dout))
