import numpy as np

from dlgrade.testing import mistake


@mistake(
    "binary_cross_entropy",
    en="Without clipping, a probability of 0 or 1 gives log(0), or 0 times infinity, which is nan. Clip `p` to "
    "`[eps, 1 - eps]` first.",
    ko="확률이 0이나 1이면 log(0)이 나오거나, 0에 무한대를 곱해 nan이 됩니다. 먼저 `p` 값을 `[eps, 1 - eps]` 범위로 자르세요.",
)
def not_clipped(p, y, eps=1e-12):
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


@mistake(
    "binary_cross_entropy",
    en="You clip from below only. A probability of 1 makes log(1 − p) infinite just the same.",
    ko="아래쪽에서만 자릅니다. 확률이 1이면 log(1 − p)도 마찬가지로 무한대가 됩니다.",
)
def clipped_from_below_only(p, y, eps=1e-12):
    p = np.maximum(p, eps)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


@mistake(
    "binary_cross_entropy",
    en="You clip from above only. A probability of 0 makes log(p) infinite just the same.",
    ko="위쪽에서만 자릅니다. 확률이 0이면 log(p)도 마찬가지로 무한대가 됩니다.",
)
def clipped_from_above_only(p, y, eps=1e-12):
    p = np.minimum(p, 1 - eps)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


@mistake(
    "binary_cross_entropy",
    en="You add `eps` inside the logarithms. That keeps them finite, but it moves every probability. Clip instead.",
    ko="로그 안에서 `eps` 값을 더합니다. 유한하기는 하지만 모든 확률이 움직입니다. 더하지 말고 자르세요.",
)
def eps_added(p, y, eps=1e-12):
    return -np.mean(y * np.log(p + eps) + (1 - y) * np.log(1 - p + eps))


@mistake(
    "binary_cross_entropy",
    en="You clip with a fixed 1e-12 and ignore the argument `eps`.",
    ko="고정된 1e-12로 자르고 인수 `eps` 값을 무시합니다.",
)
def eps_ignored(p, y, eps=1e-12):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


@mistake(
    "binary_cross_entropy",
    en="You clip with a fixed 1e-7, as some libraries do, and ignore the argument `eps`.",
    ko="몇몇 라이브러리처럼 고정된 1e-7로 자르고 인수 `eps` 값을 무시합니다.",
)
def fixed_library_eps(p, y, eps=1e-12):
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


@mistake(
    "binary_cross_entropy",
    en="The minus sign in front is missing. The logarithm of a probability is negative, the loss must not be.",
    ko="맨 앞의 음의 부호가 빠졌습니다. 확률의 로그는 음수이지만 손실은 음수가 아니어야 합니다.",
)
def minus_missing(p, y, eps=1e-12):
    p = np.clip(p, eps, 1 - eps)
    return np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


@mistake(
    "binary_cross_entropy",
    en="The minus sign reaches only the first term: bracket both terms before you change the sign.",
    ko="음의 부호가 첫 항에만 걸립니다. 두 항을 괄호로 묶은 뒤에 부호를 바꾸세요.",
)
def minus_on_one_term(p, y, eps=1e-12):
    p = np.clip(p, eps, 1 - eps)
    return np.mean(-y * np.log(p) + (1 - y) * np.log(1 - p))


@mistake(
    "binary_cross_entropy",
    en="The second term is missing: samples with label 0 cost nothing, so answering 1 always would be perfect.",
    ko="둘째 항이 빠졌습니다. 레이블이 0인 샘플에 손실이 없으므로 언제나 1이라고 답하면 완벽한 것이 됩니다.",
)
def second_term_missing(p, y, eps=1e-12):
    p = np.clip(p, eps, 1 - eps)
    return -np.mean(y * np.log(p))


@mistake(
    "binary_cross_entropy",
    en="The two logarithms have changed places: label 1 belongs to log(p), label 0 to log(1 − p).",
    ko="두 로그의 자리가 바뀌었습니다. 레이블 1에는 log(p), 레이블 0에는 log(1 − p)를 써야 합니다.",
)
def logarithms_swapped(p, y, eps=1e-12):
    p = np.clip(p, eps, 1 - eps)
    return -np.mean((1 - y) * np.log(p) + y * np.log(1 - p))


@mistake(
    "binary_cross_entropy",
    en="In the second term you write 1 − log(p) for log(1 − p). The subtraction belongs inside the logarithm.",
    ko="둘째 항에서 log(1 − p)를 1 − log(p)로 적었습니다. 뺄셈은 로그 안에서 해야 합니다.",
)
def subtraction_outside(p, y, eps=1e-12):
    p = np.clip(p, eps, 1 - eps)
    return -np.mean(y * np.log(p) + (1 - y) * (1 - np.log(p)))


