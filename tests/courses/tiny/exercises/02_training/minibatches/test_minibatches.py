import numpy as np
from tinyref.training import batches_per_epoch

from dlgrade.testing import check, integers, observe, partial, parts, points, public, raises


def epoch(student, X, y, size, rng):
    pairs = [parts(pair, 2, names="Xb, yb") for pair in student.minibatches(X, y, size, rng)]
    return [np.asarray(Xb) for Xb, _ in pairs], [np.asarray(yb) for _, yb in pairs]


@public
def test_example(student, rng):
    """Seven samples in threes: batches of 3, 3 and 1
    샘플 일곱 개를 셋씩: 배치의 크기는 3, 3, 1입니다"""
    _, y = epoch(student, np.arange(14.0).reshape(7, 2), np.arange(7), 3, rng)
    sizes = [len(part) for part in y]
    observe(student, sizes=sizes)
    check(
        sizes == [3, 3, 1],
        en="The sizes are {sizes}.",
        ko="크기가 {sizes}입니다.",
        sizes=sizes,
    )


@points(3)
def test_once_and_together(student, rng):
    """Every sample comes once, with its own label
    샘플마다 제 레이블과 함께 한 번씩 나옵니다"""
    n = 11
    X, y = epoch(student, np.arange(3.0 * n).reshape(n, 3), np.arange(n), 4, rng)
    labels, rows = np.concatenate(y), np.concatenate(X)
    observe(student, apart=float((rows[:, 0] != 3 * labels).any()), different=len(set(labels.tolist())))
    check(
        bool((rows[:, 0] == 3 * labels).all()),
        en="Samples and labels do not belong together any more.",
        ko="샘플과 레이블의 짝이 어긋납니다.",
        actual=labels,
    )
    if sorted(labels.tolist()) != list(range(n)):
        partial(1, en="Some samples are missing or come twice.", ko="빠지거나 두 번 나오는 샘플이 있습니다.")


@points(2)
def test_shuffled(student, rng):
    """The order is a new one every time
    순서가 매번 새로 정해집니다"""
    orders = [np.concatenate(epoch(student, np.zeros((30, 1)), np.arange(30), 7, rng)[1]) for _ in range(3)]
    fixed = float(np.mean([order == np.arange(30) for order in orders]))
    same = float(bool((orders[0] == orders[1]).all()))
    observe(student, fixed=fixed > 0.5, same=same)
    check(
        fixed < 0.5 and not same,
        en="The order is always the same.",
        ko="순서가 늘 같습니다.",
    )


@points(2)
def test_count(student, rng):
    """batches_per_epoch: the last batch counts, however small
    batches_per_epoch: 마지막 배치는 작아도 셉니다"""
    for size in (1, 3, 5, 10, 11):
        n = int(rng.integers(11, 30))
        integers(student.batches_per_epoch(n, size), batches_per_epoch(n, size))
        integers(student.batches_per_epoch(size * 4, size), 4)


@points(1)
def test_refused(student):
    """batches_per_epoch: a batch size of 0 is refused
    batches_per_epoch: 배치 크기 0은 거부합니다"""
    raises("ValueError", student.batches_per_epoch, 5, 0)
    raises("ValueError", student.batches_per_epoch, 5, -2)
