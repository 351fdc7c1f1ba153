"""The class report: every figure against one worked out by hand, and nothing that tells who is who where it must not."""

from __future__ import annotations

import base64
import gc
import hashlib
import itertools
import json
import re
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import jsonschema
import pytest
from graded_class import GradedFolder, graded, of_test

from dlgrade.classroom.gradebook import Attempt
from dlgrade.classroom.graded import open_class
from dlgrade.classroom.intake.roster import Student
from dlgrade.classroom.report import statistics
from dlgrade.classroom.report.collect import class_report
from dlgrade.classroom.report.markup import Html, join, prose, tag
from dlgrade.classroom.report.page import page
from dlgrade.classroom.report.progress import is_stuck
from dlgrade.classroom.report.pseudonyms import KEY, Identities, Pseudonyms
from dlgrade.classroom.report.writing import Writer
from dlgrade.errors import UserError
from dlgrade.i18n import LANGUAGES
from dlgrade.results import ErrorInfo

REPOSITORY = Path(__file__).parents[2]
SCHEMA = json.loads((REPOSITORY / "grader/dlgrade/schema/report.schema.json").read_text(encoding="utf-8"))
TWO = """  assignments:
    - {id: hw1, title: {en: Home one, ko: 과제 하나}, exercises: [relu, softmax], due: "2026-11-10T12:00+09:00", points: 20}
    - {id: hw2, title: {en: Home two, ko: 과제 둘}, exercises: [mse]}
  late: {percent: 10, per: day}
  adjustments:
    - {student: excused-1, assignment: hw1, excused: true, reason: ill}
"""
ONE = "  assignments:\n    - {id: hw, exercises: [relu, softmax, mse]}\n"


@pytest.fixture
def make(tmp_path):
    folders = []

    def run(grading: str = TWO, **options) -> GradedFolder:
        folders.append(GradedFolder(tmp_path / f"class{len(folders)}", grading, **options))
        return folders[-1]

    yield run
    for folder in folders:
        folder.close()


def read(folder: GradedFolder, lang="en", *, anonymous=False, **options):
    folder.close()
    with open_class(folder.out, folder.course_folder) as of:
        pseudonyms = Pseudonyms.of_folder(folder.out) if anonymous else None
        report = class_report(of, lang, pseudonyms=pseudonyms, **options)
    jsonschema.validate(json.loads(report.to_json()), SCHEMA)
    return report


def exercise(report, id):
    return next(one for one in report.exercises if one.id == id)


# -------------------------------------------------------------------------------------------------------- statistics


def test_the_mean_the_median_and_the_deviation():
    values = [2.0, 4.0, 4.0, 5.0, 7.0, 8.0]  # sum 30; squares of the distances from 5: 9 1 1 0 4 9
    assert statistics.mean(values) == 5
    assert statistics.median(values) == 4.5
    assert statistics.median(values[:5]) == 4
    assert statistics.deviation(values) == pytest.approx((24 / 5) ** 0.5)
    assert statistics.quantile(values, 0.25) == 4  # place 1.25, between 4 and 4
    assert statistics.quantile(values, 0.9) == pytest.approx(7.5)  # place 4.5, between 7 and 8


def test_nothing_and_a_single_value_have_no_spread():
    assert (statistics.mean([]), statistics.median([]), statistics.deviation([])) == (None, None, None)
    assert (statistics.mean([3]), statistics.median([3]), statistics.deviation([3])) == (3, 3, None)


def test_pearson_by_hand():
    # distances from the means 2.5: x −1.5 −.5 .5 1.5, y −.5 −1.5 1.5 .5: products 3, squares 5 and 5
    assert statistics.correlation([1, 2, 3, 4], [2, 1, 4, 3]) == pytest.approx(0.6)
    assert statistics.correlation([1, 2, 3, 4], [-2, -1, -4, -3]) == pytest.approx(-0.6)
    assert statistics.correlation([1, 2, 3], [10, 20, 30]) == pytest.approx(1)


@pytest.mark.parametrize(
    ("x", "y"),
    [
        ([], []),
        ([1], [2]),
        ([1, 1, 1], [1, 2, 3]),
        ([1, 2, 3], [5, 5, 5]),
        ([0.1 + 0.2, 0.3, 0.3], [1, 2, 3]),
    ],
)
def test_a_correlation_with_what_does_not_vary_is_not_defined(x, y):
    assert statistics.correlation(x, y) is None


