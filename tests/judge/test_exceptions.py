"""What is said to exceptions: each is raised for real, by a line as a student writes it."""

from __future__ import annotations

import math

import numpy as np
import pytest

from dlgrade.judge.exceptions import _USUAL, explain
from dlgrade.sandbox.client import StudentError

X = np.arange(24.0).reshape(2, 3, 4)
LAYER = """
class Layer:
    def forward(x):
        return x
    def late(self):
        return self.mask
"""

# A line, the id of what is said to it, and words that must be in it.
RAISED = [
    ("X / X.sum(axis=-1)", "shapes_differ", "keepdims"),
    ("X / X.sum(axis=1)", "shapes_differ", "(2, 3, 4) meets (2, 4)"),
    ("np.ones(3) + np.ones(4)", "shapes_differ", "(3,) and (4,)"),
    ("np.zeros((3, 1)).__setitem__(0, np.ones(4))", "shape_of_the_target", "shape (4,) into a place of shape (1,)"),
    ("np.ones((5, 4)) @ np.ones((3, 2))", "product_of_shapes", "here 4 and 3"),
    ("np.ones((5, 4)).dot(np.ones((3, 2)))", "product_of_shapes", "here 4 and 3"),
    ("np.ones((5, 4)) @ np.ones(3)", "product_of_shapes", "here 4 and 3"),
    ("1 if X > 0 else 0", "truth_of_an_array", "np.where"),
    ("max(X[0], 0)", "truth_of_an_array", "`max`"),
    ("np.array([[1.0], [1.0, 2.0]])", "ragged", "differ in length"),
    ("np.zeros(3).__setitem__(0, [1, 2])", "ragged", "one number belongs"),
    ("X.reshape(5, 5)", "reshape", "24 numbers"),
    ("np.broadcast_to(np.ones(2), (3, 2)).__iadd__(1)", "read_only", "new array"),
    ("(lambda n, m: 0)(*[n for n, m in [X.shape]])", "unpacking", "number of names"),
    ("[0 for a, b in [1.0]]", "unpacking", "number of names"),
    ("math.exp(X)", "single_numbers_only", "same name"),
    ("float(X)", "single_numbers_only", "same name"),
    ("X[0, 0, 0].item()[0]", "one_number_given", "single number"),
    ("len(1.0)", "one_number_given", "single number"),
    ("len(np.float64(1))", "one_number_given", "single number"),
    ("len(np.array(1.0))", "one_number_given", "single number"),
    ("list(np.array(1.0))", "one_number_given", "single number"),
    ("[v for v in 1.0]", "one_number_given", "single number"),
    ("np.float64(1)[0]", "one_number_given", "single number"),
    ("np.array(1.0)[0]", "one_number_given", "single number"),
    ("np.asarray(1.0).shape[0]", "one_number_given", "single number"),
    ("(1.0).shape", "one_number_given", "single number"),
    ("np.arange(3).__iadd__(0.5)", "integer_array", "dtype=float"),
    ("(X > 0) - (X < 0)", "boolean_subtract", "Truth values"),
    ("-(X > 0)", "boolean_subtract", "Truth values"),
    ("[1.0] - [2.0]", "list_arithmetic", "no array"),
    ("0.5 * [1.0, 2.0]", "list_arithmetic", "no array"),
    ("[1.0] + 2.0", "list_arithmetic", "np.array"),
    ("[1.0] >= 0", "list_arithmetic", "no array"),
    ("-[1.0]", "list_arithmetic", "no array"),
    ("X.tolist()[0, 0]", "list_indexed", "a[i, j]"),
    ("X.tolist()[np.arange(2)]", "list_indexed", "a[i, j]"),
    ("X.tolist()[4 / 2]", "whole_number_wanted", "whole number"),
    ("range(4 / 2)", "whole_number_wanted", "`//`"),
    ("np.zeros(4 / 2)", "whole_number_wanted", "`//`"),
    ("X[1.0]", "whole_number_wanted", "whole number"),
    ("X[np.zeros(2)]", "whole_number_wanted", "whole number"),
    ("(lambda: 1) - 1.0", "function_not_called", "round brackets"),
    ("X.sum[0]", "function_not_called", "round brackets"),
    ("None * X", "nothing_came_back", "`None`"),
    ("None.shape", "nothing_came_back", "`return`"),
    ("Layer().forward(X)", "self_missing", "`self`"),
    ("np.ones(3).sum(axis=1)", "axis_not_there", "no axis 1"),
    ("X[0, 0, 0, 0]", "too_many_indices", "fewer axes"),
    ("X[2]", "out_of_bounds", "Axis 0 has 2 entries"),
    ("unknown(X)", "unknown_name", "no `unknown`"),
    ("[1.0].shape", "no_such_attribute", "a list instead"),
    ("X.len()", "no_such_attribute", "no `len`"),
    ("np.relu(X)", "no_such_attribute", "no `relu`"),
    ("Layer().late()", "attribute_unset", "`mask`"),
    ("{}['W1']", "key_unknown", "'W1'"),
    ("1 / 0", "division_by_zero", "denominator"),
    ("math.exp(1000)", "too_large", "exponent"),
    ("10.0 ** 400", "too_large", "exponent"),
    ("math.log(0)", "outside_the_domain", "logarithm"),
    ("math.sqrt(-1)", "outside_the_domain", "root"),
    ("np.linalg.inv(np.zeros((2, 2)))", "singular", "no inverse"),
]  # fmt: skip


