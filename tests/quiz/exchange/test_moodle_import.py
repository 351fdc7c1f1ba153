"""Moodle XML read: our own export comes back as it was, strangers' files come in, hostile ones do not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dlgrade.course import yaml_file
from dlgrade.errors import UserError
from dlgrade.i18n import Text
from dlgrade.quiz.bank import Question, _questions
from dlgrade.quiz.exchange import draft, moodle, moodle_import
from dlgrade.quiz.exchange.draft import Draft
from dlgrade.quiz.exchange.items import Item
from dlgrade.quiz.exchange.loss import Report
from dlgrade.quiz.variant import Variant, variant


def loaded(drafts: list[Draft], folder: Path) -> list[Question]:
    """The drafts, written and read again as the bank does."""
    path = folder / "14_more.yaml"
    path.write_text(draft.unit_file(drafts, Text("t", "t")), encoding="utf-8")
    head = yaml_file.read(path)
    return _questions(path, yaml_file.expect(head, path, {"format": int, "concepts": list, "questions": list, "title": dict}))  # fmt: skip


class NoFunctions:
    """A bank without programs."""

    def functions(self, unit: str) -> dict[str, Any]:
        return {}


def built(question: Question) -> Variant:
    return variant(NoFunctions(), question, 0, 0)  # type: ignore[arg-type]


# --------------------------------------------------------------------------------------------------------- round trip


@pytest.fixture(scope="module")
def back(items: dict[str, Item], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Question]:
    exported = moodle.write(list(items.values()), "Course", Report())
    drafts = draft.merged(moodle_import.read(exported, "m.xml", None, Report()))
    return {question.id: question for question in loaded(drafts, tmp_path_factory.mktemp("back"))}


def test_our_export_comes_back(
    items: dict[str, Item], back: dict[str, Question], bare: Callable[..., str]
) -> None:
    """Everything of a question but its figure and its parameters."""
    report = Report()
    moodle.write(list(items.values()), "Course", report)
    left_out = {loss.question for loss in report.of("left_out")}
    compared = 0
    for item in items.values():
        if item.lang == "ko" or item.id in left_out:
            continue
        id = f"{item.id}-v1" if item.question.parameters else item.id
        made, was, question = built(back.pop(id)), item.made, item.question
        assert made.question.kind.name == {"plot": "numeric"}.get(item.type, item.type), id
        for key in ("concepts", "source", "corrects", "references"):
            assert list(made.question.data.get(key) or ()) == list(question.data.get(key) or ()), id
        assert (made.question.difficulty, made.question.revision) == (question.difficulty, question.revision)
        for lang in ("en", "ko"):
            now, then = of_language(made, lang), of_language(was, lang)
            assert [sorted(map(bare, part)) for part in now] == [sorted(map(bare, part)) for part in then], (
                id,
                lang,
            )
            tasks_alike(made, was)
            compared += 1
        assert made.code == was.code
    assert back == {}
    assert compared > 900


def of_language(made: Variant, lang: Any) -> list[list[str]]:
    """All texts of a question by what they are, gaps without their names."""
    import re

    texts = [text.to(lang) for text in made.built.texts.values()]
    whys = [why.to(lang) for why in made.built.whys.values()]
    stem = re.sub(r"\[\[\w+\]\]", "", made.stem.to(lang))
    hints = [hint.to(lang) for hint in made.hints]
    return [[stem], [made.explain.to(lang)], hints, texts, whys]


def tasks_alike(made: Variant, was: Variant) -> None:
    now, then = made.built.task, was.built.task
    id = made.id
    if then["kind"] == "numbers":
        assert now["right"] == pytest.approx(then["right"], rel=1e-9, abs=1e-9), id
        margin = [then["within"] + then["relative"] * abs(x) for x in then["right"]]
        assert [now["within"]] * len(margin) == pytest.approx(margin, rel=1e-6, abs=1e-9), id
        assert len(now["traps"]) == len(then["traps"]), id
    elif then["kind"] == "interval":
        assert now["bounds"] == pytest.approx(then["bounds"]), id
        assert now["closed"] == then["closed"], id
    elif then["kind"] == "choice":
        assert (now["options"], now["right"], now["many"], now["fixed"]) == (then["options"], then["right"], then["many"], then["fixed"]), id  # fmt: skip
    elif then["kind"] == "words":
        assert set(now["accept"]) == set(then["accept"]), id
    elif then["kind"] == "parts":
        assert [part["kind"] for part in now["parts"].values()] == [then["parts"][name]["kind"] for name in gap_order(was)]  # fmt: skip
    elif then["kind"] == "shape":
        assert (now["right"], [t["values"] for t in now["traps"]]) == (then["right"], [t["values"] for t in then["traps"]]), id  # fmt: skip
    elif then["kind"] == "order":
        assert (len(now["blocks"]), len(now["extra"])) == (len(then["blocks"]), len(then["extra"])), id
    elif then["kind"] == "assign":
        shown = [[(v.built.texts[a].en, v.built.texts[b].en) for a, b in v.built.task["right"].items()] for v in (made, was)]  # fmt: skip
        assert [a for a, _ in shown[0]] == [a for a, _ in shown[1]], id
        assert len({b for _, b in shown[0]}) == len({b for _, b in shown[1]}), id
    elif then["kind"] == "output":
        assert now["right"] == then["right"], id


def gap_order(made: Variant) -> list[str]:
    import re

    return re.findall(r"\[\[(\w+)\]\]", made.stem.en)


# ------------------------------------------------------------------------------------------------------- other files

FOREIGN = """<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<question type="category"><category><text>$course$/Nets</text></category></question>
<question type="multichoice"><name><text>Bend it</text></name>
  <questiontext format="html"><text><![CDATA[<p>Which <b>bends</b> at <i>zero</i>?<br>x<sup>2</sup>, \\(\\frac{1}{2}\\), {{x}} <img src="@@PLUGINFILE@@/a.png" alt="a plot"></p><script>alert(1)</script>]]></text></questiontext>
  <defaultgrade>3.0000</defaultgrade><single>true</single><shuffleanswers>1</shuffleanswers>
  <correctfeedback format="html"><text>Well done.</text></correctfeedback>
  <answer fraction="100" format="html"><text>ReLU</text><feedback format="html"><text>It has a corner.</text></feedback></answer>
  <answer fraction="50" format="html"><text>abs</text><feedback format="html"><text></text></feedback></answer>
  <answer fraction="0" format="plain_text"><text>2 * 3 * 4</text><feedback format="html"><text>no</text></feedback></answer></question>
