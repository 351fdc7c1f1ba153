"""First weights against torch.nn.init, and the spread and death of signals against PyTorch and by hand.

`expected_networks.json` holds the numbers; `make_expected_networks.py` beside it says how they were made.
"""

import inspect
import json
from pathlib import Path

import numpy as np
import pytest

from dlref import initialization
from dlref.initialization import dead_fraction, init_he, init_normal, init_xavier, layer_std

EXPECTED = json.loads(Path(__file__).with_name("expected_networks.json").read_text(encoding="utf-8"))

# The contract: every name with its parameters.
SIGNATURES = {
    "init_normal": "(fan_in, fan_out, rng, std=0.01)",
    "init_xavier": "(fan_in, fan_out, rng)",
    "init_he": "(fan_in, fan_out, rng)",
    "layer_std": "(x, weights, activation)",
    "dead_fraction": "(pre_activations)",
}

every_init = pytest.mark.parametrize("init", [init_normal, init_xavier, init_he], ids=lambda f: f.__name__)


def rng(seed=0):
    return np.random.default_rng(seed)


@pytest.fixture(autouse=True)
def _no_floating_point_error():
    """A tail may underflow to 0; nothing may overflow, divide by 0 or be undefined."""
    with np.errstate(all="raise", under="ignore"):
        yield


# ----- the contract -----


def test_names_are_those_of_the_catalogue():
    assert set(initialization.__all__) == set(SIGNATURES)


@pytest.mark.parametrize(("name", "parameters"), SIGNATURES.items())
def test_signature(name, parameters):
    signature = inspect.signature(getattr(initialization, name))
    bare = [p.replace(annotation=inspect.Parameter.empty) for p in signature.parameters.values()]
    assert str(inspect.Signature(bare)) == parameters


@pytest.mark.parametrize("name", SIGNATURES)
def test_docstring_names_its_source(name):
    docstring = inspect.getdoc(getattr(initialization, name))
    assert all(section in docstring for section in ("Args:", "Returns:", "Source:", "notes 00"))


# ----- first weights -----


@pytest.mark.parametrize(
    "entry", EXPECTED["initialization"], ids=lambda e: f"{e['function']}-{e['fan_in']}-{e['fan_out']}"
)
def test_std_is_that_of_torch(entry):
    init, fans = getattr(initialization, entry["function"]), (entry["fan_in"], entry["fan_out"])
    W = init(*fans, rng())
    assert W.shape == fans
    np.testing.assert_allclose(W, entry["std"] * rng().normal(size=fans), rtol=1e-13)


@pytest.mark.parametrize(
    ("kwargs", "std"), [({}, 0.01), ({"std": 1.0}, 1.0), ({"std": 0.3}, 0.3), ({"std": 0}, 0)]
)
def test_normal(kwargs, std):
    np.testing.assert_allclose(
        init_normal(4, 3, rng(), **kwargs), std * rng().normal(size=(4, 3)), rtol=1e-13
    )


@pytest.mark.parametrize(
    ("init", "variance"),
    [(init_normal, 1e-4), (init_xavier, 2 / 900), (init_he, 2 / 400)],
    ids=lambda p: str(p)[:20],
)
def test_many_draws_are_normal(init, variance):
    z = init(400, 500, rng(1)) / variance**0.5
    assert z.dtype == np.float64
    assert abs(z.mean()) < 0.01
    assert abs(z.var() - 1) < 0.02
    assert abs((z**3).mean()) < 0.03
    assert abs((z**4).mean() - 3) < 0.1
    assert abs((z < 1.0).mean() - 0.8413) < 0.005


@every_init
def test_every_call_draws_anew(init):
    draw = rng(2)
    assert not np.array_equal(init(3, 4, draw), init(3, 4, draw))
    np.testing.assert_array_equal(init(3, 4, rng(2)), init(3, 4, rng(2)))


# ----- the spread of the signal -----


