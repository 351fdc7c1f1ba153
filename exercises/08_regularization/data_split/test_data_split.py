import numpy as np

from dlgrade.testing import check, integers, observe, parts, points, public, unchanged
from dlref.regularization import is_overfitting

NAMES = "(X_train, y_train), (X_val, y_val), (X_test, y_test)"


def samples(n):
    """Sample i is the row [10 i, 10 i + 1, 10 i + 2], its label is i."""
    return 10.0 * np.arange(n)[:, None] + np.arange(3.0), np.arange(n)


def split(student, X, y, ratios, rng):
    """The three pairs as arrays."""
    found = student.train_val_test_split(X, y, ratios, rng)
    if isinstance(found, list | tuple) and len(found) != 3:
        observe(student, outer=len(found))
    pairs = [parts(pair, 2, names="X, y") for pair in parts(found, 3, names=NAMES)]
    result = [(np.asarray(Xs), np.asarray(ys)) for Xs, ys in pairs]
    check(
        all(Xs.dtype.kind in "iuf" and ys.dtype.kind in "iuf" and Xs.ndim and ys.ndim for Xs, ys in result),
        en="The parts should be arrays of samples and arrays of labels.",
        ko="세 부분은 샘플 배열과 레이블 배열이어야 합니다.",
        actual=pairs,
    )
    return result


def sizes(result):
    return [[len(Xs), len(ys)] for Xs, ys in result]


def right_rows(Xs, ys):
    """Whether every row is that of its label."""
    return Xs.shape == (len(ys), 3) and bool((Xs == samples(200)[0][ys.astype(int)]).all())


@public
@points(1)
def test_split_example(student, rng):
    """Nine samples with the ratios (0.5, 0.25, 0.25): parts of 4, 2 and 3
    샘플 9개를 비율 (0.5, 0.25, 0.25)로 나누면 4개, 2개, 3개입니다"""
    result = split(student, *samples(9), (0.5, 0.25, 0.25), rng)
    observe(student, sizes=sizes(result))
    check(
        sizes(result) == [[4, 4], [2, 2], [3, 3]],
        en="The parts have {sizes} samples and labels.",
        ko="부분마다 샘플과 레이블이 {sizes}개입니다.",
        sizes=sizes(result),
    )
    integers(sizes(result), [[4, 4], [2, 2], [3, 3]])


@public
@points(1)
def test_overfitting_example(student):
    """Two epochs in a row are overfitting for patience = 2, but not for patience = 3
    두 에포크가 이어지면 patience = 2에서는 과적합이고 patience = 3에서는 아닙니다"""
    train, val = np.array([9.0, 7.0, 6.0, 5.0]), np.array([9.0, 8.0, 8.5, 9.5])
    answers(student, train, val, 2)
    answers(student, train, val, 3)


def answers(student, train, val, *patience):
    found, wanted = student.is_overfitting(train, val, *patience), is_overfitting(train, val, *patience)
    check(
        isinstance(found, bool | np.bool_ | int),
        en="`is_overfitting` should return `True` or `False`, in every case.",
        ko="`is_overfitting` 함수는 언제나 `True`나 `False`를 반환해야 합니다.",
        actual=found,
    )
    check(
        bool(found) == wanted,
        en="For the training losses {train}, the validation losses {val} and patience = {patience}, {wanted} is right.",
        ko="학습 손실 {train}, 검증 손실 {val}, patience = {patience}일 때 {wanted} 값이 맞습니다.",
        actual=found,
        train=np.round(train, 2).tolist(),
        val=np.round(val, 2).tolist(),
        patience=patience[0] if patience else 3,
        wanted=wanted,
    )
    integers(int(found), int(wanted))


@points(2)
def test_sizes(student, rng):
    """train_val_test_split: the first two sizes are rounded down, the rest goes to the last part; a part may be empty
    train_val_test_split: 처음 두 크기는 소수점 아래를 버리고 나머지는 마지막 부분에 넣습니다. 빈 부분도 있을 수 있습니다"""
    cases = (
        (23, (0.6, 0.2, 0.2)),
        (37, (0.25, 0.5, 0.25)),
        (19, [0.7, 0.2, 0.1]),
        (16, (0.5, 0.25, 0.25)),
        (3, (0.5, 0.25, 0.25)),
        (8, (0.75, 0.25, 0.0)),
    )
    found, wanted = [], []
    for n, ratios in cases:
        found.append(sizes(split(student, *samples(n), ratios, rng)))
        first, second = int(ratios[0] * n), int(ratios[1] * n)
        wanted.append([[k, k] for k in (first, second, n - first - second)])
    observe(student, sizes=found)
    wrong = next((i for i in range(len(cases)) if found[i] != wanted[i]), 0)
    check(
        found == wanted,
        en="Of {n} samples the parts have {found} samples and labels; right are {wanted}.",
        ko="샘플 {n}개를 나눈 부분에 샘플과 레이블이 {found}개 있습니다. {wanted}개라야 맞습니다.",
        n=cases[wrong][0],
        found=found[wrong],
        wanted=wanted[wrong],
    )
    integers(found, wanted)


