"""The question bank: good files are read, every fault is named with its file and line; draws, calls, texts, programs."""

from __future__ import annotations

import pickle
import re
import shutil
from pathlib import Path

import numpy as np
import pytest

from dlgrade.course.model import Course
from dlgrade.errors import CourseError
from dlgrade.i18n import Text
from dlgrade.quiz import programs
from dlgrade.quiz.bank import Bank
from dlgrade.quiz.expression import NotAnExpression, evaluate
from dlgrade.quiz.grading import grade
from dlgrade.quiz.kinds import KINDS
from dlgrade.quiz.parameters import draws, seeds
from dlgrade.quiz.prove import all_texts, prove_bank
from dlgrade.quiz.texts import fill, number_text
from dlgrade.quiz.variant import variant, variants

HANGUL = re.compile("[가-힣]")


def test_the_course_with_every_type_is_in_order(copy):
    bank = Bank(Course(copy))
    assert list(prove_bank(bank, seed_count=20)) == []
    assert {question.kind.name for question in bank.questions.values()} == set(KINDS)
    assert len(KINDS) == 15


def test_every_text_is_there_in_both_languages(copy):
    bank = Bank(Course(copy))
    for question in bank.questions.values():
        for made in variants(bank, question, 3):
            assert all(text.en and text.ko for text in all_texts(made)), question.id


# ------------------------------------------------------------------------------------------------------------- faults

