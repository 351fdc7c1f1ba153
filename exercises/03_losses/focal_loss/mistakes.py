import numpy as np

from dlgrade.testing import mistake


def _parts(p, y, alpha, eps):
    p = np.clip(p, eps, 1 - eps)
    return np.where(y == 1, p, 1 - p), np.where(y == 1, alpha, 1 - alpha)


def _slope(p_t, gamma):
    return gamma * (1 - p_t) ** (gamma - 1) * np.log(p_t) - (1 - p_t) ** gamma / p_t


@mistake(
    "focal_loss",
    en="Both classes get the weight alpha. Class 0 gets 1 − alpha.",
    ko="두 클래스에 모두 가중치 alpha를 곱합니다. 클래스 0의 가중치는 1 − alpha입니다.",
)
def one_alpha_for_both(p, y, gamma=2.0, alpha=0.25, eps=1e-12):
    p_t, _ = _parts(p, y, alpha, eps)
    return -np.mean(alpha * (1 - p_t) ** gamma * np.log(p_t))


@mistake(
    "focal_loss",
    en="The class weights have changed places: alpha belongs to class 1, 1 − alpha to class 0.",
    ko="클래스 가중치의 자리가 바뀌었습니다. alpha는 클래스 1, 1 − alpha는 클래스 0의 가중치입니다.",
)
def alphas_swapped(p, y, gamma=2.0, alpha=0.25, eps=1e-12):
    p_t, alpha_t = _parts(p, y, 1 - alpha, eps)
    return -np.mean(alpha_t * (1 - p_t) ** gamma * np.log(p_t))


@mistake(
    "focal_loss",
    en="The class weight alpha is missing.",
    ko="클래스 가중치 alpha가 빠졌습니다.",
)
def alpha_missing(p, y, gamma=2.0, alpha=0.25, eps=1e-12):
    p_t, _ = _parts(p, y, alpha, eps)
    return -np.mean((1 - p_t) ** gamma * np.log(p_t))


@mistake(
    "focal_loss",
    en="You use 0.25 whatever the argument `alpha` says.",
    ko="인수 `alpha` 값과 상관없이 늘 0.25를 씁니다.",
)
def alpha_ignored(p, y, gamma=2.0, alpha=0.25, eps=1e-12):
    p_t, alpha_t = _parts(p, y, 0.25, eps)
    return -np.mean(alpha_t * (1 - p_t) ** gamma * np.log(p_t))


@mistake(
    "focal_loss",
    en="You always square and ignore the argument `gamma`.",
    ko="인수 `gamma` 값을 무시하고 늘 제곱합니다.",
)
def gamma_ignored(p, y, gamma=2.0, alpha=0.25, eps=1e-12):
    p_t, alpha_t = _parts(p, y, alpha, eps)
    return -np.mean(alpha_t * (1 - p_t) ** 2 * np.log(p_t))


@mistake(
    "focal_loss",
    en="The power with gamma is missing: this is cross-entropy with class weights, in which easy examples count in full.",
    ko="gamma 거듭제곱이 빠졌습니다. 이것은 클래스 가중치를 준 교차 엔트로피여서 쉬운 예의 비중이 줄지 않습니다.",
)
def power_missing(p, y, gamma=2.0, alpha=0.25, eps=1e-12):
    p_t, alpha_t = _parts(p, y, alpha, eps)
    return -np.mean(alpha_t * np.log(p_t))


@mistake(
    "focal_loss",
    en="You raise p_t itself to the power, so that the easy examples count most. It is 1 − p_t that makes them small.",
    ko="p_t 자체를 거듭제곱하므로 쉬운 예의 비중이 오히려 큽니다. 비중을 줄이려면 1 − p_t를 거듭제곱해야 합니다.",
)
def power_of_the_probability(p, y, gamma=2.0, alpha=0.25, eps=1e-12):
    p_t, alpha_t = _parts(p, y, alpha, eps)
    return -np.mean(alpha_t * p_t**gamma * np.log(p_t))


@mistake(
    "focal_loss",
    en="You multiply by gamma. It is an exponent: 1 − p_t to the power gamma.",
    ko="gamma를 곱하고 있습니다. gamma는 지수입니다. 1 − p_t를 gamma번 거듭제곱하세요.",
)
def gamma_as_factor(p, y, gamma=2.0, alpha=0.25, eps=1e-12):
    p_t, alpha_t = _parts(p, y, alpha, eps)
    return -np.mean(alpha_t * gamma * (1 - p_t) * np.log(p_t))


