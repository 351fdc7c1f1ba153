"""QTI 2.1: a package of one item per file, formulas in MathML, graded by the same rules as here.

An item is right or partly right by the expressions of `qti_processing`; what is said to an answer is a modal feedback.
"""

from __future__ import annotations

from collections.abc import Sequence

from dlgrade.quiz.exchange import feedback, markup, xml
from dlgrade.quiz.exchange import qti_processing as do
from dlgrade.quiz.exchange.items import Item
from dlgrade.quiz.exchange.loss import Report
from dlgrade.quiz.exchange.package import packed
from dlgrade.quiz.exchange.qti21_types import BUILDERS, Parts, outcome
from dlgrade.quiz.exchange.xml import element, number

NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
SCHEMA = "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd"
PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
METADATA = "http://www.imsglobal.org/xsd/imsmd_v1p2"


def write(items: Sequence[Item], title: str, report: Report) -> bytes:
    """The items as a package: a manifest, a file per item, figures beside them.

    Args:
        items: the items.
        title: the course's title.
        report: takes what QTI 2.1 cannot hold.
    """
    files: dict[str, bytes] = {}
    resources = []
    for item in items:
        parts = BUILDERS[item.type](item, report)
        if parts is None:
            continue
        _note_hints(item, report)
        name = f"items/{item.key}.xml"
        files[name] = _document(item, parts).encode()
        used = [name]
        if item.figure:
            files[f"items/{_picture_name(item)}"] = markup.picture(item)
            used.append(f"items/{_picture_name(item)}")
        resources.append(_resource(item, used))
    return packed({"imsmanifest.xml": _manifest(title, resources).encode(), **files})


def _note_hints(item: Item, report: Report) -> None:
    if item.hints:
        report.missing(item.id, "hints: QTI 2.1 has none in items that are answered once", "힌트: 한 번 답하는 QTI 2.1 문항에는 힌트가 없습니다")  # fmt: skip


def _picture_name(item: Item) -> str:
    return f"media/{item.key}.svg"


def _manifest(title: str, resources: list[str]) -> str:
    body = xml.tag(
        "manifest",
        {"xmlns": PACKAGE, "xmlns:imsmd": METADATA, "identifier": "dlgrade"},
        element(
            "metadata",
            element("schema", "IMS QTI 2.1"),
            element("schemaversion", "2.1.0"),
            _lom(title, "en"),
        ),
        "\n",
        element("organizations"),
        "\n",
        element("resources", "\n", *(f"{resource}\n" for resource in resources)),
    )
    return xml.DECLARATION + body + "\n"


def _lom(title: str, lang: str, keywords: Sequence[str] = ()) -> str:
    def words(text: str) -> str:
        return xml.tag("imsmd:langstring", {"xml:lang": lang}, xml.text(text))

    return element(
        "imsmd:lom",
        element(
            "imsmd:general",
            element("imsmd:title", words(title)),
            *(element("imsmd:keyword", words(word)) for word in keywords),
        ),
    )


def _resource(item: Item, files: list[str]) -> str:
    return element(
        "resource",
        element("metadata", _lom(item.name, item.lang, [item.unit_title, *item.tags])),
        *(element("file", href=name) for name in files),
        identifier=f"R-{item.key}",
        type="imsqti_item_xmlv2p1",
        href=files[0],
    )


# ----------------------------------------------------------------------------------------------------------- an item


def _document(item: Item, parts: Parts) -> str:
    attributes = {
        "xmlns": NAMESPACE,
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        "xsi:schemaLocation": f"{NAMESPACE} {SCHEMA}",
        "identifier": f"I-{item.key}",
        "title": item.name,
        "label": f"{item.id}/{item.question.revision}",
        "adaptive": False,
        "timeDependent": False,
        "xml:lang": item.lang,
        "toolName": "dlgrade",
    }
    lines = [
        *parts.declarations,
        outcome("SCORE", "float", element("defaultValue", element("value", "0"))),
        outcome("MAXSCORE", "float", element("defaultValue", element("value", number(item.points)))),
        element("outcomeDeclaration", identifier="FEEDBACK", cardinality="multiple", baseType="identifier"),
        *parts.outcomes,
        element("itemBody", *_asked(item), *parts.body),
        element("responseProcessing", *parts.rules, *_scaled(item), do.add_feedback("after")),
        *(_said(id, markup.block(text, "mathml")) for id, text in parts.said.items() if text),
        _said("after", _after(item)),
    ]
    return (
        xml.DECLARATION + xml.tag("assessmentItem", attributes, "\n", *(f"{line}\n" for line in lines)) + "\n"
    )


def _scaled(item: Item) -> list[str]:
    """From a share to points."""
    if item.points == 1:
        return []
    return [do.set_score(element("product", do.variable("SCORE"), do.value("float", number(item.points))))]


def _said(identifier: str, content: str) -> str:
    return element(
        "modalFeedback", content, outcomeIdentifier="FEEDBACK", identifier=identifier, showHide="show"
    )


def _after(item: Item) -> str:
    parts = feedback.after(item, "mathml", with_remarks=False)
    return "".join(element("div", content, class_=f"dlgrade-{name}") for name, content in parts)


def _asked(item: Item) -> list[str]:
    parts = [] if item.task["kind"] == "parts" else [markup.block(item.stem, "mathml")]
    parts.append(markup.program(item))
    if item.figure:
        picture = element("img", src=_picture_name(item), alt=markup.plain(item.alt))
        parts.append(element("p", picture))
    parts += [element("p", xml.text(line)) for line in item.instructions()]
    return parts
