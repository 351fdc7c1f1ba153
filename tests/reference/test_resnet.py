"""Residual blocks and fine-tuning against PyTorch, what they leave alone, and what they are good for.

`expected_resnet.json` holds the numbers; `make_expected_resnet.py` beside it says how they were made.
"""

import inspect
import json
from pathlib import Path

import numpy as np
import pytest

from dlref import resnet
from dlref.cnn import conv2d
from dlref.losses import softmax_cross_entropy
from dlref.resnet import ConvResidualBlock, ResidualBlock, fine_tune, input_gradient_norm

EXPECTED = json.loads(Path(__file__).with_name("expected_resnet.json").read_text(encoding="utf-8"))

# The contract: every name with its parameters.
SIGNATURES = {
    "ResidualBlock": "(W1, b1, W2, b2)",
    "ConvResidualBlock": "(w1, b1, w2, b2, w_skip=None, stride=1)",
    "input_gradient_norm": "(weights, x, residual)",
    "fine_tune": "(base, W, b, X, labels, lr=0.1, steps=200)",
}
BLOCKS = {
    "ResidualBlock": ("residual_block", ["W1", "b1", "W2", "b2"]),
    "ConvResidualBlock": ("conv_residual_block", ["w1", "b1", "w2", "b2", "w_skip"]),
}

every_block = pytest.mark.parametrize("name", BLOCKS)
every_entry = pytest.mark.parametrize(
    ("name", "entry"),
    [(name, entry) for name, (part, _) in BLOCKS.items() for entry in EXPECTED[part]],
    ids=lambda value: str(np.shape(value["x"])) if isinstance(value, dict) else value,
)


def rng(seed=0):
    return np.random.default_rng(seed)


def arrays(entry):
    return {key: np.array(value) for key, value in entry.items() if isinstance(value, list)}


def block(name, given):
    parameters = [given[key] for key in BLOCKS[name][1] if key in given]
    kwargs = {"stride": given["stride"]} if "stride" in given else {}
    return getattr(resnet, name)(*parameters, **kwargs)


def assert_same(got, want):
    np.testing.assert_allclose(got, want, rtol=1e-12, atol=1e-13)
    assert np.shape(got) == np.shape(want)


@pytest.fixture(autouse=True)
def _no_floating_point_error():
    """A tail may underflow to 0; nothing may overflow, divide by 0 or be undefined."""
    with np.errstate(all="raise", under="ignore"):
        yield


# ----- the contract -----


def bare(function):
    parameters = inspect.signature(function).parameters.values()
    return str(inspect.Signature([p.replace(annotation=inspect.Parameter.empty) for p in parameters]))


def test_names_are_those_of_the_catalogue():
    assert set(resnet.__all__) == set(SIGNATURES)


@pytest.mark.parametrize(("name", "parameters"), SIGNATURES.items())
def test_signature(name, parameters):
    assert bare(getattr(resnet, name)) == parameters


@every_block
def test_methods(name):
    # A stub is made of the class's own methods: none may be inherited, and none may be there besides.
    methods = {n: bare(m) for n, m in vars(getattr(resnet, name)).items() if not n.startswith("_")}
    assert methods == {"forward": "(self, x)", "backward": "(self, dout)"}


@pytest.mark.parametrize("name", SIGNATURES)
def test_docstring_names_its_source(name):
    docstring = inspect.getdoc(getattr(resnet, name))
    assert all(section in docstring for section in ("Args:", "Source:", "notes"))


# ----- blocks -----


@every_entry
def test_block(name, entry):
    given = arrays(entry)
    before = {key: array.tobytes() for key, array in given.items()}
    layer = block(name, given | {key: entry[key] for key in entry.keys() & {"stride"}})
    assert_same(layer.forward(given["x"]), entry["out"])
    for _ in range(2):
        assert_same(layer.backward(given["dout"]), entry["dx"])
        for key in BLOCKS[name][1]:
            if key in given:
                assert_same(getattr(layer, f"d{key}"), entry[f"d{key}"])
            else:
                assert getattr(layer, f"d{key}") is None
    assert {key: array.tobytes() for key, array in given.items()} == before


