import math

import numpy as np

from dlgrade.testing import mistake


def left(x):
    """The exponential for the left side, safe on the right."""
    return np.exp(np.minimum(x, 0))


warned = mistake(
    "elu",
    en="The values are right, but the exponential is also taken of large positive entries, whose result nobody uses, and "
    "NumPy warns. Keep them out of `np.exp`.",
    ko="값은 맞지만, 쓰지도 않을 큰 양수에서도 지수를 계산하느라 NumPy가 경고합니다. 큰 양수가 `np.exp`에 들어가지 않게 하세요.",
)


@warned
def exponential_of_everything(x, alpha=1.0):
    return np.where(x > 0, x, alpha * (np.exp(x) - 1))


@mistake(
    "elu",
    en="You multiply by a condition, and for large positive entries that is 0 times infinity, which is nan. Choose with "
    "`np.where`, and keep large entries out of `np.exp`.",
    ko="조건을 곱해서 고르고 있습니다. 큰 양수에서는 0 곱하기 무한대, 곧 nan이 됩니다. `np.where`로 고르고, 큰 양수가 `np.exp`에 들어가지 않게 "
    "하세요.",
)
def zero_times_infinity(x, alpha=1.0):
    return x * (x > 0) + alpha * (np.exp(x) - 1) * (x <= 0)


one = mistake(
    "elu",
    en="The −1 is missing: at 0 the curve has to pass through 0, and far on the left it ends at −α, not at 0.",
    ko="−1이 빠졌습니다. 곡선은 0에서 0을 지나야 하고, 왼쪽 끝은 0이 아니라 −α로 가야 합니다.",
)


@one
def one_not_subtracted(x, alpha=1.0):
    return np.where(x > 0, x, alpha * left(x))


@one
def one_not_subtracted_and_overflow(x, alpha=1.0):
    return np.where(x > 0, x, alpha * np.exp(x))


brackets = mistake(
    "elu",
    en="`alpha` multiplies the exponential only. It has to multiply the whole bracket, e^x − 1.",
    ko="`alpha`가 지수에만 곱해집니다. 괄호 전체, 곧 e^x − 1에 곱해야 합니다.",
)


@brackets
def bracket_missing(x, alpha=1.0):
    return np.where(x > 0, x, alpha * left(x) - 1)


@brackets
def bracket_missing_and_overflow(x, alpha=1.0):
    return np.where(x > 0, x, alpha * np.exp(x) - 1)


ignored = mistake(
    "elu",
    en="`alpha` does not appear in your formula: the left side always levels off at −1.",
    ko="식에 `alpha`가 없어서 왼쪽이 항상 −1로 수렴합니다.",
)


@ignored
def alpha_ignored(x, alpha=1.0):
    return np.where(x > 0, x, left(x) - 1)


@ignored
def alpha_ignored_and_overflow(x, alpha=1.0):
    return np.where(x > 0, x, np.exp(x) - 1)


@mistake(
    "elu",
    en="`alpha` stands inside the exponent. It belongs in front of the bracket: it sets the depth, not the speed.",
    ko="`alpha`가 지수 안에 들어가 있습니다. 괄호 앞에 곱해야 합니다. `alpha`는 곡선의 빠르기가 아니라 깊이를 정합니다.",
)
def alpha_in_exponent(x, alpha=1.0):
    return np.where(x > 0, x, np.exp(alpha * np.minimum(x, 0)) - 1)


@mistake(
    "elu",
    en="The sign on the left is turned: 1 − e^x is positive there. ELU goes down to −α.",
    ko="왼쪽의 부호가 반대입니다. 그곳에서 1 − e^x은 양수입니다. ELU는 −α까지 내려가야 합니다.",
)
def sign_turned(x, alpha=1.0):
    return np.where(x > 0, x, alpha * (1 - left(x)))


@mistake(
    "elu",
    en="The exponent has the wrong sign: e^(−x) explodes on the left, where ELU should level off.",
    ko="지수의 부호가 반대입니다. e^(−x)는 왼쪽에서 폭발하지만 ELU는 그곳에서 평평해져야 합니다.",
)
def exponent_negative(x, alpha=1.0):
    return np.where(x > 0, x, alpha * (np.exp(-x) - 1))


