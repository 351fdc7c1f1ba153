import numpy as np

from dlgrade.testing import mistake


@mistake(
    "dice_loss",
    en="You return the Dice coefficient, which grows with the overlap. The loss is 1 minus that.",
    ko="겹칠수록 커지는 Dice 계수를 반환합니다. 손실은 1에서 그 값을 뺀 것입니다.",
)
def coefficient_returned(p, y, smooth=1.0):
    return (2 * np.sum(p * y) + smooth) / (np.sum(p) + np.sum(y) + smooth)


@mistake(
    "dice_loss",
    en="The 2 in front of Σpy is missing: a perfect answer would not cost 0.",
    ko="Σpy 앞의 2가 빠졌습니다. 이러면 완벽한 답의 손실이 0이 되지 않습니다.",
)
def two_missing(p, y, smooth=1.0):
    return 1 - (np.sum(p * y) + smooth) / (np.sum(p) + np.sum(y) + smooth)


@mistake(
    "dice_loss",
    en="You divide by the union (sum minus overlap): that is the Jaccard index, or IoU. Dice doubles the overlap and "
    "divides by the plain sum.",
    ko="합집합(합에서 겹친 부분을 뺀 값)으로 나누고 있습니다. 그것은 자카드 지수(IoU)입니다. Dice는 겹친 부분을 두 배 하고 합으로 나눕니다.",
)
def jaccard(p, y, smooth=1.0):
    overlap = np.sum(p * y)
    return 1 - (overlap + smooth) / (np.sum(p) + np.sum(y) - overlap + smooth)


@mistake(
    "dice_loss",
    en="smooth is missing in the numerator, so that two empty areas cost 1 instead of 0. It belongs in both places.",
    ko="분자에 smooth가 빠져서 빈 영역 둘의 손실이 0이 아니라 1이 됩니다. 분자와 분모에 모두 더하세요.",
)
def smooth_only_below(p, y, smooth=1.0):
    return 1 - 2 * np.sum(p * y) / (np.sum(p) + np.sum(y) + smooth)


@mistake(
    "dice_loss",
    en="smooth is missing in the denominator: for two empty areas you divide by 0. It belongs in both places.",
    ko="분모에 smooth가 빠져서 두 영역이 비면 0으로 나누게 됩니다. 분자와 분모에 모두 더하세요.",
)
def smooth_only_above(p, y, smooth=1.0):
    return 1 - (2 * np.sum(p * y) + smooth) / (np.sum(p) + np.sum(y))


@mistake(
    "dice_loss",
    en="There is no smooth at all: for two empty areas you compute 0/0.",
    ko="smooth가 아예 없습니다. 두 영역이 모두 비면 0/0을 계산하게 됩니다.",
)
def smooth_missing(p, y, smooth=1.0):
    return 1 - 2 * np.sum(p * y) / (np.sum(p) + np.sum(y))


@mistake(
    "dice_loss",
    en="You always use 1 and ignore the argument `smooth`.",
    ko="인수 `smooth` 값을 무시하고 늘 1을 씁니다.",
)
def smooth_ignored(p, y, smooth=1.0):
    return 1 - (2 * np.sum(p * y) + 1) / (np.sum(p) + np.sum(y) + 1)


@mistake(
    "dice_loss",
    en="The 2 is multiplied with smooth as well. Only the overlap Σpy is doubled.",
    ko="smooth에도 2를 곱하고 있습니다. 겹친 부분 Σpy만 두 배 하세요.",
)
def smooth_doubled(p, y, smooth=1.0):
    return 1 - 2 * (np.sum(p * y) + smooth) / (np.sum(p) + np.sum(y) + smooth)


@mistake(
    "dice_loss",
    en="You square in the denominator, as the V-Net paper does. Here the plain sums are asked.",
    ko="V-Net 논문처럼 분모에서 제곱합을 씁니다. 여기서는 제곱하지 않은 합을 써야 합니다.",
)
def squares_below(p, y, smooth=1.0):
    return 1 - (2 * np.sum(p * y) + smooth) / (np.sum(p**2) + np.sum(y**2) + smooth)


