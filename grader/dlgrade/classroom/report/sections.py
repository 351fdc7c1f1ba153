"""The sections of the page on the class, its points, its exercises and their tests."""

from __future__ import annotations

from collections.abc import Sequence

from dlgrade.classroom.report import plots
from dlgrade.classroom.report.data import AssignmentReport, ClassReport, ExerciseReport, OddTest
from dlgrade.classroom.report.markup import Content, Html, join, tag
from dlgrade.classroom.report.statistics import FEW
from dlgrade.classroom.report.writing import Cell, Head, Writer


def overview(write: Writer, report: ClassReport) -> Html:
    """How many students, how many submissions, and what to know before reading on."""
    say, over = write.say, report.overview
    facts: list[tuple[str, Content]] = [
        (say("students", "학생"), str(over.students)),
        (say("handed in", "제출"), str(over.handed_in)),
        (say("nothing handed in", "미제출"), str(over.missing)),
        (say("unreadable", "읽을 수 없음"), str(over.unreadable)),
        (say("submissions", "제출 횟수"), str(over.attempts)),
        (say("different answers", "서로 다른 답"), str(over.answers)),
        (
            say("mean of the points", "평균 점수"),
            [write.share(over.mean.value), " ", write.behind(over.mean.n)],
        ),
        (
            say("median of the points", "점수의 중앙값"),
            [write.share(over.median.value), " ", write.behind(over.median.n)],
        ),
    ]
    return join(write.facts(facts), _notices(write, report))


def _notices(write: Writer, report: ClassReport) -> list[Html]:
    say, over = write.say, report.overview
    notices: list[tuple[str, Content]] = []
    if not over.handed_in:
        notices.append(
            ("notice", say("Nobody has handed in an answer yet.", "아직 아무도 답을 제출하지 않았습니다."))
        )
    elif over.handed_in < FEW:
        notices.append(("notice", say(
            f"Fewer than {FEW} students have handed in: shares and correlations would come out quite differently in "
            "another class of this size.",
            f"제출한 학생이 {FEW}명보다 적습니다. 비율과 상관은 학생 수가 같은 다른 수업에서는 꽤 다르게 나올 수 있습니다.",
        )))  # fmt: skip
    if report.failures:
        link = tag(
            "a",
            say("The grader itself failed in some answers.", "채점기 자체가 실패한 답이 있습니다."),
            href="#troubles",
        )
        notices.append(("notice bad", [link, " ", say(
            "They do not count here. Grade again.", "여기에는 세지 않았습니다. 다시 채점하세요."
        )]))  # fmt: skip
    if over.waiting:
        notices.append(("notice", say(
            f"{over.waiting} results of a regrade wait to be accepted. All figures are those of the earlier results.",
            f"다시 채점한 결과 {over.waiting}개가 승인을 기다립니다. 모든 수치는 이전 결과에서 나왔습니다.",
        )))  # fmt: skip
    return [tag("p", text, class_=kind) for kind, text in notices]


# ------------------------------------------------------------------------------------------------------------ points


def points(write: Writer, report: ClassReport) -> Html:
    """The assignments and their distributions."""
    return join(_assignment(write, f"points-{i}", one) for i, one in enumerate(report.assignments))


def _assignment(write: Writer, name: str, assignment: AssignmentReport) -> Html:
    say = write.say
    heading = tag("h3", assignment.title)
    due = (
        tag("p", say("due ", "마감 "), write.moment(assignment.due), class_="small")
        if assignment.due
        else None
    )
    counts: list[tuple[str, Content]] = [
        (say("with points", "점수 있음"), str(assignment.graded)),
        (say("missing", "미제출"), str(assignment.missing)),
        (say("unreadable", "읽을 수 없음"), str(assignment.unreadable)),
        (say("excused", "면제"), str(assignment.excused)),
    ]
    if not assignment.graded:
        return join(heading, due, write.facts(counts, "facts row"))
    best = write.points(assignment.max_points)
    facts: list[tuple[str, Content]] = [
        (say("mean", "평균"), [write.points(assignment.mean.value), " / ", best]),
        (say("median", "중앙값"), [write.points(assignment.median.value), " / ", best]),
        (say("standard deviation", "표준편차"), write.points(assignment.deviation.value)),
        (
            say("lowest to highest", "최저–최고"),
            [write.points(assignment.lowest), "–", write.points(assignment.highest)],
        ),
        *counts,
    ]
    return join(heading, due, write.facts(facts, "facts row"), _histogram(write, name, assignment))


