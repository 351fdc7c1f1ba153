"""The sections on time: attempts, progress from try to try, who is stuck, who was late, what went wrong."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from dlgrade.classroom.report import plots
from dlgrade.classroom.report.data import AssignmentReport, ClassReport, Lateness, Moment, Stuck, Unit
from dlgrade.classroom.report.markup import Content, Html, join, tag
from dlgrade.classroom.report.sections import beside, figure
from dlgrade.classroom.report.writing import Cell, Head, Writer

_SHOWN = 300  # rows of a list of students; the JSON has them all
_STEPS = 8  # tries that are plotted
_ROWS = 30  # tries that stand in a table; the JSON has them all
_LENGTH: dict[Unit, timedelta] = {
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}
_FORM: dict[Unit, str] = {"hour": "%m-%d %H:%M", "day": "%m-%d", "week": "%m-%d"}


def attempts(write: Writer, report: ClassReport) -> Html:
    """When attempts came in, and what changed from one to the next."""
    if not report.timeline.moments and not report.tries:
        return tag("p", write.say("There is no attempt yet.", "아직 제출이 없습니다."))
    return join(_timeline(write, report), _tries(write, report), _steps(write, report))


def _timeline(write: Writer, report: ClassReport) -> Html | None:
    say, timeline = write.say, report.timeline
    if not timeline.moments:
        return None
    units = {"hour": say("hour", "시간"), "day": say("day", "하루"), "week": say("week", "한 주")}
    title = say(f"Submissions, by the {units[timeline.unit]}", f"{units[timeline.unit]} 단위 제출 수")
    busiest = max(timeline.moments, key=lambda one: one.attempts)
    bars = [plots.Column(_label(one, timeline.unit), one.attempts) for one in timeline.moments]
    plot = plots.columns(
        plots.Caption("timeline", title, say(
            f"From {_day(timeline.moments[0])} to {_day(timeline.moments[-1])}; most submissions, {busiest.attempts}, from "
            f"{_label(busiest, timeline.unit)}.",
            f"{_day(timeline.moments[0])}부터 {_day(timeline.moments[-1])}까지. {_label(busiest, timeline.unit)}부터가 {busiest.attempts}건으로 가장 많습니다.",
        )),
        bars,
        x_label=f"UTC{timeline.zone}",
        y_label=say("submissions", "제출 수"),
        marks=_due(report),
    )  # fmt: skip
    rows: list[list[Content | Cell]] = [
        [one.start[:16].replace("T", " "), Cell(str(one.attempts), one.attempts)]
        for one in timeline.moments
        if one.attempts
    ]
    heads = [Head(say("from", "시작")), Head(say("submissions", "제출"), number=True)]
    table = tag("details", tag("summary", say("The numbers", "수치")), write.table(title, heads, rows))
    return join(tag("h3", title), figure(plot), _about_times(write, report), table)


def _about_times(write: Writer, report: ClassReport) -> Html:
    say, timeline = write.say, report.timeline
    text = say(
        f"{timeline.submitted} by the time at which they were handed in",
        f"{timeline.submitted}건은 제출 시각 기준",
    )
    if timeline.arrived:
        text += say(
            f", {timeline.arrived} by the time at which they were first graded: nobody says when they were handed in",
            f", {timeline.arrived}건은 제출 시각을 알 수 없어 처음 채점한 시각 기준",
        )
    if timeline.outside:
        text += say(
            f"; {timeline.outside} more than a year away are left out: a clock was wrong",
            f". 한 해 넘게 떨어진 {timeline.outside}건은 시계가 틀린 것으로 보고 뺐습니다",
        )
    return tag("p", text, ".", class_="small")


def _label(moment: Moment, unit: Unit) -> str:
    return datetime.fromisoformat(moment.start).strftime(_FORM[unit])


def _day(moment: Moment) -> str:
    return moment.start[:10]


def _due(report: ClassReport) -> list[plots.Mark]:
    moments = report.timeline.moments
    first = datetime.fromisoformat(moments[0].start)
    places = [
        ((datetime.fromisoformat(one.due) - first) / _LENGTH[report.timeline.unit], one.id)
        for one in report.assignments
        if one.due
    ]
    return [plots.Mark(place, id) for place, id in places if 0 <= place <= len(moments)]


def _tries(write: Writer, report: ClassReport) -> Html | None:
    say, tries = write.say, report.tries
    if not tries:
        return None
    title = say("How many tries an exercise takes", "한 문제를 몇 번 만에 통과하나")
    passed = sum(one.passed for one in tries)
    total = passed + sum(one.not_passed for one in tries)
    at_once = sum(one.passed for one in tries if one.number == 1)
    most = max(one.number for one in tries)
    by_number = {one.number: one for one in tries}
    shown = range(1, min(most, 2 * _STEPS) + 1)
    bars = [
        plots.Column(str(n), by_number[n].passed, by_number[n].not_passed) if n in by_number else plots.Column(str(n), 0)
        for n in shown
    ]  # fmt: skip
    plot = plots.columns(
        plots.Caption("tries", title, say(
            f"Of {total} exercises that students tried, {at_once} were passed at the first try, {passed} in the end.",
            f"학생들이 풀어 본 {total}건 가운데 {at_once}건은 첫 시도에, 모두 {passed}건을 통과했습니다.",
        )),
        bars,
        x_label=say("tries", "시도"),
        y_label=say("students × exercises", "학생 × 문제"),
    )  # fmt: skip
    heads = [
        Head(say("tries", "시도"), number=True),
        Head(say("passed", "통과"), number=True),
        Head(say("not passed", "미통과"), number=True),
    ]
    rows: list[list[Content | Cell]] = [
        [str(one.number), str(one.passed), str(one.not_passed)] for one in tries[:_ROWS]
    ]
    legend = tag(
        "p",
        [tag("span", class_="key"), say("passed at this try", "이 시도에 통과"), "\u2003"],
        [tag("span", class_="key other"), say("stopped after it, not passed", "이 시도까지 하고 미통과")],
        ". ",
        say("A try is an answer that differs from the one before.", "앞의 답과 달라야 새 시도로 셉니다."),
        class_="small",
    )
    return join(tag("h3", title), legend, beside(plot, write.table(title, heads, rows)))


def _steps(write: Writer, report: ClassReport) -> Html | None:
    say, steps = write.say, report.steps[:_STEPS]
    if not steps:
        return None
    title = say("From try to try", "시도에서 다음 시도로")
    first = steps[0]
    text = say(
        "Every line compares the same students at the same exercises: their mean share of the points in one try and in the "
        "next. Whoever passes seldom tries again, so later lines begin lower.",
        "선 하나는 같은 학생의 같은 문제에서 한 시도와 그다음 시도의 평균 득점률을 잇습니다. 통과한 학생은 대개 다시 내지 않으므로 뒤의 "
        "선일수록 낮은 곳에서 시작합니다.",
    )
    plot = plots.slopes(
        plots.Caption("steps", title, say(
            f"From the first to the second try the mean share rises from {first.before:.0%} to {first.after:.0%}."
            if first.after >= first.before
            else f"From the first to the second try the mean share falls from {first.before:.0%} to {first.after:.0%}.",
            f"첫 시도에서 둘째 시도로 가며 평균 득점률이 {first.before:.0%}에서 {first.after:.0%}로 바뀝니다.",
        )),
        [plots.Slope(f"{one.number} → {one.number + 1}", one.before, one.after, one.answers) for one in steps],
        say("mean share of the points", "평균 득점률"),
    )  # fmt: skip
    names = [
        say("tries", "시도"),
        say("answers", "답"),
        say("before", "전"),
        say("after", "후"),
        say("better", "오름"),
        say("same", "같음"),
        say("worse", "내림"),
        say("now passed", "새로 통과"),
    ]
    heads = [Head(name, number=i > 0) for i, name in enumerate(names)]
    rows: list[list[Content | Cell]] = [
        [
            f"{one.number} → {one.number + 1}",
            str(one.answers),
            write.share(one.before),
            write.share(one.after),
            *map(str, (one.better, one.same, one.worse, one.passed)),
        ]
        for one in report.steps[:_ROWS]
    ]
    return join(tag("h3", title), tag("p", text), beside(plot, write.table(title, heads, rows)))


# ------------------------------------------------------------------------------------------------------------- stuck


def stuck(write: Writer, report: ClassReport) -> Html:
    """Who makes no progress where."""
    say, after = write.say, report.stuck_after
    text = say(
        f"Stuck is who has tried an exercise at least {after} times without passing it, and whose last {after - 1} tries "
        "brought no more points than those before.",
        f"한 문제를 {after}번 이상 시도했지만 통과하지 못했고, 마지막 {after - 1}번의 시도에서 그전보다 점수가 오르지 않은 학생입니다.",
    )
    hard = sorted((e for e in report.exercises if e.failed_after), key=lambda e: (-e.failed_after, e.id))
    if not hard:
        nobody = say(
            f"Nobody has failed an exercise {after} times.", f"같은 문제를 {after}번 틀린 학생은 없습니다."
        )
        return join(tag("p", nobody), tag("p", text, class_="small"))
    heads = [
        Head(say("exercise", "연습 문제")),
        Head(say(f"not passed after {after} tries", f"{after}번 시도해도 미통과"), number=True),
        Head(say("of them stuck", "그중 막힌 학생"), number=True),
        Head(say("tried it", "풀어 본 학생"), number=True),
    ]
    rows: list[list[Content | Cell]] = [
        [
            join(tag("span", e.id, class_="id"), " ", tag("span", e.title, class_="small")),
            Cell(str(e.failed_after), e.failed_after),
            Cell(str(e.stuck), e.stuck),
            Cell(str(e.tried), e.tried),
        ]
        for e in hard
    ]
    table = write.table(
        say("Exercises on which students are stuck", "학생이 막혀 있는 문제"), heads, rows, "sortable"
    )
    return join(tag("p", text), table, _stuck_students(write, report))


def _stuck_students(write: Writer, report: ClassReport) -> Html | None:
    say = write.say
    if not report.stuck:
        return None
    heads = [
        Head(say("student", "학생")),
        Head(say("exercise", "연습 문제")),
        Head(say("tries", "시도"), number=True),
        Head(say("best", "최고"), number=True),
        Head(say("the latest answer", "가장 최근의 답")),
    ]
    sentences = {(one.exercise, one.id): one.message for one in (*report.mistakes, *report.relations)}
    rows: list[list[Content | Cell]] = [
        [
            write.person(one.who),
            tag("span", one.exercise, class_="id"),
            Cell(str(one.tries), one.tries),
            Cell(write.share(one.share), one.share),
            _latest(write, one, sentences),
        ]
        for one in report.stuck[:_SHOWN]
    ]
    left = len(report.stuck) - _SHOWN
    more = (
        tag("p", say(f"and {left} more (see the JSON)", f"그 밖에 {left}명(JSON 참고)"), class_="small")
        if left > 0
        else None
    )
    return join(write.table(say("Who is stuck", "막혀 있는 학생"), heads, rows, "wide sortable"), more)


def _latest(write: Writer, one: Stuck, sentences: dict[tuple[str, str], str]) -> Content:
    told = [sentences.get((one.exercise, id), "") for id in one.mistakes]
    told = [sentence for sentence in told if sentence]
    if one.error:
        return join(write.say("cannot be loaded: ", "불러올 수 없음: "), tag("code", one.error))
    if told:
        return write.prose(" ".join(told))
    if one.tests:
        return join(write.say("fails: ", "실패: "), write.prose("; ".join(one.tests)))
    return write.say("fails", "실패")


# ---------------------------------------------------------------------------------------------------------- troubles


def troubles(write: Writer, report: ClassReport) -> Html:
    """Files that cannot be loaded, submissions that cannot be read, and where the grader failed."""
    parts = [_failures(write, report), _load_errors(write, report), _unread(write, report)]
    if any(parts):
        return join(parts)
    fine = write.say(
        "Every file could be read and loaded, and the grader did not fail.",
        "모든 파일을 읽고 불러왔으며 채점기도 실패하지 않았습니다.",
    )
    return tag("p", fine)


def _failures(write: Writer, report: ClassReport) -> Html | None:
    say = write.say
    if not report.failures:
        return None
    heads = [
        Head(say("exercise", "연습 문제")),
        Head(say("test", "테스트")),
        Head(say("what happened", "무슨 일")),
        Head(say("answers", "답"), number=True),
        Head(say("students", "학생")),
    ]
    rows: list[list[Content | Cell]] = [
        [
            tag("span", one.exercise, class_="id"),
            tag("code", one.test) if one.test else say("all", "전체"),
            join(tag("code", one.type) if one.type else None, " ", one.message),
            Cell(str(one.answers), one.answers),
            join([", " if i else None, write.person(who)] for i, who in enumerate(one.students[:10])),
        ]
        for one in report.failures[:_SHOWN]
    ]
    text = say(
        "This is our fault, not the students': these answers are not counted above. Grade again; if it comes back, the "
        "exercise or this machine needs a look (`dlgrade validate`, `dlgrade doctor`).",
        "학생이 아니라 채점기의 잘못이며, 위의 수치에 넣지 않았습니다. 다시 채점하세요. 또 나타나면 문제나 이 컴퓨터를 "
        "살펴보세요(`dlgrade validate`, `dlgrade doctor`).",
    )
    caption = say("Failures of the grader", "채점기의 실패")
    return join(
        tag("h3", caption, class_="bad"),
        tag("p", write.prose(text)),
        write.table(caption, heads, rows, "wide"),
    )


def _load_errors(write: Writer, report: ClassReport) -> Html | None:
    say = write.say
    if not report.load_errors:
        return None
    heads = [
        Head(say("exercise", "연습 문제")),
        Head(say("error", "오류")),
        Head(say("students", "학생"), number=True),
        Head(say("still", "아직"), number=True),
    ]
    rows: list[list[Content | Cell]] = [
        [
            tag("span", one.exercise, class_="id"),
            join(tag("code", one.type), " ", tag("span", write.prose(one.message), class_="small")),
            Cell(str(one.students), one.students),
            Cell(str(one.still), one.still),
        ]
        for one in report.load_errors[:_SHOWN]
    ]
    caption = say("Files that cannot be loaded", "불러올 수 없는 파일")
    text = say(
        "Nothing in such a file can be tested: it earns no points however right the rest is.",
        "이런 파일은 아무것도 테스트할 수 없어서, 나머지가 아무리 맞아도 점수가 없습니다.",
    )
    return join(tag("h3", caption), tag("p", text), write.table(caption, heads, rows, "wide sortable"))


def _unread(write: Writer, report: ClassReport) -> Html | None:
    say = write.say
    if not report.overview.unread:
        return None
    heads = [Head(say("student", "학생")), Head(say("what is wrong", "문제"))]
    rows: list[list[Content | Cell]] = [
        [write.person(one.who), one.problem] for one in report.overview.unread[:_SHOWN]
    ]
    caption = say("What could not be read in the latest submission", "가장 최근 제출물에서 읽지 못한 것")
    return join(tag("h3", caption), write.table(caption, heads, rows, "wide"))


# -------------------------------------------------------------------------------------------------------------- late


def late(write: Writer, report: ClassReport) -> Html:
    """Late submissions, by assignment."""
    found = [(one, one.lateness) for one in report.assignments if one.lateness is not None]
    if not found:
        return tag("p", write.say("Nothing has a due time.", "마감 시각이 있는 과제가 없습니다."))
    return join(_late(write, assignment, lateness) for assignment, lateness in found)


def _late(write: Writer, assignment: AssignmentReport, lateness: Lateness) -> Html:
    say = write.say
    facts: list[tuple[str, Content]] = [
        (say("in time", "제때"), str(lateness.in_time)),
        (say("late", "늦음"), str(lateness.late)),
        (say("time unknown", "시각 모름"), str(lateness.unknown)),
        (say("points lost by it", "감점 합계"), write.points(lateness.penalty)),
    ]
    parts: list[Html] = [tag("h3", assignment.title), write.facts(facts, "facts row")]
    if lateness.late:
        heads = [Head(say("late by", "늦은 정도")), Head(say("students", "학생"), number=True)]
        limits = [one.up_to for one in lateness.intervals]
        rows: list[list[Content | Cell]] = [
            [_interval(write, one.up_to, limits), str(one.students)]
            for one in lateness.intervals
            if one.students
        ]
        parts.append(write.table(say("How late", "얼마나 늦었나"), heads, rows))
    if lateness.students:
        heads = [
            Head(say("student", "학생")),
            Head(say("late by", "늦은 정도"), number=True),
            Head(say("points lost", "감점"), number=True),
        ]
        rows = [
            [
                write.person(one.who),
                Cell(write.lateness(one.seconds), one.seconds),
                Cell(write.points(one.penalty), one.penalty),
            ]
            for one in lateness.students[:_SHOWN]
        ]
        title = say("Who was late", "늦은 학생")
        parts.append(tag("details", tag("summary", title), write.table(title, heads, rows, "sortable")))
    return join(parts)


def _interval(write: Writer, up_to: float | None, limits: Sequence[float | None]) -> str:
    if up_to is None:
        longest = write.lateness(max(limit for limit in limits if limit is not None))
        return write.say(f"more than {longest}", f"{longest} 넘게")
    return write.say(f"up to {write.lateness(up_to)}", f"{write.lateness(up_to)} 이내")
