"""Which mistake is named: known ones by agreement, others by a relation, at most two, the most telling first."""

from __future__ import annotations

import numpy as np
import pytest

from dlgrade.judge.diagnosis import alike
from dlgrade.judge.student import Call
from dlgrade.results import ExerciseResult
from dlgrade.sandbox.client import ObjectRef, Reply, Seed, StudentError

SCALE = """
def scale(x, factor=2.0):
    return factor * x
"""
SCALE_TESTS = '''
def test_positive(student, rng):
    """Positive numbers
    양수"""
    for _ in range(3):
        x = rng.uniform(1, 2, size=4)
        close(student.scale(x), scale(x))

def test_factor(student, rng):
    """Other factors
    다른 배율"""
    x = rng.uniform(1, 2, size=3)
    close(student.scale(x, factor=3.0), scale(x, factor=3.0))

def test_negative(student, rng):
    """Negative numbers
    음수"""
    x = rng.uniform(-2, -1, size=3)
    close(student.scale(x), scale(x))
'''
SCALE_MISTAKES = """
@mistake("scale", en="The factor is ignored.", ko="배율을 무시했습니다.")
def factor_ignored(x, factor=2.0):
    return 2.0 * x

@mistake("scale", en="The sign is lost.", ko="부호를 잃었습니다.")
def sign_lost(x, factor=2.0):
    return factor * abs(x)

@mistake("scale", en="Squared.", ko="제곱했습니다.")
def squared(x, factor=2.0):
    return x * x

@mistake("scale", en="Changed in place.", ko="직접 바꿨습니다.")
def in_place(x, factor=2.0):
    x *= factor
    return -x

@mistake("scale", en="Raises.", ko="예외를 냅니다.")
def raises_for_negative(x, factor=2.0):
    if (x < 0).any():
        raise ValueError("negative")
    return factor * x

@mistake("scale", en="Warns.", ko="경고가 납니다.")
def warns(x, factor=2.0):
    return factor * np.sqrt(x) ** 2
"""


@pytest.fixture
def scaling(make_course):
    return make_course(SCALE, SCALE_TESTS, SCALE_MISTAKES, write="scale")


def found(result: ExerciseResult) -> list[tuple[str, str]]:
    return [(finding.kind, finding.id) for finding in result.mistakes]


@pytest.mark.parametrize(
    ("body", "id"),
    [
        ("return x + x", "factor_ignored"),
        ("return np.sqrt((factor * x) ** 2)", "sign_lost"),
        ("return x ** 2", "squared"),
        ("x *= factor\n    return 0 - x", "in_place"),
        (
            "if min(x) < 0:\n        raise ValueError('other words')\n    return factor * x",
            "raises_for_negative",
        ),
        ("return factor * np.exp(np.log(x))", "warns"),
    ],
)
def test_a_known_mistake_is_named_whatever_the_code_looks_like(scaling, grade, body, id):
    result = grade(scaling, f"def scale(x, factor=2.0):\n    {body}")
    assert found(result) == [("known", id)]


def test_the_finding_names_the_function_and_speaks_the_language(scaling, grade):
    (finding,) = grade(scaling, "def scale(x, factor=2.0):\n    return x + x", lang="ko").mistakes
    assert (finding.function, finding.message) == ("scale", "배율을 무시했습니다.")


def test_a_right_answer_has_no_findings(scaling, grade):
    assert found(grade(scaling, "def scale(x, factor=2.0):\n    return x * factor")) == []


def test_a_single_disagreement_rules_a_mistake_out(scaling, grade):
    ignores_but_once = (
        "def scale(x, factor=2.0):\n    return 2 * x if factor != 3.0 else 2 * x + [0, 0, 1e-3]"
    )
    assert ("known", "factor_ignored") not in found(grade(scaling, ignores_but_once))


def test_a_disagreement_in_a_test_that_passes_rules_out_as_well(make_course, grade):
    tests = '''
def test_any_sign(student):
    """The sign does not matter here
    여기서는 부호가 상관없습니다"""
    close(abs(student.scale(-1.0)), 2.0)

def test_right(student):
    """Three
    3"""
    close(student.scale(3.0), 6.0)
'''
    course = make_course(
        SCALE, tests, SCALE_MISTAKES.replace("x * x", "x * x + 1 - 2 * (x < 0)"), write="scale"
    )
    agrees_where_it_fails = "def scale(x, factor=2.0):\n    return x * x + 1 if x > 0 else -2.0"
    assert ("known", "squared") not in found(grade(course, agrees_where_it_fails))