# What is replaced by what; the line that is named (as it then reads, from its first sign on), and what is said.
FAULTS = {
    "an unknown key": (
        "    type: trace\n",
        "    type: trace\n    dificulty: 2\n",
        "dificulty: 2",
        "unknown key `dificulty`. Did you mean `difficulty`?",
    ),
    "a comma in braces": (
        "{en: A product., ko: 곱셈입니다.}",
        "{en: A product, of course., ko: 곱셈입니다.}",
        "hints: [{en: A product, of",
        "unknown key `of course.`. A text in braces that holds a comma must be in quotes.",
    ),
    "a key of another type of question": (
        "    back: {en: Rect",
        "    digits: 3\n    back: {en: Rect",
        "digits: 3",
        "unknown key `digits`.",
    ),
    "a wrong type": (
        "    digits: 3\n",
        "    digits: three\n",
        "digits: three",
        "`digits` must be of type integer.",
    ),
    "true where a number belongs": (
        "    within: 0.5\n",
        "    within: true\n",
        "within: true",
        "`within` must be of type number.",
    ),
    "an unknown type of question": (
        "    type: shape\n",
        "    type: form\n",
        "type: form",
        f"`type` must be one of: {', '.join(KINDS)}.",
    ),
    "a missing key": (
        "    explain: {en: The corner is at 2., ko: 모서리는 2에 있습니다.}\n",
        "",
        "- id: a-plot",
        "the key `explain` is missing.",
    ),
    "a missing language": (
        "stem: {en: Where does the curve bend?, ko: 곡선은 어디에서 꺾이나요?}",
        "stem: {en: Where does the curve bend?}",
        "stem: {en: Where does",
        "the key `ko` is missing.",
    ),
    "an empty language": (
        "ko: 곡선은 어디에서 꺾이나요?}",
        'ko: ""}',
        "stem: {en: Where does",
        "`ko` is empty.",
    ),
    "an option without its why": (
        "      - {text: tanh, why: {en: It is smooth everywhere., ko: 어디서나 매끄럽습니다.}}\n",
        "      - {text: tanh}\n",
        "- {text: tanh}",
        "the key `why` is missing.",
    ),
    "a trap without its why": (
        ", why: {en: There it is flat., ko: 거기는 평평합니다.}",
        "",
        "- {value: 0}",
        "the key `why` is missing.",
    ),
    "two right options": (
        "ko: 그것은 항등 함수입니다.}}",
        "ko: 그것은 항등 함수입니다.}, correct: true}",
        "options:",
        "one option of several must be `correct`.",
    ),
    "no right option": (
        "ko: 0보다 작으면 0입니다.}, correct: true}",
        "ko: 0보다 작으면 0입니다.}}",
        "options:",
        "one option of several must be `correct`.",
    ),
    "two options alike": (
        '{text: "−2", why',
        '{text: "2", why',
        "options:",
        "two of these read alike.",
    ),
    "an option with text and value": (
        '{text: "−2", why',
        '{text: "−2", value: -2, why',
        "options:",
        "an option has either `text` or `value`.",
    ),
    "an id that is there twice": (
        "- id: a-tensor\n",
        "- id: a-numeric\n",
        "- id: a-numeric",
        "the id `a-numeric` is there twice.",
    ),
    "an id with capitals": (
        "- id: a-tensor\n",
        "- id: A-Tensor\n",
        "- id: A-Tensor",
        "the id `A-Tensor` must be made of small letters, digits and single hyphens.",
    ),
    "a difficulty of 4": (
        "    difficulty: 3\n    stem: {en: Write",
        "    difficulty: 4\n    stem: {en: Write",
        "difficulty: 4",
        "`difficulty` must be 1, 2 or 3.",
    ),
    "a number among the sources": (
        'references: ["A book (2020)"]',
        "references: [2020]",
        "references: [2020]",
        "`references` must be a list of texts.",
    ),
    "an unknown function": (
        "answer: =double(1)",
        "answer: =triple(1)",
        "value: {answer: =triple(1)}",
        "there is no function `triple` in the unit's program.",
    ),
    "a function that is not offered": (
        "answer: =double(1)",
        "answer: =_hidden()",
        "value: {answer: =_hidden()}",
        "there is no function `_hidden` in the unit's program.",
    ),
    "an unknown parameter of a function": (
        "- value: =total(a, b)",
        "- value: =total(a, c)",
        "- value: =total(a, c)",
        "there is no parameter `c`.",
    ),
    "an unknown parameter of a text": (
        "ko: '{{a}} 곱하기 {{b}}는?'",
        "ko: '{{a}} 곱하기 {{c}}는?'",
        "stem: {en: 'What is",
        "there is no parameter `c`.",
    ),
    "an unknown form of a number": (
        "explain: {en: 'It is {{s}}.'",
        "explain: {en: 'It is {{s|roman}}.'",
        "explain: {en: 'It is",
        "there is no form `roman`.",
    ),
    "a place in a program that no parameter fills": (
        "      print(3 // 2)\n    traps",
        "      print({{n}} // 2)\n    traps",
        "code: |",
        "there is no parameter `n`.",
    ),
    "parameters that fail": (
        "      s: =product(a, b)",
        "      s: =fails()",
        "parameters:",
        "the parameters cannot be drawn: KeyError: 'nothing'",
    ),
    "a function that fails": (
        "answer: =double(1)",
        "answer: =fails()",
        "value: {answer: =fails()}",
        "`=fails()` fails: KeyError: 'nothing'",
    ),
    "arithmetic in an answer": (
        "answer: =product(a, b)",
        "answer: =a * b",
        "answer: =a * b",
        "`=a * b`: only calls, names, numbers, texts, lists and minus signs may be used.",
    ),
    "an unknown rule of a parameter": (
        "      b: {integer: [3, 9]}",
        "      b: {whole: [3, 9]}",
        "b: {whole: [3, 9]}",
        "the parameter `b` must be one of: integer, decimal, choice, or `=…`.",
    ),
    "an unknown key of a rule": (
        "      b: {integer: [3, 9]}",
        "      b: {integer: [3, 9], non_zero: true}",
        "b: {integer: [3, 9]",
        "unknown key `non_zero`. Did you mean `nonzero`?",
    ),
    "a parameter that is a text": (
        "      b: {integer: [3, 9]}",
        "      b: product(3, 9)",
        "b: product(3, 9)",
        "the parameter `b` must be a rule or `=…`.",
    ),
    "parameters that a function always refuses": (
        "      s: =product(a, b)",
        "      s: =refuses(a, b)",
        "parameters:",
        "no draw of the parameters is any good: a function refuses it, or a trap gives the right answer.",
    ),
    "a trap that is always the answer": (
        "- value: =total(a, b)",
        "- value: =product(b, a)",
        "parameters:",
        "no draw of the parameters is any good: a function refuses it, or a trap gives the right answer.",
    ),
    "a typed trap that is the answer": (
        "{value: 0, why: {en: There",
        "{value: 2.4, why: {en: There",
        "- id: a-plot",
        "no draw of the parameters is any good: a function refuses it, or a trap gives the right answer.",
    ),
    "a trap that is also accepted": (
        "accept: [ReLU, 렐루]",
        "accept: [leaky-relu]",
        "traps:",
        "a trap is also accepted.",
    ),
    "an answer that needs digits": (
        "    digits: 3\n",
        "",
        "answer: =halves()",
        "an answer that is not exact in six digits needs `digits` or `relative`.",
    ),
    "too many digits": (
        "    digits: 3\n",
        "    digits: 13\n",
        "digits: 13",
        "`digits` must be from 0 to 12.",
    ),
    "an answer that is no number": (
        "    answer: 2\n    within",
        "    answer: two\n    within",
        "answer: two",
        "`answer` must be made of finite numbers.",
    ),
    "a shape of fractions": (
        "answer: [2, 4]",
        "answer: [2.5, 4]",
        "answer: [2.5, 4]",
        "`answer` must be a list of integers.",
    ),
    "an interval without a word about numbers below": (
        "    below: {en: That is not positive., ko: 양수가 아닙니다.}\n",
        "",
        "between: [0, 0.5]",
        "`between` needs `below`, what to say to a number below.",
    ),
    "gaps that differ in one language": (
        "[[value]], −2의 ReLU는 [[other]]",
        "[[value]], −2의 ReLU는 [[another]]",
        "gaps:",
        "the gaps in the stem (ko) are not those of `gaps`.",
    ),
    "a gap in two ways": (
        "value: {answer: =double(1)}",
        "value: {answer: =double(1), accept: [two]}",
        "gaps:",
        "the gap `value` needs `accept`, `options` or `answer`.",
    ),
    "a wrong option of a gap without its why": (
        '          - {text: "2", why: {en: That is the absolute value., ko: 그것은 절댓값입니다.}}\n      name',
        '          - {text: "2"}\n      name',
        "gaps:",
        "one option of the gap `other` must be `correct`, all others need a `why`.",
    ),
    "blocks in a wrong order": (
        "after: [forward]}",
        "after: [backward]}",
        "blocks:",
        "the block `loss` comes after `backward`, which is not above it.",
    ),
    "an extra block without its why": (
        ", extra: true, why: {en: That can wait., ko: 나중에 하세요.}}",
        ", extra: true}",
        "blocks:",
        "the extra block `coffee` needs a `why`.",
    ),
    "a card for a bin that is not there": (
        "bin: it-is-not, why",
        "bin: somewhere, why",
        "cards:",
        "there is no bin `somewhere`.",
    ),
    "a program that fails": (
        "      print(3 // 2)\n    traps",
        "      print(3 // 0)\n    traps",
        "code: |",
        "the program does not do what it should: ZeroDivisionError: integer division or modulo by zero",
    ),
    "a program that prints nothing": (
        "      print(np.array([1.0, 2.0]) * 2)\n      print(3 // 2)\n    traps",
        "      np.array([1.0, 2.0]) * 2\n    traps",
        "code: |",
        "the program does not do what it should: no output",
    ),
    "a program of a trap that fails": (
        "          print([1.0, 2.0] * 2)\n",
        "          print([1.0, 2.0] * x)\n",
        "traps:",
        "the trap's program fails: NameError: name 'x' is not defined",
    ),
    "a trap that prints the answer": (
        r'output: "[2. 4.]\n1.5"',
        r'output: "[2. 4.]\n1"',
        "- id: a-trace",
        "no draw of the parameters is any good: a function refuses it, or a trap gives the right answer.",
    ),
    "a figure without words": (
        "    alt: {en: A line along zero that rises from 2 on., ko: 0을 따라가다가 2부터 올라가는 선입니다.}\n",
        "",
        "figure: =bend_at(2)",
        "a figure needs `alt`, what it shows in words.",
    ),
    "a figure that is none": (
        "figure: =bend_at(2)",
        "figure: =double(2)",
        "figure: =double(2)",
        "this is not a figure.",
    ),
    "a figure that fails": (
        "figure: =bend_at(2)",
        "figure: =bend_at()",
        "figure: =bend_at()",
        "the figure cannot be made: TypeError: bend_at() missing 1 required positional argument: 'x'",
    ),
    "an ambiguous value": (
        "    answer: false\n",
        "    answer: no\n",
        "answer: no",
        "`no` means different things to different readers of YAML; write a plain number or put it in quotes.",
    ),
    "a format of the future": (
        "format: 1\ntitle",
        "format: 2\ntitle",
        "format: 2",
        "format 2 is not known; this version reads 1.",
    ),
    # --- what only a look at everything shows: the line is the question's first, or the concept's
    "an unknown concept": (
        "concepts: [t.bend, t.sum]",
        "concepts: [t.bend, t.slope]",
        "- id: a-match",
        "`a-match`: `concepts` names `t.slope`, which is not there.",
    ),
    "an unknown erratum": (
        "corrects: [E01]",
        "corrects: [E99]",
        "- id: a-single",
        "`a-single`: `corrects` names `E99`, which is not there.",
    ),
    "an unknown section": (
        "source: [100 §1, 100 §2]",
        "source: [100 §1, 100 §3]",
        "- id: a-match",
        "`a-match`: there is no section `100 §3` in the notes.",
    ),
    "an unknown exercise": (
        "    exercise: affine\n    hints",
        "    exercise: affin\n    hints",
        "- id: a-code",
        "`a-code`: there is no exercise `affin`.",
    ),
    "one hint": (
        ", {en: Read the x axis., ko: x축을 읽으세요.}]",
        "]",
        "- id: a-plot",
        "`a-plot` needs at least 2 hints.",
    ),
    "English with Hangul": (
        "{en: Look for the corner., ko",
        "{en: Look for the 모서리., ko",
        "- id: a-plot",
        "`a-plot`: an English text holds Korean: Look for the 모서리.",
    ),
    "bold without end": (
        "{en: Look for the corner., ko",
        "{en: Look for **the corner., ko",
        "- id: a-plot",
        "`a-plot`: a ** has no partner: Look for **the corner.",
    ),
    "a formula without end": (
        "$\\max(0, x)$.', ko",
        "$\\max(0, x).', ko",
        "- id: a-single",
        "`a-single`: a $ has no partner: ReLU is $\\max(0, x).",
    ),
    "braces that are no place": (
        "{en: Look for the corner., ko",
        "{en: 'Look for {{the corner}}.', ko",
        "- id: a-plot",
        "`a-plot`: not a parameter's place: Look for {{the corner}}.",
    ),
    "a formula that a terminal cannot show": (
        "$\\max(0, x)$.', ko",
        "$\\underbrace(0, x)$.', ko",
        "- id: a-single",
        "`a-single`: a terminal cannot show \\underbrace.",
    ),
    "a negative word in a stem": (
        "stem: {en: Which of these bend at zero?",
        "stem: {en: Which of these do not bend at zero?",
        "- id: a-multiple",
        "`a-multiple`: put the negative word of the stem (en) in **bold**.",
    ),
    "a negative word in a Korean stem": (
        "ko: 0에서 꺾이는 것을 모두 고르세요.}",
        "ko: 0에서 꺾이지 않는 것을 모두 고르세요.}",
        "- id: a-multiple",
        "`a-multiple`: put the negative word of the stem (ko) in **bold**.",
    ),
    "the right option is the longest": (
        '{text: "0", why',
        "{text: the number that lies between one and minus one, why",
        "- id: a-single",
        "`a-single`: the right option (en) is by far the longest.",
    ),
    "an option about the others": (
        '{text: "−2", why',
        "{text: None of the above, why",
        "- id: a-single",
        "`a-single`: an option speaks of the others; write them out.",
    ),
    "concepts in a circle": (
        "    formula: \\max(0, x)\n",
        "    needs: [t.sum]\n",
        None,
        "concepts need each other: t.bend → t.sum → t.bend",
    ),
    "a concept that needs one that is not there": (
        "    formula: \\max(0, x)\n",
        "    needs: [t.slope]\n",
        "- id: t.bend",
        "`t.bend` needs `t.slope`, which is not there.",
    ),
    "a concept that is there twice": (
        "  - id: t.sum\n",
        "  - id: t.bend\n",
        "- id: t.bend",
        "the id `t.bend` is there twice.",
    ),
    "a concept's unknown section": (
        '    notes: ["100"]\n',
        '    notes: ["200"]\n',
        "- id: t.sum",
        "there is no section `200` in the notes.",
    ),
    "a concept's unknown exercise": (
        '    notes: ["100"]\n    exercise: affine\n',
        '    notes: ["100"]\n    exercise: affin\n',
        "- id: t.sum",
        "there is no exercise `affin`.",
    ),
    "an erratum that nothing corrects": (
        "    corrects: [E01]\n",
        "",
        ("errata.yaml", "- id: E01"),
        "no question corrects E01.",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_with_its_file_and_line(copy, edit, name):
    old, new, where, en = FAULTS[name]
    edit(old, new)
    found = list(prove_bank(Bank(Course(copy)), seed_count=5))
    assert en in [problem["en"] for problem in found]
    (problem,) = (problem for problem in found if problem["en"] == en)
    file, text = where if isinstance(where, tuple) else ("00_types.yaml", where)
    if text is not None:
        assert problem["path"] == str(copy / "quizzes" / file)
        line = (copy / "quizzes" / file).read_text(encoding="utf-8").splitlines()[problem["line"] - 1]
        assert line.strip().startswith(text)
    assert HANGUL.search(problem["ko"])
    for quoted in re.findall(r"`(?:[^`]+)`", en):
        assert quoted in problem["ko"]


def test_an_error_says_the_file_and_the_line_in_both_languages(copy, edit):
    path = edit("    type: trace\n", "    type: trace\n    dificulty: 2\n")
    line = path.read_text(encoding="utf-8").splitlines().index("    dificulty: 2") + 1
    with pytest.raises(CourseError) as caught:
        _ = Bank(Course(copy)).questions
    assert caught.value.text == (
        f"{path}:{line}: unknown key `dificulty`. Did you mean `difficulty`?",
        f"{path}:{line}: 알 수 없는 키입니다: `dificulty`. `difficulty`의 오타인가요?",
    )


def test_an_error_travels_between_processes(tmp_path):
    """The site is made by several processes; what is wrong in one of them is said by the first."""
    error = CourseError(tmp_path / "a.yaml", 3, Text("is wrong.", "틀렸습니다."))
    copy = pickle.loads(pickle.dumps(error))
    assert (copy.text, copy.path, copy.line) == (error.text, error.path, error.line)


def test_a_unit_of_the_quizzes_own_needs_a_title(copy, edit):
    path = edit("title: {en: All types, ko: 모든 유형}\n", "")
    with pytest.raises(CourseError) as caught:
        _ = Bank(Course(copy)).titles
    assert caught.value.text.en == f"{path}:1: the key `title` is missing."


def test_too_many_true_or_false_questions_are_noticed(copy, edit):
    path = edit("- id: a-truefalse\n", "- id: a-truefalse\n")
    text = path.read_text(encoding="utf-8")
    start, end = text.index("  - id: a-truefalse"), text.index("  - id: a-numeric")
    more = "".join(text[start:end].replace("a-truefalse", f"a-truefalse-{i}") for i in range(4))
    path.write_text(text[:start] + more + text[start:], encoding="utf-8")
    assert [problem["en"] for problem in prove_bank(Bank(Course(copy)), seed_count=1)] == [
        "25% of the questions are true-or-false; at most 20% should be."
    ]


@pytest.mark.parametrize(
    ("old", "new", "where", "en"),
    [
        ("    kind: wrong\n", "    kind: odd\n", "kind: odd", "`kind` must be one of: wrong, contradiction, outdated, misleading."),
        ("    kind: wrong\n", "", "- id: E01", "the key `kind` is missing."),
        ("notes: [100 §1]", "notes: [100 §9]", "- id: E01", "there is no section `100 §9` in the notes."),
        ("format: 1\n", "", None, "the key `format` is missing."),
    ],
)  # fmt: skip
def test_a_fault_of_the_errata_is_named(copy, edit, old, new, where, en):
    path = edit(old, new, "errata.yaml")
    (problem,) = prove_bank(Bank(Course(copy)), seed_count=1)
    assert (problem["path"], problem["en"]) == (str(path), en)
    if where:
        line = path.read_text(encoding="utf-8").splitlines()[problem["line"] - 1]
        assert line.strip().startswith(where)


def test_a_program_that_cannot_be_loaded_is_named(copy, edit):
    path = edit("def double(x):", "def double(x)", "00_types.py")
    (problem, *_) = prove_bank(Bank(Course(copy)), seed_count=1)
    assert (problem["path"], problem["line"]) == (str(path), None)
    assert problem["en"].startswith("cannot be loaded: SyntaxError: expected ':'")


def test_all_faults_of_different_questions_are_named_at_once(copy, edit):
    edit("bin: it-is-not, why", "bin: somewhere, why")
    edit("answer: [2, 4]", "answer: [2.5, 4]")
    edit(", {en: Read the x axis., ko: x축을 읽으세요.}]", "]")
    assert [problem["en"] for problem in prove_bank(Bank(Course(copy)), seed_count=1)] == [
        "`answer` must be a list of integers.",
        "there is no bin `somewhere`.",
        "`a-plot` needs at least 2 hints.",
    ]


def test_one_unit_alone_says_nothing_about_the_others(copy, edit):
    edit("    corrects: [E01]\n", "")
    bank = Bank(Course(copy))
    assert list(prove_bank(bank, only="00_types", seed_count=1)) == []
    assert len(list(prove_bank(bank, seed_count=1))) == 1


# -------------------------------------------------------------------------------------------------------------- draws


def drawn(rule, seed=1):
    return next(draws({"x": rule}, {}, seed))["x"]


def test_seeds_depend_on_the_id_and_the_revision_only():
    def first(id, revision):
        made = seeds(id, revision)
        return [next(made) for _ in range(3)]

    assert first("a", 1) == first("a", 1)
    assert len({*first("a", 1), *first("a", 2), *first("b", 1)}) == 9
    assert first("a", 1)[0] == 982202642745100346  # written down: the numbers of a question must never change


@pytest.mark.parametrize("seed", range(20))
def test_a_draw_keeps_its_rule(seed):
    for _ in range(5):
        assert drawn({"integer": [-2, 2], "nonzero": True}, seed) in (-2, -1, 1, 2)
        assert drawn({"choice": ["a", 2.5, [1, 2]]}, seed) in ("a", 2.5, [1, 2])
        assert drawn({"decimal": [0.1, 0.4], "step": 0.1}, seed) in (0.1, 0.2, 0.3, 0.4)
    assert sorted(drawn({"integer": [1, 4], "shape": [4], "distinct": True}, seed)) == [1, 2, 3, 4]
    nested = drawn({"integer": [0, 9], "shape": [2, 3]}, seed)
    assert np.array(nested).shape == (2, 3)
    assert all(type(x) is int for row in nested for x in row)


def test_a_draw_reaches_every_value_and_both_ends():
    assert {drawn({"integer": [-1, 1]}, seed) for seed in range(60)} == {-1, 0, 1}
    assert {drawn({"decimal": [0.25, 1.0], "step": 0.25}, seed) for seed in range(80)} == {
        0.25,
        0.5,
        0.75,
        1.0,
    }


def test_the_same_seed_draws_the_same_and_another_others():
    rules = {"x": {"integer": [0, 10**6], "shape": [3]}}
    assert next(draws(rules, {}, 7)) == next(draws(rules, {}, 7))
    assert next(draws(rules, {}, 7)) != next(draws(rules, {}, 8))


def test_more_distinct_numbers_than_there_are_is_an_error(copy, edit):
    path = edit("step: 0.5, shape: [2], distinct: true", "step: 0.5, shape: [9], distinct: true")
    (problem,) = prove_bank(Bank(Course(copy)), seed_count=1)
    assert (problem["path"], problem["en"]) == (
        str(path),
        "no draw of the parameters is any good: a function refuses it, or a trap gives the right answer.",
    )


def test_what_a_function_refuses_is_drawn_again():
    def even(x):
        if x % 2:
            raise ValueError(x)
        return x

    found = draws({"x": {"integer": [1, 100]}, "y": "=even(x)"}, {"even": even}, 3)
    assert all(next(found)["y"] % 2 == 0 for _ in range(20))


def test_variants_are_the_same_on_every_machine_and_differ_from_each_other(copy):
    bank = Bank(Course(copy))
    question = bank.questions["a-numeric"]
    made = variants(bank, question, 10)
    assert [one.values for one in made] == [one.values for one in variants(Bank(Course(copy)), question, 10)]
    assert len({one.stem.en for one in made}) > 5
    assert variant(bank, question, 3, made[3].seed).values == made[3].values
    assert len(variants(bank, bank.questions["a-shape"], 10)) == 1


# -------------------------------------------------------------------------------------------------------- expressions

FUNCTIONS = {
    "add": lambda *numbers, by=0: sum(numbers) + by,
    "array": lambda *x: np.array(x),
    "text": str.upper,
}


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("=add(x, 2)", 5),
        ("= add( x , by = -2.5 ) ", 0.5),
        ("=add(add(1, 2), -x)", 0),
        ("=-x", -3),
        ("=x", 3),
        ("=[x, [1, -2]]", [3, [1, -2]]),
        ("=text('a')", "A"),
        ("=array(1, 2)", [1, 2]),
        ("=array(-0.0)", [0.0]),
        ("=1e-3", 0.001),
    ],
)
def test_calls_names_numbers_texts_and_lists_are_carried_out(source, value):
    found = evaluate(source, FUNCTIONS, {"x": 3})
    assert found == value
    assert not isinstance(found, np.ndarray | np.generic)


