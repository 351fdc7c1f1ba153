"""Convolution, pooling and the small network against PyTorch, and what must hold besides.

`expected_cnn.json` holds the numbers; `make_expected_cnn.py` beside it says how they were made.
"""

import inspect
import json
from pathlib import Path

import numpy as np
import pytest

from dlref import cnn
from dlref.cnn import (
    ConvNet,
    Flatten,
    avg_pool2d,
    avg_pool2d_backward,
    blur_filter,
    col2im,
    conv2d,
    conv2d_backward,
    conv_output_size,
    conv_params,
    correlate2d,
    global_avg_pool,
    horizontal_edge_filter,
    im2col,
    loss_and_gradients,
    max_pool2d,
    max_pool2d_backward,
    pad2d,
    same_padding,
    vertical_edge_filter,
)
from dlref.differentiation import numerical_gradient
from dlref.networks import Affine, ReLU, SoftmaxWithLoss
from dlref.optimizers import Adam

EXPECTED = json.loads(Path(__file__).with_name("expected_cnn.json").read_text(encoding="utf-8"))

# The contract: every name with its parameters.
SIGNATURES = {
    "conv_output_size": "(n, k, stride=1, pad=0)",
    "conv_params": "(in_channels, out_channels, k)",
    "same_padding": "(k)",
    "pad2d": "(x, pad)",
    "vertical_edge_filter": "()",
    "horizontal_edge_filter": "()",
    "blur_filter": "()",
    "correlate2d": "(image, kernel)",
    "im2col": "(x, kh, kw, stride=1, pad=0)",
    "col2im": "(cols, x_shape, kh, kw, stride=1, pad=0)",
    "conv2d": "(x, w, b, stride=1, pad=0)",
    "conv2d_backward": "(dout, x, w, b, stride=1, pad=0)",
    "max_pool2d": "(x, size=2, stride=2)",
    "max_pool2d_backward": "(dout, x, size=2, stride=2)",
    "avg_pool2d": "(x, size=2, stride=2)",
    "avg_pool2d_backward": "(dout, x, size=2, stride=2)",
    "global_avg_pool": "(x)",
    "Flatten": "()",
    "ConvNet": "(input_shape, filters, kernel, hidden, classes, rng)",
}
# What other modules use besides.
MORE = {"loss_and_gradients": "(params, x, labels)"}
METHODS = {
    "Flatten": {"forward": "(self, x)", "backward": "(self, dout)"},
    "ConvNet": {"predict": "(self, x)", "loss": "(self, x, labels)", "gradients": "(self, x, labels)"},
}
POOLINGS = {
    "max_pool2d": (max_pool2d, max_pool2d_backward),
    "avg_pool2d": (avg_pool2d, avg_pool2d_backward),
}


def rng(seed=0):
    return np.random.default_rng(seed)


def given(entry, *keys):
    return [np.array(entry[key]) for key in keys]


def arrays(named):
    return {key: np.array(value) for key, value in named.items()}


def assert_same(got, want):
    assert np.shape(got) == np.shape(want)
    np.testing.assert_allclose(got, want, rtol=1e-12, atol=1e-13)


def assert_all_same(got, want):
    assert set(got) == set(want)
    for key in want:
        assert_same(got[key], want[key])


def by_shape(*keys):
    return lambda entry: "-".join(str(np.shape(entry[key])).replace(" ", "") for key in keys)


def cases(name, ids=None):
    return pytest.mark.parametrize("entry", EXPECTED[name], ids=ids or by_shape("x"))


every_pooling = pytest.mark.parametrize("name", POOLINGS)


@pytest.fixture(autouse=True)
def _no_floating_point_error():
    with np.errstate(all="raise", under="ignore"):
        yield


# ----- the contract -----


def bare(function):
    parameters = inspect.signature(function).parameters.values()
    return str(inspect.Signature([p.replace(annotation=inspect.Parameter.empty) for p in parameters]))


def test_names_are_those_of_the_catalogue():
    assert set(cnn.__all__) == set(SIGNATURES | MORE)


@pytest.mark.parametrize(("name", "parameters"), (SIGNATURES | MORE).items())
def test_signature(name, parameters):
    assert bare(getattr(cnn, name)) == parameters


@pytest.mark.parametrize("name", METHODS)
def test_methods(name):
    # A stub is made of the class's own methods: none may be inherited, and none may be there besides.
    methods = {n: bare(m) for n, m in vars(getattr(cnn, name)).items() if not n.startswith("_")}
    assert methods == METHODS[name]