def test_another_kind_of_exception_rules_a_mistake_out(scaling, grade):
    source = "def scale(x, factor=2.0):\n    if min(x) < 0:\n        raise KeyError\n    return factor * x"
    assert found(grade(scaling, source)) == []


def test_a_mistake_without_warnings_is_ruled_out_by_a_warning(scaling, grade):
    source = "import warnings\ndef scale(x, factor=2.0):\n    warnings.warn('hm')\n    return 2.0 * x"
    assert ("known", "factor_ignored") not in found(grade(scaling, source))


def test_a_mistake_that_coincides_with_the_reference_is_no_evidence(make_course, grade):
    """The answer is wrong in another way, on an input where the mistake is right."""
    tests = '''
def test_two(student):
    """Two
    2"""
    close(student.scale(2.0), 4.0)

def test_raises(student):
    """Refuses text
    글자는 거부합니다"""
    raises("TypeError", student.scale, "text", 2.5)
'''
    mistakes = (
        '@mistake("scale", en="Squared.", ko="제곱.")\ndef squared(x, factor=2.0):\n    return x ** 2\n'
    )
    course = make_course(SCALE, tests, mistakes, write="scale")
    source = "def scale(x, factor=2.0):\n    return x ** 2 if isinstance(x, float) else exit(x)"
    result = grade(course, source)
    assert [test.status for test in result.tests] == ["passed", "error"]
    assert found(result) == []


def test_the_mistake_with_the_most_evidence_wins(make_course, grade):
    """Both agree with the answer as far as was observed; the second differs from the reference twice, the first once."""
    tests = """
def test_one(student):
    '''One
    하나'''
    observe(student, one=student.pick(0))
    check(student.pick(0) == 1.0, en="No.", ko="아니요.")

def test_two(student):
    '''Two
    둘'''
    observe(student, two=student.pick(1))
    check(student.pick(1) == 1.0, en="No.", ko="아니요.")
"""
    mistakes = """
@mistake("pick", en="Once.", ko="한 번.")
def once(i):
    return (1.03, 2.0)[i]

@mistake("pick", en="Twice.", ko="두 번.")
def twice(i):
    return (1.09, 2.0)[i]
"""
    course = make_course("def pick(i):\n    return 1.0", tests, mistakes, write="pick")
    assert found(grade(course, "def pick(i):\n    return (1.06, 2.0)[i]")) == [("known", "twice")]


def test_of_two_mistakes_that_do_the_same_the_first_is_named(make_course, grade):
    twice = (
        SCALE_MISTAKES
        + '\n@mistake("scale", en="Again.", ko="또.")\ndef again(x, factor=2.0):\n    return 2.0 * x\n'
    )
    result = grade(
        make_course(SCALE, SCALE_TESTS, twice, write="scale"), "def scale(x, factor=2.0):\n    return 2.0 * x"
    )
    assert found(result) == [("known", "factor_ignored")]


# ---------------------------------------------------------------------------------------------------- several functions


THREE = """
def a(x):
    return 2 * x

def b(x):
    return 3 * x

def c(x):
    return 5 * x
"""
THREE_TESTS = "".join(
    f'''
def test_{name}(student, rng):
    """{name} works
    {name} 동작"""
    x = rng.normal(size=5)
    close(student.{name}(x), {name}(x))
'''
    for name in "cba"
)
THREE_MISTAKES = "".join(
    f'\n@mistake("{name}", en="{name} adds.", ko="더합니다.")\ndef {name}_adds(x):\n    return 1 + {factor} * x\n'
    for name, factor in (("c", 5), ("a", 2), ("b", 3))
)


@pytest.fixture
def three(make_course):
    return make_course(THREE, THREE_TESTS, THREE_MISTAKES, write="a, b, c")


def test_at_most_two_are_named_in_the_order_of_the_exercise(three, grade):
    result = grade(three, THREE.replace("return", "return 1 +"))
    assert found(result) == [("known", "a_adds"), ("known", "b_adds")]


def test_one_finding_per_function(three, grade):
    result = grade(three, THREE.replace("return 3", "return 1 + 3"))
    assert [finding.function for finding in result.mistakes] == ["b"]


