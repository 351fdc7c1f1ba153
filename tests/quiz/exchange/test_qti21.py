"""QTI 2.1: valid by its schema, and graded, by an interpreter of its response processing, as we grade."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml import ElementTree

from dlgrade.course.formula import formulas
from dlgrade.quiz.bank import Bank
from dlgrade.quiz.exchange import items as making
from dlgrade.quiz.exchange import qti21
from dlgrade.quiz.exchange.items import Item
from dlgrade.quiz.exchange.loss import Report
from dlgrade.quiz.grading import grade

SCHEMAS = os.environ.get("DLGRADE_QTI_XSD", "")
NS = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
INTERACTIONS = {
    "single": "choiceInteraction", "multiple": "choiceInteraction", "truefalse": "choiceInteraction",
    "numeric": "textEntryInteraction", "plot": "textEntryInteraction", "tensor": "textEntryInteraction",
    "shape": "textEntryInteraction", "text": "textEntryInteraction", "order": "orderInteraction",
    "match": "matchInteraction", "categorise": "matchInteraction", "trace": "extendedTextInteraction",
    "code": "uploadInteraction",
}  # fmt: skip


@pytest.fixture(scope="module")
def report() -> Report:
    return Report()


@pytest.fixture(scope="module")
def package(items: dict[str, Item], report: Report) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(qti21.write(list(items.values()), "Course & more", report)))


@pytest.fixture(scope="module")
def documents(package: zipfile.ZipFile) -> dict[str, Element]:
    names = [name for name in package.namelist() if name.startswith("items/") and name.endswith(".xml")]
    found = [ElementTree.fromstring(package.read(name), forbid_dtd=True) for name in names]
    return {root.get("identifier", "").removeprefix("I-"): root for root in found}


@pytest.mark.skipif(not Path(SCHEMAS).is_dir() or not SCHEMAS, reason="DLGRADE_QTI_XSD names no folder with the schemas of QTI 2.1")  # fmt: skip
def test_valid_by_the_schema(package: zipfile.ZipFile) -> None:
    from lxml import etree

    class Local(etree.Resolver):
        def resolve(self, url: str, id: str, context: Any) -> Any:
            path = Path(SCHEMAS) / url.split("://", 1)[-1]
            return self.resolve_filename(str(path), context) if path.is_file() else None

    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Local())
    main = Path(SCHEMAS) / "www.imsglobal.org/xsd/imsqti_v2p1.xsd"
    schema = etree.XMLSchema(etree.parse(str(main), parser))
    names = [name for name in package.namelist() if name.startswith("items/") and name.endswith(".xml")]
    for name in names:
        document = etree.fromstring(package.read(name))
        assert schema.validate(document), (name, schema.error_log)
    spoiled = package.read(names[0]).replace(b'adaptive="false"', b'adaptive="perhaps"')
    assert not schema.validate(etree.fromstring(spoiled))


def test_manifest(package: zipfile.ZipFile, items: dict[str, Item], report: Report) -> None:
    root = ElementTree.fromstring(package.read("imsmanifest.xml"), forbid_dtd=True)
    cp = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
    resources = root.findall(f"{cp}resources/{cp}resource")
    listed = [file.get("href") for resource in resources for file in resource.iterfind(f"{cp}file")]
    assert sorted(listed) == sorted(set(package.namelist()) - {"imsmanifest.xml"})
    assert len({resource.get("identifier") for resource in resources}) == len(resources)
    left_out = {loss.question for loss in report.of("left_out")}
    assert len(resources) == sum(item.id not in left_out for item in items.values())
    assert {items[key].type for key in items if items[key].id in left_out} == {"card"}


def test_all_that_is_named_is_there(documents: dict[str, Element], package: zipfile.ZipFile) -> None:
    for key, root in documents.items():
        declared = {r.get("identifier") for r in root.iterfind(f"{NS}responseDeclaration")}
        asked = {e.get("responseIdentifier") for e in root.iter() if e.get("responseIdentifier")}
        assert declared == asked != set(), key
        choices = {e.get("identifier") for e in root.find(f"{NS}itemBody").iter() if e.get("identifier")}
        for declaration in root.iterfind(f"{NS}responseDeclaration"):
            if declaration.get("baseType") in ("identifier", "directedPair"):
                named = " ".join(v.text or "" for v in declaration.iter(f"{NS}value")).split()
                assert set(named) <= choices, key
        shown = {f.get("identifier") for f in root.iterfind(f"{NS}modalFeedback")}
        rules = root.find(f"{NS}responseProcessing")
        set_ = {v.text for r in rules.iter(f"{NS}setOutcomeValue") if r.get("identifier") == "FEEDBACK" for v in r.iter(f"{NS}baseValue")}  # fmt: skip
        assert shown == set_, key
        for image in root.iter(f"{NS}img"):
            assert f"items/{image.get('src')}" in package.namelist()
            assert image.get("alt")


def test_texts(
    items: dict[str, Item], documents: dict[str, Element], report: Report, bare: Callable[..., str]
) -> None:
    fewer = {loss.question for loss in report.of("missing") if "more or fewer numbers" in loss.text.en}
    for key, root in documents.items():
        item = items[key]
        assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == item.lang
        assert root.get("label") == f"{item.id}/{item.question.revision}"
        body = root.find(f"{NS}itemBody")
        if item.type != "cloze":
            assert next(body.iter(NS + INTERACTIONS[item.type]), None) is not None, key
        if not formulas(item.stem) and item.type != "cloze":
            assert bare("".join(body.itertext())).startswith(bare(item.stem)), key
        assert len(formulas(item.stem)) == sum(1 for p in body if p.tag != NS + INTERACTIONS.get(item.type, "") for _ in p.iter("{http://www.w3.org/1998/Math/MathML}math")), key  # fmt: skip
        said = {f.get("identifier"): "".join(f.itertext()) for f in root.iterfind(f"{NS}modalFeedback")}
        if not formulas(item.explain):
            assert bare(item.explain) in bare(said["after"]), key
        for id in item.made.built.whys:
            if not formulas(item.why(id)) and item.id not in fewer:
                assert any(bare(item.why(id)) in bare(text) for text in said.values()), (key, id)


def test_points(documents: dict[str, Element]) -> None:
    for root in documents.values():
        found = {o.get("identifier"): o.findtext(f"{NS}defaultValue/{NS}value") for o in root.iterfind(f"{NS}outcomeDeclaration")}  # fmt: skip
        assert found["MAXSCORE"] == "1"
        assert found["SCORE"] == "0"


# ---------------------------------------------------------------------------------------------- graded as QTI says


def test_graded_alike(
    items: dict[str, Item], documents: dict[str, Element], answers: Callable[[Item], list[Any]]
) -> None:
    """Every answer earns the same points as here, but for orders that are partly right, and known mistakes say the same."""
    compared = 0
    for key, root in documents.items():
        item = items[key]
        if item.lang == "ko":
            continue
        for answer in answers(item):
            here = grade(item.task, answer)
            if here.unread:
                continue
            there = Interpreter(root).run(responses(item, answer, root))
            compared += 1
            wanted = float(here.score == 1) if item.type == "order" else here.score
            assert there["SCORE"] == pytest.approx(wanted, abs=1e-9), (key, answer)
            said = {name.removeprefix("L-").removeprefix("B-") for name in there["FEEDBACK"]}
            whys = {why for why in here.whys if why in item.made.built.whys}
            assert said - {"after"} >= whys - set(item.task.get("right", ())) if item.type == "cloze" else whys <= said, (key, answer)  # fmt: skip
    assert compared > 1900


def responses(item: Item, answer: Any, root: Element) -> dict[str, Any]:
    """An answer as a delivery system would hold it."""
    kind = item.task["kind"]
    if kind == "choice":
        return {"RESPONSE": answer if item.task["many"] else answer[0]}
    if kind == "numbers" and len(item.task["right"]) > 1:
        return {f"RESPONSE-{i}": float(x) for i, x in enumerate(answer.split(","), 1)}
    if kind in ("numbers", "interval"):
        return {"RESPONSE": float(answer)}
    if kind == "order":
        return {"RESPONSE": [f"B-{id}" for id in answer]}
    if kind == "assign":
        return {"RESPONSE": [f"L-{a} R-{b}" for a, b in answer.items()]}
    if kind == "parts":
        found = {}
        for i, name in enumerate(item.task["parts"], 1):
            one = answer[name][0] if isinstance(answer[name], list) else answer[name]
            found[f"RESPONSE-{i}"] = float(one) if item.task["parts"][name]["kind"] == "numbers" else one
        return found
    return {"RESPONSE": answer}


class Interpreter:
    """Response processing of QTI 2.1, as far as our items use it; written from the specification."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.values: dict[str, Any] = {"FEEDBACK": []}
        for outcome in root.iterfind(f"{NS}outcomeDeclaration"):
            value = outcome.findtext(f"{NS}defaultValue/{NS}value")
            if value is not None:
                self.values[outcome.get("identifier", "")] = float(value)

    def run(self, given: dict[str, Any]) -> dict[str, Any]:
        self.values.update(given)
        for rule in self.root.find(f"{NS}responseProcessing"):
            self.rule(rule)
        return self.values

    def rule(self, rule: Element) -> None:
        name = rule.tag.removeprefix(NS)
        if name == "setOutcomeValue":
            self.values[rule.get("identifier", "")] = self.value(rule[0])
            return
        assert name == "responseCondition"
        for branch in rule:
            start = 0 if branch.tag == f"{NS}responseElse" else 1
            if start == 0 or self.value(branch[0]):
                for inner in branch[start:]:
                    self.rule(inner)
                return

    def value(self, e: Element) -> Any:
        name = e.tag.removeprefix(NS)
        if name == "baseValue":
            return float(e.text or "") if e.get("baseType") == "float" else e.text
        if name == "variable":
            return self.values[e.get("identifier", "")]
        if name == "mapResponse":
            return self.mapped(e.get("identifier", ""))
        inner = [self.value(child) for child in e]
        return getattr(self, f"do_{name}")(e, *inner)

    def mapped(self, identifier: str) -> float:
        declaration = self.root.find(f"{NS}responseDeclaration[@identifier='{identifier}']")
        table = declaration.find(f"{NS}mapping")
        worth = {m.get("mapKey"): float(m.get("mappedValue", "")) for m in table}
        given = self.values[identifier]
        keys = set(given) if isinstance(given, list) else {given}
        total = sum(worth.get(key, float(table.get("defaultValue", ""))) for key in keys)
        return min(float(table.get("upperBound", "")), max(float(table.get("lowerBound", "")), total))

    def do_match(self, e: Element, a: Any, b: Any) -> bool:
        return bool(a == b)

    def do_member(self, e: Element, a: Any, b: Any) -> bool:
        return a in b

    def do_not(self, e: Element, a: Any) -> bool:
        return not a

    def do_and(self, e: Element, *inner: Any) -> bool:
        return all(inner)

    def do_multiple(self, e: Element, *inner: Any) -> list[Any]:
        return [x for part in inner for x in (part if isinstance(part, list) else [part])]

    do_ordered = do_multiple

    def do_equal(self, e: Element, a: float, b: float) -> bool:
        assert e.get("toleranceMode") == "absolute"
        low, high = map(float, e.get("tolerance", "").split())
        return b - low <= a <= b + high

    def do_patternMatch(self, e: Element, a: str) -> bool:
        return re.fullmatch(e.get("pattern", ""), a) is not None

    def do_gt(self, e: Element, a: float, b: float) -> bool:
        return a > b

    def do_gte(self, e: Element, a: float, b: float) -> bool:
        return a >= b

    def do_lt(self, e: Element, a: float, b: float) -> bool:
        return a < b

    def do_lte(self, e: Element, a: float, b: float) -> bool:
        return a <= b

    def do_sum(self, e: Element, *inner: float) -> float:
        return sum(inner)

    def do_divide(self, e: Element, a: float, b: float) -> float:
        return a / b

    def do_product(self, e: Element, *inner: float) -> float:
        return inner[0] * inner[1]


