"""Make `expected_networks.json`, which the tests of optimizers, networks and initialization compare with.

    pip install torch==2.13.0 mpmath
    python tests/reference/make_expected_networks.py

The file holds, in decimal digits that give back the very same float64, what PyTorch does in float64, with its
gradients by autograd and its own optimizers, losses and initializers:

    optimizers      the parameters after some of 100 steps with given gradients, under several settings
    descents        paths of gradient descent on functions of one to four variables
    lines           fits of a line step by step, note 004's data among them, and the best line by mpmath
    affine, activation_layers, softmax_with_loss, mlp
                    outputs, losses and gradients
    training        the losses of a perceptron over 50 steps of Adam
    initialization  the standard deviations that torch.nn.init draws with
    layer_std       the spread of every layer's output in stacks of each activation
    dead_fraction   the share of ReLU units to whose bias no gradient comes
"""

import json
from itertools import pairwise
from pathlib import Path

import mpmath
import numpy as np
import torch
from torch.nn import functional

TARGET = Path(__file__).with_name("expected_networks.json")

SHAPES = {"W": (2, 3), "b": (4,), "scale": ()}
SEEN_AFTER = [1, 2, 3, 4, 5, 10, 25, 50, 100]

# our class: (torch's, how its settings are called there, settings)
OPTIMIZERS = {
    "SGD": (torch.optim.SGD, {}, [{}, {"lr": 0.5}]),
    "Momentum": (
        torch.optim.SGD,
        {"momentum": 0.9},
        [{}, {"lr": 0.1, "momentum": 0.5}, {"lr": 0.003, "momentum": 0.99}, {"momentum": 0.0}],
    ),
    "Nesterov": (
        lambda *args, **kwargs: torch.optim.SGD(*args, nesterov=True, **kwargs),
        {"momentum": 0.9},
        [{}, {"lr": 0.1, "momentum": 0.5}, {"lr": 0.003, "momentum": 0.99}],
    ),
    "AdaGrad": (torch.optim.Adagrad, {"eps": 1e-8}, [{}, {"lr": 0.3}, {"eps": 0.25}]),
    "RMSProp": (
        torch.optim.RMSprop,
        {"decay": 0.9, "eps": 1e-8},
        [{}, {"lr": 0.1, "decay": 0.5}, {"decay": 0.99, "eps": 0.25}, {"decay": 0.0}],
    ),
    "Adam": (
        torch.optim.Adam,
        {"beta1": 0.9, "beta2": 0.999, "eps": 1e-8},
        [{}, {"lr": 0.1, "beta1": 0.5, "beta2": 0.9}, {"eps": 0.25}, {"beta1": 0.0}, {"beta2": 0.9999}],
    ),
}
TO_TORCH = {"decay": "alpha"}

BOWL = [[3.0, 0.5, 0.0, -1.0], [0.5, 2.0, 0.25, 0.0], [0.0, 0.25, 1.0, 0.5], [-1.0, 0.0, 0.5, 4.0]]

# function: (by PyTorch, where to start, settings); the tests hold the gradients, worked out by hand
DESCENTS = {
    "bowl": (
        lambda x: 0.5 * x @ float64(BOWL) @ x - x.sum(),
        [1.0, -2.0, 3.0, 0.5],
        [{}, {"lr": 0.3, "steps": 40}, {"lr": 0.01, "steps": 1}, {"steps": 0}],
    ),
    "log_cosh": (lambda x: torch.log(torch.cosh(x)).sum(), [2.0, -0.75], [{"lr": 0.7, "steps": 60}]),
    "rosenbrock": (
        lambda x: (1 - x[0]) ** 2 + 100 * (x[1] - x[0] ** 2) ** 2,
        [-1.2, 1.0],
        [{"lr": 0.001, "steps": 200}],
    ),
    "parabola": (
        lambda x: 0.5 * 4.0 * (x**2).sum(),
        [3.0],
        [{"lr": lr, "steps": 30} for lr in (0.1, 0.25, 0.4, 0.499, 0.5, 0.51, 0.6)],
    ),
}


def float64(values, **options):
    return torch.tensor(values, dtype=torch.float64, **options)