def test_the_item_is_not_part_of_the_rest():
    points, totals = [1, 0, 1, 0], [3, 1, 2, 2]  # rest 2 1 1 2: unrelated to the points
    assert statistics.item_rest(points, totals) == pytest.approx(0)
    assert statistics.correlation(points, totals) == pytest.approx(0.5 / 0.5**0.5)  # 1 / √(1 · 2)
    assert statistics.item_rest([1, 0, 1], [1, 0, 1]) is None  # nothing else was answered


def test_upper_and_lower_groups_by_hand():
    totals = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]  # groups of ⌊2.7 + ½⌋ = 3
    shares = [1, 1, 0.5, 0, 1, 0, 1, 0, 0.5, 0]
    assert statistics.upper_lower(shares, totals) == pytest.approx(2.5 / 3 - 0.5 / 3)


@pytest.mark.parametrize("order", [[0, 1, 2, 3], [1, 0, 2, 3], [3, 2, 1, 0]])
def test_equals_at_a_border_share_the_places(order):
    totals, shares = [5, 5, 3, 1], [1, 0, 0.5, 0]  # groups of one: the two with 5 count half each
    reordered = [shares[i] for i in order], [totals[i] for i in order]
    assert statistics.upper_lower(*reordered) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("shares", "totals"), [([], []), ([1], [1]), ([1, 1], [2, 1]), ([1, 0], [0.1 + 0.2, 0.3])]
)
def test_groups_that_cannot_be_told_apart(shares, totals):
    assert statistics.upper_lower(shares, totals) is None


def test_borders_belong_to_the_interval_above():
    counts = statistics.histogram([-0.1, 0, 0.1, 0.3, 0.1 + 0.2, 0.7, 0.999, 1, 1 + 1e-12])
    assert [one.values for one in counts] == [2, 1, 0, 2, 0, 0, 0, 1, 0, 3]
    assert (counts[3].low, counts[3].high) == (pytest.approx(0.3), pytest.approx(0.4))
    above = statistics.histogram([1.2, 0.5])
    assert (len(above), above[-1]) == (11, (1.0, None, 1))


@pytest.mark.parametrize(
    ("shares", "stuck"),
    [
        ([0.2, 0.2], False),
        ([0.2, 0.2, 0.2], True),
        ([0.2, 0.5, 0.5], False),
        ([0.2, 0.5, 0.5, 0.4], True),
        ([0.9, 0.1, 0.2], True),
        ([0.2, 0.2, 0.3], False),
    ],
)
def test_stuck_is_who_makes_no_progress(shares, stuck):
    assert is_stuck(shares, 3) is stuck


# ------------------------------------------------------------------------------------------------- what is counted


@pytest.fixture
def classroom(make):
    """Six students: two good ones, one who learns, one who does not, one without anything, one unreadable."""
    folder = make()
    folder.roster(
        Student("absent-1"), Student("excused-1"), Student("ann-1", "Ann Archer", "ann@school.example")
    )
    on_time, late = "2026-11-10T11:00+09:00", "2026-11-11T13:00+09:00"
    wrong = [of_test("test_a", "failed"), of_test("test_b")]
    right = [of_test("test_a"), of_test("test_b")]
    folder.hand_in("ann-1", graded("relu", 10, tests=right), graded("softmax", 10), submitted=on_time)
    folder.hand_in("bob-1", graded("relu", 10, tests=right), graded("softmax", 5), submitted=late)
    mistaken = graded("relu", 4, tests=wrong, known=["one_at_zero"])
    folder.hand_in("cat-1", mistaken, graded("softmax", 0), submitted="2026-11-09T10:00+09:00")
    folder.hand_in("cat-1", graded("relu", 10, tests=right), graded("softmax", 0), submitted=on_time)
    for _ in range(3):
        folder.hand_in("dan-1", mistaken, graded("mse", 0, status="not_started"))
    folder.hand_in("eve-1", problems=["eve.zip is damaged."])
    folder.hand_in("excused-1", graded("relu", 10, tests=right), submitted=on_time)
    return folder


def test_the_class_in_numbers(classroom):
    over = read(classroom).overview
    assert (over.students, over.handed_in, over.missing, over.unreadable) == (7, 5, 1, 1)
    # answers: ann 2, bob 2, cat 4, dan 3 (an untouched file is none), excused 1
    assert (over.attempts, over.answers, over.waiting) == (9, 12, 0)
    assert [one.problem for one in over.unread] == ["eve.zip is damaged."]
    # shares: ann 20/20, bob 15/20 less 2 days 4 = 11/20, cat 10/20, dan 4/30 (mse has no points, but counts)
    assert over.mean.n == 4
    assert over.mean.value == pytest.approx((1 + 0.55 + 0.5 + 4 / 30) / 4)
    assert over.median.value == pytest.approx((0.55 + 0.5) / 2)


