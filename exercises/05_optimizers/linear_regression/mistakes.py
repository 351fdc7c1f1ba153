import numpy as np

from dlgrade.testing import mistake


@mistake(
    "fit_line",
    en="Both slopes are added, so the loss grows: they point uphill, and the step has to go the other way. "
    "With the error as prediction minus target the step is a subtraction.",
    ko="두 기울기를 더하고 있어 손실이 커집니다. 기울기는 오르막을 가리키므로 반대로 옮겨야 합니다. 오차가 예측에서 정답을 뺀 "
    "값이면 걸음은 뺄셈입니다.",
)
def uphill(x, y, lr=0.1, iterations=300):
    w, b, losses = 0.0, 0.0, []
    for _ in range(iterations):
        error = w * x + b - y
        losses.append(np.mean(error**2))
        w = w + lr * 2 * np.mean(error * x)
        b = b + lr * 2 * np.mean(error)
    return w, b, losses


@mistake(
    "fit_line",
    en="w moves with its slope instead of against it; b is right. Watch the sign of both.",
    ko="b는 맞지만 w를 기울기와 같은 방향으로 옮기고 있습니다. 두 부호를 모두 살펴보세요.",
)
def slope_goes_uphill(x, y, lr=0.1, iterations=300):
    w, b, losses = 0.0, 0.0, []
    for _ in range(iterations):
        error = w * x + b - y
        losses.append(np.mean(error**2))
        w = w + lr * 2 * np.mean(error * x)
        b = b - lr * 2 * np.mean(error)
    return w, b, losses


@mistake(
    "fit_line",
    en="The 2 that the square leaves behind is missing from the slopes: all steps are half as long as they "
    "should be.",
    ko="제곱을 미분할 때 나오는 2가 두 기울기에서 빠졌습니다. 모든 걸음이 절반 길이입니다.",
)
def two_missing(x, y, lr=0.1, iterations=300):
    w, b, losses = 0.0, 0.0, []
    for _ in range(iterations):
        error = w * x + b - y
        losses.append(np.mean(error**2))
        w = w - lr * np.mean(error * x)
        b = b - lr * np.mean(error)
    return w, b, losses


@mistake(
    "fit_line",
    en="The 2 that the square leaves behind is missing from the slope for b. It belongs to both slopes.",
    ko="b의 기울기에 제곱을 미분하면 나오는 2가 빠졌습니다. 2는 두 기울기 모두에 있습니다.",
)
def two_missing_for_the_bias(x, y, lr=0.1, iterations=300):
    w = b = 0.0
    losses = []
    for _ in range(iterations):
        error = w * x + b - y
        losses.append(float(np.mean(error**2)))
        w -= lr * 2 * np.mean(error * x)
        b -= lr * np.mean(error)
    return w, b, losses


@mistake(
    "fit_line",
    en="The two slopes are exchanged: the factor x belongs to the slope for w, not to that for b.",
    ko="두 기울기가 서로 바뀌었습니다. x를 곱하는 것은 b가 아니라 w의 기울기입니다.",
)
def slopes_exchanged(x, y, lr=0.1, iterations=300):
    w = b = 0.0
    losses = []
    for _ in range(iterations):
        error = w * x + b - y
        losses.append(float(np.mean(error**2)))
        w -= lr * 2 * np.mean(error)
        b -= lr * 2 * np.mean(error * x)
    return w, b, losses


@mistake(
    "fit_line",
    en="This is the loss with 1/2 in front, which removes the 2 from the slopes. Here the loss is the plain "
    "mean of the squares, and the slopes keep their 2.",
    ko="앞에 1/2을 곱한 손실을 쓰고 있어 기울기의 2가 지워졌습니다. 여기서 손실은 제곱의 평균 그대로이고 기울기에는 2가 "
    "남습니다.",
)
def half_the_squares(x, y, lr=0.1, iterations=300):
    w, b, losses = 0.0, 0.0, []
    for _ in range(iterations):
        error = w * x + b - y
        losses.append(np.mean(error**2) / 2)
        w = w - lr * np.mean(error * x)
        b = b - lr * np.mean(error)
    return w, b, losses


