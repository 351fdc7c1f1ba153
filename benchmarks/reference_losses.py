"""Measures losses, batch normalization and erf of the reference against PyTorch, and prints a Markdown table.

python benchmarks/reference_losses.py [--rounds N]

Everything is float64, on one thread and one core, in one run: in each round the reference and PyTorch take
turns, and the ratio is the median over the rounds of time / PyTorch's time in the same round. Before that the
two must have given the same result. PyTorch is asked for its gradients by autograd.
"""

from __future__ import annotations

import argparse
import math
import os
import platform
import statistics
import time
from collections.abc import Callable
from typing import NamedTuple

os.environ.update(dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1"))

import numpy as np

from dlref.activations import erf
from dlref.losses import softmax_cross_entropy, softmax_cross_entropy_grad
from dlref.regularization import BatchNorm

try:
    import torch
except ImportError:
    torch = None

SLICE = 0.01  # seconds that each side gets in a round, at least one call


class Case(NamedTuple):
    """The same work twice; each side returns its results as a list of arrays."""

    name: str
    goal: float
    ours: Callable[[], list]
    theirs: Callable[[], list]


def softmax_case(rng: np.random.Generator) -> Case:
    """Cross-entropy from scores, the loss and its gradient."""
    logits, labels = rng.normal(size=(1024, 1000)), rng.integers(0, 1000, 1024)
    leaf, targets = torch.tensor(logits, requires_grad=True), torch.tensor(labels)

    def ours() -> list:
        return [softmax_cross_entropy(logits, labels), softmax_cross_entropy_grad(logits, labels)]

    def theirs() -> list:
        loss = torch.nn.functional.cross_entropy(leaf, targets)
        return [loss.detach(), *torch.autograd.grad(loss, leaf)]

    return Case("softmax cross-entropy, loss and gradient, 1024×1000", 1.2, ours, theirs)


def batch_norm_cases(rng: np.random.Generator) -> list[Case]:
    """Batch normalization in training, forward and backward on their own."""
    x, dout = rng.normal(size=(2, 256, 128))
    layer, module = BatchNorm(128), torch.nn.BatchNorm1d(128, dtype=torch.float64)
    leaf, upstream = torch.tensor(x, requires_grad=True), torch.tensor(dout)
    layer.forward(x)
    out = module(leaf)

    def forward() -> list:
        with torch.no_grad():
            return [module(leaf)]

    def ours_backward() -> list:
        return [layer.backward(dout), layer.dgamma, layer.dbeta]

    def backward() -> list:
        return list(torch.autograd.grad(out, [leaf, module.weight, module.bias], upstream, retain_graph=True))

    return [
        Case("batch norm forward, 256×128", 2.5, lambda: [layer.forward(x)], forward),
        Case("batch norm backward, 256×128", 1.8, ours_backward, backward),
    ]


def erf_case(rng: np.random.Generator) -> Case:
    """The error function."""
    x = rng.normal(size=100_000) * 2
    tensor = torch.tensor(x)
    return Case("erf, 10⁵ values", 7.0, lambda: [erf(x)], lambda: [torch.erf(tensor)])


def agree(case: Case) -> None:
    """Stop where the two differ."""
    for ours, theirs in zip(case.ours(), case.theirs(), strict=True):
        np.testing.assert_allclose(ours, theirs.detach().numpy(), rtol=1e-10, atol=1e-13, err_msg=case.name)


def calls_per_slice(action: Callable[[], list]) -> int:
    """How many calls fill a slice."""
    action()
    return max(1, math.ceil(SLICE / seconds(action, 1)))


def seconds(action: Callable[[], list], calls: int) -> float:
    """The wall time of one call, as the mean of several in a row."""
    started = time.perf_counter()
    for _ in range(calls):
        action()
    return (time.perf_counter() - started) / calls


def row(case: Case, rounds: int) -> str:
    """Measure a case; one row of the table."""
    agree(case)
    ours_calls, theirs_calls = calls_per_slice(case.ours), calls_per_slice(case.theirs)
    pairs = [(seconds(case.ours, ours_calls), seconds(case.theirs, theirs_calls)) for _ in range(rounds)]
    ours, theirs = (statistics.median(side) * 1000 for side in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    return f"| {case.name} | {ours:.3f} | {theirs:.3f} | {ratio:.2f} | {case.goal} |"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=31)
    options = parser.parse_args()
    if torch is None:
        print("Skipped: PyTorch is missing (pip install torch).")
        return
    torch.set_num_threads(1)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    rng = np.random.default_rng(0)
    versions = f"Python {platform.python_version()}, NumPy {np.__version__}, PyTorch {torch.__version__}"
    print(f"{options.rounds} rounds, float64, one core; {versions}, {platform.machine()}. Medians.\n")
    print("| what | reference, ms | PyTorch, ms | ratio | goal |\n|---|---:|---:|---:|---:|")
    for case in [softmax_case(rng), *batch_norm_cases(rng), erf_case(rng)]:
        print(row(case, options.rounds), flush=True)


if __name__ == "__main__":
    main()