@pytest.mark.parametrize("name", [*SIGNATURES, *MORE])
def test_docstring_names_its_source(name):
    docstring = inspect.getdoc(getattr(cnn, name))
    assert all(section in docstring for section in ("Source:", "notes 002"))


# ----- shapes -----


def test_output_size():
    for n, k, stride, pad, want in EXPECTED["output_sizes"]:
        got = conv_output_size(n, k, stride, pad)
        assert type(got) is int
        assert got == want


def test_conv_params():
    for *args, want in EXPECTED["conv_params"]:
        assert conv_params(*args) == want


@pytest.mark.parametrize("k", [1, 3, 5, 7, 11])
def test_same_padding_keeps_the_size(k):
    assert conv_output_size(13, k, pad=same_padding(k)) == 13


def test_pad2d():
    x = rng().normal(size=(2, 3, 4, 5))
    for pad in range(4):
        padded = pad2d(x, pad)
        assert_same(padded, np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad))))
        assert not np.shares_memory(padded, x)


# ----- filters -----


def test_edge_filters_see_edges_of_their_direction():
    down = np.repeat([[0.0, 0.0, 0.0, 1.0, 1.0, 1.0]], 6, axis=0)  # the edge runs from top to bottom
    for image, sees, blind in [
        (down, vertical_edge_filter(), horizontal_edge_filter()),
        (down.T, horizontal_edge_filter(), vertical_edge_filter()),
    ]:
        assert np.abs(correlate2d(image, sees)).max() >= 1
        assert not correlate2d(image, blind).any()
    for edge_filter in (vertical_edge_filter(), horizontal_edge_filter()):
        assert edge_filter.shape == (3, 3)
        assert edge_filter.sum() == 0


def test_blur_filter():
    blur = blur_filter()
    assert blur.shape == (3, 3)
    assert blur.min() >= 0
    assert blur.sum() == 1
    assert blur.max() == blur[1, 1]
    image = rng(1).normal(size=(20, 20))
    assert correlate2d(image, blur).std() < 0.6 * image.std()


@pytest.mark.parametrize("make", [vertical_edge_filter, horizontal_edge_filter, blur_filter])
def test_every_call_makes_a_filter_of_its_own(make):
    make()[:] = 7.0
    assert not (make() == 7.0).any()


@cases("correlate2d", by_shape("image", "kernel"))
def test_correlate2d(entry):
    image, kernel = given(entry, "image", "kernel")
    before = image.tobytes(), kernel.tobytes()
    assert_same(correlate2d(image, kernel), entry["result"])
    assert (image.tobytes(), kernel.tobytes()) == before


# ----- im2col -----


@cases("im2col", lambda entry: f"{np.shape(entry['x'])}-{entry['args']}")
def test_im2col(entry):
    x, other = given(entry, "x", "other_cols")
    before = x.tobytes(), other.tobytes()
    cols, folded = im2col(x, *entry["args"]), col2im(other, x.shape, *entry["args"])
    assert cols.tolist() == entry["cols"]
    assert folded.tolist() == entry["folded"]
    assert not np.shares_memory(cols, x)
    assert not np.shares_memory(folded, other)
    assert (x.tobytes(), other.tobytes()) == before
    assert np.sum(cols * other) == np.sum(x * folded)  # the one is the transpose of the other


def test_convolution_is_a_product_with_im2col():
    x, w, b = rng(2).normal(size=(3, 2, 6, 5)), rng(3).normal(size=(4, 2, 3, 2)), rng(4).normal(size=4)
    rows = im2col(x, 3, 2, 2, 1) @ w.reshape(4, -1).T + b
    assert_same(rows.reshape(3, 3, 3, 4).transpose(0, 3, 1, 2), conv2d(x, w, b, 2, 1))


# ----- convolution -----


@cases("conv2d", lambda e: f"{np.shape(e['x'])}-{np.shape(e['w'])}-{e['stride']}-{e['pad']}")
def test_conv2d(entry):
    x, w, b, dout = arguments = given(entry, "x", "w", "b", "dout")
    before = [array.tobytes() for array in arguments]
    out = conv2d(x, w, b, entry["stride"], entry["pad"])
    assert_same(out, entry["out"])
    gradients = conv2d_backward(dout, x, w, b, entry["stride"], entry["pad"])
    for got, key in zip(gradients, ("dx", "dw", "db"), strict=True):
        assert_same(got, entry[key])
    for array in (out, *gradients):
        assert array.dtype == np.float64
        assert not any(np.shares_memory(array, argument) for argument in arguments)
    assert [array.tobytes() for array in arguments] == before


