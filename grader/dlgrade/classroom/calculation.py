"""How a grade came about, in one line."""

from __future__ import annotations

from datetime import timedelta

from dlgrade.classroom.grades import Grade
from dlgrade.i18n import Lang, Text
from dlgrade.views.details import number


def calculation(grade: Grade, lang: Lang) -> str:
    """A grade as ``8 of 10 = 9 − 1 (2 days late)``; why there is none where there is none."""
    if grade.status == "excused":
        return _with_reasons(Text("excused", "면제").to(lang), grade)
    if grade.points is None:
        return NO_GRADE.get(grade.status, _WAITING).to(lang)
    steps = [number(grade.raw)]
    if grade.penalty:
        late = lateness(grade.late, lang) if grade.late else ""
        steps.append(f"− {number(grade.penalty)}" + (f" ({late})" if late else ""))
    if grade.adjustment:
        steps.append(
            ("− " if grade.adjustment < 0 else "+ ") + _with_reasons(number(abs(grade.adjustment)), grade)
        )
    total = (
        Text("{a} of {b}", "{b}점 만점에 {a}점")
        .fill(a=number(grade.points), b=number(grade.max_points))
        .to(lang)
    )
    if len(steps) == 1:
        return total
    below = grade.raw - grade.penalty + grade.adjustment < 0
    return f"{total} = {' '.join(steps)}{_NOT_BELOW.to(lang) if below else ''}"


_NOT_BELOW = Text(", but not below 0", ", 0점 아래로는 내려가지 않음")
_WAITING = Text("no grade yet", "아직 성적 없음")
NO_GRADE = {
    "missing": Text("nothing was handed in", "제출하지 않음"),
    "unreadable": Text("what was handed in cannot be read", "제출물을 읽을 수 없음"),
}


def _with_reasons(text: str, grade: Grade) -> str:
    return f"{text} ({'; '.join(grade.reasons)})" if grade.reasons else text


def lateness(late: timedelta, lang: Lang) -> str:
    """How late, in the two largest units; empty where it was in time."""
    minutes = -(-late // timedelta(minutes=1))
    days, minutes = divmod(minutes, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    names = (
        (days, Text("day", "일")),
        (hours, Text("hour", "시간")),
        (minutes, Text("minute", "분")),
    )
    parts = [
        f"{count}{name.ko}" if lang == "ko" else f"{count} {name.en}{'s' * (count != 1)}"
        for count, name in names
        if count
    ][:2]
    return Text(" ".join(parts) + " late", " ".join(parts) + " 늦음").to(lang) if parts else ""
