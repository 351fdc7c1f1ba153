"""What stands on each page, in one language: the course's texts, concepts, exercises and questions put together."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache as cache_calls
from functools import cached_property
from pathlib import Path

from dlgrade.course.model import Course, Exercise
from dlgrade.figures import Figure, svg
from dlgrade.figures.load import load
from dlgrade.i18n import LANGUAGES, Lang
from dlgrade.quiz.bank import Bank, Concept, Question
from dlsite import cache, markup, widgets
from dlsite.questions import Data, question_data

IN_PLACE = 3  # questions to a section of a learning page


@dataclass(frozen=True)
class Section:
    """A section of a learning page: an exercise with the concepts that it trains, or one concept without an exercise.

    Attributes:
        id: where it is on the page.
        title: its heading.
        body: HTML: what it is and why it matters.
        concepts: the concepts, each with its texts.
        example: HTML of the worked example, or empty.
        differs: HTML of where a note differs, or empty.
        exercise: the exercise's id, or None.
        questions: the questions asked in place.
        widget: a figure to play with, or None.
    """

    id: str
    title: str
    body: str
    concepts: tuple[Data, ...] = ()
    example: str = ""
    differs: str = ""
    exercise: str | None = None
    questions: tuple[str, ...] = ()
    widget: widgets.Widget | None = None


@dataclass(frozen=True)
class UnitPage:
    """A unit on the site."""

    id: str
    number: str
    title: str
    introduction: str
    sections: tuple[Section, ...]
    questions: tuple[Data, ...]
    exercises: tuple[str, ...] = field(default=())

    @property
    def widgets(self) -> tuple[widgets.Widget, ...]:
        """Its figures to play with."""
        return tuple(section.widget for section in self.sections if section.widget)


class Content:
    """All that the site says in one language."""

    def __init__(self, course: Course, bank: Bank, lang: Lang, known: cache.Cache) -> None:
        """Put nothing together yet."""
        self.course, self.bank, self.lang, self.known = course, bank, lang, known

    @cached_property
    def reference(self) -> str:
        """The fingerprint of the programs that compute figures and answers."""
        return cache.fingerprint(cache.folder(path) for path in self.course.python_path)

    # ----------------------------------------------------------------------------------------------- questions

    def question(self, question: Question) -> Data:
        """A question as data."""
        both = self.known.get(self.parts(question), lambda: question_data(self.bank, question))
        data: Data = both[self.lang]
        return data

    def parts(self, question: Question) -> list[str]:
        """All that a question's data, in both languages, depend on."""
        errata = [repr(self.bank.errata.get(id)) for id in question.corrects]
        data = json.dumps(question.data, sort_keys=True, ensure_ascii=False, default=str)
        return [data, question.unit, self.unit_program(question.unit), self.reference, *errata]

    def unit_program(self, unit: str) -> str:
        """The fingerprint of a unit's program."""
        path = self.bank.folder / f"{unit}.py"
        return cache.fingerprint([path.read_bytes()]) if path.exists() else ""

    # --------------------------------------------------------------------------------------------------- units

    @cached_property
    def units(self) -> list[UnitPage]:
        """All units with questions or exercises, in order."""
        return [self._unit(id) for id in self.bank.titles]

    def _unit(self, id: str) -> UnitPage:
        questions = [q for q in self.bank.questions.values() if q.unit == id]
        exercises = [e for e in self.course.exercises.values() if e.unit == id]
        return UnitPage(
            id,
            id.partition("_")[0],
            self.bank.titles[id].to(self.lang),
            self._introduction(id),
            tuple(self._sections(id, questions, exercises)),
            tuple(self.question(question) for question in questions),
            tuple(exercise.id for exercise in exercises),
        )

    def _introduction(self, id: str) -> str:
        path = self.course.root / "exercises" / id / f"{self.lang}.md"
        if path.exists():
            text = path.read_text(encoding="utf-8").partition("\n")[2]
        else:
            own = self.bank.introductions.get(id)
            text = own.to(self.lang) if own else ""
        made: str = self.known.get(["introduction", text], lambda: markup.block(text))
        return made

    def _sections(self, id: str, questions: list[Question], exercises: list[Exercise]) -> Iterator[Section]:
        """Exercises in the course's order; a concept without one follows what it follows in its file."""
        of_exercise: dict[str, list[Concept]] = {exercise.id: [] for exercise in exercises}
        following: dict[str, list[Concept]] = {}
        last = ""
        for concept in self.bank.concepts.values():
            if concept.unit == id and concept.exercise in of_exercise:
                last = str(concept.exercise)
                of_exercise[last].append(concept)
            elif concept.unit == id:
                following.setdefault(last, []).append(concept)
        yield from (self._concept_section(concept, questions) for concept in following.get("", ()))
        for exercise in exercises:
            yield self._exercise_section(exercise, of_exercise[exercise.id], questions)
            for concept in following.get(exercise.id, ()):
                yield self._concept_section(concept, questions)

    def _concept_section(self, concept: Concept, questions: list[Question]) -> Section:
        data = self.concept(concept)
        return Section(
            concept.id,
            data["title"],
            "",
            (data,),
            exercise=concept.exercise,
            questions=_asked([concept], questions),
        )

    def _exercise_section(
        self, exercise: Exercise, concepts: list[Concept], questions: list[Question]
    ) -> Section:
        text = exercise.text(self.lang)
        return Section(
            exercise.id,
            text.title,
            self._illustrated(exercise, text.introduction),
            tuple(self.concept(concept) for concept in concepts),
            self._illustrated(exercise, text.example),
            self._illustrated(exercise, text.notes),
            exercise.id,
            _asked(concepts, questions),
            widgets.PLACES.get(exercise.id),
        )

    def _illustrated(self, exercise: Exercise, text: str) -> str:
        def figure(name: str, seen: str) -> str:
            return svg.draw(_figure(exercise, name), self.lang, seen)

        drawn = [cache.folder(exercise.folder), self.reference] if "(figure:" in text else []
        parts = ["text", self.lang, text, *drawn]
        made: str = self.known.get(parts, lambda: markup.illustrated(text, figure))
        return made

    def concept(self, concept: Concept) -> Data:
        """A concept as data."""
        return {
            "id": concept.id,
            "unit": concept.unit,
            "title": concept.title.to(self.lang),
            "other": concept.title.to("en" if self.lang == "ko" else "ko"),
            "meaning": markup.inline(concept.meaning.to(self.lang)),
            "why": markup.inline(concept.why.to(self.lang)),
            "formula": markup.formula(concept.formula, display=True) if concept.formula else "",
            "needs": [
                {
                    "id": id,
                    "title": self.bank.concepts[id].title.to(self.lang),
                    "href": self.place(self.bank.concepts[id]),
                }
                for id in concept.needs
                if id in self.bank.concepts
            ],
            "notes": list(concept.notes),
            "href": self.place(concept),
        }

    def place(self, concept: Concept) -> str:
        """Where a concept is explained: a page of ``learn/`` and a place on it."""
        exercise = self.course.exercises.get(concept.exercise or "")
        section = exercise.id if exercise and exercise.unit == concept.unit else concept.id
        return f"{concept.unit}.html#{section}"

    def widget(self, name: str) -> Data:
        """What a figure to play with is drawn from."""
        parts = ["widget", self.lang, name, self.reference]
        made: Data = self.known.get(parts, lambda: widgets.data(name, self.lang))
        return made

    # ------------------------------------------------------------------------------------------------- the rest

    @cached_property
    def glossary(self) -> list[Data]:
        """All concepts by their names."""
        return sorted(
            map(self.concept, self.bank.concepts.values()), key=lambda c: str(c["title"]).casefold()
        )

    @cached_property
    def errata(self) -> list[Data]:
        """All errata, with the questions that set them right."""
        return [
            {
                "id": erratum.id,
                "kind": erratum.kind,
                "notes": list(erratum.notes),
                "claim": markup.inline(erratum.claim.to(self.lang)),
                "right": markup.inline(erratum.right.to(self.lang)),
                "sources": [markup.inline(source) for source in erratum.sources],
                "questions": [
                    {"id": q.id, "unit": q.unit}
                    for q in self.bank.questions.values()
                    if erratum.id in q.corrects
                ],
            }
            for erratum in self.bank.errata.values()
        ]


@cache_calls
def _figure(exercise: Exercise, name: str) -> Figure:
    """A figure, made once for both languages."""
    return load(exercise, name)


def _asked(concepts: list[Concept], questions: list[Question]) -> tuple[str, ...]:
    """Some questions whose first concept is one of these: easy ones first, no cards."""
    ids = {concept.id for concept in concepts}
    about = [q for q in questions if q.concepts and q.concepts[0] in ids and q.kind.automatic]
    return tuple(q.id for q in sorted(about, key=lambda q: q.difficulty)[:IN_PLACE])


def other(lang: Lang) -> Lang:
    """The other language."""
    return next(candidate for candidate in LANGUAGES if candidate != lang)


def static_files() -> list[Path]:
    """The scripts and styles of every page."""
    return sorted((Path(__file__).parent / "static").iterdir())
