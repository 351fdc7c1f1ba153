import numpy as np

from dlgrade.testing import mistake


@mistake(
    "categorical_cross_entropy",
    en="`np.mean` over the whole product divides by N · K. The mean is over the N samples only.",
    ko="곱 전체에 `np.mean` 함수를 써서 N · K로 나누고 있습니다. 평균은 N개 샘플에 대해서만 냅니다.",
)
def mean_over_elements(p, y_onehot, eps=1e-12):
    return -np.mean(y_onehot * np.log(np.clip(p, eps, 1 - eps)))


@mistake(
    "categorical_cross_entropy",
    en="You add up the losses of the samples but do not divide: a larger batch would cost more. Take the mean over samples.",
    ko="샘플의 손실을 더하기만 하고 나누지 않았습니다. 이러면 배치가 클수록 손실이 커집니다. 샘플에 대한 평균을 내세요.",
)
def sum_over_samples(p, y_onehot, eps=1e-12):
    return -np.sum(y_onehot * np.log(np.clip(p, eps, 1 - eps)))


@mistake(
    "categorical_cross_entropy",
    en="You divide by the number of classes. The mean is over the samples, which are the rows.",
    ko="클래스의 개수로 나누고 있습니다. 평균은 행에 놓인 샘플에 대해 냅니다.",
)
def divided_by_classes(p, y_onehot, eps=1e-12):
    return -np.sum(y_onehot * np.log(np.clip(p, eps, 1 - eps))) / p.shape[1]


@mistake(
    "categorical_cross_entropy",
    en="You return one loss per sample. The loss is one number: the mean of these.",
    ko="샘플마다의 손실을 그대로 반환합니다. 손실은 그 평균인 수 하나입니다.",
)
def loss_per_sample(p, y_onehot, eps=1e-12):
    return -np.sum(y_onehot * np.log(np.clip(p, eps, 1 - eps)), axis=1)


@mistake(
    "categorical_cross_entropy",
    en="The minus sign in front is missing. The logarithm of a probability is negative, the loss must not be.",
    ko="맨 앞의 음의 부호가 빠졌습니다. 확률의 로그는 음수이지만 손실은 음수가 아니어야 합니다.",
)
def minus_missing(p, y_onehot, eps=1e-12):
    return np.sum(y_onehot * np.log(np.clip(p, eps, 1 - eps))) / len(p)


@mistake(
    "categorical_cross_entropy",
    en="Without clipping, a probability of 0 gives log(0), and even a class that the label removes gives 0 times infinity, "
    "which is nan. Clip `p` first.",
    ko="확률이 0이면 log(0)이 나오고, 레이블이 지우는 클래스에서도 0에 무한대를 곱해 nan이 됩니다. 먼저 `p` 값을 자르세요.",
)
def not_clipped(p, y_onehot, eps=1e-12):
    return -np.sum(y_onehot * np.log(p)) / len(p)


@mistake(
    "categorical_cross_entropy",
    en="You clip from below only. The range is `[eps, 1 - eps]`, so there is an upper end, too.",
    ko="아래쪽에서만 자릅니다. 범위가 `[eps, 1 - eps]`이므로 위쪽에서도 잘라야 합니다.",
)
def clipped_from_below_only(p, y_onehot, eps=1e-12):
    return -np.sum(y_onehot * np.log(np.maximum(p, eps))) / len(p)


@mistake(
    "categorical_cross_entropy",
    en="You add `eps` inside the logarithm. That keeps it finite, but it moves every probability. Clip instead.",
    ko="로그 안에서 `eps` 값을 더합니다. 유한하기는 하지만 모든 확률이 움직입니다. 더하지 말고 자르세요.",
)
def eps_added(p, y_onehot, eps=1e-12):
    return -np.sum(y_onehot * np.log(p + eps)) / len(p)


@mistake(
    "categorical_cross_entropy",
    en="You clip with a fixed 1e-12 and ignore the argument `eps`.",
    ko="고정된 1e-12로 자르고 인수 `eps` 값을 무시합니다.",
)
def eps_ignored(p, y_onehot, eps=1e-12):
    return -np.sum(y_onehot * np.log(np.clip(p, 1e-12, 1 - 1e-12))) / len(p)


@mistake(
    "categorical_cross_entropy",
    en="You clip with a fixed 1e-7, as some libraries do, and ignore the argument `eps`.",
    ko="몇몇 라이브러리처럼 고정된 1e-7로 자르고 인수 `eps` 값을 무시합니다.",
)
def fixed_library_eps(p, y_onehot, eps=1e-12):
    return -np.sum(y_onehot * np.log(np.clip(p, 1e-7, 1 - 1e-7))) / len(p)


@mistake(
    "categorical_cross_entropy",
    en="You use logarithms to base 2. Here, and in every library, they are natural: `np.log`.",
    ko="밑이 2인 로그를 쓰고 있습니다. 여기서도 다른 라이브러리에서도 자연로그(`np.log`)를 씁니다.",
)
def base_two(p, y_onehot, eps=1e-12):
    return -np.sum(y_onehot * np.log2(np.clip(p, eps, 1 - eps))) / len(p)


