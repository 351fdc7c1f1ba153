"""What becomes of an answer: statuses, points, restarts, seeds."""

from __future__ import annotations

import pytest

from dlgrade.results import ExerciseResult, Report

DOUBLE = """
def double(x):
    return 2 * x
"""
THREE_TESTS = '''
@public
def test_two(student):
    """Two becomes four
    2는 4가 됩니다"""
    close(student.double(2.0), 4.0)

@points(3)
def test_array(student, rng):
    """Arrays, too
    배열도 됩니다"""
    x = rng.normal(size=3)
    close(student.double(x), 2 * x)

@points(2)
def test_negative(student, rng):
    """Negative numbers, too
    음수도 됩니다"""
    x = float(-rng.uniform(1, 2))
    close(student.double(x), 2 * x)
'''
QUICK = "limits: {call_seconds: 0.3, total_seconds: 8}"


@pytest.fixture
def doubling(make_course):
    return make_course(DOUBLE, THREE_TESTS)


@pytest.fixture
def quick(make_course):
    """The same with little time per call."""
    return make_course(DOUBLE, THREE_TESTS, settings=QUICK)


def statuses(result: ExerciseResult) -> list[str]:
    return [test.status for test in result.tests]


def messages(result: ExerciseResult) -> list[str]:
    return [test.message for test in result.tests]


def test_a_right_answer_gets_all_points_and_no_words(doubling, grade):
    result = grade(doubling, DOUBLE)
    assert (result.status, result.points, result.max_points) == ("passed", 6, 6)
    assert statuses(result) == ["passed"] * 3
    assert messages(result) == [""] * 3
    assert result.mistakes == []
    assert result.error is None


def test_points_of_passed_tests_are_kept_when_others_fail(doubling, grade):
    result = grade(doubling, "def double(x):\n    return 2 * abs(x) if np.ndim(x) == 0 else 2 * x")
    assert (result.status, result.points) == ("failed", 4)
    assert statuses(result) == ["passed", "passed", "failed"]


# One row per way to go wrong in every call: the status of the tests and of the exercise, and the message of the first test.
EVERYWHERE = {
    "wrong": ("return 3 * x", "failed", "`double` returns 6.0, which is not right."),
    "nothing": ("y = 2 * x", "failed", "`double` returns nothing. Is a `return` missing?"),
    "text": (
        "return 'four'",
        "failed",
        "`double` returns a value of type str; a number or a plain NumPy array is asked for.",
    ),
    "truth value": (
        "return True",
        "failed",
        "`double` returns truth values (True, False); numbers are asked for.",
    ),
    "complex": ("return 2j * x", "failed", "`double` returns complex numbers."),
    "shape": ("return [2 * x]", "failed", "`double` returns shape (1,); here it should be ()."),
    "not a number": (
        "return x * np.nan",
        "failed",
        "`double` gives `nan` or `inf` where the right answer is an ordinary number.",
    ),
    "ragged": (
        "return [[1.0], [2.0, 3.0]]",
        "failed",
        "`double` returns a list that is not a regular array of numbers.",
    ),
    "raises": ("raise ValueError('no')", "error", "`double` raised ValueError in line 3: no"),
    "raises in NumPy": (
        "return np.zeros(3) @ np.zeros(4)",
        "error",
        None,  # NumPy's own words
    ),
    "exits": ("raise SystemExit(3)", "error", "`double` raised SystemExit in line 3: 3"),
    "interrupts": ("raise KeyboardInterrupt", "error", "`double` raised KeyboardInterrupt in line 3."),
    "recursion": ("return double(x)", "error", "`double` calls itself without end."),
    "still a stub inside": (
        "if True: raise NotImplementedError",
        "failed",
        "`double` is still to be written.",
    ),
    "ends the process": (
        "import os; os._exit(5)",
        "error",
        "Your code ended the program (exit status 5) instead of returning a value.",
    ),
}


@pytest.mark.parametrize(("body", "status", "message"), EVERYWHERE.values(), ids=EVERYWHERE)
def test_what_goes_wrong_in_every_call_decides_the_status(doubling, grade, body, status, message):
    result = grade(doubling, f"\ndef double(x):\n    {body}\n")
    assert set(statuses(result)) == {status}
    assert (result.status, result.points) == (status, 0)
    assert message is None or result.tests[0].message == message


@pytest.mark.parametrize(
    "source", ["x = 1", "def other(x):\n    return 2 * x", "def double(x):\n    return 2 * x\ndel double"]
)
def test_a_missing_function_is_named(doubling, grade, source):
    result = grade(doubling, source)
    assert (result.status, result.points) == ("failed", 0)
    assert set(messages(result)) == {"There is no `double`. Is its name spelled as in the stub?"}