def normal(rng, *shape):
    return torch.tensor(rng.normal(size=shape), dtype=torch.float64)


def plain(value):
    """Tensors as nested lists, also inside of dicts."""
    if isinstance(value, dict):
        return {key: plain(entry) for key, entry in value.items()}
    return value.tolist() if isinstance(value, torch.Tensor) else value


# ----- optimizers -----


def gradients():
    """100 gradients of very different sizes; one entry is always 0, one is constant, one changes its sign."""
    rng = np.random.default_rng(5)
    for t in range(100):
        grads = {
            key: normal(rng, *shape) * 10.0 ** float(rng.uniform(-3, 2)) for key, shape in SHAPES.items()
        }
        grads["b"][:3] = float64([0.0, 0.5, (-1.0) ** t])
        yield grads


def optimizers():
    rng = np.random.default_rng(6)
    start = {key: normal(rng, *shape) for key, shape in SHAPES.items()}
    sequence = list(gradients())
    yield {"start": plain(start), "gradients": [plain(grads) for grads in sequence]}
    for name, (theirs, defaults, settings) in OPTIMIZERS.items():
        for kwargs in settings:
            params = {key: value.clone().requires_grad_() for key, value in start.items()}
            optimizer = theirs(params.values(), **to_torch(name, {**defaults, **kwargs}))
            after = {}
            for t, grads in enumerate(sequence, start=1):
                for key, param in params.items():
                    param.grad = grads[key].clone()
                optimizer.step()
                if t in SEEN_AFTER:
                    after[t] = {key: param.detach().clone() for key, param in params.items()}
            yield {"class": name, "kwargs": kwargs, "after": plain(after)}


def to_torch(name, settings):
    """Our settings by torch's names; the default learning rate of the course is written out."""
    settings = {"lr": 0.001 if name == "Adam" else 0.01, **settings}
    if "beta1" in settings:
        settings["betas"] = settings.pop("beta1"), settings.pop("beta2")
    return {TO_TORCH.get(key, key): value for key, value in settings.items()}


def descents():
    for name, (f, start, settings) in DESCENTS.items():
        for kwargs in settings:
            x = float64(start, requires_grad=True)
            optimizer = torch.optim.SGD([x], lr=kwargs.get("lr", 0.1))
            path = [x.tolist()]
            for _ in range(kwargs.get("steps", 100)):
                optimizer.zero_grad()
                f(x).backward()
                optimizer.step()
                path.append(x.tolist())
            yield {"function": name, "x0": start, "kwargs": kwargs, "path": path}


def note_004():
    """The points of the note's example, by the same calls."""
    np.random.seed(0)
    x = np.random.rand(100, 1)
    y = 2 * x + 1 + 0.1 * np.random.randn(100, 1)
    return x.ravel().tolist(), y.ravel().tolist()


def lines():
    points = {"note 004": note_004(), "falling": ([-1.0, 0.0, 0.5, 2.0], [3.0, 1.5, 0.0, -2.5])}
    for name, (xs, ys) in points.items():
        for kwargs in ({}, {"lr": 0.02, "iterations": 25}):
            w, b = float64(0.0, requires_grad=True), float64(0.0, requires_grad=True)
            optimizer = torch.optim.SGD([w, b], lr=kwargs.get("lr", 0.1))
            path, losses = [], []
            for _ in range(kwargs.get("iterations", 300)):
                optimizer.zero_grad()
                loss = functional.mse_loss(w * float64(xs) + b, float64(ys))
                loss.backward()
                optimizer.step()
                losses.append(loss.item())
                path.append([w.item(), b.item()])
            entry = {"name": name, "x": xs, "y": ys, "kwargs": kwargs}
            yield {**entry, "path": path, "losses": losses, "best": best_line(xs, ys)}


