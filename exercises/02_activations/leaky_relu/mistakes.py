import numpy as np

from dlgrade.testing import mistake


@mistake(
    "leaky_relu",
    en="The slope 0.01 is written into the formula; the parameter `alpha` has no effect.",
    ko="식에 0.01이 박혀 있어 매개변수 `alpha`가 아무 영향을 주지 않습니다.",
)
def alpha_ignored(x, alpha=0.01):
    return np.where(x > 0, x, 0.01 * x)


@mistake(
    "leaky_relu",
    en="This is plain ReLU: nothing of the negative entries gets through. They should be multiplied by `alpha`.",
    ko="그냥 ReLU입니다. 음수가 전혀 통과하지 못합니다. 음수에는 `alpha`를 곱해야 합니다.",
)
def plain_relu(x, alpha=0.01):
    return np.maximum(0, x)


@mistake(
    "leaky_relu",
    en="The sides are swapped: positive entries are multiplied by `alpha`, and negative ones stay as they are. (With "
    "`np.minimum` that happens, too: it takes the smaller of x and αx.)",
    ko="양쪽이 바뀌었습니다. 양수에 `alpha`가 곱해지고 음수가 그대로 남습니다. (x와 αx 중 작은 쪽을 고르는 `np.minimum`을 써도 이렇게 됩니다.)",
)
def sides_swapped(x, alpha=0.01):
    return np.minimum(x, alpha * x)


@mistake(
    "leaky_relu",
    en="Negative entries become the constant `alpha`. They should become `alpha` times the entry, so that the line has a "
    "slope.",
    ko="음수가 모두 상수 `alpha`가 됩니다. 기울기가 생기려면 `alpha`에 그 원소를 곱한 값이어야 합니다.",
)
def constant_on_the_left(x, alpha=0.01):
    return np.where(x > 0, x, alpha)


@mistake(
    "leaky_relu",
    en="You compare `x` with `alpha` itself. Compare it with `alpha` times `x`.",
    ko="`x`를 `alpha` 자체와 비교하고 있습니다. `alpha`에 `x`를 곱한 값과 비교하세요.",
)
def compared_with_alpha(x, alpha=0.01):
    return np.maximum(alpha, x)


@mistake(
    "leaky_relu",
    en="Negative entries become positive: αx has the sign of x, so no minus is needed.",
    ko="음수가 양수로 바뀝니다. αx의 부호는 x와 같으므로 음의 부호를 붙일 필요가 없습니다.",
)
def sign_turned(x, alpha=0.01):
    return np.where(x > 0, x, -alpha * x)


@mistake(
    "leaky_relu",
    en="You add αx on both sides, so that the slope on the right becomes 1 + α. It belongs to the negative entries only.",
    ko="αx를 양쪽 모두에 더해 오른쪽 기울기가 1 + α가 됩니다. αx는 음수인 원소에만 해당합니다.",
)
def added_on_both_sides(x, alpha=0.01):
    return np.maximum(0, x) + alpha * x


@mistake(
    "leaky_relu",
    en="A single `if`, or Python's `max`, decides once and cannot do that for an array. Every entry needs a decision of "
    "its own.",
    ko="`if` 하나나 파이썬의 `max`는 한 번만 판단하므로 배열에는 쓸 수 없습니다. 원소마다 따로 판단해야 합니다.",
)
def only_numbers(x, alpha=0.01):
    return x if x > 0 else alpha * x


@mistake(
    "leaky_relu",
    en="The loop runs over the first axis only, so it works for arrays with one axis and for nothing else. NumPy's own "
    "functions take numbers and arrays of any shape.",
    ko="첫 번째 축만 도는 반복문이라 1차원 배열에서만 동작합니다. NumPy 함수는 수와 임의 모양의 배열을 모두 받습니다.",
)
def only_one_axis(x, alpha=0.01):
    return np.array([v if v > 0 else alpha * v for v in x])


