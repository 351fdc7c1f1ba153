r"""What each pair of students shares, weighed by how rare it is among them.

A part that ``k`` of ``n`` students have weighs

.. math:: w = \log\frac{\varrho}{p}, \qquad p = \frac{k - 1}{n - 1},

and nothing where more than two have it and they are more than a fifth of the others. ``p`` is the share of the other students who have it, by Laplace's rule: of a pair, the
``n − 2`` others with ``k − 2`` who have it, and one added to both. ``ϱ`` is the chance that somebody who works from another's
file keeps a given part of it, taken as a half. So ``w`` is a log-likelihood ratio in nats: the part is shared because one
worked from the other, against because chance would have it.

Parts that come together are not counted as independent:

- of the parts of one unit (a statement and its expressions; a comment and its words) only the rarest counts;
- in one exercise the k-th piece of evidence of a `Channel`, from the rarest on, counts by ``1/k``: who shares a rare idea
  shares its statements, but not what they are called, nor what is said about them. The sum over a unit's pieces is taken on either side, and the smaller one counts;
- a part is looked up over the whole course, and counts once in it for a pair: it may be a habit of both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dlgrade.classroom.similar.parts import Kind

KEPT = 0.5  # ϱ
COMMON = 0.2


class Channel(IntEnum):
    """Kinds of parts that come together."""

    IDEA = 0
    NAMES = 1
    TEXTS = 2
    LAYOUT = 3


_CHANNEL = np.array([
    {
        Kind.NAME: Channel.NAMES,
        Kind.NAMES: Channel.NAMES,
        Kind.COMMENT: Channel.TEXTS,
        Kind.STRING: Channel.TEXTS,
        Kind.WORD: Channel.TEXTS,
        Kind.SPACING: Channel.LAYOUT,
        Kind.BLANKS: Channel.LAYOUT,
        Kind.HABIT: Channel.LAYOUT,
    }.get(kind, Channel.IDEA)
    for kind in Kind
])  # fmt: skip

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Table:
    """The parts of a class, a row each: equal lengths, sorted by exercise, then key, then student.

    Attributes:
        exercise: its number.
        student: its number.
        part: the columns of `parts.Part`.
        students: how many there are.
    """

    exercise: Ints
    student: Ints
    part: Ints
    students: int

    @classmethod
    def of(cls, exercise: Ints, student: Ints, part: Ints, students: int, known: Ints) -> Table:
        """Without the known parts, and with a part that a source has twice only where it comes first."""
        keep = ~np.isin(part[:, 1], known)
        exercise, student, part = exercise[keep], student[keep], part[keep]
        order = np.lexsort((part[:, 3], student, part[:, 1], exercise))
        exercise, student, part = exercise[order], student[order], part[order]
        same = (
            (exercise[1:] == exercise[:-1])
            & (student[1:] == student[:-1])
            & (part[1:, 1] == part[:-1, 1])
        )  # fmt: skip
        first = np.concatenate([[True], ~same]) if len(part) else np.empty(0, bool)
        return cls(exercise[first], student[first], part[first], students)


def frequencies(table: Table, family: Ints | None = None) -> tuple[Ints, Ints]:
    """For each row: how many students have the part anywhere in the course, and how many handed in this exercise.

    Args:
        table: the parts.
        family: for each student a number that is equal for students whose work is alike. What a family shares counts as if
            two of it had it, however large it is: else what a large group has would look common.
    """
    have = _holders(table, table.student)
    if family is not None:
        once = _holders(table, family[table.student])
        have = np.where(once < have, once + 1, have)
    authors = np.zeros((int(table.exercise.max(initial=0)) + 1, table.students), bool)
    authors[table.exercise, table.student] = True
    return have, authors.sum(axis=1)[table.exercise]


def _holders(table: Table, holder: Ints) -> Ints:
    """For each row: how many different holders its part has."""
    order = np.lexsort((holder, table.part[:, 1]))
    key, who = table.part[order, 1], holder[order]
    new_key = np.concatenate([[True], key[1:] != key[:-1]]) if len(key) else np.empty(0, bool)
    new = new_key | np.concatenate([[True], who[1:] != who[:-1]]) if len(key) else new_key
    group = np.cumsum(new_key) - 1
    have = np.empty(len(key), np.int64)
    have[order] = np.bincount(group[new])[group]
    return have


def weights(have: Ints, among: Ints) -> Floats:
    """The weight in nats of parts that so many have of so many; 0 for what counts for nothing."""
    share = np.minimum((have - 1) / np.maximum(among - 1, 1), 1.0)
    with np.errstate(divide="ignore"):
        weight = np.log(KEPT) - np.log(share)
    rare = (have == 2) | ((have > 2) & (share <= COMMON))
    return np.where(rare, np.maximum(weight, 0.0), 0.0)


@dataclass(frozen=True)
class Shared:
    """Parts that pairs share in one exercise, a row each.

    Attributes:
        pair: ``first student × number of students + second student``, the first being the smaller number.
        row: of the table, of the first student's and of the second's part.
        weight: in nats.
    """

    pair: Ints
    row: tuple[Ints, Ints]
    weight: Floats

    def __getitem__(self, which: Ints | NDArray[np.bool_]) -> Shared:
        """Some of them."""
        return Shared(self.pair[which], (self.row[0][which], self.row[1][which]), self.weight[which])


def shared_parts(table: Table, weight: Floats) -> Iterator[tuple[int, Shared]]:
    """What all pairs share, exercise by exercise; a part only in the first exercise in which a pair shares it."""
    bounds = np.searchsorted(table.exercise, np.arange(int(table.exercise.max(initial=-1)) + 2))
    often = _in_several_exercises(table)
    seen = np.empty((2, 0), np.int64)
    for exercise, (start, end) in enumerate(pairwise(bounds.tolist())):
        shared = _pairs(table, start + np.flatnonzero(weight[start:end] > 0), weight)
        again = np.flatnonzero(often[shared.row[0]])
        mine = np.stack([shared.pair[again], table.part[shared.row[0][again], 1]])
        before = _contains(seen, mine)
        seen = np.concatenate([seen, mine[:, ~before]], axis=1)
        yield exercise, shared[np.delete(np.arange(len(shared.pair)), again[before])]


def _in_several_exercises(table: Table) -> NDArray[np.bool_]:
    """Which rows have parts that are in more than one exercise."""
    keys, at = np.unique(table.part[:, 1], return_inverse=True)
    first, last = np.full(len(keys), np.iinfo(np.int64).max), np.full(len(keys), -1)
    np.minimum.at(first, at, table.exercise)
    np.maximum.at(last, at, table.exercise)
    return np.asarray((first < last)[at])


def _contains(seen: Ints, wanted: Ints) -> NDArray[np.bool_]:
    """Which columns of `wanted` are among those of `seen`: compared by a hash of 64 bits."""
    mix = np.uint64(0x9E3779B97F4A7C15)
    hashes = [(both[0].astype(np.uint64) * mix) ^ both[1].astype(np.uint64) for both in (wanted, seen)]
    return np.isin(hashes[0], hashes[1])


def _pairs(table: Table, rows: Ints, weight: Floats) -> Shared:
    """All pairs of rows, of one exercise, that have the same key."""
    key = table.part[rows, 1]
    begins = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]])) if len(rows) else rows
    sizes = np.diff(np.concatenate([begins, [len(rows)]]))
    firsts, seconds = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for size in np.unique(sizes[sizes > 1]):
        block = rows[begins[sizes == size][:, None] + np.arange(size)]
        i, j = np.triu_indices(size, 1)
        firsts.append(block[:, i].reshape(-1))
        seconds.append(block[:, j].reshape(-1))
    a, b = np.concatenate(firsts), np.concatenate(seconds)
    return Shared(table.student[a] * table.students + table.student[b], (a, b), weight[a])


def rarest_per_unit(table: Table, shared: Shared, side: int) -> Shared:
    """Of the parts of one unit of a pair's first (0) or second (1) student only the rarest; the rarest of a pair first.

    Of equally rare ones the one to show: a form before its number, a comment before its words, and the shortest form.
    """
    kind, _, unit, start, end = table.part[shared.row[side]].T
    order = np.lexsort((end - start, kind, -shared.weight, unit, shared.pair))
    pair, unit = shared.pair[order], unit[order]
    first = (
        np.concatenate([[True], (pair[1:] != pair[:-1]) | (unit[1:] != unit[:-1])]) if len(pair) else order
    )
    kept = shared[order[np.asarray(first, bool)]]
    return kept[np.lexsort((-kept.weight, kept.pair))]


def counted(table: Table, kept: Shared) -> Floats:
    """By how much the pieces count that `rarest_per_unit` has left: the k-th of its channel by 1/k."""
    group = kept.pair * len(Channel) + _CHANNEL[table.part[kept.row[0], 0]]
    order = np.lexsort((-kept.weight, group))
    sorted_ = group[order]
    begins = np.flatnonzero(np.concatenate([[True], sorted_[1:] != sorted_[:-1]])) if len(order) else order
    rank = np.arange(len(order)) - np.repeat(begins, np.diff(np.concatenate([begins, [len(order)]])))
    weight = np.empty(len(order))
    weight[order] = kept.weight[order] / (rank + 1.0)
    return weight


def evidence_of_exercise(table: Table, shared: Shared) -> Floats:
    """The evidence of one exercise in nats, by first and second student."""
    sides = []
    for side in (0, 1):
        kept = rarest_per_unit(table, shared, side)
        total = np.bincount(kept.pair, weights=counted(table, kept), minlength=table.students**2)
        sides.append(total.reshape(table.students, table.students))
    return np.minimum(*sides)


def evidence(table: Table, weight: Floats) -> Floats:
    """The evidence of all exercises together in nats, by first and second student; the first's number is smaller."""
    total = np.zeros((table.students, table.students))
    for _, shared in shared_parts(table, weight):
        total += evidence_of_exercise(table, shared)
    return total
