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


def values(activation, z, sigmoid=sigmoid):
    if activation == "sigmoid":
        return sigmoid(z)
    return np.tanh(z) if activation == "tanh" else np.maximum(z, 0)


def slopes(activation, z, sigmoid=sigmoid):
    if activation == "sigmoid":
        return sigmoid(z) * (1 - sigmoid(z))
    return 1 - np.tanh(z) ** 2 if activation == "tanh" else np.where(z > 0, 1.0, 0.0)


def from_the_back(factors):
    return np.cumprod(factors[::-1])[::-1]


@mistake(
    "chain_gradient",
    en="The values are right, but for large negative z the exponential in the sigmoid overflows, and NumPy warns. Use a "
    "sigmoid that never takes the exponential of a large positive number.",
    ko="값은 맞지만 z가 큰 음수이면 시그모이드 안의 지수가 넘쳐 NumPy가 경고합니다. 큰 양수에 지수를 취하지 않는 시그모이드를 쓰세요.",
)
def sigmoid_warns(activation, z):
    return from_the_back(slopes(activation, z, naive))


@mistake(
    "chain_gradient",
    en="For large negative z the slope of your sigmoid is infinity divided by infinity, nan. Use s(1 − s) with a sigmoid that "
    "does not overflow.",
    ko="z가 큰 음수이면 시그모이드의 기울기가 무한대 나누기 무한대, 곧 nan이 됩니다. 넘치지 않는 시그모이드로 s(1 − s)를 구하세요.",
)
def sigmoid_not_finite(activation, z):
    if activation == "sigmoid":
        return from_the_back(np.exp(-z) / (1 + np.exp(-z)) ** 2)
    return from_the_back(slopes(activation, z))


@mistake(
    "chain_gradient",
    en="`math.exp` raises an error where z is large and negative, because e^(−z) is too large for a float. Use a sigmoid that "
    "never takes the exponential of a large positive number.",
    ko="z가 큰 음수이면 e^(−z)이 실수로 나타낼 수 없을 만큼 커져 `math.exp`가 예외를 냅니다. 큰 양수에 지수를 취하지 않는 시그모이드를 쓰세요.",
)
def overflow_error(activation, z):
    if activation == "sigmoid":
        s = np.array([1 / (1 + math.exp(-v)) for v in z])
        return from_the_back(s * (1 - s))
    return from_the_back(slopes(activation, z))


of_values = mistake(
    "chain_gradient",
    en="You multiply the values of the activation. The chain rule multiplies its derivatives.",
    ko="활성화 함수의 값을 곱하고 있습니다. 연쇄 법칙에서는 도함수의 값을 곱합니다.",
)


@of_values
def values_multiplied(activation, z):
    return from_the_back(values(activation, z))


@of_values
def values_multiplied_and_overflow(activation, z):
    return from_the_back(values(activation, z, naive))


front = mistake(
    "chain_gradient",
    en="Your products run from the first layer to layer l. What happens in z[l] passes through the layers after it: multiply "
    "from l to the last.",
    ko="첫 층부터 l번 층까지 곱하고 있습니다. z[l]의 변화는 그 뒤의 층을 지나가므로 l번부터 마지막까지 곱해야 합니다.",
)


@front
def from_the_front(activation, z):
    return np.cumprod(slopes(activation, z))


@front
def from_the_front_and_overflow(activation, z):
    return np.cumprod(slopes(activation, z, naive))


own = mistake(
    "chain_gradient",
    en="The slope of layer l itself is missing, so every entry belongs to the output of its layer, not to z[l]. The last entry "
    "is not 1.",
    ko="l번 층 자신의 기울기가 빠져, z[l]이 아니라 그 층의 출력으로 미분한 값이 되었습니다. 마지막 원소는 1이 아닙니다.",
)


@own
def own_slope_missing(activation, z):
    return np.append(from_the_back(slopes(activation, z))[1:], 1.0)


@own
def own_slope_missing_and_overflow(activation, z):
    return np.append(from_the_back(slopes(activation, z, naive))[1:], 1.0)


local = mistake(
    "chain_gradient",
    en="You return the slope of each layer on its own. On the way to the last output all later layers multiply it as well.",
    ko="층마다 자기 기울기만 반환하고 있습니다. 마지막 출력까지 가는 동안 뒤쪽 층의 기울기도 모두 곱해집니다.",
)


@local
def not_multiplied(activation, z):
    return slopes(activation, z)


@local
def not_multiplied_and_overflow(activation, z):
    return slopes(activation, z, naive)


order = mistake(
    "chain_gradient",
    en="The result is in reverse order: it begins with the last layer. Turn it round once more before you return it.",
    ko="결과의 순서가 거꾸로여서 마지막 층부터 나옵니다. 반환하기 전에 한 번 더 뒤집으세요.",
)


@order
def not_turned_back(activation, z):
    return np.cumprod(slopes(activation, z)[::-1])


@order
def not_turned_back_and_overflow(activation, z):
    return np.cumprod(slopes(activation, z, naive)[::-1])


@mistake(
    "chain_gradient",
    en="You add the slopes. When one change passes through several layers, their slopes are multiplied.",
    ko="기울기를 더하고 있습니다. 변화가 여러 층을 차례로 지나가면 기울기를 곱합니다.",
)
def slopes_added(activation, z):
    return np.cumsum(slopes(activation, z)[::-1])[::-1]


@mistake(
    "chain_gradient",
    en="Every entry is the product over all layers. Layers before l do not lie on the way from z[l] to the output.",
    ko="모든 원소가 전체 층의 곱으로 같습니다. l번보다 앞에 있는 층은 z[l]에서 출력으로 가는 길에 없습니다.",
)
def all_layers_everywhere(activation, z):
    return np.full(len(z), np.prod(slopes(activation, z)))


