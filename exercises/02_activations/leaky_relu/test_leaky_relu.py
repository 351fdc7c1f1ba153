import numpy as np

from dlgrade.testing import close, gradcheck, points, public, silent, unchanged
from dlref.activations import leaky_relu, leaky_relu_grad


@public
@points(1)
def test_example(student):
    """With alpha = 0.1, leaky_relu of −2, 0, 3 and −1 is −0.2, 0, 3 and −0.1
    alpha = 0.1일 때 −2, 0, 3, −1의 leaky_relu는 −0.2, 0, 3, −0.1입니다"""
    close(student.leaky_relu(np.array([-2.0, 0.0, 3.0, -1.0]), alpha=0.1), [-0.2, 0.0, 3.0, -0.1])


@public
@points(1)
def test_grad_example(student):
    """With alpha = 0.1, the slope at −2, 0, 3 and −1 is 0.1, 0.1, 1 and 0.1
    alpha = 0.1일 때 −2, 0, 3, −1에서의 기울기는 0.1, 0.1, 1, 0.1입니다"""
    close(student.leaky_relu_grad(np.array([-2.0, 0.0, 3.0, -1.0]), alpha=0.1), [0.1, 0.1, 1.0, 0.1])


@points(1)
def test_number(student, rng):
    """leaky_relu: a single number gives a single number
    leaky_relu: 수 하나를 넣으면 수 하나가 나옵니다"""
    for x in (rng.uniform(1.5, 9.0), rng.uniform(-9.0, -1.5)):
        close(student.leaky_relu(float(x)), leaky_relu(x))
        close(student.leaky_relu(np.array(x), 0.2), leaky_relu(x, 0.2))


@points(1)
def test_shapes(student, rng):
    """leaky_relu: without alpha the slope is 0.01, for arrays of any shape
    leaky_relu: alpha를 주지 않으면 어떤 모양의 배열에서든 기울기가 0.01입니다"""
    for shape in ((7,), (2, 3), (2, 3, 4)):
        x = rng.normal(scale=3.0, size=shape)
        close(student.leaky_relu(x), leaky_relu(x))


@points(2)
def test_alpha(student, rng):
    """leaky_relu: follows alpha, from 0 to nearly 1, for small and large inputs
    leaky_relu: 입력이 작든 크든 0부터 1 미만까지 alpha를 따릅니다"""
    x = rng.permutation([-1000.0, -1e-3, 0.0, 1e-3, 1000.0, *rng.normal(size=5)]).reshape(2, 5)
    for alpha in (0.3, 0.0, float(rng.uniform(0.6, 0.95))):
        close(student.leaky_relu(x, alpha=alpha), leaky_relu(x, alpha))
        close(student.leaky_relu(x, alpha), leaky_relu(x, alpha))
    silent(student, keep=1)


@points(1)
def test_grad_number(student, rng):
    """leaky_relu_grad: a single number gives a single number
    leaky_relu_grad: 수 하나를 넣으면 수 하나가 나옵니다"""
    for x in (rng.uniform(1.5, 9.0), rng.uniform(-9.0, -1.5)):
        close(student.leaky_relu_grad(float(x)), leaky_relu_grad(x))
        close(student.leaky_relu_grad(np.array(x), 0.2), leaky_relu_grad(x, 0.2))


@points(1)
def test_grad_shapes(student, rng):
    """leaky_relu_grad: without alpha the slope on the left is 0.01, for arrays of any shape
    leaky_relu_grad: alpha를 주지 않으면 어떤 모양의 배열에서든 왼쪽 기울기가 0.01입니다"""
    for shape in ((7,), (2, 3), (2, 3, 4)):
        x = rng.normal(scale=3.0, size=shape)
        x.flat[0] = abs(x.flat[0])
        close(student.leaky_relu_grad(x), leaky_relu_grad(x))


@points(2)
def test_grad_alpha(student, rng):
    """leaky_relu_grad: follows alpha, from 0 to nearly 1, for small and large inputs
    leaky_relu_grad: 입력이 작든 크든 0부터 1 미만까지 alpha를 따릅니다"""
    x = rng.permutation([-1000.0, -1e-3, 1e-3, 1000.0, *rng.normal(size=6)]).reshape(2, 5)
    for alpha in (0.3, 0.0, float(rng.uniform(0.6, 0.95))):
        close(student.leaky_relu_grad(x, alpha=alpha), leaky_relu_grad(x, alpha))
        close(student.leaky_relu_grad(x, alpha), leaky_relu_grad(x, alpha))
    silent(student, keep=1)


@points(1)
def test_grad_at_zero(student, rng):
    """leaky_relu_grad: alpha exactly at the kink, and 1 as soon as the input is positive
    leaky_relu_grad: 꺾인 점에서는 alpha이고, 입력이 조금이라도 양수이면 1입니다"""
    x = rng.permutation([-1e-9, -0.0, 0.0, 0.0, 1e-9, 2.0])
    for alpha in (float(rng.uniform(0.2, 0.5)), 0.0):
        close(student.leaky_relu_grad(x, alpha), leaky_relu_grad(x, alpha))
        close(student.leaky_relu_grad(0.0, alpha), alpha)


@points(1)
def test_grad_matches(student, rng):
    """leaky_relu_grad agrees with the slope of your leaky_relu
    leaky_relu_grad가 여러분의 leaky_relu에서 잰 기울기와 일치합니다"""
    x = rng.normal(size=(3, 4))
    close(student.leaky_relu(x, alpha=0.3), leaky_relu(x, 0.3))
    gradcheck(student.leaky_relu, student.leaky_relu_grad, x, alpha=0.3)


@points(1)
def test_arguments_unchanged(student, rng):
    """The argument is left as it was
    인수를 바꾸지 않습니다"""
    x = rng.permutation([-3.0, -0.5, 0.0, 0.5, 3.0, 20.0]).reshape(2, 3)
    unchanged(student.leaky_relu, x)
    unchanged(student.leaky_relu_grad, x)
