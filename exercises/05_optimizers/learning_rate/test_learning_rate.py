import numpy as np

from dlgrade.testing import check, close, points, public
from dlref.optimizers import descend_quadratic, stable_learning_rate


def log_uniform(rng, low, high):
    return float(np.exp(rng.uniform(np.log(low), np.log(high))))


def start(rng):
    return float(rng.uniform(1.0, 9.0) * rng.choice([-1.0, 1.0]))


def by_factor(student, rng, factor, steps):
    """A descent in which every step multiplies x by this factor."""
    curvature = log_uniform(rng, 0.1, 20.0)
    given = curvature, start(rng), (1.0 - factor) / curvature, steps
    close(student.descend_quadratic(*given), descend_quadratic(*given))


@public
@points(1)
def test_example(student):
    """With the curvature 2 the border is 1, with 4 it is 0.5
    곡률이 2이면 경계는 1이고 4이면 0.5입니다"""
    close(student.stable_learning_rate(2.0), 1.0)
    close(student.stable_learning_rate(4.0), 0.5)


@public
@points(1)
def test_four_rates(student):
    """Three steps from 8 with the curvature 2 and four learning rates
    곡률 2에서 네 가지 학습률로 8에서 세 걸음을 옮깁니다"""
    for lr, path in (
        (0.25, [8.0, 4.0, 2.0, 1.0]),
        (0.75, [8.0, -4.0, 2.0, -1.0]),
        (1.0, [8.0, -8.0, 8.0, -8.0]),
        (1.25, [8.0, -12.0, 18.0, -27.0]),
    ):
        close(student.descend_quadratic(2.0, 8.0, lr, 3), path)


@points(3)
def test_border(student, rng):
    """The border in flat and in narrow valleys
    완만한 골짜기와 좁은 골짜기에서 경계를 구합니다"""
    for low, high in ((0.5, 3.0), (3.0, 50.0), (0.02, 0.5), (1e2, 1e3), (1e-4, 1e-3)):
        curvature = log_uniform(rng, low, high)
        close(student.stable_learning_rate(curvature), stable_learning_rate(curvature))


@points(2)
def test_creeps(student, rng):
    """Small rates: x comes closer from one side
    학습률이 작으면 한쪽에서 다가갑니다"""
    for steps in (1, 4, 9):
        by_factor(student, rng, rng.uniform(0.2, 0.9), steps)


@points(2)
def test_jumps_over(student, rng):
    """Larger rates: x jumps over the minimum and still comes closer
    학습률이 더 크면 극소점을 넘나들면서 다가갑니다"""
    for steps in (2, 5, 8):
        by_factor(student, rng, -rng.uniform(0.2, 0.9), steps)


@points(1)
def test_at_the_border(student, rng):
    """At the border x jumps to and fro for ever
    경계에서는 끝없이 오갑니다"""
    for steps in (3, 40):
        by_factor(student, rng, -1.0, steps)


@points(1)
def test_diverges(student, rng):
    """Beyond the border the path is that of the rule, too: each jump lands farther out
    경계를 넘어도 규칙은 같습니다. 넘을 때마다 더 멀리 떨어집니다"""
    for factor, steps in ((-rng.uniform(1.1, 1.5), 12), (-rng.uniform(2.0, 4.0), 7)):
        by_factor(student, rng, factor, steps)


@points(1)
def test_every_step(student, rng):
    """As many steps as asked for, also after x has arrived, from 0, with a tiny rate, and 0 steps
    이미 도착했거나 0에서 출발하거나 학습률이 아주 작아도, 그리고 0걸음이어도 정해진 수만큼만 옮깁니다"""
    by_factor(student, rng, 0.0, 4)
    by_factor(student, rng, 0.1, 40)
    by_factor(student, rng, 0.9, 0)
    close(student.descend_quadratic(1.5, 0.0, 0.3, 3), np.zeros(4))
    given = 1e-3, 1000.0 * start(rng), 1e-4, 6
    close(student.descend_quadratic(*given), descend_quadratic(*given))


@points(1)
def test_border_divides(student, rng):
    """Your border divides your paths: a little below it they come closer, a little above it they run away
    여러분이 구한 경계보다 조금 작으면 다가가고 조금 크면 멀어집니다"""
    for low, high in ((0.1, 1.0), (1.0, 30.0)):
        curvature, x0 = log_uniform(rng, low, high), start(rng)
        border = student.stable_learning_rate(curvature)
        close(border, stable_learning_rate(curvature))
        for share, steps in ((0.99, 60), (1.01, 60)):
            lr = share * float(np.asarray(border))
            path = student.descend_quadratic(curvature, x0, lr, steps)
            size = np.abs(np.asarray(path, dtype=float))
            with np.errstate(all="ignore"):
                closer, farther = size[1:] < size[:-1], size[1:] > size[:-1]
            right = size.shape == (steps + 1,)
            if share < 1:
                check(
                    right and closer.all(),
                    en="With 0.99 times the border, each of the {steps} steps should bring x closer to the minimum.",
                    ko="경계의 0.99배인 학습률에서는 {steps}걸음 모두 x가 극소점에 가까워져야 합니다.",
                    actual=path,
                    steps=steps,
                )
            else:
                check(
                    right and farther.all(),
                    en="With 1.01 times the border, each of the {steps} steps should take x farther from the minimum.",
                    ko="경계의 1.01배인 학습률에서는 {steps}걸음 모두 x가 극소점에서 멀어져야 합니다.",
                    actual=path,
                    steps=steps,
                )
