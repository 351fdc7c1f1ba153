import numpy as np

from dlgrade.testing import check, close, integers, observe, parts, points, public, unchanged


def squares(X, centers):
    return ((X[:, None, :] - centers) ** 2).sum(axis=2)


def clusters(student, X, k, rng, name="", **options):
    """Centers and labels, once their form is right; notes what holds of them."""
    found = student.kmeans(X, k, rng, **options)
    two = isinstance(found, list | tuple) and len(found) == 2
    first, second = (np.asarray(part) for part in found) if two else (np.array(None), np.array(None))
    numbers = first.dtype.kind in "iuf" and second.dtype.kind in "iuf"
    notes = {"first": first.shape, "second": second.shape, "whole": second.dtype.kind in "iu"}
    if numbers and second.shape == (len(X),):
        notes |= {"lowest": float(np.nan_to_num(second.min())), "few": len(np.unique(second)) < k}
    observe(student, **{name + key: value for key, value in notes.items()})
    parts(found, 2, names="centers, labels")
    check(
        numbers and first.shape == (k, X.shape[1]) and second.shape == (len(X),),
        en="With X of shape {shape} and k = {k}, centers and labels should be arrays of shape {first} and {second}.",
        ko="X의 모양이 {shape}이고 k = {k}이면 centers와 labels는 모양이 {first}, {second}인 배열이어야 합니다.",
        actual=found,
        shape=X.shape,
        k=k,
        first=(k, X.shape[1]),
        second=(len(X),),
    )
    check(
        second.dtype.kind in "iu" and second.min() >= 0 and second.max() < k,
        en="The labels should be integers from 0 to {last}, the rows of their centers.",
        ko="labels에는 0부터 {last}까지의 정수, 곧 중심의 행 번호가 들어 있어야 합니다.",
        actual=found[1],
        last=k - 1,
    )
    return notice(student, X, first.astype(float), second, name)


def notice(student, X, centers, labels, name):
    """Note which properties the clusters have; among many samples none holds by chance."""
    k, rows = len(centers), range(len(X))
    finite = bool(np.isfinite(centers).all())
    notes = {"finite": finite, "empty": len(np.unique(labels)) < k}
    if finite and not notes["empty"] and len(X) > 20:
        groups = [X[labels == j] for j in range(k)]
        away, blocks = squares(X, centers), np.abs(X[:, None, :] - centers).sum(axis=2)
        signed = (X[:, None, :] - centers).sum(axis=2)
        room = 1e-9 * (1.0 + np.abs(X).max()) ** 2
        means = bool(np.allclose(centers, [g.mean(axis=0) for g in groups]))
        nearest = bool((away[rows, labels] <= away.min(axis=1) + room).all())
        notes |= {
            "means": means,
            "nearest": nearest,
            "medians": not means and bool(np.allclose(centers, [np.median(g, axis=0) for g in groups])),
            "flat": bool(np.ptp(centers, axis=1).max() < 1e-9),
            "farthest": not nearest and bool((away[rows, labels] >= away.max(axis=1) - room).all()),
            "blocks": not nearest and bool((blocks[rows, labels] <= blocks.min(axis=1) + room).all()),
            "signed": not nearest and bool((labels == signed.argmin(axis=1)).mean() > 0.9),
        }
    observe(student, **{name + key: value for key, value in notes.items()})
    return centers, labels


def all_used(centers, labels):
    check(
        np.isfinite(centers).all(),
        en="A center is not a finite number. The mean of no samples is 0/0: no center may be without a sample.",
        ko="유한하지 않은 중심이 있습니다. 샘플이 하나도 없으면 평균이 0/0이 됩니다. 샘플이 없는 중심이 있으면 안 됩니다.",
        actual=centers,
    )
    counts = np.bincount(labels, minlength=len(centers))
    check(
        counts.all(),
        en="Center {j} is without a sample; each of the {k} should have at least one.",
        ko="{j}번 중심에 샘플이 없습니다. {k}개 모두 샘플이 하나 이상 있어야 합니다.",
        actual=labels,
        j=int(counts.argmin()),
        k=len(centers),
    )
    integers(int((counts > 0).sum()), len(centers))


def are_means(X, centers, labels):
    all_used(centers, labels)
    for j, center in enumerate(centers):
        mean = X[labels == j].mean(axis=0)
        check(
            np.allclose(center, mean, rtol=1e-8, atol=1e-9),
            en="Center {j} is {center}, but the mean of the samples with label {j} is {mean}.",
            ko="{j}번 중심은 {center}인데 레이블이 {j}인 샘플의 평균은 {mean}입니다.",
            actual=centers,
            j=j,
            center=np.round(center, 4).tolist(),
            mean=np.round(mean, 4).tolist(),
        )
        close(center, mean, rtol=1e-8, atol=1e-9)


def are_nearest(X, centers, labels):
    all_used(centers, labels)
    away = squares(X, centers)
    own, best = away[np.arange(len(X)), labels], away.min(axis=1)
    n = int((own - best).argmax())
    check(
        own[n] <= best[n] + 1e-9 * (1.0 + np.abs(X).max()) ** 2,
        en="Sample {n} has label {label}, but center {nearest} is nearer: {best:.4g} away, not {own:.4g}.",
        ko="{n}번 샘플의 레이블은 {label}인데 {nearest}번 중심이 더 가깝습니다. 거리가 {own:.4g}이 아니라 {best:.4g}입니다.",
        actual=labels,
        n=n,
        label=int(labels[n]),
        nearest=int(away[n].argmin()),
        own=own[n] ** 0.5,
        best=best[n] ** 0.5,
    )
    close(own[n], best[n], atol=1e-8 * (1.0 + np.abs(X).max()) ** 2)