def test_a_wrong_signature_is_named(doubling, grade):
    result = grade(doubling, "def double():\n    return 2")
    assert statuses(result) == ["failed"] * 3
    assert "`double` cannot be called as the text says" in result.tests[0].message
    assert "takes 0 positional arguments but 1 was given" in result.tests[0].message


def test_a_type_error_of_the_students_own_is_no_matter_of_the_signature(doubling, grade):
    result = grade(doubling, "def double(x):\n    return len(x)")
    assert result.tests[0].status == "error"
    assert "raised TypeError in line" in result.tests[0].message


def test_different_troubles_together_make_the_exercise_failed(doubling, grade):
    result = grade(doubling, "def double(x):\n    if np.ndim(x): raise ValueError\n    return 3 * x")
    assert statuses(result) == ["failed", "error", "failed"]
    assert result.status == "failed"


def test_the_line_of_the_students_file_is_noted(doubling, grade):
    result = grade(doubling, "def double(x):\n    return helper(x)\n\ndef helper(x):\n    return 1 / 0")
    assert {test.line for test in result.tests} == {6}


def test_syntax_errors_name_the_line_and_no_test_runs(doubling, grade):
    result = grade(doubling, "def double(x):\n    return 2 *\n")
    assert result.status == "error"
    assert result.tests == []
    assert result.error is not None
    assert (result.error.type, result.error.line) == ("SyntaxError", 3)
    assert result.error.message.startswith("Python cannot read line 3: ")


LOADING = {
    "raises": (
        "1 / 0",
        "ZeroDivisionError",
        "The file cannot be loaded: line 4 raises ZeroDivisionError: division by zero",
    ),
    "system exit": (
        "raise SystemExit",
        "SystemExit",
        "The file ends the program while it is being loaded (line 4). Remove `exit()` and the like.",
    ),
    "unknown module": (
        "import torch_of_nobody",
        "ModuleNotFoundError",
        "Line 4: No module named 'torch_of_nobody'. Only NumPy and Python's own library are available, and each file "
        "stands alone: copy what you need from another exercise.",
    ),
    "dies": (
        "import os; os._exit(4)",
        "Died",
        "Your code ended the program (exit status 4) instead of returning a value.",
    ),
}


@pytest.mark.parametrize(("line", "type", "message"), LOADING.values(), ids=LOADING)
def test_a_file_that_cannot_be_loaded_is_an_error_with_a_reason(doubling, grade, line, type, message):
    result = grade(doubling, DOUBLE.strip() + "\n" + line)
    assert (result.status, result.tests, result.points, result.max_points) == ("error", [], 0, 6)
    assert result.error is not None
    if message is not None:
        assert (result.error.type, result.error.message) == (type, message)


def test_a_file_that_never_finishes_loading_is_a_timeout(quick, grade):
    result = grade(quick, DOUBLE + "while True: pass")
    assert (result.status, result.tests) == ("timeout", [])
    assert result.error is not None
    assert result.error.type == "Timeout"
    assert "Is there a loop or an `input()` outside the functions?" in result.error.message


@pytest.mark.parametrize(
    "source",
    [
        "def double(x):\n    ...",
        "def double(x):\n    pass",
        "def double(x):\n    'text'\n    raise NotImplementedError('write this')",
        "import math\ndef double(x):\n    raise NotImplementedError",
    ],
)
def test_a_stub_is_not_started(doubling, grade, source):
    result = grade(doubling, source)
    assert (result.status, result.points, result.max_points, result.tests) == ("not_started", 0, 6, [])


def test_an_assignment_starts_an_exercise_as_well_as_a_definition(doubling, grade):
    assert grade(doubling, "double = lambda x: 2 * x").status == "passed"


# --------------------------------------------------------------------------------------------- time, deaths, restarts


def test_a_call_that_never_ends_is_stopped_and_the_other_tests_still_run(quick, grade):
    result = grade(quick, "def double(x):\n    while np.ndim(x): pass\n    return 2 * x")
    assert statuses(result) == ["passed", "timeout", "passed"]
    assert result.status == "timeout"
    assert result.points == 3
    assert result.tests[1].message.startswith("`double` was stopped after 0.3 s. Does a loop never end")


def test_a_death_costs_one_test_and_the_others_still_run(doubling, grade):
    result = grade(doubling, "def double(x):\n    if np.ndim(x): import os; os._exit(1)\n    return 2 * x")
    assert statuses(result) == ["passed", "error", "passed"]


def test_a_fresh_child_knows_nothing_of_the_one_that_died(doubling, grade):
    result = grade(
        doubling,
        """
        seen = []
        def double(x):
            seen.append(x)
            if np.ndim(x): import os; os._exit(1)
            return 2 * x * len(seen)
        """,
    )
    assert statuses(result) == ["passed", "error", "passed"]


