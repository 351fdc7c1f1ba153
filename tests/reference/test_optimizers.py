"""The optimizers against PyTorch's over 100 steps, descents and lines step by step, and what is remembered where.

`expected_networks.json` holds the numbers; `make_expected_networks.py` beside it says how they were made.
"""

import inspect
import json
from pathlib import Path

import numpy as np
import pytest

from dlref import optimizers
from dlref.optimizers import SGD, Adam, descend_quadratic, fit_line, gradient_descent, stable_learning_rate

EXPECTED = json.loads(Path(__file__).with_name("expected_networks.json").read_text(encoding="utf-8"))
SEQUENCE, *RUNS = EXPECTED["optimizers"]

# The contract: every name with its parameters.
SIGNATURES = {
    "gradient_descent": "(grad, x0, lr=0.1, steps=100)",
    "fit_line": "(x, y, lr=0.1, iterations=300)",
    "SGD": "(lr=0.01)",
    "Momentum": "(lr=0.01, momentum=0.9)",
    "Nesterov": "(lr=0.01, momentum=0.9)",
    "AdaGrad": "(lr=0.01, eps=1e-08)",
    "RMSProp": "(lr=0.01, decay=0.9, eps=1e-08)",
    "Adam": "(lr=0.001, beta1=0.9, beta2=0.999, eps=1e-08)",
    "stable_learning_rate": "(curvature)",
    "descend_quadratic": "(curvature, x0, lr, steps)",
}
CLASSES = [getattr(optimizers, name) for name in SIGNATURES if name[0].isupper()]

every_optimizer = pytest.mark.parametrize("optimizer", CLASSES, ids=lambda cls: cls.__name__)


def describe(entry):
    name = entry.get("class") or entry.get("function") or entry["name"]
    return "-".join([name, *(f"{key}={value}" for key, value in entry["kwargs"].items())])


def arrays(named):
    return {key: np.array(value) for key, value in named.items()}


def random_params(seed, shapes=((2, 3), (3,))):
    rng = np.random.default_rng(seed)
    return {f"p{n}": rng.normal(size=shape) for n, shape in enumerate(shapes)}


@pytest.fixture(autouse=True)
def _no_floating_point_error():
    """A square may underflow to 0; nothing may overflow, divide by 0 or be undefined."""
    with np.errstate(all="raise", under="ignore"):
        yield


# ----- the contract -----


def test_names_are_those_of_the_catalogue():
    assert set(optimizers.__all__) == set(SIGNATURES)


@pytest.mark.parametrize(("name", "parameters"), SIGNATURES.items())
def test_signature(name, parameters):
    signature = inspect.signature(getattr(optimizers, name))
    bare = [p.replace(annotation=inspect.Parameter.empty) for p in signature.parameters.values()]
    assert str(inspect.Signature(bare)) == parameters


@pytest.mark.parametrize("name", SIGNATURES)
def test_docstring_names_its_source(name):
    docstring = inspect.getdoc(getattr(optimizers, name))
    assert all(section in docstring for section in ("Args:", "Source:", "notes 00"))


# ----- optimizers against PyTorch -----


@pytest.mark.parametrize("entry", RUNS, ids=describe)
def test_hundred_steps(entry):
    optimizer = getattr(optimizers, entry["class"])(**entry["kwargs"])
    params, seen = arrays(SEQUENCE["start"]), 0
    for t, grads in enumerate(SEQUENCE["gradients"], start=1):
        params = optimizer.step(params, arrays(grads))
        if str(t) in entry["after"]:
            seen += 1
            for key, value in entry["after"][str(t)].items():
                np.testing.assert_allclose(params[key], value, rtol=1e-12, atol=1e-14)
    assert (t, seen) == (100, len(entry["after"]))


# ----- what an optimizer remembers, and what it leaves alone -----


@every_optimizer
def test_arguments_are_left_alone_and_share_no_memory(optimizer):
    opt = optimizer()
    params, grads = random_params(0), random_params(1)
    for _ in range(3):
        before = {key: (params[key].tobytes(), grads[key].tobytes()) for key in params}
        keys = list(params), list(grads)
        new = opt.step(params, grads)
        assert {key: (params[key].tobytes(), grads[key].tobytes()) for key in params} == before
        assert (list(params), list(grads)) == keys
        assert new is not params
        assert not any(np.shares_memory(new[key], old[key]) for key in new for old in (params, grads))
        params = new


@every_optimizer
def test_what_is_returned_may_be_changed(optimizer):
    twins, results = (optimizer(), optimizer()), []
    for spoil, opt in enumerate(twins):
        params = random_params(0)
        for seed in range(4):
            grads = random_params(seed)
            out = opt.step(params, grads)
            params = {key: value.copy() for key, value in out.items()}
            if spoil:
                for array in (*out.values(), *grads.values()):
                    array.fill(1e6)
        results.append(params)
    for key in results[0]:
        np.testing.assert_array_equal(results[0][key], results[1][key])


