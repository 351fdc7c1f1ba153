import numpy as np

from dlgrade.testing import mistake


@mistake(
    "gradient_descent",
    en="The gradient is added, so the walk climbs: the gradient points uphill, and the step has to go the other way.",
    ko="기울기를 더하고 있어 위로 올라갑니다. 기울기는 오르막을 가리키므로 반대로 옮겨야 합니다.",
)
def uphill(grad, x0, lr=0.1, steps=100):
    x = x0.copy()
    path = [x]
    for _ in range(steps):
        x = x + lr * grad(x)
        path.append(x)
    return np.array(path)


@mistake(
    "gradient_descent",
    en="The starting point is missing from the path. `x0` comes first, then one point per step.",
    ko="길에 출발점이 없습니다. `x0` 값이 맨 앞에 오고 그다음에 걸음마다 점이 하나씩 옵니다.",
)
def without_the_start(grad, x0, lr=0.1, steps=100):
    x = x0.copy()
    path = []
    for _ in range(steps):
        x = x - lr * grad(x)
        path.append(x)
    return np.array(path)


@mistake(
    "gradient_descent",
    en="The last point is missing from the path. There is one point more than there are steps: the point after the last "
    "step belongs to it, too.",
    ko="길에 마지막 점이 없습니다. 점은 걸음 수보다 하나 많습니다. 마지막 걸음 뒤의 점도 넣어야 합니다.",
)
def without_the_end(grad, x0, lr=0.1, steps=100):
    x = x0.copy()
    path = []
    for _ in range(steps):
        path.append(x)
        x = x - lr * grad(x)
    return np.array(path)


@mistake(
    "gradient_descent",
    en="One step too many is made. How often does the loop have to run if `x0` is in the path already?",
    ko="한 걸음을 더 옮기고 있습니다. `x0` 값이 이미 길에 들어 있다면 반복은 몇 번이어야 할까요?",
)
def one_step_too_many(grad, x0, lr=0.1, steps=100):
    x = x0.copy()
    path = [x]
    for _ in range(steps + 1):
        x = x - lr * grad(x)
        path.append(x)
    return np.array(path)


@mistake(
    "gradient_descent",
    en="You return only the point where the walk ends. The whole path is asked for: collect the points on the way.",
    ko="마지막에 도착한 점만 반환하고 있습니다. 지나온 길 전체가 필요하므로 점을 차례로 모아 두세요.",
)
def only_the_end(grad, x0, lr=0.1, steps=100):
    x = x0.copy()
    for _ in range(steps):
        x = x - lr * grad(x)
    return x


@mistake(
    "gradient_descent",
    en="Every row of the path is the last point: the list holds the same array again and again, and `-=` changes it. "
    "Make a new array in each step.",
    ko="길의 모든 행이 마지막 점입니다. 리스트에 같은 배열이 거듭 들어 있는데 `-=` 연산이 그 배열을 바꿉니다. 걸음마다 새 "
    "배열을 만드세요.",
)
def same_array_again(grad, x0, lr=0.1, steps=100):
    x = x0.copy()
    path = [x]
    for _ in range(steps):
        x -= lr * grad(x)
        path.append(x)
    return np.array(path)


@mistake(
    "gradient_descent",
    en="`x = x0` is no copy: `-=` changes the caller's `x0`, and all rows of the path are this one array. Copy `x0`, and "
    "make a new array in each step.",
    ko="`x = x0` 문장은 복사가 아닙니다. `-=` 연산이 호출한 쪽의 `x0` 값을 바꾸고, 길의 모든 행이 바로 그 배열이 됩니다. "
    "복사본에서 시작하고 걸음마다 새 배열을 만드세요.",
)
def start_walks_along(grad, x0, lr=0.1, steps=100):
    x = x0
    path = [x]
    for _ in range(steps):
        x -= lr * grad(x)
        path.append(x)
    return np.array(path)


@mistake(
    "gradient_descent",
    en="The path is right, but `-=` changes the caller's `x0` on the way. Start from a copy, or make a new array in each "
    "step.",
    ko="길은 맞지만 `-=` 연산이 호출한 쪽의 `x0` 값을 바꿉니다. 복사본에서 시작하거나 걸음마다 새 배열을 만드세요.",
)
def start_overwritten(grad, x0, lr=0.1, steps=100):
    x = x0
    path = [x.copy()]
    for _ in range(steps):
        x -= lr * grad(x)
        path.append(x.copy())
    return np.array(path)


