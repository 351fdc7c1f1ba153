"""Formulas for paper: what our LaTeX becomes, and that every formula of the bank can be set."""

from __future__ import annotations

import pytest

from dlgrade.course import formula
from dlgrade.exam import mathematics
from dlgrade.exam.mathematics import Unknown, to_typst
from dlgrade.i18n import LANGUAGES
from dlgrade.quiz.bank import Bank
from dlgrade.quiz.prove import all_texts
from dlgrade.quiz.variant import variants


@pytest.mark.parametrize(
    ("latex", "typst"),
    [
        ("x", "x"),
        ("ab", "a b"),
        ("x^2", "x^(2)"),
        ("x_i^2", "x_(i)^(2)"),
        ("x^{n+1}", r"x^(n \+ 1)"),
        ("x_12", "x_(1) 2"),
        ("f'(x)", r"f' \( x \)"),
        ("f'^2", "f'^(2)"),
        (r"\frac{a}{2}", "frac(a, 2)"),
        (r"\frac12", "frac(1, 2)"),
        (r"\sqrt{x+1}", r"sqrt(x \+ 1)"),
        (r"\sqrt[3]{x}", "root(3, x)"),
        (r"\hat{y}", "hat(y)"),
        (r"\bar x", "macron(x)"),
        (r"\mathrm{relu}(x)", r'"relu"\( x \)'),
        (r"\mathrm{d}x", 'upright("d") x'),
        (r"\text{ if } x", '" if "x'),
        (r"\mathbf{w}^\top x", "upright(bold(w))^(⊤) x"),
        (r"\max(0, z)", r"max \( 0 \, z \)"),
        (r"a/b", r"a \/ b"),
        ("-1", "− 1"),
        (r"{ab}^2", "grp(a b)^(2)"),
        (r"{}^\circ", '""^(∘)'),
        (r"\left(\frac{a}{b}\right]", r"lr(\( frac(a, b) \])"),
        (r"\left.x\right|", "lr( x |)"),
        (r"\begin{cases} 1 & x > 0 \\ 0 & \text{else} \end{cases}", r'cases(1 & x \> 0, 0 & "else")'),
        (r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}", 'mat(delim: "(", 1, 2; 3, 4)'),
        (r"\begin{aligned} a &= b \\ &= c \end{aligned}", r"a & \= b \  & \= c"),
        ("w, b", r"w \, b"),
        ("1.5", "1.5"),
        ("\\#", r"\#"),
    ],
)  # fmt: skip
def test_latex_becomes_typst(latex, typst):
    assert to_typst(latex) == typst


@pytest.mark.parametrize(
    "latex",
    [
        r"\unheard x",
        "x^",
        "{x",
        "x}",
        r"\left( x",
        r"\begin{tabular}1\end{tabular}",
        r"\frac{1}",
        r"\begin{cases} 1",
    ],
)
def test_what_is_not_known_is_refused(latex):
    with pytest.raises(Unknown) as caught:
        to_typst(latex)
    assert "paper cannot show" in caught.value.text.en


def test_paper_knows_what_a_terminal_knows():
    known = {
        name
        for table in (formula._SYMBOLS, formula._FUNCTIONS, formula._TRANSPARENT, formula._DROPPED, formula._ACCENTS, formula._STRUCTURES)
        for name in table
    } - {"mathbb R"}  # fmt: skip
    assert known <= mathematics.KNOWN


def test_every_formula_of_the_bank_can_be_set(bank: Bank):
    typst = pytest.importorskip("typst")
    found = {
        latex
        for question in bank.questions.values()
        for made in variants(bank, question, 1)
        for text in all_texts(made)
        for lang in LANGUAGES
        for latex in formula.formulas(text.to(lang))
    }
    assert len(found) > 300
    lines = "\n\n".join(f"${to_typst(latex)}$" for latex in sorted(found))
    made = typst.compile(f"#let grp(body) = body\n{lines}".encode())
    assert made.startswith(b"%PDF")