def is_fixed(X, found):
    are_means(X, *found)
    are_nearest(X, *found)


def noise(rng, n, d):
    """Samples without any groups, so that many rounds are needed."""
    return rng.uniform(-2.0, 2.0, size=(n, d)) + rng.uniform(1.0, 3.0, size=d)


@public
@points(2)
def test_example(student, rng):
    """Four numbers, 0, 1, 9 and 10, in two groups: the centers are 0.5 and 9.5
    네 수 0, 1, 9, 10을 두 무리로 나누면 중심은 0.5와 9.5입니다"""
    X = np.array([[0.0], [1.0], [9.0], [10.0]])
    centers, labels = clusters(student, X, 2, rng)
    all_used(centers, labels)
    close(np.sort(centers.ravel()), [0.5, 9.5])
    is_fixed(X, (centers, labels))


@points(1)
def test_means(student, rng):
    """In the end every center is the mean of its samples
    끝났을 때 모든 중심은 자기 샘플들의 평균입니다"""
    for name, n, d, k in (("a", 60, 2, 5), ("b", 41, 3, 4)):
        X = noise(rng, n, d)
        are_means(X, *clusters(student, X, k, rng, name))


@points(2)
def test_nearest(student, rng):
    """In the end every sample belongs to a nearest center
    끝났을 때 모든 샘플은 가장 가까운 중심에 속합니다"""
    for name, n, d, k in (("a", 60, 2, 5), ("b", 41, 3, 4)):
        X = noise(rng, n, d)
        are_nearest(X, *clusters(student, X, k, rng, name))


@points(2)
def test_many_rounds(student, rng):
    """With 150 samples and 8 centers it goes on until nothing changes any more
    샘플 150개와 중심 8개로도 더 바뀌는 것이 없을 때까지 계속합니다"""
    X = noise(rng, 150, 2)
    is_fixed(X, clusters(student, X, 8, rng, iterations=1000))


@points(1)
def test_one_and_all(student, rng):
    """One center for all samples, and as many centers as samples
    중심이 하나일 때와 샘플 수만큼 있을 때"""
    X = noise(rng, 7, 3)
    centers, labels = clusters(student, X, 1, rng, "one")
    all_used(centers, labels)
    close(centers, X.mean(axis=0, keepdims=True))
    is_fixed(X, clusters(student, X, 7, rng, "all"))


@points(2)
def test_repeated(student, rng):
    """Samples that occur several times: with as many centers as different samples, none stays empty
    같은 샘플이 여러 번 나올 때: 서로 다른 샘플 수만큼 중심이 있어도 비는 중심이 없습니다"""
    for number in range(4):
        different = noise(rng, 4, 2)
        X = different[rng.permutation([0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 3])]
        is_fixed(X, clusters(student, X, 4, rng, f"case{number}_"))


@points(1)
def test_close_to_n(student, rng):
    """Nearly as many centers as samples, some of which are equal
    중심의 수가 샘플 수와 비슷하고 같은 샘플도 섞여 있을 때"""
    for number, (n, k) in enumerate(((9, 8), (8, 6), (12, 10))):
        X = noise(rng, n, 2)
        if number == 2:
            X[11] = X[10] = X[9]
        is_fixed(X, clusters(student, X, k, rng, f"case{number}_"))
    X = rng.permutation(np.array([[0.0], [0.0], [0.0], [0.0], [1.0], [2.0], [3.0]]))
    is_fixed(X, clusters(student, X, 3, rng, "grid_"))


@points(1)
def test_far(student, rng):
    """Samples far from 0, between -1000 and 1000
    0에서 멀리 떨어진 -1000과 1000 사이의 샘플"""
    for name, size in (("a", 1.0), ("b", 30.0)):
        X = size * noise(rng, 33, 3) + np.array([-900.0, 800.0, 0.0])
        is_fixed(X, clusters(student, X, 4, rng, name))


@points(1)
def test_repeatable(student, rng):
    """All chance comes from rng: the same generator, the same clusters
    난수는 모두 rng에서 뽑습니다. 같은 생성기에서는 같은 무리가 나옵니다"""
    X, seed = noise(rng, 150, 2), int(rng.integers(2**32))
    (first, _), (second, _) = (
        clusters(student, X, 9, np.random.default_rng(seed), name) for name in ("a", "b")
    )
    same = bool(np.allclose(first, second))
    observe(student, same=same)
    check(
        same,
        en="Two generators that start alike lead to different clusters. Does some chance come from elsewhere than `rng`?",
        ko="똑같이 시작하는 생성기 두 개에서 서로 다른 무리가 나옵니다. `rng`가 아닌 곳에서 뽑은 난수가 있지 않나요?",
    )


@points(1)
def test_arguments_unchanged(student, rng):
    """The samples are left as they were
    샘플을 바꾸지 않습니다"""
    X = noise(rng, 25, 2)
    clusters(student, X, 3, rng)
    reply = student.record_.calls[-1].reply
    observe(student, changed=bool(reply is not None and reply.changed))
    unchanged(student.kmeans, X, 3, rng)
