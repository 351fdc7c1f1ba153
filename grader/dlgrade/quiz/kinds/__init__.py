"""The fifteen types of question: what each asks for in YAML, and how it becomes a task.

A new type is a module with a `Kind`, a line here, and, where no task of `dlgrade.quiz.grading` fits, a grader there and in
its JavaScript twin.
"""

from __future__ import annotations

from dlgrade.quiz.kinds.assign import CATEGORISE, MATCH
from dlgrade.quiz.kinds.base import Built, Draft, Kind, Refused
from dlgrade.quiz.kinds.choice import MULTIPLE, SINGLE, TRUE_FALSE
from dlgrade.quiz.kinds.cloze import CLOZE
from dlgrade.quiz.kinds.numbers import NUMERIC, PLOT, SHAPE, TENSOR
from dlgrade.quiz.kinds.order import ORDER
from dlgrade.quiz.kinds.recall import CARD, CODE
from dlgrade.quiz.kinds.trace import TRACE
from dlgrade.quiz.kinds.words import TEXT

__all__ = ["KINDS", "Built", "Draft", "Kind", "Refused"]

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        SINGLE,
        MULTIPLE,
        TRUE_FALSE,
        NUMERIC,
        TENSOR,
        SHAPE,
        TEXT,
        ORDER,
        MATCH,
        CATEGORISE,
        CLOZE,
        TRACE,
        PLOT,
        CODE,
        CARD,
    )
}
