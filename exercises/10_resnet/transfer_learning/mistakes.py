import numpy as np

from dlgrade.testing import mistake


def softmax(z, axis=1):
    e = np.exp(z - z.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def error_of(features, W, b, labels):
    return (softmax(features @ W + b) - np.eye(W.shape[1])[labels]) / len(features)


@mistake(
    "fine_tune",
    en="The gradient is that of the sum over the samples. The loss is their mean: divide by their number.",
    ko="샘플에 대한 합의 기울기입니다. 손실은 평균이므로 샘플 수로 나누세요.",
)
def gradient_of_the_sum(base, W, b, X, labels, lr=0.1, steps=200):
    features = base(X)
    for _ in range(steps):
        error = error_of(features, W, b, labels) * len(features)
        W, b = W - lr * features.T @ error, b - lr * error.sum(axis=0)
    return W, b


@mistake(
    "fine_tune",
    en="You divide by the number of samples and of classes. The loss is the mean over the samples only.",
    ko="샘플 수에 클래스 수까지 곱해 나누었습니다. 손실은 샘플에 대해서만 평균을 냅니다.",
)
def mean_of_everything(base, W, b, X, labels, lr=0.1, steps=200):
    features = base(X)
    for _ in range(steps):
        error = error_of(features, W, b, labels) / W.shape[1]
        W, b = W - lr * features.T @ error, b - lr * error.sum(axis=0)
    return W, b


@mistake(
    "fine_tune",
    en="The bias moves by a mean over the samples, but the error is divided by their number already: add it up.",
    ko="편향을 고칠 때 샘플의 평균을 냈습니다. 오차를 이미 샘플 수로 나누었으므로 더하기만 하세요.",
)
def bias_divided_twice(base, W, b, X, labels, lr=0.1, steps=200):
    features = base(X)
    for _ in range(steps):
        error = error_of(features, W, b, labels)
        W, b = W - lr * features.T @ error, b - lr * error.mean(axis=0)
    return W, b


@mistake(
    "fine_tune",
    en="Only the weights are trained. The bias belongs to the head as well.",
    ko="가중치만 학습합니다. 편향도 출력층의 매개변수입니다.",
)
def bias_not_trained(base, W, b, X, labels, lr=0.1, steps=200):
    features = base(X)
    for _ in range(steps):
        W = W - lr * features.T @ error_of(features, W, b, labels)
    return W, b


@mistake(
    "fine_tune",
    en="The bias moves by a gradient that is taken after the weights have moved. One step moves both by the gradient at one place.",
    ko="가중치를 고친 뒤에 다시 구한 기울기로 편향을 고칩니다. 한 번 고칠 때는 같은 자리에서 구한 기울기로 둘을 함께 고칩니다.",
)
def bias_after_weights(base, W, b, X, labels, lr=0.1, steps=200):
    features = base(X)
    for _ in range(steps):
        W = W - lr * features.T @ error_of(features, W, b, labels)
        b = b - lr * error_of(features, W, b, labels).sum(axis=0)
    return W, b


@mistake(
    "fine_tune",
    en="The gradient is added, so the loss grows. A step goes against the gradient.",
    ko="기울기를 더해 손실이 커집니다. 기울기의 반대쪽으로 고쳐야 합니다.",
)
def uphill(base, W, b, X, labels, lr=0.1, steps=200):
    features = base(X)
    for _ in range(steps):
        error = error_of(features, W, b, labels)
        W, b = W + lr * features.T @ error, b + lr * error.sum(axis=0)
    return W, b


@mistake(
    "fine_tune",
    en="Training starts at zero. It should start at the `W` and `b` that are given.",
    ko="0에서 학습을 시작합니다. 인수로 받은 `W`와 `b`에서 시작해야 합니다.",
)
def starts_at_zero(base, W, b, X, labels, lr=0.1, steps=200):
    features, W, b = base(X), np.zeros_like(W), np.zeros_like(b)
    for _ in range(steps):
        error = error_of(features, W, b, labels)
        W, b = W - lr * features.T @ error, b - lr * error.sum(axis=0)
    return W, b


@mistake(
    "fine_tune",
    en="`base` is not used: the head is trained on the samples themselves. It takes their features, `base(X)`.",
    ko="`base` 함수를 쓰지 않고 샘플 자체로 학습합니다. 출력층에는 특징, 곧 `base(X)` 값이 들어갑니다.",
)
def without_base(base, W, b, X, labels, lr=0.1, steps=200):
    for _ in range(steps):
        error = error_of(X, W, b, labels)
        W, b = W - lr * X.T @ error, b - lr * error.sum(axis=0)
    return W, b


@mistake(
    "fine_tune",
    en="`-=` changes the `W` and `b` of the caller. Start from copies, or make new arrays in each step.",
    ko="`-=` 연산이 호출한 쪽의 `W`와 `b` 값을 바꿉니다. 복사본에서 시작하거나 매번 새 배열을 만드세요.",
)
def head_overwritten(base, W, b, X, labels, lr=0.1, steps=200):
    features = base(X)
    for _ in range(steps):
        error = error_of(features, W, b, labels)
        W -= lr * features.T @ error
        b -= lr * error.sum(axis=0)
    return W, b


@mistake(
    "fine_tune",
    en="The head moves after every single sample. A step uses all samples at once.",
    ko="샘플 하나마다 출력층을 고칩니다. 한 번 고칠 때 모든 샘플을 함께 써야 합니다.",
)
def one_sample_at_a_time(base, W, b, X, labels, lr=0.1, steps=200):
    features = base(X)
    for _ in range(steps):
        for n in range(len(features)):
            error = error_of(features[n : n + 1], W, b, labels[n : n + 1])
            W, b = W - lr * features[n : n + 1].T @ error, b - lr * error.sum(axis=0)
    return W, b


@mistake(
    "fine_tune",
    en="Softmax is missing: the scores themselves are compared with the labels, as in linear regression.",
    ko="소프트맥스가 빠졌습니다. 선형 회귀처럼 점수 자체를 레이블과 견줍니다.",
)
def without_softmax(base, W, b, X, labels, lr=0.1, steps=200):
    features = base(X)
    for _ in range(steps):
        error = (features @ W + b - np.eye(W.shape[1])[labels]) / len(features)
        W, b = W - lr * features.T @ error, b - lr * error.sum(axis=0)
    return W, b


@mistake(
    "fine_tune",
    en="Softmax runs down the samples. The probabilities of one sample, a row, have to add up to 1.",
    ko="소프트맥스를 샘플 방향으로 계산합니다. 샘플 하나, 곧 한 행의 확률을 더하면 1이어야 합니다.",
)
def softmax_over_samples(base, W, b, X, labels, lr=0.1, steps=200):
    features = base(X)
    for _ in range(steps):
        error = (softmax(features @ W + b, axis=0) - np.eye(W.shape[1])[labels]) / len(features)
        W, b = W - lr * features.T @ error, b - lr * error.sum(axis=0)
    return W, b


@mistake(
    "fine_tune",
    en="Large scores overflow in the exponential. Subtract the maximum of each row first.",
    ko="큰 점수에서 지수가 넘칩니다. 먼저 줄마다 최댓값을 빼세요.",
)
def overflows(base, W, b, X, labels, lr=0.1, steps=200):
    features = base(X)
    for _ in range(steps):
        e = np.exp(features @ W + b)
        error = (e / e.sum(axis=1, keepdims=True) - np.eye(W.shape[1])[labels]) / len(features)
        W, b = W - lr * features.T @ error, b - lr * error.sum(axis=0)
    return W, b


@mistake(
    "fine_tune",
    en="The number of classes is taken from the labels. There may be no sample of the last class: `W` has a column for each.",
    ko="클래스의 수를 레이블에서 셉니다. 마지막 클래스의 샘플이 없을 수도 있습니다. `W`에는 클래스마다 열이 하나씩 있습니다.",
)
def classes_counted(base, W, b, X, labels, lr=0.1, steps=200):
    features, onehot = base(X), np.eye(labels.max() + 1)[labels]
    for _ in range(steps):
        error = (softmax(features @ W + b) - onehot) / len(features)
        W, b = W - lr * features.T @ error, b - lr * error.sum(axis=0)
    return W, b


@mistake(
    "fine_tune",
    en="Training ends early when the gradient is small. Exactly `steps` steps are asked for.",
    ko="기울기가 작아지면 학습을 일찍 끝냅니다. 정확히 `steps` 번 고쳐야 합니다.",
)
def ends_early(base, W, b, X, labels, lr=0.1, steps=200):
    features = base(X)
    for _ in range(steps):
        error = error_of(features, W, b, labels)
        if lr * np.abs(features.T @ error).max() < 1e-4:
            break
        W, b = W - lr * features.T @ error, b - lr * error.sum(axis=0)
    return W, b


@mistake(
    "fine_tune",
    en="One step too many is made. How often does a loop over `range(steps)` run?",
    ko="한 번 더 고칩니다. `range(steps)` 반복은 몇 번 돌까요?",
)
def one_step_too_many(base, W, b, X, labels, lr=0.1, steps=200):
    features = base(X)
    for _ in range(steps + 1):
        error = error_of(features, W, b, labels)
        W, b = W - lr * features.T @ error, b - lr * error.sum(axis=0)
    return W, b


@mistake(
    "fine_tune",
    en="`lr` has no effect: every step uses 0.1.",
    ko="`lr` 값이 쓰이지 않습니다. 언제나 0.1을 곱합니다.",
)
def learning_rate_ignored(base, W, b, X, labels, lr=0.1, steps=200):
    features = base(X)
    for _ in range(steps):
        error = error_of(features, W, b, labels)
        W, b = W - 0.1 * features.T @ error, b - 0.1 * error.sum(axis=0)
    return W, b


@mistake(
    "fine_tune",
    en="`steps` has no effect: there are always 200 steps.",
    ko="`steps` 값이 쓰이지 않습니다. 언제나 200번 고칩니다.",
)
def steps_ignored(base, W, b, X, labels, lr=0.1, steps=200):
    features = base(X)
    for _ in range(200):
        error = error_of(features, W, b, labels)
        W, b = W - lr * features.T @ error, b - lr * error.sum(axis=0)
    return W, b


@mistake(
    "fine_tune",
    en="You return the bias before the weights. The tuple is `(W, b)`.",
    ko="편향을 가중치보다 먼저 반환합니다. 튜플은 `(W, b)` 순서입니다.",
)
def returned_the_wrong_way_round(base, W, b, X, labels, lr=0.1, steps=200):
    features = base(X)
    for _ in range(steps):
        error = error_of(features, W, b, labels)
        W, b = W - lr * features.T @ error, b - lr * error.sum(axis=0)
    return b, W