@mistake(
    "gradient_descent",
    en="The gradient is taken only once, at `x0`, so the walk goes straight on for ever. Ask for it anew at each point.",
    ko="기울기를 `x0`에서 한 번만 구해 계속 같은 방향으로 갑니다. 점에 도착할 때마다 새로 구하세요.",
)
def gradient_taken_once(grad, x0, lr=0.1, steps=100):
    slope = grad(x0)
    x = x0.copy()
    path = [x]
    for _ in range(steps):
        x = x - lr * slope
        path.append(x)
    return np.array(path)


@mistake(
    "gradient_descent",
    en="Every step starts from `x0` again: each has to start from the point that the one before has reached.",
    ko="걸음마다 `x0`에서 다시 출발합니다. 바로 전 걸음이 도착한 점에서 출발해야 합니다.",
)
def always_from_the_start(grad, x0, lr=0.1, steps=100):
    x = x0.copy()
    path = [x]
    for _ in range(steps):
        x = x0 - lr * grad(x)
        path.append(x)
    return np.array(path)


@mistake(
    "gradient_descent",
    en="The whole gradient is subtracted. It has to be multiplied by the learning rate first.",
    ko="기울기를 통째로 빼고 있습니다. 먼저 학습률을 곱해야 합니다.",
)
def without_learning_rate(grad, x0, lr=0.1, steps=100):
    x = x0.copy()
    path = [x]
    for _ in range(steps):
        x = x - grad(x)
        path.append(x)
    return np.array(path)


@mistake(
    "gradient_descent",
    en="The learning rate is written into the code: the argument `lr` has no effect.",
    ko="학습률이 코드에 박혀 있어 인수 `lr` 값이 쓰이지 않습니다.",
)
def learning_rate_ignored(grad, x0, lr=0.1, steps=100):
    x = x0.copy()
    path = [x]
    for _ in range(steps):
        x = x - 0.1 * grad(x)
        path.append(x)
    return np.array(path)


@mistake(
    "gradient_descent",
    en="The number of steps is written into the code: the argument `steps` has no effect.",
    ko="걸음 수가 코드에 박혀 있어 인수 `steps` 값이 쓰이지 않습니다.",
)
def steps_ignored(grad, x0, lr=0.1, steps=100):
    x = x0.copy()
    path = [x]
    for _ in range(100):
        x = x - lr * grad(x)
        path.append(x)
    return np.array(path)


@mistake(
    "gradient_descent",
    en="The learning rate multiplies the difference of point and gradient. It belongs to the gradient alone.",
    ko="점에서 기울기를 뺀 값 전체에 학습률을 곱하고 있습니다. 학습률은 기울기에만 곱합니다.",
)
def rate_times_everything(grad, x0, lr=0.1, steps=100):
    x = x0.copy()
    path = [x]
    for _ in range(steps):
        x = lr * (x - grad(x))
        path.append(x)
    return np.array(path)


@mistake(
    "gradient_descent",
    en="The gradient is divided by the learning rate; a small rate then makes a huge step. Multiply.",
    ko="기울기를 학습률로 나누고 있습니다. 그러면 학습률이 작을수록 걸음이 커집니다. 곱해야 합니다.",
)
def divided_by_the_rate(grad, x0, lr=0.1, steps=100):
    x = x0.copy()
    path = [x]
    for _ in range(steps):
        x = x - grad(x) / lr
        path.append(x)
    return np.array(path)


@mistake(
    "gradient_descent",
    en="Only the sign of the gradient is used, so every step has the same length. A steeper slope makes a longer step.",
    ko="기울기의 부호만 써서 걸음의 길이가 늘 같습니다. 기울기가 클수록 걸음도 길어야 합니다.",
)
def sign_only(grad, x0, lr=0.1, steps=100):
    x = x0.copy()
    path = [x]
    for _ in range(steps):
        x = x - lr * np.sign(grad(x))
        path.append(x)
    return np.array(path)


@mistake(
    "gradient_descent",
    en="The gradient is brought to length 1 first, so that all steps are equally long. Use it as it is.",
    ko="기울기를 길이 1로 만든 다음에 써서 걸음의 길이가 모두 같습니다. 기울기를 있는 그대로 쓰세요.",
)
def unit_length(grad, x0, lr=0.1, steps=100):
    x = x0.copy()
    path = [x]
    for _ in range(steps):
        g = grad(x)
        x = x - lr * g / (np.linalg.norm(g) + 1e-12)
        path.append(x)
    return np.array(path)


@mistake(
    "gradient_descent",
    en="The learning rate shrinks from step to step. Here it stays what it was given as.",
    ko="걸음마다 학습률이 작아집니다. 여기서는 받은 값을 그대로 유지해야 합니다.",
)
def fading_rate(grad, x0, lr=0.1, steps=100):
    x = x0.copy()
    path = [x]
    for t in range(steps):
        x = x - lr / (t + 1) * grad(x)
        path.append(x)
    return np.array(path)