def best_line(xs, ys):
    """The solution of the normal equations, and its loss, with 50 digits."""
    xs, ys, n = [mpmath.mpf(x) for x in xs], [mpmath.mpf(y) for y in ys], len(xs)
    mean_x, mean_y = mpmath.fsum(xs) / n, mpmath.fsum(ys) / n
    covariance = mpmath.fsum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    w = covariance / mpmath.fsum((x - mean_x) ** 2 for x in xs)
    b = mean_y - w * mean_x
    loss = mpmath.fsum((w * x + b - y) ** 2 for x, y in zip(xs, ys, strict=True)) / n
    return [float(w), float(b), float(loss)]


# ----- layers -----


def affine():
    rng = np.random.default_rng(7)
    for shape, outputs in [((4, 3), 2), ((1, 5), 3), ((2, 1), 1), ((2, 3, 2, 2), 5), ((3, 2, 4), 2)]:
        x, dout = normal(rng, *shape).requires_grad_(), normal(rng, shape[0], outputs)
        W = normal(rng, x[0].numel(), outputs).requires_grad_()
        b = normal(rng, outputs).requires_grad_()
        out = functional.linear(x.flatten(1), W.T, b)
        dx, dW, db = torch.autograd.grad(out, (x, W, b), dout)
        entry = {"x": x, "W": W, "b": b, "dout": dout, "out": out, "dx": dx, "dW": dW, "db": db}
        yield plain(entry)


def activation_layers():
    rng = np.random.default_rng(8)
    for name, theirs in [
        ("ReLU", torch.nn.ReLU()),
        ("Sigmoid", torch.nn.Sigmoid()),
        ("Tanh", torch.nn.Tanh()),
    ]:
        for shape in [(5,), (1, 3), (4, 3), (2, 3, 2)]:
            x, dout = 3.0 * normal(rng, *shape), normal(rng, *shape)
            x.view(-1)[0] = 0.0
            out = theirs(x.requires_grad_())
            (dx,) = torch.autograd.grad(out, x, dout)
            yield {"class": name, **plain({"x": x, "dout": dout, "out": out, "dx": dx})}


def softmax_with_loss():
    rng = np.random.default_rng(9)
    cases = [(normal(rng, n, k), rng.integers(0, k, n)) for n, k in [(1, 2), (4, 3), (6, 10)]]
    cases.append(
        (float64([[1000.0, -1000.0, 0.0], [-1000.0, 999.0, 1000.0], [0.5] * 3]), np.array([1, 1, 2]))
    )
    for logits, labels in cases:
        for dout in (1.0, -0.3):
            logits.requires_grad_()
            loss = functional.cross_entropy(logits, torch.tensor(labels))
            (dx,) = torch.autograd.grad(loss, logits, float64(dout))
            yield {
                **plain({"logits": logits, "dout": dout, "loss": loss, "dx": dx}),
                "labels": labels.tolist(),
            }


# ----- networks -----


def module(params):
    """A torch module of the same parameters."""
    depth = len(params) // 2
    layers = [torch.nn.Flatten()]
    for layer in range(1, depth + 1):
        W, b = params[f"W{layer}"], params[f"b{layer}"]
        dense = torch.nn.Linear(*W.shape, dtype=torch.float64)
        with torch.no_grad():
            dense.weight.copy_(W.T)
            dense.bias.copy_(b)
        layers += [dense, torch.nn.ReLU()]
    return torch.nn.Sequential(*layers[:-1])


def ours(module, of):
    """The parameters of a module, or something of each, by our names and in our layout."""
    dense = [layer for layer in module if isinstance(layer, torch.nn.Linear)]
    named = {}
    for number, layer in enumerate(dense, start=1):
        named[f"W{number}"], named[f"b{number}"] = of(layer.weight).T, of(layer.bias)
    return named


def random_network(rng, sizes, *shape):
    params = {}
    for layer, (fan_in, fan_out) in enumerate(pairwise(sizes), start=1):
        params[f"W{layer}"], params[f"b{layer}"] = normal(rng, fan_in, fan_out), normal(rng, fan_out)
    return params, normal(rng, *shape), torch.tensor(rng.integers(0, sizes[-1], shape[0]))