@mistake(
    "binary_cross_entropy",
    en="Probabilities and labels have changed roles: you take the logarithm of the labels.",
    ko="확률과 레이블의 역할이 바뀌어 레이블에 로그를 취하고 있습니다.",
)
def roles_swapped(p, y, eps=1e-12):
    y = np.clip(y, eps, 1 - eps)
    return -np.mean(p * np.log(y) + (1 - p) * np.log(1 - y))


@mistake(
    "binary_cross_entropy",
    en="You use logarithms to base 2. Here, and in every library, they are natural: `np.log`.",
    ko="밑이 2인 로그를 쓰고 있습니다. 여기서도 다른 라이브러리에서도 자연로그(`np.log`)를 씁니다.",
)
def base_two(p, y, eps=1e-12):
    p = np.clip(p, eps, 1 - eps)
    return -np.mean(y * np.log2(p) + (1 - y) * np.log2(1 - p))


@mistake(
    "binary_cross_entropy",
    en="You use logarithms to base 10. Here, and in every library, they are natural: `np.log`.",
    ko="밑이 10인 로그를 쓰고 있습니다. 여기서도 다른 라이브러리에서도 자연로그(`np.log`)를 씁니다.",
)
def base_ten(p, y, eps=1e-12):
    p = np.clip(p, eps, 1 - eps)
    return -np.mean(y * np.log10(p) + (1 - y) * np.log10(1 - p))


@mistake(
    "binary_cross_entropy",
    en="You add up the losses but do not divide: a larger batch would cost more. Take their mean.",
    ko="손실을 더하기만 하고 나누지 않았습니다. 이러면 배치가 클수록 손실이 커집니다. 평균을 내세요.",
)
def sum_of_losses(p, y, eps=1e-12):
    p = np.clip(p, eps, 1 - eps)
    return -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p))


@mistake(
    "binary_cross_entropy",
    en="You divide by `len(p)`, which counts only the first axis. The mean is over all elements.",
    ko="첫 번째 축의 길이인 `len(p)` 값으로 나누고 있습니다. 모든 원소의 개수로 나누어야 합니다.",
)
def rows_counted(p, y, eps=1e-12):
    p = np.clip(p, eps, 1 - eps)
    return -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p)) / len(p)


@mistake(
    "binary_cross_entropy",
    en="You average over the samples of label 1 and over those of label 0 separately and add the two means. Take one mean "
    "over all elements.",
    ko="레이블이 1인 샘플과 0인 샘플을 따로 평균해서 더합니다. 모든 원소를 한꺼번에 평균하세요.",
)
def means_by_label(p, y, eps=1e-12):
    p = np.clip(p, eps, 1 - eps)
    return -np.mean(np.log(p[y == 1])) - np.mean(np.log(1 - p[y == 0]))


@mistake(
    "binary_cross_entropy",
    en="You return the loss of every element. The loss is one number: their mean.",
    ko="원소마다의 손실을 그대로 반환합니다. 손실은 그 평균인 수 하나입니다.",
)
def mean_forgotten(p, y, eps=1e-12):
    p = np.clip(p, eps, 1 - eps)
    return -(y * np.log(p) + (1 - y) * np.log(1 - p))


@mistake(
    "binary_cross_entropy",
    en="You round the probabilities to 0 and 1 first. Then only right and wrong count, and there is no slope to learn from.",
    ko="확률을 먼저 0과 1로 반올림합니다. 그러면 맞고 틀림만 남아 학습에 쓸 기울기가 없습니다.",
)
def rounded_first(p, y, eps=1e-12):
    p = np.clip(np.round(p), eps, 1 - eps)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


@mistake(
    "binary_cross_entropy",
    en="You clip `p` in place, so the caller's probabilities change. Keep the clipped ones in a new array.",
    ko="`p` 배열을 그 자리에서 자르므로 호출한 쪽의 확률이 바뀝니다. 자른 값은 새 배열에 담으세요.",
)
def probabilities_overwritten(p, y, eps=1e-12):
    np.clip(p, eps, 1 - eps, out=p)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


@mistake(
    "binary_cross_entropy_grad",
    en="(p − y)/n is the gradient at the sigmoid's input. With respect to `p` itself it still has to be divided by "
    "p(1 − p).",
    ko="(p − y)/n은 시그모이드의 입력에 대한 기울기입니다. `p` 자체에 대한 기울기는 이것을 p(1 − p)로 더 나누어야 합니다.",
)
def gradient_behind_the_sigmoid(p, y, eps=1e-12):
    return (p - y) / p.size


@mistake(
    "binary_cross_entropy_grad",
    en="Without clipping, a probability of 0 or 1 divides by 0. Clip `p` to `[eps, 1 - eps]` first.",
    ko="확률이 0이나 1이면 0으로 나누게 됩니다. 먼저 `p` 값을 `[eps, 1 - eps]` 범위로 자르세요.",
)
def gradient_not_clipped(p, y, eps=1e-12):
    return (p - y) / (p * (1 - p)) / p.size


