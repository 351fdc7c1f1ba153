"""Feedback as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from dlgrade.classroom.feedback.content import Feedback, Part, Problem, Section
from dlgrade.i18n import Text
from dlgrade.views.markdown import block, code, plain, sentence

_SIGNS = {"passed": "✓", "internal": "!", "not_started": "·"}


def to_markdown(feedback: Feedback) -> str:
    """The text of the file."""
    return "\n".join(_lines(feedback)) + "\n"


def _lines(feedback: Feedback) -> Iterator[str]:
    heading = Text("Feedback for {name}", "{name}님의 과제 피드백").fill(name=feedback.name).to(feedback.lang)
    yield f"# {plain(heading)}"
    yield ""
    yield plain(feedback.course)
    for section in feedback.sections:
        yield ""
        yield from _section(section, feedback)


def _section(section: Section, feedback: Feedback) -> Iterator[str]:
    yield f"## {plain(section.title)}"
    yield ""
    if section.points:
        total = Text("{a} of {b} points", "{b}점 만점에 {a}점").fill(a=section.points, b=section.of)
        yield f"**{total.to(feedback.lang)}**"
        yield ""
        if len(section.steps) > 1 or "(" in section.steps[0][0]:
            yield from (f"- {plain(label)}: {points}" for label, points in section.steps)
            yield ""
    for fact in section.facts:
        yield plain(fact)
        yield ""
    for part in section.parts:
        yield from _part(part, feedback)
    if section.missing:
        label = Text("Not handed in", "제출하지 않은 문제").to(feedback.lang)
        yield f"### {label}"
        yield ""
        yield plain(", ".join(section.missing))


def _part(part: Part, feedback: Feedback) -> Iterator[str]:
    lang = feedback.lang
    remark = f" ({part.remark})" if part.remark else ""
    yield f"### {_SIGNS.get(part.status, '✗')} {plain(part.title)} {code(part.id)}: {part.points}{plain(remark)}"
    yield ""
    if part.message:
        yield sentence(part.message)
        yield ""
    for function, message in part.mistakes:
        yield f"> **{code(function)}**: {sentence(message)}"
        yield ""
    for problem in part.problems:
        yield from _problem(problem)
    if part.hint:
        yield f"**{Text('A hint', '힌트').to(lang)}:** {sentence(part.hint)}"
        yield ""
    if part.read or (part.link and part.status != "passed"):
        yield f"**{Text('Read on', '더 읽을 곳').to(lang)}:**"
        yield ""
        yield from (f"- {sentence(place)}" for place in part.read)
        if part.link:
            yield f"- <{part.link}>"
        yield ""
    if part.passed:
        count = len(part.passed)
        yield Text(f"Passed ({count}):", f"통과한 테스트({count}개):").to(lang)
        yield ""
        yield from (f"- ✓ {sentence(title)}" for title in part.passed)
        yield ""


def _problem(problem: Problem) -> Iterator[str]:
    yield from (f"- ✗ {sentence(title)} ({points})" for title, points in problem.tests)
    yield ""
    if problem.message:
        yield sentence(problem.message)
        yield ""
    if problem.evidence:
        yield block("\n".join(f"{label}: {text}" for label, text in problem.evidence))
        yield ""
