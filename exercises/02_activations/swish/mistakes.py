import math

import numpy as np

from dlgrade.testing import mistake


def sigmoid(z):
    """Safe for inputs of any size."""
    e = np.exp(-np.abs(z))
    return np.where(z < 0, e, 1.0) / (1 + e)


def naive(z):
    """Right, but it overflows, and warns, where z is large and negative."""
    return 1 / (1 + np.exp(-z))


@mistake(
    "swish",
    en="The values are right, but for large negative inputs the exponential in the sigmoid overflows, and NumPy warns. Use "
    "a sigmoid that never takes the exponential of a large positive number.",
    ko="값은 맞지만 큰 음수에서 시그모이드 안의 지수가 넘쳐 NumPy가 경고합니다. 큰 양수에 지수를 취하지 않는 시그모이드를 쓰세요.",
)
def sigmoid_warns(x, beta=1.0):
    return x * naive(beta * x)


@mistake(
    "swish",
    en="For large inputs e^z / (1 + e^z) is infinity divided by infinity, nan. Use a sigmoid that never takes the exponential "
    "of a large positive number.",
    ko="입력이 크면 e^z / (1 + e^z)가 무한대 나누기 무한대, 곧 nan이 됩니다. 큰 양수에 지수를 취하지 않는 시그모이드를 쓰세요.",
)
def sigmoid_not_finite(x, beta=1.0):
    return x * np.exp(beta * x) / (1 + np.exp(beta * x))


@mistake(
    "swish",
    en="`math.exp` raises an error where the input is large and negative, because e^(−z) is too large for a float. Use a "
    "sigmoid that never takes the exponential of a large positive number.",
    ko="입력이 큰 음수이면 e^(−z)이 실수로 나타낼 수 없을 만큼 커져 `math.exp`가 예외를 냅니다. 큰 양수에 지수를 취하지 않는 시그모이드를 쓰세요.",
)
def overflow_error(x, beta=1.0):
    return np.vectorize(lambda v: v / (1 + math.exp(-beta * v)))(x)


ignored = mistake(
    "swish",
    en="`beta` does not appear in your formula: the gate is always σ(x).",
    ko="식에 `beta`가 없어서 문이 항상 σ(x)입니다.",
)


@ignored
def beta_ignored(x, beta=1.0):
    return x * sigmoid(x)


@ignored
def beta_ignored_and_overflow(x, beta=1.0):
    return x * naive(x)


outside = mistake(
    "swish",
    en="`beta` stands in front of the sigmoid instead of inside it. It makes the gate sharper, not the output larger.",
    ko="`beta`가 시그모이드 안이 아니라 앞에 곱해져 있습니다. `beta`는 출력을 키우는 것이 아니라 문을 더 급하게 여닫게 합니다.",
)


@outside
def beta_outside(x, beta=1.0):
    return beta * x * sigmoid(x)


@outside
def beta_outside_and_overflow(x, beta=1.0):
    return beta * x * naive(x)


@mistake(
    "swish",
    en="`beta` multiplies the output as well. It belongs inside the sigmoid only.",
    ko="`beta`가 출력에도 곱해져 있습니다. 시그모이드 안에만 있어야 합니다.",
)
def beta_twice(x, beta=1.0):
    return beta * x * sigmoid(beta * x)


@mistake(
    "swish",
    en="You return the gate alone. It has to be multiplied by `x`.",
    ko="문의 값만 반환하고 있습니다. 여기에 `x`를 곱해야 합니다.",
)
def gate_alone(x, beta=1.0):
    return sigmoid(beta * x)


@mistake(
    "swish",
    en="The gate opens on the wrong side: negative inputs pass and positive ones are shut out. Look at the sign in the "
    "exponent.",
    ko="문이 반대쪽으로 열립니다. 음수가 통과하고 양수가 막힙니다. 지수 안의 부호를 살펴보세요.",
)
def gate_reversed(x, beta=1.0):
    return x * sigmoid(-beta * x)


