"""A name to be written; capitals, spaces and hyphens do not matter."""

from __future__ import annotations

from typing import Any

from dlgrade.i18n import Text
from dlgrade.quiz.grading import word
from dlgrade.quiz.kinds.base import Built, Draft, Kind
from dlgrade.quiz.texts import WRITTEN


def words_task(
    draft: Draft, accept: list[Any], items: list[Any], prefix: str = "trap"
) -> tuple[dict[str, Any], dict[str, Text]]:
    """The task of writing one of some names, and what to say about the traps.

    Raises:
        CourseError: a trap is also accepted, or nothing is.
    """
    names = [word(str(name)) for name in accept]
    traps, whys = [], {}
    for i, item in enumerate(items):
        why = f"{prefix}{i + 1}"
        wrong = [word(str(name)) for name in item["accept"]]
        if set(wrong) & set(names):
            raise draft.error("a trap is also accepted.", "오답이 정답으로도 인정됩니다.", "traps")
        traps.append({"why": why, "accept": wrong})
        whys[why] = draft.text(item["why"], item.lines["why"])
    if not names or not all(names):
        raise draft.error(
            "`accept` must list at least one name.", "`accept`에 이름이 하나 이상 있어야 합니다."
        )
    return {"kind": "words", "accept": names, "traps": traps}, whys


def _text(draft: Draft) -> Built:
    items = draft.items("traps", {"accept": list, "why": WRITTEN})
    task, whys = words_task(draft, draft.data["accept"], items)
    shown = draft.data["accept"]
    first = (
        draft.text(draft.data["solution"]) if "solution" in draft.data else Text(str(shown[0]), str(shown[0]))
    )
    return Built(task, first, whys=whys)


TEXT = Kind(
    "text", Text("A name", "이름 쓰기"), {"accept": list}, {"traps": list, "solution": WRITTEN}, _text
)
