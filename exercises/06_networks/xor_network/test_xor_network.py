import numpy as np

from dlgrade.testing import check, close, integers, observe, partial, points, public, unchanged

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR = [0, 1, 1, 0]


def trained(student, rng):
    params = student.train_xor(rng)
    check(
        isinstance(params, dict) and len(params) > 0,
        en="`train_xor` should return a dict of arrays.",
        ko="`train_xor` 함수는 배열의 딕셔너리를 반환해야 합니다.",
        actual=params,
    )
    return params


def arrays(params):
    """The parameters as arrays of numbers, once they are."""
    found = {}
    for key, value in params.items():
        try:
            found[key] = np.asarray(value)
        except ValueError:  # lists of unequal length
            found[key] = np.array(None)
        check(
            found[key].dtype.kind in "iuf",
            en="Each value of the dict should be an array of numbers or a number; that of {key} is not.",
            ko="딕셔너리의 값은 저마다 수의 배열이거나 수 하나여야 하는데 {key}의 값은 그렇지 않습니다.",
            key=repr(key),
            actual=value,
        )
    return found


def equal(a, b):
    """Whether two dicts hold the same arrays."""
    return a.keys() == b.keys() and all(np.array_equal(a[key], b[key]) for key in a)


def probabilities(student, params, X, name="p"):
    """What `predict_xor` returns for X, once its form is right; notes the form."""
    value = student.predict_xor(params, X)
    p = np.asarray(value)
    numbers = p.dtype.kind in "iuf" and bool(np.isfinite(p).all())
    observe(
        student, **{f"shape_{name}": p.shape, f"inside_{name}": numbers and bool(((p >= 0) & (p <= 1)).all())}
    )
    check(
        p.shape == (len(X),) and numbers and bool(((p >= 0) & (p <= 1)).all()),
        en="`predict_xor` should return {count} probabilities, from 0 to 1, in an array of shape ({count},).",
        ko="`predict_xor` 함수는 0부터 1까지의 확률 {count}개를 모양 ({count},)의 배열로 반환해야 합니다.",
        count=len(X),
        actual=value,
    )
    return p.astype(float)


def sides(p):
    """On which side of 0.5 each probability is; -1 exactly there."""
    return [int(v > 0.5) if v != 0.5 else -1 for v in p]


def lean(p):
    """As `sides`, for the diagnosis: near 0.5 chance decides, so that is a case of its own."""
    return [side if abs(v - 0.5) > 0.02 else -1 for side, v in zip(sides(p), p, strict=True)]


@public
@points(2)
def test_example(student, rng):
    """A trained network answers 0, 1, 1, 0 to (0, 0), (0, 1), (1, 0), (1, 1)
    학습한 신경망은 (0, 0), (0, 1), (1, 0), (1, 1)에 0, 1, 1, 0으로 답합니다"""
    p = probabilities(student, trained(student, rng), CORNERS)
    observe(student, sides=lean(p), flat=bool(np.ptp(p) < 0.1))
    check(
        sides(p) == XOR,
        en="The probabilities for the four points are {found}.",
        ko="네 점의 확률이 {found}입니다.",
        found=[round(float(v), 3) for v in p],
        actual=p,
    )
    integers(sides(p), XOR)


@points(5)
def test_any_start(student, rng):
    """Training succeeds from every one of eight starting points
    출발점 여덟 곳 어디에서나 학습에 성공합니다"""
    tables, leanings, flat, weights = [], [], [], []
    for number in range(8):
        params = trained(student, rng)
        weights.append(arrays(params))
        p = probabilities(student, params, CORNERS, str(number))
        tables.append(sides(p))
        leanings.append(lean(p))
        flat.append(bool(np.ptp(p) < 0.1))
    right = sum(table == XOR for table in tables)
    common = leanings[0] if all(table == leanings[0] for table in leanings) else [9, 9, 9, 9]
    none = XOR not in leanings
    observe(student, none=none, common=common, flat=all(flat))
    if 4 <= right < 8:
        partial(
            2,
            en="From {right} of 8 starting points all four points come out right; from the others training gets stuck.",
            ko="출발점 8곳 중 {right}곳에서만 네 점이 모두 맞습니다. 나머지에서는 학습이 도중에 갇힙니다.",
            right=right,
        )
    check(
        right == 8,
        en="From {right} of 8 starting points all four points come out right.",
        ko="출발점 8곳 중 {right}곳에서만 네 점이 모두 맞습니다.",
        right=right,
    )
    if all(equal(weights[0], other) for other in weights):
        partial(
            2,
            en="All 8 starting points lead to the same parameters: draw the first weights from `rng`.",
            ko="출발점 8곳에서 모두 같은 매개변수가 나옵니다. 첫 가중치를 `rng`에서 뽑으세요.",
        )
    integers(right, 8)


