import numpy as np

from dlgrade.testing import check, close, points, public, unchanged
from dlref.optimizers import gradient_descent


def walk(student, gradient, x0, *args, call=None, **kwargs):
    """The student's path. The gradient answers for points of the shape of `x0` only."""
    shapes = set()

    def grad(x):
        x = np.asarray(x, dtype=float)
        shapes.add(x.shape)
        with np.errstate(all="ignore"):  # a walk that has gone astray may be anywhere
            return gradient(x) if x.shape == x0.shape else np.full(x.shape, np.nan)

    ask = student.gradient_descent
    path = unchanged(ask, grad, x0, *args, **kwargs) if call is unchanged else ask(grad, x0, *args, **kwargs)
    other = sorted(shapes - {x0.shape})
    check(
        not other,
        en="`grad` takes a whole point, an array of shape {right}, but it was given one of shape {wrong}.",
        ko="`grad` 함수는 점 전체, 곧 모양이 {right}인 배열을 받는데 모양이 {wrong}인 값을 넘겼습니다.",
        right=x0.shape,
        wrong=other[0] if other else None,
    )
    return path


def same_path(path, wanted):
    """Compare two paths, and say which step goes astray."""
    if isinstance(path, np.ndarray) and path.shape == wanted.shape and path.dtype.kind == "f":
        wrong = ~np.isclose(path, wanted, rtol=1e-8, atol=1e-10).all(axis=1)
        check(
            wrong[0] or not wrong.any(),
            en="The path starts rightly, but step {t} leads to the wrong point, the one in row {t}.",
            ko="출발점은 맞지만 {t}번째 걸음에서 틀린 점에 이릅니다. 행 {t}의 점입니다.",
            actual=path,
            t=int(np.argmax(wrong)),
        )
    close(path, wanted)


def same(student, gradient, x0, *args, **kwargs):
    wanted = gradient_descent(gradient, x0, *args, **kwargs)
    same_path(walk(student, gradient, x0, *args, **kwargs), wanted)


def bowl(rng, d):
    """A parabola with its axes askew: its gradient, its lowest point. The curvatures are from 1 to 3."""
    Q = np.linalg.qr(rng.normal(size=(d, d)))[0]
    A = Q @ np.diag(rng.uniform(1.0, 3.0, size=d)) @ Q.T
    lowest = rng.normal(size=d)
    return (lambda x: A @ (x - lowest)), lowest


def valleys(rng, d):
    """Valleys at about -1 and 1 along each axis, each axis leaning on the next: no step is like the one before."""
    lean = rng.uniform(0.1, 0.2, size=d)
    return lambda x: x**3 - x + lean * (np.roll(x, 1) + np.roll(x, -1) if d > 1 else 1.0)


@public
@points(1)
def test_example(student):
    """x₀² + 2x₁² from [4, 1] with the learning rate 0.125: the first two steps
    x₀² + 2x₁² 함수에서 학습률 0.125로 [4, 1]에서 두 걸음 내려갑니다"""
    path = walk(student, lambda x: np.array([2.0, 4.0]) * x, np.array([4.0, 1.0]), 0.125, 2)
    same_path(path, np.array([[4.0, 1.0], [3.0, 0.5], [2.25, 0.25]]))


@points(2)
def test_one_step(student, rng):
    """The first step: the starting point, and the point that is lr times the gradient away from it
    첫걸음: 출발점, 그리고 거기서 기울기의 lr배만큼 떨어진 점입니다"""
    for d in (1, 3, 5):
        for lr in (0.02, 0.3):
            same(student, bowl(rng, d)[0], rng.normal(size=d), lr, 1)


@points(2)
def test_path(student, rng):
    """Every gradient is taken where the path has arrived by then
    기울기는 매번 그때까지 도착한 점에서 구합니다"""
    for d, steps in ((1, 4), (2, 6), (4, 9)):
        same(student, bowl(rng, d)[0], rng.normal(size=d), 0.2, steps)
        same(student, valleys(rng, d), rng.uniform(-1.5, 1.5, size=d), 0.1, steps)


