"""The losses against PyTorch and mpmath, at their limits, and by what must hold between them.

`expected_losses.json` holds the numbers; `make_expected_losses.py` beside it says how they were made.
"""

import inspect
import json
from pathlib import Path

import numpy as np
import pytest

from dlref import activations, losses
from dlref.differentiation import gradient_check

EXPECTED = json.loads(Path(__file__).with_name("expected_losses.json").read_text(encoding="utf-8"))

# The contract: every name with its parameters.
SIGNATURES = {
    name + suffix: parameters
    for name, parameters in {
        "mse": "(y_pred, y_true)",
        "mae": "(y_pred, y_true)",
        "huber": "(y_pred, y_true, delta=1.0)",
        "binary_cross_entropy": "(p, y, eps=1e-12)",
        "categorical_cross_entropy": "(p, y_onehot, eps=1e-12)",
        "sparse_categorical_cross_entropy": "(p, labels, eps=1e-12)",
        "softmax_cross_entropy": "(logits, labels)",
        "focal_loss": "(p, y, gamma=2.0, alpha=0.25, eps=1e-12)",
        "dice_loss": "(p, y, smooth=1.0)",
        "triplet_loss": "(anchor, positive, negative, margin=1.0)",
    }.items()
    for suffix in ("", "_grad")
}

PROBABILITIES = np.array([[0.2, 0.5, 0.3], [0.1, 0.1, 0.8]])
ONE_HOT = np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]])
LABELS = np.array([1, 0])

# Arguments with which each loss can be called.
EXAMPLES = {
    "mse": [[0.5, -1.0, 3.0], [1.0, 1.0, 1.0]],
    "mae": [[0.5, -1.0, 3.0], [1.0, 1.0, 1.0]],
    "huber": [[0.5, -1.0, 3.0], [1.0, 1.0, 1.0]],
    "binary_cross_entropy": [[0.2, 0.9, 0.4], [0.0, 1.0, 1.0]],
    "categorical_cross_entropy": [PROBABILITIES, ONE_HOT],
    "sparse_categorical_cross_entropy": [PROBABILITIES, LABELS],
    "softmax_cross_entropy": [[[2.0, -1.0, 0.5], [0.0, 3.0, 1.0]], LABELS],
    "focal_loss": [[0.2, 0.9, 0.4], [0.0, 1.0, 1.0]],
    "dice_loss": [[0.2, 0.9, 0.4], [0.0, 1.0, 1.0]],
    "triplet_loss": [[[0.0, 1.0]], [[0.5, 0.5]], [[0.0, 0.0]]],
}
ELEMENTWISE = ["mse", "mae", "huber", "binary_cross_entropy", "focal_loss", "dice_loss"]
PER_SAMPLE = [name for name in EXAMPLES if name not in ELEMENTWISE]

every_loss = pytest.mark.parametrize("name", EXAMPLES)


def function(name):
    return getattr(losses, name)


def arrays(name):
    return [np.array(value) for value in EXAMPLES[name]]


def describe(entry):
    shape = "x".join(map(str, np.shape(entry["args"][0]))) or "number"
    return "-".join([entry["function"], shape, *(f"{key}={value}" for key, value in entry["kwargs"].items())])


@pytest.fixture(autouse=True)
def _no_floating_point_error():
    """A tail may underflow to 0; nothing may overflow, divide by 0 or be undefined."""
    with np.errstate(all="raise", under="ignore"):
        yield


# ----- the contract -----


def test_names_are_those_of_the_catalogue():
    assert set(losses.__all__) == set(SIGNATURES)


@pytest.mark.parametrize(("name", "parameters"), SIGNATURES.items())
def test_signature(name, parameters):
    signature = inspect.signature(function(name))
    bare = [p.replace(annotation=inspect.Parameter.empty) for p in signature.parameters.values()]
    assert str(inspect.Signature(bare)) == parameters


@pytest.mark.parametrize("name", SIGNATURES)
def test_docstring_names_its_source(name):
    docstring = inspect.getdoc(function(name))
    assert all(section in docstring for section in ("Args:", "Returns:", "Raises:", "Source:"))


# ----- against PyTorch and mpmath -----