@pytest.mark.parametrize(
    "source",
    [
        "=x.real",
        "=add.__globals__",
        "=''.join(x)",
        "=(lambda: 1)()",
        "=lambda: 1",
        "=x + 1",
        "=2 ** 3",
        "=not x",
        "=+x",
        "=x[0]",
        "={1: 2}",
        "=(1, 2)",
        "=[i for i in x]",
        "=add(*x)",
        "=f'{x}'",
        "=b'x'",
        "=1j",
        "=None",
        "=x if x else 1",
        "=x == 1",
        "=(x := 1)",
        "=add(1)(2)",
        "=...",
    ],
)
def test_nothing_else_is_carried_out(source):
    with pytest.raises(NotAnExpression) as caught:
        evaluate(source, FUNCTIONS, {"x": 3})
    assert caught.value.text.en == (
        f"`{source}`: only calls, names, numbers, texts, lists and minus signs may be used."
    )
    assert HANGUL.search(caught.value.text.ko)


@pytest.mark.parametrize("source", ["=", "=add(", "=1 2", "=x = 1", "=import os"])
def test_what_is_no_expression_is_refused(source):
    with pytest.raises(NotAnExpression) as caught:
        evaluate(source, FUNCTIONS, {"x": 3})
    assert caught.value.text.en == f"`{source}` is not a call."


