import numpy as np

from dlgrade.testing import check, close, integers, observe, points, public, unchanged

RATES = (0.2, 0.7)
SHAPE = (100, 150)


def numbers(found, x, what="forward"):
    """A result as an array, once it has the shape of `x`."""
    check(
        isinstance(found, list | np.ndarray)
        and np.shape(found) == x.shape
        and np.asarray(found).dtype.kind in "iuf"
        and np.isfinite(found).all(),
        en="`{what}` should return an array of finite numbers of the shape {shape}.",
        ko="`{what}` 메서드는 모양이 {shape}인 유한한 수의 배열을 반환해야 합니다.",
        actual=found,
        what=what,
        shape=x.shape,
    )
    return np.asarray(found, dtype=float)


def draw(rng, shape):
    """Numbers of either sign, none of them near 0."""
    return rng.uniform(0.5, 2.0, size=shape) * rng.choice([-1.0, 1.0], size=shape)


def about(share):
    """A share to the nearest 1/20: the same for every fair draw."""
    return round(20 * float(share)) / 20


def spread(dropped, rate, axis):
    """How the shares along an axis vary: 1 as independent draws do, 0 less, 2 more."""
    shares = dropped.mean(axis=axis)
    ratio = shares.var() * dropped.shape[axis] / (rate * (1 - rate))
    return int(ratio > 0.3) + int(ratio > 3)


@public
@points(1)
def test_example(student, rng):
    """With rate = 0.2 every 4 becomes 0 or 5, and there are both
    rate = 0.2이면 4는 모두 0이나 5가 되고, 두 값이 다 나옵니다"""
    x = np.full((20, 10), 4.0)
    out = numbers(student.Dropout(0.2).forward(x, rng), x)
    observe(student, values=sorted({round(v, 6) for v in out.ravel().tolist()})[:4])
    check(
        bool((np.isclose(out, 0.0) | np.isclose(out, 5.0)).all()) and 0.0 < (out == 0).mean() < 1.0,
        en="There is a number that is neither 0 nor 5, or all of them are the same.",
        ko="0도 5도 아닌 수가 있거나 모두 같은 수입니다.",
        actual=out[:2],
    )


@points(1)
def test_share(student, rng):
    """forward drops the share `rate` of the elements
    forward는 `rate` 비율만큼의 원소를 버립니다"""
    shares = []
    for rate in RATES:
        x = draw(rng, SHAPE)
        out = numbers(student.Dropout(rate).forward(x, rng), x)
        shares.append(float((out == 0).mean()))
    observe(student, shares=[about(share) for share in shares])
    check(
        all(abs(share - rate) < 0.03 for share, rate in zip(shares, RATES, strict=True)),
        en="With rate = 0.2 a share of {low:.2f} is dropped, with rate = 0.7 a share of {high:.2f}.",
        ko="버려진 비율이 rate = 0.2일 때 {low:.2f}, rate = 0.7일 때 {high:.2f}입니다.",
        low=shares[0],
        high=shares[1],
    )
    close(shares, RATES, atol=0.03)


@points(2)
def test_scale(student, rng):
    """Elements that stay are scaled up, so that the mean of every element is what it was
    남은 원소가 커져서 원소마다 평균이 그대로 유지됩니다"""
    low, high, wrong = [], [], False
    for rate in RATES:
        x = draw(rng, SHAPE)
        ratio = numbers(student.Dropout(rate).forward(x, rng), x) / x
        kept = ratio[ratio != 0]
        kept = kept if kept.size else np.zeros(1)
        low.append(float(kept.min()))
        high.append(float(kept.max()))
        wrong |= not np.allclose(kept, 1 / (1 - rate), rtol=1e-9)
    observe(student, low=low, high=high)
    check(
        not wrong,
        en="Elements that stay are multiplied by {first:.3g} with rate = 0.2 and by {second:.3g} with rate = 0.7. On "
        "average, with the dropped ones counted as 0, that does not give 1.",
        ko="남은 원소에 rate = 0.2일 때는 {first:.3g}, rate = 0.7일 때는 {second:.3g}를 곱했습니다. 버려진 원소를 0으로 "
        "세어 평균하면 1이 되지 않습니다.",
        first=high[0],
        second=high[1],
    )
    close(high, [1 / (1 - rate) for rate in RATES])


@points(2)
def test_each_on_its_own(student, rng):
    """Every element is drawn on its own: no rows, columns or fixed numbers of elements are dropped together
    원소마다 따로 뽑습니다. 행이나 열을 통째로, 또는 정해진 개수만큼 버리지 않습니다"""
    rate, x = 0.4, draw(rng, SHAPE)
    layer = student.Dropout(rate)
    dropped = numbers(layer.forward(x, rng), x) == 0
    rows, columns = spread(dropped, rate, 1), spread(dropped, rate, 0)
    small, counts = draw(rng, (6, 5)), set()
    for _ in range(30):
        counts.add(int((numbers(layer.forward(small, rng), small) == 0).sum()))
    observe(student, rows=rows, columns=columns, same_count=int(len(counts) == 1))
    check(
        rows == columns == 1,
        en="Some rows or columns lose far more elements than others, or all lose the same number. If every element is "
        "drawn on its own, the numbers vary a little.",
        ko="어떤 행이나 열에서 원소가 훨씬 많이 버려지거나, 모두 똑같은 개수가 버려집니다. 원소마다 따로 뽑으면 개수가 조금씩 "
        "다릅니다.",
    )
    check(
        len(counts) > 1,
        en="In 30 calls with 30 elements each, the same number of elements was dropped every time.",
        ko="원소 30개로 30번 불렀는데 매번 똑같은 개수가 버려집니다.",
    )
    integers([rows, columns], [1, 1])


