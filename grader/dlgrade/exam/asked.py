"""What a question says besides its stem: how the answer is to be written, and what its figure shows.

The alternative text of a figure in the bank may say what is asked for ("…falls below it at 5"), which is right on the site,
where it is read after the answer, too, and wrong on an exam. There the text gives the data and leaves the reading to the student.
"""

from __future__ import annotations

import re
from typing import Any

from dlgrade.exam import notation, words
from dlgrade.exam.draw import Item
from dlgrade.figures import Bars, Curves, Figure
from dlgrade.i18n import Lang, Text
from dlgrade.quiz.texts import number_text, text_of

_READ_OFF = 13  # values of a curve that are read out


_SAID = {
    words.CHOOSE_ALL: (re.compile(r"\ball\b", re.IGNORECASE), re.compile("모두")),
    "digits": (re.compile("decimal|whole number|integer"), re.compile("소수|정수|자리까지")),
    words.SHAPE: (re.compile("shape"), re.compile("모양|shape")),
}


def how_to_answer(item: Item, lang: Lang) -> list[str]:
    """The sentences below a question that its stem does not say already."""
    stem = item.made.stem.to(lang)
    said = []
    for text in _sentences(item):
        about: Any = "digits" if text in (words.WHOLE, words.ONE_DIGIT) or "소수" in text.ko else text
        known = _SAID.get(about)
        if known is None or not known[lang == "ko"].search(stem):
            said.append(text.to(lang))
    return said


def _sentences(item: Item) -> list[Text]:
    task, data = item.made.built.task, item.made.question.data
    kind = task["kind"]
    if kind == "choice":
        return [words.CHOOSE_ALL] if task["many"] else []
    if kind in ("numbers", "interval"):
        return _numbers(item)
    if kind == "shape":
        return [words.SHAPE]
    if kind == "words":
        return [words.WORDS]
    if kind == "order":
        return [words.ORDER_EXTRA if task["extra"] else words.ORDER]
    if kind == "assign":
        return [words.CATEGORISE if item.kind == "categorise" else words.MATCH]
    if kind == "parts":
        return [words.GAPS] if any(part["kind"] == "choice" for part in task["parts"].values()) else []
    if kind == "output":
        return []
    file = f"`{data['exercise']}.py`" if "exercise" in data else ""
    return [words.CODE.fill(file=file)]


def _numbers(item: Item) -> list[Text]:
    data, task = item.made.question.data, item.made.built.task
    said = []
    if len(task.get("right", ())) > 1:
        said.append(words.COUNT.fill(count=len(task["right"])))
    digits = data.get("digits")
    if digits is not None:
        written = {0: words.WHOLE, 1: words.ONE_DIGIT}.get(digits)
        said.append(written or words.DIGITS.fill(digits=digits))
    if data.get("relative"):
        said.append(words.RELATIVE.fill(percent=f"{100 * data['relative']:g}"))
    unit = unit_of(item)
    if unit is not None:
        said.append(Text(f"{words.UNIT.en} {unit.en}", f"{words.UNIT.ko} {unit.ko}"))
    return said


def right_answer(item: Item) -> Any:
    """The right answer, as `dlgrade.exam.notation.write` takes it; names as the bank writes them."""
    task, data = item.made.built.task, item.made.question.data
    right = notation.right_answer(task, data.get("digits"))
    if task["kind"] == "words":
        return str(data["accept"][0])
    if task["kind"] == "parts":
        named = {name: gap["accept"][0] for name, gap in data["gaps"].items() if "accept" in gap}
        return {**right, **{name: str(value) for name, value in named.items()}}
    return right


def pairs_of(item: Item) -> list[tuple[str, str]]:
    """The right pairs of a matching question by their labels, as ``("1", "b")``."""
    task, order = item.made.built.task, item.order
    return [
        (str(i), notation.letter_label(order["right"].index(task["right"][left])))
        for i, left in enumerate(order["left"], 1)
    ]


def unit_of(item: Item) -> Text | None:
    """The unit of a number, if it has one."""
    question = item.made.question
    return text_of(question.data["unit"], question.path, question.line) if "unit" in question.data else None


def description(figure: Figure, lang: Lang) -> str | None:
    """The data of a figure in words; None where the author's own text must do, as for pictures."""
    if isinstance(figure, Curves):
        return " ".join(
            [f"{figure.title.to(lang)}.", *(_curve(figure, i, lang) for i in range(len(figure.lines)))]
        )
    if isinstance(figure, Bars):
        values = ", ".join(f"{name.to(lang)} {number_text(value)}" for name, value in figure.bars)
        return f"{figure.title.to(lang)}: {values}."
    return None


def _curve(figure: Curves, number: int, lang: Lang) -> str:
    name, values = figure.lines[number]
    first, last = figure.span or (0.0, float(len(values) - 1))
    steps = min(_READ_OFF, len(values))
    places = [round(i * (len(values) - 1) / max(1, steps - 1)) for i in range(steps)]
    read = ", ".join(
        f"{number_text(first + (last - first) * at / max(1, len(values) - 1), None)}: {values[at]:.3g}"
        for at in places
    )
    return f"{name.to(lang)} ({figure.step.to(lang)}) {read}."
