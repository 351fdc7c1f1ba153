import numpy as np

from dlgrade.testing import mistake


@mistake(
    "sparse_categorical_cross_entropy",
    en="`p[:, labels]` takes all these columns from every row, N · N numbers. Pair each row number with its own label.",
    ko="`p[:, labels]` 식은 모든 줄에서 그 열들을 다 꺼내므로 수가 N · N개 나옵니다. 줄 번호와 그 줄의 레이블을 짝지으세요.",
)
def block_of_columns(p, labels, eps=1e-12):
    return -np.mean(np.log(np.clip(p[:, labels], eps, 1 - eps)))


@mistake(
    "sparse_categorical_cross_entropy",
    en="`np.take` without an axis counts through the whole array, so every label looks into the first rows. Each label "
    "belongs to its own row.",
    ko="축을 주지 않은 `np.take` 함수는 배열 전체를 한 줄로 세므로 레이블이 모두 앞쪽 줄을 가리킵니다. 레이블은 자기 줄 안에서 찾아야 합니다.",
)
def flat_positions(p, labels, eps=1e-12):
    return -np.mean(np.log(np.clip(np.take(p, labels), eps, 1 - eps)))


@mistake(
    "sparse_categorical_cross_entropy",
    en="You count the classes from 1. The labels start at 0, and `labels - 1` turns a 0 into −1, the last class.",
    ko="클래스를 1부터 세고 있습니다. 레이블은 0부터 시작하므로 `labels - 1` 식에서는 0이 −1, 곧 마지막 클래스로 바뀝니다.",
)
def labels_from_one(p, labels, eps=1e-12):
    chosen = p[np.arange(len(p)), labels - 1]
    return -np.mean(np.log(np.clip(chosen, eps, 1 - eps)))


@mistake(
    "sparse_categorical_cross_entropy",
    en="You multiply the logarithms by the label numbers. A label is a position, not a weight: use it to look up one entry.",
    ko="로그에 레이블 번호를 곱하고 있습니다. 레이블은 가중치가 아니라 위치입니다. 원소 하나를 찾는 데 쓰세요.",
)
def labels_as_weights(p, labels, eps=1e-12):
    return -np.sum(labels[:, None] * np.log(np.clip(p, eps, 1 - eps))) / len(p)


@mistake(
    "sparse_categorical_cross_entropy",
    en="You take the largest probability of each row, whatever the label says. A confident wrong answer would cost nothing.",
    ko="레이블과 상관없이 줄마다 가장 큰 확률을 쓰고 있습니다. 자신 있게 틀린 답에도 손실이 없게 됩니다.",
)
def largest_probability(p, labels, eps=1e-12):
    return -np.mean(np.log(np.clip(p.max(axis=1), eps, 1 - eps)))


@mistake(
    "sparse_categorical_cross_entropy",
    en="You add the samples up but do not divide by their number: take the mean.",
    ko="샘플의 손실을 더하기만 했습니다. 샘플의 개수로 나누어 평균을 내세요.",
)
def sum_over_samples(p, labels, eps=1e-12):
    return -np.sum(np.log(np.clip(p[np.arange(len(p)), labels], eps, 1 - eps)))


@mistake(
    "sparse_categorical_cross_entropy",
    en="You divide by the number of all elements, N · K. Each sample contributes one term, so divide by N.",
    ko="모든 원소의 개수 N · K로 나누고 있습니다. 샘플마다 항이 하나이므로 N으로 나누어야 합니다.",
)
def mean_over_elements(p, labels, eps=1e-12):
    return -np.sum(np.log(np.clip(p[np.arange(len(p)), labels], eps, 1 - eps))) / p.size


@mistake(
    "sparse_categorical_cross_entropy",
    en="You return one loss per sample. One number is asked: their mean.",
    ko="샘플마다 손실을 하나씩 반환합니다. 그 평균인 수 하나를 반환하세요.",
)
def loss_per_sample(p, labels, eps=1e-12):
    return -np.log(np.clip(p[np.arange(len(p)), labels], eps, 1 - eps))


@mistake(
    "sparse_categorical_cross_entropy",
    en="The minus sign is missing. The logarithm of a probability is negative, the loss must not be.",
    ko="음의 부호가 빠졌습니다. 확률의 로그는 음수이지만 손실은 음수가 아니어야 합니다.",
)
def minus_missing(p, labels, eps=1e-12):
    return np.mean(np.log(np.clip(p[np.arange(len(p)), labels], eps, 1 - eps)))


