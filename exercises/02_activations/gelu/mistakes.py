import math

import numpy as np

from dlgrade.testing import mistake


def erf(x):
    return np.vectorize(math.erf, otypes=[float])(x)[()]


def below(x):
    """The probability that a standard normal variable is smaller than x."""
    return (1 + erf(x / np.sqrt(2))) / 2


def bell(x):
    return np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi)


@mistake(
    "gelu",
    en="This is the approximation with tanh. It is off by up to 0.0005; the exact form with `erf` is asked for.",
    ko="tanh로 근사한 식입니다. 최대 0.0005쯤 어긋납니다. `erf`를 쓴 정확한 식이 필요합니다.",
)
def tanh_approximation(x):
    return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))


by_sigmoid = mistake(
    "gelu",
    en="x · σ(1.702 x) is a rough approximation, off by up to 0.02. The exact form with `erf` is asked for.",
    ko="x · σ(1.702 x)는 최대 0.02쯤 어긋나는 거친 근사입니다. `erf`를 쓴 정확한 식이 필요합니다.",
)


@by_sigmoid
def sigmoid_approximation(x):
    return x * (1 + np.tanh(1.702 * x / 2)) / 2


@by_sigmoid
def sigmoid_approximation_and_overflow(x):
    return x / (1 + np.exp(-1.702 * x))


@mistake(
    "gelu",
    en="`x` is not divided by √2 inside `erf`. Without that, the bell curve behind it is too narrow.",
    ko="`erf` 안에서 `x`를 √2로 나누지 않았습니다. 그러면 바탕이 되는 종 모양 곡선이 너무 좁아집니다.",
)
def root_forgotten(x):
    return 0.5 * x * (1 + erf(x))


@mistake(
    "gelu",
    en="Inside `erf` you divide by 2; it has to be the square root of 2.",
    ko="`erf` 안에서 2로 나누고 있습니다. 2의 제곱근으로 나누어야 합니다.",
)
def divided_by_two(x):
    return 0.5 * x * (1 + erf(x / 2))


@mistake(
    "gelu",
    en="Inside `erf` you multiply by √2; it has to be a division.",
    ko="`erf` 안에서 √2를 곱하고 있습니다. 나누어야 합니다.",
)
def multiplied_by_root(x):
    return 0.5 * x * (1 + erf(x * np.sqrt(2)))


@mistake(
    "gelu",
    en="The 1 before `erf` is missing. `erf` alone runs from −1 to 1, but a probability runs from 0 to 1.",
    ko="`erf` 앞의 1이 빠졌습니다. `erf`만으로는 −1부터 1까지이지만 확률은 0부터 1까지여야 합니다.",
)
def one_forgotten(x):
    return 0.5 * x * erf(x / np.sqrt(2))


@mistake(
    "gelu",
    en="The factor 1/2 is missing: 1 + erf runs from 0 to 2, but a probability from 0 to 1.",
    ko="1/2이 빠졌습니다. 1 + erf는 0부터 2까지이지만 확률은 0부터 1까지여야 합니다.",
)
def half_forgotten(x):
    return x * (1 + erf(x / np.sqrt(2)))


@mistake(
    "gelu",
    en="You return the probability Φ(x) alone. It has to be multiplied by `x`.",
    ko="확률 Φ(x)만 반환하고 있습니다. 여기에 `x`를 곱해야 합니다.",
)
def probability_alone(x):
    return below(x)


@mistake(
    "gelu",
    en="You multiply by the height of the bell curve, φ. GELU needs the area to the left of x, Φ.",
    ko="종 모양 곡선의 높이 φ를 곱하고 있습니다. GELU에는 x 왼쪽의 넓이 Φ가 필요합니다.",
)
def density_instead(x):
    return x * bell(x)


swish = mistake(
    "gelu",
    en="This is Swish: its gate is a sigmoid. GELU's gate is the normal distribution, by way of `erf`.",
    ko="이것은 Swish입니다. Swish는 시그모이드를 곱하지만 GELU는 정규분포의 확률을 곱합니다. `erf`로 구하세요.",
)


@swish
def swish_instead(x):
    return x * (1 + np.tanh(x / 2)) / 2


@swish
def swish_instead_and_overflow(x):
    return x / (1 + np.exp(-x))


@mistake(
    "gelu",
    en="`math.erf` takes a single number only. The `erf` that is given takes arrays of any shape as well.",
    ko="`math.erf`는 수 하나만 받습니다. 제공된 `erf`는 임의 모양의 배열도 받습니다.",
)
def only_numbers(x):
    return x * (1 + math.erf(x / math.sqrt(2))) / 2


@mistake(
    "gelu",
    en="`x *= ...` changes the caller's array. Write `x * ...`, which makes a new one.",
    ko="`x *= ...`는 호출한 쪽의 배열을 바꿉니다. 새 배열을 만드는 `x * ...`로 쓰세요.",
)
def input_overwritten(x):
    x *= below(x)
    return x