@mistake(
    "elu",
    en="The larger of x and α(e^x − 1) is not ELU: on the right the exponential is often the larger one. The sign of `x` "
    "has to decide.",
    ko="x와 α(e^x − 1) 중 큰 쪽을 고르면 ELU가 아닙니다. 오른쪽에서는 지수 쪽이 더 클 때가 많습니다. `x`의 부호로 골라야 합니다.",
)
def larger_of_both(x, alpha=1.0):
    return np.maximum(x, alpha * (np.exp(x) - 1))


@mistake(
    "elu",
    en="On the left you return αx, a straight line: that is leaky ReLU. ELU levels off at −α.",
    ko="왼쪽에서 직선 αx를 반환합니다. 그것은 Leaky ReLU입니다. ELU는 −α로 수렴합니다.",
)
def straight_on_the_left(x, alpha=1.0):
    return np.where(x > 0, x, alpha * x)


@mistake(
    "elu",
    en="A single `if` decides once for the whole array. Every entry needs a decision of its own.",
    ko="`if` 하나는 배열 전체를 놓고 한 번만 판단합니다. 원소마다 따로 판단해야 합니다.",
)
def only_numbers(x, alpha=1.0):
    return x if x > 0 else alpha * (math.exp(x) - 1)


@mistake(
    "elu",
    en="You write into the caller's array: `np.asarray` makes no copy of an array. Use `np.array` or `x.copy()`.",
    ko="호출한 쪽의 배열에 쓰고 있습니다. `np.asarray`는 배열을 복사하지 않습니다. `np.array`나 `x.copy()`를 쓰세요.",
)
def input_not_copied(x, alpha=1.0):
    x = np.asarray(x)
    x[x <= 0] = alpha * (np.exp(x[x <= 0]) - 1)
    return x


@mistake(
    "elu",
    en="You write into `x` itself. That changes the caller's array, and a single number has no entries to write to. Build "
    "a new array.",
    ko="`x` 안에 직접 쓰고 있습니다. 그러면 호출한 쪽의 배열이 바뀌고, 수 하나에는 쓸 자리도 없습니다. 새 배열을 만드세요.",
)
def input_overwritten(x, alpha=1.0):
    x[x <= 0] = alpha * (np.exp(x[x <= 0]) - 1)
    return x


@mistake(
    "elu",
    en="`np.atleast_1d` turns a single number into an array with one entry, and that is what you return for it. A number "
    "should give a number.",
    ko="`np.atleast_1d`는 수 하나를 원소가 하나인 배열로 바꾸고, 그 배열이 그대로 반환됩니다. 수를 넣으면 수가 나와야 합니다.",
)
def number_becomes_array(x, alpha=1.0):
    out = np.atleast_1d(x).copy()
    out[out <= 0] = alpha * (np.exp(out[out <= 0]) - 1)
    return out


grad_warned = mistake(
    "elu_grad",
    en="The values are right, but the exponential is also taken of large positive entries, whose result nobody uses, and "
    "NumPy warns. Keep them out of `np.exp`.",
    ko="값은 맞지만, 쓰지도 않을 큰 양수에서도 지수를 계산하느라 NumPy가 경고합니다. 큰 양수가 `np.exp`에 들어가지 않게 하세요.",
)


@grad_warned
def grad_exponential_of_everything(x, alpha=1.0):
    return np.where(x > 0, 1.0, alpha * np.exp(x))


@mistake(
    "elu_grad",
    en="You multiply by a condition, and for large positive entries that is 0 times infinity, which is nan. Choose with "
    "`np.where`, and keep large entries out of `np.exp`.",
    ko="조건을 곱해서 고르고 있습니다. 큰 양수에서는 0 곱하기 무한대, 곧 nan이 됩니다. `np.where`로 고르고, 큰 양수가 `np.exp`에 들어가지 않게 "
    "하세요.",
)
def grad_zero_times_infinity(x, alpha=1.0):
    return (x > 0) + alpha * np.exp(x) * (x <= 0)


forgotten = mistake(
    "elu_grad",
    en="`alpha` is missing: it multiplies the left side, so it multiplies the slope there as well.",
    ko="`alpha`가 빠졌습니다. 왼쪽 식에 곱해져 있으므로 왼쪽 기울기에도 곱해야 합니다.",
)


