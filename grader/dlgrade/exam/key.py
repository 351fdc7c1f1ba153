"""The key of a variant: all that is needed to grade it, as plain data, without the bank it was drawn from.

``schema/exam-key.schema.json`` documents the file. Three fields of a question are the instructor's to change by hand after
an exam, and a changed key is graded again before it replaces anything:

    accept   answers, written as in the answer table, that earn all points as well
    reject   answers that earn none, whatever the task says
    void     true: the question earns everybody all points
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from dlgrade import __version__
from dlgrade.errors import CourseError, UserError
from dlgrade.exam import asked, notation
from dlgrade.exam.draw import Item, Order, Paper
from dlgrade.i18n import Text
from dlgrade.quiz.bank import Bank
from dlgrade.quiz.grading import grade

FORMAT = 1


@dataclass(frozen=True)
class KeyQuestion:
    """A question of a variant.

    Attributes:
        position: on the paper, from 1.
        section: its section's number, from 1.
        question: its id in the bank.
        type: as ``single``.
        unit: whose bank it is from.
        concepts: what it asks about, the main one first.
        difficulty: 1 to 3.
        revision: the bank's count of changes of its meaning.
        hash: of what is printed and of what is right; another hash is another question.
        seed: what its values were drawn from.
        order: the ids of options, blocks, sides or gaps as they stand on the paper.
        task: what `dlgrade.quiz.grading.grade` takes.
        answer: the right answer as it is written in the answer table; empty for code.
        points: what it is worth.
        stem: what is asked, by language.
        texts: what there is to choose from, by id and language.
        solution: the right answer in words, by language.
        whys: explanations by id and language.
        exercise: the exercise of a ``code`` question, else None.
        accept: more answers that are right.
        reject: answers that are wrong.
        void: whether everybody gets the points.
    """

    position: int
    section: int
    question: str
    type: str
    unit: str
    concepts: list[str]
    difficulty: int
    revision: int
    hash: str
    seed: int
    order: Order
    task: dict[str, Any]
    answer: str
    points: float
    stem: dict[str, str]
    texts: dict[str, dict[str, str]]
    solution: dict[str, str]
    whys: dict[str, dict[str, str]]
    exercise: str | None = None
    accept: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()
    void: bool = False


@dataclass(frozen=True)
class Key:
    """The key of a variant.

    Attributes:
        exam: the exam's id.
        course: the course's.
        variant: its letter.
        title: the exam's, by language.
        languages: in which it was printed.
        seed: the exam's.
        questions: in the order of the paper.
    """

    exam: str
    course: str
    variant: str
    title: dict[str, str]
    languages: list[str]
    seed: int
    questions: tuple[KeyQuestion, ...]

    def to_dict(self) -> dict[str, Any]:
        """The file's content."""
        questions = [asdict(question) for question in self.questions]
        return {
            "format": FORMAT,
            "dlgrade": __version__,
            **{name: getattr(self, name) for name in ("exam", "course", "variant", "title", "languages", "seed")},
            "points": sum(question.points for question in self.questions),
            "questions": [{**one, "accept": list(one["accept"]), "reject": list(one["reject"])} for one in questions],
        }  # fmt: skip

    def to_json(self) -> str:
        """The file's text; the same key gives the same bytes."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=1) + "\n"


def key_of(paper: Paper, bank: Bank) -> Key:
    """Make the key of a paper."""
    plan = paper.plan
    return Key(
        plan.id,
        bank.course.id,
        paper.letter,
        plan.title._asdict(),
        list(plan.languages),
        plan.seed,
        tuple(_question(item) for item in paper.items),
    )


def _question(item: Item) -> KeyQuestion:
    made, question = item.made, item.made.question
    task = json.loads(json.dumps(made.built.task))
    texts = {id: text._asdict() for id, text in made.built.texts.items()}
    stem = made.stem._asdict()
    return KeyQuestion(
        item.position,
        item.section + 1,
        question.id,
        item.kind,
        question.unit,
        list(question.concepts),
        question.difficulty,
        question.revision,
        _hash({"stem": stem, "texts": texts, "code": made.code, "task": task, "order": item.order}),
        made.seed,
        item.order,
        task,
        "" if task["kind"] == "self" else notation.write(task, item.order, asked.right_answer(item)),
        item.points,
        stem,
        texts,
        made.built.solution._asdict(),
        {id: text._asdict() for id, text in made.built.whys.items()},
        task.get("exercise"),
    )


def _hash(content: Any) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


# --------------------------------------------------------------------------------------------------------- reading


def read_keys(places: list[Path]) -> dict[str, Key]:
    """Read the keys of an exam.

    Args:
        places: files, or folders with ``*.json`` in them (or in ``keys`` below them).

    Returns:
        The keys by the variant's letter.

    Raises:
        UserError: there are none, or they belong to different exams.
        CourseError: a file is no key.
    """
    keys: dict[str, Key] = {}
    for path in (file for place in places for file in _files(place)):
        key = read_key(path)
        if any(key.exam != other.exam for other in keys.values()):
            raise UserError(Text(
                f"{path}: belongs to the exam `{key.exam}`, the other keys do not. Name the keys of one exam.",
                f"{path}: `{key.exam}` 시험의 정답표인데 다른 정답표는 그렇지 않습니다. 한 시험의 정답표만 지정하세요.",
            ))  # fmt: skip
        if key.variant in keys:
            raise UserError(Text(
                f"{path}: variant {key.variant} is there twice.", f"{path}: {key.variant}형의 정답표가 두 개 있습니다."
            ))  # fmt: skip
        keys[key.variant] = key
    return dict(sorted(keys.items()))


def _files(place: Path) -> list[Path]:
    folder = place / "keys" if (place / "keys").is_dir() else place
    files = sorted(folder.glob("*.json")) if folder.is_dir() else [place]
    if not files:
        raise UserError(Text(
            f"{place}: there is no key here; `dlgrade exam build` writes keys/A.json and so on.",
            f"{place}: 정답표가 없습니다. `dlgrade exam build`가 keys/A.json 등을 만듭니다.",
        ))  # fmt: skip
    return files


def read_key(path: Path) -> Key:
    """Read one key.

    Raises:
        CourseError: it cannot be read, or is no key; names the file and, where it is not even JSON, the line.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CourseError(path, None, Text(
            f"cannot be read: {error.strerror}.", f"읽을 수 없습니다: {error.strerror}."
        )) from None  # fmt: skip
    except json.JSONDecodeError as error:
        raise CourseError(path, error.lineno, Text(
            f"is not JSON: {error.msg}.", f"JSON 문법이 잘못되었습니다: {error.msg}."
        )) from None  # fmt: skip
    except (UnicodeDecodeError, RecursionError):
        raise _no_key(path) from None
    if (
        not isinstance(found, dict)
        or found.get("format") != FORMAT
        or not isinstance(found.get("questions"), list)
    ):
        raise _no_key(path)  # fmt: skip
    try:
        questions = tuple(_read_question(path, data) for data in found["questions"])
        key = Key(
            _text(found["exam"]), _text(found["course"]), _text(found["variant"]), _texts(found["title"]),
            list(map(_text, found["languages"])), int(found["seed"]), questions,
        )  # fmt: skip
    except (KeyError, TypeError, ValueError):
        raise _no_key(path) from None
    if [question.position for question in questions] != list(range(1, len(questions) + 1)):
        raise CourseError(path, None, Text(
            "the positions of its questions are not 1, 2, 3 and so on.", "문제의 번호가 1, 2, 3… 순서가 아닙니다."
        ))  # fmt: skip
    return key


