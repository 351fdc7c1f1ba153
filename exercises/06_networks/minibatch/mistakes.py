import math

import numpy as np

from dlgrade.testing import mistake


def _cut(X, y, batch_size, order):
    for start in range(0, len(order), batch_size):
        chosen = order[start : start + batch_size]
        yield X[chosen], y[chosen]


@mistake(
    "minibatches",
    en="Nothing is shuffled: neighbours still come one after the other.",
    ko="섞지 않았습니다. 이웃한 샘플이 여전히 차례로 나옵니다.",
)
def not_shuffled(X, y, batch_size, rng):
    return _cut(X, y, batch_size, np.arange(len(X)))


@mistake(
    "minibatches",
    en="The last, smaller batch is missing, and with it some of the samples.",
    ko="크기가 작은 마지막 배치가 빠져서 쓰이지 않는 샘플이 생깁니다.",
)
def last_batch_dropped(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    for i in range(len(X) // batch_size):
        chosen = order[i * batch_size : (i + 1) * batch_size]
        yield X[chosen], y[chosen]


@mistake(
    "minibatches",
    en="`X` and `y` are shuffled each in an order of its own. Use one order for both.",
    ko="`X`와 `y`를 서로 다른 순서로 섞었습니다. 순서 하나를 함께 쓰세요.",
)
def shuffled_apart(X, y, batch_size, rng):
    X, y = rng.permutation(X), rng.permutation(y)
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size], y[start : start + batch_size]


@mistake(
    "minibatches",
    en="What has been drawn can be drawn again, so some samples come twice and others never. Draw one order of all samples "
    "for the epoch and cut it.",
    ko="한 번 뽑은 샘플을 또 뽑을 수 있어서 두 번 나오는 샘플과 나오지 않는 샘플이 생깁니다. 한 에포크의 순서를 한 번만 뽑아 나누세요.",
)
def drawn_with_replacement(X, y, batch_size, rng):
    for start in range(0, len(X), batch_size):
        chosen = rng.integers(len(X), size=min(batch_size, len(X) - start))
        yield X[chosen], y[chosen]


@mistake(
    "minibatches",
    en="You yield a single batch. An epoch goes on until every sample has come.",
    ko="배치를 하나만 내고 끝납니다. 모든 샘플이 나올 때까지 계속해야 한 에포크입니다.",
)
def one_batch(X, y, batch_size, rng):
    chosen = rng.permutation(len(X))[:batch_size]
    yield X[chosen], y[chosen]


@mistake(
    "minibatches",
    en="You shuffle the batches but not the samples: in a batch old neighbours are still together.",
    ko="배치의 순서만 섞고 샘플은 섞지 않았습니다. 배치 안에는 이웃하던 샘플이 그대로 모여 있습니다.",
)
def batches_shuffled(X, y, batch_size, rng):
    starts = np.arange(0, len(X), batch_size)
    for start in [*rng.permutation(starts[:-1]), starts[-1]]:
        yield X[start : start + batch_size], y[start : start + batch_size]


@mistake(
    "minibatches",
    en="You shuffle inside each batch only: the batches hold the same samples in every epoch. Shuffle all samples first.",
    ko="배치 안에서만 섞고 있어서 에포크마다 배치의 구성이 같습니다. 먼저 전체 샘플을 섞으세요.",
)
def shuffled_inside(X, y, batch_size, rng):
    for start in range(0, len(X), batch_size):
        stop = min(start + batch_size, len(X))
        chosen = start + rng.permutation(stop - start)
        yield X[chosen], y[chosen]


@mistake(
    "minibatches",
    en="The order is the same in every epoch, whatever `rng` is given: with a fixed seed, for example. Draw it from `rng` each time.",
    ko="시드를 고정했을 때처럼, 어떤 `rng`를 주어도 에포크마다 순서가 같습니다. 매번 `rng`에서 새로 뽑으세요.",
)
def own_seed(X, y, batch_size, rng):
    return _cut(X, y, batch_size, np.random.default_rng(0).permutation(len(X)))


@mistake(
    "minibatches",
    en="You draw the order with a generator of your own, so a run cannot be repeated. Draw it from `rng`.",
    ko="따로 만든 생성기로 순서를 뽑고 있어 같은 실행을 되풀이할 수 없습니다. `rng`에서 뽑으세요.",
)
def own_generator(X, y, batch_size, rng):
    return _cut(X, y, batch_size, np.random.default_rng().permutation(len(X)))


@mistake(
    "minibatches",
    en="Only `X` is shuffled: the targets stay in their old order and belong to other samples.",
    ko="`X`만 섞었습니다. 정답은 원래 순서 그대로라 다른 샘플에 붙게 됩니다.",
)
def only_samples_shuffled(X, y, batch_size, rng):
    X = X[rng.permutation(len(X))]
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size], y[start : start + batch_size]