@mistake(
    "dice_loss",
    en="You round the probabilities to 0 and 1 first. Then the loss is flat almost everywhere, and nothing can be learned.",
    ko="확률을 먼저 0과 1로 반올림합니다. 이러면 손실이 거의 어디서나 평평해져서 배울 수 없습니다.",
)
def thresholded(p, y, smooth=1.0):
    p = (p > 0.5).astype(float)
    return 1 - (2 * np.sum(p * y) + smooth) / (np.sum(p) + np.sum(y) + smooth)


@mistake(
    "dice_loss",
    en="You work out one loss per row and average. Here all sums run over the whole arrays.",
    ko="줄마다 손실을 구해 평균을 냅니다. 여기서는 모든 합을 배열 전체에 대해 구합니다.",
)
def mean_over_rows(p, y, smooth=1.0):
    top = 2 * np.sum(p * y, axis=-1) + smooth
    return np.mean(1 - top / (np.sum(p, axis=-1) + np.sum(y, axis=-1) + smooth))


@mistake(
    "dice_loss",
    en="You use means in place of sums. Without smooth that would cancel; with it, smooth weighs as many times more as there "
    "are pixels.",
    ko="합 대신 평균을 씁니다. smooth가 없다면 약분되겠지만, 있으면 그 비중이 픽셀 수만큼 커집니다.",
)
def means_for_sums(p, y, smooth=1.0):
    return 1 - (2 * np.mean(p * y) + smooth) / (np.mean(p) + np.mean(y) + smooth)


@mistake(
    "dice_loss",
    en="You form the quotient pixel by pixel and average. Add up first, then divide once.",
    ko="픽셀마다 분수를 만들어 평균을 냅니다. 먼저 더하고 나눗셈은 한 번만 하세요.",
)
def quotient_per_pixel(p, y, smooth=1.0):
    return np.mean(1 - (2 * p * y + smooth) / (p + y + smooth))


@mistake(
    "dice_loss",
    en="`p *= y` changes the caller's probabilities. Put the product into a new array.",
    ko="`p *= y` 문은 호출한 쪽의 확률을 바꿉니다. 곱을 새 배열에 담으세요.",
)
def probabilities_overwritten(p, y, smooth=1.0):
    total = np.sum(p) + np.sum(y) + smooth
    p *= y
    return 1 - (2 * np.sum(p) + smooth) / total


@mistake(
    "dice_loss_grad",
    en="You differentiate the numerator only. p stands in the denominator, too: use the quotient rule.",
    ko="분자만 미분했습니다. p는 분모에도 있으므로 몫의 미분법을 쓰세요.",
)
def numerator_only(p, y, smooth=1.0):
    return -2 * y / (np.sum(p) + np.sum(y) + smooth)


@mistake(
    "dice_loss_grad",
    en="You differentiate the denominator only. p stands in the numerator, too, wherever y = 1.",
    ko="분모만 미분했습니다. y = 1인 곳에서는 p가 분자에도 있습니다.",
)
def denominator_only(p, y, smooth=1.0):
    total = np.sum(p) + np.sum(y) + smooth
    return (2 * np.sum(p * y) + smooth) / total**2 * np.ones_like(p)


@mistake(
    "dice_loss_grad",
    en="This is the gradient of the coefficient. The loss is 1 minus that, so the sign is the other one.",
    ko="Dice 계수의 기울기입니다. 손실은 1에서 그 값을 뺀 것이므로 부호가 반대입니다.",
)
def gradient_of_the_coefficient(p, y, smooth=1.0):
    total = np.sum(p) + np.sum(y) + smooth
    return (2 * y - (2 * np.sum(p * y) + smooth) / total) / total