@points(1)
def test_once(student, rng):
    """train_val_test_split: every sample is in exactly one part
    train_val_test_split: 모든 샘플은 정확히 한 부분에 들어갑니다"""
    n = 53
    result = split(student, *samples(n), (0.5, 0.3, 0.2), rng)
    rows = np.concatenate([Xs[:, 0] for Xs, _ in result]) / 10
    labels = np.concatenate([ys for _, ys in result])
    complete = [sorted(values.tolist()) == list(range(n)) for values in (rows, labels)]
    twice = [int(len(set(v.tolist())) < len(v)) for v in (rows, labels, *(ys for _, ys in result))]
    observe(student, twice=twice, count=len(labels))
    check(
        all(complete),
        en="Of {n} samples {rows} different ones are found in the parts, and {labels} different labels; together they hold "
        "{count}.",
        ko="샘플 {n}개 가운데 서로 다른 샘플 {rows}개와 서로 다른 레이블 {labels}개가 세 부분에 들어 있습니다. 모두 합하면 "
        "{count}개입니다.",
        n=n,
        rows=len(set(rows.tolist())),
        labels=len(set(labels.tolist())),
        count=len(labels),
    )
    integers(len(labels), n)


@points(1)
def test_together(student, rng):
    """train_val_test_split: every sample keeps its own label
    train_val_test_split: 샘플마다 제 레이블이 따라갑니다"""
    together = [int(right_rows(Xs, ys)) for Xs, ys in split(student, *samples(47), (0.5, 0.3, 0.2), rng)]
    observe(student, together=together)
    check(
        all(together),
        en="Some samples have the label of another one.",
        ko="다른 샘플의 레이블이 붙은 샘플이 있습니다.",
    )
    integers(together, [1, 1, 1])


@points(2)
def test_shuffled(student, rng):
    """train_val_test_split: chance alone decides which sample gets where, anew in each call
    train_val_test_split: 어느 샘플이 어디로 갈지는 부를 때마다 무작위로 정해집니다"""
    n, where, in_order, orders = 20, [], True, set()
    for _ in range(60):
        place = np.full(n, -1)
        result = split(student, *samples(n), (0.5, 0.25, 0.25), rng)
        orders.add(tuple(np.concatenate([ys for _, ys in result]).tolist()))
        for i, (_, ys) in enumerate(result):
            place[ys.astype(int)] = i
            in_order &= bool((np.diff(ys) > 0).all())
        where.append(place)
    where = np.array(where)
    stuck = int((where == where[0]).all(axis=0).sum())  # samples that are in the same part every time
    neighbours = float((np.diff(where, axis=1) == 0).mean())  # about a third, if chance decides
    seed = int(rng.integers(2**32))
    again = [
        np.concatenate(
            [ys for _, ys in split(student, *samples(n), (0.5, 0.25, 0.25), np.random.default_rng(seed))]
        )
        for _ in range(2)
    ]
    same = np.array_equal(*again)
    manners = {"in_order": in_order, "repeated": len(orders) == 1, "same": same}
    manners["neighbours"] = neighbours > 0.5
    observe(student, stuck=stuck, **{name: int(value) for name, value in manners.items()})
    check(
        stuck == 0,
        en="In 60 calls {stuck} of 20 samples were in the same part every time.",
        ko="60번 부르는 동안 샘플 20개 중 {stuck}개가 매번 같은 부분에 들어갔습니다.",
        stuck=stuck,
    )
    check(
        neighbours < 0.5,
        en="Samples that lie next to each other in `X` get into the same part far more often than by chance.",
        ko="`X`에서 이웃한 샘플이 우연이라기에는 너무 자주 같은 부분에 들어갑니다.",
    )
    check(
        same,
        en="Two generators that start alike lead to different parts. Does some chance come from elsewhere than `rng`?",
        ko="똑같이 시작하는 생성기 두 개로 나눈 결과가 다릅니다. `rng`가 아닌 곳에서 뽑은 난수가 있지 않나요?",
    )
    integers(again[0], again[1])


