import numpy as np

from dlgrade.testing import check, integers, observe, parts, points, public, unchanged
from dlref.networks import iterations_per_epoch


def epoch(student, X, y, size, rng):
    """The batches of one epoch as two lists of arrays; notes their sizes."""
    batches = student.minibatches(X, y, size, rng)
    check(
        hasattr(batches, "__iter__") and not isinstance(batches, np.ndarray | dict | str),
        en="`minibatches` should return an iterator or a list of pairs `(Xb, yb)`.",
        ko="`minibatches` 함수는 `(Xb, yb)` 쌍의 반복자나 리스트를 반환해야 합니다.",
        actual=batches,
    )
    batches = list(batches)
    single = len(batches) == 2 and all(isinstance(part, np.ndarray) and len(part) != 2 for part in batches)
    check(
        not single,
        en="`minibatches` returns one pair of arrays. An epoch has several batches: inside the loop it is `yield`, not "
        "`return`, or the pairs are collected in a list.",
        ko="`minibatches` 함수가 배열 한 쌍만 반환합니다. 한 에포크에는 배치가 여럿이므로 반복문 안에서 `return` 대신 `yield`를 "
        "쓰거나 쌍을 리스트에 모으세요.",
        actual=batches,
    )
    check(
        all(isinstance(pair, list | tuple | np.ndarray) and len(pair) == 2 for pair in batches),
        en="Every batch should be a pair `(Xb, yb)`.",
        ko="배치는 하나하나가 `(Xb, yb)` 쌍이어야 합니다.",
        actual=batches[0] if batches else batches,
    )
    pairs = [parts(pair, 2, names="Xb, yb") for pair in batches]
    Xs, ys = [np.asarray(Xb) for Xb, _ in pairs], [np.asarray(yb) for _, yb in pairs]
    sizes = [yb.shape[0] if yb.ndim else -1 for yb in ys]
    observe(student, **{f"sizes_{len(y)}_{size}": sizes})
    check(
        [Xb.shape[1:] for Xb in Xs] == [X.shape[1:]] * len(Xs)
        and [yb.shape[1:] for yb in ys] == [y.shape[1:]] * len(ys)
        and all(len(Xb) == len(yb) for Xb, yb in zip(Xs, ys, strict=True)),
        en="In a batch `Xb` and `yb` should be equally long, and their further axes those of `X` and `y`.",
        ko="한 배치의 `Xb`와 `yb`는 길이가 같고, 나머지 축은 `X`와 `y`의 것과 같아야 합니다.",
        actual=[Xb.shape for Xb in Xs],
    )
    return Xs, ys


def order(student, n, size, rng):
    """The order in which the numbers from 0 to n − 1 come."""
    _, ys = epoch(student, np.zeros((n, 2)), np.arange(n), size, rng)
    return np.concatenate(ys) if ys else np.zeros(0)


@public
@points(1)
def test_example(student, rng):
    """Seven samples in batches of three: 3, 3 and 1
    샘플 일곱 개를 셋씩 나누면 3개, 3개, 1개입니다"""
    _, ys = epoch(student, np.arange(14.0).reshape(7, 2), np.arange(7), 3, rng)
    sizes = [len(yb) for yb in ys]
    check(
        sizes == [3, 3, 1],
        en="The sizes of the batches are {sizes}.",
        ko="배치의 크기가 {sizes}입니다.",
        sizes=sizes,
    )
    integers(sizes, [3, 3, 1])


@public
@points(1)
def test_count_example(student):
    """iterations_per_epoch(7, 3) is 3
    iterations_per_epoch(7, 3) 결과는 3입니다"""
    integers(student.iterations_per_epoch(7, 3), 3)


@points(2)
def test_sizes(student, rng):
    """minibatches: all batches are full except perhaps the last, and none is empty
    minibatches: 마지막 배치 말고는 모두 가득 차 있고, 빈 배치는 없습니다"""
    for n, size in ((10, 4), (12, 4), (5, 8), (6, 6), (4, 1), (17, 5)):
        _, ys = epoch(student, rng.normal(size=(n, 3)), np.arange(n), size, rng)
        found = [len(yb) for yb in ys]
        wanted = [min(size, n - start) for start in range(0, n, size)]
        check(
            found == wanted,
            en="{n} samples with batch_size = {size} come in batches of {found}.",
            ko="샘플 {n}개를 batch_size = {size}로 나눈 배치의 크기가 {found}입니다.",
            n=n,
            size=size,
            found=found,
        )
        integers(found, wanted)


@points(1)
def test_once(student, rng):
    """minibatches: every sample comes exactly once
    minibatches: 모든 샘플이 정확히 한 번씩 나옵니다"""
    for n, size in ((23, 4), (24, 6), (3, 7)):
        found = order(student, n, size, rng)
        missing = n - len(set(found.tolist()))
        observe(student, **{f"complete_{n}": missing == 0})
        check(
            sorted(found.tolist()) == list(range(n)),
            en="With {n} samples in batches of {size}, {missing} samples never come, and {total} come in all.",
            ko="샘플 {n}개를 {size}개씩 나누었을 때 한 번도 나오지 않는 샘플이 {missing}개이고, 모두 {total}개가 나옵니다.",
            n=n,
            size=size,
            missing=missing,
            total=len(found),
        )
        integers(np.sort(found), np.arange(n))


