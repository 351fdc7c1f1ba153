"""Regularization: penalties and batch normalization against PyTorch, the rest by what must hold.

`expected_losses.json` holds the numbers; `make_expected_losses.py` beside it says how they were made.
"""

import inspect
import json
import math
from pathlib import Path

import numpy as np
import pytest

from dlref import regularization
from dlref.differentiation import gradient_check
from dlref.regularization import BatchNorm, Dropout, EarlyStopping, is_overfitting, train_val_test_split

EXPECTED = json.loads(Path(__file__).with_name("expected_losses.json").read_text(encoding="utf-8"))

SIGNATURES = {
    "l1_penalty": "(W, lam)",
    "l1_penalty_grad": "(W, lam)",
    "l2_penalty": "(W, lam)",
    "l2_penalty_grad": "(W, lam)",
    "Dropout": "(rate=0.5)",
    "Dropout.forward": "(self, x, rng, train=True)",
    "Dropout.backward": "(self, dout)",
    "EarlyStopping": "(patience=3, min_delta=0.0)",
    "EarlyStopping.update": "(self, val_loss)",
    "BatchNorm": "(dim, momentum=0.9, eps=1e-05)",
    "BatchNorm.forward": "(self, x, train=True)",
    "BatchNorm.backward": "(self, dout)",
    "train_val_test_split": "(X, y, ratios, rng)",
    "is_overfitting": "(train_losses, val_losses, patience=3)",
}


def find(name):
    cls, _, method = name.partition(".")
    found = getattr(regularization, cls)
    return getattr(found, method) if method else found


@pytest.fixture(autouse=True)
def _no_floating_point_error():
    with np.errstate(all="raise", under="ignore"):
        yield


# ----- the contract -----


def test_names_are_those_of_the_catalogue():
    assert set(regularization.__all__) == {name.partition(".")[0] for name in SIGNATURES}


@pytest.mark.parametrize(("name", "parameters"), SIGNATURES.items())
def test_signature(name, parameters):
    signature = inspect.signature(find(name))
    bare = [p.replace(annotation=inspect.Parameter.empty) for p in signature.parameters.values()]
    assert str(inspect.Signature(bare)) == parameters


@pytest.mark.parametrize("name", regularization.__all__)
def test_docstring_names_its_source(name):
    assert "Source:" in inspect.getdoc(find(name))


# ----- penalties -----


@pytest.mark.parametrize(
    "entry", EXPECTED["penalties"], ids=lambda e: f"{e['function']}-{np.shape(e['args'][0])}-{e['kwargs']}"
)
def test_penalty(entry):
    W = np.array(entry["args"][0])
    before = W.tobytes()
    got = find(entry["function"])(W, **entry["kwargs"])
    np.testing.assert_allclose(got, entry["result"], rtol=1e-13)
    assert np.shape(got) == np.shape(entry["result"])
    assert W.tobytes() == before
    assert not np.shares_memory(got, W)


def test_penalty_is_a_float():
    assert type(regularization.l1_penalty([[1, -2]], 0.5)) is float
    assert type(regularization.l2_penalty([[1, -2]], 0.5)) is float
    assert (regularization.l1_penalty([[1, -2]], 0.5), regularization.l2_penalty([[1, -2]], 0.5)) == (
        1.5,
        1.25,
    )


def test_l1_gradient_is_zero_at_zero():
    assert regularization.l1_penalty_grad([0.0, -0.0, 2.0, -1e-300], 0.5).tolist() == [0.0, 0.0, 0.5, -0.5]


# ----- dropout -----


@pytest.mark.parametrize("rate", [0.0, 0.2, 0.5, 0.9])
def test_dropout_keeps_a_share_and_the_mean(rate):
    out = Dropout(rate).forward(np.ones((400, 500)), np.random.default_rng(1))
    kept = out != 0
    np.testing.assert_allclose(out[kept], 1 / (1 - rate), rtol=1e-15)
    deviation = math.sqrt(rate * (1 - rate) / out.size)
    assert abs(kept.mean() - (1 - rate)) <= 5 * deviation
    assert abs(out.mean() - 1) <= 5 * deviation / (1 - rate)


