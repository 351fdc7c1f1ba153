import math

import numpy as np

from dlgrade.testing import check, close, observe, parts, points, public, silent, unchanged
from dlref.landscape import fit_logistic, predict_proba


def draw(rng, n, d):
    """Two overlapping classes, not around the origin and not equally frequent."""
    X = rng.normal(size=(n, d)) + rng.uniform(0.3, 1.0, size=d)
    y = (X @ rng.normal(size=d) + rng.normal(size=n) > 0.4).astype(int)
    y[0], y[-1] = 0, 1 if n > 1 else 0
    return X, y


def same(found, wanted, rtol=1e-8):
    w, b = parts(found, 2, names="w, b")
    close(w, wanted[0], rtol=rtol)
    if isinstance(b, float) and math.isfinite(b):
        check(
            abs(b - wanted[1]) <= max(1e-10, rtol * abs(wanted[1])),
            en="`b` comes out as {b:.7g}, which is not right.",
            ko="`b` 값이 {b:.7g}인데, 맞지 않습니다.",
            actual=b,
            b=b,
        )
    close(b, wanted[1], rtol=rtol)


@public
@points(1)
def test_fit_example(student):
    """One step with the samples 1 (class 0) and 3 (class 1) and lr = 0.5: w = 0.25, b = 0
    샘플 1(클래스 0)과 3(클래스 1)으로 lr = 0.5일 때 한 걸음을 옮기면 w = 0.25, b = 0입니다"""
    same(student.fit_logistic(np.array([[1.0], [3.0]]), np.array([0, 1]), 0.5, 1), ([0.25], 0.0))


@public
@points(1)
def test_proba_example(student):
    """With w = [ln 3, 0] and b = 0 the samples (1, 5), (0, 7) and (-1, 2) have the probabilities 3/4, 1/2 and 1/4
    w = [ln 3, 0], b = 0이면 샘플 (1, 5), (0, 7), (-1, 2)의 확률은 3/4, 1/2, 1/4입니다"""
    X = np.array([[1.0, 5.0], [0.0, 7.0], [-1.0, 2.0]])
    close(student.predict_proba(X, np.array([np.log(3.0), 0.0]), 0.0), [0.75, 0.5, 0.25])


@points(2)
def test_first_step(student, rng):
    """fit_logistic: the first step goes against the slope of the mean cross-entropy
    fit_logistic: 첫걸음은 교차 엔트로피 평균의 기울기 반대쪽으로 갑니다"""
    for n, d in ((5, 3), (1, 2), (8, 1)):
        X, y = draw(rng, n, d)
        for lr in (0.2, 1.5):
            same(student.fit_logistic(X, y, lr, 1), fit_logistic(X, y, lr, 1))


@points(2)
def test_further_steps(student, rng):
    """fit_logistic: exactly as many steps as asked for, both parameters from the same point
    fit_logistic: 정해진 걸음 수만큼 정확히 옮기고, 두 매개변수 모두 같은 점에서 움직입니다"""
    for n, d, iterations in ((7, 2, 2), (4, 3, 3), (9, 4, 17)):
        X, y = draw(rng, n, d)
        same(student.fit_logistic(X, y, 0.7, iterations), fit_logistic(X, y, 0.7, iterations))
    same(student.fit_logistic(X, y, 0.7, 0), (np.zeros(4), 0.0))
    X = np.array([-4.0, -3.0, 3.0, 4.0])[:, None] + rng.uniform(-0.2, 0.2, size=(4, 1))  # easily told apart
    y = np.array([0, 0, 1, 1])
    same(student.fit_logistic(X, y, 1.0, 30), fit_logistic(X, y, 1.0, 30))


@points(1)
def test_defaults(student, rng):
    """fit_logistic: without arguments the learning rate is 0.1 and 1000 steps are made
    fit_logistic: 인수를 주지 않으면 학습률은 0.1이고 1000걸음을 옮깁니다"""
    X, y = draw(rng, 9, 2)
    same(student.fit_logistic(X, y), fit_logistic(X, y))
    same(student.fit_logistic(X, y, iterations=3), fit_logistic(X, y, iterations=3))


