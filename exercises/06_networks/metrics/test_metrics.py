import numpy as np

from dlgrade.testing import check, close, integers, observe, points, public, unchanged
from dlref.networks import accuracy, confusion_matrix, one_hot


@public
@points(1)
def test_one_hot_example(student):
    """one_hot([2, 0], 3) is [[0, 0, 1], [1, 0, 0]]
    one_hot([2, 0], 3) 결과는 [[0, 0, 1], [1, 0, 0]]입니다"""
    close(student.one_hot(np.array([2, 0]), 3), [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]])


@public
@points(1)
def test_accuracy_example(student):
    """Three of four answers are right: 0.75
    넷 중 셋이 맞으면 0.75입니다"""
    scores = np.array([[3.0, 1.0], [0.0, 2.0], [5.0, 4.0], [1.0, 1.0]])
    close(student.accuracy(scores, np.array([0, 1, 1, 0])), 0.75)


@public
@points(1)
def test_confusion_example(student):
    """One sample of class 1 was taken for 0: [[2, 0], [1, 1]]
    클래스 1인 샘플 하나를 0으로 보았습니다: [[2, 0], [1, 1]]"""
    found = student.confusion_matrix(np.array([0, 1, 0, 0]), np.array([0, 1, 1, 0]), 2)
    integers(found, [[2, 0], [1, 1]])


@points(2)
def test_one_hot(student, rng):
    """one_hot: a row per label, a column per class, also for classes that do not occur
    one_hot: 행은 레이블, 열은 클래스이며 나오지 않은 클래스도 열이 있습니다"""
    for n, k in ((7, 4), (3, 9), (1, 5)):
        labels = rng.integers(k, size=n)
        close(student.one_hot(labels, k), one_hot(labels, k))
    labels = np.array([1, 0, 1])
    close(student.one_hot(labels, 6), one_hot(labels, 6))
    labels = rng.permutation(5)
    close(student.one_hot(labels, 5), one_hot(labels, 5))


@points(1)
def test_one_hot_floats(student, rng):
    """one_hot: the entries are float64
    one_hot: 원소는 float64입니다"""
    labels = rng.integers(4, size=6)
    found = student.one_hot(labels, 4)
    observe(student, floats=np.asarray(found).dtype.kind == "f")
    close(found, one_hot(labels, 4))
    check(
        np.asarray(found).dtype == np.float64,
        en="The zeros and ones should be float64, so that a loss can calculate with them; they are {kind}.",
        ko="손실 함수가 계산에 쓸 수 있도록 0과 1이 float64여야 하는데 {kind}입니다.",
        kind=np.asarray(found).dtype.name,
        actual=found,
    )


@points(2)
def test_accuracy(student, rng):
    """accuracy: the share of rows whose highest score stands in the column of the label
    accuracy: 가장 높은 점수가 레이블의 열에 있는 행의 비율입니다"""
    for n, k in ((40, 3), (11, 6), (25, 2), (5, 5)):
        scores, labels = rng.normal(size=(n, k)), rng.integers(k, size=n)
        some = rng.random(n) < 0.6
        labels = np.where(some, scores.argmax(axis=1), labels)
        close(student.accuracy(scores, labels), accuracy(scores, labels))
    scores = -rng.uniform(1.0, 900.0, size=(9, 4))
    labels = scores.argmax(axis=1)
    labels[0] = (labels[0] + 1) % 4
    close(student.accuracy(scores, labels), 8 / 9)


@points(1)
def test_accuracy_extremes(student, rng):
    """accuracy: all right, none right, a single sample
    accuracy: 모두 맞을 때, 모두 틀릴 때, 샘플이 하나일 때"""
    scores = rng.normal(size=(7, 4))
    best = scores.argmax(axis=1)
    close(student.accuracy(scores, best), 1.0)
    close(student.accuracy(scores, (best + 1) % 4), 0.0)
    close(student.accuracy(scores[:1], best[:1]), 1.0)
    close(student.accuracy(scores[:1], (best[:1] + 2) % 4), 0.0)


@points(1)
def test_accuracy_ties(student):
    """accuracy: of equally high scores the first counts
    accuracy: 점수가 똑같이 높으면 첫 클래스가 답입니다"""
    scores = np.array([[0.0, 2.0, 2.0], [1.0, 1.0, 1.0], [3.0, 0.0, 3.0], [0.5, 0.5, 0.0], [0.0, 0.0, 1.0]])
    close(student.accuracy(scores, np.array([1, 0, 0, 0, 2])), 1.0)
    close(student.accuracy(scores, np.array([2, 2, 2, 1, 2])), 0.2)
    close(student.accuracy(scores, np.array([2, 1, 0, 0, 1])), 0.4)


@points(2)
def test_confusion(student, rng):
    """confusion_matrix: true classes in rows, predicted ones in columns, every sample counted
    confusion_matrix: 행은 실제 클래스, 열은 예측한 클래스이며 모든 샘플을 셉니다"""
    for n, k in ((60, 4), (35, 3), (9, 5)):
        predicted, labels = rng.integers(k, size=n), rng.integers(k, size=n)
        labels[: n // 3] = 0
        predicted[: n // 3] = k - 1
        integers(student.confusion_matrix(predicted, labels, k), confusion_matrix(predicted, labels, k))


@points(1)
def test_confusion_integers(student, rng):
    """confusion_matrix: the counts are integers
    confusion_matrix: 개수는 정수입니다"""
    predicted, labels = rng.integers(3, size=20), rng.integers(3, size=20)
    found = student.confusion_matrix(predicted, labels, 3)
    whole = np.asarray(found)
    observe(student, floats=whole.dtype.kind == "f", total=float(np.sum(whole)), shape=whole.shape)
    integers(found, confusion_matrix(predicted, labels, 3))


@points(1)
def test_confusion_missing(student, rng):
    """confusion_matrix: classes that do not occur have rows and columns of zeros
    confusion_matrix: 나오지 않은 클래스의 행과 열은 0입니다"""
    predicted, labels = rng.permutation([1, 1, 3, 0, 1]), rng.permutation([3, 3, 1, 1, 3])
    integers(student.confusion_matrix(predicted, labels, 7), confusion_matrix(predicted, labels, 7))
    integers(student.confusion_matrix(np.array([2]), np.array([1]), 4), confusion_matrix([2], [1], 4))


@points(1)
def test_arguments_unchanged(student, rng):
    """The arguments are left as they were
    인수를 바꾸지 않습니다"""
    labels = rng.integers(3, size=8)
    unchanged(student.one_hot, labels, 3)
    unchanged(student.accuracy, rng.normal(size=(8, 3)), labels)
    unchanged(student.confusion_matrix, rng.integers(3, size=8), labels, 3)
