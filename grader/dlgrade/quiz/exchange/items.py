"""Items: variants of questions, each in one language, ready to be written in another program's format."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from dlgrade.errors import UserError
from dlgrade.figures import Figure
from dlgrade.i18n import Lang, Text
from dlgrade.quiz.bank import Bank, Erratum, Question
from dlgrade.quiz.parameters import seeds
from dlgrade.quiz.texts import text_of
from dlgrade.quiz.variant import Variant, variant

POINTS = 1


@dataclass(frozen=True)
class Item:
    """One variant of a question in one language; texts are Markdown.

    Attributes:
        key: unique among the items of a course and the same in every build: ``ID.en``, or ``ID.ko.v2`` for the second
            variant of a question with parameters, ``ID.ko.s7.v2`` where the variants were drawn from the seed 7.
        made: the variant.
        lang: the language.
        unit_title: the title of its unit.
        errata: what the notes say wrongly about it.
        points: what it is worth.
    """

    key: str
    made: Variant
    lang: Lang
    unit_title: str
    errata: tuple[Erratum, ...]
    points: float = POINTS

    @property
    def question(self) -> Question:
        """The question."""
        return self.made.question

    @property
    def id(self) -> str:
        """The question's id."""
        return self.made.question.id

    @property
    def type(self) -> str:
        """The question's type, as ``numeric``."""
        return self.made.question.kind.name

    @property
    def task(self) -> Mapping[str, Any]:
        """What is graded."""
        return self.made.built.task

    @property
    def stem(self) -> str:
        """What is asked."""
        return self.made.stem.to(self.lang)

    @property
    def explain(self) -> str:
        """The explanation."""
        return self.made.explain.to(self.lang)

    @property
    def solution(self) -> str:
        """The right answer in words."""
        return self.made.built.solution.to(self.lang)

    @property
    def hints(self) -> tuple[str, ...]:
        """From vague to nearly the answer."""
        return tuple(hint.to(self.lang) for hint in self.made.hints)

    @property
    def figure(self) -> Figure | None:
        """A figure to look at."""
        return self.made.figure

    @property
    def alt(self) -> str:
        """The figure in words."""
        return self.made.alt.to(self.lang) if self.made.alt else ""

    @property
    def references(self) -> tuple[str, ...]:
        """Books and papers."""
        return tuple(self.question.data.get("references") or ())

    @property
    def tags(self) -> list[str]:
        """What it is about, in words without spaces where possible."""
        return [
            f"unit:{self.question.unit}",
            f"type:{self.type}",
            *(f"concept:{concept}" for concept in self.question.concepts),
            f"difficulty:{self.question.difficulty}",
            *(f"note:{note}" for note in self.question.source),
            *(f"erratum:{id}" for id in self.question.corrects),
            f"revision:{self.question.revision}",
        ]

    @property
    def name(self) -> str:
        """A name for lists: the question's id, and the number of the variant where there are several."""
        return self.key.replace(f".{self.lang}", "", 1)

    def text(self, id: str) -> str:
        """What is shown for an id of the task: an option, a block, a card."""
        return self.made.built.texts[id].to(self.lang)

    def why(self, id: str) -> str:
        """The explanation that belongs to an id; empty where there is none."""
        found = self.made.built.whys.get(id)
        return found.to(self.lang) if found else ""

    def instructions(self) -> list[str]:
        """What a learner must know to type the answer and the stem need not say: decimals, unit."""
        data, texts = self.question.data, []
        digits, unit = data.get("digits"), data.get("unit")
        if digits is not None and self.task["kind"] == "numbers":
            texts.append(
                Text(f"Give {digits} decimal{'s' * (digits != 1)}.", f"소수 {digits}자리까지 쓰세요.")
            )
        if unit is not None:
            shown = text_of(unit, self.question.path, self.question.line)
            texts.append(Text(f"Unit: {shown.en}", f"단위: {shown.ko}"))
        return [text.to(self.lang) for text in texts]

    def shuffled(self, ids: Sequence[str]) -> list[str]:
        """Ids in an order that gives nothing away, the same in every build."""
        chance = random.Random(number(self.key, "order"))  # noqa: S311 - no secret
        return chance.sample(ids, len(ids))


def number(*parts: str) -> int:
    """A number of 63 bits that is the same for the same texts and as good as never for others."""
    return int.from_bytes(hashlib.sha256("\0".join(parts).encode()).digest()[:8], "big") >> 1


def chosen(bank: Bank, units: Sequence[str] = (), ids: Sequence[str] = ()) -> list[Question]:
    """The questions of some units (``02_activations``, ``02``) and those with some ids; all where neither is given.

    Raises:
        UserError: a unit or an id is not there.
    """
    questions = list(bank.questions.values())
    if not units and not ids:
        return questions
    wanted = set(ids)
    for id in ids:
        if id not in bank.questions:
            raise UserError(Text(f"There is no question `{id}`.", f"`{id}`라는 문제가 없습니다."))
    for name in units:
        found = [q.id for q in questions if name in (q.unit, *q.unit.split("_", 1))]
        if not found:
            known = ", ".join(sorted({q.unit for q in questions}))
            raise UserError(Text(
                f"There are no questions for `{name}`. Units: {known}", f"`{name}` 단원의 문제가 없습니다. 단원: {known}"
            ))  # fmt: skip
        wanted.update(found)
    return [question for question in questions if question.id in wanted]


def items(
    bank: Bank,
    questions: Iterable[Question],
    langs: Sequence[Lang],
    *,
    variants: int = 1,
    seed: int | None = None,
) -> list[Item]:
    """Make items.

    Args:
        bank: where the questions are from.
        questions: the questions.
        langs: the languages; an item is in one.
        variants: how many of a question with parameters.
        seed: draw other numbers than the site's.

    Raises:
        CourseError: a question is wrong.
    """
    made = [
        one
        for question in questions
        for one in _variants(bank, question, variants if question.parameters else 1, seed)
    ]
    return [of(bank, one, lang, seed) for lang in langs for one in made]


def _variants(bank: Bank, question: Question, count: int, seed: int | None) -> Iterator[Variant]:
    id = question.id if seed is None else f"{question.id}/{seed}"
    for position, drawn in enumerate(islice(seeds(id, question.revision), count)):
        yield variant(bank, question, position, drawn)


def of(bank: Bank, made: Variant, lang: Lang, seed: int | None = None) -> Item:
    """The item of a variant in a language."""
    question = made.question
    key = f"{question.id}.{lang}"
    if question.parameters:
        key += f".v{made.number + 1}" if seed is None else f".s{seed}.v{made.number + 1}"
    errata = tuple(bank.errata[id] for id in question.corrects if id in bank.errata)
    return Item(key, made, lang, bank.titles[question.unit].to(lang), errata)
