"""Things that belong together: pairs to be matched, and cards to be sorted into bins."""

from __future__ import annotations

from dlgrade.course.yaml_file import Located
from dlgrade.i18n import LANGUAGES, Text
from dlgrade.quiz.kinds.base import Built, Draft, Kind, distinct
from dlgrade.quiz.texts import WRITTEN


def _match(draft: Draft) -> Built:
    """Each left side has its own right side; some right sides may be left over."""
    pairs = draft.items("pairs", {"left": WRITTEN, "right": WRITTEN, "why": WRITTEN})
    lefts = {f"l{i}": draft.text(pair["left"]) for i, pair in enumerate(pairs, 1)}
    rights: dict[str, Text] = {}
    right: dict[str, str] = {}
    for id, pair in zip(lefts, pairs, strict=True):
        text = draft.text(pair["right"])
        known = next((other for other, shown in rights.items() if shown == text), None)
        right[id] = known or f"r{len(rights) + 1}"
        rights.setdefault(right[id], text)
    for extra in draft.data.get("extra") or ():
        rights[f"r{len(rights) + 1}"] = draft.text(extra)
    whys = {id: draft.text(pair["why"]) for id, pair in zip(lefts, pairs, strict=True)}
    return _built(draft, "pairs", lefts, rights, right, whys)


def _categorise(draft: Draft) -> Built:
    """Each card belongs to one bin."""
    written = draft.data["bins"]
    bins = {id: draft.text(text, written.lines[id]) for id, text in written.items()}
    items = draft.items("cards", {"text": WRITTEN, "bin": str, "why": WRITTEN})
    cards, right, whys = {}, {}, {}
    for i, item in enumerate(items, 1):
        if item["bin"] not in bins:
            raise draft.error(
                f"there is no bin `{item['bin']}`.", f"`{item['bin']}`라는 칸이 없습니다.", "cards"
            )
        cards[f"c{i}"], right[f"c{i}"] = draft.text(item["text"]), item["bin"]
        whys[f"c{i}"] = draft.text(item["why"])
    return _built(draft, "cards", cards, bins, right, whys)


def _built(
    draft: Draft,
    key: str,
    lefts: dict[str, Text],
    rights: dict[str, Text],
    right: dict[str, str],
    whys: dict[str, Text],
) -> Built:
    if len(lefts) < 3 or len(rights) < 2:
        raise draft.error("three things or more are needed.", "항목이 셋 이상 필요합니다.", key)
    distinct(draft, lefts, key)
    distinct(draft, rights, key)
    solution = Text(
        *(
            "\n".join(f"- {lefts[a].to(lang)} → {rights[b].to(lang)}" for a, b in right.items())
            for lang in LANGUAGES
        )
    )
    task = {"kind": "assign", "right": right, "choices": list(rights)}
    return Built(task, solution, {**lefts, **rights}, whys)


MATCH = Kind("match", Text("Match", "짝 맞추기"), {"pairs": list}, {"extra": list}, _match)
CATEGORISE = Kind(
    "categorise", Text("Sort into bins", "분류하기"), {"bins": Located, "cards": list}, {}, _categorise
)
