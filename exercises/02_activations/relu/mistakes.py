import numpy as np

from dlgrade.testing import mistake


@mistake(
    "relu",
    en="You take the smaller of 0 and `x`: that keeps the negative entries. ReLU keeps the positive ones.",
    ko="0과 `x` 중 작은 쪽을 고르고 있어 음수가 남습니다. ReLU는 양수를 남깁니다.",
)
def minimum_instead(x):
    return np.minimum(0, x)


@mistake(
    "relu",
    en="Negative entries become positive here. They should become 0.",
    ko="음수가 양수로 바뀝니다. 음수는 0이 되어야 합니다.",
)
def absolute_value(x):
    return np.abs(x)


@mistake(
    "relu",
    en="`np.max(x, 0)` looks for the largest entry along axis 0. You want to compare every entry with 0: that is "
    "`np.maximum`.",
    ko="`np.max(x, 0)`은 0번 축에서 가장 큰 원소를 찾습니다. 원소마다 0과 비교하려면 `np.maximum`을 써야 합니다.",
)
def largest_of_axis(x):
    return np.max(x, 0)


@mistake(
    "relu",
    en="A single `if`, or Python's `max`, decides once and cannot do that for an array. Every entry needs a decision of "
    "its own.",
    ko="`if` 하나나 파이썬의 `max`는 한 번만 판단하므로 배열에는 쓸 수 없습니다. 원소마다 따로 판단해야 합니다.",
)
def only_numbers(x):
    return max(0, x)


@mistake(
    "relu",
    en="The loop runs over the first axis only, so it works for arrays with one axis and for nothing else. NumPy's own "
    "functions take numbers and arrays of any shape.",
    ko="첫 번째 축만 도는 반복문이라 1차원 배열에서만 동작합니다. NumPy 함수는 수와 임의 모양의 배열을 모두 받습니다.",
)
def only_one_axis(x):
    return np.array([max(0.0, v) for v in x])


@mistake(
    "relu",
    en="`np.vectorize` takes its type from the first result. When that is the integer 0, all other results are cut off to "
    "integers. Return 0.0, or let NumPy compare whole arrays.",
    ko="`np.vectorize`는 첫 결과를 보고 자료형을 정합니다. 첫 결과가 정수 0이면 나머지도 모두 정수로 잘립니다. 0.0을 반환하거나 NumPy로 배열째 "
    "비교하세요.",
)
def vectorised_to_integers(x):
    return np.vectorize(lambda v: max(0, v))(x)


@mistake(
    "relu",
    en="You return the condition `x > 0` itself, True or False. It only says which entries to keep.",
    ko="조건 `x > 0` 자체를 반환하고 있습니다. 이 조건은 어느 원소를 남길지 알려 줄 뿐입니다.",
)
def condition_returned(x):
    return x > 0


@mistake(
    "relu",
    en="Positive entries become 1: that is the step function. ReLU returns them as they are.",
    ko="양수가 모두 1이 됩니다. 그것은 계단 함수입니다. ReLU는 양수를 그대로 돌려줍니다.",
)
def step_instead(x):
    return np.where(x > 0, 1.0, 0.0)


@mistake(
    "relu",
    en="A little of the negative entries gets through: that is leaky ReLU. Here they become exactly 0.",
    ko="음수가 조금 새어 나옵니다. 그것은 Leaky ReLU입니다. 여기서는 정확히 0이 되어야 합니다.",
)
def leaky_instead(x):
    return np.maximum(0.01 * x, x)


@mistake(
    "relu",
    en="You cut the positive side off at 1. ReLU has no upper limit.",
    ko="양수 쪽을 1에서 자르고 있습니다. ReLU에는 위쪽 한계가 없습니다.",
)
def capped_at_one(x):
    return np.clip(x, 0.0, 1.0)


@mistake(
    "relu",
    en="You write the zeros into `x` itself. That changes the caller's array, and a single number has no entries to write "
    "to. Build a new array.",
    ko="0을 `x` 안에 직접 쓰고 있습니다. 그러면 호출한 쪽의 배열이 바뀌고, 수 하나에는 쓸 자리도 없습니다. 새 배열을 만드세요.",
)
def input_overwritten(x):
    x[x < 0] = 0
    return x


@mistake(
    "relu",
    en="You write the zeros into the caller's array: `np.asarray` makes no copy of an array. Use `np.array` or `x.copy()`, "
    "or a function that returns a new array.",
    ko="호출한 쪽의 배열에 0을 쓰고 있습니다. `np.asarray`는 배열을 복사하지 않습니다. `np.array`나 `x.copy()`를 쓰거나, 새 배열을 돌려주는 "
    "함수를 쓰세요.",
)
def input_not_copied(x):
    x = np.asarray(x)
    x[x < 0] = 0
    return x


