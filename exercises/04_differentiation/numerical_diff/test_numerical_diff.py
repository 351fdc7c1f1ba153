import math

import numpy as np

from dlgrade.testing import close, points, public

EPS = 2.0**-52


def near(value, slope, x, h, *, third, size):
    """As near to the true slope as a central difference with this step comes.

    `third` bounds the third derivative near `x`, `size` the values of the function there.
    """
    cut_off = h**2 / 6 * third
    rounding = EPS * (size + abs(slope) * max(1.0, abs(x))) / h
    close(value, slope, rtol=0.0, atol=1.3 * cut_off + 20 * rounding)


def cubic(rng):
    """A polynomial of degree 3, its slope, a bound of its third derivative."""
    a, b, c, d = (float(v) for v in rng.uniform(0.5, 2.0, size=4) * rng.choice([-1.0, 1.0], size=4))
    return (
        lambda t: float(((a * t + b) * t + c) * t + d),
        lambda t: (3 * a * t + 2 * b) * t + c,
        6 * abs(a),
    )


def wave(rng):
    """A sine with any phase; likewise."""
    w, p = float(rng.uniform(1.0, 3.0)), float(rng.uniform(0.0, 6.0))
    return lambda t: math.sin(w * t + p), lambda t: w * math.cos(w * t + p), w**3


@public
@points(1)
def test_example(student):
    """x² at 3 with the step 0.1 has the slope 6
    x²의 x = 3에서 걸음 0.1로 잰 기울기는 6입니다"""
    close(student.numerical_diff(lambda t: float(t * t), 3.0, 0.1), 6.0, rtol=0.0, atol=1e-12)


@public
@points(1)
def test_default_example(student):
    """x³ at 1 with the usual step has the slope 3, up to 1e-8
    x³의 x = 1에서 기본 걸음으로 잰 기울기는 1e-8 오차 안에서 3입니다"""
    close(student.numerical_diff(lambda t: float(t * t * t), 1.0), 3.0, rtol=0.0, atol=1.1e-8)


@points(1)
def test_straight_line(student, rng):
    """A straight line has the same slope everywhere, with any step
    직선의 기울기는 어디서나, 어떤 걸음으로 재도 같습니다"""
    for h in (1e-4, 0.01, 0.5):
        a, b, x = (float(v) for v in rng.uniform(1.0, 3.0, size=3) * rng.choice([-1.0, 1.0], size=3))
        size = abs(a * x) + abs(b) + 1
        near(student.numerical_diff(lambda t, a=a, b=b: float(a * t + b), x, h), a, x, h, third=0, size=size)


@points(3)
def test_curves(student, rng):
    """Curves at negative and positive numbers and at 0, with the usual step
    음수, 0, 양수에서 곡선의 기울기를 기본 걸음으로 잽니다"""
    for x in (0.0, float(rng.uniform(0.5, 2.0)), float(rng.uniform(-2.0, -0.5))):
        for draw in (cubic, wave):
            f, slope, third = draw(rng)
            near(student.numerical_diff(f, x), slope(x), x, 1e-4, third=third, size=30.0)


@points(2)
def test_accuracy(student, rng):
    """With a step ten times smaller the error is a hundred times smaller
    걸음을 10분의 1로 줄이면 오차는 100분의 1로 줄어듭니다"""
    for h in (0.1, 0.01, 0.001):
        for draw in (cubic, wave):
            f, slope, third = draw(rng)
            x = float(rng.uniform(-2.0, 2.0))
            near(student.numerical_diff(f, x, h=h), slope(x), x, h, third=third, size=30.0)


@points(1)
def test_far_out(student, rng):
    """Numbers around 1000 and −1000
    1000과 −1000 근처의 수에서도 맞습니다"""
    for sign in (1.0, -1.0):
        x, a = sign * float(rng.uniform(900.0, 1000.0)), float(rng.uniform(1.0, 2.0))
        value = student.numerical_diff(lambda t, a=a: float(a * t * t / 1000), x, 1e-3)
        near(value, a * x / 500, x, 1e-3, third=0, size=2000.0)
        value = student.numerical_diff(lambda t, a=a: math.cos(a * t), x, 1e-3)
        near(value, -a * math.sin(a * x), x, 1e-3, third=a**3, size=1.0)


@points(1)
def test_symmetric(student, rng):
    """Where both sides rise alike, as at the tip of abs(x), the slope is 0
    절댓값 함수의 꼭짓점처럼 양쪽이 똑같이 올라가는 곳에서는 0입니다"""
    a = float(rng.uniform(0.5, 3.0))
    for f in (lambda t: float(a * abs(t)), lambda t: float(a * t * t), lambda t: math.cos(a * t)):
        for h in (1e-4, 0.1):
            close(student.numerical_diff(f, 0.0, h), 0.0, atol=1e-11)


@points(2)
def test_small_step(student, rng):
    """A function that swings within a thousandth needs a smaller step, and gets the one that is given
    천분의 일 안에서 출렁이는 함수는 더 작은 걸음이 필요하며, 주어진 걸음을 씁니다"""
    w, p = float(rng.uniform(1e4, 2e4)), float(rng.uniform(0.0, 6.0))
    for h in (1e-6, 1e-7):
        x = float(rng.uniform(-1.0, 1.0))
        value = student.numerical_diff(lambda t: math.sin(w * t + p), x, h)
        # Rounding: sin of w t + p is as uncertain as its argument, 2e4 in size.
        near(value, w * math.cos(w * x + p), x, h, third=w**3, size=3 * w)


@points(2)
def test_large_step(student, rng):
    """A function known to three decimals needs a larger step, and gets the one that is given
    소수 셋째 자리까지만 아는 함수는 더 큰 걸음이 필요하며, 주어진 걸음을 씁니다"""
    for h in (0.5, 0.8):
        a, b, x = (float(v) for v in rng.uniform(1.0, 2.0, size=3))
        value = student.numerical_diff(lambda t, a=a, b=b: float(np.round(a * t * t + b * t, 3)), x, h=h)
        close(value, 2 * a * x + b, rtol=0.0, atol=4e-3)
