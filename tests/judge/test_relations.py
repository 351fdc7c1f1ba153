"""General relations: each is found on an answer made for it, none on a right one, and none gives the answer away."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from dlgrade.judge import messages, relations, show
from dlgrade.judge.diagnosis import alike
from dlgrade.judge.student import Call, Handle, Record, Student
from dlgrade.sandbox.client import LocalConnection, ObjectRef, Reply
from dlgrade.testing import close
from dlgrade.verdicts import Mismatch

RNG = np.random.default_rng(7)
X = np.array(
    [
        [0.5, -1.25, 2.75],
        [-3.5, 0.0, 1.125],
        [4.25, -0.75, 0.875],
        [-2.5, 1.625, -0.25],
        [0.375, 3.125, -1.75],
    ]
)
RIGHT = 1.3 * X**2 + 0.7 * X + 0.1  # not symmetric, not monotonic, nowhere 0
SQUARE = RIGHT[:3]
ROW = RIGHT[0]
LONG = np.concatenate([X[0], [40.0, -50.0]])
SMALL = np.linspace(0.11, 0.93, 15).reshape(5, 3)  # between 0 and 1, for square roots and logarithms


def handle(type_name):
    return Handle(Student(LocalConnection(np)), "f", ObjectRef(0, type_name, ()))


def mismatches(actual, expected):
    try:
        close(actual, expected)
    except Mismatch as mismatch:
        yield mismatch


def explain(actual, expected, *args, printed=""):
    call = Call("f", "f", ["call", None, "f", list(args) or [X], {}], Reply(actual, printed))
    return relations.explain(next(mismatches(actual, expected)), call)


NOWHERE = np.where(X > 0, RIGHT, np.nan)  # not finite without a pattern
# One row per relation: its id, the answer, the right answer, the arguments of the call.
EXAMPLES = [
    ("nothing_returned", None, RIGHT, (X,)),
    ("text_returned", "0.5", RIGHT, (X,)),
    ("generator_returned", handle("generator"), RIGHT, (X,)),
    ("object_array", handle("ndarray"), RIGHT, (X,)),
    ("object_returned", handle("Box"), RIGHT, (X,)),
    ("object_returned", handle("set"), RIGHT, (X,)),
    ("extra_axes", RIGHT[:, None], RIGHT, (X,)),
    ("extra_axes", ROW[None], ROW, (ROW,)),
    ("extra_axes", [1.0], 2.0, (3.0,)),
    ("transposed_shape", RIGHT.T, RIGHT, (X,)),
    ("one_number", RIGHT.sum(), RIGHT, (X,)),
    ("not_one_number", RIGHT, RIGHT.mean(), (X,)),
    ("axis_gone", RIGHT.sum(axis=0), RIGHT, (X,)),
    ("axis_gone", RIGHT.sum(axis=1), RIGHT, (X,)),
    ("overflow", np.where(np.abs(LONG) > 30, np.inf, LONG), LONG, (LONG,)),
    ("overflow", np.where(np.abs(LONG) > 30, np.nan, LONG), LONG, (LONG,)),
    ("overflow", np.nan, 1.0, (800.0,)),
    ("overflow", np.full(3, np.nan), ROW, (X[0], 1000.0)),
    ("at_zero", np.where(X == 0, np.nan, RIGHT), RIGHT, (X,)),
    ("at_the_ends", np.array([np.nan, 0.5, np.inf]), np.array([0.1, 0.5, 0.2]), (np.array([0.0, 0.4, 1.0]),)),
    ("single_precision", RIGHT.astype(np.float32), RIGHT, (X,)),
    ("single_precision", (RIGHT / 3).astype(np.float32).astype(float), RIGHT / 3, (X,)),
    ("rounded", np.round(RIGHT / 3, 4), RIGHT / 3, (X,)),
    ("rounded", np.round(RIGHT / 3, 1), RIGHT / 3, (X,)),
    ("truncated", RIGHT.astype(int), RIGHT, (X,)),
    ("always_zero", np.zeros_like(RIGHT), RIGHT, (X,)),
    ("opposite_sign", -RIGHT, RIGHT, (X,)),
    ("opposite_sign", -1.5, 1.5, (2.0,)),
    ("scaled", 5 * RIGHT, RIGHT, (X,)),
    ("scaled", RIGHT / 3, RIGHT, (X,)),
    ("scaled", 15 * RIGHT, RIGHT, (X,)),
    ("scaled", 2 * RIGHT, RIGHT, (X,)),
    ("scaled", RIGHT / np.log(2), RIGHT, (X,)),
    ("scaled", np.log(10) * RIGHT, RIGHT, (X,)),
    ("scaled", 0.317 * RIGHT, RIGHT, (X,)),
    ("scaled", 5 * 1.7, 1.7, (X,)),
    ("shifted", RIGHT + 0.25, RIGHT, (X,)),
    ("shifted", RIGHT - 3, RIGHT, (X,)),
    ("transposed", SQUARE.T, SQUARE, (X[:3],)),
    ("reversed", RIGHT[::-1], RIGHT, (X,)),
    ("reversed", ROW[::-1], ROW, (X[0],)),
    ("first_row", np.vstack([RIGHT[:1], 3 * RIGHT[1:] ** 2]), RIGHT, (X,)),
    ("all_but_first", np.concatenate([[9.0], RIGHT[1:, 0]]), RIGHT[:, 0], (np.arange(9.0),)),
    ("all_but_last", np.concatenate([RIGHT[:-1, 0], [9.0]]), RIGHT[:, 0], (np.arange(9.0),)),
    ("absolute", np.abs(X - 0.1), X - 0.1, (np.arange(4.0),)),
    ("complement", 1 - RIGHT, RIGHT, (X,)),
    ("squared", RIGHT**2, RIGHT, (X,)),
    ("rooted", np.sqrt(SMALL), SMALL, (X,)),
    ("exponential", np.exp(SMALL), SMALL, (X,)),
    ("logarithm", np.log(SMALL), SMALL, (X,)),
    ("reciprocal", 1 / SMALL, SMALL, (X,)),
    ("input_returned", X, RIGHT, (X,)),
    ("times_input", RIGHT * X, RIGHT, (X,)),
    ("wrong_at_zero", np.where(X == 0, 7.0, RIGHT), RIGHT, (X,)),
    ("wrong_below_zero", np.where(X < 0, RIGHT**3, RIGHT), RIGHT, (X,)),
    ("wrong_above_zero", np.where(X > 0, RIGHT**3, RIGHT), RIGHT, (X,)),
    ("wrong_at_zero", np.array([7.0, 1.0, 4.0]), np.array([0.0, 1.0, 4.0]), (np.arange(3.0),)),
    ("wrong_when_large", np.where(np.abs(LONG) > 30, 1.0, LONG**2), LONG**2, (LONG,)),
]


@pytest.mark.parametrize(
    ("id", "actual", "expected", "args"), EXAMPLES, ids=[f"{i}-{row[0]}" for i, row in enumerate(EXAMPLES)]
)
def test_each_relation_is_found_on_an_answer_made_for_it(id, actual, expected, args):
    found = explain(actual, expected, *args)
    assert found is not None
    assert found.id == id


def test_every_relation_has_an_example():
    source = Path(relations.__file__).read_text(encoding="utf-8")
    ids = set(re.findall(r'Relation\(\s*"(\w+)"', source)) | set(
        re.findall(r'^    \("(\w+)", (?:np\.|lambda)', source, re.M)
    )
    assert ids - {"remembers", "printed"} == {
        row[0] for row in EXAMPLES
    }  # these two are found by other means


def test_what_is_printed_instead_of_returned_is_told_so():
    assert explain(None, RIGHT, X, printed="0.5\n").id == "printed"


def test_blank_lines_are_nothing_printed():
    assert explain(None, RIGHT, X, printed=" \n").id == "nothing_returned"


@pytest.mark.parametrize(
    ("actual", "meaning"),
    [
        (5 * RIGHT, "5 (the length of axis 0, the number of samples) times too large"),
        (RIGHT / 5, "5 (the length of axis 0, the number of samples) times too small"),
        (3 * RIGHT, "3 (the length of axis 1) times too large"),
        (RIGHT / 15, "15 (the number of entries) times too small"),
        (2 * RIGHT, "2 times too large"),
        (RIGHT / np.log(2), "ln 2 (a logarithm to base 2) times too small"),
        (RIGHT / np.log(10), "ln 10 (a logarithm to base 10) times too small"),
    ],
)
def test_a_factor_is_called_by_its_name(actual, meaning):
    assert f"Every entry is {meaning}." in explain(actual, RIGHT, X).text.en


def test_a_factor_near_one_is_told_with_the_digits_that_make_it_one_of_its_own():
    assert "1.0001." in explain(1.0001 * RIGHT, RIGHT, X).text.en


def test_a_factor_is_found_in_keyword_arguments_too():
    call = Call("f", "f", ["call", None, "f", [2.0], {"data": np.ones((7, 4))}], Reply(7 * RIGHT))
    found = relations.explain(next(mismatches(7 * RIGHT, RIGHT)), call)
    assert "7 (the length of axis 0" in found.text.en


# ------------------------------------------------------------------------------------------------ not where it is wrong


UNRELATED = [
    (np.sin(37 * RIGHT) + X, RIGHT, (X,)),
    (np.where(RNG.random(X.shape) < 0.5, RIGHT, 2.0), RIGHT, (X,)),
    (RIGHT + 1e-3 * np.sin(RIGHT), RIGHT, (X,)),
    (NOWHERE, RIGHT, (X,)),
    (1.4, 1.7, (2.0,)),
    (1.7**2, 1.7, (2.0,)),
    (0.3, 1.7, (X,)),
    (np.zeros((4, 4)), RIGHT, (X,)),
    (5.0000001 * 1.7, 1.7, (2.0,)),
    (0.0, 1.5, (2.0,)),
    (RIGHT * (1 + 2e-7 * np.sin(9 * X)), RIGHT, (X,)),
    (np.vstack([RIGHT[:2], RIGHT[2:3] + X[2:3] ** 3, RIGHT[3:]]), RIGHT, (X,)),
    (np.where(SMALL > 0.9, np.inf, SMALL), SMALL, (SMALL,)),
    (np.full(X.shape, 2.0), 2 + SMALL, (X,)),
    (np.full(X.shape, 0.3), 0.3 + SMALL / 50, (X,)),
    (
        1 + np.tanh([0.0, 500.0, -900.0]) ** 2,
        1 - np.tanh([0.0, 500.0, -900.0]) ** 2,
        (np.array([0.0, 500.0, -900.0]),),
    ),
    (1e-3 * RIGHT + 5e-9 * np.sin(9 * X), 1e-3 * RIGHT, (X,)),
    (1, 1.7, (2.0,)),
    (np.array([2]), np.array([2.75]), (2.0,)),
]


@pytest.mark.parametrize(("actual", "expected", "args"), UNRELATED)
def test_an_unrelated_answer_is_related_to_nothing(actual, expected, args):
    assert explain(actual, expected, *args) is None


@pytest.mark.parametrize(
    "actual", [RIGHT, SQUARE, ROW, LONG, X, SMALL, np.zeros(3), np.ones(4), np.array(1.5), 0.0]
)
def test_a_right_answer_is_related_to_nothing(actual):
    call = Call("f", "f", ["call", None, "f", [X], {}], Reply(actual))
    found = relations.explain(Mismatch(actual, np.array(actual), "value"), call)
    assert found is None


def test_a_mistake_elsewhere_in_a_right_looking_region_is_not_blamed_on_the_region():
    wrong = np.where(X < 0, RIGHT**3, RIGHT)
    wrong[0, 0] += 0.5
    assert explain(wrong, RIGHT, X) is None


# ------------------------------------------------------------------------------------------------------- what it says


def numbers_in(text: str) -> set[float]:
    return {round(abs(float(n)), 3) for n in re.findall(r"-?\d+\.\d+(?:e[-+]?\d+)?", text)}


@pytest.mark.parametrize(
    ("id", "actual", "expected", "args"), EXAMPLES, ids=[f"{i}-{row[0]}" for i, row in enumerate(EXAMPLES)]
)
def test_no_sentence_contains_a_right_value(id, actual, expected, args):
    found = explain(actual, expected, *args)
    secrets = {round(abs(float(v)), 3) for v in np.ravel(expected)}
    assert not (numbers_in(found.text.en) | numbers_in(found.text.ko)) & secrets


@pytest.mark.parametrize("row", EXAMPLES, ids=[f"{i}-{row[0]}" for i, row in enumerate(EXAMPLES)])
def test_both_languages_are_whole_sentences(row):
    _, actual, expected, args = row
    text = explain(actual, expected, *args).text
    for sentence in text:
        assert sentence == sentence.strip()
        assert sentence[-1] in ".?)"
        assert "{" not in sentence
        assert "None" not in sentence
    assert re.search("[가-힣]", text.ko)
    assert not re.search("[가-힣]", text.en)


# ---------------------------------------------------------------------------------------------------- nothing ever raises


SHAPES = hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4)
ODD = st.sampled_from(
    [0.0, -0.0, 1.0, -1.0, 1e308, -1e308, 5e-324, float("nan"), float("inf"), -float("inf"), 31.0]
)
NUMBERS = st.one_of(ODD, st.floats(allow_subnormal=False, width=32))


def arrays(elements=NUMBERS):
    return SHAPES.flatmap(lambda shape: hnp.arrays(float, shape, elements=elements))


PLAIN = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(min_value=10**19, max_value=10**40),
    st.floats(),
    st.complex_numbers(),
    st.text(max_size=5),
    arrays(),
    hnp.arrays(bool, SHAPES),
    hnp.arrays(np.int64, SHAPES),
    hnp.arrays(np.complex128, SHAPES),
    hnp.arrays(np.float16, SHAPES),
    st.builds(handle, st.sampled_from(["generator", "ndarray", "Box"])),
    st.sampled_from([np.float32(1.5), np.bool_(True)]),
)
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.tuples(inner, inner),
        st.dictionaries(st.text(max_size=2), inner, max_size=2),
    ),
    max_leaves=4,
)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(VALUES, st.one_of(arrays(), NUMBERS), st.lists(VALUES, max_size=2))
def test_nothing_that_comes_back_makes_a_relation_raise(actual, expected, args):
    call = Call("f", "f", ["call", None, "f", args, {}], Reply(actual, "printed"))
    for mismatch in mismatches(actual, expected):
        found = relations.explain(mismatch, call)
        assert found is None or all(found.text)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(arrays(), st.data())
def test_values_of_the_same_shape_make_no_relation_raise(expected, data):
    actual = data.draw(hnp.arrays(float, expected.shape, elements=NUMBERS))
    given_ = data.draw(hnp.arrays(float, expected.shape, elements=NUMBERS))
    call = Call("f", "f", ["call", None, "f", [given_], {}], Reply(actual))
    found = relations.explain(Mismatch(actual, expected, "value"), call)
    assert found is None or all(found.text)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(VALUES, VALUES, st.one_of(arrays(), NUMBERS))
def test_nothing_that_comes_back_makes_the_messages_raise(actual, argument, expected):
    call = Call("f", "f", ["call", None, "f", [argument], {"key": argument}], Reply(actual, "printed"))
    record = Record([call])
    mismatch = next(mismatches(actual, expected), None)
    if mismatch is not None:
        assert messages.failure(mismatch, record).en
        assert all(isinstance(text, str) and len(text) <= 1000 for text in show.evidence(mismatch, record))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(VALUES, VALUES)
def test_nothing_that_comes_back_makes_a_comparison_raise(one, other):
    step = ["call", None, "f", [], {}]
    calls = [Call("f", "f", step, Reply(value)) for value in (one, other)]
    assert alike(*calls) in (True, False)
    assert alike(calls[0], calls[0]) is True


# -------------------------------------------------------------------------------------------- what other calls say


def contradicts(found, got, wanted, *args):
    return relations.contradicts(
        found, got, wanted, Call("f", "f", ["call", None, "f", list(args), {}], Reply(got))
    )


FOUND = {id: explain(actual, expected, *args) for id, actual, expected, args in EXAMPLES if id != "printed"}


@pytest.mark.parametrize(
    ("id", "got", "wanted", "given", "speaks_against"),
    [
        ("always_zero", ROW, ROW, ROW, True),
        ("always_zero", np.zeros(3), np.zeros(3), ROW, False),
        ("always_zero", np.zeros(3), ROW, ROW, False),
        ("opposite_sign", -SQUARE, SQUARE, X[:3], False),
        ("opposite_sign", SQUARE, SQUARE, X[:3], True),
        ("wrong_below_zero", np.array([1.0, 5.0]), np.array([1.0, 2.0]), np.array([1.0, -2.0]), False),
        ("wrong_below_zero", np.array([1.0, 2.0]), np.array([1.0, 2.0]), np.array([1.0, -2.0]), True),
        ("wrong_below_zero", np.array([3.0]), np.array([2.0]), np.array([2.0]), True),
        ("squared", np.array([1.0, 0.0]), np.array([1.0, 0.0]), ROW[:2], False),
        ("squared", ROW, ROW, ROW, True),
        ("absolute", np.array([3.0, 2.0]), np.array([-3.0, -2.0]), ROW[:2], False),
        ("absolute", np.array([-3.0]), np.array([-3.0]), ROW[:1], True),
        ("truncated", np.zeros(3, int), np.array([0.5, -0.5, 0.25]), ROW, False),
        ("truncated", np.array([2]), np.array([2.5]), ROW[:1], False),
        ("transposed", SQUARE + SQUARE.T, SQUARE + SQUARE.T, X, False),
        ("transposed", SQUARE, SQUARE, X, True),
        ("shifted", ROW, ROW, ROW, True),
        ("shifted", np.array(3.0), np.array(2.0), np.array(1.0), False),
        ("all_but_first", ROW + 1, ROW, ROW, True),
        ("all_but_last", ROW, ROW, ROW, True),
        ("all_but_last", np.array(2.0), np.array(2.0), ROW, False),
        ("overflow", ROW, ROW, ROW, False),
        ("extra_axes", np.ones((4, 1)), np.ones(4), ROW, False),
        ("extra_axes", np.ones((2, 4)), np.ones(4), ROW, True),
        ("transposed_shape", np.ones((2, 4)), np.ones((4, 2)), ROW, False),
        ("transposed_shape", np.ones((2, 4)), np.ones((2, 3)), ROW, True),
    ],
)
def test_what_the_answer_does_elsewhere_can_speak_against_a_relation(id, got, wanted, given, speaks_against):
    assert contradicts(FOUND[id], got, wanted, given) is speaks_against


def test_a_factor_that_is_an_axis_follows_the_axis():
    x = np.ones((2, 7))
    by_width = explain(RIGHT / 3, RIGHT, X)
    assert "3 (the length of axis 1)" in by_width.text.en
    assert not contradicts(by_width, np.ones(2) / 7, np.ones(2), x)
    assert contradicts(by_width, np.ones(2) / 3, np.ones(2), x)
    by_two = explain(RIGHT / 2, RIGHT, X)
    assert contradicts(by_two, np.ones(2) / 7, np.ones(2), x)