@pytest.mark.parametrize(
    ("source", "en"),
    [
        ("=add(y)", "there is no parameter `y`."),
        ("=open('x')", "there is no function `open` in the unit's program."),
        ("=__import__('os')", "there is no function `__import__` in the unit's program."),
        ("=x(1)", "there is no function `x` in the unit's program."),
    ],
)
def test_unknown_names_are_named(source, en):
    with pytest.raises(NotAnExpression) as caught:
        evaluate(source, FUNCTIONS, {"x": 3})
    assert caught.value.text.en == en


# -------------------------------------------------------------------------------------------------------------- texts


@pytest.mark.parametrize(
    ("text", "value", "filled"),
    [
        ("{{x}}", 3, "3"),
        ("{{ x }}", 0.1 + 0.2, "0.3"),
        ("{{x}}", 1e-7, "1e-7"),
        ("{{x}}", 1.5e20, "1.5e20"),
        ("{{x}}", 12345678, "12345678"),
        ("{{x}}", 1234567.8, "1.23457e6"),
        ("{{x}}", 2.0, "2"),
        ("{{x}}", [1, [2.5, -3]], "[1, [2.5, -3]]"),
        ("{{x}}", "ReLU", "ReLU"),
        ("{{x|3}}", 2 / 3, "0.667"),
        ("{{x|3}}", -0.0001, "0.000"),
        ("{{x|0}}", 2.6, "3"),
        ("{{x|2}}", [1.0, 0.125], "[1.00, 0.12]"),
        ("3 {{x|signed}}", 2, "3 + 2"),
        ("3 {{x|signed}}", -2.5, "3 - 2.5"),
        ("3 {{x|signed}}", 0, "3 + 0"),
        ("{{x|shape}}", [3], "(3,)"),
        ("{{x|shape}}", [2, 4], "(2, 4)"),
        ("$2^{{{x}}}$", 5, "$2^{5}$"),
        ("a {{x}} b {{x}}", 1, "a 1 b 1"),
        ("{x}", 1, "{x}"),
    ],
)
def test_values_stand_in_their_places(text, value, filled):
    assert fill(Text(text, f"한 {text}"), {"x": value}) == (filled, f"한 {filled}")