@points(3)
def test_together(student, rng):
    """minibatches: every sample keeps its own target
    minibatches: 샘플마다 자기 정답이 따라옵니다"""
    n = 29
    for shape, targets in (((n, 3), (n,)), ((n, 2, 4), (n, 5)), ((n,), (n, 1))):
        X = np.arange(float(np.prod(shape))).reshape(shape) + 0.5
        y = 10 * np.arange(np.prod(targets)).reshape(targets)
        Xs, ys = epoch(student, X, y, 6, rng)
        rows = np.concatenate([Xb.reshape(len(Xb), -1) for Xb in Xs])
        labels = np.concatenate([yb.reshape(len(yb), -1) for yb in ys])
        per_row, per_label = rows.shape[1], labels.shape[1]
        sample, target = (rows[:, 0] - 0.5) / per_row, labels[:, 0] / (10 * per_label)
        apart = bool((sample != target).any())
        whole = bool(
            np.array_equal(rows - rows[:, :1], np.tile(np.arange(per_row), (len(rows), 1)))
            and np.array_equal(labels - labels[:, :1], np.tile(10 * np.arange(per_label), (len(labels), 1)))
        )
        observe(student, **{f"apart_{len(shape)}": apart, f"whole_{len(shape)}": whole})
        check(
            not apart and whole,
            en="In a batch `Xb` and `yb` do not belong together: a sample has the target of another.",
            ko="한 배치의 `Xb`와 `yb`가 어긋납니다. 샘플에 다른 샘플의 정답이 붙어 있습니다.",
            actual=ys[0],
        )
        integers([int(apart), int(whole)], [0, 1])


@points(2)
def test_shuffled(student, rng):
    """minibatches: samples that lie side by side do not stay side by side
    minibatches: 나란히 있던 샘플이 계속 나란히 나오지 않습니다"""
    found = order(student, 90, 9, rng)
    if len(found) > 1:
        neighbours = float((np.abs(np.diff(found)) == 1).mean())
        inside = float(np.mean([np.abs(np.diff(found[i : i + 9])).max(initial=0) for i in range(0, 81, 9)]))
        first = float(np.mean(found[: len(found) // 2] < 45))
    else:
        neighbours, inside, first = 1.0, 0.0, 1.0
    observe(student, neighbours=round(neighbours, 1) if neighbours > 0.5 else 0.0, spread=inside > 20)
    check(
        neighbours < 0.25 and inside > 20 and 0.25 < first < 0.75,
        en="The samples are not shuffled, or not all of them together: neighbours stay close to each other.",
        ko="샘플이 섞이지 않았거나 전체가 고루 섞이지 않았습니다. 이웃한 샘플이 여전히 가까이 있습니다.",
        actual=found,
    )
    integers([int(neighbours < 0.25), int(inside > 20)], [1, 1])


@points(1)
def test_generator(student, rng):
    """minibatches: the order comes from `rng`, and from nothing else
    minibatches: 순서는 오직 `rng`에서 나옵니다"""
    seed = int(rng.integers(2**32))
    one, same, *others = (
        order(student, 40, 7, np.random.default_rng(s)) for s in (seed, seed, seed + 1, seed + 2, seed + 3)
    )
    repeats, differs = np.array_equal(one, same), not all(np.array_equal(one, other) for other in others)
    observe(student, repeats=repeats, differs=differs)
    check(
        differs,
        en="Two different generators give the same order: draw it from `rng`.",
        ko="서로 다른 생성기를 주어도 순서가 같습니다. `rng`에서 뽑으세요.",
        actual=one,
    )
    check(
        repeats,
        en="Two generators in the same state give different orders: draw from `rng` and from nothing else.",
        ko="상태가 같은 두 생성기에서 서로 다른 순서가 나옵니다. 다른 곳이 아니라 `rng`에서만 뽑으세요.",
        actual=one,
    )
    integers([int(repeats), int(differs)], [1, 1])


@points(2)
def test_count(student, rng):
    """iterations_per_epoch: a smaller last batch counts, an empty one does not
    iterations_per_epoch: 작은 마지막 배치는 세고, 빈 배치는 세지 않습니다"""
    for size in (5, 9, 32, 2):
        times = int(rng.integers(3, 9))
        for n in (size * times - 1, size * times, size * times + 1):
            integers(student.iterations_per_epoch(n, size), iterations_per_epoch(n, size))
    for n, size in ((6, 1), (1, 1), (3, 10), (8, 8), (60_000, 128)):
        integers(student.iterations_per_epoch(n, size), iterations_per_epoch(n, size))


@points(1)
def test_count_integer(student):
    """iterations_per_epoch: the result is an integer
    iterations_per_epoch: 결과는 정수입니다"""
    found = student.iterations_per_epoch(12, 4)
    observe(student, floats=np.asarray(found).dtype.kind == "f", found=found)
    integers(found, 3)


@points(1)
def test_arguments_unchanged(student, rng):
    """minibatches: `X` and `y` are left as they were
    minibatches: `X`와 `y`를 바꾸지 않습니다"""
    X, y = rng.normal(size=(11, 2)), np.arange(11)
    function = student.minibatches
    function(X, y, 4, rng)
    reply = function.student.record_.calls[-1].reply
    observe(student, changed=bool(reply is not None and reply.changed))
    unchanged(function, X, y, 4, rng)