@mistake(
    "dice_loss_grad",
    en="The 2 in front of y is missing.",
    ko="y 앞의 2가 빠졌습니다.",
)
def gradient_two_missing(p, y, smooth=1.0):
    total = np.sum(p) + np.sum(y) + smooth
    return ((2 * np.sum(p * y) + smooth) / total - y) / total


@mistake(
    "dice_loss_grad",
    en="You put the loss where the quotient q belongs: q is 1 minus the loss.",
    ko="분수 q가 들어갈 자리에 손실을 넣었습니다. q는 1에서 손실을 뺀 값입니다.",
)
def loss_for_quotient(p, y, smooth=1.0):
    total = np.sum(p) + np.sum(y) + smooth
    return (1 - (2 * np.sum(p * y) + smooth) / total - 2 * y) / total


@mistake(
    "dice_loss_grad",
    en="One division by the denominator is missing.",
    ko="분모로 나누는 계산이 한 번 빠졌습니다.",
)
def denominator_once(p, y, smooth=1.0):
    return (2 * np.sum(p * y) + smooth) / (np.sum(p) + np.sum(y) + smooth) - 2 * y


@mistake(
    "dice_loss_grad",
    en="You divide by the number of pixels. The Dice loss is no mean: nothing is averaged.",
    ko="픽셀 수로 나누고 있습니다. Dice 손실은 평균이 아니므로 나눌 것이 없습니다.",
)
def divided_by_pixels(p, y, smooth=1.0):
    total = np.sum(p) + np.sum(y) + smooth
    return ((2 * np.sum(p * y) + smooth) / total - 2 * y) / total / p.size


@mistake(
    "dice_loss_grad",
    en="You always use 1 and ignore the argument `smooth`.",
    ko="인수 `smooth` 값을 무시하고 늘 1을 씁니다.",
)
def gradient_smooth_ignored(p, y, smooth=1.0):
    total = np.sum(p) + np.sum(y) + 1
    return ((2 * np.sum(p * y) + 1) / total - 2 * y) / total


@mistake(
    "dice_loss_grad",
    en="Without smooth you divide by 0 where both areas are empty, and the slope is off elsewhere.",
    ko="smooth가 없으므로 두 영역이 비면 0으로 나누게 되고, 다른 곳의 기울기도 어긋납니다.",
)
def gradient_smooth_missing(p, y, smooth=1.0):
    total = np.sum(p) + np.sum(y)
    return (2 * np.sum(p * y) / total - 2 * y) / total


@mistake(
    "dice_loss_grad",
    en="Your array takes over the type of `y`. With integer labels every slope is cut down to an integer: make it floats.",
    ko="결과 배열이 `y`의 자료형을 따릅니다. 레이블이 정수이면 기울기의 소수점 아래가 잘리므로 실수 배열로 만드세요.",
)
def slopes_cut_to_integers(p, y, smooth=1.0):
    total = np.sum(p) + np.sum(y) + smooth
    gradient = np.zeros_like(y)
    gradient[...] = ((2 * np.sum(p * y) + smooth) / total - 2 * y) / total
    return gradient


@mistake(
    "dice_loss_grad",
    en="The sums run along the last axis only. They run over the whole arrays.",
    ko="마지막 축으로만 합을 구합니다. 배열 전체의 합을 구해야 합니다.",
)
def gradient_by_rows(p, y, smooth=1.0):
    total = np.sum(p, axis=-1, keepdims=True) + np.sum(y, axis=-1, keepdims=True) + smooth
    return ((2 * np.sum(p * y, axis=-1, keepdims=True) + smooth) / total - 2 * y) / total


@mistake(
    "dice_loss_grad",
    en="You overwrite `p` and return it, so the caller's probabilities are lost. Build a new array.",
    ko="`p` 값을 덮어써서 반환하므로 호출한 쪽의 확률이 사라집니다. 새 배열을 만드세요.",
)
def gradient_in_place(p, y, smooth=1.0):
    total = np.sum(p) + np.sum(y) + smooth
    p[...] = ((2 * np.sum(p * y) + smooth) / total - 2 * y) / total
    return p