@pytest.mark.parametrize("entry", EXPECTED["losses"], ids=describe)
def test_value(entry):
    got = function(entry["function"])(*entry["args"], **entry["kwargs"])
    atol = 1e-15 if entry["by"] == "torch" else 0  # PyTorch, too, subtracts numbers of size 1
    np.testing.assert_allclose(got, entry["result"], rtol=1e-11, atol=atol)


def test_every_function_was_compared_with_pytorch():
    assert {entry["function"] for entry in EXPECTED["losses"] if entry["by"] == "torch"} == set(SIGNATURES)


@every_loss
def test_gradient_is_the_slope(name):
    first, *rest = arrays(name)
    gradient = function(f"{name}_grad")

    def loss(x):
        return function(name)(x, *rest)

    def loss_grad(x):
        return gradient(x, *rest)[0] if name == "triplet_loss" else gradient(x, *rest)

    assert gradient_check(loss, loss_grad, first.astype(float)) < 1e-8


# ----- shapes, arguments -----


@every_loss
def test_loss_is_a_float_and_gradient_an_array(name):
    args = arrays(name)
    assert type(function(name)(*args)) is float
    gradients = function(f"{name}_grad")(*args)
    for gradient in gradients if name == "triplet_loss" else [gradients]:
        assert gradient.shape == args[0].shape
        assert gradient.dtype == np.float64


@pytest.mark.parametrize("name", ELEMENTWISE)
@pytest.mark.parametrize("shape", [(), (1,), (5,), (3, 1), (2, 3, 2)], ids=str)
def test_any_shape_will_do(name, shape):
    rng = np.random.default_rng(1)
    p, y = rng.uniform(0.1, 0.9, shape), rng.integers(0, 2, shape)
    assert np.shape(function(f"{name}_grad")(p, y)) == shape
    assert function(name)(p, y) == pytest.approx(function(name)(np.ravel(p), np.ravel(y)), rel=1e-14)


@every_loss
def test_arguments_are_left_alone_and_share_no_memory(name):
    args = arrays(name)
    before = [arg.tobytes() for arg in args]
    function(name)(*args)
    gradients = function(f"{name}_grad")(*args)
    assert [arg.tobytes() for arg in args] == before
    for gradient in gradients if name == "triplet_loss" else [gradients]:
        assert not any(np.shares_memory(gradient, arg) for arg in args)


@every_loss
def test_lists_are_welcome(name):
    args = arrays(name)
    assert function(name)(*[arg.tolist() for arg in args]) == function(name)(*args)


@every_loss
def test_read_only_arguments_are_welcome(name):
    args = arrays(name)
    for arg in args:
        arg.flags.writeable = False
    function(name)(*args)
    function(f"{name}_grad")(*args)


@pytest.mark.parametrize("name", ["mse", "mae", "huber", *PER_SAMPLE])
def test_twice_the_samples_halve_the_gradient_and_keep_the_loss(name):
    args = arrays(name)
    doubled = [np.concatenate([arg, arg]) for arg in args]
    assert function(name)(*doubled) == pytest.approx(function(name)(*args), rel=1e-14)
    once, twice = function(f"{name}_grad")(*args), function(f"{name}_grad")(*doubled)
    samples = 1 if name == "triplet_loss" else 0  # the axis: (da, dp, dn) make one more
    np.testing.assert_allclose(twice, np.concatenate([once, once], axis=samples) / 2, rtol=1e-14)


# ----- large errors, and probabilities of 0 and 1 -----


@pytest.mark.parametrize("name", ["mse", "mae", "huber"])
def test_errors_of_a_thousand(name):
    y_pred, y_true = np.array([1000.0, -1000.0, 0.0]), np.array([-1000.0, 1000.0, 0.0])
    assert np.isfinite(function(name)(y_pred, y_true))
    assert np.isfinite(function(f"{name}_grad")(y_pred, y_true)).all()


@pytest.mark.parametrize("gamma", [0.0, 0.3, 1.0, 2.0, 5.0])
@pytest.mark.parametrize("p", [0.0, 1.0, 5e-324, -0.1, 1.1])
def test_clipped_probability_is_finite(p, gamma):
    for y in (0, 1):
        assert np.isfinite(losses.binary_cross_entropy(p, y))
        assert np.isfinite(losses.binary_cross_entropy_grad(p, y))
        assert np.isfinite(losses.focal_loss(p, y, gamma=gamma))
        assert np.isfinite(losses.focal_loss_grad(p, y, gamma=gamma))


