"""Grades one answer to one task, both plain data. ``site/dlsite/static/grading.js`` is its twin, line by line.

A task is a mapping with a ``kind``; an answer is what a person typed (a text), chose (a list of ids), put in order (a
list of ids) or assigned (a mapping of ids). The outcome is a score from 0 to 1 and the names of explanations to give.
An answer that cannot be read (no number where one is asked for) is never wrong: its outcome says what is missing.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Task = Mapping[str, Any]

_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200d\u2060\ufeff]")
_RAISED = re.compile("[²³¹⁰⁴-⁹]")
_NUMBER = re.compile(
    r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[-+]?[0-9]+)?(/[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[-+]?[0-9]+)?)?\Z"
)
_OUTPUT = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[-+]?[0-9]+)?|[^\W\d_]\w*|\S")
_LINE_END = re.compile(r"\r\n|\r|\n")
_INSIGNIFICANT = re.compile(r"[\s\-_·'’‐–—]+")
SLACK = 1e-9


@dataclass(frozen=True)
class Outcome:
    """What an answer is worth.

    Attributes:
        score: from 0 to 1.
        whys: the ids of the explanations that fit the answer.
        unread: what keeps the answer from being read (``empty``, ``number``, ``count``), or None.
        parts: the score of each gap, card or pair by its id, where there are several.
    """

    score: float
    whys: tuple[str, ...] = ()
    unread: str | None = None
    parts: Mapping[str, float] | None = None


def grade(task: Task, answer: Any) -> Outcome:
    """Grade an answer.

    Args:
        task: as a question's variant holds it.
        answer: a text, a list of ids or a mapping of ids, whichever its kind asks for.
    """
    return _GRADERS[task["kind"]](task, answer)


# ------------------------------------------------------------------------------------------------ what people type


def plain(text: str) -> str:
    """Full-width forms and typographic minus signs made plain, signs that nobody sees left out."""
    return unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).replace("−", "-")


def normal(text: str) -> str:
    """The same in small letters, without space around it."""
    return plain(text).lower().strip()


def numbers(text: str) -> list[float] | None:
    """The numbers of a text, separated by commas, semicolons, brackets or space; None where something else is there.

    A number may be a fraction, as 1/3. Raised digits are none: plain, 10² would be 102.
    """
    if _RAISED.search(text):
        return None
    found = []
    for word in re.sub(r"[\s,;()\[\]]+", " ", re.sub(r"\s*/\s*", "/", normal(text))).split():
        if not _NUMBER.match(word):
            return None
        above, _, below = word.partition("/")
        if below and float(below) == 0:
            return None
        found.append(float(above) / float(below or 1))
    return found


def word(text: str) -> str:
    """A text without what does not matter in a name: capitals, spaces, hyphens."""
    return _INSIGNIFICANT.sub("", normal(text))


def _near(one: float, other: float, within: float, relative: float) -> bool:
    return abs(one - other) <= within + relative * abs(other) + SLACK * max(1.0, abs(other))


def _all_near(found: Sequence[float], wanted: Sequence[float], task: Task) -> bool:
    return len(found) == len(wanted) and all(
        _near(a, b, task["within"], task["relative"]) for a, b in zip(found, wanted, strict=True)
    )


# --------------------------------------------------------------------------------------------------------- the kinds


def _choice(task: Task, answer: Sequence[str]) -> Outcome:
    """One option, or several: then each right one counts 1, each wrong one takes 1 away."""
    chosen, right = {answer} - {""} if isinstance(answer, str) else set(answer), set(task["right"])
    if not chosen and not (task["many"] and not right):
        return Outcome(0.0, unread="empty")
    whys = tuple(id for id in task["options"] if id in chosen or (task["many"] and id in right))
    if not task["many"]:
        return Outcome(float(chosen == right), whys)
    if not right:
        return Outcome(float(not chosen), whys)
    return Outcome(max(0.0, (len(chosen & right) - len(chosen - right)) / len(right)), whys)


def _numbers(task: Task, answer: str) -> Outcome:
    """As many numbers as asked for; each right one counts, unless they are those of a misconception."""
    found, wanted = numbers(answer), task["right"]
    if found is None or not found:
        return Outcome(0.0, unread="number" if normal(answer) else "empty")
    if len(found) != len(wanted):
        return Outcome(0.0, unread="count")
    if _all_near(found, wanted, task):
        return Outcome(1.0)
    for trap in task["traps"]:
        if _all_near(found, trap["values"], task):
            return Outcome(0.0, (trap["why"],))
    good = sum(_near(a, b, task["within"], task["relative"]) for a, b in zip(found, wanted, strict=True))
    return Outcome(good / len(wanted))


def _interval(task: Task, answer: str) -> Outcome:
    """One number between two bounds, which may belong to it or not."""
    found = numbers(answer)
    if found is None or not found:
        return Outcome(0.0, unread="number" if normal(answer) else "empty")
    if len(found) != 1:
        return Outcome(0.0, unread="count")
    (value,), (low, high), (with_low, with_high) = found, task["bounds"], task["closed"]
    inside = (low < value or (with_low and value == low)) and (value < high or (with_high and value == high))
    return Outcome(float(inside), () if inside else ("below" if value <= low else "above",))


def _shape(task: Task, answer: str) -> Outcome:
    """Whole numbers, of which there may be too many or too few."""
    found = numbers(answer)
    if found is None or (not found and not re.search(r"[()\[\]]", normal(answer))):
        return Outcome(0.0, unread="number" if normal(answer) else "empty")
    for trap in task["traps"]:
        if found == trap["values"]:
            return Outcome(0.0, (trap["why"],))
    return Outcome(float(found == task["right"]))


def _words(task: Task, answer: str) -> Outcome:
    """One of the accepted names."""
    typed = word(answer)
    if not typed:
        return Outcome(0.0, unread="empty")
    if typed in task["accept"]:
        return Outcome(1.0)
    return Outcome(0.0, tuple(trap["why"] for trap in task["traps"] if typed in trap["accept"])[:1])


def _order(task: Task, answer: Sequence[str]) -> Outcome:
    """Blocks in any order that the graph allows; else the share that can stay where it is, less what is too much."""
    extra = [id for id in dict.fromkeys(answer) if id in task["extra"]]
    used = [id for id in dict.fromkeys(answer) if id in task["blocks"]]
    if not used:
        return Outcome(0.0, tuple(extra), unread="empty")
    before = _closure(task["after"])
    kept = max(len(part) for part in _subsets(used) if _in_order(part, before))
    score = max(0.0, (kept - len(extra)) / len(task["blocks"]))
    return Outcome(score, tuple(extra))


def _closure(after: Mapping[str, Sequence[str]]) -> dict[str, set[str]]:
    """All that must come before each block, also by way of others."""
    found: dict[str, set[str]] = {}

    def of(id: str) -> set[str]:
        if id not in found:
            found[id] = set(after.get(id, ())).union(*(of(earlier) for earlier in after.get(id, ())))
        return found[id]

    for id in after:
        of(id)
    return found


def _subsets(ids: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return (part for size in range(len(ids) + 1) for part in itertools.combinations(ids, size))


def _in_order(ids: Sequence[str], before: Mapping[str, set[str]]) -> bool:
    return not any(later in before.get(earlier, ()) for earlier, later in itertools.combinations(ids, 2))


def _assign(task: Task, answer: Mapping[str, str]) -> Outcome:
    """To each its own; the score is the share that is right."""
    right: Mapping[str, str] = task["right"]
    if not any(answer.get(id) for id in right):
        return Outcome(0.0, unread="empty")
    parts = {id: float(answer.get(id) == wanted) for id, wanted in right.items()}
    whys = tuple(id for id in right if not parts[id])
    return Outcome(sum(parts.values()) / len(parts), whys, parts=parts)


def _parts(task: Task, answer: Mapping[str, Any]) -> Outcome:
    """Several small tasks, each as good as any other."""
    outcomes = {name: grade(part, answer.get(name) or "") for name, part in task["parts"].items()}
    unread = next((o.unread for o in outcomes.values() if o.unread), None)
    if unread:
        return Outcome(0.0, unread=unread)
    parts = {name: outcome.score for name, outcome in outcomes.items()}
    whys = tuple(why for outcome in outcomes.values() for why in outcome.whys)
    return Outcome(sum(parts.values()) / len(parts), whys, parts=parts)


def _output(task: Task, answer: str) -> Outcome:
    """What a program prints, line by line; spaces do not matter, nor how a number is written."""
    lines = _printed(answer)
    if not lines:
        return Outcome(0.0, unread="empty")
    wanted = _printed(task["right"])
    for trap in task["traps"]:
        if lines == _printed(trap["text"]):
            return Outcome(0.0, (trap["why"],))
    good = sum(a == b for a, b in zip(lines, wanted, strict=False))
    return Outcome(good / max(len(lines), len(wanted)))


def _printed(text: str) -> list[list[str | float]]:
    lines = map(plain, _LINE_END.split(text))
    return [[_token(piece) for piece in _OUTPUT.findall(line)] for line in lines if line.strip()]


def _token(piece: str) -> str | float:
    return float(piece) if _NUMBER.match(piece) else piece


def _self(task: Task, answer: str) -> Outcome:
    """A card: the learner says whether they knew it."""
    return Outcome(float(answer == "yes"), unread=None if answer in ("yes", "no") else "empty")


_GRADERS: dict[str, Callable[[Task, Any], Outcome]] = {
    "choice": _choice,
    "numbers": _numbers,
    "interval": _interval,
    "shape": _shape,
    "words": _words,
    "order": _order,
    "assign": _assign,
    "parts": _parts,
    "output": _output,
    "self": _self,
}
