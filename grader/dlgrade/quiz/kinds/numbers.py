"""Answers in numbers: one, an array, a shape, or a place on a plot. Each has traps: the numbers of misconceptions."""

from __future__ import annotations

import math
from typing import Any

from dlgrade.i18n import Text
from dlgrade.quiz.grading import grade
from dlgrade.quiz.kinds.base import NUMBER, VALUE, Built, Draft, Kind, Refused
from dlgrade.quiz.texts import WRITTEN, number_text, shape_text

MAX_DIGITS = 12


def flat(value: Any) -> list[float]:
    """The numbers of a number or of nested lists."""
    if isinstance(value, list):
        return [number for item in value for number in flat(item)]
    return [value]


def _answer(draft: Draft) -> Any:
    value = draft.value(draft.data["answer"], draft.data.lines["answer"])
    if not all(
        isinstance(x, int | float) and not isinstance(x, bool) and math.isfinite(x) for x in flat(value)
    ):
        raise draft.error(
            "`answer` must be made of finite numbers.",
            "`answer` 값은 유한한 수로 이루어져야 합니다.",
            "answer",
        )
    return value


def _traps(draft: Draft) -> tuple[list[dict[str, Any]], dict[str, Text]]:
    """The numbers of each misconception, and what to say about it."""
    traps, whys = [], {}
    for i, item in enumerate(draft.items("traps", {"value": VALUE, "why": WRITTEN})):
        value = draft.value(item["value"], item.lines["value"])
        traps.append({"why": f"trap{i + 1}", "values": flat(value)})
        whys[f"trap{i + 1}"] = draft.text(item["why"], item.lines["why"])
    return traps, whys


def _apart(task: dict[str, Any], digits: int | None) -> None:
    """No misconception may give the right answer, nor what another gives.

    Raises:
        Refused: one does with these values.
    """
    seen: list[str] = []
    for trap in task["traps"]:
        typed = ", ".join(number_text(value, digits) for value in trap["values"])
        if grade({**task, "traps": []}, typed).score == 1 or typed in seen:
            raise Refused(trap["why"])
        seen.append(typed)


def _precision(draft: Draft, value: Any) -> tuple[dict[str, float], int | None]:
    """How far an answer may be off, and the decimals asked for: half a unit of the last digit, or a share."""
    data = draft.data
    digits, relative = data.get("digits"), data.get("relative", 0.0)
    if digits is not None and not 0 <= digits <= MAX_DIGITS:
        raise draft.error(
            f"`digits` must be from 0 to {MAX_DIGITS}.",
            f"`digits` 값은 0부터 {MAX_DIGITS}까지여야 합니다.",
            "digits",
        )
    if digits is None and not relative and any(_long(x) for x in flat(value)):
        raise draft.error(
            "an answer that is not exact in six digits needs `digits` or `relative`.",
            "여섯 자리로 정확히 쓸 수 없는 답에는 `digits` 또는 `relative`가 필요합니다.",
            "answer",
        )
    within = data.get("within", 0.5 * 10.0**-digits if digits is not None else 0.0)
    return {"within": within, "relative": relative}, digits


def _long(x: float) -> bool:
    return abs(float(f"{x:.6g}") - x) > 1e-9 * max(1.0, abs(x))


def _numeric(draft: Draft) -> Built:
    if "between" in draft.data:
        return _interval(draft)
    return _array(draft)


def _array(draft: Draft) -> Built:
    value = _answer(draft)
    precision, digits = _precision(draft, value)
    traps, whys = _traps(draft)
    task = {"kind": "numbers", "right": flat(value), "traps": traps, **precision}
    _apart(task, digits)
    written = number_text(value, digits)
    return Built(task, Text(written, written), whys=whys)


def _interval(draft: Draft) -> Built:
    """Any number between two bounds is right."""
    low, high = draft.value(draft.data["between"], draft.data.lines["between"])
    low, high = (draft.value(bound, draft.data.lines["between"]) for bound in (low, high))
    closed = draft.data.get("closed", [False, False])
    task = {"kind": "interval", "bounds": [low, high], "closed": closed}
    whys = {}
    for key in ("below", "above"):
        if key not in draft.data:
            raise draft.error(
                f"`between` needs `{key}`, what to say to a number {key}.",
                f"`between`에는 `{key}` 설명이 필요합니다.",
                "between",
            )
        whys[key] = draft.text(draft.data[key], draft.data.lines[key])
    signs = ["≤" if shut else "<" for shut in closed]
    written = f"{number_text(low)} {signs[0]} … {signs[1]} {number_text(high)}"
    return Built(task, Text(written, written), whys=whys)


def _shape(draft: Draft) -> Built:
    value = _answer(draft)
    if not isinstance(value, list) or not all(isinstance(x, int) for x in value):
        raise draft.error(
            "`answer` must be a list of integers.", "`answer` 값은 정수 목록이어야 합니다.", "answer"
        )
    traps, whys = _traps(draft)
    task = {"kind": "shape", "right": value, "traps": traps}
    if any(trap["values"] == value for trap in traps) or len({tuple(t["values"]) for t in traps}) < len(
        traps
    ):
        raise Refused("traps")
    written = shape_text(value)
    return Built(task, Text(written, written), whys=whys)


_OPTIONAL = {"digits": int, "relative": NUMBER, "within": NUMBER, "traps": list, "unit": WRITTEN}
_INTERVAL = {"answer": VALUE, "between": list, "closed": list, "below": WRITTEN, "above": WRITTEN}


def _one(draft: Draft) -> Built:
    if "between" not in draft.data and "answer" not in draft.data:
        raise draft.error("`answer` or `between` is needed.", "`answer` 또는 `between`이 필요합니다.")
    return _numeric(draft)


def _plot(draft: Draft) -> Built:
    if "figure" not in draft.data:
        raise draft.error("a plot needs a `figure`.", "그래프 문제에는 `figure`가 필요합니다.")
    return _array(draft)


NUMERIC = Kind("numeric", Text("A number", "수"), {}, {**_OPTIONAL, **_INTERVAL}, _one)
TENSOR = Kind("tensor", Text("An array", "배열"), {"answer": VALUE}, _OPTIONAL, _array)
SHAPE = Kind("shape", Text("A shape", "모양"), {"answer": VALUE}, {"traps": list}, _shape)
PLOT = Kind(
    "plot",
    Text("Read a plot", "그래프 읽기"),
    {"answer": VALUE, "within": NUMBER},
    {"traps": list, "unit": WRITTEN},
    _plot,
)
