import numpy as np

from dlgrade.testing import mistake


@mistake(
    "train_val_test_split",
    en="Nothing is shuffled: the first samples are always the training data. If the data lie in order, whole classes are missing there.",
    ko="섞지 않아서 앞쪽 샘플이 언제나 학습 데이터가 됩니다. 정렬된 데이터라면 클래스가 통째로 빠집니다.",
)
def not_shuffled(X, y, ratios, rng):
    n = len(X)
    a = int(ratios[0] * n)
    b = a + int(ratios[1] * n)
    return (X[:a], y[:a]), (X[a:b], y[a:b]), (X[b:], y[b:])


@mistake(
    "train_val_test_split",
    en="You only rotate the samples by a random number. Neighbours stay together, so ordered data stay ordered: every order has to be possible.",
    ko="샘플을 무작위 수만큼 돌려놓기만 합니다. 이웃한 샘플이 그대로 붙어 다니므로 정렬된 데이터는 여전히 정렬되어 있습니다. 모든 순서가 나올 수 있어야 합니다.",
)
def rotated(X, y, ratios, rng):
    n = len(X)
    a = int(ratios[0] * n)
    b = a + int(ratios[1] * n)
    order = np.roll(np.arange(n), rng.integers(n))
    X, y = X[order], y[order]
    return (X[:a], y[:a]), (X[a:b], y[a:b]), (X[b:], y[b:])


@mistake(
    "train_val_test_split",
    en="`X` and `y` are shuffled each in its own way, and the labels no longer belong to the samples. Use one order for both.",
    ko="`X`와 `y`를 따로 섞어서 레이블이 샘플과 맞지 않습니다. 순서 하나를 둘 다에 쓰세요.",
)
def shuffled_apart(X, y, ratios, rng):
    n = len(X)
    a = int(ratios[0] * n)
    b = a + int(ratios[1] * n)
    order = rng.permutation(n)
    X, y = X[order], y[rng.permutation(n)]
    return (X[:a], y[:a]), (X[a:b], y[a:b]), (X[b:], y[b:])


@mistake(
    "train_val_test_split",
    en="Only `X` is shuffled, and the labels stay where they were. Put `y` into the same order.",
    ko="`X`만 섞고 레이블은 그대로 두었습니다. `y`도 같은 순서로 놓으세요.",
)
def only_samples_shuffled(X, y, ratios, rng):
    n = len(X)
    a = int(ratios[0] * n)
    b = a + int(ratios[1] * n)
    order = rng.permutation(n)
    X = X[order]
    return (X[:a], y[:a]), (X[a:b], y[a:b]), (X[b:], y[b:])


@mistake(
    "train_val_test_split",
    en="You draw the indices one by one, so some come twice and others never. Put all indices into a random order instead.",
    ko="인덱스를 하나씩 독립적으로 뽑아서 두 번 나오는 것도 있고 안 나오는 것도 있습니다. 모든 인덱스를 무작위 순서로 놓으세요.",
)
def drawn_with_repetition(X, y, ratios, rng):
    n = len(X)
    a = int(ratios[0] * n)
    b = a + int(ratios[1] * n)
    order = rng.integers(0, n, size=n)
    X, y = X[order], y[order]
    return (X[:a], y[:a]), (X[a:b], y[a:b]), (X[b:], y[b:])


@mistake(
    "train_val_test_split",
    en="Each part is drawn anew from all samples, so that a sample can be in two parts. Shuffle once, then cut.",
    ko="부분마다 전체 샘플에서 다시 뽑아서 한 샘플이 두 부분에 들어갈 수 있습니다. 한 번만 섞은 다음 자르세요.",
)
def parts_drawn_apart(X, y, ratios, rng):
    n = len(X)
    a = int(ratios[0] * n)
    b = a + int(ratios[1] * n)
    parts = [rng.permutation(n)[:k] for k in (a, b - a, n - b)]
    return tuple((X[p], y[p]) for p in parts)