@mistake(
    "swish",
    en="The gate is a tanh, which is negative on the left: there the output becomes positive. Swish uses a sigmoid.",
    ko="문으로 tanh를 썼습니다. tanh는 왼쪽에서 음수이므로 출력이 양수가 됩니다. Swish는 시그모이드를 씁니다.",
)
def tanh_gate(x, beta=1.0):
    return x * np.tanh(beta * x)


@mistake(
    "swish",
    en="`math.exp` takes a single number only. `np.exp` takes numbers and arrays of any shape.",
    ko="`math.exp`는 수 하나만 받습니다. `np.exp`는 수와 임의 모양의 배열을 모두 받습니다.",
)
def only_numbers(x, beta=1.0):
    return x / (1 + math.exp(-beta * x))


in_place = mistake(
    "swish",
    en="`x *= ...` changes the caller's array. Write `x * ...`, which makes a new one.",
    ko="`x *= ...`는 호출한 쪽의 배열을 바꿉니다. 새 배열을 만드는 `x * ...`로 쓰세요.",
)


@in_place
def input_overwritten(x, beta=1.0):
    x *= sigmoid(beta * x)
    return x


@in_place
def input_overwritten_and_overflow(x, beta=1.0):
    x *= naive(beta * x)
    return x


@mistake(
    "swish_grad",
    en="The values are right, but for large negative inputs the exponential in the sigmoid overflows, and NumPy warns. Use "
    "a sigmoid that never takes the exponential of a large positive number.",
    ko="값은 맞지만 큰 음수에서 시그모이드 안의 지수가 넘쳐 NumPy가 경고합니다. 큰 양수에 지수를 취하지 않는 시그모이드를 쓰세요.",
)
def grad_sigmoid_warns(x, beta=1.0):
    s = naive(beta * x)
    return s + beta * x * s * (1 - s)


@mistake(
    "swish_grad",
    en="For large inputs e^z / (1 + e^z) is infinity divided by infinity, nan. Use a sigmoid that never takes the exponential "
    "of a large positive number.",
    ko="입력이 크면 e^z / (1 + e^z)가 무한대 나누기 무한대, 곧 nan이 됩니다. 큰 양수에 지수를 취하지 않는 시그모이드를 쓰세요.",
)
def grad_sigmoid_not_finite(x, beta=1.0):
    s = np.exp(beta * x) / (1 + np.exp(beta * x))
    return s + beta * x * s * (1 - s)


@mistake(
    "swish_grad",
    en="`math.exp` raises an error where the input is large and negative, because e^(−z) is too large for a float. Use a "
    "sigmoid that never takes the exponential of a large positive number.",
    ko="입력이 큰 음수이면 e^(−z)이 실수로 나타낼 수 없을 만큼 커져 `math.exp`가 예외를 냅니다. 큰 양수에 지수를 취하지 않는 시그모이드를 쓰세요.",
)
def grad_overflow_error(x, beta=1.0):
    s = np.vectorize(lambda v: 1 / (1 + math.exp(-beta * v)))(x)
    return s + beta * x * s * (1 - s)


chain = mistake(
    "swish_grad",
    en="The factor `beta` from the chain rule is missing in the second term. With beta = 1 that goes unnoticed.",
    ko="둘째 항에서 연쇄 법칙으로 나오는 인수 `beta`가 빠졌습니다. beta = 1일 때는 드러나지 않습니다.",
)


@chain
def chain_factor_forgotten(x, beta=1.0):
    s = sigmoid(beta * x)
    return s + x * s * (1 - s)


@chain
def chain_factor_forgotten_and_overflow(x, beta=1.0):
    s = naive(beta * x)
    return s + x * s * (1 - s)


grad_ignored = mistake(
    "swish_grad",
    en="`beta` does not appear in your formula: this is the derivative for beta = 1.",
    ko="식에 `beta`가 없습니다. beta = 1일 때의 도함수입니다.",
)


