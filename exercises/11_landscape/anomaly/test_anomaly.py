import numpy as np

from dlgrade.testing import check, close, points, public, unchanged
from dlref.landscape import anomalies, z_scores


def samples(rng, n, d):
    """Columns of different size and place."""
    return rng.normal(size=(n, d)) * 3.0 ** np.arange(d) + rng.uniform(-5.0, 5.0, size=d)


def marks(student, X, *threshold):
    """Which samples are anomalies, compared with the right answer."""
    found, wanted = student.anomalies(X, *threshold), anomalies(X, *threshold)
    result = np.asarray(found) if isinstance(found, np.ndarray | list | tuple) else np.array(None)
    check(
        result.shape == (len(X),) and result.dtype.kind in "biuf",
        en="With X of shape {shape} there should be {n} truth values, one per sample, in an array of shape ({n},).",
        ko="X의 모양이 {shape}이면 샘플마다 하나씩 참거짓 {n}개가 모양 ({n},)의 배열에 들어 있어야 합니다.",
        actual=found,
        shape=X.shape,
        n=len(X),
    )
    wrong = int((result != wanted).argmax())
    check(
        (result == wanted).all(),
        en="With the threshold {threshold:g}, sample {n} has {found}; its largest score in size is {score:.6g}.",
        ko="기준이 {threshold:g}일 때 {n}번 샘플의 값이 {found}입니다. 크기가 가장 큰 점수는 {score:.6g}입니다.",
        actual=found,
        threshold=threshold[0] if threshold else 3.0,
        n=wrong,
        found=bool(result[wrong]),
        score=float(np.abs(z_scores(X)[wrong]).max()),
    )
    close(result.astype(float), wanted.astype(float))


@public
@points(1)
def test_scores_example(student):
    """z_scores: 1, 3, 5, 7 have the mean 4 and the deviation √5; three equal values score 0
    z_scores: 1, 3, 5, 7의 평균은 4, 표준편차는 √5이고, 값이 모두 같으면 점수가 0입니다"""
    X = np.array([[1.0, 2.0], [3.0, 2.0], [5.0, 2.0], [7.0, 2.0]])
    scores = np.array([-3.0, -1.0, 1.0, 3.0]) / np.sqrt(5.0)
    close(student.z_scores(X), np.column_stack([scores, np.zeros(4)]))


@public
@points(1)
def test_anomalies_example(student):
    """anomalies: of 0, 0, 0, 0 and 10 the last one stands out beyond 1.5 deviations, but not beyond 2
    anomalies: 0, 0, 0, 0, 10 가운데 마지막은 표준편차의 1.5배를 넘게 벗어나지만 2배는 넘지 않습니다"""
    X = np.array([[0.0], [0.0], [0.0], [0.0], [10.0]])
    marks(student, X, 1.5)
    marks(student, X, 2.0)


@points(3)
def test_scores(student, rng):
    """z_scores: every column by its own mean and its own population deviation
    z_scores: 열마다 자기 평균과 자기 모집단 표준편차를 씁니다"""
    for n, d in ((6, 3), (4, 5), (9, 2)):
        X = samples(rng, n, d)
        close(student.z_scores(X), z_scores(X))


@points(1)
def test_scores_extremes(student, rng):
    """z_scores: a single column, two samples, one sample, values around 1000
    z_scores: 열이 하나일 때, 샘플이 둘이거나 하나일 때, 1000 근처의 값"""
    X = samples(rng, 7, 1)
    close(student.z_scores(X), z_scores(X))
    X = samples(rng, 2, 3)
    close(student.z_scores(X), z_scores(X))
    close(student.z_scores(np.array([[4.0, -2.0, 0.0]])), np.zeros((1, 3)))
    X = 1000.0 * rng.choice([-1.0, 1.0], size=4) + rng.uniform(-50.0, 50.0, size=(5, 4))
    close(student.z_scores(X), z_scores(X), rtol=1e-7)


@points(2)
def test_equal_values(student, rng):
    """z_scores: a column of equal values scores 0 throughout, and the other columns as ever
    z_scores: 값이 모두 같은 열의 점수는 모두 0이고 다른 열은 그대로입니다"""
    X = samples(rng, 8, 4)
    X[:, 0], X[:, 2] = 0.0, -3.0
    close(student.z_scores(X), z_scores(X))
    close(student.z_scores(np.full((5, 2), 64.0)), np.zeros((5, 2)))


@points(1)
def test_equal_values_that_round(student):
    """z_scores: equal values score 0 also where their mean rounds, as that of three times 0.1 does
    z_scores: 0.1이 세 번 나올 때처럼 평균이 반올림되어도 같은 값의 점수는 0입니다"""
    for n in (3, 6, 7):
        X = np.column_stack([np.full(n, v) for v in (0.1, -0.7, 1.1, 900.1)] + [np.arange(n)])
        close(student.z_scores(X), z_scores(X))


@points(3)
def test_anomalies(student, rng):
    """anomalies: a sample stands out if it does so in any column, upwards or downwards
    anomalies: 어느 열에서든, 위로든 아래로든 벗어나면 이상치입니다"""
    for n, d in ((40, 3), (31, 5), (25, 1)):
        X = samples(rng, n, d)
        order = rng.permutation(n)
        X[order[2], :-1] += 9.0 * 3.0 ** np.arange(d - 1)
        X[order[0], 0] += 12.0
        X[order[1], d - 1] -= 15.0 * 3.0 ** (d - 1)
        for threshold in (2.6, 1.1):
            marks(student, X, threshold)


@points(1)
def test_threshold(student, rng):
    """anomalies: a score of exactly the threshold is still usual, and without a threshold it is 3
    anomalies: 점수가 기준과 똑같으면 이상치가 아니고, 기준을 주지 않으면 3입니다"""
    X = np.array([[-1.0], [1.0]]) * rng.choice([1.0, 4.0, 16.0]) + 2.0
    marks(student, X, 1.0)
    marks(student, X, 0.99)
    for far in (4.0, 10.0, 30.0):
        X = rng.normal(size=(30, 2))
        X[4, 1] = far
        marks(student, X)


@points(1)
def test_truth_values(student, rng):
    """anomalies: the result can be used as a mask, it holds truth values
    anomalies: 결과에 참거짓이 들어 있어 마스크로 쓸 수 있습니다"""
    X = samples(rng, 12, 2)
    X[5, 0] += 40.0
    marks(student, X, 2.5)
    found = np.asarray(student.anomalies(X, 2.5))
    check(
        found.dtype.kind == "b",
        en="The result should hold True and False, so that `X[anomalies(X)]` are the anomalies; it holds {kind}.",
        ko="`X[anomalies(X)]`가 이상치가 되도록 결과에 True와 False가 들어 있어야 하는데 {kind}입니다.",
        kind=found.dtype.name,
        actual=found,
    )


@points(1)
def test_arguments_unchanged(student, rng):
    """The samples are left as they were
    샘플을 바꾸지 않습니다"""
    X = samples(rng, 5, 3)
    close(unchanged(student.z_scores, X), z_scores(X))
    unchanged(student.anomalies, X, 1.2)
