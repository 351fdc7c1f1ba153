import numpy as np

from dlgrade.testing import mistake


@mistake(
    "huber",
    en="The factor 1/2 of the quadratic part is missing. Without it the two parts do not meet at `delta`.",
    ko="이차식 앞의 1/2이 빠졌습니다. 그러면 `delta` 값에서 두 식이 만나지 않습니다.",
)
def half_missing(y_pred, y_true, delta=1.0):
    e = np.abs(y_pred - y_true)
    return np.mean(np.where(e <= delta, e**2, delta * (e - 0.5 * delta)))


@mistake(
    "huber",
    en="The factor 1/2 is missing in both parts: this is twice Huber's loss.",
    ko="두 식에서 모두 1/2이 빠져 Huber 손실의 두 배가 나옵니다.",
)
def twice_as_much(y_pred, y_true, delta=1.0):
    e = np.abs(y_pred - y_true)
    return np.mean(np.where(e <= delta, e**2, 2 * delta * e - delta**2))


@mistake(
    "huber",
    en="Outside you return `delta` times the size of the error. Half of `delta` must be subtracted from the size first, or "
    "the loss jumps at `delta`.",
    ko="바깥쪽에서 오차의 크기에 `delta` 값을 곱하기만 했습니다. 크기에서 `delta` 값의 절반을 먼저 빼지 않으면 경계에서 손실이 튑니다.",
)
def line_not_lowered(y_pred, y_true, delta=1.0):
    e = np.abs(y_pred - y_true)
    return np.mean(np.where(e <= delta, 0.5 * e**2, delta * e))


@mistake(
    "huber",
    en="Outside you subtract the whole of `delta` from the size of the error; it should be half of it.",
    ko="바깥쪽에서 오차의 크기에서 `delta` 값을 통째로 뺍니다. 절반만 빼야 합니다.",
)
def whole_delta_subtracted(y_pred, y_true, delta=1.0):
    e = np.abs(y_pred - y_true)
    return np.mean(np.where(e <= delta, 0.5 * e**2, delta * (e - delta)))


@mistake(
    "huber",
    en="Outside, the factor `delta` in front of the bracket is missing. With `delta = 1` one does not see it.",
    ko="바깥쪽 괄호 앞에 곱해야 할 `delta` 값이 빠졌습니다. `delta = 1`일 때는 드러나지 않습니다.",
)
def factor_delta_missing(y_pred, y_true, delta=1.0):
    e = np.abs(y_pred - y_true)
    return np.mean(np.where(e <= delta, 0.5 * e**2, e - 0.5 * delta))


@mistake(
    "huber",
    en="Multiplied out, the line is delta·|e| − ½·delta², with a square. You subtract ½·delta, which is the same for "
    "`delta = 1` only.",
    ko="직선의 식을 풀어 쓰면 delta·|e| − ½·delta²으로, 제곱이 있습니다. ½·delta를 빼면 `delta = 1`일 때만 같습니다.",
)
def delta_not_squared(y_pred, y_true, delta=1.0):
    e = np.abs(y_pred - y_true)
    return np.mean(np.where(e <= delta, 0.5 * e**2, delta * e - 0.5 * delta))


@mistake(
    "huber",
    en="You ignore `delta` and always use 1.",
    ko="`delta` 값을 무시하고 항상 1을 쓰고 있습니다.",
)
def delta_ignored(y_pred, y_true, delta=1.0):
    e = np.abs(y_pred - y_true)
    return np.mean(np.where(e <= 1.0, 0.5 * e**2, e - 0.5))


@mistake(
    "huber",
    en="You compare the error itself with `delta`, so a large negative error counts as small and is squared. Compare its "
    "size.",
    ko="오차를 그대로 `delta` 값과 비교하므로 크기가 큰 음수 오차도 작은 것으로 여겨 제곱합니다. 오차의 크기를 비교하세요.",
)
def sign_in_the_comparison(y_pred, y_true, delta=1.0):
    e = y_pred - y_true
    return np.mean(np.where(e <= delta, 0.5 * e**2, delta * (np.abs(e) - 0.5 * delta)))


