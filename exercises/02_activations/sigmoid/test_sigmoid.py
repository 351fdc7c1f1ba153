import math

import numpy as np

from dlgrade.testing import close, gradcheck, points, public, silent, unchanged
from dlref.activations import sigmoid, sigmoid_grad


@public
@points(1)
def test_example(student):
    """0 and ln 3 become 1/2 and 3/4
    0과 ln 3은 1/2과 3/4이 됩니다"""
    close(student.sigmoid(np.array([0.0, math.log(3.0)])), [0.5, 0.75])


@public
@points(1)
def test_gradient_example(student):
    """The slopes at 0 and ln 3 are 1/4 and 3/16
    0과 ln 3에서 기울기는 1/4과 3/16입니다"""
    close(student.sigmoid_grad(np.array([0.0, math.log(3.0)])), [0.25, 0.1875])


@points(1)
def test_numbers(student, rng):
    """A single number gives a single number, for the function and for its slope
    수 하나를 넣으면 함숫값도 기울기도 수 하나가 나옵니다"""
    for x in (float(rng.uniform(-4, -1)), float(rng.uniform(1, 4)), 0.0):
        close(student.sigmoid(x), sigmoid(x))
        close(student.sigmoid_grad(x), sigmoid_grad(x))


@points(2)
def test_sigmoid(student, rng):
    """sigmoid: arrays of any shape, entry by entry
    sigmoid: 어떤 모양의 배열이든 원소마다 계산합니다"""
    close(student.sigmoid(np.array(-1.5)), sigmoid(-1.5))
    for shape in (1, 7, (3, 5), (2, 3, 4)):
        x = rng.normal(scale=3.0, size=shape)
        close(student.sigmoid(x), sigmoid(x))
    x = np.linspace(-30.0, 30.0, 41)
    close(student.sigmoid(x), sigmoid(x))


@points(2)
def test_sigmoid_large(student, rng):
    """sigmoid: numbers up to 1000 in size neither spoil the result nor warn
    sigmoid: 크기가 1000인 수에서도 결과가 맞고 경고가 없습니다"""
    x = np.append(rng.uniform(100.0, 1000.0, size=4), 1000.0)
    for large in (x, -x, np.concatenate([x, -x, [0.0]]).reshape(11, 1), 1000.0, -1000.0):
        close(student.sigmoid(large), sigmoid(large))
    silent(student, keep=1)


@points(2)
def test_gradient(student, rng):
    """sigmoid_grad: the slope at each entry, for arrays of any shape
    sigmoid_grad: 어떤 모양의 배열이든 원소마다 기울기를 구합니다"""
    close(student.sigmoid_grad(np.array(-1.5)), sigmoid_grad(-1.5))
    for shape in (1, 7, (3, 5), (2, 3, 4)):
        x = rng.normal(scale=3.0, size=shape)
        close(student.sigmoid_grad(x), sigmoid_grad(x))


@points(1)
def test_slope(student, rng):
    """sigmoid_grad agrees with the slope of your sigmoid
    sigmoid_grad가 여러분의 sigmoid에서 잰 기울기와 일치합니다"""
    x = rng.uniform(-6.0, 6.0, size=(3, 4))
    close(student.sigmoid(x), sigmoid(x))
    gradcheck(student.sigmoid, student.sigmoid_grad, x)


@points(2)
def test_gradient_large(student, rng):
    """sigmoid_grad: far from 0 the slope is 0, without warnings
    sigmoid_grad: 0에서 멀어지면 기울기가 0이 되고 경고가 없습니다"""
    x = np.append(rng.uniform(100.0, 1000.0, size=4), 1000.0)
    for large in (x, -x, np.concatenate([x, -x, [0.0]]).reshape(11, 1), 1000.0, -1000.0):
        close(student.sigmoid_grad(large), sigmoid_grad(large))
    silent(student, keep=1)


@points(1)
def test_argument_unchanged(student, rng):
    """The argument is left as it was
    인수를 바꾸지 않습니다"""
    x = rng.normal(size=(2, 3))
    close(unchanged(student.sigmoid, x), sigmoid(x))
    close(unchanged(student.sigmoid_grad, x), sigmoid_grad(x))
