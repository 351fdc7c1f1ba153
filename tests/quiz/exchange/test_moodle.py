"""Moodle XML: the whole built-in bank read back and graded by Moodle's rules, next to our own."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml import ElementTree

from dlgrade.i18n import Text
from dlgrade.quiz.bank import Bank
from dlgrade.quiz.exchange import items as making
from dlgrade.quiz.exchange import markup, moodle
from dlgrade.quiz.exchange.items import Item
from dlgrade.quiz.exchange.loss import Report
from dlgrade.quiz.grading import grade

# Moodle's own expressions (question/type/multianswer/questiontype.php), written down once more.
ANSWER = r"(?:(?:=|%-?[0-9]+(?:[.,][0-9]*)?%)?.+?(?<!\\|&)(?=[~#}])(?:#.*?(?<!\\)(?=[~}]))?)"
EMBEDDED = re.compile(r"\{([0-9]*):([A-Z_]+):(" + ANSWER + "(?:~" + ANSWER + r")*)\}", re.DOTALL)


@pytest.fixture(scope="module")
def report() -> Report:
    return Report()


@pytest.fixture(scope="module")
def exported(items: dict[str, Item], report: Report) -> bytes:
    return moodle.write(list(items.values()), "A/B course", report)


@pytest.fixture(scope="module")
def questions(exported: bytes) -> dict[str, Element]:
    root = ElementTree.fromstring(exported, forbid_dtd=True)
    assert root.tag == "quiz"
    return {q.findtext("idnumber"): q for q in root if q.get("type") != "category"}


def text(element: Element | None) -> str:
    assert element is not None
    return (element.findtext("text") or "").strip()


def test_every_question_is_there_or_listed(
    items: dict[str, Item], questions: dict[str, Element], report: Report
) -> None:
    left_out = {loss.question for loss in report.of("left_out")}
    assert {item.id for key, item in items.items() if key not in questions} == left_out
    assert {key for key in questions if items[key].id in left_out} == set()
    assert {items[key].type for key in questions} == {item.type for item in items.values()} - {"card"}
    orders = [item for item in items.values() if item.type == "order" and item.id in left_out]
    assert all(item.task["blocks"] for item in orders)


def test_texts(items: dict[str, Item], questions: dict[str, Element], bare: Callable[..., str]) -> None:
    for key, question in questions.items():
        item = items[key]
        asked = EMBEDDED.sub("", text(question.find("questiontext")))
        stem = re.sub(r"\[\[\w+\]\]", "", item.stem)
        wanted = bare(stem) + (bare(item.made.code) if item.made.code else "")
        assert bare(asked, html=True).startswith(wanted), key
        assert asked.count('class="dlgrade-code"') == bool(item.made.code), key
        after = bare(text(question.find("generalfeedback")), html=True)
        assert bare(item.explain) in after, key
        for erratum in item.errata:
            assert bare(erratum.right.to(item.lang)) in after, key
        hints = [bare(text(hint), html=True) for hint in question.iterfind("hint")]
        assert hints == ([bare(hint) for hint in item.hints] if item.type != "code" else []), key
        tags = {text(tag) for tag in question.iterfind("tags/tag")}
        assert {f"concept:{c}" for c in item.question.concepts} <= tags
        assert {f"note:{note}" for note in item.question.source} | {
            f"difficulty:{item.question.difficulty}"
        } <= tags


def test_whatever_is_said_to_an_answer_is_there(
    items: dict[str, Item], questions: dict[str, Element], bare: Callable[..., str]
) -> None:
    for key, question in questions.items():
        everything = bare("".join(question.itertext()).replace("&#92;", "\\"), html=True)
        everything += bare(
            re.sub(r"&#(\d+);", lambda m: chr(int(m[1])), "".join(question.itertext())), html=True
        )
        for id in items[key].made.built.whys:
            assert bare(items[key].why(id)) in everything, (key, id)


def test_categories(exported: bytes) -> None:
    root = ElementTree.fromstring(exported)
    names = [text(q.find("category")) for q in root if q.get("type") == "category"]
    assert names[0].startswith("$course$/top/A//B course/English/")
    assert any("/한국어/" in name for name in names)
    assert len(set(names)) == len(names)


def test_figures(items: dict[str, Item], questions: dict[str, Element]) -> None:
    seen = 0
    for key, question in questions.items():
        file = question.find("questiontext/file")
        assert (file is not None) == (items[key].figure is not None), key
        if file is None:
            continue
        seen += 1
        assert f'src="@@PLUGINFILE@@/{file.get("name")}"' in text(question.find("questiontext"))
        drawn = ElementTree.fromstring(base64.b64decode(file.text or ""))
        assert drawn.tag == "{http://www.w3.org/2000/svg}svg"
        assert drawn.findtext("{http://www.w3.org/2000/svg}title") == markup.plain(items[key].alt)
    assert seen > 10


# ------------------------------------------------------------------------------------------------- graded as Moodle does


def test_graded_alike(
    items: dict[str, Item],
    questions: dict[str, Element],
    report: Report,
    answers: Callable[[Item], list[Any]],
) -> None:
    """Every answer is worth in Moodle what it is worth here, but where the report says otherwise."""
    compared = 0
    for key, question in questions.items():
        item = items[key]
        if item.lang == "ko" or item.type == "code":
            continue
        changed = any(loss.question == item.id and loss.kind == "changed" for loss in report.losses)
        for i, answer in enumerate(answers(item)):
            here = grade(item.task, answer)
            if here.unread:
                continue
            there = GRADERS[question.get("type", "")](question, item, answer)
            if there is None:
                continue
            compared += 1
            if i == 0 or not changed or item.type in ("match", "categorise"):
                assert there == pytest.approx(here.score, abs=1e-4), (key, answer)
            if here.score == 1 and not (item.type == "text" and " " in str(answer)):
                assert there == pytest.approx(1, abs=1e-4), (key, answer)
    assert compared > 1500


def multichoice(question: Element, item: Item, answer: list[str]) -> float:
    worths = {text(a): float(a.get("fraction", "")) / 100 for a in question.iterfind("answer")}
    total = sum(worths[markup.inline(item.text(id), "tex")] for id in answer)
    return min(1.0, max(0.0, total))


def truefalse(question: Element, item: Item, answer: list[str]) -> float:
    return next(
        float(a.get("fraction", "")) / 100 for a in question.iterfind("answer") if text(a) == answer[0]
    )


def numerical(question: Element, item: Item, answer: str) -> float:
    value = float(answer)
    for a in question.iterfind("answer"):
        wanted, margin = float(text(a)), float(a.findtext("tolerance") or "")
        if abs(value - wanted) <= margin + 1e-14 * max(abs(wanted), abs(value), 1e-14):
            return float(a.get("fraction", "")) / 100
    return 0.0


def shortanswer(question: Element, item: Item, answer: str) -> float:
    for a in question.iterfind("answer"):
        pattern = ".*".join(re.escape(part.replace("\\*", "*")) for part in re.split(r"(?<!\\)\*", text(a)))
        if re.fullmatch(pattern, answer.strip(), 0 if question.findtext("usecase") == "1" else re.IGNORECASE):
            return float(a.get("fraction", "")) / 100
    return 0.0


def matching(question: Element, item: Item, answer: Any) -> float | None:
    pairs = {text(s): text(s.find("answer")) for s in question.iterfind("subquestion") if text(s)}
    if item.type == "order":
        places = {id: str(i) for i, id in enumerate(answer, 1)}
        given = {markup.inline(item.text(id), "tex"): places.get(id, "not used") for id in [*item.task["blocks"], *item.task["extra"]]}  # fmt: skip
    else:
        given = {markup.inline(item.text(a), "tex"): markup.plain(item.text(b)) for a, b in answer.items()}
        assert {text(s.find("answer")) for s in question.iterfind("subquestion")} == {
            markup.plain(item.text(id)) for id in item.task["choices"]
        }
    assert given.keys() == pairs.keys()
    return sum(given[left] == right for left, right in pairs.items()) / len(pairs)


def ordering(question: Element, item: Item, answer: list[str]) -> float | None:
    order = [text(a) for a in sorted(question.iterfind("answer"), key=lambda a: float(a.get("fraction", "")))]
    given = [order.index(markup.inline(item.text(id), "tex")) for id in answer]
    longest = [0] * len(given)
    for i, place in enumerate(given):
        longest[i] = 1 + max((longest[j] for j in range(i) if given[j] < place), default=0)
    assert question.findtext("gradingtype") == "LONGEST_ORDERED_SUBSET"
    return max(longest) / len(order)


def cloze(question: Element, item: Item, answer: Any) -> float | None:
    gaps = EMBEDDED.findall(text(question.find("questiontext")))
    assert float(question.findtext("defaultgrade") or "") == sum(int(weight) for weight, *_ in gaps)
    if item.task["kind"] == "parts":
        order = re.findall(r"\[\[(\w+)\]\]", item.stem)
        given = [answer[name][0] if isinstance(answer[name], list) else answer[name] for name in order]
        given = [markup.plain(item.text(x)) if x in item.made.built.texts else x for x in given]
    elif item.task["kind"] == "output":
        given = answer.split("\n")
    else:
        given = re.findall(r"-?[\d.]+(?:e[-+]?\d+)?", answer)
    if len(given) != len(gaps):
        return None
    return sum(gap(type, found, one) for (_, type, found), one in zip(gaps, given, strict=True)) / len(gaps)


def gap(type: str, alternatives: str, given: str) -> float:
    for found in re.findall(
        r"~?(=|%-?[0-9]+%)?(.+?(?<!\\|&)(?=[~#}]|$))(#.*?(?=[~}]|$))?", alternatives, re.DOTALL
    ):
        worth = 1.0 if found[0] == "=" else 0.0
        wanted = re.sub(r"&#(\d+);", lambda m: chr(int(m[1])), found[1])
        if type == "NUMERICAL":
            value, margin = map(float, wanted.split(":"))
            if abs(float(given) - value) <= margin + 1e-14 * max(abs(value), abs(float(given)), 1e-14):
                return worth
        elif type == "SHORTANSWER":
            if wanted.replace("\\*", "*").lower() == given.strip().lower():
                return worth
        elif wanted.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == given:
            return worth
    return 0.0


GRADERS: dict[str, Callable[..., float | None]] = {
    "multichoice": multichoice,
    "truefalse": truefalse,
    "numerical": numerical,
    "shortanswer": shortanswer,
    "matching": matching,
    "ordering": ordering,
    "cloze": cloze,
}


# ----------------------------------------------------------------------------------------------------------- the same


def test_same_bytes_and_ids(small: Bank) -> None:
    made = [making.items(small, small.questions.values(), ["en", "ko"], variants=3) for _ in range(2)]
    one, other = (moodle.write(items, "t", Report()) for items in made)
    assert one == other
    assert len({item.key for item in made[0]}) == len(made[0])
    assert {"a-single.en", "a-numeric.ko.v3"} <= {item.key for item in made[0]}
    drawn = making.items(small, [small.questions["a-numeric"]], ["en"], seed=7)
    assert [item.key for item in drawn] == ["a-numeric.en.s7.v1"]


def test_hostile_texts_stay_texts(small: Bank) -> None:
    (item,) = making.items(small, [small.questions["a-single"]], ["en"])
    evil = Text("<script>alert(1)</script> ]]> & \x00\x0b{1:NUMERICAL:=3} \ud800", "x")
    worse = making.Item("k.en", _with_stem(item, evil), "en", "u", ())
    root = ElementTree.fromstring(moodle.write([worse], "t", Report()))
    asked = text(root.find("question[@type='multichoice']/questiontext"))
    assert "&lt;script&gt;alert(1)" in asked
    assert "]]&gt; &amp;" in asked
    assert "\x00" not in asked


def _with_stem(item: Item, stem: Text) -> Any:
    from dataclasses import replace

    return replace(item.made, stem=stem)
