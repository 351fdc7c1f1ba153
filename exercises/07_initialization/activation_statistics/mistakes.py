import numpy as np

from dlgrade.testing import mistake


def _sigmoid(z):
    return 0.5 * (1 + np.tanh(0.5 * z))


_FUNCTIONS = {"sigmoid": _sigmoid, "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0.0)}


@mistake(
    "layer_std",
    en="Every layer gets `x` itself. From the second layer on, the input is the output of the layer before.",
    ko="모든 층에 `x`를 그대로 넣고 있습니다. 둘째 층부터는 바로 앞 층의 출력이 입력입니다.",
)
def not_chained(x, weights, activation):
    return np.array([_FUNCTIONS[activation](x @ W).std() for W in weights])


@mistake(
    "layer_std",
    en="You measure the weighted sums, before the activation. Measure the outputs after it.",
    ko="활성화 함수에 들어가기 전의 가중합을 재고 있습니다. 활성화 함수를 지난 출력을 재야 합니다.",
)
def before_activation(x, weights, activation):
    h, stds = x, []
    for W in weights:
        z = h @ W
        stds.append(z.std())
        h = _FUNCTIONS[activation](z)
    return np.array(stds)


@mistake(
    "layer_std",
    en="The activation is missing: the layers are linear.",
    ko="활성화 함수가 빠져 층이 모두 선형입니다.",
)
def no_activation(x, weights, activation):
    h, stds = x, []
    for W in weights:
        h = h @ W
        stds.append(h.std())
    return np.array(stds)


@mistake(
    "layer_std",
    en="You divide by n − 1 (`ddof=1`), which estimates from a sample. Here the population standard deviation is asked "
    "for: divide by n.",
    ko="n − 1로 나누는 표본표준편차(`ddof=1`)입니다. 여기서는 n으로 나누는 모표준편차를 구합니다.",
)
def sample_deviation(x, weights, activation):
    h, stds = x, []
    for W in weights:
        h = _FUNCTIONS[activation](h @ W)
        stds.append(h.std(ddof=1))
    return np.array(stds)


@mistake(
    "layer_std",
    en="This is the variance: the root is missing.",
    ko="분산을 반환하고 있습니다. 제곱근을 취해야 합니다.",
)
def variance(x, weights, activation):
    h, stds = x, []
    for W in weights:
        h = _FUNCTIONS[activation](h @ W)
        stds.append(h.var())
    return np.array(stds)


@mistake(
    "layer_std",
    en="You average the standard deviations of the units (`axis=0`). Take all elements of the layer together.",
    ko="뉴런마다 구한 표준편차(`axis=0`)를 평균 내고 있습니다. 층의 모든 원소를 한데 모아 구하세요.",
)
def average_over_units(x, weights, activation):
    h, stds = x, []
    for W in weights:
        h = _FUNCTIONS[activation](h @ W)
        stds.append(h.std(axis=0).mean())
    return np.array(stds)


@mistake(
    "layer_std",
    en="You average the standard deviations of the samples (`axis=1`). Take all elements of the layer together.",
    ko="샘플마다 구한 표준편차(`axis=1`)를 평균 내고 있습니다. 층의 모든 원소를 한데 모아 구하세요.",
)
def average_over_samples(x, weights, activation):
    h, stds = x, []
    for W in weights:
        h = _FUNCTIONS[activation](h @ W)
        stds.append(h.std(axis=1).mean())
    return np.array(stds)


@mistake(
    "layer_std",
    en="This is the root of the mean square. Subtract the mean of the outputs before squaring.",
    ko="제곱의 평균에 제곱근을 취했습니다. 제곱하기 전에 출력의 평균을 빼야 합니다.",
)
def mean_not_subtracted(x, weights, activation):
    h, stds = x, []
    for W in weights:
        h = _FUNCTIONS[activation](h @ W)
        stds.append(np.sqrt(np.mean(h**2)))
    return np.array(stds)


@mistake(
    "layer_std",
    en="You measure the weights. Measure what the layers make of the samples.",
    ko="가중치의 표준편차를 재고 있습니다. 샘플이 층을 지나 나온 출력을 재야 합니다.",
)
def of_the_weights(x, weights, activation):
    return np.array([W.std() for W in weights])


@mistake(
    "layer_std",
    en="The first entry is the spread of the input `x`. Start with the output of the first layer: L entries for L layers.",
    ko="첫 원소가 입력 `x`의 표준편차입니다. 첫 층의 출력부터 시작하세요. 층이 L개이면 원소도 L개입니다.",
)
def input_counted(x, weights, activation):
    h, stds = x, [x.std()]
    for W in weights:
        h = _FUNCTIONS[activation](h @ W)
        stds.append(h.std())
    return np.array(stds)


@mistake(
    "layer_std",
    en="Only the last layer's spread is returned. Note it for every layer.",
    ko="마지막 층의 표준편차만 반환합니다. 층마다 적어 두세요.",
)
def last_layer_only(x, weights, activation):
    h = x
    for W in weights:
        h = _FUNCTIONS[activation](h @ W)
    return h.std()


@mistake(
    "layer_std",
    en="The last layer has no activation in your stack. Here it has one like all the others.",
    ko="마지막 층에 활성화 함수가 빠졌습니다. 여기서는 다른 층과 똑같이 적용합니다.",
)
def last_layer_linear(x, weights, activation):
    h, stds = x, []
    for i, W in enumerate(weights):
        h = h @ W
        if i < len(weights) - 1:
            h = _FUNCTIONS[activation](h)
        stds.append(h.std())
    return np.array(stds)


@mistake(
    "layer_std",
    en="The sigmoid overflows for weighted sums far below 0 and warns. Use a form that takes the exponential of negative "
    "numbers only.",
    ko="가중합이 0보다 훨씬 작으면 시그모이드의 지수가 넘쳐 경고가 나옵니다. 음수의 지수만 계산하는 식을 쓰세요.",
)
def sigmoid_overflows(x, weights, activation):
    functions = {**_FUNCTIONS, "sigmoid": lambda z: 1 / (1 + np.exp(-z))}
    h, stds = x, []
    for W in weights:
        h = functions[activation](h @ W)
        stds.append(h.std())
    return np.array(stds)


@mistake(
    "layer_std",
    en="You always use ReLU and ignore `activation`.",
    ko="`activation`을 무시하고 늘 ReLU를 쓰고 있습니다.",
)
def always_relu(x, weights, activation):
    h, stds = x, []
    for W in weights:
        h = np.maximum(h @ W, 0.0)
        stds.append(h.std())
    return np.array(stds)


@mistake(
    "layer_std",
    en='With "sigmoid" you compute tanh, too: the two differ in scale and centre.',
    ko='`"sigmoid"`일 때도 tanh를 계산하고 있습니다. 두 함수는 크기와 중심이 다릅니다.',
)
def sigmoid_is_tanh(x, weights, activation):
    h, stds = x, []
    for W in weights:
        h = np.maximum(h @ W, 0.0) if activation == "relu" else np.tanh(h @ W)
        stds.append(h.std())
    return np.array(stds)


@mistake(
    "layer_std",
    en="The activation is applied to `x` as well, before the first layer. The samples go in as they are.",
    ko="첫 층에 넣기 전에 `x`에도 활성화 함수를 적용했습니다. 샘플은 그대로 들어가야 합니다.",
)
def input_activated(x, weights, activation):
    h, stds = _FUNCTIONS[activation](x), []
    for W in weights:
        h = _FUNCTIONS[activation](h @ W)
        stds.append(h.std())
    return np.array(stds)