def test_known_mistakes_come_before_relations(three, grade):
    source = THREE.replace("return 2 * x", "return -2 * x").replace("return 5", "return 1 + 5")
    assert found(grade(three, source)) == [("relation", "opposite_sign"), ("known", "c_adds")][::-1]


def test_a_function_that_is_right_is_not_named(three, grade):
    result = grade(three, THREE.replace("return 2 * x", "return -2 * x"))
    assert [(finding.function, finding.id) for finding in result.mistakes] == [("a", "opposite_sign")]


def test_what_neither_explains_is_not_explained(three, grade):
    assert found(grade(three, THREE.replace("return 2 * x", "return np.sin(37 * x) + x ** 3"))) == []


# -------------------------------------------------------------------------------------------------- random and free


DRAW = """
def draw(n, rng):
    return rng.normal(0, 1, n)

def other(x):
    return x
"""
DRAW_TESTS = '''
def test_spread(student, rng):
    """The variance is 1
    분산은 1입니다"""
    x = np.asarray(student.draw(4000, rng))
    observe(student, mean=x.mean() + 10, std=x.std())
    check(abs(x.std() - 1) < 0.1 and abs(x.mean()) < 0.1, en="Spread {s:.1f}.", ko="{s:.1f}", s=x.std())
'''
DRAW_MISTAKES = """
@mistake("draw", en="Twice as wide.", ko="두 배 넓습니다.")
def twice_as_wide(n, rng):
    return rng.normal(0, 2, n)

@mistake("draw", en="Not around 0.", ko="0이 중심이 아닙니다.")
def off_centre(n, rng):
    return rng.normal(3, 1, n)

@mistake("draw", en="Uniform.", ko="균등.")
def uniform(n, rng):
    return rng.random(n)
"""


@pytest.fixture
def drawing(make_course):
    return make_course(DRAW, DRAW_TESTS, DRAW_MISTAKES, write="draw")


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    ("body", "ids"),
    [
        ("return 2 * rng.standard_normal(n)", ["twice_as_wide"]),
        ("return np.array([3 + rng.normal() for _ in range(n)])", ["off_centre"]),
        ("return 1 - rng.random(n)", ["uniform"]),
        ("return 4 * rng.standard_normal(n)", []),
        ("return rng.standard_normal(n)", []),
    ],
)
def test_random_results_are_named_by_what_the_test_observed(drawing, grade, seed, body, ids):
    result = grade(drawing, f"def draw(n, rng):\n    {body}", seed=seed)
    assert [id for kind, id in found(result) if kind == "known"] == ids


def test_observed_numbers_need_the_same_names(make_course, grade):
    """A mistake that ends the test earlier has not been seen to agree."""
    tests = '''
def test_spread(student, rng):
    """The variance is 1
    분산은 1입니다"""
    x = np.asarray(student.draw(50, rng))
    observe(student, size=len(x))
    check(x.std() < 1.9, en="Wide.", ko="넓습니다.")
    observe(student, mean=float(x.mean()))
    check(x.mean() < 2, en="High.", ko="높습니다.")
'''
    course = make_course(DRAW, tests, DRAW_MISTAKES, write="draw")
    result = grade(course, "def draw(n, rng):\n    return rng.normal(40, 1, n)")
    assert result.status == "failed"
    assert found(result) == []


# ------------------------------------------------------------------------------------------------------------- objects


STACK = """
class Stack:
    def __init__(self, factor):
        self.factor, self.total = factor, 0.0

    def add(self, x):
        self.total = self.total + self.factor * x
        return self.total
"""
STACK_TESTS = '''
def test_adds(student, rng):
    """Adds up
    더합니다"""
    stack, x = student.Stack(3.0), rng.normal(size=3)
    close(stack.add(x), 3 * x)
    close(stack.add(x), 6 * x)
    close(stack.total, 6 * x)

def test_factor(student):
    """The factor may be changed
    배율을 바꿀 수 있습니다"""
    stack = student.Stack(3.0)
    stack.factor = 5.0
    close(stack.add(1.0), 5.0)
'''
STACK_MISTAKES = """
@mistake("Stack", en="Forgets.", ko="잊습니다.")
class Forgets:
    def __init__(self, factor):
        self.factor = factor

    def add(self, x):
        self.total = self.factor * x
        return self.total

@mistake("Stack", en="Fixed factor.", ko="고정 배율.")
class Fixed:
    def __init__(self, factor):
        self.f, self.factor, self.total = factor, factor, 0.0

    def add(self, x):
        self.total = self.total + self.f * x
        return self.total
"""


