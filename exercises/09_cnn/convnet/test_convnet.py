from itertools import pairwise

import numpy as np

from dlgrade.testing import check, close, observe, picture, points, public, silent, unchanged
from dlref.cnn import ConvNet, conv2d
from dlref.networks import accuracy
from dlref.optimizers import Adam

EXAMPLE = {
    "W1": np.array([[[[2.0]]]]),
    "b1": np.array([-1.0]),
    "W2": np.array([[2.0]]),
    "b2": np.array([0.0]),
    "W3": np.array([[1.0, 2.0]]),
    "b3": np.array([6.0, 0.0]),
}
X = np.array([[[[1.0, 2.0], [0.0, -1.0]]]])
# Picture, filters, kernel, hidden units, classes; and the number of pictures.
EVEN = (((1, 4, 6), 2, 3, 5, 3), 4), (((2, 6, 4), 3, 3, 4, 5), 2), (((3, 2, 8), 2, 5, 6, 4), 3)
ODD = (((1, 5, 7), 2, 3, 4, 3), 2), (((2, 4, 5), 3, 3, 2, 4), 5), (((3, 3, 2), 2, 3, 5, 2), 4)
KERNELS = (((2, 5, 4), 3, 1, 4, 2), 3), (((1, 6, 5), 2, 5, 3, 4), 2), (((2, 3, 4), 4, 5, 5, 3), 1)
SMALL = (((2, 4, 5), 3, 3, 4, 3), 5)


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


def draw(rng, shape):
    """Parameters for a net, biases included."""
    params = ConvNet(*shape, rng).params
    return {
        name: value + (rng.normal(scale=0.3, size=value.shape) if name[0] == "b" else 0.0)
        for name, value in params.items()
    }


def samples(rng, shape, n):
    """Pictures and labels."""
    return rng.normal(size=(n, *shape[0])), rng.integers(0, shape[-1], size=n)


def pair(student, rng, shape, params=None):
    """Your net and the right one, with the same parameters."""
    params = draw(rng, shape) if params is None else params
    yours, right = student.ConvNet(*shape, rng), ConvNet(*shape, rng)
    yours.params = params
    right.params = params
    return yours, right


def same(found, wanted):
    found = named(found, wanted, "gradients(x, labels)")
    for name in wanted:
        close(found[name], wanted[name])


