import numpy as np
from tinyref.layers import BatchNorm

from dlgrade.testing import close, layercheck, points, public


@public
def test_example(student):
    """The column [1, 3] becomes [-1, 1]
    열 [1, 3]은 [-1, 1]이 됩니다"""
    close(student.BatchNorm(1).forward(np.array([[1.0], [3.0]])), [[-1.0], [1.0]], rtol=1e-4)


@points(2)
def test_scale_and_shift(student, rng):
    """forward uses gamma and beta as they are now
    forward는 지금의 gamma와 beta를 씁니다"""
    x, gamma, beta = rng.normal(size=(5, 3)), rng.normal(size=3), rng.normal(size=3)
    layer, right = student.BatchNorm(3), BatchNorm(3)
    layer.gamma, layer.beta = gamma, beta
    right.gamma, right.beta = gamma, beta
    close(layer.forward(x), right.forward(x))


@points(2)
def test_running(student, rng):
    """After training steps the running mean and variance are used
    학습 단계가 지나면 이동 평균과 이동 분산을 씁니다"""
    layer, right = student.BatchNorm(3, momentum=0.7), BatchNorm(3, momentum=0.7)
    for _ in range(2):
        x = rng.normal(2.0, 3.0, size=(5, 3))
        layer.forward(x)
        right.forward(x)
    close(layer.running_mean, right.running_mean)
    close(layer.running_var, right.running_var)
    close(layer.forward(x, train=False), right.forward(x, train=False))


@points(4)
def test_backward(student, rng):
    """backward: dx, dgamma and dbeta agree with the slope of your forward
    backward: dx, dgamma, dbeta가 forward에서 잰 기울기와 일치합니다"""
    layercheck(
        student.BatchNorm,
        [3],
        rng.normal(size=(5, 3)),
        attributes={"gamma": rng.normal(size=3), "beta": rng.normal(size=3)},
        gradients={"gamma": "dgamma", "beta": "dbeta"},
    )
