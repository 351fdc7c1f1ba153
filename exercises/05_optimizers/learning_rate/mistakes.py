import math

import numpy as np

from dlgrade.testing import mistake


@mistake(
    "stable_learning_rate",
    en="This is the rate with which a single step arrives. Beyond it x jumps over the minimum, but for a "
    "while still comes closer: the border lies where the factor is −1.",
    ko="한 걸음에 도착하는 학습률입니다. 이보다 커도 한동안은 극소점을 넘나들면서 가까워집니다. 경계는 곱하는 수가 −1이 되는 "
    "곳입니다.",
)
def best_rate(curvature):
    return 1 / curvature


@mistake(
    "stable_learning_rate",
    en="This is the border for c·x², whose slope is 2cx. Here the function is half of that.",
    ko="기울기가 2cx인 c·x²의 경계입니다. 여기서 함수는 그 절반입니다.",
)
def border_of_x_squared(curvature):
    return 1 / (2 * curvature)


@mistake(
    "stable_learning_rate",
    en="The quotient is upside down: the narrower the valley, the smaller the rate has to be.",
    ko="분자와 분모가 뒤집혔습니다. 골짜기가 좁을수록 학습률은 작아야 합니다.",
)
def upside_down(curvature):
    return curvature / 2


@mistake(
    "stable_learning_rate",
    en="You multiply by the curvature. The narrower the valley, the smaller the rate has to be: divide.",
    ko="곡률을 곱하고 있습니다. 골짜기가 좁을수록 학습률은 작아야 하므로 나누어야 합니다.",
)
def times_the_curvature(curvature):
    return 2 * curvature


@mistake(
    "stable_learning_rate",
    en="The border is the same for every curvature. It has to depend on how narrow the valley is.",
    ko="곡률이 달라도 경계가 같습니다. 골짜기가 얼마나 좁은지에 따라 달라져야 합니다.",
)
def same_for_every_curvature(curvature):
    return 1.0


@mistake(
    "stable_learning_rate",
    en="The border comes out as a difference. Solve 1 − ηc = −1 once more: η and c are multiplied, so c "
    "ends up as a divisor.",
    ko="경계를 뺄셈으로 구하고 있습니다. 1 − ηc = −1을 다시 풀어 보세요. η와 c는 곱해져 있으므로 c로 나누게 됩니다.",
)
def minus_curvature(curvature):
    return 2 - curvature


@mistake(
    "stable_learning_rate",
    en="There is a root too many: η and c appear as a plain product in the factor.",
    ko="제곱근이 필요 없습니다. 곱하는 수에는 η와 c의 곱이 그대로 들어 있습니다.",
)
def root_taken(curvature):
    return math.sqrt(2 / curvature)


@mistake(
    "stable_learning_rate",
    en="The curvature is squared. It appears only once in the factor 1 − ηc.",
    ko="곡률을 제곱하고 있습니다. 곱하는 수 1 − ηc에는 곡률이 한 번만 들어 있습니다.",
)
def squared_curvature(curvature):
    return 2 / curvature**2


@mistake(
    "stable_learning_rate",
    en="`//` divides whole numbers and cuts off the fraction. Use `/`.",
    ko="`//` 연산자는 소수 부분을 버립니다. `/`를 쓰세요.",
)
def whole_division(curvature):
    return 2 // curvature


@mistake(
    "stable_learning_rate",
    en="You stay a little below the border, to be safe. Asked for is the border itself.",
    ko="안전하게 경계보다 조금 작은 값을 반환하고 있습니다. 경계 자체를 구해야 합니다.",
)
def a_little_less(curvature):
    return 0.99 * 2 / curvature


@mistake(
    "stable_learning_rate",
    en="The sign is wrong: with a negative rate descent climbs. Solve 1 − ηc = −1 once more.",
    ko="부호가 틀렸습니다. 학습률이 음수이면 위로 올라갑니다. 1 − ηc = −1을 다시 풀어 보세요.",
)
def negative_side(curvature):
    return -2 / curvature


