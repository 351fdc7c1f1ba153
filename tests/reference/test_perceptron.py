"""The perceptron: its threshold, the gates made of it, and its learning rule."""

import inspect
import itertools

import numpy as np
import pytest

from dlref import perceptron as unit
from dlref.perceptron import and_params, fit_perceptron, nand_params, or_params, perceptron, xor

CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
XOR = [0, 1, 1, 0]

SIGNATURES = {
    "perceptron": "(x, w, b)",
    "and_params": "()",
    "or_params": "()",
    "nand_params": "()",
    "xor": "(x1, x2)",
    "fit_perceptron": "(X, y, lr=1.0, epochs=100)",
}


def test_names_are_those_of_the_catalogue():
    assert set(unit.__all__) == set(SIGNATURES)


@pytest.mark.parametrize(("name", "parameters"), SIGNATURES.items())
def test_signature(name, parameters):
    signature = inspect.signature(getattr(unit, name))
    bare = [p.replace(annotation=inspect.Parameter.empty) for p in signature.parameters.values()]
    assert str(inspect.Signature(bare)) == parameters


# ----- the threshold -----


@pytest.mark.parametrize(
    ("x", "w", "b", "fires"),
    [
        ([1.0, 2.0], [3.0, -1.0], 0.5, 1),
        ([1.0, 2.0], [3.0, -1.0], -1.5, 0),
        ([1.0, 2.0], [3.0, -1.0], -1.0, 1),  # exactly at the threshold
        ([0.0], [5.0], 0.0, 1),
        ([0, 1, 1], [1, -2, 1], 0, 0),
    ],
)
def test_one_sample_gives_an_integer(x, w, b, fires):
    y = perceptron(x, w, b)
    assert type(y) is int
    assert y == fires


def test_many_samples_give_an_integer_array():
    X = np.random.default_rng(0).normal(size=(50, 3))
    w, b = np.array([0.5, -1.0, 2.0]), 0.25
    before = X.tobytes(), w.tobytes()
    y = perceptron(X, w, b)
    assert (y.shape, y.dtype.kind) == ((50,), "i")
    assert y.tolist() == [perceptron(x, w, b) for x in X]
    assert (X.tobytes(), w.tobytes()) == before


# ----- gates -----


@pytest.mark.parametrize(
    ("params", "table"), [(and_params, [0, 0, 0, 1]), (or_params, [0, 1, 1, 1]), (nand_params, [1, 1, 1, 0])]
)
def test_gate(params, table):
    w, b = params()
    assert w.shape == (2,)
    assert perceptron(CORNERS, w, b).tolist() == table


@pytest.mark.parametrize("kind", [int, float, np.int64, np.float64, np.array])
def test_xor_of_numbers(kind):
    outputs = [xor(kind(a), kind(b)) for a, b in itertools.product((0, 1), repeat=2)]
    assert outputs == XOR
    assert {type(output) for output in outputs} == {int}


@pytest.mark.parametrize("shape", [(4,), (2, 2), (4, 1), (1, 2, 2)], ids=str)
@pytest.mark.parametrize("dtype", [int, float])
def test_xor_of_arrays(shape, dtype):
    x1, x2 = CORNERS.T.astype(dtype).reshape(2, *shape)
    y = xor(x1, x2)
    assert y.dtype.kind == "i"
    np.testing.assert_array_equal(y, np.reshape(XOR, shape))


# ----- learning -----


def test_first_updates_by_hand():
    # At zero everything fires: w = (-0.5, -1), b = -0.5. The second sample does not: w = (1, -0.5), b = 0.
    # The third, the origin, fires at the threshold, and only b can learn from it.
    w, b, mistakes = fit_perceptron([[1.0, 2.0], [3.0, 1.0], [0.0, 0.0]], [0, 1, 0], lr=0.5, epochs=1)
    assert (w.tolist(), b, mistakes) == ([1.0, -0.5], -0.5, [3])


@pytest.mark.parametrize("lr", [1.0, 0.1, 3.0])
def test_separable_data_is_learnt(lr):
    rng = np.random.default_rng(4)
    X = rng.uniform(-1.0, 1.0, size=(200, 3))
    margin = X @ [1.0, -2.0, 0.5] + 0.3
    X, y = X[abs(margin) > 0.1], (margin[abs(margin) > 0.1] > 0).astype(int)
    before = X.tobytes(), y.tobytes()
    w, b, mistakes = fit_perceptron(X, y, lr=lr, epochs=1000)
    assert mistakes[-1] == 0
    assert 0 not in mistakes[:-1]
    assert perceptron(X, w, b).tolist() == y.tolist()
    assert (X.tobytes(), y.tobytes()) == before


@pytest.mark.parametrize("table", [[0, 0, 0, 1], [0, 1, 1, 1], [1, 1, 1, 0]], ids=["and", "or", "nand"])
def test_gates_are_learnt(table):
    w, b, mistakes = fit_perceptron(CORNERS, table)
    assert perceptron(CORNERS, w, b).tolist() == table
    assert mistakes[-1] == 0


@pytest.mark.parametrize("epochs", [0, 1, 37])
def test_xor_is_never_learnt(epochs):
    _, _, mistakes = fit_perceptron(CORNERS, XOR, epochs=epochs)
    assert len(mistakes) == epochs
    assert 0 not in mistakes


def test_no_mistake_no_update():
    w, b, mistakes = fit_perceptron([[1.0], [2.0]], [1, 1])
    assert (w.tolist(), b, mistakes) == ([0.0], 0.0, [0])


# ----- errors -----


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: perceptron(1.0, [1.0], 0.0), r"\(D,\) or \(N, D\), got \(\)"),
        (lambda: perceptron(np.ones((2, 3, 4)), np.ones(4), 0.0), r"got \(2, 3, 4\)"),
        (
            lambda: perceptron([1.0, 2.0], [1.0], 0.0),
            r"x of shape \(2,\) needs weights of shape \(2,\), got \(1,\)",
        ),
        (lambda: perceptron(np.ones((5, 2)), np.ones(5), 0.0), r"x of shape \(5, 2\) .* got \(5,\)"),
        (lambda: fit_perceptron(np.ones((3, 2)), [0, 1]), r"equally long, got shapes \(3, 2\) and \(2,\)"),
    ],
)
def test_error_says_what_is_wrong(call, message):
    with pytest.raises(ValueError, match=message):
        call()
