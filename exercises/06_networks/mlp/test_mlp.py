from itertools import pairwise

import numpy as np

from dlgrade.testing import check, close, integers, observe, points, public, silent, unchanged
from dlref.networks import MLP, accuracy, two_spirals
from dlref.optimizers import Adam

FIRST = {
    "W1": np.array([[1.0, -1.0], [0.0, 2.0]]),
    "b1": np.array([0.0, -1.0]),
    "W2": np.array([[1.0, -1.0], [1.0, 2.0]]),
    "b2": np.array([0.0, 1.0]),
}
TINY = {
    "W1": np.array([[2.0]]),
    "b1": np.array([0.0]),
    "W2": np.array([[1.0, 2.0]]),
    "b2": np.array([6.0, 0.0]),
}
X = np.array([[1.0, 2.0], [2.0, 0.0]])
LABELS = np.array([1, 0])
NETS = (([4, 5, 3], 6), ([3, 2], 5), ([2, 6, 4, 5], 7), ([5, 3, 4, 6, 2], 8), ([3, 4, 2], 1))


def plain(found):
    """A dict of a kind of its own is a dict as well."""
    if getattr(found, "type_", "") in ("OrderedDict", "defaultdict"):
        return dict(list(found.items()))
    return found


def named(found, wanted, what):
    """A dict with the right keys."""
    found = plain(found)
    check(
        isinstance(found, dict) and found.keys() == wanted.keys(),
        en="`{what}` should be a dict with the keys {keys}.",
        ko="`{what}` 값은 키가 {keys}인 딕셔너리여야 합니다.",
        what=what,
        keys=", ".join(wanted),
        actual=found,
    )
    return found


def draw(rng, sizes):
    """Parameters for these sizes, biases included."""
    params = {}
    for layer, (inputs, outputs) in enumerate(pairwise(sizes), start=1):
        params[f"W{layer}"] = rng.normal(size=(inputs, outputs)) * np.sqrt(2.0 / inputs)
        params[f"b{layer}"] = rng.normal(scale=0.5, size=outputs)
    return params


def samples(rng, sizes, n):
    """Inputs and labels."""
    return rng.normal(size=(n, sizes[0])), rng.integers(0, sizes[-1], size=n)


def pair(student, rng, sizes, params=None):
    """Your net and the right one, with the same parameters."""
    params = draw(rng, sizes) if params is None else params
    yours, right = student.MLP(list(sizes), rng), MLP(sizes, rng)
    yours.params = params
    right.params = params
    return yours, right


def same(found, wanted):
    found = named(found, wanted, "gradients(x, labels)")
    for name in wanted:
        close(found[name], wanted[name])


@public
@points(1)
def test_predict_example(student, rng):
    """predict and loss: the first example gives the logits [[3, 4], [2, -1]] and a loss of about 0.1809
    predict와 loss: 첫 예제의 로짓은 [[3, 4], [2, -1]]이고 손실은 약 0.1809입니다"""
    net = student.MLP([2, 2, 2], rng)
    net.params = FIRST
    close(net.predict(X), [[3.0, 4.0], [2.0, -1.0]])
    close(net.loss(X, LABELS), (np.log1p(np.exp(-1.0)) + np.log1p(np.exp(-3.0))) / 2)


@public
@points(1)
def test_gradients_example(student, rng):
    """gradients: the second example, W1 [[1.5]], b1 [0.5], W2 [[-3, 3]], b2 [-0.5, 0.5]
    gradients: 둘째 예제의 기울기는 W1 [[1.5]], b1 [0.5], W2 [[-3, 3]], b2 [-0.5, 0.5]입니다"""
    net = student.MLP([1, 1, 2], rng)
    net.params = TINY
    wanted = {"W1": [[1.5]], "b1": [0.5], "W2": [[-3.0, 3.0]], "b2": [-0.5, 0.5]}
    same(net.gradients(np.array([[3.0]]), np.array([0])), wanted)


def spread(params, sizes, wanted):
    """The standard deviations of the weights, over what they should be."""
    return [
        float(np.std(np.asarray(params[f"W{layer}"], dtype=float))) / std
        for layer, std in zip(range(1, len(sizes)), wanted, strict=True)
    ]