def test_the_points_of_an_assignment(classroom):
    first, second = read(classroom).assignments
    assert (first.id, first.title, first.max_points, first.due) == (
        "hw1",
        "Home one",
        20,
        "2026-11-10T12:00:00+09:00",
    )
    assert (first.students, first.graded, first.missing, first.unreadable, first.excused) == (7, 4, 1, 1, 1)
    assert (first.lowest, first.highest) == (4, 20)
    assert first.mean.value == pytest.approx((20 + 11 + 10 + 4) / 4)
    assert first.median.value == pytest.approx(10.5)
    # squares of the distances from 11.25: 76.5625, 0.0625, 1.5625, 52.5625
    assert first.deviation.value == pytest.approx((130.75 / 3) ** 0.5)
    assert [one.students for one in first.histogram] == [0, 0, 1, 0, 0, 2, 0, 0, 0, 1]
    assert (second.graded, second.missing, second.lateness) == (1, 5, None)


def test_late_submissions(classroom):
    lateness = read(classroom).assignments[0].lateness
    assert (lateness.in_time, lateness.late, lateness.unknown) == (2, 1, 1)
    assert lateness.penalty == pytest.approx(4)
    assert [(one.up_to, one.students) for one in lateness.intervals if one.students] == [(3 * 86400, 1)]
    assert [(one.who.student, one.seconds) for one in lateness.students] == [("bob-1", 25 * 3600)]


def test_the_figures_of_an_exercise(classroom):
    relu = exercise(read(classroom), "relu")
    # the answers that count: ann 10 of 20 in all, bob 10 of 15, cat 10 of 10, dan 4 of 4; the excused one does not count
    assert (relu.answered, relu.share.n, relu.few) == (4, 4, True)
    assert relu.share.value == pytest.approx(3.4 / 4)
    assert relu.passed.value == pytest.approx(0.75)
    # points 10 10 10 4, rest 10 5 0 0: distances 1.5 1.5 1.5 −4.5 and 6.25 1.25 −3.75 −3.75
    assert relu.item_rest.value == pytest.approx((1.5 * 3.75 + 4.5 * 3.75) / (27 * 68.75) ** 0.5)
    assert relu.upper_lower.value == pytest.approx(1 - 0.4)  # groups of one: ann and dan
    assert (relu.tried, relu.failed_after, relu.stuck) == (5, 1, 1)
    assert (relu.tries_to_pass.value, relu.tries_to_pass.n) == (1, 4)  # 1 1 2 1
    softmax, mse = exercise(read(classroom), "softmax"), exercise(read(classroom), "mse")
    assert (softmax.left_out, softmax.unexplained) == (1, 2)
    assert (mse.answered, mse.untouched, mse.left_out, mse.share.value, mse.item_rest.value) == (
        0,
        1,
        3,
        None,
        None,
    )


@pytest.mark.parametrize(
    ("lang", "begin"), [("en", "At exactly 0 you return 1."), ("ko", "정확히 0인 곳에서 1을 반환합니다.")]
)
def test_a_known_mistake_is_told_in_the_report_s_language(classroom, course, lang, begin):
    report = read(classroom, lang)
    (mistake,) = report.mistakes
    assert (mistake.exercise, mistake.function, mistake.id) == ("relu", "relu_grad", "one_at_zero")
    assert mistake.message.startswith(begin)
    assert mistake.title == course.exercise("relu").title.to(lang)
    assert (mistake.students, mistake.still, mistake.tried, mistake.answers) == (2, 1, 5, 4)
    assert mistake.share == pytest.approx(0.4)
    assert [(test.name, test.failed, test.answers) for test in mistake.tests] == [("test_a", 4, 4)]
    assert [f"{one.note} {one.section}" for one in mistake.notes] == list(course.exercise("relu").notes)


