"""What the processes below the front end are started with: an import path and a nearly empty environment."""

from __future__ import annotations

import os
import sys

_ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))  # noqa: PTH100, PTH120


def import_path() -> list[str]:
    """Where the judge imports from: where this process does, but for the current folder and the script's own.

    A student's folder is no place to import from: a `numpy.py` may lie there.
    """
    script = os.path.dirname(os.path.abspath(sys.argv[0]))  # noqa: PTH100, PTH120
    try:
        here = os.getcwd()  # noqa: PTH109
    except OSError:  # it is gone
        here = ""
    path = [entry for entry in sys.path if entry not in ("", here, script)]
    return path if _ROOT in path else [*path, _ROOT]


def clean_environment() -> dict[str, str]:
    """The environment of the judge and everything below it: what Python and NumPy need, and nothing else.

    One BLAS thread: with more, OpenBLAS makes its pool anew after a fork, which the jail refuses, and ends the process.
    """
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "OPENBLAS_CORETYPE") if name in os.environ}
    threads = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
    return {**kept, **dict.fromkeys(threads, "1"), "LC_ALL": "C.UTF-8"}
