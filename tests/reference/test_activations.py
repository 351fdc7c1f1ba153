"""The activations against PyTorch and mpmath, at their limits, and by what must hold between them.

`expected_activations.json` holds the numbers; `make_expected.py` beside it says how they were made.
"""

import inspect
import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from dlref import activations


def load_expected():
    def refuse(constant):
        raise ValueError(f"{constant} is not a number that JSON knows")

    def unique(pairs):
        record = dict(pairs)
        if len(record) != len(pairs):
            raise ValueError(f"a key is given twice: {[key for key, _ in pairs]}")
        return record

    text = Path(__file__).with_name("expected_activations.json").read_text(encoding="utf-8")
    expected = json.loads(text, parse_constant=refuse, object_pairs_hook=unique)
    assert set(expected) == {"made_with", "inputs", "elementwise", "calls"}
    for entry in expected["elementwise"]:
        assert set(entry) == {"function", "kwargs", "torch", "exact"}
        assert len(entry["torch"]) == len(entry["exact"]) == len(expected["inputs"])
    assert all(set(entry) == {"function", "args", "kwargs", "torch"} for entry in expected["calls"])
    return expected


EXPECTED = load_expected()

# The contract: every name with its parameters.
SIGNATURES = {
    "step": "(x)",
    "identity": "(x)",
    "identity_grad": "(x)",
    "collapse": "(layers)",
    "sigmoid": "(x)",
    "sigmoid_grad": "(x)",
    "tanh": "(x)",
    "tanh_grad": "(x)",
    "relu": "(x)",
    "relu_grad": "(x)",
    "leaky_relu": "(x, alpha=0.01)",
    "leaky_relu_grad": "(x, alpha=0.01)",
    "elu": "(x, alpha=1.0)",
    "elu_grad": "(x, alpha=1.0)",
    "swish": "(x, beta=1.0)",
    "swish_grad": "(x, beta=1.0)",
    "erf": "(x)",
    "gelu": "(x)",
    "gelu_grad": "(x)",
    "softmax": "(x, axis=-1)",
    "log_softmax": "(x, axis=-1)",
    "softmax_backward": "(dout, y, axis=-1)",
    "chain_gradient": "(activation, z)",
}
ELEMENTWISE = [
    name for name, parameters in SIGNATURES.items() if parameters.startswith("(x") and "max" not in name
]
SMOOTH = ["identity", "sigmoid", "tanh", "elu", "swish", "gelu"]

every_elementwise = pytest.mark.parametrize("name", ELEMENTWISE)


def function(name):
    return getattr(activations, name)


def describe(entry):
    return "-".join([entry["function"], *(f"{key}={value}" for key, value in entry["kwargs"].items())])


@pytest.fixture(autouse=True)
def _no_floating_point_error():
    """A tail may underflow to 0; nothing may overflow, divide by 0 or be undefined."""
    with np.errstate(all="raise", under="ignore"):
        yield


# ----- the contract -----


def test_names_are_those_of_the_catalogue():
    assert set(activations.__all__) == set(SIGNATURES)


@pytest.mark.parametrize(("name", "parameters"), SIGNATURES.items())
def test_signature(name, parameters):
    signature = inspect.signature(function(name))
    bare = [p.replace(annotation=inspect.Parameter.empty) for p in signature.parameters.values()]
    assert str(inspect.Signature(bare)) == parameters


@pytest.mark.parametrize("name", SIGNATURES)
def test_docstring_names_its_source(name):
    docstring = inspect.getdoc(function(name))
    assert all(section in docstring for section in ("Args:", "Returns:", "Source:"))


# ----- against PyTorch and mpmath -----


@pytest.mark.parametrize("entry", EXPECTED["elementwise"], ids=describe)
def test_elementwise_values(entry):
    got = function(entry["function"])(EXPECTED["inputs"], **entry["kwargs"])
    np.testing.assert_allclose(got, entry["exact"], rtol=1e-13, atol=1e-307)
    np.testing.assert_allclose(got, entry["torch"], rtol=1e-13, atol=1e-14)


