import numpy as np

from dlgrade.testing import close, layercheck, points, public, unchanged
from dlref.regularization import BatchNorm


def batch(rng, n, d):
    """Features with means and spreads of their own."""
    return rng.normal(size=(n, d)) * rng.uniform(0.5, 4.0, size=d) + rng.uniform(-6.0, 6.0, size=d)


def learned(rng, d):
    """A scale and a shift as training might have left them."""
    gamma = rng.uniform(0.4, 2.5, size=d) * rng.choice([-1.0, 1.0], size=d)
    return {"gamma": gamma, "beta": rng.normal(size=d)}


def followed(rng, d):
    """Running statistics as training might have left them."""
    return {"running_mean": rng.normal(2.0, 2.0, size=d), "running_var": rng.uniform(0.3, 5.0, size=d)}


def both(student, values, *settings, **named):
    """Your layer and the right one, with the same attributes."""
    layers = student.BatchNorm(*settings, **named), BatchNorm(*settings, **named)
    for layer in layers:
        for name, value in values.items():
            setattr(layer, name, value.copy())
    return layers


@public
@points(1)
def test_example(student):
    """The column 0, 6 with eps = 16 becomes -0.6, 0.6; running mean 0.3, running variance 1.8
    eps = 16일 때 열 0, 6은 -0.6, 0.6이 되고 이동 평균은 0.3, 이동 분산은 1.8입니다"""
    layer = student.BatchNorm(1, eps=16.0)
    close(layer.forward(np.array([[0.0], [6.0]])), [[-0.6], [0.6]])
    close(layer.running_mean, [0.3])
    close(layer.running_var, [1.8])
    close(layer.backward(np.array([[1.0], [0.0]])), [[0.064], [-0.064]])


@points(2)
def test_forward(student, rng):
    """forward in training: every feature is normalised over the samples of the batch
    학습할 때의 forward: 특징마다 배치의 샘플에 대해 정규화합니다"""
    for n, d in ((5, 3), (3, 7), (4, 4), (6, 1), (1, 3)):
        x = batch(rng, n, d)
        yours, right = both(student, {}, d)
        close(yours.forward(x), right.forward(x))


@points(1)
def test_scale_and_shift(student, rng):
    """forward scales and shifts with what gamma and beta hold now
    forward는 지금의 gamma를 곱하고 beta를 더합니다"""
    yours, right = both(student, learned(rng, 3), 3)
    for _ in range(2):
        for name, value in learned(rng, 3).items():
            setattr(yours, name, value)
            setattr(right, name, value)
        x = batch(rng, 5, 3)
        close(yours.forward(x), right.forward(x))


@points(1)
def test_eps(student, rng):
    """eps: its place in the formula, its default, and a feature that does not vary
    eps: 식에서 놓인 자리, 기본값, 그리고 값이 변하지 않는 특징에서 맞습니다"""
    x = batch(rng, 6, 4)
    yours, right = both(student, {}, 4, 0.9, 2.0)
    close(yours.forward(x), right.forward(x))
    yours, right = both(student, {}, 4)
    x = rng.normal(size=(6, 4)) * 3e-3
    x[:, 2] = 0.75
    close(yours.forward(x), right.forward(x))


@points(2)
def test_running(student, rng):
    """Every training step moves the running mean and the running variance a little towards those of the batch
    학습 단계마다 이동 평균과 이동 분산이 배치의 값 쪽으로 조금씩 움직입니다"""
    for settings in ((), (0.6,), (0.25,), (0.0,)):
        yours, right = both(student, {}, 3, *settings)
        for n in (4, 7, 5):
            x = batch(rng, n, 3)
            yours.forward(x)
            right.forward(x)
            close(yours.running_mean, right.running_mean)
            close(yours.running_var, right.running_var)


@points(2)
def test_not_training(student, rng):
    """With train=False the running values are used and stay as they are, even for a single sample
    train=False이면 이동 통계를 쓰고, 이동 통계는 바뀌지 않습니다. 샘플이 하나여도 됩니다"""
    values = {**learned(rng, 4), **followed(rng, 4)}
    yours, right = both(student, values, 4, eps=0.5)
    for n in (5, 1):
        x = batch(rng, n, 4)
        close(yours.forward(x, train=False), right.forward(x, train=False))
    close(yours.running_mean, values["running_mean"])
    close(yours.running_var, values["running_var"])
    yours, right = both(student, {}, 4, 0.7)
    for train in (True, True, False):
        x = batch(rng, 6, 4)
        out, wanted = yours.forward(x, train=train), right.forward(x, train=train)
    close(out, wanted)


@points(1)
def test_gradients(student, rng):
    """backward sets dgamma and dbeta: one number for each feature, from all samples
    backward는 dgamma와 dbeta를 설정합니다. 특징마다 하나씩이고 모든 샘플에서 나옵니다"""
    yours, right = both(student, learned(rng, 3), 3)
    for n in (5, 4):
        x, dout = batch(rng, n, 3), rng.normal(size=(n, 3))
        for layer in (yours, right):
            layer.forward(x)
            layer.backward(dout)
        close(yours.dbeta, right.dbeta)
        close(yours.dgamma, right.dgamma)


@points(2)
def test_backward(student, rng):
    """backward in training agrees with the slopes of your forward
    학습할 때의 backward가 여러분의 forward에서 잰 기울기와 일치합니다"""
    for n, d in ((5, 3), (3, 4)):
        layercheck(
            student.BatchNorm,
            [d, 0.9, 0.1],
            batch(rng, n, d),
            attributes=learned(rng, d),
            gradients={"gamma": "dgamma", "beta": "dbeta"},
        )


@points(1)
def test_backward_not_training(student, rng):
    """backward after train=False: the running values are constants
    train=False 다음의 backward: 이동 통계는 상수입니다"""
    layercheck(
        student.BatchNorm,
        [3, 0.9, 0.2],
        batch(rng, 5, 3),
        attributes={**learned(rng, 3), **followed(rng, 3)},
        gradients={"gamma": "dgamma", "beta": "dbeta"},
        train=False,
    )


@points(1)
def test_modes_in_turn(student, rng):
    """backward goes with the last forward, may be called twice, and two layers know nothing of each other
    backward는 마지막 forward를 따르고 두 번 불러도 되며, 두 층은 서로 영향을 주지 않습니다"""
    values = learned(rng, 3)
    yours, right = both(student, values, 3, 0.8, 0.1)
    other, other_right = both(student, learned(rng, 3), 3, 0.3, 2.0)
    for train in (True, False, True):
        x, dout = batch(rng, 5, 3), rng.normal(size=(5, 3))
        for layer in (yours, right):
            layer.forward(x, train=train)
        for layer in (other, other_right):
            layer.forward(x + 1.0, train=not train)
        wanted = right.backward(dout)
        close(yours.backward(dout), wanted)
        close(yours.backward(dout), wanted)
        close(yours.dgamma, right.dgamma)
        close(yours.dbeta, right.dbeta)
    close(yours.running_var, right.running_var)
    close(other.running_mean, other_right.running_mean)


@points(1)
def test_arguments_unchanged(student, rng):
    """x and dout are left as they were
    x와 dout을 바꾸지 않습니다"""
    layer = student.BatchNorm(3)
    for train in (True, False):
        unchanged(layer.forward, batch(rng, 4, 3), train=train)
        unchanged(layer.backward, rng.normal(size=(4, 3)))