@points(1)
def test_images(student, rng):
    """train_val_test_split: samples may have several axes, and the data are left as they were
    train_val_test_split: 샘플의 축은 여러 개여도 되고, 데이터는 바뀌지 않습니다"""
    n, shapes, kept = 14, [], []
    for shape in ((2, 3, 4), ()):
        X = np.arange(n).reshape(n, *[1] * len(shape)) + np.zeros((n, *shape))
        y = np.eye(n)[:, ::-1]
        result = split(student, X, y, (0.5, 0.25, 0.25), rng)
        shapes.append([[list(Xs.shape[1:]), list(ys.shape[1:])] for Xs, ys in result])
        kept.append(int(not student.record_.calls[-1].reply.changed))
        check(
            all(Xs.shape[1:] == shape and ys.shape[1:] == (n,) for Xs, ys in result),
            en="The samples or the labels have lost their shape.",
            ko="샘플이나 레이블의 모양이 바뀌었습니다.",
        )
    observe(student, kept=kept)
    unchanged(student.train_val_test_split, *samples(n), (0.5, 0.25, 0.25), rng)


def curve(rng, signs):
    """Losses that fall (-1), rise (1) or stay (0) from epoch to epoch."""
    return 40.0 + np.concatenate([[0.0], np.cumsum(signs * rng.integers(1, 5, size=len(signs)) / 4.0)])


@points(2)
def test_last_epochs(student, rng):
    """is_overfitting: the last `patience` epochs decide, all of them, and no earlier one
    is_overfitting: 마지막 `patience`번의 에포크가 모두 그래야 하고, 그 전의 에포크는 상관없습니다"""
    down, up = -np.ones(7), np.array([-1.0, -1.0, -1.0, -1.0, 1.0, 1.0, 1.0])
    answers(student, curve(rng, down), curve(rng, up), 2)
    answers(student, curve(rng, down), np.array([30.0, 28.0, 26.0, 24.0, 22.0, 20.0, 15.0, 16.0]), 3)
    for patience in (2, 4, 1, 3):
        down, up = -np.ones(7), np.ones(7)
        up[: 7 - patience] = -1.0
        answers(student, curve(rng, down), curve(rng, up), patience)
        for at in range(1, patience + 1):
            broken = up.copy()
            broken[-at] = -1.0
            answers(student, curve(rng, down), curve(rng, broken), patience)
        up[:] = 1.0
        up[-1] = -1.0
        answers(student, curve(rng, down), curve(rng, up), patience)


@points(1)
def test_both_losses(student, rng):
    """is_overfitting: rising validation losses alone are not enough, nor are falling training losses
    is_overfitting: 검증 손실만 오르거나 학습 손실만 내려가는 것으로는 부족합니다"""
    # The validation loss is below the training loss, and the network overfits all the same.
    answers(student, curve(rng, np.full(5, -1.0)) + 50.0, curve(rng, np.full(5, 1.0)))
    for train, val in ((1.0, 1.0), (-1.0, -1.0), (1.0, -1.0), (-1.0, 1.0)):
        answers(student, curve(rng, np.full(5, train)), curve(rng, np.full(5, val)))


@points(1)
def test_equal(student, rng):
    """is_overfitting: a loss that stays the same has neither fallen nor risen
    is_overfitting: 그대로인 손실은 내려간 것도 올라간 것도 아닙니다"""
    down, up, flat = -np.ones(6), np.ones(6), np.ones(6)
    flat[-2] = 0.0
    answers(student, curve(rng, down * flat), curve(rng, up))
    answers(student, curve(rng, down), curve(rng, up * flat))


@points(1)
def test_too_few(student, rng):
    """is_overfitting: False with too few losses, and patience + 1 of them are enough
    is_overfitting: 손실이 모자라면 False이고 patience + 1개면 충분합니다"""
    for count in (4, 3, 2, 1):
        signs = np.ones(count - 1)
        answers(student, curve(rng, -signs), curve(rng, signs))
    answers(student, curve(rng, -np.ones(4)), curve(rng, np.ones(4)), 5)
    answers(student, curve(rng, -np.ones(5)), curve(rng, np.ones(5)), 5)


@points(1)
def test_losses_unchanged(student, rng):
    """is_overfitting leaves the losses as they were
    is_overfitting은 손실을 바꾸지 않습니다"""
    unchanged(student.is_overfitting, curve(rng, -np.ones(6)), curve(rng, np.ones(6)), 2)