@cases("large", lambda entry: f"{entry['shape']}-{entry['filters']}")
def test_large_convolutions(entry):
    draw, filters = rng(entry["seed"]), entry["filters"]
    x, w, b = (draw.normal(size=shape) for shape in (entry["shape"], filters, filters[:1]))
    out = conv2d(x, w, b, entry["stride"], entry["pad"])
    dout = draw.normal(size=out.shape)
    results = [out, *conv2d_backward(dout, x, w, b, entry["stride"], entry["pad"])]
    for key, got in zip(("out", "dx", "dw", "db"), results, strict=True):
        want = entry[key]
        assert list(got.shape) == want["shape"]
        np.testing.assert_allclose(got.ravel()[want["at"]], want["values"], rtol=1e-11, atol=1e-11)
        np.testing.assert_allclose(np.sum(got), want["sum"], rtol=1e-10, atol=1e-8)
        np.testing.assert_allclose(np.sum(got**2), want["squares"], rtol=1e-11)


# Pairwise different sizes: pictures, filters, stride, padding.
@pytest.mark.parametrize(
    ("shape", "filters", "stride", "pad"),
    [
        ((2, 3, 5, 6), (4, 3, 3, 2), 1, 0),
        ((1, 2, 7, 5), (3, 2, 2, 4), 2, 1),
        ((3, 1, 4, 6), (2, 1, 3, 1), 2, 0),
        ((1, 1, 3, 4), (2, 1, 1, 1), 1, 1),
    ],
)
def test_gradients_of_conv2d_entry_by_entry(shape, filters, stride, pad):
    draw = rng(5)
    x, w, b = (draw.normal(size=size) for size in (shape, filters, filters[:1]))
    dout = draw.normal(size=conv2d(x, w, b, stride, pad).shape)
    dx, dw, db = conv2d_backward(dout, x, w, b, stride, pad)
    for got, where, f in [
        (dx, x, lambda v: np.sum(dout * conv2d(v, w, b, stride, pad))),
        (dw, w, lambda v: np.sum(dout * conv2d(x, v, b, stride, pad))),
        (db, b, lambda v: np.sum(dout * conv2d(x, w, v, stride, pad))),
    ]:
        np.testing.assert_allclose(got, numerical_gradient(f, where), rtol=1e-8, atol=1e-9)


def other_forms(x):
    """The same numbers, laid out in memory in other ways, or in another form."""
    spread = np.zeros([2 * n for n in x.shape])
    spread[tuple(np.s_[::2] for _ in x.shape)] = x
    frozen = x.copy()
    frozen.flags.writeable = False
    yield spread[tuple(np.s_[::2] for _ in x.shape)]
    yield np.asfortranarray(x)
    yield x[..., ::-1].copy()[..., ::-1]
    yield x.astype(">f8")
    yield x.tolist()
    yield frozen


def test_any_layout_in_memory_will_do():
    draw = rng(6)
    x, w, b = draw.normal(size=(2, 3, 5, 4)), draw.normal(size=(2, 3, 2, 3)), draw.normal(size=2)
    for pad in (0, 1):
        dout = draw.normal(size=conv2d(x, w, b, pad=pad).shape)
        for forms in zip(*map(other_forms, (dout, x, w, b)), strict=True):
            assert_same(conv2d(*forms[1:], pad=pad), conv2d(x, w, b, pad=pad))
            for got, want in zip(
                conv2d_backward(*forms, pad=pad), conv2d_backward(dout, x, w, b, pad=pad), strict=True
            ):
                assert_same(got, want)
    dout = draw.normal(size=(2, 3, 2, 2))
    for form, dout_form in zip(other_forms(x), other_forms(dout), strict=True):
        assert_same(im2col(form, 2, 3), im2col(x, 2, 3))
        for forward, backward in POOLINGS.values():
            assert_same(forward(form), forward(x))
            assert_same(backward(dout_form, form), backward(dout, x))


