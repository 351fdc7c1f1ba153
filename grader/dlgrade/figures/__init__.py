"""Figures: what a text shows where people look rather than read, drawn in a terminal (`blocks`) and as SVG (`svg`).

An exercise's ``figures.py`` makes them from the reference's numbers: each public function without parameters returns a
`Figure`, and a line of the text puts it in its place:

    ![The picture before and after the filter](figure:edges)

A test can show pictures of what an answer made (`dlgrade.testing.picture`); they travel in the result as data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dlgrade.i18n import Text

MAX_SIDE = 64
MAX_PANELS = 12

# A line of its own in a text: ![alternative text](figure:name)
REFERENCE = re.compile(r"^!\[(?P<alt>[^\]\n]*)\]\(figure:(?P<name>\w+)\)$", re.MULTILINE)

Rows = tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class Panel:
    """A grey picture with a caption: rows of numbers, the smallest of which is black and the largest white."""

    caption: Text
    rows: Rows

    @property
    def shades(self) -> list[list[float]]:
        """The numbers from 0 (black) to 1 (white); all 1/2 where they are all the same."""
        values = [value for row in self.rows for value in row]
        low, high = min(values), max(values)
        return [[(v - low) / (high - low) if high > low else 0.5 for v in row] for row in self.rows]


@dataclass(frozen=True)
class Pictures:
    """Pictures side by side."""

    panels: tuple[Panel, ...]


@dataclass(frozen=True)
class Bars:
    """Positive numbers by name, as lengths; on a logarithmic scale where they differ by powers of ten."""

    title: Text
    bars: tuple[tuple[Text, float], ...]
    logarithmic: bool = False

    @property
    def lengths(self) -> list[float]:
        """The lengths from 0 to 1."""
        return _lengths([value for _, value in self.bars], self.logarithmic)


@dataclass(frozen=True)
class Curves:
    """Lines over equally spaced steps, all on one scale.

    Attributes:
        title: what is plotted.
        step: what the steps are.
        lines: values by name.
        span: the first and the last step, where their numbers matter.
    """

    title: Text
    step: Text
    lines: tuple[tuple[Text, tuple[float, ...]], ...]
    span: tuple[float, float] | None = None

    @property
    def ticks(self) -> list[float]:
        """Round numbers from the first to the last step, five to eleven of them."""
        if self.span is None:
            return []
        from math import ceil, floor, log10

        low, high = self.span
        rough = (high - low) / 10
        unit = 10.0 ** floor(log10(rough))
        size = next(m * unit for m in (1, 2, 5, 10) if m * unit >= rough * 0.99)
        return [round(i * size, 10) for i in range(ceil(low / size - 1e-9), floor(high / size + 1e-9) + 1)]

    @property
    def range(self) -> tuple[float, float]:
        """The smallest and the largest value of all lines."""
        values = [value for _, line in self.lines for value in line]
        return min(values), max(values)


Figure = Pictures | Bars | Curves


def panel(caption: Text, picture: Any) -> Panel:
    """Make a panel from a 2-D array.

    Raises:
        ValueError: it is not 2-D, empty, too large or not finite.
    """
    rows = tuple(tuple(float(value) for value in row) for row in picture)
    if not rows or not rows[0] or len(rows) > MAX_SIDE or len(rows[0]) > MAX_SIDE:
        raise ValueError(f"a picture has 1 to {MAX_SIDE} rows and columns")
    if not all(abs(value) < float("inf") for row in rows for value in row):
        raise ValueError("a picture has finite numbers")
    return Panel(caption, rows)


def pictures(*panels: tuple[Text, Any]) -> Pictures:
    """Put captioned 2-D arrays side by side."""
    if len(panels) > MAX_PANELS:
        raise ValueError(f"at most {MAX_PANELS} pictures side by side")
    return Pictures(tuple(panel(caption, picture) for caption, picture in panels))


def bars(title: Text, values: Iterable[tuple[Text, float]], *, logarithmic: bool = False) -> Bars:
    """Make bars from named positive numbers."""
    return Bars(title, tuple((name, float(value)) for name, value in values), logarithmic)


def curves(
    title: Text,
    step: Text,
    *lines: tuple[Text, Sequence[float]],
    span: tuple[float, float] | None = None,
) -> Curves:
    """Make curves from named sequences; `span` is the first and the last step, where they are to be read off."""
    return Curves(title, step, tuple((name, tuple(map(float, values))) for name, values in lines), span)


def _lengths(values: list[float], logarithmic: bool) -> list[float]:
    if logarithmic:
        from math import log10

        logs = [log10(max(value, 1e-300)) for value in values]
        low = min(logs) - 0.1 * (max(logs) - min(logs)) - 1e-9
        return [(value - low) / (max(logs) - low) for value in logs]
    largest = max(values)
    return [value / largest if largest else 0.0 for value in values]