@every_entry
def test_what_a_block_hands_out_is_the_callers(name, entry):
    given = arrays(entry)
    layer = block(name, given | {key: entry[key] for key in entry.keys() & {"stride"}})
    x, dout = given["x"].copy(), given["dout"].copy()
    out = layer.forward(x)
    assert not np.shares_memory(out, x)
    out[...] = -7.0
    dx = layer.backward(dout)
    assert not np.shares_memory(dx, dout)
    dx[...] = np.nan
    assert_same(layer.backward(dout), entry["dx"])


@every_block
def test_block_follows_its_last_forward_and_shares_nothing(name):
    part, _ = BLOCKS[name]
    first, second = EXPECTED[part][:2]
    one, other, again = (block(name, e) for e in (first, second, first))
    again.forward(np.zeros((1, *np.shape(first["x"])[1:])))
    again.backward(np.zeros((1, *np.shape(first["out"])[1:])))
    for layer, entry in ((one, first), (other, second), (again, first)):
        layer.forward(entry["x"])
    for layer, entry in ((other, second), (again, first), (one, first)):
        assert_same(layer.backward(entry["dout"]), entry["dx"])
        for key in BLOCKS[name][1][:4]:
            assert_same(getattr(layer, f"d{key}"), entry[f"d{key}"])


def test_block_without_weights_is_the_identity():
    x, dout = rng(1).normal(size=(3, 4)), rng(2).normal(size=(3, 4))
    layer = ResidualBlock(np.zeros((4, 5)), np.zeros(5), np.zeros((5, 4)), np.zeros(4))
    np.testing.assert_array_equal(layer.forward(x), x)
    np.testing.assert_array_equal(layer.backward(dout), dout)


def test_gradient_past_a_block_need_not_be_one():
    # F(x) = -x for x > 0: the derivative F'(x) + 1 is 0.
    layer = ResidualBlock([[1.0]], [0.0], [[-1.0]], [0.0])
    assert layer.forward([[2.0], [-2.0]]).tolist() == [[0.0], [-2.0]]
    assert layer.backward([[1.0], [1.0]]).tolist() == [[0.0], [1.0]]


def test_convolution_block_without_weights_is_a_relu():
    x, dout = rng(3).normal(size=(2, 3, 4, 5)), rng(4).normal(size=(2, 3, 4, 5))
    zeros = np.zeros((3, 3, 3, 3)), np.zeros(3)
    layer = ConvResidualBlock(*zeros, *zeros)
    np.testing.assert_array_equal(layer.forward(x), np.maximum(x, 0.0))
    np.testing.assert_array_equal(layer.backward(dout), dout * (x > 0))


def test_path_around_may_be_a_convolution_that_changes_nothing():
    x, dout = rng(5).normal(size=(2, 3, 4, 5)), rng(6).normal(size=(2, 3, 4, 5))
    parameters = [rng(7).normal(size=shape) for shape in [(3, 3, 3, 3), (3,), (3, 3, 3, 3), (3,)]]
    plain, projected = (
        ConvResidualBlock(*parameters),
        ConvResidualBlock(*parameters, np.eye(3)[..., None, None]),
    )
    assert_same(projected.forward(x), plain.forward(x))
    assert_same(projected.backward(dout), plain.backward(dout))
    assert_same(projected.dw1, plain.dw1)


@every_entry
def test_gradients_are_slopes(name, entry):
    # Where the sum of the outputs is smooth: at random points no unit is at its kink.
    given = arrays(entry) | {key: entry[key] for key in entry.keys() & {"stride"}}
    keys = [key for key in ("x", *BLOCKS[name][1]) if key in given]
    given |= {key: rng(8 + i).normal(size=given[key].shape) for i, key in enumerate(keys)}
    h = 1e-6
    layer = block(name, given)
    layer.forward(given["x"])
    gradients = {"x": layer.backward(given["dout"])} | {key: getattr(layer, f"d{key}") for key in keys[1:]}
    for key in keys:
        slopes = np.empty(given[key].shape)
        for index in np.ndindex(slopes.shape):
            moved = []
            for shift in (h, -h):
                array = given[key].copy()
                array[index] += shift
                there = given | {key: array}
                moved.append(np.sum(block(name, there).forward(there["x"]) * given["dout"]))
            slopes[index] = (moved[0] - moved[1]) / (2 * h)
        np.testing.assert_allclose(gradients[key], slopes, rtol=1e-6, atol=1e-6)