def started(student, rng, sizes, *args, **kwargs):
    """The first parameters of your net, once their names and shapes are right."""
    found = named(student.MLP(list(sizes), rng, *args, **kwargs).params, draw(rng, sizes), "params")
    for layer, shape in enumerate(pairwise(sizes), start=1):
        for name, size in ((f"W{layer}", shape), (f"b{layer}", shape[1:])):
            check(
                np.shape(found[name]) == size and np.isfinite(np.asarray(found[name], dtype=float)).all(),
                en="For sizes = {sizes}, `{name}` should be an array of finite numbers of shape {shape}.",
                ko="sizes = {sizes}이면 `{name}`은 모양이 {shape}인 유한한 수의 배열이어야 합니다.",
                sizes=sizes,
                name=name,
                shape=size,
                actual=found[name],
            )
    return found


def judge_spread(student, ratios, means, what):
    """Standard deviations within 12 %, means within what chance allows; noted coarsely for the diagnosis."""
    observe(
        student,
        ratios=[round(2.0 * float(np.log(max(r, 1e-6)) / np.log(1.3))) / 2.0 for r in ratios],
        centred=int(max(means) < 0.15),
    )
    check(
        all(abs(r - 1.0) < 0.12 for r in ratios),
        en="With {what} the standard deviations of the weights are {found} times what they should be, first layer first.",
        ko="{what}일 때 가중치의 표준편차가 첫 층부터 차례로 알맞은 값의 {found}배입니다.",
        what=what,
        found=", ".join(f"{r:.2f}" for r in ratios),
    )
    check(
        max(means) < 0.15,
        en="The mean of the weights is far from 0.",
        ko="가중치의 평균이 0에서 멀리 떨어져 있습니다.",
    )
    close(ratios, np.ones(len(ratios)), atol=0.12)


def centre(params, sizes):
    """The means of the weights in units of their standard deviation."""
    weights = [np.asarray(params[f"W{layer}"], dtype=float) for layer in range(1, len(sizes))]
    return [abs(float(w.mean())) / max(float(w.std()), 1e-12) for w in weights]


@points(1)
def test_start(student, rng):
    """At the start params has an array of the right shape for each name, and all biases are 0
    처음에 params에는 이름마다 모양이 맞는 배열이 있고 편향은 모두 0입니다"""
    for sizes in ([4, 5, 3], [3, 2], [5, 3, 4, 6, 2]):
        params = started(student, rng, sizes)
        biases = [np.asarray(params[f"b{layer}"], dtype=float) for layer in range(1, len(sizes))]
        zero = all((b == 0).all() for b in biases)
        observe(student, zero=int(zero), size=[float(np.round(np.abs(b).max(), 0)) for b in biases])
        check(
            zero,
            en="The biases should start at 0.",
            ko="편향은 0에서 시작해야 합니다.",
            actual=biases[0],
        )
        close(biases[0], np.zeros(sizes[1]))


@points(1)
def test_he(student, rng):
    """By default, and with "he", the weights have the standard deviation √(2 / D)
    기본값과 "he"에서 가중치의 표준편차는 √(2 / D)입니다"""
    sizes = [80, 30, 60]
    wanted = [np.sqrt(2.0 / d) for d in sizes[:-1]]
    for args in ((), ("he",)):
        params = started(student, rng, sizes, *args)
        judge_spread(student, spread(params, sizes, wanted), centre(params, sizes), '"he"')


@points(1)
def test_xavier_and_number(student, rng):
    """With "xavier" the standard deviation is √(2 / (D + M)), with a number that number
    표준편차는 "xavier"이면 √(2 / (D + M))이고, 수를 주면 그 수입니다"""
    sizes = [80, 30, 60]
    ratios, means, right = [], [], []
    for scale in ("xavier", 0.3, 0.02, 2):
        params = started(student, rng, sizes, weight_scale=scale)
        wanted = [np.sqrt(2.0 / (d + m)) if scale == "xavier" else scale for d, m in pairwise(sizes)]
        ratios.append(spread(params, sizes, wanted))
        means.append(max(centre(params, sizes)))
        right.append(int(all(abs(r - 1.0) < 0.12 for r in ratios[-1])))
    observe(
        student, right=right, coarse=[[round(3 * float(np.log(max(r, 1e-6)))) for r in row] for row in ratios]
    )
    for scale, row, mean in zip(('"xavier"', "0.3", "0.02", "2"), ratios, means, strict=True):
        judge_spread(student, row, [mean], scale)


