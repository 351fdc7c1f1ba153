"""Measures what a check costs, as ratios to ``python -c "import numpy"`` in the same round.

python benchmarks/run.py [--rounds N] [--output FILE]
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

PLAIN = dict(os.environ)  # for whole processes: as a student's shell would start them
os.environ.update(dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1"))

ROOT = Path(__file__).resolve().parent.parent
UNIT = ROOT / "exercises" / "02_activations"
ANSWER = UNIT / "softmax" / "answers" / "vectorised.py"

AFFINE_ANSWER = """
import numpy as np

class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b
    def forward(self, x):
        self.x = x
        return x @ self.W + self.b
    def backward(self, dout):
        self.dW, self.db = self.x.T @ dout, dout.sum(axis=0)
        return dout @ self.W.T

def relu(x):
    return np.maximum(x, 0)
"""

Measure = Callable[[], object]


def seconds(action: Measure) -> float:
    """The wall time of one call."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def command(*arguments: str, cwd: Path, ok: tuple[int, ...] = (0,)) -> Measure:
    """A whole process."""

    def run() -> None:
        done = subprocess.run(arguments, cwd=cwd, capture_output=True, check=False, env=PLAIN)
        if done.returncode not in ok:
            sys.exit(f"{arguments}: exit status {done.returncode}\n{done.stderr.decode()}")

    return run


def cold(folder: Path) -> dict[str, Measure]:
    """Whole processes: the unit, checks from the command line, and pytest on the same tests without any isolation."""
    script = str(Path(sys.executable).parent / "dlgrade")
    pytest = folder / "pytest"
    pytest.mkdir()
    source = (UNIT / "softmax" / "test_softmax.py").read_text(encoding="utf-8")
    (pytest / "softmax.py").write_bytes(ANSWER.read_bytes())
    (pytest / "test_softmax.py").write_text(source, encoding="utf-8")
    (pytest / "conftest.py").write_text(PLAIN_CONFTEST, encoding="utf-8")
    workspace = folder / "workspace"
    workspace.mkdir()
    command(script, "init", cwd=workspace)()
    (workspace / "02_activations" / "softmax.py").write_bytes(ANSWER.read_bytes())
    return {
        "python -c 'import numpy' (the unit)": command(sys.executable, "-c", "import numpy", cwd=folder),
        "cold: dlgrade check softmax --format json": command(
            script, "check", "softmax", "--format", "json", cwd=workspace
        ),
        "cold: dlgrade check softmax": command(script, "check", "softmax", cwd=workspace),
        "cold: the same tests by pytest, in the student's own process": command(
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-c",
            os.devnull,
            str(pytest),
            cwd=pytest,
        ),
        "cold: dlgrade list": command(script, "list", cwd=workspace),
    }


PLAIN_CONFTEST = """
import importlib, numpy as np, pytest
from dlgrade.judge.student import Student
from dlgrade.sandbox.client import LocalConnection

@pytest.fixture
def student():
    return Student(LocalConnection(importlib.import_module("softmax")))

@pytest.fixture
def rng():
    return np.random.default_rng(0)
"""


def warm(stack: ExitStack) -> dict[str, Measure]:
    """What a running judge does: whole checks, sessions with and without layers, calls, gradient checks."""
    import numpy as np

    from dlgrade.sandbox.client import Sandbox
    from dlgrade.sandbox.limits import Limits

    full = Sandbox()
    bare = Sandbox(without=frozenset({"landlock", "seccomp", "rlimits", "no_new_privs"}))
    stack.callback(full.close)
    stack.callback(bare.close)

    from dlgrade.course.model import Course
    from dlgrade.judge.material import Material
    from dlgrade.judge.runner import check
    from dlgrade.judge.student import Student
    from dlgrade.testing import layercheck

    material = Material.load(Course(ROOT).exercise("softmax").describe())
    answer = ANSWER.read_text(encoding="utf-8")
    rng = np.random.default_rng(0)

    def whole() -> None:
        assert check(full, material, answer, file="", seed=1, lang="en").status == "passed"

    def session(sandbox: Sandbox) -> Measure:
        def run() -> None:
            opened = sandbox.open(Limits())
            opened.request("parse", "answer.py", AFFINE_ANSWER)
            opened.request("exec", [])
            opened.close()

        return run

    opened = full.open(Limits(total_seconds=3600, cpu_seconds=3600))
    stack.callback(opened.close)
    opened.request("parse", "answer.py", AFFINE_ANSWER)
    opened.request("exec", [])
    x, w, b = rng.normal(size=(5, 4)), rng.normal(size=(4, 8)), rng.normal(size=8)
    ten = rng.normal(size=10)

    def call() -> None:
        for _ in range(10):
            opened.request("run", [["call", None, "relu", [ten], {}]])

    def gradient() -> None:
        layercheck(Student(opened).Affine, (w, b), x, gradients={0: "dW", 1: "db"})

    return {
        "warm: check of softmax (9 tests, fork to verdict)": whole,
        "warm: session (fork, load, kill), all layers": session(full),
        "warm: session without layers": session(bare),
        "10 proxied calls of 10 floats": call,
        "gradient check of a layer, 60 entries, every one": gradient,
    }


def main() -> None:
    """Measure, print and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--output", type=Path, default=ROOT / "benchmarks" / "RESULTS.md")
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        actions = {**warm(stack), **cold(folder)}
        for action in actions.values():
            action()
        rounds = [{name: seconds(action) for name, action in actions.items()} for _ in range(options.rounds)]
    text = table(rounds)
    print(text)
    options.output.write_text(text, encoding="utf-8")


def table(rounds: list[dict[str, float]]) -> str:
    """The medians as Markdown."""
    import numpy as np

    unit = next(name for name in rounds[0] if "unit" in name)
    lines = [
        "# Results",
        "",
        f"{len(rounds)} rounds, {os.cpu_count()} processors, Python {platform.python_version()}, NumPy {np.__version__},"
        f" {platform.system()} {platform.machine()}. Medians; `x` is the ratio to the unit in the same round.",
        "",
        "| what | ms | x |",
        "|---|---:|---:|",
    ]
    for name in rounds[0]:
        duration = statistics.median(r[name] for r in rounds)
        ratio = statistics.median(r[name] / r[unit] for r in rounds)
        lines.append(f"| {name} | {duration * 1000:.2f} | {ratio:.3f} |")
    names = list(rounds[0])
    layers = [
        r[next(n for n in names if "all layers" in n)] - r[next(n for n in names if "without layers" in n)]
        for r in rounds
    ]
    cost = statistics.median(layers)
    share = statistics.median(difference / r[unit] for difference, r in zip(layers, rounds, strict=True))
    lines.append(
        f"| all layers together (the difference of the two sessions) | {cost * 1000:.2f} | {share:.3f} |"
    )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
