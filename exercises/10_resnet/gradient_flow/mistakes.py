import numpy as np

from dlgrade.testing import mistake


def forward(weights, x, residual):
    """The outputs of the layers, and the slopes of tanh in them."""
    h, hs, slopes = x, [x], []
    for W in weights:
        t = np.tanh(h @ W)
        slopes.append(1 - t**2)
        h = h + t if residual else t
        hs.append(h)
    return hs, slopes


def backward(weights, slopes, dh, residual):
    for W, slope in zip(weights[::-1], slopes[::-1], strict=True):
        back = (dh * slope) @ W.T
        dh = dh + back if residual else back
    return dh


def gradient(weights, x, residual):
    hs, slopes = forward(weights, x, residual)
    return backward(weights, slopes, np.ones_like(hs[-1]), residual)


@mistake(
    "input_gradient_norm",
    en="`residual` has no effect: the path around is always missing.",
    ko="`residual` 값이 쓰이지 않습니다. 돌아가는 길이 언제나 없습니다.",
)
def always_plain(weights, x, residual):
    return np.linalg.norm(gradient(weights, x, False))


@mistake(
    "input_gradient_norm",
    en="`residual` has no effect: there is always a path around.",
    ko="`residual` 값이 쓰이지 않습니다. 돌아가는 길이 언제나 있습니다.",
)
def always_residual(weights, x, residual):
    return np.linalg.norm(gradient(weights, x, True))


@mistake(
    "input_gradient_norm",
    en="With `residual` the path around is there forwards, but on the way back the gradient only comes through the layers.",
    ko="`residual`일 때 앞으로는 돌아가는 길이 있는데, 거슬러 올 때는 기울기가 층으로만 옵니다.",
)
def path_forgotten_backwards(weights, x, residual):
    hs, slopes = forward(weights, x, residual)
    return np.linalg.norm(backward(weights, slopes, np.ones_like(hs[-1]), False))


@mistake(
    "input_gradient_norm",
    en="With `residual` the way forwards lacks its path around, so the slopes are taken at the wrong places.",
    ko="`residual`일 때 앞으로 가는 길에 더하기가 빠져, 기울기를 엉뚱한 곳에서 구합니다.",
)
def path_forgotten_forwards(weights, x, residual):
    hs, slopes = forward(weights, x, False)
    return np.linalg.norm(backward(weights, slopes, np.ones_like(hs[-1]), residual))


@mistake(
    "input_gradient_norm",
    en="For the path around you add 1. What passes by is the whole gradient that has arrived: add that.",
    ko="돌아가는 길의 몫으로 1을 더했습니다. 그 길로는 도착한 기울기 전체가 지나가므로 그것을 더해야 합니다.",
)
def one_added(weights, x, residual):
    hs, slopes = forward(weights, x, residual)
    dh = np.ones_like(hs[-1])
    for W, slope in zip(weights[::-1], slopes[::-1], strict=True):
        dh = (dh * slope) @ W.T + (1 if residual else 0)
    return np.linalg.norm(dh)


@mistake(
    "input_gradient_norm",
    en="1 − h² is the slope of tanh only where h is tanh itself. With the path around, h is a sum: keep tanh apart.",
    ko="1 − h²이 tanh의 기울기인 것은 h가 tanh 값일 때뿐입니다. 돌아가는 길이 있으면 h는 합이므로 tanh 값을 따로 두세요.",
)
def slope_from_the_sum(weights, x, residual):
    hs, _ = forward(weights, x, residual)
    return np.linalg.norm(backward(weights, [1 - h**2 for h in hs[1:]], np.ones_like(hs[-1]), residual))


@mistake(
    "input_gradient_norm",
    en="You multiply by tanh itself. The chain rule takes its slope.",
    ko="tanh 값 자체를 곱했습니다. 연쇄 법칙에서는 tanh의 기울기를 곱합니다.",
)
def value_for_slope(weights, x, residual):
    hs, _ = forward(weights, x, residual)
    values = [np.tanh(h @ W) for h, W in zip(hs, weights, strict=False)]
    return np.linalg.norm(backward(weights, values, np.ones_like(hs[-1]), residual))


@mistake(
    "input_gradient_norm",
    en="The slope of tanh is missing: only the weights are multiplied.",
    ko="tanh의 기울기가 빠지고 가중치만 곱했습니다.",
)
def slope_missing(weights, x, residual):
    hs, slopes = forward(weights, x, residual)
    return np.linalg.norm(backward(weights, [1.0] * len(slopes), np.ones_like(hs[-1]), residual))


