"""The question bank of a course: ``quizzes/*.yaml``, read strictly.

``quizzes/NN_unit.yaml`` holds the concepts of one unit and the questions about them, ``quizzes/NN_unit.py`` the functions
that compute their answers, traps and figures, and ``errata.yaml`` where the notes differ from what is right. A text is ``{en: …, ko: …}``, or plain where both languages write it alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from dlgrade.course import yaml_file
from dlgrade.course.model import Course
from dlgrade.course.yaml_file import Located
from dlgrade.errors import CourseError
from dlgrade.i18n import Text
from dlgrade.quiz.expression import Functions, allowed_functions, is_expression
from dlgrade.quiz.kinds import KINDS, Kind
from dlgrade.quiz.parameters import RULES
from dlgrade.quiz.texts import WRITTEN, text_of

FORMAT = 1
DIFFICULTIES = (1, 2, 3)
ERRATUM_KINDS = ("wrong", "contradiction", "outdated", "misleading")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_LISTS = ("concepts", "source", "needs", "corrects", "references", "tags")

CONCEPT_REQUIRED: dict[str, Any] = {
    "id": str,
    "title": WRITTEN,
    "meaning": WRITTEN,
    "why": WRITTEN,
    "notes": list,
}
CONCEPT_OPTIONAL: dict[str, Any] = {"needs": list, "formula": str, "exercise": str}
REQUIRED: dict[str, Any] = {
    "id": str,
    "type": str,
    "concepts": list,
    "source": list,
    "difficulty": int,
    "stem": WRITTEN,
    "hints": list,
    "explain": WRITTEN,
}
OPTIONAL: dict[str, Any] = {
    "revision": int,
    "needs": list,
    "corrects": list,
    "references": list,
    "parameters": Located,
    "code": str,
    "figure": str,
    "alt": WRITTEN,
}


@dataclass(frozen=True)
class Concept:
    """Something to be understood: an entry of the glossary, a node of the map of prerequisites.

    Attributes:
        id: as ``act.sigmoid``.
        unit: the unit that teaches it.
        title: its name in both languages.
        meaning: what it is, in a sentence or two.
        why: why it matters.
        formula: LaTeX, or empty.
        needs: the ids of the concepts to know before.
        notes: the sections of the notes that speak of it, as ``000 §3.1``.
        exercise: the exercise that trains it, or None.
    """

    id: str
    unit: str
    title: Text
    meaning: Text
    why: Text
    formula: str
    needs: tuple[str, ...]
    notes: tuple[str, ...]
    exercise: str | None
    line: int


@dataclass(frozen=True)
class Erratum:
    """A place where a note is wrong, outdated, contradicts another or misleads.

    Attributes:
        id: as ``E06``.
        kind: ``wrong``, ``contradiction``, ``outdated`` or ``misleading``.
        notes: where it is, as ``003 Sigmoid Function``.
        claim: what the note says, in short.
        right: what is right.
        sources: where this can be read or how it was computed.
    """

    id: str
    kind: str
    notes: tuple[str, ...]
    claim: Text
    right: Text
    sources: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class Question:
    """A question as it is written, before a draw of its parameters.

    Attributes:
        id: unique in the bank and never changed; what a learner has done is kept by it.
        unit: the unit whose file it is in.
        kind: its type.
        data: all that is in the file, by key.
        path: the file.
        line: its first line.
    """

    id: str
    unit: str
    kind: Kind
    data: Located
    path: Path
    line: int

    @property
    def revision(self) -> int:
        """Raised when the meaning changes; statistics are kept by it."""
        return int(self.data.get("revision", 1))

    @property
    def concepts(self) -> tuple[str, ...]:
        """The concepts it asks about."""
        return tuple(self.data["concepts"])

    @property
    def corrects(self) -> tuple[str, ...]:
        """The errata that it sets right."""
        return tuple(self.data.get("corrects") or ())

    @property
    def source(self) -> tuple[str, ...]:
        """The sections of the notes that it belongs to."""
        return tuple(self.data["source"])

    @property
    def difficulty(self) -> int:
        """1 easy, 2 needs thought, 3 hard."""
        return int(self.data["difficulty"])

    @property
    def parameters(self) -> Mapping[str, Any]:
        """The rules by which its parameters are drawn."""
        return self.data.get("parameters") or {}

    def error(self, text: Text, key: str | None = None) -> CourseError:
        """Return an error at this question, or at one of its keys."""
        return CourseError(self.path, self.data.lines.get(key or "", self.line), text)


class Bank:
    """All questions, concepts and errata of a course."""

    def __init__(self, course: Course) -> None:
        """Remember the course; files are read when they are asked for."""
        self.course = course
        self.folder = course.root / "quizzes"

    @cache  # noqa: B019 - a bank lives as long as the program
    def functions(self, unit: str) -> Functions:
        """What ``=…`` may call in the questions of a unit: its program ``quizzes/NN_unit.py``."""
        return allowed_functions(self.folder / f"{unit}.py", self.course.python_path)

    @cached_property
    def files(self) -> list[Path]:
        """The files of questions in the order of the units."""
        return sorted(self.folder.glob("[0-9][0-9]_*.yaml"))

    @cached_property
    def titles(self) -> dict[str, Text]:
        """The titles of all units with questions: the course's, then those of the quizzes' own."""
        titles = {unit.id: unit.title for unit in self.course.units}
        for path in self.files:
            head = _head(path)
            if path.stem not in titles:
                if "title" not in head:
                    raise CourseError(
                        path,
                        1,
                        Text("the key `title` is missing.", "키 `title` 항목이 빠져 있습니다."),
                    )
                titles[path.stem] = text_of(head["title"], path, head.lines["title"])
        return dict(sorted(titles.items()))

    @cached_property
    def introductions(self) -> dict[str, Text]:
        """The introductions of the units that are the quizzes' own."""
        heads = {path: _head(path) for path in self.files}
        return {
            path.stem: text_of(head["introduction"], path, head.lines["introduction"])
            for path, head in heads.items()
            if "introduction" in head
        }

    @cached_property
    def questions(self) -> dict[str, Question]:
        """All questions by id, in the order of the files.

        Raises:
            CourseError: a file is wrong.
        """
        found: dict[str, Question] = {}
        for path in self.files:
            for question in _questions(path, _head(path)):
                if question.id in found:
                    raise question.error(
                        Text(
                            f"the id `{question.id}` is there twice.", f"id `{question.id}`: 두 번 나옵니다."
                        ),
                        "id",
                    )
                found[question.id] = question
        return found

    @cached_property
    def concepts(self) -> dict[str, Concept]:
        """All concepts by id, in the order of the files.

        Raises:
            CourseError: a file is wrong.
        """
        found: dict[str, Concept] = {}
        for path in self.files:
            for concept in _concepts(path, _head(path)):
                if concept.id in found:
                    raise CourseError(path, concept.line, _twice(concept.id))
                found[concept.id] = concept
        return found

    @cached_property
    def errata(self) -> dict[str, Erratum]:
        """All errata by id; none where there is no ``errata.yaml``.

        Raises:
            CourseError: the file is wrong.
        """
        path = self.folder / "errata.yaml"
        return {erratum.id: erratum for erratum in _errata(path)} if path.exists() else {}