def test_large_inputs_stay_finite():
    x = 1000.0 * rng(9).choice([-1.0, 0.0, 1.0], size=(2, 3, 4, 4))
    filters = [rng(10).normal(size=shape) for shape in [(3, 3, 3, 3), (3,), (3, 3, 3, 3), (3,)]]
    dense = [rng(11).normal(size=shape) for shape in [(4, 6), (6,), (6, 4), (4,)]]
    for layer, inputs in ((ConvResidualBlock(*filters), x), (ResidualBlock(*dense), x[:, 0, 0])):
        assert np.isfinite(layer.forward(inputs)).all()
        assert np.isfinite(layer.backward(inputs)).all()


# ----- gradient flow -----


@pytest.mark.parametrize(
    "entry",
    EXPECTED["gradient_flow"],
    ids=lambda e: f"{len(e['weights'])}-{np.shape(e['x'])}-{'residual' if e['residual'] else 'plain'}",
)
def test_input_gradient_norm(entry):
    weights, x = [np.array(W) for W in entry["weights"]], np.array(entry["x"])
    before = [array.tobytes() for array in (*weights, x)]
    norm = input_gradient_norm(weights, x, entry["residual"])
    assert type(norm) is float
    np.testing.assert_allclose(norm, entry["norm"], rtol=1e-11)
    assert [array.tobytes() for array in (*weights, x)] == before


def test_gradient_of_no_layers_is_one_everywhere():
    for residual in (False, True):
        assert input_gradient_norm([], np.ones((2, 8)), residual) == 4.0


def test_gradient_fades_without_paths_around_and_not_with_them():
    draw = rng(12)
    x = draw.normal(size=(8, 10))
    weights = [draw.normal(scale=0.5 / 10**0.5, size=(10, 10)) for _ in range(40)]
    assert input_gradient_norm(weights, x, residual=False) < 1e-6
    assert input_gradient_norm(weights, x, residual=True) > 1.0


@pytest.mark.parametrize("residual", [False, True])
def test_saturated_layers(residual):
    norm = input_gradient_norm([1000.0 * np.eye(3)] * 5, [[1000.0, -1000.0, 1e-3]], residual)
    assert np.isfinite(norm)


# ----- fine-tuning -----


@pytest.mark.parametrize("entry", EXPECTED["fine_tune"], ids=lambda entry: str(np.shape(entry["X"])))
def test_fine_tune_step_by_step(entry):
    given = arrays(entry)
    before = {key: array.tobytes() for key, array in given.items()}
    for steps, after in entry["after"].items():
        W, b = fine_tune(
            lambda X: X.sum(axis=1),
            *(given[key] for key in ("W", "b", "X", "labels")),
            lr=entry["lr"],
            steps=int(steps),
        )
        np.testing.assert_allclose(W, after["W"], rtol=1e-11, atol=1e-13)
        np.testing.assert_allclose(b, after["b"], rtol=1e-11, atol=1e-13)
        assert not np.shares_memory(W, given["W"])
        assert not np.shares_memory(b, given["b"])
    assert {key: array.tobytes() for key, array in given.items()} == before


def test_defaults_are_those_of_the_catalogue():
    (entry, *_) = EXPECTED["fine_tune"]
    given = [np.array(entry[key]) for key in ("W", "b", "X", "labels")]
    for got, want in zip(
        fine_tune(lambda X: X.sum(axis=1), *given), entry["after"]["200"].values(), strict=True
    ):
        np.testing.assert_allclose(got, want, rtol=1e-11, atol=1e-13)