def test_from_try_to_try(classroom):
    report = read(classroom)
    first, second = report.steps
    # relu: cat 4 → 10, dan 4 → 4; softmax: cat 0 → 0
    assert (first.number, first.answers, first.better, first.same, first.worse, first.passed) == (
        1,
        3,
        1,
        2,
        0,
        1,
    )
    assert (first.before, first.after) == (pytest.approx(0.8 / 3), pytest.approx(1.4 / 3))
    assert (second.number, second.answers, second.same) == (2, 1, 1)
    # passed at the first try: ann 2, bob 1, excused 1; cat's relu at the second; given up: bob 1, cat 2, dan 3 tries
    assert [(one.number, one.passed, one.not_passed) for one in report.tries] == [
        (1, 4, 1),
        (2, 1, 1),
        (3, 0, 1),
    ]
    (stuck,) = report.stuck
    assert (stuck.who.student, stuck.exercise, stuck.tries) == ("dan-1", "relu", 3)
    assert (stuck.share, stuck.mistakes, stuck.tests, stuck.error) == (
        0.4,
        ["one_at_zero"],
        ["test_a."],
        None,
    )
    assert read(classroom, stuck_after=4).stuck == []


def test_the_same_file_again_is_no_new_try(make):
    folder = make(ONE)
    same = ("the same", graded("relu", 3))
    folder.hand_in("kim", same, graded("mse", 1))
    folder.hand_in("kim", same, graded("mse", 2))
    report = read(folder)
    assert [(step.answers, step.better) for step in report.steps] == [(1, 1)]
    assert sorted((one.number, one.not_passed) for one in report.tries) == [(1, 1), (2, 1)]


def test_tries_after_the_exercise_is_passed_do_not_count(make):
    folder = make(ONE)
    for points in (3, 10, 5, 10):
        folder.hand_in("kim", graded("relu", points))
    report = read(folder)
    assert (exercise(report, "relu").tries_to_pass.value, report.stuck) == (2, [])
    assert [(one.number, one.passed, one.not_passed) for one in report.tries] == [(2, 1, 0)]
    assert [(step.better, step.worse, step.passed) for step in report.steps] == [
        (1, 0, 1),
        (0, 1, 0),
        (1, 0, 1),
    ]


def test_tests_that_nobody_or_everybody_passes(make, course):
    folder = make(ONE)
    name = "test_the_examples"
    for i in range(3):
        tests = [
            of_test("test_new", "error"),
            of_test("test_easy"),
            of_test("test_mixed", "failed" if i else "passed"),
            of_test("test_skipped", "skipped"),
        ]
        folder.hand_in(f"s{i}", graded("relu", 5, tests=tests))
    report = read(folder)
    assert [(one.exercise, one.name, one.answers) for one in report.nobody_passes] == [
        ("relu", "test_new", 3)
    ]
    assert [one.name for one in report.everybody_passes] == ["test_easy"]
    assert name not in report.to_json()


def test_the_grader_s_own_failures_are_nobody_s_fault(make):
    folder = make(ONE)
    failed = graded(
        "relu", 0, status="internal", error=ErrorInfo("JudgeError", "the judge in /home/secret died")
    )
    half = graded("mse", 0, status="internal", tests=[of_test("test_a", "internal", message="no memory")])
    folder.hand_in("kim", failed, half, graded("softmax", 10))
    report = read(folder)
    assert [(one.exercise, one.test, one.type, one.answers) for one in report.failures] == [
        ("relu", None, "JudgeError", 1),
        ("mse", "test_a", "", 1),
    ]
    assert [exercise(report, id).answered for id in ("relu", "mse", "softmax")] == [0, 0, 1]
    assert (report.nobody_passes, report.load_errors, report.stuck) == ([], [], [])
    assert "The grader itself failed" in page(report)
    assert "/home/secret" not in read(folder, anonymous=True).to_json()


def test_files_that_cannot_be_loaded(make):
    folder = make(ONE)
    broken = ErrorInfo("SyntaxError", "Python cannot read line 3.", 3)
    folder.hand_in("kim", graded("relu", 0, error=broken))
    folder.hand_in("lee", graded("relu", 0, error=broken))
    folder.hand_in("lee", graded("relu", 10))
    (found,) = read(folder).load_errors
    assert (found.exercise, found.type, found.students, found.still) == ("relu", "SyntaxError", 2, 1)
    assert exercise(read(folder), "relu").unexplained == 0