@pytest.mark.parametrize(
    ("change", "id"),
    [
        (("self.total + self.factor * x", "self.factor * x"), "Forgets"),
        (("self.factor * x", "3.0 * x"), "Fixed"),
    ],
)
def test_mistakes_of_classes_are_found_through_methods_and_attributes(make_course, grade, change, id):
    course = make_course(STACK, STACK_TESTS, STACK_MISTAKES, write="Stack")
    assert found(grade(course, STACK.replace(*change))) == [("known", id)]


def test_a_class_that_keeps_something_between_objects_is_not_taken_for_a_known_mistake(make_course, grade):
    course = make_course(STACK, STACK_TESTS, STACK_MISTAKES, write="Stack")
    shared = (
        STACK.replace("self.factor, self.total = factor, 0.0", "self.factor = factor")
        .replace("class Stack:", "class Stack:\n    total = 0.0\n    count = []")
        .replace(
            "        self.total =", "        self.count.append(x)\n        self.total = len(self.count) +"
        )
    )
    assert all(kind == "relation" for kind, _ in found(grade(course, shared)))


# --------------------------------------------------------------------------------------------------- answers that forget


def test_an_answer_that_remembers_earlier_calls_is_told_so(three, grade):
    source = THREE.replace(
        "def a(x):\n    return 2 * x",
        "calls = []\ndef a(x):\n    calls.append(1)\n    return np.sin(x + len(calls))",
    )
    assert ("relation", "remembers") in found(grade(three, source))


def test_an_answer_that_cannot_be_asked_again_does_no_harm(three, grade):
    source = THREE.replace(
        "def a(x):\n    return 2 * x",
        "calls = []\ndef a(x):\n    calls.append(1)\n    if len(calls) > 1: import os; os._exit(1)\n    return np.sin(9 * x)",
    )
    result = grade(three, source)
    assert [test.status for test in result.tests] == ["passed", "passed", "failed"]
    assert found(result) == []


# ---------------------------------------------------------------------------------------------------------------- alike


def call(value=None, *, error=None, warned=(), changed=(), args=(1.0,)):
    step = ["call", None, "f", list(args), {}]
    return Call("f", "f", step, None if error else Reply(value, "", warned, changed), error)


def raised(type, kind="raised", words="words"):
    return StudentError(kind, type, words, 3, "")


ALIKE = {
    "equal numbers": (call(1.0), call(1.0), True),
    "integer and float": (call(2), call(2.0), True),
    "number and 0-d array": (call(2.0), call(np.array(2.0)), True),
    "nearly equal": (call(1.0), call(1.0 + 1e-12), True),
    "not quite equal": (call(1.0), call(1.0 + 1e-7), False),
    "nan": (call(float("nan")), call(float("nan")), True),
    "truth value and number": (call(True), call(1.0), False),
    "other shape": (call(np.ones(3)), call(np.ones((3, 1))), False),
    "complex": (call(1j), call(1.0), False),
    "none": (call(None), call(None), True),
    "none and number": (call(None), call(0.0), False),
    "texts": (call("a"), call("a"), True),
    "other texts": (call("a"), call("b"), False),
    "lists": (call([1.0, np.ones(2)]), call([1.0, np.ones(2)]), True),
    "list and tuple": (call([1.0]), call((1.0,)), True),
    "list and array": (call([1.0]), call(np.ones(1)), True),
    "dicts": (call({"a": 1.0}), call({"a": 1.0}), True),
    "other keys": (call({"a": 1.0}), call({"b": 1.0}), False),
    "dict and array": (call({"a": 1.0}), call(np.ones(1)), False),
    "objects": (call(ObjectRef(0, "A", ())), call(ObjectRef(5, "B", ())), True),
    "object and number": (call(ObjectRef(0, "A", ())), call(1.0), False),
    "one warned": (call(1.0, warned=(("W", "w", 1),)), call(1.0), False),
    "one changed its argument": (call(1.0, changed=((0, 0),)), call(1.0), False),
    "same exception": (call(error=raised("ValueError")), call(error=raised("ValueError")), True),
    "other exception": (call(error=raised("ValueError")), call(error=raised("KeyError")), False),
    "same exception, said of other numbers": (
        call(error=raised("ValueError", words="cannot reshape array of size 6 into shape (4,)")),
        call(error=raised("ValueError", words="cannot reshape array of size 8 into shape (2,3)")),
        True,
    ),
    "same exception for another reason": (
        call(error=raised("ValueError", words="cannot reshape array of size 6 into shape (4,)")),
        call(error=raised("ValueError", words="truth value of an array")),
        False,
    ),
    "exception and value": (call(error=raised("ValueError")), call(1.0), False),
    "other kind": (call(error=raised("TypeError")), call(error=raised("TypeError", "signature")), False),
    "draws": (call(1.0, args=(Seed(3),)), call(2.0, args=(Seed(3),)), True),
    "a very small difference of small numbers": (call(np.full(2, 1e-200)), call(np.full(2, 2e-200)), False),
    "big integers": (call(10**30), call(10**30), True),
    "ragged lists": (call([[1.0], [2.0, 3.0]]), call([[1.0], [2.0, 3.0]]), True),
}


