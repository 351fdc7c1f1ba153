"""A student's page: every answer as it was read, what was right, the points, so that they can check it against their paper."""

from __future__ import annotations

from dlgrade.classroom.records import number
from dlgrade.classroom.report.markup import Content, Html, join, tag
from dlgrade.exam import words
from dlgrade.exam.grade import Mark, Result, Results
from dlgrade.i18n import Lang, Text

_STYLE = """
:root{color-scheme:light dark;--text:#1b1e23;--faint:#59606b;--line:#c9ced6;--back:#fff;--good:#0b6b3a;--bad:#a12622}
@media(prefers-color-scheme:dark){:root{--text:#e6e8ec;--faint:#a5adba;--line:#3d444f;--back:#16181c;--good:#6fd39b;--bad:#f0938c}}
body{margin:0 auto;max-width:52rem;padding:1.5rem 1.25rem 3rem;background:var(--back);color:var(--text);
font:1rem/1.6 system-ui,"Apple SD Gothic Neo","Malgun Gothic","Noto Sans KR",sans-serif;word-break:keep-all;overflow-wrap:anywhere}
h1{font-size:1.5rem;margin:0 0 .2rem}p{margin:.3rem 0}.total{font-size:1.2rem;font-weight:700}.faint{color:var(--faint)}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;margin:1.2rem 0}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid var(--line)}
td.number,th.number{text-align:right;white-space:nowrap}code{font-family:ui-monospace,"DejaVu Sans Mono",monospace;white-space:pre-wrap}
.all{color:var(--good)}.none{color:var(--bad)}@media print{body{max-width:none;padding:0}tr{break-inside:avoid}}
"""
_STATUS: dict[str, Text] = {
    "blank": Text("no answer", "답 없음"),
    "unreadable": Text("unreadable", "읽을 수 없음"),
    "double": Text("marked more than once", "이중 표기"),
    "pending": Text("not graded yet", "채점 전"),
}
_NOTE: dict[str, Text] = {
    "void": Text(
        "the question does not count: everybody gets the points", "무효 처리되어 모두 점수를 받는 문제"
    ),
    "accepted": Text("accepted as right, too", "정답으로 인정"),
    "rejected": Text("not accepted", "인정하지 않는 답"),
    "unclear": Text("not what is asked for", "물은 형식이 아님"),
}


def breakdown(results: Results, result: Result, lang: Lang) -> str:
    """The page of a student.

    Args:
        results: of the exam.
        result: the student's.
        lang: the page's language.
    """
    title = results.title[lang]
    variant = words.VARIANT.fill(letter=result.variant).to(lang)
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag(
            "meta",
            http_equiv="Content-Security-Policy",
            content="default-src 'none'; style-src 'unsafe-inline'",
        ),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="robots", content="noindex"),
        tag("title", f"{title} – {result.student}"),
        tag("style", Html(_STYLE)),
    )
    heads = [
        Text("No.", "번호"), Text("Your answer, as it was read", "채점에 쓰인 내 답"), Text("Right answer", "정답"),
        Text("Points", "점수"), Text("", ""),
    ]  # fmt: skip
    rows = [_row(one, lang) for one in result.marks]
    waiting = Text("Coding questions are not graded yet.", "코딩 문제는 아직 채점하지 않았습니다.").to(lang)
    body = tag(
        "body",
        tag("main",
            tag("h1", title),
            tag("p", f"{result.student} · {variant}"),
            tag("p", f"{number(result.points)} / {number(result.max_points)}", class_="total"),
            tag("p", waiting, class_="faint") if result.status == "incomplete" else None,
            tag("div",
                tag("table",
                    tag("thead", tag("tr", [tag("th", text.to(lang), scope="col", class_="number" if i in (0, 3) else None)
                                            for i, text in enumerate(heads)])),
                    tag("tbody", rows)),
                class_="wide", tabindex=0),
            tag("p", Text("Numbers and letters are those of your own variant.", "번호와 기호는 자신의 유형에 있는 것입니다.").to(lang), class_="faint"),
        ),
    )  # fmt: skip
    return f"<!doctype html>\n{tag('html', head, body, lang=lang)}\n"


def _row(one: Mark, lang: Lang) -> Html:
    kind = "all" if one.score >= 1 else "none" if one.score <= 0 else ""
    pending = one.status == "pending"
    points = "–" if pending else f"{number(one.points)} / {number(one.max_points)}"
    return tag(
        "tr",
        tag("td", str(one.position), class_="number"),
        tag("td", _answer(one, lang)),
        tag("td", tag("code", one.right)),
        tag("td", points, class_=f"number {'' if pending else kind}".strip()),
        tag("td", _NOTE[one.note].to(lang) if one.note else None, class_="faint"),
    )


def _answer(one: Mark, lang: Lang) -> Content:
    status = _STATUS.get(one.status)
    typed = tag("code", one.cell) if one.cell and one.cell not in ("?", "*") else None
    if status is None:
        return typed
    return join(tag("em", status.to(lang)), " " if typed else None, typed)