def test_pictures_do_not_mix():
    # Many pictures are worked through in portions, the last of them a smaller one.
    draw = rng(7)
    x, w, b = draw.normal(size=(23, 3, 24, 22)), draw.normal(size=(4, 3, 3, 3)), draw.normal(size=4)
    out = conv2d(x, w, b, 1, 1)
    dout = draw.normal(size=out.shape)
    dx, dw, db = conv2d_backward(dout, x, w, b, 1, 1)
    alone = [conv2d_backward(dout[n : n + 1], x[n : n + 1], w, b, 1, 1) for n in range(23)]
    assert_same(out, np.concatenate([conv2d(x[n : n + 1], w, b, 1, 1) for n in range(23)]))
    assert_same(dx, np.concatenate([single[0] for single in alone]))
    assert_same(dw, sum(single[1] for single in alone))
    assert_same(db, sum(single[2] for single in alone))
    coarse = np.round(x)
    pooled = draw.normal(size=(23, 3, 11, 10))
    one_by_one = [max_pool2d_backward(pooled[n : n + 1], coarse[n : n + 1], 3) for n in range(23)]
    assert_same(max_pool2d_backward(pooled, coarse, 3), np.concatenate(one_by_one))


def test_large_numbers():
    x, w = np.full((1, 2, 4, 4), 1000.0), np.full((3, 2, 3, 3), -1000.0)
    assert (conv2d(x, w, np.zeros(3)) == -18e6).all()
    assert (avg_pool2d(x) == 1000.0).all()


# ----- pooling -----


@every_pooling
def test_pooling(name):
    forward, backward = POOLINGS[name]
    for entry in EXPECTED[name]:
        x, dout = given(entry, "x", "dout")
        before = x.tobytes(), dout.tobytes()
        out, dx = (
            forward(x, entry["size"], entry["stride"]),
            backward(dout, x, entry["size"], entry["stride"]),
        )
        assert_same(out, entry["out"])
        assert_same(dx, entry["dx"])
        assert not any(np.shares_memory(result, argument) for result in (out, dx) for argument in (x, dout))
        assert (x.tobytes(), dout.tobytes()) == before


@every_pooling
@pytest.mark.parametrize(("shape", "size", "stride"), [((2, 3, 5, 6), 2, 2), ((1, 2, 7, 5), 3, 2), ((1, 1, 4, 3), 2, 1)])  # fmt: skip
def test_gradients_of_pooling_entry_by_entry(name, shape, size, stride):
    forward, backward = POOLINGS[name]
    x = rng(8).permutation(np.prod(shape)).reshape(shape) / 10  # no two equal, none near another
    dout = rng(9).normal(size=forward(x, size, stride).shape)
    numerical = numerical_gradient(lambda v: np.sum(dout * forward(v, size, stride)), x)
    np.testing.assert_allclose(backward(dout, x, size, stride), numerical, rtol=1e-8, atol=1e-9)


@pytest.mark.parametrize("value", [0.0, -3.5, 1000.0])
def test_the_first_of_equal_maxima_gets_the_gradient(value):
    x = np.full((1, 1, 4, 6), value)
    dx = max_pool2d_backward(np.arange(1.0, 7.0).reshape(1, 1, 2, 3), x)
    want = np.zeros((4, 6))
    want[::2, ::2] = [[1, 2, 3], [4, 5, 6]]
    assert dx[0, 0].tolist() == want.tolist()


def test_ties_in_overlapping_windows():
    x = np.array([[[[1.0, 1.0, 0.0], [1.0, 1.0, 1.0]]]])
    dx = max_pool2d_backward([[[[10.0, 1.0]]]], x, 2, 1)
    assert dx.tolist() == [[[[10.0, 1.0, 0.0], [0.0, 0.0, 0.0]]]]
    row_before_column = max_pool2d_backward([[[[1.0]]]], [[[[0.0, 2.0], [2.0, 0.0]]]])
    assert row_before_column.tolist() == [[[[0.0, 1.0], [0.0, 0.0]]]]
    signed_zeros = max_pool2d_backward([[[[1.0]]]], [[[[-0.0, 0.0], [0.0, -1.0]]]])
    assert signed_zeros.tolist() == [[[[1.0, 0.0], [0.0, 0.0]]]]


def test_backward_of_avg_pool_needs_only_the_shape():
    dout, x = rng(10).normal(size=(2, 1, 2, 2)), rng(11).normal(size=(2, 1, 5, 4))
    assert_same(avg_pool2d_backward(dout, x), avg_pool2d_backward(dout, np.zeros_like(x)))


