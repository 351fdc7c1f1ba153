import numpy as np

from dlgrade.testing import mistake


@mistake(
    "numerical_gradient",
    en="You use the forward difference, whose error shrinks merely with h. Move each element to either side.",
    ko="오차가 h에 비례해서만 줄어드는 전방 차분을 씁니다. 원소마다 양쪽으로 움직이세요.",
)
def forward_difference(f, x, h=1e-4):
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        ahead = x.copy()
        ahead[i] += h
        gradient[i] = (f(ahead) - f(x)) / h
    return gradient


@mistake(
    "numerical_gradient",
    en="You divide by h, but the two points lie 2h apart: every slope comes out twice as large.",
    ko="h로 나누고 있습니다. 두 점 사이의 거리는 2h이므로 기울기가 모두 두 배가 됩니다.",
)
def divided_by_one_step(f, x, h=1e-4):
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        ahead, behind = x.copy(), x.copy()
        ahead[i] += h
        behind[i] -= h
        gradient[i] = (f(ahead) - f(behind)) / h
    return gradient


@mistake(
    "numerical_gradient",
    en="`/ 2 * h` divides by 2 and then multiplies by h. Put the distance in parentheses.",
    ko="`/ 2 * h` 식은 2로 나눈 뒤 h를 곱합니다. 나누는 거리를 괄호로 묶으세요.",
)
def parentheses_missing(f, x, h=1e-4):
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        ahead, behind = x.copy(), x.copy()
        ahead[i] += h
        behind[i] -= h
        gradient[i] = (f(ahead) - f(behind)) / 2 * h
    return gradient


@mistake(
    "numerical_gradient",
    en="You subtract in the wrong order: every slope has the wrong sign.",
    ko="빼는 순서가 바뀌어 기울기의 부호가 모두 반대입니다.",
)
def order_reversed(f, x, h=1e-4):
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        ahead, behind = x.copy(), x.copy()
        ahead[i] += h
        behind[i] -= h
        gradient[i] = (f(behind) - f(ahead)) / (2 * h)
    return gradient


@mistake(
    "numerical_gradient",
    en="`x + h` moves all elements at once, so one number comes out: the sum of all slopes. Move one element at a time.",
    ko="`x + h` 식은 모든 원소를 한꺼번에 움직여 기울기를 다 더한 수 하나가 나옵니다. 원소를 하나씩 움직이세요.",
)
def all_at_once(f, x, h=1e-4):
    return (f(x + h) - f(x - h)) / (2 * h)


@mistake(
    "numerical_gradient",
    en="You move all elements at once and write the same number, the sum of all slopes, into every place. Each element has "
    "its own slope.",
    ko="모든 원소를 한꺼번에 움직여 나온 수 하나를 자리마다 똑같이 넣었습니다. 원소마다 기울기가 다릅니다.",
)
def same_everywhere(f, x, h=1e-4):
    return np.full(x.shape, (f(x + h) - f(x - h)) / (2 * h))


@mistake(
    "numerical_gradient",
    en="You give `f` a single element instead of the whole array. It needs all elements, with one of them moved.",
    ko="`f` 함수에 배열 전체가 아니라 원소 하나만 넘깁니다. 원소 하나만 움직인 전체 배열을 넘기세요.",
)
def single_elements_given(f, x, h=1e-4):
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        gradient[i] = (f(x[i] + h) - f(x[i] - h)) / (2 * h)
    return gradient


@mistake(
    "numerical_gradient",
    en="`ahead = x` is no copy. Both names mean the same array, so the two steps undo each other, and all slopes are 0.",
    ko="`ahead = x` 문은 복사가 아닙니다. 두 이름이 같은 배열을 가리켜 두 걸음이 서로 지워지고 기울기가 모두 0이 됩니다.",
)
def not_copied(f, x, h=1e-4):
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        ahead = x
        behind = x
        ahead[i] += h
        behind[i] -= h
        gradient[i] = (f(ahead) - f(behind)) / (2 * h)
    return gradient


@mistake(
    "numerical_gradient",
    en="You move the elements of `x` itself and never put them back: the later slopes are measured at another place, and "
    "the caller's array has changed.",
    ko="`x` 자체의 원소를 움직이고 되돌려 놓지 않았습니다. 뒤의 기울기는 다른 곳에서 재게 되고 호출한 쪽의 배열도 바뀝니다.",
)
def never_restored(f, x, h=1e-4):
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        old = x[i]
        x[i] = old + h
        ahead = f(x)
        x[i] = old - h
        gradient[i] = (ahead - f(x)) / (2 * h)
    return gradient


@mistake(
    "numerical_gradient",
    en="You take h off and add it again to get back to `x`. Rounding does not always lead back exactly: keep the old value "
    "and put it back.",
    ko="h를 빼고 더해서 `x`로 돌아가려 합니다. 반올림 때문에 정확히 돌아오지 않을 수 있으니 원래 값을 보관했다가 되돌려 놓으세요.",
)
def restored_by_adding(f, x, h=1e-4):
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += h
        ahead = f(x)
        x[i] -= 2 * h
        behind = f(x)
        x[i] += h
        gradient[i] = (ahead - behind) / (2 * h)
    return gradient


