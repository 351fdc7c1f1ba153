"""What the readers of other formats have in common: keys of questions made from numbers, names and blocks."""

from __future__ import annotations

import re
from typing import Any

from dlgrade.i18n import Text
from dlgrade.quiz.exchange.loss import Report
from dlgrade.quiz.grading import word

_PLACE = re.compile(r"\{\{(?=\s*\w+\s*(?:\|\s*\w+\s*)?\}\})")


class Unreadable(ValueError):
    """A question that the bank cannot hold; its text says why."""

    def __init__(self, en: str, ko: str) -> None:
        """Hold the sentence."""
        super().__init__(en)
        self.text = Text(en, ko)


def safe(text: str, place: str, report: Report) -> str:
    """A text in which nothing stands for a parameter."""
    if _PLACE.search(text):
        report.changed(place, "`{{` stands for a parameter here and is written `{ {`", "`{{`는 여기서 매개변수를 뜻하므로 `{ {`로 적었습니다")  # fmt: skip
    return _PLACE.sub("{ {", text)


def short(value: float) -> float | int:
    """A number as its author would have written it."""
    value = float(f"{value:.12g}")
    return int(value) if value == int(value) and abs(value) < 1e15 else value


def number_data(values: float | list[float], margin: float) -> dict[str, Any]:
    """The keys that say a number and how far an answer may be off: decimals where that is half a unit of the last one.

    Args:
        values: the number, or all numbers of an array.
        margin: how far an answer may be off.
    """
    found = values if isinstance(values, list) else [values]
    data: dict[str, Any] = {} if isinstance(values, list) else {"answer": short(values)}
    for digits in range(13):
        if abs(margin - 0.5 * 10.0**-digits) <= 1e-9 * 10.0**-digits:
            return {**data, "digits": digits}
    long = any(abs(float(f"{x:.6g}") - x) > 1e-9 * max(1.0, abs(x)) for x in found)
    if long:
        enough = next((d for d in range(13) if all(abs(round(x, d) - x) <= 1e-9 for x in found)), 12)
        data["digits"] = enough
    if margin or long:
        data["within"] = short(margin)
    return data


def bare(name: str) -> str:
    """A name as our grader compares it."""
    return word(name)


def distinct_names(names: list[str]) -> list[str]:
    """Names without those that our grader takes for the same."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(bare(name), name)
    return list(found.values())


def blocks(texts: list[str]) -> list[dict[str, Any]]:
    """Blocks of which each comes after the one before."""
    made: list[dict[str, Any]] = []
    for i, text in enumerate(texts, 1):
        made.append({"id": f"step-{i}", **block_text(text)} | ({"after": [f"step-{i - 1}"]} if i > 1 else {}))
    return made


def block_text(text: str) -> dict[str, Any]:
    """A block as a line of code where it is nothing else, or as a text."""
    code = re.fullmatch(r"`([^`]+)`", text)
    return {"code": code[1]} if code else {"text": text}
