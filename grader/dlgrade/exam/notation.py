r"""How an answer is written in a cell of the answer table, and read again.

==========  ==========================================================================================================
type        what to write
==========  ==========================================================================================================
single      the number of the option: ``2``
multiple    the numbers: ``1 3`` or ``13``
truefalse   ``1`` or ``2``; also O and X, T and F
order       the letters in their order: ``c a b`` or ``cab``
match       for each number its letter: ``1b 2a 3c``, or the letters in order: ``bac``; ``-`` where there is none
cloze       the gaps in order, separated by ``|``: ``0.25 | 2``; for a gap with options the number of the option
tensor      the numbers in reading order; ``_`` for one that is missing
trace       the output; ``\n`` for the end of a line
others      what the student wrote
==========  ==========================================================================================================

An empty cell is no answer, ``?`` an answer that nobody could read, ``*`` one that is marked more often than it may be.
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from dlgrade.i18n import Text
from dlgrade.quiz.grading import Task, grade, numbers, plain, word
from dlgrade.quiz.texts import number_text, shape_text

Status = Literal["answered", "blank", "unreadable", "double", "pending"]
CODES: dict[str, Status] = {"": "blank", "?": "unreadable", "*": "double"}
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
LETTERS = string.ascii_lowercase
_APART = re.compile(r"[\s,;+/&>→-]+")
_BETWEEN = re.compile(r"[\s,;+/&]+")
_NONE = "-_."
_CIRCLED = re.compile(f"[{CIRCLED}]")
_MISSING = "1e999"  # a number that no answer is near to
_TRUE_FALSE = {
    **dict.fromkeys(("o", "t", "true", "참", "○", "맞음"), "true"),
    **dict.fromkeys(("x", "f", "false", "거짓", "×", "틀림"), "false"),
}


class NotAnAnswer(ValueError):
    """A cell that cannot be an answer to its question, such as option 7 of 4; holds the sentence that says so."""

    def __init__(self, en: str, ko: str) -> None:
        """Hold the sentence."""
        super().__init__(en)
        self.text = Text(en, ko)


@dataclass(frozen=True)
class Reading:
    """What a cell says.

    Attributes:
        status: ``answered``, or why there is no answer.
        answer: what `dlgrade.quiz.grading.grade` takes; None where there is none.
    """

    status: Status
    answer: Any = None


def number_label(index: int) -> str:
    """The label of an option, from 0: ① and so on."""
    return CIRCLED[index] if index < len(CIRCLED) else f"({index + 1})"


def letter_label(index: int) -> str:
    """The label of a block or of a right side, from 0: a, b and so on."""
    return LETTERS[index] if index < len(LETTERS) else f"a{index}"


# --------------------------------------------------------------------------------------------------------- reading


def read(task: Task, order: Mapping[str, Sequence[str]], cell: str) -> Reading:
    """Read a cell.

    Args:
        task: the question's.
        order: the ids as they stand on the paper.
        cell: what was typed.

    Raises:
        NotAnAnswer: it cannot be an answer to this question.
    """
    text = _tidy(_CIRCLED.sub(r" \g<0> ", cell))
    if text in CODES:
        return Reading(CODES[text])
    return _READERS.get(task["kind"], _typed)(task, order, text)


def _tidy(cell: str) -> str:
    text = plain(cell).strip()
    return text[1:].strip() if text.startswith("'") else text


def _typed(task: Task, order: Mapping[str, Sequence[str]], text: str) -> Reading:
    if task["kind"] in ("numbers", "shape") and "_" in text:
        text = " ".join(_MISSING if one == "_" else one for one in re.sub(r"[,;]", " ", text).split())
    return Reading("answered", text)


def _output(task: Task, order: Mapping[str, Sequence[str]], text: str) -> Reading:
    return Reading("answered", text.replace("\\n", "\n").replace("⏎", "\n"))


def _choice(task: Task, order: Mapping[str, Sequence[str]], text: str) -> Reading:
    return _chosen(list(order["options"]), text, many=task["many"])


def _chosen(options: list[str], text: str, *, many: bool) -> Reading:
    lower = text.lower()
    if set(options) == {"true", "false"} and lower in _TRUE_FALSE:
        return Reading("answered", [_TRUE_FALSE[lower]])
    words = [one for one in _BETWEEN.split(text.strip("()[]")) if one]
    if many and len(words) == 1 and words[0].isdecimal() and len(options) < 10:
        words = list(words[0])
    for one in words:
        if not one.isdecimal() or not 1 <= int(one) <= len(options):
            raise NotAnAnswer(
                f"`{text}` is none of the options 1 to {len(options)}.",
                f"`{text}` 값은 1부터 {len(options)}까지의 선택지가 아닙니다.",
            )
    ids = list(dict.fromkeys(options[int(one) - 1] for one in words))
    if len(ids) > 1 and not many:
        return Reading("double")
    return Reading("answered", ids)


def _order(task: Task, order: Mapping[str, Sequence[str]], text: str) -> Reading:
    blocks = list(order["blocks"])
    letters = [one for one in _APART.sub("", text.lower()) if one not in _NONE]
    return Reading("answered", [_of_letter(blocks, one, text) for one in letters])


def _of_letter(ids: list[str], letter: str, text: str) -> str:
    index = LETTERS.find(letter)
    if not 0 <= index < len(ids):
        last = letter_label(len(ids) - 1)
        raise NotAnAnswer(
            f"`{text}` holds `{letter}`, and the letters are a to {last}.",
            f"`{text}` 값에 `{letter}`가 있는데, 쓸 수 있는 글자는 a부터 {last}까지입니다.",
        )
    return ids[index]


_PAIR = re.compile(r"(\d+)\s*[.):=→-]*\s*([a-z?*_.-])")


def _assign(task: Task, order: Mapping[str, Sequence[str]], text: str) -> Reading:
    lefts, rights = list(order["left"]), list(order["right"])
    lower = text.lower()
    if any(one.isdecimal() for one in lower):
        pairs = {int(number): letter for number, letter in _PAIR.findall(lower)}
        left_over = re.sub(r"[\s,;]", "", _PAIR.sub("", lower))
    else:
        letters = [one for one in lower if one not in " ,;\t"]
        pairs = dict(enumerate(letters, 1))
        left_over = "" if len(letters) == len(lefts) else "few"
    if left_over or not all(1 <= number <= len(lefts) for number in pairs):
        raise NotAnAnswer(
            f"`{text}` is not {len(lefts)} letters, nor pairs as `1b 2a`; write `-` where there is no answer.",
            f"`{text}` 값이 글자 {len(lefts)}개도, `1b 2a` 같은 짝도 아닙니다. 답이 없는 곳에는 `-`를 쓰세요.",
        )
    answer = {
        lefts[number - 1]: _of_letter(rights, letter, text)
        for number, letter in pairs.items()
        if letter not in "?*-_."
    }
    return Reading("answered", answer) if answer else Reading("blank")


def _parts(task: Task, order: Mapping[str, Sequence[str]], text: str) -> Reading:
    names = list(order["gaps"])
    cells = [cell.strip() for cell in text.split("|")]
    if len(cells) != len(names):
        raise NotAnAnswer(
            f"`{text}` has {len(cells)} parts, and the question {len(names)} gaps; separate them by `|`.",
            f"`{text}` 값은 {len(cells)}개로 나뉘는데 빈칸은 {len(names)}개입니다. `|`로 나누어 적으세요.",
        )
    answer: dict[str, Any] = {}
    for name, cell in zip(names, cells, strict=True):
        part = task["parts"][name]
        if cell in CODES or cell == "-":
            continue
        if part["kind"] == "choice":
            reading = _chosen(list(part["options"]), cell, many=False)
            if reading.answer:
                answer[name] = reading.answer
        else:
            answer[name] = cell
    return Reading("answered", answer) if answer else Reading("blank")


def _self(task: Task, order: Mapping[str, Sequence[str]], text: str) -> Reading:
    raise NotAnAnswer(
        "this question is answered on the computer; leave the cell empty.",
        "컴퓨터에서 답하는 문제입니다. 칸을 비워 두세요.",
    )


_READERS = {
    "choice": _choice,
    "order": _order,
    "assign": _assign,
    "parts": _parts,
    "output": _output,
    "self": _self,
}


# --------------------------------------------------------------------------------------------------------- writing


def write(task: Task, order: Mapping[str, Sequence[str]], answer: Any) -> str:
    """An answer as it is written in a cell; what `read` reads."""
    kind = task["kind"]
    if kind == "choice":
        options = list(order["options"])
        return " ".join(str(options.index(id) + 1) for id in options if id in answer)
    if kind == "order":
        return " ".join(letter_label(list(order["blocks"]).index(id)) for id in answer)
    if kind == "assign":
        rights = list(order["right"])
        return " ".join(
            f"{i}{letter_label(rights.index(answer[left])) if left in answer else '-'}"
            for i, left in enumerate(order["left"], 1)
        )
    if kind == "parts":
        return " | ".join(_part(task["parts"][name], answer.get(name, "")) for name in order["gaps"])
    if kind == "output":
        return str(answer).replace("\n", "\\n")
    return str(answer)


def _part(part: Task, answer: Any) -> str:
    if part["kind"] != "choice":
        return str(answer)
    return write(part, {"options": part["options"]}, answer)


def right_answer(task: Task, digits: int | None = None) -> Any:
    """An answer that is right.

    Args:
        task: the question's.
        digits: the decimals that are asked for, so that nobody is shown more.
    """
    kind = task["kind"]
    if kind == "choice":
        return list(task["right"])
    if kind == "order":
        return list(task["blocks"])
    if kind == "assign":
        return dict(task["right"])
    if kind == "parts":
        return {name: right_answer(part, _digits(part)) for name, part in task["parts"].items()}
    if kind == "numbers":
        written = ", ".join(number_text(value, digits) for value in task["right"])
        exact = ", ".join(repr(float(value)) for value in task["right"])
        return written if grade(task, written).score == 1 else exact
    if kind == "interval":
        low, high = task["bounds"]
        return number_text((low + high) / 2)
    if kind == "shape":
        return shape_text(task["right"])
    if kind == "words":
        return task["accept"][0]
    return task.get("right", "")


def _digits(part: Task) -> int | None:
    """The decimals that a gap asks for, told from how far off it may be."""
    if part["kind"] != "numbers" or not part["within"]:
        return None
    return next((n for n in range(13) if abs(part["within"] - 0.5 * 10.0**-n) < 1e-15), None)


# -------------------------------------------------------------------------------------------------------- comparing


def same(task: Task, one: Any, other: Any) -> bool:
    """Whether two answers to a question say the same."""
    kind = task["kind"]
    if kind == "choice":
        return set(one) == set(other)
    if kind == "parts":
        return one.keys() == other.keys() and all(
            same(task["parts"][name], one[name], other[name]) for name in one
        )
    if kind in ("numbers", "interval", "shape"):
        a, b = numbers(str(one)), numbers(str(other))
        return a is not None and b is not None and len(a) == len(b) and all(
            abs(x - y) <= 1e-9 * max(1.0, abs(y)) for x, y in zip(a, b, strict=True)
        )  # fmt: skip
    if kind == "words":
        return word(str(one)) == word(str(other))
    if kind == "output":
        return grade({"kind": "output", "right": other, "traps": []}, one).score == 1
    return bool(one == other)
