import numpy as np

from dlgrade.testing import close, points, public, silent, unchanged
from dlref.activations import chain_gradient


@public
@points(1)
def test_example(student):
    """Three sigmoids at 0 leave 1/64, 1/16 and 1/4
    0에 놓인 시그모이드 세 개를 지나면 1/64, 1/16, 1/4이 남습니다"""
    close(student.chain_gradient("sigmoid", np.zeros(3)), [1 / 64, 1 / 16, 1 / 4])


@public
@points(1)
def test_relu_example(student):
    """A ReLU that is off stops the gradient: [1, −2, 3] gives [0, 0, 1]
    꺼진 ReLU는 기울기를 막습니다: [1, −2, 3]의 답은 [0, 0, 1]입니다"""
    close(student.chain_gradient("relu", np.array([1.0, -2.0, 3.0])), [0.0, 0.0, 1.0])


@points(2)
def test_sigmoid(student, rng):
    """sigmoid: every entry multiplies the slopes from its layer to the last
    sigmoid: 원소마다 그 층부터 마지막 층까지의 기울기를 곱한 값입니다"""
    for layers in (5, 2):
        z = rng.normal(scale=1.5, size=layers)
        close(student.chain_gradient("sigmoid", z), chain_gradient("sigmoid", z))


@points(2)
def test_tanh(student, rng):
    """tanh: every entry multiplies the slopes from its layer to the last
    tanh: 원소마다 그 층부터 마지막 층까지의 기울기를 곱한 값입니다"""
    for layers in (6, 3):
        z = rng.normal(scale=0.8, size=layers)
        close(student.chain_gradient("tanh", z), chain_gradient("tanh", z))


@points(1)
def test_relu(student, rng):
    """relu: 1 after the last unit that is off, 0 up to it
    relu: 마지막으로 꺼진 뉴런까지는 0이고, 그 뒤로는 1입니다"""
    z = rng.uniform(0.2, 3.0, size=7)
    close(student.chain_gradient("relu", z), np.ones(7))
    z[rng.integers(1, 6)] *= -1
    close(student.chain_gradient("relu", z), chain_gradient("relu", z))


@points(1)
def test_relu_at_zero(student, rng):
    """relu: a pre-activation of exactly 0 counts as off
    relu: 활성화 함수의 입력이 정확히 0이면 꺼진 것으로 봅니다"""
    z = rng.uniform(0.2, 3.0, size=6)
    z[rng.integers(1, 5)] = 0.0
    close(student.chain_gradient("relu", z), chain_gradient("relu", z))
    close(student.chain_gradient("relu", np.zeros(4)), np.zeros(4))


@points(1)
def test_one_layer(student, rng):
    """A single layer: the slope of its activation, as an array with one entry
    층이 하나이면 그 활성화 함수의 기울기를 원소가 하나인 배열로 반환합니다"""
    z = rng.uniform(0.3, 2.0, size=1)
    for activation in ("sigmoid", "tanh", "relu"):
        close(student.chain_gradient(activation, z), chain_gradient(activation, z))


@points(2)
def test_long(student, rng):
    """Sixty layers: the sigmoid's gradient vanishes, that of a gentle tanh does not
    60층: 시그모이드의 기울기는 사라지고, 0에 가까운 tanh의 기울기는 남습니다"""
    z = rng.uniform(-0.15, 0.15, size=60)
    close(student.chain_gradient("tanh", z), chain_gradient("tanh", z))
    close(student.chain_gradient("sigmoid", z), chain_gradient("sigmoid", z))
    close(student.chain_gradient("relu", np.abs(z) + 0.1), np.ones(60))


@points(2)
def test_far(student, rng):
    """Pre-activations of size 1000 neither overflow nor warn
    크기가 1000인 입력에서도 넘침이나 경고가 없습니다"""
    far = rng.permutation([-1000.0, 1000.0, -720.0, 720.0])
    z = np.array([*rng.normal(size=2), *far, *rng.normal(size=3)])
    for activation in ("sigmoid", "tanh", "relu"):
        close(student.chain_gradient(activation, z), chain_gradient(activation, z))
    silent(student, keep=1)


@points(1)
def test_arguments_unchanged(student, rng):
    """The argument is left as it was
    인수를 바꾸지 않습니다"""
    for activation in ("sigmoid", "tanh", "relu"):
        unchanged(student.chain_gradient, activation, rng.normal(size=5))