@mistake(
    "leaky_relu",
    en="`np.atleast_1d` turns a single number into an array with one entry, and that is what you return for it. A number "
    "should give a number.",
    ko="`np.atleast_1d`는 수 하나를 원소가 하나인 배열로 바꾸고, 그 배열이 그대로 반환됩니다. 수를 넣으면 수가 나와야 합니다.",
)
def number_becomes_array(x, alpha=0.01):
    out = np.atleast_1d(x).copy()
    out[out < 0] *= alpha
    return out


@mistake(
    "leaky_relu",
    en="You multiply the entries inside `x` itself. That changes the caller's array, and a single number has no entries to "
    "write to. Build a new array.",
    ko="`x` 안의 원소에 직접 곱하고 있습니다. 그러면 호출한 쪽의 배열이 바뀌고, 수 하나에는 쓸 자리도 없습니다. 새 배열을 만드세요.",
)
def input_overwritten(x, alpha=0.01):
    x[x < 0] *= alpha
    return x


@mistake(
    "leaky_relu",
    en="You write into the caller's array: `np.asarray` makes no copy of an array. Use `np.array` or `x.copy()`, or a "
    "function that returns a new array.",
    ko="호출한 쪽의 배열에 쓰고 있습니다. `np.asarray`는 배열을 복사하지 않습니다. `np.array`나 `x.copy()`를 쓰거나, 새 배열을 돌려주는 함수를 "
    "쓰세요.",
)
def input_not_copied(x, alpha=0.01):
    x = np.asarray(x)
    x[x < 0] *= alpha
    return x


@mistake(
    "leaky_relu_grad",
    en="The slope 0.01 is written into the formula; the parameter `alpha` has no effect.",
    ko="식에 0.01이 박혀 있어 매개변수 `alpha`가 아무 영향을 주지 않습니다.",
)
def grad_alpha_ignored(x, alpha=0.01):
    return np.where(x > 0, 1.0, 0.01)


@mistake(
    "leaky_relu_grad",
    en="At exactly 0 you return 1. The gradient at the kink is `alpha` here: which comparison leaves 0 out?",
    ko="정확히 0인 곳에서 1을 반환합니다. 여기서는 꺾인 점의 기울기를 `alpha`로 정했습니다. 0을 빼고 비교하려면 어떻게 해야 할까요?",
)
def one_at_zero(x, alpha=0.01):
    return np.where(x >= 0, 1.0, alpha)


@mistake(
    "leaky_relu_grad",
    en="At exactly 0 you return 0. The gradient at the kink is `alpha` here.",
    ko="정확히 0인 곳에서 0을 반환합니다. 여기서는 꺾인 점의 기울기를 `alpha`로 정했습니다.",
)
def nothing_at_zero(x, alpha=0.01):
    return (x > 0) + alpha * (x < 0)


@mistake(
    "leaky_relu_grad",
    en="On the negative side the slope comes out as 0, as for plain ReLU; it should be `alpha`. (If you do write `alpha` "
    "there: an array of integers cuts it off to 0.)",
    ko="음수 쪽의 기울기가 그냥 ReLU처럼 0입니다. `alpha`여야 합니다. (`alpha`를 써 넣었는데도 그렇다면, 정수 배열이라서 0으로 잘린 것입니다.)",
)
def gradient_of_relu(x, alpha=0.01):
    return np.where(x > 0, 1.0, 0.0)


@mistake(
    "leaky_relu_grad",
    en="On the negative side you return αx, the value of the function. Its slope there is the constant α.",
    ko="음수 쪽에서 함숫값인 αx를 반환합니다. 그곳의 기울기는 상수 α입니다.",
)
def value_on_the_left(x, alpha=0.01):
    return np.where(x > 0, 1.0, alpha * x)


@mistake(
    "leaky_relu_grad",
    en="This is leaky_relu itself, not its derivative: the slopes are only 1 and `alpha`.",
    ko="도함수가 아니라 leaky_relu 값 자체를 반환하고 있습니다. 기울기는 1과 `alpha`뿐입니다.",
)
def value_instead_of_slope(x, alpha=0.01):
    return np.where(x > 0, x, alpha * x)