@mistake(
    "gelu_grad",
    en="This is the derivative of the approximation with tanh. The exact derivative needs no tanh: Φ and the bell curve are "
    "enough.",
    ko="tanh 근사식의 도함수입니다. 정확한 도함수에는 tanh가 필요 없습니다. Φ와 종 모양 곡선이면 됩니다.",
)
def slope_of_approximation(x):
    c = np.sqrt(2 / np.pi)
    t = np.tanh(c * (x + 0.044715 * x**3))
    return 0.5 * (1 + t) + 0.5 * x * (1 - t**2) * c * (1 + 3 * 0.044715 * x**2)


@mistake(
    "gelu_grad",
    en="You return Φ(x) only. Φ changes with x, too: the product rule has a second term.",
    ko="Φ(x)만 반환하고 있습니다. Φ도 x에 따라 바뀌므로 곱의 미분법에서 둘째 항이 필요합니다.",
)
def second_term_forgotten(x):
    return below(x)


@mistake(
    "gelu_grad",
    en="The first term is missing: the derivative of x is 1, times Φ(x).",
    ko="첫째 항이 빠졌습니다. x를 미분한 1에 Φ(x)를 곱한 항이 있어야 합니다.",
)
def first_term_forgotten(x):
    return x * bell(x)


@mistake(
    "gelu_grad",
    en="In the second term the factor `x` is missing: while Φ is differentiated, x stays.",
    ko="둘째 항에서 `x`가 빠졌습니다. Φ를 미분할 때 x는 그대로 남습니다.",
)
def factor_x_forgotten(x):
    return below(x) + bell(x)


@mistake(
    "gelu_grad",
    en="The bell curve is too high: the factor 1/√(2π) is missing, so that the area below it is not 1.",
    ko="종 모양 곡선이 너무 높습니다. 1/√(2π)이 빠져 곡선 아래의 넓이가 1이 아닙니다.",
)
def bell_not_scaled(x):
    return below(x) + x * np.exp(-(x**2) / 2)


@mistake(
    "gelu_grad",
    en="In the exponent x² is not divided by 2, so the bell curve is too narrow.",
    ko="지수에서 x²을 2로 나누지 않아 종 모양 곡선이 너무 좁습니다.",
)
def exponent_not_halved(x):
    return below(x) + x * np.exp(-(x**2)) / np.sqrt(2 * np.pi)


@mistake(
    "gelu_grad",
    en="The second term is too large by √2. Inside `erf` stands x/√2, and its inner derivative 1/√2 is missing.",
    ko="둘째 항이 √2배만큼 큽니다. `erf` 안에 x/√2가 들어 있으므로 안쪽을 미분한 1/√2을 곱해야 합니다.",
)
def inner_derivative_forgotten(x):
    return below(x) + x * np.exp(-(x**2) / 2) / np.sqrt(np.pi)


@mistake(
    "gelu_grad",
    en="The second term is twice too large. The derivative of erf begins with 2/√π, but the factor 1/2 in Φ takes the 2 away.",
    ko="둘째 항이 두 배입니다. erf의 도함수는 2/√π로 시작하지만 Φ에 있는 1/2과 약분됩니다.",
)
def half_forgotten_in_slope(x):
    return below(x) + 2 * x * bell(x)


@mistake(
    "gelu_grad",
    en="The exponent of the bell curve is positive, so it explodes instead of fading away. A minus is missing.",
    ko="종 모양 곡선의 지수가 양수라서 사라지지 않고 폭발합니다. 음의 부호가 빠졌습니다.",
)
def exponent_positive(x):
    return below(x) + x * np.exp(x**2 / 2) / np.sqrt(2 * np.pi)


@mistake(
    "gelu_grad",
    en="The two terms are subtracted. The product rule adds them.",
    ko="두 항을 빼고 있습니다. 곱의 미분법에서는 더합니다.",
)
def terms_subtracted(x):
    return below(x) - x * bell(x)


@mistake(
    "gelu_grad",
    en="This is the bell curve, the derivative of Φ alone. GELU is x times Φ: use the product rule.",
    ko="종 모양 곡선, 곧 Φ만 미분한 것입니다. GELU는 x에 Φ를 곱한 것이므로 곱의 미분법을 써야 합니다.",
)
def bell_alone(x):
    return bell(x)


@mistake(
    "gelu_grad",
    en="`math.erf` and `math.exp` take a single number only. The `erf` that is given and `np.exp` take arrays of any shape as "
    "well.",
    ko="`math.erf`와 `math.exp`는 수 하나만 받습니다. 제공된 `erf`와 `np.exp`는 임의 모양의 배열도 받습니다.",
)
def grad_only_numbers(x):
    return (1 + math.erf(x / math.sqrt(2))) / 2 + x * math.exp(-(x**2) / 2) / math.sqrt(2 * math.pi)
