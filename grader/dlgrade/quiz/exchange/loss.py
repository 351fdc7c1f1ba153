"""What a format cannot hold, and what an import could not read: kept by question, shown by reason, written as a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from dlgrade.i18n import Lang, Text

Kind = Literal["left_out", "changed", "missing"]

TITLES: dict[Kind, Text] = {
    "left_out": Text("left out", "빠짐"),
    "changed": Text("different", "달라짐"),
    "missing": Text("without", "없음"),
}


@dataclass(frozen=True)
class Loss:
    """One thing about one question that is not as it was.

    Attributes:
        question: its id, or its place and name in a file that is read.
        kind: ``left_out`` (the question is not there), ``changed`` (asked, graded or shown in another way) or
            ``missing`` (something that belongs to it is not there).
        text: what and why.
    """

    question: str
    kind: Kind
    text: Text


@dataclass
class Report:
    """All that is not as it was, in the order of the questions."""

    losses: list[Loss] = field(default_factory=list)

    def left_out(self, question: str, en: str, ko: str) -> None:
        """Note that a question is not there."""
        self._add(question, "left_out", Text(en, ko))

    def changed(self, question: str, en: str, ko: str) -> None:
        """Note that something is asked, graded or shown in another way."""
        self._add(question, "changed", Text(en, ko))

    def missing(self, question: str, en: str, ko: str) -> None:
        """Note that something is not there."""
        self._add(question, "missing", Text(en, ko))

    def _add(self, question: str, kind: Kind, text: Text) -> None:
        loss = Loss(question, kind, text)
        if loss not in self._seen:
            self._seen.add(loss)
            self.losses.append(loss)

    def __post_init__(self) -> None:
        self._seen = set(self.losses)

    def of(self, kind: Kind) -> list[Loss]:
        """The losses of one kind."""
        return [loss for loss in self.losses if loss.kind == kind]

    def summary(self, lang: Lang) -> list[str]:
        """One line for each reason: how many questions it concerns, and which ones where they are left out or few."""
        reasons: dict[tuple[Kind, Text], list[str]] = {}
        for kind in TITLES:
            for loss in self.of(kind):
                reasons.setdefault((kind, loss.text), []).append(loss.question)
        return [_line(kind, text, questions, lang) for (kind, text), questions in reasons.items()]

    def by_question(self, lang: Lang) -> str:
        """Everything, question by question, as a text file."""
        found: dict[str, list[Loss]] = {}
        for loss in self.losses:
            found.setdefault(loss.question, []).append(loss)
        parts = [
            "\n".join([question, *(f"  {TITLES[x.kind].to(lang)}: {x.text.to(lang)}" for x in losses)])
            for question, losses in found.items()
        ]
        return "\n\n".join(parts) + "\n" if parts else ""


_FEW = 3


def _line(kind: Kind, text: Text, questions: Iterable[str], lang: Lang) -> str:
    names = list(dict.fromkeys(questions))
    count = len(names)
    en, ko = f"{count} question{'s' * (count != 1)}", f"문제 {count}개"
    shown = f" ({', '.join(names)})" if kind == "left_out" or count <= _FEW else ""
    return f"{TITLES[kind].to(lang)} · {ko if lang == 'ko' else en}: {text.to(lang)}{shown}"
