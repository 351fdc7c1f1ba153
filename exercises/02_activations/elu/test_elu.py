import numpy as np

from dlgrade.testing import close, gradcheck, points, public, silent, unchanged
from dlref.activations import elu, elu_grad

FAR = [-1000.0, -720.0, -20.0, -1.0, 0.0, 1.0, 20.0, 720.0, 1000.0]


@public
@points(1)
def test_example(student):
    """With alpha = 2, elu of −ln 2, 0, 3 and −ln 4 is −1, 0, 3 and −1.5
    alpha = 2일 때 −ln 2, 0, 3, −ln 4의 elu는 −1, 0, 3, −1.5입니다"""
    close(student.elu(np.array([-np.log(2.0), 0.0, 3.0, -np.log(4.0)]), alpha=2.0), [-1.0, 0.0, 3.0, -1.5])


@public
@points(1)
def test_grad_example(student):
    """With alpha = 2, the slope at −ln 2, 0, 3 and −ln 4 is 1, 2, 1 and 0.5
    alpha = 2일 때 −ln 2, 0, 3, −ln 4에서의 기울기는 1, 2, 1, 0.5입니다"""
    close(student.elu_grad(np.array([-np.log(2.0), 0.0, 3.0, -np.log(4.0)]), alpha=2.0), [1.0, 2.0, 1.0, 0.5])


@points(1)
def test_number(student, rng):
    """elu: a single number gives a single number
    elu: 수 하나를 넣으면 수 하나가 나옵니다"""
    for x in (rng.uniform(0.5, 3.0), rng.uniform(-3.0, -0.5)):
        close(student.elu(float(x)), elu(x))
        close(student.elu(np.array(x), 1.5), elu(x, 1.5))


@points(1)
def test_shapes(student, rng):
    """elu: without alpha it levels off at −1, for arrays of any shape
    elu: alpha를 주지 않으면 어떤 모양의 배열에서든 −1로 수렴합니다"""
    for shape in ((7,), (2, 3), (2, 3, 4)):
        x = rng.normal(scale=2.0, size=shape)
        close(student.elu(x), elu(x))


@points(1)
def test_alpha(student, rng):
    """elu: follows alpha
    elu: alpha를 따릅니다"""
    x = rng.normal(scale=2.0, size=(3, 4))
    for alpha in (0.3, float(rng.uniform(1.5, 3.0))):
        close(student.elu(x, alpha=alpha), elu(x, alpha))
        close(student.elu(x, alpha), elu(x, alpha))


@points(2)
def test_far(student, rng):
    """elu: inputs of size 1000 neither overflow nor warn
    elu: 크기가 1000인 입력에서도 넘침이나 경고가 없습니다"""
    x = rng.permutation([*FAR, *rng.normal(size=3)]).reshape(3, 4)
    close(student.elu(x, alpha=1.7), elu(x, 1.7))
    for number in (-1000.0, 1000.0):
        close(student.elu(number), elu(number))
    silent(student, keep=1)


@points(1)
def test_grad_number(student, rng):
    """elu_grad: a single number gives a single number
    elu_grad: 수 하나를 넣으면 수 하나가 나옵니다"""
    for x in (rng.uniform(0.5, 3.0), rng.uniform(-3.0, -0.5)):
        close(student.elu_grad(float(x)), elu_grad(x))
        close(student.elu_grad(np.array(x), 1.5), elu_grad(x, 1.5))


@points(1)
def test_grad_alpha(student, rng):
    """elu_grad: follows alpha, for arrays of any shape
    elu_grad: 어떤 모양의 배열에서든 alpha를 따릅니다"""
    for shape, alpha in (((7,), 1.0), ((2, 3), 0.3), ((2, 3, 4), float(rng.uniform(1.5, 3.0)))):
        x = rng.normal(scale=2.0, size=shape)
        x.flat[0] = abs(x.flat[0])
        close(student.elu_grad(x, alpha=alpha), elu_grad(x, alpha))
        close(student.elu_grad(x), elu_grad(x))


@points(1)
def test_grad_at_zero(student, rng):
    """elu_grad: alpha exactly at 0, and 1 as soon as the input is positive
    elu_grad: 정확히 0에서는 alpha이고, 입력이 조금이라도 양수이면 1입니다"""
    x = rng.permutation([-0.5, -0.0, 0.0, 0.0, 1e-9, 2.0])
    for alpha in (0.4, float(rng.uniform(1.5, 3.0))):
        close(student.elu_grad(x, alpha), elu_grad(x, alpha))
        close(student.elu_grad(0.0, alpha), alpha)


@points(2)
def test_grad_far(student, rng):
    """elu_grad: inputs of size 1000 neither overflow nor warn
    elu_grad: 크기가 1000인 입력에서도 넘침이나 경고가 없습니다"""
    x = rng.permutation([*FAR, *rng.normal(size=3)]).reshape(4, 3)
    close(student.elu_grad(x, alpha=1.7), elu_grad(x, 1.7))
    for number in (-1000.0, 1000.0):
        close(student.elu_grad(number), elu_grad(number))
    silent(student, keep=1)


@points(1)
def test_grad_matches(student, rng):
    """elu_grad agrees with the slope of your elu
    elu_grad가 여러분의 elu에서 잰 기울기와 일치합니다"""
    x = rng.normal(size=(3, 4))
    close(student.elu(x, alpha=0.6), elu(x, 0.6))
    gradcheck(student.elu, student.elu_grad, x, alpha=0.6)


@points(1)
def test_arguments_unchanged(student, rng):
    """The argument is left as it was
    인수를 바꾸지 않습니다"""
    x = rng.permutation([-30.0, -3.0, -0.5, 0.0, 0.5, 3.0, 30.0, 300.0]).reshape(2, 4)
    unchanged(student.elu, x)
    unchanged(student.elu_grad, x)
