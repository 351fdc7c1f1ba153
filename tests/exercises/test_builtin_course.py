"""Every exercise of the built-in course, proven from the outside: answers, mistakes, stubs and cheats as files in the sandbox."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import textwrap
from dataclasses import asdict

import numpy as np
import pytest

from dlgrade.course.model import Course, builtin_root
from dlgrade.course.programs import load_module
from dlgrade.course.stub import stub
from dlgrade.i18n import LANGUAGES
from dlgrade.judge import show
from dlgrade.judge.material import Material
from dlgrade.judge.runner import generator_for, run_test
from dlgrade.judge.student import Record, Student
from dlgrade.sandbox.client import LocalConnection, StudentError
from dlgrade.testing import collect_mistakes
from dlgrade.verdicts import Mismatch, Verdict

COURSE = Course(builtin_root())
EXERCISES = [e for e in COURSE.exercises.values() if e.tests_path.exists() and e.mistakes_path.exists()]
MISTAKES = [(e, m) for e in EXERCISES for m in collect_mistakes(load_module(e.mistakes_path))]
SEED = 2


def trains_long(exercise):
    """Whether a single check takes many seconds: one seed must do."""
    return exercise.limits.get("call_seconds", 0) > 60


each = pytest.mark.parametrize("exercise", EXERCISES, ids=[e.id for e in EXERCISES])
each_mistake = pytest.mark.parametrize(
    ("exercise", "mistake"), MISTAKES, ids=[f"{e.id}-{m.id}" for e, m in MISTAKES]
)
# `make validate` tries all of them, over several seeds; here are as many as a test run has time for
TRIED = [(e, m) for i, (e, m) in enumerate(MISTAKES) if i % (12 if trains_long(e) else 2) == 0]
each_tried_mistake = pytest.mark.parametrize(
    ("exercise", "mistake"), TRIED, ids=[f"{e.id}-{m.id}" for e, m in TRIED]
)


def test_every_exercise_that_is_listed_is_there():
    assert [e.id for e in EXERCISES] == list(COURSE.exercises)


def test_all_tests_pass_on_the_reference_under_plain_pytest(tmp_path):
    command = [sys.executable, "-m", "pytest", "-q", "-p", "dlgrade.pytest_plugin", "-p", "no:cacheprovider"]
    options = ["--import-mode=importlib", "--noconftest", "-W", "error", f"--rootdir={tmp_path}"]
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("PYTEST_", "DLGRADE_"))
    }
    files = [str(e.tests_path) for e in EXERCISES]
    done = subprocess.run(
        [*command, *options, *files], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout[-3000:]


# ------------------------------------------------------------------------------------------------------------- answers


@pytest.mark.parametrize(
    ("exercise", "answer", "seed"),
    [(e, a, seed) for e in EXERCISES for a in e.answers for seed in ((0,) if trains_long(e) else (0, 1))],
    ids=lambda x: getattr(x, "id", None) or getattr(x, "stem", None),
)
def test_a_right_answer_gets_full_marks(check, exercise, answer, seed):
    result = check(exercise.id, answer.read_text(encoding="utf-8"), seed=seed)
    assert [test.message for test in result.tests if test.status != "passed"] == []
    assert result.error is None
    assert (result.status, result.points) == ("passed", result.max_points)
    assert result.mistakes == []


@each
def test_the_answers_are_written_differently(exercise):
    assert len(exercise.answers) >= 3
    dumps = {ast.dump(ast.parse(answer.read_text(encoding="utf-8"))) for answer in exercise.answers}
    assert len(dumps) == len(exercise.answers)


@each
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_stub_is_not_started(check, exercise, lang):
    result = check(exercise.id, stub(exercise, lang), lang=lang)
    assert (result.status, result.points, result.tests, result.error) == ("not_started", 0, [], None)


@each
def test_points_are_spread_over_public_and_hidden_tests(check, exercise):
    result = check(exercise.id, exercise.answers[0].read_text(encoding="utf-8"))
    hidden = sum(test.max_points for test in result.tests if test.hidden)
    assert 0 < result.max_points - hidden < hidden


# ------------------------------------------------------------------------------------------------------------ mistakes


SHIM = "def mistake(*args, **kwargs):\n    return lambda implementation: implementation\n"


def as_a_student_would_hand_it_in(exercise, mistake) -> str:
    """A right answer with the mistake's source under the name of the function that it stands for."""
    source = exercise.mistakes_path.read_text(encoding="utf-8")
    marks = "from dlgrade.testing import mistake\n"
    assert source.count("dlgrade") == source.count(marks) == 1
    for name in exercise.forbidden:  # a student would call the function of the exercise itself
        short = name.rpartition(".")[2]
        if short in exercise.write:
            source = re.sub(rf"\b(np|math)\.{short}\(", f"{short}(", source)
    body = textwrap.indent(f"{source.replace(marks, SHIM)}\nreturn {mistake.id}\n", "    ")
    return f"{exercise.solution.read_text(encoding='utf-8')}\n\ndef wrong():\n{body}\n\n{mistake.function} = wrong()\n"


