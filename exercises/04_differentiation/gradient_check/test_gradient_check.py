import numpy as np

from dlgrade.testing import check, close, observe, points, public, unchanged
from dlref.differentiation import gradient_check

NOISE = 1e-6


def measure(student, f, grad_f, x, *args, call=None, **kwargs):
    """The student's relative error; what is noted of it does not depend on how the central difference rounds."""
    shapes = set()

    def asked(function):
        def answer(given):
            given = np.asarray(given, dtype=float)
            shapes.add(given.shape)
            if given.shape != x.shape:
                return float("nan")
            value = function(given)
            return np.array(value) if np.ndim(value) else float(value)

        return answer

    ask = student.gradient_check
    arguments = asked(f), asked(grad_f), x
    value = (
        unchanged(ask, *arguments, *args, **kwargs) if call is unchanged else ask(*arguments, *args, **kwargs)
    )
    note(student, value)
    other = sorted(shapes - {x.shape})
    check(
        not other,
        en="`f` and `grad_f` take arrays of the shape of `x`, {right}; one was given an array of shape {wrong}.",
        ko="`f`, `grad_f` 함수는 `x`와 같은 모양 {right} 배열을 받는데 모양이 {wrong}인 값을 넘겼습니다.",
        right=x.shape,
        wrong=other[0] if other else None,
    )
    return value


def note(student, value):
    """Note every value of a test by its number; what is not one number is noted by its kind."""
    number = len(student.record_.observed) + 1
    array = np.asarray(value if isinstance(value, bool | int | float | np.generic | np.ndarray) else np.nan)
    if array.shape == () and array.dtype.kind in "iuf" and np.isfinite(array):
        noted = float(array) if abs(array) > NOISE else 0.0
    else:
        noted = (-1.0 if array.dtype.kind == "b" else 1.0) * 10.0 ** (3 + array.ndim)
    observe(student, **{f"error{number}": noted})


def small(value, limit):
    close(value, 0.0, rtol=0.0, atol=limit)


def bowl(rng, shape):
    """A polynomial of degree 2 not far from its lowest point, and its gradient; curved against its slope."""
    n = int(np.prod(shape))
    A, centre = 0.1 * rng.normal(size=(n, n)) + np.diag(rng.uniform(1.0, 2.0, size=n)), rng.normal(size=n)
    x = (centre + rng.uniform(0.02, 0.1, size=n) * rng.choice([-1.0, 1.0], size=n)).reshape(shape)

    def f(x):
        z = x.ravel() - centre
        return 0.5 * z @ A @ z

    return f, lambda x: (0.5 * (A + A.T) @ (x.ravel() - centre)).reshape(shape), x


def plane(w):
    """A weighted sum: its gradient is the weights."""
    return lambda x: np.sum(w * x)


def slopes(rng, shape):
    """Slopes of either sign, the largest of them 2 in size."""
    w = rng.uniform(0.2, 1.5, size=shape) * rng.choice([-1.0, 1.0], size=shape)
    w.flat[rng.integers(w.size)] = rng.choice([-2.0, 2.0])
    return w


@public
@points(1)
def test_right_example(student):
    """The gradient 2x of x₀² + x₁² at [1, −2] is right: the error is nearly 0
    x₀² + x₁²의 [1, −2]에서 기울기 2x는 맞으므로 오차가 거의 0입니다"""
    small(measure(student, lambda x: np.sum(x * x), lambda x: 2 * x, np.array([1.0, -2.0])), 1e-8)


@public
@points(1)
def test_wrong_example(student):
    """With the gradient x, where the 2 is forgotten, the error is 1/3
    2를 잊은 기울기 x를 넣으면 오차는 1/3입니다"""
    value = measure(student, lambda x: np.sum(x * x), lambda x: x, np.array([1.0, -2.0]))
    close(value, 1 / 3, rtol=1e-5)


@points(2)
def test_right_gradients(student, rng):
    """A right gradient gives an error below 1e-7, whatever the number of axes
    기울기가 맞으면 축이 몇 개든 오차가 1e-7보다 작습니다"""
    for shape in ((4,), (2, 3), (3, 2, 2), (1, 5)):
        f, gradient, x = bowl(rng, shape)
        small(measure(student, f, gradient, x), 1e-7)


@points(2)
def test_wrong_factor(student, rng):
    """A missing or extra factor: twice, half, the opposite, 0
    배수가 잘못된 기울기: 두 배, 절반, 부호가 반대, 0"""
    for factor in (2.0, 0.5, -1.0, 0.0, -3.0):
        w, x = slopes(rng, (3, 4)), rng.normal(size=(3, 4))
        wrong = lambda x, w=w, factor=factor: factor * w  # noqa: E731
        close(measure(student, plane(w), wrong, x), gradient_check(plane(w), wrong, x), rtol=1e-5)