@mistake(
    "relu_grad",
    en="At exactly 0 you return 1. The gradient at the kink is 0 here: which comparison leaves 0 out?",
    ko="정확히 0인 곳에서 1을 반환합니다. 여기서는 꺾인 점의 기울기를 0으로 정했습니다. 0을 빼고 비교하려면 어떻게 해야 할까요?",
)
def one_at_zero(x):
    return np.where(x >= 0, 1.0, 0.0)


@mistake(
    "relu_grad",
    en="At exactly 0 you return the mean of the two slopes, 0.5. The gradient at the kink is 0 here.",
    ko="정확히 0인 곳에서 두 기울기의 평균인 0.5를 반환합니다. 여기서는 꺾인 점의 기울기를 0으로 정했습니다.",
)
def half_at_zero(x):
    return np.heaviside(x, 0.5)


@mistake(
    "relu_grad",
    en="You return True and False. Make numbers of them, 1 and 0.",
    ko="True와 False를 반환하고 있습니다. 1과 0이라는 수로 바꾸세요.",
)
def truth_values(x):
    return x > 0


@mistake(
    "relu_grad",
    en="This is relu itself. Its slope on the positive side is 1, however large `x` is.",
    ko="relu 값 자체를 반환하고 있습니다. 양수 쪽의 기울기는 `x`가 아무리 커도 1입니다.",
)
def value_instead_of_slope(x):
    return np.maximum(0, x)


@mistake(
    "relu_grad",
    en="relu(x) / x is the slope of a line through 0, but at 0 it is 0/0, nan. Ask for the sign of `x` instead of dividing.",
    ko="relu(x) / x는 원점을 지나는 직선의 기울기이지만 0에서는 0/0, 곧 nan이 됩니다. 나누지 말고 `x`의 부호를 물으세요.",
)
def divided_by_input(x):
    return np.maximum(0, x) / x


@mistake(
    "relu_grad",
    en="On the negative side you return −1. The graph is flat there: the slope is 0.",
    ko="음수 쪽에서 −1을 반환합니다. 그곳의 그래프는 평평하므로 기울기는 0입니다.",
)
def sign_instead(x):
    return np.sign(x)


swapped = mistake(
    "relu_grad",
    en="The two sides are swapped: the slope is 1 where the input passes, on the positive side.",
    ko="양쪽이 바뀌었습니다. 입력이 통과하는 양수 쪽의 기울기가 1입니다.",
)


@swapped
def sides_swapped(x):
    return np.where(x > 0, 0.0, 1.0)


@swapped
def one_on_the_left(x):
    return np.where(x < 0, 1.0, 0.0)


@mistake(
    "relu_grad",
    en="You return 1 everywhere. On the negative side nothing passes, and the slope is 0.",
    ko="모든 곳에서 1을 반환합니다. 음수 쪽은 아무것도 통과하지 않으므로 기울기가 0입니다.",
)
def one_everywhere(x):
    return np.ones_like(x)


@mistake(
    "relu_grad",
    en="On the negative side you return a small slope: that is leaky ReLU. Here it is exactly 0.",
    ko="음수 쪽에서 작은 기울기를 반환합니다. 그것은 Leaky ReLU입니다. 여기서는 정확히 0입니다.",
)
def leaky_slope(x):
    return np.where(x > 0, 1.0, 0.01)


@mistake(
    "relu_grad",
    en="A single `if` decides once for the whole array. Every entry needs a decision of its own.",
    ko="`if` 하나는 배열 전체를 놓고 한 번만 판단합니다. 원소마다 따로 판단해야 합니다.",
)
def grad_only_numbers(x):
    return 1.0 if x > 0 else 0.0


@mistake(
    "relu_grad",
    en="The loop runs over the first axis only, so it works for arrays with one axis and for nothing else. A comparison of "
    "the whole array takes any shape.",
    ko="첫 번째 축만 도는 반복문이라 1차원 배열에서만 동작합니다. 배열째로 비교하면 어떤 모양이든 됩니다.",
)
def grad_only_one_axis(x):
    return np.array([1.0 if v > 0 else 0.0 for v in x])


@mistake(
    "relu_grad",
    en="You write the slopes into `x` itself. That changes the caller's array, and a single number has no entries to write "
    "to. Build a new array.",
    ko="기울기를 `x` 안에 직접 쓰고 있습니다. 그러면 호출한 쪽의 배열이 바뀌고, 수 하나에는 쓸 자리도 없습니다. 새 배열을 만드세요.",
)
def grad_input_overwritten(x):
    x[x <= 0] = 0
    x[x > 0] = 1
    return x


@mistake(
    "relu_grad",
    en="You write the slopes into the caller's array: `np.asarray` makes no copy of an array. Use `np.array` or "
    "`np.zeros_like`.",
    ko="호출한 쪽의 배열에 기울기를 쓰고 있습니다. `np.asarray`는 배열을 복사하지 않습니다. `np.array`나 `np.zeros_like`를 쓰세요.",
)
def grad_input_not_copied(x):
    x = np.asarray(x)
    x[x <= 0] = 0
    x[x > 0] = 1
    return x
