import numpy as np

from dlgrade.testing import close, integers, points, public, unchanged
from dlref.perceptron import perceptron


def between(scores, k):
    """A bias for which the k lowest of some weighted sums stay silent and the others fire."""
    low, high = np.sort(scores)[k - 1 : k + 1]
    return float(-(low + high) / 2)


@public
@points(1)
def test_example(student):
    """One sample whose sum is exactly 0 fires
    합이 정확히 0인 샘플 하나에 1을 출력합니다"""
    integers(student.perceptron(np.array([1.0, 2.0]), np.array([3.0, -1.0]), -1.0), 1)


@public
@points(1)
def test_batch_example(student):
    """Three samples with the sums 0, -2 and 5 give [1, 0, 1]
    합이 0, -2, 5인 샘플 셋은 [1, 0, 1]이 됩니다"""
    x = np.array([[1.0, 2.0], [0.0, 1.0], [2.0, 0.0]])
    integers(student.perceptron(x, np.array([3.0, -1.0]), -1.0), [1, 0, 1])


@points(2)
def test_one_sample(student, rng):
    """One sample with any number of inputs: the bias decides whether it fires
    입력이 몇 개든 샘플 하나에 답하고, 편향에 따라 답이 달라집니다"""
    for size in (1, 2, 5):
        x, w = rng.normal(size=size), rng.normal(size=size)
        for margin in (-0.25, 0.25, -3.0, 3.0):
            b = float(margin - x @ w)
            close(student.perceptron(x, w, b), perceptron(x, w, b))


@points(2)
def test_batch(student, rng):
    """Many samples: one answer per row
    샘플이 여럿이면 행마다 답을 하나씩 냅니다"""
    for shape in ((7, 3), (2, 5), (6, 2)):
        x, w = rng.normal(size=shape), rng.normal(size=shape[1])
        b = between(x @ w, shape[0] // 2)
        close(student.perceptron(x, w, b), perceptron(x, w, b))


@points(1)
def test_square_batch(student, rng):
    """As many samples as inputs: the rows are still the samples
    샘플 수와 입력 수가 같아도 샘플은 행입니다"""
    x, w = rng.normal(size=(4, 4)), rng.normal(size=4)
    for k in (1, 2, 3):
        b = between(x @ w, k)
        close(student.perceptron(x, w, b), perceptron(x, w, b))


@points(1)
def test_batch_of_one(student, rng):
    """One row, or one column, is still a batch: the answer has shape (N,)
    행이나 열이 하나뿐이어도 배치이므로 결과의 모양은 (N,)입니다"""
    x, w = rng.normal(size=(1, 3)), rng.normal(size=3)
    b = float(0.5 - x[0] @ w)
    close(student.perceptron(x, w, b), [1])
    x, w = np.array([[-2.0], [1.5], [-0.5], [3.0]]), np.array([2.0])
    close(student.perceptron(x, w, -1.0), [0, 1, 0, 1])


@points(2)
def test_at_the_threshold(student, rng):
    """A sum of exactly 0 fires; a sum a little below 0 does not
    합이 정확히 0이면 1이고, 0보다 조금이라도 작으면 0입니다"""
    x = rng.integers(-8, 9, size=(5, 3)) / 2.0  # halves and quarters: every sum is exact, in any order
    w = rng.integers(1, 9, size=3) / 4.0
    for row in x:
        b = float(-(row @ w))
        close(student.perceptron(row, w, b), 1)
        close(student.perceptron(row, w, b - 2.0**-30), 0)
        close(student.perceptron(x, w, b), perceptron(x, w, b))


@points(2)
def test_integers(student, rng):
    """The answers are integers, whether the inputs are integers or floats
    입력이 정수든 실수든 답은 정수입니다"""
    x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    w = rng.uniform(0.3, 0.9, size=2)
    for b in (-0.2, -1.0, -2.0, 1):
        integers(student.perceptron(x, w, b), perceptron(x, w, b))
        integers(student.perceptron(x[1], w, b), perceptron(x[1], w, b))
        integers(student.perceptron(x.astype(float), w, b), perceptron(x, w, b))


@points(1)
def test_arguments_unchanged(student, rng):
    """The arguments are left as they were
    인수를 바꾸지 않습니다"""
    w = rng.normal(size=3)
    unchanged(student.perceptron, rng.normal(size=3), w, 0.5)
    unchanged(student.perceptron, rng.normal(size=(2, 3)), w, 0.5)