@mistake(
    "train_val_test_split",
    en="You cut first and shuffle within the parts. Which part a sample gets into is then fixed: shuffle before you cut.",
    ko="먼저 자른 다음 부분 안에서 섞었습니다. 그러면 샘플이 들어갈 부분이 정해져 있습니다. 자르기 전에 섞으세요.",
)
def shuffled_in_parts(X, y, ratios, rng):
    n = len(X)
    a = int(ratios[0] * n)
    b = a + int(ratios[1] * n)
    p, q, r = rng.permutation(a), a + rng.permutation(b - a), b + rng.permutation(n - b)
    return (X[p], y[p]), (X[q], y[q]), (X[r], y[r])


@mistake(
    "train_val_test_split",
    en="You round to the nearest number. The first two sizes are rounded down.",
    ko="반올림했습니다. 처음 두 크기는 소수점 아래를 버립니다.",
)
def rounded(X, y, ratios, rng):
    n = len(X)
    a = round(ratios[0] * n)
    b = a + round(ratios[1] * n)
    order = rng.permutation(n)
    X, y = X[order], y[order]
    return (X[:a], y[:a]), (X[a:b], y[a:b]), (X[b:], y[b:])


@mistake(
    "train_val_test_split",
    en="You round up. The first two sizes are rounded down.",
    ko="올림했습니다. 처음 두 크기는 소수점 아래를 버립니다.",
)
def rounded_up(X, y, ratios, rng):
    n = len(X)
    a = int(np.ceil(ratios[0] * n))
    b = a + int(np.ceil(ratios[1] * n))
    order = rng.permutation(n)
    X, y = X[order], y[order]
    return (X[:a], y[:a]), (X[a:b], y[a:b]), (X[b:], y[b:])


@mistake(
    "train_val_test_split",
    en="You round the sum of the first two ratios. Each of the two sizes is rounded down on its own.",
    ko="처음 두 비율의 합에서 소수점 아래를 버렸습니다. 두 크기를 따로 버려야 합니다.",
)
def sum_rounded_down(X, y, ratios, rng):
    n = len(X)
    a = int(ratios[0] * n)
    b = int((ratios[0] + ratios[1]) * n)
    order = rng.permutation(n)
    X, y = X[order], y[order]
    return (X[:a], y[:a]), (X[a:b], y[a:b]), (X[b:], y[b:])


@mistake(
    "train_val_test_split",
    en="The third size is rounded down as well, and some samples are in no part. The last part takes all the rest.",
    ko="셋째 크기도 소수점 아래를 버려서 어느 부분에도 없는 샘플이 생깁니다. 마지막 부분이 나머지를 모두 받습니다.",
)
def rest_lost(X, y, ratios, rng):
    n = len(X)
    a = int(ratios[0] * n)
    b = a + int(ratios[1] * n)
    order = rng.permutation(n)
    X, y = X[order], y[order]
    return (X[:a], y[:a]), (X[a:b], y[a:b]), (X[b : b + int(ratios[2] * n)], y[b : b + int(ratios[2] * n)])


@mistake(
    "train_val_test_split",
    en="Validation and test data are returned in the wrong order.",
    ko="검증 데이터와 테스트 데이터의 순서가 바뀌었습니다.",
)
def validation_and_test_swapped(X, y, ratios, rng):
    n = len(X)
    a = int(ratios[0] * n)
    b = a + int(ratios[1] * n)
    order = rng.permutation(n)
    X, y = X[order], y[order]
    return (X[:a], y[:a]), (X[b:], y[b:]), (X[a:b], y[a:b])


@mistake(
    "train_val_test_split",
    en="You return all samples and then all labels. Three pairs are asked for, each of the samples and the labels of one part.",
    ko="샘플 셋을 먼저, 레이블 셋을 나중에 묶어 반환했습니다. 부분마다 샘플과 레이블을 묶은 쌍 세 개를 반환하세요.",
)
def samples_then_labels(X, y, ratios, rng):
    n = len(X)
    a = int(ratios[0] * n)
    b = a + int(ratios[1] * n)
    order = rng.permutation(n)
    X, y = X[order], y[order]
    return (X[:a], X[a:b], X[b:]), (y[:a], y[a:b], y[b:])


