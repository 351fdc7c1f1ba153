"""Measures convolution, pooling, batch normalization and a small network against PyTorch; prints Markdown tables.

python benchmarks/reference_cnn.py [--rounds N]

Everything is float64, on one thread, in one run. In each round the reference and PyTorch take turns, and the
ratio is the median over the rounds of time / PyTorch's time in the same round: of processor time, because
others may want the core as well. Before that the two must have given the same result.

    time      PyTorch's gradients are autograd's. The backward of max pooling is measured with the forward that
              it needs, because ours, too, has to look for the maxima again.
    memory    The most that one call holds beyond its inputs, its result included: ours by tracemalloc, PyTorch's
              by its profiler.
    training  1200 grey pictures of 6 shapes in noise; conv 8 – ReLU – pool – conv 16 – ReLU – pool – dense, by
              Adam on batches of 32. Both start from the same weights and see the same batches.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import math
import os
import platform
import statistics
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

os.environ.update(dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1"))

import numpy as np

from dlref.activations import relu, relu_grad
from dlref.cnn import (
    avg_pool2d,
    avg_pool2d_backward,
    conv2d,
    conv2d_backward,
    max_pool2d,
    max_pool2d_backward,
)
from dlref.losses import softmax_cross_entropy, softmax_cross_entropy_grad
from dlref.networks import Affine, minibatches
from dlref.optimizers import Adam
from dlref.regularization import BatchNorm

try:
    import torch
    from torch.nn import functional
except ImportError:
    print("Skipped: PyTorch is not installed, and there is nothing to compare with.")
    sys.exit()

torch.set_num_threads(1)

SLICE = 0.01  # seconds that each side gets in a round, at least one call
MIB = 2**20

# name: pictures, filters, stride, padding, goals (time of forward and backward, memory of forward and backward)
CONVOLUTIONS = {
    "A": ((1, 1, 8, 8), (4, 1, 3, 3), 1, 0, (3.0, 5.0, None, None)),
    "B": ((8, 3, 32, 32), (16, 3, 3, 3), 1, 1, (1.2, 2.2, 1.5, 1.0)),
    "C": ((32, 16, 32, 32), (32, 16, 3, 3), 1, 1, (1.2, 1.3, 1.5, 1.0)),
    "D": ((8, 16, 28, 28), (32, 16, 5, 5), 2, 0, (1.2, 1.3, 1.5, 1.0)),
    "E": ((256, 16, 8, 8), (32, 16, 3, 3), 1, 1, (1.2, 1.3, 1.5, 1.0)),
}

Action = Callable[[], list]


class Case(NamedTuple):
    """The same work twice; each side returns its results as a list of arrays."""

    name: str
    goal: float
    ours: Action
    theirs: Action
    memory_goal: float | None = None


def by_shape(shape: tuple[int, ...]) -> str:
    """2×3×4 for (2, 3, 4)."""
    return "×".join(map(str, shape))


def random(*shape: int, seed: int = 0) -> np.ndarray:
    """Normal numbers."""
    return np.random.default_rng(seed).normal(size=shape)


def leaves(*arrays: np.ndarray) -> list[torch.Tensor]:
    """Tensors whose gradients may be asked for."""
    return [torch.tensor(array, requires_grad=True) for array in arrays]


def backward(out: torch.Tensor, inputs: list[torch.Tensor], dout: np.ndarray) -> Action:
    """The gradients of a result, to be asked for again and again."""
    upstream = torch.tensor(dout)
    return lambda: list(torch.autograd.grad(out, inputs, upstream, retain_graph=True))


def convolution(key: str) -> list[Case]:
    """Forward and backward of a convolution."""
    shape, filters, stride, pad, goals = CONVOLUTIONS[key]
    x, w, b = random(*shape), random(*filters, seed=1), random(filters[0], seed=2)
    given, inputs = [torch.tensor(array) for array in (x, w, b)], leaves(x, w, b)
    out = functional.conv2d(*inputs, stride=stride, padding=pad)
    dout = random(*out.shape, seed=3)
    step = f", stride {stride}" if stride > 1 else ""
    name = f"{key}: {by_shape(shape)}, {filters[0]} filters {by_shape(filters[2:])}{step}"
    return [
        Case(
            f"conv2d forward, {name}",
            goals[0],
            lambda: [conv2d(x, w, b, stride, pad)],
            lambda: [functional.conv2d(*given, stride=stride, padding=pad)],
            goals[2],
        ),
        Case(
            f"conv2d backward, {name}",
            goals[1],
            lambda: list(conv2d_backward(dout, x, w, b, stride, pad)),
            backward(out, inputs, dout),
            goals[3],
        ),
    ]


def pooling(size: int) -> list[Case]:
    """Pooling of half-rounded pictures, so that there are ties; stride 2."""
    x = np.round(random(32, 16, 32, 32), 1)
    given, (leaf,) = torch.tensor(x), leaves(x)
    mean = functional.avg_pool2d(leaf, size, 2)
    dout = random(*mean.shape, seed=1)
    upstream = torch.tensor(dout)

    def max_backward() -> list:
        return list(torch.autograd.grad(functional.max_pool2d(leaf, size, 2), leaf, upstream))

    forms = [
        ("max_pool2d forward", 0.4, lambda: [max_pool2d(x, size)], lambda: [functional.max_pool2d(given, size, 2)]),
        ("max_pool2d backward", 1.5, lambda: [max_pool2d_backward(dout, x, size)], max_backward),
        ("avg_pool2d forward", 1.1, lambda: [avg_pool2d(x, size)], lambda: [functional.avg_pool2d(given, size, 2)]),
        ("avg_pool2d backward", 1.9, lambda: [avg_pool2d_backward(dout, x, size)], backward(mean, [leaf], dout)),
    ]  # fmt: skip
    where = f"{by_shape(x.shape)}, {size}×{size}"
    return [Case(f"{name}, {where}", goal, ours, theirs) for name, goal, ours, theirs in forms]


def batch_norm(shape: tuple[int, ...], goals: tuple[float, float]) -> list[Case]:
    """Batch normalization in training."""
    x, dout = random(*shape), random(*shape, seed=1)
    module = (torch.nn.BatchNorm1d if len(shape) == 2 else torch.nn.BatchNorm2d)(
        shape[1], dtype=torch.float64
    )
    layer, given, (leaf,) = BatchNorm(shape[1]), torch.tensor(x), leaves(x)
    layer.forward(x)

    def forward() -> list:
        with torch.no_grad():
            return [module(given)]

    def ours_backward() -> list:
        return [layer.backward(dout), layer.dgamma, layer.dbeta]

    theirs_backward = backward(module(leaf), [leaf, module.weight, module.bias], dout)
    return [
        Case(f"batch norm forward, {by_shape(shape)}", goals[0], lambda: [layer.forward(x)], forward),
        Case(f"batch norm backward, {by_shape(shape)}", goals[1], ours_backward, theirs_backward),
    ]


def pictures(n: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Six shapes, somewhere in a grey picture of 32×32, under noise."""
    labels = rng.integers(0, 6, n)
    down, across = np.abs(np.arange(32) - rng.uniform(10, 22, size=(2, n, 1)))
    down, across = down[:, :, None], across[:, None, :]
    far, near, round_ = np.maximum(down, across), np.minimum(down, across), np.hypot(down, across)
    shapes = [
        far < 6, (far < 8) & (far > 5), round_ < 7, (round_ < 9) & (round_ > 6), (near < 2) & (far < 9), down + across < 9,
    ]  # fmt: skip
    x = np.stack(shapes)[labels, np.arange(n)] + rng.normal(scale=0.7, size=(n, 32, 32))
    return x[:, None], labels