@mistake(
    "stable_learning_rate",
    en="You try rates in fixed steps and take the last that does not diverge, which is only near the "
    "border. Solve the condition for the rate instead.",
    ko="학습률을 일정한 간격으로 시험해 발산하지 않는 마지막 값을 골랐으므로 경계에 가까울 뿐입니다. 조건을 학습률에 대해 직접 "
    "푸세요.",
)
def rough_search(curvature):
    rates = np.arange(0.0, 100.0, 0.001)
    return rates[np.abs(1 - rates * curvature) <= 1][-1]


@mistake(
    "descend_quadratic",
    en="The slope is added, so x climbs out of the valley. It points uphill: the step has to go the other "
    "way.",
    ko="기울기를 더하고 있어 골짜기를 벗어납니다. 기울기는 오르막을 가리키므로 반대로 옮겨야 합니다.",
)
def uphill(curvature, x0, lr, steps):
    x = x0
    path = [x]
    for _ in range(steps):
        x = x + lr * curvature * x
        path.append(x)
    return np.array(path)


@mistake(
    "descend_quadratic",
    en="The ½ has stayed in the slope. Differentiating the square brings a 2 to the front, and the two "
    "cancel.",
    ko="기울기에 ½이 남아 있습니다. 제곱을 미분하면 앞으로 2가 나와 ½과 지워집니다.",
)
def half_the_slope(curvature, x0, lr, steps):
    x = x0
    path = [x]
    for _ in range(steps):
        x = x - lr * 0.5 * curvature * x
        path.append(x)
    return np.array(path)


@mistake(
    "descend_quadratic",
    en="This is the slope of c·x². The function has a ½ in front, which cancels the 2.",
    ko="c·x²의 기울기입니다. 함수 앞에 ½이 있어 2와 지워집니다.",
)
def slope_of_c_x_squared(curvature, x0, lr, steps):
    x = x0
    path = [x]
    for _ in range(steps):
        x = x - lr * 2 * curvature * x
        path.append(x)
    return np.array(path)


@mistake(
    "descend_quadratic",
    en="The step is made with the height ½cx² instead of the slope. Differentiate it first.",
    ko="기울기 대신 함수의 높이 ½cx²로 걸음을 옮기고 있습니다. 먼저 미분하세요.",
)
def height_for_slope(curvature, x0, lr, steps):
    x = x0
    path = [x]
    for _ in range(steps):
        with np.errstate(all="ignore"):
            x = x - lr * 0.5 * curvature * np.float64(x) ** 2
        path.append(x)
    return np.array(path)


@mistake(
    "descend_quadratic",
    en="The slope is taken to be c everywhere. It is c times x: it changes from point to point.",
    ko="기울기를 어디서나 c로 쓰고 있습니다. 기울기는 c에 x를 곱한 값이므로 점마다 다릅니다.",
)
def slope_without_x(curvature, x0, lr, steps):
    x = x0
    path = [x]
    for _ in range(steps):
        x = x - lr * curvature
        path.append(x)
    return np.array(path)


@mistake(
    "descend_quadratic",
    en="The slope is x without the curvature.",
    ko="기울기에 곡률이 빠지고 x만 남았습니다.",
)
def curvature_left_out(curvature, x0, lr, steps):
    x = x0
    path = [x]
    for _ in range(steps):
        x = x - lr * x
        path.append(x)
    return np.array(path)


@mistake(
    "descend_quadratic",
    en="The whole slope is subtracted. It has to be multiplied by the learning rate first.",
    ko="기울기를 통째로 빼고 있습니다. 먼저 학습률을 곱해야 합니다.",
)
def learning_rate_left_out(curvature, x0, lr, steps):
    x = x0
    path = [x]
    for _ in range(steps):
        x = x - curvature * x
        path.append(x)
    return np.array(path)


@mistake(
    "descend_quadratic",
    en="The slope is taken only once, at x0, so all steps are equally long. Take it anew at each point.",
    ko="기울기를 x0에서 한 번만 구해 걸음의 길이가 모두 같습니다. 점마다 새로 구하세요.",
)
def slope_taken_once(curvature, x0, lr, steps):
    slope = curvature * x0
    x = x0
    path = [x]
    for _ in range(steps):
        x = x - lr * slope
        path.append(x)
    return np.array(path)


