"""Layers and networks against PyTorch, what they leave alone, and what training achieves.

`expected_networks.json` holds the numbers; `make_expected_networks.py` beside it says how they were made.
"""

import inspect
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from dlref import networks
from dlref.networks import (
    MLP,
    Affine,
    ReLU,
    Sigmoid,
    SoftmaxWithLoss,
    Tanh,
    accuracy,
    confusion_matrix,
    iterations_per_epoch,
    loss_and_gradients,
    minibatches,
    one_hot,
    predict_xor,
    train_xor,
    two_spirals,
)
from dlref.optimizers import Adam

EXPECTED = json.loads(Path(__file__).with_name("expected_networks.json").read_text(encoding="utf-8"))
XOR_INPUTS, XOR = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 1, 1, 0])

# The contract: every name with its parameters.
SIGNATURES = {
    "Affine": "(W, b)",
    "ReLU": "()",
    "Sigmoid": "()",
    "Tanh": "()",
    "SoftmaxWithLoss": "()",
    "MLP": "(sizes, rng, weight_scale='he')",
    "train_xor": "(rng)",
    "predict_xor": "(params, X)",
    "minibatches": "(X, y, batch_size, rng)",
    "iterations_per_epoch": "(n, batch_size)",
    "one_hot": "(labels, num_classes)",
    "accuracy": "(scores, labels)",
    "confusion_matrix": "(predicted, labels, num_classes)",
}
# What the exercises' tests and other modules use besides.
MORE = {"loss_and_gradients": "(params, x, labels)", "two_spirals": "(n, rng)"}
METHODS = {
    "Affine": {"forward": "(self, x)", "backward": "(self, dout)"},
    "ReLU": {"forward": "(self, x)", "backward": "(self, dout)"},
    "Sigmoid": {"forward": "(self, x)", "backward": "(self, dout)"},
    "Tanh": {"forward": "(self, x)", "backward": "(self, dout)"},
    "SoftmaxWithLoss": {"forward": "(self, logits, labels)", "backward": "(self, dout=1.0)"},
    "MLP": {"predict": "(self, x)", "loss": "(self, x, labels)", "gradients": "(self, x, labels)"},
}

every_activation = pytest.mark.parametrize("layer", [ReLU, Sigmoid, Tanh], ids=lambda cls: cls.__name__)
every_network = pytest.mark.parametrize("entry", EXPECTED["mlp"], ids=lambda entry: str(entry["sizes"]))


def rng(seed=0):
    return np.random.default_rng(seed)


def arrays(named):
    return {key: np.array(value) for key, value in named.items()}


def network(entry):
    net = MLP(entry["sizes"], rng())
    net.params = arrays(entry["params"])
    return net


def assert_same(got, want):
    np.testing.assert_allclose(got, want, rtol=1e-12, atol=1e-14)


def assert_all_same(got, want):
    assert set(got) == set(want)
    for key in want:
        assert np.shape(got[key]) == np.shape(want[key])
        assert_same(got[key], want[key])


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
    assert set(networks.__all__) == set(SIGNATURES | MORE)


@pytest.mark.parametrize(("name", "parameters"), (SIGNATURES | MORE).items())
def test_signature(name, parameters):
    assert bare(getattr(networks, name)) == parameters


@pytest.mark.parametrize("name", METHODS)
def test_methods(name):
    # A stub is made of the class's own methods: none may be inherited, and none may be there besides.
    methods = {n: bare(m) for n, m in vars(getattr(networks, name)).items() if not n.startswith("_")}
    assert methods == METHODS[name]


@pytest.mark.parametrize("name", [*SIGNATURES, *MORE])
def test_docstring_names_its_source(name):
    docstring = inspect.getdoc(getattr(networks, name))
    assert all(section in docstring for section in ("Source:", "notes"))


# ----- layers -----


@pytest.mark.parametrize("entry", EXPECTED["affine"], ids=lambda entry: str(np.shape(entry["x"])))
def test_affine(entry):
    given = [np.array(entry[key]) for key in ("x", "W", "b", "dout")]
    before = [array.tobytes() for array in given]
    x, W, b, dout = given
    layer = Affine(W, b)
    assert_same(layer.forward(x), entry["out"])
    for _ in range(2):
        dx = layer.backward(dout)
        assert dx.shape == x.shape
        assert_all_same(
            {"dx": dx, "dW": layer.dW, "db": layer.db}, {key: entry[key] for key in ("dx", "dW", "db")}
        )
    assert [array.tobytes() for array in given] == before