@mistake(
    "categorical_cross_entropy",
    en="You add the terms (1 − y) log(1 − p) of the binary loss. Here only the probability of the true class counts.",
    ko="이진 교차 엔트로피의 (1 − y) log(1 − p) 항까지 더합니다. 여기서는 정답 클래스의 확률만 봅니다.",
)
def binary_terms_added(p, y_onehot, eps=1e-12):
    p = np.clip(p, eps, 1 - eps)
    return -np.sum(y_onehot * np.log(p) + (1 - y_onehot) * np.log(1 - p)) / len(p)


@mistake(
    "categorical_cross_entropy",
    en="The label is missing: you add up the logarithms of all classes. Only the true class counts.",
    ko="레이블이 빠져서 모든 클래스의 로그를 더합니다. 정답 클래스만 남겨야 합니다.",
)
def labels_forgotten(p, y_onehot, eps=1e-12):
    return -np.sum(np.log(np.clip(p, eps, 1 - eps))) / len(p)


@mistake(
    "categorical_cross_entropy",
    en="Probabilities and labels have changed roles: you take the logarithm of the labels.",
    ko="확률과 레이블의 역할이 바뀌어 레이블에 로그를 취하고 있습니다.",
)
def roles_swapped(p, y_onehot, eps=1e-12):
    return -np.sum(p * np.log(np.clip(y_onehot, eps, 1 - eps))) / len(p)


@mistake(
    "categorical_cross_entropy",
    en="You take the largest probability of each row. It has to be that of the true class, which the label names.",
    ko="줄마다 가장 큰 확률을 씁니다. 레이블이 가리키는 정답 클래스의 확률을 써야 합니다.",
)
def most_likely_class(p, y_onehot, eps=1e-12):
    return -np.mean(np.log(np.clip(p.max(axis=1), eps, 1 - eps)))


@mistake(
    "categorical_cross_entropy",
    en="You average the probabilities of the true classes and take the logarithm then. Take the logarithm of each, then "
    "average.",
    ko="정답 클래스의 확률을 먼저 평균하고 나서 로그를 취합니다. 하나하나 로그를 취한 뒤 평균을 내세요.",
)
def logarithm_of_the_mean(p, y_onehot, eps=1e-12):
    return -np.log(np.sum(y_onehot * np.clip(p, eps, 1 - eps)) / len(p))


@mistake(
    "categorical_cross_entropy",
    en="You average 1 − p of the true class; the logarithm is missing, so a confident mistake costs hardly more than a doubt.",
    ko="정답 클래스의 1 − p를 평균합니다. 로그가 빠져서 자신 있게 틀려도 망설인 것과 손실이 별로 다르지 않습니다.",
)
def logarithm_missing(p, y_onehot, eps=1e-12):
    return np.mean(1 - np.sum(y_onehot * np.clip(p, eps, 1 - eps), axis=1))


@mistake(
    "categorical_cross_entropy",
    en="You apply softmax to `p` first, but `p` are probabilities already.",
    ko="`p`에 소프트맥스를 먼저 적용합니다. `p`는 이미 확률입니다.",
)
def softmax_applied(p, y_onehot, eps=1e-12):
    e = np.exp(p - p.max(axis=1, keepdims=True))
    q = e / e.sum(axis=1, keepdims=True)
    return -np.sum(y_onehot * np.log(np.clip(q, eps, 1 - eps))) / len(p)


@mistake(
    "categorical_cross_entropy",
    en="You divide each row by its sum first. The formula takes `p` as it is; rescaled, the loss has another slope.",
    ko="줄마다 합으로 먼저 나누고 있습니다. 식은 `p` 값을 그대로 씁니다. 나누면 손실의 기울기가 달라집니다.",
)
def rows_rescaled(p, y_onehot, eps=1e-12):
    p = p / p.sum(axis=1, keepdims=True)
    return -np.sum(y_onehot * np.log(np.clip(p, eps, 1 - eps))) / len(p)


@mistake(
    "categorical_cross_entropy",
    en="You clip `p` in place, so the caller's probabilities change. Keep the clipped ones in a new array.",
    ko="`p` 배열을 그 자리에서 자르므로 호출한 쪽의 확률이 바뀝니다. 자른 값은 새 배열에 담으세요.",
)
def probabilities_overwritten(p, y_onehot, eps=1e-12):
    np.clip(p, eps, 1 - eps, out=p)
    return -np.sum(y_onehot * np.log(p)) / len(p)


@mistake(
    "categorical_cross_entropy_grad",
    en="(p − y)/N is the gradient with respect to the scores in front of softmax. With respect to `p` itself only the true "
    "class has one.",
    ko="(p − y)/N은 소프트맥스 앞의 점수에 대한 기울기입니다. `p` 자체에 대한 기울기는 정답 클래스에만 있습니다.",
)
def gradient_in_front_of_softmax(p, y_onehot, eps=1e-12):
    return (p - y_onehot) / len(p)


