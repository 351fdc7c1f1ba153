"""What a learner reads after answering, put together for programs that show it in one place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dlgrade.i18n import Text
from dlgrade.quiz.exchange import markup
from dlgrade.quiz.exchange.items import Item
from dlgrade.quiz.exchange.markup import Math
from dlgrade.quiz.texts import number_text, shape_text

Part = tuple[str, str]

ANSWER = Text("Answer", "정답")
SEE = Text("See", "참고")
MISTAKES = Text("What some answers overlook", "이런 답이 놓친 점")
REASONS = Text("Why", "이유")


def remarks(item: Item) -> list[Part]:
    """An answer or a part of one, and what to say about it, both in Markdown: traps, options, pairs, blocks too many."""
    return _REMARKS[item.task["kind"]](item)


def after(item: Item, math: Math, *, with_remarks: bool) -> list[Part]:
    """Everything that is read after answering, as HTML by what it is.

    Args:
        item: the item.
        math: how formulas are written.
        with_remarks: also what belongs to single answers, for programs that cannot say it when one is given.
    """
    found = remarks(item) if with_remarks else []
    parts = [("remarks", _list(item, found, math))] if found else []
    if not found or item.task["kind"] != "assign":  # else the reasons name each right pair
        parts.insert(0, ("solution", markup.block(f"**{ANSWER.to(item.lang)}:**\n\n{item.solution}", math)))
    parts.append(("explain", markup.block(item.explain, math)))
    parts += [("erratum", markup.block(text, math)) for text in errata(item)]
    if item.references:
        parts.append(("references", markup.block(f"{SEE.to(item.lang)}: {'; '.join(item.references)}", math)))
    return parts


def divisions(parts: list[Part]) -> str:
    """Parts as divisions with a class, so that our own import can tell them apart."""
    return "\n".join(f'<div class="dlgrade-{name}">{content}</div>' for name, content in parts if content)


def errata(item: Item) -> list[str]:
    """What the notes say wrongly and what is right, in Markdown."""
    texts = [
        Text(
            f"The note says: {erratum.claim.en} What is right: {erratum.right.en}",
            f"노트에는 이렇게 적혀 있습니다: {erratum.claim.ko} 올바른 내용: {erratum.right.ko}",
        )
        for erratum in item.errata
    ]
    return [text.to(item.lang) for text in texts]


def _list(item: Item, found: list[Part], math: Math) -> str:
    head = (REASONS if item.task["kind"] in ("assign", "choice", "parts") else MISTAKES).to(item.lang)
    lines = [
        f'<li><span class="dlgrade-about">{markup.inline(about, math)}</span> – {markup.inline(why, math)}</li>'
        for about, why in found
    ]
    return f"<p><strong>{head}</strong></p>\n<ul>\n" + "\n".join(lines) + "\n</ul>"


# --------------------------------------------------------------------------------------------------------- by task


def _options(item: Item) -> list[Part]:
    return [(item.text(id), item.why(id)) for id in item.task["options"] if item.why(id)]


def _numbers(item: Item) -> list[Part]:
    digits = item.question.data.get("digits")
    return [
        (", ".join(number_text(value, digits) for value in trap["values"]), item.why(trap["why"]))
        for trap in item.task["traps"]
    ]


def _interval(item: Item) -> list[Part]:
    low, high = item.task["bounds"]
    from_low, to_high = item.task["closed"]
    signs = ("<" if from_low else "≤", ">" if to_high else "≥")
    return [
        (f"{signs[0]} {number_text(low)}", item.why("below")),
        (f"{signs[1]} {number_text(high)}", item.why("above")),
    ]


def _shape(item: Item) -> list[Part]:
    return [(shape_text(trap["values"]), item.why(trap["why"])) for trap in item.task["traps"]]


def _words(item: Item) -> list[Part]:
    traps = item.question.data.get("traps") or []
    return [(", ".join(map(str, trap["accept"])), item.why(f"trap{i}")) for i, trap in enumerate(traps, 1)]


def _order(item: Item) -> list[Part]:
    return [(item.text(id), item.why(id)) for id in item.task["extra"]]


def _assign(item: Item) -> list[Part]:
    right: dict[str, Any] = item.task["right"]
    return [(f"{item.text(left)} → {item.text(right[left])}", item.why(left)) for left in right]


def _parts(item: Item) -> list[Part]:
    ids = [id for part in item.task["parts"].values() if part["kind"] == "choice" for id in part["options"]]
    return [(item.text(id), item.why(id)) for id in ids if item.why(id)]


def _output(item: Item) -> list[Part]:
    return [
        (" ⏎ ".join(f"`{line}`" for line in trap["text"].splitlines()), item.why(trap["why"]))
        for trap in item.task["traps"]
    ]


_REMARKS: dict[str, Callable[[Item], list[Part]]] = {
    "choice": _options,
    "numbers": _numbers,
    "interval": _interval,
    "shape": _shape,
    "words": _words,
    "order": _order,
    "assign": _assign,
    "parts": _parts,
    "output": _output,
    "self": lambda item: [],
}