def first_params(rng: np.random.Generator) -> dict[str, np.ndarray]:
    """The weights from which both start."""
    shapes = {"W1": (8, 1, 3, 3), "W2": (16, 8, 3, 3), "W3": (16 * 8 * 8, 6)}
    params = {}
    for number, (key, shape) in enumerate(shapes.items(), start=1):
        fan_in = shape[0] if len(shape) == 2 else math.prod(shape[1:])
        params[key] = rng.normal(scale=math.sqrt(2 / fan_in), size=shape)
        params[f"b{number}"] = np.zeros(shape[1] if len(shape) == 2 else shape[0])
    return params


def our_trainer(params: dict[str, np.ndarray], lr: float) -> Callable[[np.ndarray, np.ndarray], float]:
    """A training step that returns the loss before it, by the functions of the reference."""
    optimizer = Adam(lr)

    def step(x: np.ndarray, labels: np.ndarray) -> float:
        p, grads = params, {}
        z1 = conv2d(x, p["W1"], p["b1"], pad=1)
        a1 = relu(z1)
        h1 = max_pool2d(a1)
        z2 = conv2d(h1, p["W2"], p["b2"], pad=1)
        a2 = relu(z2)
        dense = Affine(p["W3"], p["b3"])
        logits = dense.forward(max_pool2d(a2))
        dh2 = dense.backward(softmax_cross_entropy_grad(logits, labels)).reshape(len(x), 16, 8, 8)
        grads["W3"], grads["b3"] = dense.dW, dense.db
        dz2 = max_pool2d_backward(dh2, a2) * relu_grad(z2)
        dh1, grads["W2"], grads["b2"] = conv2d_backward(dz2, h1, p["W2"], p["b2"], pad=1)
        dz1 = max_pool2d_backward(dh1, a1) * relu_grad(z1)
        _, grads["W1"], grads["b1"] = conv2d_backward(dz1, x, p["W1"], p["b1"], pad=1)
        params.update(optimizer.step(p, grads))
        return softmax_cross_entropy(logits, labels)

    return step


