"""Templates of workflows and scripts: files with ``<<name>>`` where a value goes."""

from __future__ import annotations

import re
from pathlib import Path

_PLACE = re.compile(r"<<(\w+)>>")


def fill(name: str, **values: str) -> str:
    """A template with its values.

    Raises:
        KeyError: it asks for a value that is not given.
    """
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return _PLACE.sub(lambda place: values[place[1]], text)
