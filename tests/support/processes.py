"""Processes, as Linux tells of them."""

from __future__ import annotations

from pathlib import Path


def runs(pid):
    """Whether a process is there; one that has ended and waits for its orphanage to notice is not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