def their_trainer(params: dict[str, np.ndarray], lr: float) -> Callable[[np.ndarray, np.ndarray], float]:
    """The same by PyTorch's modules."""
    conv = {"padding": 1, "dtype": torch.float64}
    module = torch.nn.Sequential(
        *(torch.nn.Conv2d(1, 8, 3, **conv), torch.nn.ReLU(), torch.nn.MaxPool2d(2)),
        *(torch.nn.Conv2d(8, 16, 3, **conv), torch.nn.ReLU(), torch.nn.MaxPool2d(2)),
        *(torch.nn.Flatten(), torch.nn.Linear(16 * 8 * 8, 6, dtype=torch.float64)),
    )
    for parameter, (key, start) in zip(module.parameters(), params.items(), strict=True):
        parameter.data.copy_(torch.tensor(start.T if key == "W3" else start))
    optimizer = torch.optim.Adam(module.parameters(), lr=lr)

    def step(x: np.ndarray, labels: np.ndarray) -> float:
        optimizer.zero_grad()
        loss = functional.cross_entropy(module(torch.from_numpy(x)), torch.from_numpy(labels))
        loss.backward()
        optimizer.step()
        return loss.item()

    return step


def training(epochs: int) -> list[str]:
    """Train both, an epoch of the one after an epoch of the other; the rows of a table."""
    rng = np.random.default_rng(0)
    x, labels = pictures(1200, rng)
    start = first_params(rng)
    steps = our_trainer(dict(start), 2e-3), their_trainer(start, 2e-3)
    losses, times = np.empty((2, 0)), []
    for _ in range(epochs):
        batches = list(minibatches(x, labels, 32, rng))
        epoch, seconds = [], []
        for step in steps:
            started = time.process_time()
            epoch.append([step(*batch) for batch in batches])
            seconds.append(time.process_time() - started)
        losses, times = np.append(losses, epoch, axis=1), [*times, seconds]
    ours, theirs = np.sum(times, axis=0)
    ratio = statistics.median(a / b for a, b in times)
    apart = np.abs(losses[0] / losses[1] - 1)[:100].max()
    falls = f"from {losses[1][0]:.2f} to {losses[1][-38:].mean():.3f}"
    return [
        f"| a small CNN, {epochs} epochs, s | {ours:.2f} | {theirs:.2f} | {ratio:.2f} | 1.3 |",
        f"| difference of its first 100 losses (they fall {falls}) | | | {apart:.0e} | 1e-12 |",
    ]


