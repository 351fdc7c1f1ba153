"""Proves a bank: every question over hundreds of seeds, every reference to something that is there, every text complete.

What is wrong comes back as plain data, as from `dlgrade.course.validate`: path, line and a sentence in both languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from dlgrade.course import formula
from dlgrade.errors import CourseError
from dlgrade.i18n import LANGUAGES, Text
from dlgrade.quiz.bank import Bank, Question
from dlgrade.quiz.parameters import seeds
from dlgrade.quiz.texts import TODO
from dlgrade.quiz.variant import Variant, variant

Problem = dict[str, Any]

SEEDS = 200
MIN_HINTS = 2
MAX_TRUE_FALSE = 0.2
MUCH_LONGER = 1.5
_HANGUL = re.compile(r"[가-힣]")
_QUOTED = re.compile(r"`[^`]*`|“[^”]*”|「[^」]*」|\"[^\"]*\"|\$[^$]*\$")
_NEGATIVE = {
    "en": re.compile(r"(?<!\*)\b(not|never|false|wrong|incorrect|except)\b[^.?!]*\?", re.IGNORECASE),
    "ko": re.compile(r"(?<!\*)(않는|않은|없는|아닌|틀린|잘못된)[^.?!]*(것은|것을|무엇)"),
}
_ALL_OF_THEM = re.compile(
    r"all of the (above|following)|none of the|모두 정답|정답 없음|위의 모든|해당 없음", re.IGNORECASE
)


def prove_bank(bank: Bank, only: str | None = None, seed_count: int = SEEDS) -> Iterator[Problem]:
    """What is wrong with the questions, concepts and errata of a course.

    Args:
        bank: the bank.
        only: prove the questions of one file (its unit) only; what concerns the bank as a whole is left out.
        seed_count: how many seeds to try for each question with parameters.
    """
    try:
        questions = [q for q in bank.questions.values() if only in (None, q.unit)]
        yield from () if only else _whole(bank)
    except CourseError as error:
        yield _problem(error.path, error.sentence, error.line)
        return
    for question in questions:
        try:
            yield from _question(bank, question, seed_count)
        except CourseError as error:
            yield _problem(error.path, error.sentence, error.line)


def _problem(path: Path, text: Text, line: int | None) -> Problem:
    return {"path": str(path), "line": line, "en": text.en, "ko": text.ko}


# ------------------------------------------------------------------------------------------------- one question


def _question(bank: Bank, question: Question, seed_count: int) -> Iterator[Problem]:
    found = [*_references(bank, question), *_written(question)]
    count = seed_count if question.parameters else 1
    made = [
        variant(bank, question, number, seed)
        for number, seed in enumerate(islice(seeds(question.id, question.revision), count))
    ]
    found += [*_shown(made[0]), *_giveaways(question, made)]
    for text in dict.fromkeys(found):
        yield _problem(question.path, text, question.line)


def _references(bank: Bank, question: Question) -> Iterator[Text]:
    """Concepts, prerequisites, errata, sections of notes and exercises that are not there."""
    for key, known in (("concepts", bank.concepts), ("needs", bank.concepts), ("corrects", bank.errata)):
        for id in question.data.get(key) or ():
            if id not in known:
                yield Text(f"`{question.id}`: `{key}` names `{id}`, which is not there.", f"`{question.id}`: `{key}`의 `{id}` 항목이 없습니다.")  # fmt: skip
    for note in question.source:
        if not section_exists(bank, note):
            yield Text(f"`{question.id}`: there is no section `{note}` in the notes.", f"`{question.id}`: 노트에 `{note}` 절이 없습니다.")  # fmt: skip
    exercise = question.data.get("exercise")
    if exercise is not None and exercise not in bank.course.exercises:
        yield Text(f"`{question.id}`: there is no exercise `{exercise}`.", f"`{question.id}`: `{exercise}`라는 연습 문제가 없습니다.")  # fmt: skip
    if not question.concepts or not question.source:
        yield Text(f"`{question.id}`: at least one concept and one source are needed.", f"`{question.id}`: 개념과 출처가 하나 이상 필요합니다.")  # fmt: skip


def section_exists(bank: Bank, note: str) -> bool:
    """Whether a section such as ``000 §3.1`` is among the notes of the course; ``000`` alone is the whole note."""
    id, _, section = note.partition(" ")
    return id in bank.course.notes and (not section or section in bank.course.notes[id].get("sections", ()))


def _written(question: Question) -> Iterator[Text]:
    if question.kind.automatic and len(question.data["hints"]) < MIN_HINTS:
        yield Text(f"`{question.id}` needs at least {MIN_HINTS} hints.", f"`{question.id}`: 힌트가 {MIN_HINTS}개 이상 필요합니다.")  # fmt: skip


def _shown(made: Variant) -> Iterator[Text]:
    """What is wrong with the texts as a learner reads them."""
    id = made.id
    for text in all_texts(made):
        if _HANGUL.search(_QUOTED.sub("", text.en)):
            what = text.en[:60]
            yield Text(
                f"`{id}`: an English text holds Korean: {what}", f"`{id}`: 영어 글에 한글이 있습니다: {what}"
            )
        for lang in LANGUAGES:
            yield from _garbled(id, text.to(lang))
    for lang in LANGUAGES:
        if _NEGATIVE[lang].search(made.stem.to(lang)) and made.question.kind.name in ("single", "multiple"):
            yield Text(f"`{id}`: put the negative word of the stem ({lang}) in **bold**.", f"`{id}`: 지문({lang})의 부정어를 **굵게** 쓰세요.")  # fmt: skip


def _garbled(id: str, text: str) -> Iterator[Text]:
    what = text[:60]
    for sign in ("**", "$", "`"):
        if text.count(sign) % 2:
            yield Text(
                f"`{id}`: a {sign} has no partner: {what}", f"`{id}`: {sign} 기호의 짝이 없습니다: {what}"
            )
    if text.startswith(TODO):
        yield Text(f"`{id}`: still to be written: {what}", f"`{id}`: 아직 쓰지 않은 글입니다: {what}")
    if "{{" in text:
        yield Text(f"`{id}`: not a parameter's place: {what}", f"`{id}`: 매개변수 자리가 아닙니다: {what}")
    for latex in formula.formulas(text):
        for command in sorted(formula.unknown_commands(latex)):
            yield Text(
                f"`{id}`: a terminal cannot show \\{command}.",
                f"`{id}`: 터미널에서 \\{command} 명령을 표시할 수 없습니다.",
            )


def all_texts(made: Variant) -> Iterator[Text]:
    """Every text of a variant that a learner may read."""
    yield from (made.stem, *made.hints, made.explain, *made.built.texts.values(), *made.built.whys.values())
    yield made.built.solution
    if made.alt:
        yield made.alt


def _giveaways(question: Question, made: list[Variant]) -> Iterator[Text]:
    """A right option that can be told by its length; options that speak of other options while they are shuffled."""
    if question.kind.name not in ("single", "multiple"):
        return
    for lang in LANGUAGES:
        texts = {id: text.to(lang) for id, text in made[0].built.texts.items()}
        right = made[0].built.task["right"]
        lengths = sorted(len(text) for text in texts.values())
        longest = max(len(texts[id]) for id in right)
        if len(right) == 1 and longest == lengths[-1] > MUCH_LONGER * median(lengths) and longest > 20:
            yield Text(f"`{question.id}`: the right option ({lang}) is by far the longest.", f"`{question.id}`: 정답 선택지({lang})가 눈에 띄게 깁니다.")  # fmt: skip
        if not question.data.get("fixed") and any(_ALL_OF_THEM.search(text) for text in texts.values()):
            yield Text(f"`{question.id}`: an option speaks of the others; write them out.", f"`{question.id}`: 다른 선택지를 가리키는 선택지가 있습니다. 풀어 쓰세요.")  # fmt: skip


# ------------------------------------------------------------------------------------------------- the whole bank


def _whole(bank: Bank) -> Iterator[Problem]:
    yield from _concepts(bank)
    yield from _errata(bank)
    units: dict[str, list[Question]] = {}
    for question in bank.questions.values():
        units.setdefault(question.unit, []).append(question)
    for questions in units.values():
        share = sum(q.kind.name == "truefalse" for q in questions) / len(questions)
        if share > MAX_TRUE_FALSE:
            yield _problem(questions[0].path, Text(
                f"{share:.0%} of the questions are true-or-false; at most {MAX_TRUE_FALSE:.0%} should be.",
                f"참·거짓 문제가 {share:.0%}입니다. {MAX_TRUE_FALSE:.0%}를 넘지 않아야 합니다.",
            ), None)  # fmt: skip


def _concepts(bank: Bank) -> Iterator[Problem]:
    asked = {id for question in bank.questions.values() for id in question.concepts}
    for concept in bank.concepts.values():
        path = bank.folder / f"{concept.unit}.yaml"
        for id in concept.needs:
            if id not in bank.concepts:
                yield _problem(path, Text(f"`{concept.id}` needs `{id}`, which is not there.", f"`{concept.id}`: 먼저 알아야 할 `{id}` 개념이 없습니다."), concept.line)  # fmt: skip
        for note in concept.notes:
            if not section_exists(bank, note):
                yield _problem(path, Text(f"there is no section `{note}` in the notes.", f"노트에 `{note}` 절이 없습니다."), concept.line)  # fmt: skip
        if concept.id not in asked:
            yield _problem(path, Text(f"no question asks about `{concept.id}`.", f"`{concept.id}` 개념을 묻는 문제가 없습니다."), concept.line)  # fmt: skip
        if concept.exercise is not None and concept.exercise not in bank.course.exercises:
            yield _problem(path, Text(f"there is no exercise `{concept.exercise}`.", f"`{concept.exercise}`라는 연습 문제가 없습니다."), concept.line)  # fmt: skip
    try:
        TopologicalSorter({c.id: c.needs for c in bank.concepts.values()}).prepare()
    except CycleError as error:
        circle = " → ".join(error.args[1])
        yield _problem(bank.folder, Text(f"concepts need each other: {circle}", f"개념들이 서로를 필요로 합니다: {circle}"), None)  # fmt: skip


def _errata(bank: Bank) -> Iterator[Problem]:
    path = bank.folder / "errata.yaml"
    corrected = {id for question in bank.questions.values() for id in question.corrects}
    for erratum in bank.errata.values():
        if erratum.id not in corrected:
            yield _problem(path, Text(f"no question corrects {erratum.id}.", f"{erratum.id}을(를) 바로잡는 문제가 없습니다."), erratum.line)  # fmt: skip
        for note in erratum.notes:
            if not section_exists(bank, note):
                yield _problem(path, Text(f"there is no section `{note}` in the notes.", f"노트에 `{note}` 절이 없습니다."), erratum.line)  # fmt: skip
