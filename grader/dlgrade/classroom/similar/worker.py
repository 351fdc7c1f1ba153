"""The other process of `reading`: sources from standard input, the numbers of their parts to standard output."""

from __future__ import annotations

import json
import sys

from dlgrade.classroom.similar.oddities import parts_of

_SECONDS = 50
_BYTES = 1 << 30


def main() -> None:
    """Answer one question, within limits."""
    try:
        import resource
    except ImportError:  # Windows: the time limit must do
        pass
    else:
        resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    sources = json.load(sys.stdin)
    json.dump([[number for part in parts_of(source) for number in part] for source in sources], sys.stdout)