def test_a_relation_is_told_in_the_report_s_language_where_anybody_was_told_the_same(make):
    folder = make(ONE)
    ko = [("scaled", "2배 큽니다."), ("unknown_name", "`retrun` 이름이 없습니다.")]
    en = [("scaled", "2 times too large."), ("unknown_name", "There is no `y`.")]
    folder.hand_in("kim", graded("relu", 1, relations=ko), lang="ko")
    folder.hand_in("lee", graded("mse", 1, relations=en), lang="en")
    english = {(one.exercise, one.id): one.message for one in read(folder).relations}
    assert english == {
        ("relu", "scaled"): "2 times too large.",
        ("mse", "scaled"): "2 times too large.",
        ("relu", "unknown_name"): "`retrun` 이름이 없습니다.",
        ("mse", "unknown_name"): "There is no `y`.",
    }
    assert '<span lang="ko"><code>retrun</code> 이름이 없습니다.</span>' in page(read(folder))


def test_a_regrade_that_waits_changes_nothing_yet(make):
    folder = make(ONE)
    folder.hand_in("kim", ("x", graded("relu", 4)))
    folder.hand_in("kim", ("x", graded("relu", 10)))
    report = read(folder)
    assert (report.overview.waiting, exercise(report, "relu").share.value) == (1, pytest.approx(0.4))
    assert "wait to be accepted" in page(report)


# ------------------------------------------------------------------------------------------------------------- time


def moments(folder, *times):
    for i, time in enumerate(times):
        folder.hand_in(f"s{i}", graded("relu", i % 10), submitted=time)
    return read(folder).timeline


def test_attempts_by_the_hour_in_the_zone_of_the_submissions(make):
    found = moments(make(ONE), "2026-11-02T23:10+09:00", "2026-11-02T14:50+00:00", "2026-11-03T01:00+09:00")
    assert (found.zone, found.unit, found.submitted, found.arrived) == ("+09:00", "hour", 3, 0)
    assert [(one.start, one.attempts) for one in found.moments] == [
        ("2026-11-02T23:00+09:00", 2),
        ("2026-11-03T00:00+09:00", 0),
        ("2026-11-03T01:00+09:00", 1),
    ]


def test_attempts_by_the_day_in_the_zone_of_the_due_time(make):
    found = moments(make(TWO), "2026-11-02T16:00+00:00", "2026-11-09T10:00+00:00")
    assert (found.zone, found.unit, len(found.moments)) == ("+09:00", "day", 7)
    assert found.moments[0].start == "2026-11-03T00:00+09:00"


def test_attempts_by_the_week_and_clocks_that_were_wrong(make):
    found = moments(make(ONE), "1980-01-01T00:00+00:00", "2026-09-02T12:00+00:00", "2026-11-25T12:00+00:00")
    assert (found.unit, found.outside) == ("week", 1)
    assert (found.moments[0].start, found.moments[-1].start) == (
        "2026-08-31T00:00+00:00",
        "2026-11-23T00:00+00:00",
    )
    starts = [datetime.fromisoformat(one.start) for one in found.moments]
    assert {b - a for a, b in itertools.pairwise(starts)} == {timedelta(days=7)}


def test_attempts_without_a_time_count_when_they_arrived(make):
    found = moments(make(ONE), "", "yesterday")
    assert (found.submitted, found.arrived) == (0, 2)
    assert sum(one.attempts for one in found.moments) == 2


def test_times_that_no_calendar_knows(make):
    strange = ("0001-01-01T00:00+09:00", "9999-12-31T23:59:59-12:00", "2026-11-02T12:00+09:00:30", "+09:00")
    found = moments(make(ONE), *strange)
    assert (found.zone, found.submitted, found.arrived) == ("+09:00", 1, 3)


@pytest.mark.parametrize(
    ("seconds", "en", "ko"),
    [
        (0.5, "1 minute", "1분"),
        (61, "2 minutes", "2분"),
        (3600, "1 hour", "1시간"),
        (5400, "90 minutes", "90분"),
        (25 * 3600, "25 hours", "25시간"),
        (86400, "1 day", "1일"),
        (2.5 * 86400, "3 days", "3일"),
    ],
)
def test_how_late_in_words(seconds, en, ko):
    assert [Writer(lang).lateness(seconds) for lang in LANGUAGES] == [en, ko]


# -------------------------------------------------------------------------------------------------------- anonymity


SECRETS = {
    "student": "x93kim",
    "name": "Zebulon 김하나별",
    "email": "zeb.hana@mail.example",
    "canvas": "9988776655",
    "moodle": "5544332211",
    "github": "hana-zeb-codes",
}
PLACES = ("place-of-", "folder-of-", "/home/zeb")