@mistake(
    "focal_loss",
    en="You use (1 − p)^gamma for both classes. Where y = 0 the true class has probability 1 − p, so the power is of p.",
    ko="두 클래스에 모두 (1 − p)의 거듭제곱을 씁니다. y = 0이면 정답 클래스의 확률이 1 − p이므로 p를 거듭제곱해야 합니다.",
)
def same_power_for_both(p, y, gamma=2.0, alpha=0.25, eps=1e-12):
    p_t, alpha_t = _parts(p, y, alpha, eps)
    return -np.mean(alpha_t * (1 - np.clip(p, eps, 1 - eps)) ** gamma * np.log(p_t))


@mistake(
    "focal_loss",
    en="Only the elements with label 1 count. Those with label 0 have a term of their own.",
    ko="레이블이 1인 원소만 셉니다. 레이블이 0인 원소의 항도 있어야 합니다.",
)
def zeros_forgotten(p, y, gamma=2.0, alpha=0.25, eps=1e-12):
    p = np.clip(p, eps, 1 - eps)
    return -np.mean(alpha * y * (1 - p) ** gamma * np.log(p))


@mistake(
    "focal_loss",
    en="The minus sign in front is missing. The logarithm of a probability is negative, the loss must not be.",
    ko="맨 앞의 음의 부호가 빠졌습니다. 확률의 로그는 음수이지만 손실은 음수가 아니어야 합니다.",
)
def minus_missing(p, y, gamma=2.0, alpha=0.25, eps=1e-12):
    p_t, alpha_t = _parts(p, y, alpha, eps)
    return np.mean(alpha_t * (1 - p_t) ** gamma * np.log(p_t))


@mistake(
    "focal_loss",
    en="You add up but do not divide. Take the mean over all elements.",
    ko="더하기만 하고 나누지 않았습니다. 모든 원소의 평균을 내세요.",
)
def sum_of_elements(p, y, gamma=2.0, alpha=0.25, eps=1e-12):
    p_t, alpha_t = _parts(p, y, alpha, eps)
    return -np.sum(alpha_t * (1 - p_t) ** gamma * np.log(p_t))


@mistake(
    "focal_loss",
    en="You divide by `len(p)`, which counts only the first axis. The mean is over all elements.",
    ko="첫 번째 축의 길이인 `len(p)` 값으로 나누고 있습니다. 모든 원소의 평균을 내야 합니다.",
)
def rows_counted(p, y, gamma=2.0, alpha=0.25, eps=1e-12):
    p_t, alpha_t = _parts(p, y, alpha, eps)
    return -np.sum(alpha_t * (1 - p_t) ** gamma * np.log(p_t)) / len(p)


@mistake(
    "focal_loss",
    en="Without clipping, a probability of 0 or 1 on the wrong side gives the logarithm of 0. Clip to `[eps, 1 - eps]`.",
    ko="자르지 않았으므로 틀린 쪽의 확률이 0이나 1이면 0에 로그를 취하게 됩니다. `[eps, 1 - eps]` 범위로 자르세요.",
)
def not_clipped(p, y, gamma=2.0, alpha=0.25, eps=1e-12):
    p_t, alpha_t = np.where(y == 1, p, 1 - p), np.where(y == 1, alpha, 1 - alpha)
    return -np.mean(alpha_t * (1 - p_t) ** gamma * np.log(p_t))


@mistake(
    "focal_loss",
    en="You clip from below only. In class 0 a probability of 1 makes log(1 − p) infinite just the same.",
    ko="아래쪽에서만 자릅니다. 클래스 0에서는 확률이 1이면 log(1 − p)도 마찬가지로 무한대가 됩니다.",
)
def clipped_from_below_only(p, y, gamma=2.0, alpha=0.25, eps=1e-12):
    p = np.maximum(p, eps)
    p_t, alpha_t = np.where(y == 1, p, 1 - p), np.where(y == 1, alpha, 1 - alpha)
    return -np.mean(alpha_t * (1 - p_t) ** gamma * np.log(p_t))


@mistake(
    "focal_loss",
    en="You add `eps` inside the logarithm. That moves every probability. Clip instead.",
    ko="로그 안에서 `eps` 값을 더하므로 모든 확률이 움직입니다. 더하지 말고 자르세요.",
)
def eps_added(p, y, gamma=2.0, alpha=0.25, eps=1e-12):
    p_t, alpha_t = np.where(y == 1, p, 1 - p), np.where(y == 1, alpha, 1 - alpha)
    return -np.mean(alpha_t * (1 - p_t) ** gamma * np.log(p_t + eps))