def tiles(rng, shape, n):
    """Whole numbers, on which all sums are exact: plenty of equal pixels, and of zeros before each ReLU."""
    params = {
        name: rng.integers(-1, 2, size=value.shape).astype(float)
        for name, value in ConvNet(*shape, rng).params.items()
    }
    params["W3"], params["b3"] = (rng.normal(size=params[name].shape) for name in ("W3", "b3"))
    x = rng.integers(-1, 2, size=(n, *shape[0])).astype(float)
    x[:, :, : shape[0][1] // 2] = rng.integers(0, 2, size=(n, shape[0][0], 1, 1))
    return params, x


@public
@points(1)
def test_example(student, rng):
    """predict and loss: the example gives the logits [12, 12] and a loss of ln 2
    predict와 loss: 예제의 로짓은 [12, 12]이고 손실은 ln 2입니다"""
    net = student.ConvNet((1, 2, 2), 1, 1, 1, 2, rng)
    net.params = EXAMPLE
    close(net.predict(X), [[12.0, 12.0]])
    close(net.loss(X, np.array([0])), np.log(2.0))


@public
@points(1)
def test_gradients_example(student, rng):
    """gradients: the example, W1 2, b1 1, W2 1.5, b2 0.5, W3 [-3, 3], b3 [-0.5, 0.5]
    gradients: 예제의 기울기는 W1 2, b1 1, W2 1.5, b2 0.5, W3 [-3, 3], b3 [-0.5, 0.5]입니다"""
    net = student.ConvNet((1, 2, 2), 1, 1, 1, 2, rng)
    net.params = EXAMPLE
    wanted = {
        "W1": [[[[2.0]]]],
        "b1": [1.0],
        "W2": [[1.5]],
        "b2": [0.5],
        "W3": [[-3.0, 3.0]],
        "b3": [-0.5, 0.5],
    }
    same(net.gradients(X, np.array([0])), wanted)


@points(1)
def test_start(student, rng):
    """At the start params has an array of the right shape for each name
    처음에 params에는 이름마다 모양이 맞는 배열이 있습니다"""
    for shape, _ in EVEN + ODD + KERNELS:
        wanted = ConvNet(*shape, rng).params
        found = named(student.ConvNet(*shape, rng).params, wanted, "params")
        unfit = [
            name
            for name, value in wanted.items()
            if np.shape(found[name]) != value.shape
            or not np.isfinite(np.asarray(found[name], dtype=float)).all()
        ]
        observe(student, unfit=len(unfit))
        for name in unfit[:1]:
            check(
                False,
                en="For ConvNet{arguments}, `{name}` should be an array of finite numbers of shape {shape}.",
                ko="ConvNet{arguments}이면 `{name}`은 모양이 {shape}인 유한한 수의 배열이어야 합니다.",
                arguments=f"({', '.join(map(str, shape))}, rng)",
                name=name,
                shape=wanted[name].shape,
                actual=found[name],
            )


@points(1)
def test_chance(student, rng):
    """The weights are drawn from rng: other generators give other weights, equal generators equal ones
    가중치는 rng에서 뽑습니다. 생성기가 다르면 가중치도 다르고, 똑같이 시작하면 같습니다"""
    seed = int(rng.integers(2**31))
    shape = ((2, 4, 6), 3, 3, 5, 4)
    weights = []
    for number in (seed, seed, seed + 1):
        params = named(
            student.ConvNet(*shape, np.random.default_rng(number)).params,
            ConvNet(*shape, rng).params,
            "params",
        )
        weights.append([np.asarray(params[f"W{layer}"], dtype=float) for layer in (1, 2, 3)])
    first, again, other = weights
    equal = all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))
    different = not any(np.array_equal(a, b) for a, b in zip(first, other, strict=True))
    units = all(not np.array_equal(a, b) for w in (first[0], first[1].T, first[2].T) for a, b in pairwise(w))
    observe(student, equal=int(equal), different=int(different), units=int(units))
    check(
        units,
        en="Two filters, or two units of a layer, start with the same weights: they would learn the same for ever.",
        ko="필터끼리, 또는 한 층의 유닛끼리 같은 가중치에서 시작합니다. 그러면 언제까지나 똑같은 것을 배웁니다.",
    )
    check(
        different,
        en="Two generators give the same weights. Draw all of them from `rng`.",
        ko="생성기가 다른데 가중치가 같습니다. 가중치를 모두 `rng`에서 뽑으세요.",
    )
    check(
        equal,
        en="Two generators that start alike give different weights. Does some chance come from elsewhere than `rng`?",
        ko="똑같이 시작하는 생성기 두 개로 만든 가중치가 다릅니다. `rng`가 아닌 곳에서 뽑은 난수가 있지 않나요?",
    )


@points(2)
def test_predict(student, rng):
    """predict: pictures of even sizes, any number of channels, filters, units and classes
    predict: 크기가 짝수인 이미지에서 채널, 필터, 유닛, 클래스가 몇 개든 맞습니다"""
    for shape, n in EVEN:
        yours, right = pair(student, rng, shape)
        x, _ = samples(rng, shape, n)
        close(yours.predict(x), right.predict(x))


@points(1)
def test_predict_odd(student, rng):
    """predict: of an odd size the pooling drops the last row or column
    predict: 크기가 홀수이면 풀링에서 마지막 행이나 열을 버립니다"""
    for shape, n in ODD:
        yours, right = pair(student, rng, shape)
        x, _ = samples(rng, shape, n)
        close(yours.predict(x), right.predict(x))


@points(0.5)
def test_kernels(student, rng):
    """predict: filters of 1 × 1 and of 5 × 5, larger than the picture even; a single picture
    predict: 필터가 1 × 1이거나 5 × 5여도, 이미지보다 커도, 이미지가 하나여도 맞습니다"""
    for shape, n in KERNELS:
        yours, right = pair(student, rng, shape)
        x, _ = samples(rng, shape, n)
        close(yours.predict(x), right.predict(x))