@mistake(
    "fit_line",
    en="The slopes are sums over the points. The loss is a mean, so they have to be divided by the number of "
    "points, too.",
    ko="두 기울기가 점들에 대한 합입니다. 손실이 평균이므로 기울기도 점의 개수로 나누어야 합니다.",
)
def sums_as_slopes(x, y, lr=0.1, iterations=300):
    w, b, losses = 0.0, 0.0, []
    for _ in range(iterations):
        error = w * x + b - y
        losses.append(np.mean(error**2))
        w = w - lr * 2 * np.sum(error * x)
        b = b - lr * 2 * np.sum(error)
    return w, b, losses


@mistake(
    "fit_line",
    en="Loss and slopes are sums over the points. Divide all three by the number of points.",
    ko="손실과 두 기울기가 모두 점들에 대한 합입니다. 셋 다 점의 개수로 나누세요.",
)
def sums_everywhere(x, y, lr=0.1, iterations=300):
    w, b, losses = 0.0, 0.0, []
    for _ in range(iterations):
        error = w * x + b - y
        losses.append(np.sum(error**2))
        w = w - lr * 2 * np.sum(error * x)
        b = b - lr * 2 * np.sum(error)
    return w, b, losses


@mistake(
    "fit_line",
    en="The line is right, but the losses are sums of the squares. Divide by the number of points.",
    ko="직선은 맞지만 손실이 제곱의 합입니다. 점의 개수로 나누세요.",
)
def sum_as_loss(x, y, lr=0.1, iterations=300):
    w, b, losses = 0.0, 0.0, []
    for _ in range(iterations):
        error = w * x + b - y
        losses.append(np.sum(error**2))
        w = w - lr * 2 * np.mean(error * x)
        b = b - lr * 2 * np.mean(error)
    return w, b, losses


@mistake(
    "fit_line",
    en="b moves by errors that are worked out with the new w. Both slopes belong to the line before the "
    "step: find both first, then move both.",
    ko="새 w로 다시 구한 오차로 b를 옮기고 있습니다. 두 기울기 모두 걸음을 옮기기 전의 직선에서 구해야 합니다. 둘을 먼저 구한 "
    "뒤에 함께 옮기세요.",
)
def bias_from_the_new_slope(x, y, lr=0.1, iterations=300):
    w, b, losses = 0.0, 0.0, []
    for _ in range(iterations):
        error = w * x + b - y
        losses.append(np.mean(error**2))
        w = w - lr * 2 * np.mean(error * x)
        error = w * x + b - y
        b = b - lr * 2 * np.mean(error)
    return w, b, losses


@mistake(
    "fit_line",
    en="w moves by errors that are worked out with the new b. Both slopes belong to the line before the "
    "step: find both first, then move both.",
    ko="새 b로 다시 구한 오차로 w를 옮기고 있습니다. 두 기울기 모두 걸음을 옮기기 전의 직선에서 구해야 합니다. 둘을 먼저 구한 "
    "뒤에 함께 옮기세요.",
)
def weight_from_the_new_bias(x, y, lr=0.1, iterations=300):
    w, b, losses = 0.0, 0.0, []
    for _ in range(iterations):
        error = w * x + b - y
        losses.append(np.mean(error**2))
        b = b - lr * 2 * np.mean(error)
        error = w * x + b - y
        w = w - lr * 2 * np.mean(error * x)
    return w, b, losses


@mistake(
    "fit_line",
    en="The losses are those after each step. The list starts with the loss of the line 0, before anything "
    "has moved.",
    ko="걸음을 옮긴 뒤의 손실을 넣고 있습니다. 리스트는 아무것도 움직이기 전, 직선 0의 손실로 시작합니다.",
)
def loss_after_the_step(x, y, lr=0.1, iterations=300):
    w, b, losses = 0.0, 0.0, []
    for _ in range(iterations):
        error = w * x + b - y
        w = w - lr * 2 * np.mean(error * x)
        b = b - lr * 2 * np.mean(error)
        losses.append(np.mean((w * x + b - y) ** 2))
    return w, b, losses


@mistake(
    "fit_line",
    en="The list has one loss too many, the one after the last step. Only the losses before the steps belong "
    "to it.",
    ko="마지막 걸음 뒤의 손실까지 들어가 리스트가 하나 더 깁니다. 걸음을 옮기기 전의 손실만 넣으세요.",
)
def one_loss_too_many(x, y, lr=0.1, iterations=300):
    w, b, losses = 0.0, 0.0, []
    for _ in range(iterations):
        error = w * x + b - y
        losses.append(np.mean(error**2))
        w = w - lr * 2 * np.mean(error * x)
        b = b - lr * 2 * np.mean(error)
    losses.append(np.mean((w * x + b - y) ** 2))
    return w, b, losses


