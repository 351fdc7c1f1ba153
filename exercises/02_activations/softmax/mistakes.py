import numpy as np

from dlgrade.testing import mistake


@mistake(
    "softmax",
    en="You divide by the sum of the whole array; each row (along `axis`) needs its own sum.",
    ko="배열 전체의 합으로 나누고 있습니다. `axis` 방향으로 줄마다 따로 합을 구해야 합니다.",
)
def one_sum_for_everything(x, axis=-1):
    e = np.exp(x - np.max(x))
    return e / e.sum()


@mistake(
    "softmax",
    en="You subtract one maximum from the whole array. A row far below it turns into 0/0: each row needs its own maximum.",
    ko="배열 전체에서 최댓값 하나를 빼고 있습니다. 그보다 훨씬 작은 줄은 0/0이 됩니다. 줄마다 자기 최댓값을 빼야 합니다.",
)
def one_maximum_for_everything(x, axis=-1):
    e = np.exp(x - np.max(x))
    return e / e.sum(axis=axis, keepdims=True)


@mistake(
    "softmax",
    en="Large scores overflow: subtract the maximum along `axis` before taking the exponential.",
    ko="큰 점수에서 지수가 넘칩니다. 지수를 취하기 전에 `axis` 방향의 최댓값을 빼세요.",
)
def no_maximum_subtracted(x, axis=-1):
    e = np.exp(x)
    return e / e.sum(axis=axis, keepdims=True)


@mistake(
    "softmax",
    en="You subtract the minimum. That makes every exponent positive, so scores that are far apart still overflow: subtract "
    "the maximum.",
    ko="최솟값을 빼고 있습니다. 그러면 지수가 모두 양수가 되어 점수가 서로 멀 때 넘칩니다. 최댓값을 빼세요.",
)
def minimum_subtracted(x, axis=-1):
    e = np.exp(x - np.min(x, axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


@mistake(
    "softmax",
    en="You always work along the last axis and ignore `axis`.",
    ko="`axis`를 무시하고 항상 마지막 축을 따라 계산하고 있습니다.",
)
def axis_ignored(x, axis=-1):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


@mistake(
    "softmax",
    en="You always work along the first axis: with samples in rows that mixes the samples.",
    ko="항상 첫 번째 축을 따라 계산하고 있습니다. 샘플이 행으로 놓인 배열에서는 서로 다른 샘플이 섞입니다.",
)
def first_axis(x, axis=-1):
    e = np.exp(x - x.max(axis=0))
    return e / e.sum(axis=0)


@mistake(
    "softmax",
    en="You divide by the sum of the scores, not by the sum of their exponentials.",
    ko="점수를 점수의 합으로 나누고 있습니다. 먼저 지수를 취한 뒤 그 합으로 나누어야 합니다.",
)
def without_exponential(x, axis=-1):
    return x / x.sum(axis=axis, keepdims=True)


@mistake(
    "softmax",
    en="You change `x` in place (`x -= ...`). Write `x = x - ...`, which makes a new array.",
    ko="`x -= ...`로 인수 `x`를 직접 바꾸고 있습니다. 새 배열을 만드는 `x = x - ...`로 쓰세요.",
)
def input_overwritten(x, axis=-1):
    x -= x.max(axis=axis, keepdims=True)
    e = np.exp(x)
    return e / e.sum(axis=axis, keepdims=True)


@mistake(
    "log_softmax",
    en="You take the logarithm of softmax. A probability that has rounded to 0 becomes -inf: subtract the logarithm of the "
    "sum instead.",
    ko="softmax의 결과에 로그를 취하고 있습니다. 0으로 반올림된 확률은 -inf가 됩니다. 대신 합의 로그를 빼세요.",
)
def logarithm_of_softmax(x, axis=-1):
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return np.log(e / e.sum(axis=axis, keepdims=True))


@mistake(
    "log_softmax",
    en="The maximum is subtracted inside the exponential but not added back outside: subtract it from `x` as well.",
    ko="지수 안에서만 최댓값을 빼고 바깥에서는 빼지 않았습니다. `x`에서도 같은 최댓값을 빼야 합니다.",
)
def maximum_forgotten_outside(x, axis=-1):
    return x - np.log(np.exp(x - x.max(axis=axis, keepdims=True)).sum(axis=axis, keepdims=True))


@mistake(
    "log_softmax",
    en="Large scores overflow inside the sum: subtract the maximum first.",
    ko="합 안에서 큰 점수의 지수가 넘칩니다. 먼저 최댓값을 빼세요.",
)
def sum_overflows(x, axis=-1):
    return x - np.log(np.exp(x).sum(axis=axis, keepdims=True))


@mistake(
    "softmax_backward",
    en="You use only the diagonal y(1 − y), as for a sigmoid. Every output depends on every score of its row: the term with "
    "the sum over the row is missing.",
    ko="시그모이드처럼 대각 성분 y(1 − y)만 쓰고 있습니다. 출력 하나하나가 그 줄의 모든 점수에 달려 있으므로 줄 전체의 합이 들어간 항이 "
    "필요합니다.",
)
def diagonal_only(dout, y, axis=-1):
    return dout * y * (1 - y)


@mistake(
    "softmax_backward",
    en="You subtract the plain sum of `dout`; it has to be weighted with the probabilities: sum of `dout * y`.",
    ko="`dout`의 합을 그대로 빼고 있습니다. 확률로 가중한 합, 곧 `dout * y`의 합을 빼야 합니다.",
)
def sum_not_weighted(dout, y, axis=-1):
    return y * (dout - dout.sum(axis=axis, keepdims=True))


@mistake(
    "softmax_backward",
    en="You sum over the whole array; each row (along `axis`) needs its own sum.",
    ko="배열 전체를 더하고 있습니다. `axis` 방향으로 줄마다 따로 더해야 합니다.",
)
def sum_of_everything(dout, y, axis=-1):
    return y * (dout - (dout * y).sum())


@mistake(
    "softmax_backward",
    en="The factor `y` in front is missing.",
    ko="앞에 곱해야 할 `y`가 빠졌습니다.",
)
def factor_missing(dout, y, axis=-1):
    return dout - (dout * y).sum(axis=axis, keepdims=True)


@mistake(
    "softmax_backward",
    en="You always sum along the last axis and ignore `axis`.",
    ko="`axis`를 무시하고 항상 마지막 축을 따라 더하고 있습니다.",
)
def backward_axis_ignored(dout, y, axis=-1):
    return y * (dout - (dout * y).sum(axis=-1, keepdims=True))
