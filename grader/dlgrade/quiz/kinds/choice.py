"""Options to choose from: one is right, or several, or a sentence is true or false."""

from __future__ import annotations

from dlgrade.course.yaml_file import Located
from dlgrade.i18n import LANGUAGES, Text
from dlgrade.quiz.kinds.base import NUMBER, Built, Draft, Kind, distinct, letters
from dlgrade.quiz.texts import WRITTEN, number_text


def _options(draft: Draft) -> tuple[dict[str, Text], dict[str, Text], list[str]]:
    """Texts and explanations by id, and the ids of the right ones."""
    items = draft.items(
        "options", {"why": WRITTEN}, {"text": WRITTEN, "value": (str, *NUMBER, list), "correct": bool}
    )
    texts, whys, right = {}, {}, []
    for id, item in zip(letters(len(items)), items, strict=True):
        texts[id] = _shown(draft, item)
        whys[id] = draft.text(item["why"], item.lines["why"])
        if item.get("correct"):
            right.append(id)
    distinct(draft, texts, "options")
    return texts, whys, right


def _shown(draft: Draft, item: Located) -> Text:
    if ("text" in item) == ("value" in item):
        raise draft.error(
            "an option has either `text` or `value`.",
            "선택지에는 `text` 또는 `value` 중 하나가 있어야 합니다.",
            "options",
        )
    if "text" in item:
        return draft.text(item["text"], item.lines["text"])
    written = number_text(draft.value(item["value"], item.lines["value"]), draft.data.get("digits"))
    return Text(written, written)


def _single(draft: Draft) -> Built:
    texts, whys, right = _options(draft)
    if len(right) != 1 or len(texts) < 2:
        raise draft.error(
            "one option of several must be `correct`.",
            "여러 선택지 중 하나만 `correct`여야 합니다.",
            "options",
        )
    return Built(_task(draft, texts, right, many=False), texts[right[0]], texts, whys)


def _multiple(draft: Draft) -> Built:
    texts, whys, right = _options(draft)
    if len(texts) < 3 or not right:
        raise draft.error(
            "three options or more, one of them `correct`, are needed.",
            "선택지가 셋 이상 있어야 하고 하나 이상이 `correct`여야 합니다.",
            "options",
        )
    solution = Text(*("; ".join(texts[id].to(lang) for id in right) for lang in LANGUAGES))
    return Built(_task(draft, texts, right, many=True), solution, texts, whys)


def _task(draft: Draft, texts: dict[str, Text], right: list[str], *, many: bool) -> dict[str, object]:
    fixed = bool(draft.data.get("fixed"))
    return {"kind": "choice", "options": list(texts), "right": right, "many": many, "fixed": fixed}


def _true_false(draft: Draft) -> Built:
    right = "true" if draft.data["answer"] else "false"
    texts = {"true": Text("True", "참"), "false": Text("False", "거짓")}
    why = draft.text(draft.data["why"], draft.data.lines["why"])
    whys = {id: why for id in texts if id != right}
    task = {"kind": "choice", "options": list(texts), "right": [right], "many": False, "fixed": True}
    return Built(task, texts[right], texts, whys)


_OPTIONAL = {"fixed": bool, "digits": int}
SINGLE = Kind("single", Text("Choose one", "하나 고르기"), {"options": list}, _OPTIONAL, _single)
MULTIPLE = Kind(
    "multiple", Text("Choose all that apply", "모두 고르기"), {"options": list}, _OPTIONAL, _multiple
)
TRUE_FALSE = Kind(
    "truefalse", Text("True or false", "참·거짓"), {"answer": bool, "why": WRITTEN}, {}, _true_false
)