@mistake(
    "huber",
    en="Outside you use the error with its sign: for large negative errors the loss becomes negative. Use its size.",
    ko="바깥쪽 식에 오차를 부호째 넣어서 크기가 큰 음수 오차에서는 손실이 음수가 됩니다. 오차의 크기를 쓰세요.",
)
def sign_in_the_line(y_pred, y_true, delta=1.0):
    e = y_pred - y_true
    return np.mean(np.where(np.abs(e) <= delta, 0.5 * e**2, delta * (e - 0.5 * delta)))


@mistake(
    "huber",
    en="The two parts have changed places: the square belongs to small errors, the line to large ones.",
    ko="두 식의 자리가 바뀌었습니다. 작은 오차에 제곱, 큰 오차에 직선을 써야 합니다.",
)
def parts_swapped(y_pred, y_true, delta=1.0):
    e = np.abs(y_pred - y_true)
    return np.mean(np.where(e > delta, 0.5 * e**2, delta * (e - 0.5 * delta)))


@mistake(
    "huber",
    en="You divide by `delta`: that is the smooth L1 loss. The two agree for `delta = 1` only.",
    ko="`delta` 값으로 나누고 있습니다. 그것은 smooth L1 손실이고 `delta = 1`일 때만 Huber 손실과 같습니다.",
)
def smooth_l1(y_pred, y_true, delta=1.0):
    e = np.abs(y_pred - y_true)
    return np.mean(np.where(e <= delta, 0.5 * e**2 / delta, e - 0.5 * delta))


@mistake(
    "huber",
    en="One test decides for the whole array, so a single large error makes all of them count as large. Choose entry by "
    "entry.",
    ko="배열 전체를 두고 한 번만 판단하므로 큰 오차가 하나만 있어도 모두 큰 것으로 다룹니다. 원소마다 고르세요.",
)
def one_part_for_the_array(y_pred, y_true, delta=1.0):
    e = np.abs(y_pred - y_true)
    if np.all(e <= delta):
        return np.mean(0.5 * e**2)
    return np.mean(delta * (e - 0.5 * delta))


@mistake(
    "huber",
    en="You average the size of the errors first and apply the formula to the average. Apply it to each error, then average.",
    ko="오차의 크기를 먼저 평균한 뒤 그 평균에 식을 적용합니다. 오차마다 식을 적용한 뒤 평균을 내세요.",
)
def mean_first(y_pred, y_true, delta=1.0):
    e = np.mean(np.abs(y_pred - y_true))
    return 0.5 * e**2 if e <= delta else delta * (e - 0.5 * delta)


@mistake(
    "huber",
    en="`if` can decide about one number only, not about an array. Choose entry by entry.",
    ko="`if` 문은 배열이 아니라 수 하나만 판단할 수 있습니다. 원소마다 고르세요.",
)
def numbers_only(y_pred, y_true, delta=1.0):
    e = abs(y_pred - y_true)
    if e <= delta:
        return 0.5 * e**2
    return delta * (e - 0.5 * delta)


@mistake(
    "huber",
    en="You average the small and the large errors separately. Each mean has its own count, and a mean of none is nan. Put "
    "all losses together, then average once.",
    ko="작은 오차와 큰 오차를 따로 평균합니다. 나누는 개수가 서로 다르고, 한쪽이 비면 nan이 됩니다. 손실을 모두 모아 한 번만 평균하세요.",
)
def separate_means(y_pred, y_true, delta=1.0):
    e = np.abs(y_pred - y_true)
    small = e <= delta
    return np.mean(0.5 * e[small] ** 2) + np.mean(delta * (e[~small] - 0.5 * delta))


@mistake(
    "huber",
    en="You add up the losses of the elements but do not divide. Take their mean.",
    ko="원소의 손실을 더하기만 하고 나누지 않았습니다. 평균을 내세요.",
)
def sum_of_losses(y_pred, y_true, delta=1.0):
    e = np.abs(y_pred - y_true)
    return np.sum(np.where(e <= delta, 0.5 * e**2, delta * (e - 0.5 * delta)))


