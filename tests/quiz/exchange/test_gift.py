"""GIFT read into questions of ours, with a report by line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dlgrade.course import yaml_file
from dlgrade.errors import UserError
from dlgrade.i18n import Text
from dlgrade.quiz.bank import _questions
from dlgrade.quiz.exchange import draft, gift
from dlgrade.quiz.exchange.loss import Report
from dlgrade.quiz.grading import grade
from dlgrade.quiz.variant import Variant, variant

FILE = r"""// Questions
$CATEGORY: $course$/top/Neural nets

::One:: What is the ReLU of −2? {
  =0 #It is cut off.
  ~2 #That is the absolute value.
  ~%50%−2 #That is the identity.
  ####ReLU is max(0, x).
}

::True:: The sigmoid is bounded.{T#It lies between 0 and 1.#Indeed.}

::False:: [markdown]`f(x) \= \{1\: 2\}` is **Python**.{FALSE}

Half of one? {#0.5:0.05}

::Range:: A number from 1 to 5 {#1..5}

::Numbers:: Two and a half? {#=2.5:0.005#Yes. =%50%2:1#nearly ~#Think again.}

::Name:: Momentum and RMSProp? {=Adam =아담 =%80%Adamax}

::Pairs:: Match. {=a -> 1 =b -> 2 =c -> 3 = -> 4}

The perceptron dates from {~1943 =1958 ~1986}, as everybody knows.

::Many::Which? {~%50%a ~%50%b ~%-100%c#No.}

::Steps:: Order. {>3 ALL VERTICAL
first
second
third
}

::한국어:: 시그모이드의 최댓값은? {=1 ~0.5#중심입니다.}

::Essay:: Write. {}

Only a description.

::Broken:: what { nothing

::Odd:: What? {something}

::Two:: What? {=a ~b =c}
"""


@pytest.fixture
def report() -> Report:
    return Report()


@pytest.fixture
def made(report: Report, tmp_path: Path) -> dict[str, Variant]:
    drafts = gift.read(FILE.encode(), "q.gift", None, report)
    assert {one.unit for one in drafts} == {"Neural nets"}
    path = tmp_path / "14_more.yaml"
    path.write_text(draft.unit_file(drafts, Text("t", "t")), encoding="utf-8")
    head: Any = yaml_file.read(path)
    return {question.id: _built(question) for question in _questions(path, head)}


def _built(question: Any) -> Variant:
    class NoFunctions:
        def functions(self, unit: str) -> dict[str, Any]:
            return {}

    return variant(NoFunctions(), question, 0, 0)  # type: ignore[arg-type]


def test_questions(made: dict[str, Variant]) -> None:
    tasks = {id: one.built.task for id, one in made.items()}
    assert list(made) == ["one", "true", "false", "question-15", "range", "numbers", "name", "pairs", "question-25", "many", "steps", "question-35"]  # fmt: skip
    assert made["one"].built.solution.en == "0"
    assert [why.en for why in made["one"].built.whys.values()] == ["It is cut off.", "That is the absolute value.", "That is the identity."]  # fmt: skip
    assert made["one"].explain.en == "ReLU is max(0, x)."
    assert made["true"].explain.en == "Indeed."
    assert made["true"].built.whys["false"].en == "It lies between 0 and 1."
    assert made["false"].stem.en == "`f(x) = {1: 2}` is **Python**."
    assert tasks["false"]["right"] == ["false"]
    assert grade(tasks["question-15"], "0.54").score == 1
    assert grade(tasks["question-15"], "0.56").score == 0
    assert [grade(tasks["range"], x).score for x in ("1", "5", "5.1")] == [1, 1, 0]
    assert (tasks["numbers"]["right"], tasks["numbers"]["within"]) == ([2.5], 0.005)
    assert made["numbers"].explain.en == "Yes.\n\nThink again."
    assert grade(tasks["name"], "ADAM").score == grade(tasks["name"], "아담").score == 1
    assert grade(tasks["name"], "Adamax").score == 0
    assert made["pairs"].built.solution.en == "- a → 1\n- b → 2\n- c → 3"
    assert len(tasks["pairs"]["choices"]) == 4
    assert (
        made["question-25"].stem.en.replace("\\", "")
        == "The perceptron dates from _____ , as everybody knows."
    )
    assert tasks["many"]["right"] == ["a", "b"]
    assert made["steps"].built.solution.en == "1. first\n2. second\n3. third"


def test_languages(made: dict[str, Variant]) -> None:
    assert made["question-35"].stem.ko == "시그모이드의 최댓값은?"
    assert made["question-35"].stem.en == "TODO: 시그모이드의 최댓값은?"
    assert made["one"].stem.ko.startswith("TODO: What is")
    assert made["one"].built.texts["b"] == Text("2", "2")


def test_the_report_names_the_line(made: dict[str, Variant], report: Report) -> None:
    lines = {loss.question.partition(".")[0]: loss for loss in report.of("left_out")}
    expected = {"Essay": "a person grades", "Only a": "asks nothing", "Broken": "no partner", "Odd": "begins with none of", "::Two": "2 of its options"}  # fmt: skip
    for start, words in expected.items():
        number = next(i for i, line in enumerate(FILE.split("\n"), 1) if start in line)
        assert words in lines[str(number)].text.en
    assert len(lines) == len(expected)
    changed = {
        (loss.question.partition(".")[0], loss.text.en.partition(" was")[0]) for loss in report.of("changed")
    }
    assert changed == {("4", "`−2`"), ("19", "`2:1`"), ("21", "`Adamax`")}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xef\xbb\xbf",
        b"{}",
        b"}{",
        b"::",
        b"::a::{=}",
        b"{#}",
        b"{#=}",
        b"{#1..}",
        b"{#nan}",
        b"x{#1e999}",
        b"x{~~~}",
        b"x{=a->}",
        b"x{>}",
        b"x{T#",
        b"\\\\{=a}" * 1000,
    ],
)
def test_rubbish_is_reported_not_raised(content: bytes, tmp_path: Path) -> None:
    drafts = gift.read(content, "q.gift", None, Report())
    path = tmp_path / "14_more.yaml"
    path.write_text(draft.unit_file(drafts, None), encoding="utf-8")
    for question in _questions(path, yaml_file.read(path)):
        _built(question)


def test_not_utf_8() -> None:
    with pytest.raises(UserError, match=r"q.gift:2: is not UTF-8"):
        gift.read("a\né".encode("latin-1"), "q.gift", None, Report())