@pytest.fixture
def telltale(make):
    """A class whose programs, files and errors all name their authors."""
    folder = make(TWO)
    folder.roster(Student(**SECRETS), Student("y77lee", "Quillon Yost", "quill@mail.example"))
    said = "There is no `x93kim_helper` here."
    for student in ("x93kim", "y77lee"):
        own = [("scaled", "Every entry is 2 times too large."), ("unknown_name", said)]
        late = "2026-11-12T12:34:56+09:00"
        folder.hand_in(student, graded("relu", 1, relations=own), submitted=late)
        for n in range(3):
            error = ErrorInfo("ZebulonError", f"/home/zeb/{n}: 김하나별 was here", n)
            folder.hand_in(
                student, graded("softmax", 0, error=error), problems=[f"/home/zeb/{student}.zip broke"]
            )
    folder.hand_in("y77lee", graded("mse", 1, relations=[("only_one", "quill_yost has it")]))
    failed = graded("relu", 0, status="internal", error=ErrorInfo("OSError", "/home/zeb/x93kim"))
    folder.hand_in("x93kim", failed)
    return folder


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_anonymous_report_names_nobody(telltale, lang):
    report = read(telltale, lang, anonymous=True)
    written = page(report) + report.to_json()
    words = [
        *SECRETS.values(),
        *SECRETS["name"].split(),
        "y77lee",
        "Quillon",
        "Yost",
        "quill",
        "Zebulon",
        *PLACES,
    ]
    assert [word for word in words if word.casefold() in written.casefold()] == []
    assert (telltale.out / KEY).read_text().strip() not in written
    assert {one.id: one.message for one in report.relations} == {
        "scaled": "Every entry is 2 times too large.",
        "unknown_name": "",
    }
    assert report.relations_withheld == 1
    assert {one.type for one in report.load_errors} == {"Exception"}
    assert {one.error for one in report.stuck} == {"Exception"}


def test_a_sentence_that_one_student_was_told_twice_is_still_one_student_s(make):
    folder = make(ONE)
    for student, lang, told in (
        ("pat", "ko", "모두의 말."),
        ("pam", "ko", "모두의 말."),
        ("sol", "en", "Only one."),
    ):
        habit = [("habit", told)]
        folder.hand_in(
            student, graded("relu", 1, relations=habit), graded("softmax", 1, relations=habit), lang=lang
        )
    assert {one.message for one in read(folder).relations} == {"Only one."}
    assert {one.message for one in read(folder, anonymous=True).relations} == {"모두의 말."}


def test_an_anonymous_report_counts_what_it_does_not_list(classroom):
    report = read(classroom, anonymous=True)
    assert (report.assignments[0].lateness.late, report.assignments[0].lateness.students) == (1, [])
    assert (report.overview.unreadable, report.overview.unread) == (1, [])


def test_the_same_class_with_names_does_name_them(telltale):
    written = page(read(telltale)) + read(telltale).to_json()
    assert [
        word for word in ("x93kim", "Zebulon 김하나별", "ZebulonError", "y77lee") if word not in written
    ] == []
    assert [
        word for word in ("place-of-", "folder-of-", "zeb.hana@mail.example", "9988776655") if word in written
    ] == []


def test_pseudonyms_are_stable_and_depend_on_the_key(telltale):
    first, second = (read(telltale, anonymous=True) for _ in range(2))
    assert [one.who for one in first.stuck] == [one.who for one in second.stuck]
    names = {one.who.student for one in first.stuck}
    assert len(names) == 2
    assert all(re.fullmatch(r"s-[a-z2-7]{8}", name) for name in names)
    key = telltale.out / KEY
    assert key.stat().st_mode & 0o777 == 0o600
    key.unlink()
    assert {one.who.student for one in read(telltale, anonymous=True).stuck}.isdisjoint(names)


def test_a_pseudonym_by_hand():
    # HMAC-SHA-256 of the first case of RFC 4231: b0344c61d8db38535ca8afceaf0bf12b…
    assert (
        Pseudonyms(b"\x0b" * 20).of("Hi There")
        == "s-" + base64.b32encode(bytes.fromhex("b0344c61d8")).decode().lower()
    )


def test_a_damaged_key_is_not_replaced(tmp_path):
    (tmp_path / KEY).write_text("too short")
    with pytest.raises(UserError, match="damaged"):
        Pseudonyms.of_folder(tmp_path)
    assert (tmp_path / KEY).read_text() == "too short"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("There is no `kim_hana_relu` here.", True),
        ("There is no `HanaKim` here.", False),
        ("`max` of an array", True),
        ("the maximum of an array", False),
        ("김하나의 함수", True),
        ("Every entry is 2 times too large.", False),
    ],
)
def test_a_text_that_names_somebody(text, named):
    identities = Identities()
    identities.add(Student("kim-hana", "김하나"))
    identities.add(Student("max"))
    assert identities.named_in(text) is named