@pytest.mark.parametrize(("one", "other", "same"), ALIKE.values(), ids=ALIKE)
def test_two_answers_are_alike_when_nobody_could_tell_them_apart(one, other, same):
    assert alike(one, other) is same
    assert alike(other, one) is same


@pytest.mark.parametrize(
    "value",
    [
        "10 ** 30",
        "-(10 ** 400)",
        "10 ** 5000",
        "[10 ** 30] * 3",
        "{'a': x}",
        "{1: {2: [x]}}",
        "{(1, 2): 3}",
        "b'bytes'",
        "1j * x",
        "[[1.0], [2.0, 3.0]]",
        "[None] * 3",
        "(x, None)",
        "{1.0}",
        "object()",
        "np.array(['a'] * 3)",
        "np.array([None] * 3)",
        "np.datetime64('2020-01-01')",
        "x.astype(np.float16)",
        "x.astype(np.longdouble)",
        "np.float64('inf')",
        "(v for v in x)",
        "np.ma.masked_array(x)",
        "np.matrix(x)",
        "np.zeros((0, 3))",
        "np.zeros(3, dtype=[('a', float)])",
        "np.array(10 ** 30)",
        "scale",
        "np",
        "...",
        "type(x)",
        "[[[[x]]]]",
        "'\\ud800'",
        "float('nan')",
        "True",
        "np.bool_(True)",
        "np.ones((4, 4, 4, 4, 4))",
    ],
)
def test_a_value_of_any_kind_is_the_answers_fault_and_never_the_graders(scaling, grade, value):
    result = grade(scaling, f"def scale(x, factor=2.0):\n    return {value}")
    assert result.status in ("failed", "error")
    assert len(result.mistakes) <= 1


SHARED = """
@mistake("Stack", en="Shared.", ko="함께 씁니다.")
class Shared:
    total = 0.0

    def __init__(self, factor):
        self.factor = factor

    def add(self, x):
        Shared.total = Shared.total + self.factor * x
        return Shared.total

@mistake("Stack", en="Counts.", ko="셉니다.")
class Counts:
    def __init__(self, factor, calls=[]):
        self.factor, self.calls = factor, calls

    def add(self, x):
        self.calls.append(1)
        return self.factor * x * len(self.calls)
"""


@pytest.mark.parametrize("name", ["Shared", "Counts"])
def test_a_mistake_that_keeps_something_is_named_however_often_it_was_compared_before(
    make_course, grade, name
):
    course = make_course(
        STACK, STACK_TESTS.replace("    close(stack.total, 6 * x)\n", ""), SHARED, write="Stack"
    )
    source = SHARED[SHARED.index(f"class {name}") :].partition("\n@mistake")[0].replace(name, "Stack")
    for _ in range(3):
        assert found(grade(course, source)) == [("known", name)]


APPLY = """
def apply(f, x):
    return {"y": f(x), "x": x}
"""
APPLY_TESTS = '''
def test_parts(student, rng):
    """Both parts
    두 부분"""
    x = rng.uniform(1, 2, size=(3, 4))
    def f(given):
        close(given, x)
        return given ** 2
    parts = student.apply(f, x)
    close(parts["y"], x ** 2)
    student.apply(abs, x + 1)
    close(parts["x"], x)
'''
APPLY_MISTAKES = """
@mistake("apply", en="Halved.", ko="반으로 줄였습니다.")
def halved(f, x):
    return {"y": f(x / 2), "x": x}

@mistake("apply", en="Turned.", ko="뒤집었습니다.")
def turned(f, x):
    return {"y": f(x), "x": x[::-1]}
"""


