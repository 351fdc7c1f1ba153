"""Fixtures: the built-in bank, exams from a few lines, and a class of students whose ability is known."""

from __future__ import annotations

import csv
import io
import math
import random

import pytest

from dlgrade.exam import notation
from dlgrade.exam.draw import draw
from dlgrade.exam.key import key_of
from dlgrade.exam.plan import read_plan
from dlgrade.quiz.bank import Bank

EVERY_TYPE = """\
format: 1
title: {en: Midterm, ko: 중간고사}
seed: SEED
variants: 4
sections:
  - {title: {en: Choosing, ko: 고르기}, types: [single, multiple, truefalse], count: 6, points: 3}
  - {types: [numeric, tensor, shape, text, plot], count: 6, points: 4}
  - {types: [order, match, categorise, cloze, trace], count: 6, points: 5}
"""


@pytest.fixture(scope="session")
def bank(course):
    """The built-in bank."""
    return Bank(course)


@pytest.fixture
def exam(tmp_path, bank):
    """Draw an exam from a text: its papers."""

    def make(text, name="midterm.yaml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return draw(read_plan(path, bank), bank)

    return make


@pytest.fixture(scope="session")
def every_type(tmp_path_factory, bank):
    """The papers of an exam with every type of question, in four variants."""
    path = tmp_path_factory.mktemp("exam") / "midterm.yaml"
    path.write_text(EVERY_TYPE.replace("SEED", "20261130"), encoding="utf-8")
    return draw(read_plan(path, bank), bank)


@pytest.fixture(scope="session")
def keys(every_type, bank):
    """Their keys by letter."""
    return {paper.letter: key_of(paper, bank) for paper in every_type}


def wrong_cell(question, chance):
    """A wrong answer, as a student might give it."""
    task, order = question.task, question.order
    kind = task["kind"]
    if kind == "choice":
        wrong = [id for id in task["options"] if id not in task["right"]]
        return notation.write(task, order, [chance.choice(wrong)])
    if kind == "order":
        return notation.write(task, order, [task["blocks"][-1], *task["blocks"][:-1]])
    if kind == "assign":
        rights = list(order["right"])
        turned = {
            left: rights[(rights.index(right) + 1) % len(rights)] for left, right in task["right"].items()
        }
        return notation.write(task, order, turned)
    if kind == "parts":
        return " | ".join("1" if part["kind"] == "choice" else "77" for part in task["parts"].values())
    if kind == "numbers":
        return ", ".join(str(round(value + chance.choice([13, 17]), 3)) for value in task["right"])
    if kind == "interval":
        return "987654"
    if kind == "shape":
        return "(97, 89)"
    return "zzz"


@pytest.fixture(scope="session")
def simulated():
    """Answer tables of students whose ability is known."""
    return _simulated


def _simulated(keys, count, seed=1, letters=None):
    """An answer table of students with known ability, and the abilities.

    The probability of a right answer is ``g + (1 − g) / (1 + exp(−1.4 (θ − b)))`` with the ability θ ~ N(0, 1), the difficulty
    b of the question (the same in every variant) and g = 0.25 where options can be guessed.
    """
    chance = random.Random(seed)
    letters = letters or list(keys)
    first = keys[letters[0]].questions
    hard = {question.question: chance.uniform(-1.5, 1.2) for question in first}
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(["student", "variant", *range(1, len(first) + 1)])
    abilities = {}
    for i in range(count):
        student, letter = f"s{i:03}", letters[i % len(letters)]
        abilities[student] = theta = chance.gauss(0, 1)
        row = []
        for question in keys[letter].questions:
            guess = 0.25 if question.task["kind"] == "choice" else 0.0
            right = guess + (1 - guess) / (1 + math.exp(-1.4 * (theta - hard[question.question])))
            row.append(question.answer if chance.random() < right else wrong_cell(question, chance))
        table.writerow([student, letter, *row])
    return text.getvalue(), abilities
