"""Notebooks: which cells count, what becomes of them, and messages about lines as messages about cells."""

from __future__ import annotations

import json

import pytest
from packing import notebook_of

from dlgrade.classroom.intake.archives import Refused
from dlgrade.classroom.intake.notebooks import MAX_CODE, Program, code_cells, plain, read_notebook, with_cells

RELU = "def relu(x):\n    return np.maximum(0, x)"
WANTED = {"relu": ["relu"], "softmax": ["softmax"]}


def program(*cells, wanted=WANTED, exercise="relu"):
    found, broken = read_notebook(notebook_of(*cells), wanted)
    assert broken == []
    return found[exercise]


def test_only_what_the_exercise_is_made_of_is_kept():
    found = program(
        "%matplotlib inline\nimport numpy as np\nimport matplotlib.pyplot as plt",
        "x = np.linspace(-1, 1)\nplt.plot(x, x)",
        RELU,
        "print(relu(3))\nassert relu(-1) == 0",
        "data = open('train.csv').read()",
    )
    assert found.source == f"import numpy as np\n{RELU}\n"
    assert found.places == [(1, 2), (3, 1), (3, 2)]


def test_helpers_constants_and_later_changes_come_along():
    found = program(
        "import numpy as np",
        "SLOPE = 0.0\nunused = 1",
        "def helper(x):\n    return np.where(x > 0, x, SLOPE * x)",
        "@staticmethod\ndef other(): pass",
        "def relu(x):\n    return helper(x)",
        "relu.__name__ = 'r'\nhelper.cache = {}",
        "try:\n    from numba import njit\nexcept ImportError:\n    njit = lambda f: f",
    )
    assert "SLOPE = 0.0" in found.source
    assert "helper.cache" in found.source
    assert "unused" not in found.source
    assert "other" not in found.source
    assert "njit" not in found.source
    names = {}
    exec(found.source, names)
    assert names["relu"](-2.0) == 0


def test_local_names_need_nothing_from_outside():
    found = program(
        "x = y = z = k = other = Inner = big = 0",
        "def relu(x, *, k=1):\n"
        "    y = [z for z in x]\n"
        "    def inner(big):\n        return big + needed\n"
        "    class Inner:\n        other = 3\n"
        "    return inner(y)",
        "needed = 5",
    )
    assert found.places[0] == (2, 1)
    assert found.source.endswith("needed = 5\n")


def test_what_defaults_decorators_and_global_name_is_needed():
    found = program(
        "k = 1\ncount = 0",
        "def wrap(f):\n    return f",
        "@wrap\ndef relu(x, k=k):\n    global count\n    count += 1\n    return x",
    )
    assert found.source.startswith("k = 1\ncount = 0\ndef wrap(f):")


def test_the_last_definition_wins():
    names = {}
    exec(program("def relu(x):\n    return 1", "def relu(x):\n    return 2").source, names)
    assert names["relu"](0) == 2


def test_each_exercise_gets_its_own_program():
    found, _ = read_notebook(
        notebook_of(RELU, "def softmax(x):\n    return relu(x)"), {**WANTED, "step": ["step"]}
    )
    assert set(found) == {"relu", "softmax"}
    assert "softmax" not in found["relu"].source
    assert "def relu" in found["softmax"].source


def test_a_class_and_its_base_are_kept():
    cell = "class Base:\n    pass\n\nclass Relu(Base):\n    def forward(self, x):\n        return x"
    found = program(cell, wanted={"layers": ["Relu"]}, exercise="layers")
    assert found.source.count("class") == 2


def test_a_cell_that_is_no_python_is_named_and_the_others_count():
    found, broken = read_notebook(notebook_of("def relu(:", RELU, "for"), WANTED)
    assert set(found) == {"relu"}
    assert broken == [1, 3]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("%matplotlib inline\nx = 1", "\nx = 1"),
        ("!pip install numpy\nx = 1\n  ?x", "\nx = 1\n"),
        ("%%time\nx = 1", "\nx = 1"),
        ("%%capture out\nx = 1", "\nx = 1"),
        ("%%bash\nrm -rf /", ""),
        ("%%writefile relu.py\nx", ""),
        ("x = 5 % 3", "x = 5 % 3"),
    ],
)
def test_magics_become_empty_lines(source, expected):
    assert plain(source) == expected


