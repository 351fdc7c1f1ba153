"""Figures in a terminal: half blocks where there is colour, shades where there is none, letters where nothing else is."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text as Rich

from dlgrade.figures import Bars, Curves, Figure, Panel, Pictures
from dlgrade.i18n import Lang

_SHADES, _LETTERS = " ░▒▓█", " .:-=+*#%@"
_LEVELS, _PLAIN_LEVELS = "▁▂▃▄▅▆▇█", "_.-=oO#@"
_SMALL = 16  # a picture this narrow is drawn at twice its size
_GAP = 3
_LABEL, _BAR = 18, 30


def draw(figure: Figure, lang: Lang, width: int, *, colour: bool, unicode: bool) -> Iterator[Rich]:
    """The lines of a figure.

    Args:
        figure: the figure.
        lang: the language of its captions.
        width: the columns that there are.
        colour: whether each character may have colours of its own.
        unicode: whether the terminal can show block characters.
    """
    if isinstance(figure, Pictures):
        yield from _pictures(figure, lang, width, colour, unicode)
    elif isinstance(figure, Bars):
        yield from _bars(figure, lang, unicode)
    else:
        yield from _curves(figure, lang, width, unicode)


def _pictures(figure: Pictures, lang: Lang, width: int, colour: bool, unicode: bool) -> Iterator[Rich]:
    for group in _groups(figure.panels, lang, width):
        columns = [_columns(panel, lang) for panel in group]
        captions = [[Rich(panel.caption.to(lang), style="dim")] for panel in group]
        yield from _side_by_side(captions, columns)
        yield from _side_by_side([_picture(panel, colour and unicode, unicode) for panel in group], columns)


def _side_by_side(blocks: list[list[Rich]], columns: list[int]) -> Iterator[Rich]:
    for y in range(max(map(len, blocks))):
        line = Rich()
        for block, wide in zip(blocks, columns, strict=True):
            part = block[y].copy() if y < len(block) else Rich()
            part.align("left", wide + _GAP)
            line.append_text(part)
        line.rstrip()
        yield line


def _columns(panel: Panel, lang: Lang) -> int:
    side = len(panel.rows[0])
    return max(side * (2 if side <= _SMALL else 1), Rich(panel.caption.to(lang)).cell_len)


def _groups(panels: tuple[Panel, ...], lang: Lang, width: int) -> Iterator[list[Panel]]:
    group: list[Panel] = []
    used = 0
    for panel in panels:
        wide = _columns(panel, lang)
        if group and used + _GAP + wide > width:
            yield group
            group, used = [], 0
        used += wide + (_GAP if group else 0)
        group.append(panel)
    if group:
        yield group


def _picture(panel: Panel, colour: bool, unicode: bool) -> list[Rich]:
    """Two rows of the picture per line of text."""
    shades = panel.shades
    if len(shades[0]) <= _SMALL:
        shades = [[v for v in row for _ in (0, 1)] for row in shades for _ in (0, 1)]
    if len(shades) % 2:
        shades.append(shades[-1])
    lines = []
    for upper, lower in zip(shades[::2], shades[1::2], strict=True):
        line = Rich()
        for above, below in zip(upper, lower, strict=True):
            if colour:
                line.append("▀", style=f"{_grey(above)} on {_grey(below)}")
            else:
                scale = _SHADES if unicode else _LETTERS
                line.append(scale[round((above + below) / 2 * (len(scale) - 1))])
        lines.append(line)
    return lines


def _grey(shade: float) -> str:
    level = round(255 * shade)
    return f"#{level:02x}{level:02x}{level:02x}"


def _bars(figure: Bars, lang: Lang, unicode: bool) -> Iterator[Rich]:
    yield Rich(figure.title.to(lang), style="dim")
    for (name, value), length in zip(figure.bars, figure.lengths, strict=True):
        label = Rich(name.to(lang))
        label.align("left", _LABEL)
        bar = ("█" if unicode else "#") * round(length * _BAR)
        yield Rich.assemble("  ", label, (bar.ljust(_BAR), "cyan"), f" {value:.3g}")


def _curves(figure: Curves, lang: Lang, width: int, unicode: bool) -> Iterator[Rich]:
    low, high = figure.range
    yield Rich(f"{figure.title.to(lang)} ({low:.3g} – {high:.3g})", style="dim")
    levels = _LEVELS if unicode else _PLAIN_LEVELS
    room = max(10, width - _LABEL - 16)
    for name, values in figure.lines:
        label = Rich(name.to(lang))
        label.align("left", _LABEL)
        kept = _thin(values, room)
        shares = [(v - low) / (high - low) if high > low else 0.5 for v in kept]
        line = "".join(levels[round(share * (len(levels) - 1))] for share in shares)
        yield Rich.assemble("  ", label, (line, "cyan"), f" {values[0]:.3g} → {values[-1]:.3g}")
    if figure.span:
        first, last = (f"{end:g}" for end in figure.span)
        axis = Rich(figure.step.to(lang), style="dim")
        axis.align("left", _LABEL)
        yield Rich.assemble("  ", axis, (first + last.rjust(max(0, len(kept) - len(first))), "dim"))


def _thin(values: tuple[float, ...], room: int) -> list[float]:
    """At most `room` of the values, the first and the last among them."""
    if len(values) <= room:
        return list(values)
    return [values[round(i * (len(values) - 1) / (room - 1))] for i in range(room)]