<question type="numerical"><name><text>N</text></name><questiontext format="markdown"><text>Half of **one**?</text></questiontext>
  <answer fraction="100"><text>0.5</text><tolerance>0.03</tolerance><feedback><text>Yes: half.</text></feedback></answer>
  <answer fraction="0"><text>2</text><tolerance>0</tolerance><feedback><text>Doubled.</text></feedback></answer>
  <units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit></units></question>
<question type="shortanswer"><name><text>S</text></name><questiontext format="html"><text>Name?</text></questiontext><usecase>1</usecase>
  <answer fraction="100"><text>Adam</text><feedback><text/></feedback></answer><answer fraction="0"><text>*sgd*</text><feedback><text>x</text></feedback></answer></question>
<question type="cloze"><name><text>C</text></name><questiontext format="html"><text><![CDATA[<p>One {1:MULTICHOICE:=right#good~wr\\}ong#bad} two {2:NM:=3:0.5~%50%4:1} three {:SA:=a~=b}, [[z]]</p>]]></text></questiontext></question>
<question type="ordering"><name><text>O</text></name><questiontext format="html"><text>Order.</text></questiontext>
  <gradingtype>ALL_OR_NOTHING</gradingtype>
  <answer fraction="2"><text>b</text></answer><answer fraction="1"><text>a</text></answer><answer fraction="3"><text>c</text></answer></question>
<question type="essay"><name><text>E</text></name><questiontext format="html"><text>Write.</text></questiontext></question>
<question type="calculated"><name><text>K</text></name><questiontext format="html"><text>{a}+{b}</text></questiontext></question>
<question type="multichoice"><name><text>Broken</text></name><questiontext format="html"><text>?</text></questiontext><single>true</single></question>
</quiz>"""


@pytest.fixture
def foreign() -> tuple[list[Draft], Report]:
    report = Report()
    return moodle_import.read(FOREIGN.encode(), "f.xml", None, report), report


def test_a_strangers_file(foreign: tuple[list[Draft], Report], tmp_path: Path) -> None:
    drafts, _ = foreign
    questions = {question.id: question for question in loaded(drafts, tmp_path)}
    assert list(questions) == ["bend-it", "n", "s", "c", "o"]
    bend = built(questions["bend-it"])
    assert bend.stem.en == "Which **bends** at *zero*?\nx², $\\frac{1}{2}$, { {x}} a plot"
    assert bend.stem.ko == "TODO: " + bend.stem.en
    assert bend.built.texts["c"].en == "2 \\* 3 \\* 4"
    assert bend.built.task["right"] == ["a"]
    assert bend.explain.en.startswith("TODO: ")
    number = built(questions["n"])
    assert number.stem.en == "Half of **one**?"
    assert (number.built.task["right"], number.built.task["within"]) == ([0.5], 0.03)
    assert number.explain.en == "Yes: half."
    assert [trap["values"] for trap in number.built.task["traps"]] == [[2]]
    cloze = built(questions["c"])
    assert cloze.stem.en == "One [[gap1]] two [[gap2]] three [[gap3]], [ [z]]"
    assert {t.en for t in cloze.built.texts.values()} == {"right", "wr}ong"}
    assert cloze.built.task["parts"]["gap3"]["accept"] == ["a", "b"]
    assert built(questions["o"]).built.solution.en == "1. a\n2. b\n3. c"


def test_what_is_not_understood_is_listed(foreign: tuple[list[Draft], Report]) -> None:
    _, report = foreign
    said = {(loss.question.partition(".")[0], loss.kind, loss.text.en) for loss in report.losses}

    def has(place: int, kind: str, words: str) -> bool:
        return any(p == str(place) and k == kind and words in text for p, k, text in said)

    assert has(2, "missing", "a picture")
    assert has(2, "missing", "its points")
    assert has(2, "missing", "every right, partly right or wrong answer")
    assert has(2, "changed", "`abs` was worth 50 %")
    assert has(2, "changed", "`{{`")
    assert has(3, "missing", "units that are typed")
    assert has(4, "missing", "the pattern `*sgd*`")
    assert has(4, "changed", "capitals")
    assert has(5, "changed", "`4:1` was worth 50 %")
    assert has(5, "changed", "gaps had weights")
    assert has(6, "changed", "longest part in order")
    assert has(7, "left_out", "a person grades")
    assert has(8, "left_out", "no type `calculated`")
    assert has(9, "left_out", "0 of its options")
    assert len(report.of("left_out")) == 3


def test_validate_names_what_is_still_to_be_written(
    foreign: tuple[list[Draft], Report], tmp_path: Path
) -> None:
    from dlgrade.quiz.prove import _shown

    question = loaded(foreign[0], tmp_path)[0]
    assert sum("still to be written" in text.en for text in _shown(built(question))) >= 3


BOMB = """<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<quiz><question type="truefalse"><name><text>&b;</text></name></question></quiz>"""
OUTSIDE = """<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a SYSTEM "file:///etc/passwd">]><quiz>&a;</quiz>"""


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (BOMB.encode(), "declares entities"),
        (OUTSIDE.encode(), "declares entities"),
        (b'<!DOCTYPE quiz SYSTEM "http://127.0.0.1/x.dtd"><quiz/>', "declares entities"),
        (b"<quiz><question></quiz>", "is not XML"),
        (b"", "is not XML"),
        (b"<html/>", "its first element is <html>"),
        (b'<?xml version="1.0" encoding="utf-7"?><quiz/>', ""),
        (b"<quiz>\x00</quiz>", "is not XML"),
    ],
)
def test_hostile_files(content: bytes, words: str) -> None:
    with pytest.raises(UserError) as caught:
        moodle_import.read(content, "f.xml", None, Report())
    assert words in caught.value.text.en
    assert len(caught.value.text.ko) > 10


def test_deep_and_long_texts_end(tmp_path: Path) -> None:
    deep = "<div>" * 50_000 + "x" + "<ul><li>" * 2000
    body = f"<quiz><question type='truefalse'><name><text>d</text></name><questiontext format='html'><text><![CDATA[{deep}{'*' * 50_000}]]></text></questiontext><answer fraction='100'><text>true</text></answer><answer fraction='0'><text>false</text></answer></question></quiz>"  # fmt: skip
    (one,) = moodle_import.read(body.encode(), "f.xml", None, Report())
    assert "x" in one.data["stem"]
    many = "{1:SA:" + "~=a" * 3000
    body = f"<quiz><question type='cloze'><name><text>d</text></name><questiontext format='html'><text>{many}</text></questiontext></question></quiz>"  # fmt: skip
    report = Report()
    assert moodle_import.read(body.encode(), "f.xml", None, report) == []
    assert report.of("left_out")
