"""Plots as SVG, drawn with what the page's style sheet calls their parts: they follow light, dark and paper.

Every plot has a title and a description for those who cannot see it, and stands beside a table with its numbers.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dlgrade.classroom.report.markup import Html, join, tag

_LETTER = 7.4  # the width of a letter of a label, at most


@dataclass(frozen=True)
class Caption:
    """What a plot shows.

    Attributes:
        name: unlike that of every other plot of the page.
        title: what it is.
        description: what can be seen.
    """

    name: str
    title: str
    description: str


@dataclass(frozen=True)
class Column:
    """A column of a plot.

    Attributes:
        label: below it.
        height: of the column.
        upper: what stands on top of it, drawn in another colour.
    """

    label: str
    height: int
    upper: int = 0


@dataclass(frozen=True)
class Mark:
    """A vertical line: at a place, counted in columns from the left, with a label."""

    place: float
    label: str


@dataclass(frozen=True)
class Row:
    """An exercise in `rows`: two shares from 0 to 1, and two figures from −1 to 1; None where not defined."""

    label: str
    share: float | None
    passed: float | None
    item_rest: float | None
    upper_lower: float | None
    faint: bool


@dataclass(frozen=True)
class Slope:
    """A line from a share to another."""

    label: str
    before: float
    after: float
    count: int


def columns(
    caption: Caption,
    bars: Sequence[Column],
    *,
    x_label: str,
    y_label: str,
    between: Sequence[str] = (),
    marks: Sequence[Mark] = (),
) -> Html:
    """Columns of numbers.

    Args:
        caption: of the plot.
        bars: from left to right.
        x_label: what the labels are.
        y_label: what the heights are.
        between: labels of the borders of the columns, in place of labels below them.
        marks: vertical lines.
    """
    width, left, top, high = 640.0, 46.0, 28.0 + 15 * min(2, len(marks)), 190.0
    wide = width - left - 16
    step = wide / max(1, len(bars))
    ticks = _ticks(max((bar.height + bar.upper for bar in bars), default=0))
    scale = high / ticks[-1]
    bottom = top + high
    parts: list[Html] = [_text(0, 14, y_label, "small")]
    for tick in ticks:
        y = bottom - tick * scale
        parts += [_line(left, y, left + wide, y, "grid"), _text(left - 8, y + 4, f"{tick:g}", "small", "end")]
    gap = min(4.0, step * 0.15)
    numbers: list[Html] = []
    for i, bar in enumerate(bars):
        x = left + i * step + gap / 2
        parts.append(_bar(x, bottom - bar.height * scale, step - gap, bar.height * scale, "bar"))
        over = bottom - (bar.height + bar.upper) * scale
        parts.append(_bar(x, over, step - gap, bar.upper * scale, "bar other"))
        if step >= 26 and bar.height + bar.upper:
            numbers.append(
                _text(x + (step - gap) / 2, over - 5, str(bar.height + bar.upper), "small", "middle")
            )
    labels = between or [bar.label for bar in bars]
    every = math.ceil((max(map(len, labels), default=1) * _LETTER + 10) / step)
    for i in range(0, len(labels), every):
        x = left + (i if between else i + 0.5) * step
        parts.append(_text(x, bottom + 18, labels[i], "small", "middle"))
    parts.append(_line(left, bottom, left + wide, bottom, "axis"))
    for i, mark in enumerate(marks):  # neighbours' labels stand at different heights
        x, y = left + mark.place * step, top - 4 - 15 * (i % 2)
        anchor = "end" if mark.place > len(bars) / 2 else "start"
        parts.append(_line(x, y - 8, x, bottom, "mark"))
        parts.append(_text(x + (-5 if anchor == "end" else 5), y, mark.label, "small mark", anchor))
    parts += [*numbers, _text(left + wide, bottom + 38, x_label, "small", "end")]
    return _svg(caption, width, bottom + 44, parts)


def rows(caption: Caption, exercises: Sequence[Row], heads: tuple[str, str], keys: Sequence[str]) -> Html:
    """Exercises below each other: how difficult on the left, how telling on the right.

    Args:
        caption: of the plot.
        exercises: from top to bottom.
        heads: above the two halves.
        keys: what the bar, the ring, the dot and the diamond are.
    """
    line, top = 26.0, 90.0
    label = max((len(row.label) for row in exercises), default=1) * _LETTER + 16
    wide, gap = 240.0, 56.0
    width, height = label + 2 * wide + gap + 16, top + line * len(exercises) + 26
    right = label + wide + gap
    bottom = height - 26
    parts: list[Html] = [
        _text(label, 16, heads[0], "head"),
        _text(right, 16, heads[1], "head"),
        *_keys(keys, label, right),
    ]
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        x = label + share * wide
        parts += [
            _line(x, top - 8, x, bottom, "grid"),
            _text(x, bottom + 18, f"{share:.0%}", "small", "middle"),
        ]
        x = right + share * wide
        parts.append(_line(x, top - 8, x, bottom, "axis" if share == 0.5 else "grid"))
        parts.append(_text(x, bottom + 18, _signed(2 * share - 1), "small", "middle"))
    for i, row in enumerate(exercises):
        y = top + line * i + line / 2
        faint = " faint" if row.faint else ""
        parts.append(_text(label - 10, y + 4, row.label, "mono", "end"))
        if row.share is not None:
            parts.append(_bar(label, y - 7, row.share * wide, 14, f"bar{faint}"))
        if row.passed is not None:
            parts.append(_ring(label + row.passed * wide, y))
        if row.upper_lower is not None:
            parts.append(_diamond(right + (row.upper_lower + 1) / 2 * wide, y, faint))
        if row.item_rest is not None:
            below = " below" if row.item_rest < 0 else ""
            parts.append(_dot(right + (row.item_rest + 1) / 2 * wide, y, f"dot{below}{faint}"))
    return _svg(caption, width, height, parts)


def slopes(caption: Caption, lines: Sequence[Slope], y_label: str) -> Html:
    """From a try to the next: one line for each step, between its mean shares before and after."""
    left, top, high, wide, gap = 46.0, 30.0, 190.0, 66.0, 30.0
    width = max(320.0, left + len(lines) * (wide + gap) + 16)
    bottom = top + high
    parts: list[Html] = [_text(0, 14, y_label, "small")]
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        y = bottom - share * high
        parts += [
            _line(left, y, width - 8, y, "axis" if not share else "grid"),
            _text(left - 8, y + 4, f"{share:.0%}", "small", "end"),
        ]
    for i, slope in enumerate(lines):
        x = left + 16 + i * (wide + gap)
        before, after = bottom - slope.before * high, bottom - slope.after * high
        parts.append(_line(x, before, x + wide, after, "slope"))
        parts += [_dot(x, before, "dot start"), _dot(x + wide, after, "dot")]
        parts.append(_text(x + wide / 2, bottom + 18, slope.label, "small", "middle"))
        parts.append(_text(x + wide / 2, bottom + 34, f"n = {slope.count}", "small", "middle"))
    return _svg(caption, width, bottom + 42, parts)


def share_bar(share: float, still: float, label: str) -> Html:
    """A thin bar: a share, and the part of it that is still there."""
    parts = [
        _bar(0, 0, 200, 10, "track"),
        _bar(0, 0, 200 * share, 10, "bar past"),
        _bar(0, 0, 200 * still, 10, "bar now"),
    ]
    return tag(
        "svg", parts, viewBox="0 0 200 10", width=200, height=10, role="img", aria_label=label, class_="share"
    )


def _keys(keys: Sequence[str], left: float, right: float) -> list[Html]:
    """What the signs mean: bar and ring above the left half, dot and diamond above the right."""
    return [
        _bar(left, 31, 14, 10, "bar"),
        _text(left + 22, 40, keys[0], "small"),
        _ring(left + 7, 56),
        _text(left + 22, 60, keys[1], "small"),
        _dot(right + 7, 36, "dot"),
        _text(right + 22, 40, keys[2], "small"),
        _diamond(right + 7, 56, ""),
        _text(right + 22, 60, keys[3], "small"),
    ]


def _svg(caption: Caption, width: float, height: float, parts: Sequence[Html]) -> Html:
    name = f"plot-{caption.name}"
    head = [
        tag("title", caption.title, id=f"{name}-title"),
        tag("desc", caption.description, id=f"{name}-desc"),
    ]
    return tag(
        "svg",
        head,
        parts,
        viewBox=f"0 0 {width:.6g} {height:.6g}",
        width=round(width),
        height=round(height),
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
    )


def _text(x: float, y: float, text: str, kind: str, anchor: str = "start") -> Html:
    return tag("text", text, x=x, y=y, class_=kind, text_anchor=anchor)


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Html:
    return tag("path", d=f"M{x1:.6g} {y1:.6g}L{x2:.6g} {y2:.6g}", class_=kind)


def _bar(x: float, y: float, width: float, height: float, kind: str) -> Html:
    if width <= 0 or height <= 0:
        return join()
    return tag("rect", x=x, y=y, width=width, height=height, class_=kind)


def _dot(x: float, y: float, kind: str) -> Html:
    return tag("circle", cx=x, cy=y, r=5, class_=kind)


def _ring(x: float, y: float) -> Html:
    return tag("circle", cx=x, cy=y, r=5, class_="ring")


def _diamond(x: float, y: float, faint: str) -> Html:
    return tag("path", d=f"M{x:.6g} {y - 6:.6g}l6 6l-6 6l-6 -6z", class_=f"diamond{faint}")


def _signed(value: float) -> str:
    return f"{value:.1f}".replace("-", "−")


def _ticks(most: float) -> list[float]:
    """Whole numbers from 0 to no less than the most, about five of them."""
    power = 10 ** math.floor(math.log10(most / 5)) if most > 5 else 1
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor * 5 >= most)
    return [i * step for i in range(max(1, math.ceil(most / step)) + 1)]
