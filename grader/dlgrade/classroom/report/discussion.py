"""The section on what the class gets wrong: which lesson to give."""

from __future__ import annotations

from collections.abc import Sequence

from dlgrade.classroom.report import plots
from dlgrade.classroom.report.data import ClassReport, MistakeReport, Section
from dlgrade.classroom.report.markup import Content, Html, join, tag
from dlgrade.classroom.report.sections import few, hidden
from dlgrade.classroom.report.writing import Cell, Head, Writer

_FIRST = 5  # mistakes to discuss first
_TESTS = 4  # tests that are named for a mistake
_OPEN = 6  # mistakes of an exercise that stand open; rarer ones are folded away


def discussion(write: Writer, report: ClassReport) -> Html:
    """The known mistakes, by exercise, the most frequent first; then other signs; then what nobody has a name for."""
    say = write.say
    parts: list[Html | None] = []
    if report.mistakes:
        parts += [_first(write, report.mistakes), tag("h3", say("By exercise", "문제별로")), _legend(write)]
        parts += [_lesson(write, exercise, made) for exercise, made in _by_exercise(report.mistakes)]
    else:
        parts.append(tag("p", say("No known mistake has been found.", "알려진 실수는 나오지 않았습니다.")))
    parts += [_relations(write, report), _unexplained(write, report)]
    return join(parts)


def _by_exercise(mistakes: Sequence[MistakeReport]) -> list[tuple[str, list[MistakeReport]]]:
    """The mistakes of each exercise; first the exercise with the mistake that most students made."""
    found: dict[str, list[MistakeReport]] = {}
    for mistake in mistakes:
        found.setdefault(mistake.exercise, []).append(mistake)
    return list(found.items())


def _first(write: Writer, mistakes: Sequence[MistakeReport]) -> Html:
    say = write.say
    items = []
    for one in mistakes[:_FIRST]:
        count = say(
            f"{one.students} of {write.students(one.tried)} who tried it; {one.still} still do",
            f"풀어 본 학생 {one.tried}명 가운데 {one.students}명, 아직도 {one.still}명",
        )
        place = join(tag("a", one.title, href=f"#of-{one.exercise}"), " · ", count)
        items.append(tag("li", tag("div", tag("p", _sentence(write, one)), tag("p", place, class_="small"))))
    heading = tag("h3", say("To discuss first", "먼저 다룰 것"))
    return join(heading, tag("ol", items, class_="first"))


def _legend(write: Writer) -> Html:
    say = write.say
    still = join(tag("span", class_="key other"), say("still in the latest answer", "최근 답에도 남아 있음"))
    past = join(tag("span", class_="key past"), say("made once, put right since", "한 번은 했지만 고침"))
    return tag("p", still, "\u2003", past, class_="small")


def _lesson(write: Writer, exercise: str, made: Sequence[MistakeReport]) -> Html:
    first = made[0]
    head = tag("h3", first.title, " ", tag("span", exercise, class_="id small"), id=f"of-{exercise}")
    where = (
        join(write.say("To go through again: ", "다시 볼 곳: "), _sections(first.notes))
        if first.notes
        else None
    )
    tried = write.say(f"{write.students(first.tried)} tried it", f"풀어 본 학생 {first.tried}명")
    line = tag("p", tried, [". ", where] if where else None, few(write, first.tried), class_="small")
    shown, rarer = made[:_OPEN], made[_OPEN:]
    folded = None
    if rarer:
        title = write.say(f"{len(rarer)} rarer mistakes", f"더 드문 실수 {len(rarer)}개")
        folded = tag("details", tag("summary", title), [_mistake(write, one) for one in rarer])
    return tag("section", head, line, [_mistake(write, one) for one in shown], folded, class_="lesson")


def _sections(notes: Sequence[Section]) -> Html:
    named = [tag("span", f"{note.title} {note.section}".strip(), lang="ko") for note in notes]
    return join([", " if i else None, name] for i, name in enumerate(named))


def _sentence(write: Writer, mistake: MistakeReport) -> Html:
    if mistake.message:
        return write.prose(mistake.message)
    withheld = write.say(
        "(the sentence is withheld: it may quote a program)",
        "(문장은 뺐습니다: 학생의 프로그램을 인용할 수 있습니다)",
    )
    return join(tag("code", mistake.id), " ", tag("span", withheld, class_="small"))


