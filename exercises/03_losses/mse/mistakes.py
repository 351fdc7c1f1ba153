import numpy as np

from dlgrade.testing import mistake


@mistake(
    "mse",
    en="You add up the squares but do not divide: the loss would grow with the number of elements. Take their mean.",
    ko="제곱을 더하기만 하고 나누지 않았습니다. 이러면 원소가 많을수록 손실이 커집니다. 평균을 내세요.",
)
def sum_of_squares(y_pred, y_true):
    return np.sum((y_pred - y_true) ** 2)


@mistake(
    "mse",
    en="You divide by `len(y_pred)`, which counts only the first axis. The mean is over all elements.",
    ko="첫 번째 축의 길이인 `len(y_pred)` 값으로 나누고 있습니다. 모든 원소의 개수로 나누어야 합니다.",
)
def rows_counted(y_pred, y_true):
    return np.sum((y_pred - y_true) ** 2) / len(y_pred)


@mistake(
    "mse",
    en="This is half the mean squared error. Some books put a 1/2 in front to get rid of the 2 in the gradient; here there "
    "is none.",
    ko="평균 제곱 오차의 절반입니다. 기울기의 2를 없애려고 앞에 1/2을 두는 책도 있지만 여기서는 두지 않습니다.",
)
def halved(y_pred, y_true):
    return 0.5 * np.mean((y_pred - y_true) ** 2)


@mistake(
    "mse",
    en="You halve the sum of the squares. Here there is no factor 1/2, and the sum is divided by the number of elements.",
    ko="제곱의 합을 반으로 나누고 있습니다. 여기서는 1/2 없이 원소의 개수로 나눕니다.",
)
def half_the_sum(y_pred, y_true):
    return 0.5 * np.sum((y_pred - y_true) ** 2)


@mistake(
    "mse",
    en="You take the square root at the end. That is the root mean squared error; leave the mean as it is.",
    ko="마지막에 제곱근을 취했습니다. 그것은 평균 제곱근 오차(RMSE)입니다. 평균을 그대로 두세요.",
)
def root_taken(y_pred, y_true):
    return np.sqrt(np.mean((y_pred - y_true) ** 2))


@mistake(
    "mse",
    en="You average the sizes of the errors. The errors are to be squared.",
    ko="오차의 절댓값을 평균했습니다. 오차를 제곱해야 합니다.",
)
def absolute_error(y_pred, y_true):
    return np.mean(np.abs(y_pred - y_true))


@mistake(
    "mse",
    en="The square is missing: errors of opposite sign cancel, and the loss can even be negative.",
    ko="제곱이 빠졌습니다. 부호가 반대인 오차끼리 지워지고 손실이 음수가 되기도 합니다.",
)
def not_squared(y_pred, y_true):
    return np.mean(y_pred - y_true)


@mistake(
    "mse",
    en="You take the mean first and square it then, so errors of opposite sign cancel. Square each error, then average.",
    ko="평균을 먼저 내고 나서 제곱하므로 부호가 반대인 오차끼리 지워집니다. 오차를 하나하나 제곱한 뒤 평균을 내세요.",
)
def mean_before_square(y_pred, y_true):
    return np.mean(y_pred - y_true) ** 2


@mistake(
    "mse",
    en="You square prediction and target and subtract then. Subtract first, then square.",
    ko="예측과 정답을 각각 제곱한 뒤에 뺐습니다. 먼저 빼고 그다음에 제곱하세요.",
)
def squares_subtracted(y_pred, y_true):
    return np.mean(y_pred**2 - y_true**2)


@mistake(
    "mse",
    en="You average along the last axis only, so an array with more axes gives a loss per row. One number is asked: the "
    "mean over everything.",
    ko="마지막 축으로만 평균을 내므로 축이 여럿인 배열에서는 줄마다 손실이 나옵니다. 전체의 평균인 수 하나를 반환하세요.",
)
def loss_per_row(y_pred, y_true):
    return np.mean((y_pred - y_true) ** 2, axis=-1)


@mistake(
    "mse",
    en="You average over the first axis only, so an array with more axes gives a loss per column. Average over everything.",
    ko="첫 번째 축으로만 평균을 내므로 축이 여럿인 배열에서는 열마다 손실이 나옵니다. 전체의 평균을 내세요.",
)
def loss_per_column(y_pred, y_true):
    return np.mean((y_pred - y_true) ** 2, axis=0)


