"""The variants of an exam are equally difficult, and every key can be made again from its seed."""

from __future__ import annotations

import json
from collections import Counter
from importlib import resources
from pathlib import Path

import jsonschema
import pytest

from dlgrade.course.programs import load_module
from dlgrade.errors import CourseError, UserError
from dlgrade.exam import notation
from dlgrade.exam.key import key_of, read_key, read_keys
from dlgrade.quiz.grading import grade
from dlgrade.quiz.kinds.numbers import flat
from dlgrade.quiz.texts import number_text
from dlgrade.quiz.variant import variant

SECOND_PATHS = Path(__file__).parent.parent / "quiz" / "keys"
SEEDS = 200
SMALL = """\
format: 1
title: {{en: Quiz, ko: 쪽지시험}}
seed: {seed}
variants: 2
sections:
  - {{types: [single, multiple, match], count: 2, points: 2}}
  - {{types: [numeric, tensor, shape, cloze, order], count: 3, points: 3}}
"""


def profile(paper):
    """What makes a paper as hard as another."""
    return Counter(
        (item.section, item.made.id, item.kind, item.made.question.concepts, item.made.question.difficulty, item.points)
        for item in paper.items
    )  # fmt: skip


def second_path(item):
    """The right answer by code that shares nothing with the bank's own; None where the answer is not computed."""
    keys = load_module(SECOND_PATHS / f"{item.made.question.unit}.py").KEYS
    derive = keys.get(item.made.id)
    return derive(**item.made.values) if derive else None


def test_two_hundred_seeds_give_equal_variants_and_keys_that_can_be_derived_again(exam, bank):
    drawn, derived = set(), 0
    for seed in range(SEEDS):
        papers = exam(SMALL.format(seed=seed))
        assert profile(papers[0]) == profile(papers[1])
        for paper in papers:
            assert len({item.made.id for item in paper.items}) == 5
            drawn |= {item.made.id for item in paper.items}
            for item, question in zip(paper.items, key_of(paper, bank).questions, strict=True):
                again = variant(bank, item.made.question, 0, question.seed)
                assert json.loads(json.dumps(again.built.task)) == question.task
                reading = notation.read(question.task, question.order, question.answer)
                assert reading.status == "answered"
                assert grade(question.task, reading.answer).score == 1
                expected = second_path(item)
                if expected is not None:
                    derived += 1
                    agrees(item, expected)
    assert len(drawn) > 100
    assert derived > 300


def agrees(item, expected):
    task = item.made.built.task
    if task["kind"] == "choice":
        assert item.made.built.solution.en == number_text(expected, item.made.question.data.get("digits"))
    elif task["kind"] == "parts":
        for name, value in expected.items():
            assert task["parts"][name]["right"] == pytest.approx(flat(value), rel=1e-9, abs=1e-12)
    else:
        right = task["bounds"] if task["kind"] == "interval" else task["right"]
        assert right == pytest.approx([float(x) for x in flat(expected)], rel=1e-9, abs=1e-12)


def test_variants_differ_in_numbers_options_and_order(every_type):
    first, *others = every_type
    for other in others:
        assert profile(other) == profile(first)
        assert [item.made.id for item in other.items] != [item.made.id for item in first.items]
    by_id = [{item.made.id: item for item in paper.items} for paper in every_type]
    for id, item in by_id[0].items():
        alike = [paper[id] for paper in by_id[1:]]
        if item.made.question.parameters and item.kind in ("numeric", "tensor"):
            assert any(other.made.built.task != item.made.built.task for other in alike)
    shuffled = [id for id, item in by_id[0].items() if item.kind == "single"]
    assert any(paper[id].order != by_id[0][id].order for id in shuffled for paper in by_id[1:])


def test_sections_stay_in_order_and_positions_count_up(every_type):
    for paper in every_type:
        assert [item.section for item in paper.items] == [0] * 6 + [1] * 6 + [2] * 6
        assert [item.position for item in paper.items] == list(range(1, 19))


def test_a_fixed_order_of_options_is_kept(exam, bank):
    fixed = next(q for q in bank.questions.values() if q.data.get("fixed"))
    text = f"format: 1\ntitle: Q\nseed: 3\nvariants: 5\nsections: [{{questions: [{fixed.id}], points: 1}}]\n"
    for paper in exam(text):
        assert paper.items[0].order["options"] == list(paper.items[0].made.built.task["options"])


def test_blocks_never_stand_in_a_right_order(exam, bank):
    orders = [q.id for q in bank.questions.values() if q.kind.name == "order"]
    text = f"format: 1\ntitle: Q\nseed: 3\nvariants: 6\nsections: [{{questions: [{', '.join(orders)}], points: 1}}]\n"
    for paper in exam(text):
        for item in paper.items:
            task = item.made.built.task
            assert grade(task, item.order["blocks"]).score < 1
            assert sorted(item.order["blocks"]) == sorted([*task["blocks"], *task["extra"]])