@mistake(
    "train_val_test_split",
    en="You return six arrays in a row. Put the samples and the labels of each part together into a pair.",
    ko="배열 여섯 개를 나란히 반환했습니다. 부분마다 샘플과 레이블을 쌍으로 묶으세요.",
)
def flat_six(X, y, ratios, rng):
    n = len(X)
    a = int(ratios[0] * n)
    b = a + int(ratios[1] * n)
    order = rng.permutation(n)
    X, y = X[order], y[order]
    return X[:a], y[:a], X[a:b], y[a:b], X[b:], y[b:]


@mistake(
    "train_val_test_split",
    en="The samples are dealt out in the same way whatever `rng` is given: with a fixed seed, for example. Draw from the given `rng` in "
    "each call.",
    ko="시드를 고정했을 때처럼, 어떤 `rng`를 주어도 똑같이 나눕니다. 부를 때마다 받은 `rng`에서 뽑으세요.",
)
def always_the_same_seed(X, y, ratios, rng):
    n = len(X)
    a = int(ratios[0] * n)
    b = a + int(ratios[1] * n)
    rng = np.random.default_rng(0)
    order = rng.permutation(n)
    X, y = X[order], y[order]
    return (X[:a], y[:a]), (X[a:b], y[a:b]), (X[b:], y[b:])


@mistake(
    "train_val_test_split",
    en="You shuffle with a generator of your own, so no run can be repeated. Use the `rng` that is given.",
    ko="따로 만든 생성기로 섞어서 같은 실험을 되풀이할 수 없습니다. 받은 `rng`를 쓰세요.",
)
def other_generator(X, y, ratios, rng):
    n = len(X)
    a = int(ratios[0] * n)
    b = a + int(ratios[1] * n)
    rng = np.random.default_rng()
    order = rng.permutation(n)
    X, y = X[order], y[order]
    return (X[:a], y[:a]), (X[a:b], y[a:b]), (X[b:], y[b:])


@mistake(
    "train_val_test_split",
    en="The ratios are hard-coded as 0.6, 0.2 and 0.2: the argument has no effect.",
    ko="비율이 0.6, 0.2, 0.2로 박혀 있어 인수로 받은 값이 쓰이지 않습니다.",
)
def ratios_ignored(X, y, ratios, rng):
    n = len(X)
    a = int(0.6 * n)
    b = a + int(0.2 * n)
    order = rng.permutation(n)
    X, y = X[order], y[order]
    return (X[:a], y[:a]), (X[a:b], y[a:b]), (X[b:], y[b:])


@mistake(
    "train_val_test_split",
    en="You shuffle the caller's arrays themselves. Pick the samples into new arrays.",
    ko="호출한 쪽의 배열을 직접 섞었습니다. 샘플을 골라 새 배열을 만드세요.",
)
def shuffled_in_place(X, y, ratios, rng):
    n = len(X)
    a = int(ratios[0] * n)
    b = a + int(ratios[1] * n)
    order = rng.permutation(n)
    X[:], y[:] = X[order], y[order]
    return (X[:a], y[:a]), (X[a:b], y[a:b]), (X[b:], y[b:])


@mistake(
    "train_val_test_split",
    en="The last part is cut off by a negative index. If it is empty, `[-0:]` is everything and `[a:-0]` nothing: count from the front.",
    ko="마지막 부분을 음수 인덱스로 자릅니다. 그 부분이 비어 있으면 `[-0:]`은 전체이고 `[a:-0]`은 빈 배열입니다. 앞에서부터 세어 자르세요.",
)
def cut_from_the_end(X, y, ratios, rng):
    order = rng.permutation(len(X))
    a, b = int(ratios[0] * len(X)), int(ratios[1] * len(X))
    rest = len(X) - a - b
    return tuple((X[part], y[part]) for part in (order[:a], order[a:-rest], order[-rest:]))