@mistake(
    "mse",
    en="You return the squared errors, one per element. The loss is one number: their mean.",
    ko="원소마다 제곱한 오차를 그대로 반환합니다. 손실은 그 평균인 수 하나입니다.",
)
def mean_forgotten(y_pred, y_true):
    return (y_pred - y_true) ** 2


@mistake(
    "mse",
    en="You divide by n − 1, as for a variance estimated from a sample. A loss divides by n.",
    ko="표본으로 분산을 추정할 때처럼 n − 1로 나누고 있습니다. 손실은 n으로 나눕니다.",
)
def one_less(y_pred, y_true):
    return np.sum((y_pred - y_true) ** 2) / (y_pred.size - 1)


@mistake(
    "mse",
    en="`y_pred -= y_true` changes the caller's predictions. Put the difference into a new array.",
    ko="`y_pred -= y_true` 문은 호출한 쪽의 예측을 바꿉니다. 차이를 새 배열에 담으세요.",
)
def predictions_overwritten(y_pred, y_true):
    y_pred -= y_true
    return np.mean(y_pred**2)


@mistake(
    "mse_grad",
    en="The factor 2 is missing: the derivative of e² is 2e.",
    ko="2가 빠졌습니다. e²의 미분은 2e입니다.",
)
def factor_two_missing(y_pred, y_true):
    return (y_pred - y_true) / y_pred.size


@mistake(
    "mse_grad",
    en="The loss is a mean, so every entry of its gradient is divided by the number of elements, too.",
    ko="손실이 평균이므로 기울기의 원소도 모두 원소의 개수로 나누어야 합니다.",
)
def gradient_of_the_sum(y_pred, y_true):
    return 2 * (y_pred - y_true)


@mistake(
    "mse_grad",
    en="You return the error itself: the slope of half the sum of squares. For the mean of squares a 2 and the number of "
    "elements are missing.",
    ko="오차를 그대로 반환합니다. 이것은 제곱합의 절반을 미분한 값입니다. 제곱의 평균이면 2를 곱하고 원소의 개수로 나누어야 합니다.",
)
def bare_error(y_pred, y_true):
    return y_pred - y_true


@mistake(
    "mse_grad",
    en="You divide by `len(y_pred)`, which counts only the first axis. The loss divides by the number of all elements.",
    ko="첫 번째 축의 길이인 `len(y_pred)` 값으로 나누고 있습니다. 손실은 모든 원소의 개수로 나눕니다.",
)
def gradient_by_rows(y_pred, y_true):
    return 2 * (y_pred - y_true) / len(y_pred)


@mistake(
    "mse_grad",
    en="The sign is wrong: where the prediction is too high, raising it further raises the loss, so the slope is positive.",
    ko="부호가 반대입니다. 예측이 정답보다 클 때 더 키우면 손실도 커지므로 기울기는 양수여야 합니다.",
)
def sign_reversed(y_pred, y_true):
    return 2 * (y_true - y_pred) / y_pred.size


@mistake(
    "mse_grad",
    en="You average the slopes into one number. Every prediction has its own slope: divide by n, but do not add up.",
    ko="기울기를 평균해서 수 하나로 만들었습니다. 예측마다 기울기가 따로 있으므로 n으로 나누되 더하지는 마세요.",
)
def gradient_averaged(y_pred, y_true):
    return 2 * np.mean(y_pred - y_true)


@mistake(
    "mse_grad",
    en="You keep the square. The derivative of e² is 2e: of the first power, and with the sign of the error.",
    ko="제곱이 그대로 남아 있습니다. e²의 미분은 일차식인 2e이고 오차의 부호를 따릅니다.",
)
def square_kept(y_pred, y_true):
    return 2 * (y_pred - y_true) ** 2 / y_pred.size


@mistake(
    "mse_grad",
    en="You keep only the sign of the error; that is the slope of the absolute error. Here the slope grows with the error.",
    ko="오차의 부호만 남겼습니다. 그것은 절대 오차의 기울기입니다. 여기서는 오차가 클수록 기울기도 커집니다.",
)
def sign_only(y_pred, y_true):
    return np.sign(y_pred - y_true) / y_pred.size


@mistake(
    "mse_grad",
    en="`y_pred -= y_true` changes the caller's predictions. Put the difference into a new array.",
    ko="`y_pred -= y_true` 문은 호출한 쪽의 예측을 바꿉니다. 차이를 새 배열에 담으세요.",
)
def gradient_in_place(y_pred, y_true):
    y_pred -= y_true
    return 2 * y_pred / y_pred.size