def _histogram(write: Writer, name: str, assignment: AssignmentReport) -> Html:
    say, bins = write.say, assignment.histogram
    if not assignment.max_points:
        return tag("p", say("Nothing in it is worth points.", "배점이 있는 문제가 없습니다."))
    most = max(bins, key=lambda one: one.students)
    title = say(f"{assignment.title}: distribution of the points", f"{assignment.title}: 점수 분포")
    description = say(
        f"{write.students(assignment.graded)}; most of them, {most.students}, have {_range(most.low, most.high)} of the points.",
        f"{write.students(assignment.graded)}. 가장 많은 {most.students}명이 배점의 {_range(most.low, most.high)}를 얻었습니다.",
    )
    borders = [f"{100 * one.low:.0f}" for one in bins] + [
        f"{100 * (bins[-1].high or 0):.0f}" if bins[-1].high else "…"
    ]
    plot = plots.columns(
        plots.Caption(name, title, description),
        [plots.Column("", one.students) for one in bins],
        x_label=say(f"points in % of {assignment.max_points:g}", f"점수({assignment.max_points:g}점의 %)"),
        y_label=say("students", "학생 수"),
        between=borders,
    )
    rows: list[list[Content | Cell]] = [
        [_range(one.low, one.high), Cell(str(one.students), one.students)] for one in bins
    ]
    heads = [Head(say("points", "점수")), Head(say("students", "학생"), number=True)]
    return beside(plot, write.table(title, heads, rows))


def _range(low: float, high: float | None) -> str:
    return f"> {100 * low:.0f} %" if high is None else f"{100 * low:.0f}–{100 * high:.0f} %"


def beside(plot: Html, table: Html) -> Html:
    """A plot with its table."""
    return tag("div", figure(plot), table, class_="beside")


def figure(plot: Html) -> Html:
    """A plot; wider than a phone it scrolls, also by keys."""
    return tag("figure", plot, class_="figure", tabindex=0)


# --------------------------------------------------------------------------------------------------------- exercises


def exercises(write: Writer, report: ClassReport) -> Html:
    """The exercises by difficulty and discrimination."""
    say = write.say
    found = [exercise for exercise in report.exercises if exercise.answered]
    found.sort(key=lambda one: (one.share.value or 0.0, one.passed.value or 0.0))
    if not found:
        return tag("p", say("There is no answer yet.", "아직 답이 없습니다."))
    intro = say(
        "The hardest first. The bar is the mean share of the points, the ring the share of answers that passed. On the right: "
        "how an exercise goes with all others. Near 1, whoever is strong elsewhere is strong here; near 0, it tells nothing "
        "about a student; below 0, those who are strong elsewhere fail here, and the text or a test deserves a look.",
        "가장 어려운 문제부터입니다. 막대는 평균 득점률, 고리는 통과한 답의 비율입니다. 오른쪽은 그 문제가 다른 문제들과 얼마나 함께 "
        "움직이는지를 보여 줍니다. 1에 가까우면 다른 문제를 잘 푼 학생이 이 문제도 잘 풀고, 0에 가까우면 학생의 실력을 가려 주지 못하며, "
        "0보다 작으면 다른 문제를 잘 푼 학생이 오히려 이 문제를 틀립니다. 그런 문제는 설명이나 테스트를 살펴볼 필요가 있습니다.",
    )
    few = say(
        f"Pale signs and “few” mark figures with fewer than {FEW} answers behind them.",
        f"흐린 표시와 “답 적음”은 {FEW}개보다 적은 답에서 나온 수치입니다.",
    )
    untouched = [exercise for exercise in report.exercises if not exercise.answered]
    names = ", ".join(exercise.id for exercise in untouched)
    rest = (
        tag("p", say("Without an answer: ", "답이 없는 문제: "), names, class_="small") if untouched else None
    )
    return join(
        tag("p", intro),
        tag("p", few, class_="small"),
        _plot(write, found),
        _table(write, report, found),
        rest,
    )


def _plot(write: Writer, found: Sequence[ExerciseReport]) -> Html:
    say = write.say
    hardest, easiest = found[0], found[-1]
    caption = plots.Caption(
        "exercises",
        say("Exercises by difficulty and discrimination", "연습 문제의 난이도와 변별도"),
        say(
            f"{len(found)} exercises; the hardest is {hardest.id}, the easiest {easiest.id}. The table below has all numbers.",
            f"연습 문제 {len(found)}개. 가장 어려운 것은 {hardest.id}, 가장 쉬운 것은 {easiest.id}. 모든 수치는 아래 표에 있습니다.",
        ),
    )
    rows = [
        plots.Row(
            one.id, one.share.value, one.passed.value, one.item_rest.value, one.upper_lower.value, one.few
        )
        for one in found
    ]
    heads = (say("difficulty", "난이도"), say("discrimination", "변별도"))
    keys = (
        say("mean share of the points", "평균 득점률"),
        say("passed", "통과"),
        say("corrected item–total correlation", "수정된 문항–총점 상관"),
        say("upper–lower 27 %", "상위·하위 27 % 차이"),
    )
    return figure(plots.rows(caption, rows, heads, keys))