@mistake(
    "fit_line",
    en="You return the last loss only. Collect the loss of every step in a list.",
    ko="마지막 손실만 반환하고 있습니다. 걸음마다 손실을 리스트에 모으세요.",
)
def only_the_last_loss(x, y, lr=0.1, iterations=300):
    w, b, loss = 0.0, 0.0, 0.0
    for _ in range(iterations):
        error = w * x + b - y
        loss = np.mean(error**2)
        w = w - lr * 2 * np.mean(error * x)
        b = b - lr * 2 * np.mean(error)
    return w, b, loss


@mistake(
    "fit_line",
    en="The losses are missing: return three things, `(w, b, losses)`.",
    ko="손실이 빠졌습니다. `(w, b, losses)` 세 가지를 반환하세요.",
)
def losses_left_out(x, y, lr=0.1, iterations=300):
    w, b = 0.0, 0.0
    for _ in range(iterations):
        error = w * x + b - y
        w = w - lr * 2 * np.mean(error * x)
        b = b - lr * 2 * np.mean(error)
    return w, b


@mistake(
    "fit_line",
    en="The losses are roots of the mean squared error. Leave the root out: the loss is the mean of the "
    "squares itself.",
    ko="평균 제곱 오차의 제곱근을 넣고 있습니다. 손실은 제곱의 평균 그대로이므로 제곱근을 빼세요.",
)
def root_of_the_loss(x, y, lr=0.1, iterations=300):
    w, b, losses = 0.0, 0.0, []
    for _ in range(iterations):
        error = w * x + b - y
        losses.append(np.sqrt(np.mean(error**2)))
        w = w - lr * 2 * np.mean(error * x)
        b = b - lr * 2 * np.mean(error)
    return w, b, losses


@mistake(
    "fit_line",
    en="The losses are means of the absolute errors. Square the errors instead.",
    ko="오차의 절댓값을 평균 내고 있습니다. 절댓값 대신 제곱을 쓰세요.",
)
def absolute_loss(x, y, lr=0.1, iterations=300):
    w, b, losses = 0.0, 0.0, []
    for _ in range(iterations):
        error = w * x + b - y
        losses.append(np.mean(np.abs(error)))
        w = w - lr * 2 * np.mean(error * x)
        b = b - lr * 2 * np.mean(error)
    return w, b, losses


@mistake(
    "fit_line",
    en="The errors are averaged first and squared then, so that they cancel. Square first, then take the "
    "mean.",
    ko="오차를 먼저 평균 낸 다음 제곱하고 있어 오차끼리 지워집니다. 먼저 제곱하고 그다음에 평균을 내세요.",
)
def square_of_the_mean(x, y, lr=0.1, iterations=300):
    w, b, losses = 0.0, 0.0, []
    for _ in range(iterations):
        error = w * x + b - y
        losses.append(np.mean(error) ** 2)
        w = w - lr * 2 * np.mean(error * x)
        b = b - lr * 2 * np.mean(error)
    return w, b, losses


@mistake(
    "fit_line",
    en="The list holds the errors of every step, not one loss for each.",
    ko="걸음마다 손실 하나가 아니라 오차 배열이 통째로 리스트에 들어갑니다.",
)
def losses_as_errors(x, y, lr=0.1, iterations=300):
    w, b, losses = 0.0, 0.0, []
    for _ in range(iterations):
        error = w * x + b - y
        losses.append(error**2)
        w = w - lr * 2 * np.mean(error * x)
        b = b - lr * 2 * np.mean(error)
    return w, b, losses


@mistake(
    "fit_line",
    en="b stays 0 and the line always passes through the origin. It needs a slope and a step of its own.",
    ko="b가 0에 머물러 직선이 늘 원점을 지납니다. b도 자기 기울기로 옮겨야 합니다.",
)
def bias_never_moves(x, y, lr=0.1, iterations=300):
    w, b, losses = 0.0, 0.0, []
    for _ in range(iterations):
        error = w * x + b - y
        losses.append(np.mean(error**2))
        w = w - lr * 2 * np.mean(error * x)
    return w, b, losses


