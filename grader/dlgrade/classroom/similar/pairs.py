"""From submissions to the pairs that are alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from dlgrade.classroom.intake.submissions import Submission
from dlgrade.classroom.similar.chance import Chances, judge
from dlgrade.classroom.similar.findings import Findings, parts_of_result
from dlgrade.classroom.similar.rarity import Floats, Ints, Table, evidence, frequencies, weights
from dlgrade.classroom.similar.reading import read_parts
from dlgrade.i18n import Lang, Text
from dlgrade.source import Unreadable, decode_source

ONCE_IN = 100  # classes: a list of pairs in which chance has a hand is a burden to the innocent
TOP_OF_FEW = 5
_ROUNDS = 4


@dataclass(frozen=True)
class Work:
    """What a student handed in, as text.

    Attributes:
        student: the id.
        name: to show; may be empty.
        sources: by the exercise's id.
    """

    student: str
    name: str
    sources: Mapping[str, str]


@dataclass(frozen=True)
class Comparison:
    """A class whose submissions have been compared.

    Attributes:
        works: the students, in the order of their numbers.
        exercises: the ids, in the order of their numbers.
        table: the parts.
        weight: of each row of the table, in nats.
        have: how many students have the part of each row.
        among: of how many.
        evidence: of each pair in nats, by first and second student.
        chances: what the class says about it.
        labels: what to show of parts that are not in a source, by key.
        problems: what could not be compared: student and reason.
    """

    works: Sequence[Work]
    exercises: Sequence[str]
    table: Table
    weight: Floats
    have: Ints
    among: Ints
    evidence: Floats
    chances: Chances
    labels: Mapping[int, str] = field(default_factory=dict)
    problems: Sequence[tuple[str, Text]] = ()


@dataclass(frozen=True)
class Pair:
    """Two students by number, the smaller first.

    Attributes:
        expected: how many pairs as alike as this one chance would make in such a class; None where it cannot be told.
        evidence: in nats.
        listed: whether chance makes such a pair so rarely that somebody should look; else it is only among the most alike.
    """

    first: int
    second: int
    expected: float | None
    evidence: float
    listed: bool


def read_work(submission: Submission, lang: Lang) -> tuple[Work, list[tuple[str, Text]]]:
    """A submission as text, and what could not be read of it."""
    sources, problems = {}, [(submission.student, problem) for problem in submission.problems]
    for exercise, answer in submission.answers.items():
        try:
            sources[exercise] = decode_source(answer.source, lang)
        except Unreadable as error:
            why = f"{answer.file}: {error.error.message}"
            problems.append((submission.student, Text(why, why)))
    return Work(submission.student, submission.name, sources), problems


def compare(
    works: Sequence[Work],
    exercises: Sequence[str],
    known: Ints,
    findings: Findings | None = None,
    problems: Iterable[tuple[str, Text]] = (),
    jobs: int | None = None,
) -> Comparison:
    """Compare everybody with everybody.

    Args:
        works: of the students.
        exercises: which to compare.
        known: the keys of the parts that count for nothing (see `known.known_parts`).
        findings: of the judge.
        problems: what could not be read.
        jobs: processes that take sources apart side by side.
    """
    labels: dict[int, str] = {}
    rows, unreadable = _parts_of_sources(works, exercises, jobs)
    rows += _parts_of_findings(works, exercises, findings or {}, labels)
    table = table_of(rows, len(works), known)
    weight, total, chances = _judged(table)
    have, among = frequencies(table)
    return Comparison(
        works, exercises, table, weight, have, among, total, chances, labels, [*problems, *unreadable]
    )


def _judged(table: Table) -> tuple[Floats, Floats, Chances]:
    """Weigh, add up and judge; once more where pairs are found, since what a whole group has looks common."""
    authors = np.zeros(table.students, bool)
    authors[table.student] = True
    family = np.arange(table.students)
    for _ in range(_ROUNDS):
        weight = weights(*frequencies(table, family))
        total = evidence(table, weight)
        chances = judge(total, authors)
        before, family = family, _families(chances)
        if (family == before).all():
            break
    return weight, total, chances


def _families(chances: Chances) -> Ints:
    """For each student the smallest number among those that unlikely pairs connect."""
    family = np.arange(len(chances.expected))
    for a, b in np.argwhere(chances.expected <= 1 / ONCE_IN):
        family[family == max(family[a], family[b])] = min(family[a], family[b])
    return family


# The parts of one source: the numbers of the exercise and of the student, and a row per part.
Rows = tuple[int, int, Ints]


def _parts_of_sources(
    works: Sequence[Work], exercises: Sequence[str], jobs: int | None
) -> tuple[list[Rows], list[tuple[str, Text]]]:
    """Each text is taken apart once, however many handed it in."""
    places = [
        (e, s, work.sources[exercise])
        for e, exercise in enumerate(exercises)
        for s, work in enumerate(works)
        if exercise in work.sources
    ]
    texts = list(dict.fromkeys(source for _, _, source in places))
    parts = dict(zip(texts, read_parts(texts, jobs), strict=True))
    found, problems = [], []
    for exercise, student, source in places:
        rows = parts[source]
        if rows is not None:
            found.append((exercise, student, rows))
            continue
        id = exercises[exercise]
        problems.append((works[student].student, Text(
            f"{id}: cannot be taken apart within the limits and was not compared.",
            f"{id}: 제한 안에서 분석할 수 없어 비교하지 않았습니다.",
        )))  # fmt: skip
    return found, problems


def _parts_of_findings(
    works: Sequence[Work], exercises: Sequence[str], findings: Findings, labels: dict[int, str]
) -> list[Rows]:
    found = []
    for student, work in enumerate(works):
        for exercise, id in enumerate(exercises):
            result = findings.get(work.student, {}).get(id)
            parts = list(parts_of_result(result)) if result else []
            if parts:
                labels |= {part.key: label for part, label in parts}
                found.append((exercise, student, np.array([part for part, _ in parts], dtype=np.int64)))
    return found


def table_of(rows: Sequence[Rows], students: int, known: Ints) -> Table:
    """One table of all parts."""
    parts = [np.empty((0, 5), np.int64), *(part for _, _, part in rows)]
    sizes = [len(part) for _, _, part in rows]
    exercise = np.repeat(np.array([e for e, _, _ in rows], np.int64), sizes)
    student = np.repeat(np.array([s for _, s, _ in rows], np.int64), sizes)
    return Table.of(exercise, student, np.concatenate(parts), students, known)


# ------------------------------------------------------------------------------------------------------ what is listed


def alike(comparison: Comparison, once_in: float = ONCE_IN, top: int | None = None) -> list[Pair]:
    """The pairs to look at, the most unlikely first.

    Args:
        comparison: of a class.
        once_in: those that chance makes no more than once in so many such classes.
        top: and, in any case, so many of the most alike that share anything; in a class too small to say, five by default.
    """
    chances = comparison.chances
    top = top if top is not None else 0 if chances.told else TOP_OF_FEW
    first, second = np.nonzero(np.triu(comparison.evidence, 1) > 0)
    order = np.lexsort((second, first, -chances.score[first, second]))
    found = []
    for place, (a, b) in enumerate(zip(first[order].tolist(), second[order].tolist(), strict=True)):
        expected = float(chances.expected[a, b]) if chances.told else None
        listed = expected is not None and expected <= 1 / once_in
        if not listed and place >= top:
            break
        found.append(Pair(a, b, expected, float(comparison.evidence[a, b]), listed))
    return found


def groups(pairs: Iterable[Pair]) -> list[list[int]]:
    """More than two students that listed pairs connect, the largest group first."""
    leader: dict[int, int] = {}

    def find(student: int) -> int:
        while leader.setdefault(student, student) != student:
            student = leader[student]
        return student

    for pair in pairs:
        if pair.listed:
            leader[find(pair.second)] = find(pair.first)
    members: dict[int, list[int]] = {}
    for student in sorted(leader):
        members.setdefault(find(student), []).append(student)
    return sorted((group for group in members.values() if len(group) > 2), key=lambda g: (-len(g), g))
