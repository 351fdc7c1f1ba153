import numpy as np

from dlgrade.testing import close, gradcheck, points, public, silent, unchanged
from dlref.activations import swish, swish_grad

FAR = [-1000.0, -720.0, -40.0, -1.0, 0.0, 1.0, 40.0, 720.0, 1000.0]


@public
@points(1)
def test_example(student):
    """With beta = ln 3, swish of −1, 0 and 1 is −0.25, 0 and 0.75
    beta = ln 3일 때 −1, 0, 1의 swish는 −0.25, 0, 0.75입니다"""
    close(student.swish(np.array([-1.0, 0.0, 1.0]), beta=float(np.log(3.0))), [-0.25, 0.0, 0.75])


@public
@points(1)
def test_grad_example(student):
    """With beta = ln 3, the slope at −1, 0 and 1 is 0.0440, 0.5 and 0.9560 (to four decimals)
    beta = ln 3일 때 −1, 0, 1에서의 기울기는 0.0440, 0.5, 0.9560입니다(소수 넷째 자리까지)"""
    beta = float(np.log(3.0))
    slopes = [0.25 - beta * 0.1875, 0.5, 0.75 + beta * 0.1875]
    close(student.swish_grad(np.array([-1.0, 0.0, 1.0]), beta=beta), slopes)


@points(1)
def test_number(student, rng):
    """swish: a single number gives a single number
    swish: 수 하나를 넣으면 수 하나가 나옵니다"""
    for x in (rng.uniform(0.5, 3.0), rng.uniform(-3.0, -0.5)):
        close(student.swish(float(x)), swish(x))
        close(student.swish(np.array(x), 1.5), swish(x, 1.5))


@points(1)
def test_shapes(student, rng):
    """swish: without beta it is x times sigmoid(x), for arrays of any shape
    swish: beta를 주지 않으면 어떤 모양의 배열에서든 x 곱하기 sigmoid(x)입니다"""
    for shape in ((7,), (2, 3), (2, 3, 4)):
        x = rng.normal(scale=2.0, size=shape)
        close(student.swish(x), swish(x))


@points(1)
def test_beta(student, rng):
    """swish: follows beta, and with 0 it is half the input
    swish: beta를 따르고, beta가 0이면 입력의 절반입니다"""
    x = rng.normal(scale=2.0, size=(3, 4))
    for beta in (0.4, float(rng.uniform(1.5, 3.0)), 0.0):
        close(student.swish(x, beta=beta), swish(x, beta))
        close(student.swish(x, beta), swish(x, beta))


@points(2)
def test_far(student, rng):
    """swish: inputs of size 1000 neither overflow nor warn
    swish: 크기가 1000인 입력에서도 넘침이나 경고가 없습니다"""
    x = rng.permutation([*FAR, *rng.normal(size=3)]).reshape(3, 4)
    close(student.swish(x, beta=1.3), swish(x, 1.3))
    for number in (-1000.0, 1000.0):
        close(student.swish(number), swish(number))
    silent(student, keep=1)


@points(1)
def test_grad_number(student, rng):
    """swish_grad: a single number gives a single number
    swish_grad: 수 하나를 넣으면 수 하나가 나옵니다"""
    for x in (rng.uniform(0.5, 3.0), rng.uniform(-3.0, -0.5), 0.0):
        close(student.swish_grad(float(x)), swish_grad(x))
        close(student.swish_grad(np.array(x), 1.5), swish_grad(x, 1.5))


@points(1)
def test_grad_shapes(student, rng):
    """swish_grad: the slope at every entry of an array of any shape
    swish_grad: 어떤 모양의 배열이든 원소마다 기울기를 구합니다"""
    for shape in ((7,), (2, 3), (2, 3, 4)):
        x = rng.normal(scale=2.0, size=shape)
        close(student.swish_grad(x), swish_grad(x))


@points(2)
def test_grad_beta(student, rng):
    """swish_grad: beta stands inside the gate, and comes out once as a factor
    swish_grad: beta는 문 안에 있고, 미분하면 인수로 한 번 더 나옵니다"""
    x = rng.normal(scale=2.0, size=(3, 4))
    for beta in (0.4, float(rng.uniform(1.5, 3.0)), 0.0):
        close(student.swish_grad(x, beta=beta), swish_grad(x, beta))
        close(student.swish_grad(x, beta), swish_grad(x, beta))


@points(2)
def test_grad_far(student, rng):
    """swish_grad: inputs of size 1000 neither overflow nor warn
    swish_grad: 크기가 1000인 입력에서도 넘침이나 경고가 없습니다"""
    x = rng.permutation([*FAR, *rng.normal(size=3)]).reshape(4, 3)
    close(student.swish_grad(x, beta=1.3), swish_grad(x, 1.3))
    for number in (-1000.0, 1000.0):
        close(student.swish_grad(number), swish_grad(number))
    silent(student, keep=1)


@points(1)
def test_grad_matches(student, rng):
    """swish_grad agrees with the slope of your swish
    swish_grad가 여러분의 swish에서 잰 기울기와 일치합니다"""
    x = rng.normal(size=(3, 4))
    close(student.swish(x, beta=1.7), swish(x, 1.7))
    gradcheck(student.swish, student.swish_grad, x, beta=1.7)


@points(1)
def test_arguments_unchanged(student, rng):
    """The argument is left as it was
    인수를 바꾸지 않습니다"""
    x = rng.permutation([-30.0, -3.0, -0.5, 0.0, 0.5, 3.0, 30.0, 300.0]).reshape(2, 4)
    unchanged(student.swish, x)
    unchanged(student.swish_grad, x)