def test_certain_and_wrong():
    p, labels = np.eye(2), np.array([1, 0])
    assert losses.sparse_categorical_cross_entropy(p, labels) == pytest.approx(-np.log(1e-12))
    assert losses.categorical_cross_entropy(p, p[labels]) == pytest.approx(-np.log(1e-12))
    np.testing.assert_allclose(
        losses.sparse_categorical_cross_entropy_grad(p, labels), [[0, -5e11], [-5e11, 0]]
    )
    np.testing.assert_allclose(losses.categorical_cross_entropy_grad(p, p[labels]), [[0, -5e11], [-5e11, 0]])


@pytest.mark.parametrize("label", [0, 1, 2])
def test_large_scores(label):
    logits = np.array([[1000.0, -1000.0, 0.0]])
    assert losses.softmax_cross_entropy(logits, [label]) == [0.0, 2000.0, 1000.0][label]
    expected = np.array([[1.0, 0.0, 0.0]])
    expected[0, label] -= 1
    np.testing.assert_array_equal(losses.softmax_cross_entropy_grad(logits, [label]), expected)


# ----- kinks -----


def test_mae_gradient_is_zero_where_prediction_and_target_agree():
    assert losses.mae_grad([1.0, 2.0, -0.0], [1.0, 3.0, 0.0]).tolist() == [0.0, -1 / 3, 0.0]


@pytest.mark.parametrize("delta", [0.5, 1.0, 2.5])
def test_huber_has_no_seam(delta):
    errors = np.array([-delta, delta])
    for error in errors:
        assert losses.huber(error, 0.0, delta=delta) == 0.5 * delta**2
    np.testing.assert_array_equal(losses.huber_grad(errors, [0.0, 0.0], delta=delta), errors / 2)


def test_triplet_that_just_keeps_the_margin_has_no_gradient():
    a, p, n = np.array([[0.0], [0.0]]), np.array([[1.0], [1.0]]), np.array([[2.0], [1.5]])
    assert losses.triplet_loss(a, p, n, margin=3.0) == (0.0 + 1.75) / 2
    da, dp, dn = losses.triplet_loss_grad(a, p, n, margin=3.0)
    assert (da.tolist(), dp.tolist(), dn.tolist()) == ([[0.0], [0.5]], [[0.0], [1.0]], [[0.0], [-1.5]])


# ----- what must hold between them -----


def test_huber_lies_between_mse_and_mae():
    rng = np.random.default_rng(2)
    y_pred, y_true = rng.normal(size=(2, 50))
    assert losses.huber(y_pred, y_true, delta=100.0) == pytest.approx(losses.mse(y_pred, y_true) / 2)
    small = losses.huber(y_pred, y_true, delta=1e-9) / 1e-9
    assert small == pytest.approx(losses.mae(y_pred, y_true), rel=1e-8)


def test_sparse_is_dense_with_one_hot_labels():
    for suffix in ("", "_grad"):
        dense = function(f"categorical_cross_entropy{suffix}")(PROBABILITIES, ONE_HOT)
        sparse = function(f"sparse_categorical_cross_entropy{suffix}")(PROBABILITIES, LABELS)
        np.testing.assert_allclose(sparse, dense, rtol=1e-15)


def test_soft_labels_are_averaged():
    for y in (0.0, 0.25, 1.0):
        mixed = (1 - y) * losses.binary_cross_entropy(0.3, 0) + y * losses.binary_cross_entropy(0.3, 1)
        assert losses.binary_cross_entropy(0.3, y) == pytest.approx(mixed, rel=1e-14)


def test_two_classes_are_the_binary_case():
    p, y = np.array([0.2, 0.9, 0.4]), np.array([0, 1, 1])
    both = np.stack([1 - p, p], axis=1)
    binary = losses.binary_cross_entropy(p, y)
    assert losses.sparse_categorical_cross_entropy(both, y) == pytest.approx(binary, rel=1e-14)


