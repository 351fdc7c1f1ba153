"""Figures as SVG for pages: text in the colour of the page, pictures in greys, nothing that needs a script."""

from __future__ import annotations

from html import escape

from dlgrade.figures import Bars, Curves, Figure, Panel, Pictures
from dlgrade.i18n import Lang

_PICTURE = 160  # the width of a picture
_GAP, _LINE = 24, 22
_LEVELS = 32
_COLOURS = ("#2f6fb3", "#c2571a", "#2e8b57", "#8a4fbf")
_DASHES = ("", "7 4", "2 3", "9 3 2 3")  # so that lines can be told apart without colours


def draw(figure: Figure, lang: Lang, description: str) -> str:
    """The figure as an SVG element.

    Args:
        figure: the figure.
        lang: the language of its captions.
        description: what can be seen, for those who cannot see it.
    """
    if isinstance(figure, Pictures):
        width, height, body = _pictures(figure, lang)
    elif isinstance(figure, Bars):
        width, height, body = _bars(figure, lang)
    else:
        width, height, body = _curves(figure, lang)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" role="img" '
        f'font-family="sans-serif" font-size="14" fill="currentColor"><title>{escape(description)}</title>{body}</svg>'
    )


def _text(x: float, y: float, text: str, *, anchor: str = "start") -> str:
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}">{escape(text)}</text>'


def _pictures(figure: Pictures, lang: Lang) -> tuple[int, int, str]:
    parts, x, height = [], 0, 0
    for panel in figure.panels:
        scale = _PICTURE / max(len(panel.rows), len(panel.rows[0]))
        parts.append(_text(x, 16, panel.caption.to(lang)))
        parts.append(
            f'<g transform="translate({x} {_LINE}) scale({scale:g})" shape-rendering="crispEdges">{_pixels(panel)}</g>'
        )
        height = max(height, round(len(panel.rows) * scale))
        x += max(round(len(panel.rows[0]) * scale), 9 * len(panel.caption.to(lang))) + _GAP
    return x - _GAP, height + _LINE, "".join(parts)


def _pixels(panel: Panel) -> str:
    """One path per shade of grey."""
    strokes: dict[int, list[str]] = {}
    for y, row in enumerate(panel.shades):
        for x, shade in enumerate(row):
            strokes.setdefault(round(shade * (_LEVELS - 1)), []).append(f"M{x} {y}h1v1h-1z")
    paths = []
    for level, strokes_of_level in sorted(strokes.items()):
        grey = round(255 * level / (_LEVELS - 1))
        paths.append(f'<path fill="#{grey:02x}{grey:02x}{grey:02x}" d="{"".join(strokes_of_level)}"/>')
    return "".join(paths)


def _bars(figure: Bars, lang: Lang) -> tuple[int, int, str]:
    label, bar = 150, 300
    parts = [_text(0, 16, figure.title.to(lang))]
    for i, ((name, value), length) in enumerate(zip(figure.bars, figure.lengths, strict=True)):
        y = _LINE * (i + 1)
        parts.append(_text(label - 8, y + 15, name.to(lang), anchor="end"))
        parts.append(
            f'<rect x="{label}" y="{y + 3}" width="{length * bar:g}" height="{_LINE - 6}" fill="{_COLOURS[0]}"/>'
        )
        parts.append(_text(label + length * bar + 6, y + 15, f"{value:.3g}"))
    return label + bar + 80, _LINE * (len(figure.bars) + 1) + 4, "".join(parts)


def _curves(figure: Curves, lang: Lang) -> tuple[int, int, str]:
    left, top, wide, high = 60, 30, 420, 180
    low, top_value = figure.range
    span = (top_value - low) or 1.0
    parts = [
        _text(0, 16, figure.title.to(lang)),
        f'<path d="M{left} {top}V{top + high}H{left + wide}" fill="none" stroke="currentColor" opacity=".5"/>',
        _text(left - 6, top + 10, f"{top_value:.3g}", anchor="end"),
        _text(left - 6, top + high, f"{low:.3g}", anchor="end"),
        _text(left + wide + (16 if figure.ticks else 8), top + high + 18, figure.step.to(lang)),
    ]
    for tick in figure.ticks:
        first, last = figure.span or (0.0, 1.0)
        x = left + wide * (tick - first) / (last - first)
        parts.append(f'<path d="M{x:.1f} {top + high}v5" stroke="currentColor" opacity=".5"/>')
        parts.append(_text(x, top + high + 18, f"{tick:g}", anchor="middle"))
    for i, (name, values) in enumerate(figure.lines):
        colour = _COLOURS[i % len(_COLOURS)]
        points = " ".join(
            f"{left + wide * j / max(1, len(values) - 1):.1f},{top + high * (1 - (v - low) / span):.1f}"
            for j, v in enumerate(values)
        )
        dashes = _DASHES[i % len(_DASHES)]
        pen = f'fill="none" stroke="{colour}" stroke-width="2"' + (
            f' stroke-dasharray="{dashes}"' if dashes else ""
        )
        y = top + 14 + 20 * i
        parts.append(f'<polyline points="{points}" {pen}/>')
        parts.append(f'<path d="M{left + wide + 8} {y - 5}h26" {pen}/>')
        parts.append(f'<g fill="{colour}">{_text(left + wide + 40, y, name.to(lang))}</g>')
    return left + wide + 170, top + high + 28, "".join(parts)