def _mistake(write: Writer, one: MistakeReport) -> Html:
    say = write.say
    count = say(
        f"{write.students(one.students)} ({100 * one.share:.0f} %), {one.still} still",
        f"{write.students(one.students)} ({100 * one.share:.0f} %), 아직도 {one.still}명",
    )
    bar = plots.share_bar(one.share, one.still / one.tried, count)
    where = join(say("in ", ""), tag("code", one.function))
    return tag(
        "div",
        tag("h4", _sentence(write, one)),
        tag("p", bar, tag("span", count), tag("span", where, class_="small"), class_="count"),
        _failing(write, one),
        class_="mistake",
    )


def _failing(write: Writer, one: MistakeReport) -> Html | None:
    """The tests that tell: those that fail in at least half of the answers with the mistake."""
    telling = [test for test in one.tests if 2 * test.failed >= test.answers]
    if not telling:
        return None
    items = [
        tag("li", write.prose(test.title), " ", hidden(write, test.hidden), " ", write.say(
            f"fails in {test.failed} of {write.answers(test.answers)}", f"이런 답 {test.answers}개 중 {test.failed}개가 실패"
        ))
        for test in telling[:_TESTS]
    ]  # fmt: skip
    more = len(telling) - _TESTS
    if more > 0:
        items.append(tag("li", write.say(f"and {more} more", f"그 밖에 {more}개")))
    return tag("ul", items)


def _relations(write: Writer, report: ClassReport) -> Html | None:
    say = write.say
    if not report.relations and not report.relations_withheld:
        return None
    text = say(
        "Nobody has listed these mistakes; the grader saw what is wrong with the numbers or with the program. One that "
        "comes up often deserves an entry in the exercise's mistakes.py. Numbers and names are those of one answer.",
        "아직 목록에 없는 실수로, 채점기가 수치나 프로그램의 어디가 어긋나는지 알아낸 것입니다. 자주 나오면 그 문제의 mistakes.py에 "
        "올릴 만합니다. 문장 속의 수와 이름은 답 하나에서 가져온 예입니다.",
    )
    parts = [tag("h3", say("Other signs", "그 밖의 신호")), tag("p", text)]
    if report.relations:
        parts.append(_table_of_relations(write, report.relations))
    if report.relations_withheld:
        parts.append(tag("p", say(
            f"{report.relations_withheld} that only one student has are not shown.",
            f"한 학생에게서만 나온 {report.relations_withheld}개는 보이지 않습니다.",
        ), class_="small"))  # fmt: skip
    return join(parts)


def _table_of_relations(write: Writer, relations: Sequence[MistakeReport]) -> Html:
    say = write.say
    heads = [
        Head(say("exercise", "연습 문제")),
        Head(say("what students were told", "학생이 받은 말")),
        Head(say("students", "학생"), number=True),
        Head(say("share", "비율"), number=True),
        Head(say("still", "아직"), number=True),
    ]
    rows: list[list[Content | Cell]] = [
        [
            join(tag("span", one.exercise, class_="id"), tag("br"), tag("code", one.function)),
            _sentence(write, one),
            Cell(str(one.students), one.students),
            Cell([write.share(one.share), " ", write.behind(one.tried)], one.share),
            Cell(str(one.still), one.still),
        ]
        for one in relations
    ]
    return write.table(
        say("Other signs, the most frequent first", "그 밖의 신호(많은 것부터)"), heads, rows, "wide sortable"
    )


def _unexplained(write: Writer, report: ClassReport) -> Html | None:
    say = write.say
    found = sorted(
        (one for one in report.exercises if one.unexplained), key=lambda one: (-one.unexplained, one.id)
    )
    if not found:
        return None
    heads = [
        Head(say("exercise", "연습 문제")),
        Head(say("students", "학생"), number=True),
        Head(say("of", "풀어 본 학생"), number=True),
    ]
    rows: list[list[Content | Cell]] = [
        [
            tag("span", one.id, class_="id"),
            Cell(str(one.unexplained), one.unexplained),
            Cell(str(one.tried), one.tried),
        ]
        for one in found
    ]
    return join(
        tag("h3", say("Wrong, and nobody knows why", "틀렸지만 까닭을 모르는 답")),
        tag("p", say(
            "The latest answer of these students fails, and no mistake could be named. Read some of them: a new kind of "
            "mistake may be among them.",
            "가장 최근의 답이 실패했지만 실수의 이름을 찾지 못한 학생 수입니다. 몇 개를 직접 읽어 보세요. 새로운 종류의 실수가 있을지도 모릅니다.",
        )),
        write.table(say("Unexplained answers", "설명하지 못한 답"), heads, rows, "sortable"),
    )  # fmt: skip