@cases("global_avg_pool")
def test_global_avg_pool(entry):
    assert_same(global_avg_pool(entry["x"]), entry["out"])


# ----- flatten -----


@cases("flatten")
def test_flatten(entry):
    layer, other = Flatten(), Flatten()
    x, dout = given(entry, "x", "dout")
    before = x.tobytes(), dout.tobytes()
    assert_same(layer.forward(x), entry["out"])
    other.forward(np.ones((1, 2, 3, 4)))
    for _ in range(2):
        assert_same(layer.backward(dout), entry["dx"])
    layer.forward(np.ones((1, 2, 3, 4)))
    assert layer.backward(np.ones((1, 24))).shape == (1, 2, 3, 4)
    assert (x.tobytes(), dout.tobytes()) == before


# ----- the network -----

every_network = cases("convnet")


def network(entry):
    net = ConvNet(np.shape(entry["x"])[1:], *entry["sizes"], rng())
    net.params = arrays(entry["params"])
    return net


@every_network
def test_convnet(entry):
    net = network(entry)
    x, labels = given(entry, "x", "labels")
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
def test_params_of_convnet(entry):
    fresh = ConvNet(np.shape(entry["x"])[1:], *entry["sizes"], rng()).params
    assert list(fresh) == ["W1", "b1", "W2", "b2", "W3", "b3"]
    for key, value in entry["params"].items():
        assert fresh[key].shape == np.shape(value)
        assert fresh[key].any() == key.startswith("W")


@every_network
def test_convnet_is_a_chain_of_layers(entry):
    p, x = arrays(entry["params"]), np.array(entry["x"])
    activation, flatten, inner = ReLU(), Flatten(), ReLU()
    second, third, end = Affine(p["W2"], p["b2"]), Affine(p["W3"], p["b3"]), SoftmaxWithLoss()
    pad = same_padding(p["W1"].shape[-1])
    maps = activation.forward(conv2d(x, p["W1"], p["b1"], pad=pad))
    rows = flatten.forward(max_pool2d(maps))
    logits = third.forward(inner.forward(second.forward(rows)))
    assert_same(end.forward(logits, entry["labels"]), entry["loss"])
    drows = second.backward(inner.backward(third.backward(end.backward())))
    dmaps = max_pool2d_backward(flatten.backward(drows), maps)
    _, dW1, db1 = conv2d_backward(activation.backward(dmaps), x, p["W1"], p["b1"], pad=pad)
    chain = {"W1": dW1, "b1": db1, "W2": second.dW, "b2": second.db, "W3": third.dW, "b3": third.db}
    assert_all_same(chain, entry["gradients"])


@every_network
def test_convnet_uses_what_params_holds_now(entry):
    net = network(entry)
    x, labels = given(entry, "x", "labels")
    net.predict(x)
    gradients = net.gradients(x, labels)
    net.params["b3"] += 0.5 * np.arange(len(net.params["b3"]))  # in place
    net.params["W1"] = 2.0 * net.params["W1"]  # another array
    fresh = network(entry)
    fresh.params = dict(reversed({key: value.copy() for key, value in net.params.items()}.items()))
    for key in net.params:
        assert not np.shares_memory(gradients[key], net.params[key])
    assert_same(net.predict(x), fresh.predict(x))
    assert net.loss(x, labels) == fresh.loss(x, labels) != pytest.approx(entry["loss"])
    assert_all_same(net.gradients(x, labels), fresh.gradients(x, labels))


def test_first_weights_of_convnet():
    params = ConvNet((8, 16, 16), 64, 3, 50, 10, rng()).params
    for key, fan_in in {"W1": 8 * 9, "W2": 64 * 64, "W3": 50}.items():
        assert params[key].std() == pytest.approx((2 / fan_in) ** 0.5, rel=0.1)
    assert not any(params[key].any() for key in ("b1", "b2", "b3"))


def test_networks_do_not_share():
    one, other, same = (ConvNet((1, 4, 4), 2, 3, 3, 2, rng(seed)) for seed in (0, 1, 0))
    assert not np.array_equal(one.params["W1"], other.params["W1"])
    for key, value in one.params.items():
        np.testing.assert_array_equal(value, same.params[key])
    one.params["b1"] += 1.0
    assert not same.params["b1"].any()