def _no_key(path: Path) -> CourseError:
    return CourseError(path, None, Text(
        f"is not a key of an exam of format {FORMAT}.", f"형식 {FORMAT}의 시험 정답표가 아닙니다."
    ))  # fmt: skip


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _texts(value: Mapping[str, Any]) -> dict[str, str]:
    return {lang: _text(value[lang]) for lang in ("en", "ko")}


def _read_question(path: Path, data: Any) -> KeyQuestion:
    where = data.get("position", "?") if isinstance(data, dict) else "?"
    try:
        question = KeyQuestion(**{
            **data,
            "points": float(data["points"]),
            "accept": tuple(map(_text, data.get("accept", ()))),
            "reject": tuple(map(_text, data.get("reject", ()))),
        })  # fmt: skip
        if not (0 <= question.points < float("inf")) or not isinstance(question.void, bool):
            raise ValueError(where)
        _check(path, question)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        raise CourseError(path, None, Text(
            f"question {where} cannot be read; the fields to change by hand are accept, reject, void and points.",
            f"{where}번 문제를 읽을 수 없습니다. 손으로 바꿀 수 있는 항목은 accept, reject, void, points입니다.",
        )) from None  # fmt: skip
    return question


def _check(path: Path, question: KeyQuestion) -> None:
    """The answer is right by the task, and what is accepted or rejected can be an answer."""
    if question.task["kind"] == "self":
        return
    for cell in (*question.accept, *question.reject):
        try:
            status = notation.read(question.task, question.order, cell).status
        except notation.NotAnAnswer as error:
            raise CourseError(path, None, Text(
                f"question {question.position}: {error.text.en}", f"{question.position}번 문제: {error.text.ko}"
            )) from None  # fmt: skip
        if status != "answered":
            raise ValueError(cell)
    answer = notation.read(question.task, question.order, question.answer).answer
    if grade(question.task, answer).score < 1:
        raise CourseError(path, None, Text(
            f"question {question.position}: its `answer` is not right by its `task`; to let other answers count, "
            "use `accept` and `reject`.",
            f"{question.position}번 문제: `answer` 값이 `task`와 맞지 않습니다. 다른 답도 인정하려면 `accept`와 `reject`를 쓰세요.",
        ))  # fmt: skip
