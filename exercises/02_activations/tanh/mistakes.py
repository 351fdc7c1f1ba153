import math

import numpy as np

from dlgrade.testing import mistake


def literal(x):
    return (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))


overflow = mistake(
    "tanh",
    en="For inputs far from 0 an exponential overflows, and infinity divided by infinity is nan. Rewrite the fraction so "
    "that no exponent is ever positive.",
    ko="입력이 0에서 멀면 지수가 넘치고, 무한대를 무한대로 나누어 nan이 됩니다. 지수 자리에 양수가 오지 않도록 분수를 고쳐 쓰세요.",
)


@overflow
def formula_as_written(x):
    return literal(x)


@mistake(
    "tanh",
    en="Positive inputs are safe, but for large negative ones `np.exp(-2 * x)` overflows and the fraction becomes nan. "
    "Treat the two sides differently.",
    ko="양수에서는 안전하지만 큰 음수에서는 `np.exp(-2 * x)`가 넘쳐 분수가 nan이 됩니다. 양쪽을 다르게 처리하세요.",
)
def overflow_on_the_left(x):
    e = np.exp(-2 * x)
    return (1 - e) / (1 + e)


@mistake(
    "tanh",
    en="Negative inputs are safe, but for large positive ones `np.exp(2 * x)` overflows and the fraction becomes nan. "
    "Treat the two sides differently.",
    ko="음수에서는 안전하지만 큰 양수에서는 `np.exp(2 * x)`가 넘쳐 분수가 nan이 됩니다. 양쪽을 다르게 처리하세요.",
)
def overflow_on_the_right(x):
    e = np.exp(2 * x)
    return (e - 1) / (e + 1)


@mistake(
    "tanh",
    en="`math.exp` raises an error for large numbers, because the result is too large for a float. Rewrite the fraction so "
    "that no exponent is ever positive.",
    ko="큰 수를 넣으면 결과를 실수로 나타낼 수 없어 `math.exp`가 예외를 냅니다. 지수 자리에 양수가 오지 않도록 분수를 고쳐 쓰세요.",
)
def overflow_error(x):
    return np.vectorize(only_numbers)(x)


too_large = mistake(
    "tanh",
    en="The values are right, but on one side the exponential grows beyond every bound on the way, and NumPy warns. Give "
    "`np.exp` only arguments that are not positive.",
    ko="값은 맞지만 한쪽에서 지수가 한없이 커져 NumPy가 경고합니다. `np.exp`에는 0 이하의 값만 넣으세요.",
)


@too_large
def exponential_too_large_on_the_right(x):
    return 1 - 2 / (np.exp(2 * x) + 1)


@too_large
def exponential_too_large_on_the_left(x):
    return 2 / (1 + np.exp(-2 * x)) - 1


@mistake(
    "tanh",
    en="2σ(x) − 1 has the right height but is twice too wide: the sigmoid has to be taken at `2 * x`.",
    ko="2σ(x) − 1은 높이는 맞지만 폭이 두 배입니다. 시그모이드를 `2 * x`에서 구해야 합니다.",
)
def sigmoid_not_squeezed(x):
    e = np.exp(-np.abs(x))
    return np.sign(x) * (1 - e) / (1 + e)


@mistake(
    "tanh",
    en="This is a sigmoid: its values lie between 0 and 1, and at 0 it is 0.5. Stretch it to the range from −1 to 1.",
    ko="이 값은 시그모이드입니다. 0과 1 사이에 있고 0에서 0.5입니다. −1과 1 사이로 늘여야 합니다.",
)
def sigmoid_instead(x):
    e = np.exp(-np.abs(x))
    return np.where(x < 0, e, 1.0) / (1 + e)


