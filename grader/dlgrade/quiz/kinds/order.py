"""Blocks to be put in order: any order that the graph of what must come before what allows; some do not belong."""

from __future__ import annotations

from dlgrade.i18n import LANGUAGES, Text
from dlgrade.quiz.grading import grade
from dlgrade.quiz.kinds.base import Built, Draft, Kind, distinct
from dlgrade.quiz.texts import WRITTEN


def _order(draft: Draft) -> Built:
    items = draft.items(
        "blocks", {"id": str}, {"text": WRITTEN, "code": str, "after": list, "extra": bool, "why": WRITTEN}
    )
    texts, whys, after, extra = {}, {}, {}, []
    for item in items:
        id = item["id"]
        if id in texts or ("text" in item) == ("code" in item):
            raise draft.error(
                f"the block `{id}` must be there once, with `text` or `code`.",
                f"블록 `{id}`: 한 번만 나와야 하고 `text` 또는 `code`가 있어야 합니다.",
                "blocks",
            )
        texts[id] = draft.text(item["text"]) if "text" in item else _code(item["code"])
        if item.get("extra"):
            extra.append(id)
            if "why" not in item:
                raise draft.error(
                    f"the extra block `{id}` needs a `why`.",
                    f"필요 없는 블록 `{id}`에 `why`가 필요합니다.",
                    "blocks",
                )
        else:
            after[id] = list(item.get("after") or ())
        if "why" in item:
            whys[id] = draft.text(item["why"])
    _known(draft, after)
    distinct(draft, texts, "blocks")
    task = {"kind": "order", "blocks": list(after), "after": after, "extra": extra}
    if grade(task, list(after)).score < 1:
        raise draft.error(
            "the blocks must be written in a right order.", "블록은 올바른 순서로 적어야 합니다.", "blocks"
        )
    solution = Text(
        *("\n".join(f"{i}. {texts[id].to(lang)}" for i, id in enumerate(after, 1)) for lang in LANGUAGES)
    )
    return Built(task, solution, texts, whys)


def _code(code: str) -> Text:
    return Text(f"`{code}`", f"`{code}`")


def _known(draft: Draft, after: dict[str, list[str]]) -> None:
    """Every block after which another comes is there and was written before: so there is no circle."""
    seen: set[str] = set()
    for id, earlier in after.items():
        for other in earlier:
            if other not in seen:
                raise draft.error(
                    f"the block `{id}` comes after `{other}`, which is not above it.",
                    f"블록 `{id}`의 앞이어야 할 `{other}` 블록이 위에 없습니다.",
                    "blocks",
                )
        seen.add(id)
    if len(seen) < 3:
        raise draft.error("three blocks or more are needed.", "블록이 셋 이상 필요합니다.", "blocks")


ORDER = Kind("order", Text("Put in order", "순서 정하기"), {"blocks": list}, {}, _order)
