import math

import numpy as np

from dlgrade.testing import mistake


def stable(x):
    e = np.exp(-np.abs(x))
    return np.where(np.asarray(x) >= 0, 1 / (1 + e), e / (1 + e))


def overflowing(x):
    return 1 / (1 + np.exp(-np.asarray(x)))


@mistake(
    "sigmoid",
    en="The formula is right, but `np.exp(-x)` overflows where `x` is very negative. Use the other form on that side, so "
    "that the exponential never gets a large positive number.",
    ko="식은 맞지만 `x` 값이 아주 작은 음수이면 `np.exp(-x)` 값이 넘칩니다. 그쪽에서는 다른 꼴을 써서 지수에 큰 양수가 들어가지 않게 하세요.",
)
def one_form_for_all(x):
    return overflowing(x)


@mistake(
    "sigmoid",
    en="In this form `np.exp(x)` overflows where `x` is large, and infinity divided by infinity is nan. It is safe for "
    "negative `x` only.",
    ko="이 꼴에서는 `x` 값이 크면 `np.exp(x)` 값이 넘치고, 무한대를 무한대로 나누면 nan이 됩니다. 음수일 때만 안전한 꼴입니다.",
)
def other_form_for_all(x):
    e = np.exp(np.asarray(x))
    return e / (1 + e)


@mistake(
    "sigmoid",
    en="`np.where` computes both forms for every entry before it chooses, so each overflows on its bad side. Give both an "
    "exponent that is never positive.",
    ko="`np.where` 함수는 고르기 전에 모든 원소에서 두 꼴을 다 계산하므로 각각 위험한 쪽에서 넘칩니다. 둘 다 지수에 양수가 들어가지 않게 "
    "하세요.",
)
def both_forms_computed(x):
    x = np.asarray(x)
    return np.where(x >= 0, 1 / (1 + np.exp(-x)), np.exp(x) / (1 + np.exp(x)))


@mistake(
    "sigmoid",
    en="The minus sign in the exponent is missing, so your function falls from 1 to 0 instead of rising.",
    ko="지수의 음의 부호가 빠져서 0에서 1로 올라가지 않고 1에서 0으로 내려갑니다.",
)
def minus_sign_missing(x):
    x = np.asarray(x)
    e = np.exp(-np.abs(x))
    return np.where(x >= 0, e, 1.0) / (1 + e)


@mistake(
    "sigmoid",
    en="The minus sign in the exponent is missing: the function falls from 1 to 0. Besides, `np.exp(x)` overflows where `x` "
    "is large.",
    ko="지수의 음의 부호가 빠져서 1에서 0으로 내려갑니다. 게다가 `x` 값이 크면 `np.exp(x)` 값이 넘칩니다.",
)
def minus_sign_missing_and_overflow(x):
    return 1 / (1 + np.exp(np.asarray(x)))


@mistake(
    "sigmoid",
    en="Without brackets `1 / 1 + np.exp(-x)` is 1 plus the exponential. The whole sum belongs under the fraction.",
    ko="괄호가 없어서 `1 / 1 + np.exp(-x)` 식은 1에 지수를 더한 값이 됩니다. 합 전체가 분모에 있어야 합니다.",
)
def brackets_missing(x):
    return 1 / 1 + np.exp(-np.asarray(x))


@mistake(
    "sigmoid",
    en="The denominator is 1 minus the exponential; it should be 1 plus. At x = 0 you even divide by 0.",
    ko="분모가 1에서 지수를 뺀 값입니다. 더해야 합니다. 지금은 x = 0일 때 0으로 나누기까지 합니다.",
)
def minus_in_the_denominator(x):
    return 1 / (1 - np.exp(-np.asarray(x)))


@mistake(
    "sigmoid",
    en="You return tanh, which runs from -1 to 1 and passes 0 at 0. The sigmoid runs from 0 to 1.",
    ko="tanh를 반환하고 있습니다. tanh는 -1에서 1까지이고 0에서 0을 지납니다. 시그모이드는 0에서 1까지입니다.",
)
def tanh_instead(x):
    return np.tanh(x)


@mistake(
    "sigmoid",
    en="You return the slope. `sigmoid` is the function itself; the slope belongs in `sigmoid_grad`.",
    ko="기울기를 반환하고 있습니다. `sigmoid` 자리에는 함수 자체를, `sigmoid_grad` 자리에는 기울기를 두세요.",
)
def slope_instead(x):
    return stable(x) * stable(-np.asarray(x))


