import numpy as np

from dlgrade.testing import check, close, observe, parts, points, public, unchanged
from dlref.landscape import pca


def spread(rng, n, d, ratio=0.55, offset=1.0):
    """Samples whose variances along their components are far apart, and whose mean is not 0."""
    turn, _ = np.linalg.qr(rng.normal(size=(d, d)))
    left, _ = np.linalg.qr(np.column_stack([np.ones(n), rng.normal(size=(n, min(n - 1, d)))]))
    inner = left[:, 1:] * (4.0 * ratio ** np.arange(left.shape[1] - 1))
    return inner @ turn[: inner.shape[1]] + offset * rng.uniform(0.5, 1.5, size=d) * rng.choice(
        [-1.0, 1.0], size=d
    )


def signed(rows):
    """Rows, each with the sign that makes its largest entry positive."""
    largest = np.take_along_axis(rows, np.abs(rows).argmax(axis=-1)[..., None], axis=-1)
    return rows * np.where(largest < 0, -1.0, 1.0)


def found_by(student, X, k, name=""):
    """Components and variances as arrays, once their form is right; notes them without their signs."""
    found = student.pca(X, k)
    two = isinstance(found, list | tuple) and len(found) == 2
    first, second = (np.asarray(part) for part in found) if two else (np.array(None), np.array(None))
    numbers = first.dtype.kind in "iuf" and second.dtype.kind in "iuf"
    notes = {"first": first.shape, "second": second.shape}
    if numbers and first.ndim == 2 and second.ndim in (1, 2):
        notes |= {
            "components": np.round(signed(first.astype(float)), 6),
            "variance": np.round(second.astype(float), 6),
        }
    observe(student, **{name + key: value for key, value in notes.items()})
    parts(found, 2, names="components, explained_variance")
    check(
        numbers and first.shape == (k, X.shape[1]) and second.shape == (k,),
        en="With X of shape {shape} and k = {k}, the components should have shape {first} and the variances {second}.",
        ko="X의 모양이 {shape}이고 k = {k}이면 주성분의 모양은 {first}, 분산의 모양은 {second}여야 합니다.",
        actual=found,
        shape=X.shape,
        k=k,
        first=(k, X.shape[1]),
        second=(k,),
    )
    return first.astype(float), second.astype(float)


def are_directions(components, wanted):
    """Ask for the wanted rows, each of either sign."""
    lengths = np.linalg.norm(components, axis=1)
    check(
        np.isfinite(components).all(),
        en="There is an entry of the components that is not finite.",
        ko="주성분에 유한하지 않은 원소가 있습니다.",
        actual=components,
    )
    i = int(np.abs(lengths - 1).argmax())
    check(
        abs(lengths[i] - 1) < 1e-7,
        en="Component {i} has length {length:.6g}, not 1.",
        ko="주성분 {i}의 길이가 1이 아니라 {length:.6g}입니다.",
        actual=components,
        i=i,
        length=lengths[i],
    )
    for i, (row, want) in enumerate(zip(components, wanted, strict=True)):
        towards = float(row @ want)
        check(
            abs(towards) > 1 - 1e-9,
            en="Component {i} is at an angle of {angle:.3g} degrees to the direction of the largest variance that is left.",
            ko="주성분 {i}는 남은 분산이 가장 큰 방향과 {angle:.3g}도 어긋나 있습니다.",
            actual=components,
            i=i,
            angle=float(np.degrees(np.arccos(min(abs(towards), 1.0)))),
        )
        close(row * np.sign(towards), want, rtol=1e-7, atol=1e-7)


@public
@points(2)
def test_example(student):
    """Four points, (3, 1), (1, 3) and their opposites around (5, 5): the diagonal comes first, with variance 32/3
    (5, 5) 둘레의 네 점 (3, 1), (1, 3)과 그 반대편 점: 분산이 32/3인 대각선이 먼저입니다"""
    X = 5.0 + np.array([[3.0, 1.0], [1.0, 3.0], [-3.0, -1.0], [-1.0, -3.0]])
    components, variance = found_by(student, X, 2)
    close(variance, [32 / 3, 8 / 3])
    are_directions(components, np.array([[1.0, 1.0], [1.0, -1.0]]) / np.sqrt(2))


@points(3)
def test_components(student, rng):
    """The components are rows of unit length, the direction of the largest variance first; either sign is right
    주성분은 길이가 1인 행이고 분산이 가장 큰 방향이 먼저입니다. 부호는 어느 쪽이든 맞습니다"""
    for name, (n, d, k) in {"a": (7, 4, 4), "b": (9, 3, 3), "c": (6, 5, 2)}.items():
        X = spread(rng, n, d)
        components, _ = found_by(student, X, k, name)
        are_directions(components, pca(X, k)[0])


@points(3)
def test_variance(student, rng):
    """The variances are sample variances along the components, in falling order
    분산은 주성분 방향으로 잰 표본 분산이고 큰 것부터 나옵니다"""
    for name, (n, d, k) in {"a": (4, 3, 3), "b": (8, 5, 5), "c": (5, 2, 1)}.items():
        X = spread(rng, n, d)
        _, variance = found_by(student, X, k, name)
        close(variance, pca(X, k)[1])


@points(1)
def test_mean(student, rng):
    """Where the samples lie does not matter, only how they differ: also around 800
    샘플이 어디에 있는지가 아니라 서로 어떻게 다른지만 중요합니다. 800 근처에서도 그렇습니다"""
    X = spread(rng, 8, 3, offset=800.0)
    components, variance = found_by(student, X, 2)
    close(variance, pca(X, 2)[1], rtol=1e-7)
    are_directions(components, pca(X, 2)[0])


@points(1)
def test_scales(student, rng):
    """Columns are taken as they are: one with large numbers counts for more
    열은 있는 그대로 다룹니다. 수가 큰 열은 더 크게 작용합니다"""
    X = spread(rng, 10, 3) * np.array([1.0, 40.0, 6.0])
    components, variance = found_by(student, X, 3)
    close(variance, pca(X, 3)[1])
    are_directions(components, pca(X, 3)[0])


@points(2)
def test_fewer_samples(student, rng):
    """Fewer samples than columns
    샘플이 열보다 적을 때"""
    for name, (n, d, k) in {"a": (4, 6, 3), "b": (2, 5, 1)}.items():
        X = spread(rng, n, d)
        components, variance = found_by(student, X, k, name)
        close(variance, pca(X, k)[1])
        are_directions(components, pca(X, k)[0])


@points(1)
def test_one_column(student, rng):
    """A single column: its variance
    열이 하나이면 그 열의 분산입니다"""
    X = rng.normal(size=(6, 1)) + 3.0
    components, variance = found_by(student, X, 1)
    close(np.abs(components), [[1.0]])
    close(variance, [X.var(ddof=1)])


@points(1)
def test_arguments_unchanged(student, rng):
    """The samples are left as they were
    샘플을 바꾸지 않습니다"""
    X = spread(rng, 6, 3)
    _, variance = found_by(student, X, 2)
    reply = student.record_.calls[-1].reply
    observe(student, changed=bool(reply is not None and reply.changed))
    close(variance, pca(X, 2)[1])
    unchanged(student.pca, X, 2)
