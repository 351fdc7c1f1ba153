import math

import numpy as np

from dlgrade.testing import check, close, parts, points, public, unchanged
from dlref.optimizers import fit_line

NAMES = "w, b, losses"


def draw(rng, n):
    """Points around no line in particular, and not around the origin."""
    return rng.normal(size=n) + rng.uniform(0.3, 0.8), 2.0 * rng.normal(size=n) + rng.uniform(1.0, 2.0)


def note_like(rng, n):
    """Points as in note 004, around another line."""
    x = rng.uniform(size=n)
    return x, rng.uniform(1.0, 3.0) * x + rng.uniform(-2.0, 2.0) + 0.1 * rng.normal(size=n)


def number(name, value, wanted, rtol=1e-8, atol=1e-10):
    """Compare `w` or `b`, and call it by its name."""
    if isinstance(value, float) and math.isfinite(value):
        check(
            abs(value - wanted) <= max(atol, rtol * abs(wanted)),
            en="`{name}` comes out as {value:.7g}, which is not right.",
            ko="`{name}` 값이 {value:.7g}인데, 맞지 않습니다.",
            actual=value,
            name=name,
            value=value,
        )
    close(value, wanted, rtol=rtol, atol=atol)


def same_line(found, wanted):
    w, b, losses = parts(found, 3, names=NAMES)
    number("w", w, wanted[0])
    number("b", b, wanted[1])
    return losses


def same_losses(losses, wanted):
    plain = isinstance(losses, np.ndarray) and losses.ndim == 1 and losses.dtype.kind == "f"
    if plain or (isinstance(losses, list | tuple) and all(isinstance(loss, float) for loss in losses)):
        check(
            len(losses) == len(wanted),
            en="`losses` should hold {right} numbers, one per step; yours holds {n}.",
            ko="`losses`에는 걸음마다 하나씩 수 {right}개가 들어 있어야 하는데 {n}개가 들어 있습니다.",
            actual=losses,
            right=len(wanted),
            n=len(losses),
        )
        wrong = ~np.isclose(losses, wanted, rtol=1e-8, atol=1e-10)
        i = int(np.argmax(wrong))
        check(
            not wrong.any(),
            en="`losses[{i}]` is {value:.7g}; the loss before step {step} is another.",
            ko="`losses[{i}]` 값이 {value:.7g}인데, {step}번째 걸음 전의 손실과 다릅니다.",
            actual=losses,
            i=i,
            value=losses[i],
            step=i + 1,
        )
    close(losses, wanted)


def same(found, wanted):
    same_losses(same_line(found, wanted), wanted[2])


@public
@points(1)
def test_example(student):
    """Two points, two steps: w = 0.53, b = 0.69, and the losses before the steps are 5 and 2.825
    점 둘로 두 걸음을 옮기면 w = 0.53, b = 0.69이고 걸음 전의 손실은 5와 2.825입니다"""
    found = student.fit_line(np.array([0.0, 1.0]), np.array([1.0, 3.0]), 0.1, 2)
    same(found, (0.53, 0.69, [5.0, 2.825]))


@public
@points(1)
def test_note(student):
    """The data of note 004, step by step: the line after 1, 2, 10, 100 and 300 steps
    004 노트의 데이터에서 1, 2, 10, 100, 300걸음 뒤의 직선입니다"""
    random = np.random.RandomState(0)
    x = random.rand(100)
    y = 2 * x + 1 + 0.1 * random.randn(100)
    for iterations, w, b in (
        (1, 0.2189, 0.3930),
        (2, 0.3873, 0.6866),
        (10, 0.9204, 1.4485),
        (100, 1.6893, 1.1764),
        (300, 1.9732, 1.0326),
    ):
        found = parts(student.fit_line(x, y, iterations=iterations), 3, names=NAMES)
        number("w", found[0], w, rtol=0.0, atol=6e-5)
        number("b", found[1], b, rtol=0.0, atol=6e-5)


