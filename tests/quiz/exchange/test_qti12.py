"""QTI 1.2 for Canvas, read back: types, options, right answers, points, tolerances and what is said."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml import ElementTree

from dlgrade.quiz.bank import Bank
from dlgrade.quiz.exchange import items as making
from dlgrade.quiz.exchange import markup, qti12
from dlgrade.quiz.exchange.items import Item
from dlgrade.quiz.exchange.loss import Report
from dlgrade.quiz.grading import grade
from dlgrade.quiz.texts import number_text

NS = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
CP = "{http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1}"


@pytest.fixture(scope="module")
def report() -> Report:
    return Report()


@pytest.fixture(scope="module")
def package(items: dict[str, Item], report: Report) -> zipfile.ZipFile:
    english = [item for item in items.values() if item.lang == "en"]
    return zipfile.ZipFile(io.BytesIO(qti12.write(english, "Course", report)))


@pytest.fixture(scope="module")
def questions(package: zipfile.ZipFile) -> dict[str, Element]:
    found = {}
    for name in package.namelist():
        if name.startswith("dlgrade_") and not name.endswith("assessment_meta.xml"):
            root = ElementTree.fromstring(package.read(name), forbid_dtd=True)
            found |= {item.get("ident", ""): item for item in root.iter(f"{NS}item")}
    return found


def fields(question: Element) -> dict[str, str]:
    return {
        f.findtext(f"{NS}fieldlabel"): f.findtext(f"{NS}fieldentry")
        for f in question.iter(f"{NS}qtimetadatafield")
    }  # type: ignore[misc]


def shown(element: Element) -> str:
    return element.findtext(f"{NS}material/{NS}mattext") or ""


def test_package(package: zipfile.ZipFile) -> None:
    root = ElementTree.fromstring(package.read("imsmanifest.xml"))
    resources = root.findall(f"{CP}resources/{CP}resource")
    listed = [file.get("href") for resource in resources for file in resource.iterfind(f"{CP}file")]
    assert sorted(listed) == sorted(set(package.namelist()) - {"imsmanifest.xml"})
    names = {resource.get("identifier") for resource in resources}
    assert {d.get("identifierref") for r in resources for d in r.iterfind(f"{CP}dependency")} <= names
    meta = ElementTree.fromstring(package.read("dlgrade_02_activations_en/assessment_meta.xml"))
    assert meta.findtext("{http://canvas.instructure.com/xsd/cccv1p0}title") == "Course: Activation functions"
    assert sum(name.startswith("media/") for name in package.namelist()) == 11


def test_every_question_is_there_or_listed(
    items: dict[str, Item], questions: dict[str, Element], report: Report
) -> None:
    left_out = {loss.question for loss in report.of("left_out")}
    assert {item.id for key, item in items.items() if item.lang == "en" and key not in questions} == left_out
    by_type: dict[str, set[str]] = {}
    for key, question in questions.items():
        by_type.setdefault(items[key].type, set()).add(fields(question)["question_type"])
        assert float(fields(question)["points_possible"]) == items[key].points
    assert by_type["multiple"] == {"multiple_answers_question"}
    assert by_type["truefalse"] == {"true_false_question"}
    assert by_type["tensor"] == {"fill_in_multiple_blanks_question"}
    assert by_type["numeric"] == {"numerical_question"}
    assert by_type["cloze"] == {"fill_in_multiple_blanks_question", "multiple_dropdowns_question"}


def test_texts(items: dict[str, Item], questions: dict[str, Element], bare: Callable[..., str]) -> None:
    for key, question in questions.items():
        item = items[key]
        asked = shown(question.find(f"{NS}presentation"))
        if "$" not in item.stem and item.type != "cloze":
            assert bare(asked, html=True).startswith(bare(item.stem)), key
        if item.made.code:
            assert asked.count("<pre>") == 1, key
        if item.figure:
            name = re.search(r'src="%24IMS-CC-FILEBASE%24/([^"]+)"', asked)
            assert name
        said = {f.get("ident"): "".join(f.itertext()) for f in question.iterfind(f"{NS}itemfeedback")}
        linked = {d.get("linkrefid") for d in question.iter(f"{NS}displayfeedback")}
        assert linked == said.keys(), key
        everything = bare(" ".join(said.values()), html=True)
        for id in item.made.built.whys:
            if "$" not in item.why(id):
                assert bare(item.why(id)) in everything, (key, id)


def test_graded_alike(
    items: dict[str, Item], questions: dict[str, Element], answers: Callable[[Item], list[Any]]
) -> None:
    """What is right here is right there, whatever is wrong here earns no more there."""
    compared = 0
    for key, question in questions.items():
        item = items[key]
        for answer in answers(item):
            here = grade(item.task, answer)
            if here.unread or item.type == "code":
                continue
            given = responses(item, question, answer)
            if given is None:
                continue
            there, compared = score(question, given), compared + 1
            if here.score == 1 and item.type not in ("tensor", "text", "cloze"):
                assert there == pytest.approx(100, abs=0.05), (key, answer)
            if item.type in (
                "single",
                "truefalse",
                "multiple",
                "numeric",
                "plot",
                "match",
                "categorise",
                "shape",
            ):
                whole = here.score if item.type not in ("multiple",) else float(here.score == 1)
                if item.type == "multiple" and 0 < here.score < 1:
                    continue
                assert there == pytest.approx(100 * whole, abs=0.05), (key, answer)
    assert compared > 1200


def test_numbers_with_the_decimals_asked_for_are_right(
    items: dict[str, Item], questions: dict[str, Element]
) -> None:
    seen = 0
    for key, question in questions.items():
        item = items[key]
        if fields(question)["question_type"] != "fill_in_multiple_blanks_question" or item.type == "trace":
            continue
        seen += 1
        digits = item.question.data.get("digits")
        if item.type == "tensor":
            typed = {f"n{i}": number_text(value, digits) for i, value in enumerate(item.task["right"], 1)}
        else:
            gaps = item.question.data["gaps"]
            typed = {name: number_text(part["right"][0], gaps[name].get("digits")) if part["kind"] == "numbers" else str(gaps[name]["accept"][0]) for name, part in item.task["parts"].items()}  # fmt: skip
        labels = {r.get("ident"): {shown(x): x.get("ident") for x in r.iter(f"{NS}response_label")} for r in question.iter(f"{NS}response_lid")}  # fmt: skip
        given = {f"response_{name}": {labels[f"response_{name}"][text]} for name, text in typed.items()}
        assert score(question, given) == pytest.approx(100, abs=0.1), key
    assert seen > 100


def responses(item: Item, question: Element, answer: Any) -> dict[str, Any] | None:
    """What Canvas holds of an answer: ids of what was chosen, or what was typed."""
    labels = {r.get("ident"): {shown(x): x.get("ident") for x in r.iter(f"{NS}response_label")} for r in question.iter(f"{NS}response_lid")}  # fmt: skip
    kind = item.task["kind"]
    if kind == "choice":
        return {"response1": {labels["response1"][markup.inline(item.text(id), "mathml")] for id in answer}}
    if kind == "assign":
        lefts = {shown(r): r.get("ident") for r in question.iter(f"{NS}response_lid")}
        ids = {a: lefts[markup.inline(item.text(a), "mathml")] for a in answer}
        return {ids[a]: {labels[ids[a]][markup.plain(item.text(b))]} for a, b in answer.items()}
    if kind == "order":
        lefts = {shown(r): r.get("ident") for r in question.iter(f"{NS}response_lid")}
        blocks = [*item.task["blocks"], *item.task["extra"]]
        places = {id: str(answer.index(id) + 1) if id in answer else "not used" for id in blocks}
        found = {lefts[markup.inline(item.text(id), "mathml")]: place for id, place in places.items()}
        return {ident: {labels[ident].get(place)} for ident, place in found.items()}
    if kind == "parts":
        if all(part["kind"] != "choice" for part in item.task["parts"].values()):
            return {
                f"response_{name}": {labels[f"response_{name}"].get(short(text))}
                for name, text in answer.items()
            }
        chosen = {name: markup.plain(item.text(ids[0])) for name, ids in answer.items()}
        return {f"response_{name}": {labels[f"response_{name}"][text]} for name, text in chosen.items()}
    if kind == "output" and labels:
        lines = answer.split("\n")
        return {
            f"response_line{i}": {labels.get(f"response_line{i}", {}).get(line)}
            for i, line in enumerate(lines, 1)
        }
    if kind == "numbers" and labels:
        return {
            f"response_n{i}": {labels[f"response_n{i}"].get(short(x))}
            for i, x in enumerate(answer.split(","), 1)
        }
    return {"response1": answer}


def short(number: str) -> str:
    return f"{float(number):g}"


def score(question: Element, given: dict[str, Any]) -> float:
    total = 0.0
    for condition in question.iter(f"{NS}respcondition"):
        setting = condition.find(f"{NS}setvar")
        if setting is None or not all(
            holds(test, given) for test in one(condition.find(f"{NS}conditionvar"))
        ):
            continue
        total = float(setting.text or "") + (total if setting.get("action") == "Add" else 0)
        if condition.get("continue") == "No":
            break
    return total


def one(conditions: Element) -> list[Element]:
    """Several tests side by side are alternatives where they are equalities, else all must hold."""
    tests = list(conditions)
    if len(tests) > 1 and all(test.tag == f"{NS}varequal" for test in tests):
        both = Element(f"{NS}or")
        both.extend(tests)
        return [both]
    return tests


def holds(test: Element, given: dict[str, Any]) -> bool:
    name = test.tag.removeprefix(NS)
    if name in ("and", "or", "not"):
        inner = [holds(child, given) for child in test]
        return {"and": all(inner), "or": inner[0] or all(inner[1:]) if len(inner) == 2 and test[1].tag == f"{NS}and" else any(inner), "not": not inner[0]}[name]  # fmt: skip
    value = given.get(test.get("respident", ""), "")
    if isinstance(value, set):
        return test.text in value
    if name == "varequal":
        return value.strip().casefold() == (test.text or "").casefold()
    return (
        float(value) >= float(test.text or "") if name == "vargte" else float(value) <= float(test.text or "")
    )


def test_same_bytes_and_ids(small: Bank) -> None:
    one, other = (qti12.write(making.items(small, small.questions.values(), ["en", "ko"]), "t", Report()) for _ in range(2))  # fmt: skip
    assert one == other
    package = zipfile.ZipFile(io.BytesIO(one))
    roots = [ElementTree.fromstring(package.read(f"dlgrade_00_types_{lang}/dlgrade_00_types_{lang}.xml")) for lang in ("en", "ko")]  # fmt: skip
    labels = [x.get("ident") for root in roots for x in root.iter(f"{NS}item")]
    assert len(set(labels)) == len(labels) > 20


def test_an_end_that_does_not_belong(small: Bank) -> None:
    (item,) = making.items(small, [small.questions["an-interval"]], ["en"])
    report = Report()
    package = zipfile.ZipFile(io.BytesIO(qti12.write([item], "t", report)))
    root = ElementTree.fromstring(package.read("dlgrade_00_types_en/dlgrade_00_types_en.xml"))
    question = next(root.iter(f"{NS}item"))
    assert [score(question, {"response1": text}) for text in ("0", "0.01", "0.5", "0.51")] == [0, 100, 100, 0]
    assert any("an end that does not belong" in loss.text.en for loss in report.losses)
