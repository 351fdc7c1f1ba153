"""The item analysis as one page of HTML with plots: no script it could not do without, nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from importlib import resources

from dlgrade.classroom.records import number
from dlgrade.classroom.report import plots, statistics
from dlgrade.classroom.report.markup import Content, Html, join, tag
from dlgrade.classroom.report.plots import Caption, Column, Mark
from dlgrade.classroom.report.statistics import FEW
from dlgrade.classroom.report.writing import Cell, Head, Writer
from dlgrade.course import formula
from dlgrade.exam.grade import Results
from dlgrade.exam.items import EASY, HARD, WEAK, Analysis, Choice, Item
from dlgrade.i18n import Lang, Text
from dlgrade.quiz.kinds import KINDS
from dlgrade.quiz.kinds.cloze import GAP

_STYLE = """
.item{background:var(--sheet);border:1px solid var(--line);border-radius:10px;padding:.4rem 1.3rem 1rem;margin:0 0 1.2rem}
.item h3{margin:.8em 0 .2em}.item .stem{white-space:pre-line}
.item .two{display:grid;grid-template-columns:minmax(0,1fr) 270px;gap:1.5rem;align-items:start}
.item svg{width:100%;height:auto}.flag{color:var(--seal);font-weight:600;display:block}.kind{white-space:nowrap}.flag.mild{color:var(--amber);font-weight:500}
.item .answer{display:inline-block;min-width:6.5rem;overflow-wrap:anywhere}svg .option{fill:none;stroke-width:2}
@media(max-width:46rem){.item .two{grid-template-columns:minmax(0,1fr)}}@media print{.item{break-inside:avoid}}
"""
FLAGS: dict[str, Text] = {
    "negative": Text("the weak do better than the strong", "약한 학생이 더 잘 맞힘"),
    "distractor": Text("strong students prefer a wrong answer", "강한 학생이 오답을 더 많이 고름"),
    "variant": Text("one variant differs from the others", "한 유형만 정답률이 다름"),
    "weak": Text(f"tells little (r < {WEAK:g})", f"변별이 낮음(r < {WEAK:g})"),
    "easy": Text(f"very easy (> {EASY:.0%})", f"매우 쉬움(> {EASY:.0%})"),
    "hard": Text(f"very hard (< {HARD:.0%})", f"매우 어려움(< {HARD:.0%})"),
    "few": Text(f"fewer than {FEW} answers", f"답이 {FEW}개 미만"),
}
_MILD = {"weak", "easy", "hard", "few"}


def page(analysis: Analysis, results: Results, lang: Lang) -> str:
    """The analysis as HTML."""
    return _Page(analysis, results, lang).html()


class _Page:
    def __init__(self, analysis: Analysis, results: Results, lang: Lang) -> None:
        self.of, self.results, self.lang = analysis, results, lang
        self.write = Writer(lang)
        self.say = self.write.say

    def html(self) -> str:
        files = resources.files("dlgrade.classroom.report")
        style = files.joinpath("report.css").read_text(encoding="utf-8") + _STYLE
        script = files.joinpath("report.js").read_text(encoding="utf-8")
        title = f"{self.say('Item analysis', '문항 분석')} · {self.of.title[self.lang]}"
        policy = f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; form-action 'none'"
        head = tag(
            "head",
            tag("meta", charset="utf-8"),
            tag("meta", http_equiv="Content-Security-Policy", content=policy),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("meta", name="color-scheme", content="light dark"),
            tag("meta", name="robots", content="noindex"),
            tag("title", title),
            tag("style", Html(style)),
        )
        top = tag(
            "header",
            tag("span", "딥", class_="seal", aria_hidden="true", lang="ko"),
            tag("div", tag("h1", self.say("Item analysis", "문항 분석")), tag("p", self.of.title[self.lang])),
            class_="top",
        )
        body = tag("body", top, tag("main", self.sections()), tag("script", Html(script)))
        return f"<!doctype html>\n{tag('html', head, body, lang=self.lang)}\n"

    def sections(self) -> list[Html]:
        say = self.say
        parts: list[tuple[str, str, Content]] = [
            ("whole", say("The exam", "시험 전체"), self.whole()),
            ("look", say("Look at these keys", "확인할 정답표"), self.look()),
            ("map", say("Questions at a glance", "한눈에 보는 문항"), self.overview()),
            ("items", say("Every question", "문항별 분석"), [self.item(item) for item in self.of.items]),
            ("terms", say("How the figures are made", "수치를 구하는 방법"), self.terms()),
        ]
        return [
            tag("section", tag("h2", title, id=f"{id}-title"), content, id=id, aria_labelledby=f"{id}-title")
            for id, title, content in parts
        ]

    # ------------------------------------------------------------------------------------------------------ the whole

    def whole(self) -> Html:
        of, say, write = self.of, self.say, self.write
        facts: list[tuple[str, Content]] = [
            (say("sat the exam", "응시"), str(of.n)),
            (say("absent", "결시"), str(of.absent)),
            (say(f"mean of {number(of.max_points)} points", f"평균({number(of.max_points)}점 만점)"), [write.points(of.mean), " ", write.behind(of.n)]),
            (say("median", "중앙값"), [write.points(of.median), " ", write.behind(of.n)]),
            (say("standard deviation", "표준편차"), [write.points(of.deviation), " ", write.behind(of.n)]),
            (say("Cronbach's alpha", "크론바흐 알파"), [write.coefficient(of.alpha), " ", write.behind(of.n)]),
            (say("standard error of measurement", "측정의 표준오차"), [write.points(of.error), " ", write.behind(of.n)]),
        ]  # fmt: skip
        notices: list[Content] = []
        if of.few:
            notices.append(tag("p", say(
                f"Warning: {of.n} answers, fewer than {FEW}. Every figure here would come out quite differently in another class of this size.",
                f"주의: 답이 {of.n}개로 {FEW}개보다 적습니다. 학생 수가 같은 다른 반에서는 모든 수치가 꽤 다르게 나올 수 있습니다.",
            ), class_="notice"))  # fmt: skip
        if of.pending:
            notices.append(tag("p", say(
                f"Left out, because nobody has graded them yet: {', '.join(of.pending)}.",
                f"아직 채점하지 않아 뺀 문제: {', '.join(of.pending)}.",
            ), class_="notice"))  # fmt: skip
        return join(notices, write.facts(facts), self.histogram(), self.variants())

    def histogram(self) -> Html:
        bins = statistics.histogram(self.of.shares)
        say = self.say
        counts = ", ".join(f"{b.low:.0%}: {b.values}" for b in bins)
        caption = Caption("totals", say("Distribution of the totals", "총점 분포"), counts)
        marks = []
        if self.of.mean is not None and self.of.max_points:
            place = 10 * self.of.mean / self.of.max_points
            marks = [Mark(place, say(f"mean {self.of.mean:.1f}", f"평균 {self.of.mean:.1f}"))]
        drawn = plots.columns(
            caption,
            [Column(f"{b.low:.0%}", b.values) for b in bins],
            x_label=say("share of the points", "득점률"),
            y_label=say("students", "학생 수"),
            between=[f"{i}0 %" if i else "0 %" for i in range(len(bins) + 1)],
            marks=marks,
        )
        return tag("figure", drawn, class_="figure")

    def variants(self) -> Html:
        of, say, write = self.of, self.say, self.write
        if len(of.variants) < 2:
            return join()
        heads = [Head(say("variant", "유형")), Head("n", True), Head(say("mean", "평균"), True), Head(say("standard deviation", "표준편차"), True)]  # fmt: skip
        rows: list[list[Content | Cell]] = [
            [one.variant, str(one.n), write.points(one.mean), write.points(one.deviation)]
            for one in of.variants
        ]
        if of.variants_p is None:
            told = say("Too few answers to compare the variants.", "유형을 비교하기에는 답이 너무 적습니다.")
        elif of.variants_p < 0.05:
            told = say(
                f"Only {of.variants_p:.1%} of random groupings differ as much: the groups were not alike, or a variant was harder. n = {of.n}.",
                f"무작위로 나눈 집단 가운데 {of.variants_p:.1%}만 이만큼 다릅니다. 집단이 서로 달랐거나 한 유형이 더 어려웠습니다. n = {of.n}.",
            )
        else:
            told = say(
                f"{of.variants_p:.0%} of random groupings differ as much: nothing speaks against the variants being equally hard. n = {of.n}.",
                f"무작위로 나눈 집단 가운데 {of.variants_p:.0%}가 이만큼 다릅니다. 유형의 난이도가 다르다고 볼 근거가 없습니다. n = {of.n}.",
            )
        return join(
            tag("h3", say("Variants compared", "유형 비교")),
            write.table(say("Points by variant", "유형별 점수"), heads, rows),
            tag("p", told),
        )

    # -------------------------------------------------------------------------------------------------- what to look at

    def look(self) -> Html:
        found = [item for item in self.of.items if item.suspicious]
        if not found:
            return tag("p", self.say("No key looks wrong.", "잘못되어 보이는 정답표가 없습니다."))
        entries = [
            tag("li", tag("p", tag("a", item.question, href=f"#q-{item.question}", class_="id"), " – ",
                          "; ".join(FLAGS[flag].to(self.lang) for flag in item.flags if flag not in _MILD),
                          " ", self.write.behind(item.n)))
            for item in found
        ]  # fmt: skip
        why = self.say(
            "A wrong key is the commonest reason for this; a misleading wording is the next. To let another answer count, put it into "
            "`accept` of the key (and the wrong one into `reject`), or set `void`, and grade again.",
            "가장 흔한 까닭은 잘못된 정답표이고, 그다음은 오해를 부르는 문구입니다. 다른 답을 인정하려면 정답표의 `accept`에(틀린 답은 "
            "`reject`에) 적거나 `void`를 true로 바꾸고 다시 채점하세요.",
        )
        return join(tag("ol", entries, class_="first"), tag("p", self.write.prose(why)))

    # ------------------------------------------------------------------------------------------------------ overview

    def overview(self) -> Html:
        say, write = self.say, self.write
        heads = [
            Head(say("question", "문제")), Head(say("type", "유형")), Head("n", True), Head(say("facility", "정답률"), True),
            Head("r", True), Head(say("upper–lower", "상하위 차"), True), Head(say("alpha without", "제외 시 알파"), True), Head(say("remarks", "비고")),
        ]  # fmt: skip
        rows: list[list[Content | Cell]] = [
            [
                tag("a", item.question, href=f"#q-{item.question}", class_="id"),
                tag("span", KINDS[item.type].title.to(self.lang), class_="kind"),
                Cell(str(item.n), item.n),
                Cell(write.share(item.facility), item.facility),
                Cell(write.coefficient(item.item_rest), item.item_rest),
                Cell(write.coefficient(item.upper_lower), item.upper_lower),
                Cell(write.coefficient(item.alpha_without), item.alpha_without),
                self.flags(item),
            ]
            for item in self.of.items
        ]
        return join(
            tag("figure", self.scatter(), class_="figure"),
            write.table(say("All questions", "모든 문제"), heads, rows, "wide sortable"),
        )

    def flags(self, item: Item) -> Content:
        return [
            tag("span", FLAGS[flag].to(self.lang), class_="flag mild" if flag in _MILD else "flag")
            for flag in item.flags
        ]

    def scatter(self) -> Html:
        """Facility against discrimination: one dot for each question."""
        say, left, top, wide, high = self.say, 52.0, 24.0, 560.0, 300.0
        bottom = top + high
        parts: list[Content] = [_text(0, 12, say("item–total correlation", "문항–총점 상관"), "small")]
        lowest = min([0.0, *(item.item_rest for item in self.of.items if item.item_rest is not None)])
        low = -0.25 * -(-abs(lowest) // 0.25)

        def y(r: float) -> float:
            return bottom - (r - low) / (1 - low) * high

        step = 0.25
        for i in range(round((1 - low) / step) + 1):
            r = low + i * step
            parts += [_line(left, y(r), left + wide, y(r), "axis" if abs(r) < 1e-9 else "grid"),
                      _text(left - 8, y(r) + 4, f"{r:.2f}".replace("-", "−"), "small", "end")]  # fmt: skip
        for i in range(6):
            x = left + wide * i / 5
            parts += [
                _line(x, top, x, bottom, "grid"),
                _text(x, bottom + 18, f"{i * 20} %", "small", "middle"),
            ]
        described = []
        for item in self.of.items:
            if item.facility is None or item.item_rest is None:
                continue
            x, at = left + wide * item.facility, y(item.item_rest)
            told = f"{item.question}: {item.facility:.0%}, r = {item.item_rest:.2f}, n = {item.n}"
            described.append(told)
            dot = tag(
                "circle",
                tag("title", told),
                cx=x,
                cy=at,
                r=5,
                class_="dot below" if item.suspicious else "dot",
            )
            parts.append(tag("a", dot, href=f"#q-{item.question}", aria_label=told))
            if item.suspicious:
                end = x > left + 0.75 * wide
                parts.append(
                    _text(x + (-9 if end else 9), at + 4, item.question, "mono", "end" if end else "start")
                )
        parts.append(_text(left + wide, bottom + 38, say("facility", "정답률"), "small", "end"))
        title = say("Facility and discrimination of each question", "문제별 정답률과 변별도")
        return _svg("scatter", title, "; ".join(described), left + wide + 20, bottom + 44, parts)

    # -------------------------------------------------------------------------------------------------- one question

    def item(self, item: Item) -> Html:
        say, write = self.say, self.write
        facts = self.results.questions[item.question]
        where = ", ".join(f"{letter} {position}" for letter, position in item.positions.items())
        about = " · ".join([
            KINDS[item.type].title.to(self.lang), ", ".join(item.concepts), say(f"difficulty {item.difficulty}", f"난이도 {item.difficulty}"),
            say(f"{number(item.points)} points", f"{number(item.points)}점"), say(f"position {where}", f"위치 {where}"),
        ])  # fmt: skip
        figures: list[tuple[str, Content]] = [
            (say("facility", "정답률"), [write.share(item.facility), " ", write.behind(item.n)]),
            (say("item–total r", "문항–총점 r"), [write.coefficient(item.item_rest), " ", write.behind(item.n)]),
            (say("upper–lower 27 %", "상하위 27 % 차"), [write.coefficient(item.upper_lower), " ", write.behind(item.n)]),
            (say("no answer", "무응답"), [str(item.blank), " ", write.behind(item.n)]),
            (say("unreadable, double", "판독 불가·이중 표기"), [str(item.unreadable), " ", write.behind(item.n)]),
        ]  # fmt: skip
        stem = _plain(facts["stem"][self.lang])
        return tag(
            "article",
            tag("h3", item.question, id=f"q-{item.question}"),
            tag("p", about, class_="small"),
            tag("p", self.flags(item)) if item.flags else None,
            tag("p", stem, class_="stem"),
            write.facts(figures, "facts row"),
            tag(
                "div",
                tag("div", self.choices(item, facts["texts"]), self.by_variant(item)),
                self.curve(item),
                class_="two",
            ),
            class_="item",
        )

    def choices(self, item: Item, texts: dict[str, dict[str, str]]) -> Html:
        if not item.choices:
            return join()
        say = self.say
        typed = any(choice.variant for choice in item.choices)
        heads = [
            Head(say("answer", "답")), *([Head(say("variant", "유형"))] if typed else []), Head(say("upper 27 %", "상위 27 %"), True),
            Head(say("middle", "중위"), True), Head(say("lower 27 %", "하위 27 %"), True), Head("n", True), Head("r", True),
        ]  # fmt: skip
        rows: list[list[Content | Cell]] = [
            [self.answer(choice, texts), *([choice.variant] if typed else []), str(choice.upper), str(choice.middle),
             str(choice.lower), str(choice.count), self.write.coefficient(choice.item_rest)]
            for choice in item.choices
        ]  # fmt: skip
        return self.write.table(say("Answers by group", "집단별 답"), heads, rows)

    def answer(self, choice: Choice, texts: dict[str, dict[str, str]]) -> Html:
        option = choice.answer in texts and not choice.variant
        shown = _plain(texts[choice.answer][self.lang]) if option else tag("code", choice.answer)
        sign = tag("span", self.say("✓ right", "✓ 정답"), class_="good") if choice.right else None
        return tag("span", shown, " " if sign else None, sign, class_="answer")

    def by_variant(self, item: Item) -> Html:
        if len(item.variants) < 2:
            return join()
        shown = ", ".join(f"{letter}: {share:.0%} (n = {n})" for letter, (share, n) in item.variants.items())
        return tag("p", self.say("Facility by variant – ", "유형별 정답률 – "), shown, class_="small")

    def curve(self, item: Item) -> Html:
        """The share of the points in groups of students from weak to strong; for options, how many choose each."""
        say, left, top, wide, high = self.say, 44.0, 16.0, 210.0, 120.0
        parts: list[Content] = []
        for share in (0.0, 0.5, 1.0):
            y = top + high * (1 - share)
            parts += [_line(left, y, left + wide, y, "axis" if not share else "grid"), _text(left - 6, y + 4, f"{share:.0%}", "small", "end")]  # fmt: skip
        count = len(item.groups)
        places = [
            (left + wide * (i + 0.5) / max(1, count), top + high * (1 - share))
            for i, (share, _) in enumerate(item.groups)
        ]
        if places:
            parts.append(tag("path", d="M" + "L".join(f"{x:.6g} {y:.6g}" for x, y in places), class_="slope"))
        parts += [tag("circle", cx=x, cy=y, r=4, class_="dot") for x, y in places]
        parts += [
            _text(left, top + high + 16, say("weakest", "하위"), "small"),
            _text(left + wide, top + high + 16, say("strongest", "상위"), "small", "end"),
        ]
        described = ", ".join(f"{share:.0%} (n = {n})" for share, n in item.groups)
        title = say(
            "Share of the points, from the weakest to the strongest students",
            "하위에서 상위 학생으로 갈수록 득점률",
        )
        return tag(
            "figure", _svg(f"c-{item.question}", title, described, left + wide + 10, top + high + 24, parts)
        )

    def terms(self) -> Html:
        say = self.say
        found = [
            (say("Facility", "정답률"), say(
                "The mean share of the question's points. An answer that is empty, unreadable or marked twice has none of them.",
                "그 문제 배점에 대한 평균 득점률입니다. 무응답, 판독 불가, 이중 표기는 0점입니다.")),
            (say("Item–total r", "문항–총점 r"), say(
                "Pearson's correlation of the points in the question with those in all other questions. Below 0, the weak do better than the strong.",
                "그 문제의 점수와 나머지 모든 문제의 점수 합 사이의 피어슨 상관입니다. 0보다 작으면 약한 학생이 더 잘 맞힌 것입니다.")),
            (say("Upper–lower 27 %", "상위·하위 27 % 차이"), say(
                "The mean share among the 27 % with the highest totals, less that among the 27 % with the lowest (Kelley 1939).",
                "총점 상위 27 %의 평균 득점률에서 하위 27 %의 평균 득점률을 뺀 값입니다(Kelley 1939).")),
            (say("Cronbach's alpha", "크론바흐 알파"), say(
                "k / (k − 1) · (1 − Σ variances of the questions / variance of the totals). How consistent the questions are; “alpha without” "
                "leaves one out, and a question that raises it does not fit the others.",
                "k / (k − 1) · (1 − 문항 분산의 합 / 총점의 분산)입니다. 문제들이 얼마나 일관되게 재는지 나타냅니다. 한 문제를 뺐을 때 더 커지면 그 "
                "문제는 나머지와 어울리지 않습니다.")),
            (say("Standard error of measurement", "측정의 표준오차"), say(
                "Standard deviation of the totals · √(1 − alpha), in points.", "총점의 표준편차 · √(1 − 알파), 단위는 점입니다.")),
            (say("Few", "답 적음"), say(
                f"With {FEW} answers a correlation of 0.3 may as well be −0.07 or 0.6 (95 % interval).",
                f"답이 {FEW}개일 때 상관 0.3의 95 % 신뢰구간은 −0.07부터 0.6까지입니다.")),
        ]  # fmt: skip
        return tag("dl", [[tag("dt", name), tag("dd", text)] for name, text in found], class_="terms")


def _plain(markdown: str) -> str:
    """A text without its marks."""
    return (
        formula.in_text(GAP.sub("____", markdown))
        .replace("**", "")
        .replace("\\", "")
        .replace("`", "")
        .strip()
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _svg(id: str, title: str, description: str, width: float, height: float, parts: list[Content]) -> Html:
    names = [tag("title", title, id=f"{id}-t"), tag("desc", description, id=f"{id}-d")]
    return tag("svg", names, parts, viewBox=f"0 0 {width:.6g} {height:.6g}", role="img",
               width=round(width), height=round(height), aria_labelledby=f"{id}-t {id}-d")  # fmt: skip


def _text(x: float, y: float, text: str, kind: str, anchor: str = "start") -> Html:
    return tag("text", text, x=x, y=y, class_=kind, text_anchor=anchor)


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Html:
    return tag("path", d=f"M{x1:.6g} {y1:.6g}L{x2:.6g} {y2:.6g}", class_=kind)