def test_features_are_computed_once():
    calls = []

    def base(X):
        calls.append(X)
        return X

    X = rng(13).normal(size=(6, 3))
    fine_tune(base, np.zeros((3, 2)), np.zeros(2), X, [0, 1, 1, 0, 1, 0], steps=20)
    assert len(calls) == 1
    assert calls[0] is X


def test_head_on_frozen_features_learns_what_a_line_on_pixels_cannot():
    # Whether the picture is bright on the left or on the right, with either sign: no line tells them apart.
    draw = rng(14)
    labels = draw.integers(0, 2, 200)
    X = draw.normal(scale=0.1, size=(200, 1, 4, 4))
    for n, label in enumerate(labels):
        X[n, 0, :, 2 * label : 2 * label + 2] += draw.choice([-1.0, 1.0])
    filters = np.zeros((4, 1, 4, 2))
    filters[:2], filters[2:] = 1 / 8, -1 / 8

    def base(pictures):
        seen = conv2d(pictures, filters, np.zeros(4), stride=2)
        return np.maximum(seen, 0.0).reshape(len(seen), -1)

    losses = []
    for features in (base, lambda pictures: pictures.reshape(len(pictures), -1)):
        f = features(X)
        W, b = fine_tune(features, np.zeros((f.shape[1], 2)), np.zeros(2), X, labels, lr=1.0)
        losses.append(softmax_cross_entropy(f @ W + b, labels))
    assert losses[0] < 0.1
    assert losses[1] > 0.5


# ----- errors -----

W, B = np.ones((3, 2)), np.ones(2)
FILTERS = np.ones((2, 3, 3, 3)), np.ones(2), np.ones((2, 2, 3, 3)), np.ones(2)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: ResidualBlock(W, B, W.T, np.ones(3)).forward(np.ones((5, 4))),
            r"x of shape \(5, 4\) does not fit W of shape \(3, 2\) and b of shape \(2,\)",
        ),
        (lambda: ResidualBlock(W, B, W.T, np.ones(3)).forward(np.ones(3)), r"x of shape \(3,\) does not fit"),
        (
            lambda: ResidualBlock(W, np.ones(1), W.T, np.ones(3)).forward(np.ones((5, 3))),
            r"b of shape \(1,\)",
        ),
        (
            lambda: ResidualBlock(W, B, np.ones((2, 1)), np.ones(1)).forward(np.ones((5, 3))),
            r"F\(x\) of shape \(5, 1\) cannot be added to a skip of shape \(5, 3\)",
        ),
        (
            lambda: ConvResidualBlock(*FILTERS).forward(np.ones((1, 3, 4, 4))),
            r"\(1, 2, 4, 4\) cannot be added to a skip of shape \(1, 3, 4, 4\)",
        ),
        (
            lambda: ConvResidualBlock(*FILTERS, np.ones((1, 3, 1, 1))).forward(np.ones((1, 3, 4, 4))),
            r"\(1, 2, 4, 4\) cannot be added to a skip of shape \(1, 1, 4, 4\)",
        ),
        (lambda: ConvResidualBlock(*FILTERS).forward(np.ones((1, 2, 4, 4))), r"\(1, 2, 4, 4\) does not fit"),
        (
            lambda: input_gradient_norm([W, W], np.ones((1, 3)), False),
            r"x of shape \(1, 2\) does not fit W of shape \(3, 2\)",
        ),
        (lambda: input_gradient_norm([W], np.ones((1, 3)), True), r"cannot be added"),
        (lambda: fine_tune(lambda X: X, W, B, np.ones((4, 2)), [0, 1, 0, 1]), r"x of shape \(4, 2\)"),
        (lambda: fine_tune(lambda X: X, W, B, np.ones((4, 3)), [0, 1, 2, 1]), "labels must be from 0 to 1"),
        (lambda: fine_tune(lambda X: X, W, B, np.ones((4, 3)), [0, 1]), "labels must be 4 integers"),
    ],
)
def test_error_says_what_is_wrong(call, message):
    with pytest.raises(ValueError, match=message):
        call()