@pytest.mark.parametrize("entry", EXPECTED["calls"], ids=describe)
def test_calls(entry):
    # Sums of terms of size 1 may cancel, here and in PyTorch; products and quotients keep their digits.
    rtol, atol = (1e-12, 0) if entry["function"] in ("softmax", "chain_gradient") else (1e-13, 1e-15)
    got = function(entry["function"])(*entry["args"], **entry["kwargs"])
    np.testing.assert_allclose(got, entry["torch"], rtol=rtol, atol=atol)


def test_erf_is_right_to_the_last_digit():
    (entry,) = (e for e in EXPECTED["elementwise"] if e["function"] == "erf")
    np.testing.assert_allclose(activations.erf(EXPECTED["inputs"]), entry["exact"], rtol=4e-16, atol=0)


# ----- shapes, large inputs, arguments -----


@every_elementwise
@pytest.mark.parametrize("shape", [(), (1,), (7,), (2, 1, 3), (2, 3, 4)], ids=str)
def test_array_keeps_its_shape(name, shape):
    x = np.linspace(-3.0, 3.0, int(np.prod(shape))).reshape(shape)
    y = function(name)(x)
    assert np.shape(y) == shape
    assert y.dtype == np.float64


@every_elementwise
@pytest.mark.parametrize("number", [-4, 0, 2, -4.5, 0.25, np.float32(-3.25), np.int64(3)], ids=repr)
def test_number_gives_number(name, number):
    y = function(name)(number)
    assert isinstance(y, np.float64) or (isinstance(y, np.ndarray) and y.shape == ())
    assert y == function(name)(np.array([number]))[0]


@every_elementwise
def test_integers_and_lists_are_welcome(name):
    np.testing.assert_array_equal(
        function(name)([[-2, 0], [1, 3]]), function(name)(np.array([[-2.0, 0], [1, 3]]))
    )


@every_elementwise
def test_finite_for_large_inputs(name):
    x = np.concatenate([np.linspace(-1000.0, 1000.0, 4001), [-0.0, 5e-324, -5e-324]])
    assert np.isfinite(function(name)(x)).all()
    assert np.isfinite([function(name)(float(number)) for number in x[::100]]).all()


@every_elementwise
def test_argument_is_left_alone_and_shares_no_memory(name):
    x = np.random.default_rng(1).normal(size=(3, 4)) * 5
    before = x.tobytes()
    y = function(name)(x)
    assert x.tobytes() == before
    assert not np.shares_memory(x, y)


@pytest.mark.parametrize("name", ["softmax", "log_softmax"])
def test_softmax_of_large_scores(name):
    x = np.array([[1000.0, -1000.0, 0.0], [-1000.0, -1000.0, -1000.0]])
    before = x.tobytes()
    assert np.isfinite(function(name)(x)).all()
    assert x.tobytes() == before


def test_softmax_backward_leaves_its_arguments_alone():
    y = activations.softmax([[1.0, 2.0, 4.0]])
    dout = np.array([[0.5, -1.0, 3.0]])
    before = dout.tobytes(), y.tobytes()
    activations.softmax_backward(dout, y)
    assert (dout.tobytes(), y.tobytes()) == before


# ----- at the kink -----


@pytest.mark.parametrize("zero", [0.0, -0.0, 0])
@pytest.mark.parametrize(
    ("name", "kwargs", "value"),
    [
        ("step", {}, 1.0),
        ("relu_grad", {}, 0.0),
        ("leaky_relu_grad", {}, 0.01),
        ("leaky_relu_grad", {"alpha": 0.3}, 0.3),
        ("elu_grad", {}, 1.0),
        ("elu_grad", {"alpha": 0.5}, 0.5),
    ],
)
def test_value_at_zero(name, kwargs, value, zero):
    assert function(name)(zero, **kwargs) == value


# ----- what must hold between them -----


