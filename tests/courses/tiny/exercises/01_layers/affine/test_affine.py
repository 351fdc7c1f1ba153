import numpy as np
from tinyref.layers import Affine

from dlgrade.testing import close, layercheck, points, public


@public
def test_example(student):
    """The input 3 becomes [3, 7]
    입력 3은 [3, 7]이 됩니다"""
    layer = student.Affine(np.array([[1.0, 2.0]]), np.array([0.0, 1.0]))
    close(layer.forward(np.array([[3.0]])), [[3.0, 7.0]])


@points(2)
def test_forward(student, rng):
    """forward: any number of samples
    forward: 샘플이 몇 개든 계산합니다"""
    W, b = rng.normal(size=(3, 2)), rng.normal(size=2)
    layer = student.Affine(W, b)
    for n in (5, 1):
        x = rng.normal(size=(n, 3))
        close(layer.forward(x), Affine(W, b).forward(x))


@points(4)
def test_backward(student, rng):
    """backward: dx, dW and db agree with the slope of your forward
    backward: dx, dW, db가 forward에서 잰 기울기와 일치합니다"""
    W, b, x = rng.normal(size=(3, 2)), rng.normal(size=2), rng.normal(size=(5, 3))
    layercheck(student.Affine, [W, b], x, gradients={0: "dW", 1: "db"})


@points(1)
def test_backward_twice(student, rng):
    """backward: called again it gives the same
    backward: 다시 호출해도 결과가 같습니다"""
    layer = student.Affine(rng.normal(size=(3, 2)), rng.normal(size=2))
    layer.forward(rng.normal(size=(5, 3)))
    dout = rng.normal(size=(5, 2))
    layer.backward(dout)
    dW = layer.dW
    layer.backward(dout)
    close(layer.dW, dW)
