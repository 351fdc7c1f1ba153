"""What does this program print? The program is run when the question is built; its output is the answer."""

from __future__ import annotations

from typing import Any

from dlgrade.course.yaml_file import Located
from dlgrade.i18n import Text
from dlgrade.quiz.grading import grade
from dlgrade.quiz.kinds.base import Built, Draft, Kind, Refused
from dlgrade.quiz.programs import run
from dlgrade.quiz.texts import WRITTEN


def _trace(draft: Draft) -> Built:
    if "code" not in draft.data:
        raise draft.error("a program in `code` is needed.", "`code`에 프로그램이 필요합니다.")
    code = draft.text(draft.data["code"], draft.data.lines["code"]).en
    output, trouble = run(code)
    if trouble or not output.strip():
        what = trouble or "no output"
        raise draft.error(
            f"the program does not do what it should: {what}",
            f"프로그램이 제대로 동작하지 않습니다: {what}",
            "code",
        )
    traps: list[dict[str, Any]] = []
    whys = {}
    for i, item in enumerate(
        draft.items("traps", {"why": WRITTEN}, {"output": (str, int, float), "code": str}), 1
    ):
        traps.append({"why": f"trap{i}", "text": _trap(draft, item)})
        whys[f"trap{i}"] = draft.text(item["why"])
    task = {"kind": "output", "right": output, "traps": traps}
    if any(grade({**task, "traps": []}, trap["text"]).score == 1 for trap in traps):
        raise Refused("traps")
    block = f"```\n{output}\n```"
    return Built(task, Text(block, block), whys=whys)


def _trap(draft: Draft, item: Located) -> str:
    """What one who thinks wrongly expects: typed, or printed by the program that they have in mind."""
    if ("output" in item) == ("code" in item):
        raise draft.error(
            "a trap has either `output` or `code`.",
            "오답에는 `output` 또는 `code` 중 하나가 있어야 합니다.",
            "traps",
        )
    if "output" in item:
        return draft.text(item["output"], item.lines["output"]).en
    output, trouble = run(draft.text(item["code"], item.lines["code"]).en)
    if trouble:
        raise draft.error(
            f"the trap's program fails: {trouble}", f"오답 프로그램이 실패합니다: {trouble}", "traps"
        )
    return output


TRACE = Kind("trace", Text("Predict the output", "출력 예측"), {"code": str}, {"traps": list}, _trace)
