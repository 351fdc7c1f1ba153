import math

import numpy as np

from dlgrade.testing import close, gradcheck, points, public, silent, unchanged
from dlref.activations import gelu, gelu_grad

FAR = [-1000.0, -100.0, -10.0, -1.0, 0.0, 1.0, 10.0, 100.0, 1000.0]

BELOW_1 = (1 + math.erf(1 / math.sqrt(2))) / 2  # 0.8413
BELL_AT_1 = math.exp(-1 / 2) / math.sqrt(2 * math.pi)  # 0.2420


@public
@points(1)
def test_example(student):
    """gelu of −1, 0 and 1 is −0.1587, 0 and 0.8413 (to four decimals)
    −1, 0, 1의 gelu는 −0.1587, 0, 0.8413입니다(소수 넷째 자리까지)"""
    close(student.gelu(np.array([-1.0, 0.0, 1.0])), [BELOW_1 - 1, 0.0, BELOW_1])


@public
@points(1)
def test_grad_example(student):
    """The slope at −1, 0 and 1 is −0.0833, 0.5 and 1.0833 (to four decimals)
    −1, 0, 1에서의 기울기는 −0.0833, 0.5, 1.0833입니다(소수 넷째 자리까지)"""
    slopes = [1 - BELOW_1 - BELL_AT_1, 0.5, BELOW_1 + BELL_AT_1]
    close(student.gelu_grad(np.array([-1.0, 0.0, 1.0])), slopes)


@points(1)
def test_number(student, rng):
    """gelu: a single number gives a single number
    gelu: 수 하나를 넣으면 수 하나가 나옵니다"""
    for x in (rng.uniform(0.5, 3.0), rng.uniform(-3.0, -0.5)):
        close(student.gelu(float(x)), gelu(x))
        close(student.gelu(np.array(x)), gelu(x))


@points(2)
def test_shapes(student, rng):
    """gelu: an array keeps its shape, and every entry is worked out on its own
    gelu: 배열의 모양이 그대로이고 원소마다 따로 계산됩니다"""
    for shape in ((7,), (2, 3), (2, 3, 4)):
        x = rng.normal(scale=1.5, size=shape)
        close(student.gelu(x), gelu(x))


@points(1)
def test_far(student, rng):
    """gelu: inputs of size 1000 pass unchanged or become 0
    gelu: 크기가 1000인 입력은 그대로 통과하거나 0이 됩니다"""
    x = rng.permutation([*FAR, *rng.normal(scale=2.0, size=3)]).reshape(3, 4)
    close(student.gelu(x), gelu(x))
    silent(student)


@points(1)
def test_grad_number(student, rng):
    """gelu_grad: a single number gives a single number
    gelu_grad: 수 하나를 넣으면 수 하나가 나옵니다"""
    for x in (rng.uniform(0.5, 3.0), rng.uniform(-3.0, -0.5)):
        close(student.gelu_grad(float(x)), gelu_grad(x))
        close(student.gelu_grad(np.array(x)), gelu_grad(x))


@points(2)
def test_grad_shapes(student, rng):
    """gelu_grad: the slope at every entry of an array of any shape
    gelu_grad: 어떤 모양의 배열이든 원소마다 기울기를 구합니다"""
    for shape in ((7,), (2, 3), (2, 3, 4)):
        x = rng.normal(scale=1.5, size=shape)
        close(student.gelu_grad(x), gelu_grad(x))


@points(1)
def test_grad_far(student, rng):
    """gelu_grad: far out the slope is 0 or 1
    gelu_grad: 먼 곳에서는 기울기가 0이나 1입니다"""
    x = rng.permutation([*FAR, *rng.normal(scale=2.0, size=3)]).reshape(4, 3)
    close(student.gelu_grad(x), gelu_grad(x))
    silent(student)


@points(1)
def test_grad_matches(student, rng):
    """gelu_grad agrees with the slope of your gelu
    gelu_grad가 여러분의 gelu에서 잰 기울기와 일치합니다"""
    x = rng.normal(size=(3, 4))
    close(student.gelu(x), gelu(x))
    gradcheck(student.gelu, student.gelu_grad, x)


@points(1)
def test_arguments_unchanged(student, rng):
    """The argument is left as it was
    인수를 바꾸지 않습니다"""
    x = rng.permutation([-30.0, -3.0, -0.5, 0.0, 0.5, 3.0, 30.0, 300.0]).reshape(2, 4)
    unchanged(student.gelu, x)
    unchanged(student.gelu_grad, x)
