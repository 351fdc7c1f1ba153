"""Variants of a question: the same question with other numbers, the same for everybody who has the same seed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from dlgrade.errors import CourseError
from dlgrade.figures import Figure
from dlgrade.i18n import Text
from dlgrade.quiz.bank import Bank, Question
from dlgrade.quiz.expression import NotAnExpression, evaluate
from dlgrade.quiz.kinds import Built, Draft, Refused
from dlgrade.quiz.parameters import draws, seeds

VARIANTS = 24


@dataclass(frozen=True)
class Variant:
    """A question ready to be asked.

    Attributes:
        question: the question.
        number: which variant, from 0.
        seed: what its values were drawn from.
        values: the values by name.
        stem: what is asked, in Markdown.
        hints: from vague to nearly the answer.
        explain: the explanation, given after the answer.
        built: the task, what is shown, the explanations by id, the solution.
        code: a program to look at, or None.
        figure: a figure to look at, or None.
        alt: the figure in words.
    """

    question: Question
    number: int
    seed: int
    values: Mapping[str, Any]
    stem: Text
    hints: tuple[Text, ...]
    explain: Text
    built: Built
    code: str | None
    figure: Figure | None
    alt: Text | None

    @property
    def id(self) -> str:
        """The question's id."""
        return self.question.id


def variants(bank: Bank, question: Question, count: int = VARIANTS) -> list[Variant]:
    """Make the first variants of a question; one where it has no parameters.

    Raises:
        CourseError: the question is wrong.
    """
    return list(islice(_variants(bank, question), count if question.parameters else 1))


def variant(bank: Bank, question: Question, number: int, seed: int) -> Variant:
    """Make one variant from its seed.

    Raises:
        CourseError: the question is wrong, or no draw of its parameters is any good.
    """
    try:
        for values in draws(question.parameters, bank.functions(question.unit), seed):
            try:
                return _built(bank, question, number, seed, values)
            except Refused:
                if not question.parameters:
                    break
    except NotAnExpression as error:
        raise question.error(error.text, "parameters") from None
    raise question.error(
        Text(
            "no draw of the parameters is any good: a function refuses it, or a trap gives the right answer.",
            "쓸 만한 매개변수를 뽑을 수 없습니다. 함수가 거부하거나, 오답이 정답과 같습니다.",
        ),
        "parameters",
    )


def _variants(bank: Bank, question: Question) -> Iterator[Variant]:
    for number, seed in enumerate(seeds(question.id, question.revision)):
        yield variant(bank, question, number, seed)


def _built(bank: Bank, question: Question, number: int, seed: int, values: Mapping[str, Any]) -> Variant:
    draft, data = Draft(question, values, bank.functions(question.unit)), question.data
    code = data.get("code")
    return Variant(
        question,
        number,
        seed,
        values,
        draft.text(data["stem"], data.lines["stem"]),
        tuple(draft.text(hint, data.lines["hints"]) for hint in data["hints"]),
        draft.text(data["explain"], data.lines["explain"]),
        question.kind.build(draft),
        draft.text(code, data.lines["code"]).en if code else None,
        _figure(bank, question, values),
        draft.text(data["alt"], data.lines["alt"]) if "alt" in data else None,
    )


def _figure(bank: Bank, question: Question, values: Mapping[str, Any]) -> Figure | None:
    written = question.data.get("figure")
    if written is None:
        return None
    if "alt" not in question.data:
        raise question.error(
            Text("a figure needs `alt`, what it shows in words.", "그림에는 말로 설명한 `alt`가 필요합니다."),
            "figure",
        )
    try:
        figure = evaluate(written if written.startswith("=") else "=", bank.functions(question.unit), values)
    except NotAnExpression as error:
        raise question.error(error.text, "figure") from None
    except Exception as error:
        what = f"{type(error).__name__}: {error}"
        raise question.error(
            Text(f"the figure cannot be made: {what}", f"그림을 만들 수 없습니다: {what}"), "figure"
        ) from None
    if not isinstance(figure, Figure):
        raise CourseError(
            question.path,
            question.data.lines["figure"],
            Text("this is not a figure.", "그림이 아닙니다."),
        )
    return figure