@mistake(
    "categorical_cross_entropy_grad",
    en="The loss is a mean over samples, so its gradient is divided by the number of samples, too.",
    ko="손실이 샘플에 대한 평균이므로 기울기도 샘플의 개수로 나누어야 합니다.",
)
def gradient_of_the_sum(p, y_onehot, eps=1e-12):
    return -y_onehot / np.clip(p, eps, 1 - eps)


@mistake(
    "categorical_cross_entropy_grad",
    en="You divide by N · K, the number of elements. The mean is over the N samples only.",
    ko="원소의 개수인 N · K로 나누고 있습니다. 평균은 N개 샘플에 대해서만 냅니다.",
)
def gradient_by_elements(p, y_onehot, eps=1e-12):
    return -y_onehot / np.clip(p, eps, 1 - eps) / p.size


@mistake(
    "categorical_cross_entropy_grad",
    en="You divide by the number of classes. The mean is over the samples, which are the rows.",
    ko="클래스의 개수로 나누고 있습니다. 평균은 행에 놓인 샘플에 대해 냅니다.",
)
def gradient_by_classes(p, y_onehot, eps=1e-12):
    return -y_onehot / np.clip(p, eps, 1 - eps) / p.shape[1]


@mistake(
    "categorical_cross_entropy_grad",
    en="The sign is wrong. The loss falls as the true class gets more probability, so the slope is negative there.",
    ko="부호가 반대입니다. 정답 클래스의 확률이 커질수록 손실이 줄어들므로 기울기가 음수여야 합니다.",
)
def sign_reversed(p, y_onehot, eps=1e-12):
    return y_onehot / np.clip(p, eps, 1 - eps) / len(p)


@mistake(
    "categorical_cross_entropy_grad",
    en="The label is missing: every class gets a slope. Only the true class appears in the loss.",
    ko="레이블이 빠져서 모든 클래스에 기울기가 생깁니다. 손실에는 정답 클래스만 나옵니다.",
)
def slope_everywhere(p, y_onehot, eps=1e-12):
    return -1 / np.clip(p, eps, 1 - eps) / len(p)


@mistake(
    "categorical_cross_entropy_grad",
    en="This is the gradient of the binary loss, in which the other classes count, too. Here only the true class does.",
    ko="이진 교차 엔트로피의 기울기입니다. 거기서는 다른 클래스도 반영되지만 여기서는 정답 클래스만 반영됩니다.",
)
def binary_gradient(p, y_onehot, eps=1e-12):
    p = np.clip(p, eps, 1 - eps)
    return (p - y_onehot) / (p * (1 - p)) / len(p)


@mistake(
    "categorical_cross_entropy_grad",
    en="You multiply by the probability. The derivative of ln p is 1/p, so one divides by it.",
    ko="확률을 곱하고 있습니다. ln p의 미분은 1/p이므로 나누어야 합니다.",
)
def multiplied_not_divided(p, y_onehot, eps=1e-12):
    return -y_onehot * np.clip(p, eps, 1 - eps) / len(p)


@mistake(
    "categorical_cross_entropy_grad",
    en="You return the losses of the elements, with their logarithm, not the slopes. The derivative of ln p is 1/p.",
    ko="기울기가 아니라 로그가 그대로 있는 원소별 손실을 반환합니다. ln p의 미분은 1/p입니다.",
)
def logarithm_kept(p, y_onehot, eps=1e-12):
    return -y_onehot * np.log(np.clip(p, eps, 1 - eps)) / len(p)


@mistake(
    "categorical_cross_entropy_grad",
    en="Without clipping, a probability of 0 divides by 0; even where the label is 0 that gives 0/0, which is nan. Clip `p` "
    "first.",
    ko="확률이 0이면 0으로 나누게 됩니다. 레이블이 0인 곳에서도 0/0이 되어 nan이 나옵니다. 먼저 `p` 값을 자르세요.",
)
def gradient_not_clipped(p, y_onehot, eps=1e-12):
    return -y_onehot / p / len(p)


@mistake(
    "categorical_cross_entropy_grad",
    en="You add `eps` to the denominator. That keeps it away from 0, but it changes the gradient everywhere. Clip `p` "
    "instead.",
    ko="분모에 `eps` 값을 더합니다. 0은 피하지만 모든 곳에서 기울기가 달라집니다. 대신 `p` 값을 자르세요.",
)
def eps_in_the_denominator(p, y_onehot, eps=1e-12):
    return -y_onehot / (p + eps) / len(p)


@mistake(
    "categorical_cross_entropy_grad",
    en="You clip `p` in place, so the caller's probabilities change. Keep the clipped ones in a new array.",
    ko="`p` 배열을 그 자리에서 자르므로 호출한 쪽의 확률이 바뀝니다. 자른 값은 새 배열에 담으세요.",
)
def gradient_in_place(p, y_onehot, eps=1e-12):
    np.clip(p, eps, 1 - eps, out=p)
    return -y_onehot / p / len(p)
