"""The built-in bank as items, once for all tests, and ways to compare texts whatever their markup."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from dlgrade.course.model import Course, builtin_root
from dlgrade.quiz.bank import Bank
from dlgrade.quiz.exchange import items as making
from dlgrade.quiz.exchange.items import Item

TYPES = Path(__file__).parent.parent / "types"
TINY = Path(__file__).parent.parent.parent / "courses" / "tiny"
_MARKS = re.compile(r"[\s*`$\\|\-−–()\[\]{}]+")


@pytest.fixture(scope="session")
def bank() -> Bank:
    """The built-in bank."""
    return Bank(Course(builtin_root()))


@pytest.fixture(scope="session")
def items(bank: Bank) -> dict[str, Item]:
    """A variant of every question of the built-in bank, in both languages."""
    return {item.key: item for item in making.items(bank, bank.questions.values(), ["en", "ko"])}


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Bank:
    """A small course with one question of every type."""
    root = tmp_path_factory.mktemp("types") / "course"
    shutil.copytree(TINY, root, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(TYPES, root / "quizzes", ignore=shutil.ignore_patterns("__pycache__"))
    return Bank(Course(root))


class _Texts(HTMLParser):
    """What can be read of HTML, and what its pictures are called."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


@pytest.fixture(scope="session")
def bare() -> Callable[[str], str]:
    """A text of Markdown or HTML without its marks and spaces: the same for both if they say the same."""

    def run(text: str, *, html: bool = False) -> str:
        if html:
            reader = _Texts()
            reader.feed(text)
            reader.close()
            text = "".join(reader.parts)
        else:
            text = re.sub(r"^```\w*$", "", text, flags=re.MULTILINE)
        return _MARKS.sub("", text)

    return run


@pytest.fixture(scope="session")
def answers() -> Callable[[Item], list[Any]]:
    """Answers of every sort to an item: right, wrong, partly right, and each known mistake."""

    def run(item: Item) -> list[Any]:
        return _answers(item.task, item.shuffled)

    return run


def _answers(task: Any, shuffled: Callable[[list[str]], list[str]]) -> list[Any]:
    kind = task["kind"]
    if kind == "choice":
        ids = task["options"]
        return [[id] for id in ids] if not task["many"] else [task["right"], ids, ids[:1], ids[1:], [ids[-1]]]
    if kind == "numbers":
        right = task["right"]
        given = [
            right,
            [x + 0.9 * task["within"] for x in right],
            [x + 10 * task["within"] + 1 for x in right],
        ]
        given += [[right[0], *(x + 77 for x in right[1:])], *(t["values"] for t in task["traps"] if len(t["values"]) == len(right))]  # fmt: skip
        return [", ".join(repr(float(x)) for x in values) for values in given]
    if kind == "interval":
        low, high = task["bounds"]
        width = high - low
        return [
            repr(float(x))
            for x in (low, high, low + width / 3, low - width, high + width, low - 1e-3 * width)
        ]
    if kind == "shape":
        given = [task["right"], *(trap["values"] for trap in task["traps"]), [*task["right"], 7], [5]]
        return [str(tuple(sizes)) for sizes in given] + [" ".join(map(str, task["right"])) or "()"]
    if kind == "words":
        return [
            *task["accept"],
            *(name for trap in task["traps"] for name in trap["accept"]),
            "something else",
        ]
    if kind == "order":
        blocks = task["blocks"]
        return [blocks, blocks[::-1], [*blocks, *task["extra"]], shuffled(blocks)]
    if kind == "assign":
        right = task["right"]
        first = dict.fromkeys(right, task["choices"][0])
        return [right, first, {**right, next(iter(right)): task["choices"][-1]}]
    if kind == "parts":
        whole = {name: _answers(part, shuffled) for name, part in task["parts"].items()}
        return [{name: given[place % len(given)] for name, given in whole.items()} for place in (0, 1, 2)]
    if kind == "output":
        lines = task["right"].split("\n")
        return [task["right"], *(trap["text"] for trap in task["traps"]), "\n".join([lines[0], *["x"] * (len(lines) - 1)])]  # fmt: skip
    return []
