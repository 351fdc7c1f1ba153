import numpy as np

from dlgrade.testing import close, layercheck, points, public, silent, unchanged
from dlref.networks import ReLU, Sigmoid, Tanh

RIGHT = {"ReLU": ReLU, "Sigmoid": Sigmoid, "Tanh": Tanh}
SHAPES = ((7,), (3, 5), (2, 4, 3), (2, 3, 1, 4), (1, 1))


def away_from_zero(rng, shape):
    """Numbers of either sign, none of them near the kink."""
    return rng.uniform(0.1, 2.5, size=shape) * rng.choice([-1.0, 1.0], size=shape)


def forward(student, rng, name):
    """forward alone, for all shapes."""
    for shape in SHAPES:
        x = away_from_zero(rng, shape)
        close(getattr(student, name)().forward(x), RIGHT[name]().forward(x))


def backward(student, rng, name):
    """backward, whatever forward has returned, and then the slope of the student's own forward."""
    for shape in SHAPES:
        x, dout = away_from_zero(rng, shape), rng.normal(size=shape)
        yours, right = getattr(student, name)(), RIGHT[name]()
        yours.forward(x)
        right.forward(x)
        close(yours.backward(dout), right.backward(dout))
    layercheck(getattr(student, name), [], away_from_zero(rng, (3, 4)))


def large(student, rng, name):
    """Large inputs of both signs, forwards and backwards."""
    x = np.concatenate([away_from_zero(rng, 4), [1000.0, -1000.0, 720.0, -720.0, 40.0, -40.0]])
    x = rng.permutation(x).reshape(2, 5)
    dout = rng.normal(size=x.shape)
    yours, right = getattr(student, name)(), RIGHT[name]()
    close(yours.forward(x), right.forward(x))
    close(yours.backward(dout), right.backward(dout))
    silent(student, keep=0.5)


@public
@points(1)
def test_relu_example(student):
    """ReLU: [-1, 0, 2] becomes [0, 0, 2], and the gradient [5, 6, 7] becomes [0, 0, 7]
    ReLU: [-1, 0, 2]는 [0, 0, 2]가 되고 기울기 [5, 6, 7]은 [0, 0, 7]이 됩니다"""
    layer = student.ReLU()
    close(layer.forward(np.array([-1.0, 0.0, 2.0])), [0.0, 0.0, 2.0])
    close(layer.backward(np.array([5.0, 6.0, 7.0])), [0.0, 0.0, 7.0])


@public
@points(1)
def test_sigmoid_example(student):
    """Sigmoid: [0, ln 3] becomes [1/2, 3/4], and the gradient [8, 16] becomes [2, 3]
    Sigmoid: [0, ln 3]은 [1/2, 3/4]이 되고 기울기 [8, 16]은 [2, 3]이 됩니다"""
    layer = student.Sigmoid()
    close(layer.forward(np.array([0.0, np.log(3.0)])), [0.5, 0.75])
    close(layer.backward(np.array([8.0, 16.0])), [2.0, 3.0])


@public
@points(1)
def test_tanh_example(student):
    """Tanh: [0, ln 2] becomes [0, 0.6], and the gradient [5, 100] becomes [5, 64]
    Tanh: [0, ln 2]는 [0, 0.6]이 되고 기울기 [5, 100]은 [5, 64]가 됩니다"""
    layer = student.Tanh()
    close(layer.forward(np.array([0.0, np.log(2.0)])), [0.0, 0.6])
    close(layer.backward(np.array([5.0, 100.0])), [5.0, 64.0])


@points(0.5)
def test_relu_forward(student, rng):
    """ReLU.forward: arrays of one to four dimensions
    ReLU.forward: 1차원부터 4차원까지의 배열에서 맞습니다"""
    forward(student, rng, "ReLU")


@points(1.5)
def test_relu_backward(student, rng):
    """ReLU.backward: the slope at the input times the gradient of the output
    ReLU.backward: 입력에서의 미분값에 출력의 기울기를 곱합니다"""
    backward(student, rng, "ReLU")


@points(1)
def test_relu_kink(student, rng):
    """ReLU.backward: nothing passes where the input was exactly 0, and large inputs are right
    ReLU.backward: 입력이 정확히 0이었던 곳은 통과하지 못하고, 큰 입력에서도 맞습니다"""
    x = np.array([[0.0, 3.0, -1000.0, 0.0], [-0.0, 1000.0, -2.0, 1e-9]])
    dout = rng.uniform(1.0, 2.0, size=x.shape) * np.array([[-1.0], [1.0]])
    yours, right = student.ReLU(), ReLU()
    close(yours.forward(x), right.forward(x))
    close(yours.backward(dout), right.backward(dout))


@points(0.5)
def test_sigmoid_forward(student, rng):
    """Sigmoid.forward: arrays of one to four dimensions
    Sigmoid.forward: 1차원부터 4차원까지의 배열에서 맞습니다"""
    forward(student, rng, "Sigmoid")


@points(1.5)
def test_sigmoid_backward(student, rng):
    """Sigmoid.backward: the slope at the input times the gradient of the output
    Sigmoid.backward: 입력에서의 미분값에 출력의 기울기를 곱합니다"""
    backward(student, rng, "Sigmoid")


@points(1)
def test_sigmoid_large(student, rng):
    """Sigmoid: inputs up to 1000 in size, forwards and backwards, without warnings
    Sigmoid: 크기가 1000에 이르는 입력에서도 순전파와 역전파가 맞고 경고가 없습니다"""
    large(student, rng, "Sigmoid")


@points(0.5)
def test_tanh_forward(student, rng):
    """Tanh.forward: arrays of one to four dimensions
    Tanh.forward: 1차원부터 4차원까지의 배열에서 맞습니다"""
    forward(student, rng, "Tanh")


@points(1.5)
def test_tanh_backward(student, rng):
    """Tanh.backward: the slope at the input times the gradient of the output
    Tanh.backward: 입력에서의 미분값에 출력의 기울기를 곱합니다"""
    backward(student, rng, "Tanh")


@points(1)
def test_tanh_large(student, rng):
    """Tanh: inputs up to 1000 in size, forwards and backwards, without warnings
    Tanh: 크기가 1000에 이르는 입력에서도 순전파와 역전파가 맞고 경고가 없습니다"""
    large(student, rng, "Tanh")


@points(2)
def test_memory(student, rng):
    """backward belongs to the newest forward of its own layer, and can be called again
    backward는 자기 층의 가장 최근 forward를 따르고, 여러 번 불러도 됩니다"""
    for name, kind in RIGHT.items():
        x, dout = away_from_zero(rng, (3, 4)), rng.normal(size=(3, 4))
        yours, right, other = getattr(student, name)(), kind(), getattr(student, name)()
        yours.forward(away_from_zero(rng, (5, 2)))
        yours.forward(-x)
        yours.forward(x)
        right.forward(x)
        other.forward(away_from_zero(rng, (3, 4)))
        for _ in range(2):
            close(yours.backward(dout), right.backward(dout))
        close(yours.backward(2.0 * dout), right.backward(2.0 * dout))


@points(1)
def test_arguments_unchanged(student, rng):
    """x and dout are left as they were
    x와 dout을 바꾸지 않습니다"""
    for name, kind in RIGHT.items():
        x, dout = away_from_zero(rng, (3, 4)), rng.normal(size=(3, 4))
        yours, right = getattr(student, name)(), kind()
        close(unchanged(yours.forward, x), right.forward(x))
        close(unchanged(yours.backward, dout), right.backward(dout))
