"""The table, read back by `csv`: every field, whatever a spreadsheet would make of it."""

from __future__ import annotations

import csv
import io
import json

from dlgrade.i18n import Text
from dlgrade.quiz.bank import Bank
from dlgrade.quiz.exchange import items as making
from dlgrade.quiz.exchange import table
from dlgrade.quiz.exchange.items import Item
from dlgrade.quiz.exchange.loss import Report
from dlgrade.quiz.grading import grade


def read(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_every_field(items: dict[str, Item]) -> None:
    report = Report()
    rows = read(table.write(list(items.values()), report))
    assert len(rows) == len(items)
    for row, item in zip(rows, items.values(), strict=True):
        clean = {name: value.removeprefix("'") if value[:2] in ("'-", "'=", "'+", "'@") else value for name, value in row.items()}  # fmt: skip
        assert (row["key"], row["question"], row["language"]) == (item.key, item.id, item.lang)
        assert clean["stem"] == item.stem
        assert clean["answer"] == item.solution
        assert clean["hints"] == "\n".join(item.hints)
        assert clean["explanation"].startswith(item.explain)
        assert json.loads(row["task"]) == json.loads(json.dumps(item.task))
        assert json.loads(row["texts"]) == {id: item.text(id) for id in item.made.built.texts}
        assert json.loads(row["whys"]) == {id: item.why(id) for id in item.made.built.whys}
        assert row["concepts"].split("; ") == list(item.question.concepts)
        assert int(row["seed"]) == item.made.seed
        assert not any(value.startswith(("=", "+", "-", "@")) for value in row.values())
    assert {loss.question for loss in report.losses} == {item.id for item in items.values() if item.figure}


def test_a_row_for_each_variant(small: Bank) -> None:
    rows = read(
        table.write(making.items(small, [small.questions["a-numeric"]], ["en"], variants=4), Report())
    )
    assert [row["variant"] for row in rows] == ["1", "2", "3", "4"]
    assert len({row["stem"] for row in rows}) > 1
    assert all(grade(json.loads(row["task"]), row["answer"]).score == 1 for row in rows)


def test_no_formula(small: Bank) -> None:
    from dataclasses import replace

    (item,) = making.items(small, [small.questions["a-single"]], ["en"])
    evil = replace(item, made=replace(item.made, stem=Text("=HYPERLINK(1)", "x")))
    assert read(table.write([evil], Report()))[0]["stem"] == "'=HYPERLINK(1)"