@mistake(
    "focal_loss",
    en="You clip with a fixed 1e-12 and ignore the argument `eps`.",
    ko="고정된 1e-12로 자르고 인수 `eps` 값을 무시합니다.",
)
def eps_ignored(p, y, gamma=2.0, alpha=0.25, eps=1e-12):
    p_t, alpha_t = _parts(p, y, alpha, 1e-12)
    return -np.mean(alpha_t * (1 - p_t) ** gamma * np.log(p_t))


@mistake(
    "focal_loss",
    en="You clip `p` in place, so the caller's probabilities change. Keep the clipped ones in a new array.",
    ko="`p` 값을 그 자리에서 자르므로 호출한 쪽의 확률이 바뀝니다. 자른 값은 새 배열에 담으세요.",
)
def probabilities_overwritten(p, y, gamma=2.0, alpha=0.25, eps=1e-12):
    np.clip(p, eps, 1 - eps, out=p)
    p_t, alpha_t = _parts(p, y, alpha, eps)
    return -np.mean(alpha_t * (1 - p_t) ** gamma * np.log(p_t))


@mistake(
    "focal_loss_grad",
    en="You differentiate the logarithm only. The power depends on p as well: the product rule gives a second term.",
    ko="로그만 미분했습니다. 거듭제곱도 p에 달려 있으므로 곱의 미분법에 따라 항이 하나 더 있어야 합니다.",
)
def power_not_differentiated(p, y, gamma=2.0, alpha=0.25, eps=1e-12):
    p_t, alpha_t = _parts(p, y, alpha, eps)
    return np.where(y == 1, -1, 1) * alpha_t * (1 - p_t) ** gamma / p_t / p.size


@mistake(
    "focal_loss_grad",
    en="You differentiate the power only. The logarithm depends on p as well: the product rule gives a second term.",
    ko="거듭제곱만 미분했습니다. 로그도 p에 달려 있으므로 곱의 미분법에 따라 항이 하나 더 있어야 합니다.",
)
def logarithm_not_differentiated(p, y, gamma=2.0, alpha=0.25, eps=1e-12):
    p_t, alpha_t = _parts(p, y, alpha, eps)
    return np.where(y == 1, 1, -1) * alpha_t * gamma * (1 - p_t) ** (gamma - 1) * np.log(p_t) / p.size


@mistake(
    "focal_loss_grad",
    en="The two terms have the wrong sign between them: the inner derivative of 1 − p_t is −1.",
    ko="두 항 사이의 부호가 틀렸습니다. 1 − p_t의 속미분은 −1입니다.",
)
def inner_derivative_forgotten(p, y, gamma=2.0, alpha=0.25, eps=1e-12):
    p_t, alpha_t = _parts(p, y, alpha, eps)
    slope = -gamma * (1 - p_t) ** (gamma - 1) * np.log(p_t) - (1 - p_t) ** gamma / p_t
    return np.where(y == 1, 1, -1) * alpha_t * slope / p.size


@mistake(
    "focal_loss_grad",
    en="You lower the exponent but forget the factor gamma in front.",
    ko="지수를 하나 낮추었지만 앞에 곱할 gamma를 잊었습니다.",
)
def factor_gamma_missing(p, y, gamma=2.0, alpha=0.25, eps=1e-12):
    p_t, alpha_t = _parts(p, y, alpha, eps)
    slope = (1 - p_t) ** (gamma - 1) * np.log(p_t) - (1 - p_t) ** gamma / p_t
    return np.where(y == 1, 1, -1) * alpha_t * slope / p.size


@mistake(
    "focal_loss_grad",
    en="You bring gamma to the front but keep the exponent. Differentiating a power lowers it by 1.",
    ko="gamma를 앞에 곱했지만 지수를 그대로 두었습니다. 거듭제곱을 미분하면 지수가 1 줄어듭니다.",
)
def exponent_kept(p, y, gamma=2.0, alpha=0.25, eps=1e-12):
    p_t, alpha_t = _parts(p, y, alpha, eps)
    slope = gamma * (1 - p_t) ** gamma * np.log(p_t) - (1 - p_t) ** gamma / p_t
    return np.where(y == 1, 1, -1) * alpha_t * slope / p.size


