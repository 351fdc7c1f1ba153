"""Questions in a terminal: what is asked, how an answer is typed, and what is said to it."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any, TextIO

import click
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text as Rich

from dlgrade.i18n import Lang, current_language, tr
from dlgrade.quiz.bank import Bank, Question
from dlgrade.quiz.grading import Outcome, Task, grade
from dlgrade.quiz.kinds.cloze import GAP
from dlgrade.quiz.parameters import seeds
from dlgrade.quiz.variant import VARIANTS, Variant, variant
from dlgrade.views import terminal


class Stopped(Exception):
    """The learner has had enough, or the input has ended."""


class _ShowAnswer(Exception):
    """The learner wants to see the answer."""


def ask(bank: Bank, question: Question, number: int, of: int, chance: random.Random, source: TextIO) -> float:
    """Ask one question until it is answered.

    Args:
        bank: the bank.
        question: the question.
        number: its place among those asked, from 1.
        of: how many are asked.
        chance: chooses the variant and the order of what is shuffled.
        source: where answers are typed.

    Returns:
        Its score, from 0 to 1.

    Raises:
        Stopped: no answer comes any more.
    """
    lang = current_language()
    made = _variant(bank, question, chance)
    layout = _Layout(made, lang, chance)
    terminal.show(Group(*_asked(made, number, of, lang), *layout.shown()))
    reader = _Reader(made, lang, source)
    try:
        while True:
            answer = layout.read(reader)
            outcome = grade(made.built.task, answer)
            if outcome.unread is None:
                break
            click.echo(_unread(outcome, made.built.task), err=True)
    except _ShowAnswer:
        outcome = None
    terminal.show(Group(*_told(bank, made, outcome, lang)))
    return outcome.score if outcome else 0.0


def summary(scores: Sequence[float], seed: int, lang: Lang) -> None:
    """Say how it went."""
    right = sum(score == 1 for score in scores)
    click.echo(
        tr(f"{right} of {len(scores)} right.", f"{len(scores)}개 중 {right}개를 맞혔습니다.")
        + f"  --seed {seed}"
    )


def _variant(bank: Bank, question: Question, chance: random.Random) -> Variant:
    number = chance.randrange(VARIANTS) if question.parameters else 0
    seed = next(seed for i, seed in enumerate(seeds(question.id, question.revision)) if i == number)
    return variant(bank, question, number, seed)


def _asked(made: Variant, number: int, of: int, lang: Lang) -> list[RenderableType]:
    """The question, but for what there is to choose from."""
    kind = made.question.kind.title.to(lang)
    parts: list[RenderableType] = [Rich(), Rich(f"{number}/{of}  {kind}", style="bold"), Rich()]
    stem = made.stem.to(lang)
    if made.built.task["kind"] == "parts":
        stem = GAP.sub(lambda gap: f"[{gap[1]}]", stem)
    parts += terminal.markdown(stem)
    if made.code:
        parts += terminal.markdown(f"```python\n{made.code}\n```")
    if made.figure and made.alt:
        parts += [terminal.drawn(made.figure), *terminal.markdown(made.alt.to(lang))]
    return parts


def _told(bank: Bank, made: Variant, outcome: Outcome | None, lang: Lang) -> list[RenderableType]:
    """Whether the answer is right, why, what is right, and where a note differs."""
    parts: list[RenderableType] = [Rich()]
    if outcome:
        parts.append(_verdict(outcome))
        for why in outcome.whys:
            if why in made.built.whys:
                about = made.built.texts.get(why)
                head = f"**{about.to(lang)}** – " if about else ""
                parts += terminal.markdown(head + made.built.whys[why].to(lang))
    if outcome is None or (outcome.score < 1 and made.question.kind.automatic):
        parts.append(Rich(tr("Answer:", "정답:"), style="bold"))
        parts.append(Padding(Group(*terminal.markdown(made.built.solution.to(lang))), (0, 0, 0, 2)))
    parts += [Rich(), *terminal.markdown(made.explain.to(lang))]
    for id in made.question.corrects:
        erratum = bank.errata.get(id)
        if erratum:
            says, right = erratum.claim.to(lang), erratum.right.to(lang)
            parts += terminal.markdown(
                tr(
                    f"The note says: {says} What is right: {right}",
                    f"노트에는 이렇게 적혀 있습니다: {says} 올바른 내용: {right}",
                )
            )
    parts.append(Rich(f"{', '.join(made.question.source)} · {made.id}", style="dim"))
    return parts


def _verdict(outcome: Outcome) -> Rich:
    signs = terminal.symbols()
    if outcome.score == 1:
        return Rich(f"{signs['passed']} {tr('Right.', '맞았습니다.')}", style="bold green")
    if outcome.score > 0:
        percent = round(100 * outcome.score)
        return Rich(tr(f"Partly right: {percent} %.", f"일부만 맞았습니다: {percent} %"), style="bold yellow")
    return Rich(f"{signs['failed']} {tr('Not right.', '틀렸습니다.')}", style="bold red")


def _unread(outcome: Outcome, task: Task) -> str:
    if outcome.unread == "number":
        return tr("Write numbers, as 2, -0.5, 1/3 or 1e-3.", "2, -0.5, 1/3, 1e-3처럼 수로 적으세요.")
    if outcome.unread == "count":
        count = len(task.get("right", [0]))
        return tr(f"Write {count} numbers.", f"수를 {count}개 적으세요.")
    return tr("Give an answer first.", "먼저 답을 적거나 고르세요.")


class _Reader:
    """Reads lines, and takes the ones that ask for something else: a hint, the answer, the end."""

    def __init__(self, made: Variant, lang: Lang, source: TextIO) -> None:
        self.hints = [hint.to(lang) for hint in made.hints]
        self.source = source

    def line(self, prompt: str) -> str:
        while True:
            click.echo(f"{prompt} ", nl=False)
            typed = self.source.readline()
            if not typed or typed.strip() == "q":
                click.echo()
                raise Stopped
            if typed.strip() == "!":
                raise _ShowAnswer
            if typed.strip() != "?":
                return typed.strip()
            hint = self.hints.pop(0) if self.hints else tr("There is no further hint.", "힌트가 더 없습니다.")
            terminal.show(Group(*terminal.markdown(hint)))

    def lines(self, prompt: str) -> str:
        """Several lines, ended by an empty one."""
        found = []
        while line := self.line(prompt):
            found.append(line)
            prompt = "…"
        return "\n".join(found)


class _Layout:
    """What there is to choose from, numbered, and how numbers become an answer."""

    def __init__(self, made: Variant, lang: Lang, chance: random.Random) -> None:
        self.made, self.lang, self.task = made, lang, made.built.task
        self.ids = self._ids(chance)

    def _ids(self, chance: random.Random) -> list[str]:
        task = self.task
        if task["kind"] == "choice":
            return (
                list(task["options"])
                if task["fixed"]
                else chance.sample(task["options"], len(task["options"]))
            )
        if task["kind"] == "order":
            blocks = [*task["blocks"], *task["extra"]]
            return chance.sample(blocks, len(blocks))
        if task["kind"] == "assign":
            return chance.sample(task["choices"], len(task["choices"]))
        return []

    def text(self, id: str) -> str:
        return self.made.built.texts[id].to(self.lang)

    def shown(self) -> list[RenderableType]:
        lines = [f"{i}. {self.text(id)}" for i, id in enumerate(self.ids, 1)]
        return [Rich(), *terminal.markdown("\n".join(lines))] if lines else []

    def read(self, reader: _Reader) -> Any:
        readers: dict[str, Callable[[_Reader], Any]] = {
            "choice": self._choice,
            "order": self._chosen,
            "assign": self._assign,
            "parts": self._parts,
            "output": lambda reader: reader.lines(
                _prompt(tr("output, then an empty line", "출력, 끝나면 빈 줄"))
            ),
            "self": self._self,
        }
        other: Callable[[_Reader], Any] = lambda reader: reader.line(self._typed())  # noqa: E731
        return readers.get(self.task["kind"], other)(reader)

    def _typed(self) -> str:
        count, digits = len(self.task.get("right", [0])), self.made.question.data.get("digits")
        if self.task["kind"] == "shape":
            return _prompt(tr("shape, as (2, 3)", "모양, 예: (2, 3)"))
        if self.task["kind"] == "words":
            return _prompt(tr("a word or two", "한두 낱말"))
        what = tr(f"{count} numbers", f"수 {count}개") if count > 1 else tr("number", "수")
        return _prompt(
            what if digits is None else tr(f"{what}, {digits} decimals", f"{what}, 소수 {digits}자리")
        )

    def _choice(self, reader: _Reader) -> list[str]:
        if not self.task["many"]:
            return self._chosen(reader)[:1]
        return self._chosen(reader)

    def _chosen(self, reader: _Reader, prompt: str | None = None) -> list[str]:
        """The ids of the numbers that are typed; asked again for a number that is not there."""
        many = self.task["kind"] == "order" or self.task.get("many", False)
        prompt = prompt or _prompt(tr("numbers, as 1 3", "번호, 예: 1 3") if many else tr("number", "번호"))
        while True:
            words = reader.line(prompt).replace(",", " ").split()
            if all(word.isdecimal() and 1 <= int(word) <= len(self.ids) for word in words):
                return [self.ids[int(word) - 1] for word in words]
            click.echo(
                tr(f"Numbers from 1 to {len(self.ids)}.", f"1부터 {len(self.ids)}까지의 번호를 적으세요."),
                err=True,
            )

    def _assign(self, reader: _Reader) -> dict[str, str]:
        answer = {}
        for left in self.task["right"]:
            terminal.show(Group(*terminal.markdown(self.text(left))))
            answer[left] = (self._chosen(reader, _prompt(tr("number", "번호"))) or [""])[0]
        return answer

    def _parts(self, reader: _Reader) -> dict[str, Any]:
        answer: dict[str, Any] = {}
        for name, part in self.task["parts"].items():
            if part["kind"] == "choice":
                options = " ".join(f"{i}. {self.text(id)}" for i, id in enumerate(part["options"], 1))
                terminal.show(Group(*terminal.markdown(options.replace("1. ", "1) ", 1))))
                typed = reader.line(_prompt(f"[{name}]"))
                chosen = (
                    int(typed) - 1 if typed.isdecimal() and 0 < int(typed) <= len(part["options"]) else -1
                )
                answer[name] = part["options"][chosen] if chosen >= 0 else ""
            else:
                answer[name] = reader.line(_prompt(f"[{name}]"))
        return answer

    def _self(self, reader: _Reader) -> str:
        reader.line(tr("Enter shows the answer", "Enter를 누르면 답을 봅니다") + " >")
        terminal.show(Group(*terminal.markdown(self.made.built.solution.to(self.lang))))
        typed = reader.line(tr("Did you know it? y/n", "알았나요? y/n") + " >").lower()
        return {"y": "yes", "yes": "yes", "ㅛ": "yes", "n": "no", "no": "no", "ㅜ": "no"}.get(typed, "")


def _prompt(what: str) -> str:
    return f"{what} >"