@pytest.mark.parametrize(
    ("id", "typed"),
    [
        ("a-shape", ["(2, 4)", "2,4", "[ 2  4 ]", "2 4", "(02, 4.0)"]),
        ("a-text", ["Leaky ReLU", "leakyrelu", "LEAKY-RELU", "리키렐루", "리키 렐루"]),
        ("a-trace", ["[2. 4.]\n1", "[2.0 4]\n\n1", " [ 2 4. ]\r\n1 ", "[2.,4.]\n1"]),
    ],
)
def test_patterns_take_what_our_grader_takes(small: Bank, id: str, typed: list[str]) -> None:
    (item,) = making.items(small, [small.questions[id]], ["en"])
    package = zipfile.ZipFile(io.BytesIO(qti21.write([item], "t", Report())))
    root = ElementTree.fromstring(package.read(f"items/{item.key}.xml"))
    for one in typed:
        assert Interpreter(root).run({"RESPONSE": one})["SCORE"] == grade(item.task, one).score, one


def test_same_bytes(small: Bank) -> None:
    one, other = (
        qti21.write(making.items(small, small.questions.values(), ["ko"]), "t", Report()) for _ in range(2)
    )
    assert one == other
    assert {info.date_time for info in zipfile.ZipFile(io.BytesIO(one)).infolist()} == {(2026, 1, 1, 0, 0, 0)}