MANY = "".join(
    f'''
def test_{i:02}(student):
    """Number {i}
    {i}번"""
    close(student.double({i}.0), {2 * i}.0)
    close(student.triple(1.0), 3.0)
'''
    for i in range(9)
)
TRIPLE = """
def triple(x):
    return 3 * x
"""


def test_a_function_that_hangs_twice_is_not_called_again(make_course, grade):
    course = make_course(
        DOUBLE + TRIPLE, MANY, write="double, triple", settings="limits: {call_seconds: 0.4}"
    )
    result = grade(course, "def double(x):\n    while True: pass\n" + TRIPLE)
    assert statuses(result) == ["timeout"] * 9
    assert result.seconds < 5  # nine times 0.4 and the time for loading would be more
    assert sum(test.seconds >= 0.4 for test in result.tests) == 2


def test_a_function_that_hangs_does_not_take_the_others_along(make_course, grade):
    tests = (
        MANY
        + '''
def test_triple(student):
    """Three times
    세 배"""
    close(student.triple(2.0), 6.0)
'''
    )
    course = make_course(
        DOUBLE + TRIPLE, tests, write="double, triple", settings="limits: {call_seconds: 0.3}"
    )
    result = grade(course, "def double(x):\n    while True: pass\n" + TRIPLE)
    assert result.tests[-1].status == "passed"


def test_a_child_that_dies_every_time_is_replaced_a_bounded_number_of_times(make_course, grade):
    many = "".join(MANY.replace("test_", f"test_{n}") for n in "abc")
    course = make_course(DOUBLE + TRIPLE, many, write="double, triple")
    result = grade(course, "def double(x):\n    import os; os._exit(1)\n" + TRIPLE)
    assert set(statuses(result)) == {"error", "skipped"}
    assert statuses(result) == sorted(statuses(result))  # skipped only at the end
    assert 1 <= statuses(result).count("skipped") < 20


SLOW = '''
def test_slow(student):
    """Takes its time
    오래 걸립니다"""
    close(student.double(1.0), 2.0)
    time.sleep(0.6)

@points(4)
def test_next(student):
    """Comes too late
    너무 늦습니다"""
    close(student.double(2.0), 4.0)
'''


def test_what_is_left_when_the_time_is_used_up_is_skipped(make_course, grade):
    result = grade(make_course(DOUBLE, SLOW, settings="limits: {total_seconds: 0.5}"), DOUBLE)
    assert statuses(result) == ["passed", "skipped"]
    assert result.points == 1
    assert result.tests[1].message == "Not run: the tests above used up the time for this exercise."


def test_an_exercise_with_skipped_tests_is_not_passed(make_course, grade):
    result = grade(make_course(DOUBLE, SLOW, settings="limits: {total_seconds: 0.5}"), DOUBLE)
    assert result.points < result.max_points
    assert result.status != "passed"


def test_memory_that_there_is_not_is_an_error_with_advice(make_course, grade, judge):
    if "rlimits" not in judge.sandbox["layers"]:
        pytest.skip("no limit on memory here")
    course = make_course(DOUBLE, THREE_TESTS, settings="limits: {memory_mib: 100}")
    result = grade(course, "def double(x):\n    np.ones((1 << 28,))\n    return 2 * x")
    assert statuses(result) == ["error"] * 3
    assert result.tests[0].message.startswith("`double` asked for more memory than there is.")


# ------------------------------------------------------------------------------------------------- points in part


PARTIAL = '''
@points(5)
def test_part(student):
    """Some of it
    일부"""
    if student.double(1.0) != 2.0:
        partial(%s, en="Only {n} of it.", ko="{n}만 맞습니다.", n="half")
'''


@pytest.mark.parametrize(("given", "earned"), [("2", 2), ("2.5", 2.5), ("0", 0), ("9", 5)])
def test_partial_points_are_given_with_a_message_and_never_more_than_there_are(
    make_course, grade, given, earned
):
    result = grade(make_course(DOUBLE, PARTIAL % given), "def double(x):\n    return 0.0")
    (test,) = result.tests
    assert (test.status, test.points, test.max_points, test.message) == (
        "failed",
        earned,
        5,
        "Only half of it.",
    )
    assert (result.status, result.points) == ("failed", earned)


def test_partial_points_say_so_in_korean(make_course, grade):
    result = grade(make_course(DOUBLE, PARTIAL % 2), "def double(x):\n    return 0.0", lang="ko")
    assert result.tests[0].message == "half만 맞습니다."
    assert result.tests[0].title == "일부"
    assert result.title == "제목"


# ------------------------------------------------------------------------------------------------------ the grader's


