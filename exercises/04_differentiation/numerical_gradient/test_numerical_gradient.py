import numpy as np

from dlgrade.testing import check, close, points, public, unchanged

EPS = 2.0**-52


def measure(student, function, x, *args, call=None, **kwargs):
    """The student's gradient of a function of arrays of the shape of `x`, asked for with nothing else."""
    shapes = set()

    def f(given):
        given = np.asarray(given, dtype=float)
        shapes.add(given.shape)
        return float(function(given)) if given.shape == x.shape else float("nan")

    ask = student.numerical_gradient
    value = unchanged(ask, f, x, *args, **kwargs) if call is unchanged else ask(f, x, *args, **kwargs)
    other = sorted(shapes - {x.shape})
    check(
        not other,
        en="`f` takes arrays of the shape of `x`, {right}, but it was given one of shape {wrong}.",
        ko="`f` 함수는 `x`와 같은 모양 {right} 배열을 받는데 모양이 {wrong}인 값을 넘겼습니다.",
        right=x.shape,
        wrong=other[0] if other else None,
    )
    return value


def near(value, gradient, x, h, *, third, size):
    """As near to the true gradient as central differences with this step come."""
    cut_off = h**2 / 6 * third
    rounding = EPS * (size + np.abs(gradient).max() * max(1.0, np.abs(x).max())) / h
    close(value, gradient, rtol=0.0, atol=1.3 * cut_off + 20 * rounding)


def bowl(rng, shape):
    """A polynomial of degree 2 in which every element meets every other one: function, gradient, size."""
    n = int(np.prod(shape))
    A, b = rng.normal(size=(n, n)) + 3 * np.eye(n), rng.normal(size=n)
    return (
        lambda x: 0.5 * x.ravel() @ A @ x.ravel() + b @ x.ravel(),
        lambda x: (0.5 * (A + A.T) @ x.ravel() + b).reshape(shape),
        lambda x: (
            float(np.abs(x.ravel()) @ np.abs(A) @ np.abs(x.ravel()) + np.abs(b) @ np.abs(x.ravel())) + 1
        ),
    )


def plane(rng, shape):
    """A weighted sum of the elements; its gradient is the weights."""
    w = rng.uniform(1.0, 3.0, size=shape) * rng.choice([-1.0, 1.0], size=shape)
    return (lambda x: np.sum(w * x)), w


@public
@points(1)
def test_example(student):
    """x₀² · x₁ at [3, 2] with the step 0.1 has the gradient [12, 9]
    x₀² · x₁의 [3, 2]에서 걸음 0.1로 잰 기울기는 [12, 9]입니다"""
    value = measure(student, lambda x: x[0] ** 2 * x[1], np.array([3.0, 2.0]), 0.1)
    close(value, [12.0, 9.0], rtol=0.0, atol=1e-11)


@points(2)
def test_vectors(student, rng):
    """Vectors in which every element influences the slope of every other one
    원소마다 다른 원소의 기울기에 영향을 주는 벡터에서 맞습니다"""
    for n in (2, 5):
        f, gradient, size = bowl(rng, (n,))
        x = rng.normal(size=n)
        near(measure(student, f, x), gradient(x), x, 1e-4, third=0, size=size(x))


@points(2)
def test_matrices(student, rng):
    """Matrices, wide and tall: one slope per element, in its place
    가로나 세로로 긴 행렬에서 원소마다 제자리에 기울기를 넣습니다"""
    for shape in ((2, 4), (3, 2), (3, 3)):
        f, gradient, size = bowl(rng, shape)
        x = rng.normal(size=shape)
        near(measure(student, f, x), gradient(x), x, 1e-4, third=0, size=size(x))


@points(1)
def test_three_axes(student, rng):
    """An array with three axes
    축이 세 개인 배열에서도 맞습니다"""
    f, gradient, size = bowl(rng, (2, 3, 4))
    x = rng.normal(size=(2, 3, 4))
    near(measure(student, f, x), gradient(x), x, 1e-4, third=0, size=size(x))


@points(1)
def test_other_shapes(student, rng):
    """A weighted sum of one element, of one row, of one column, of an array without axes
    원소 하나, 행 하나, 열 하나, 축이 없는 배열의 가중합에서도 맞습니다"""
    for shape in ((1,), (1, 4), (3, 1), ()):
        f, w = plane(rng, shape)
        x = np.asarray(rng.normal(size=shape))
        near(measure(student, f, x), w, x, 1e-4, third=0, size=10 * x.size)


@points(2)
def test_accuracy(student, rng):
    """With a step ten times smaller the error is a hundred times smaller
    걸음을 10분의 1로 줄이면 오차는 100분의 1로 줄어듭니다"""
    for h in (0.1, 0.01, 0.001):
        w = rng.uniform(1.0, 2.5, size=(2, 3))
        x = rng.uniform(-2.0, 2.0, size=(2, 3))
        value = measure(student, lambda x, w=w: np.sum(np.sin(w * x)) + x[0, 0] * x[1, 2], x, h=h)
        gradient = w * np.cos(w * x)
        gradient[0, 0] += x[1, 2]
        gradient[1, 2] += x[0, 0]
        near(value, gradient, x, h, third=w.max() ** 3, size=20.0)


@points(1)
def test_sizes(student, rng):
    """Elements that are 0, tiny, and around 1000 side by side
    0, 아주 작은 수, 1000 근처의 수가 나란히 있어도 맞습니다"""
    x = np.array([0.0, 1e-6, -0.5, 1000.0, -900.0]) * rng.uniform(0.9, 1.1, size=5)
    c = rng.uniform(1.0, 2.0, size=5)
    value = measure(student, lambda x: np.sum(c * x * x) / 1000, x)
    near(value, c * x / 500, x, 1e-4, third=0, size=3000.0)


@points(2)
def test_step(student, rng):
    """The step that is given is used: a small one for a function that swings fast, a large one for a function known to
    three decimals
    주어진 걸음을 씁니다. 빨리 출렁이는 함수에는 작은 걸음, 소수 셋째 자리까지만 아는 함수에는 큰 걸음입니다"""
    w = rng.uniform(1e4, 2e4, size=3)
    x = rng.uniform(-1.0, 1.0, size=3)
    value = measure(student, lambda x: np.sum(np.sin(w * x)), x, 1e-7)
    near(value, w * np.cos(w * x), x, 1e-7, third=w.max() ** 3, size=9 * w.max())
    x = rng.uniform(1.0, 2.0, size=(2, 2))
    value = measure(student, lambda x: np.round(np.sum(x * x), 3), x, h=0.5)
    close(value, 2 * x, rtol=0.0, atol=4e-3)


@points(2)
def test_argument_unchanged(student, rng):
    """x is left exactly as it was
    x의 값은 처음과 똑같이 남습니다"""
    for shape in ((6,), (3, 4)):
        f, w = plane(rng, shape)
        x = rng.normal(size=shape)
        x.flat[::2] *= 1e-7  # beside such numbers a step loses digits that do not come back
        near(measure(student, f, x, call=unchanged), w, x, 1e-4, third=0, size=60.0)