@pytest.mark.parametrize("name", SMOOTH)
def test_gradient_is_the_slope(name):
    x = np.linspace(-6.0, 6.0, 241) + 1e-3
    f, h = function(name), 1e-5
    np.testing.assert_allclose(function(f"{name}_grad")(x), (f(x + h) - f(x - h)) / (2 * h), atol=1e-9)


def test_gelu_has_no_seam_where_its_tail_begins():
    x = -3.0 + np.array([-1e-9, 0.0, 1e-9])
    assert np.ptp(np.diff(activations.gelu(x))) < 1e-15


@pytest.mark.parametrize("axis", [0, 1, 2, -1])
def test_softmax_is_a_distribution_blind_to_shifts(axis):
    x = np.random.default_rng(2).normal(size=(2, 3, 4))
    y = activations.softmax(x, axis=axis)
    np.testing.assert_allclose(y.sum(axis=axis), 1.0, rtol=1e-14)
    np.testing.assert_allclose(activations.softmax(x + 700.0, axis=axis), y, rtol=1e-12)
    np.testing.assert_allclose(np.exp(activations.log_softmax(x, axis=axis)), y, rtol=1e-14)


def test_softmax_backward_of_a_constant_is_zero():
    y = activations.softmax([[1.0, 2.0, 4.0], [0.0, 0.0, 0.0]])
    np.testing.assert_allclose(activations.softmax_backward(np.full((2, 3), 5.0), y), 0.0, atol=1e-15)


def test_long_chain_of_sigmoids_fades_and_of_relus_does_not():
    np.testing.assert_allclose(
        activations.chain_gradient("sigmoid", np.zeros(10)), 0.25 ** np.arange(10, 0, -1)
    )
    assert activations.chain_gradient("sigmoid", np.zeros(2000))[0] == 0.0
    assert (activations.chain_gradient("relu", np.ones(2000)) == 1.0).all()


def test_chain_behind_a_dead_relu_gets_nothing():
    assert activations.chain_gradient("relu", [1.0, 2.0, 0.0, 3.0]).tolist() == [0.0, 0.0, 0.0, 1.0]


# ----- collapse -----


@pytest.mark.parametrize("sizes", [(3, 2), (3, 4, 2), (1, 5, 1), (4, 3, 3, 2, 5)], ids=str)
def test_collapse_equals_the_stack(sizes):
    rng = np.random.default_rng(3)
    layers = [(rng.normal(size=(d, m)), rng.normal(size=m)) for d, m in pairwise(sizes)]
    before = [(W.tobytes(), b.tobytes()) for W, b in layers]
    x = rng.normal(size=(6, sizes[0]))
    W, b = activations.collapse(layers)
    out = x
    for weights, bias in layers:
        out = out @ weights + bias
    assert (W.shape, b.shape) == ((sizes[0], sizes[-1]), (sizes[-1],))
    np.testing.assert_allclose(x @ W + b, out, rtol=1e-12, atol=1e-13)
    assert [(w.tobytes(), v.tobytes()) for w, v in layers] == before
    assert not np.shares_memory(W, layers[0][0])


# ----- errors -----


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: activations.collapse([]), r"at least one \(W, b\), got none"),
        (
            lambda: activations.collapse([(np.ones((2, 3)), np.ones(3)), (np.ones((2, 4)), np.ones(4))]),
            r"shape \(2, 3\) cannot feed one of shape \(2, 4\)",
        ),
        (lambda: activations.leaky_relu(1.0, alpha=1.0), "below 1, got 1.0"),
        (lambda: activations.leaky_relu(1.0, alpha=-0.1), "at least 0 and below 1, got -0.1"),
        (lambda: activations.leaky_relu_grad(1.0, alpha=2.0), "below 1, got 2.0"),
        (lambda: activations.chain_gradient("gelu", [1.0]), "sigmoid, tanh, relu, got 'gelu'"),
    ],
)
def test_error_says_what_is_wrong(call, message):
    with pytest.raises(ValueError, match=message):
        call()
