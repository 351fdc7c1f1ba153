import numpy as np
from tinyref.training import Momentum

from dlgrade.testing import check, close, points, public, unchanged


@public
def test_example(student):
    """Two steps of the gradient 1: −0.1, then −0.19
    기울기 1로 두 걸음: −0.1, 그다음 −0.19"""
    optimizer = student.Momentum(lr=0.1)
    first = optimizer.step({"w": np.array([0.0])}, {"w": np.array([1.0])})
    close(first["w"], [-0.1])
    close(optimizer.step(first, {"w": np.array([1.0])})["w"], [-0.29])


@points(3)
def test_steps(student, rng):
    """Five steps with two parameters, whatever the order of the keys
    매개변수 둘로 다섯 걸음, 키의 순서는 상관없습니다"""
    yours, right = student.Momentum(0.05, 0.7), Momentum(0.05, 0.7)
    params = expected = {"W": rng.normal(size=(3, 2)), "b": rng.normal(size=2)}
    for i in range(5):
        keys = ("W", "b") if i % 2 else ("b", "W")
        grads = {key: rng.normal(size=expected[key].shape) for key in keys}
        params = yours.step({key: expected[key] for key in keys}, grads)
        expected = right.step(expected, grads)
        check(
            isinstance(params, dict) and set(params) == {"W", "b"},
            en="`step` should return a dict with the keys of `params`.",
            ko="`step`은 `params`와 키가 같은 사전을 반환해야 합니다.",
            actual=params,
        )
        for key in keys:
            close(params[key], expected[key])


@points(1)
def test_arguments_unchanged(student, rng):
    """The dicts and their arrays are left as they were
    사전과 그 안의 배열을 바꾸지 않습니다"""
    optimizer = student.Momentum()
    unchanged(optimizer.step, {"w": rng.normal(size=3)}, {"w": rng.normal(size=3)})