@mistake(
    "input_gradient_norm",
    en="On the way back each layer multiplies by W instead of its transpose: outputs and inputs are mixed up.",
    ko="거슬러 올 때 층마다 W의 전치가 아니라 W를 곱해, 입력과 출력이 뒤바뀝니다.",
)
def not_transposed(weights, x, residual):
    hs, slopes = forward(weights, x, residual)
    return np.linalg.norm(backward([W.T for W in weights], slopes, np.ones_like(hs[-1]), residual))


@mistake(
    "input_gradient_norm",
    en="The slope is multiplied after W has been passed. On the way back tanh comes first, then W.",
    ko="W를 지난 뒤에 tanh의 기울기를 곱했습니다. 거슬러 올 때는 tanh가 먼저이고 W가 나중입니다.",
)
def slope_after_weights(weights, x, residual):
    hs, slopes = forward(weights, x, residual)
    dh = np.ones_like(hs[-1])
    for W, slope in zip(weights[::-1], slopes[::-1], strict=True):
        back = (dh @ W.T) * slope
        dh = dh + back if residual else back
    return np.linalg.norm(dh)


@mistake(
    "input_gradient_norm",
    en="The way back runs through the layers from the first to the last. It starts at the last one.",
    ko="거슬러 올 때에도 첫 층부터 지납니다. 마지막 층부터 시작해야 합니다.",
)
def first_layer_first(weights, x, residual):
    hs, slopes = forward(weights, x, residual)
    return np.linalg.norm(backward(weights[::-1], slopes[::-1], np.ones_like(hs[-1]), residual))


@mistake(
    "input_gradient_norm",
    en="You stop one layer early: this is the gradient at the output of the first layer, not at x.",
    ko="한 층 먼저 멈추었습니다. x가 아니라 첫 층의 출력에 이른 기울기입니다.",
)
def stops_before_the_input(weights, x, residual):
    hs, slopes = forward(weights, x, residual)
    return np.linalg.norm(backward(weights[1:], slopes[1:], np.ones_like(hs[-1]), residual))


@mistake(
    "input_gradient_norm",
    en="The gradient is that of the mean of the outputs. The sum is asked for.",
    ko="출력의 평균을 미분했습니다. 합을 미분해야 합니다.",
)
def of_the_mean(weights, x, residual):
    dx = gradient(weights, x, residual)
    return np.linalg.norm(dx) / (len(x) * weights[-1].shape[1])


@mistake(
    "input_gradient_norm",
    en="The root is missing: this is the sum of the squares.",
    ko="제곱근이 빠졌습니다. 제곱의 합을 반환하고 있습니다.",
)
def squared(weights, x, residual):
    return np.sum(gradient(weights, x, residual) ** 2)


@mistake(
    "input_gradient_norm",
    en="`np.linalg.norm(dx, 2)` is another norm of a matrix, its largest singular value. The Frobenius norm takes all entries.",
    ko="`np.linalg.norm(dx, 2)` 식은 행렬의 다른 노름, 곧 가장 큰 특잇값입니다. 프로베니우스 노름은 모든 원소를 씁니다.",
)
def spectral_norm(weights, x, residual):
    return np.linalg.norm(gradient(weights, x, residual), 2)


@mistake(
    "input_gradient_norm",
    en="You return a norm for every sample. One number for all of them is asked for.",
    ko="샘플마다 노름을 구해 반환합니다. 전체에 대한 수 하나가 필요합니다.",
)
def norm_per_sample(weights, x, residual):
    return np.linalg.norm(gradient(weights, x, residual), axis=1)


@mistake(
    "input_gradient_norm",
    en="The values are right, but cosh overflows where its argument is large, and NumPy warns. Use the slope 1 − tanh².",
    ko="값은 맞지만 인수가 크면 cosh가 넘쳐 NumPy가 경고합니다. 기울기를 1 − tanh²으로 구하세요.",
)
def cosh_overflows(weights, x, residual):
    h, slopes = x, []
    for W in weights:
        z = h @ W
        slopes.append(1 / np.cosh(z) ** 2)
        h = h + np.tanh(z) if residual else np.tanh(z)
    return np.linalg.norm(backward(weights, slopes, np.ones_like(h), residual))