def first_line(data: Any) -> int | None:
    """The line on which a mapping begins."""
    return min(data.lines.values(), default=None) if isinstance(data, Located) else None


def _twice(id: str) -> Text:
    return Text(f"the id `{id}` is there twice.", f"id `{id}`: 두 번 나옵니다.")


@cache
def _head(path: Path) -> Located:
    head = yaml_file.expect(
        yaml_file.read(path),
        path,
        {"format": int, "concepts": list, "questions": list},
        {"title": Located, "introduction": Located},
    )
    if head["format"] != FORMAT:
        raise CourseError(path, head.lines["format"], Text(
            f"format {head['format']} is not known; this version reads {FORMAT}.",
            f"형식 {head['format']}: 알 수 없습니다. 이 버전은 형식 {FORMAT}만 읽습니다.",
        ))  # fmt: skip
    return head


def _questions(path: Path, head: Located) -> list[Question]:
    return [_question(data, path) for data in head["questions"]]


def _concepts(path: Path, head: Located) -> Iterator[Concept]:
    for item in head["concepts"]:
        line = first_line(item)
        data = yaml_file.expect(item, path, CONCEPT_REQUIRED, CONCEPT_OPTIONAL, line=line)
        title, meaning, why = (
            text_of(data[key], path, data.lines[key]) for key in ("title", "meaning", "why")
        )
        yield Concept(
            data["id"],
            path.stem,
            title,
            meaning,
            why,
            data.get("formula", ""),
            tuple(data.get("needs") or ()),
            tuple(data["notes"]),
            data.get("exercise"),
            line or 1,
        )


