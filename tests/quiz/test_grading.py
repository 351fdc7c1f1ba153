"""One file of cases for the two graders: Python's, and the JavaScript of the site run by Node.

`cases.json` holds tasks by name, and answers as people type them with the outcome that is right.
"""

import json
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from dlgrade.quiz.grading import grade

CASES = json.loads(Path(__file__).with_name("cases.json").read_text(encoding="utf-8"))
SCRIPT = Path(__file__).parents[2] / "site" / "dlsite" / "static" / "grading.js"
KINDS = {"choice", "numbers", "interval", "shape", "words", "order", "assign", "parts", "output", "self"}

PROGRAM = """
const dl = {};
eval(require("node:fs").readFileSync(process.argv[1], "utf8"));
const asked = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(asked.map(([task, answer]) => dl.grading.grade(task, answer))));
"""


def expected(case):
    return {
        "score": pytest.approx(case["score"], abs=1e-12),
        "whys": case.get("whys", []),
        "unread": case.get("unread"),
        "parts": case.get("parts"),
    }


def by_python(task, answer):
    outcome = grade(task, answer)
    parts = dict(outcome.parts) if outcome.parts is not None else None
    return {"score": outcome.score, "whys": list(outcome.whys), "unread": outcome.unread, "parts": parts}


def by_javascript(asked):
    if (node := shutil.which("node")) is None:
        pytest.skip("Node is not installed: the site's grader is not run")
    done = subprocess.run(
        [node, "-e", PROGRAM, str(SCRIPT)],
        input=json.dumps(asked),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: f"{case['task']}: {case['answer']!a}"[:80])
def test_python_grades_as_the_case_says(case):
    assert by_python(CASES["tasks"][case["task"]], case["answer"]) == expected(case)


def test_javascript_grades_as_the_cases_say():
    asked = [[CASES["tasks"][case["task"]], case["answer"]] for case in CASES["cases"]]
    wrong = [
        (case, found)
        for case, found in zip(CASES["cases"], by_javascript(asked), strict=True)
        if found != expected(case)
    ]
    assert wrong == []


def test_the_cases_cover_every_kind_of_task():
    assert {CASES["tasks"][case["task"]]["kind"] for case in CASES["cases"]} == KINDS
    assert len(CASES["cases"]) >= 150


# Pieces that people type, and some that nobody does: put together at random, both graders must agree on every one.
PIECES = [
    *"0123456789.,;/-+−–e()[] \n_%'xN",
    *[
        "0.3333",
        "1/3",
        "-2.5",
        "1e-3",
        "2, 3",
        "[1 ",
        "True",
        "ReLU",
        "leaky",
        "softmax",
        "소프트맥스",
        "리키 ",
    ],
    *"１，（²½⁄٣İßΣ",
    *"\u200b\ufeff\u3000\x1c\x85\u2028",
]


def test_both_graders_agree_on_any_text():
    chance = random.Random(6)
    tasks = [
        task
        for task in CASES["tasks"].values()
        if task["kind"] in ("numbers", "interval", "shape", "words", "output")
    ]
    asked = [
        [chance.choice(tasks), "".join(chance.choices(PIECES, k=chance.randint(1, 9)))] for _ in range(6000)
    ]
    outcomes = by_javascript(asked)
    differ = [
        (answer, here, there)
        for (task, answer), there in zip(asked, outcomes, strict=True)
        if (here := by_python(task, answer)) != there
    ]
    assert differ == []


def test_both_graders_agree_on_any_order():
    chance = random.Random(6)
    ids = ["a", "b", "c", "d", "x", "z"]
    tasks = [task for task in CASES["tasks"].values() if task["kind"] == "order"]
    asked = [[chance.choice(tasks), chance.choices(ids, k=chance.randint(0, 7))] for _ in range(1500)]
    outcomes = by_javascript(asked)
    differ = [
        (answer, here, there)
        for (task, answer), there in zip(asked, outcomes, strict=True)
        if (here := by_python(task, answer)) != there
    ]
    assert differ == []