@mistake(
    "sigmoid",
    en="You limit `x` to ±10, so beyond that the result stands still at the wrong value. The limits are far too narrow.",
    ko="`x` 값을 ±10 안으로 자르고 있어 그 밖에서는 결과가 틀린 값에 머뭅니다. 범위가 너무 좁습니다.",
)
def clipped_too_early(x):
    return 1 / (1 + np.exp(-np.clip(x, -10.0, 10.0)))


@mistake(
    "sigmoid",
    en="`if x >= 0` decides once, but every entry of an array needs its own form. Choose entry by entry.",
    ko="`if x >= 0` 문은 한 번만 판단하지만 배열에서는 원소마다 꼴이 달라야 합니다. 원소마다 고르세요.",
)
def numbers_only(x):
    if x >= 0:
        return 1 / (1 + np.exp(-x))
    return np.exp(x) / (1 + np.exp(x))


@mistake(
    "sigmoid",
    en="`math.exp` takes a single number, so arrays do not work; and for very negative `x` it overflows. NumPy's `np.exp` "
    "works on all entries at once.",
    ko="`math.exp` 함수는 수 하나만 받으므로 배열을 넣을 수 없고, `x` 값이 아주 작은 음수이면 넘칩니다. NumPy의 `np.exp` 함수는 모든 원소를 "
    "한꺼번에 계산합니다.",
)
def single_number_exponential(x):
    return 1 / (1 + math.exp(-x))


@mistake(
    "sigmoid",
    en="One test decides for the whole array: if any entry is negative, all of them take the second form, and large "
    "positive entries overflow. Choose entry by entry.",
    ko="배열 전체에 한 꼴만 씁니다. 음수가 하나라도 있으면 모두 둘째 꼴이 되어 큰 양수에서 넘칩니다. 원소마다 고르세요.",
)
def one_form_for_the_array(x):
    x = np.asarray(x)
    if np.all(x >= 0):
        return 1 / (1 + np.exp(-x))
    return np.exp(x) / (1 + np.exp(x))


@mistake(
    "sigmoid",
    en="You write the results into `x` itself (`np.asarray` makes no copy of an array). Put them into a new array.",
    ko="`x` 자체에 결과를 써넣고 있습니다(`np.asarray` 함수는 배열을 복사하지 않습니다). 새 배열에 담으세요.",
)
def input_overwritten(x):
    x = np.asarray(x)
    upper = x >= 0
    x[upper] = 1 / (1 + np.exp(-x[upper]))
    e = np.exp(x[~upper])
    x[~upper] = e / (1 + e)
    return x


@mistake(
    "sigmoid_grad",
    en="You put the input itself into s(1 − s). That formula wants the sigmoid's value: compute it from `x` first.",
    ko="s(1 − s)에 입력을 그대로 넣었습니다. 이 식에는 시그모이드의 값이 들어가야 하므로 먼저 `x`에서 그 값을 구하세요.",
)
def input_taken_for_output(x):
    x = np.asarray(x)
    return x * (1 - x)


@mistake(
    "sigmoid_grad",
    en="The formula is right, but your sigmoid overflows where `x` is very negative. Use a form whose exponent is never "
    "positive.",
    ko="식은 맞지만 `x` 값이 아주 작은 음수이면 시그모이드 계산이 넘칩니다. 지수에 양수가 들어가지 않는 꼴을 쓰세요.",
)
def sigmoid_overflows(x):
    s = overflowing(x)
    return s * (1 - s)


@mistake(
    "sigmoid_grad",
    en="`math.exp` takes a single number, so arrays do not work; and for very negative `x` it overflows. Build the slope on a "
    "sigmoid that takes arrays.",
    ko="`math.exp` 함수는 수 하나만 받으므로 배열을 넣을 수 없고, `x` 값이 아주 작은 음수이면 넘칩니다. 배열을 받는 시그모이드로 기울기를 "
    "구하세요.",
)
def single_number_slope(x):
    s = 1 / (1 + math.exp(-x))
    return s * (1 - s)


@mistake(
    "sigmoid_grad",
    en="You compute both forms of the sigmoid for every entry, and `np.where` chooses only afterwards, so each overflows on "
    "its bad side.",
    ko="모든 원소에서 시그모이드의 두 꼴을 다 계산한 뒤에 `np.where` 함수로 고르므로 각각 위험한 쪽에서 넘칩니다.",
)
def both_forms_overflow(x):
    s = both_forms_computed(x)
    return s * (1 - s)


