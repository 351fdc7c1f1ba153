import numpy as np

from dlgrade.testing import mistake


@mistake(
    "step",
    en="At exactly 0 you answer 0. There the answer should be 1: compare with `>=`.",
    ko="정확히 0일 때 0이 나옵니다. 이때는 1이어야 하므로 `>=` 기호로 비교하세요.",
)
def zero_left_out(x):
    return np.where(np.asarray(x) > 0, 1.0, 0.0)


@mistake(
    "step",
    en="You return the comparison itself, True or False. Turn it into the numbers 1 and 0.",
    ko="비교 결과인 True/False를 그대로 반환합니다. 수 1과 0으로 바꾸세요.",
)
def truth_values(x):
    return np.asarray(x) >= 0


@mistake(
    "step",
    en="This is the sign: -1 below 0, and 0 at 0. The step function is 0 below, and 1 from 0 on.",
    ko="부호를 반환하고 있어 음수에서 -1, 0에서 0이 나옵니다. 계단 함수는 0보다 작으면 0, 0부터는 1입니다.",
)
def sign(x):
    return np.sign(x)


@mistake(
    "step",
    en="Below 0 you answer -1. The step function says 0 there.",
    ko="0보다 작을 때 -1이 나옵니다. 계단 함수에서는 0이어야 합니다.",
)
def minus_one_below(x):
    return np.where(np.asarray(x) >= 0, 1.0, -1.0)


@mistake(
    "step",
    en="The two answers are exchanged: 1 belongs to the numbers from 0 up.",
    ko="두 값이 서로 바뀌었습니다. 0 이상인 수가 1이 되어야 합니다.",
)
def answers_exchanged(x):
    return np.where(np.asarray(x) >= 0, 0.0, 1.0)


@mistake(
    "step",
    en="At exactly 0 you answer a half. Here the value at 0 is 1.",
    ko="정확히 0일 때 0.5가 나옵니다. 여기서는 0에서의 값을 1로 정했습니다.",
)
def half_at_zero(x):
    return np.heaviside(x, 0.5)


@mistake(
    "step",
    en="You let the numbers from 0 up through as they are. Each of them becomes 1.",
    ko="0 이상인 수를 그대로 내보냅니다. 모두 1이 되어야 합니다.",
)
def lets_values_through(x):
    return np.maximum(x, 0.0)


@mistake(
    "step",
    en="Your threshold is 0.5. That is usual for probabilities; the step function jumps at 0.",
    ko="0.5를 경계로 삼고 있습니다. 확률이라면 그렇게 하지만 계단 함수는 0에서 뜁니다.",
)
def threshold_at_a_half(x):
    return np.where(np.asarray(x) >= 0.5, 1.0, 0.0)


@mistake(
    "step",
    en="`if` needs one truth value, but for an array the comparison gives one per entry. Compare and choose for the whole "
    "array at once.",
    ko="`if` 문은 참·거짓 하나만 받는데 배열을 비교하면 원소마다 하나씩 나옵니다. 배열 전체를 한꺼번에 비교하고 고르세요.",
)
def numbers_only(x):
    if x >= 0:
        return 1.0
    return 0.0


@mistake(
    "step",
    en="You give one answer for the whole array, 1 only if no entry is below 0. Every entry needs its own answer.",
    ko="배열 전체에 답을 하나만 냅니다. 음수가 하나도 없을 때만 1입니다. 원소마다 따로 답해야 합니다.",
)
def one_answer_for_all(x):
    return 1.0 if np.all(np.asarray(x) >= 0) else 0.0


@mistake(
    "step",
    en="You give one answer for the whole array, 1 if any entry has reached 0. Every entry needs its own answer.",
    ko="배열 전체에 답을 하나만 냅니다. 0 이상인 원소가 하나라도 있으면 1입니다. 원소마다 따로 답해야 합니다.",
)
def one_answer_for_any(x):
    return 1.0 if np.any(np.asarray(x) >= 0) else 0.0


@mistake(
    "step",
    en="This works for arrays only: a Python number has neither a shape nor a copy. `np.asarray(x)` makes an array of either.",
    ko="배열에서만 동작합니다. 파이썬 수에는 `shape`, `copy` 같은 속성이 없습니다. `np.asarray(x)` 결과는 어느 쪽이든 배열입니다.",
)
def arrays_only(x):
    out = np.zeros(x.shape)
    out[x >= 0] = 1.0
    return out


@mistake(
    "step",
    en="Your loop goes along one axis only, so a single number and an array with more axes do not work. Compare the whole "
    "array at once.",
    ko="반복문이 축 하나만 훑어서 수 하나나 축이 더 많은 배열에는 쓸 수 없습니다. 배열 전체를 한꺼번에 비교하세요.",
)
def one_axis_only(x):
    return np.array([1.0 if v >= 0 else 0.0 for v in x])


@mistake(
    "step",
    en="You set the negative entries to 0 and afterwards everything from 0 up to 1, the new zeros included. Decide both from "
    "the original `x`.",
    ko="음수를 0으로 바꾼 다음 0 이상을 1로 바꾸니 방금 만든 0까지 1이 됩니다. 두 경우 모두 원래 `x` 값으로 판단하세요.",
)
def zeros_become_ones(x):
    out = np.array(x)
    out[out < 0] = 0.0
    out[out >= 0] = 1.0
    return out


@mistake(
    "step",
    en="`float()` takes a single number, so arrays do not work. Convert the whole array of truth values instead.",
    ko="`float()` 함수는 수 하나만 받으므로 배열을 넣을 수 없습니다. 참·거짓 배열 전체를 수로 바꾸세요.",
)
def float_of_an_array(x):
    return float(x >= 0)


@mistake(
    "step",
    en="You write the answers into `x` itself, so the caller's array changes, and a single number, which has no entries, does "
    "not work at all. Build a new array.",
    ko="`x` 자체에 답을 써넣어 호출한 쪽의 배열이 바뀌고, 원소가 없는 수 하나에는 쓸 수도 없습니다. 새 배열을 만드세요.",
)
def entries_assigned(x):
    upper = x >= 0
    x[upper] = 1.0
    x[~upper] = 0.0
    return x


@mistake(
    "step",
    en="You write the answers into `x` itself (`np.asarray` makes no copy of an array). Put them into a new array.",
    ko="`x` 자체에 답을 써넣고 있습니다(`np.asarray` 함수는 배열을 복사하지 않습니다). 새 배열에 담으세요.",
)
def input_overwritten(x):
    x = np.asarray(x)
    upper = x >= 0
    x[upper] = 1.0
    x[~upper] = 0.0
    return x


@mistake(
    "step",
    en="You divide `x` by its absolute value. At 0 that is 0/0, so the answer there is nan.",
    ko="`x` 값을 절댓값으로 나누고 있습니다. 0에서는 0/0이 되어 nan이 나옵니다.",
)
def divided_by_absolute_value(x):
    x = np.asarray(x)
    return (x / np.abs(x) + 1) / 2
