"""The pairs as a table on the terminal, and as JSON."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from rich import box
from rich.table import Table
from rich.text import Text as Rich

from dlgrade.classroom.similar.chance import MIN_STUDENTS
from dlgrade.classroom.similar.evidence import KINDS, Piece, pieces
from dlgrade.classroom.similar.pairs import Comparison, Pair, groups
from dlgrade.classroom.similar.parts import Kind
from dlgrade.i18n import Lang, Text, current_language, tr

SCHEMA = 1
_MOST = 1_000_000
_ILLEGAL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")


@dataclass(frozen=True)
class Listing:
    """What is shown of a comparison.

    Attributes:
        comparison: of the class.
        once_in: chance makes the listed pairs no more than once in so many such classes.
        pairs: to look at, the most unlikely first.
        names: what to call the students, by number.
    """

    comparison: Comparison
    once_in: float
    pairs: Sequence[Pair]
    names: Sequence[str]

    def shared(self, pair: Pair) -> list[Piece]:
        """What a pair shares, the heaviest first."""
        return pieces(self.comparison, pair)

    @property
    def groups(self) -> list[list[int]]:
        """More than two students that listed pairs connect."""
        return groups(self.pairs)

    @property
    def listed(self) -> int:
        """How many pairs are so unlikely that somebody should look."""
        return sum(pair.listed for pair in self.pairs)


def odds(expected: float | None) -> Text:
    """How often chance makes a pair as alike as this one, in words."""
    if expected is None:
        return Text("cannot be told", "알 수 없음")
    if expected > 0.5:
        return Text("as by chance", "우연 수준")
    classes = 1 / expected
    if classes >= _MOST:
        return Text(f"less than once in {_MOST:,} classes", f"{_MOST:,}개 반에 한 번 미만")
    digits = max(0, math.floor(math.log10(classes)) - 1)
    shown = int(classes / 10**digits) * 10**digits
    return Text(f"once in {shown:,} classes", f"{shown:,}개 반에 한 번")


def summary(listing: Listing) -> Text:
    """One sentence on what was compared, and what came out."""
    comparison = listing.comparison
    chances = comparison.chances
    students, exercises = int(chances.authors.sum()), len(set(comparison.table.exercise.tolist()))
    if not chances.pairs:
        return Text(
            "There is nothing to compare: fewer than two students handed in something of their own.",
            "비교할 것이 없습니다. 스스로 쓴 답을 낸 학생이 두 명이 안 됩니다.",
        )
    everybody = len(comparison.works)
    of = Text("", "") if students == everybody else Text(f" (of {everybody})", f"({everybody}명 가운데)")
    head = Text(
        f"Students with code of their own: {students}{of.en}, exercises: {exercises}, pairs: {chances.pairs:,}. ",
        f"스스로 쓴 코드가 있는 학생 {students}명{of.ko}, 연습 문제 {exercises}개, {chances.pairs:,}쌍을 비교했습니다. ",
    )
    if not chances.told:
        rest = Text(
            f"How unlikely a pair is cannot be told from fewer than {MIN_STUDENTS} students; "
            + ("the most alike are shown, whatever that means here." if listing.pairs else "no two share what counts."),
            f"학생이 {MIN_STUDENTS}명보다 적어 얼마나 드문지 알 수 없습니다. "
            + ("가장 비슷한 쌍을 보일 뿐이며 의미를 두기 어렵습니다." if listing.pairs else "세어 볼 만한 공통점이 있는 쌍이 없습니다."),
        )  # fmt: skip
    else:
        rest = Text(
            f"Pairs as alike as chance makes one no more than once in {listing.once_in:,.0f} such classes: {listing.listed}.",
            f"우연이라면 이런 반 {listing.once_in:,.0f}개에서 많아야 한 번 나올 만큼 비슷한 쌍: {listing.listed}쌍.",
        )
    return Text(head.en + rest.en, head.ko + rest.ko)


CAUTION = Text(
    "This is a reason to look, and no verdict: two may have read the same page, or worked together where that is allowed.",
    "살펴볼 이유일 뿐 판정이 아닙니다. 같은 글을 읽었거나 허용된 범위에서 함께 공부했을 수 있습니다.",
)


def one_line(text: str, most: int = 60) -> str:
    """A text of a student's for one line of a terminal or a table: nothing that a terminal obeys, and not too long."""
    plain = " ".join(_ILLEGAL.sub(" ", text).split())
    return plain if len(plain) <= most else plain[: most - 1] + "…"


