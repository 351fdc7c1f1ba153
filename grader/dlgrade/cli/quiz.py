"""``dlgrade quiz``: the site's practice in a terminal, with the same questions and the same grading."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dlgrade.course.model import Course, builtin_root
from dlgrade.errors import UserError
from dlgrade.i18n import Text, current_language, tr

if TYPE_CHECKING:
    from dlgrade.quiz.bank import Bank, Question


@click.command(
    "quiz",
    help=tr(
        "Practise with questions: of a unit (02_activations or 02), or of all.",
        "문제로 연습합니다. 단원(02_activations 또는 02)을 고르거나, 고르지 않으면 전체에서 냅니다.",
    ),
)
@click.argument("unit", required=False)
@click.option(
    "--count",
    "-n",
    default=10,
    show_default=True,
    type=click.IntRange(1),
    help=tr("How many questions.", "문제 수."),
)
@click.option("--question", "only", metavar="ID", help=tr("Only this question.", "이 문제만 냅니다."))
@click.option(
    "--seed",
    type=int,
    help=tr("Draw the same questions and numbers again.", "같은 문제와 수를 다시 뽑습니다."),
)
@click.option(
    "--course",
    "folder",
    metavar="COURSE",
    type=click.Path(path_type=Path),
    help=tr("The course's folder.", "과정 폴더."),
)
def quiz_command(
    unit: str | None, count: int, only: str | None, seed: int | None, folder: Path | None
) -> int:
    """Ask questions until they are answered, or the input ends."""
    from dlgrade.quiz.bank import Bank
    from dlgrade.views.quiz import Stopped, ask, summary

    course = Course(folder or builtin_root())
    course.refuse_kit()
    bank = Bank(course)
    questions = _chosen(bank, unit, only)
    seed = random.SystemRandom().randrange(2**32) if seed is None else seed
    chance = random.Random(seed)  # noqa: S311 - a draw of questions is no secret
    chance.shuffle(questions)
    scores: list[float] = []
    asked = questions[:count]
    try:
        for number, question in enumerate(asked, 1):
            scores.append(ask(bank, question, number, len(asked), chance, sys.stdin))
    except Stopped:
        pass
    summary(scores, seed, current_language())
    return 0


def _chosen(bank: Bank, unit: str | None, only: str | None) -> list[Question]:
    if only is not None:
        if only not in bank.questions:
            raise UserError(Text(f"There is no question `{only}`.", f"`{only}`라는 문제가 없습니다."))
        return [bank.questions[only]]
    questions = list(bank.questions.values())
    if unit is not None:
        questions = [
            q for q in questions if unit in (q.unit, q.unit.partition("_")[0], q.unit.partition("_")[2])
        ]
    if not questions:
        known = ", ".join(sorted({question.unit for question in bank.questions.values()})) or "–"
        raise UserError(
            Text(
                f"There are no questions for `{unit}`. Units: {known}",
                f"`{unit}` 단원의 문제가 없습니다. 단원: {known}",
            )
        )
    return questions