@mistake(
    "binary_cross_entropy_grad",
    en="You add `eps` to the denominator. That keeps it away from 0, but it changes the gradient everywhere. Clip `p` "
    "instead.",
    ko="분모에 `eps` 값을 더합니다. 0은 피하지만 모든 곳에서 기울기가 달라집니다. 대신 `p` 값을 자르세요.",
)
def eps_in_the_denominator(p, y, eps=1e-12):
    return (p - y) / (p * (1 - p) + eps) / p.size


@mistake(
    "binary_cross_entropy_grad",
    en="The loss is a mean, so every entry of its gradient is divided by the number of elements, too.",
    ko="손실이 평균이므로 기울기의 원소도 모두 원소의 개수로 나누어야 합니다.",
)
def gradient_of_the_sum(p, y, eps=1e-12):
    p = np.clip(p, eps, 1 - eps)
    return (p - y) / (p * (1 - p))


@mistake(
    "binary_cross_entropy_grad",
    en="You divide by `len(p)`, which counts only the first axis. The loss divides by the number of all elements.",
    ko="첫 번째 축의 길이인 `len(p)` 값으로 나누고 있습니다. 손실은 모든 원소의 개수로 나눕니다.",
)
def gradient_by_rows(p, y, eps=1e-12):
    p = np.clip(p, eps, 1 - eps)
    return (p - y) / (p * (1 - p)) / len(p)


@mistake(
    "binary_cross_entropy_grad",
    en="The sign is wrong. For label 1 the loss falls as `p` rises, so the slope is negative there.",
    ko="부호가 반대입니다. 레이블이 1이면 `p` 값이 커질수록 손실이 줄어들므로 기울기가 음수여야 합니다.",
)
def sign_reversed(p, y, eps=1e-12):
    p = np.clip(p, eps, 1 - eps)
    return (y - p) / (p * (1 - p)) / p.size


@mistake(
    "binary_cross_entropy_grad",
    en="Only the term of label 1 is there: samples with label 0 have a slope, too.",
    ko="레이블이 1인 항만 있습니다. 레이블이 0인 샘플에도 기울기가 있습니다.",
)
def second_slope_missing(p, y, eps=1e-12):
    p = np.clip(p, eps, 1 - eps)
    return -y / p / p.size


@mistake(
    "binary_cross_entropy_grad",
    en="The sign of the second term is wrong: the inner derivative of 1 − p is −1, which turns the minus into a plus.",
    ko="둘째 항의 부호가 틀렸습니다. 1 − p를 미분하면 −1이 나오므로 음의 부호가 양의 부호로 바뀝니다.",
)
def inner_derivative_missing(p, y, eps=1e-12):
    p = np.clip(p, eps, 1 - eps)
    return -(y / p + (1 - y) / (1 - p)) / p.size


@mistake(
    "binary_cross_entropy_grad",
    en="The denominator is only p; it should be p(1 − p).",
    ko="분모에 p만 있습니다. p(1 − p)여야 합니다.",
)
def half_the_denominator(p, y, eps=1e-12):
    p = np.clip(p, eps, 1 - eps)
    return (p - y) / p / p.size


@mistake(
    "binary_cross_entropy_grad",
    en="You multiply by p(1 − p), as if going back through a sigmoid. Here one divides by it.",
    ko="시그모이드를 거슬러 갈 때처럼 p(1 − p)를 곱하고 있습니다. 여기서는 나누어야 합니다.",
)
def multiplied_not_divided(p, y, eps=1e-12):
    p = np.clip(p, eps, 1 - eps)
    return (p - y) * p * (1 - p) / p.size


@mistake(
    "binary_cross_entropy_grad",
    en="Brackets are missing: `/ p * (1 - p)` divides by p and then multiplies by 1 − p.",
    ko="괄호가 빠졌습니다. `/ p * (1 - p)` 식은 p로 나눈 뒤에 1 − p를 곱합니다.",
)
def brackets_missing(p, y, eps=1e-12):
    p = np.clip(p, eps, 1 - eps)
    return (p - y) / p * (1 - p) / p.size


@mistake(
    "binary_cross_entropy_grad",
    en="You average the slopes into one number. Every probability has its own slope: divide by n, but do not add up.",
    ko="기울기를 평균해서 수 하나로 만들었습니다. 확률마다 기울기가 따로 있으므로 n으로 나누되 더하지는 마세요.",
)
def gradient_averaged(p, y, eps=1e-12):
    p = np.clip(p, eps, 1 - eps)
    return np.mean((p - y) / (p * (1 - p)))


@mistake(
    "binary_cross_entropy_grad",
    en="You clip `p` in place, so the caller's probabilities change. Keep the clipped ones in a new array.",
    ko="`p` 배열을 그 자리에서 자르므로 호출한 쪽의 확률이 바뀝니다. 자른 값은 새 배열에 담으세요.",
)
def gradient_in_place(p, y, eps=1e-12):
    np.clip(p, eps, 1 - eps, out=p)
    return (p - y) / (p * (1 - p)) / p.size
