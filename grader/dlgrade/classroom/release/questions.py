"""Quizzes without their keys: a Markdown file for each unit and language.

What is shown is what is asked: the stem, the program, the figure, what there is to choose from. Nothing is taken from a
question's key, its traps, its hints or its explanation. The order of what there is to choose from follows from the texts
alone (a hash), so that it tells nothing; an order that an author has fixed stays.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from dlgrade.figures import svg
from dlgrade.i18n import LANGUAGES, Lang, Text
from dlgrade.quiz.bank import Bank
from dlgrade.quiz.kinds.cloze import GAP
from dlgrade.quiz.variant import Variant, variants

FIGURES = "figures"
_COLOUR = (
    "svg{color:#444}@media(prefers-color-scheme:dark){svg{color:#ccc}}"  # of the text, on a page of its own
)

_BLANK = Text("Answer: ", "답: ")
_DECIMALS = (Text("one decimal", "소수 한 자리"), Text("{digits} decimals", "소수 {digits}자리"))
_CHOICES = Text("To choose from:", "고를 것:")


def quiz_files(bank: Bank, units: set[str] | None = None) -> Iterator[tuple[str, str]]:
    """The files of the quizzes: their names and texts.

    Args:
        bank: the questions.
        units: whose quizzes to write; all by default.

    Raises:
        CourseError: a question is wrong.
    """
    for unit, title in bank.titles.items():
        if units is not None and unit not in units:
            continue
        asked = [variants(bank, q, 1)[0] for q in bank.questions.values() if q.unit == unit]
        for lang in LANGUAGES if asked else ():
            for made in asked:
                if made.figure:
                    yield f"{FIGURES}/{made.id}.{lang}.svg", _figure(made, lang)
            parts = [f"# {title.to(lang)}", *(_question(made, i, lang) for i, made in enumerate(asked, 1))]
            yield f"{unit}.{lang}.md", "\n\n".join(parts) + "\n"


def _figure(made: Variant, lang: Lang) -> str:
    assert made.figure is not None
    description = made.alt.to(lang) if made.alt else ""
    return (
        svg.draw(made.figure, lang, description).replace("<title>", f"<style>{_COLOUR}</style><title>", 1)
        + "\n"
    )


def _question(made: Variant, number: int, lang: Lang) -> str:
    task, kind = made.built.task, made.question.kind.title.to(lang)
    stem = made.stem.to(lang)
    if task["kind"] == "parts":
        names = list(task["parts"])
        stem = GAP.sub(lambda gap: f"**({names.index(gap[1]) + 1})** \\_\\_\\_\\_", stem)
    parts = [f"## {number}. {kind}", stem]
    if made.code:
        parts.append(f"```python\n{made.code.rstrip()}\n```")
    if made.figure and made.alt:
        words = " ".join(made.alt.to(lang).replace("[", "(").replace("]", ")").split())
        parts.append(f"![{words}]({FIGURES}/{made.id}.{lang}.svg)")
    return "\n\n".join([*parts, *_to_answer(made, lang)])


def _to_answer(made: Variant, lang: Lang) -> list[str]:
    """What there is to choose from, and where to write."""
    task = made.built.task
    kind = task["kind"]
    if kind == "choice":
        return [_list("- [ ] ", _mixed(made, task["options"], lang, fixed=task["fixed"]))]
    if kind == "order":
        return [_list("- ( ) ", _mixed(made, [*task["blocks"], *task["extra"]], lang))]
    if kind == "assign":
        lefts = [f"{left} → \\_\\_\\_\\_" for left in _mixed(made, list(task["right"]), lang)]
        rights = _mixed(made, task["choices"], lang)
        return [_list("- ", lefts), _CHOICES.to(lang), _list("- ", rights)]
    if kind == "parts":
        return [_gap(made, i, part, lang) for i, part in enumerate(task["parts"].values(), 1)]
    if kind == "self" and "exercise" in task:
        return [f"`dlgrade show {task['exercise']}`"]
    return [_BLANK.to(lang) + "\\_\\_\\_\\_" + _decimals(made, lang)]


def _gap(made: Variant, number: int, part: Mapping[str, Any], lang: Lang) -> str:
    if part["kind"] != "choice":
        return f"**({number})** \\_\\_\\_\\_"
    return f"**({number})** " + " / ".join(_mixed(made, part["options"], lang))


def _decimals(made: Variant, lang: Lang) -> str:
    digits = made.question.data.get("digits")
    return "" if digits is None else f" ({_DECIMALS[digits != 1].to(lang).format(digits=digits)})"


def _mixed(made: Variant, ids: list[str], lang: Lang, *, fixed: bool = False) -> list[str]:
    """The texts of what there is to choose from, in an order that follows from nothing but the texts."""
    texts = [made.built.texts[id] for id in ids]
    if not fixed:
        texts.sort(key=lambda text: hashlib.sha256(f"{made.id}\n{text.en}".encode()).digest())
    return [text.to(lang) for text in texts]


def _list(bullet: str, texts: list[str]) -> str:
    """A list; what has several lines stays one item."""
    return "\n".join(bullet + text.strip().replace("\n", "\n" + " " * len("- ")) for text in texts)