def test_elements_are_dropped_on_their_own():
    kept = Dropout(0.5).forward(np.ones((300, 200)), np.random.default_rng(2)) != 0
    for axis in (0, 1):
        shares, deviation = kept.mean(axis=axis), 0.5 / math.sqrt(kept.shape[axis])
        assert shares.std() == pytest.approx(deviation, rel=0.2)
    assert abs(np.mean(kept[1:] == kept[:-1]) - 0.5) < 0.01
    assert abs(np.mean(kept[:, 1:] == kept[:, :-1]) - 0.5) < 0.01


@pytest.mark.parametrize("shape", [(), (1,), (1, 1), (5, 3), (2, 3, 4, 4)], ids=str)
def test_dropout_backward_drops_the_same(shape):
    rng = np.random.default_rng(3)
    x, dout = rng.normal(size=shape) + 3, rng.normal(size=shape)
    before = np.asarray(x).tobytes(), np.asarray(dout).tobytes()
    layer = Dropout(0.4)
    out = layer.forward(x, rng)
    dx = layer.backward(dout)
    assert np.shape(out) == np.shape(dx) == shape
    np.testing.assert_allclose(dx, dout * (out / x), rtol=1e-15)
    np.testing.assert_array_equal(layer.backward(dout), dx)
    assert (np.asarray(x).tobytes(), np.asarray(dout).tobytes()) == before


def test_draws_differ_from_call_to_call():
    rng, layer, x = np.random.default_rng(4), Dropout(0.5), np.ones(1000)
    assert (layer.forward(x, rng) != layer.forward(x, rng)).any()


def test_dropout_does_nothing_after_training():
    rng, layer, x = np.random.default_rng(5), Dropout(0.5), np.ones((4, 3))
    layer.forward(x, rng)
    state = rng.bit_generator.state
    assert layer.forward(x, rng, train=False) is x
    assert rng.bit_generator.state == state
    np.testing.assert_array_equal(layer.backward(2 * x), 2 * x)
    out = layer.forward(x, rng)
    np.testing.assert_array_equal(layer.backward(x), out)


def test_dropout_layers_do_not_share_a_mask():
    rng, x = np.random.default_rng(6), np.ones(1000)
    first, second = Dropout(0.5), Dropout(0.5)
    outs = first.forward(x, rng), second.forward(x, rng)
    np.testing.assert_array_equal((first.backward(x), second.backward(x)), outs)


# ----- early stopping -----


@pytest.mark.parametrize(
    ("settings", "losses", "stops", "best", "best_epoch"),
    [
        ({}, [5, 4, 3, 2, 1], [0, 0, 0, 0, 0], 1, 4),
        ({}, [1, 2, 3, 4, 5], [0, 0, 0, 1, 1], 1, 0),
        ({}, [3, 2, 2, 2, 2], [0, 0, 0, 0, 1], 2, 1),  # equal is no improvement
        ({"patience": 2}, [5, 6, 4, 5, 4.5, 3], [0, 0, 0, 0, 1, 0], 3, 5),  # the best counts, not the last
        ({"patience": 2}, [5, 1, 4, 3, 2], [0, 0, 0, 1, 1], 1, 1),
        ({"patience": 1}, [2, 1, 1], [0, 0, 1], 1, 1),
        (
            {"patience": 2, "min_delta": 0.5},
            [3, 2.75, 2.5, 2.25],
            [0, 0, 1, 0],
            2.25,
            3,
        ),  # exactly 0.5 is not
        ({"patience": 2, "min_delta": 0.5}, [3, 2.8, 2.4, 2.2], [0, 0, 0, 0], 2.4, 2),
        ({"patience": 1}, [math.inf, math.inf, 7], [0, 1, 0], 7, 2),  # the first always improves
        ({"patience": 2}, [-1, -2, -1.5], [0, 0, 0], -2, 1),
    ],
)
def test_early_stopping(settings, losses, stops, best, best_epoch):
    monitor = EarlyStopping(**settings)
    answers = [monitor.update(loss) for loss in losses]
    assert {type(answer) for answer in answers} == {bool}
    assert answers == [bool(stop) for stop in stops]
    assert (monitor.best, monitor.best_epoch) == (best, best_epoch)