def test_training_step_by_step():
    (entry,) = EXPECTED["training"]
    net, optimizer = network(entry), Adam(lr=entry["lr"])
    losses = []
    for _ in entry["losses"]:
        loss, grads = loss_and_gradients(net.params, entry["x"], entry["labels"])
        losses.append(loss)
        net.params = optimizer.step(net.params, grads)
    np.testing.assert_allclose(losses, entry["losses"], rtol=1e-11)


def test_a_pattern_is_found_wherever_it_is():
    # Bars across or down, anywhere in a noisy picture: what a filter has learnt at one place holds at another.
    draw = rng(12)
    labels = draw.integers(0, 2, 400)
    x = 0.5 * draw.normal(size=(400, 1, 12, 12))
    for picture, label in zip(x[:, 0], labels, strict=True):
        i, j = draw.integers(0, 8, 2)
        (picture.T if label else picture)[i, j : j + 5] += 2.0
    net, optimizer = ConvNet((1, 12, 12), 4, 5, 16, 2, draw), Adam(lr=0.01)
    for _ in range(60):
        net.params = optimizer.step(net.params, net.gradients(x[:200], labels[:200]))
    assert np.mean(net.predict(x[200:]).argmax(axis=1) == labels[200:]) >= 0.9


# ----- errors -----

X, W, B = np.ones((2, 3, 5, 4)), np.ones((2, 3, 3, 3)), np.ones(2)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: conv_output_size(4, 7, pad=1), "a window of 7 does not fit into 6 pixels"),
        (lambda: same_padding(4), "k must be odd, got 4"),
        (lambda: pad2d(np.ones((3, 4)), 1), r"four axes, got an array of shape \(3, 4\)"),
        (lambda: correlate2d(np.ones((3, 4)), np.ones((2, 5))), "a window of 5 does not fit into 4"),
        (lambda: correlate2d(np.ones((3, 4, 1)), np.ones((2, 5))), r"got shapes \(3, 4, 1\) and \(2, 5\)"),
        (lambda: im2col(X, 3, 7, pad=1), "a window of 7 does not fit into 6 pixels"),
        (lambda: col2im(np.ones((1, 9)), (1, 1, 2, 2), 3, 3), "a window of 3 does not fit into 2"),
        (lambda: col2im(np.ones((4, 8)), (1, 1, 4, 4), 3, 3), r"cols must have shape \(4, 9\), got \(4, 8\)"),
        (lambda: conv2d(X, W[:, :2], B), r"x of shape \(2, 3, 5, 4\) does not fit w of shape \(2, 2, 3, 3\)"),
        (lambda: conv2d(X, W, np.ones(1)), r"b of shape \(1,\)"),
        (lambda: conv2d(X[0], W, B), r"got an array of shape \(3, 5, 4\)"),
        (lambda: conv2d(X[:, :, :2], W, B), "a window of 3 does not fit into 2"),
        (lambda: conv2d_backward(np.ones((2, 2, 3, 3)), X, W, B), r"\(2, 2, 3, 2\) .* got \(2, 2, 3, 3\)"),
        (lambda: conv2d_backward(np.ones((2, 1, 3, 2)), X, W, B), r"\(2, 2, 3, 2\) .* got \(2, 1, 3, 2\)"),
        (lambda: max_pool2d(X, 5), "a window of 5 does not fit into 4"),
        (lambda: max_pool2d(X[0]), "four axes"),
        (lambda: max_pool2d_backward(np.ones((2, 3, 1, 1)), X), r"\(2, 3, 2, 2\) .* got \(2, 3, 1, 1\)"),
        (lambda: avg_pool2d(X, 5), "a window of 5 does not fit into 4"),
        (lambda: avg_pool2d_backward(np.ones((2, 3, 1, 1)), X), r"\(2, 3, 2, 2\) .* got \(2, 3, 1, 1\)"),
        (lambda: global_avg_pool(np.ones((3, 4))), "four axes"),
        (lambda: ConvNet((1, 8, 8), 2, 4, 3, 2, rng()), "k must be odd, got 4"),
        (lambda: ConvNet((3, 5, 4), 2, 3, 3, 2, rng()).predict(X[:, :2]), "does not fit w"),
        (lambda: ConvNet((3, 5, 4), 2, 3, 3, 2, rng()).predict(X[:, :, :3]), "does not fit W"),
        (lambda: ConvNet((3, 5, 4), 2, 3, 3, 2, rng()).loss(X, [0, 2]), "labels"),
    ],
)
def test_error_says_what_is_wrong(call, message):
    with pytest.raises(ValueError, match=message):
        call()
