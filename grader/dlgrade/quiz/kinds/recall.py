"""Questions that the learner judges: a card to be remembered, and an exercise to be written."""

from __future__ import annotations

from dlgrade.i18n import Text
from dlgrade.quiz.kinds.base import Built, Draft, Kind
from dlgrade.quiz.texts import WRITTEN


def _card(draft: Draft) -> Built:
    return Built({"kind": "self"}, draft.text(draft.data["back"], draft.data.lines["back"]))


def _code(draft: Draft) -> Built:
    id = draft.data["exercise"]
    return Built({"kind": "self", "exercise": id}, Text(f"`dlgrade check {id}`", f"`dlgrade check {id}`"))


CARD = Kind("card", Text("Card", "카드"), {"back": WRITTEN}, {}, _card, automatic=False)
CODE = Kind("code", Text("Write it", "직접 짜기"), {"exercise": str}, {}, _code, automatic=False)
