"""Make `expected_activations.json`, which `test_activations.py` compares the reference with.

    pip install torch==2.13.0 mpmath
    python tests/reference/make_expected.py

The file holds, in decimal digits that give back the very same float64:

    inputs       numbers from −1000 to 1000, with both zeros and numbers next to them
    elementwise  for each function and setting its value at every input, twice: by PyTorch in float64
                 (derivatives by autograd), and by mpmath with 50 digits, rounded once ("exact")
    calls        softmax and its relatives along several axes, and chains, by PyTorch and its autograd

The two oracles share no code. Nothing is written unless they agree; "exact" is there because PyTorch's
float64 has no correct digits left in some tails (GELU below −8, the slope of tanh beyond 19).
"""

import json
from pathlib import Path

import mpmath
import torch
from mpmath import mpf

TARGET = Path(__file__).with_name("expected_activations.json")
TOLERANCE = 1e-12  # how far the oracles may differ, absolute or relative

MAGNITUDES = [
    *(1e-300, 1e-20, 1e-9, 1e-4, 0.01, 0.1, 0.3, 0.5, 0.6, 0.9, 1.1, 1.7, 2.0, 2.4, 2.9, 2.99, 3.01, 3.3),
    *(4.2, 5.5, 5.99, 6.01, 7.3, 8.2, 8.5, 10.0, 13.7, 19.0, 25.6, 33.3, 37.0, 38.4, 40.0, 88.0, 100.0),
    *(300.0, 354.9, 709.7, 710.1, 745.0, 746.0, 999.5, 1000.0),
]
INPUTS = [-m for m in reversed(MAGNITUDES)] + [-0.0, 0.0] + MAGNITUDES


def gate(z):
    return 1 / (1 + mpmath.exp(-z))


# function: (by PyTorch, by mpmath, its derivative by mpmath or None, settings)
ELEMENTWISE = {
    "step": (
        lambda x: torch.heaviside(x, torch.ones_like(x)),
        lambda x: mpf(x >= 0),
        None,
        [{}],
    ),
    "sigmoid": (torch.sigmoid, gate, lambda x: gate(x) * gate(-x), [{}]),
    "tanh": (torch.tanh, mpmath.tanh, lambda x: mpmath.sech(x) ** 2, [{}]),
    "relu": (torch.relu, lambda x: max(x, mpf(0)), lambda x: mpf(x > 0), [{}]),
    "leaky_relu": (
        lambda x, alpha=0.01: torch.nn.functional.leaky_relu(x, alpha),
        lambda x, alpha=0.01: x if x > 0 else alpha * x,
        lambda x, alpha=0.01: mpf(1) if x > 0 else mpf(alpha),
        [{}, {"alpha": 0.0}, {"alpha": 0.2}, {"alpha": 0.99}],
    ),
    "elu": (
        lambda x, alpha=1.0: torch.nn.functional.elu(x, alpha),
        lambda x, alpha=1.0: x if x > 0 else alpha * mpmath.expm1(x),
        lambda x, alpha=1.0: mpf(1) if x > 0 else alpha * mpmath.exp(x),
        [{}, {"alpha": 0.1}, {"alpha": 1.7}],
    ),
    "swish": (
        lambda x, beta=1.0: x * torch.sigmoid(beta * x),
        lambda x, beta=1.0: x * gate(beta * x),
        lambda x, beta=1.0: gate(beta * x) * (1 + beta * x * gate(-beta * x)),
        [{}, {"beta": 0.0}, {"beta": 0.5}, {"beta": 2.0}, {"beta": -1.0}],
    ),
    "erf": (torch.erf, mpmath.erf, None, [{}]),
    "gelu": (
        torch.nn.functional.gelu,
        lambda x: x * mpmath.ncdf(x),
        lambda x: mpmath.ncdf(x) + x * mpmath.npdf(x),
        [{}],
    ),
}

