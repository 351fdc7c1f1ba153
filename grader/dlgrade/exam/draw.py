"""Draws the papers of an exam: the same questions in every variant, with other numbers, options and orders.

The variants are equally difficult by construction: each asks the same questions (so the same concepts, types and
difficulties) for the same points; what differs is what the numbers are, where the right option stands and in which order the
questions come. Every draw follows from the exam's seed by hashing, question by question, so that mending one question
does not change what is drawn elsewhere, and a paper can be made again from its key.
"""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from dlgrade.errors import CourseError
from dlgrade.exam.plan import Plan, Section
from dlgrade.i18n import Text
from dlgrade.quiz.bank import Bank, Question
from dlgrade.quiz.grading import Task, grade
from dlgrade.quiz.kinds.cloze import GAP
from dlgrade.quiz.variant import Variant, variant

TRIES = 24
Order = dict[str, list[str]]


@dataclass(frozen=True)
class Item:
    """A question in its place on one paper.

    Attributes:
        position: counted from 1.
        section: its section's number, from 0.
        made: the question with its values.
        points: what it is worth.
        order: the ids of what is shown, as they stand on the paper: ``options``, ``blocks``, ``left`` and ``right``,
            ``gaps``.
    """

    position: int
    section: int
    made: Variant
    points: float
    order: Order

    @property
    def kind(self) -> str:
        """Its type."""
        return self.made.question.kind.name


@dataclass(frozen=True)
class Paper:
    """One variant of an exam."""

    plan: Plan
    letter: str
    items: tuple[Item, ...]

    def of_section(self, number: int) -> list[Item]:
        """The questions of a section in their order."""
        return [item for item in self.items if item.section == number]


def draw(plan: Plan, bank: Bank) -> list[Paper]:
    """Draw all variants.

    Raises:
        CourseError: a question is wrong, or the sections leave each other too few.
    """
    chosen = choose(plan)
    return list(_papers(plan, bank, chosen))


def choose(plan: Plan) -> list[list[Question]]:
    """Which questions each section asks.

    Raises:
        CourseError: too few are left for a section.
    """
    used = {q.id for section in plan.sections if section.fixed for q in section.candidates}
    chosen = []
    for number, section in enumerate(plan.sections):
        questions = list(section.candidates)
        if not section.fixed:
            questions = _spread(plan, number, section, used)
            used |= {question.id for question in questions}
        chosen.append(questions)
    return chosen


def _spread(plan: Plan, number: int, section: Section, used: set[str]) -> list[Question]:
    """As many questions as the section asks for, from as many concepts and of as many types as there are."""
    free = [question for question in section.candidates if question.id not in used]
    if len(free) < section.count:
        raise CourseError(plan.path, section.line, Text(
            f"{section.count} questions are asked for, and {len(free)} are left by the other sections.",
            f"{section.count}문제를 뽑아야 하는데 다른 영역이 쓰고 남은 문제는 {len(free)}개입니다.",
        ))  # fmt: skip
    ranks = {question.id: _hash(plan.seed, "draw", number, question.id) for question in free}
    concepts: Counter[str] = Counter()
    types: Counter[str] = Counter()
    chosen = []
    for _ in range(section.count):
        best = min(free, key=lambda q: (concepts[q.concepts[0]], types[q.kind.name], ranks[q.id]))
        free.remove(best)
        chosen.append(best)
        concepts[best.concepts[0]] += 1
        types[best.kind.name] += 1
    return chosen


def _papers(plan: Plan, bank: Bank, chosen: list[list[Question]]) -> Iterable[Paper]:
    seen: dict[str, list[Variant]] = {}
    for letter in plan.variants:
        items: list[Item] = []
        for number, (section, questions) in enumerate(zip(plan.sections, chosen, strict=True)):
            for question in _in_order(plan, letter, number, section, questions):
                made = _other(plan, bank, letter, question, seen.setdefault(question.id, []))
                chance = random.Random(_hash(plan.seed, "order", letter, question.id))  # noqa: S311
                order = order_of(made, plan.languages[0], chance)
                items.append(Item(len(items) + 1, number, made, section.points, order))
        yield Paper(plan, letter, tuple(items))


def _in_order(
    plan: Plan, letter: str, number: int, section: Section, questions: list[Question]
) -> list[Question]:
    if not section.shuffle:
        return questions
    return sorted(questions, key=lambda question: _hash(plan.seed, "place", letter, number, question.id))


def _other(plan: Plan, bank: Bank, letter: str, question: Question, earlier: list[Variant]) -> Variant:
    """The question with values that no earlier paper has, where its parameters allow that."""
    tries = TRIES if question.parameters else 1
    for attempt in range(tries):
        seed = _hash(plan.seed, "values", letter, question.id, attempt)
        made = variant(bank, question, attempt, seed)
        if all(made.stem != other.stem or made.built != other.built for other in earlier):
            break
    earlier.append(made)
    return made


def order_of(made: Variant, lang: str, chance: random.Random) -> Order:
    """In which order things to choose from stand on a paper."""
    task = made.built.task
    if task["kind"] == "choice":
        options = list(task["options"])
        return {"options": options if task["fixed"] else chance.sample(options, len(options))}
    if task["kind"] == "order":
        return {"blocks": _disordered(task, chance)}
    if task["kind"] == "assign":
        lefts, rights = list(task["right"]), list(task["choices"])
        if made.question.kind.name == "match":
            rights = chance.sample(rights, len(rights))
        return {"left": chance.sample(lefts, len(lefts)), "right": rights}
    if task["kind"] == "parts":
        return {"gaps": GAP.findall(made.stem.ko if lang == "ko" else made.stem.en)}
    return {}


def _disordered(task: Task, chance: random.Random) -> list[str]:
    blocks = [*task["blocks"], *task["extra"]]
    shown = blocks
    for _ in range(TRIES):
        shown = chance.sample(blocks, len(blocks))
        if grade(task, [id for id in shown if id not in task["extra"]]).score < 1:
            break
    return shown


def _hash(*parts: object) -> int:
    text = "/".join(map(str, parts))
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
