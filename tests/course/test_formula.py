"""Formulas for a terminal."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlgrade.course import formula
from dlgrade.course.model import Course, builtin_root
from dlgrade.i18n import LANGUAGES


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"x", "x"),
        (r"a + b", "a + b"),
        (r"a - b", "a − b"),
        (r"\frac{1}{2}", "1/2"),
        (r"\frac{a+b}{2}", "(a+b)/2"),
        (r"\frac{1}{1 + e^{-x}}", "1/(1 + e^(−x))"),
        (r"\frac12", "1/2"),
        (r"\frac{\partial L}{\partial x_i}", "(∂ L)/(∂ xᵢ)"),
        (r"\sqrt{2}", "√2"),
        (r"\sqrt{\sigma^2 + \varepsilon}", "√(σ² + ε)"),
        (r"x^2", "x²"),
        (r"x^{10}", "x¹⁰"),
        (r"x^{-1}", "x⁻¹"),
        (r"x^n", "xⁿ"),
        (r"x^{a+b}", "x^(a+b)"),
        (r"W^T", "Wᵀ"),
        (r"W^\top", "Wᵀ"),
        (r"f'(x)", "f'(x)"),
        (r"x_i", "xᵢ"),
        (r"x_{ij}", "xᵢⱼ"),
        (r"x_1", "x₁"),
        (r"W_{out}", "Wₒᵤₜ"),
        (r"\mu_B", "μ_B"),
        (r"y_{n,k}", "y_(n,k)"),
        (r"x_i^2", "xᵢ²"),
        (r"\sum_i x_i", "Σᵢ xᵢ"),
        (r"\sum_{i=1}^{N} x_i", "Σᵢ₌₁^N xᵢ"),
        (r"\alpha \beta \gamma", "α β γ"),
        (r"\Phi(x)", "Φ(x)"),
        (r"a \cdot b", "a · b"),
        (r"a \times b \odot c", "a × b ⊙ c"),
        (r"x \le 0 < y \ge 1 \ne 2", "x ≤ 0 < y ≥ 1 ≠ 2"),
        (r"x \gets x + 1", "x ← x + 1"),
        (r"\max(0, x)", "max(0, x)"),
        (r"\log \sum_j e^{x_j}", "log Σⱼ e^(xⱼ)"),
        (r"\log x", "log x"),
        (r"\tanh x", "tanh x"),
        (r"\exp(-x)", "exp(−x)"),
        (r"\operatorname{softmax}(x)_i", "softmax(x)ᵢ"),
        (r"\mathrm{ReLU}(x)", "ReLU(x)"),
        (r"\text{if } x > 0", "if x > 0"),
        (r"\hat{y}", "ŷ"),
        (r"\bar x", "x̄"),
        (r"\left( a \right)", "( a )"),
        (r"\lVert x \rVert", "‖ x ‖"),
        (r"\|x\|", "‖x‖"),
        (r"\{1, 2\}", "{1, 2}"),
        (r"95\,\%", "95 %"),
        (r"\infty", "∞"),
        (r"\mathbb{R}^n", "Rⁿ"),
        (r"\nabla f", "∇ f"),
        (r"", ""),
    ],
)
def test_latex_becomes_text(latex, text):
    import unicodedata

    assert unicodedata.normalize("NFC", formula.to_text(latex)) == unicodedata.normalize("NFC", text)


def test_cases_stand_on_lines_of_their_own():
    latex = r"f(x) = \begin{cases} x & x > 0 \\ 0 & x \le 0 \end{cases}"
    lines = formula.to_text(latex).splitlines()
    assert len(lines) == 2
    assert lines[0].replace(",  ", ", ") == "f(x) = { x, x > 0"
    assert lines[1].replace(",  ", ", ").strip() == "0, x ≤ 0"


@pytest.mark.parametrize(
    ("latex", "unknown"),
    [
        (r"\frac{a}{b}", set()),
        (r"\frob{a} + \frac{\zeta}{\quux}", {"frob", "quux"}),
        (r"\left\{ x \right\}", set()),
        (r"\\", set()),
        (r"a", set()),
    ],
)
def test_unknown_commands_are_found(latex, unknown):
    assert formula.unknown_commands(latex) == unknown


MARKDOWN = r"""Text with $x^2$ and `code $y^2$` and a price of 5$ here.

$$a = \frac{1}{2}$$

```
$z^2$
```

A \$ sign and $n_1$ items."""


def test_formulas_are_found_in_markdown_and_not_in_code():
    assert formula.formulas(MARKDOWN) == ["x^2", r"a = \frac{1}{2}", "n_1"]


def test_formulas_in_a_text_are_replaced_and_code_is_left_alone():
    text = formula.in_text(MARKDOWN)
    assert "Text with x² and `code $y^2$` and a price of 5$ here." in text
    assert "\n```\na = 1/2\n```\n" in text
    assert "```\n$z^2$\n```" in text
    assert "n₁ items" in text


def test_what_markdown_would_take_for_emphasis_is_escaped():
    assert formula.in_text(r"$\mu_B * 2$") == r"μ\_B \* 2"


def _formulas():
    course = Course(builtin_root())
    folders = [course.root / "exercises" / unit.id for unit in course.units]
    for folder in [*folders, *(exercise.folder for exercise in course.exercises.values())]:
        for lang in LANGUAGES:
            path = folder / f"{lang}.md"
            if path.exists():
                for latex in formula.formulas(path.read_text(encoding="utf-8")):
                    yield pytest.param(latex, id=f"{folder.name}-{lang}-{latex[:30]}")


@pytest.mark.parametrize("latex", list(_formulas()))
def test_every_formula_of_the_course_can_be_shown(latex):
    assert formula.unknown_commands(latex) == set()
    text = formula.to_text(latex)
    assert text
    assert not re.search(r"[\\{}$&](?!\s)", text.replace("{ ", ""))


ATOMS = st.sampled_from(
    [
        r"\frac",
        r"\sqrt",
        "{",
        "}",
        "^",
        "_",
        "&",
        "\\\\",
        r"\alpha",
        r"\hat",
        r"\begin",
        "x",
        " ",
        "-",
        r"\left.",
        r"\%",
    ]
)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(ATOMS, max_size=12).map("".join))
def test_broken_formulas_raise_nothing(latex):
    assert isinstance(formula.to_text(latex), str)
    assert isinstance(formula.in_text(f"a ${latex}$ b $${latex}$$"), str)
