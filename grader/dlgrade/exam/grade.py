"""Grades the answers of an exam: points for every question, with all that a student needs to check them.

The partial credit is that of the question's own rule (`dlgrade.quiz.grading`), but for two things that paper is different in:
a gap that is left empty costs its own share only, and an answer that is no number where one is asked for earns nothing (on a
screen it would be asked again); it is named, for a person to look at.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from dlgrade.errors import UserError
from dlgrade.exam import notation
from dlgrade.exam.answers import Sheet
from dlgrade.exam.key import Key, KeyQuestion
from dlgrade.exam.notation import Reading
from dlgrade.i18n import Text
from dlgrade.quiz.grading import Task, grade

Note = Literal["", "void", "accepted", "rejected", "unclear"]
Code = Mapping[str, Mapping[str, tuple[float, float]]]


@dataclass(frozen=True)
class Mark:
    """What an answer to a question is worth.

    Attributes:
        position: on the student's paper.
        question: the question's id.
        status: ``answered``, ``blank``, ``unreadable``, ``double``; ``pending``: a coding question nobody has graded yet.
        cell: what was typed into the table.
        right: how a right answer is written.
        answer: what it means, as the grader takes it; None where there is none.
        score: from 0 to 1.
        points: what counts.
        max_points: what a right answer earns.
        note: ``void`` everybody gets the points, ``accepted`` or ``rejected`` by the key, ``unclear`` no number.
        whys: the ids of explanations in the key.
    """

    position: int
    question: str
    status: notation.Status
    cell: str
    right: str
    answer: Any
    score: float
    points: float
    max_points: float
    note: Note = ""
    whys: tuple[str, ...] = ()


@dataclass(frozen=True)
class Result:
    """A student's exam.

    Attributes:
        variant: the letter; empty where the student was absent.
        status: ``graded``; ``incomplete`` while coding questions are not graded; ``absent``.
        points: what counts so far; None where absent.
        max_points: of what has been graded.
        marks: one for each question, in the order of the paper.
    """

    student: str
    variant: str
    status: Literal["graded", "incomplete", "absent"]
    points: float | None
    max_points: float
    marks: tuple[Mark, ...] = ()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Result:
        """Read back what `asdict` wrote."""
        marks = tuple(Mark(**{**mark, "whys": tuple(mark["whys"])}) for mark in data["marks"])
        return cls(**{**data, "marks": marks})


@dataclass(frozen=True)
class Results:
    """A graded exam.

    Attributes:
        exam: its id.
        title: by language.
        keys: what was graded by: a hash of each variant's key.
        questions: what an analysis must know of each question, by id.
        students: by id.
    """

    exam: str
    title: dict[str, str]
    keys: dict[str, str]
    questions: dict[str, dict[str, Any]]
    students: dict[str, Result] = field(default_factory=dict)

    def to_json(self) -> str:
        """The file's text."""
        data = {"format": 1, **asdict(self)}
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Results:
        """Read back what `to_json` wrote.

        Raises:
            KeyError: it is something else; or TypeError, ValueError.
        """
        if data["format"] != 1:
            raise ValueError(data["format"])
        students = {id: Result.from_dict(one) for id, one in data["students"].items()}
        return cls(data["exam"], data["title"], data["keys"], data["questions"], students)


def grade_exam(keys: Mapping[str, Key], sheets: Sequence[Sheet], code: Code | None = None) -> Results:
    """Grade all students.

    Args:
        keys: by the variant's letter.
        sheets: what they handed in.
        code: points and maximum by student and exercise; None while nobody has graded the coding questions.
    """
    first = next(iter(keys.values()))
    digests = {
        letter: hashlib.sha256(key.to_json().encode()).hexdigest()[:16] for letter, key in keys.items()
    }
    students = {sheet.student: _student(keys, sheet, code) for sheet in sheets}
    return Results(first.exam, first.title, digests, _questions(keys), dict(sorted(students.items())))


def _student(keys: Mapping[str, Key], sheet: Sheet, code: Code | None) -> Result:
    if not sheet.variant:
        whole = sum(question.points for question in next(iter(keys.values())).questions)
        return Result(sheet.student, "", "absent", None, whole)
    marks = tuple(
        _coding(question, sheet.student, code)
        if question.exercise is not None
        else mark(question, sheet.readings[question.position], sheet.cells.get(question.position, ""))
        for question in keys[sheet.variant].questions
    )
    counted = [one for one in marks if one.status != "pending"]
    return Result(
        sheet.student,
        sheet.variant,
        "graded" if len(counted) == len(marks) else "incomplete",
        round(sum(one.points for one in counted), 6),
        round(sum(one.max_points for one in counted), 6),
        marks,
    )


