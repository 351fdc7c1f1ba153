import numpy as np

from dlgrade.testing import close, points, public, unchanged
from dlref.initialization import dead_fraction


def units(rng, samples, alive, dead):
    """Pre-activations of units in random order; those alive fire for at least one sample."""
    z = rng.normal(loc=-1.0, scale=2.0, size=(samples, alive + dead))
    z[:, alive:] = -np.abs(z[:, alive:]) - 0.01
    z[rng.integers(samples, size=alive), np.arange(alive)] = rng.uniform(0.1, 3.0, size=alive)
    return z[:, rng.permutation(alive + dead)]


@public
@points(2)
def test_example(student):
    """Two of four units never fire: 0.5
    뉴런 넷 중 둘이 한 번도 켜지지 않습니다: 0.5"""
    z = np.array([[2.0, -1.0, -3.0, -1.0], [-1.0, -2.0, 0.0, -4.0], [3.0, -2.0, -1.0, 5.0]])
    close(student.dead_fraction(z), 0.5)


@points(3)
def test_share(student, rng):
    """The share of columns that are off in every row
    모든 행에서 꺼져 있는 열의 비율입니다"""
    for samples, alive, dead in ((6, 7, 4), (9, 2, 3), (3, 10, 1), (5, 1, 6)):
        close(student.dead_fraction(units(rng, samples, alive, dead)), dead / (alive + dead))


@points(1)
def test_none_and_all(student, rng):
    """0 if all units fire for some sample, 1 if none ever does
    뉴런마다 켜지는 샘플이 있으면 0, 어느 뉴런도 켜지지 않으면 1입니다"""
    close(student.dead_fraction(units(rng, 5, 8, 0)), 0.0)
    close(student.dead_fraction(units(rng, 4, 0, 7)), 1.0)


@points(2)
def test_zero(student, rng):
    """An input of exactly 0 does not switch a unit on
    입력이 정확히 0이면 뉴런이 켜지지 않습니다"""
    z = units(rng, 5, 3, 4)
    z = np.where(z < -1.0, 0.0, z)
    close(student.dead_fraction(z), dead_fraction(z))
    z[:, 0] = 0.0
    close(student.dead_fraction(z), dead_fraction(z))
    close(student.dead_fraction(np.zeros((3, 2))), 1.0)
    close(student.dead_fraction(np.array([[-0.0, 1.0, -0.0], [0.0, -1.0, -2.0]])), 2 / 3)


@points(1)
def test_barely_on(student, rng):
    """One tiny positive input among many negative ones is enough
    음수 가운데 아주 작은 양수 하나만 있어도 살아 있습니다"""
    z = -rng.uniform(1.0, 1000.0, size=(12, 5))
    z[rng.integers(12), 1] = 1e-12
    z[rng.integers(12), 4] = 1e-5
    close(student.dead_fraction(z), 0.6)


@points(2)
def test_one(student, rng):
    """A single sample, or a single unit
    샘플이 하나이거나 뉴런이 하나일 때도 맞습니다"""
    z = rng.permutation([[-1.0, 2.0, -3.0, 0.0, -0.5]], axis=1)
    close(student.dead_fraction(z), 0.8)
    close(student.dead_fraction(units(rng, 6, 1, 0)), 0.0)
    close(student.dead_fraction(units(rng, 6, 0, 1)), 1.0)
    close(student.dead_fraction(np.array([[3.0]])), 0.0)


@points(1)
def test_arguments_unchanged(student, rng):
    """The argument is left as it was
    인수를 바꾸지 않습니다"""
    unchanged(student.dead_fraction, units(rng, 4, 3, 2))
