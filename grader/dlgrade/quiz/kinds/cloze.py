"""A text with gaps: ``[[gap]]`` in the stem, each to be filled by a name, a number or a choice."""

from __future__ import annotations

import re
from typing import Any

from dlgrade.course import yaml_file
from dlgrade.course.yaml_file import Located
from dlgrade.i18n import LANGUAGES, Text
from dlgrade.quiz.kinds.base import VALUE, Built, Draft, Kind, distinct
from dlgrade.quiz.kinds.numbers import flat
from dlgrade.quiz.kinds.words import words_task
from dlgrade.quiz.texts import WRITTEN, number_text

GAP = re.compile(r"\[\[(\w+)\]\]")


def _cloze(draft: Draft) -> Built:
    gaps = draft.data["gaps"]
    stem = draft.text(draft.data["stem"])
    for lang in LANGUAGES:
        if sorted(GAP.findall(stem.to(lang))) != sorted(gaps):
            raise draft.error(
                f"the gaps in the stem ({lang}) are not those of `gaps`.",
                f"지문({lang})의 빈칸이 `gaps`와 다릅니다.",
                "gaps",
            )
    parts: dict[str, Any] = {}
    texts: dict[str, Text] = {}
    whys: dict[str, Text] = {}
    solutions: dict[str, Text] = {}
    for name, gap in gaps.items():
        built = _gap(draft, name, gap)
        parts[name], solutions[name] = built.task, built.solution
        texts.update(built.texts)
        whys.update(built.whys)
    return Built({"kind": "parts", "parts": parts}, _filled(stem, solutions), texts, whys)


def _filled(stem: Text, solutions: dict[str, Text]) -> Text:
    return Text(
        GAP.sub(lambda gap: f"**{solutions[gap[1]].en}**", stem.en),
        GAP.sub(lambda gap: f"**{solutions[gap[1]].ko}**", stem.ko),
    )


def _gap(draft: Draft, name: str, gap: Any) -> Built:
    line = draft.data["gaps"].lines[name]
    optional = {
        "accept": list,
        "options": list,
        "answer": VALUE,
        "digits": int,
        "why": WRITTEN,
        "solution": WRITTEN,
    }
    found = yaml_file.expect(gap, draft.path, {}, optional, line=line)
    if sum(key in found for key in ("accept", "options", "answer")) != 1:
        raise draft.error(
            f"the gap `{name}` needs `accept`, `options` or `answer`.",
            f"빈칸 `{name}`: `accept`, `options`, `answer` 중 하나가 필요합니다.",
            "gaps",
        )
    if "accept" in found:
        task, whys = words_task(draft, found["accept"], [])
        shown = str(found["accept"][0])
        return Built(
            task, draft.text(found["solution"]) if "solution" in found else Text(shown, shown), whys=whys
        )
    if "answer" in found:
        return _number(draft, found, line)
    return _options(draft, name, found["options"], line)


def _number(draft: Draft, gap: Located, line: int) -> Built:
    value, digits = draft.value(gap["answer"], line), gap.get("digits")
    within = 0.5 * 10.0**-digits if digits is not None else 0.0
    written = number_text(value, digits)
    task = {"kind": "numbers", "right": flat(value), "traps": [], "within": within, "relative": 0.0}
    return Built(task, Text(written, written))


def _options(draft: Draft, name: str, options: list[Any], line: int) -> Built:
    required, optional = {"text": WRITTEN}, {"correct": bool, "why": WRITTEN}
    items = [yaml_file.expect(item, draft.path, required, optional, line=line) for item in options]
    ids = [f"{name}-{i}" for i in range(1, len(items) + 1)]
    texts = {id: draft.text(item["text"]) for id, item in zip(ids, items, strict=True)}
    right = [id for id, item in zip(ids, items, strict=True) if item.get("correct")]
    whys = {id: draft.text(item["why"]) for id, item in zip(ids, items, strict=True) if "why" in item}
    if len(right) != 1 or any(id not in whys for id in ids if id not in right):
        raise draft.error(
            f"one option of the gap `{name}` must be `correct`, all others need a `why`.",
            f"빈칸 `{name}`: 선택지 하나가 `correct`여야 하고 나머지에는 `why`가 필요합니다.",
            "gaps",
        )
    distinct(draft, texts, "gaps")
    task = {"kind": "choice", "options": ids, "right": right, "many": False, "fixed": True}
    return Built(task, texts[right[0]], texts, whys)


CLOZE = Kind("cloze", Text("Fill the gaps", "빈칸 채우기"), {"gaps": Located}, {}, _cloze)