@mistake(
    "descend_quadratic",
    en="Every step starts from x0 again. Each has to start from the point that the one before has reached.",
    ko="걸음마다 x0에서 다시 출발합니다. 바로 전 걸음이 도착한 점에서 출발해야 합니다.",
)
def always_from_the_start(curvature, x0, lr, steps):
    x = x0
    path = [x]
    for _ in range(steps):
        x = x0 - lr * curvature * x
        path.append(x)
    return np.array(path)


@mistake(
    "descend_quadratic",
    en="After t steps x has been multiplied by the factor t times: that is a power of the factor, not t "
    "times the factor.",
    ko="t걸음 뒤에는 곱하는 수를 t번 곱한 것이 됩니다. 곱하는 수에 t를 곱하는 것이 아니라 t제곱해야 합니다.",
)
def factor_times_t(curvature, x0, lr, steps):
    factor = 1 - lr * curvature
    return np.array([x0] + [x0 * factor * t for t in range(1, steps + 1)])


@mistake(
    "descend_quadratic",
    en="This is the path of a ball that flows down continuously. Descent makes steps: each multiplies x by 1 "
    "− ηc.",
    ko="연속으로 흘러 내려가는 공의 길입니다. 경사 하강법은 한 걸음씩 옮기며, 걸음마다 x에 1 − ηc를 곱합니다.",
)
def flowing_down(curvature, x0, lr, steps):
    return x0 * np.exp(-lr * curvature * np.arange(steps + 1))


@mistake(
    "descend_quadratic",
    en="The starting point is missing from the path. x0 comes first, then one point per step.",
    ko="길에 출발점이 없습니다. x0 값이 맨 앞에 오고 그다음에 걸음마다 점이 하나씩 옵니다.",
)
def without_the_start(curvature, x0, lr, steps):
    x = x0
    path = []
    for _ in range(steps):
        x = x - lr * curvature * x
        path.append(x)
    return np.array(path)


@mistake(
    "descend_quadratic",
    en="The last point is missing from the path. There is one point more than there are steps.",
    ko="길에 마지막 점이 없습니다. 점은 걸음 수보다 하나 많습니다.",
)
def without_the_end(curvature, x0, lr, steps):
    x = x0
    path = []
    for _ in range(steps):
        path.append(x)
        x = x - lr * curvature * x
    return np.array(path)


@mistake(
    "descend_quadratic",
    en="One step too many is made. How often does the loop have to run if x0 is in the path already?",
    ko="한 걸음을 더 옮기고 있습니다. x0 값이 이미 길에 들어 있다면 반복은 몇 번이어야 할까요?",
)
def one_step_too_many(curvature, x0, lr, steps):
    x = x0
    path = [x]
    for _ in range(steps + 1):
        x = x - lr * curvature * x
        path.append(x)
    return np.array(path)


@mistake(
    "descend_quadratic",
    en="You return only the point where the descent ends. The whole path is asked for.",
    ko="마지막에 도착한 점만 반환하고 있습니다. 지나온 길 전체가 필요합니다.",
)
def only_the_end(curvature, x0, lr, steps):
    x = x0
    for _ in range(steps):
        x = x - lr * curvature * x
    return x


@mistake(
    "descend_quadratic",
    en="The path holds the heights ½cx². Asked for are the points x.",
    ko="길에 함수의 높이 ½cx²가 들어 있습니다. 점 x를 넣어야 합니다.",
)
def heights_for_points(curvature, x0, lr, steps):
    x = x0
    path = [x]
    for _ in range(steps):
        x = x - lr * curvature * x
        path.append(x)
    return 0.5 * curvature * np.array(path) ** 2