@mistake(
    "huber",
    en="You divide by `len(y_pred)`, which counts only the first axis. The mean is over all elements.",
    ko="첫 번째 축의 길이인 `len(y_pred)` 값으로 나누고 있습니다. 모든 원소의 개수로 나누어야 합니다.",
)
def rows_counted(y_pred, y_true, delta=1.0):
    e = np.abs(y_pred - y_true)
    return np.sum(np.where(e <= delta, 0.5 * e**2, delta * (e - 0.5 * delta))) / len(y_pred)


@mistake(
    "huber",
    en="You return the loss of every element. The loss is one number: their mean.",
    ko="원소마다의 손실을 그대로 반환합니다. 손실은 그 평균인 수 하나입니다.",
)
def mean_forgotten(y_pred, y_true, delta=1.0):
    e = np.abs(y_pred - y_true)
    return np.where(e <= delta, 0.5 * e**2, delta * (e - 0.5 * delta))


@mistake(
    "huber",
    en="`y_pred -= y_true` changes the caller's predictions. Put the difference into a new array.",
    ko="`y_pred -= y_true` 문은 호출한 쪽의 예측을 바꿉니다. 차이를 새 배열에 담으세요.",
)
def predictions_overwritten(y_pred, y_true, delta=1.0):
    y_pred -= y_true
    e = np.abs(y_pred)
    return np.mean(np.where(e <= delta, 0.5 * e**2, delta * (e - 0.5 * delta)))


@mistake(
    "huber_grad",
    en="The error is not held at `delta`: this is the slope of the quadratic part everywhere.",
    ko="오차를 `delta` 값에서 자르지 않았습니다. 어디에서나 이차식의 기울기를 쓰고 있습니다.",
)
def not_held(y_pred, y_true, delta=1.0):
    return (y_pred - y_true) / y_pred.size


@mistake(
    "huber_grad",
    en="Outside the slope is `delta` times the sign of the error; you leave out `delta`. With `delta = 1` one does not see it.",
    ko="바깥쪽 기울기는 오차의 부호에 `delta` 값을 곱한 것인데 `delta` 값이 빠졌습니다. `delta = 1`일 때는 드러나지 않습니다.",
)
def sign_without_delta(y_pred, y_true, delta=1.0):
    e = y_pred - y_true
    return np.where(np.abs(e) <= delta, e, np.sign(e)) / y_pred.size


@mistake(
    "huber_grad",
    en="Outside you return `delta` whatever the sign. For large negative errors the slope is −delta.",
    ko="바깥쪽에서 부호와 상관없이 `delta` 값을 반환합니다. 크기가 큰 음수 오차에서는 기울기가 −delta입니다.",
)
def sign_forgotten(y_pred, y_true, delta=1.0):
    e = y_pred - y_true
    return np.where(np.abs(e) <= delta, e, delta) / y_pred.size


@mistake(
    "huber_grad",
    en="You hold the error at `delta` from above only. Large negative errors must be held at −delta as well.",
    ko="위쪽에서만 `delta` 값으로 자릅니다. 크기가 큰 음수 오차도 −delta에서 잘라야 합니다.",
)
def held_from_above_only(y_pred, y_true, delta=1.0):
    return np.minimum(y_pred - y_true, delta) / y_pred.size


@mistake(
    "huber_grad",
    en="You set the slope of large errors to 0. They still pull, with the strength `delta`.",
    ko="큰 오차의 기울기를 0으로 만들었습니다. 큰 오차도 `delta` 값의 세기로 당겨야 합니다.",
)
def large_errors_ignored(y_pred, y_true, delta=1.0):
    e = y_pred - y_true
    return np.where(np.abs(e) <= delta, e, 0.0) / y_pred.size


