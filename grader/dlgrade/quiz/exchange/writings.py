"""Spellings of right answers for programs that compare letters, and what else they need to know about a task.

Our own grader takes ``(2,3)``, ``2 3`` and ``[2, 3]`` for the same shape; a program that compares letters is given them one
by one. Every spelling here is one that our grader calls right.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from typing import Any

from dlgrade.quiz.exchange.items import Item
from dlgrade.quiz.grading import grade
from dlgrade.quiz.texts import number_text

MAX_SPELLINGS = 200
MAX_BLOCKS = 8
_NUMBER = re.compile(r"-?\d+(?:\.\d*)?(?:e[-+]?\d+)?")
_TOKEN = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[-+]?[0-9]+)?|[^\W\d_]\w*|\S")


def _right(task: Mapping[str, Any], spellings: Iterable[str]) -> list[str]:
    return [text for text in dict.fromkeys(spellings) if grade({**task, "traps": []}, text).score == 1]


def tolerance(task: Mapping[str, Any], value: float) -> float:
    """How far an answer may be off a value, in its own unit."""
    return float(task["within"] + task["relative"] * abs(value))


def numbers(task: Mapping[str, Any], i: int, digits: int | None) -> list[str]:
    """The writings of one number of a task that have the decimals asked for; none where a margin allows too many.

    A margin of half a unit of the last decimal allows one writing, or two at the border.
    """
    value = task["right"][i]
    one = {**task, "right": [value], "traps": []}
    if digits is None and tolerance(task, value):
        return []
    if digits is None:
        return _right(one, [number_text(value), f"{value:g}", f"{value:.1f}", f"{value:.2f}"])
    unit = 10.0**-digits
    steps = int(tolerance(task, value) / unit + 1e-6) + 1
    if steps > MAX_SPELLINGS:
        return []
    near = [round(value / unit) + k for k in sorted(range(-steps, steps + 1), key=abs)]
    written = [number_text(float(n * unit), digits) for n in near]
    return _right(one, [form for text in written for form in _forms(text)])


def _forms(text: str) -> list[str]:
    """A decimal number as it is, without the zeros at its end, without the one at its start."""
    short = text.rstrip("0").rstrip(".") if "." in text else text
    bare = re.sub(r"^(-?)0\.", r"\1.", text)
    return [text, short, bare, re.sub(r"^(-?)0\.", r"\1.", short)]


def shapes(task: Mapping[str, Any]) -> list[str]:
    """The writings of a shape: with brackets of both sorts or without, with and without spaces."""
    return shape_forms(task["right"], task)


def shape_forms(values: list[int], task: Mapping[str, Any]) -> list[str]:
    """The writings of these sizes, right or not."""
    sizes = [number_text(value) for value in values]
    bodies = [separator.join(sizes) for separator in (", ", ",", " ")]
    if len(sizes) == 1:
        bodies = [sizes[0] + ",", sizes[0]]
    wrapped = [f"({body})" for body in bodies] + [f"[{body}]" for body in bodies]
    return _right({**task, "right": values}, [*wrapped, *(body for body in bodies if body)])


def words(names: Iterable[Any], task: Mapping[str, Any]) -> list[str]:
    """The writings of some names: as they are, with and without spaces and hyphens."""
    forms = []
    for name in map(str, names):
        forms += [
            name,
            re.sub(r"[\s-]+", "", name),
            re.sub(r"[\s-]+", "-", name),
            re.sub(r"[\s-]+", " ", name),
        ]
    return [form for form in _right(task, forms) if form.casefold() == form or form.casefold() not in forms]


def line(text: str) -> list[str]:
    """The writings of one line of output: as it is, with single spaces, numbers as short as they can be."""
    task = {"kind": "output", "right": text, "traps": []}
    found = tokens(text)
    short = [f"{float(token):g}" if re.fullmatch(_NUMBER, token) else token for token in found]
    forms = [text, text.strip(), re.sub(r"\s+", " ", text.strip())]
    for pieces in (found, short):
        tight = re.sub(r"([\[(]) | ([\])])", r"\1\2", " ".join(pieces))
        forms += [" ".join(pieces), tight, re.sub(r" ,", ",", tight), re.sub(r" ?, ?", ",", tight)]
    return _right(task, forms)


def tokens(text: str) -> list[str]:
    """The numbers, words and signs of a line of output, as our grader compares them."""
    return list(_TOKEN.findall(text))


def orders(task: Mapping[str, Any]) -> list[list[str]]:
    """All right orders of the blocks; none where there are too many blocks to try."""
    blocks = task["blocks"]
    if len(blocks) > MAX_BLOCKS:
        return []
    after = {id: set(task["after"][id]) for id in blocks}
    return [list(order) for order in itertools.permutations(blocks) if _allowed(order, after)]


def _allowed(order: tuple[str, ...], after: Mapping[str, set[str]]) -> bool:
    seen: set[str] = set()
    for id in order:
        if not after[id] <= seen:
            return False
        seen.add(id)
    return True


def nested(item: Item) -> list[str]:
    """A tensor's answer in pieces: brackets and commas, and at every second place the number of a gap from 0."""
    pieces: list[str] = []
    written, end = item.made.built.solution.en, 0
    for i, match in enumerate(_NUMBER.finditer(written)):
        pieces += [written[end : match.start()], str(i)]
        end = match.end()
    return [*pieces, written[end:]]


def typed_names(item: Item) -> list[Any]:
    """The accepted names of a text question as its author wrote them, the one to show first."""
    return list(item.question.data["accept"])