@pytest.mark.parametrize("entry", EXPECTED["layer_std"], ids=lambda e: f"{e['args'][2]}-{len(e['stds'])}")
def test_layer_std(entry):
    x, weights, activation = entry["args"]
    x, weights = np.array(x), [np.array(W) for W in weights]
    before = [array.tobytes() for array in (x, *weights)]
    stds = layer_std(x, weights, activation)
    assert stds.shape == (len(weights),)
    np.testing.assert_allclose(stds, entry["stds"], rtol=1e-12)
    assert [array.tobytes() for array in (x, *weights)] == before


def test_layer_std_by_hand():
    # relu gives 1, 0, 3, 0: mean 1, mean square 2.5. Then 2, 0 and 6, 0: mean 2, mean square 10.
    stds = layer_std([[1.0, -2.0], [3.0, -4.0]], [np.eye(2), 2 * np.eye(2)], "relu")
    np.testing.assert_allclose(stds, [1.5**0.5, 6.0**0.5], rtol=1e-15)


def test_layer_std_of_no_layers_and_of_huge_inputs():
    assert layer_std([[1.0]], [], "tanh").shape == (0,)
    for activation in ("sigmoid", "tanh", "relu"):
        stds = layer_std([[1000.0, -1000.0]], [np.full((2, 3), [1.0, -1.0, 1000.0])], activation)
        assert np.isfinite(stds).all()


@pytest.mark.parametrize(("activation", "init"), [("tanh", init_xavier), ("relu", init_he)])
def test_a_good_start_keeps_the_signal_and_a_small_one_loses_it(activation, init):
    draw = rng(3)
    x = draw.normal(size=(200, 100))
    good = layer_std(x, [init(100, 100, draw) for _ in range(20)], activation)
    small = layer_std(x, [init_normal(100, 100, draw) for _ in range(20)], activation)
    assert good[-1] > 0.1
    assert good[0] / good[-1] < 5
    assert small[-1] < 1e-15


# ----- dead units -----


@pytest.mark.parametrize(
    "entry", EXPECTED["dead_fraction"], ids=lambda e: str(np.shape(e["pre_activations"]))
)
def test_dead_units_get_no_gradient(entry):
    z = np.array(entry["pre_activations"])
    before = z.tobytes()
    assert dead_fraction(z) == entry["dead"]
    assert z.tobytes() == before


@pytest.mark.parametrize(
    ("z", "share"),
    [
        ([[1.0, -1.0, 0.0, -0.0], [-5.0, -2.0, 0.0, 3.0]], 0.5),  # on for one sample is alive; 0 is off
        ([[-1.0]], 1.0),
        ([[5e-324]], 0.0),
        ([[1000.0, -1000.0, -1000.0]], 2 / 3),
        ([[-1], [-2], [-3]], 1.0),
    ],
)
def test_dead_fraction(z, share):
    got = dead_fraction(z)
    assert type(got) is float
    assert got == share


# ----- errors -----


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: init_normal(0, 3, rng()), "a layer of 0 inputs and 3 outputs cannot start with std 0.01"),
        (lambda: init_normal(3, 3, rng(), std=-1.0), "cannot start with std -1.0"),
        (lambda: init_xavier(3, 0, rng()), "a layer of 3 inputs and 0 outputs"),
        (lambda: init_he(0, 3, rng()), "a layer of 0 inputs and 3 outputs"),
        (lambda: layer_std([[1.0]], [[[1.0]]], "gelu"), "sigmoid, tanh, relu, got 'gelu'"),
        (
            lambda: layer_std(np.ones((2, 3)), [np.ones((3, 4)), np.ones((3, 4))], "relu"),
            r"weights 2 of shape \(3, 4\) cannot take an input of shape \(2, 4\)",
        ),
        (lambda: dead_fraction([1.0, 2.0]), r"shape \(N, M\), got \(2,\)"),
    ],
)
def test_error_says_what_is_wrong(call, message):
    with pytest.raises(ValueError, match=message):
        call()
