import numpy as np

from dlgrade.testing import close, gradcheck, points, public, silent, unchanged
from dlref.activations import tanh, tanh_grad

FAR = [-1000.0, -720.0, -360.0, -20.0, 0.0, 20.0, 360.0, 720.0, 1000.0]


@public
@points(1)
def test_example(student):
    """tanh of −ln 3, 0 and ln 3 is −0.8, 0 and 0.8
    −ln 3, 0, ln 3의 tanh는 −0.8, 0, 0.8입니다"""
    close(student.tanh(np.array([-np.log(3.0), 0.0, np.log(3.0)])), [-0.8, 0.0, 0.8])


@public
@points(1)
def test_grad_example(student):
    """The slope at −ln 3, 0 and ln 3 is 0.36, 1 and 0.36
    −ln 3, 0, ln 3에서의 기울기는 0.36, 1, 0.36입니다"""
    close(student.tanh_grad(np.array([-np.log(3.0), 0.0, np.log(3.0)])), [0.36, 1.0, 0.36])


@points(1)
def test_number(student, rng):
    """tanh: a single number gives a single number
    tanh: 수 하나를 넣으면 수 하나가 나옵니다"""
    for x in (rng.uniform(0.3, 2.0), rng.uniform(-2.0, -0.3)):
        close(student.tanh(float(x)), tanh(x))
        close(student.tanh(np.array(x)), tanh(x))


@points(2)
def test_shapes(student, rng):
    """tanh: an array keeps its shape, and every entry is worked out on its own
    tanh: 배열의 모양이 그대로이고 원소마다 따로 계산됩니다"""
    for shape in ((7,), (2, 3), (2, 3, 4)):
        x = rng.normal(scale=2.0, size=shape)
        close(student.tanh(x), tanh(x))


@points(2)
def test_far(student, rng):
    """tanh: inputs of size 1000 give −1 or 1, without an overflow
    tanh: 크기가 1000인 입력에서도 넘침 없이 −1이나 1이 나옵니다"""
    x = rng.permutation([*FAR, *rng.normal(scale=3.0, size=5)]).reshape(2, 7)
    close(student.tanh(x), tanh(x))
    for number in (-1000.0, 1000.0):
        close(student.tanh(number), tanh(number))
    silent(student, keep=1)


@points(1)
def test_grad_number(student, rng):
    """tanh_grad: a single number gives a single number
    tanh_grad: 수 하나를 넣으면 수 하나가 나옵니다"""
    for x in (rng.uniform(0.3, 2.0), rng.uniform(-2.0, -0.3)):
        close(student.tanh_grad(float(x)), tanh_grad(x))
        close(student.tanh_grad(np.array(x)), tanh_grad(x))


@points(1)
def test_grad_shapes(student, rng):
    """tanh_grad: the slope at every entry of an array of any shape
    tanh_grad: 어떤 모양의 배열이든 원소마다 기울기를 구합니다"""
    for shape in ((7,), (2, 3), (2, 3, 4)):
        x = rng.normal(scale=2.0, size=shape)
        close(student.tanh_grad(x), tanh_grad(x))


@points(2)
def test_grad_far(student, rng):
    """tanh_grad: far out the curve is flat, without an overflow
    tanh_grad: 먼 곳에서는 넘침 없이 기울기가 0입니다"""
    x = rng.permutation([*FAR, *rng.normal(scale=3.0, size=5)]).reshape(7, 2)
    close(student.tanh_grad(x), tanh_grad(x))
    for number in (-1000.0, 1000.0):
        close(student.tanh_grad(number), tanh_grad(number))
    silent(student, keep=1)


@points(1)
def test_grad_matches(student, rng):
    """tanh_grad agrees with the slope of your tanh
    tanh_grad가 여러분의 tanh에서 잰 기울기와 일치합니다"""
    x = rng.normal(size=(3, 4))
    close(student.tanh(x), tanh(x))
    gradcheck(student.tanh, student.tanh_grad, x)


@points(1)
def test_arguments_unchanged(student, rng):
    """The argument is left as it was
    인수를 바꾸지 않습니다"""
    x = np.array([*FAR, *rng.normal(size=3)]).reshape(3, 4)
    unchanged(student.tanh, x)
    unchanged(student.tanh_grad, x)
