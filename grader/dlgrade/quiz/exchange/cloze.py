"""Moodle's embedded answers: ``{1:NUMERICAL:=0.5:0.05#feedback}``, written and read as Moodle's own parser reads them.

The parser ends an answer at ``~``, ``#`` or ``}`` and then decodes character references once, so that everything that
has a meaning of its own is written as a character reference.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

MAX_GAP = 20_000
Type = Literal["NUMERICAL", "SHORTANSWER", "MULTICHOICE", "MULTICHOICE_S"]

_SPECIAL = re.compile(r'[&~#{}\\"=%*]')
_START = re.compile(r"\{(?P<weight>[0-9]*):(?P<type>[A-Z_]+):")
_WORTH = re.compile(r"=|%(?P<percent>-?[0-9]+(?:[.,][0-9]*)?)%")
_SHORT = {
    "NM": "NUMERICAL", "SA": "SHORTANSWER", "MW": "SHORTANSWER", "SAC": "SHORTANSWER_C", "MWC": "SHORTANSWER_C",
    "MC": "MULTICHOICE", "MCV": "MULTICHOICE_V", "MCH": "MULTICHOICE_H", "MCS": "MULTICHOICE_S",
    "MCVS": "MULTICHOICE_VS", "MCHS": "MULTICHOICE_HS", "MR": "MULTIRESPONSE", "MRH": "MULTIRESPONSE_H",
    "MRS": "MULTIRESPONSE_S", "MRHS": "MULTIRESPONSE_HS",
}  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """One answer to a gap.

    Attributes:
        text: the answer; HTML where it is chosen, a number and perhaps ``:TOLERANCE`` where it is one.
        percent: what it is worth.
        feedback: what is said to it, in HTML.
    """

    text: str
    percent: float = 0.0
    feedback: str = ""


def gap(type: Type, answers: list[Answer], weight: int = 1) -> str:
    """A gap as Moodle writes it inside a text."""
    return "{" + f"{weight}:{type}:" + "~".join(map(_written, answers)) + "}"


def _written(answer: Answer) -> str:
    worth = {100.0: "=", 0.0: ""}.get(answer.percent, f"%{answer.percent:g}%")
    feedback = f"#{_safe(answer.feedback)}" if answer.feedback else ""
    return worth + _safe(answer.text) + feedback


def _safe(text: str) -> str:
    return _SPECIAL.sub(lambda sign: f"&#{ord(sign[0])};", text.replace("\n", " "))


@dataclass(frozen=True)
class Gap:
    """A gap that was read.

    Attributes:
        start: where it begins in the text.
        end: where the text goes on.
        weight: what it is worth among the others.
        type: its type, written out.
        answers: its answers.
    """

    start: int
    end: int
    weight: str
    type: str
    answers: list[Answer]


def gaps(text: str) -> Iterator[Gap]:
    """The gaps of a text, each read once from its brace to its brace."""
    at = 0
    while start := _START.search(text, at):
        pieces, end = _pieces(text, start.end())
        if end is None:
            at = start.end()
            continue
        answers = [_answer(piece) for piece in pieces if piece[0]]
        yield Gap(
            start.start(), end, start["weight"] or "1", _SHORT.get(start["type"], start["type"]), answers
        )
        at = end


def _pieces(text: str, at: int) -> tuple[list[tuple[str, str]], int | None]:
    """Answers and what is said to them, as they are written, and where the gap ends; None where it does not.

    An answer ends at ``~``, ``#`` or ``}``, unless a backslash, or an ampersand, stands before it.
    """
    pieces: list[tuple[str, str]] = []
    answer, begin = None, at
    for i in range(at, min(len(text), at + MAX_GAP)):
        sign = text[i]
        if sign not in "~#}{" or text[i - 1] == "\\":
            continue
        if sign == "{":
            if _START.match(text, i):  # the gap before has no end
                return [], None
            continue
        if answer is None and (text[i - 1] == "&" or text[i - 5 : i] == "&amp;"):
            continue
        if sign == "#":
            if answer is None:
                answer, begin = text[begin:i], i + 1
            continue
        piece = text[begin:i]
        pieces.append((piece, "") if answer is None else (answer, piece))
        answer, begin = None, i + 1
        if sign == "}":
            return pieces, i + 1
    return [], None


def _answer(piece: tuple[str, str]) -> Answer:
    text, said = piece
    worth = _WORTH.match(text)
    percent = 0.0
    if worth:
        text = text[worth.end() :]
        percent = float(worth["percent"].replace(",", ".")) if worth["percent"] else 100.0
    return Answer(_decoded(text), percent, _decoded(said))


def _decoded(text: str) -> str:
    return re.sub(r"\\([}#~/\\\"])", r"\1", html.unescape(text)).strip()