def test_softmax_cross_entropy_is_softmax_then_cross_entropy():
    rng = np.random.default_rng(3)
    logits, labels = rng.normal(size=(6, 4)), rng.integers(0, 4, 6)
    p = activations.softmax(logits)
    loss = losses.sparse_categorical_cross_entropy(p, labels)
    assert losses.softmax_cross_entropy(logits, labels) == pytest.approx(loss, rel=1e-13)
    backward = activations.softmax_backward(losses.sparse_categorical_cross_entropy_grad(p, labels), p)
    gradient = losses.softmax_cross_entropy_grad(logits, labels)
    np.testing.assert_allclose(gradient, backward, rtol=1e-12, atol=1e-16)
    np.testing.assert_allclose(gradient.sum(axis=1), 0.0, atol=1e-15)


def test_focal_loss_without_focus_is_weighted_cross_entropy():
    p, y = np.array([0.2, 0.9, 0.4]), np.array([0, 1, 1])
    half = 0.5 * losses.binary_cross_entropy(p, y)
    assert losses.focal_loss(p, y, gamma=0.0, alpha=0.5) == pytest.approx(half, rel=1e-14)


def test_dice_loss_of_areas():
    area = np.array([[1.0, 1.0], [0.0, 0.0]])
    assert losses.dice_loss(area, area) == 0.0
    assert losses.dice_loss(0 * area, 0 * area) == 0.0
    assert losses.dice_loss(area, 1 - area, smooth=1.0) == pytest.approx(1 - 1 / 5)
    assert losses.dice_loss(np.tile(area, 2), np.tile(area[::-1], 2)) == pytest.approx(1 - 1 / 9)


# ----- errors -----


@pytest.mark.parametrize("suffix", ["", "_grad"])
@pytest.mark.parametrize("name", ELEMENTWISE)
def test_arrays_are_not_broadcast(name, suffix):
    with pytest.raises(ValueError, match=r"the same shape, got \(3, 1\) and \(3,\)"):
        function(name + suffix)(np.full((3, 1), 0.5), np.ones(3))


@pytest.mark.parametrize("suffix", ["", "_grad"])
@pytest.mark.parametrize("name", ["sparse_categorical_cross_entropy", "softmax_cross_entropy"])
@pytest.mark.parametrize(
    ("labels", "message"),
    [
        ([0, 1, 0], r"labels must be 2 integers, got int64 of shape \(3,\)"),
        ([[0], [1]], r"labels must be 2 integers, got int64 of shape \(2, 1\)"),
        ([0.0, 1.0], r"labels must be 2 integers, got float64 of shape \(2,\)"),
        ([True, False], r"labels must be 2 integers, got bool of shape \(2,\)"),
        ([0, 3], "labels must be from 0 to 2, got 0 to 3"),
        ([-1, 2], "labels must be from 0 to 2, got -1 to 2"),
    ],
)
def test_labels_must_be_column_numbers(name, suffix, labels, message):
    labels = np.array(labels, dtype=None if np.array(labels).dtype.kind in "fb" else np.int64)
    with pytest.raises(ValueError, match=message):
        function(name + suffix)(PROBABILITIES, labels)


@pytest.mark.parametrize("suffix", ["", "_grad"])
@pytest.mark.parametrize(
    ("name", "args", "message"),
    [
        ("huber", [1.0, 2.0, 0.0], "delta must be above 0, got 0.0"),
        ("huber", [1.0, 2.0, -1.0], "delta must be above 0, got -1.0"),
        ("categorical_cross_entropy", [PROBABILITIES[0], ONE_HOT[0]], r"\(N, K\), got \(3,\)"),
        ("categorical_cross_entropy", [PROBABILITIES, LABELS], r"got \(2, 3\) and \(2,\)"),
        ("sparse_categorical_cross_entropy", [PROBABILITIES[0], 1], r"\(N, K\), got \(3,\)"),
        ("softmax_cross_entropy", [PROBABILITIES[0], 1], r"\(N, K\), got \(3,\)"),
        ("triplet_loss", [[1.0], [2.0], [3.0]], r"got \(1,\)"),
        (
            "triplet_loss",
            [np.ones((2, 3)), np.ones((2, 3)), np.ones((1, 3))],
            r"got \(2, 3\) and \(2, 3\) and \(1, 3\)",
        ),
    ],
)
def test_error_says_what_is_wrong(name, args, message, suffix):
    with pytest.raises(ValueError, match=message):
        function(name + suffix)(*args)
