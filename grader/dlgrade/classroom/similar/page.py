"""The pairs as one page: both sources side by side, and what is rare and shared in them is marked.

What students wrote is shown as text, and nothing else; the page may load nothing and runs no script.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from importlib import resources

from dlgrade import __version__
from dlgrade.classroom.report.markup import Html, join, tag, text
from dlgrade.classroom.similar.evidence import KINDS, Piece
from dlgrade.classroom.similar.listing import CAUTION, Listing, in_short, odds, one_line, summary
from dlgrade.classroom.similar.pairs import Pair
from dlgrade.i18n import Lang, Text

MAX_PAIRS = 60
MAX_PIECES = 80  # of a pair; the rest is too light to matter
OPEN_PIECES = 8  # shown at once, the others on demand
MAX_SHOWN = 30_000  # characters of a source

_STYLE = """
.pair { margin-top: 3.4rem; }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: .8rem; margin: 0 0 1.4em; }
.sides > div { min-width: 0; background: var(--sheet); border: 1px solid var(--line); border-radius: 10px; }
.sides h4 { font-family: var(--mono); font-size: .82rem; margin: 0; padding: .45rem .8rem; border-bottom: 1px solid var(--line); color: var(--soft); font-weight: 500; }
.sides pre { margin: 0; padding: .6rem .8rem .6rem 0; overflow-x: auto; font-family: var(--mono); font-size: .78rem; line-height: 1.55; tab-size: 4; counter-reset: line; word-break: normal; overflow-wrap: normal; }
.sides .line { counter-increment: line; display: block; min-height: 1.55em; white-space: pre; }
.sides .line::before { content: counter(line); display: inline-block; width: 2.6em; margin-right: .9em; text-align: right; color: var(--field); user-select: none; }
mark { background: var(--amber-soft); color: inherit; border-radius: 2px; }
mark.strong { background: var(--seal-soft); box-shadow: inset 0 -1.5px 0 var(--seal); }
sup.nr { font-size: .68em; line-height: 0; }
sup.nr a { color: var(--seal); text-decoration: none; font-family: var(--sans); padding: 0 .15em; }
.table th, .table td { white-space: nowrap; }
.table td.what, .table td.short { min-width: 16rem; white-space: normal; }
td.what code { white-space: pre-wrap; background: none; padding: 0; }
@media (max-width: 50rem) { .sides { grid-template-columns: minmax(0, 1fr); } }
@media print { .sides pre { white-space: pre-wrap; } .sides .line { white-space: pre-wrap; } }
"""


def page(listing: Listing, title: str, lang: Lang) -> str:
    """The page.

    Args:
        listing: what to show.
        title: of the course.
        lang: of the page.
    """
    return _Page(listing, lang).html(title)


class _Page:
    def __init__(self, listing: Listing, lang: Lang) -> None:
        self.listing, self.lang = listing, lang
        self.pairs = listing.pairs[:MAX_PAIRS]
        self.shared = [listing.shared(pair) for pair in self.pairs]

    def say(self, en: str, ko: str) -> str:
        return ko if self.lang == "ko" else en

    def html(self, title: str) -> str:
        base = resources.files("dlgrade.classroom.report").joinpath("report.css").read_text(encoding="utf-8")
        style = base + _STYLE
        allowed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        policy = f"default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"
        name = self.say("Alike submissions", "비슷한 제출물")
        head = tag(
            "head",
            tag("meta", charset="utf-8"),
            tag("meta", http_equiv="Content-Security-Policy", content=policy),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("meta", name="color-scheme", content="light dark"),
            tag("meta", name="referrer", content="no-referrer"),
            tag("meta", name="robots", content="noindex"),
            tag("title", f"{name} · {title}"),
            tag("style", Html(style)),
        )
        top = tag("div", tag("h1", name), tag("p", title))
        header = tag("header", tag("span", "딥", class_="seal", aria_hidden="true"), top, class_="top")
        main = tag("main", self._overview(), [self._pair(i) for i in range(len(self.pairs))], self._method())
        body = tag("body", header, main, tag("footer", tag("p", f"dlgrade {__version__}"), class_="bottom"))
        return f"<!doctype html>\n{tag('html', head, body, lang=self.lang)}\n"

    # -------------------------------------------------------------------------------------------------- overview

    def _overview(self) -> Html:
        parts = [
            tag("p", summary(self.listing).to(self.lang)),
            tag("p", CAUTION.to(self.lang), class_="notice"),
        ]
        if not self.pairs:
            return join(*parts)
        columns = (
            self.say("Students", "학생"),
            self.say("By chance", "우연이라면"),
            self.say("Both have", "공통점"),
        )
        rows = [
            tag(
                "tr",
                tag("th", tag("a", self._title(pair), href=f"#pair-{i}"), scope="row"),
                tag("td", odds(pair.expected).to(self.lang)),
                tag("td", in_short(self.shared[i], self.lang), class_="short"),
            )
            for i, pair in enumerate(self.pairs)
        ]
        parts.append(_table(columns, rows))
        if len(self.listing.pairs) > len(self.pairs):
            more = len(self.listing.pairs) - len(self.pairs)
            parts.append(tag("p", self.say(f"{more} more pairs are listed on the terminal.", f"나머지 {more}쌍은 터미널에 나옵니다.")))  # fmt: skip
        if self.listing.groups:
            items = [
                tag("li", ", ".join(self.listing.names[n] for n in group)) for group in self.listing.groups
            ]
            parts += [tag("h3", self.say("Groups", "무리")), tag("ul", *items)]
        return join(*parts)

    def _title(self, pair: Pair) -> str:
        return " · ".join(one_line(self.listing.names[n]) for n in (pair.first, pair.second))

    # ------------------------------------------------------------------------------------------------------ pairs

    def _pair(self, number: int) -> Html:
        pair, shared = self.pairs[number], self.shared[number][:MAX_PIECES]
        exercises: dict[str, float] = {}
        for piece in self.shared[number]:
            exercises[piece.exercise] = exercises.get(piece.exercise, 0.0) + piece.weight
        ordered = sorted(exercises, key=lambda id: -exercises[id])
        facts = tag(
            "p",
            self.say("By chance: ", "우연이라면: "),
            odds(pair.expected).to(self.lang),
            self.say(
                f". Evidence {pair.evidence:.1f} nats in {len(ordered)} exercises.",
                f". 증거 {pair.evidence:.1f}내트, 연습 문제 {len(ordered)}개.",
            ),
        )
        sides = [self._exercise(number, pair, id, shared) for id in ordered]
        title = tag("h2", self._title(pair), id=f"pair-{number}")
        evidence = self._evidence(number, shared)
        return tag("section", title, facts, evidence, *sides, class_="pair", aria_labelledby=f"pair-{number}")

    def _evidence(self, number: int, shared: Sequence[Piece]) -> Html:
        """The pieces, the heaviest first."""
        columns = (
            self.say("No.", "번호"),
            self.say("Exercise", "연습 문제"),
            self.say("What", "종류"),
            self.say("Both have", "공통점"),
            self.say("Students", "학생 수"),
            self.say("Weight", "무게"),
        )
        rows = [self._row(number, i, piece) for i, piece in enumerate(shared, 1)]
        heaviest = _table(columns, rows[:OPEN_PIECES])
        if len(rows) <= OPEN_PIECES:
            return heaviest
        lighter = len(self.shared[number]) - len(shared)
        rest = self.say(f"… and {lighter} lighter ones.", f"… 그 밖에 더 가벼운 것 {lighter}개.")
        more = tag("summary", self.say("More of the evidence", "나머지 증거"))
        table = _table(columns, rows[OPEN_PIECES:])
        return join(heaviest, tag("details", more, table, tag("p", rest) if lighter else None))

    def _row(self, pair: int, number: int, piece: Piece) -> Html:
        first, second = (one_line(shown.replace("\n", " ⏎ "), 110) for shown in piece.texts)
        both = [tag("code", first)]
        if second != first:
            both += [tag("br"), tag("code", second)]
        return tag(
            "tr",
            tag("td", str(number), id=f"e{pair}-{number}", class_="number"),
            tag("td", tag("a", piece.exercise, href=f"#p{pair}-{piece.exercise}")),
            tag("td", KINDS[piece.kind].to(self.lang)),
            tag("td", *both, class_="what"),
            tag("td", self.say(f"{piece.have} of {piece.among}", f"{piece.among}명 중 {piece.have}명")),
            tag("td", f"{piece.weight:.2f}", class_="number"),
        )

    def _exercise(self, number: int, pair: Pair, id: str, shared: Sequence[Piece]) -> Html:
        sides = []
        for side, student in enumerate((pair.first, pair.second)):
            source = self.listing.comparison.works[student].sources.get(id, "")
            spans = [
                (*piece.spans[side], i, piece.weight)
                for i, piece in enumerate(shared, 1)
                if piece.exercise == id and piece.spans[side][1] > 0
            ]
            head = tag("h4", one_line(self.listing.names[student]))
            sides.append(tag("div", head, tag("pre", marked(source, spans, f"e{number}-"))))
        return join(tag("h3", tag("code", id), id=f"p{number}-{id}"), tag("div", *sides, class_="sides"))

    # ----------------------------------------------------------------------------------------------------- method

    def _method(self) -> Html:
        title = tag("h2", self.say("How to read this", "읽는 법"))
        return join(title, [tag("p", paragraph.to(self.lang)) for paragraph in _METHOD])


_METHOD = (
    Text(
        "Stubs, given code, the course's texts and right answers, and whatever more than a fifth of the class shares count "
        "for nothing. Every other part that two students share counts by how few have it. Names, comments, layout and usual "
        "ways of writing the same thing are set apart from the form of the code, so that renaming and reformatting hide "
        "little. Parts of one statement count once, habits once in the course, and many parts in one exercise less and less.",
        "제공된 틀과 코드, 교재의 글과 정답, 반의 5분의 1이 넘게 쓰는 것은 세지 않습니다. 그 밖에 두 학생이 함께 쓴 부분은 그것을 쓴 학생이 적을수록 "
        "무겁게 셉니다. 이름, 주석, 배치, 같은 것을 달리 쓰는 습관은 코드의 형태와 따로 보므로 이름이나 서식을 바꾸어도 거의 가려지지 않습니다. 한 문장의 "
        "여러 부분은 한 번만, 습관은 과정 전체에서 한 번만, 한 문제에 몰린 부분은 갈수록 가볍게 셉니다.",
    ),
    Text(
        "“Once in 500 classes” compares a pair with all pairs of this class: if everybody had worked alone, a class like "
        "this would hold a pair as alike once in 500 times. It is extrapolated from what most pairs share, and knows nothing "
        "of study groups, common sources or help that was allowed. Students who wrote what many write cannot be told apart, "
        "whatever they did; that two are not listed says nothing either.",
        "“500개 반에 한 번”은 한 쌍을 이 반의 모든 쌍과 견준 값입니다. 모두 혼자 풀었다면 이런 반 500개에서 한 번쯤 이만큼 비슷한 쌍이 나온다는 "
        "뜻입니다. 대부분의 쌍이 공유하는 정도에서 미루어 셈한 값이며, 스터디 모임이나 함께 본 자료, 허용된 도움은 알지 못합니다. 많은 학생이 쓰는 대로 쓴 "
        "답은 어떻게 썼는지 가릴 수 없고, 목록에 없다고 해서 무엇을 뜻하지도 않습니다.",
    ),
    Text(
        "In the sources, what both have is marked, the heavier in the stronger colour; a number leads to the evidence.",
        "소스에서는 겹치는 부분을 표시했고, 무거운 것일수록 진합니다. 번호를 누르면 그 증거로 갑니다.",
    ),
)


def _table(columns: Sequence[str], rows: Sequence[Html]) -> Html:
    head = tag("thead", tag("tr", [tag("th", column, scope="col") for column in columns]))
    return tag("div", tag("table", head, tag("tbody", *rows), class_="wide"), class_="table")


def marked(source: str, spans: Sequence[tuple[int, int, int, float]], prefix: str) -> Html:
    """A source line by line, with marks.

    Args:
        source: the source.
        spans: beginning, end, number and weight of what is marked.
        prefix: of the addresses that the numbers lead to.
    """
    shown = source[:MAX_SHOWN]
    heaviest = max((weight for *_, weight in spans), default=0.0)
    level = [0] * (len(shown) + 1)
    begins: dict[int, list[int]] = {}
    for start, end, number, weight in spans:
        begins.setdefault(start, []).append(number)
        strength = 2 if weight > heaviest / 2 else 1
        for i in range(start, min(end, len(shown))):
            level[i] = max(level[i], strength)
    lines, place = [], 0
    for line in shown.split("\n"):
        lines.append(tag("span", _marked_line(line, place, level, begins, prefix), class_="line"))
        place += len(line) + 1
    return join(*lines, "…" if len(source) > len(shown) else None)


def _marked_line(
    line: str, place: int, level: Sequence[int], begins: dict[int, list[int]], prefix: str
) -> Html:
    start = len(line) - len(line.lstrip())
    parts = [text(line[:start])]
    for i in range(start, len(line) + 1):
        numbers = begins.get(place + i, [])
        if i == len(line) or numbers or level[place + i] != level[place + start]:
            parts.append(_piece(line[start:i], level[place + start]))
            start = i
        if numbers:
            links = [tag("a", str(number), href=f"#{prefix}{number}") for number in sorted(numbers)]
            parts.append(tag("sup", *links, class_="nr"))
    return join(*parts)


def _piece(shown: str, level: int) -> Html:
    if not shown or not level:
        return text(shown)
    return tag("mark", shown, class_="strong" if level == 2 else None)