def test_truth_values_are_written_as_python_does():
    assert number_text([True, 1]) == "[True, 1]"


# ----------------------------------------------------------------------------------------------------------- programs


@pytest.fixture
def process():
    found = programs.Programs()
    yield found
    found.close()


def test_a_program_is_run_and_its_spaces_at_line_ends_do_not_count(process):
    assert process.run("print('a  ')\nprint(1)\nprint()") == ("a\n1", None)


def test_programs_share_a_process_but_no_names(process):
    assert process.run("x = 1\nprint(x)") == ("1", None)
    assert process.run("print(x)") == ("", "NameError: name 'x' is not defined")


def test_a_program_cannot_leave_its_print_options_behind(process):
    process.run("import numpy as np\nnp.set_printoptions(precision=1)\nprint(np.array([0.25]))")
    assert process.run("import numpy as np\nprint(np.array([0.25]))") == ("[0.25]", None)


@pytest.mark.parametrize(
    ("code", "trouble"),
    [
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("print(", "SyntaxError: '(' was never closed"),
        ("import numpy as np\nnp.array([1.0]) / 0", "RuntimeWarning: divide by zero encountered in divide"),
    ],
)
def test_an_error_or_a_warning_is_told(process, code, trouble):
    assert process.run(code) == ("", trouble)


