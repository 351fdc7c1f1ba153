import numpy as np

from dlgrade.testing import close, points, public, unchanged
from dlref.activations import step


@public
@points(1)
def test_example(student):
    """[-2, -0.5, 0, 3] becomes [0, 0, 1, 1]
    배열 [-2, -0.5, 0, 3]을 넣으면 [0, 0, 1, 1]이 됩니다"""
    close(student.step(np.array([-2.0, -0.5, 0.0, 3.0])), [0.0, 0.0, 1.0, 1.0])


@public
@points(1)
def test_numbers_example(student):
    """The single number -0.1 becomes 0, and 0.0 becomes 1
    수 하나를 넣으면 -0.1은 0, 0.0은 1이 됩니다"""
    close(student.step(-0.1), 0.0)
    close(student.step(0.0), 1.0)


@points(2)
def test_numbers(student, rng):
    """A single number gives a single number
    수 하나를 넣으면 수 하나가 나옵니다"""
    for x in (*rng.uniform(0.1, 5.0, size=2).tolist(), *rng.uniform(-5.0, -0.1, size=2).tolist()):
        close(student.step(x), step(x))
        close(student.step(np.array(x)), step(x))


@points(2)
def test_vectors(student, rng):
    """Each entry of an array is decided by itself
    배열의 원소마다 따로 정합니다"""
    for n in (1, 2, 7):
        x = rng.normal(size=n)
        close(student.step(x), step(x))
        close(student.step(-x), step(-x))


@points(2)
def test_shapes(student, rng):
    """Arrays of any shape keep their shape
    모양이 어떤 배열이든 그대로 유지합니다"""
    for shape in ((3, 4), (5, 1), (2, 3, 4)):
        x = rng.normal(size=shape)
        close(student.step(x), step(x))


@points(2)
def test_at_zero(student, rng):
    """0 itself belongs to the upper side, a number just below 0 to the lower
    0은 1이 되는 쪽이고 0보다 조금이라도 작으면 0이 됩니다"""
    x = rng.permutation(np.array([0.0, 0.0, 1e-9, -1e-9, 0.4, -0.4]))
    close(student.step(x), step(x))
    close(student.step(x.reshape(2, 3)), step(x.reshape(2, 3)))
    close(student.step(-1e-9), 0.0)


@points(1)
def test_large(student, rng):
    """Large numbers, too, become 0 or 1
    큰 수도 0이나 1이 됩니다"""
    x = rng.choice([-1.0, 1.0], size=8) * rng.uniform(50.0, 1000.0, size=8)
    close(student.step(x), step(x))


@points(1)
def test_argument_unchanged(student, rng):
    """The argument is left as it was
    인수를 바꾸지 않습니다"""
    close(unchanged(student.step, np.array([1.5, -2.5, 0.0])), [1.0, 0.0, 1.0])
    unchanged(student.step, rng.normal(size=(2, 3)))