@points(1)
def test_start(student, rng):
    """train_xor: another generator, other parameters; the same again, the same parameters
    train_xor: 생성기가 다르면 매개변수도 다르고, 같으면 같습니다"""
    seed = int(rng.integers(2**32))
    one, same, other = (arrays(trained(student, np.random.default_rng(s))) for s in (seed, seed, seed + 1))
    repeats, differs = equal(one, same), not equal(one, other)
    observe(student, repeats=repeats, differs=differs)
    check(
        differs,
        en="Two different generators lead to the same parameters: draw the first weights from `rng`.",
        ko="서로 다른 생성기를 주어도 매개변수가 같습니다. 첫 가중치를 `rng`에서 뽑으세요.",
    )
    check(
        repeats,
        en="Two generators in the same state lead to different parameters: draw from `rng` and from nothing else.",
        ko="상태가 같은 두 생성기에서 서로 다른 매개변수가 나옵니다. 다른 곳이 아니라 `rng`에서만 뽑으세요.",
    )
    integers([int(repeats), int(differs)], [1, 1])


@points(2)
def test_rows(student, rng):
    """predict_xor: every row is a sample of its own, however many there are
    predict_xor: 행이 몇 개든 행마다 따로 계산합니다"""
    params = trained(student, rng)
    p = probabilities(student, params, CORNERS, "corners")
    order = rng.integers(4, size=7)
    several = probabilities(student, params, CORNERS[order], "several")
    single = probabilities(student, params, CORNERS[2:3], "single")
    observe(student, agree=bool(np.allclose(several, p[order]) and np.allclose(single, p[2:3])))
    close(several, p[order], rtol=1e-6, atol=1e-9)
    close(single, p[2:3], rtol=1e-6, atol=1e-9)


@points(2)
def test_between(student, rng):
    """predict_xor: between two corners the probability rises smoothly, it does not jump
    predict_xor: 두 꼭짓점 사이에서 확률이 갑자기 뛰지 않고 매끄럽게 변합니다"""
    params = trained(student, rng)
    way = np.linspace(0.0, 1.0, 1001)
    p = probabilities(student, params, np.stack([np.zeros(1001), way], axis=1))
    between = bool(((p > 0.02) & (p < 0.98)).any())
    observe(student, between=between, rises=bool(p[0] < 0.48 and p[-1] > 0.52))
    check(
        between,
        en="On the way from (0, 0) to (0, 1) no probability lies between 0.02 and 0.98: do not round them.",
        ko="(0, 0)에서 (0, 1)로 가는 길에 0.02와 0.98 사이의 확률이 하나도 없습니다. 반올림하지 마세요.",
        actual=p,
    )
    check(
        p[0] < 0.5 < p[-1],
        en="On the way from (0, 0) to (0, 1) the probability goes from {first:.3f} to {last:.3f}.",
        ko="(0, 0)에서 (0, 1)로 가는 길에 확률이 {first:.3f}에서 {last:.3f}로 변합니다.",
        first=p[0],
        last=p[-1],
    )
    integers(sides(p[[0, -1]]), [0, 1])


@points(2)
def test_parameters_count(student, rng):
    """predict_xor: with all parameters 0 every probability is 0.5
    predict_xor: 매개변수가 모두 0이면 확률은 모두 0.5입니다"""
    params = {key: np.zeros(value.shape) for key, value in arrays(trained(student, rng)).items()}
    p = probabilities(student, params, np.concatenate([CORNERS, rng.normal(size=(3, 2))]))
    observe(student, half=bool(np.allclose(p, 0.5)))
    close(p, np.full(7, 0.5))


@points(1)
def test_arguments_unchanged(student, rng):
    """predict_xor: parameters and inputs are left as they were
    predict_xor: 매개변수와 입력을 바꾸지 않습니다"""
    params = trained(student, rng)
    value = student.predict_xor(params, CORNERS)
    reply = student.record_.calls[-1].reply
    observe(student, changed=bool(reply is not None and reply.changed), shape=np.shape(value))
    unchanged(student.predict_xor, params, CORNERS)