def mark(question: KeyQuestion, reading: Reading, cell: str) -> Mark:
    """Grade one answer."""
    found = Mark(
        question.position, question.question, reading.status, cell, question.answer, reading.answer, 0.0, 0.0, question.points
    )  # fmt: skip
    if question.void:
        return _worth(found, 1.0, "void")
    if reading.status != "answered":
        return found
    for note, cells, score in (("rejected", question.reject, 0.0), ("accepted", question.accept, 1.0)):
        if any(_says(question, reading.answer, other) for other in cells):
            return _worth(found, score, "rejected" if note == "rejected" else "accepted")
    score, whys, unclear = _scored(question.task, reading.answer)
    return _worth(replace(found, whys=whys), score, "unclear" if unclear else "")


def _says(question: KeyQuestion, answer: Any, cell: str) -> bool:
    other = notation.read(question.task, question.order, cell).answer
    return other is not None and notation.same(question.task, answer, other)


def _scored(task: Task, answer: Any) -> tuple[float, tuple[str, ...], bool]:
    """The score, the explanations, and whether something in it could not be read as what is asked for."""
    if task["kind"] == "parts":
        outcomes = [_scored(part, answer[name]) for name, part in task["parts"].items() if name in answer]
        whys = tuple(why for _, found, _ in outcomes for why in found)
        return (
            sum(score for score, _, _ in outcomes) / len(task["parts"]),
            whys,
            any(bad for *_, bad in outcomes),
        )
    outcome = grade(task, answer)
    return outcome.score, outcome.whys, outcome.unread in ("number", "count")


def _worth(found: Mark, score: float, note: Note) -> Mark:
    return replace(found, score=score, points=round(score * found.max_points, 6), note=note)


def _coding(question: KeyQuestion, student: str, code: Code | None) -> Mark:
    """A coding question: the share of the exercise's points."""
    found = Mark(question.position, question.question, "pending", "", "", None, 0.0, 0.0, question.points)
    if question.void:
        return _worth(replace(found, status="answered"), 1.0, "void")
    if code is None or question.exercise is None:
        return found
    earned = code.get(student, {}).get(question.exercise)
    if earned is None:
        return replace(found, status="blank")
    points, most = earned
    return _worth(
        replace(found, status="answered", cell=f"{points:g}/{most:g}"), max(0.0, min(1.0, points / most)) if most else 0.0, ""
    )  # fmt: skip


def _questions(keys: Mapping[str, Key]) -> dict[str, dict[str, Any]]:
    """What is the same of a question in all variants."""
    found: dict[str, dict[str, Any]] = {}
    for letter, key in keys.items():
        for question in key.questions:
            entry = found.setdefault(
                question.question,
                {
                    "type": question.type,
                    "unit": question.unit,
                    "concepts": list(question.concepts),
                    "difficulty": question.difficulty,
                    "section": question.section,
                    "points": question.points,
                    "revision": question.revision,
                    "stem": question.stem,
                    "texts": question.texts,
                    "right": list(question.task.get("right", ()))
                    if question.task["kind"] == "choice"
                    else None,
                    "options": list(question.task["options"]) if question.task["kind"] == "choice" else None,
                    "many": bool(question.task.get("many")),
                    "positions": {},
                },
            )
            entry["positions"][letter] = question.position
    return dict(
        sorted(found.items(), key=lambda item: (item[1]["section"], min(item[1]["positions"].values())))
    )


# ------------------------------------------------------------------------------------------------- the coding part


def read_code(folder: Path) -> dict[str, dict[str, tuple[float, float]]]:
    """What ``dlgrade grade`` found: points and maximum by student and exercise, from the records that it writes.

    Raises:
        UserError: there are none.
    """
    found: dict[str, dict[str, tuple[float, float]]] = {}
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        try:
            record = json.loads(path.read_text(encoding="utf-8"))
            found[str(record["student"])] = {
                str(one["id"]): (float(one["points"]), float(one["max_points"]))
                for one in record["exercises"]
                if one["status"] != "internal"
            }
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            continue
    if not found:
        raise UserError(Text(
            f"{folder} holds no records of `dlgrade grade`. Grade the coding part first: dlgrade grade SUBMISSIONS --output {folder}",
            f"{folder}: `dlgrade grade`의 기록이 없습니다. 코딩 문제를 먼저 채점하세요: dlgrade grade 제출물 --output {folder}",
        ))  # fmt: skip
    return found
