"""Measures Adam and a training step of the reference against PyTorch, and prints a Markdown table.

python benchmarks/reference_networks.py [--rounds N]

Both run on one thread and in float64. They take turns: in each round either is called once without a watch and then a
few times with one, and the ratio is taken within the round. Quoted are medians over the rounds, of processor time.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable

os.environ.update(dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1"))

import numpy as np

from dlref.networks import MLP, loss_and_gradients
from dlref.optimizers import SGD, Adam

try:
    import torch
except ImportError:
    print("Skipped: PyTorch is not installed, and there is nothing to compare with.")
    sys.exit()

torch.set_num_threads(1)

CALLS = 3
LR = 0.01

Action = Callable[[], object]


def adam() -> tuple[Action, Action, Action]:
    """A step of Adam on a million parameters: ours returns new ones, PyTorch changes its own."""
    rng = np.random.default_rng(0)
    start, gradient = rng.normal(size=10**6), rng.normal(size=10**6)
    params, optimizer = {"w": start}, Adam()
    parameter = torch.nn.Parameter(torch.tensor(start))
    parameter.grad = torch.tensor(gradient)
    theirs = torch.optim.Adam([parameter])

    def our_step() -> None:
        params.update(optimizer.step(params, {"w": gradient}))

    def compare() -> None:
        np.testing.assert_allclose(params["w"], parameter.detach().numpy(), rtol=1e-10, atol=1e-12)

    return our_step, theirs.step, compare


def training_step() -> tuple[Action, Action, Action]:
    """Loss, gradients and update by SGD: 128 samples through 784, 256 and 10 units."""
    rng = np.random.default_rng(0)
    x, labels = rng.normal(size=(128, 784)), rng.integers(0, 10, 128)
    network, optimizer = MLP((784, 256, 10), rng), SGD(LR)
    module = torch.nn.Sequential(
        torch.nn.Linear(784, 256), torch.nn.ReLU(), torch.nn.Linear(256, 10)
    ).double()
    for parameter, ours in zip(module.parameters(), network.params.values(), strict=True):
        parameter.data.copy_(torch.tensor(ours.T))
    their_x, their_labels, theirs = (
        torch.tensor(x),
        torch.tensor(labels),
        torch.optim.SGD(module.parameters(), lr=LR),
    )

    def our_step() -> float:
        loss, grads = loss_and_gradients(network.params, x, labels)
        network.params = optimizer.step(network.params, grads)
        return loss

    def their_step() -> float:
        theirs.zero_grad()
        loss = torch.nn.functional.cross_entropy(module(their_x), their_labels)
        loss.backward()
        theirs.step()
        return loss.item()

    def compare() -> None:
        np.testing.assert_allclose(our_step(), their_step(), rtol=1e-10)

    return our_step, their_step, compare


def seconds(action: Action) -> float:
    """The processor time of a call, after one to fill the caches: others may want the core as well."""
    action()
    started = time.process_time()
    for _ in range(CALLS):
        action()
    return (time.process_time() - started) / CALLS


def keep_memory() -> None:
    """Let freed memory stay with the process, for both: fetched anew it costs more than the arithmetic, now and then."""
    if sys.platform == "linux" and hasattr(libc := ctypes.CDLL(None), "mallopt"):
        for option, size in ((-1, 1 << 28), (-3, 1 << 25)):  # M_TRIM_THRESHOLD, M_MMAP_THRESHOLD
            libc.mallopt(option, size)


def row(name: str, goal: float, actions: tuple[Action, Action, Action], rounds: int) -> str:
    """Measure, see that both have come to the same, and report."""
    ours, theirs, compare = actions
    times = [(seconds(ours), seconds(theirs)) for _ in range(rounds)]
    compare()
    our_time, their_time = (1000 * statistics.median(column) for column in zip(*times, strict=True))
    ratio = statistics.median(a / b for a, b in times)
    return f"| {name} | {our_time:.2f} | {their_time:.2f} | {ratio:.2f} | {goal:.2f} |"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the reference against PyTorch.")
    parser.add_argument("--rounds", type=int, default=40)
    rounds = parser.parse_args().rounds
    keep_memory()
    print(
        f"{rounds} rounds, one thread, float64; Python {platform.python_version()}, NumPy {np.__version__}, "
        f"PyTorch {torch.__version__}, {platform.system()} {platform.machine()}.\n\n"
        "| what | reference, ms | PyTorch, ms | ratio | goal: at most |\n|---|---:|---:|---:|---:|"
    )
    print(row("Adam, 10⁶ parameters", 1.25, adam(), rounds))
    print(row("training step of an MLP, 128 × 784-256-10", 1.0, training_step(), rounds))


if __name__ == "__main__":
    main()