@mistake(
    "sigmoid_grad",
    en="The quotient overflows where `x` is very negative, and infinity divided by infinity is nan. Write the slope with the "
    "sigmoid's value instead.",
    ko="`x` 값이 아주 작은 음수이면 분수의 분자와 분모가 모두 넘쳐서 nan이 됩니다. 시그모이드의 값으로 기울기를 적어 보세요.",
)
def quotient_overflows(x):
    e = np.exp(-np.asarray(x))
    return e / (1 + e) ** 2


@mistake(
    "sigmoid_grad",
    en="The second factor is 1 minus the sigmoid, not 1 plus.",
    ko="두 번째 인수는 1에 시그모이드를 더한 값이 아니라 1에서 뺀 값입니다.",
)
def plus_in_the_factor(x):
    s = stable(x)
    return s * (1 + s)


@mistake(
    "sigmoid_grad",
    en="The sign is wrong: the sigmoid rises everywhere, so its slope is never negative.",
    ko="부호가 반대입니다. 시그모이드는 어디서나 올라가므로 기울기가 음수일 수 없습니다.",
)
def negative_slope(x):
    s = stable(x)
    return s * (s - 1)


@mistake(
    "sigmoid_grad",
    en="One factor is missing: this is 1 minus the sigmoid, which must still be multiplied by the sigmoid itself.",
    ko="인수 하나가 빠졌습니다. 1에서 시그모이드를 뺀 값에 시그모이드도 곱해야 합니다.",
)
def factor_missing(x):
    return 1 - stable(x)


@mistake(
    "sigmoid_grad",
    en="One factor is missing: this is 1 minus the sigmoid, which must still be multiplied by the sigmoid itself. Besides, "
    "the exponential overflows where `x` is very negative.",
    ko="인수 하나가 빠졌습니다. 1에서 시그모이드를 뺀 값에 시그모이드도 곱해야 합니다. 게다가 `x` 값이 아주 작은 음수이면 지수가 넘칩니다.",
)
def factor_missing_and_overflow(x):
    return 1 - overflowing(x)


@mistake(
    "sigmoid_grad",
    en="You return the sigmoid itself, not its slope.",
    ko="기울기가 아니라 시그모이드의 값을 반환합니다.",
)
def value_instead(x):
    return stable(x)


@mistake(
    "sigmoid_grad",
    en="You square the sigmoid. 1 − s² is the slope of tanh; here both factors are of the first power: s and 1 − s.",
    ko="시그모이드를 제곱하고 있습니다. 1 − s²은 tanh의 기울기입니다. 여기서는 s와 1 − s를 한 번씩 곱합니다.",
)
def slope_of_tanh(x):
    return 1 - stable(x) ** 2


@mistake(
    "sigmoid_grad",
    en="You square the sigmoid. 1 − s² is the slope of tanh; here the factors are s and 1 − s. Besides, the exponential "
    "overflows where `x` is very negative.",
    ko="시그모이드를 제곱하고 있습니다. 1 − s²은 tanh의 기울기이고, 여기서는 s와 1 − s를 곱합니다. 게다가 `x` 값이 아주 작은 음수이면 지수가 "
    "넘칩니다.",
)
def slope_of_tanh_and_overflow(x):
    return 1 - overflowing(x) ** 2


@mistake(
    "sigmoid_grad",
    en="You multiply the sigmoid by 1 − x. The second factor, too, is made of the sigmoid's value, not of the input.",
    ko="시그모이드에 1 − x를 곱하고 있습니다. 두 번째로 곱하는 값에도 입력이 아니라 시그모이드의 값이 들어가야 합니다.",
)
def one_minus_input(x):
    return stable(x) * (1 - np.asarray(x))


@mistake(
    "sigmoid_grad",
    en="You apply the sigmoid twice: the slope is taken at the output instead of at the input.",
    ko="시그모이드를 두 번 적용합니다. 입력이 아니라 출력에서 기울기를 구하고 있습니다.",
)
def sigmoid_twice(x):
    s = stable(stable(x))
    return s * (1 - s)


@mistake(
    "sigmoid_grad",
    en="You multiply the slope by `x`, too. The derivative with respect to `x` has no such factor.",
    ko="기울기에 `x` 값까지 곱하고 있습니다. `x`에 대한 미분에는 그런 인수가 없습니다.",
)
def times_input(x):
    s = stable(x)
    return np.asarray(x) * s * (1 - s)