@mistake(
    "focal_loss_grad",
    en="This is the derivative by p_t. Where y = 0, p_t = 1 − p falls when p rises, so the sign changes there.",
    ko="p_t로 미분한 값입니다. y = 0이면 p가 커질 때 p_t = 1 − p가 작아지므로 그곳에서는 부호를 바꾸어야 합니다.",
)
def sign_of_class_zero(p, y, gamma=2.0, alpha=0.25, eps=1e-12):
    p_t, alpha_t = _parts(p, y, alpha, eps)
    return alpha_t * _slope(p_t, gamma) / p.size


@mistake(
    "focal_loss_grad",
    en="The sign is wrong everywhere: where y = 1, a larger p lowers the loss, so the slope is negative.",
    ko="부호가 모두 반대입니다. y = 1인 곳에서는 p가 커지면 손실이 줄므로 기울기가 음수입니다.",
)
def gradient_sign(p, y, gamma=2.0, alpha=0.25, eps=1e-12):
    p_t, alpha_t = _parts(p, y, alpha, eps)
    return np.where(y == 1, -1, 1) * alpha_t * _slope(p_t, gamma) / p.size


@mistake(
    "focal_loss_grad",
    en="Both classes get the weight alpha. Class 0 gets 1 − alpha.",
    ko="두 클래스에 모두 가중치 alpha를 곱합니다. 클래스 0의 가중치는 1 − alpha입니다.",
)
def gradient_one_alpha(p, y, gamma=2.0, alpha=0.25, eps=1e-12):
    p_t, _ = _parts(p, y, alpha, eps)
    return np.where(y == 1, 1, -1) * alpha * _slope(p_t, gamma) / p.size


@mistake(
    "focal_loss_grad",
    en="You work with gamma = 2 and ignore the argument.",
    ko="인수를 무시하고 gamma = 2로 계산합니다.",
)
def gradient_gamma_ignored(p, y, gamma=2.0, alpha=0.25, eps=1e-12):
    p_t, alpha_t = _parts(p, y, alpha, eps)
    return np.where(y == 1, 1, -1) * alpha_t * _slope(p_t, 2.0) / p.size


@mistake(
    "focal_loss_grad",
    en="The loss is a mean, so every entry of its gradient is divided by the number of elements, too.",
    ko="손실이 평균이므로 기울기의 원소도 모두 원소의 개수로 나누어야 합니다.",
)
def gradient_of_the_sum(p, y, gamma=2.0, alpha=0.25, eps=1e-12):
    p_t, alpha_t = _parts(p, y, alpha, eps)
    return np.where(y == 1, 1, -1) * alpha_t * _slope(p_t, gamma)


@mistake(
    "focal_loss_grad",
    en="You divide by `len(p)`, which counts only the first axis. The loss divides by the number of all elements.",
    ko="첫 번째 축의 길이인 `len(p)` 값으로 나누고 있습니다. 손실은 모든 원소의 개수로 나눕니다.",
)
def gradient_by_rows(p, y, gamma=2.0, alpha=0.25, eps=1e-12):
    p_t, alpha_t = _parts(p, y, alpha, eps)
    return np.where(y == 1, 1, -1) * alpha_t * _slope(p_t, gamma) / len(p)


@mistake(
    "focal_loss_grad",
    en="You put unclipped probabilities into the formula, so it divides by 0 where p is 0 or 1. Clip first.",
    ko="자르지 않은 확률을 식에 넣으므로 p가 0이나 1이면 0으로 나누게 됩니다. 먼저 자르세요.",
)
def gradient_not_clipped(p, y, gamma=2.0, alpha=0.25, eps=1e-12):
    p_t, alpha_t = np.where(y == 1, p, 1 - p), np.where(y == 1, alpha, 1 - alpha)
    return np.where(y == 1, 1, -1) * alpha_t * _slope(p_t, gamma) / p.size


@mistake(
    "focal_loss_grad",
    en="You clip `p` in place, so the caller's probabilities change. Keep the clipped ones in a new array.",
    ko="`p` 값을 그 자리에서 자르므로 호출한 쪽의 확률이 바뀝니다. 자른 값은 새 배열에 담으세요.",
)
def gradient_in_place(p, y, gamma=2.0, alpha=0.25, eps=1e-12):
    np.clip(p, eps, 1 - eps, out=p)
    p_t, alpha_t = _parts(p, y, alpha, eps)
    return np.where(y == 1, 1, -1) * alpha_t * _slope(p_t, gamma) / p.size