@pytest.fixture
def applying(make_course):
    return make_course(APPLY, APPLY_TESTS, APPLY_MISTAKES, write="apply")


def test_a_function_that_refuses_what_it_is_given_does_not_disturb_the_replay(applying, grade):
    result = grade(applying, "def apply(f, x):\n    return {'y': f(x), 'x': x[::-1]}")
    assert found(result) == [("known", "turned")]
    assert grade(applying, "def apply(f, x):\n    return {'y': f(x / 2), 'x': x}").status == "failed"


def test_a_wrong_part_of_a_result_is_shown_with_the_call_that_returned_it(applying, grade):
    (test,) = grade(applying, "def apply(f, x):\n    return {'y': f(x), 'x': x + 1}").tests
    assert "apply(f, " in test.call


def test_an_ordered_dict_is_as_good_as_a_dict(applying, grade):
    source = "from collections import OrderedDict\ndef apply(f, x):\n    return OrderedDict(y=f(x), x=x)"
    assert grade(applying, source).status == "passed"


def test_an_overflow_after_wrong_ordinary_values_is_not_called_the_cause(make_course, grade):
    tests = """
def test_small(student, rng):
    \"\"\"Small numbers
    작은 수\"\"\"
    x = rng.uniform(1, 2, size=4)
    close(student.scale(x), scale(x))

def test_large(student):
    \"\"\"Large numbers
    큰 수\"\"\"
    close(student.scale(500.0), scale(500.0))
"""
    course = make_course(SCALE, tests, write="scale")
    overflows = "import math\ndef scale(x, factor=2.0):\n    return {} if np.size(x) > 1 else math.exp(x**2)"
    assert found(grade(course, overflows.format("2.0 * x"))) == [("relation", "too_large")]
    assert found(grade(course, overflows.format("np.exp(x)"))) == []


def test_a_relation_of_one_call_is_not_claimed_against_the_others(scaling, grade):
    """In the test with negative numbers the result is always 0, in the others it is not."""
    assert found(grade(scaling, "def scale(x, factor=2.0):\n    return factor * np.maximum(x, 0)")) == []
    everywhere = grade(scaling, "def scale(x, factor=2.0):\n    return 0.0 * x")
    assert found(everywhere) == [("relation", "always_zero")]


def test_gradients_that_are_truth_values_are_called_so(make_course, grade):
    tests = '''
def test_gradient(student, rng):
    """The slope
    기울기"""
    gradcheck(student.ramp, student.ramp_grad, rng.uniform(0.5, 1, size=3))
'''
    reference = "def ramp(x):\n    return np.maximum(x, 0)\n\ndef ramp_grad(x):\n    return (x > 0) * 1.0\n"
    course = make_course(reference, tests, write="ramp, ramp_grad")
    source = "def ramp(x):\n    return np.maximum(x, 0)\n\ndef ramp_grad(x):\n    return x > 0\n"
    (test,) = grade(course, source).tests
    assert "truth values" in test.message


def test_a_relation_of_a_gradient_is_not_claimed_against_other_calls(make_course, grade):
    """The gradient is 0 with the argument that is checked by its slope, and right with another one."""
    tests = '''
def test_values(student, rng):
    """Values
    값"""
    x = rng.normal(size=3)
    close(student.bend(x), bend(x))
    close(student.bend_grad(x), bend_grad(x))

def test_slope(student, rng):
    """The slope
    기울기"""
    gradcheck(student.bend, student.bend_grad, rng.normal(size=3), factor=2.0)
'''
    reference = (
        "def bend(x, factor=1.0):\n    return factor * x**3\n\n"
        "def bend_grad(x, factor=1.0):\n    return factor * 3 * x**2\n"
    )
    course = make_course(reference, tests, write="bend, bend_grad")
    source = reference.replace("return factor * 3", "return {} * 3")
    assert found(grade(course, source.format("(factor == 1)"))) == []
    assert found(grade(course, source.format("-factor"))) == [("relation", "opposite_sign")]


# --------------------------------------------------------------------------------------------- what happened before


