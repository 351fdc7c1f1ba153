"""What the processes below the front end are started with: an import path and a nearly empty environment."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path


def import_path() -> list[str]:
    """Where the judge imports from: where this process does, but for the current folder and the script's own."""
    unwanted = {"", str(Path.cwd()), str(Path(sys.argv[0]).resolve().parent)}
    path = [entry for entry in sys.path if entry not in unwanted]
    for package in ("dlgrade", "numpy"):
        spec = importlib.util.find_spec(package)
        if spec is not None and spec.origin is not None:
            folder = str(Path(spec.origin).parent.parent)
            if folder not in path:
                path.append(folder)
    return path


def clean_environment() -> dict[str, str]:
    """The environment of the judge and everything below it: what Python and NumPy need, and nothing else.

    One BLAS thread: with more, OpenBLAS makes its pool anew after a fork, which the jail refuses, and ends the process.
    """
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "OPENBLAS_CORETYPE") if name in os.environ}
    threads = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
    return {**kept, **dict.fromkeys(threads, "1"), "LC_ALL": "C.UTF-8"}