@mistake(
    "descend_quadratic",
    en="The path holds the distances from the minimum. Keep the sign: it shows on which side x lies.",
    ko="길에 극소점까지의 거리가 들어 있습니다. x가 어느 쪽에 있는지 보이도록 부호를 그대로 두세요.",
)
def distances_for_points(curvature, x0, lr, steps):
    x = x0
    path = [x]
    for _ in range(steps):
        x = x - lr * curvature * x
        path.append(x)
    return np.abs(path)


@mistake(
    "descend_quadratic",
    en="The path is a column of shape `(steps + 1, 1)`. Here x is one number, and the path has one axis.",
    ko="길이 모양 `(steps + 1, 1)`의 열입니다. 여기서 x는 수 하나이므로 길의 축도 하나입니다.",
)
def column(curvature, x0, lr, steps):
    x = np.array([x0])
    path = [x]
    for _ in range(steps):
        x = x - lr * curvature * x
        path.append(x)
    return np.array(path)


@mistake(
    "descend_quadratic",
    en="A learning rate beyond the border is lowered to it. Use the rate that is given, even if x runs away.",
    ko="경계를 넘는 학습률을 경계까지 낮추고 있습니다. x가 달아나더라도 주어진 학습률을 그대로 쓰세요.",
)
def rate_is_tamed(curvature, x0, lr, steps):
    lr = min(lr, 2 / curvature)
    x = x0
    path = [x]
    for _ in range(steps):
        x = x - lr * curvature * x
        path.append(x)
    return np.array(path)


@mistake(
    "descend_quadratic",
    en="The descent stops early once x has hardly moved, and the path comes out too short. Make all `steps` "
    "steps.",
    ko="x가 거의 움직이지 않으면 일찍 멈춰서 길이 짧아집니다. `steps`걸음을 모두 옮기세요.",
)
def stops_on_arrival(curvature, x0, lr, steps):
    x = x0
    path = [x]
    for _ in range(steps):
        new = x - lr * curvature * x
        path.append(new)
        if abs(new - x) < 1e-6:
            break
        x = new
    return np.array(path)


@mistake(
    "descend_quadratic",
    en="The descent stops as soon as x comes no closer. Make all `steps` steps, even if x jumps to and fro "
    "or runs away.",
    ko="x가 더 가까워지지 않으면 멈춥니다. 오가거나 달아나더라도 `steps`걸음을 모두 옮기세요.",
)
def stops_on_growth(curvature, x0, lr, steps):
    x = x0
    path = [x]
    for _ in range(steps):
        new = x - lr * curvature * x
        if abs(new) >= abs(x):
            break
        x = new
        path.append(x)
    return np.array(path)


@mistake(
    "descend_quadratic",
    en="Where a step would jump over the minimum you stop at 0. Descent does jump over it: leave x as it "
    "comes out.",
    ko="극소점을 넘어가려 하면 0에서 멈추게 하고 있습니다. 경사 하강법은 극소점을 넘어갑니다. 나온 값을 그대로 두세요.",
)
def stays_on_one_side(curvature, x0, lr, steps):
    x = x0
    path = [x]
    for _ in range(steps):
        new = x - lr * curvature * x
        x = new if new * x > 0 else 0.0
        path.append(x)
    return np.array(path)


@mistake(
    "descend_quadratic",
    en="The learning rate shrinks from step to step. Here it stays what it was given as.",
    ko="걸음마다 학습률이 작아집니다. 여기서는 받은 값을 그대로 유지해야 합니다.",
)
def fading_rate(curvature, x0, lr, steps):
    x = x0
    path = [x]
    for t in range(steps):
        x = x - lr / (t + 1) * curvature * x
        path.append(x)
    return np.array(path)


@mistake(
    "descend_quadratic",
    en="The path is stored in an array of whole numbers, which cuts off the fractions. Make it "
    "`dtype=float`.",
    ko="길을 정수 배열에 담아 소수 부분이 잘립니다. 배열을 `dtype=float`로 만드세요.",
)
def whole_numbers(curvature, x0, lr, steps):
    path = np.zeros(steps + 1, dtype=int)
    path[0] = x0
    for t in range(steps):
        path[t + 1] = path[t] - lr * curvature * path[t]
    return path