@points(1)
def test_new_mask(student, rng):
    """Every forward draws anew, and all chance comes from rng
    forward를 부를 때마다 새로 뽑고, 난수는 모두 rng에서 뽑습니다"""
    x, layer = draw(rng, (30, 20)), student.Dropout(0.5)
    first, second = (numbers(layer.forward(x, rng), x) == 0 for _ in range(2))
    third, fourth = (numbers(student.Dropout(0.5).forward(x, rng), x) == 0 for _ in range(2))
    seed = int(rng.integers(2**32))
    again = [numbers(student.Dropout(0.5).forward(x, np.random.default_rng(seed)), x) == 0 for _ in range(2)]
    kept_mask, fixed = bool((first == second).all()), bool((third == fourth).all())
    same = bool((again[0] == again[1]).all())
    observe(student, kept_mask=int(kept_mask), fixed=int(fixed), same=int(same))
    check(
        not kept_mask and not fixed,
        en="Two calls drop the same elements.",
        ko="두 번 불렀는데 똑같은 원소가 버려집니다.",
    )
    check(
        same,
        en="Two generators that start alike lead to different masks. Does some chance come from elsewhere than `rng`?",
        ko="똑같이 시작하는 생성기 두 개로 뽑은 마스크가 서로 다릅니다. `rng`가 아닌 곳에서 뽑은 난수가 있지 않나요?",
    )
    integers([int(kept_mask), int(fixed), int(same)], [0, 0, 1])


@points(2)
def test_backward(student, rng):
    """backward: dropped elements have no gradient, the others the factor of forward
    backward: 버려진 원소의 기울기는 0이고, 나머지는 forward에서 곱한 수를 곱합니다"""
    through, factors, right = [], [], True
    for rate in RATES:
        x, dout = draw(rng, SHAPE), draw(rng, SHAPE)
        layer = student.Dropout(rate)
        factor = numbers(layer.forward(x, rng), x) / x
        back = numbers(layer.backward(dout), x, "backward") / dout
        through.append(about((back[factor == 0] != 0).mean()) if (factor == 0).any() else 0.0)
        kept = back[(factor != 0) & (back != 0)]
        factors.append(float(kept.mean() / factor[factor != 0].mean()) if kept.size else 0.0)
        right &= np.allclose(back, factor, rtol=1e-8, atol=1e-10)
    observe(student, through=through, factors=factors, right=int(right))
    check(
        max(through) == 0,
        en="`backward` lets the gradient of elements through that `forward` has dropped.",
        ko="`forward`에서 버린 원소의 기울기를 `backward`에서 통과시킵니다.",
    )
    check(
        right,
        en="For some elements that `forward` has kept, `backward` does not multiply by the number that `forward` has "
        "multiplied by.",
        ko="`forward`에서 남긴 원소 가운데 `backward`에서 곱한 수가 `forward`에서 곱한 수와 다른 것이 있습니다.",
    )
    integers(int(right), 1)


@points(1)
def test_backward_at_zero(student, rng):
    """backward: where the input is 0, too, the gradient is dropped only if the element was drawn
    backward: 입력이 0인 곳에서도 뽑힌 원소의 기울기만 버립니다"""
    x, layer = np.zeros(SHAPE), student.Dropout(0.3)
    dout = draw(rng, SHAPE)
    numbers(layer.forward(x, rng), x)
    first = numbers(layer.backward(dout), x, "backward")
    second = numbers(layer.backward(dout), x, "backward")
    share, same = float((first == 0).mean()), bool(np.allclose(first, second))
    observe(student, share=about(share), same=int(same))
    check(
        abs(share - 0.3) < 0.03,
        en="With rate = 0.3 and an input of zeros, a share of {share:.2f} of the gradient is dropped.",
        ko="입력이 모두 0이고 rate = 0.3일 때 기울기가 버려진 비율이 {share:.2f}입니다.",
        share=share,
    )
    check(
        same,
        en="`backward`, called twice, gives two different gradients.",
        ko="`backward` 메서드를 두 번 부르면 기울기가 서로 다릅니다.",
    )
    close(share, 0.3, atol=0.03)


