import numpy as np

from dlgrade.testing import mistake


@mistake(
    "mae",
    en="You add up the sizes but do not divide: the loss would grow with the number of elements. Take their mean.",
    ko="크기를 더하기만 하고 나누지 않았습니다. 이러면 원소가 많을수록 손실이 커집니다. 평균을 내세요.",
)
def sum_of_sizes(y_pred, y_true):
    return np.sum(np.abs(y_pred - y_true))


@mistake(
    "mae",
    en="You divide by `len(y_pred)`, which counts only the first axis. The mean is over all elements.",
    ko="첫 번째 축의 길이인 `len(y_pred)` 값으로 나누고 있습니다. 모든 원소의 개수로 나누어야 합니다.",
)
def rows_counted(y_pred, y_true):
    return np.sum(np.abs(y_pred - y_true)) / len(y_pred)


@mistake(
    "mae",
    en="The absolute value is missing: errors of opposite sign cancel, and the loss can even be negative.",
    ko="절댓값이 빠졌습니다. 부호가 반대인 오차끼리 지워지고 손실이 음수가 되기도 합니다.",
)
def absolute_value_missing(y_pred, y_true):
    return np.mean(y_pred - y_true)


@mistake(
    "mae",
    en="You average first and remove the sign then, so errors of opposite sign cancel. Take the size of each error, then "
    "average.",
    ko="평균을 먼저 내고 나서 절댓값을 취하므로 부호가 반대인 오차끼리 지워집니다. 오차마다 절댓값을 취한 뒤 평균을 내세요.",
)
def mean_before_absolute(y_pred, y_true):
    return np.abs(np.mean(y_pred - y_true))


@mistake(
    "mae",
    en="You take the absolute values of prediction and target and subtract then. Subtract first, then take the size.",
    ko="예측과 정답에 각각 절댓값을 취한 뒤에 뺐습니다. 먼저 빼고 그 차이에 절댓값을 취하세요.",
)
def absolutes_subtracted(y_pred, y_true):
    return np.mean(np.abs(y_pred) - np.abs(y_true))


@mistake(
    "mae",
    en="You square the errors. That is the mean squared error; here their sizes are averaged.",
    ko="오차를 제곱했습니다. 그것은 평균 제곱 오차입니다. 여기서는 오차의 크기를 평균합니다.",
)
def squared_error(y_pred, y_true):
    return np.mean((y_pred - y_true) ** 2)


@mistake(
    "mae",
    en="You take the root of the mean square. The root belongs to each single error (or not at all), before the mean.",
    ko="제곱 평균에 제곱근을 취했습니다. 제곱근을 쓰려면 평균을 내기 전에 오차마다 취해야 합니다.",
)
def root_of_mean_square(y_pred, y_true):
    return np.sqrt(np.mean((y_pred - y_true) ** 2))


@mistake(
    "mae",
    en="You take the median. It is even less sensitive to outliers, but the loss is the mean.",
    ko="중앙값을 구했습니다. 이상치에 더 둔감하지만 여기서 구할 손실은 평균입니다.",
)
def median_taken(y_pred, y_true):
    return np.median(np.abs(y_pred - y_true))


@mistake(
    "mae",
    en="You average along the last axis only, so an array with more axes gives a loss per row. One number is asked: the "
    "mean over everything.",
    ko="마지막 축으로만 평균을 내므로 축이 여럿인 배열에서는 줄마다 손실이 나옵니다. 전체의 평균인 수 하나를 반환하세요.",
)
def loss_per_row(y_pred, y_true):
    return np.mean(np.abs(y_pred - y_true), axis=-1)


@mistake(
    "mae",
    en="You average over the first axis only, so an array with more axes gives a loss per column. Average over everything.",
    ko="첫 번째 축으로만 평균을 내므로 축이 여럿인 배열에서는 열마다 손실이 나옵니다. 전체의 평균을 내세요.",
)
def loss_per_column(y_pred, y_true):
    return np.mean(np.abs(y_pred - y_true), axis=0)


@mistake(
    "mae",
    en="You return the size of every error. The loss is one number: their mean.",
    ko="원소마다 오차의 크기를 그대로 반환합니다. 손실은 그 평균인 수 하나입니다.",
)
def mean_forgotten(y_pred, y_true):
    return np.abs(y_pred - y_true)


@mistake(
    "mae",
    en="`y_pred -= y_true` changes the caller's predictions. Put the difference into a new array.",
    ko="`y_pred -= y_true` 문은 호출한 쪽의 예측을 바꿉니다. 차이를 새 배열에 담으세요.",
)
def predictions_overwritten(y_pred, y_true):
    y_pred -= y_true
    return np.mean(np.abs(y_pred))