@points(1)
def test_loss(student, rng):
    """loss: the mean over the pictures
    loss: 이미지에 대한 평균입니다"""
    for shape, n in EVEN + ODD + KERNELS:
        yours, right = pair(student, rng, shape)
        x, labels = samples(rng, shape, n)
        close(yours.loss(x, labels), right.loss(x, labels))


@points(0.5)
def test_large(student, rng):
    """loss and gradients: right and without warnings for logits of some hundreds
    loss와 gradients: 로짓의 크기가 수백이어도 정확하고 경고가 없습니다"""
    shape = ((1, 4, 3), 2, 3, 3, 4)
    params = draw(rng, shape)
    params["b3"] = rng.permutation([900.0, -900.0, 0.0, 880.0])
    yours, right = pair(student, rng, shape, params)
    x, labels = rng.normal(size=(6, 1, 4, 3)), np.array([0, 1, 2, 3, 1, 2])
    close(yours.loss(x, labels), right.loss(x, labels))
    same(yours.gradients(x, labels), right.gradients(x, labels))
    silent(student, keep=0.25)


@points(2)
def test_gradients(student, rng):
    """gradients: one per parameter, for pictures and filters of any size
    gradients: 이미지와 필터의 크기가 어떻든 매개변수마다 기울기가 맞습니다"""
    for shape, n in EVEN + ODD + KERNELS:
        yours, right = pair(student, rng, shape)
        x, labels = samples(rng, shape, n)
        same(yours.gradients(x, labels), right.gradients(x, labels))


@points(1)
def test_slope(student, rng):
    """gradients agree with the slope of your own loss
    gradients가 여러분의 loss에서 잰 기울기와 일치합니다"""
    shape, h = ((1, 3, 4), 1, 3, 2, 2), 1e-5
    for _ in range(200):  # nothing near a kink
        params = draw(rng, shape)
        x, labels = samples(rng, shape, 3)
        maps = conv2d(x, params["W1"], params["b1"], pad=1)
        windows = np.sort(maps[:, 0, :2].reshape(3, 2, 2, 2).transpose(0, 2, 1, 3).reshape(3, 2, 4))
        hidden = np.maximum(windows[:, :, 3], 0.0) @ params["W2"] + params["b2"]
        gaps = windows[:, :, 3] - windows[:, :, 2]
        if min(np.abs(windows[:, :, 3]).min(), gaps.min(), np.abs(hidden).min()) > 0.005 and hidden.max() > 0:
            break
    yours, right = pair(student, rng, shape, params)
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


@points(1)
def test_ties(student, rng):
    """gradients: where a ReLU sees exactly 0 nothing goes back, and of equal pixels the first gets all
    gradients: ReLU의 입력이 정확히 0인 곳으로는 아무것도 돌아가지 않고, 같은 픽셀 중에서는 첫 픽셀이 모두 받습니다"""
    for shape, n in ((((1, 4, 6), 2, 3, 3, 2), 5), (((2, 5, 4), 3, 1, 4, 3), 6)):
        params, x = tiles(rng, shape, n)
        yours, right = pair(student, rng, shape, params)
        labels = rng.integers(0, shape[-1], size=n)
        same(yours.gradients(x, labels), right.gradients(x, labels))


@points(0.5)
def test_params_now(student, rng):
    """All methods use what params holds now and the pictures of this call; none of them changes params
    모든 메서드는 지금의 params와 이번 호출의 이미지를 쓰고, params를 바꾸지 않습니다"""
    shape, n = SMALL
    yours, right = pair(student, rng, shape)
    x, labels = samples(rng, shape, n)
    for _ in range(2):
        yours.predict(rng.normal(size=(6, *shape[0])))
        yours.loss(*samples(rng, shape, 4))
        same(yours.gradients(x, labels), right.gradients(x, labels))
        close(yours.predict(x), right.predict(x))
        yours.params = right.params = draw(rng, shape)
        same(yours.gradients(x, labels), right.gradients(x, labels))
        close(yours.loss(x, labels), right.loss(x, labels))
        now = named(yours.params, right.params, "params")
        for name, value in right.params.items():
            close(now[name], value)