@points(1)
def test_chance(student, rng):
    """All chance comes from rng: other generators give other weights, equal generators equal ones
    난수는 모두 rng에서 뽑습니다. 생성기가 다르면 가중치도 다르고, 똑같이 시작하면 같습니다"""
    seed = int(rng.integers(2**31))
    sizes = [4, 4, 4, 4]
    nets = [student.MLP(list(sizes), np.random.default_rng(s)) for s in (seed, seed, seed + 1)]
    first, again, other = (
        np.array([np.asarray(net.params[name], dtype=float) for name in ("W1", "W2", "W3")]) for net in nets
    )
    equal, different = bool((first == again).all()), bool((first != other).all())
    layers = bool((first != np.roll(first, 1, axis=0)).any(axis=(1, 2)).all())
    units = bool(first.std() > 0)
    observe(student, equal=int(equal), different=int(different), layers=int(layers), units=int(units))
    check(
        units and different,
        en="Two generators give the same weights, or weights are equal among themselves. Draw every weight from `rng`.",
        ko="생성기가 다른데 가중치가 같거나, 가중치끼리 서로 같습니다. 가중치를 하나하나 `rng`에서 뽑으세요.",
    )
    check(
        equal,
        en="Two generators that start alike give different weights. Does some chance come from elsewhere than `rng`?",
        ko="똑같이 시작하는 생성기 두 개로 만든 가중치가 다릅니다. `rng`가 아닌 곳에서 뽑은 난수가 있지 않나요?",
    )
    check(
        layers,
        en="Two layers of equal shape start with equal weights.",
        ko="모양이 같은 두 층이 같은 가중치로 시작합니다.",
    )
    integers([int(equal), int(different)], [1, 1])


@points(2)
def test_predict(student, rng):
    """predict: nets with no, one, two and three hidden layers, any number of samples
    predict: 은닉층이 없거나 하나, 둘, 셋인 신경망에서 샘플이 몇 개든 맞습니다"""
    for sizes, n in NETS:
        yours, right = pair(student, rng, sizes)
        x, _ = samples(rng, sizes, n)
        close(yours.predict(x), right.predict(x))


@points(1)
def test_loss(student, rng):
    """loss: the mean over the samples, for nets of any depth
    loss: 깊이가 어떻든 샘플에 대한 평균입니다"""
    for sizes, n in NETS:
        yours, right = pair(student, rng, sizes)
        x, labels = samples(rng, sizes, n)
        close(yours.loss(x, labels), right.loss(x, labels))


@points(1)
def test_large(student, rng):
    """loss and gradients: right and without warnings for logits of some hundreds
    loss와 gradients: 로짓의 크기가 수백이어도 정확하고 경고가 없습니다"""
    params = draw(rng, [3, 4])
    params["b1"] = rng.permutation([900.0, -900.0, 0.0, 880.0])
    yours, right = pair(student, rng, [3, 4], params)
    x, labels = rng.normal(size=(6, 3)), np.array([0, 1, 2, 3, 1, 2])
    close(yours.loss(x, labels), right.loss(x, labels))
    same(yours.gradients(x, labels), right.gradients(x, labels))
    silent(student, keep=0.5)


@points(2)
def test_gradients(student, rng):
    """gradients: one per parameter, for nets of any depth
    gradients: 깊이가 어떻든 매개변수마다 기울기가 맞습니다"""
    for sizes, n in NETS:
        yours, right = pair(student, rng, sizes)
        x, labels = samples(rng, sizes, n)
        same(yours.gradients(x, labels), right.gradients(x, labels))


@points(0.5)
def test_slope(student, rng):
    """gradients agree with the slope of your own loss
    gradients가 여러분의 loss에서 잰 기울기와 일치합니다"""
    sizes, n, h = [2, 3, 2], 4, 1e-5
    for _ in range(100):  # no unit near its kink
        params = draw(rng, sizes)
        x, labels = samples(rng, sizes, n)
        if np.abs(x @ params["W1"] + params["b1"]).min() > 0.05:
            break
    yours, right = pair(student, rng, sizes, params)
    close(yours.loss(x, labels), right.loss(x, labels))
    found = named(yours.gradients(x, labels), params, "gradients(x, labels)")
    for name, value in params.items():
        slopes = np.zeros(value.shape)
        for i in range(value.size):
            losses = []
            for step in (h, -h):
                moved = value.copy()
                moved.flat[i] += step
                yours.params = {**params, name: moved}
                losses.append(float(yours.loss(x, labels)))
            slopes.flat[i] = (losses[0] - losses[1]) / (2 * h)
        close(found[name], slopes, rtol=1e-6, atol=1e-8)


@points(0.5)
def test_kink(student, rng):
    """gradients: where the input of a ReLU is exactly 0, nothing goes back
    gradients: ReLU의 입력이 정확히 0인 곳으로는 아무것도 돌아가지 않습니다"""
    sizes = [3, 4, 2]
    params = draw(rng, sizes)
    params["b1"] = np.zeros(4)
    x, labels = samples(rng, sizes, 5)
    x[[1, 3]] = 0.0
    yours, right = pair(student, rng, sizes, params)
    same(yours.gradients(x, labels), right.gradients(x, labels))