def in_short(shared: Sequence[Piece], lang: Lang) -> str:
    """What a pair shares, in a few words."""
    count = Counter(piece.kind for piece in shared)
    kinds = ", ".join(f"{KINDS[kind].to(lang)} {number}" for kind, number in count.most_common(5))
    exercises = list(dict.fromkeys(piece.exercise for piece in shared))
    shown = ", ".join(exercises[:3]) + (f" +{len(exercises) - 3}" if len(exercises) > 3 else "")
    telling = [
        piece for piece in shared if piece.kind in (Kind.COMMENT, Kind.MISTAKE, Kind.STRING, Kind.NAME)
    ]
    example = f"; {KINDS[telling[0].kind].to(lang)} “{one_line(telling[0].texts[0], 40)}”" if telling else ""
    return f"{shown}: {kinds}{example}"


def show_listing(listing: Listing, show: Callable[[Any], None]) -> None:
    """Print the listing.

    Args:
        listing: what to print.
        show: prints sentences and tables.
    """
    lang = current_language()
    show(Rich(summary(listing).to(lang), overflow="fold"))
    if not listing.pairs:
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for title in (tr("student", "학생"), tr("student", "학생"), tr("by chance", "우연이라면")):
        table.add_column(title, overflow="fold")
    table.add_column(tr("both have", "공통점"), overflow="fold", ratio=1)
    for pair in listing.pairs:
        names = [Rich(one_line(listing.names[number])) for number in (pair.first, pair.second)]
        shared = in_short(listing.shared(pair), lang)
        table.add_row(*names, Rich(odds(pair.expected).to(lang)), Rich(shared))
    show(table)
    for group in listing.groups:
        names_of_group = ", ".join(one_line(listing.names[number]) for number in group)
        show(Rich(tr(f"A group: {names_of_group}", f"무리: {names_of_group}"), overflow="fold"))
    show(Rich(CAUTION.to(lang), overflow="fold"))


def as_data(listing: Listing, course: str) -> dict[str, Any]:
    """The listing as plain data, for JSON."""
    comparison = listing.comparison
    lang = current_language()
    return {
        "schema": SCHEMA,
        "course": course,
        "students": int(comparison.chances.authors.sum()),
        "exercises": list(comparison.exercises),
        "compared_pairs": comparison.chances.pairs,
        "calibrated": comparison.chances.told,
        "once_in": listing.once_in,
        "pairs": [_pair_data(listing, pair) for pair in listing.pairs],
        "groups": [[listing.names[number] for number in group] for group in listing.groups],
        "problems": [
            {"student": _called(listing, student), "message": text.to(lang)}
            for student, text in comparison.problems
        ],
    }


def _called(listing: Listing, student: str) -> str:
    for number, work in enumerate(listing.comparison.works):
        if work.student == student:
            return listing.names[number]
    return student


def _pair_data(listing: Listing, pair: Pair) -> dict[str, Any]:
    return {
        "students": [listing.names[pair.first], listing.names[pair.second]],
        "listed": pair.listed,
        "expected_by_chance": None if pair.expected is None else float(f"{pair.expected:.3g}"),
        "evidence_nats": round(pair.evidence, 3),
        "shared": [
            {
                "exercise": piece.exercise,
                "kind": piece.kind.name.lower(),
                "nats": round(piece.weight, 3),
                "have": piece.have,
                "among": piece.among,
                "spans": [list(span) for span in piece.spans],
                "texts": list(piece.texts),
            }
            for piece in listing.shared(pair)
        ],
    }