@mistake(
    "mae_grad",
    en="Where prediction and target are equal you return 1/n. The slope there is 0 by convention: equal is a third case.",
    ko="예측과 정답이 같은 곳에서 1/n을 반환합니다. 그곳의 기울기는 0으로 정했으므로 같은 경우를 따로 다루어야 합니다.",
)
def plus_where_equal(y_pred, y_true):
    return np.where(y_pred >= y_true, 1.0, -1.0) / y_pred.size


@mistake(
    "mae_grad",
    en="Where prediction and target are equal you return −1/n. The slope there is 0 by convention: equal is a third case.",
    ko="예측과 정답이 같은 곳에서 −1/n을 반환합니다. 그곳의 기울기는 0으로 정했으므로 같은 경우를 따로 다루어야 합니다.",
)
def minus_where_equal(y_pred, y_true):
    return np.where(y_pred > y_true, 1.0, -1.0) / y_pred.size


@mistake(
    "mae_grad",
    en="You divide the error by its size. Where the error is 0 that is 0/0, which is nan; the slope there should be 0.",
    ko="오차를 그 크기로 나누고 있습니다. 오차가 0이면 0/0이 되어 nan이 나옵니다. 그곳의 기울기는 0이어야 합니다.",
)
def zero_by_zero(y_pred, y_true):
    e = y_pred - y_true
    return e / np.abs(e) / y_pred.size


@mistake(
    "mae_grad",
    en="Adding a small number to the denominator avoids 0/0 but makes the slope too small for small errors. Use the sign "
    "itself.",
    ko="분모에 작은 수를 더하면 0/0은 피하지만 오차가 작을 때 기울기가 너무 작아집니다. 부호를 그대로 쓰세요.",
)
def small_number_added(y_pred, y_true):
    e = y_pred - y_true
    return e / (np.abs(e) + 1e-7) / y_pred.size


@mistake(
    "mae_grad",
    en="The loss is a mean, so every entry of its gradient is divided by the number of elements, too.",
    ko="손실이 평균이므로 기울기의 원소도 모두 원소의 개수로 나누어야 합니다.",
)
def gradient_of_the_sum(y_pred, y_true):
    return np.sign(y_pred - y_true)


@mistake(
    "mae_grad",
    en="You divide by `len(y_pred)`, which counts only the first axis. The loss divides by the number of all elements.",
    ko="첫 번째 축의 길이인 `len(y_pred)` 값으로 나누고 있습니다. 손실은 모든 원소의 개수로 나눕니다.",
)
def gradient_by_rows(y_pred, y_true):
    return np.sign(y_pred - y_true) / len(y_pred)


@mistake(
    "mae_grad",
    en="The sign is wrong: where the prediction is too high, raising it further raises the loss, so the slope is positive.",
    ko="부호가 반대입니다. 예측이 정답보다 클 때 더 키우면 손실도 커지므로 기울기는 양수여야 합니다.",
)
def sign_reversed(y_pred, y_true):
    return np.sign(y_true - y_pred) / y_pred.size


@mistake(
    "mae_grad",
    en="Your gradient is never negative. Where the prediction is too low the slope is −1/n.",
    ko="기울기가 음수가 되는 일이 없습니다. 예측이 정답보다 작은 곳에서는 −1/n이어야 합니다.",
)
def never_negative(y_pred, y_true):
    return (y_pred > y_true) / y_pred.size


@mistake(
    "mae_grad",
    en="You return the error divided by n, which grows with the error. Only the sign of the error counts here.",
    ko="오차를 n으로 나누어 반환하므로 오차가 클수록 기울기가 커집니다. 여기서는 오차의 부호만 남겨야 합니다.",
)
def error_not_sign(y_pred, y_true):
    return (y_pred - y_true) / y_pred.size


@mistake(
    "mae_grad",
    en="You return the slope of the squared error. The slope of the absolute error does not depend on the size of the error.",
    ko="제곱 오차의 기울기를 반환합니다. 절대 오차의 기울기는 오차의 크기와 상관이 없습니다.",
)
def slope_of_the_square(y_pred, y_true):
    return 2 * (y_pred - y_true) / y_pred.size


@mistake(
    "mae_grad",
    en="You average the signs into one number. Every prediction has its own slope: divide by n, but do not add up.",
    ko="부호를 평균해서 수 하나로 만들었습니다. 예측마다 기울기가 따로 있으므로 n으로 나누되 더하지는 마세요.",
)
def gradient_averaged(y_pred, y_true):
    return np.mean(np.sign(y_pred - y_true))


@mistake(
    "mae_grad",
    en="`y_pred -= y_true` changes the caller's predictions. Put the difference into a new array.",
    ko="`y_pred -= y_true` 문은 호출한 쪽의 예측을 바꿉니다. 차이를 새 배열에 담으세요.",
)
def gradient_in_place(y_pred, y_true):
    y_pred -= y_true
    return np.sign(y_pred) / y_pred.size
