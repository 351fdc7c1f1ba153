from itertools import pairwise

import numpy as np

from dlgrade.testing import mistake


@mistake(
    "identity",
    en="You return the identity matrix. The identity function gives back the very numbers that it gets.",
    ko="단위행렬을 반환합니다. 항등 함수는 받은 수를 그대로 돌려줍니다.",
)
def identity_matrix(x):
    return np.eye(np.size(x))


@mistake(
    "identity",
    en="You replace negative numbers by 0, as ReLU does. The identity lets them through, too.",
    ko="ReLU처럼 음수를 0으로 바꿉니다. 항등 함수는 음수도 그대로 넘깁니다.",
)
def negatives_cut_off(x):
    return np.maximum(x, 0.0)


@mistake(
    "identity",
    en="You flatten the input. The result keeps the shape of `x`.",
    ko="입력을 한 줄로 폅니다. 결과의 모양은 `x`와 같아야 합니다.",
)
def flattened(x):
    return np.ravel(x)


@mistake(
    "identity",
    en="You return 1 everywhere, which is the derivative. The function itself gives back `x`.",
    ko="어디서나 1을 반환하는데 그것은 미분값입니다. 함수 자체는 `x` 값을 돌려줍니다.",
)
def derivative_instead(x):
    return np.ones_like(x)


@mistake(
    "identity_grad",
    en="You return a single 1. Every entry of `x` has its own derivative: return an array of the shape of `x`.",
    ko="1 하나만 반환합니다. `x` 원소마다 미분값이 하나씩 있으므로 `x`와 같은 모양의 배열을 반환하세요.",
)
def single_one(x):
    return 1.0


@mistake(
    "identity_grad",
    en="You return `x`, the function's value. Its derivative is how much the value changes when `x` changes.",
    ko="함숫값인 `x`를 그대로 반환합니다. 미분값은 `x` 값이 변할 때 함숫값이 얼마나 변하는지를 나타냅니다.",
)
def value_instead(x):
    return np.asarray(x) * 1.0


@mistake(
    "identity_grad",
    en="You return 0, the derivative of a constant. The identity grows as fast as `x` does.",
    ko="상수의 미분값인 0을 반환합니다. 항등 함수는 `x` 값이 커지는 만큼 커집니다.",
)
def derivative_of_a_constant(x):
    return np.zeros_like(x)


@mistake(
    "identity_grad",
    en="Your answer is 0 where `x` is not positive, as for ReLU. The identity has slope 1 everywhere.",
    ko="ReLU처럼 `x` 값이 양수가 아닌 곳에서 0이 나옵니다. 항등 함수의 기울기는 어디서나 1입니다.",
)
def derivative_of_relu(x):
    return np.where(np.asarray(x) > 0, 1.0, 0.0)


@mistake(
    "identity_grad",
    en="You divide `x` by itself: at 0 that is 0/0, and the answer is nan.",
    ko="`x` 값을 자기 자신으로 나눕니다. 0에서는 0/0이 되어 nan이 나옵니다.",
)
def divided_by_itself(x):
    x = np.asarray(x)
    return x / x


@mistake(
    "identity_grad",
    en="You return the matrix of all derivatives, one row per output. Here only the derivative of each entry by itself is "
    "asked for, in the shape of `x`.",
    ko="출력마다 한 행씩인 미분 행렬 전체를 반환합니다. 여기서는 원소마다 자기 자신에 대한 미분값만 `x`와 같은 모양으로 반환하면 됩니다.",
)
def jacobian(x):
    return np.eye(np.size(x))


@mistake(
    "identity_grad",
    en="`np.ones(len(x))` fits arrays with one axis only. The result should have the shape of `x`, whatever that is.",
    ko="`np.ones(len(x))` 결과는 축이 하나인 배열에만 맞습니다. 모양이 무엇이든 `x`와 같아야 합니다.",
)
def ones_of_the_length(x):
    return np.ones(len(x))


@mistake(
    "identity_grad",
    en="This works for arrays only: a Python number has no shape. `np.shape(x)` and `np.ones_like(x)` take both.",
    ko="배열에서만 동작합니다. 파이썬 수에는 `shape` 속성이 없습니다. `np.shape(x)`, `np.ones_like(x)` 같은 함수는 둘 다 받습니다.",
)
def arrays_only(x):
    return np.ones(x.shape)


@mistake(
    "collapse",
    en="You multiply the weights in the wrong order. The input meets the first layer first, so its weights stand on the left.",
    ko="가중치를 곱하는 순서가 거꾸로입니다. 입력은 첫 층부터 만나므로 첫 층의 가중치가 왼쪽에 와야 합니다.",
)
def weights_in_wrong_order(layers):
    W, b = layers[0]
    for W_next, b_next in layers[1:]:
        b = b @ W_next + b_next
        W = W_next @ W
    return W, b


@mistake(
    "collapse",
    en="You drop the earlier biases and keep the last one. An earlier bias also passes through the weights that follow.",
    ko="앞쪽 편향은 버리고 마지막 편향만 남깁니다. 앞쪽 편향도 뒤따르는 가중치를 거쳐 출력에 남습니다.",
)
def last_bias_only(layers):
    W, b = layers[0]
    for W_next, b_next in layers[1:]:
        W, b = W @ W_next, b_next
    return W, b