# ------------------------------------------------------------------------------------------------------------- page


def parsed(text):
    html5lib = pytest.importorskip("html5lib", reason="html5lib is not installed")
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)


SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("anonymous", [False, True])
def test_the_page_is_valid_and_stands_alone(classroom, lang, anonymous):
    root = parsed(page(read(classroom, lang, anonymous=anonymous)))
    assert root.get("lang") == lang
    elements = list(root.iter())
    assert {e.tag for e in elements} & {"link", "img", "iframe", "object", "base", "form"} == set()
    assert [e.get("href") for e in elements if e.get("href", "#")[0] != "#"] == []
    assert [
        name for e in elements for name in e.attrib if name.startswith("on") or name in ("src", "style")
    ] == []
    ids = [e.get("id") for e in elements if e.get("id")]
    assert len(ids) == len(set(ids))
    assert {e.get("href")[1:] for e in elements if e.tag == "a"} <= set(ids)
    labels = {id for e in elements for id in (e.get("aria-labelledby") or "").split()}
    assert labels <= set(ids)
    figures = [svg for svg in root.iter(f"{SVG}svg") if svg.get("aria-labelledby")]
    assert len(figures) >= 5
    for svg in figures:
        assert all(svg.find(f"{SVG}{part}").text for part in ("title", "desc"))
    assert len(list(root.iter("table"))) >= len(figures)


def test_the_policy_lets_only_our_own_style_and_script_in(classroom):
    root = parsed(page(read(classroom)))
    policy = next(
        e.get("content") for e in root.iter("meta") if e.get("http-equiv") == "Content-Security-Policy"
    )
    for name in ("style", "script"):
        (element,) = root.iter(name)
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy


