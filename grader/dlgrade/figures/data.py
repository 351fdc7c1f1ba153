"""Figures as plain data and back: a student kit carries them ready-made, without the numbers' reference."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from dlgrade.figures import Bars, Curves, Figure, Panel, Pictures
from dlgrade.i18n import Text

_KINDS: dict[str, type[Figure]] = {"pictures": Pictures, "bars": Bars, "curves": Curves}


def to_data(figure: Figure) -> dict[str, Any]:
    """A figure as what JSON has."""
    kind = next(name for name, made in _KINDS.items() if isinstance(figure, made))
    return {"kind": kind, **asdict(figure)}


def from_data(data: Any) -> Figure:
    """Read back what `to_data` wrote.

    Raises:
        KeyError, TypeError, ValueError: it did not.
    """
    if data["kind"] == "pictures":
        panels = data["panels"]
        return Pictures(tuple(Panel(Text(*panel["caption"]), _rows(panel["rows"])) for panel in panels))
    if data["kind"] == "bars":
        bars = tuple((Text(*name), float(value)) for name, value in data["bars"])
        return Bars(Text(*data["title"]), bars, bool(data["logarithmic"]))
    lines = tuple((Text(*name), tuple(map(float, values))) for name, values in data["lines"])
    first, last = data["span"] or (None, None)
    span = None if first is None or last is None else (float(first), float(last))
    return Curves(Text(*data["title"]), Text(*data["step"]), lines, span)


def _rows(rows: Any) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(map(float, row)) for row in rows)