@mistake(
    "fit_line",
    en="The prediction leaves out b. The line is `w * x + b`.",
    ko="예측에 b가 빠졌습니다. 직선은 `w * x + b`입니다.",
)
def bias_not_predicted(x, y, lr=0.1, iterations=300):
    w, b, losses = 0.0, 0.0, []
    for _ in range(iterations):
        error = w * x - y
        losses.append(np.mean(error**2))
        w = w - lr * 2 * np.mean(error * x)
        b = b - lr * 2 * np.mean(error)
    return w, b, losses


@mistake(
    "fit_line",
    en="The slope for w is that for b: the factor x is missing. A change of w counts the more, the farther x "
    "is from 0.",
    ko="w의 기울기가 b의 기울기와 같습니다. x가 곱해지지 않았습니다. w가 변하면 x가 0에서 멀수록 예측이 더 많이 변합니다.",
)
def x_missing(x, y, lr=0.1, iterations=300):
    w, b, losses = 0.0, 0.0, []
    for _ in range(iterations):
        error = w * x + b - y
        losses.append(np.mean(error**2))
        w = w - lr * 2 * np.mean(error)
        b = b - lr * 2 * np.mean(error)
    return w, b, losses


@mistake(
    "fit_line",
    en="The slope for b is multiplied by x as well. b is added to every prediction alike, so its slope has "
    "no x.",
    ko="b의 기울기에도 x를 곱하고 있습니다. b는 모든 예측에 똑같이 더해지므로 기울기에 x가 없습니다.",
)
def x_in_both(x, y, lr=0.1, iterations=300):
    w, b, losses = 0.0, 0.0, []
    for _ in range(iterations):
        error = w * x + b - y
        losses.append(np.mean(error**2))
        w = w - lr * 2 * np.mean(error * x)
        b = b - lr * 2 * np.mean(error * x)
    return w, b, losses


@mistake(
    "fit_line",
    en="You multiply the mean of the errors by the mean of x. Multiply point by point first, then take the "
    "mean.",
    ko="오차의 평균과 x의 평균을 곱하고 있습니다. 점마다 먼저 곱한 다음 평균을 내세요.",
)
def product_of_means(x, y, lr=0.1, iterations=300):
    w, b, losses = 0.0, 0.0, []
    for _ in range(iterations):
        error = w * x + b - y
        losses.append(np.mean(error**2))
        w = w - lr * 2 * np.mean(error) * np.mean(x)
        b = b - lr * 2 * np.mean(error)
    return w, b, losses


@mistake(
    "fit_line",
    en="The steps are made with the squared errors. That is the loss; its slopes contain the errors "
    "themselves.",
    ko="오차의 제곱으로 걸음을 옮기고 있습니다. 그것은 손실이고, 기울기에는 오차 자체가 들어갑니다.",
)
def squares_as_slopes(x, y, lr=0.1, iterations=300):
    w, b, losses = 0.0, 0.0, []
    for _ in range(iterations):
        error = w * x + b - y
        losses.append(np.mean(error**2))
        w = w - lr * 2 * np.mean(error**2 * x)
        b = b - lr * 2 * np.mean(error**2)
    return w, b, losses


@mistake(
    "fit_line",
    en="The slopes contain only the signs of the errors: those belong to the mean absolute error. With "
    "squares the slopes contain 2 times the errors.",
    ko="기울기에 오차의 부호만 들어 있습니다. 그것은 평균 절대 오차의 기울기입니다. 제곱을 미분하면 오차의 2배가 나옵니다.",
)
def signs_as_slopes(x, y, lr=0.1, iterations=300):
    w, b, losses = 0.0, 0.0, []
    for _ in range(iterations):
        error = w * x + b - y
        losses.append(np.mean(error**2))
        w = w - lr * np.mean(np.sign(error) * x)
        b = b - lr * np.mean(np.sign(error))
    return w, b, losses


@mistake(
    "fit_line",
    en="The learning rate is written into the code: the argument `lr` has no effect.",
    ko="학습률이 코드에 박혀 있어 인수 `lr` 값이 쓰이지 않습니다.",
)
def learning_rate_ignored(x, y, lr=0.1, iterations=300):
    w, b, losses = 0.0, 0.0, []
    for _ in range(iterations):
        error = w * x + b - y
        losses.append(np.mean(error**2))
        w = w - 0.1 * 2 * np.mean(error * x)
        b = b - 0.1 * 2 * np.mean(error)
    return w, b, losses


