import numpy as np

from dlgrade.testing import check, integers, observe, partial, points, public, unchanged


def clouds(rng, n, spread):
    y = rng.permutation(np.arange(n) % 3)
    centres = np.array([[0.0, 0.0], [4.0, 0.0], [0.0, 4.0]])
    return centres[y] + spread * rng.normal(size=(n, 2)), y


@public
def test_example(student):
    """Between 0 at [0] and 1 at [4], the point [1] is a 0
    [0]의 0과 [4]의 1 사이에서 점 [1]은 0입니다"""
    model = student.train(np.array([[0.0], [4.0]]), np.array([0, 1]))
    integers(student.predict(model, np.array([[1.0]])), [0])


@points(6)
def test_accuracy(student, rng):
    """At least 95 % of new points get the right label; from 60 % on part of the points
    새 점의 95 % 이상이 맞아야 하고, 60 %부터는 부분 점수가 있습니다"""
    X, y = clouds(rng, 150, 0.8)
    model = student.train(X, y)
    X, y = clouds(rng, 200, 0.8)
    found = np.asarray(student.predict(model, X))
    observe(student, shape=found.shape, whole=found.dtype.kind in "iu", largest=round(float(found.max())))
    check(
        found.shape == y.shape and found.dtype.kind in "iu",
        en="`predict` should return one integer per row.",
        ko="`predict`는 행마다 정수를 하나씩 반환해야 합니다.",
        actual=found,
    )
    right = float((found == y).mean())
    observe(student, right=right, labels=len(np.unique(found)))
    if 0.6 <= right < 0.95:
        partial(3, en="{right:.0%} are right.", ko="{right:.0%}가 맞습니다.", right=right)
    check(right >= 0.95, en="Only {right:.0%} are right.", ko="{right:.0%}만 맞습니다.", right=right)


@points(2)
def test_one_row(student, rng):
    """A single row is a batch of one
    행이 하나뿐이어도 배치입니다"""
    X, y = clouds(rng, 60, 0.1)
    found = student.predict(student.train(X, y), X[:1])
    observe(student, whole=np.asarray(found).dtype.kind in "iu", label=int(np.ravel(found)[0]))
    integers(found, y[:1])


@points(1)
def test_arguments_unchanged(student, rng):
    """The points and labels are left as they were
    점과 레이블을 바꾸지 않습니다"""
    X, y = clouds(rng, 30, 0.5)
    unchanged(student.predict, unchanged(student.train, X, y), X)
