"""Item analysis: how hard each question was, how well it tells strong from weak, how reliable the whole is, which keys look wrong.

The figures, with `n` students who sat the exam and `k` questions:

- facility: the mean share of the points, ``p = Σ s / n``
- corrected item–total correlation: Pearson's r of the points in the question with those in all others
- upper–lower: the mean share among the best 27 % less that among the weakest 27 % (Kelley 1939)
- Cronbach's alpha: ``k / (k − 1) · (1 − Σ s²ᵢ / s²_T)``, of the points (Cronbach, Psychometrika 16, 1951, 297–334)
- standard error of measurement: ``s_T · √(1 − α)``
- variants: their means, and how often random groups of their sizes differ as much (a permutation test)

An empty, unreadable or doubly marked answer is an answer with no points. Who was absent is left out. Nothing here changes a grade.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from dlgrade.classroom.report import statistics
from dlgrade.classroom.report.statistics import FEW, GROUP
from dlgrade.exam.grade import Mark, Result, Results
from dlgrade.quiz.grading import normal

SHUFFLES = 2000
GROUPS = 5  # for the curve of a question over the total
TYPED = 3  # wrong answers to a question where something is typed that are shown for each variant
EASY, HARD = 0.95, 0.2
WEAK = 0.1  # an item–total correlation below this says little
MISMATCH = 0.25  # by how much a question's facility may differ between variants


@dataclass(frozen=True)
class Choice:
    """An option, or what somebody typed.

    Attributes:
        answer: the option's id, or the text.
        variant: whose paper; empty: of all.
        right: whether it earns points.
        upper: how many of the best 27 % gave it.
        middle: of those between.
        lower: of the weakest 27 %.
        item_rest: the correlation of giving it with the points in all other questions.
    """

    answer: str
    variant: str
    right: bool
    upper: int
    middle: int
    lower: int
    item_rest: float | None

    @property
    def count(self) -> int:
        """How many gave it."""
        return self.upper + self.middle + self.lower


@dataclass(frozen=True)
class Item:
    """The analysis of a question.

    Attributes:
        n: the answers behind the figures.
        blank: how many gave none.
        unreadable: how many gave one that cannot be read, or marked more than they may.
        facility: the mean share of the points.
        deviation: of the shares.
        item_rest: the corrected item–total correlation.
        upper_lower: the difference between the best and the weakest.
        alpha_without: Cronbach's alpha of all other questions.
        groups: the mean share in fifths of the students, the weakest first, with the number of each.
        variants: the facility in each variant, with its number.
        choices: options, or the commonest answers.
        upper_size: the students in the upper group who were asked it.
        flags: ``negative``, ``distractor``, ``variant``, ``weak``, ``easy``, ``hard``, ``few``.
    """

    question: str
    type: str
    concepts: list[str]
    difficulty: int
    points: float
    positions: dict[str, int]
    n: int
    blank: int
    unreadable: int
    facility: float | None
    deviation: float | None
    item_rest: float | None
    upper_lower: float | None
    alpha_without: float | None
    groups: list[tuple[float, int]]
    variants: dict[str, tuple[float, int]]
    choices: list[Choice]
    upper_size: int
    flags: list[str] = field(default_factory=list)

    @property
    def suspicious(self) -> bool:
        """Whether its key should be looked at."""
        return bool({"negative", "distractor", "variant"} & set(self.flags))


@dataclass(frozen=True)
class VariantFigures:
    """How a variant turned out."""

    variant: str
    n: int
    mean: float | None
    deviation: float | None


@dataclass(frozen=True)
class Analysis:
    """The analysis of an exam.

    Attributes:
        n: students who sat it.
        absent: students who did not.
        shares: the totals as shares of the maximum.
        alpha: Cronbach's.
        error: the standard error of measurement, in points.
        variants: compared.
        variants_p: the share of random groupings whose means differ at least as much; None with one variant.
        few: whether there are fewer than 30 answers.
        pending: questions that nobody has graded yet, and that are left out.
    """

    exam: str
    title: dict[str, str]
    n: int
    absent: int
    max_points: float
    mean: float | None
    median: float | None
    deviation: float | None
    alpha: float | None
    error: float | None
    shares: list[float]
    variants: list[VariantFigures]
    variants_p: float | None
    few: bool
    pending: list[str]
    items: list[Item]

    def to_json(self) -> str:
        """The analysis as a file."""
        return json.dumps({"format": 1, **asdict(self)}, ensure_ascii=False, indent=1) + "\n"


def analyse(results: Results) -> Analysis:
    """Analyse the results of an exam."""
    sat = [result for result in results.students.values() if result.status != "absent"]
    pending = sorted({one.question for result in sat for one in result.marks if one.status == "pending"})
    table = _Table(results, sat, pending)
    totals = [table.totals[result.student] for result in sat]
    most = sum(facts["points"] for id, facts in results.questions.items() if id not in pending)
    alpha, deviation = table.alpha(), statistics.deviation(totals)
    groups = _by_variant(sat, table.totals)
    return Analysis(
        results.exam,
        results.title,
        len(sat),
        len(results.students) - len(sat),
        most,
        statistics.mean(totals),
        statistics.median(totals),
        deviation,
        alpha,
        None if alpha is None or deviation is None or alpha < 0 else deviation * math.sqrt(1 - alpha),
        [total / most if most else 0.0 for total in totals],
        [VariantFigures(letter, len(g), statistics.mean(g), statistics.deviation(g)) for letter, g in groups.items()],
        _difference(list(groups.values())),
        len(sat) < FEW,
        pending,
        [table.item(id) for id in results.questions if id not in pending],
    )  # fmt: skip


def _by_variant(sat: Sequence[Result], totals: Mapping[str, float]) -> dict[str, list[float]]:
    groups: dict[str, list[float]] = {}
    for result in sat:
        groups.setdefault(result.variant, []).append(totals[result.student])
    return dict(sorted(groups.items()))


def _difference(groups: Sequence[Sequence[float]]) -> float | None:
    """How often groups of these sizes, drawn at random, differ at least as much as these: ``(hits + 1) / (draws + 1)``."""
    if len(groups) < 2 or min(map(len, groups)) < 2:
        return None
    values = np.array([value for group in groups for value in group])
    sizes = np.array([len(group) for group in groups])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    chance = np.random.default_rng(0)  # the same results give the same analysis

    def between(shuffled: np.ndarray[Any, np.dtype[np.float64]]) -> float:
        return float((np.add.reduceat(shuffled, starts) ** 2 / sizes).sum())

    seen = between(values)
    hits = sum(between(chance.permutation(values)) >= seen - 1e-9 * abs(seen) for _ in range(SHUFFLES))
    return (hits + 1) / (SHUFFLES + 1)


class _Table:
    """The marks of everybody who sat the exam."""

    def __init__(self, results: Results, sat: Sequence[Result], pending: Sequence[str]) -> None:
        self.results, self.sat = results, sat
        self.marks: dict[str, dict[str, Mark]] = {
            result.student: {one.question: one for one in result.marks if one.question not in pending}
            for result in sat
        }
        self.totals = {
            student: math.fsum(one.points for one in marks.values()) for student, marks in self.marks.items()
        }
        self.variant = {result.student: result.variant for result in sat}
        ranked = sorted(self.totals, key=lambda student: (-self.totals[student], student))
        size = max(1, math.floor(GROUP * len(ranked) + 0.5)) if ranked else 0
        self.upper, self.lower = set(ranked[:size]), set(ranked[-size:] if size else ())
        self.lower -= self.upper
        self.fifths = self._fifths(list(reversed(ranked)))

    def _fifths(self, ranked: list[str]) -> list[list[str]]:
        count = min(GROUPS, max(1, len(ranked) // 4))
        return [ranked[len(ranked) * i // count : len(ranked) * (i + 1) // count] for i in range(count)]

    def alpha(self, without: str | None = None) -> float | None:
        """Cronbach's alpha, of all questions or of all but one; None where it is not defined."""
        ids = [
            id for id in self.results.questions if id != without and any(id in m for m in self.marks.values())
        ]
        if len(ids) < 2 or len(self.sat) < 2:
            return None
        columns = {
            id: [marks[id].points if id in marks else 0.0 for marks in self.marks.values()] for id in ids
        }
        totals = [math.fsum(row) for row in zip(*columns.values(), strict=True)]
        spread = statistics.deviation(totals)
        if not spread or statistics.is_constant(totals):
            return None
        single = math.fsum((statistics.deviation(column) or 0.0) ** 2 for column in columns.values())
        return len(ids) / (len(ids) - 1) * (1 - single / spread**2)

    # ------------------------------------------------------------------------------------------------- one question

    def item(self, id: str) -> Item:
        facts = self.results.questions[id]
        asked = {student: marks[id] for student, marks in self.marks.items() if id in marks}
        shares = [one.score for one in asked.values()]
        totals = [self.totals[student] for student in asked]
        points = [one.points for one in asked.values()]
        status = Counter(one.status for one in asked.values())
        found = Item(
            id, facts["type"], facts["concepts"], facts["difficulty"], facts["points"], facts["positions"],
            len(asked), status["blank"], status["unreadable"] + status["double"],
            statistics.mean(shares), statistics.deviation(shares),
            statistics.item_rest(points, totals) if points else None,
            statistics.upper_lower(shares, totals) if shares else None,
            self.alpha(without=id),
            self.curve(asked), self.facilities(asked), self.choices(facts, asked),
            len(self.upper & asked.keys()),
        )  # fmt: skip
        found.flags.extend(_flags(found))
        return found

    def curve(self, asked: Mapping[str, Mark]) -> list[tuple[float, int]]:
        """The mean share in each fifth."""
        groups = [[asked[student].score for student in fifth if student in asked] for fifth in self.fifths]
        return [(statistics.mean(group) or 0.0, len(group)) for group in groups if group]

    def facilities(self, asked: Mapping[str, Mark]) -> dict[str, tuple[float, int]]:
        """The mean share in each variant."""
        groups: dict[str, list[float]] = {}
        for student, one in asked.items():
            groups.setdefault(self.variant[student], []).append(one.score)
        return {
            letter: (statistics.mean(group) or 0.0, len(group)) for letter, group in sorted(groups.items())
        }

    def choices(self, facts: Mapping[str, Any], asked: Mapping[str, Mark]) -> list[Choice]:
        if facts["options"] is not None:
            return [self.option(facts, asked, id) for id in facts["options"]]
        counts: Counter[tuple[str, str]] = Counter()
        right: dict[tuple[str, str], bool] = {}
        for student, one in asked.items():
            if one.status == "answered" and one.cell:
                given = self.variant[student], normal(one.cell)
                counts[given] += 1
                right[given] = one.score >= 1
        wrong: list[tuple[str, str]] = []
        for given, _ in counts.most_common():
            if not right[given] and sum(variant == given[0] for variant, _ in wrong) < TYPED:
                wrong.append(given)
        shown = sorted(
            [given for given in counts if right[given]] + wrong, key=lambda one: (one[0], -counts[one])
        )
        return [self.typed(asked, given, right[given]) for given in shown]

    def option(self, facts: Mapping[str, Any], asked: Mapping[str, Mark], id: str) -> Choice:
        gave = {student for student, one in asked.items() if one.answer and id in one.answer}
        right = id in facts["right"]
        if not facts["many"]:  # the key may accept more than its task says, or less
            judged = {
                asked[student].score >= 1
                for student in gave
                if asked[student].note in ("accepted", "rejected")
            }
            right = judged.pop() if judged else right
        return self.choice(asked, gave, id, "", right)

    def typed(self, asked: Mapping[str, Mark], given: tuple[str, str], right: bool) -> Choice:
        variant, text = given
        mine = {student: one for student, one in asked.items() if self.variant[student] == variant}
        gave = {
            student for student, one in mine.items() if one.status == "answered" and normal(one.cell) == text
        }
        return self.choice(mine, gave, text, variant, right)

    def choice(
        self, asked: Mapping[str, Mark], gave: set[str], answer: str, variant: str, right: bool
    ) -> Choice:
        chose = [float(student in gave) for student in asked]
        rest = [self.totals[student] - one.points for student, one in asked.items()]
        upper, lower = len(gave & self.upper), len(gave & self.lower)
        correlation = statistics.correlation(chose, rest) if asked else None
        return Choice(answer, variant, right, upper, len(gave) - upper - lower, lower, correlation)


