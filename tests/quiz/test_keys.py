"""Every computed key of the bank is derived a second time, by code that shares nothing with the first.

`keys/NN_unit.py` holds ``KEYS``: by the id of a question, a function of its drawn parameters (in plain Python, without the
reference and without the unit's program) that returns the right answer: a number or nested lists; for a cloze a mapping of
its computed gaps.
"""

from itertools import islice
from pathlib import Path

import pytest

from dlgrade.course.model import Course, builtin_root
from dlgrade.course.programs import load_module
from dlgrade.quiz.bank import Bank
from dlgrade.quiz.expression import is_expression
from dlgrade.quiz.kinds.numbers import flat
from dlgrade.quiz.parameters import seeds
from dlgrade.quiz.texts import number_text
from dlgrade.quiz.variant import variant

BANK = Bank(Course(builtin_root()))
SEEDS = 200


def computed(question):
    """What of a question's key is computed by the unit's program."""
    data = question.data
    bounds = data.get("between")
    found = [data.get("answer"), *(bounds if isinstance(bounds, list) else [bounds])]
    found += [option.get("value") for option in data.get("options") or () if option.get("correct")]
    found += [gap.get("answer") for gap in (data.get("gaps") or {}).values()]
    return any(map(is_expression, found))


QUESTIONS = [question for question in BANK.questions.values() if computed(question)]


def keys(unit):
    path = Path(__file__).with_name("keys") / f"{unit}.py"
    return load_module(path).KEYS if path.exists() else {}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_a_second_path_leads_to_the_same_answer(question):
    key = keys(question.unit).get(question.id)
    assert key is not None, f"no second path for {question.id} in keys/{question.unit}.py"
    count = SEEDS if question.parameters else 1
    for number, seed in enumerate(islice(seeds(question.id, question.revision), count)):
        made = variant(BANK, question, number, seed)
        same(made.built, key(**made.values), question)


def same(built, expected, question):
    task = built.task
    if task["kind"] == "choice":
        assert built.solution.en == number_text(expected, question.data.get("digits"))
    elif task["kind"] == "parts":
        for name, value in expected.items():
            close(task["parts"][name]["right"], value)
    elif task["kind"] == "interval":
        close(task["bounds"], expected)
    else:
        close(task["right"], expected)


def close(found, expected):
    assert found == pytest.approx([float(x) for x in flat(expected)], rel=1e-9, abs=1e-12)


def test_at_least_a_hundred_keys_are_computed():
    assert len(QUESTIONS) >= 100