@mistake(
    "numerical_gradient",
    en="Two nested loops over rows and columns work for matrices only. Run over all positions, whatever the number of axes.",
    ko="행과 열을 도는 이중 반복문은 행렬에서만 통합니다. 축이 몇 개든 모든 위치를 돌도록 쓰세요.",
)
def matrices_only(f, x, h=1e-4):
    gradient = np.zeros(x.shape)
    rows, columns = x.shape
    for i in range(rows):
        for j in range(columns):
            ahead, behind = x.copy(), x.copy()
            ahead[i, j] += h
            behind[i, j] -= h
            gradient[i, j] = (f(ahead) - f(behind)) / (2 * h)
    return gradient


@mistake(
    "numerical_gradient",
    en="`len(x)` is the length of the first axis only, and moving `x[i]` in a matrix moves a whole row. Run over all "
    "positions.",
    ko="`len(x)` 값은 첫 번째 축의 길이일 뿐이고, 행렬에서 `x[i]`를 움직이면 행 전체가 움직입니다. 모든 위치를 "
    "도세요.",
)
def first_axis_only(f, x, h=1e-4):
    gradient = np.zeros(x.shape)
    for i in range(len(x)):
        ahead, behind = x.copy(), x.copy()
        ahead[i] += h
        behind[i] -= h
        gradient[i] = (f(ahead) - f(behind)) / (2 * h)
    return gradient


@mistake(
    "numerical_gradient",
    en="You flatten `x` before you give it to `f`, but `f` expects arrays of the shape of `x`. Give them their shape back.",
    ko="`x`를 한 줄로 편 채 `f` 함수에 넘깁니다. `f` 함수는 `x`와 같은 모양의 배열을 받으므로 모양을 되돌려 넘기세요.",
)
def flat_arrays_given(f, x, h=1e-4):
    flat = x.flatten()
    gradient = np.zeros(flat.shape)
    for i in range(flat.size):
        ahead, behind = flat.copy(), flat.copy()
        ahead[i] += h
        behind[i] -= h
        gradient[i] = (f(ahead) - f(behind)) / (2 * h)
    return gradient.reshape(x.shape)


@mistake(
    "numerical_gradient",
    en="The slopes are right, but they come back in one line. The gradient has the shape of `x`.",
    ko="값은 맞지만 한 줄로 펴서 반환합니다. 기울기의 모양은 `x`와 같아야 합니다.",
)
def flat_result(f, x, h=1e-4):
    slopes = []
    for i in np.ndindex(x.shape):
        ahead, behind = x.copy(), x.copy()
        ahead[i] += h
        behind[i] -= h
        slopes.append((f(ahead) - f(behind)) / (2 * h))
    return np.array(slopes)


@mistake(
    "numerical_gradient",
    en="You set the step to 1e-4 yourself, so the argument `h` has no effect.",
    ko="걸음을 직접 1e-4로 정해 두어 인수 `h`의 값이 쓰이지 않습니다.",
)
def step_fixed(f, x, h=1e-4):
    h = 1e-4
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        ahead, behind = x.copy(), x.copy()
        ahead[i] += h
        behind[i] -= h
        gradient[i] = (f(ahead) - f(behind)) / (2 * h)
    return gradient


@mistake(
    "numerical_gradient",
    en="You add up the slopes and return one number. Every element keeps its own slope.",
    ko="기울기를 모두 더해 수 하나를 반환합니다. 원소마다 자기 기울기를 따로 담아야 합니다.",
)
def slopes_added_up(f, x, h=1e-4):
    total = 0.0
    for i in np.ndindex(x.shape):
        ahead, behind = x.copy(), x.copy()
        ahead[i] += h
        behind[i] -= h
        total += (f(ahead) - f(behind)) / (2 * h)
    return total


@mistake(
    "numerical_gradient",
    en="You use the backward difference, whose error shrinks merely with h. Move each element to either side.",
    ko="오차가 h에 비례해서만 줄어드는 후방 차분을 씁니다. 원소마다 양쪽으로 움직이세요.",
)
def backward_difference(f, x, h=1e-4):
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        behind = x.copy()
        behind[i] -= h
        gradient[i] = (f(x) - f(behind)) / h
    return gradient


@mistake(
    "numerical_gradient",
    en="You make the copies once, before the loop, so the moved elements pile up. Every element needs fresh copies of `x`.",
    ko="복사본을 반복문 앞에서 한 번만 만들어 움직인 원소가 쌓입니다. 원소마다 `x`를 새로 복사하세요.",
)
def copied_only_once(f, x, h=1e-4):
    gradient = np.zeros(x.shape)
    ahead, behind = x.copy(), x.copy()
    for i in np.ndindex(x.shape):
        ahead[i] += h
        behind[i] -= h
        gradient[i] = (f(ahead) - f(behind)) / (2 * h)
    return gradient


@mistake(
    "numerical_gradient",
    en="`return` stands inside the loop, so it ends after the first element. Move it to the left.",
    ko="`return` 문이 반복문 안에 있어 첫 원소에서 끝납니다. 들여쓰기를 한 단계 줄이세요.",
)
def returned_too_early(f, x, h=1e-4):
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        ahead, behind = x.copy(), x.copy()
        ahead[i] += h
        behind[i] -= h
        gradient[i] = (f(ahead) - f(behind)) / (2 * h)
        return gradient
    return None
