"""``EXAM.yaml``: what an exam asks for, read strictly.

.. code-block:: yaml

    format: 1
    title: {en: Midterm, ko: 중간고사}
    seed: 20261130
    variants: 4                           # A, B, C, D
    languages: [ko]                       # one paper per variant and language
    paper: a4                             # or letter
    minutes: 60
    sections:
      - {concepts: [act.*, loss.*], types: [single, multiple], difficulty: [1, 2], count: 6, points: 3}
      - {units: [04_differentiation], types: [numeric, tensor], count: 4, points: 5}
      - {title: {en: Coding, ko: 코딩}, questions: [write-relu], points: 10}

A section draws `count` questions that fit all of its filters, or asks the `questions` that it lists.
"""

from __future__ import annotations

import fnmatch
import json
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dlgrade.course import yaml_file
from dlgrade.course.yaml_file import Located
from dlgrade.errors import CourseError
from dlgrade.i18n import LANGUAGES, Lang, Text
from dlgrade.quiz.bank import DIFFICULTIES, Bank, Question, first_line
from dlgrade.quiz.kinds import KINDS
from dlgrade.quiz.texts import WRITTEN, text_of

FORMAT = 1
PAPERS = ("a4", "letter")
MAX_VARIANTS = 26
MAX_ID_DIGITS = 20
_NUMBER = (int, float)
_NAME = re.compile(r"[\w.-]+\Z")
_REQUIRED: dict[str, Any] = {"format": int, "title": WRITTEN, "seed": int, "sections": list}
_OPTIONAL: dict[str, Any] = {
    "variants": int,
    "languages": list,
    "paper": str,
    "minutes": int,
    "date": str,
    "instructions": WRITTEN,
    "id_digits": int,
    "exclude": Located,
}
_SECTION: dict[str, Any] = {
    "title": WRITTEN,
    "questions": list,
    "concepts": list,
    "units": list,
    "types": list,
    "difficulty": (int, list),
    "count": int,
    "points": _NUMBER,
    "shuffle": bool,
}


@dataclass(frozen=True)
class Section:
    """Questions that stand together on the paper and are worth the same.

    Attributes:
        title: above them, or None.
        candidates: what may be drawn, in the bank's order.
        count: how many of them are asked.
        points: for each.
        fixed: whether all candidates were named and are asked.
        shuffle: whether each variant has another order.
        line: in the file.
    """

    title: Text | None
    candidates: tuple[Question, ...]
    count: int
    points: float
    fixed: bool
    shuffle: bool
    line: int


@dataclass(frozen=True)
class Plan:
    """An exam before anything is drawn.

    Attributes:
        path: the file.
        id: its name without the suffix; results are kept by it.
        seed: decides every draw.
        variants: their letters.
        paper: the size of a sheet, ``a4`` or ``letter``.
        languages: in which papers are printed; the first decides the order of gaps.
        minutes: how long it takes; None: the paper does not say.
        date: printed as it is; may be empty.
        instructions: more to read before the first question, or None.
        id_digits: the boxes for a student's number.
    """

    path: Path
    id: str
    title: Text
    seed: int
    variants: tuple[str, ...]
    paper: str
    languages: tuple[Lang, ...]
    minutes: int | None
    date: str
    instructions: Text | None
    id_digits: int
    sections: tuple[Section, ...]

    @property
    def points(self) -> float:
        """What a perfect paper is worth."""
        return sum(section.points * section.count for section in self.sections)


def read_plan(path: Path, bank: Bank) -> Plan:
    """Read an exam's file.

    Raises:
        CourseError: it is not there, or something in it is wrong; names file and line.
    """
    return _Reader(path, bank).plan()