@mistake(
    "leaky_relu_grad",
    en="The two sides are swapped: the slope is 1 on the positive side and `alpha` on the negative one.",
    ko="양쪽이 바뀌었습니다. 양수 쪽의 기울기가 1, 음수 쪽의 기울기가 `alpha`입니다.",
)
def grad_sides_swapped(x, alpha=0.01):
    return np.where(x > 0, alpha, 1.0)


@mistake(
    "leaky_relu_grad",
    en="You add `alpha` on both sides, so that the slope on the right becomes 1 + α. It belongs to the left only.",
    ko="`alpha`를 양쪽 모두에 더해 오른쪽 기울기가 1 + α가 됩니다. `alpha`는 왼쪽에만 해당합니다.",
)
def alpha_on_both_sides(x, alpha=0.01):
    return (x > 0) + alpha


@mistake(
    "leaky_relu_grad",
    en="The slope on the left has the wrong sign: the line αx rises, too, so its slope is `alpha`.",
    ko="왼쪽 기울기의 부호가 반대입니다. 직선 αx도 오른쪽으로 갈수록 올라가므로 기울기는 `alpha`입니다.",
)
def slope_negative(x, alpha=0.01):
    return np.where(x > 0, 1.0, -alpha)


@mistake(
    "leaky_relu_grad",
    en="A single `if` decides once for the whole array. Every entry needs a decision of its own.",
    ko="`if` 하나는 배열 전체를 놓고 한 번만 판단합니다. 원소마다 따로 판단해야 합니다.",
)
def grad_only_numbers(x, alpha=0.01):
    return 1.0 if x > 0 else alpha


@mistake(
    "leaky_relu_grad",
    en="`np.vectorize` takes its type from the first result. When that is the integer 1, every `alpha` is cut off to 0. "
    "Return 1.0, or let NumPy compare whole arrays.",
    ko="`np.vectorize`는 첫 결과를 보고 자료형을 정합니다. 첫 결과가 정수 1이면 `alpha`는 모두 0으로 잘립니다. 1.0을 반환하거나 NumPy로 배열째 "
    "비교하세요.",
)
def vectorised_to_integers(x, alpha=0.01):
    return np.vectorize(lambda v: 1 if v > 0 else alpha)(x)


@mistake(
    "leaky_relu_grad",
    en="You write the slopes into `x` itself. That changes the caller's array, and a single number has no entries to write "
    "to. Build a new array.",
    ko="기울기를 `x` 안에 직접 쓰고 있습니다. 그러면 호출한 쪽의 배열이 바뀌고, 수 하나에는 쓸 자리도 없습니다. 새 배열을 만드세요.",
)
def grad_input_overwritten(x, alpha=0.01):
    x[x > 0] = 1
    x[x <= 0] = alpha
    return x


@mistake(
    "leaky_relu_grad",
    en="You write the slopes into the caller's array: `np.asarray` makes no copy of an array. Use `np.array` or "
    "`np.where`.",
    ko="호출한 쪽의 배열에 기울기를 쓰고 있습니다. `np.asarray`는 배열을 복사하지 않습니다. `np.array`나 `np.where`를 쓰세요.",
)
def grad_input_not_copied(x, alpha=0.01):
    x = np.asarray(x)
    positive = x > 0
    x[positive] = 1
    x[~positive] = alpha
    return x


@mistake(
    "leaky_relu_grad",
    en="You write `alpha` first and then look for positive entries: those that have just become `alpha` are positive, too. "
    "Decide first, then write.",
    ko="먼저 `alpha`를 써 넣은 다음 양수인 원소를 찾고 있습니다. 방금 `alpha`가 된 원소도 양수입니다. 먼저 판단하고 나서 쓰세요.",
)
def written_twice(x, alpha=0.01):
    out = np.array(x, dtype=float)
    out[out <= 0] = alpha
    out[out > 0] = 1
    return out