@points(1)
def test_two_layers(student, rng):
    """Two layers side by side know nothing of each other
    나란히 만든 두 층은 서로 영향을 주지 않습니다"""
    x, dout = draw(rng, SHAPE), draw(rng, SHAPE)
    layers = [student.Dropout(0.2), student.Dropout(0.7)]
    factors = [numbers(layer.forward(x, rng), x) / x for layer in layers]
    shares = [float((factor == 0).mean()) for factor in factors]
    backs = [numbers(layer.backward(dout), x, "backward") / dout for layer in layers]
    own_rate = bool(np.allclose(shares, (0.2, 0.7), atol=0.03))
    own_mask = bool(all(np.allclose(back, factor) for back, factor in zip(backs, factors, strict=True)))
    observe(student, own_rate=int(own_rate), own_mask=int(own_mask))
    check(
        own_rate,
        en="Of two layers with rate = 0.2 and rate = 0.7 the first drops a share of {low:.2f}, the second of {high:.2f}. What "
        "belongs to one layer is kept on `self`, not on the class.",
        ko="rate = 0.2와 rate = 0.7인 두 층을 만들면 첫째 층은 {low:.2f}, 둘째 층은 {high:.2f}의 비율을 버립니다. 층마다 다른 "
        "것은 클래스가 아니라 `self`에 보관하세요.",
        low=shares[0],
        high=shares[1],
    )
    check(
        own_mask,
        en="After `forward` of a second layer, `backward` of the first no longer fits its own `forward`. The mask is kept on "
        "`self`, not on the class or in a global variable.",
        ko="둘째 층의 `forward`를 부르고 나면 첫째 층의 `backward`가 자기 `forward`와 맞지 않습니다. 마스크는 클래스나 전역 "
        "변수가 아니라 `self`에 보관하세요.",
    )
    integers([int(own_rate), int(own_mask)], [1, 1])


@points(2)
def test_not_training(student, rng):
    """With train=False the input and its gradient pass as they are, also between two training steps
    train=False이면 입력도 기울기도 그대로 통과합니다. 학습 단계 사이에서도 그렇습니다"""
    x, dout = draw(rng, SHAPE), draw(rng, SHAPE)
    layer = student.Dropout(0.6)
    fresh = numbers(layer.forward(x, rng, train=False), x)
    numbers(layer.forward(x, rng), x)
    out = numbers(layer.forward(x, rng, train=False), x)
    back = numbers(layer.backward(dout), x, "backward")
    later = numbers(layer.forward(x, rng, train=True), x)
    observe(
        student,
        dropped=[about((values == 0).mean()) for values in (fresh, out, back, later)],
        size=[float(np.abs(fresh).max() / np.abs(x).max()), float(np.abs(out).max() / np.abs(x).max())],
        back=float(np.abs(back).max() / np.abs(dout).max()),
    )
    close(fresh, x)
    close(out, x)
    close(back, dout)
    check(
        abs((later == 0).mean() - 0.6) < 0.1,
        en="In a training step after `train=False`, nothing like the share `rate` is dropped.",
        ko="`train=False` 다음의 학습 단계에서 버려진 비율이 `rate`와 다릅니다.",
    )


@points(1)
def test_shapes(student, rng):
    """Arrays of one, two and three dimensions; a rate of 0 drops nothing, and the rate left out is 0.5
    1차원, 2차원, 3차원 배열에서 맞습니다. rate가 0이면 아무것도 버리지 않고, 주지 않으면 0.5입니다"""
    shares = []
    for shape in ((900,), (30, 40), (9, 10, 11)):
        x = draw(rng, shape)
        ratio = numbers(student.Dropout().forward(x, rng), x) / x
        shares.append(float((ratio == 0).mean()))
    x = draw(rng, (5, 8))
    layer = student.Dropout(rate=0)
    all_kept = numbers(layer.forward(x, rng), x)
    back = numbers(layer.backward(x), x, "backward")
    observe(
        student,
        shares=[round(4 * share) / 4 for share in shares],
        all_kept=int(np.allclose(all_kept, x)),
        back=int(np.allclose(back, x)),
    )
    check(
        all(0.4 < share < 0.6 for share in shares),
        en="Without a rate about half of the elements should be dropped; for arrays with one, two and three axes the shares "
        "are {one:.2f}, {two:.2f} and {three:.2f}.",
        ko="rate를 주지 않으면 절반쯤 버려야 합니다. 축이 하나, 둘, 셋인 배열에서 버려진 비율은 {one:.2f}, {two:.2f}, "
        "{three:.2f}입니다.",
        one=shares[0],
        two=shares[1],
        three=shares[2],
    )
    close(all_kept, x)
    close(back, x)


@points(1)
def test_arguments_unchanged(student, rng):
    """x and dout are left as they were
    x와 dout을 바꾸지 않습니다"""
    x, dout, layer, changed = draw(rng, (10, 20)), draw(rng, (10, 20)), student.Dropout(0.5), []
    for train in (True, False):
        for call in (lambda: layer.forward(x, rng, train=train), lambda: layer.backward(dout)):  # noqa: B023
            call()
            changed.append(int(bool(student.record_.calls[-1].reply.changed)))
    observe(student, changed=changed)
    for train in (True, False):
        unchanged(layer.forward, x, rng, train=train)
        unchanged(layer.backward, dout)
