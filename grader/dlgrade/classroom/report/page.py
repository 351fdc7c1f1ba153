"""The report as one page that holds everything it needs: no network, no script that it could not do without."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from dlgrade import __version__
from dlgrade.classroom.report import discussion, events, sections
from dlgrade.classroom.report.data import ClassReport
from dlgrade.classroom.report.markup import Html, join, tag
from dlgrade.classroom.report.statistics import FEW
from dlgrade.classroom.report.writing import Writer
from dlgrade.i18n import Text

_HERE = Path(__file__).parent

_SECTIONS = (
    ("overview", Text("The class", "수강생"), sections.overview),
    ("points", Text("Points", "점수"), sections.points),
    ("mistakes", Text("What the class gets wrong", "자주 틀리는 것"), discussion.discussion),
    ("exercises", Text("Exercises", "연습 문제"), sections.exercises),
    ("attempts", Text("Attempts over time", "시간에 따른 제출"), events.attempts),
    ("stuck", Text("Who is stuck where", "누가 어디서 막혔나"), events.stuck),
    ("tests", Text("Tests that tell nothing", "가려내지 못하는 테스트"), sections.tests),
    ("troubles", Text("What could not be graded", "채점하지 못한 것"), events.troubles),
    ("late", Text("Late submissions", "늦은 제출"), events.late),
)  # fmt: skip


def page(report: ClassReport) -> str:
    """The report as HTML."""
    write = Writer(report.lang)
    style = (_HERE / "report.css").read_text(encoding="utf-8")
    script = (_HERE / "report.js").read_text(encoding="utf-8")
    title = f"{write.say('Class report', '수업 보고서')} · {report.title}"
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="robots", content="noindex"),
        tag("title", title),
        tag("style", Html(style)),
    )
    body = tag("body", _top(write, report), _main(write, report), _bottom(write), tag("script", Html(script)))
    return f"<!doctype html>\n{tag('html', head, body, lang=report.lang)}\n"


def _policy(style: str, script: str) -> str:
    """What the page may do: show its own style and run its own script, nothing else."""
    return f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _top(write: Writer, report: ClassReport) -> Html:
    made = join(write.say("made ", ""), write.moment(report.made), write.say("", " 작성"))
    names = write.say("students under pseudonyms", "학생은 가명으로 표시") if report.anonymous else None
    texts = tag(
        "div",
        tag("h1", write.say("Class report", "수업 보고서")),
        tag("p", report.title),
        tag("p", made, [" · ", names] if names else None, class_="small"),
    )
    return tag("header", tag("span", "딥", class_="seal", aria_hidden="true"), texts, class_="top")


def _main(write: Writer, report: ClassReport) -> Html:
    terms = write.say("How the figures are made", "수치를 구하는 방법")
    names = [*((id, title.to(write.lang)) for id, title, _ in _SECTIONS), ("terms", terms)]
    links = [tag("li", tag("a", title, href=f"#{id}")) for id, title in names]
    contents = tag("nav", tag("ol", links), class_="contents", aria_label=write.say("Contents", "차례"))
    parts = [
        tag("section", tag("h2", title.to(write.lang), id=f"{id}-title"), render(write, report), id=id, aria_labelledby=f"{id}-title")
        for id, title, render in _SECTIONS
    ]  # fmt: skip
    last = tag(
        "section",
        tag("h2", terms, id="terms-title"),
        _terms(write),
        id="terms",
        aria_labelledby="terms-title",
    )
    return tag("main", contents, parts, last)


def _bottom(write: Writer) -> Html:
    text = write.say(
        "Grades are personal data: keep this file where only those can read it who may know them.",
        "성적은 개인정보입니다. 알아야 하는 사람만 읽을 수 있는 곳에 보관하세요.",
    )
    return tag("footer", tag("p", text), tag("p", f"dlgrade {__version__}"), class_="bottom")


def _terms(write: Writer) -> Html:
    found = [
        (
            write.say("Answers", "답"),
            write.say(
                "Figures about exercises rest on one answer per student: the one that counts for the grade. A file that is as "
                "it was given is no answer. Mistakes and tries are counted over all answers that differ.",
                "문제에 관한 수치는 학생마다 성적에 들어가는 답 하나에서 나옵니다. 처음 받은 그대로인 파일은 답으로 세지 않습니다. 실수와 "
                "시도는 서로 다른 모든 답에서 셉니다.",
            ),
        ),
        (
            write.say("Mean and median of the points", "평균과 중앙값"),
            write.say(
                "Over the students who have points; whoever has handed in nothing is not counted as 0. For the class as a "
                "whole: each student's points over those possible, in the assignments in which the student has points.",
                "점수가 있는 학생에게서 구합니다. 제출하지 않은 학생을 0점으로 세지 않습니다. 전체 값은 학생마다 점수가 있는 과제에서 (얻은 "
                "점수 ÷ 배점)을 구한 것입니다.",
            ),
        ),
        (
            write.say("Mean share, passed", "평균 득점률, 통과"),
            write.say(
                "The mean of points earned over points possible, and the share of answers that passed every test, among those "
                "who answered the exercise.",
                "그 문제에 답한 학생의 (얻은 점수 ÷ 배점)의 평균, 그리고 모든 테스트를 통과한 답의 비율입니다.",
            ),
        ),
        (
            write.say("Corrected item–total correlation", "수정된 문항–총점 상관"),
            write.say(
                "Pearson's correlation of the points in the exercise with the student's points in all other exercises, among "
                "those who answered it; an exercise without an answer brings none. Not defined where one of the two is the same "
                "for everybody.",
                "그 문제의 점수와 나머지 모든 문제의 점수 합 사이의 피어슨 상관으로, 그 문제에 답한 학생에게서 구합니다. 답하지 않은 문제는 "
                "0점입니다. 둘 가운데 하나라도 모두 같으면 정의되지 않습니다.",
            ),
        ),
        (
            write.say("Upper–lower 27 %", "상위·하위 27 % 차이"),
            write.say(
                "The mean share of the points among the 27 % with the highest totals, minus that among the 27 % with the lowest "
                "(Kelley 1939). Equal totals at a border share the places that are left.",
                "총점 상위 27 %의 평균 득점률에서 하위 27 %의 평균 득점률을 뺀 값입니다(Kelley 1939). 경계에서 총점이 같은 학생들은 남은 "
                "자리를 나누어 가집니다.",
            ),
        ),
        (
            write.say("Few", "답 적음"),
            write.say(
                f"Fewer than {FEW} answers. With 30 answers a correlation of 0.3 may as well be −0.07 or 0.6 (95 % interval).",
                f"{FEW}개보다 적은 답에서 나온 수치입니다. 답이 30개일 때 상관 0.3의 95 % 신뢰구간은 −0.07부터 0.6까지입니다.",
            ),
        ),
    ]  # fmt: skip
    return tag("dl", [[tag("dt", name), tag("dd", text)] for name, text in found], class_="terms")
