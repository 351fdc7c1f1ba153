"""What counts: the section of course.yaml, what being late costs, and which grade follows from which results."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dlgrade.classroom.gradebook import Gradebook, Version
from dlgrade.classroom.grades import grades_of
from dlgrade.classroom.intake.roster import Student
from dlgrade.classroom.intake.submissions import Answer, Submission
from dlgrade.classroom.policy import Late, Policy, parse_time
from dlgrade.course.model import Course
from dlgrade.errors import CourseError
from dlgrade.results import ExerciseResult

HEAD = "format: 1\nid: class\ntitle: {en: A class, ko: 어느 반}\nbase: builtin\n"


@pytest.fixture
def policy(tmp_path):
    """The policy of a class with a ``grading:`` section."""

    def run(section=""):
        (tmp_path / "course.yaml").write_text(HEAD + section, encoding="utf-8")
        return Policy.of(Course(tmp_path))

    return run


# ---------------------------------------------------------------------------------------------------------------- late

PER_DAY = Late(percent=10, floor=50)


@pytest.mark.parametrize(
    ("late", "score", "hours", "expected"),
    [
        (PER_DAY, 90, 25, 70),  # Canvas's own examples
        (PER_DAY, 90, 144, 50),
        (PER_DAY, 40, 48, 40),
        (PER_DAY, 90, 1 / 3600, 80),
        (PER_DAY, 90, 24, 80),
        (PER_DAY, 90, 0, 90),
        (Late(percent=10), 90, 240, 0),
        (Late(percent=10), 30, 96, 0),
        (Late(percent=10, of="earned"), 30, 48, 24),
        (Late(percent=10, per="hour"), 100, 2.5, 70),
        (Late(percent=10, grace=15), 100, 0.25, 100),
        (Late(percent=10, grace=15), 100, 0.26, 90),
        (Late(percent=1, cutoff=7), 100, 7 * 24, 93),
        (Late(percent=1, cutoff=7), 100, 7 * 24 + 0.001, 0),
        (Late(cutoff=0), 100, 0.001, 0),
        (Late(), 100, 1e5, 100),
        (Late(percent=10, floor=50, of="earned"), 60, 48, 50),
    ],
)
def test_what_being_late_costs(late, score, hours, expected):
    left = score - late.penalty(score, 100, timedelta(hours=hours))
    assert left == pytest.approx(expected)


# --------------------------------------------------------------------------------------------------------- the section


def test_without_a_section_everything_is_one_assignment(policy):
    found = policy()
    assert [a.id for a in found.assignments] == ["class"]
    assert len(found.exercises) > 60
    assert found.attempt == "best"
    assert found.assignments[0].title.ko == "어느 반"


def test_units_mean_their_exercises(policy):
    found = policy("grading:\n  assignments:\n    - {id: hw, exercises: [01_perceptron, relu]}\n")
    unit = found.assignments[0].exercises
    assert unit[-1] == "relu"
    assert len(unit) > 3


BAD = [
    ("grading:\n  atempt: best\n", 6, "unknown key `atempt`. Did you mean `attempt`?"),
    ("grading:\n  attempt: first\n", 6, "`attempt` is `best` or `last`, not `first`."),
    ("grading:\n  late: {percent: 120}\n", 6, "`percent` must be 0 to 100."),
    ("grading:\n  late: {percent: -1}\n", 6, "`percent` must be 0 to 100."),
    ("grading:\n  late: {per: week}\n", 6, "`per` is `hour` or `day`, not `week`."),
    ("grading:\n  late: {grace: ten}\n", 6, "`grace` must be of type number."),
    ("grading:\n  assignments:\n    - {id: hw}\n", None, "the key `exercises` is missing."),
    (
        "grading:\n  assignments:\n    - {id: hw, exercises: [rellu]}\n",
        7,
        "there is no exercise or unit `rellu`.",
    ),
    (
        "grading:\n  assignments:\n    - {id: hw, exercises: [relu], extra: [softmax]}\n",
        7,
        "`softmax` is not among",
    ),
    ("grading:\n  assignments:\n    - {id: hw, exercises: [relu], drop: 2}\n", 7, "`drop` must be 0 to 1."),
    (
        'grading:\n  assignments:\n    - {id: hw, exercises: [relu], due: "2026-11-30"}\n',
        7,
        "must be a time with its offset",
    ),
    ("grading:\n  assignments:\n    - {id: hw, exercises: [relu], due: 2026-11-30}\n", 7, "put it in quotes"),
    (
        "grading:\n  assignments:\n    - {id: hw, exercises: [relu]}\n    - {id: hw, exercises: [softmax]}\n",
        6,
        "the assignment `hw` is there twice.",
    ),
    (
        "grading:\n  extensions:\n    - {student: a, assignment: hw, days: 1, reason: ill}\n",
        7,
        "there is no assignment `hw`.",
    ),
    (
        "grading:\n  adjustments:\n    - {student: a, assignment: class, reason: why}\n",
        7,
        "give `points` or `excused: true`.",
    ),
    (
        "grading:\n  adjustments:\n    - {student: a, assignment: class, points: 1, reason: ''}\n",
        7,
        "a reason must be given.",
    ),
    (
        "grading:\n  adjustments:\n    - {student: a, assignment: class, points: 1}\n",
        None,
        "the key `reason` is missing.",
    ),
    ("grading: none\n", 5, "`grading` must be of type mapping."),
    ("grading:\n  assignments: [hw]\n", None, "a mapping (`key: value`) is expected here."),
]


@pytest.mark.parametrize(("section", "line", "said"), BAD)
def test_each_fault_is_said_with_its_place(policy, tmp_path, section, line, said):
    with pytest.raises(CourseError) as caught:
        policy(section)
    place = f"{tmp_path / 'course.yaml'}" + (f":{line}" if line else "")
    assert caught.value.text.en.startswith(f"{place}: ")
    assert said in caught.value.text.en
    assert any("가" <= c <= "힣" for c in caught.value.text.ko)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("base: nowhere\n", "nowhere"),
        ("base: .\n", "a course cannot be its own base."),
        ("base: builtin\nunits: [99_none]\n", "the base has no unit `99_none`."),
        ("base: builtin\npython_path: [x]\n", "`python_path` comes from the base"),
        ("", "the key `units` is missing."),
    ],
)
def test_a_base_must_be_a_course(tmp_path, text, said):
    (tmp_path / "course.yaml").write_text(
        "format: 1\nid: x\ntitle: {en: X, ko: 가}\n" + text, encoding="utf-8"
    )
    with pytest.raises(CourseError, match=said.replace("(", r"\(")):
        Course(tmp_path)


def test_a_base_lends_its_units(tmp_path, course):
    (tmp_path / "course.yaml").write_text(HEAD + "units: [02_activations]\n", encoding="utf-8")
    mine = Course(tmp_path)
    assert [unit.id for unit in mine.units] == ["02_activations"]
    assert mine.exercise("relu").folder == course.exercise("relu").folder


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-30T23:59+09:00", "2026-11-30T23:59:00+09:00"),
        ("2026-11-02T10:00:00Z", "2026-11-02T10:00:00+00:00"),
        ("2026-11-02 10:00:00 UTC", "2026-11-02T10:00:00+00:00"),
        ("2026-11-02 10:00:00.000000000 Z", "2026-11-02T10:00:00+00:00"),
        ("2026-11-02T10:00:00", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_times_have_an_offset(text, expected):
    found = parse_time(text)
    assert (found.isoformat() if found else None) == expected


# -------------------------------------------------------------------------------------------------------------- grades

HW = """grading:
  attempt: {attempt}
  late: {{percent: 10}}
  assignments:
    - id: hw
      exercises: [relu, softmax, sigmoid]
      due: "2026-11-10T12:00+00:00"
{more}"""


@pytest.fixture
def graded(tmp_path, policy):
    """The grade of a student whose attempts brought these points: ``graded([{"relu": 5}], attempt="last")``."""

    def run(attempts, times=(), attempt="best", more="", student="kim"):
        found = policy(HW.format(attempt=attempt, more=more))
        book = Gradebook(tmp_path / "book.sqlite", "class", 1)
        for id, points in (("relu", 10.0), ("softmax", 20.0), ("sigmoid", 30.0)):
            book.note_worth(id, "h", points)
        run = book.begin_run("v", {})
        for number, points in enumerate(attempts):
            answers = {id: Answer(f"{number} {id}".encode(), f"{id}.py") for id in points}
            submitted = times[number] if number < len(times) else ""
            submission = Submission(student, "", "place", submitted, answers, [])
            results = {
                id: (
                    ExerciseResult(
                        id, "u", id, f"{id}.py", "internal" if value is None else "failed", value or 0, 0
                    ),
                    Version("h", "v", "en"),
                    1,
                )
                for id, value in points.items()
            }
            book.record(run, submission, results)
        (grade,) = grades_of(book, found, Student(student))
        book.close()
        return grade

    return run


def test_a_grade_is_the_sum_of_its_exercises(graded):
    grade = graded([{"relu": 10, "softmax": 5}])
    assert (grade.points, grade.max_points, grade.status) == (15, 60, "graded")
    assert [score.status for score in grade.scores] == ["failed", "failed", "missing"]


def test_best_and_last(graded, tmp_path):
    attempts = [{"relu": 10}, {"relu": 10, "softmax": 20}, {"relu": 1}]
    assert graded(attempts).points == 30
    (tmp_path / "book.sqlite").unlink()
    grade = graded(attempts, attempt="last")
    assert (grade.points, grade.attempts) == (1, 3)


def test_the_best_attempt_is_best_after_its_penalty(graded):
    times = ["2026-11-10T11:00Z", "2026-11-15T12:00Z"]
    grade = graded([{"relu": 10, "softmax": 18}, {"relu": 10, "softmax": 20}], times)
    assert (grade.points, grade.penalty) == (28, 0)


def test_late_counts_from_the_time_of_handing_in(graded):
    grade = graded([{"relu": 10, "softmax": 20}], ["2026-11-11T13:00Z"])
    assert grade.late == timedelta(hours=25)
    assert (grade.raw, grade.penalty, grade.points) == (30, 12, 18)


def test_an_extension_moves_the_due_time(graded):
    more = "  extensions:\n    - {student: kim, assignment: hw, days: 1, reason: was ill}\n"
    grade = graded([{"relu": 10}], ["2026-11-11T13:00Z"], more=more)
    assert (grade.late, grade.penalty) == (timedelta(hours=1), 6)


def test_without_a_time_nothing_is_late(graded):
    grade = graded([{"relu": 10}])
    assert (grade.late, grade.penalty) == (None, 0)


def test_points_scale_drop_and_extra(graded):
    more = "      points: 12\n      drop: 1\n      extra: [relu]\n"
    grade = graded([{"relu": 10, "softmax": 10, "sigmoid": 10}], more=more)
    # sigmoid (10/30) is dropped; 10 of 20, and 10 on top, scaled from 20 to 12
    assert grade.points == 12
    assert [score.exercise for score in grade.scores if not score.counts] == ["sigmoid"]
    assert grade.max_points == 12


def test_the_missing_exercise_is_dropped_first(graded):
    grade = graded([{"relu": 1, "softmax": 20}], more="      drop: 1\n")
    assert [score.exercise for score in grade.scores if not score.counts] == ["sigmoid"]
    assert grade.points == pytest.approx(
        21 / 30 * 50
    )  # the share of what counts, of the same maximum for everybody


def test_adjustments_add_up_and_never_go_below_zero(graded, tmp_path):
    more = "  adjustments:\n    - {student: kim, assignment: hw, points: 2, reason: a}\n    - {student: kim, assignment: hw, points: -50, reason: b}\n"
    grade = graded([{"relu": 10}], more=more)
    assert (grade.raw, grade.adjustment, grade.points, grade.reasons) == (10, -48, 0, ("a", "b"))
    (tmp_path / "book.sqlite").unlink()
    assert graded([{"relu": 10}], more=more, student="lee").points == 10


def test_excused_is_no_grade(graded):
    more = "  adjustments:\n    - {student: kim, assignment: hw, excused: true, reason: service}\n"
    grade = graded([{"relu": 10}], more=more)
    assert (grade.status, grade.points, grade.reasons) == ("excused", None, ("service",))


def test_where_the_grader_failed_there_is_no_grade_yet(graded):
    assert graded([{"relu": 10, "softmax": None}]).points is None


def test_nothing_handed_in_is_missing_and_not_zero(graded):
    grade = graded([])
    assert (grade.status, grade.points) == ("missing", None)
