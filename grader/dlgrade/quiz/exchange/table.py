"""A table of questions as CSV: one row per variant and language, for spreadsheets and for programs.

The texts are Markdown, as in the bank. The column ``task`` holds what the grader takes, as JSON, with ``texts`` and
``whys`` beside it, so that nothing of a question is lost.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

from dlgrade.classroom.records import cell
from dlgrade.quiz.exchange import feedback, writings
from dlgrade.quiz.exchange.items import Item
from dlgrade.quiz.exchange.loss import Report

COLUMNS = (
    "key", "question", "revision", "variant", "seed", "language", "unit", "unit_title", "type", "difficulty", "points",
    "concepts", "notes", "errata", "stem", "code", "figure", "choices", "answer", "tolerance", "hints", "remarks",
    "explanation", "references", "task", "texts", "whys",
)  # fmt: skip


def write(items: Sequence[Item], report: Report) -> bytes:
    """The items as CSV in UTF-8 (with the mark that Excel needs to see that it is).

    Args:
        items: the items.
        report: takes what a table cannot hold.
    """
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for item in items:
        if item.figure:
            report.missing(
                item.id, "its figure: the table holds it in words", "그림: 표에는 말로 된 설명만 있습니다"
            )
        table.writerow([cell(value) for value in _row(item)])
    return written.getvalue().encode("utf-8-sig")


def _row(item: Item) -> list[str]:
    question, made = item.question, item.made
    ids = list(made.built.texts)
    return [
        item.key,
        item.id,
        str(question.revision),
        str(made.number + 1),
        str(made.seed),
        item.lang,
        question.unit,
        item.unit_title,
        item.type,
        str(question.difficulty),
        str(item.points),
        "; ".join(question.concepts),
        "; ".join(question.source),
        "; ".join(question.corrects),
        item.stem,
        made.code or "",
        item.alt,
        "\n".join(item.text(id) for id in ids),
        item.solution,
        _tolerance(item),
        "\n".join(item.hints),
        "\n".join(f"{about}: {why}" for about, why in feedback.remarks(item)),
        "\n\n".join([item.explain, *feedback.errata(item)]),
        "; ".join(item.references),
        _json(item.task),
        _json({id: item.text(id) for id in ids}),
        _json({id: item.why(id) for id in made.built.whys}),
    ]


def _tolerance(item: Item) -> str:
    """How far the first number may be off; empty where nothing is measured."""
    if item.task["kind"] != "numbers":
        return ""
    return f"{max(writings.tolerance(item.task, value) for value in item.task['right']):g}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