@mistake(
    "tanh",
    en="This is a sigmoid of `2 * x`: between 0 and 1. The last step, twice that minus 1, is missing.",
    ko="`2 * x`의 시그모이드라서 0과 1 사이에 있습니다. 두 배 한 뒤 1을 빼는 마지막 단계가 빠졌습니다.",
)
def sigmoid_not_stretched(x):
    e = np.exp(-2 * np.abs(x))
    return np.where(x < 0, e, 1.0) / (1 + e)


@mistake(
    "tanh",
    en="Numerator and denominator are swapped: the difference of the exponentials belongs above, their sum below.",
    ko="분자와 분모가 바뀌었습니다. 지수의 차가 위에, 합이 아래에 와야 합니다.",
)
def fraction_upside_down(x):
    return (np.exp(x) + np.exp(-x)) / (np.exp(x) - np.exp(-x))


@mistake(
    "tanh",
    en="With `np.abs` the sign of the input is lost, and every output is positive. Give it back at the end.",
    ko="`np.abs`를 쓰면서 입력의 부호가 사라져 출력이 모두 양수입니다. 마지막에 부호를 되돌려 주세요.",
)
def sign_lost(x):
    e = np.exp(-2 * np.abs(x))
    return (1 - e) / (1 + e)


@mistake(
    "tanh",
    en="`math.exp` takes a single number only. `np.exp` takes numbers and arrays of any shape.",
    ko="`math.exp`는 수 하나만 받습니다. `np.exp`는 수와 임의 모양의 배열을 모두 받습니다.",
)
def only_numbers(x):
    return (math.exp(x) - math.exp(-x)) / (math.exp(x) + math.exp(-x))


@mistake(
    "tanh",
    en="A single `if` decides once for the whole array. With arrays, every entry needs a decision of its own: `np.where` "
    "or `np.abs` and `np.sign` do that.",
    ko="`if` 하나는 배열 전체를 놓고 한 번만 판단합니다. 배열에서는 원소마다 따로 판단해야 합니다. `np.where`나 `np.abs`, `np.sign`을 "
    "쓰면 됩니다.",
)
def one_branch_for_all(x):
    if x >= 0:
        return (1 - np.exp(-2 * x)) / (1 + np.exp(-2 * x))
    return (np.exp(2 * x) - 1) / (np.exp(2 * x) + 1)


@mistake(
    "tanh",
    en="You cap the large entries inside `x` itself: `np.asarray` makes no copy, so the caller's array changes. `np.clip` "
    "returns a new array.",
    ko="`x` 안의 큰 원소를 직접 고치고 있습니다. `np.asarray`는 복사하지 않으므로 호출한 쪽의 배열이 바뀝니다. `np.clip`은 새 배열을 "
    "돌려줍니다.",
)
def input_capped_in_place(x):
    x = np.asarray(x, dtype=float)
    x[x > 300] = 300
    x[x < -300] = -300
    return literal(x)


@mistake(
    "tanh_grad",
    en="1 − x² would be right if `x` were tanh's output. Here `x` is the input: apply `tanh` first.",
    ko="1 − x²은 `x`가 tanh의 출력일 때 맞는 식입니다. 여기서 `x`는 입력이므로 먼저 `tanh`를 적용하세요.",
)
def output_expected(x):
    return 1 - x**2


square = mistake(
    "tanh_grad",
    en="The square is missing: it is 1 minus the square of tanh.",
    ko="제곱이 빠졌습니다. 1에서 tanh의 제곱을 빼야 합니다.",
)


@square
def square_forgotten(x):
    return 1 - np.tanh(x)


@square
def square_forgotten_and_overflow(x):
    return 1 - literal(x)


of_sigmoid = mistake(
    "tanh_grad",
    en="y(1 − y) is the derivative of a sigmoid. With y = tanh(x) the derivative is another function of y.",
    ko="y(1 − y)는 시그모이드의 도함수입니다. y = tanh(x)이면 도함수는 y의 다른 식이 됩니다.",
)


@of_sigmoid
def slope_of_sigmoid(x):
    return np.tanh(x) * (1 - np.tanh(x))


