"""Differentiation: the formula against mpmath, the graph against PyTorch's, and what both must leave alone.

`expected_losses.json` holds the numbers; `make_expected_losses.py` beside it says how they were made.
"""

import inspect
import json
import math
from pathlib import Path

import numpy as np
import pytest

from dlref import differentiation
from dlref.differentiation import Add, Multiply, gradient_check, numerical_diff, numerical_gradient, shopping

EXPECTED = json.loads(Path(__file__).with_name("expected_losses.json").read_text(encoding="utf-8"))

SIGNATURES = {
    "numerical_diff": "(f, x, h=0.0001)",
    "numerical_gradient": "(f, x, h=0.0001)",
    "gradient_check": "(f, grad_f, x, h=1e-05)",
    "shopping": "(price, count, tax)",
    "Multiply": "()",
    "Add": "()",
    "Multiply.forward": "(self, x, y)",
    "Multiply.backward": "(self, dout)",
    "Add.forward": "(self, x, y)",
    "Add.backward": "(self, dout)",
}


def find(name):
    cls, _, method = name.partition(".")
    found = getattr(differentiation, cls)
    return getattr(found, method) if method else found


@pytest.fixture(autouse=True)
def _no_floating_point_error():
    with np.errstate(all="raise", under="ignore"):
        yield


# ----- the contract -----


def test_names_are_those_of_the_catalogue():
    assert set(differentiation.__all__) == {name.partition(".")[0] for name in SIGNATURES}


@pytest.mark.parametrize(("name", "parameters"), SIGNATURES.items())
def test_signature(name, parameters):
    signature = inspect.signature(find(name))
    bare = [p.replace(annotation=inspect.Parameter.empty) for p in signature.parameters.values()]
    assert str(inspect.Signature(bare)) == parameters


@pytest.mark.parametrize("name", differentiation.__all__)
def test_docstring_names_its_source(name):
    assert "Source:" in inspect.getdoc(find(name))


# ----- numerical differentiation -----


@pytest.mark.parametrize("entry", EXPECTED["differences"], ids=lambda e: f"{e['args']}-{e['kwargs']['h']}")
def test_central_difference(entry):
    name, x = entry["args"]
    h = entry["kwargs"]["h"]
    rounding = 4e-16 * max(1.0, math.exp(x)) / h  # of two function values, over 2h
    got = numerical_diff(getattr(math, name), x, h=h)
    assert type(got) is float
    assert got == pytest.approx(entry["result"], rel=1e-15, abs=rounding)
    array = numerical_gradient(lambda v: float(getattr(np, name)(v).sum()), [x], h=h)
    assert array[0] == pytest.approx(entry["result"], rel=1e-15, abs=rounding)


@pytest.mark.parametrize("x", [-3, 0, 2, 0.5, np.float64(1.5), np.int64(4)], ids=repr)
def test_parabola_is_exact(x):
    assert numerical_diff(lambda v: 3 * v**2 - v, x) == pytest.approx(6 * x - 1, abs=1e-10)


def test_error_shrinks_with_the_square_of_the_step():
    errors = [abs(numerical_diff(math.sin, 1.0, h=h) - math.cos(1.0)) for h in (1e-1, 1e-2, 1e-3)]
    assert errors[0] / errors[1] == pytest.approx(100, rel=0.01)
    assert errors[1] / errors[2] == pytest.approx(100, rel=0.01)


def test_default_steps():
    asked = []

    def f(x):
        asked.append(float(np.sum(x)))
        return 0.0

    numerical_diff(f, 0.0)
    numerical_gradient(f, [0.0])
    gradient_check(f, lambda x: x, [0.0])
    assert sorted(asked) == sorted([1e-4, -1e-4] * 2 + [1e-5, -1e-5])


@pytest.mark.parametrize("shape", [(), (1,), (4,), (3, 2), (2, 1, 3)], ids=str)
def test_gradient_of_any_shape(shape):
    rng = np.random.default_rng(1)
    x, weights = rng.normal(size=shape), rng.normal(size=shape)
    gradient = numerical_gradient(lambda v: float((weights * v**3).sum()), x)
    assert gradient.shape == shape
    assert gradient.dtype == np.float64
    np.testing.assert_allclose(gradient, 3 * weights * x**2, rtol=1e-7, atol=1e-7)


@pytest.mark.parametrize("x", [2, 2.0, [1, 2, 3], np.array([[1, 2]])], ids=repr)
def test_numbers_lists_and_integers_are_welcome(x):
    gradient = numerical_gradient(lambda v: float((v**2).sum()), x)
    np.testing.assert_allclose(gradient, 2 * np.asarray(x), rtol=1e-9)


@pytest.mark.parametrize("order", ["C", "F"])
def test_order_in_memory_does_not_matter(order):
    x = np.arange(6.0).reshape(2, 3).copy(order=order)
    for view in (x, x.T, x[::-1, ::2]):
        np.testing.assert_allclose(
            numerical_gradient(lambda v: float((v**2).sum()), view), 2 * view, atol=1e-9
        )


@pytest.mark.parametrize("shape", [(), (3,), (2, 2)], ids=str)
def test_x_is_left_as_it_was(shape):
    x = np.full(shape, 0.1)
    before = x.tobytes()

    def careless(v):
        value = float((v**2).sum())
        v *= 0.0
        return value

    np.testing.assert_allclose(numerical_gradient(careless, x), 0.2, rtol=1e-9)
    assert gradient_check(careless, lambda v: np.multiply(v, 2, out=v), x) < 1e-9
    assert x.tobytes() == before