def expected_values(material, mistake):
    """What the hidden tests compare with, where the mistake is wrong: the right value and what may be shown instead."""
    module = material.with_mistake(mistake)
    for test in material.tests:
        record = Record()
        try:
            run_test(
                test, Student(LocalConnection(module), record), generator_for(SEED, material.id, test.name)
            )
        except Mismatch as mismatch:
            if test.hidden and mismatch.expected is not None:
                yield test.name, mismatch.expected, record
        except (Verdict, StudentError, ValueError, TypeError, KeyError, IndexError, AttributeError):
            pass


def forms(value):
    """Ways to write a value down, but for those that anybody could guess."""
    array = np.asarray(value)
    if array.dtype.kind not in "fc" or not np.isfinite(array).any():
        return set()
    if array.size == 1:
        number = repr(float(array.reshape(-1)[0].real))
        return {number} if len(number.strip("-0.")) > 5 else set()
    if len(np.unique(np.round(array, 3))) < 3:
        return set()
    return {show.value(array), repr(array.tolist()), str(array.tolist())[1:-1], np.array2string(array)}


def secrets_told(exercise, mistake, result):
    """Expected values of hidden tests that the result says, though no call of the student's showed them."""
    said = {test.name: json.dumps(asdict(test), ensure_ascii=False) for test in result.tests}
    findings = " ".join(finding.message for finding in result.mistakes)
    for name, expected, record in expected_values(Material.load(exercise.describe()), mistake):
        own = "".join(
            show.call(call) + (show.value(call.reply.value) if call.reply else "") for call in record.calls
        )
        for form in forms(expected):
            if form not in own and (form in said[name] or form in findings):
                yield form


@each_tried_mistake
def test_a_known_mistake_fails_is_called_by_its_own_name_and_learns_nothing(check, exercise, mistake):
    result = check(exercise.id, as_a_student_would_hand_it_in(exercise, mistake), seed=SEED)
    assert result.error is None
    assert result.status in ("failed", "error", "timeout")
    assert result.points < result.max_points
    assert (mistake.id, "known", mistake.function) in [(f.id, f.kind, f.function) for f in result.mistakes]
    assert list(secrets_told(exercise, mistake, result)) == []


@each_mistake
def test_a_mistake_is_explained_in_both_languages(exercise, mistake):
    assert mistake.function in exercise.write
    assert any("가" <= c <= "힣" for c in mistake.text.ko)
    assert not any("가" <= c <= "힣" for c in mistake.text.en)
    assert mistake.text.en[-1] in ".?!)"
    assert mistake.text.ko[-1] in ".?!)"


# ---------------------------------------------------------------------------------------------- the examples by heart