@every_optimizer
def test_keys_in_any_order(optimizer):
    straight, turned = optimizer(), optimizer()
    p = q = random_params(0)
    for seed in range(5):
        grads = random_params(seed + 1)
        p = straight.step(p, grads)
        q = turned.step({key: q[key] for key in reversed(p)} if seed % 2 else q, grads)
    assert set(p) == set(q)
    for key in p:
        np.testing.assert_array_equal(p[key], q[key])


@every_optimizer
def test_each_key_has_its_own_state(optimizer):
    together, alone = optimizer(), optimizer()
    p, q = random_params(0), {"p1": random_params(0)["p1"]}
    for seed in range(5):
        grads = random_params(seed + 1)
        p, q = together.step(p, grads), alone.step(q, {"p1": grads["p1"]})
    np.testing.assert_array_equal(p["p1"], q["p1"])


@every_optimizer
def test_each_instance_has_its_own_state(optimizer):
    first = optimizer().step(random_params(0), random_params(1))
    used, fresh = optimizer(), optimizer()
    for seed in range(3):
        used.step(random_params(seed), random_params(seed + 2))
    again = fresh.step(random_params(0), random_params(1))
    for key in first:
        np.testing.assert_array_equal(again[key], first[key])


@every_optimizer
def test_shapes_and_types(optimizer):
    params = {"number": 2, "list": [1, 2], "single": np.float32([[3]]), "cube": np.ones((2, 3, 4), dtype=int)}
    opt = optimizer()
    for _ in range(2):
        params = opt.step(params, {key: np.ones(np.shape(value)) for key, value in params.items()})
    assert {key: np.shape(value) for key, value in params.items()} == {
        "number": (),
        "list": (2,),
        "single": (1, 1),
        "cube": (2, 3, 4),
    }
    assert {value.dtype for value in params.values()} == {np.dtype(np.float64)}


@every_optimizer
def test_no_gradient_no_step(optimizer):
    params = random_params(0)
    new = optimizer().step(params, {key: np.zeros_like(value) for key, value in params.items()})
    for key in params:
        np.testing.assert_array_equal(new[key], params[key])


@every_optimizer
def test_large_and_tiny_gradients(optimizer):
    params = {"w": np.array([1000.0, -1000.0, 0.0, 1.0])}
    opt = optimizer()
    for _ in range(3):
        params = opt.step(params, {"w": np.array([1000.0, -1000.0, 1e-200, 1e-9])})
        assert np.isfinite(params["w"]).all()


@every_optimizer
def test_refused_arguments_leave_the_state_alone(optimizer):
    opt = optimizer()
    with pytest.raises(ValueError, match="p1 has shape"):
        opt.step(random_params(0), random_params(1, shapes=((2, 3), (2,))))
    first = optimizer().step(random_params(0), random_params(1))
    for key, value in opt.step(random_params(0), random_params(1)).items():
        np.testing.assert_array_equal(value, first[key])


def test_adam_counts_calls_not_keys():
    opt = Adam(lr=0.1, eps=0.0)
    grads = {"a": np.array([5.0]), "b": np.array([-0.001])}
    params = {"a": np.zeros(1), "b": np.zeros(1)}
    for t in range(1, 4):  # with a constant gradient every step has the length lr
        params = opt.step(params, grads)
        np.testing.assert_allclose([params["a"][0], params["b"][0]], [-0.1 * t, 0.1 * t], rtol=1e-10)


@every_optimizer
def test_a_bowl_is_descended(optimizer):
    """From everywhere on a narrow bowl, with a learning rate that suits: to a hundredth of the height."""
    opt = optimizer(lr=0.2 if optimizer.__name__ == "AdaGrad" else 0.02)
    curvature, params = np.array([1.0, 20.0]), {"x": np.array([1.0, -0.5])}
    height = [float(0.5 * curvature @ params["x"] ** 2)]
    for _ in range(400):
        params = opt.step(params, {"x": curvature * params["x"]})
        height.append(float(0.5 * curvature @ params["x"] ** 2))
    assert height[-1] < 0.01 * height[0]


# ----- gradient descent -----

BOWL = np.array([[3.0, 0.5, 0.0, -1.0], [0.5, 2.0, 0.25, 0.0], [0.0, 0.25, 1.0, 0.5], [-1.0, 0.0, 0.5, 4.0]])
GRADIENTS = {
    "bowl": lambda x: BOWL @ x - 1.0,
    "log_cosh": np.tanh,
    "rosenbrock": lambda x: [
        -2 * (1 - x[0]) - 400 * x[0] * (x[1] - x[0] ** 2),
        200 * (x[1] - x[0] ** 2),
    ],
    "parabola": lambda x: 4.0 * x,
}


@pytest.mark.parametrize("entry", EXPECTED["descents"], ids=describe)
def test_path(entry):
    x0 = np.array(entry["x0"])
    path = gradient_descent(GRADIENTS[entry["function"]], x0, **entry["kwargs"])
    assert path.shape == (entry["kwargs"].get("steps", 100) + 1, len(x0))
    np.testing.assert_allclose(path, entry["path"], rtol=1e-12, atol=1e-14)
    assert path[0].tolist() == x0.tolist() == entry["x0"]