def _question(data: Any, path: Path) -> Question:
    line = first_line(data)
    if not isinstance(data, Located) or not isinstance(data.get("type"), str) or data["type"] not in KINDS:
        known = ", ".join(KINDS)
        where = data.lines.get("type", line) if isinstance(data, Located) else line
        raise CourseError(
            path,
            where,
            Text(f"`type` must be one of: {known}.", f"`type` 값은 다음 중 하나여야 합니다: {known}."),
        )
    kind = KINDS[data["type"]]
    yaml_file.expect(data, path, {**REQUIRED, **kind.required}, {**OPTIONAL, **kind.optional}, line=line)
    question = Question(data["id"], path.stem, kind, data, path, line or 1)
    if not _ID.match(question.id):
        raise question.error(
            Text(
                f"the id `{question.id}` must be made of small letters, digits and single hyphens.",
                f"id `{question.id}`: 소문자, 숫자, 하이픈 하나씩으로만 쓸 수 있습니다.",
            ),
            "id",
        )
    if data["difficulty"] not in DIFFICULTIES:
        raise question.error(
            Text("`difficulty` must be 1, 2 or 3.", "`difficulty` 값은 1, 2, 3 중 하나여야 합니다."),
            "difficulty",
        )
    for key in _LISTS:
        if not all(isinstance(item, str) for item in data.get(key) or ()):
            raise question.error(
                Text(f"`{key}` must be a list of texts.", f"`{key}`: 문자열 목록이어야 합니다."), key
            )
    _check_parameters(question)
    return question


def _check_parameters(question: Question) -> None:
    for name, rule in question.parameters.items():
        line = question.data["parameters"].lines[name]
        if isinstance(rule, Located):
            kind = next((kind for kind in RULES if kind in rule), None)
            if kind is None:
                known = ", ".join(RULES)
                raise CourseError(question.path, line, Text(
                    f"the parameter `{name}` must be one of: {known}, or `=…`.",
                    f"매개변수 `{name}`: {known} 또는 `=…` 중 하나여야 합니다.",
                ))  # fmt: skip
            yaml_file.expect(rule, question.path, *RULES[kind], line=line)
        elif isinstance(rule, str) and not is_expression(rule):
            raise CourseError(
                question.path,
                line,
                Text(
                    f"the parameter `{name}` must be a rule or `=…`.",
                    f"매개변수 `{name}`: 규칙 또는 `=…`이어야 합니다.",
                ),
            )


def _errata(path: Path) -> Iterator[Erratum]:
    required = {"id": str, "kind": str, "notes": list, "claim": WRITTEN, "right": WRITTEN, "sources": list}
    head = yaml_file.expect(yaml_file.read(path), path, {"format": int, "errata": list})
    seen: set[str] = set()
    for item in head["errata"]:
        line = first_line(item)
        data = yaml_file.expect(item, path, required, line=line)
        if data["id"] in seen:
            raise CourseError(path, line, _twice(data["id"]))
        if data["kind"] not in ERRATUM_KINDS:
            known = ", ".join(ERRATUM_KINDS)
            raise CourseError(
                path,
                data.lines["kind"],
                Text(f"`kind` must be one of: {known}.", f"`kind` 값은 다음 중 하나여야 합니다: {known}."),
            )
        seen.add(data["id"])
        claim, right = (text_of(data[key], path, data.lines[key]) for key in ("claim", "right"))
        sources = tuple(map(str, data["sources"]))
        yield Erratum(data["id"], data["kind"], tuple(data["notes"]), claim, right, sources, line or 1)