def raised(code, **names):
    scope = {"np": np, "math": math, "X": X.copy(), **names}
    exec(LAYER, scope)
    try:
        exec(code, scope)
    except Exception as error:
        return StudentError("raised", type(error).__name__, str(error), 1, "")
    raise AssertionError("nothing was raised")


@pytest.mark.parametrize(("code", "id", "words"), RAISED, ids=[row[0] for row in RAISED])
def test_an_exception_is_explained(code, id, words):
    found = explain(raised(code))
    assert found is not None
    assert found.id == id
    assert words in found.text.en


@pytest.mark.parametrize(
    ("code", "id"),
    [
        ("np = None\ndel np\nnp.ones(1)", "numpy_not_imported"),
        ("def f():\n    if X is None:\n        y = 1\n    return y\nf()", "used_before_set"),
    ],
)
def test_an_exception_of_several_lines_is_explained(code, id):
    assert explain(raised(code)).id == id


@pytest.mark.parametrize(
    ("message", "id"),
    [
        ("Add.forward() takes 2 positional arguments but 3 were given", "self_missing"),
        ("Add.backward() takes 0 positional arguments but 1 was given", "self_missing"),
        ("Add.__init__() takes 1 positional argument but 3 were given", None),
        ("softmax() takes 1 positional argument but 2 were given", None),
    ],
)
def test_a_method_that_takes_one_argument_too_few_may_lack_self(message, id):
    found = explain(StudentError("signature", "TypeError", message, None, ""))
    assert (found and found.id) == id


def test_every_explanation_has_an_example():
    assert {row[0] for row in _USUAL} == {row[1] for row in RAISED} | {
        "numpy_not_imported",
        "used_before_set",
    }


@pytest.mark.parametrize("code", ["raise ValueError('no')", "raise NotImplementedError", "assert X is None"])
def test_what_is_not_usual_is_left_as_it_is(code):
    assert explain(raised(code)) is None


def test_what_was_not_raised_by_the_code_is_no_exception_of_its_own():
    assert (
        explain(
            StudentError("signature", "TypeError", "f() takes 0 positional arguments but 1 was given", 1, "")
        )
        is None
    )


@pytest.mark.parametrize("row", RAISED, ids=[row[0] for row in RAISED])
def test_both_languages_are_whole_sentences(row):
    text = explain(raised(row[0])).text
    assert text.en[-1] in ".?"
    assert text.ko[-1] in ".?"
    assert "{" not in text.en + text.ko
    assert any("가" <= c <= "힣" for c in text.ko)