@points(2)
def test_arrives(student, rng):
    """At the bottom of a bowl the walk comes to rest
    오목한 그릇에서는 바닥에 이르러 멎습니다"""
    for d in (2, 3):
        gradient, lowest = bowl(rng, d)
        x0 = lowest + rng.uniform(1.0, 2.0, size=d)
        path = walk(student, gradient, x0, 0.3, 80)
        if not isinstance(path, list | tuple | np.ndarray):
            close(path, np.zeros((81, d)))
        path = np.asarray(path, dtype=float)
        check(
            path.shape == (81, d),
            en="80 steps in {d} dimensions should make a path of shape {right}; yours has the shape {shape}.",
            ko="{d}차원에서 80걸음을 가면 길의 모양은 {right}입니다. 반환한 것의 모양은 {shape}입니다.",
            actual=path,
            d=d,
            right=(81, d),
            shape=path.shape,
        )
        close(path[0], x0)
        close(path[-1], lowest, rtol=0.0, atol=1e-6)


@points(1)
def test_two_valleys(student, rng):
    """From two starting points into two different valleys: descent does not look for the deepest one
    출발점이 다르면 다른 골짜기로 내려갑니다. 가장 깊은 곳을 찾아가는 것은 아닙니다"""
    gradient = valleys(rng, 1)
    for start in (-0.8, 0.9):
        same(student, gradient, np.array([start * rng.uniform(0.9, 1.1)]), 0.3, 40)


@points(1)
def test_saddle(student, rng):
    """On the ridge of a saddle the walk ends in the middle, beside the ridge it turns away
    안장의 등성이를 타면 한가운데에서 멎고, 조금만 벗어나면 다른 쪽으로 갑니다"""
    steep = np.array([rng.uniform(1.0, 2.0), -rng.uniform(0.5, 1.0)])
    for beside in (0.0, 1e-3):
        same(student, lambda x: steep * x, np.array([rng.uniform(1.0, 2.0), beside]), 0.25, 25)


@points(1)
def test_every_step(student, rng):
    """As many steps as asked for, also where there is hardly any slope or none, and also 0 steps
    기울기가 거의 없거나 0인 곳에서도, 그리고 0걸음이어도 정해진 수만큼만 옮깁니다"""
    gradient, lowest = bowl(rng, 3)
    same(student, gradient, lowest, 0.1, 5)
    flat = rng.uniform(1e-8, 2e-8, size=2)
    same(student, lambda x: flat * x, rng.uniform(1.0, 2.0, size=2), 0.5, 12)
    same(student, lambda x: flat * x, rng.uniform(1.0, 2.0, size=2), 1e7, 12)
    same(student, gradient, rng.normal(size=3), 0.1, 0)


@points(1)
def test_learning_rate(student, rng):
    """The learning rate is used as it is, tiny, or so large that the points run away
    학습률은 아주 작든, 점이 멀리 달아날 만큼 크든 주어진 그대로 씁니다"""
    gradient, _ = bowl(rng, 2)
    for lr, steps in ((1e-4, 3), (1.0, 8), (5.0, 11)):
        same(student, gradient, rng.normal(size=2), lr=lr, steps=steps)


@points(1)
def test_defaults(student, rng):
    """Without arguments the learning rate is 0.1 and 100 steps are made
    인수를 주지 않으면 학습률은 0.1이고 100걸음을 옮깁니다"""
    slow = rng.uniform(0.05, 0.3, size=3)
    x0 = rng.normal(size=3)
    same(student, lambda x: slow * x, x0)
    same(student, lambda x: slow * x, x0, steps=7)
    same(student, lambda x: slow * x, x0, 0.4)


@points(1)
def test_start_unchanged(student, rng):
    """x0 is left as it was
    x0의 값은 처음 그대로 남습니다"""
    gradient, _ = bowl(rng, 4)
    x0 = rng.normal(size=4)
    path = walk(student, gradient, x0, 0.2, 3, call=unchanged)
    same_path(path, gradient_descent(gradient, x0, 0.2, 3))