@points(1)
def test_optimum(student, rng):
    """fit_logistic: after enough steps the errors are balanced, with every column and in all
    fit_logistic: 걸음을 충분히 옮기면 오차가 열마다, 그리고 전체에서 균형을 이룹니다"""
    X = np.concatenate([rng.normal(size=(14, 1)), np.array([[-0.5], [0.5], [0.1], [-0.1]])])
    y = np.concatenate([rng.permutation([0, 1] * 7), [1, 0, 1, 0]])
    w, b = parts(student.fit_logistic(X, y, 1.5, 700), 2, names="w, b")
    close(w, fit_logistic(X, y, 1.5, 700)[0])
    error = 1 / (1 + np.exp(-(X @ np.asarray(w) + b))) - y
    check(
        abs(error.mean()) < 1e-4 and np.abs(X.T @ error).max() < 1e-3,
        en="The mean of p - y is {mean:.3g} after 700 steps.",
        ko="700걸음 뒤에 p - y의 평균이 {mean:.3g}입니다.",
        mean=float(error.mean()),
    )


@points(1)
def test_labels(student, rng):
    """fit_logistic: labels may be floats, and samples may all be of one class
    fit_logistic: 레이블이 실수여도 되고 샘플이 모두 한 클래스여도 됩니다"""
    X, y = draw(rng, 6, 2)
    same(student.fit_logistic(X, y.astype(float), 0.4, 5), fit_logistic(X, y, 0.4, 5))
    for label in (0, 1):
        labels = np.full(6, label)
        same(student.fit_logistic(X, labels, 0.4, 5), fit_logistic(X, labels, 0.4, 5))


@points(1)
def test_large_samples(student, rng):
    """fit_logistic: samples up to 1000 in size neither overflow nor warn
    fit_logistic: 크기가 1000까지인 샘플에서도 넘침이나 경고가 없습니다"""
    X = rng.choice([-1000.0, 1000.0], size=(6, 2)) + rng.uniform(-100.0, 100.0, size=(6, 2))
    X[:2], y = [[1000.0, 900.0], [-900.0, -1000.0]], np.array([0, 1, 0, 1, 1, 0])
    for number, iterations in enumerate((2, 4)):
        w, b = parts(student.fit_logistic(X, y, 1.0, iterations), 2, names="w, b")
        if isinstance(w, np.ndarray) and np.shape(b) == () and w.dtype.kind == "f" and w.shape == (2,):
            observe(student, **{f"w{number}": np.round(w, 6), f"b{number}": np.round(float(b), 6)})
        same((w, b), fit_logistic(X, y, 1.0, iterations))
    silent(student, keep=0.5)


@points(2)
def test_proba(student, rng):
    """predict_proba: the sigmoid of the weighted sum plus the bias, one number per sample
    predict_proba: 가중합에 편향을 더한 값의 시그모이드이며 샘플마다 수 하나입니다"""
    for n, d in ((5, 3), (2, 4), (7, 1), (1, 2)):
        X, w, b = rng.normal(size=(n, d)), rng.normal(size=d), float(rng.uniform(0.4, 2.0))
        close(student.predict_proba(X, w, b), predict_proba(X, w, b))
        close(student.predict_proba(X, w, -b), predict_proba(X, w, -b))


@points(2)
def test_proba_large(student, rng):
    """predict_proba: sums up to a million in size neither overflow nor warn
    predict_proba: 합의 크기가 백만이 되어도 넘침이나 경고가 없습니다"""
    X = rng.choice([-1000.0, 0.0, 1.0, 1000.0], size=(6, 2)) + rng.uniform(0.1, 0.9, size=(6, 2))
    X[:2] = [[-1000.0, 700.0], [1000.0, -700.0]]
    w = np.array([800.0, -900.0]) + rng.uniform(0.0, 50.0, size=2)
    close(student.predict_proba(X, w, 0.5), predict_proba(X, w, 0.5))
    silent(student, keep=1)


@points(1)
def test_arguments_unchanged(student, rng):
    """The arguments are left as they were
    인수를 바꾸지 않습니다"""
    X, y = draw(rng, 5, 3)
    same(unchanged(student.fit_logistic, X, y, 0.3, 2), fit_logistic(X, y, 0.3, 2))
    w = rng.normal(size=3)
    close(unchanged(student.predict_proba, X, w, 0.2), predict_proba(X, w, 0.2))