SCORES = [
    ([0.3, -1.2, 2.5, 0.0, 0.7], [-1]),
    ([1000.0, -1000.0, 999.0], [0]),
    ([[1.0, 1.0, 1.0, 1.0], [-1000.0, -999.0, -1001.5, -998.25], [40.0, 0.0, -40.0, 1e-20]], [0, 1, -1]),
    ([[[0.5, -0.25], [3.0, 1.5], [-2.0, 7.0]], [[1000.0, 0.0], [0.0, 1000.0], [-0.0, 5.5]]], [0, 1, 2, -2]),
]

CHAINS = {
    "sigmoid": [
        [0.0],
        [0.5, -1.0, 2.0, -3.0, 0.25],
        [4.0, -5.0, 0.1],
        [0.01 * k for k in range(60)],
        [0.0] * 400,
    ],
    "tanh": [[0.3], [0.0, 0.0], [0.5, -1.0, 1.5, -0.75], [(-1) ** k * 0.02 * k for k in range(80)]],
    "relu": [[2.0], [0.5, 1.0, 3.0], [1.0, -2.0, 3.0, 4.0], [1.0, 0.0, 2.0], [5.0, 1.0, -1e-9]],
}


def float64(values, **options):
    return torch.tensor(values, dtype=torch.float64, **options)


def elementwise():
    for name, (by_torch, by_mpmath, derivative, settings) in ELEMENTWISE.items():
        for kwargs in settings:
            x = float64(INPUTS, requires_grad=derivative is not None)
            y = by_torch(x, **kwargs)
            yield agreed(name, kwargs, y, by_mpmath)
            if derivative:
                (slope,) = torch.autograd.grad(y.sum(), x)
                yield agreed(f"{name}_grad", kwargs, slope, derivative)


def agreed(name, kwargs, by_torch, by_mpmath):
    """One entry, once both oracles are seen to say the same."""
    by_torch = by_torch.tolist()
    exact = [float(by_mpmath(mpf(x), **kwargs)) for x in INPUTS]
    for x, a, b in zip(INPUTS, by_torch, exact, strict=True):
        if not abs(a - b) <= TOLERANCE * max(1.0, abs(b)):
            raise SystemExit(f"{name}({x}, {kwargs}): torch says {a}, mpmath {b}")
    return {"function": name, "kwargs": kwargs, "torch": by_torch, "exact": exact}


def softmax_calls():
    for scores, axes in SCORES:
        for axis in axes:
            x = float64(scores, requires_grad=True)
            y = torch.softmax(x, axis)
            dout = torch.cos(torch.arange(x.numel(), dtype=torch.float64)).reshape(x.shape)
            (dx,) = torch.autograd.grad(y, x, dout)
            yield call("softmax", [scores], {"axis": axis}, y)
            yield call("log_softmax", [scores], {"axis": axis}, torch.log_softmax(x, axis))
            yield call("softmax_backward", [dout.tolist(), y.tolist()], {"axis": axis}, dx)


def chain_calls():
    for activation, chains in CHAINS.items():
        for z in chains:
            layers = float64(z, requires_grad=True)
            carried = 0.0
            for pre_activation in layers:
                # What the layer below hands over passes its gradient on, and leaves the value as it is given.
                out = getattr(torch, activation)(pre_activation + carried)
                carried = out - out.detach()
            (gradient,) = torch.autograd.grad(out, layers)
            yield call("chain_gradient", [activation, z], {}, gradient)


def call(name, args, kwargs, result):
    return {"function": name, "args": args, "kwargs": kwargs, "torch": result.tolist()}


def main():
    mpmath.mp.dps = 50
    parts = {
        "made_with": {"torch": torch.__version__.partition("+")[0], "mpmath": mpmath.__version__},
        "inputs": INPUTS,
        "elementwise": list(elementwise()),
        "calls": [*softmax_calls(), *chain_calls()],
    }
    TARGET.write_text("{\n" + ",\n".join(part(*item) for item in parts.items()) + "\n}\n", encoding="utf-8")


def part(key, value):
    """A part of the file: lists of entries one entry a line, so that a difference is easy to see."""
    if isinstance(value, list) and isinstance(value[0], dict):
        return f'"{key}": [\n' + ",\n".join(json.dumps(entry, allow_nan=False) for entry in value) + "\n]"
    return f'"{key}": {json.dumps(value, allow_nan=False)}'


if __name__ == "__main__":
    main()
