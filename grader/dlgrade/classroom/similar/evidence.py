"""What one pair shares, in words and with its places: the pieces that its evidence is the sum of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlgrade.classroom.similar.pairs import Comparison, Pair
from dlgrade.classroom.similar.parts import Kind
from dlgrade.classroom.similar.rarity import Table, counted, rarest_per_unit, shared_parts
from dlgrade.i18n import Text

KINDS: dict[Kind, Text] = {
    Kind.FORM: Text("form", "형태"),
    Kind.NUMBER: Text("number", "수"),
    Kind.STRING: Text("text", "문자열"),
    Kind.NAME: Text("name", "이름"),
    Kind.NAMES: Text("names in this order", "이름의 순서"),
    Kind.COMMENT: Text("comment", "주석"),
    Kind.WORD: Text("word", "단어"),
    Kind.SPACING: Text("spacing", "띄어 쓰는 방식"),
    Kind.BLANKS: Text("blank lines", "빈 줄의 자리"),
    Kind.MISTAKE: Text("mistake", "실수"),
    Kind.OUTPUT: Text("wrong output", "틀린 출력"),
    Kind.HABIT: Text("habit", "습관"),
}


@dataclass(frozen=True)
class Piece:
    """A piece of evidence.

    Attributes:
        exercise: the id.
        kind: of the rarest part.
        weight: in nats, as it counts.
        have: how many students have the part, the two included.
        among: of how many.
        spans: where it is in the first's and in the second's source; empty for what is in no source.
        texts: what is there.
    """

    exercise: str
    kind: Kind
    weight: float
    have: int
    among: int
    spans: tuple[tuple[int, int], tuple[int, int]]
    texts: tuple[str, str]


def pieces(comparison: Comparison, pair: Pair) -> list[Piece]:
    """What a pair shares, the heaviest first."""
    table = comparison.table
    rows = np.flatnonzero(
        (comparison.weight > 0) & ((table.student == pair.first) | (table.student == pair.second))
    )
    mine = Table(table.exercise[rows], table.student[rows], table.part[rows], table.students)
    found = []
    for exercise, shared in shared_parts(mine, comparison.weight[rows]):
        sides = [rarest_per_unit(mine, shared, side) for side in (0, 1)]
        lighter = min(sides, key=lambda kept: float(counted(mine, kept).sum()))
        for a, b, nats in zip(*lighter.row, counted(mine, lighter), strict=True):
            found.append(_piece(comparison, exercise, int(rows[a]), int(rows[b]), float(nats)))
    return sorted(found, key=lambda piece: -piece.weight)


def _piece(comparison: Comparison, exercise: int, a: int, b: int, weight: float) -> Piece:
    table, id = comparison.table, comparison.exercises[exercise]
    kind = Kind(int(table.part[a, 0]))
    spans, texts = [], []
    for row in (a, b):
        start, end = (int(place) for place in table.part[row, 3:5])
        label = comparison.labels.get(int(table.part[row, 1]))
        source = comparison.works[int(table.student[row])].sources.get(id, "")
        spans.append((start, end))
        texts.append(source[start:end] if label is None else label)
    return Piece(
        id,
        kind,
        weight,
        int(comparison.have[a]),
        int(comparison.among[a]),
        (spans[0], spans[1]),
        (texts[0], texts[1]),
    )
