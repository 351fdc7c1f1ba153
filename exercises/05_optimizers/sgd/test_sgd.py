import numpy as np

from dlgrade.testing import check, close, points, public, unchanged
from dlref.optimizers import SGD


def draw(rng, shapes):
    return {name: rng.normal(size=shape) for name, shape in shapes.items()}


def plain(found):
    """A dict of a kind of its own is a dict as well."""
    if getattr(found, "type_", "") in ("OrderedDict", "defaultdict"):
        return dict(list(found.items()))
    return found


def same(found, wanted):
    found = plain(found)
    check(
        isinstance(found, dict) and found.keys() == wanted.keys(),
        en="`step` should return a dict of the new parameters, with the keys of `params`.",
        ko="`step` 메서드는 `params` 딕셔너리와 키가 같은 새 매개변수 딕셔너리를 반환해야 합니다.",
        actual=found,
    )
    for name in wanted:
        close(found[name], wanted[name])


def walk(rng, yours, right, shapes, steps):
    """Several steps, each from where the one before has led."""
    params = draw(rng, shapes)
    for _ in range(steps):
        grads = draw(rng, shapes)
        wanted = right.step(params, grads)
        same(yours.step(params, grads), wanted)
        params = wanted


@public
@points(1)
def test_example(student):
    """w = [1, 2] with the gradient [3, -4] and the learning rate 0.1 becomes [0.7, 2.4]
    w = [1, 2], 기울기 [3, -4], 학습률 0.1이면 새 w는 [0.7, 2.4]입니다"""
    params = {"w": np.array([1.0, 2.0]), "b": np.array([0.5])}
    grads = {"w": np.array([3.0, -4.0]), "b": np.array([0.0])}
    same(student.SGD(lr=0.1).step(params, grads), {"w": np.array([0.7, 2.4]), "b": np.array([0.5])})


@points(2)
def test_step(student, rng):
    """One step against the gradient, for arrays of one, two and three dimensions
    1차원, 2차원, 3차원 배열에서 기울기 반대 방향으로 한 걸음 옮깁니다"""
    for lr in (0.1, 0.5):
        yours, right = student.SGD(lr=lr), SGD(lr=lr)
        walk(rng, yours, right, {"kernel": (2, 3, 4), "matrix": (3, 2), "vector": (5,), "one": (1,)}, 1)


@points(2)
def test_learning_rate(student, rng):
    """The step is as long as the learning rate and the gradient make it, small or large
    걸음의 길이는 학습률과 기울기의 크기에 비례합니다"""
    for lr in (0.003, 0.25, 2.0):
        yours, right = student.SGD(lr), SGD(lr)
        for scale in (1e-3, 1.0, 1e3):
            params, grads = draw(rng, {"w": (3, 4)}), {"w": scale * rng.normal(size=(3, 4))}
            same(yours.step(params, grads), right.step(params, grads))


@points(1)
def test_default(student, rng):
    """Without an argument the learning rate is 0.01
    인수를 주지 않으면 학습률은 0.01입니다"""
    walk(rng, student.SGD(), SGD(), {"usual": (2, 5)}, 2)


@points(2)
def test_nothing_remembered(student, rng):
    """The fifth step follows the same rule as the first: nothing is carried over
    다섯 번째 걸음도 첫걸음과 규칙이 같습니다. 이전 걸음에서 넘겨받는 것이 없습니다"""
    walk(rng, student.SGD(0.3), SGD(0.3), {"w_again": (3, 2), "b_again": (2,)}, 5)


@points(1)
def test_keys(student, rng):
    """Every parameter goes with the gradient of its own name, in whatever order the keys come
    키의 순서가 달라도 이름이 같은 매개변수와 기울기가 짝을 이룹니다"""
    yours, right = student.SGD(0.2), SGD(0.2)
    shapes = {"W1": (2, 3), "W2": (2, 3), "b1": (3,), "b2": (3,)}
    for order in (("W1", "b1", "W2", "b2"), ("b2", "W2", "W1", "b1"), ("gamma",)):
        params = draw(rng, {name: shapes.get(name, (4,)) for name in order})
        grads = draw(rng, {name: shapes.get(name, (4,)) for name in reversed(order)})
        same(student.SGD(0.2).step(params, grads), right.step(params, grads))
        if len(order) > 1:
            same(yours.step(params, grads), right.step(params, grads))


@points(1)
def test_from_where_it_is(student, rng):
    """Each step starts from the parameters that it is given, not from those of the step before
    매번 이전 걸음의 결과가 아니라 건네받은 매개변수에서 출발합니다"""
    yours, right = student.SGD(0.2), SGD(0.2)
    shapes = {"here": (4,), "there": (3, 2)}
    for _ in range(3):
        params, grads = draw(rng, shapes), draw(rng, shapes)
        same(yours.step(params, grads), right.step(params, grads))


@points(1)
def test_two_optimizers(student, rng):
    """Two optimizers side by side know nothing of each other
    나란히 쓰는 두 최적화 객체는 서로 영향을 주지 않습니다"""
    settings = ((0.2,), (0.3,))
    walk(rng, student.SGD(*settings[0]), SGD(*settings[0]), {"alone": (4,)}, 2)
    pairs = [(student.SGD(*s), SGD(*s)) for s in settings]
    shapes = {"left": (3,), "right": (2, 4)}
    for yours, right in (pairs[0], pairs[1], pairs[0]):
        params, grads = draw(rng, shapes), draw(rng, shapes)
        found, wanted = plain(yours.step(params, grads)), right.step(params, grads)
        check(
            isinstance(found, dict)
            and all(name in found and np.shape(found[name]) == wanted[name].shape for name in wanted)
            and all(np.allclose(found[name], wanted[name], rtol=1e-8, atol=1e-10) for name in wanted),
            en="With a second optimizer beside it, an optimizer takes another step than alone. Is something kept on the class or in "
            "a global variable instead of on `self`?",
            ko="다른 최적화 객체를 함께 쓰면 혼자 쓸 때와 다르게 움직입니다. `self` 객체가 아니라 클래스나 전역 변수에 무언가를 "
            "보관하고 있지 않나요?",
            actual=found,
        )


@points(1)
def test_arguments_unchanged(student, rng):
    """The dicts and the arrays in them are left as they were
    딕셔너리와 그 안의 배열을 바꾸지 않습니다"""
    yours, right = student.SGD(0.2), SGD(0.2)
    shapes = {"kept": (2, 3, 2), "too": (3,)}
    for _ in range(2):
        params, grads = draw(rng, shapes), draw(rng, shapes)
        same(unchanged(yours.step, params, grads), right.step(params, grads))
