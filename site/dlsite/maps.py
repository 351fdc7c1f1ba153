"""The map of prerequisites: for each unit a small graph of its concepts, drawn in layers, and what it needs from before."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from dlgrade.quiz.bank import Concept
from dlsite.pages import Content

_WIDE, _HIGH, _GAP_X, _GAP_Y, _PER_ROW = 168, 40, 16, 34, 4


@dataclass(frozen=True)
class UnitMap:
    """The concepts of one unit."""

    id: str
    number: str
    title: str
    svg: str
    concepts: tuple[dict[str, object], ...]


def unit_maps(content: Content) -> list[UnitMap]:
    """The maps of all units that have concepts."""
    made = []
    for unit in content.units:
        concepts = [concept for concept in content.bank.concepts.values() if concept.unit == unit.id]
        if concepts:
            data = tuple(content.concept(concept) for concept in concepts)
            made.append(UnitMap(unit.id, unit.number, unit.title, _drawn(content, concepts), data))
    return made


def _layers(concepts: list[Concept]) -> list[list[Concept]]:
    """Each concept below all that it needs within the unit."""
    own = {concept.id: concept for concept in concepts}
    depth: dict[str, int] = {}

    def of(id: str) -> int:
        if id not in depth:
            depth[id] = 1 + max((of(other) for other in own[id].needs if other in own), default=-1)
        return depth[id]

    layers: list[list[Concept]] = [[] for _ in range(max(map(of, own)) + 1)]
    for concept in concepts:
        layers[depth[concept.id]].append(concept)
    return layers


def _direct(concepts: list[Concept]) -> dict[str, list[str]]:
    """What each concept needs within the unit and does not need by way of another."""
    own = {concept.id: list(concept.needs) for concept in concepts}
    behind: dict[str, set[str]] = {}

    def of(id: str) -> set[str]:
        if id not in behind:
            needed = [other for other in own[id] if other in own]
            behind[id] = set(needed).union(*(of(other) for other in needed))
        return behind[id]

    return {
        id: [
            one
            for one in needs
            if one in own and not any(one in of(other) for other in needs if other in own)
        ]
        for id, needs in own.items()
    }


def _drawn(content: Content, concepts: list[Concept]) -> str:
    places: dict[str, tuple[int, int]] = {}
    y = 0
    for layer in _layers(concepts):
        for start in range(0, len(layer), _PER_ROW):
            row = layer[start : start + _PER_ROW]
            for i, concept in enumerate(row):
                places[concept.id] = (i * (_WIDE + _GAP_X), y)
            y += _HIGH + (_GAP_Y if start + _PER_ROW >= len(layer) else 12)
    lines, boxes = [], []
    direct = _direct(concepts)
    for concept in concepts:
        x, top = places[concept.id]
        for id in direct[concept.id]:
            if id in places:
                from_x, from_y = places[id]
                x1, y1, x2, y2 = from_x + _WIDE / 2, from_y + _HIGH, x + _WIDE / 2, top
                middle = (y1 + y2) / 2
                lines.append(f'<path d="M{x1:g} {y1:g}C{x1:g} {middle:g} {x2:g} {middle:g} {x2:g} {y2:g}"/>')
        boxes.append(_box(content, concept, x, top))
    width = _PER_ROW * (_WIDE + _GAP_X) - _GAP_X
    return (
        f'<svg class="graph" viewBox="0 0 {width} {y - _GAP_Y + 2}" aria-hidden="true">'
        f'<g class="edges">{"".join(lines)}</g>{"".join(boxes)}</svg>'
    )


def _box(content: Content, concept: Concept, x: int, y: int) -> str:
    title = concept.title.to(content.lang)
    short = (
        title
        if len(title) <= (14 if content.lang == "ko" else 24)
        else title[: 13 if content.lang == "ko" else 23] + "…"
    )
    return (
        f'<a href="learn/{escape(content.place(concept))}" tabindex="-1"><g data-concept="{escape(concept.id)}">'
        f'<rect x="{x}" y="{y}" width="{_WIDE}" height="{_HIGH}" rx="6"/>'
        f'<text x="{x + _WIDE / 2:g}" y="{y + _HIGH / 2 + 5:g}">{escape(short)}</text></g></a>'
    )