def _flags(item: Item) -> list[str]:
    """What to look at."""
    flags = []
    if (
        item.item_rest is not None
        and item.upper_lower is not None
        and item.item_rest < 0
        and item.upper_lower < 0
    ):
        flags.append("negative")
    if _preferred(item):
        flags.append("distractor")
    if _uneven(item):
        flags.append("variant")
    if "negative" not in flags and item.item_rest is not None and item.item_rest < WEAK:
        flags.append("weak")
    if item.facility is not None and item.facility > EASY:
        flags.append("easy")
    if item.facility is not None and item.facility < HARD:
        flags.append("hard")
    return [*flags, "few"] if item.n < FEW else flags


def _preferred(item: Item) -> bool:
    """Whether strong students prefer a wrong answer: more of them than chose the right one, and more than of the weak.

    Of a question with several right options, an option is looked at by itself: a wrong one that the strong choose much more
    often than the weak.
    """
    if item.type == "multiple":
        least = max(3, 0.2 * item.upper_size)
        return any(
            not one.right and one.upper - one.lower >= least and (one.item_rest or 0) > 0
            for one in item.choices
        )
    for wrong in (one for one in item.choices if not one.right):
        rivals = [one for one in item.choices if one.right and one.variant == wrong.variant]
        best = sum(one.upper for one in rivals)
        if (
            wrong.upper >= 3
            and wrong.upper > best
            and wrong.upper >= wrong.lower
            and (wrong.item_rest or 0) > 0
        ):
            return True
    return False


def _uneven(item: Item) -> bool:
    """Whether a question is much harder in one variant than in the others, by more than chance does."""
    for letter, (facility, n) in item.variants.items():
        others = [(p, m) for other, (p, m) in item.variants.items() if other != letter]
        m = sum(count for _, count in others)
        if n < 8 or m < 8:
            continue
        rest = sum(p * count for p, count in others) / m
        pooled = (facility * n + rest * m) / (n + m)
        error = math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
        if abs(facility - rest) > max(MISMATCH, 3.5 * error):
            return True
    return False