def test_affine_follows_its_last_forward():
    layer, fresh = Affine(np.ones((3, 2)), np.zeros(2)), Affine(np.ones((3, 2)), np.zeros(2))
    layer.forward(rng(0).normal(size=(4, 3)))
    layer.backward(np.ones((4, 2)))
    x = rng(1).normal(size=(2, 3, 1))
    layer.forward(x)
    fresh.forward(x)
    assert layer.backward(np.ones((2, 2))).shape == fresh.backward(np.ones((2, 2))).shape == (2, 3, 1)
    assert_same(layer.dW, fresh.dW)


@pytest.mark.parametrize(
    "entry",
    EXPECTED["activation_layers"],
    ids=lambda entry: f"{entry['class']}-{np.shape(entry['x'])}",
)
def test_activation_layer(entry):
    x, dout = np.array(entry["x"]), np.array(entry["dout"])
    before = x.tobytes(), dout.tobytes()
    layer = getattr(networks, entry["class"])()
    assert_same(layer.forward(x), entry["out"])
    for _ in range(2):
        assert_same(layer.backward(dout), entry["dx"])
    assert (x.tobytes(), dout.tobytes()) == before


@every_activation
def test_activation_layers_of_large_inputs(layer):
    layer = layer()
    assert np.isfinite(layer.forward([[-1000.0, 0.0, 1000.0]])).all()
    assert np.isfinite(layer.backward([[1000.0, -1000.0, 1000.0]])).all()


@every_activation
def test_instances_do_not_share(layer):
    first, second = layer(), layer()
    first.forward([2.0])
    second.forward([-3.0])
    slopes = first.backward([1.0])[0], second.backward([1.0])[0]
    assert slopes[0] != slopes[1]


def test_relu_is_flat_at_its_kink():
    layer = ReLU()
    layer.forward([0.0, -0.0, 5e-324])
    assert layer.backward([1.0, 1.0, 1.0]).tolist() == [0.0, 0.0, 1.0]


@pytest.mark.parametrize(
    "entry", EXPECTED["softmax_with_loss"], ids=lambda e: f"{np.shape(e['dx'])}-{e['dout']}"
)
def test_softmax_with_loss(entry):
    logits, labels = np.array(entry["logits"]), np.array(entry["labels"])
    before = logits.tobytes(), labels.tobytes()
    layer = SoftmaxWithLoss()
    loss = layer.forward(logits, labels)
    assert type(loss) is float
    assert_same(loss, entry["loss"])
    for _ in range(2):
        assert_same(layer.backward(entry["dout"]), entry["dx"])
    assert_same(layer.backward() * entry["dout"], entry["dx"])
    assert (logits.tobytes(), labels.tobytes()) == before


# ----- the perceptron of many layers -----


@every_network
def test_mlp(entry):
    net = network(entry)
    x, labels = np.array(entry["x"]), np.array(entry["labels"])
    before = x.tobytes(), labels.tobytes(), {key: value.tobytes() for key, value in net.params.items()}
    assert_same(net.predict(x), entry["logits"])
    loss = net.loss(x, labels)
    assert type(loss) is float
    assert_same(loss, entry["loss"])
    assert_all_same(net.gradients(x, labels), entry["gradients"])
    both = loss_and_gradients(net.params, x, labels)
    assert both[0] == loss
    assert_all_same(both[1], entry["gradients"])
    after = x.tobytes(), labels.tobytes(), {key: value.tobytes() for key, value in net.params.items()}
    assert after == before


@every_network
def test_mlp_is_a_chain_of_layers(entry):
    params, x = arrays(entry["params"]), np.array(entry["x"])
    depth = len(params) // 2
    dense = [Affine(params[f"W{n}"], params[f"b{n}"]) for n in range(1, depth + 1)]
    chain = [layer for affine in dense for layer in (affine, ReLU())][:-1]
    for layer in chain:
        x = layer.forward(x)
    end = SoftmaxWithLoss()
    assert_same(end.forward(x, entry["labels"]), entry["loss"])
    dout = end.backward()
    for layer in reversed(chain):
        dout = layer.backward(dout)
    assert dout.shape == np.shape(entry["x"])
    gradients = {f"W{n}": layer.dW for n, layer in enumerate(dense, start=1)}
    gradients |= {f"b{n}": layer.db for n, layer in enumerate(dense, start=1)}
    assert_all_same(gradients, entry["gradients"])


