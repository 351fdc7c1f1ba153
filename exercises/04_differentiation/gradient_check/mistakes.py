import numpy as np

from dlgrade.testing import mistake


def _central(f, x, h):
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        ahead, behind = x.copy(), x.copy()
        ahead[i] += h
        behind[i] -= h
        gradient[i] = (f(ahead) - f(behind)) / (2 * h)
    return gradient


def _forward(f, x, h):
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        ahead = x.copy()
        ahead[i] += h
        gradient[i] = (f(ahead) - f(x)) / h
    return gradient


def _moved_for_good(f, x, h):
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += h
        ahead = f(x)
        x[i] -= 2 * h
        gradient[i] = (ahead - f(x)) / (2 * h)
    return gradient


def _error(a, n):
    return np.max(np.abs(a - n)) / max(1e-8, np.max(np.abs(a)) + np.max(np.abs(n)))


@mistake(
    "gradient_check",
    en="Your numerical gradient is a forward difference. It is so rough that right gradients look doubtful: use central "
    "differences.",
    ko="수치 기울기를 전방 차분으로 구했습니다. 너무 거칠어서 맞는 기울기까지 의심스러워 보입니다. 중앙 차분을 쓰세요.",
)
def forward_difference(f, grad_f, x, h=1e-5):
    return _error(grad_f(x), _forward(f, x, h))


@mistake(
    "gradient_check",
    en="You do not pass `h` on to the numerical gradient, which then uses its own usual step of 1e-4.",
    ko="`h` 값을 수치 기울기에 넘기지 않아 그 함수의 기본 걸음 1e-4가 쓰입니다.",
)
def step_not_passed(f, grad_f, x, h=1e-5):
    return _error(grad_f(x), _central(f, x, 1e-4))


@mistake(
    "gradient_check",
    en="You always use the step 1e-5, so the argument `h` has no effect.",
    ko="항상 걸음 1e-5를 써서 인수 `h`의 값이 쓰이지 않습니다.",
)
def step_fixed(f, grad_f, x, h=1e-5):
    return _error(grad_f(x), _central(f, x, 1e-5))


@mistake(
    "gradient_check",
    en="You average the differences, so one wrong element among many right ones hardly shows. Take the largest.",
    ko="차이를 평균 내고 있어 맞는 원소들 사이에 틀린 원소 하나가 있으면 잘 드러나지 않습니다. 가장 큰 차이를 쓰세요.",
)
def mean_difference(f, grad_f, x, h=1e-5):
    a, n = grad_f(x), _central(f, x, h)
    return np.mean(np.abs(a - n)) / max(1e-8, np.max(np.abs(a)) + np.max(np.abs(n)))


@mistake(
    "gradient_check",
    en="You compare the lengths of the vectors (Euclidean norms). Asked is the largest difference against the largest "
    "elements.",
    ko="벡터의 길이(유클리드 노름)를 비교하고 있습니다. 가장 큰 차이를 가장 큰 원소들과 견주어야 합니다.",
)
def lengths_compared(f, grad_f, x, h=1e-5):
    a, n = grad_f(x), _central(f, x, h)
    return np.linalg.norm(a - n) / max(1e-8, np.linalg.norm(a) + np.linalg.norm(n))


@mistake(
    "gradient_check",
    en="You look for the largest a − n without its absolute value: an element that is far too small goes unnoticed.",
    ko="절댓값 없이 a − n의 최댓값을 찾습니다. 지나치게 작은 원소는 드러나지 않습니다.",
)
def difference_with_sign(f, grad_f, x, h=1e-5):
    a, n = grad_f(x), _central(f, x, h)
    return np.max(a - n) / max(1e-8, np.max(np.abs(a)) + np.max(np.abs(n)))


@mistake(
    "gradient_check",
    en="Below the fraction you take the largest elements without absolute values. A slope of −5 is larger in size than one "
    "of 1.",
    ko="분모에서 절댓값 없이 최댓값을 찾습니다. 기울기 −5는 1보다 크기가 큽니다.",
)
def sizes_with_sign(f, grad_f, x, h=1e-5):
    a, n = grad_f(x), _central(f, x, h)
    return np.max(np.abs(a - n)) / max(1e-8, np.max(a) + np.max(n))


@mistake(
    "gradient_check",
    en="You divide by the larger of the two sizes. Here their sum stands below.",
    ko="두 크기 가운데 큰 쪽으로 나누고 있습니다. 여기서는 둘의 합으로 나눕니다.",
)
def larger_size_below(f, grad_f, x, h=1e-5):
    a, n = grad_f(x), _central(f, x, h)
    return np.max(np.abs(a - n)) / max(1e-8, np.max(np.abs(a)), np.max(np.abs(n)))


@mistake(
    "gradient_check",
    en="You divide by the size of the numerical gradient alone. Add that of the analytic one.",
    ko="수치 기울기의 크기로만 나누고 있습니다. 해석적 기울기의 크기도 더하세요.",
)
def numerical_size_below(f, grad_f, x, h=1e-5):
    a, n = grad_f(x), _central(f, x, h)
    return np.max(np.abs(a - n)) / max(1e-8, np.max(np.abs(n)))


@mistake(
    "gradient_check",
    en="You divide by the size of the analytic gradient alone. Add that of the numerical one.",
    ko="해석적 기울기의 크기만으로 나눕니다. 수치 기울기의 크기도 더하세요.",
)
def analytic_size_below(f, grad_f, x, h=1e-5):
    a, n = grad_f(x), _central(f, x, h)
    return np.max(np.abs(a - n)) / max(1e-8, np.max(np.abs(a)))