@points(2)
def test_first_step(student, rng):
    """The first step, through one point and through many: each parameter moves by its own slope
    점이 하나든 여럿이든 첫걸음에서 두 매개변수가 각자의 기울기만큼 움직입니다"""
    for n in (1, 2, 7):
        x, y = draw(rng, n)
        for lr in (0.05, 0.3):
            same_line(student.fit_line(x, y, lr, 1), fit_line(x, y, lr, 1))


@points(2)
def test_same_point(student, rng):
    """Further steps: both slopes belong to the line before either parameter has moved
    다음 걸음들: 두 기울기 모두 어느 매개변수도 움직이기 전의 직선에서 구합니다"""
    for n, iterations in ((5, 2), (3, 4), (8, 13)):
        x, y = draw(rng, n)
        same_line(student.fit_line(x, y, 0.15, iterations), fit_line(x, y, 0.15, iterations))


@points(2)
def test_losses(student, rng):
    """The list holds the mean squared error before each step, the first one that of the line 0
    리스트에는 걸음마다 옮기기 전의 평균 제곱 오차가 들어 있고, 첫 값은 직선 0의 손실입니다"""
    for n, iterations in ((1, 1), (4, 3), (6, 11)):
        x, y = draw(rng, n)
        losses = parts(student.fit_line(x, y, 0.1, iterations), 3, names=NAMES)[2]
        same_losses(losses, fit_line(x, y, 0.1, iterations)[2])


@points(2)
def test_closed_form(student, rng):
    """After enough steps the line is the one that least squares gives in closed form
    충분히 많은 걸음 뒤에는 최소제곱법 공식으로 구한 직선과 같아집니다"""
    for (x, y), lr, iterations in ((note_like(rng, 100), 0.5, 450), (draw(rng, 60), 0.2, 200)):
        w, b, _ = parts(student.fit_line(x, y, lr, iterations), 3, names=NAMES)
        centred = x - x.mean()
        best = float(centred @ (y - y.mean()) / (centred @ centred))
        number("w", w, best, rtol=0.0, atol=1e-6)
        number("b", b, float(y.mean() - best * x.mean()), rtol=0.0, atol=1e-6)


@points(1)
def test_every_step(student, rng):
    """As many steps as asked for: with a line that fits, with nothing to learn, and with a line that runs away
    정해진 걸음 수를 지킵니다. 딱 맞는 직선이어도, 배울 것이 없어도, 직선이 멀리 달아나도 그렇습니다"""
    x = rng.uniform(-1.0, 1.0, size=5)
    y = 2.0 * x - 1.0
    same(student.fit_line(x, y, 0.4, 80), fit_line(x, y, 0.4, 80))
    same(student.fit_line(x, np.zeros(5), 0.4, 6), (0.0, 0.0, [0.0] * 6))
    x, y = draw(rng, 6)
    same(student.fit_line(x, y, 2.5, 9), fit_line(x, y, 2.5, 9))


@points(1)
def test_defaults(student, rng):
    """Without arguments the learning rate is 0.1 and 300 steps are made
    인수를 주지 않으면 학습률은 0.1이고 300걸음을 옮깁니다"""
    x, y = note_like(rng, 9)
    same(student.fit_line(x, y), fit_line(x, y))
    same(student.fit_line(x, y, iterations=4), fit_line(x, y, iterations=4))


@points(1)
def test_afresh(student, rng):
    """Every call starts afresh from w = 0 and b = 0
    호출할 때마다 w = 0, b = 0에서 새로 시작합니다"""
    for n in (4, 4, 6):
        x, y = draw(rng, n)
        same_line(student.fit_line(x, y, 0.1, 5), fit_line(x, y, 0.1, 5))


@points(1)
def test_arguments_unchanged(student, rng):
    """The data are left as they were
    데이터를 바꾸지 않습니다"""
    x, y = draw(rng, 5)
    same_line(unchanged(student.fit_line, x, y, 0.1, 3), fit_line(x, y, 0.1, 3))
