import numpy as np

from dlgrade.testing import check, close, layercheck, observe, points, public


@public
def test_example(student, rng):
    """Every entry of [[2, 4]] is dropped or doubled
    [[2, 4]]의 원소는 버려지거나 두 배가 됩니다"""
    x = np.array([[2.0, 4.0]])
    out = student.Dropout(0.5).forward(x, rng)
    check(
        bool(np.isin(np.asarray(out) / x, (0.0, 2.0)).all()),
        en="An entry is neither dropped nor doubled.",
        ko="버려지지도 두 배가 되지도 않은 원소가 있습니다.",
        actual=out,
    )


@points(2)
def test_share(student, rng):
    """The right share of the entries is dropped, each on its own
    알맞은 비율의 원소가 저마다 따로 버려집니다"""
    shares, spread = [], []
    for rate in (0.2, 0.7):
        out = np.asarray(student.Dropout(rate).forward(np.ones((300, 40)), rng))
        observe(student, **{f"share_{rate}": (out == 0).mean(), f"scale_{rate}": out.max()})
        shares.append(abs(float((out == 0).mean()) - rate))
        spread.append(len(np.unique((out == 0).sum(axis=0))))
    observe(student, on_its_own=min(spread) > 5)
    check(
        max(shares) < 0.03 and min(spread) > 5,
        en="The share of dropped entries is not `rate`.",
        ko="버려진 원소의 비율이 `rate`와 다릅니다.",
    )


@points(2)
def test_scale(student, rng):
    """The expected value stays the same
    기댓값이 그대로입니다"""
    means = [np.mean(student.Dropout(rate).forward(np.ones((300, 40)), rng)) for rate in (0.2, 0.7)]
    observe(student, low=means[0], high=means[1])
    check(
        max(abs(mean - 1) for mean in means) < 0.1,
        en="Ones become {low:.2f} on average with rate 0.2 and {high:.2f} with rate 0.7.",
        ko="1이 평균적으로 rate 0.2에서는 {low:.2f}, rate 0.7에서는 {high:.2f} 값이 됩니다.",
        low=means[0],
        high=means[1],
    )


@points(2)
def test_backward(student, rng):
    """backward follows the entries that forward kept
    backward가 forward에서 남긴 원소를 따라갑니다"""
    layercheck(student.Dropout, [0.4], rng.normal(size=(5, 7)), rng)


@points(2)
def test_not_training(student, rng):
    """With train=False nothing is changed
    train=False이면 아무것도 바꾸지 않습니다"""
    x = rng.normal(size=(2, 3))
    layer = student.Dropout(0.6)
    out = layer.forward(x, rng, train=False)
    observe(student, kept=np.array_equal(out, x))
    close(out, x)
    close(layer.backward(x), x)