@mistake(
    "gradient_check",
    en="You divide element by element and take the largest quotient: where a slope is near 0, rounding alone looks like a "
    "mistake. Take each maximum on its own, then divide.",
    ko="원소마다 나눈 뒤 가장 큰 몫을 씁니다. 기울기가 0에 가까운 곳에서는 반올림만으로도 틀린 것처럼 보입니다. 최댓값을 각각 "
    "구한 다음에 나누세요.",
)
def element_by_element(f, grad_f, x, h=1e-5):
    a, n = grad_f(x), _central(f, x, h)
    return np.max(np.abs(a - n) / np.maximum(1e-8, np.abs(a) + np.abs(n)))


@mistake(
    "gradient_check",
    en="You return the largest difference itself. Put it in relation to the size of the gradients.",
    ko="가장 큰 차이를 그대로 반환합니다. 기울기의 크기와 견준 비율로 만드세요.",
)
def not_relative(f, grad_f, x, h=1e-5):
    return np.max(np.abs(grad_f(x) - _central(f, x, h)))


@mistake(
    "gradient_check",
    en="Where both gradients are 0 you divide 0 by 0. The divisor is never less than 1e-8.",
    ko="두 기울기가 모두 0이면 0을 0으로 나눕니다. 나누는 수는 1e-8보다 작아지지 않아야 합니다.",
)
def zero_by_zero(f, grad_f, x, h=1e-5):
    a, n = grad_f(x), _central(f, x, h)
    return np.max(np.abs(a - n)) / (np.max(np.abs(a)) + np.max(np.abs(n)))


@mistake(
    "gradient_check",
    en="You add 1e-8 to the divisor. It is a lower limit: the divisor is the larger of the two.",
    ko="나누는 수에 1e-8을 더했습니다. 1e-8은 하한이므로 둘 가운데 큰 값으로 나누세요.",
)
def limit_added(f, grad_f, x, h=1e-5):
    a, n = grad_f(x), _central(f, x, h)
    return np.max(np.abs(a - n)) / (1e-8 + np.max(np.abs(a)) + np.max(np.abs(n)))


@mistake(
    "gradient_check",
    en="You answer whether the gradient is right. Return the error itself; how much is too much, the caller decides.",
    ko="기울기가 맞는지를 참, 거짓으로 답합니다. 오차 자체를 반환하세요. 얼마까지 괜찮은지는 호출한 쪽이 정합니다.",
)
def verdict_returned(f, grad_f, x, h=1e-5):
    return bool(_error(grad_f(x), _central(f, x, h)) < 1e-5)


@mistake(
    "gradient_check",
    en="You return one error per element. One number is asked: take the maxima over all elements.",
    ko="원소마다 오차를 하나씩 반환합니다. 모든 원소에서 최댓값을 찾아 수 하나를 반환하세요.",
)
def error_per_element(f, grad_f, x, h=1e-5):
    a, n = grad_f(x), _central(f, x, h)
    return np.abs(a - n) / np.maximum(1e-8, np.abs(a) + np.abs(n))


@mistake(
    "gradient_check",
    en="You move the elements of `x` itself and do not put them back: the slopes are measured at wrong places, and the "
    "caller's array has changed.",
    ko="`x` 자체의 원소를 움직이고 되돌려 놓지 않습니다. 엉뚱한 곳에서 기울기를 재게 되고 호출한 쪽의 배열도 바뀝니다.",
)
def never_restored(f, grad_f, x, h=1e-5):
    return _error(grad_f(x), _moved_for_good(f, x, h))


@mistake(
    "gradient_check",
    en="You compare sums over all elements, so one wrong element is lost among many right ones. Take the largest.",
    ko="모든 원소를 더해서 비교하므로 틀린 원소 하나가 맞는 원소들에 묻힙니다. 가장 큰 값을 쓰세요.",
)
def sums_compared(f, grad_f, x, h=1e-5):
    a, n = grad_f(x), _central(f, x, h)
    return np.sum(np.abs(a - n)) / max(1e-8, np.sum(np.abs(a)) + np.sum(np.abs(n)))


@mistake(
    "gradient_check",
    en="You compare only the largest elements with each other: a wrong sign or a wrong place goes unnoticed. Subtract "
    "element by element first.",
    ko="가장 큰 원소끼리만 비교하므로 부호나 자리가 틀려도 드러나지 않습니다. 먼저 원소끼리 빼세요.",
)
def largest_subtracted(f, grad_f, x, h=1e-5):
    a, n = np.max(np.abs(grad_f(x))), np.max(np.abs(_central(f, x, h)))
    return np.abs(a - n) / max(1e-8, a + n)


@mistake(
    "gradient_check",
    en="You add the two gradients first and look for the largest sum then. Each gradient has its own maximum, perhaps at "
    "another place: look for both, then add.",
    ko="두 기울기를 먼저 더한 뒤 가장 큰 합을 찾습니다. 두 기울기의 최댓값은 서로 다른 자리에 있을 수 있으니 각각 찾은 다음 "
    "더하세요.",
)
def added_before_maximum(f, grad_f, x, h=1e-5):
    a, n = grad_f(x), _central(f, x, h)
    return np.max(np.abs(a - n)) / max(1e-8, np.max(np.abs(a) + np.abs(n)))
