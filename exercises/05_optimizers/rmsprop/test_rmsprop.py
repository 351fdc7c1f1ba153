import numpy as np

from dlgrade.testing import check, close, points, public, silent, unchanged
from dlref.optimizers import RMSProp


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
    """Gradients 4 and 2 with decay = 0.75, lr = 0.3 and eps = 1: w goes from 1 to 0.6 and 0.4
    decay = 0.75, lr = 0.3, eps = 1이고 기울기가 4, 2이면 w는 1에서 0.6, 0.4로 움직입니다"""
    optimizer = student.RMSProp(lr=0.3, decay=0.75, eps=1.0)
    for w, g, wanted in ((1.0, 4.0, 0.6), (0.6, 2.0, 0.4)):
        same(optimizer.step({"w": np.array([w])}, {"w": np.array([g])}), {"w": np.array([wanted])})


@points(1)
def test_first_step(student, rng):
    """The first step with decay 0.9, for arrays of one, two and three dimensions
    decay가 0.9일 때의 첫걸음이 1차원, 2차원, 3차원 배열에서 맞습니다"""
    shapes = {"kernel": (2, 3, 4), "matrix": (3, 2), "vector": (5,), "one": (1,)}
    walk(rng, student.RMSProp(lr=0.1), RMSProp(lr=0.1), shapes, 1)


@points(3)
def test_steps(student, rng):
    """Where the eighth step in a row leads: older squares fade away
    이어서 간 여덟 번째 걸음의 결과가 맞습니다. 오래된 제곱은 점점 흐려집니다"""
    yours, right, shapes = student.RMSProp(lr=0.1), RMSProp(lr=0.1), {"weights": (3, 4), "biases": (4,)}
    params = draw(rng, shapes)
    for _ in range(8):
        grads = draw(rng, shapes)
        found, params = yours.step(params, grads), right.step(params, grads)
    same(found, params)


@points(2)
def test_settings(student, rng):
    """Other learning rates and decays, and an eps so large that its place in the formula shows
    다른 학습률과 decay, 그리고 식에서 놓인 자리가 드러날 만큼 큰 eps에서도 맞습니다"""
    for i, settings in enumerate(((0.5, 0.3, 0.1), (0.02, 0.99, 0.5), (2.0, 0.6, 1e-3))):
        shapes = {f"layer{i}": (2, 3), f"bias{i}": (3,)}
        walk(rng, student.RMSProp(*settings), RMSProp(*settings), shapes, 3)
        named = dict(zip(("lr", "decay", "eps"), settings, strict=True))
        shapes = {f"dense{i}": (3, 2), f"shift{i}": (2,)}
        walk(rng, student.RMSProp(**named), RMSProp(*settings), shapes, 3)


@points(1)
def test_no_memory(student, rng):
    """The decay may be 0: only the present gradient counts then
    decay는 0일 수도 있습니다. 그때는 지금의 기울기만 남습니다"""
    walk(rng, student.RMSProp(0.3, 0.0, 0.1), RMSProp(0.3, 0.0, 0.1), {"at_once": (2, 4)}, 3)


@points(1)
def test_defaults(student, rng):
    """Without arguments lr is 0.01, decay 0.9 and eps 1e-8, even where gradients are tiny
    인수를 주지 않으면 lr = 0.01, decay = 0.9, eps = 1e-8이며 아주 작은 기울기에서도 맞습니다"""
    yours, right = student.RMSProp(), RMSProp()
    for _ in range(3):
        params = draw(rng, {"usual": (2, 5), "flat": (4,)})
        grads = {"usual": rng.normal(size=(2, 5)), "flat": rng.uniform(1e-9, 1e-7, size=4)}
        same(yours.step(params, grads), right.step(params, grads))


@points(1)
def test_no_gradient(student, rng):
    """Where every gradient so far was 0 the parameter stays, without a division by zero
    지금까지 기울기가 계속 0이었던 원소는 그대로 있고, 0으로 나누는 일도 없습니다"""
    yours, right = student.RMSProp(lr=0.1), RMSProp(lr=0.1)
    for _ in range(2):
        params, grads = draw(rng, {"idle": (3, 2)}), draw(rng, {"idle": (3, 2)})
        grads["idle"][1] = 0.0
        same(yours.step(params, grads), right.step(params, grads))
    silent(student)


@points(2)
def test_keys(student, rng):
    """Every parameter goes with its own gradient and its own mean square, in whatever order the keys come
    키의 순서가 바뀌어도 매개변수마다 자기 기울기와 자기 제곱 평균을 씁니다"""
    yours, right = student.RMSProp(0.2, 0.7, 0.1), RMSProp(0.2, 0.7, 0.1)
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
    yours, right = student.RMSProp(0.2, 0.7, 0.1), RMSProp(0.2, 0.7, 0.1)
    shapes = {"here": (4,), "there": (3, 2)}
    for _ in range(3):
        params, grads = draw(rng, shapes), draw(rng, shapes)
        same(yours.step(params, grads), right.step(params, grads))


@points(1)
def test_two_optimizers(student, rng):
    """Two optimizers side by side know nothing of each other
    나란히 쓰는 두 최적화 객체는 서로 영향을 주지 않습니다"""
    settings = ((0.2, 0.7, 0.1), (0.3, 0.6, 0.2))
    walk(rng, student.RMSProp(*settings[0]), RMSProp(*settings[0]), {"alone": (4,)}, 2)
    pairs = [(student.RMSProp(*s), RMSProp(*s)) for s in settings]
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
    yours, right = student.RMSProp(0.2, 0.7, 0.1), RMSProp(0.2, 0.7, 0.1)
    shapes = {"kept": (2, 3, 2), "too": (3,)}
    for _ in range(2):
        params, grads = draw(rng, shapes), draw(rng, shapes)
        same(unchanged(yours.step, params, grads), right.step(params, grads))
