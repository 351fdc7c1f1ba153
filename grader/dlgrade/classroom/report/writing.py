"""Numbers, dates, people and tables, as the page writes them in its language."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dlgrade.classroom.report.data import Figure, Person
from dlgrade.classroom.report.markup import Content, Html, join, prose, tag
from dlgrade.i18n import Lang


@dataclass(frozen=True)
class Head:
    """The head of a column; whether there are numbers below it."""

    text: str
    number: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell that is sorted by something else than its text; by nothing, at the end, where that is None."""

    content: Content
    key: float | str | None


@dataclass(frozen=True)
class Writer:
    """Writes in one language."""

    lang: Lang

    def say(self, en: str, ko: str) -> str:
        """The one of two equal texts that is in the page's language."""
        return ko if self.lang == "ko" else en

    def share(self, value: float | None) -> Content:
        """A share in percent."""
        return self._undefined() if value is None else f"{100 * value:.0f} %"

    def prose(self, sentence: str) -> Html:
        """A sentence with `code`; where it is not in the page's language, it says so to a screen reader."""
        korean = any("가" <= letter <= "힣" for letter in sentence)
        other = "ko" if korean else "en"
        foreign = sentence and other != self.lang
        return tag("span", prose(sentence), lang=other) if foreign else prose(sentence)

    def points(self, value: float | None) -> Content:
        """Points, with one decimal where there is one."""
        return self._undefined() if value is None else f"{value:.1f}".removesuffix(".0")

    def coefficient(self, value: float | None) -> Content:
        """A number from −1 to 1."""
        return self._undefined() if value is None else f"{value:.2f}".replace("-", "−")

    def _undefined(self) -> Html:
        return tag("span", self.say("not defined", "정의되지 않음"), class_="undefined")

    def behind(self, n: int) -> Html:
        """The number behind a figure."""
        return tag("span", f"n = {n}", class_="small")

    def figure(self, figure: Figure, shown: Content) -> Cell:
        """A cell with a figure and the number behind it."""
        return Cell([shown, " ", self.behind(figure.n)], figure.value)

    def students(self, n: int) -> str:
        """A number of students."""
        return self.say(f"{n} student" + "s" * (n != 1), f"학생 {n}명")

    def answers(self, n: int) -> str:
        """A number of answers."""
        return self.say(f"{n} answer" + "s" * (n != 1), f"답 {n}개")

    def person(self, who: Person) -> Html:
        """A student: the name and the id, or the pseudonym."""
        id = tag("span", who.student, class_="id")
        return join(who.name, " ", id) if who.name else id

    def moment(self, iso: str) -> str:
        """A moment, to the minute, with its offset from UTC."""
        moment = datetime.fromisoformat(iso)
        offset = moment.strftime("%z")
        zone = (
            "UTC"
            if moment.utcoffset() in (None,) or not moment.utcoffset()
            else f"UTC{offset[:3]}:{offset[3:5]}"
        )
        return f"{moment:%Y-%m-%d %H:%M} ({zone})"

    def lateness(self, seconds: float) -> str:
        """How late, in the unit that suits it; parts of a unit count as one."""
        for size, en, ko in ((86400, "day", "일"), (3600, "hour", "시간"), (60, "minute", "분")):
            if seconds >= 2 * size or seconds == size or size == 60:
                n = math.ceil(seconds / size)
                return self.say(f"{n} {en}" + "s" * (n != 1), f"{n}{ko}")
        raise AssertionError("the last unit takes everything")

    def facts(self, pairs: Sequence[tuple[str, Content]], kind: str = "facts") -> Html:
        """Numbers in boxes, each with what it is."""
        boxes = [tag("div", tag("dt", name), tag("dd", value)) for name, value in pairs]
        return tag("dl", boxes, class_=kind)

    def table(
        self,
        caption: str,
        heads: Sequence[Head],
        rows: Sequence[Sequence[Content | Cell]],
        kind: str = "",
    ) -> Html:
        """A table; the first cell of a row is its head.

        Args:
            caption: what it shows.
            heads: of the columns.
            rows: their cells.
            kind: classes; with ``sortable`` a reader with scripts can sort it.
        """
        head = [tag("th", h.text, scope="col", class_="number" if h.number else None) for h in heads]
        body = [
            tag(
                "tr",
                [_cell(h, cell, first=i == 0) for i, (h, cell) in enumerate(zip(heads, row, strict=True))],
            )
            for row in rows
        ]
        table = tag(
            "table",
            tag("caption", caption),
            tag("thead", tag("tr", head)),
            tag("tbody", body),
            class_=kind or None,
        )
        return tag("div", table, class_="table", role="region", aria_label=caption, tabindex=0)


def _cell(head: Head, cell: Content | Cell, *, first: bool) -> Html:
    content, key = (cell.content, cell.key) if isinstance(cell, Cell) else (cell, False)
    return tag(
        "th" if first else "td",
        content,
        scope="row" if first else None,
        class_="number" if head.number else None,
        data_sort=None if key is False else "" if key is None else str(key),
    )