def test_a_program_without_end_is_ended(process, monkeypatch):
    monkeypatch.setattr(programs, "SECONDS", 0.5)
    assert process.run("while True: pass") == ("", "it ended the process, or ran for more than 0.5 s")
    monkeypatch.undo()
    assert process.run("print(1)") == ("1", None)


def test_a_program_that_ends_the_process_is_told(process):
    assert process.run("import os\nos._exit(0)") == ("", "it ended the process, or ran for more than 20 s")
    assert process.run("print(1)") == ("1", None)


def test_too_much_output_is_refused(process):
    assert process.run(f"print('x' * {programs.MAX_OUTPUT})")[1] is None
    assert process.run(f"print('x' * {programs.MAX_OUTPUT + 1})") == ("", "too much output")


# --------------------------------------------------------------------------------------------------- a key that is wrong


@pytest.fixture
def unchanged(copy, tmp_path):
    """The same course before any edit: files are read once."""
    return Bank(Course(Path(shutil.copytree(copy, tmp_path / "unchanged"))))


def test_a_flipped_key_gives_another_task(copy, edit, unchanged):
    """The second path of test_keys compares the right answers: a key that was changed by hand does not pass unseen."""
    edit("answer: =product(a, b)", "answer: =total(b, a)")
    edit("- value: =total(a, b)", "- value: =product(a, b)")
    edit("answer: =double(1)", "answer: =double(2)")
    edit("    answer: false\n", "    answer: true\n")

    def tasks(bank):
        return {id: variants(bank, question, 1)[0].built.task for id, question in bank.questions.items()}

    before, after = tasks(unchanged), tasks(Bank(Course(copy)))
    assert {id for id in before if before[id] != after[id]} == {"a-numeric", "a-cloze", "a-truefalse"}


def test_a_changed_misconception_gets_another_explanation(copy, edit, unchanged):
    def told(bank, answer):
        made = variants(bank, bank.questions["a-numeric"], 1)[0]
        outcome = grade(made.built.task, str(answer(made.values["a"], made.values["b"])))
        return [made.built.whys[why].en for why in outcome.whys]

    assert told(unchanged, lambda a, b: a + b) == ["You added."]
    edit("- value: =total(a, b)", "- value: =double(a)")
    changed = Bank(Course(copy))
    assert told(changed, lambda a, b: a + b) == []
    assert told(changed, lambda a, b: 2 * a) == ["You added."]