def test_questions_spread_over_concepts_before_one_is_asked_twice(exam, bank):
    (paper,) = exam("format: 1\ntitle: Q\nseed: 8\nsections: [{concepts: ['act.*'], count: 15, points: 1}]\n")
    assert max(Counter(item.made.question.concepts[0] for item in paper.items).values()) == 1


def test_the_order_of_a_section_can_be_kept(exam):
    ids = ["relu-backward-mask", "sigmoid-stable-code", "tanh-by-sigmoid"]
    listed = f"[{{questions: [{', '.join(ids)}], points: 1, shuffle: false}}]"
    for paper in exam(f"format: 1\ntitle: Q\nseed: 8\nvariants: 4\nsections: {listed}\n"):
        assert [item.made.id for item in paper.items] == ids


# -------------------------------------------------------------------------------------------------------- the key


@pytest.fixture(scope="session")
def schema():
    """The schema of a key."""
    source = resources.files("dlgrade").joinpath("schema/exam-key.schema.json").read_text(encoding="utf-8")
    schema = json.loads(source)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_keys_follow_their_schema_and_are_read_back(keys, schema, tmp_path):
    for letter, key in keys.items():
        data = json.loads(key.to_json())
        schema.validate(data)
        path = tmp_path / "keys" / f"{letter}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(key.to_json(), encoding="utf-8")
        assert read_key(path) == key
    assert read_keys([tmp_path]) == keys


def test_the_schema_refuses_what_is_no_key(keys, schema):
    data = json.loads(keys["A"].to_json())
    for spoil in ({"format": 2}, {"questions": []}, {"variant": "AA"}, {"more": 1}):
        assert not schema.is_valid({**data, **spoil})
    for field, value in (
        ("points", -1),
        ("position", 0),
        ("accept", "2"),
        ("void", "yes"),
        ("type", "essay"),
    ):
        question = {**data["questions"][0], field: value}
        assert not schema.is_valid({**data, "questions": [question, *data["questions"][1:]]}), field


def spoiled(keys, tmp_path, change):
    data = json.loads(keys["A"].to_json())
    change(data)
    path = tmp_path / "A.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda data: data.update(format=7), "is not a key of an exam"),
        (lambda data: data.pop("variant"), "is not a key of an exam"),
        (lambda data: data["questions"].pop(0), "positions"),
        (lambda data: data["questions"][2].update(void="yes"), "question 3 cannot be read"),
        (lambda data: data["questions"][2].update(points="many"), "question 3 cannot be read"),
        (lambda data: data["questions"][2].update(accept=["7"]), "question 3: `7` is none of the options"),
        (lambda data: data["questions"][2].update(other=1), "question 3 cannot be read"),
        (lambda data: data["questions"][2].update(task={"kind": "choice"}), "question 3 cannot be read"),
    ],
)
def test_a_spoiled_key_is_named(keys, tmp_path, change, what):
    with pytest.raises(CourseError) as caught:
        read_key(spoiled(keys, tmp_path, change))
    assert "A.json" in caught.value.text.en
    assert what in caught.value.text.en


def test_an_answer_that_is_not_right_by_its_task_is_refused(keys, tmp_path):
    def change(data):
        question = data["questions"][0]
        assert question["task"]["kind"] == "choice"
        wrong = next(id for id in question["task"]["options"] if id not in question["task"]["right"])
        question["answer"] = str(question["order"]["options"].index(wrong) + 1)

    with pytest.raises(CourseError, match="use `accept` and `reject`"):
        read_key(spoiled(keys, tmp_path, change))


def test_json_errors_have_a_line(tmp_path):
    path = tmp_path / "A.json"
    path.write_text('{"format": 1,\n "exam": }', encoding="utf-8")
    with pytest.raises(CourseError, match=r"A\.json:2: is not JSON"):
        read_key(path)


def test_keys_of_different_exams_do_not_go_together(keys, tmp_path):
    (tmp_path / "A.json").write_text(keys["A"].to_json(), encoding="utf-8")
    other = keys["B"].to_json().replace('"exam": "midterm"', '"exam": "final"')
    (tmp_path / "B.json").write_text(other, encoding="utf-8")
    with pytest.raises(UserError, match="belongs to the exam `final`"):
        read_keys([tmp_path])
    with pytest.raises(UserError, match="twice"):
        read_keys([tmp_path / "A.json", tmp_path / "A.json"])
    (tmp_path / "empty").mkdir()
    with pytest.raises(UserError, match="no key here"):
        read_keys([tmp_path / "empty"])
