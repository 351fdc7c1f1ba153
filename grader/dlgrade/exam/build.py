"""Writes an exam: papers, solutions, sheets, keys, the starter folder, and an empty answer table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dlgrade.course.model import Course
from dlgrade.errors import UserError
from dlgrade.exam import screen
from dlgrade.exam.draw import Paper, draw
from dlgrade.exam.key import Key, key_of, read_key
from dlgrade.exam.paper import paper_source, sheet_source
from dlgrade.exam.pdf import Press
from dlgrade.exam.plan import Plan, read_plan
from dlgrade.i18n import Text
from dlgrade.quiz.bank import Bank
from dlgrade.workspace import replacing

FORMATS = ("pdf", "html")


@dataclass(frozen=True)
class Built:
    """What was written.

    Attributes:
        plan: the exam.
        keys: one for each variant.
        files: everything, in the order in which it was written.
        starter: the exercises in the starter folder.
    """

    plan: Plan
    keys: list[Key]
    files: list[Path]
    starter: list[str]


def build(path: Path, course: Course, out: Path, formats: Sequence[str] = FORMATS) -> Built:
    """Draw an exam and write it.

    ::

        OUT/papers/A.ko.pdf      the paper of a variant in a language (and .html, for a screen)
        OUT/solutions/A.ko.pdf   the same with answers and explanations
        OUT/sheets/A.ko.pdf      the answer sheet
        OUT/keys/A.json          the key
        OUT/answers.csv          an empty answer table
        OUT/starter/             where coding questions are answered: a stub for each of their exercises

    Raises:
        UserError: the exam, the bank or a package is wrong, or something cannot be written.
    """
    bank = Bank(course)
    plan = read_plan(path, bank)
    papers = draw(plan, bank)
    exercises = _exercises(papers, course)
    for letter in plan.variants:
        _refuse_to_lose(out / "keys" / f"{letter}.json")
    files: list[Path] = []
    keys = [key_of(paper, bank) for paper in papers]
    press = Press()
    for paper, key in zip(papers, keys, strict=True):
        for name, content in _documents(paper, formats, press):
            files.append(_write(out / name, content))
        files.append(_write(out / "keys" / f"{paper.letter}.json", key.to_json().encode()))
    if not _has_answers(out / "answers.csv"):
        files.append(_write(out / "answers.csv", _table(keys).encode()))
    for id in exercises:
        files += _starter(course, id, plan, out / "starter")
    return Built(plan, keys, files, exercises)


def _documents(paper: Paper, formats: Sequence[str], press: Press) -> Iterator[tuple[str, bytes]]:
    for lang in paper.plan.languages:
        name = f"{paper.letter}.{lang}"
        if "pdf" in formats:
            yield f"papers/{name}.pdf", press.compile(paper_source(paper, lang))
            yield f"solutions/{name}.pdf", press.compile(paper_source(paper, lang, solutions=True))
            yield f"sheets/{name}.pdf", press.compile(sheet_source(paper, lang))
        if "html" in formats:
            yield f"papers/{name}.html", screen.page(paper, lang).encode()
            yield f"solutions/{name}.html", screen.page(paper, lang, solutions=True).encode()


def _exercises(papers: list[Paper], course: Course) -> list[str]:
    """The exercises of the coding questions.

    Raises:
        CourseError: one is not there.
    """
    found: dict[str, None] = {}
    for item in papers[0].items:
        id = item.made.built.task.get("exercise")
        if id is not None and id not in course.exercises:
            raise item.made.question.error(
                Text(f"there is no exercise `{id}`.", f"`{id}`라는 연습 문제가 없습니다."), "exercise"
            )
        if id is not None:
            found[id] = None
    return list(found)


def _starter(course: Course, id: str, plan: Plan, folder: Path) -> list[Path]:
    from dlgrade.course.stub import stub

    exercise = course.exercise(id)
    path = folder / exercise.unit / f"{id}.py"
    return [_write(path, stub(exercise, plan.languages[0]).encode())]


def _table(keys: list[Key]) -> str:
    text = io.StringIO()
    positions = range(1, max(len(key.questions) for key in keys) + 1)
    csv.writer(text, lineterminator="\n").writerow(["student", "variant", *positions])
    return text.getvalue()


def _refuse_to_lose(path: Path) -> None:
    """Ask that no key is overwritten that somebody has changed by hand.

    Raises:
        UserError: one would be.
    """
    if not path.exists():
        return
    changed = [q.position for q in read_key(path).questions if q.accept or q.reject or q.void]
    if changed:
        shown = ", ".join(map(str, changed))
        raise UserError(Text(
            f"{path} has been changed by hand (question {shown}) and would be lost. Choose another folder with --output.",
            f"{path}: 손으로 고친 정답표({shown}번 문제)가 사라지게 됩니다. --output으로 다른 폴더를 지정하세요.",
        ))  # fmt: skip


def _has_answers(path: Path) -> bool:
    """Whether somebody has typed answers into the table."""
    try:
        return len(path.read_bytes().split()) > 1
    except OSError:
        return False


def _write(path: Path, content: bytes) -> Path:
    """Write a file whole or not at all.

    Raises:
        UserError: it cannot be written.
    """
    with replacing(path) as temporary:
        temporary.write_bytes(content)
    return path