@of_sigmoid
def slope_of_sigmoid_and_overflow(x):
    return literal(x) * (1 - literal(x))


@mistake(
    "tanh_grad",
    en="The sign of the square is wrong: with a plus the slope would grow away from 0, but the curve gets flatter.",
    ko="제곱 앞의 부호가 반대입니다. 더하면 0에서 멀수록 기울기가 커지는데, 실제 곡선은 점점 평평해집니다.",
)
def square_added(x):
    return 1 + np.tanh(x) ** 2


@mistake(
    "tanh_grad",
    en="Your slope is half of what it should be. From 2σ(2x) − 1 come two factors of 2: the one in front, and the inner "
    "derivative of 2x.",
    ko="기울기가 절반입니다. 2σ(2x) − 1을 미분하면 2가 두 번 나옵니다. 앞에 곱한 2와, 안쪽 2x를 미분한 2입니다.",
)
def inner_factor_forgotten(x):
    return (1 - np.tanh(x) ** 2) / 2


@mistake(
    "tanh_grad",
    en="This is tanh itself, not its derivative.",
    ko="도함수가 아니라 tanh 값 자체를 반환하고 있습니다.",
)
def value_instead_of_slope(x):
    return np.tanh(x)


warned = mistake(
    "tanh_grad",
    en="The values are right, but exponentials or their squares overflow on the way, and NumPy warns. Work the slope out "
    "from a tanh that never overflows.",
    ko="값은 맞지만 계산 중에 지수나 그 제곱이 넘쳐 NumPy가 경고합니다. 넘치지 않는 tanh에서 기울기를 구하세요.",
)


@warned
def cosh_too_large(x):
    return 1 / np.cosh(x) ** 2


@warned
def grad_exponential_too_large_on_the_right(x):
    return 1 - exponential_too_large_on_the_right(x) ** 2


@warned
def grad_exponential_too_large_on_the_left(x):
    return 1 - exponential_too_large_on_the_left(x) ** 2


@mistake(
    "tanh_grad",
    en="`math.exp` raises an error for large numbers, because the result is too large for a float. Once `tanh` is safe "
    "there, call it here.",
    ko="큰 수를 넣으면 결과를 실수로 나타낼 수 없어 `math.exp`가 예외를 냅니다. `tanh`를 안전하게 고친 뒤 여기서 부르세요.",
)
def grad_overflow_error(x):
    return 1 - overflow_error(x) ** 2


flat = mistake(
    "tanh_grad",
    en="Far from 0 the slope is nan, because the tanh in it overflows. Once `tanh` is safe there, call it here.",
    ko="0에서 먼 곳의 기울기가 nan입니다. 안에서 쓰는 tanh가 넘치기 때문입니다. `tanh`를 안전하게 고친 뒤 여기서 부르세요.",
)


@flat
def built_on_overflow(x):
    return 1 - literal(x) ** 2


@flat
def built_on_overflow_left(x):
    return 1 - overflow_on_the_left(x) ** 2


@flat
def built_on_overflow_right(x):
    return 1 - overflow_on_the_right(x) ** 2


@mistake(
    "tanh_grad",
    en="`math.exp` takes a single number only. `np.exp` takes numbers and arrays of any shape.",
    ko="`math.exp`는 수 하나만 받습니다. `np.exp`는 수와 임의 모양의 배열을 모두 받습니다.",
)
def grad_only_numbers(x):
    return 4 / (math.exp(x) + math.exp(-x)) ** 2


@mistake(
    "tanh_grad",
    en="A single `if` decides once for the whole array. With arrays, every entry needs a decision of its own.",
    ko="`if` 하나는 배열 전체를 놓고 한 번만 판단합니다. 배열에서는 원소마다 따로 판단해야 합니다.",
)
def grad_one_branch_for_all(x):
    return 1 - one_branch_for_all(x) ** 2