def test_early_stopping_of_nan():
    monitor = EarlyStopping(patience=2)
    assert [monitor.update(loss) for loss in (1.0, math.nan, math.nan)] == [False, False, True]
    assert (monitor.best, monitor.best_epoch) == (1.0, 0)


def test_monitors_do_not_share_their_best():
    first, second = EarlyStopping(patience=1), EarlyStopping(patience=1)
    first.update(1.0)
    assert not second.update(5.0)
    assert (first.best, second.best) == (1.0, 5.0)


# ----- batch normalization -----


def layer_of(run):
    layer = BatchNorm(run["dim"], momentum=run["momentum"], eps=run["eps"])
    layer.gamma, layer.beta = np.array(run["gamma"]), np.array(run["beta"])
    return layer


@pytest.mark.parametrize("run", EXPECTED["batch_norm"], ids=lambda run: f"{run['dim']}x{len(run['steps'])}")
def test_batch_norm_as_in_pytorch(run):
    layer = layer_of(run)
    for step in run["steps"]:
        x, dout = np.array(step["x"]), np.array(step["dout"])
        before = x.tobytes(), dout.tobytes()
        out = layer.forward(x, train=step["train"])
        dx = layer.backward(dout)
        assert (x.tobytes(), dout.tobytes()) == before
        np.testing.assert_allclose(out, step["out"], rtol=1e-11, atol=1e-13)
        # The terms that training subtracts nearly cancel dout in a batch of two.
        np.testing.assert_allclose(dx, step["dx"], rtol=1e-10, atol=1e-14)
        for name in ("dgamma", "dbeta", "running_mean", "running_var"):
            np.testing.assert_allclose(getattr(layer, name), step[name], rtol=1e-11, atol=1e-14)


def test_running_values_by_hand():
    layer = BatchNorm(2, momentum=0.75)
    layer.forward(np.array([[1.0, 10.0], [3.0, 30.0]]))
    np.testing.assert_allclose(layer.running_mean, [0.5, 5.0])
    np.testing.assert_allclose(layer.running_var, [1.0, 25.75])  # the biased variances are 1 and 100


def test_attributes_at_first():
    layer = BatchNorm(3)
    values = {"gamma": 1.0, "beta": 0.0, "running_mean": 0.0, "running_var": 1.0}
    for name, value in values.items():
        assert getattr(layer, name).tolist() == [value] * 3


@pytest.mark.parametrize("train", [True, False])
@pytest.mark.parametrize("wanted", ["x", "gamma", "beta"])
def test_batch_norm_gradients_are_slopes(train, wanted):
    rng = np.random.default_rng(7)
    x, weights = rng.normal(size=(5, 3)) * 2 + 1, rng.normal(size=(5, 3))
    values = {"x": x, "gamma": rng.normal(size=3), "beta": rng.normal(size=3)}

    def run(value):
        layer, chosen = BatchNorm(3), {**values, wanted: value}
        layer.forward(x + 1)
        layer.gamma, layer.beta = chosen["gamma"], chosen["beta"]
        return layer, layer.forward(chosen["x"], train=train)

    def gradient(value):
        layer, _ = run(value)
        dx = layer.backward(weights)
        return {"x": dx, "gamma": layer.dgamma, "beta": layer.dbeta}[wanted]

    assert (
        gradient_check(lambda value: float((run(value)[1] * weights).sum()), gradient, values[wanted]) < 1e-8
    )