@mistake(
    "is_overfitting",
    en="You look at the validation loss alone. If the training loss rises as well, that is no overfitting.",
    ko="검증 손실만 봅니다. 학습 손실도 오르고 있다면 과적합이 아닙니다.",
)
def only_validation(train_losses, val_losses, patience=3):
    if len(train_losses) < patience + 1:
        return False
    rose = np.diff(val_losses)[-patience:] > 0
    return bool(np.all(rose))


@mistake(
    "is_overfitting",
    en="You look at the training loss alone. That it falls is no harm: the validation loss has to rise as well.",
    ko="학습 손실만 봅니다. 학습 손실이 내려가는 것은 문제가 아닙니다. 검증 손실도 올라야 합니다.",
)
def only_training(train_losses, val_losses, patience=3):
    if len(train_losses) < patience + 1:
        return False
    fell = np.diff(train_losses)[-patience:] < 0
    return bool(np.all(fell))


@mistake(
    "is_overfitting",
    en="One of the two is enough for you. In each epoch the training loss has to fall and the validation loss has to rise.",
    ko="둘 중 하나만 맞아도 과적합으로 봅니다. 에포크마다 학습 손실이 내려가고 검증 손실도 올라야 합니다.",
)
def either_of_them(train_losses, val_losses, patience=3):
    if len(train_losses) < patience + 1:
        return False
    fell = np.diff(train_losses)[-patience:] < 0
    rose = np.diff(val_losses)[-patience:] > 0
    return bool(np.all(fell | rose))


@mistake(
    "is_overfitting",
    en="A single one of the last epochs is enough for you. All `patience` of them have to show it.",
    ko="마지막 에포크들 가운데 하나만 그래도 과적합으로 봅니다. `patience`번 모두 그래야 합니다.",
)
def any_epoch(train_losses, val_losses, patience=3):
    if len(train_losses) < patience + 1:
        return False
    fell = np.diff(train_losses)[-patience:] < 0
    rose = np.diff(val_losses)[-patience:] > 0
    return bool(np.any(fell & rose))


@mistake(
    "is_overfitting",
    en="You ask all epochs. Only the last `patience` count: before that the validation loss may well have fallen.",
    ko="모든 에포크를 봅니다. 마지막 `patience`번만 보아야 합니다. 그 전에는 검증 손실이 내려갔어도 됩니다.",
)
def whole_history(train_losses, val_losses, patience=3):
    if len(train_losses) < patience + 1:
        return False
    fell = np.diff(train_losses) < 0
    rose = np.diff(val_losses) > 0
    return bool(np.all(fell & rose))


@mistake(
    "is_overfitting",
    en="You compare only the two ends of the stretch. Every epoch in it has to be compared with the one before.",
    ko="구간의 처음과 끝만 비교합니다. 그 안의 에포크마다 바로 전 에포크와 비교해야 합니다.",
)
def ends_compared(train_losses, val_losses, patience=3):
    if len(train_losses) < patience + 1:
        return False
    fell = train_losses[-1] < train_losses[-patience - 1]
    rose = val_losses[-1] > val_losses[-patience - 1]
    return bool(np.all(fell & rose))


@mistake(
    "is_overfitting",
    en="You take the last `patience` losses, which gives one comparison too few. The first of those epochs has one before it, too.",
    ko="마지막 손실 `patience`개만 써서 비교가 하나 모자랍니다. 그중 첫 에포크도 바로 전 에포크와 비교해야 합니다.",
)
def losses_counted(train_losses, val_losses, patience=3):
    if len(train_losses) < patience + 1:
        return False
    fell = np.diff(train_losses[-patience:]) < 0
    rose = np.diff(val_losses[-patience:]) > 0
    return bool(np.all(fell & rose))