@every_network
def test_mlp_uses_what_params_holds_now(entry):
    net = network(entry)
    x, labels = np.array(entry["x"]), np.array(entry["labels"])
    net.predict(x)
    gradients = net.gradients(x, labels)
    net.params["b1"] += 0.5  # in place
    net.params["W1"] = 2.0 * net.params["W1"]  # another array
    fresh = network(entry)
    fresh.params = dict(reversed({key: value.copy() for key, value in net.params.items()}.items()))
    for key in net.params:
        assert not np.shares_memory(gradients[key], net.params[key])
    assert_same(net.predict(x), fresh.predict(x))
    assert net.loss(x, labels) == fresh.loss(x, labels) != pytest.approx(entry["loss"])
    assert_all_same(net.gradients(x, labels), fresh.gradients(x, labels))


def test_training_step_by_step():
    (entry,) = EXPECTED["training"]
    net, optimizer = MLP([3, 6, 5, 4], rng()), Adam(**entry["kwargs"])
    net.params = arrays(entry["params"])
    losses = []
    for _ in entry["losses"]:
        losses.append(net.loss(entry["x"], entry["labels"]))
        net.params = optimizer.step(net.params, net.gradients(entry["x"], entry["labels"]))
    np.testing.assert_allclose(losses, entry["losses"], rtol=1e-11)
    for key, value in entry["end"].items():
        np.testing.assert_allclose(net.params[key], value, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize(
    ("scale", "std"),
    [("he", (2 / 400) ** 0.5), ("xavier", (2 / 700) ** 0.5), (0.05, 0.05), (1, 1.0), (0, 0.0)],
)
def test_first_weights(scale, std):
    params = MLP((400, 300, 2), rng(), weight_scale=scale).params
    assert list(params) == ["W1", "b1", "W2", "b2"]
    assert [params[key].shape for key in params] == [(400, 300), (300,), (300, 2), (2,)]
    assert params["W1"].std() == pytest.approx(std, rel=0.02)
    assert not params["b1"].any()
    assert not params["b2"].any()


def test_large_inputs_stay_finite():
    net = MLP((3, 8, 4), rng(7), weight_scale=10.0)
    x, labels = [[1000.0, -1000.0, 1000.0], [-1000, -1000, 0]], [0, 3]
    assert np.isfinite(net.predict(x)).all()
    assert np.isfinite(net.loss(x, labels))
    assert all(np.isfinite(gradient).all() for gradient in net.gradients(x, labels).values())


def test_networks_do_not_share():
    one, other = MLP((3, 4, 2), rng(0)), MLP((3, 4, 2), rng(1))
    assert not np.array_equal(one.params["W1"], other.params["W1"])
    one.params["b1"] += 1.0
    assert not other.params["b1"].any()


def test_he_is_the_default():
    for key, value in MLP((3, 4, 2), rng(2), weight_scale="he").params.items():
        np.testing.assert_array_equal(value, MLP((3, 4, 2), rng(2)).params[key])


# ----- two spirals -----


@pytest.mark.parametrize("n", [1, 2, 7, 300])
def test_two_spirals(n):
    X, labels = two_spirals(n, rng(3))
    assert (X.shape, labels.shape, labels.dtype.kind) == ((n, 2), (n,), "i")
    assert np.bincount(labels, minlength=2).tolist() == [n - n // 2, n // 2]
    assert np.abs(X).max() < 2.3


@pytest.mark.parametrize("seed", range(8))
def test_spirals_are_learnt_by_a_perceptron_and_not_by_a_line(seed):
    draw = rng(seed)
    (X, y), (X_new, y_new) = two_spirals(300, draw), two_spirals(1000, draw)
    shares = {}
    for sizes in [(2, 32, 32, 2), (2, 2)]:
        net, optimizer = MLP(sizes, draw), Adam(lr=0.02)
        for _ in range(200):
            net.params = optimizer.step(net.params, net.gradients(X, y))
        shares[sizes] = accuracy(net.predict(X), y), accuracy(net.predict(X_new), y_new)
    assert min(shares[2, 32, 32, 2]) >= 0.97
    assert max(shares[2, 2]) <= 0.75


# ----- XOR -----


def test_xor_is_learnt_from_any_seed():
    for seed in range(1000):
        p = predict_xor(train_xor(rng(seed)), XOR_INPUTS)
        assert p.shape == (4,)
        assert np.abs(p - XOR).max() < 0.1


def test_xor_is_learnt_by_the_network_that_is_promised():
    params = train_xor(rng(5))
    assert {key: value.shape for key, value in params.items()} == {
        "W1": (2, 8),
        "b1": (8,),
        "W2": (8, 1),
        "b2": (1,),
    }
    for row, p in zip(XOR_INPUTS, predict_xor(params, XOR_INPUTS), strict=True):
        assert predict_xor(params, [row])[0] == pytest.approx(p, rel=1e-14)
    X = 1000.0 * rng(6).normal(size=(50, 2))
    assert np.isfinite(predict_xor(params, X)).all()


def test_xor_gives_up_a_start_that_leads_nowhere():
    # Among 20,000 seeds there is one like that; here the first start is made to be one.
    class Stuck:
        def __init__(self):
            self.draws = 0

        def normal(self, size):
            self.draws += 1
            return np.zeros(size) if self.draws <= 2 else rng(self.draws).normal(size=size)

    stuck = Stuck()
    np.testing.assert_allclose(predict_xor(train_xor(stuck), XOR_INPUTS), XOR, atol=0.1)
    assert stuck.draws == 4


# ----- mini-batches -----


@pytest.mark.parametrize(("n", "batch_size"), [(10, 3), (10, 5), (10, 10), (4, 100), (1, 1), (7, 1), (0, 3)])
def test_minibatches(n, batch_size):
    X, y = np.arange(6 * n).reshape(n, 2, 3), -np.arange(n)
    before = X.tobytes(), y.tobytes()
    iterator = minibatches(X, y, batch_size, rng())
    assert isinstance(iterator, Iterator)
    batches = list(iterator)
    assert len(batches) == iterations_per_epoch(n, batch_size)
    sizes = [len(Xb) for Xb, yb in batches if len(Xb) == len(yb)]
    assert sizes == [batch_size] * (n // batch_size) + [n % batch_size] * (n % batch_size > 0)
    for Xb, yb in batches:
        np.testing.assert_array_equal(Xb, X[-yb])
        assert not np.shares_memory(Xb, X)
        assert not np.shares_memory(yb, y)
    assert sorted(-label for _, yb in batches for label in yb) == list(range(n))
    assert (X.tobytes(), y.tobytes()) == before


def test_every_epoch_is_shuffled_anew():
    draw, X = rng(1), np.arange(50)
    first, second = (np.concatenate([Xb for Xb, _ in minibatches(X, X, 8, draw)]) for _ in range(2))
    assert not np.array_equal(first, X)
    assert not np.array_equal(first, second)
    again = np.concatenate([Xb for Xb, _ in minibatches(X, X, 8, rng(1))])
    np.testing.assert_array_equal(first, again)


@pytest.mark.parametrize(("n", "batch_size", "iterations"), [(10, 5, 2), (10, 3, 4), (1, 8, 1), (0, 8, 0)])
def test_iterations_per_epoch(n, batch_size, iterations):
    assert iterations_per_epoch(n, batch_size) == iterations


def test_iterations_of_huge_sets_are_exact():
    assert iterations_per_epoch(10**17 + 1, 10) == 10**16 + 1


# ----- metrics -----


def test_one_hot():
    labels = np.array([2, 0, 3, 2])
    rows = one_hot(labels, 4)
    assert rows.dtype == np.float64
    assert rows.tolist() == [[0, 0, 1, 0], [1, 0, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0]]
    assert one_hot([0], 1).tolist() == [[1.0]]
    assert one_hot(labels.astype(np.uint8), 4).tolist() == rows.tolist()


@pytest.mark.parametrize(
    ("scores", "labels", "share"),
    [
        ([[0.1, 0.9], [0.8, 0.2], [0.3, 0.7]], [1, 0, 0], 2 / 3),
        ([[5, 5, 1], [2, 7, 7], [0, 0, 0]], [0, 1, 0], 1.0),  # ties
        ([[5, 5, 1], [2, 7, 7], [0, 0, 0]], [1, 2, 2], 0.0),
        ([[-1000.0, -999.0]], [1], 1.0),
        ([[3.0]], [0], 1.0),
    ],
)
def test_accuracy(scores, labels, share):
    got = accuracy(np.array(scores), np.array(labels))
    assert type(got) is float
    assert got == share


def test_confusion_matrix():
    predicted, labels = np.array([0, 1, 1, 2, 0, 1]), np.array([0, 1, 2, 2, 1, 1])
    counts = confusion_matrix(predicted, labels, 4)
    assert counts.dtype.kind == "i"
    assert counts.tolist() == [[1, 0, 0, 0], [1, 2, 0, 0], [0, 1, 1, 0], [0, 0, 0, 0]]
    assert confusion_matrix(labels, predicted, 4).tolist() == counts.T.tolist()


def test_metrics_agree():
    draw = rng(4)
    scores, labels = draw.normal(size=(200, 5)), draw.integers(0, 5, 200)
    before = scores.tobytes(), labels.tobytes()
    counts = confusion_matrix(scores.argmax(axis=1), labels, 5)
    assert np.trace(counts) / 200 == accuracy(scores, labels)
    assert counts.sum(axis=1).tolist() == one_hot(labels, 5).sum(axis=0).tolist()
    assert (scores.tobytes(), labels.tobytes()) == before


# ----- errors -----


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: Affine(np.ones((3, 2)), np.ones(2)).forward(np.ones(3)),
            r"x must have shape \(N, D\).* \(3,\)",
        ),
        (
            lambda: Affine(np.ones((3, 2)), np.ones(2)).forward(np.ones((5, 4))),
            r"x of 4 features does not fit W of shape \(3, 2\) and b of shape \(2,\)",
        ),
        (lambda: Affine(np.ones((3, 2)), np.ones(1)).forward(np.ones((5, 3))), r"b of shape \(1,\)"),
        (lambda: SoftmaxWithLoss().forward(np.ones((2, 3)), [0, 3]), "labels"),
        (lambda: MLP([3], rng()), r"at least inputs and outputs, got \[3\]"),
        (lambda: MLP([3, 2], rng(), "lecun"), "'he', 'xavier' or a number, got 'lecun'"),
        (lambda: MLP([3, 0], rng()), "a layer of 3 inputs and 0 outputs"),
        (lambda: MLP([3, 2], rng()).predict(np.ones((5, 2))), "x of 2 features does not fit"),
        (lambda: two_spirals(0, rng()), "n must be at least 1, got 0"),
        (lambda: predict_xor(train_xor(rng()), [0.0, 1.0]), r"got \(2,\)"),
        (lambda: next(minibatches(np.ones((3, 2)), np.ones(2), 1, rng())), r"got shapes \(3, 2\) and \(2,\)"),
        (lambda: next(minibatches([1], [1], 0, rng())), "batch_size must be at least 1, got 0"),
        (lambda: iterations_per_epoch(10, 0), "batch_size must be at least 1, got 0"),
        (lambda: one_hot([0, 3], 3), "classes must be from 0 to 2, got 0 to 3"),
        (lambda: one_hot([-1, 1], 3), "got -1 to 1"),
        (lambda: one_hot([0.5], 3), r"integers \(N,\), got float64 of shape \(1,\)"),
        (lambda: one_hot([[0]], 3), r"got int64 of shape \(1, 1\)"),
        (
            lambda: accuracy(np.ones((3, 2)), np.zeros((3, 1), int)),
            r"\(N, K\) and \(N,\), got \(3, 2\) and \(3, 1\)",
        ),
        (lambda: accuracy(np.ones(3), np.zeros(3, int)), r"got \(3,\) and \(3,\)"),
        (lambda: accuracy(np.ones((1, 2)), [2]), "classes must be from 0 to 1, got 2 to 2"),
        (lambda: confusion_matrix([0, 1], [0], 2), "equally long, got 2 and 1"),
        (lambda: confusion_matrix([2], [0], 2), "classes must be from 0 to 1"),
    ],
)
def test_error_says_what_is_wrong(call, message):
    with pytest.raises(ValueError, match=message):
        call()