def test_x_is_left_as_it_was_when_the_function_raises():
    x = np.array([0.1, 0.2])
    before = x.tobytes()

    def fails_halfway(v):
        if v[1] > 0.2:
            raise RuntimeError("halfway")
        return 0.0

    with pytest.raises(RuntimeError, match="halfway"):
        numerical_gradient(fails_halfway, x)
    assert x.tobytes() == before


def test_function_may_keep_what_it_is_given():
    kept = []
    numerical_gradient(lambda v: kept.append(v) or 0.0, np.zeros(2), h=0.5)
    np.testing.assert_array_equal(np.sort(kept, axis=0), [[-0.5, -0.5], [0, 0], [0, 0], [0.5, 0.5]])


# ----- gradient check -----


def cubes(x):
    return float((x**3).sum())


def test_right_gradient_passes_and_wrong_ones_do_not():
    x = np.random.default_rng(2).normal(size=(3, 2))
    assert gradient_check(cubes, lambda v: 3 * v**2, x) < 1e-9
    for wrong in (lambda v: -3 * v**2, lambda v: 2 * v**2, lambda v: 3 * v**2 / len(v), lambda v: v):
        assert gradient_check(cubes, wrong, x) > 1e-2


@pytest.mark.parametrize(
    ("analytic", "error"),
    [
        ([3.0, 4.0], 0.0),
        ([-3.0, -4.0], 1.0),  # |a − n| = 6 and 8, |a| and |n| at most 4
        ([3.0, 2.0], 2 / 7),  # the largest difference is 2, the largest sizes 3 and 4
        ([0.0, 0.0], 1.0),
    ],
)
def test_relative_error_by_hand(analytic, error):
    def plane(v):
        return float(3 * v[0] + 4 * v[1])

    assert gradient_check(plane, lambda _: np.array(analytic), [0.0, 0.0]) == pytest.approx(error, abs=1e-10)


def test_gradients_of_nothing_agree():
    assert gradient_check(lambda _: 1.0, np.zeros_like, np.ones(3)) == 0.0
    assert gradient_check(lambda _: 1.0, lambda v: 1e-9 * v, np.ones(3)) == pytest.approx(0.1)


def test_gradient_check_of_a_number():
    error = gradient_check(lambda v: float(v) ** 2, lambda v: 2 * v, 1.5)
    assert type(error) is float
    assert error < 1e-9


def test_nan_is_not_right():
    assert not gradient_check(cubes, lambda v: v * np.nan, np.ones(2)) < 1e-3


def test_gradient_check_refuses_another_shape():
    with pytest.raises(ValueError, match=r"for x of shape \(3, 1\) the gradient has shape \(3,\)"):
        gradient_check(cubes, lambda v: 3 * v[:, 0] ** 2, np.ones((3, 1)))


# ----- the graph -----


@pytest.mark.parametrize("entry", EXPECTED["graphs"], ids=lambda e: str(e["args"]))
def test_shopping(entry):
    got = shopping(*entry["args"])
    assert type(got) is tuple
    assert {type(number) for number in got} == {float}
    np.testing.assert_allclose(got, entry["result"], rtol=1e-15)


def test_shopping_by_hand():
    np.testing.assert_allclose(shopping(100, 2, 1.1), (220.0, 2.2, 110.0, 200.0))


@pytest.mark.parametrize("shape", [(), (1,), (4,), (3, 2)], ids=str)
def test_nodes(shape):
    rng = np.random.default_rng(3)
    x, y, dout = rng.normal(size=(3, *shape))
    before = [np.asarray(a).tobytes() for a in (x, y, dout)]
    multiply, add = Multiply(), Add()
    np.testing.assert_array_equal(multiply.forward(x, y), x * y)
    np.testing.assert_array_equal(add.forward(x, y), x + y)
    for _ in range(2):  # backward may be called again
        np.testing.assert_array_equal(multiply.backward(dout), (dout * y, dout * x))
        np.testing.assert_array_equal(add.backward(dout), (dout, dout))
    assert [np.asarray(a).tobytes() for a in (x, y, dout)] == before


def test_gradients_of_a_sum_are_two_arrays():
    dout = np.ones(2)
    dx, dy = Add().backward(dout)
    dx += 1
    assert (dy.tolist(), dout.tolist()) == ([1.0, 1.0], [1.0, 1.0])


def test_each_node_remembers_its_own_last_inputs():
    first, second = Multiply(), Multiply()
    first.forward(2.0, 3.0)
    second.forward(5.0, 7.0)
    assert first.backward(1.0) == (3.0, 2.0)
    first.forward(11.0, 13.0)
    assert (first.backward(1.0), second.backward(1.0)) == ((13.0, 11.0), (7.0, 5.0))


@pytest.mark.parametrize("node", [Multiply, Add])
@pytest.mark.parametrize(("x", "y"), [(np.ones(3), 2.0), (np.ones((3, 1)), np.ones(3))])
def test_nodes_do_not_broadcast(node, x, y):
    with pytest.raises(ValueError, match="x and y must have the same shape, got"):
        node().forward(x, y)