@mistake(
    "gradient_descent",
    en="The walk stops early where the slope is small, and the path comes out too short. Make all `steps` steps; where "
    "there is no slope they change nothing.",
    ko="기울기가 작아지면 일찍 멈춰서 길이 짧아집니다. `steps`걸음을 모두 옮기세요. 기울기가 없는 곳에서는 어차피 움직이지 "
    "않습니다.",
)
def stops_where_it_is_flat(grad, x0, lr=0.1, steps=100):
    x = x0.copy()
    path = [x]
    for _ in range(steps):
        g = grad(x)
        if np.linalg.norm(g) < 1e-6:
            break
        x = x - lr * g
        path.append(x)
    return np.array(path)


@mistake(
    "gradient_descent",
    en="The walk stops early when a step is small, and the path comes out too short. Make all `steps` steps.",
    ko="걸음이 작아지면 일찍 멈춰서 길이 짧아집니다. `steps`걸음을 모두 옮기세요.",
)
def stops_after_a_small_step(grad, x0, lr=0.1, steps=100):
    x = x0.copy()
    path = [x]
    for _ in range(steps):
        new = x - lr * grad(x)
        path.append(new)
        if np.linalg.norm(new - x) < 1e-6:
            break
        x = new
    return np.array(path)


@mistake(
    "gradient_descent",
    en="The entries are moved one after the other, and the gradient for the second is taken after the first has moved. "
    "All entries have to move from the same point.",
    ko="원소를 하나씩 옮기면서, 첫 원소가 이미 움직인 뒤에 둘째 원소의 기울기를 구합니다. 모든 원소가 같은 점에서 "
    "출발해야 합니다.",
)
def one_entry_after_the_other(grad, x0, lr=0.1, steps=100):
    x = x0.copy()
    path = [x.copy()]
    for _ in range(steps):
        for i in range(len(x)):
            x[i] = x[i] - lr * grad(x)[i]
        path.append(x.copy())
    return np.array(path)


@mistake(
    "gradient_descent",
    en="`grad` is called with one entry at a time. It takes a whole point, since each entry of the gradient may depend on "
    "all of them.",
    ko="`grad` 함수를 원소 하나씩 넘겨 부르고 있습니다. 기울기의 원소는 점의 모든 원소에 달려 있을 수 있으므로 점 전체를 "
    "넘겨야 합니다.",
)
def entry_by_entry(grad, x0, lr=0.1, steps=100):
    path = np.zeros((steps + 1, len(x0)))
    path[0] = x0
    for t in range(steps):
        for i in range(len(x0)):
            path[t + 1, i] = path[t, i] - lr * grad(path[t, i])
    return path


@mistake(
    "gradient_descent",
    en="Rows and columns are swapped: each row of the path is a point.",
    ko="행과 열이 바뀌었습니다. 길의 행 하나가 점 하나입니다.",
)
def points_in_columns(grad, x0, lr=0.1, steps=100):
    x = x0.copy()
    path = [x]
    for _ in range(steps):
        x = x - lr * grad(x)
        path.append(x)
    return np.array(path).T


@mistake(
    "gradient_descent",
    en="`np.append` without an axis strings all numbers together into one long row. Collect the points in a list instead, "
    "and turn it into an array at the end.",
    ko="축을 주지 않은 `np.append` 함수는 모든 수를 한 줄로 이어 붙입니다. 점을 리스트에 모으고 마지막에 배열로 바꾸세요.",
)
def all_in_one_row(grad, x0, lr=0.1, steps=100):
    x = x0.copy()
    path = x
    for _ in range(steps):
        x = x - lr * grad(x)
        path = np.append(path, x)
    return path


@mistake(
    "gradient_descent",
    en="The rows hold the steps, not the points that they lead to.",
    ko="행마다 도착한 점이 아니라 걸음 자체가 들어 있습니다.",
)
def steps_instead_of_points(grad, x0, lr=0.1, steps=100):
    x = x0.copy()
    path = [x]
    for _ in range(steps):
        step = -lr * grad(x)
        path.append(step)
        x = x + step
    return np.array(path)


@mistake(
    "gradient_descent",
    en="Part of the step before is carried over: that is momentum. Here each step depends on the present gradient alone.",
    ko="이전 걸음의 일부가 다음 걸음에 남아 있습니다. 그것은 모멘텀입니다. 여기서는 지금의 기울기만 씁니다.",
)
def moves_on(grad, x0, lr=0.1, steps=100):
    x = x0.copy()
    v = np.zeros_like(x)
    path = [x]
    for _ in range(steps):
        v = 0.9 * v - lr * grad(x)
        x = x + v
        path.append(x)
    return np.array(path)
