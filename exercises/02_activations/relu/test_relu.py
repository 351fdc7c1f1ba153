import numpy as np

from dlgrade.testing import close, gradcheck, points, public, silent, unchanged
from dlref.activations import relu, relu_grad


@public
@points(1)
def test_example(student):
    """relu of −2, 0, 3 and −1 is 0, 0, 3 and 0
    −2, 0, 3, −1의 relu는 0, 0, 3, 0입니다"""
    close(student.relu(np.array([-2.0, 0.0, 3.0, -1.0])), [0.0, 0.0, 3.0, 0.0])


@public
@points(1)
def test_grad_example(student):
    """The slope at −2, 0, 3 and −1 is 0, 0, 1 and 0
    −2, 0, 3, −1에서의 기울기는 0, 0, 1, 0입니다"""
    close(student.relu_grad(np.array([-2.0, 0.0, 3.0, -1.0])), [0.0, 0.0, 1.0, 0.0])


@points(1)
def test_number(student, rng):
    """relu: a single number gives a single number
    relu: 수 하나를 넣으면 수 하나가 나옵니다"""
    for x in (rng.uniform(1.5, 9.0), rng.uniform(-9.0, -1.5), 0.0):
        close(student.relu(float(x)), relu(x))
        close(student.relu(np.array(x)), relu(x))


@points(2)
def test_shapes(student, rng):
    """relu: an array keeps its shape, and every entry is worked out on its own
    relu: 배열의 모양이 그대로이고 원소마다 따로 계산됩니다"""
    for shape in ((7,), (2, 3), (2, 3, 4)):
        x = rng.normal(scale=3.0, size=shape)
        x.flat[0] = -abs(x.flat[0])
        close(student.relu(x), relu(x))


@points(1)
def test_far(student, rng):
    """relu: inputs of size 1000 pass unchanged or become 0
    relu: 크기가 1000인 입력도 그대로 통과하거나 0이 됩니다"""
    x = rng.permutation([-1000.0, 0.0, 1000.0, *rng.uniform(-1000.0, 1000.0, size=5)]).reshape(2, 4)
    close(student.relu(x), relu(x))
    silent(student)


@points(1)
def test_grad_number(student, rng):
    """relu_grad: a single number gives a single number
    relu_grad: 수 하나를 넣으면 수 하나가 나옵니다"""
    for x in (rng.uniform(1.5, 9.0), rng.uniform(-9.0, -1.5)):
        close(student.relu_grad(float(x)), relu_grad(x))
        close(student.relu_grad(np.array(x)), relu_grad(x))


@points(2)
def test_grad_shapes(student, rng):
    """relu_grad: the slope at every entry of an array of any shape
    relu_grad: 어떤 모양의 배열이든 원소마다 기울기를 구합니다"""
    for shape in ((7,), (2, 3), (2, 3, 4)):
        x = rng.normal(scale=3.0, size=shape)
        close(student.relu_grad(x), relu_grad(x))
    x = rng.permutation([-1000.0, -7.0, 7.0, 1000.0])
    close(student.relu_grad(x), relu_grad(x))


@points(1)
def test_grad_at_zero(student, rng):
    """relu_grad: 0 exactly at the kink, and 1 as soon as the input is positive
    relu_grad: 꺾인 점에서는 0이고, 입력이 조금이라도 양수이면 1입니다"""
    x = rng.permutation([-1e-9, -0.0, 0.0, 0.0, 1e-9, 2.0])
    close(student.relu_grad(x), relu_grad(x))
    close(student.relu_grad(0.0), 0.0)


@points(1)
def test_grad_matches(student, rng):
    """relu_grad agrees with the slope of your relu
    relu_grad가 여러분의 relu에서 잰 기울기와 일치합니다"""
    x = rng.normal(size=(3, 4))
    close(student.relu(x), relu(x))
    gradcheck(student.relu, student.relu_grad, x)


@points(1)
def test_arguments_unchanged(student, rng):
    """The argument is left as it was
    인수를 바꾸지 않습니다"""
    x = rng.permutation([-3.0, -0.5, 0.0, 0.5, 3.0, 20.0]).reshape(2, 3)
    unchanged(student.relu, x)
    unchanged(student.relu_grad, x)