def literal(value):
    """A value as Python source; `ANY` for what cannot be written down, such as a function."""
    if isinstance(value, np.ndarray | np.generic):
        return f"np.array({value.tolist()!r}, dtype='{value.dtype}')" + (
            "[()]" if np.ndim(value) == 0 else ""
        )
    if type(value) in (list, tuple):
        inside = "".join(f"{literal(item)}, " for item in value)
        return f"[{inside}]" if type(value) is list else f"({inside})"
    if isinstance(value, dict):
        return "{" + "".join(f"{key!r}: {literal(item)}, " for key, item in value.items()) + "}"
    return repr(value) if value is None or isinstance(value, bool | int | float | str) else "ANY"


LEARNED_BY_HEART = """
import numpy as np
from numpy import inf, nan

ANY = object()
KNOWN = [
    {rows}
]


def same(a, b):
    if a is ANY:
        return True
    if isinstance(a, (list, tuple)) and isinstance(b, (list, tuple)):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict) and isinstance(b, dict):
        return list(a) == list(b) and all(same(a[k], b[k]) for k in a)
    return np.shape(a) == np.shape(b) and bool(np.all(np.asarray(a) == np.asarray(b)))


def by_heart(name, args, kwargs):
    for known, given, named, result in KNOWN:
        if known == name and same(given, args) and same(named, kwargs):
            return result
    return np.zeros(np.shape(args[0]) if args and isinstance(args[0], (float, int, np.ndarray)) else ())
"""
BY_HEART = """

def {name}(*args, **kwargs):
    return by_heart("{name}", args, kwargs)
"""
CLASS_BY_HEART = """

class {name}:
    def __init__(self, *args, **kwargs):
        pass

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        for known, given, _, result in KNOWN:
            if known == "{name}." + name and given is None:
                return result
        return lambda *args, **kwargs: by_heart("{name}." + name, args, kwargs)
"""


def learned_by_heart(exercise) -> tuple[str, bool]:
    """A file that knows the calls of the public tests and returns zeros for all others; whether it knows all of them."""
    material = Material.load(exercise.describe())
    rows, complete = [], True
    for test in material.tests:
        if not test.hidden:
            record = Record()
            run_test(
                test,
                Student(LocalConnection(material.reference), record),
                generator_for(SEED, exercise.id, test.name),
            )
            for call in record.calls:
                args, kwargs = call.arguments
                result = literal(call.reply.value)
                given = literal(tuple(args)) if call.step[0] == "call" else "None"
                complete = complete and "ANY" not in f"{given} {result}"
                if result != "ANY" and call.step[0] != "set":
                    rows.append(f"({call.label!r}, {given}, {literal(kwargs)}, {result}),")
    source = LEARNED_BY_HEART.replace("{rows}", "\n    ".join(rows))
    for name in exercise.write:
        is_class = isinstance(getattr(material.reference, name), type)
        source += (CLASS_BY_HEART if is_class else BY_HEART).replace("{name}", name)
    return source, complete


@each
def test_a_file_that_knows_the_examples_by_heart_fails(check, exercise):
    source, complete = learned_by_heart(exercise)
    result = check(exercise.id, source, seed=SEED)
    assert result.error is None
    public = [test for test in result.tests if not test.hidden]
    if complete:  # without random draws, functions or objects, for which there is nothing to learn
        assert {test.status for test in public} == {"passed"}
    assert result.points < result.max_points / 2


@each
def test_a_file_without_any_of_the_functions_gets_nothing(check, exercise):
    result = check(exercise.id, "import numpy as np\n\n\ndef something_else(x):\n    return x\n")
    assert result.status != "passed"
    assert result.points == 0


@each
def test_zeros_everywhere_earn_less_than_half(check, exercise):
    source = LEARNED_BY_HEART.replace("{rows}", "") + "".join(
        BY_HEART.replace("{name}", name) for name in exercise.write
    )
    result = check(exercise.id, source)
    assert result.status != "passed"
    assert result.points < result.max_points / 2
