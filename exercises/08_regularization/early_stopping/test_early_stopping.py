import numpy as np

from dlgrade.testing import check, close, integers, points, public
from dlref.regularization import EarlyStopping


def follow(student, losses, *settings, **named):
    """Whether it is time to stop, epoch by epoch."""
    yours, right = student.EarlyStopping(*settings, **named), EarlyStopping(*settings, **named)
    for epoch, loss in enumerate(losses):
        found, wanted = yours.update(float(loss)), right.update(float(loss))
        check(
            isinstance(found, bool | np.bool_ | int),
            en="`update` should return `True` or `False`, in every case.",
            ko="`update` 메서드는 언제나 `True`나 `False`를 반환해야 합니다.",
            actual=found,
        )
        check(
            bool(found) == wanted,
            en="After the losses {losses} `update` should return {wanted}.",
            ko="손실이 {losses} 차례로 나온 뒤 `update` 메서드는 {wanted} 값을 반환해야 합니다.",
            actual=found,
            losses=", ".join(f"{v:g}" for v in losses[: epoch + 1]),
            wanted=wanted,
        )
        integers(int(found), int(wanted))
    return yours, right


def grid(rng, n, top=40):
    """Losses in quarters: differences are exact, and ties are common."""
    return rng.integers(1, top, size=n) / 4.0


@public
@points(1)
def test_example(student):
    """The losses 4, 3, 5, 2.75, 2 with patience 2 and min_delta 0.25: time to stop after the fourth
    patience 2, min_delta 0.25일 때 손실 4, 3, 5, 2.75, 2: 네 번째 뒤에 멈출 때입니다"""
    yours, _ = follow(student, [4, 3, 5, 2.75, 2], patience=2, min_delta=0.25)
    close(yours.best, 2.0)
    close(yours.best_epoch, 4)


@points(2)
def test_patience(student, rng):
    """True after exactly `patience` epochs in a row without improvement, not earlier and not later
    연속으로 정확히 `patience`번 나아지지 않았을 때 True입니다. 더 빠르지도 늦지도 않습니다"""
    for patience in (2, 4, 1):
        base = float(rng.uniform(5.0, 6.0))
        follow(student, [base, *(base + rng.uniform(0.1, 2.0, size=patience + 1))], patience)


@points(2)
def test_in_a_row(student, rng):
    """An improvement starts the count anew
    한 번 나아지면 처음부터 다시 셉니다"""
    for patience in (2, 3):
        losses, best = [], 20.0
        for _ in range(5):
            best -= float(rng.uniform(0.5, 1.0))
            losses += [best, *(best + rng.uniform(1.1, 3.0, size=patience - 1))]
        follow(student, [*losses, best + 1.0], patience)


@points(2)
def test_against_the_best(student, rng):
    """A loss is compared with the best so far, not with the one of the epoch before
    바로 전 에포크가 아니라 지금까지의 최솟값과 비교합니다"""
    best = float(rng.uniform(1.0, 2.0))
    falling = best + np.sort(rng.uniform(0.1, 5.0, size=6))[::-1]
    follow(student, [best + 1.0, best, *falling, best - 0.5, *falling], 4)


@points(1)
def test_ties(student):
    """A loss that is equal to the best is no improvement
    최솟값과 같은 손실은 나아진 것이 아닙니다"""
    follow(student, [3.0, 3.0, 3.0, 2.0, 2.0, 2.0, 2.5], 2)


@points(2)
def test_min_delta(student, rng):
    """min_delta: below the best by no more than that is no improvement, and the bar stays where it was
    min_delta: 그보다 많이 낮아지지 않으면 나아진 것이 아니며 기준도 그대로입니다"""
    start = float(rng.integers(20, 30))
    slow = start - 0.25 * np.arange(12)
    follow(student, [start, start + 0.5, start + 0.25, start + 0.75], 2, 1.0)
    for patience, min_delta in ((2, 0.5), (5, 0.5), (3, 1.0)):
        yours, right = follow(student, slow, patience, min_delta)
        close(yours.best, right.best)
        close(yours.best_epoch, right.best_epoch)
    follow(student, grid(rng, 25), 3, 1.5)


@points(2)
def test_attributes(student, rng):
    """best and best_epoch are those of the last epoch that improved, after every update
    update를 부를 때마다 best와 best_epoch가 마지막으로 나아진 에포크의 값입니다"""
    for min_delta in (0.0, 0.75):
        yours, right = student.EarlyStopping(3, min_delta), EarlyStopping(3, min_delta)
        for loss in (*grid(rng, 12), 0.125, 7.0):
            yours.update(float(loss))
            right.update(float(loss))
            close(yours.best, right.best)
            close(yours.best_epoch, right.best_epoch)


@points(1)
def test_any_size(student, rng):
    """The first epoch always improves, and the same rule holds for huge losses, for negative ones and for 0
    첫 에포크는 언제나 나아진 것입니다. 아주 큰 손실, 음수, 0인 손실에도 같은 규칙을 따릅니다"""
    yours, _ = follow(student, [1.0, 0.0, 0.5, 0.25, 0.5], 3)
    close(yours.best, 0.0)
    close(yours.best_epoch, 1)
    for scale, shift in ((1e12, 1e12), (10.0, -50.0)):
        losses = shift + scale * rng.uniform(0.1, 0.9, size=8)
        yours, right = follow(student, losses, 2)
        close(yours.best, right.best)
        close(yours.best_epoch, right.best_epoch)


@points(1)
def test_defaults(student, rng):
    """Without arguments: patience 3 and min_delta 0, so the smallest step down counts
    인수를 주지 않으면 patience 3, min_delta 0이며 조금이라도 낮아지면 나아진 것입니다"""
    follow(student, [5.0, 4.999, 4.998, 4.9979, 6.0, 6.0, 4.9978, 6.0, 6.0, 6.0, 6.0])
    follow(student, grid(rng, 20))


@points(1)
def test_goes_on(student, rng):
    """After True the same rule holds, and two objects know nothing of each other
    True 다음에도 같은 규칙을 따르고, 두 객체는 서로 영향을 주지 않습니다"""
    follow(student, [4.0, 5.0, 6.0, 3.0, 4.0, 2.0, 5.0, 5.0, 5.0], 2)
    pairs = [(student.EarlyStopping(p), EarlyStopping(p)) for p in (1, 3)]
    for _ in range(6):
        for (yours, right), shift in zip(pairs, (0.0, 20.0), strict=True):
            loss = float(rng.uniform(1.0, 5.0)) + shift
            found, wanted = yours.update(loss), right.update(loss)
            check(
                isinstance(found, bool | np.bool_ | int) and bool(found) == wanted,
                en="With two objects that take turns, `update` of one gives another answer than when it is alone. Is something "
                "kept on the class or in a global variable instead of on `self`?",
                ko="두 객체를 번갈아 쓰면 혼자 쓸 때와 `update` 결과가 다릅니다. `self`가 아니라 클래스나 전역 변수에 무언가를 "
                "보관하고 있지 않나요?",
                actual=found,
            )
    for yours, right in pairs:
        close(yours.best, right.best)
        close(yours.best_epoch, right.best_epoch)
