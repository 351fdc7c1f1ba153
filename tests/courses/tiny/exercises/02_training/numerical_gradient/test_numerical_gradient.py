import numpy as np

from dlgrade.testing import check, close, points, public, unchanged


@public
def test_example(student):
    """f(x) = x[0]² at [3, 5] has the gradient [6, 0]
    f(x) = x[0]²의 [3, 5]에서의 기울기는 [6, 0]입니다"""
    close(student.numerical_gradient(lambda x: float(x[0] ** 2), np.array([3.0, 5.0])), [6.0, 0.0], rtol=1e-6)


@points(2)
def test_matrix(student, rng):
    """An array of any shape
    어떤 모양의 배열에도 답합니다"""
    a, x = rng.normal(size=(2, 3)), rng.normal(size=(2, 3))
    f = lambda x: float(np.sum(a * x**3))  # noqa: E731
    close(student.numerical_gradient(f, x), 3 * a * x**2, rtol=1e-5, atol=1e-6)


@points(2)
def test_central(student, rng):
    """Both sides count, and h is followed
    양쪽을 모두 보고 h를 따릅니다"""
    x, h = rng.uniform(0.5, 1.0, size=3), 0.25
    got = student.numerical_gradient(lambda x: float(np.sum(x**3)), x, h=h)
    close(got, 3 * x**2 + h**2, rtol=1e-8)


@points(1)
def test_called_as_promised(student, rng):
    """f is called with arrays of the shape of x
    f에는 x와 같은 모양의 배열을 넘깁니다"""
    calls = []

    def f(x):
        check(
            isinstance(x, np.ndarray) and x.shape == (2, 2),
            en="`f` is called with something of another shape than `x`.",
            ko="`f` 함수에 `x`와 모양이 다른 것을 넘깁니다.",
        )
        calls.append(1)
        return float(x.sum())

    student.numerical_gradient(f, rng.normal(size=(2, 2)))
    check(
        len(calls) >= 5,
        en="`f` is called {count} times; each of the 4 entries needs two values.",
        ko="`f` 함수를 {count}번 불렀습니다. 원소 4개마다 값이 두 개씩 필요합니다.",
        count=len(calls),
    )


@points(1)
def test_arguments_unchanged(student, rng):
    """x is left as it was
    x를 바꾸지 않습니다"""
    unchanged(student.numerical_gradient, lambda x: float(x.sum()), rng.normal(size=4))