@mistake(
    "huber_grad",
    en="You ignore `delta` and always hold the error at 1.",
    ko="`delta` 값을 무시하고 항상 1에서 자르고 있습니다.",
)
def gradient_delta_ignored(y_pred, y_true, delta=1.0):
    return np.clip(y_pred - y_true, -1.0, 1.0) / y_pred.size


@mistake(
    "huber_grad",
    en="You divide by `delta`: that is the slope of the smooth L1 loss. The two agree for `delta = 1` only.",
    ko="`delta` 값으로 나누고 있습니다. 그것은 smooth L1 손실의 기울기이고 `delta = 1`일 때만 같습니다.",
)
def slope_of_smooth_l1(y_pred, y_true, delta=1.0):
    return np.clip((y_pred - y_true) / delta, -1.0, 1.0) / y_pred.size


@mistake(
    "huber_grad",
    en="You hold the size of the error at `delta` and lose its sign. Where the prediction is too low the slope is negative.",
    ko="오차의 크기를 `delta` 값에서 자르면서 부호를 잃었습니다. 예측이 정답보다 작은 곳에서는 기울기가 음수입니다.",
)
def size_held(y_pred, y_true, delta=1.0):
    return np.minimum(np.abs(y_pred - y_true), delta) / y_pred.size


@mistake(
    "huber_grad",
    en="For small errors you return 2e. With the 1/2 in front of the square the slope is e.",
    ko="작은 오차에서 2e를 반환합니다. 제곱 앞에 1/2이 있으므로 기울기는 e입니다.",
)
def two_for_small_errors(y_pred, y_true, delta=1.0):
    e = y_pred - y_true
    return np.where(np.abs(e) <= delta, 2 * e, delta * np.sign(e)) / y_pred.size


@mistake(
    "huber_grad",
    en="You divide by n first and hold the result at `delta` then, so the limit is n times too wide. The error itself is to "
    "be held.",
    ko="n으로 먼저 나눈 뒤 `delta` 값에서 자르므로 한계가 n배나 넓어집니다. 오차 자체를 먼저 잘라야 합니다.",
)
def divided_before_held(y_pred, y_true, delta=1.0):
    return np.clip((y_pred - y_true) / y_pred.size, -delta, delta)


@mistake(
    "huber_grad",
    en="The loss is a mean, so every entry of its gradient is divided by the number of elements, too.",
    ko="손실이 평균이므로 기울기의 원소도 모두 원소의 개수로 나누어야 합니다.",
)
def gradient_of_the_sum(y_pred, y_true, delta=1.0):
    return np.clip(y_pred - y_true, -delta, delta)


@mistake(
    "huber_grad",
    en="You divide by `len(y_pred)`, which counts only the first axis. The loss divides by the number of all elements.",
    ko="첫 번째 축의 길이인 `len(y_pred)` 값으로 나누고 있습니다. 손실은 모든 원소의 개수로 나눕니다.",
)
def gradient_by_rows(y_pred, y_true, delta=1.0):
    return np.clip(y_pred - y_true, -delta, delta) / len(y_pred)


@mistake(
    "huber_grad",
    en="The sign is wrong: where the prediction is too high, raising it further raises the loss, so the slope is positive.",
    ko="부호가 반대입니다. 예측이 정답보다 클 때 더 키우면 손실도 커지므로 기울기는 양수여야 합니다.",
)
def sign_reversed(y_pred, y_true, delta=1.0):
    return np.clip(y_true - y_pred, -delta, delta) / y_pred.size


@mistake(
    "huber_grad",
    en="`np.clip(…, out=y_pred)` or `y_pred -= …` writes into the caller's predictions. Work in a new array.",
    ko="`np.clip(…, out=y_pred)`나 `y_pred -= …`처럼 쓰면 호출한 쪽의 예측이 바뀝니다. 새 배열에서 계산하세요.",
)
def gradient_in_place(y_pred, y_true, delta=1.0):
    y_pred -= y_true
    np.clip(y_pred, -delta, delta, out=y_pred)
    return y_pred / y_pred.size