class _Reader:
    def __init__(self, path: Path, bank: Bank) -> None:
        self.path, self.bank = path, bank
        self.found = yaml_file.expect(yaml_file.read(path), path, _REQUIRED, _OPTIONAL)

    def plan(self) -> Plan:
        found = self.found
        if found["format"] != FORMAT:
            raise self.wrong(
                found.lines["format"],
                f"format {found['format']} is not known; this version reads {FORMAT}.",
                f"형식 {found['format']}: 알 수 없습니다. 이 버전은 형식 {FORMAT}만 읽습니다.",
            )
        if not _NAME.match(self.path.stem):
            raise self.wrong(
                None,
                "an exam's file name must be made of letters, digits, dots and hyphens.",
                "시험 파일의 이름에는 글자, 숫자, 점, 하이픈만 쓸 수 있습니다.",
            )
        excluded = self.excluded(found.get("exclude"))
        sections = tuple(self.section(item, excluded) for item in found["sections"])
        if not sections:
            raise self.wrong(found.lines["sections"], "there is no section.", "영역이 하나도 없습니다.")
        self.possible(sections)
        count = self.whole("variants", 1, 1, MAX_VARIANTS)
        return Plan(
            self.path,
            self.path.stem,
            text_of(found["title"], self.path, found.lines["title"]),
            found["seed"],
            tuple(chr(ord("A") + i) for i in range(count)),
            self.one_of("paper", PAPERS, "a4"),
            self.languages(),
            self.whole("minutes", None, 1, 10_000) if "minutes" in found else None,
            found.get("date", ""),
            self.text("instructions"),
            self.whole("id_digits", 10, 1, MAX_ID_DIGITS),
            sections,
        )

    # ------------------------------------------------------------------------------------------------- small values

    def wrong(self, line: int | None, en: str, ko: str) -> CourseError:
        return CourseError(self.path, line, Text(en, ko))

    def text(self, key: str) -> Text | None:
        found = self.found
        return text_of(found[key], self.path, found.lines[key]) if key in found else None

    def whole(self, key: str, default: int | None, low: int, high: int) -> Any:
        value: Any = self.found.get(key, default)
        if not low <= value <= high:
            raise self.wrong(
                self.found.lines[key],
                f"`{key}` must be from {low} to {high}.",
                f"`{key}` 값은 {low}부터 {high}까지여야 합니다.",
            )
        return value

    def one_of(self, key: str, values: Sequence[str], default: str) -> str:
        value = self.found.get(key, default)
        if value not in values:
            names = ", ".join(f"`{one}`" for one in values)
            raise self.wrong(
                self.found.lines[key],
                f"`{key}` is one of {names}, not `{value}`.",
                f"`{key}` 값은 {names} 중 하나여야 합니다: `{value}`.",
            )
        return str(value)

    def languages(self) -> tuple[Lang, ...]:
        wished = self.found.get("languages", list(LANGUAGES))
        if not wished or any(lang not in LANGUAGES for lang in wished) or len(set(wished)) < len(wished):
            raise self.wrong(
                self.found.lines["languages"],
                "`languages` is a list of `en` and `ko`.",
                "`languages` 값은 `en`과 `ko`의 목록이어야 합니다.",
            )
        return tuple(wished)

    # ----------------------------------------------------------------------------------------------- what is excluded

    def excluded(self, found: Located | None) -> frozenset[str]:
        """The questions that may not be drawn: those named, and those that somebody practised."""
        if found is None:
            return frozenset()
        yaml_file.expect(found, self.path, {}, {"practised": list, "questions": list})
        ids = {self.question(id, found.lines["questions"]).id for id in found.get("questions") or ()}
        for name in found.get("practised") or ():
            ids |= self.practised(str(name), found.lines["practised"])
        return frozenset(ids)

    def practised(self, name: str, line: int) -> set[str]:
        """The questions in a record that somebody exported from the study site."""
        path = self.path.parent / name
        try:
            record = json.loads(path.read_text(encoding="utf-8"))
            return {id for id, one in record["questions"].items() if one}
        except OSError as error:
            raise self.wrong(
                line,
                f"`{name}` cannot be read: {error.strerror}.",
                f"`{name}` 파일을 읽을 수 없습니다: {error.strerror}.",
            ) from None
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise self.wrong(
                line,
                f"`{name}` is not a record exported from the study site (Settings, Export).",
                f"`{name}`: 학습 사이트(설정 > 내보내기)에서 내보낸 기록이 아닙니다.",
            ) from None

    # ------------------------------------------------------------------------------------------------------- sections

    def section(self, item: Any, excluded: frozenset[str]) -> Section:
        line = first_line(item)
        found = yaml_file.expect(item, self.path, {"points": _NUMBER}, _SECTION, line=line)
        points = float(found["points"])
        if not (0 < points < math.inf):
            raise self.wrong(
                found.lines["points"], "`points` must be above 0.", "`points` 값은 0보다 커야 합니다."
            )
        candidates = self.listed(found) if "questions" in found else self.filtered(found, excluded)
        count = found.get("count", len(candidates) if "questions" in found else None)
        if count is None:
            raise self.wrong(
                line,
                "the key `count` is missing: how many questions to draw.",
                "키 `count`(몇 문제를 뽑을지) 항목이 빠져 있습니다.",
            )
        if count < 1 or count > len(candidates):
            raise self.wrong(
                found.lines.get("count", line),
                f"{count} questions are asked for, and {len(candidates)} fit.",
                f"{count}문제를 뽑아야 하는데 조건에 맞는 문제는 {len(candidates)}개입니다.",
            )
        title = text_of(found["title"], self.path, found.lines["title"]) if "title" in found else None
        fixed = "questions" in found and count == len(candidates)
        return Section(title, candidates, count, points, fixed, bool(found.get("shuffle", True)), line or 1)

    def listed(self, found: Located) -> tuple[Question, ...]:
        line = found.lines["questions"]
        for key in ("concepts", "units", "types", "difficulty"):
            if key in found:
                raise self.wrong(
                    found.lines[key],
                    f"a section has either `questions` or `{key}`.",
                    f"한 영역에 `questions`와 `{key}`를 함께 쓸 수 없습니다.",
                )
        questions = tuple(self.question(id, line) for id in found["questions"])
        for question in questions:
            if question.kind.name == "card":
                raise self.wrong(
                    line,
                    f"`{question.id}` is a card, which nobody can grade.",
                    f"`{question.id}` 문제는 카드라서 채점할 수 없습니다.",
                )
        if len({question.id for question in questions}) < len(questions):
            raise self.wrong(line, "a question is there twice.", "같은 문제가 두 번 나옵니다.")
        return questions

    def question(self, id: Any, line: int) -> Question:
        found = self.bank.questions.get(id) if isinstance(id, str) else None
        if found is None:
            raise self.wrong(line, f"there is no question `{id}`.", f"`{id}`라는 문제가 없습니다.")
        return found

    def filtered(self, found: Located, excluded: frozenset[str]) -> tuple[Question, ...]:
        concepts = self.concepts(found)
        units = self.units(found)
        types = self.named(found, "types", [name for name in KINDS if name != "card"])
        wished = found.get("difficulty", list(DIFFICULTIES))
        difficulties = wished if isinstance(wished, list) else [wished]
        if any(one not in DIFFICULTIES for one in difficulties):
            raise self.wrong(
                found.lines["difficulty"],
                "`difficulty` is 1, 2, 3 or a list of them.",
                "`difficulty` 값은 1, 2, 3 또는 그 목록이어야 합니다.",
            )
        usual = [name for name, kind in KINDS.items() if kind.automatic]
        return tuple(
            question
            for question in self.bank.questions.values()
            if question.id not in excluded
            and question.kind.name in (types if types is not None else usual)
            and question.difficulty in difficulties
            and (units is None or question.unit in units)
            and (concepts is None or concepts & set(question.concepts[:1]))
        )

    def named(self, found: Located, key: str, known: Iterable[str]) -> list[str] | None:
        if key not in found:
            return None
        for name in found[key]:
            if name not in known:
                names = ", ".join(known)
                raise self.wrong(
                    found.lines[key],
                    f"`{key}`: `{name}` is not one of {names}.",
                    f"`{key}`: `{name}` 값은 다음 중 하나여야 합니다: {names}.",
                )
        return list(found[key])

    def units(self, found: Located) -> list[str] | None:
        if "units" not in found:
            return None
        units: list[str] = []
        for name in map(str, found["units"]):
            fitting = [unit for unit in self.bank.titles if name in _names_of(unit)]
            if not fitting:
                known = ", ".join(self.bank.titles)
                raise self.wrong(
                    found.lines["units"],
                    f"there is no unit `{name}`. Units: {known}",
                    f"`{name}`라는 단원이 없습니다. 단원: {known}",
                )
            units += fitting
        return units

    def concepts(self, found: Located) -> set[str] | None:
        if "concepts" not in found:
            return None
        ids: set[str] = set()
        for pattern in map(str, found["concepts"]):
            fitting = fnmatch.filter(self.bank.concepts, pattern)
            if not fitting:
                raise self.wrong(
                    found.lines["concepts"],
                    f"no concept fits `{pattern}`.",
                    f"`{pattern}`에 맞는 개념이 없습니다.",
                )
            ids |= set(fitting)
        return ids

    def possible(self, sections: tuple[Section, ...]) -> None:
        """A question is asked once: what one section fixes, another cannot ask."""
        fixed: dict[str, Section] = {}
        for section in sections:
            for question in section.candidates if section.fixed else ():
                if question.id in fixed:
                    raise self.wrong(
                        section.line,
                        f"`{question.id}` is asked in another section already.",
                        f"`{question.id}` 문제는 이미 다른 영역에 있습니다.",
                    )
                fixed[question.id] = section


def _names_of(unit: str) -> tuple[str, str, str]:
    number, _, rest = unit.partition("_")
    return unit, number, rest