@mistake(
    "chain_gradient",
    en="You return one number, the product over all layers: that is the first entry only. Return one entry per layer.",
    ko="전체 층의 곱 하나만 반환하고 있습니다. 그것은 첫 원소일 뿐이므로 층마다 원소를 하나씩 반환하세요.",
)
def one_number(activation, z):
    return np.prod(slopes(activation, z))


@mistake(
    "chain_gradient",
    en="The formulas y(1 − y) and 1 − y² take the activation's output y. You put `z` in, which is its input.",
    ko="y(1 − y)와 1 − y²은 활성화 함수의 출력 y를 넣는 식입니다. 지금은 입력인 `z`를 넣고 있습니다.",
)
def output_formulas_of_z(activation, z):
    if activation == "sigmoid":
        return from_the_back(z * (1 - z))
    return from_the_back(1 - z**2 if activation == "tanh" else np.where(z > 0, 1.0, 0.0))


@mistake(
    "chain_gradient",
    en="At exactly 0 your ReLU lets the gradient through. Its slope there is 0: which comparison leaves 0 out?",
    ko="ReLU가 정확히 0일 때 기울기를 통과시키고 있습니다. 그곳의 기울기는 0입니다. 0을 빼고 비교하려면 어떻게 해야 할까요?",
)
def relu_on_at_zero(activation, z):
    return from_the_back(np.where(z >= 0, 1.0, 0.0) if activation == "relu" else slopes(activation, z))


@mistake(
    "chain_gradient",
    en="For relu you multiply the values max(0, z). The slope is 1 where z is positive, however large z is.",
    ko="relu에서 max(0, z) 값을 곱하고 있습니다. z가 양수이면 아무리 커도 기울기는 1입니다.",
)
def relu_value_as_slope(activation, z):
    return from_the_back(values(activation, z) if activation == "relu" else slopes(activation, z))


@mistake(
    "chain_gradient",
    en="The slope of tanh is 1 minus the square of tanh; the square is missing.",
    ko="tanh의 기울기는 1에서 tanh의 제곱을 뺀 값입니다. 제곱이 빠졌습니다.",
)
def tanh_not_squared(activation, z):
    return from_the_back(1 - np.tanh(z) if activation == "tanh" else slopes(activation, z))


@mistake(
    "chain_gradient",
    en="You use y(1 − y) for tanh as well. That is the slope of a sigmoid.",
    ko="tanh에도 y(1 − y)를 쓰고 있습니다. 그것은 시그모이드의 기울기입니다.",
)
def tanh_as_sigmoid(activation, z):
    y = values(activation, z)
    return from_the_back(y * (1 - y) if activation == "tanh" else slopes(activation, z))


@mistake(
    "chain_gradient",
    en="`activation` has no effect: you always use the sigmoid.",
    ko="`activation`이 아무 영향을 주지 않습니다. 항상 시그모이드를 쓰고 있습니다.",
)
def always_sigmoid(activation, z):
    return from_the_back(slopes("sigmoid", z))


@mistake(
    "chain_gradient",
    en="You take 1/4 for every slope of the sigmoid. That is its largest value, at z = 0; elsewhere it is smaller.",
    ko="시그모이드의 기울기를 모두 1/4로 두었습니다. 1/4은 z = 0에서의 최댓값이고 다른 곳에서는 더 작습니다.",
)
def always_a_quarter(activation, z):
    return from_the_back(np.full(len(z), 0.25) if activation == "sigmoid" else slopes(activation, z))


@mistake(
    "chain_gradient",
    en="You use z[0] only and feed its activation into the next layer. All pre-activations are given: each layer's slope is "
    "taken at its own entry of `z`.",
    ko="z[0]만 쓰고 그 활성화 값을 다음 층에 넣고 있습니다. 모든 층의 입력이 주어져 있으므로, 기울기는 층마다 `z`의 자기 원소에서 구해야 합니다.",
)
def only_the_first_entry_used(activation, z):
    own = [z[0]]
    for _ in z[1:]:
        own.append(float(values(activation, own[-1])))
    return from_the_back(slopes(activation, np.array(own)))


@mistake(
    "chain_gradient",
    en="The loop ends too early: the first entry is never multiplied by the slopes after it. `range` leaves its end out.",
    ko="반복문이 너무 일찍 끝나 첫 원소에는 뒤쪽 기울기가 곱해지지 않습니다. `range`는 끝값을 포함하지 않습니다.",
)
def loop_misses_the_first(activation, z):
    out = slopes(activation, z)
    for i in range(len(z) - 2, 0, -1):
        out[i] *= out[i + 1]
    return out


@mistake(
    "chain_gradient",
    en="Only the next layer's slope is multiplied. The product has to go on to the last layer: carry it along.",
    ko="바로 다음 층의 기울기만 곱하고 있습니다. 마지막 층까지 곱이 이어져야 하므로 곱을 계속 들고 가세요.",
)
def only_the_next_layer(activation, z):
    own = slopes(activation, z)
    return own * np.append(own[1:], 1.0)


@mistake(
    "chain_gradient",
    en="You write the result into `z` itself, which changes the caller's array. Use an array of your own.",
    ko="결과를 `z` 안에 직접 써서 호출한 쪽의 배열이 바뀝니다. 새 배열에 쓰세요.",
)
def input_overwritten(activation, z):
    z[:] = slopes(activation, z)
    for i in range(len(z) - 2, -1, -1):
        z[i] *= z[i + 1]
    return z