def test_batch_norm_of_pictures_takes_every_pixel_for_a_sample():
    rng = np.random.default_rng(10)
    x, dout = rng.normal(size=(2, 4, 3, 5, 6)) * 2 + 1
    pictures, rows = BatchNorm(3), BatchNorm(3)
    pictures.gamma, pictures.beta = rows.gamma, rows.beta = rng.normal(size=(2, 3))

    def as_rows(array):
        return array.transpose(0, 2, 3, 1).reshape(-1, 3)

    for train in (True, False):
        out, dx = pictures.forward(x, train), pictures.backward(dout)
        assert out.shape == dx.shape == x.shape
        np.testing.assert_allclose(as_rows(out), rows.forward(as_rows(x), train), rtol=1e-12, atol=1e-13)
        np.testing.assert_allclose(as_rows(dx), rows.backward(as_rows(dout)), rtol=1e-12, atol=1e-13)
        for name in ("dgamma", "dbeta", "running_mean", "running_var"):
            np.testing.assert_allclose(getattr(pictures, name), getattr(rows, name), rtol=1e-12, atol=1e-13)


def test_batch_norm_of_one_sample():
    layer = BatchNorm(2)
    layer.beta = np.array([3.0, -1.0])
    np.testing.assert_array_equal(layer.forward([[5.0, 1000.0]]), [[3.0, -1.0]])
    np.testing.assert_array_equal(layer.backward([[1.0, 2.0]]), [[0.0, 0.0]])
    assert (layer.dgamma.tolist(), layer.dbeta.tolist()) == ([0.0, 0.0], [1.0, 2.0])
    np.testing.assert_allclose(layer.running_var, [0.9, 0.9])


def test_batch_norm_of_a_constant_column_and_of_large_numbers():
    x = np.array([[7.0, 1000.0], [7.0, -1000.0], [7.0, 1000.0]])
    layer = BatchNorm(2)
    out = layer.forward(x)
    assert out[:, 0].tolist() == [0.0, 0.0, 0.0]
    assert np.isfinite(out).all()
    assert np.isfinite(layer.backward(x)).all()


def test_evaluation_changes_nothing_and_looks_at_one_sample_at_a_time():
    rng = np.random.default_rng(8)
    layer, x = BatchNorm(3), rng.normal(size=(6, 3))
    layer.forward(x)
    running = layer.running_mean.tobytes(), layer.running_var.tobytes()
    together = layer.forward(x, train=False)
    alone = np.concatenate([layer.forward(row[np.newaxis], train=False) for row in x])
    np.testing.assert_array_equal(alone, together)
    assert (layer.running_mean.tobytes(), layer.running_var.tobytes()) == running


def test_backward_follows_the_last_forward_and_may_be_called_again():
    rng = np.random.default_rng(9)
    layer, x, dout = BatchNorm(3), rng.normal(size=(6, 3)), rng.normal(size=(6, 3))
    layer.forward(x)
    training = layer.backward(dout)
    np.testing.assert_allclose(training.sum(axis=0), 0.0, atol=1e-14)
    layer.forward(x, train=False)
    evaluation = layer.backward(dout)
    np.testing.assert_allclose(evaluation, dout / np.sqrt(layer.running_var + 1e-5), rtol=1e-14)
    np.testing.assert_array_equal(layer.backward(dout), evaluation)
    layer.forward(x)
    np.testing.assert_array_equal(layer.backward(dout), training)


def test_layers_do_not_share_state():
    first, second = BatchNorm(2), BatchNorm(2)
    before = first.running_mean
    first.forward([[1.0, 2.0], [3.0, 5.0]])
    assert before.tolist() == second.running_mean.tolist() == [0.0, 0.0]
    first.gamma += 1
    assert second.gamma.tolist() == [1.0, 1.0]


# ----- splitting -----


