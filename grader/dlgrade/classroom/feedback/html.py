"""Feedback as a page that holds everything it needs and runs nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dlgrade import figures
from dlgrade.classroom import report
from dlgrade.classroom.feedback.content import Feedback, Part, Problem, Section
from dlgrade.classroom.report.markup import Html, join, prose, tag
from dlgrade.figures import svg
from dlgrade.i18n import Lang, Text
from dlgrade.results import Picture

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_SIGNS = {"passed": "✓", "internal": "!", "not_started": "·"}
_KINDS = {"passed": "good", "internal": "ours", "not_started": "open"}


@cache
def _style() -> str:
    """The style of the class report, and what is the feedback's own."""
    here = Path(__file__).parent
    base = Path(report.__file__).parent / "report.css"
    return base.read_text(encoding="utf-8") + (here / "feedback.css").read_text(encoding="utf-8")


def to_html(feedback: Feedback) -> str:
    """The text of the file."""
    heading = Text("Feedback for {name}", "{name}님의 과제 피드백").fill(name=feedback.name).to(feedback.lang)
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="robots", content="noindex"),
        tag("title", f"{heading} · {feedback.course}"),
        tag("style", Html(_style())),
    )
    titles = tag("div", tag("h1", heading), tag("p", feedback.course))
    top = tag("header", tag("span", "딥", class_="seal", aria_hidden="true"), titles, class_="top")
    sections = [_section(section, i, feedback.lang) for i, section in enumerate(feedback.sections, 1)]
    body = tag(
        "body", top, tag("main", sections), tag("footer", tag("p", _closing(feedback.lang)), class_="bottom")
    )
    return f"<!doctype html>\n{tag('html', head, body, lang=feedback.lang)}\n"


def _closing(lang: Lang) -> str:
    return Text(
        "Inputs are drawn afresh for every answer. A short call can be pasted into Python as it stands.",
        "입력은 답마다 새로 뽑습니다. 짧은 호출은 그대로 파이썬에 붙여 넣을 수 있습니다.",
    ).to(lang)  # fmt: skip


def _section(section: Section, number: int, lang: Lang) -> Html:
    id = f"a{number}"
    return tag(
        "section",
        tag("h2", section.title, id=id),
        _grade(section, lang),
        [tag("p", fact, class_="fact") for fact in section.facts],
        [_part(part, f"{id}-{i}", lang) for i, part in enumerate(section.parts, 1)],
        _missing(section, lang),
        aria_labelledby=id,
    )


def _grade(section: Section, lang: Lang) -> Html | None:
    """The grade and how it came about."""
    if not section.points:
        return None
    words = Text("{a} of {b} points", "{b}점 만점에 {a}점").fill(a=section.points, b=section.of).to(lang)
    total = join(tag("strong", section.points), tag("span", f" / {section.of}"))
    shown = tag(
        "p", tag("span", total, aria_hidden="true"), tag("span", words, class_="said"), class_="total"
    )
    return tag("div", shown, _bar(section.share), _steps(section, lang), class_="grade")


def _steps(section: Section, lang: Lang) -> Html | None:
    if len(section.steps) < 2 and "(" not in section.steps[0][0]:
        return None
    last = Text("grade", "성적").to(lang)
    rows = [
        tag("tr", tag("th", label, scope="row"), tag("td", points, class_="number"))
        for label, points in section.steps
    ]
    result = tag("tr", tag("th", last, scope="row"), tag("td", section.points, class_="number"), class_="sum")
    caption = tag("caption", Text("How the grade came about", "성적을 계산한 방법").to(lang))
    return tag("table", caption, tag("tbody", rows, result), class_="steps")


def _bar(share: float) -> Html:
    return tag("div", tag("i", style=f"width:{100 * share:.1f}%"), class_="share-bar", aria_hidden="true")


def _part(part: Part, id: str, lang: Lang) -> Html:
    kind = _KINDS.get(part.status, "wrong")
    sign = tag("span", _SIGNS.get(part.status, "✗"), class_=f"sign {kind}", aria_hidden="true")
    head = tag(
        "div",
        tag("h3", sign, part.title, " ", tag("code", part.id), id=id),
        tag(
            "p",
            tag("span", part.word, class_=f"word {kind}"),
            tag("span", part.points, class_="points"),
            class_="result",
        ),
        class_="part-head",
    )
    return tag(
        "article",
        head,
        _bar(part.share),
        tag("p", part.remark, class_="small") if part.remark else None,
        tag("p", prose(part.message), class_="message") if part.message else None,
        [_mistake(function, message) for function, message in part.mistakes],
        [_problem(problem, lang) for problem in part.problems],
        _help(part, lang),
        _passed(part, lang),
        class_=f"part is-{kind}",
        aria_labelledby=id,
    )


def _mistake(function: str, message: str) -> Html:
    return tag("p", tag("code", function), ": ", prose(message), class_="tutor")


def _problem(problem: Problem, lang: Lang) -> Html:
    wrong = Text("not passed", "미통과").to(lang)
    tests = [
        tag(
            "li",
            tag("span", "✗", class_="sign wrong", aria_hidden="true"),
            tag("span", f"{wrong}: ", class_="said"),
            prose(title),
            " ",
            tag("span", points, class_="points small"),
        )
        for title, points in problem.tests
    ]
    lines = [
        [tag("dt", label), tag("dd", tag("pre", tag("code", text), tabindex="0"))]
        for label, text in problem.evidence
    ]
    return tag(
        "div",
        tag("ul", tests, class_="tests"),
        tag("p", prose(problem.message)) if problem.message else None,
        tag("dl", lines, class_="evidence") if lines else None,
        _pictures(problem.pictures, lang),
        class_="problem",
    )


def _pictures(pictures: list[Picture], lang: Lang) -> Html | None:
    if not pictures:
        return None
    panels = tuple(figures.panel(Text(p.caption, p.caption), p.rows) for p in pictures)
    described = ", ".join(picture.caption for picture in pictures)
    return tag("div", Html(svg.draw(figures.Pictures(panels), lang, described)), class_="pictures")


def _help(part: Part, lang: Lang) -> Html | None:
    places = [tag("li", prose(place)) for place in part.read]
    if part.link and part.status != "passed":
        link = tag("a", Text("the study site", "학습 사이트").to(lang), href=part.link)
        places.append(tag("li", link))
    if not places and not part.hint:
        return None
    hint = (
        tag("p", tag("strong", Text("A hint: ", "힌트: ").to(lang)), prose(part.hint)) if part.hint else None
    )
    label = tag("p", tag("strong", Text("Read on", "더 읽을 곳").to(lang))) if places else None
    return tag("div", hint, label, tag("ul", places) if places else None, class_="help")


def _passed(part: Part, lang: Lang) -> Html | None:
    if not part.passed:
        return None
    count = len(part.passed)
    label = Text(f"{count} tests passed" if count > 1 else "1 test passed", f"통과한 테스트 {count}개").to(
        lang
    )
    sign = tag("span", "✓", class_="sign good", aria_hidden="true")
    tests = [tag("li", sign, prose(title)) for title in part.passed]
    return tag("details", tag("summary", label), tag("ul", tests, class_="tests"))


def _missing(section: Section, lang: Lang) -> Html | None:
    if not section.missing:
        return None
    return tag(
        "div",
        tag("h3", Text("Not handed in", "제출하지 않은 문제").to(lang)),
        tag("p", ", ".join(section.missing)),
        class_="missing",
    )
