"""The record: what the schema promises, nothing lost on the way, and nothing of the student's that could do harm."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import dlgrade
from dlgrade.judge import show
from dlgrade.results import ErrorInfo, ExerciseResult, Finding, Report, TestResult
from dlgrade.views import to_json

SCHEMA = Path(dlgrade.__file__).parent / "schema" / "result.schema.json"

DOUBLE = "def double(x):\n    return 2 * x\n"
TESTS = '''
@public
def test_two(student):
    """Two becomes four
    2는 4가 됩니다"""
    close(student.double(2.0), 4.0)

@points(2.5)
def test_array(student, rng):
    """Arrays, too
    배열도 됩니다"""
    x = rng.normal(size=(2, 3))
    close(student.double(x), 2 * x)

def test_slope(student, rng):
    """The slope is 2
    기울기는 2입니다"""
    gradcheck(student.double, student.slope, rng.normal(size=3))

def test_part(student):
    """Half of it
    절반"""
    if student.double(1.0) != 2.0:
        partial(0.5, en="Half.", ko="절반.")
'''
REFERENCE = DOUBLE + "def slope(x):\n    return 2 + 0 * x\n"
MISTAKE = '@mistake("double", en="Three, not two.", ko="셋이 아니라 둘.")\ndef three(x):\n    return 3 * x\n'
BROKEN = "\ndef test_broken(student):\n    '''Broken\n    고장'''\n    raise RuntimeError\n"

ANSWERS = {
    "right": REFERENCE,
    "wrong": REFERENCE.replace("2 * x", "3 * x"),
    "wrong gradient": REFERENCE.replace("2 + 0", "3 + 0"),
    "empty": "",
    "stub": "def double(x):\n    raise NotImplementedError\n",
    "syntax": "def double(x:\n",
    "raises": "def double(x):\n    raise ValueError('no')\n",
    "raises while loading": "raise ValueError('no')",
    "exits": "def double(x):\n    import os\n    os._exit(3)\n",
    "hangs": "def double(x):\n    while True: pass\n",
    "nothing": "def double(x):\n    pass; x\n",
    "an object": "def double(x):\n    return object()\n",
    "prints": "def double(x):\n    print(x)\n",
    "long names": "class " + "A" * 5000 + "(Exception): pass\ndef double(x):\n    raise " + "A" * 5000 + "\n",
    "long messages": "def double(x):\n    raise ValueError('m' * 10**6)\n",
    "long texts": "def double(x):\n    print('p' * 10**6)\n    return 't' * 10**6\n",
    "an enormous integer": "def double(x):\n    return 10 ** 1000\n",
    "a long error while loading": "raise ValueError('m' * 10**6)",
    "a large array": "import numpy as np\ndef double(x):\n    return np.ones((300, 300))\n",
    "no function": "double = 3\ndel double\n",
    "no arguments": "def double():\n    return 1\n",
}


@pytest.fixture
def doubling(make_course):
    return make_course(
        REFERENCE, TESTS, MISTAKE, write="double, slope", settings="limits: {call_seconds: 0.4}"
    )


@pytest.fixture(scope="session")
def validator():
    """A validator of the schema; a pointer into it chooses a part."""
    jsonschema = pytest.importorskip("jsonschema")
    if not SCHEMA.exists():
        pytest.skip("there is no schema")
    return jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def report(*results: ExerciseResult, lang: str = "en") -> Report:
    return Report("made", lang, 3, {"level": "basic", "layers": ["process"]}, list(results))


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)


def test_the_schema_is_a_schema(validator):
    validator.check_schema(validator.schema)


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("source", ANSWERS.values(), ids=ANSWERS)
def test_every_record_satisfies_the_schema(doubling, grade, validator, source, lang):
    record = json.loads(to_json(report(grade(doubling, source, lang=lang), lang=lang)))
    validator.validate(record)


def test_the_record_of_a_file_that_never_finishes_loading_satisfies_the_schema(doubling, grade, validator):
    validator.validate(report(grade(doubling, DOUBLE + "while True: pass")).to_dict())


def test_the_graders_own_failure_satisfies_the_schema(make_course, grade, validator):
    results = [
        grade(make_course(REFERENCE, tests, write="double"), REFERENCE) for tests in (TESTS + BROKEN, "1 / 0")
    ]
    assert [result.status for result in results] == ["internal", "internal"]
    validator.validate(report(*results).to_dict())


def test_a_record_of_nothing_satisfies_the_schema(validator):
    validator.validate(report().to_dict())


@pytest.mark.parametrize(
    "change",
    [
        {"status": "great"},
        {"points": -1},
        {"secret": 1},
        {"tests": [{}]},
        {"error": {"type": "E"}},
        {"mistakes": [{"id": "a", "kind": "guess", "function": "f", "message": ""}]},
    ],
)
def test_the_schema_refuses_what_is_no_record(validator, change):
    record = report(ExerciseResult("it", "unit", "Title", "it.py", "passed", 1, 1)).to_dict()
    assert validator.is_valid(record)
    record["exercises"][0].update(change)
    assert not validator.is_valid(record)


@pytest.mark.parametrize("source", ANSWERS.values(), ids=ANSWERS)
def test_nothing_is_lost_on_the_way_through_json(doubling, grade, source):
    result = grade(doubling, source)
    assert ExerciseResult.from_dict(json.loads(json.dumps(result.to_dict()))) == result


def test_a_full_record_survives_the_way_there_and_back():
    test = TestResult("t", "T", True, "failed", 0.5, 2, "m", "f(1)", "2", "p", 7, [3, 4], 0.25)
    finding = Finding("three", "known", "f", "words")
    full = ExerciseResult(
        "it", "u", "T", "it.py", "failed", 0.5, 2, [test], [finding], ErrorInfo("E", "m", 3), 0.5
    )
    assert ExerciseResult.from_dict(full.to_dict()) == full
    assert full.to_dict()["tests"][0]["judged"] == [3, 4]


def test_a_report_adds_up_points():
    results = [ExerciseResult(str(i), "u", "", "", "failed", 1.5 * i, 3) for i in range(3)]
    assert (report(*results).points, report(*results).max_points) == (4.5, 9)
    assert (report(*results).to_dict()["points"], report().to_dict()["points"]) == (4.5, 0)


# ----------------------------------------------------------------------------------- what the student's code can say


ESCAPES = "\\x1b[31mred\\x1b]0;title\\x07\\x9b2J\\r\\n\\x00\\x08\\x7f"
DIRECTIONS = "\\u202eabc\\u2066def\\u200f\\u200bghi\\ufeff"
HALVES = "\\ud800x\\udfff"
HOSTILE = f"'{ESCAPES}{DIRECTIONS}{HALVES}' + 'y' * 10 ** 6"

PLACES = {
    "message": f"def double(x):\n    raise ValueError({HOSTILE})",
    "returned text": f"def double(x):\n    return {HOSTILE}",
    "returned dict": f"def double(x):\n    return {{{HOSTILE}: {HOSTILE}}}",
    "printed": f"def double(x):\n    print({HOSTILE})",
    "warning": f"import warnings\ndef double(x):\n    warnings.warn({HOSTILE})\n    return 2 * x",
    "type name of an exception": f"E = type({HOSTILE}, (Exception,), {{}})\ndef double(x):\n    raise E",
    "type name of an object": f"E = type(({HOSTILE})[:200], (), {{}})\ndef double(x):\n    return E()",
    "name of a missing attribute": f"def double(x):\n    getattr(x, ({HOSTILE})[:200])",
    "message while loading": f"def double(x):\n    return x\nraise ValueError({HOSTILE})",
    "type name while loading": f"def double(x):\n    return x\nraise type({HOSTILE}, (Exception,), {{}})",
    "syntax error": "def double(x):\n    return x\nexec('a b' + '\\x1b[31m' * 3)",
    "message of a syntax error": f"def double(x):\n    return x\nraise SyntaxError({HOSTILE})",
}
WARNING_TEST = '''
def test_silent(student):
    """Without warnings
    경고 없이"""
    student.double(1.0)
    silent(student)
'''


def is_harmless(text: str) -> bool:
    """No control, direction or surrogate characters, but for the line feed."""
    return all(c == "\n" or c == "\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs") for c in text)


@pytest.mark.parametrize("source", PLACES.values(), ids=PLACES)
def test_what_the_students_code_says_is_harmless_and_short(make_course, grade, validator, source):
    course = make_course(REFERENCE, TESTS + WARNING_TEST, MISTAKE, write="double, slope")
    record = report(grade(course, source)).to_dict()
    assert all(map(is_harmless, texts(record)))
    assert max(map(len, texts(record))) <= 2000
    assert len(json.dumps(record)) < 40_000
    validator.validate(record)


@pytest.mark.parametrize("source", PLACES.values(), ids=PLACES)
def test_what_the_students_code_says_can_be_written_as_utf_8(make_course, grade, source):
    course = make_course(REFERENCE, TESTS + WARNING_TEST, MISTAKE, write="double, slope")
    assert to_json(report(grade(course, source))).encode("utf-8")


CLEAN = {
    "plain": ("hello", "hello"),
    "korean": ("안녕 ½ × −", "안녕 ½ × −"),
    "line ends": ("a\r\nb\nc\td", "a\nb\nc\td"),
    "escape": ("\x1b[31mred", "�[31mred"),
    "eight-bit escape": ("\x9b2J", "�2J"),
    "bell and null": ("a\x07\x00b", "a��b"),
    "return": ("safe\rharm", "safe�harm"),
    "direction": ("a\u202eb\u2066c\u2069", "a�b�c�"),
    "zero width": ("a\u200bb\ufeffc", "a�b�c"),
    "surrogate": ("a\ud800b", "a�b"),
    "line separator": ("a\u2028b\u2029c", "a�b�c"),
    "arabic letter mark": ("a\u061cb", "a�b"),
    "tag characters": ("a\U000e0041b", "a�b"),
}


@pytest.mark.parametrize(("text", "cleaned"), CLEAN.values(), ids=CLEAN)
def test_cleaning_keeps_letters_and_takes_what_could_act(text, cleaned):
    assert show.clean(text) == cleaned


@pytest.mark.parametrize("length", [0, 99, 100, 101, 10**6])
def test_cleaning_bounds_the_length_and_says_so(length):
    cleaned = show.clean("x" * length, 100)
    assert len(cleaned) == min(length, 100)
    assert cleaned.endswith("…") is (length > 100)


# ------------------------------------------------------------------------------------------------- values, as shown


def shown(result: ExerciseResult) -> tuple[str, str]:
    return result.tests[0].call, result.tests[0].output


SHOW = '''
def test_it(student):
    """It
    그것"""
    close(student.double(%s), 0.5)
'''


@pytest.mark.parametrize(
    ("argument", "call"),
    [
        ("2.0", "double(2.0)"),
        ("2", "double(2)"),
        ("np.float64(2.5)", "double(2.5)"),
        ("x=2.0", "double(x=2.0)"),
        ("np.array([1.0, 2.5])", "double(np.array([1. , 2.5]))"),
        ("np.array([[1, 2], [3, 4]])", "double(np.array([[1, 2], [3, 4]]))"),
        ("np.array([True])", "double(np.array([True]))"),
        ("[1.0, 'a', None, True]", "double([1.0, 'a', None, True])"),
        ("(1,)", "double((1,))"),
        ("{'W': np.ones(2)}", "double({'W': np.array([1., 1.])})"),
        ("np.ones((30, 40))", "double(<shape (30, 40): 1., 1., 1., 1., …>)"),
        ("np.random.default_rng(0)", None),
        ("lambda x: x", "double(f)"),
        ("float('nan')", "double(nan)"),
        ("np.zeros((0, 3))", None),
        ("1e300", "double(1e+300)"),
    ],
)
def test_the_call_is_shown_as_the_student_could_write_it(make_course, grade, argument, call):
    result = grade(make_course(DOUBLE, SHOW % argument, write="double"), "def double(x):\n    return 1.5")
    assert call is None or shown(result) == (call, "1.5")
    assert shown(result)[0].startswith("double(")


def test_an_environment_is_shown_without_addresses(make_course, grade):
    argument = "namespace(reset=lambda: 0, step=lambda a: (0, 0.0, True), n_states=4)"
    result = grade(make_course(DOUBLE, SHOW % argument, write="double"), "def double(x):\n    return 1.5")
    assert "0x" not in shown(result)[0]
    assert "<locals>" not in shown(result)[0]
    assert "n_states" in shown(result)[0]


@pytest.mark.parametrize(
    ("value", "output"),
    [
        ("1.5", "1.5"),
        ("3", "3"),
        ("None", "None"),
        ("'text'", "'text'"),
        ("np.array([1.5, 2])", "[1.5, 2. ]"),
        ("np.ones((2, 2)) / 3", "[[0.3333, 0.3333], [0.3333, 0.3333]]"),
        ("np.arange(100.0)", "<shape (100,): 0., 1., 2., 3., …>"),
        ("(1, [2.5])", "(1, [2.5])"),
        ("object()", "<object>"),
        ("(v for v in [])", "<generator>"),
    ],
)
def test_what_came_back_is_shown(make_course, grade, value, output):
    result = grade(make_course(DOUBLE, SHOW % "2.0", write="double"), f"def double(x):\n    return {value}")
    assert shown(result) == ("double(2.0)", output)


def test_an_exception_is_shown_in_place_of_a_value(make_course, grade):
    result = grade(
        make_course(DOUBLE, SHOW % "2.0", write="double"), "def double(x):\n    raise KeyError('a')"
    )
    assert shown(result) == ("double(2.0)", "KeyError: 'a'")


def test_what_was_printed_is_kept(make_course, grade):
    result = grade(make_course(DOUBLE, SHOW % "2.0", write="double"), "def double(x):\n    print('here', x)")
    assert result.tests[0].printed == "here 2.0\n"


def test_passed_tests_show_nothing(make_course, grade):
    result = grade(
        make_course(DOUBLE, SHOW % "0.25", write="double"), DOUBLE.replace("return", "print(x)\n    return")
    )
    assert result.status == "passed"
    assert (result.tests[0].call, result.tests[0].output, result.tests[0].printed) == ("", "", "")