@forgotten
def alpha_forgotten(x, alpha=1.0):
    return np.where(x > 0, 1.0, left(x))


@forgotten
def alpha_forgotten_and_overflow(x, alpha=1.0):
    return np.where(x > 0, 1.0, np.exp(x))


at_zero = mistake(
    "elu_grad",
    en="At exactly 0 you return 1. The gradient there is `alpha`: which comparison leaves 0 out?",
    ko="정확히 0인 곳에서 1을 반환합니다. 여기서는 그 점의 기울기를 `alpha`로 정했습니다. 0을 빼고 비교하려면 어떻게 해야 할까요?",
)


@at_zero
def one_at_zero(x, alpha=1.0):
    return np.where(x >= 0, 1.0, alpha * left(x))


@at_zero
def one_at_zero_and_overflow(x, alpha=1.0):
    return np.where(x >= 0, 1.0, alpha * np.exp(x))


value = mistake(
    "elu_grad",
    en="On the left you return the value of elu. In the derivative the −1 is gone.",
    ko="왼쪽에서 elu의 값을 반환합니다. 미분하면 −1은 사라집니다.",
)


@value
def value_on_the_left(x, alpha=1.0):
    return np.where(x > 0, 1.0, alpha * (left(x) - 1))


@value
def value_on_the_left_and_overflow(x, alpha=1.0):
    return np.where(x > 0, 1.0, alpha * (np.exp(x) - 1))


@mistake(
    "elu_grad",
    en="elu(x) + 1 is the slope on the left for α = 1 only. What has to be added to α(e^x − 1) for any α?",
    ko="elu(x) + 1은 α = 1일 때만 왼쪽 기울기와 같습니다. α(e^x − 1)에 무엇을 더해야 어떤 α에서도 맞을까요?",
)
def one_added_to_value(x, alpha=1.0):
    return np.where(x > 0, 1.0, alpha * (left(x) - 1) + 1)


@mistake(
    "elu_grad",
    en="On the left you return the constant `alpha`, as for leaky ReLU. ELU's slope fades away there like e^x.",
    ko="왼쪽에서 Leaky ReLU처럼 상수 `alpha`를 반환합니다. ELU의 왼쪽 기울기는 e^x처럼 사라져 갑니다.",
)
def constant_on_the_left(x, alpha=1.0):
    return np.where(x > 0, 1.0, alpha)


@mistake(
    "elu_grad",
    en="On the left you return 0: that is the gradient of ReLU.",
    ko="왼쪽에서 0을 반환합니다. 그것은 ReLU의 기울기입니다.",
)
def gradient_of_relu(x, alpha=1.0):
    return np.where(x > 0, 1.0, 0.0)


@mistake(
    "elu_grad",
    en="The slope on the right is `alpha` in your code. It is 1 there: `alpha` shapes the left side only.",
    ko="오른쪽 기울기가 `alpha`로 되어 있습니다. 그곳의 기울기는 1입니다. `alpha`는 왼쪽에만 영향을 줍니다.",
)
def alpha_on_the_right(x, alpha=1.0):
    return alpha * left(x)


@mistake(
    "elu_grad",
    en="A single `if` decides once for the whole array. Every entry needs a decision of its own.",
    ko="`if` 하나는 배열 전체를 놓고 한 번만 판단합니다. 원소마다 따로 판단해야 합니다.",
)
def grad_only_numbers(x, alpha=1.0):
    return 1.0 if x > 0 else alpha * math.exp(x)


@mistake(
    "elu_grad",
    en="`np.vectorize` takes its type from the first result. When that is the integer 1, all other slopes are cut off to "
    "integers. Return 1.0, or choose with `np.where`.",
    ko="`np.vectorize`는 첫 결과를 보고 자료형을 정합니다. 첫 결과가 정수 1이면 나머지 기울기도 모두 정수로 잘립니다. 1.0을 반환하거나 `np.where`로 "
    "고르세요.",
)
def vectorised_to_integers(x, alpha=1.0):
    return np.vectorize(lambda v: 1 if v > 0 else alpha * math.exp(v))(x)