@points(2)
def test_one_wrong_element(student, rng):
    """One wrong element among many right ones counts in full, too large or too small
    맞는 원소들 사이에 틀린 원소가 하나만 있어도 그대로 드러납니다"""
    for shape, error in (((6,), 0.3), ((2, 5), -0.3), ((2, 3, 4), -1.1), ((4, 2), 0.8)):
        w, x = slopes(rng, shape), rng.normal(size=shape)
        a = w.copy()
        place = int(np.argmin(np.abs(w)))
        a.flat[place] += error
        wrong = lambda x, a=a: a  # noqa: E731
        close(measure(student, plane(w), wrong, x), gradient_check(plane(w), wrong, x), rtol=1e-5)


@points(1)
def test_elsewhere(student, rng):
    """The largest elements of the two gradients, and the largest difference, may lie at different places
    두 기울기의 가장 큰 원소와 가장 큰 차이가 서로 다른 자리에 있어도 맞습니다"""
    for shape in ((5,), (2, 3)):
        w, x = rng.uniform(0.2, 0.5, size=shape), rng.normal(size=shape)
        a = w.copy()
        i, j, k = rng.permutation(w.size)[:3]
        w.flat[i], a.flat[i] = 3.0, 2.5
        w.flat[j], a.flat[j] = -2.9, -3.4
        w.flat[k], a.flat[k] = 1.0, rng.choice([-1.0, 2.6])
        wrong = lambda x, a=a: a  # noqa: E731
        close(measure(student, plane(w), wrong, x), gradient_check(plane(w), wrong, x), rtol=1e-5)


@points(1)
def test_falling(student, rng):
    """Slopes that are all negative count by their size
    모두 음수인 기울기도 크기로 따집니다"""
    for shift in (-0.5, 0.25):
        w, x = -rng.uniform(1.0, 2.0, size=(2, 3)), rng.normal(size=(2, 3))
        a = w + shift * rng.uniform(0.5, 1.0, size=(2, 3))
        wrong = lambda x, a=a: a  # noqa: E731
        close(measure(student, plane(w), wrong, x), gradient_check(plane(w), wrong, x), rtol=1e-5)


@points(1)
def test_vanishing(student, rng):
    """Where both gradients are 0 the error is 0; for slopes far below 1e-8 it is small
    두 기울기가 모두 0이면 오차도 0이고, 1e-8보다 훨씬 작은 기울기에서는 오차도 작습니다"""
    x = rng.normal(size=(2, 3))
    small(measure(student, lambda x: 0.5, lambda x: np.zeros(x.shape), x), 1e-12)
    for size in (3e-9, 1e-8, 5e-10):
        w = size * slopes(rng, (5,))
        x = rng.uniform(0.5, 1.0, size=5)
        wrong = lambda x, w=w: 0.5 * w  # noqa: E731
        close(measure(student, plane(w), wrong, x), gradient_check(plane(w), wrong, x), rtol=1e-5)


@points(1)
def test_usual_step(student, rng):
    """Without `h` the step is 1e-5: fine enough for a function that swings within a hundredth
    `h` 값을 주지 않으면 걸음은 1e-5이며, 백분의 일 안에서 출렁이는 함수에도 충분합니다"""
    w, x = rng.uniform(100.0, 150.0, size=3), rng.uniform(-1.0, 1.0, size=3)
    value = measure(student, lambda x: np.sum(np.sin(w * x)), lambda x: w * np.cos(w * x), x)
    small(value, 1e-6)


@points(2)
def test_step(student, rng):
    """The step that is given is used, a smaller or a larger one
    주어진 걸음이 기본값보다 작든 크든 그대로 씁니다"""
    w, x = rng.uniform(1e4, 2e4, size=(2, 2)), rng.uniform(-1.0, 1.0, size=(2, 2))
    value = measure(student, lambda x: np.sum(np.sin(w * x)), lambda x: w * np.cos(w * x), x, 1e-7)
    small(value, 1e-6)
    x = rng.uniform(2.0, 3.0, size=3)
    value = measure(student, lambda x: np.round(np.sum(x * x), 3), lambda x: 2 * x, x, h=0.5)
    small(value, 1e-3)


@points(1)
def test_argument_unchanged(student, rng):
    """x is left exactly as it was
    x의 값은 처음과 똑같이 남습니다"""
    w, x = slopes(rng, (3, 4)), rng.normal(size=(3, 4))
    x.flat[::2] *= 1e-7  # beside such numbers a step loses digits that do not come back
    value = measure(student, plane(w), lambda x: 2 * w, x, call=unchanged)
    close(value, gradient_check(plane(w), lambda x: 2 * w, x), rtol=1e-5)
