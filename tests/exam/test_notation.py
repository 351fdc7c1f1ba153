"""How answers are written in a cell, and read again."""

from __future__ import annotations

import pytest

from dlgrade.exam import notation
from dlgrade.exam.notation import NotAnAnswer, Reading, read, same, write
from dlgrade.quiz.grading import grade

CHOICE = {"kind": "choice", "options": ["a", "b", "c", "d"], "right": ["c"], "many": False, "fixed": False}
MANY = {**CHOICE, "right": ["a", "c"], "many": True}
TRUTH = {"kind": "choice", "options": ["true", "false"], "right": ["false"], "many": False, "fixed": True}
SHOWN = {"options": ["d", "c", "b", "a"]}
ORDER = {
    "kind": "order",
    "blocks": ["x", "y", "z"],
    "after": {"x": [], "y": ["x"], "z": ["y"]},
    "extra": ["w"],
}
BLOCKS = {"blocks": ["z", "w", "x", "y"]}
ASSIGN = {"kind": "assign", "right": {"l1": "r2", "l2": "r1", "l3": "r2"}, "choices": ["r1", "r2", "r3"]}
SIDES = {"left": ["l3", "l1", "l2"], "right": ["r2", "r3", "r1"]}
NUMBER = {"kind": "numbers", "right": [0.25], "traps": [], "within": 0.005, "relative": 0.0}
VECTOR = {"kind": "numbers", "right": [1, 2, 3], "traps": [], "within": 0.0, "relative": 0.0}
SHAPE = {"kind": "shape", "right": [2, 3], "traps": []}
WORD = {"kind": "words", "accept": ["adam", "아담"], "traps": []}
OUTPUT = {"kind": "output", "right": "1 2\n3", "traps": []}
PARTS = {"kind": "parts", "parts": {"n": NUMBER, "w": WORD, "c": {**CHOICE, "fixed": True}}}
GAPS = {"gaps": ["w", "n", "c"]}


@pytest.mark.parametrize(
    ("task", "order", "cell", "answer"),
    [
        (CHOICE, SHOWN, "2", ["c"]),
        (CHOICE, SHOWN, " ② ", ["c"]),
        (CHOICE, SHOWN, "'2", ["c"]),
        (CHOICE, SHOWN, "(2)", ["c"]),
        (CHOICE, SHOWN, "２", ["c"]),
        (MANY, SHOWN, "2 4", ["c", "a"]),
        (MANY, SHOWN, "24", ["c", "a"]),
        (MANY, SHOWN, "2,4", ["c", "a"]),
        (MANY, SHOWN, "②④", ["c", "a"]),
        (MANY, SHOWN, "4; 2; 2", ["a", "c"]),
        (TRUTH, {"options": ["true", "false"]}, "X", ["false"]),
        (TRUTH, {"options": ["true", "false"]}, "참", ["true"]),
        (TRUTH, {"options": ["true", "false"]}, "2", ["false"]),
        (TRUTH, {"options": ["true", "false"]}, "F", ["false"]),
        (ORDER, BLOCKS, "c d a", ["x", "y", "z"]),
        (ORDER, BLOCKS, "CDA", ["x", "y", "z"]),
        (ORDER, BLOCKS, "c → d → a", ["x", "y", "z"]),
        (ORDER, BLOCKS, "c,d", ["x", "y"]),
        (ASSIGN, SIDES, "1a 2a 3c", {"l3": "r2", "l1": "r2", "l2": "r1"}),
        (ASSIGN, SIDES, "aac", {"l3": "r2", "l1": "r2", "l2": "r1"}),
        (ASSIGN, SIDES, "a - c", {"l3": "r2", "l2": "r1"}),
        (ASSIGN, SIDES, "3-c, 1:a", {"l3": "r2", "l2": "r1"}),
        (NUMBER, {}, "1/4", "1/4"),
        (VECTOR, {}, "1, _, 3", "1 1e999 3"),
        (OUTPUT, {}, "1 2\\n3", "1 2\n3"),
        (PARTS, GAPS, "Adam | 0.25 | 3", {"w": "Adam", "n": "0.25", "c": ["c"]}),
        (PARTS, GAPS, "Adam | | 3", {"w": "Adam", "c": ["c"]}),
        (PARTS, GAPS, "? | 0.25 | *", {"n": "0.25"}),
    ],
)
def test_a_cell_is_read(task, order, cell, answer):
    assert read(task, order, cell) == Reading("answered", answer)


@pytest.mark.parametrize(
    ("cell", "status"), [("", "blank"), ("   ", "blank"), ("?", "unreadable"), ("*", "double"), ("1 2", "double"), ("①③", "double")]
)  # fmt: skip
def test_codes(cell, status):
    assert read(CHOICE, SHOWN, cell).status == status


def test_nothing_written_beside_any_number_is_no_answer():
    assert read(ASSIGN, SIDES, "---").status == "blank"
    assert read(PARTS, GAPS, " | | ").status == "blank"


@pytest.mark.parametrize(
    ("task", "order", "cell"),
    [
        (CHOICE, SHOWN, "5"),
        (CHOICE, SHOWN, "0"),
        (CHOICE, SHOWN, "b"),
        (CHOICE, SHOWN, "-1"),
        (MANY, SHOWN, "15"),
        (ORDER, BLOCKS, "c d e"),
        (ORDER, BLOCKS, "1 2"),
        (ASSIGN, SIDES, "ab"),
        (ASSIGN, SIDES, "4a"),
        (ASSIGN, SIDES, "1d"),
        (ASSIGN, SIDES, "1a junk"),
        (PARTS, GAPS, "Adam | 0.25"),
        (PARTS, GAPS, "Adam | 0.25 | 9"),
        ({"kind": "self"}, {}, "x"),
    ],
)
def test_what_cannot_be_an_answer_is_refused(task, order, cell):
    with pytest.raises(NotAnAnswer) as caught:
        read(task, order, cell)
    assert caught.value.text.en
    assert any("가" <= sign <= "힣" for sign in caught.value.text.ko)


def test_every_right_answer_of_an_exam_can_be_written_and_read(keys):
    for key in keys.values():
        for question in key.questions:
            reading = read(question.task, question.order, question.answer)
            assert grade(question.task, reading.answer).score == 1
            again = read(question.task, question.order, write(question.task, question.order, reading.answer))
            assert same(question.task, again.answer, reading.answer)


@pytest.mark.parametrize(
    ("task", "one", "other", "alike"),
    [
        (CHOICE, ["a", "b"], ["b", "a"], True),
        (CHOICE, ["a"], ["b"], False),
        (VECTOR, "1, 2", "1 2", True),
        (VECTOR, "1, 2", "1 2 3", False),
        (NUMBER, "1/4", "0.25", True),
        (NUMBER, "x", "x", False),
        (WORD, "RMS-Prop", "rmsprop", True),
        (OUTPUT, "1.0  2", "1 2", True),
        (ORDER, ["x", "y"], ["y", "x"], False),
        (PARTS, {"n": "0.5", "w": "Adam"}, {"n": "1/2", "w": "adam"}, True),
        (PARTS, {"n": "0.5"}, {"w": "adam"}, False),
    ],
)
def test_answers_that_say_the_same(task, one, other, alike):
    assert same(task, one, other) is alike


def test_labels():
    assert [notation.number_label(i) for i in (0, 3, 19, 20)] == ["①", "④", "⑳", "(21)"]
    assert [notation.letter_label(i) for i in (0, 25)] == ["a", "z"]