def test_path_is_its_own_array():
    def spoil(x):
        x += 100.0
        return np.ones(2)

    x0 = np.array([1.0, 2.0])
    path = gradient_descent(spoil, x0, lr=0.5, steps=2)
    assert path.tolist() == [[1.0, 2.0], [0.5, 1.5], [0.0, 1.0]]
    path[0] = 7.0
    assert x0.tolist() == [1.0, 2.0]


def test_whole_numbers_are_welcome():
    assert gradient_descent(lambda x: x, [3, -1], lr=0.5, steps=1).tolist() == [[3.0, -1.0], [1.5, -0.5]]


# ----- the line -----


@pytest.mark.parametrize("entry", EXPECTED["lines"], ids=describe)
def test_line(entry):
    x, y = np.array(entry["x"]), np.array(entry["y"])
    before = x.tobytes(), y.tobytes()
    w, b, losses = fit_line(x, y, **entry["kwargs"])
    np.testing.assert_allclose([w, b], entry["path"][-1], rtol=1e-12)
    np.testing.assert_allclose(losses, entry["losses"], rtol=1e-12)
    assert {type(number) for number in (w, b, *losses)} == {float}
    assert type(losses) is list
    assert (x.tobytes(), y.tobytes()) == before


def test_line_of_note_004_step_by_step():
    entry = EXPECTED["lines"][0]
    assert (entry["name"], len(entry["x"])) == ("note 004", 100)
    for steps in (*range(1, 12), 50, 150, 299):
        w, b, losses = fit_line(entry["x"], entry["y"], iterations=steps)
        np.testing.assert_allclose([w, b], entry["path"][steps - 1], rtol=1e-12)
        assert len(losses) == steps


@pytest.mark.parametrize("entry", EXPECTED["lines"][::2], ids=describe)
def test_line_ends_at_the_best_line(entry):
    w, b, losses = fit_line(entry["x"], entry["y"], iterations=4000)
    np.testing.assert_allclose([w, b, losses[-1]], entry["best"], rtol=1e-12)
    assert max(np.diff(losses)) <= 1e-15


def test_line_through_one_point():
    w, b, losses = fit_line([2.0], [3.0], lr=0.1, iterations=1)
    assert (losses, w, b) == ([9.0], pytest.approx(1.2), pytest.approx(0.6))


def test_no_iterations():
    assert fit_line([1.0, 2.0], [3.0, 4.0], iterations=0) == (0.0, 0.0, [])


# ----- the learning rate -----


@pytest.mark.parametrize(("curvature", "lr"), [(4.0, 0.5), (0.01, 200.0), (1000.0, 0.002), (1, 2.0)])
def test_stable_learning_rate(curvature, lr):
    assert stable_learning_rate(curvature) == lr
    for factor, bounded in ((0.5, True), (0.999, True), (1.0, True), (1.001, False)):
        path = descend_quadratic(curvature, 3.0, factor * lr, 2000)
        assert bool(np.abs(path).max() <= 3.0 * (1 + 1e-9)) is bounded


@pytest.mark.parametrize(
    "entry", [e for e in EXPECTED["descents"] if e["function"] == "parabola"], ids=describe
)
def test_parabola(entry):
    path = descend_quadratic(4.0, entry["x0"][0], **entry["kwargs"])
    assert path.shape == (31,)
    np.testing.assert_allclose(path, np.ravel(entry["path"]), rtol=1e-12)
    np.testing.assert_allclose(path, 3.0 * (1 - 4.0 * entry["kwargs"]["lr"]) ** np.arange(31), rtol=1e-12)


def test_parabola_without_steps():
    assert descend_quadratic(2, 5, 0.1, 0).tolist() == [5.0]


# ----- errors -----


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: gradient_descent(lambda x: x, 1.0), r"x0 must have shape \(D,\), got \(\)"),
        (lambda: gradient_descent(lambda x: x, np.ones((2, 2))), r"got \(2, 2\)"),
        (lambda: gradient_descent(lambda x: x.sum(), [1.0, 2.0]), r"shape \(2,\), got \(\)"),
        (lambda: fit_line(np.ones((5, 1)), np.ones(5)), r"shape \(N,\), got \(5, 1\) and \(5,\)"),
        (lambda: fit_line(np.ones(5), np.ones(4)), r"got \(5,\) and \(4,\)"),
        (lambda: SGD().step({"W": 1.0}, {"b": 1.0}), r"equal keys, got \['W'\] and \['b'\]"),
        (lambda: SGD().step({"W": np.ones((2, 3))}, {"W": np.ones(3)}), r"W has shape \(2, 3\), .* \(3,\)"),
        (lambda: stable_learning_rate(0.0), "curvature must be positive, got 0.0"),
        (lambda: stable_learning_rate(-1.0), "got -1.0"),
        (lambda: stable_learning_rate(float("nan")), "got nan"),
    ],
)
def test_error_says_what_is_wrong(call, message):
    with pytest.raises(ValueError, match=message):
        call()
