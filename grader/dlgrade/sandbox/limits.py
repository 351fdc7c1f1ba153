"""What an answer may use of time and memory."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Limits:
    """What one child may use.

    Attributes:
        call_seconds: wall time of one request.
        total_seconds: wall time of all requests for one exercise.
        cpu_seconds: CPU time, as a backstop.
        memory_mib: memory on top of what Python and NumPy take.
    """

    call_seconds: float = 2.0
    total_seconds: float = 30.0
    cpu_seconds: int = 35
    memory_mib: int = 512

    def as_dict(self) -> dict[str, Any]:
        """Return the limits as plain data."""
        return asdict(self)