def _table(write: Writer, report: ClassReport, found: Sequence[ExerciseReport]) -> Html:
    say, after = write.say, report.stuck_after
    heads = [
        Head(say("exercise", "연습 문제")),
        Head(say("answers", "답"), number=True),
        Head(say("mean share", "평균 득점률"), number=True),
        Head(say("passed", "통과"), number=True),
        Head(say("item–total", "문항–총점"), number=True),
        Head(say("upper–lower", "상위–하위"), number=True),
        Head(say("tries to pass", "통과까지"), number=True),
        Head(say(f"not after {after}", f"{after}회에도 미통과"), number=True),
        Head(say("remarks", "비고")),
    ]
    rows = [_row(write, one) for one in found]
    caption = say("Exercises, the hardest first", "연습 문제(어려운 것부터)")
    return write.table(caption, heads, rows, "wide sortable")


def _row(write: Writer, one: ExerciseReport) -> list[Content | Cell]:
    def coefficient(value: float | None) -> Content:
        shown = write.coefficient(value)
        return tag("strong", shown, class_="bad") if value is not None and value < 0 else shown

    tries = write.points(one.tries_to_pass.value) if one.tries_to_pass.n else "–"
    return [
        Cell([tag("span", one.id, class_="id"), tag("br"), tag("span", one.title, class_="small")], one.id),
        Cell(str(one.answered), one.answered),
        Cell(write.share(one.share.value), one.share.value),
        Cell(write.share(one.passed.value), one.passed.value),
        Cell(coefficient(one.item_rest.value), one.item_rest.value),
        Cell(coefficient(one.upper_lower.value), one.upper_lower.value),
        Cell([tries, " ", write.behind(one.tries_to_pass.n)], one.tries_to_pass.value),
        Cell(str(one.failed_after), one.failed_after),
        _remarks(write, one),
    ]


def _remarks(write: Writer, one: ExerciseReport) -> Html:
    say = write.say
    remarks = []
    if one.few:
        remarks.append(tag("span", say("few", "답 적음"), class_="few"))
    if one.untouched:
        remarks.append(join(say(f"{one.untouched} left as given", f"손대지 않음 {one.untouched}")))
    if one.left_out:
        remarks.append(join(say(f"{one.left_out} left out", f"이 문제만 미제출 {one.left_out}")))
    return join(join(", " if i else None, remark) for i, remark in enumerate(remarks))


# ------------------------------------------------------------------------------------------------------------- tests


def tests(write: Writer, report: ClassReport) -> Html:
    """Tests that tell nothing about who can do what."""
    say = write.say
    nobody, everybody = report.nobody_passes, report.everybody_passes
    parts: list[Html] = []
    if nobody:
        text = say(
            "Nobody passes these. Either nobody can do it yet, or the test or the text is wrong: try it with an answer of "
            "your own.",
            "아무도 통과하지 못하는 테스트입니다. 아직 아무도 할 줄 모르거나, 테스트나 설명이 잘못된 것입니다. 직접 답을 써서 확인해 보세요.",
        )
        parts += [
            tag("p", text),
            _odd(write, say("Tests that nobody passes", "아무도 통과하지 못하는 테스트"), nobody),
        ]
    else:
        parts.append(tag("p", say(
            "Every test is passed by somebody.", "모든 테스트를 누군가는 통과했습니다."
        ) if everybody else say("No test has been run yet.", "아직 실행한 테스트가 없습니다.")))  # fmt: skip
    if everybody:
        title = say(
            f"{len(everybody)} tests that everybody passes", f"모두가 통과하는 테스트 {len(everybody)}개"
        )
        table = _odd(write, say("Tests that everybody passes", "모두가 통과하는 테스트"), everybody)
        parts.append(tag("details", tag("summary", title), table))
    return join(parts)


def _odd(write: Writer, caption: str, found: Sequence[OddTest]) -> Html:
    say = write.say
    heads = [
        Head(say("exercise", "연습 문제")),
        Head(say("test", "테스트")),
        Head(say("kind", "종류")),
        Head(say("answers", "답"), number=True),
    ]
    rows: list[list[Content | Cell]] = [
        [
            tag("span", one.exercise, class_="id"),
            write.prose(one.title),
            hidden(write, one.hidden),
            Cell([str(one.answers), few(write, one.answers)], one.answers),
        ]
        for one in found
    ]
    return write.table(caption, heads, rows, "wide sortable")


def hidden(write: Writer, is_hidden: bool) -> Html:
    """Whether students can see a test."""
    return tag(
        "span", write.say("hidden", "비공개") if is_hidden else write.say("public", "공개"), class_="tag"
    )


def few(write: Writer, n: int) -> Html | None:
    """A warning of few answers."""
    return tag("span", " ", write.say("few", "답 적음"), class_="few") if n < FEW else None