@points(1)
def test_params_now(student, rng):
    """All methods use what params holds now and the samples of this call; none of them changes params
    모든 메서드는 지금의 params와 이번 호출의 샘플을 쓰고, params를 바꾸지 않습니다"""
    sizes = [3, 4, 2]
    yours, right = pair(student, rng, sizes)
    x, labels = samples(rng, sizes, 5)
    for _ in range(2):
        yours.predict(rng.normal(size=(6, 3)))
        yours.loss(*samples(rng, sizes, 4))
        same(yours.gradients(x, labels), right.gradients(x, labels))
        close(yours.predict(x), right.predict(x))
        yours.params = right.params = draw(rng, sizes)
        same(yours.gradients(x, labels), right.gradients(x, labels))
        close(yours.loss(x, labels), right.loss(x, labels))
        now = named(yours.params, right.params, "params")
        for name, value in right.params.items():
            close(now[name], value)


@points(0.5)
def test_two_nets(student, rng):
    """Two nets side by side know nothing of each other
    나란히 만든 두 신경망은 서로 영향을 주지 않습니다"""
    sizes = [3, 4, 2]
    first = student.MLP(list(sizes), rng)
    before = {name: np.asarray(value, dtype=float) for name, value in plain(first.params).items()}
    right = MLP(sizes, rng)
    right.params = before
    x, _ = samples(rng, sizes, 5)
    second = student.MLP(list(sizes), rng)
    second.predict(x)
    found = np.asarray(first.predict(x), dtype=float)
    alike = found.shape == (5, 2) and bool(np.allclose(found, right.predict(x), rtol=1e-8, atol=1e-10))
    observe(student, alike=int(alike))
    check(
        alike,
        en="After a second net has been made, the first one predicts something else.",
        ko="두 번째 신경망을 만든 뒤에 첫 번째 신경망의 예측이 달라집니다.",
    )


@points(0.5)
def test_arguments_unchanged(student, rng):
    """x and labels are left as they were
    x와 labels를 바꾸지 않습니다"""
    sizes = [3, 4, 2]
    yours, right = pair(student, rng, sizes)
    x, labels = samples(rng, sizes, 5)
    close(unchanged(yours.predict, x), right.predict(x))
    close(unchanged(yours.loss, x, labels), right.loss(x, labels))
    same(unchanged(yours.gradients, x, labels), right.gradients(x, labels))


def train(net, x, labels):
    """The best share of right answers within 300 steps; ends at 95 %."""
    sizes = [2, 32, 2]
    params = {
        name: np.asarray(value, dtype=float)
        for name, value in named(net.params, draw(np.random.default_rng(0), sizes), "params").items()
    }
    best, optimizer = 0.0, Adam(lr=0.05)
    for step in range(301):
        if step % 20 == 0:
            scores = np.asarray(net.predict(x), dtype=float)
            check(
                scores.shape == (100, 2),
                en="`predict` should return logits of shape (100, 2).",
                ko="`predict` 메서드는 모양이 (100, 2)인 로짓을 반환해야 합니다.",
                actual=scores,
            )
            best = max(best, accuracy(scores, labels))
            if best >= 0.95:
                break
        grads = named(net.gradients(x, labels), params, "gradients(x, labels)")
        for name, value in params.items():
            check(
                np.shape(grads[name]) == value.shape,
                en="The gradient of `{name}` should have shape {shape}.",
                ko="`{name}`의 기울기는 모양이 {shape}이어야 합니다.",
                name=name,
                shape=value.shape,
                actual=grads[name],
            )
        params = optimizer.step(params, grads)
        net.params = params
    return best


@points(1)
def test_spirals(student, rng):
    """With 32 hidden units and Adam your net learns two spirals: 95 % are right within 300 steps
    은닉 유닛 32개와 Adam으로 두 나선을 배웁니다. 300걸음 안에 95%를 맞힙니다"""
    x, labels = two_spirals(100, rng)
    best = 0.0
    for _ in range(3):  # a start that leads nowhere is rare, but not the student's fault
        best = max(best, train(student.MLP([2, 32, 2], rng), x, labels))
        if best >= 0.95:
            break
    observe(student, learnt=int(best >= 0.95))
    check(
        best >= 0.95,
        en="After 300 steps only {share:.0%} of the points are classified correctly.",
        ko="300걸음이 지나도 점의 {share:.0%}만 맞힙니다.",
        share=best,
    )