BROKEN = {
    "an exception": "raise RuntimeError('oops')",
    "a name that is not there": "undefined_name",
    "the reference fails, too": "np.zeros(2)[7]",
    "a failed assertion": "assert student.double(1.0) == 3.0",
}


@pytest.mark.parametrize("statement", BROKEN.values(), ids=BROKEN)
def test_a_broken_test_is_the_graders_failure_and_not_the_students(make_course, grade, statement):
    tests = (
        THREE_TESTS
        + f'''
def test_broken(student):
    """Is broken
    망가졌습니다"""
    {statement}
'''
    )
    result = grade(make_course(DOUBLE, tests), DOUBLE)
    assert statuses(result) == ["passed"] * 3 + ["internal"]
    assert result.status == "internal"
    assert result.tests[-1].message.startswith("The grader failed here, not you: ")


def test_a_test_that_stumbles_over_an_odd_value_blames_the_value(make_course, grade):
    tests = '''
def test_pair(student):
    """A pair
    쌍"""
    a, b = student.double(1.0)
    close(a + b, 3.0)
'''
    course = make_course("def double(x):\n    return x, 2 * x", tests)
    result = grade(course, "def double(x):\n    return None")
    assert statuses(result) == ["failed"]
    assert result.tests[0].message.startswith(
        "The value that came back does not have the form that is asked for"
    )


def test_a_course_that_cannot_be_loaded_is_the_graders_failure(make_course, grade):
    result = grade(make_course(DOUBLE, "import nothing_of_this_name\n"), DOUBLE)
    assert result.status == "internal"
    assert result.error is not None


def test_the_judge_lives_on_after_a_broken_course(make_course, grade):
    assert grade(make_course(DOUBLE, "1 / 0"), DOUBLE).status == "internal"
    assert (
        grade(
            make_course(
                DOUBLE,
                THREE_TESTS,
            ),
            DOUBLE,
        ).status
        == "passed"
    )


# -------------------------------------------------------------------------------------------------------------- seeds


def without_times(result: ExerciseResult) -> dict:
    data = result.to_dict()
    del data["seconds"]
    for test in data["tests"]:
        del test["seconds"]
    return data


@pytest.mark.parametrize("source", [DOUBLE, "def double(x):\n    return 2 * x + (np.ndim(x) > 0)"])
def test_the_same_seed_gives_the_same_record(doubling, grade, source):
    assert without_times(grade(doubling, source, seed=5)) == without_times(grade(doubling, source, seed=5))


def test_another_seed_gives_other_data(doubling, grade):
    source = "def double(x):\n    return 3 * x"
    calls = {grade(doubling, source, seed=seed).tests[2].call for seed in range(5)}
    assert len(calls) == 5


def test_the_data_of_a_test_do_not_depend_on_the_other_tests(make_course, grade):
    source = "def double(x):\n    return 3 * x"
    all_three = grade(make_course(DOUBLE, THREE_TESTS), source, seed=3).tests[2].call
    alone = THREE_TESTS[THREE_TESTS.index("@points(2)") :]
    assert grade(make_course(DOUBLE, alone), source, seed=3).tests[0].call == all_three


# --------------------------------------------------------------------------------------------------------- exit codes


@pytest.mark.parametrize(
    ("statuses", "code", "code_of_started"),
    [
        (["passed", "passed"], 0, 0),
        (["passed", "not_started"], 1, 0),
        (["not_started"], 1, 0),
        (["passed", "failed"], 1, 1),
        (["timeout"], 1, 1),
        (["error", "passed"], 1, 1),
        (["internal", "passed"], 3, 3),
        (["internal", "failed", "not_started"], 3, 3),
    ],
)
def test_the_exit_code_follows_from_the_statuses(statuses, code, code_of_started):
    exercises = [ExerciseResult(str(i), "unit", "", "", status) for i, status in enumerate(statuses)]
    report = Report("course", "en", 0, {"level": "basic", "layers": []}, exercises)
    assert (report.exit_code, report.exit_code_of_started) == (code, code_of_started)


def test_a_fixture_may_be_left_out(make_course, grade):
    tests = '''
def test_nothing_asked():
    """Asks nothing
    묻지 않습니다"""

def test_other_order(rng, student):
    """Other way round
    순서를 바꿔서"""
    x = rng.normal()
    close(student.double(x), 2 * x)
'''
    assert statuses(grade(make_course(DOUBLE, tests), DOUBLE)) == ["passed", "passed"]


def test_nothing_is_printed_into_the_judges_answers(make_course, grade):
    tests = '''
def test_prints(student):
    """Prints
    출력합니다"""
    print("a course may print what it likes")
    close(student.double(1.0), 2.0)
'''
    assert grade(make_course(DOUBLE, tests), DOUBLE + "print('{}')").status == "passed"