@mistake(
    "collapse",
    en="You multiply the first bias by the weights but forget to add the biases of the later layers.",
    ko="첫 편향에 가중치를 곱하기만 하고 다음 층들의 편향을 더하지 않습니다.",
)
def later_biases_forgotten(layers):
    W, b = layers[0]
    for W_next, _ in layers[1:]:
        W, b = W @ W_next, b @ W_next
    return W, b


@mistake(
    "collapse",
    en="You add the biases as they are. The earlier one is part of the next layer's input, so it is multiplied by the next "
    "weights first.",
    ko="편향을 그대로 더합니다. 앞 층의 편향은 다음 층 입력의 일부이므로 먼저 다음 층의 가중치와 곱해야 합니다.",
)
def biases_just_added(layers):
    W, b = layers[0]
    for W_next, b_next in layers[1:]:
        W, b = W @ W_next, b + b_next
    return W, b


@mistake(
    "collapse",
    en="You multiply the bias by the product of all weights so far. The bias comes after its own layer's weights, so only "
    "the next layer's act on it.",
    ko="편향에 지금까지의 가중치를 모두 곱합니다. 편향은 자기 층의 가중치를 지난 뒤에 더해지므로 다음 층의 가중치만 곱해야 합니다.",
)
def bias_times_product(layers):
    W, b = layers[0]
    for W_next, b_next in layers[1:]:
        W = W @ W_next
        b = b @ W + b_next
    return W, b


@mistake(
    "collapse",
    en="You expect exactly two layers. The list may hold one layer or many: take them one after the other.",
    ko="층이 꼭 두 개라고 가정합니다. 하나일 수도 여러 개일 수도 있으니 차례로 하나씩 처리하세요.",
)
def two_layers_only(layers):
    (W1, b1), (W2, b2) = layers
    return W1 @ W2, b1 @ W2 + b2


@mistake(
    "collapse",
    en="You combine the first two layers and ignore the others.",
    ko="앞의 두 층만 합치고 나머지 층은 쓰지 않습니다.",
)
def first_two_only(layers):
    W, b = layers[0]
    for W_next, b_next in layers[1:2]:
        W, b = W @ W_next, b @ W_next + b_next
    return W, b


@mistake(
    "collapse",
    en="You combine only the last two layers: each round of the loop starts from the layer before, not from what has been "
    "combined so far.",
    ko="마지막 두 층만 합쳐집니다. 반복할 때마다 지금까지 합친 결과가 아니라 바로 앞 층에서 다시 시작합니다.",
)
def last_two_only(layers):
    W, b = layers[0]
    for (W_last, b_last), (W_next, b_next) in pairwise(layers):
        W, b = W_last @ W_next, b_last @ W_next + b_next
    return W, b


@mistake(
    "collapse",
    en="You return the last layer of the stack. The layers before it count as well.",
    ko="마지막 층을 그대로 반환합니다. 그 앞의 층들도 출력에 영향을 줍니다.",
)
def last_layer(layers):
    return layers[-1]


@mistake(
    "collapse",
    en="You multiply the weights entry by entry. Layers one after the other need the matrix product, `@`.",
    ko="가중치를 원소끼리 곱합니다. 이어지는 층에는 행렬 곱 `@` 연산이 필요합니다.",
)
def entrywise_product(layers):
    W, b = layers[0]
    for W_next, b_next in layers[1:]:
        W, b = W * W_next, b @ W_next + b_next
    return W, b


@mistake(
    "collapse",
    en="You return the weights alone. The collapsed layer has a bias, too: return the pair `(W, b)`.",
    ko="가중치만 반환합니다. 합친 층에도 편향이 있으므로 `(W, b)` 쌍을 반환하세요.",
)
def weights_only(layers):
    W = layers[0][0]
    for W_next, _ in layers[1:]:
        W = W @ W_next
    return W


@mistake(
    "collapse",
    en="`pop` takes the layers out of the caller's list. Go through the list without changing it.",
    ko="`pop` 메서드는 호출한 쪽의 리스트에서 층을 꺼내 없앱니다. 리스트를 바꾸지 말고 훑기만 하세요.",
)
def list_emptied(layers):
    W, b = layers.pop(0)
    while layers:
        W_next, b_next = layers.pop(0)
        W, b = W @ W_next, b @ W_next + b_next
    return W, b


@mistake(
    "collapse",
    en="`+=` changes the bias array of the caller's layer in place. Write `b = ...`, which makes a new array.",
    ko="`+=` 연산이 호출한 쪽에 있는 층의 편향 배열을 그 자리에서 바꿉니다. `b = ...` 꼴로 써서 새 배열을 만드세요.",
)
def bias_overwritten(layers):
    W, b = layers[0]
    for W_next, b_next in layers[1:]:
        b_next += b @ W_next
        W, b = W @ W_next, b_next
    return W, b