@mistake(
    "sparse_categorical_cross_entropy",
    en="Without clipping, a probability of 0 for the true class gives an infinite loss. Clip to `[eps, 1 - eps]` first.",
    ko="자르지 않았으므로 정답 클래스의 확률이 0이면 손실이 무한대가 됩니다. 먼저 `[eps, 1 - eps]` 범위로 자르세요.",
)
def not_clipped(p, labels, eps=1e-12):
    return -np.mean(np.log(p[np.arange(len(p)), labels]))


@mistake(
    "sparse_categorical_cross_entropy",
    en="You clip from below only. The range is `[eps, 1 - eps]`, so there is an upper end, too.",
    ko="아래쪽에서만 자릅니다. 범위가 `[eps, 1 - eps]`이므로 위쪽에서도 잘라야 합니다.",
)
def clipped_from_below_only(p, labels, eps=1e-12):
    return -np.mean(np.log(np.maximum(p[np.arange(len(p)), labels], eps)))


@mistake(
    "sparse_categorical_cross_entropy",
    en="You add `eps` inside the logarithm. That keeps it finite, but it moves every probability. Clip instead.",
    ko="로그 안에서 `eps` 값을 더합니다. 유한하기는 하지만 모든 확률이 움직입니다. 더하지 말고 자르세요.",
)
def eps_added(p, labels, eps=1e-12):
    return -np.mean(np.log(p[np.arange(len(p)), labels] + eps))


@mistake(
    "sparse_categorical_cross_entropy",
    en="You clip with a fixed 1e-12 and ignore the argument `eps`.",
    ko="고정된 1e-12로 자르고 인수 `eps` 값을 무시합니다.",
)
def eps_ignored(p, labels, eps=1e-12):
    return -np.mean(np.log(np.clip(p[np.arange(len(p)), labels], 1e-12, 1 - 1e-12)))


@mistake(
    "sparse_categorical_cross_entropy",
    en="You average the probabilities first and take one logarithm then. Take the logarithm of each, then the mean.",
    ko="확률의 평균을 먼저 내고 로그를 한 번만 취했습니다. 확률마다 로그를 취한 뒤 평균을 내세요.",
)
def logarithm_of_the_mean(p, labels, eps=1e-12):
    return -np.log(np.mean(np.clip(p[np.arange(len(p)), labels], eps, 1 - eps)))


@mistake(
    "sparse_categorical_cross_entropy",
    en="You put `p` through softmax, but it already holds probabilities. Use it as it is.",
    ko="`p` 값에 소프트맥스를 다시 적용했습니다. 이미 확률이므로 그대로 쓰세요.",
)
def softmax_applied(p, labels, eps=1e-12):
    q = np.exp(p) / np.exp(p).sum(axis=1, keepdims=True)
    return -np.mean(np.log(np.clip(q[np.arange(len(p)), labels], eps, 1 - eps)))


@mistake(
    "sparse_categorical_cross_entropy",
    en="You use logarithms to base 2. Here they are natural: `np.log`.",
    ko="밑이 2인 로그를 쓰고 있습니다. 여기서는 자연로그(`np.log`)를 씁니다.",
)
def base_two(p, labels, eps=1e-12):
    return -np.mean(np.log2(np.clip(p[np.arange(len(p)), labels], eps, 1 - eps)))


@mistake(
    "sparse_categorical_cross_entropy",
    en="You clip `p` in place, so the caller's probabilities change. Keep the clipped ones in a new array.",
    ko="`p` 값을 그 자리에서 자르므로 호출한 쪽의 확률이 바뀝니다. 자른 값은 새 배열에 담으세요.",
)
def probabilities_overwritten(p, labels, eps=1e-12):
    np.clip(p, eps, 1 - eps, out=p)
    return -np.mean(np.log(p[np.arange(len(p)), labels]))


@mistake(
    "sparse_categorical_cross_entropy_grad",
    en="The loss is a mean over N samples, so the gradient is divided by N, too.",
    ko="손실이 샘플 N개의 평균이므로 기울기도 N으로 나누어야 합니다.",
)
def gradient_of_the_sum(p, labels, eps=1e-12):
    rows = np.arange(len(p))
    gradient = np.zeros_like(p)
    gradient[rows, labels] = -1 / np.clip(p[rows, labels], eps, 1 - eps)
    return gradient


@mistake(
    "sparse_categorical_cross_entropy_grad",
    en="You divide by the number of all elements, N · K. The loss is a mean over the N samples.",
    ko="모든 원소의 개수 N · K로 나누고 있습니다. 손실은 샘플 N개의 평균입니다.",
)
def gradient_by_elements(p, labels, eps=1e-12):
    rows = np.arange(len(p))
    gradient = np.zeros_like(p)
    gradient[rows, labels] = -1 / np.clip(p[rows, labels], eps, 1 - eps) / p.size
    return gradient