def nbgrader(solution, grade, locked):
    return {"nbgrader": {"solution": solution, "grade": grade, "locked": locked, "schema_version": 3}}


def test_of_nbgrader_the_students_cells_count():
    cells = code_cells(
        notebook_of(
            {"source": "helper = 1"},
            {"source": RELU, "metadata": nbgrader(True, False, False)},
            {"source": "assert relu(1) == 1", "metadata": nbgrader(False, True, True)},
            {"source": "def relu(x): ...", "metadata": nbgrader(False, False, True)},
            {"source": "manual = 1", "metadata": nbgrader(True, True, False)},
        )
    )
    assert [cell.number for cell in cells] == [1, 2, 5]


def test_otter_is_told_to_ignore_cells():
    cells = code_cells(
        notebook_of(
            {"source": RELU, "metadata": {"tags": ["otter_ignore"]}},
            {"source": RELU, "metadata": {"otter": {"ignore": True}}},
            {"source": RELU, "metadata": {"tags": ["other"], "otter": {"tests": ["q1"]}}},
        )
    )
    assert [cell.number for cell in cells] == [3]


def test_sources_are_texts_or_lists_of_lines_and_other_cells_are_counted():
    book = json.loads(notebook_of("x"))
    book["cells"] = [
        {"cell_type": "markdown", "source": "# hi"},
        {"cell_type": "code", "source": ["a = 1\n", "b = 2"]},
        {"cell_type": "raw", "source": "y"},
        {"cell_type": "code", "source": "c = 3", "metadata": None},
    ]
    assert [(c.number, c.source) for c in code_cells(json.dumps(book).encode())] == [
        (2, "a = 1\nb = 2"),
        (4, "c = 3"),
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not json",
        b"[]",
        b"{}",
        b'{"cells": 3}',
        b'{"cells": [3]}',
        b'{"cells": [{"cell_type": "code"}]}',
        b'{"cells": [null]}',
        b"[" * 100_000,
        b"\xff\xfe",
        b'{"worksheets": []}',
    ],
)
def test_what_is_no_notebook_is_refused(content):
    with pytest.raises(Refused, match="is not a notebook that can be read"):
        code_cells(content)


def test_too_much_code_is_refused():
    with pytest.raises(Refused, match="more than 1 MB of code"):
        code_cells(notebook_of("#" * (MAX_CODE + 1)))


@pytest.mark.parametrize(
    "source",
    [
        "x = " + "(" * 50_000,
        "x = " + "-" * 200_000 + "1",
        "x = " + "a." * 200_000 + "b",
        "x = " + "+".join(["1"] * 100_000),
        "def relu(x):\n" + "".join(" " * i + "if x:\n" for i in range(1, 1200)),
        "\0",
        "\ud800",
    ],
    ids=["brackets", "signs", "dots", "sum", "indents", "zero byte", "surrogate"],
)
def test_a_source_written_to_exhaust_the_parser_harms_nobody(source):
    found, broken, said = {}, [], ""
    try:
        found, broken = read_notebook(notebook_of(source, RELU), WANTED)
    except Refused as refused:
        said = refused.text.en
    if said:
        assert said == "holds code that cannot be parsed within the limits."
    else:
        assert found["relu"].source.startswith("def relu(x):")
        assert broken in ([], [1])


PROGRAM = Program("a\nb\nc\n", [(2, 1), (5, 3), (5, 4)])


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Python cannot read line 2: x.", "Python cannot read cell 5, line 3: x."),
        ("Line 3: only NumPy is available.", "Cell 5, line 4: only NumPy is available."),
        ("파이썬이 1번째 줄을 읽지 못합니다", "파이썬이 셀 2의 1번째 줄을 읽지 못합니다"),
        ("line 4 and line 0", "line 4 and line 0"),
        ("outline 2", "outline 2"),
        ("no line", "no line"),
    ],
)
def test_lines_of_the_program_become_lines_of_cells(message, expected):
    assert with_cells(message, PROGRAM) == expected