@grad_ignored
def grad_beta_ignored(x, beta=1.0):
    s = sigmoid(x)
    return s + x * s * (1 - s)


@grad_ignored
def grad_beta_ignored_and_overflow(x, beta=1.0):
    s = naive(x)
    return s + x * s * (1 - s)


@mistake(
    "swish_grad",
    en="`beta` multiplies both terms. The chain rule gives it to the second one only, where the gate is differentiated.",
    ko="`beta`가 두 항 모두에 곱해져 있습니다. 연쇄 법칙에서 나오는 `beta`는 문을 미분한 둘째 항에만 붙습니다.",
)
def beta_on_both_terms(x, beta=1.0):
    s = sigmoid(beta * x)
    return beta * (s + x * s * (1 - s))


gate = mistake(
    "swish_grad",
    en="You return the gate only. It changes with x, too: the product rule has a second term.",
    ko="문의 값만 반환하고 있습니다. 문도 x에 따라 바뀌므로 곱의 미분법에서 둘째 항이 필요합니다.",
)


@gate
def second_term_forgotten(x, beta=1.0):
    return sigmoid(beta * x)


@gate
def second_term_forgotten_and_overflow(x, beta=1.0):
    return naive(beta * x)


@mistake(
    "swish_grad",
    en="Only the gate is differentiated. The product rule has a first term as well: the derivative of x is 1, times the gate.",
    ko="문만 미분했습니다. 곱의 미분법에는 첫째 항도 있습니다. x를 미분한 1에 문을 곱한 것입니다.",
)
def first_term_forgotten(x, beta=1.0):
    s = sigmoid(beta * x)
    return beta * x * s * (1 - s)


slope = mistake(
    "swish_grad",
    en="The derivative of a product is not the product of the derivatives: you return the slope of the gate alone. Use the "
    "product rule.",
    ko="곱의 미분은 미분의 곱이 아닙니다. 문의 기울기만 반환하고 있습니다. 곱의 미분법을 쓰세요.",
)


@slope
def product_of_derivatives(x, beta=1.0):
    s = sigmoid(beta * x)
    return beta * s * (1 - s)


@slope
def product_of_derivatives_without_beta(x, beta=1.0):
    s = sigmoid(beta * x)
    return s * (1 - s)


@mistake(
    "swish_grad",
    en="The two terms are subtracted. The product rule adds them.",
    ko="두 항을 빼고 있습니다. 곱의 미분법에서는 더합니다.",
)
def terms_subtracted(x, beta=1.0):
    s = sigmoid(beta * x)
    return s - beta * x * s * (1 - s)


@mistake(
    "swish_grad",
    en="In the second term you use y(1 − y) with swish's own value. It is the gate that is differentiated there.",
    ko="둘째 항에서 swish 값 자체로 y(1 − y)를 계산했습니다. 그 자리에서 미분하는 것은 문, 곧 시그모이드입니다.",
)
def slope_from_own_value(x, beta=1.0):
    s = sigmoid(beta * x)
    y = x * s
    return s + beta * x * y * (1 - y)


@mistake(
    "swish_grad",
    en="Dividing swish(x) by x to get the gate fails at 0, where it is 0/0, nan. Call the sigmoid itself.",
    ko="swish(x)를 x로 나누어 문을 구하면 0에서 0/0, 곧 nan이 됩니다. 시그모이드를 직접 부르세요.",
)
def gate_by_division(x, beta=1.0):
    y = x * sigmoid(beta * x)
    s = y / x
    return s + beta * y * (1 - s)


@mistake(
    "swish_grad",
    en="`math.exp` takes a single number only. `np.exp` takes numbers and arrays of any shape.",
    ko="`math.exp`는 수 하나만 받습니다. `np.exp`는 수와 임의 모양의 배열을 모두 받습니다.",
)
def grad_only_numbers(x, beta=1.0):
    s = 1 / (1 + math.exp(-beta * x))
    return s + beta * x * s * (1 - s)
