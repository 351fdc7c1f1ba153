from dlgrade.testing import mistake


@mistake(
    "minibatches",
    en="Nothing is shuffled: the samples come in their old order.",
    ko="섞지 않았습니다. 샘플이 원래 순서대로 나옵니다.",
)
def not_shuffled(X, y, batch_size, rng):
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size], y[start : start + batch_size]


@mistake("minibatches", en="The last, smaller batch is dropped.", ko="크기가 작은 마지막 배치가 빠졌습니다.")
def last_batch_dropped(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    for start in range(0, len(X) - batch_size + 1, batch_size):
        chosen = order[start : start + batch_size]
        yield X[chosen], y[chosen]


@mistake(
    "minibatches",
    en="`X` and `y` are shuffled each on its own; use one order for both.",
    ko="`X`와 `y`를 따로 섞었습니다. 순서 하나를 함께 쓰세요.",
)
def shuffled_apart(X, y, batch_size, rng):
    one, other = rng.permutation(len(X)), rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        yield X[one[start : start + batch_size]], y[other[start : start + batch_size]]


@mistake(
    "batches_per_epoch",
    en="The last, smaller batch is not counted: round up.",
    ko="크기가 작은 마지막 배치를 세지 않았습니다. 올림하세요.",
)
def rounded_down(n, batch_size):
    if batch_size < 1:
        raise ValueError("batch_size")
    return n // batch_size


@mistake(
    "batches_per_epoch",
    en="One batch too many is counted when the division comes out even.",
    ko="나누어떨어질 때 배치를 하나 더 세고 있습니다.",
)
def one_too_many(n, batch_size):
    if batch_size < 1:
        raise ValueError("batch_size")
    return n // batch_size + 1


@mistake(
    "batches_per_epoch",
    en="A negative batch size is accepted.",
    ko="음수인 배치 크기를 받아들입니다.",
)
def only_zero_refused(n, batch_size):
    if batch_size == 0:
        raise ValueError("batch_size")
    return -(-n // batch_size)