@mistake(
    "sparse_categorical_cross_entropy_grad",
    en="The sign is wrong: more probability for the true class lowers the loss, so the slope there is negative.",
    ko="부호가 반대입니다. 정답 클래스의 확률이 커지면 손실이 줄므로 그곳의 기울기는 음수입니다.",
)
def gradient_sign(p, labels, eps=1e-12):
    rows = np.arange(len(p))
    gradient = np.zeros_like(p)
    gradient[rows, labels] = 1 / np.clip(p[rows, labels], eps, 1 - eps) / len(p)
    return gradient


@mistake(
    "sparse_categorical_cross_entropy_grad",
    en="Every class gets a gradient here. The loss contains only the probability of the true class; all others have slope 0.",
    ko="모든 클래스에 기울기를 주고 있습니다. 손실에는 정답 클래스의 확률만 들어 있으므로 나머지의 기울기는 0입니다.",
)
def every_class(p, labels, eps=1e-12):
    return -1 / np.clip(p, eps, 1 - eps) / len(p)


@mistake(
    "sparse_categorical_cross_entropy_grad",
    en="You return one number per sample. The gradient has the shape of `p`: put each number at its label, zeros elsewhere.",
    ko="샘플마다 수를 하나씩 반환합니다. 기울기는 `p`와 모양이 같아야 합니다. 그 수를 레이블 자리에 넣고 나머지는 0으로 두세요.",
)
def true_classes_only(p, labels, eps=1e-12):
    return -1 / np.clip(p[np.arange(len(p)), labels], eps, 1 - eps) / len(p)


@mistake(
    "sparse_categorical_cross_entropy_grad",
    en="p − 1 at the true class is the gradient with respect to the scores in front of softmax. Here the derivative with "
    "respect to `p` itself is asked.",
    ko="정답 클래스에서 1을 빼는 식은 소프트맥스에 들어가는 점수에 대한 기울기입니다. 여기서는 `p` 자체로 미분해야 합니다.",
)
def gradient_in_front_of_softmax(p, labels, eps=1e-12):
    gradient = p.copy()
    gradient[np.arange(len(p)), labels] -= 1
    return gradient / len(p)


@mistake(
    "sparse_categorical_cross_entropy_grad",
    en="`gradient[:, labels]` fills whole columns, in every row. Pair each row number with its own label.",
    ko="`gradient[:, labels]` 식은 모든 줄에서 그 열을 통째로 채웁니다. 줄 번호와 그 줄의 레이블을 짝지으세요.",
)
def columns_filled(p, labels, eps=1e-12):
    gradient = np.zeros_like(p)
    gradient[:, labels] = -1 / np.clip(p[:, labels], eps, 1 - eps) / len(p)
    return gradient


@mistake(
    "sparse_categorical_cross_entropy_grad",
    en="You count the classes from 1. The labels start at 0: use them as they are.",
    ko="클래스를 1부터 세고 있습니다. 레이블은 0부터 시작하므로 그대로 쓰세요.",
)
def gradient_labels_from_one(p, labels, eps=1e-12):
    rows = np.arange(len(p))
    gradient = np.zeros_like(p)
    gradient[rows, labels - 1] = -1 / np.clip(p[rows, labels - 1], eps, 1 - eps) / len(p)
    return gradient


@mistake(
    "sparse_categorical_cross_entropy_grad",
    en="You divide by an unclipped probability: where it is 0, the gradient is infinite. Clip it first.",
    ko="자르지 않은 확률로 나누므로 확률이 0인 곳에서 기울기가 무한대가 됩니다. 먼저 자르세요.",
)
def gradient_not_clipped(p, labels, eps=1e-12):
    rows = np.arange(len(p))
    gradient = np.zeros_like(p)
    gradient[rows, labels] = -1 / p[rows, labels] / len(p)
    return gradient


@mistake(
    "sparse_categorical_cross_entropy_grad",
    en="`gradient = p` is no copy: filling it overwrites the caller's probabilities. Start with a new array of zeros.",
    ko="`gradient = p` 문은 복사가 아닙니다. 값을 채우면 호출한 쪽의 확률이 지워집니다. 0으로 된 새 배열에서 시작하세요.",
)
def gradient_in_place(p, labels, eps=1e-12):
    rows = np.arange(len(p))
    slopes = -1 / np.clip(p[rows, labels], eps, 1 - eps) / len(p)
    gradient = p
    gradient[:] = 0
    gradient[rows, labels] = slopes
    return gradient
