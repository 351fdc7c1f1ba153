"""The demonstration behind ``make demo``: a workspace is made, right and wrong answers are checked, in both languages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ANSWERS = ROOT / "exercises" / "02_activations"

NAIVE_SIGMOID = """
import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def sigmoid_grad(x):
    return sigmoid(x) * (1 - x)
"""


def dlgrade(folder: Path, *arguments: str, lang: str, expected: int) -> None:
    """Run a command as a student would, and stop when it does not end as it should."""
    print(f"\n$ dlgrade {' '.join(arguments)}", flush=True)
    environment = {**os.environ, "DLGRADE_LANG": lang, "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "dlgrade", *arguments], cwd=folder, env=environment, check=False
    )
    if done.returncode != expected:
        sys.exit(f"expected exit status {expected}, not {done.returncode}")


def main() -> None:
    """Run the demonstration in a temporary folder."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "deep-learning"
        folder.mkdir()
        dlgrade(folder, "init", lang="en", expected=0)
        unit = folder / "02_activations"
        shutil.copy(ANSWERS / "softmax" / "answers" / "vectorised.py", unit / "softmax.py")
        (unit / "sigmoid.py").write_text(NAIVE_SIGMOID, encoding="utf-8")
        dlgrade(folder, "check", "softmax", lang="en", expected=0)
        dlgrade(folder, "check", "sigmoid", lang="en", expected=1)
        dlgrade(folder, "check", "sigmoid", lang="ko", expected=1)
        dlgrade(folder, "hint", "sigmoid", lang="ko", expected=0)
        dlgrade(folder, "list", lang="ko", expected=0)
        dlgrade(folder, "doctor", lang="en", expected=0)
        dlgrade(folder, "site", "build", str(ROOT / "study-site"), lang="en", expected=0)


if __name__ == "__main__":
    main()