@pytest.mark.parametrize(
    ("n", "ratios", "sizes"),
    [
        (10, (0.5, 0.25, 0.25), (5, 2, 3)),
        (10, [0.6, 0.2, 0.2], (6, 2, 2)),
        (7, (0.7, 0.15, 0.15), (4, 1, 2)),
        (1, (0.8, 0.1, 0.1), (0, 0, 1)),
        (5, (1.0, 0.0, 0.0), (5, 0, 0)),
        (5, (0, 0, 1), (0, 0, 5)),
        (8, np.array([0.125, 0.25, 0.625]), (1, 2, 5)),
    ],
)
def test_every_sample_goes_to_one_part(n, ratios, sizes):
    X, y = np.arange(3.0 * n).reshape(n, 3, 1), np.arange(n)
    before = X.tobytes(), y.tobytes()
    parts = train_val_test_split(X, y, ratios, np.random.default_rng(10))
    assert (X.tobytes(), y.tobytes()) == before
    assert type(parts) is tuple
    assert tuple(len(labels) for _, labels in parts) == sizes
    for samples, labels in parts:
        np.testing.assert_array_equal(samples, X[labels])
        assert (samples.dtype, labels.dtype) == (X.dtype, y.dtype)
        assert not np.shares_memory(samples, X)
    assert sorted(np.concatenate([labels for _, labels in parts])) == list(range(n))


def test_samples_are_shuffled():
    X, y = np.zeros((300, 1)), np.arange(300)
    (_, train), (_, val), _ = train_val_test_split(X, y, (0.4, 0.3, 0.3), np.random.default_rng(11))
    assert 0 < np.mean(np.diff(train) > 0) < 1
    assert 100 < val.mean() < 200
    (_, other), *_ = train_val_test_split(X, y, (0.4, 0.3, 0.3), np.random.default_rng(12))
    assert (other != train).any()


# ----- overfitting -----


@pytest.mark.parametrize(
    ("train", "val", "patience", "answer"),
    [
        ([4, 3, 2, 1], [1, 2, 3, 4], 3, True),
        ([9, 9, 4, 3, 2, 1], [9, 8, 1, 2, 3, 4], 3, True),
        ([4, 3, 2, 1], [1, 2, 2, 3], 3, False),  # equal did not rise
        ([4, 3, 3, 1], [1, 2, 3, 4], 3, False),  # equal did not fall
        ([4, 3, 2, 1], [4, 3, 2, 1], 3, False),
        ([1, 2, 3, 4], [1, 2, 3, 4], 3, False),
        ([4, 3, 2, 1], [1, 2, 3, 2.5], 3, False),  # the last epoch counts
        ([3, 2, 1], [1, 2, 3], 3, False),  # too few epochs
        ([3, 2, 1], [1, 2, 3], 2, True),
        ([2, 1], [1, 2], 1, True),
        ([1], [1], 1, False),
        ([], [], 3, False),
    ],
)
def test_overfitting(train, val, patience, answer):
    for kind in (list, np.array):
        assert is_overfitting(kind(train), kind(val), patience=patience) is answer


# ----- errors -----


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Dropout(1.0), "rate must be at least 0 and below 1, got 1.0"),
        (lambda: Dropout(-0.1), "below 1, got -0.1"),
        (lambda: EarlyStopping(patience=0), "patience must be at least 1, got 0"),
        (lambda: is_overfitting([1], [1], patience=0), "patience must be at least 1, got 0"),
        (lambda: is_overfitting([1, 2], [1]), r"equally long, got shapes \(2,\) and \(1,\)"),
        (lambda: BatchNorm(3).forward(np.ones((4, 2))), r"shape \(N, 3\), got \(4, 2\)"),
        (lambda: BatchNorm(3).forward(np.ones(3)), r"shape \(N, 3\), got \(3,\)"),
        (lambda: BatchNorm(3).forward(np.ones((2, 3, 3))), r"shape \(N, 3\), got \(2, 3, 3\)"),
        (
            lambda: train_val_test_split(np.ones((3, 2)), np.ones(2), (1, 0, 0), None),
            r"equally long, got shapes \(3, 2\) and \(2,\)",
        ),
        (lambda: train_val_test_split([1], [1], (0.5, 0.5), None), "three shares that add up to 1"),
        (lambda: train_val_test_split([1], [1], (0.5, 0.4, 0.2), None), "three shares that add up to 1"),
        (lambda: train_val_test_split([1], [1], (1.5, -0.5, 0.0), None), "three shares that add up to 1"),
    ],
)
def test_error_says_what_is_wrong(call, message):
    with pytest.raises(ValueError, match=message):
        call()