@mistake(
    "fit_line",
    en="The number of steps is written into the code: the argument `iterations` has no effect.",
    ko="걸음 수가 코드에 박혀 있어 인수 `iterations` 값이 쓰이지 않습니다.",
)
def iterations_ignored(x, y, lr=0.1, iterations=300):
    w, b, losses = 0.0, 0.0, []
    for _ in range(300):
        error = w * x + b - y
        losses.append(np.mean(error**2))
        w = w - lr * 2 * np.mean(error * x)
        b = b - lr * 2 * np.mean(error)
    return w, b, losses


@mistake(
    "fit_line",
    en="You start with w = 1 and b = 1. Here both start at 0.",
    ko="w = 1, b = 1에서 시작하고 있습니다. 여기서는 둘 다 0에서 시작합니다.",
)
def starts_at_one(x, y, lr=0.1, iterations=300):
    w, b, losses = 1.0, 1.0, []
    for _ in range(iterations):
        error = w * x + b - y
        losses.append(np.mean(error**2))
        w = w - lr * 2 * np.mean(error * x)
        b = b - lr * 2 * np.mean(error)
    return w, b, losses


@mistake(
    "fit_line",
    en="The steps end early when the loss hardly falls any more. Make exactly `iterations` steps.",
    ko="손실이 거의 줄지 않으면 일찍 멈춥니다. 정확히 `iterations`걸음을 옮기세요.",
)
def stops_when_it_fits(x, y, lr=0.1, iterations=300):
    w, b, losses = 0.0, 0.0, []
    for _ in range(iterations):
        error = w * x + b - y
        losses.append(np.mean(error**2))
        w = w - lr * 2 * np.mean(error * x)
        b = b - lr * 2 * np.mean(error)
        if len(losses) > 1 and abs(losses[-2] - losses[-1]) < 1e-9:
            break
    return w, b, losses


@mistake(
    "fit_line",
    en="The steps end as soon as the loss grows. Make exactly `iterations` steps, even if the line runs "
    "away.",
    ko="손실이 커지면 바로 멈춥니다. 직선이 달아나더라도 정확히 `iterations`걸음을 옮기세요.",
)
def stops_when_it_grows(x, y, lr=0.1, iterations=300):
    w, b, losses = 0.0, 0.0, []
    for _ in range(iterations):
        error = w * x + b - y
        losses.append(np.mean(error**2))
        w = w - lr * 2 * np.mean(error * x)
        b = b - lr * 2 * np.mean(error)
        if len(losses) > 1 and losses[-1] > losses[-2]:
            break
    return w, b, losses


@mistake(
    "fit_line",
    en="w and b move after every single point. Here each step takes the mean over all the points.",
    ko="점 하나를 볼 때마다 w와 b를 옮기고 있습니다. 여기서는 걸음마다 모든 점의 평균을 씁니다.",
)
def point_by_point(x, y, lr=0.1, iterations=300):
    w, b, losses = 0.0, 0.0, []
    for _ in range(iterations):
        losses.append(np.mean((w * x + b - y) ** 2))
        for px, py in zip(x, y, strict=True):
            error = w * px + b - py
            w = w - lr * 2 * error * px
            b = b - lr * 2 * error
    return w, b, losses


@mistake(
    "fit_line",
    en="`x` becomes a column while `y` stays a row: prediction minus target is then an N × N array, each "
    "prediction against every target. Let both keep the shape `(N,)`.",
    ko="`x`만 열로 바꾸고 `y`는 그대로 두었습니다. 그러면 예측에서 정답을 뺀 값이 모든 예측과 모든 정답을 짝지은 N × N 배열이 "
    "됩니다. 둘 다 `(N,)` 모양을 유지하세요.",
)
def columns_against_rows(x, y, lr=0.1, iterations=300):
    x = x.reshape(-1, 1)
    w, b, losses = 0.0, 0.0, []
    for _ in range(iterations):
        error = w * x + b - y
        losses.append(np.mean(error**2))
        w = w - lr * 2 * np.mean(error * x)
        b = b - lr * 2 * np.mean(error)
    return w, b, losses