def test_an_english_page_has_korean_only_where_it_says_so(classroom):
    root = parsed(page(read(classroom)))

    def foreign(element, inside):
        inside = inside or element.get("lang") == "ko" or element.get("aria-hidden") == "true"
        found = [element.text] if not inside and element.tag not in ("style", "script") else []
        for child in element:
            found += foreign(child, inside)
            found += [] if inside else [child.tail]
        return found

    texts = [text for text in foreign(root, False) if text]
    assert len(texts) > 100
    assert [text for text in texts if re.search("[가-힣]", text)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_that_students_write_is_markup(make, lang):
    folder = make(TWO)
    evil = "<script>alert(1)</script>\"'`<b>\x00\x1b"
    error = ErrorInfo(evil, evil)
    for n in range(3):
        folder.hand_in(
            evil,
            graded("relu", 0, error=error),
            name=evil,
            problems=[evil],
            submitted="2027-01-01T00:00+00:00",
        )
        tests = [of_test(evil, "failed", title=evil)]
        folder.hand_in("lee", graded("softmax", n / 9, tests=tests, known=[evil], relations=[(evil, evil)]))
    report = read(folder, lang)
    root = parsed(page(report))
    assert len(list(root.iter("script"))) == 1
    assert list(root.iter("b")) == []
    shown = "".join(root.itertext())
    assert "<script>alert(1)</script>\"'" in shown
    assert "\x00" not in shown
    assert "\x1b" not in shown
    assert json.loads(report.to_json())["stuck"][0]["who"]["name"] == evil


def test_markup_escapes_what_is_not_markup():
    made = tag("p", "a<b & `c`", Html("<br>"), ["x", None], class_="k", title='"', hidden=True, lang=None)
    assert made == '<p class="k" title="&quot;" hidden>a&lt;b &amp; `c`<br>x</p>'
    assert prose("see `x<y` now") == "see <code>x&lt;y</code> now"
    assert join("\ud800\x07") == "\ufffd\ufffd"


def test_the_colours_are_those_of_the_study_site():
    def palettes(path):
        css = (REPOSITORY / path).read_text(encoding="utf-8").partition("@media print")[0]
        blocks = re.findall(r":root(?::not\(\[data-theme\]\))? \{(.*?)\}", css, re.DOTALL)
        return [dict(re.findall(r"(--[\w-]+): ([^;]+);", block)) for block in blocks]

    ours, theirs = (
        palettes("grader/dlgrade/classroom/report/report.css"),
        palettes("site/dlsite/static/site.css"),
    )
    assert len(ours) == len(theirs) == 2
    for own, other in zip(ours, theirs, strict=True):
        shared = own.keys() & other.keys() - {"--measure"}
        assert len(shared) >= 13
        assert {name: own[name] for name in shared} == {name: other[name] for name in shared}


# -------------------------------------------------------------------------------------------- small and large classes


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("grading", [TWO, ONE, "  late: {percent: 10}\n"])
def test_a_class_without_a_submission(make, lang, grading):
    folder = make(grading)
    folder.roster(Student("kim"), Student("lee"))
    report = read(folder, lang)
    assert (report.overview.students, report.overview.missing, report.overview.mean.value) == (2, 2, None)
    parsed(page(report))


def test_an_empty_gradebook(make):
    report = read(make())
    assert (report.overview.students, report.assignments[0].max_points) == (0, 0)
    assert "Nobody has handed in" in page(report)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_single_student(make, lang):
    folder = make()
    folder.hand_in("kim", graded("relu", 7, known=["one_at_zero"]), submitted="2026-11-10T11:00+09:00")
    report = read(folder, lang, anonymous=True)
    relu = exercise(report, "relu")
    assert (relu.share.value, relu.item_rest.value, relu.upper_lower.value) == (0.7, None, None)
    assert {"en": "not defined", "ko": "정의되지 않음"}[lang] in page(report)


def test_exercises_that_are_worth_nothing(make):
    folder = make(ONE, worth={"relu": 0.0, "softmax": 0.0, "mse": 0.0})
    folder.hand_in("kim", graded("relu", 0, of=0, status="passed"))
    report = read(folder)
    assert exercise(report, "relu").share.value == 0
    parsed(page(report))


def test_attempts_are_read_one_student_at_a_time(make):
    folder = make(ONE)
    for student in range(15):
        for n in range(4):
            folder.hand_in(f"s{student:02}", graded("relu", n), graded("mse", n))
    most = 0

    def count(_done):
        nonlocal most
        gc.collect()
        most = max(most, sum(type(thing) is Attempt for thing in gc.get_objects()))

    read(folder, progress=count)
    assert 4 <= most <= 8


# ---------------------------------------------------------------------------------------------------- the command line


def test_the_command_writes_a_page(classroom, dlgrade):
    classroom.close()
    done = dlgrade("report", "--course", "../course", cwd=classroom.out)
    assert done.returncode == 2  # there is no folder `grades` in it
    done = dlgrade("report", "--course", "course", "--lang", "ko", cwd=classroom.root)
    assert (done.returncode, done.stdout, done.stderr) == (0, "grades/report.html\n", "")
    assert (classroom.out / "report.html").stat().st_mode & 0o777 == 0o600
    assert parsed((classroom.out / "report.html").read_text(encoding="utf-8")).get("lang") == "ko"


def test_the_command_prints_json_that_names_nobody(classroom, dlgrade):
    classroom.close()
    done = dlgrade(
        "report", str(classroom.out), "--course", str(classroom.course_folder), "--format", "json", "--anonymous", "--stuck", "4"
    )  # fmt: skip
    assert done.returncode == 0
    data = json.loads(done.stdout)
    jsonschema.validate(data, SCHEMA)
    assert (data["anonymous"], data["stuck_after"], data["stuck"]) == (True, 4, [])
    assert "Archer" not in done.stdout
    assert "ann-1" not in done.stdout


def test_what_is_no_graded_class_is_said_in_a_sentence(classroom, dlgrade, tmp_path):
    classroom.close()
    for arguments, said in (
        ((str(tmp_path),), "holds no gradebook"),
        ((str(classroom.out),), "is the gradebook of the course `autumn`"),
        ((str(classroom.out), "--course", str(tmp_path)), "course.yaml"),
    ):
        done = dlgrade("report", *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr
        assert "Traceback" not in done.stderr


def test_a_damaged_gradebook_is_said_in_a_sentence(classroom):
    classroom.close()
    database = sqlite3.connect(classroom.out / "gradebook.sqlite")
    database.execute("UPDATE result SET record = substr(record, 1, 40)")
    database.commit()
    database.close()
    with pytest.raises(UserError, match="is damaged"):
        read(classroom)


def test_the_schema_is_a_schema_and_knows_every_key(classroom):
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    data = json.loads(read(classroom).to_json())
    assert set(data) == set(SCHEMA["properties"]) == set(SCHEMA["required"])
    del data["overview"]["missing"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, SCHEMA)