@mistake(
    "minibatches",
    en="When the samples divide evenly, an empty batch comes at the end.",
    ko="샘플이 배치 크기로 나누어떨어질 때 끝에 빈 배치가 하나 더 나옵니다.",
)
def empty_batch(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    for i in range(len(X) // batch_size + 1):
        chosen = order[i * batch_size : (i + 1) * batch_size]
        yield X[chosen], y[chosen]


@mistake(
    "minibatches",
    en="You take `batch_size` for the number of batches. It is the number of samples in one.",
    ko="`batch_size`를 배치의 개수로 썼습니다. 배치 하나에 담기는 샘플의 수입니다.",
)
def number_of_batches(X, y, batch_size, rng):
    for chosen in np.array_split(rng.permutation(len(X)), batch_size):
        yield X[chosen], y[chosen]


@mistake(
    "minibatches",
    en="You spread the samples evenly over the batches. All but the last should have `batch_size` samples.",
    ko="샘플을 배치마다 고르게 나누었습니다. 마지막을 뺀 모든 배치에는 샘플이 `batch_size`개여야 합니다.",
)
def even_batches(X, y, batch_size, rng):
    for chosen in np.array_split(rng.permutation(len(X)), math.ceil(len(X) / batch_size)):
        yield X[chosen], y[chosen]


@mistake(
    "minibatches",
    en="The last batch is filled up with samples from the beginning, which so come twice.",
    ko="마지막 배치를 앞에 나온 샘플로 채워 그 샘플이 두 번 나옵니다.",
)
def last_batch_filled(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        chosen = np.resize(np.roll(order, -start), batch_size)
        yield X[chosen], y[chosen]


@mistake(
    "minibatches",
    en="You shuffle `X` and `y` themselves (`X[:] = …` or `rng.shuffle(X)`). The caller still needs them in their order: "
    "shuffle indices.",
    ko="`X[:] = …`나 `rng.shuffle(X)`로 `X`와 `y` 자체를 섞고 있습니다. 호출한 쪽에서는 원래 순서가 필요하니 번호를 섞으세요.",
)
def arguments_shuffled(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    X[:], y[:] = X[order], y[order]
    return [
        (X[start : start + batch_size], y[start : start + batch_size])
        for start in range(0, len(X), batch_size)
    ]


@mistake(
    "iterations_per_epoch",
    en="You round down: the smaller last batch is not counted.",
    ko="내림하고 있어서 작은 마지막 배치를 세지 않습니다.",
)
def rounded_down(n, batch_size):
    return n // batch_size


@mistake(
    "iterations_per_epoch",
    en="One batch too many is counted when the samples divide evenly.",
    ko="나누어떨어질 때 배치를 하나 더 세고 있습니다.",
)
def one_too_many(n, batch_size):
    return n // batch_size + 1


@mistake(
    "iterations_per_epoch",
    en="You round to the nearest number. However small the last batch is, it counts: round up.",
    ko="반올림하고 있습니다. 마지막 배치는 아무리 작아도 세어야 하니 올림하세요.",
)
def rounded_to_nearest(n, batch_size):
    return round(n / batch_size)


@mistake(
    "iterations_per_epoch",
    en="`/` gives a fraction. The number of batches is an integer, rounded up.",
    ko="`/`로 나눈 몫이 분수로 나옵니다. 배치의 수는 올림한 정수여야 합니다.",
)
def fraction(n, batch_size):
    return n / batch_size


@mistake(
    "iterations_per_epoch",
    en="`np.ceil` returns a float, 3.0 for 3. Turn it into an integer.",
    ko="`np.ceil`은 3 대신 3.0 같은 실수를 반환합니다. 정수로 바꾸세요.",
)
def float_returned(n, batch_size):
    return float(np.ceil(n / batch_size))


@mistake(
    "iterations_per_epoch",
    en="The division is turned around: divide the samples by the batch size.",
    ko="거꾸로 나누었습니다. 샘플의 수를 배치 크기로 나누세요.",
)
def turned_around(n, batch_size):
    return -(-batch_size // n)


@mistake(
    "iterations_per_epoch",
    en="With fewer samples than `batch_size` you get 0 or less; there is still one batch. Adding 1 to `n - batch_size` "
    "counts something else.",
    ko="샘플이 `batch_size`보다 적으면 0 이하가 나옵니다. 그래도 배치는 하나 있습니다. `n - batch_size + 1`은 다른 것을 센 수입니다.",
)
def window_positions(n, batch_size):
    return n - batch_size + 1