def mlp():
    rng = np.random.default_rng(10)
    for sizes, shape in [
        ((3, 2), (5, 3)),
        ((4, 5, 3), (7, 4)),
        ((4, 5, 3), (1, 4)),
        ((5, 8, 6, 4), (9, 5)),
        ((2, 3, 4, 3, 2), (6, 2)),
        ((12, 7, 3), (4, 3, 2, 2)),
    ]:
        params, x, labels = random_network(rng, sizes, *shape)
        network = module(params)
        logits = network(x)
        loss = functional.cross_entropy(logits, labels)
        loss.backward()
        entry = {"params": params, "x": x, "labels": labels, "logits": logits, "loss": loss}
        yield {"sizes": sizes, **plain({**entry, "gradients": ours(network, lambda p: p.grad)})}


def training():
    rng = np.random.default_rng(11)
    params, x, labels = random_network(rng, (3, 6, 5, 4), 20, 3)
    network = module(params)
    optimizer = torch.optim.Adam(network.parameters(), lr=0.02, eps=1e-8)
    losses = []
    for _ in range(50):
        optimizer.zero_grad()
        loss = functional.cross_entropy(network(x), labels)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    entry = {"params": params, "x": x, "labels": labels, "end": ours(network, lambda p: p.detach())}
    yield {**plain(entry), "kwargs": {"lr": 0.02}, "losses": losses}


# ----- initialization -----


def initialization():
    inits = {
        "init_xavier": torch.nn.init.xavier_normal_,
        "init_he": lambda W: torch.nn.init.kaiming_normal_(W, mode="fan_in", nonlinearity="relu"),
    }
    for name, init in inits.items():
        for fan_in, fan_out in [(1, 1), (2, 3), (100, 10), (10, 100), (784, 256)]:
            # From the same seed both draw the same normal numbers; the factor between them is what we want.
            drawn, unit = (torch.empty(fan_out, fan_in, dtype=torch.float64) for _ in range(2))
            torch.manual_seed(1)
            init(drawn)
            torch.manual_seed(1)
            torch.nn.init.normal_(unit)
            yield {
                "function": name,
                "fan_in": fan_in,
                "fan_out": fan_out,
                "std": (drawn / unit).median().item(),
            }


def layer_std():
    rng = np.random.default_rng(12)
    for activation in ("sigmoid", "tanh", "relu"):
        for n, widths in [(6, (4, 5, 3)), (1, (3, 2)), (2, (3, 4, 4, 4, 4, 2)), (5, (2, 1))]:
            x = normal(rng, n, widths[0])
            weights = [normal(rng, fan_in, fan_out) for fan_in, fan_out in pairwise(widths)]
            h, stds = x, []
            for W in weights:
                h = getattr(torch, activation)(h @ W)
                stds.append(h.std(unbiased=False).item())
            args = [x.tolist(), [W.tolist() for W in weights], activation]
            yield {"args": args, "stds": stds}


def dead_fraction():
    rng = np.random.default_rng(13)
    for n, m in [(1, 1), (1, 8), (3, 10), (5, 16)]:
        z = normal(rng, n, m)
        z[:, 0] = 0.0
        bias = torch.zeros(m, dtype=torch.float64, requires_grad=True)
        (gradient,) = torch.autograd.grad(torch.relu(z + bias).sum(), bias)
        yield {"pre_activations": z.tolist(), "dead": (gradient == 0).double().mean().item()}


def main():
    mpmath.mp.dps = 50
    torch.set_num_threads(1)
    parts = {"made_with": {"torch": torch.__version__.partition("+")[0], "mpmath": mpmath.__version__}}
    for make in (
        *(optimizers, descents, lines, affine, activation_layers, softmax_with_loss, mlp, training),
        *(initialization, layer_std, dead_fraction),
    ):
        parts[make.__name__] = list(make())
    TARGET.write_text("{\n" + ",\n".join(part(*item) for item in parts.items()) + "\n}\n", encoding="utf-8")


def part(key, value):
    """A part of the file: lists of entries one entry a line, so that a difference is easy to see."""
    if isinstance(value, list):
        return f'"{key}": [\n' + ",\n".join(json.dumps(entry, allow_nan=False) for entry in value) + "\n]"
    return f'"{key}": {json.dumps(value, allow_nan=False)}'


if __name__ == "__main__":
    main()