@points(0.5)
def test_two_nets(student, rng):
    """Two nets side by side know nothing of each other
    나란히 만든 두 신경망은 서로 영향을 주지 않습니다"""
    shape, n = SMALL
    first = student.ConvNet(*shape, rng)
    right = ConvNet(*shape, rng)
    now = named(first.params, right.params, "params")
    right.params = {name: np.array(value, dtype=float) for name, value in now.items()}
    x, _ = samples(rng, shape, n)
    student.ConvNet(*shape, rng).predict(x)
    found = np.asarray(first.predict(x), dtype=float)
    wanted = right.predict(x)
    alike = found.shape == wanted.shape and bool(np.allclose(found, wanted, rtol=1e-8, atol=1e-10))
    observe(student, alike=int(alike))
    check(
        alike,
        en="With the first weights of your net, `predict` is wrong after a second net has been made.",
        ko="두 번째 신경망을 만든 뒤에는 첫 번째 신경망의 `predict` 결과가 처음 가중치와 맞지 않습니다.",
    )


@points(0.5)
def test_arguments_unchanged(student, rng):
    """x and labels are left as they were
    x와 labels를 바꾸지 않습니다"""
    shape, n = SMALL
    yours, right = pair(student, rng, shape)
    x, labels = samples(rng, shape, n)
    close(unchanged(yours.predict, x), right.predict(x))
    close(unchanged(yours.loss, x, labels), right.loss(x, labels))
    same(unchanged(yours.gradients, x, labels), right.gradients(x, labels))


def bars(rng):
    """Noisy pictures of 6 × 6 with an upright bar (class 0) or a lying one (class 1)."""
    labels = np.arange(20) % 2
    x = 0.1 * rng.normal(size=(20, 1, 6, 6))
    for shown, label in zip(x[:, 0], labels, strict=True):
        across, along = rng.integers(0, 6), rng.integers(0, 3)
        (shown if label else shown.T)[across, along : along + 4] += 1.0
    return x, labels


@points(0.5)
def test_learns(student, rng):
    """With three filters and Adam your net learns to tell upright from lying bars: 95 % are right within 40 steps
    필터 세 개와 Adam으로 세로 막대와 가로 막대를 구별하는 법을 배웁니다. 40걸음 안에 95%를 맞힙니다"""
    shape = ((1, 6, 6), 3, 3, 8, 2)
    x, labels = bars(rng)
    best = 0.0
    for _ in range(3):  # a start that leads nowhere is rare, but not the student's fault
        net, optimizer = student.ConvNet(*shape, rng), Adam(lr=0.05)
        params = ConvNet(*shape, rng).params
        net.params = params
        for step in range(41):
            if step % 10 == 0:
                scores = np.asarray(net.predict(x), dtype=float)
                check(
                    scores.shape == (20, 2),
                    en="`predict` should return logits of shape (20, 2).",
                    ko="`predict` 메서드는 모양이 (20, 2)인 로짓을 반환해야 합니다.",
                    actual=scores,
                )
                best = max(best, accuracy(scores, labels))
                if best >= 0.95:
                    break
            found = named(net.gradients(x, labels), params, "gradients(x, labels)")
            grads = {name: np.asarray(found[name], dtype=float) for name in params}
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
        if best >= 0.95:
            break
    picture(student, x[0, 0], en="a picture", ko="이미지")
    for number, weights in enumerate(params["W1"][:, 0], 1):
        picture(student, weights, en=f"filter {number}", ko=f"필터 {number}")
    observe(student, learnt=int(best >= 0.95))
    check(
        best >= 0.95,
        en="After 40 steps only {share:.0%} of the pictures are classified correctly.",
        ko="40걸음이 지나도 이미지의 {share:.0%}만 맞힙니다.",
        share=best,
    )
