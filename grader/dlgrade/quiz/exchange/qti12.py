"""QTI 1.2 for Canvas: a quiz and its question bank per unit, told apart by ``instructureField`` metadata.

Canvas reads the types `multiple_choice_question`, `multiple_answers_question`, `true_false_question`, `numerical_question`,
`short_answer_question`, `fill_in_multiple_blanks_question`, `multiple_dropdowns_question`, `matching_question` and
`file_upload_question` (``lib/cc/qti/qti_items.rb`` in Canvas). Text that is typed is compared letter by letter but for case.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from itertools import groupby

from dlgrade.quiz.exchange import feedback, markup, xml
from dlgrade.quiz.exchange.items import Item
from dlgrade.quiz.exchange.loss import Report
from dlgrade.quiz.exchange.package import packed
from dlgrade.quiz.exchange.qti12_types import BUILDERS, Parts, equal, ident, material, respcondition
from dlgrade.quiz.exchange.xml import element

QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
CONTENT = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
META = "http://canvas.instructure.com/xsd/cccv1p0"


def write(items: Sequence[Item], title: str, report: Report) -> bytes:
    """The items as a package, a quiz for each language and unit.

    Args:
        items: the items.
        title: the course's title.
        report: takes what Canvas cannot hold.
    """
    files: dict[str, bytes] = {}
    resources = []
    for (lang, unit), group in groupby(items, key=lambda item: (item.lang, item.question.unit)):
        members = [
            (item, parts) for item in group if (parts := BUILDERS[item.type](item, report)) is not None
        ]
        if not members:
            continue
        ident = f"dlgrade_{unit}_{lang}"
        name = f"{title}: {members[0][0].unit_title}"
        for item, _ in members:
            _note_always(item, report)
            if item.figure:
                files[_picture_name(item)] = markup.picture(item)
                resources.append(_web(_picture_name(item)))
        files[f"{ident}/{ident}.xml"] = _assessment(ident, name, members).encode()
        files[f"{ident}/assessment_meta.xml"] = _meta(ident, name, members).encode()
        resources += _quiz(ident)
    return packed({"imsmanifest.xml": _manifest(resources).encode(), **files})


def _note_always(item: Item, report: Report) -> None:
    if item.hints:
        report.missing(item.id, "hints: Canvas has none", "힌트: Canvas에는 힌트가 없습니다")
    report.missing(item.id, "concepts, difficulty and notes: Canvas has no tags", "개념, 난이도, 노트: Canvas에는 태그가 없습니다")  # fmt: skip


# ---------------------------------------------------------------------------------------------------------- the package


def _picture_name(item: Item) -> str:
    return f"media/{item.key}.svg"


def _manifest(resources: list[str]) -> str:
    body = xml.tag(
        "manifest",
        {"xmlns": CONTENT, "identifier": "dlgrade"},
        element("metadata", element("schema", "IMS Content"), element("schemaversion", "1.1.3")),
        "\n",
        element("organizations"),
        "\n",
        element("resources", "\n", *(f"{resource}\n" for resource in resources)),
    )
    return xml.DECLARATION + body + "\n"


def _web(name: str) -> str:
    return element(
        "resource", element("file", href=name), identifier=ident(name), type="webcontent", href=name
    )


def _quiz(ident: str) -> list[str]:
    quiz, meta = f"{ident}/{ident}.xml", f"{ident}/assessment_meta.xml"
    return [
        element(
            "resource",
            element("file", href=quiz),
            element("dependency", identifierref=f"{ident}_meta"),
            identifier=ident,
            type="imsqti_xmlv1p2",
        ),
        element(
            "resource",
            element("file", href=meta),
            identifier=f"{ident}_meta",
            type="associatedcontent/imscc_xmlv1p1/learning-application-resource",
            href=meta,
        ),
    ]


def _meta(ident: str, name: str, members: Sequence[tuple[Item, Parts]]) -> str:
    points = sum(item.points for item, _ in members)
    body = xml.tag(
        "quiz",
        {"identifier": ident, "xmlns": META},
        "\n",
        element("title", xml.text(name)),
        element("description"),
        element("shuffle_answers", "true"),
        element("scoring_policy", "keep_highest"),
        element("quiz_type", "practice_quiz"),
        element("points_possible", xml.number(points)),
        element("allowed_attempts", "-1"),
        element("available", "false"),
        "\n",
    )
    return xml.DECLARATION + body + "\n"


def _assessment(ident: str, name: str, members: Sequence[tuple[Item, Parts]]) -> str:
    section = element("section", "\n", *(_item(item, parts) for item, parts in members), ident="root_section")
    assessment = element("assessment", "\n", section, ident=ident, title=name)
    return xml.DECLARATION + xml.tag("questestinterop", {"xmlns": QTI}, "\n", assessment, "\n") + "\n"


# ------------------------------------------------------------------------------------------------------------- an item


def _item(item: Item, parts: Parts) -> str:
    after = feedback.divisions(feedback.after(item, "mathml", with_remarks=parts.remarks))
    fields = {
        "question_type": parts.type,
        "points_possible": xml.number(item.points),
        "assessment_question_identifierref": f"{item.key}.question",
    }
    shown = [
        respcondition(element("other"), _display("general_fb"), go_on=True),
        *(
            respcondition(
                equal(id.partition(" ")[0], id.partition(" ")[2]), _display(f"{_last(id)}_fb"), go_on=True
            )
            for id in parts.comments
        ),
    ]
    feedbacks = [_feedback("general_fb", after)]
    feedbacks += [_feedback(f"{_last(id)}_fb", text) for id, text in parts.comments.items()]
    lines = [
        element("itemmetadata", element("qtimetadata", *(_field(k, v) for k, v in fields.items()))),
        element("presentation", material(_asked(item, parts.stem, parts.below)), *parts.presentation),
        element("resprocessing", element("outcomes", _SCORE), *shown, *parts.conditions),
        *feedbacks,
    ]
    return element("item", "\n", *(f"{line}\n" for line in lines), ident=item.key, title=item.name) + "\n"


_SCORE = element("decvar", maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal")


def _last(id: str) -> str:
    return id.rpartition(" ")[2]


def _field(label: str, entry: str) -> str:
    return element(
        "qtimetadatafield", element("fieldlabel", xml.text(label)), element("fieldentry", xml.text(entry))
    )


def _feedback(ident: str, content: str) -> str:
    return element("itemfeedback", element("flow_mat", material(content)), ident=ident)


def _asked(item: Item, stem: str, below: str) -> str:
    parts = [
        f'<div lang="{item.lang}">{stem or markup.block(item.stem, "mathml")}</div>',
        markup.program(item),
    ]
    if item.figure:
        alt = html.escape(markup.plain(item.alt))
        parts.insert(1, f'<p><img src="%24IMS-CC-FILEBASE%24/{_picture_name(item)}" alt="{alt}"/></p>')
    parts += [f"<p>{html.escape(line, quote=False)}</p>" for line in item.instructions()]
    return "\n".join(part for part in [*parts, below] if part)


def _display(ident: str) -> str:
    return element("displayfeedback", feedbacktype="Response", linkrefid=ident)