@mistake(
    "is_overfitting",
    en="You ask one epoch more than the last `patience`.",
    ko="마지막 `patience`번보다 에포크를 하나 더 봅니다.",
)
def one_epoch_too_many(train_losses, val_losses, patience=3):
    if len(train_losses) < patience + 1:
        return False
    fell = np.diff(train_losses)[-patience - 1 :] < 0
    rose = np.diff(val_losses)[-patience - 1 :] > 0
    return bool(np.all(fell & rose))


@mistake(
    "is_overfitting",
    en="You look at the first epochs. The last `patience` decide.",
    ko="처음 에포크들을 봅니다. 마지막 `patience`번으로 정해야 합니다.",
)
def first_epochs(train_losses, val_losses, patience=3):
    if len(train_losses) < patience + 1:
        return False
    fell = np.diff(train_losses)[:patience] < 0
    rose = np.diff(val_losses)[:patience] > 0
    return bool(np.all(fell & rose))


@mistake(
    "is_overfitting",
    en="A loss that stays the same passes for fallen or risen. Neither is the case.",
    ko="그대로인 손실을 내려갔거나 올랐다고 봅니다. 둘 다 아닙니다.",
)
def equal_counts(train_losses, val_losses, patience=3):
    if len(train_losses) < patience + 1:
        return False
    fell = np.diff(train_losses)[-patience:] <= 0
    rose = np.diff(val_losses)[-patience:] >= 0
    return bool(np.all(fell & rose))


@mistake(
    "is_overfitting",
    en="With too few losses you judge by those that there are. The answer is `False` then.",
    ko="손실이 모자랄 때 있는 것만으로 판단합니다. 그때의 답은 `False`입니다.",
)
def short_is_enough(train_losses, val_losses, patience=3):
    fell = np.diff(train_losses)[-patience:] < 0
    rose = np.diff(val_losses)[-patience:] > 0
    return bool(np.all(fell & rose))


@mistake(
    "is_overfitting",
    en="You refuse to judge by exactly `patience + 1` losses. They are enough for `patience` comparisons.",
    ko="손실이 꼭 `patience + 1`개일 때 판단하지 않습니다. 비교를 `patience`번 하기에 충분합니다.",
)
def too_strict_about_length(train_losses, val_losses, patience=3):
    if len(train_losses) <= patience + 1:
        return False
    fell = np.diff(train_losses)[-patience:] < 0
    rose = np.diff(val_losses)[-patience:] > 0
    return bool(np.all(fell & rose))


@mistake(
    "is_overfitting",
    en="`patience` is hard-coded as 3: the argument has no effect.",
    ko="`patience`가 3으로 박혀 있어 인수로 받은 값이 쓰이지 않습니다.",
)
def patience_ignored(train_losses, val_losses, patience=3):
    patience = 3
    if len(train_losses) < patience + 1:
        return False
    fell = np.diff(train_losses)[-patience:] < 0
    rose = np.diff(val_losses)[-patience:] > 0
    return bool(np.all(fell & rose))


@mistake(
    "is_overfitting",
    en="You compare the two losses with each other. The gap between them says little: what counts is how each of them moves from epoch to epoch.",
    ko="두 손실을 서로 비교합니다. 둘의 차이만으로는 알 수 없습니다. 각각이 에포크마다 어떻게 움직이는지를 보아야 합니다.",
)
def gap_between_losses(train_losses, val_losses, patience=3):
    if len(train_losses) < patience + 1:
        return False
    gap = val_losses[-patience:] - train_losses[-patience:]
    return bool(np.all(gap > 0))


@mistake(
    "is_overfitting",
    en="The directions are swapped: the training loss falls, the validation loss rises.",
    ko="방향이 뒤바뀌었습니다. 학습 손실은 내려가고 검증 손실은 올라갑니다.",
)
def directions_swapped(train_losses, val_losses, patience=3):
    if len(train_losses) < patience + 1:
        return False
    fell = np.diff(train_losses)[-patience:] > 0
    rose = np.diff(val_losses)[-patience:] < 0
    return bool(np.all(fell & rose))