def agree(case: Case) -> None:
    """Stop where the two differ."""
    for ours, theirs in zip(case.ours(), case.theirs(), strict=True):
        np.testing.assert_allclose(ours, theirs.detach().numpy(), rtol=1e-9, atol=1e-10, err_msg=case.name)


def seconds(action: Action, calls: int) -> float:
    """The processor time of one call, as the mean of several in a row."""
    started = time.process_time()
    for _ in range(calls):
        action()
    return (time.process_time() - started) / calls


def time_row(case: Case, rounds: int) -> str:
    """Measure the times of a case."""
    agree(case)
    calls = [max(1, math.ceil(SLICE / seconds(action, 3))) for action in (case.ours, case.theirs)]
    times = [(seconds(case.ours, calls[0]), seconds(case.theirs, calls[1])) for _ in range(rounds)]
    ours, theirs = (statistics.median(side) * 1000 for side in zip(*times, strict=True))
    ratio = statistics.median(a / b for a, b in times)
    return f"| {case.name} | {ours:.3f} | {theirs:.3f} | {ratio:.2f} | {case.goal} |"


def our_peak(action: Action) -> int:
    """The most bytes that NumPy holds at once during a call."""
    tracemalloc.start()
    action()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def their_peak(action: Action) -> int:
    """The same for PyTorch, by the profiler's record of what is allocated and freed."""
    with torch.profiler.profile(
        activities=[torch.profiler.ProfilerActivity.CPU], profile_memory=True
    ) as profile:
        result = action()
    with tempfile.TemporaryDirectory() as folder:
        trace = Path(folder, "trace.json")
        profile.export_chrome_trace(str(trace))
        events = json.loads(trace.read_text(encoding="utf-8"))["traceEvents"]
    del result
    changes = sorted((e["ts"], e["args"]["Bytes"]) for e in events if e.get("name") == "[memory]")
    return max(accumulate(change for _, change in changes))


def memory_row(case: Case) -> str:
    """Measure the memory of a case; both have been called before."""
    ours, theirs = our_peak(case.ours) / MIB, their_peak(case.theirs) / MIB
    return f"| {case.name} | {ours:.2f} | {theirs:.2f} | {ours / theirs:.2f} | {case.memory_goal} |"


def keep_memory() -> None:
    """Let freed memory stay with the process, for both: fetched anew it costs more than the arithmetic, now and then."""
    if sys.platform == "linux" and hasattr(libc := ctypes.CDLL(None), "mallopt"):
        for option, size in ((-1, 1 << 28), (-3, 1 << 25)):  # M_TRIM_THRESHOLD, M_MMAP_THRESHOLD
            libc.mallopt(option, size)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=31)
    parser.add_argument("--epochs", type=int, default=12, help="of the small network (default: 12)")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    keep_memory()
    versions = f"Python {platform.python_version()}, NumPy {np.__version__}, PyTorch {torch.__version__}"
    print(f"{options.rounds} rounds, float64, one core; {versions}, {platform.machine()}. Medians.\n")
    header = "| {} | reference, {} | PyTorch, {} | ratio | goal: at most |\n|---|---:|---:|---:|---:|"
    cases = [case for key in CONVOLUTIONS for case in convolution(key)]
    others = [
        *pooling(2),
        *pooling(3),
        *batch_norm((32, 16, 32, 32), (1.3, 1.3)),
        *batch_norm((256, 128), (2.5, 1.8)),
    ]
    print(header.format("time", "ms", "ms"))
    for case in [*cases, *others]:
        print(time_row(case, options.rounds), flush=True)
    print("\n".join(training(options.epochs)))
    print("\n" + header.format("peak memory", "MiB", "MiB"))
    for case in cases:
        if case.memory_goal:
            print(memory_row(case), flush=True)


if __name__ == "__main__":
    main()