LAYER = """
class Layer:
    def __init__(self, w):
        self.w = w

    def forward(self, x):
        self.x = x
        return self.w * x

    def backward(self, dout):
        self.dw = float((dout * self.x).sum())
        return self.w * dout

    def count(self, x):
        self.n = getattr(self, "n", 0) + len(x)
        return np.full(3, self.n)
"""
LAYER_TESTS = '''
def test_alone(student, rng):
    """One layer
    층 하나"""
    x = rng.normal(size=4)
    layer, right = student.Layer(2.0), Layer(2.0)
    close(layer.forward(x), right.forward(x))
    close(layer.backward(x), right.backward(x))
    close(layer.count(x), right.count(x))

def test_again(student, rng):
    """Called again
    다시 부르기"""
    layer, right = student.Layer(2.0), Layer(2.0)
    for n in (4, 5):
        x = rng.normal(size=n)
        close(layer.forward(x), right.forward(x))
        close(layer.backward(x + 1), right.backward(x + 1))
        close(layer.dw, right.dw)
        close(layer.count(x), right.count(x))

def test_two(student, rng):
    """Two layers
    층 둘"""
    x = rng.normal(size=4)
    layer, right, other = student.Layer(2.0), Layer(2.0), student.Layer(3.0)
    close(layer.forward(x), right.forward(x))
    other.forward(x + 1)
    check(np.allclose(found := layer.backward(x), right.backward(x)), en="No.", ko="아니요.", actual=found)
    close(layer.dw, right.dw)
'''


@pytest.fixture
def layered(make_course):
    return make_course(LAYER, LAYER_TESTS, "", write="Layer")


@pytest.mark.parametrize(
    ("right", "wrong", "ids"),
    [
        ("self.w = w", "Layer.w = w", ["shared"]),
        ("self.x = x", "Layer.x = x", ["shared"]),
        ("        self.x = x", "        self.x = getattr(self, 'x', x)", ["left_over"]),
        ("return self.w * dout", "self.w = self.w * (1 + 0 * dout.sum()) * 2\n        return self.w / 2 * dout", ["left_over"]),
        ("self.dw = float(", "self.dw = getattr(self, 'dw', 0.0) + float(", []),  # a single number may agree by chance
        ('getattr(self, "n", 0) + len(x)', "len(x)", []),  # what should count does not: nothing is left over
        ("return self.w * x", "return self.w * x + x ** 3", []),
    ],
)  # fmt: skip
def test_an_object_that_is_wrong_only_after_other_calls_is_told_so(layered, grade, right, wrong, ids):
    assert right in LAYER
    result = grade(layered, LAYER.replace(right, wrong))
    assert result.points < result.max_points
    assert [id for _, id in found(result) if id in ("shared", "left_over")] == ids


def test_where_chance_decides_nothing_is_said_of_the_calls_before(make_course, grade):
    tests = '''
def test_draws(student, rng):
    """It draws
    뽑습니다"""
    close(student.Dice(rng).roll(3).shape, (4,))
'''
    reference = "class Dice:\n    def __init__(self, rng):\n        self.rng = rng\n    def roll(self, n):\n        return self.rng.random(4)"
    course = make_course(reference, tests, "", write="Dice")
    assert found(grade(course, reference.replace("random(4)", "random(n)"))) == []


def test_a_relation_counts_where_the_seed_does_not(make_course, grade):
    """A net that starts at random is compared once its parameters have been set."""
    reference = """
class Net:
    def __init__(self, rng):
        self.w = rng.normal(size=3)

    def slope(self, x):
        return self.w * x
"""
    tests = '''
def test_first(student, rng):
    """First
    하나"""
    net, right = student.Net(rng), Net(rng)
    net.w = right.w = np.array([1.0, 2.0, 3.0])
    close(net.slope(0.5), right.slope(0.5))

def test_second(student, rng):
    """Second
    둘"""
    net, right = student.Net(rng), Net(rng)
    net.w = right.w = np.array([1.0, 2.0, 3.0])
    student.Net(rng).slope(1.0)
    close(net.slope(2.0), right.slope(2.0))
'''
    course = make_course(reference, tests, "", write="Net")
    zero_once = reference.replace("self.w * x", "self.w * x * (x > 1) * 3")
    assert ("relation", "always_zero") not in found(grade(course, zero_once))
    opposite = reference.replace("return self.w * x", "return -self.w * x")
    assert found(grade(course, opposite)) == [("relation", "opposite_sign")]
