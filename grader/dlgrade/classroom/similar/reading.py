"""Takes sources apart in processes of their own, with limits; only numbers come back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from dlgrade.classroom.similar.parts import Kind

BATCH = 150  # sources per process: starting one costs as much as a few dozen of them
_SECONDS = 60

Parts = NDArray[np.int64]  # a row per part, with the columns of `parts.Part`


def read_parts(sources: Sequence[str], jobs: int | None = None) -> list[Parts | None]:
    """The parts of each source; None for one that cannot be taken apart within the limits."""
    batches = [sources[i : i + BATCH] for i in range(0, len(sources), BATCH)]
    with ThreadPoolExecutor(jobs or os.cpu_count() or 1) as threads:
        return [parts for batch in threads.map(_read_batch, batches) for parts in batch]


def _read_batch(batch: Sequence[str]) -> list[Parts | None]:
    """A batch; of one that fails the halves, so that one hostile source spoils no other."""
    found = _ask(batch)
    if found is not None:
        return found
    if len(batch) == 1:
        return [None]
    middle = len(batch) // 2
    return [*_read_batch(batch[:middle]), *_read_batch(batch[middle:])]


def _ask(batch: Sequence[str]) -> list[Parts | None] | None:
    command = (
        f"import sys; sys.path[:0] = {sys.path!r}; from dlgrade.classroom.similar.worker import main; main()"
    )
    try:
        answer = subprocess.run(
            [sys.executable, "-I", "-S", "-B", "-c", command],
            input=json.dumps(list(batch)).encode("ascii"),
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
        rows = json.loads(answer.stdout)
        if len(rows) != len(batch):
            return None
        return [_checked(row, source) for row, source in zip(rows, batch, strict=True)]
    except (subprocess.SubprocessError, ValueError, TypeError, OverflowError):
        return None


def _checked(row: list[int], source: str) -> Parts:
    """A row of numbers as an array.

    Raises:
        ValueError: it is not what `worker` writes.
    """
    parts: Parts = np.array(row, dtype=np.int64).reshape(-1, 5)
    kinds, starts, ends = parts[:, 0], parts[:, 3], parts[:, 4]
    if len(parts) and (
        parts.min() < 0 or kinds.max() >= len(Kind) or (starts > ends).any() or ends.max() > len(source)
    ):
        raise ValueError
    return parts