@mistake(
    "fit_line",
    en="w and b come out as arrays of one entry. Numbers are asked for: start with 0.0, not with "
    "`np.zeros(1)`.",
    ko="w와 b가 원소 하나짜리 배열로 나옵니다. 수를 반환해야 하므로 `np.zeros(1)` 대신 0.0에서 시작하세요.",
)
def parameters_as_arrays(x, y, lr=0.1, iterations=300):
    w, b, losses = np.zeros(1), np.zeros(1), []
    for _ in range(iterations):
        error = w * x + b - y
        losses.append(np.mean(error**2))
        w = w - lr * 2 * np.mean(error * x)
        b = b - lr * 2 * np.mean(error)
    return w, b, losses


@mistake(
    "fit_line",
    en="The intercept comes first. The order is `(w, b, losses)`.",
    ko="절편이 먼저 나옵니다. 순서는 `(w, b, losses)`입니다.",
)
def intercept_first(x, y, lr=0.1, iterations=300):
    w, b, losses = 0.0, 0.0, []
    for _ in range(iterations):
        error = w * x + b - y
        losses.append(np.mean(error**2))
        w = w - lr * 2 * np.mean(error * x)
        b = b - lr * 2 * np.mean(error)
    return b, w, losses


@mistake(
    "fit_line",
    en="`x` is standardised first, so w and b belong to another x than the one given. Use `x` as it is.",
    ko="`x` 값을 먼저 표준화해서 w와 b가 주어진 x의 것이 아니게 됩니다. `x` 값을 그대로 쓰세요.",
)
def inputs_standardised(x, y, lr=0.1, iterations=300):
    x = (x - np.mean(x)) / (np.std(x) + 1e-12)
    w, b, losses = 0.0, 0.0, []
    for _ in range(iterations):
        error = w * x + b - y
        losses.append(np.mean(error**2))
        w = w - lr * 2 * np.mean(error * x)
        b = b - lr * 2 * np.mean(error)
    return w, b, losses


@mistake(
    "fit_line",
    en="`y -= ...` changes the caller's data, and from the second step on you work with the wrong targets. "
    "Make a new array for the errors.",
    ko="`y -= ...` 연산이 호출한 쪽의 데이터를 바꾸고, 두 번째 걸음부터는 틀린 정답을 쓰게 됩니다. 오차는 새 배열에 담으세요.",
)
def targets_overwritten(x, y, lr=0.1, iterations=300):
    w, b, losses = 0.0, 0.0, []
    for _ in range(iterations):
        y -= w * x + b
        error = -y
        losses.append(np.mean(error**2))
        w = w - lr * 2 * np.mean(error * x)
        b = b - lr * 2 * np.mean(error)
    return w, b, losses


@mistake(
    "fit_line",
    en="You work out the best line in closed form. It is where descent arrives in the end; here the steps on "
    "the way are asked for.",
    ko="공식으로 가장 좋은 직선을 바로 구하고 있습니다. 경사 하강법이 끝내 이르는 곳은 맞지만, 여기서는 거기까지 가는 걸음이 "
    "필요합니다.",
)
def closed_form(x, y, lr=0.1, iterations=300):
    centred = x - np.mean(x)
    w = np.sum(centred * y) / np.maximum(np.sum(centred**2), 1e-12)
    b = np.mean(y) - w * np.mean(x)
    return w, b, [np.mean((w * x + b - y) ** 2)] * iterations


@mistake(
    "fit_line",
    en="w and b live outside the function, so the second call goes on where the first has ended. Set them to "
    "0 at the start of each call.",
    ko="w와 b가 함수 밖에 있어서 두 번째 호출이 첫 호출이 끝난 곳에서 이어집니다. 호출할 때마다 0에서 시작하세요.",
)
def goes_on_from_the_last_call(x, y, lr=0.1, iterations=300, kept=[0.0, 0.0]):  # noqa: B006 - the mistake itself
    losses = []
    for _ in range(iterations):
        error = kept[0] * x + kept[1] - y
        losses.append(np.mean(error**2))
        kept[0] -= lr * 2 * np.mean(error * x)
        kept[1] -= lr * 2 * np.mean(error)
    return kept[0], kept[1], losses
