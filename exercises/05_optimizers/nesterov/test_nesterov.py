import numpy as np

from dlgrade.testing import check, close, points, public, unchanged
from dlref.optimizers import Nesterov


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
    """Gradients 1, 1, 0 with the momentum 0.5: w goes from 1 to 0.85, 0.675 and 0.6375
    모멘텀 계수가 0.5이고 기울기가 1, 1, 0이면 w는 1에서 0.85, 0.675, 0.6375로 움직입니다"""
    optimizer = student.Nesterov(lr=0.1, momentum=0.5)
    for w, g, wanted in ((1.0, 1.0, 0.85), (0.85, 1.0, 0.675), (0.675, 0.0, 0.6375)):
        same(optimizer.step({"w": np.array([w])}, {"w": np.array([g])}), {"w": np.array([wanted])})


@points(1)
def test_first_step(student, rng):
    """The first step from rest already looks ahead, for arrays of one, two and three dimensions
    1차원, 2차원, 3차원 배열 모두 정지 상태의 첫걸음부터 앞을 내다봅니다"""
    shapes = {"kernel": (2, 3, 4), "matrix": (3, 2), "vector": (5,), "one": (1,)}
    walk(rng, student.Nesterov(lr=0.1), Nesterov(lr=0.1), shapes, 1)


@points(3)
def test_steps(student, rng):
    """Where the sixth step in a row leads: the velocity of one step goes into the next
    이어서 간 여섯 번째 걸음의 결과가 맞습니다. 한 걸음의 속도가 다음 걸음에 들어갑니다"""
    yours, right, shapes = (
        student.Nesterov(lr=0.1, momentum=0.8),
        Nesterov(lr=0.1, momentum=0.8),
        {"weights": (3, 4), "biases": (4,)},
    )
    params = draw(rng, shapes)
    for _ in range(6):
        grads = draw(rng, shapes)
        found, params = yours.step(params, grads), right.step(params, grads)
    same(found, params)


@points(2)
def test_settings(student, rng):
    """Other learning rates and other momenta, named or in their order
    다른 학습률과 모멘텀 계수를 이름이나 순서로 주어도 됩니다"""
    for i, (lr, momentum) in enumerate(((0.5, 0.3), (0.02, 0.99), (2.0, 0.6))):
        shapes = {f"layer{i}": (2, 3), f"bias{i}": (3,)}
        walk(rng, student.Nesterov(lr, momentum), Nesterov(lr, momentum), shapes, 3)
        shapes = {f"dense{i}": (3, 2), f"shift{i}": (2,)}
        walk(rng, student.Nesterov(momentum=momentum, lr=lr), Nesterov(lr, momentum), shapes, 3)


@points(1)
def test_without_momentum(student, rng):
    """The momentum may be 0: every step is then one of plain gradient descent
    모멘텀 계수는 0일 수도 있습니다. 그때는 걸음마다 그냥 경사 하강법과 같습니다"""
    walk(rng, student.Nesterov(0.3, 0.0), Nesterov(0.3, 0.0), {"at_once": (2, 4)}, 3)


@points(1)
def test_defaults(student, rng):
    """Without arguments the learning rate is 0.01 and the momentum 0.9
    인수를 주지 않으면 학습률은 0.01, 모멘텀 계수는 0.9입니다"""
    walk(rng, student.Nesterov(), Nesterov(), {"usual": (2, 5)}, 3)


@points(1)
def test_bowl(student, rng):
    """Twelve steps down a bowl, each from where your own step before has led
    그릇 모양의 함수에서 자신의 결과를 이어받아 열두 걸음 내려갑니다"""
    yours, right = student.Nesterov(0.1, 0.8), Nesterov(0.1, 0.8)
    curvature = rng.uniform(0.2, 4.0, size=3)
    params = wanted = {"place": rng.normal(size=3)}
    for _ in range(12):
        params = plain(yours.step(params, {"place": curvature * params["place"]}))
        wanted = right.step(wanted, {"place": curvature * wanted["place"]})
        same(params, wanted)
        params = {"place": np.asarray(params["place"], dtype=float)}


@points(2)
def test_keys(student, rng):
    """Every parameter goes with its own gradient and its own velocity, in whatever order the keys come
    키의 순서가 바뀌어도 매개변수마다 자기 기울기와 자기 속도 값을 씁니다"""
    yours, right = student.Nesterov(0.2, 0.7), Nesterov(0.2, 0.7)
    shapes = {"W1": (2, 3), "W2": (2, 3), "b1": (3,), "b2": (3,)}
    orders = (("W1", "b1", "W2", "b2"), ("b2", "W2", "W1", "b1"), ("W2", "b1", "b2", "W1"))
    for order in orders:
        params = draw(rng, {name: shapes[name] for name in order})
        grads = draw(rng, {name: shapes[name] for name in reversed(order)})
        same(yours.step(params, grads), right.step(params, grads))


@points(1)
def test_from_where_it_is(student, rng):
    """Each step starts from the parameters that it is given, not from those of the step before
    매번 이전 걸음의 결과가 아니라 건네받은 매개변수에서 출발합니다"""
    yours, right = student.Nesterov(0.2, 0.7), Nesterov(0.2, 0.7)
    shapes = {"here": (4,), "there": (3, 2)}
    for _ in range(3):
        params, grads = draw(rng, shapes), draw(rng, shapes)
        same(yours.step(params, grads), right.step(params, grads))


@points(1)
def test_two_optimizers(student, rng):
    """Two optimizers side by side know nothing of each other
    나란히 쓰는 두 최적화 객체는 서로 영향을 주지 않습니다"""
    settings = ((0.2, 0.7), (0.3, 0.6))
    walk(rng, student.Nesterov(*settings[0]), Nesterov(*settings[0]), {"alone": (4,)}, 2)
    pairs = [(student.Nesterov(*s), Nesterov(*s)) for s in settings]
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
    yours, right = student.Nesterov(0.2, 0.7), Nesterov(0.2, 0.7)
    shapes = {"kept": (2, 3, 2), "too": (3,)}
    for _ in range(2):
        params, grads = draw(rng, shapes), draw(rng, shapes)
        same(unchanged(yours.step, params, grads), right.step(params, grads))
