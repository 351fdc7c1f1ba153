"""Figures: what is drawn is what the numbers say, in a terminal and as SVG."""

from __future__ import annotations

import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest

from dlgrade import figures
from dlgrade.course.model import Course
from dlgrade.errors import CourseError
from dlgrade.figures import blocks, svg
from dlgrade.figures.load import load, makers
from dlgrade.i18n import Text

TINY = Path(__file__).parent.parent / "courses" / "tiny"
IN, OUT = Text("in", "입력"), Text("out", "출력")
RAMP = np.arange(6.0).reshape(2, 3)
WIDE = np.eye(32)
EXAMPLES = {
    "pictures": figures.pictures((IN, RAMP), (OUT, -RAMP)),
    "bars": figures.bars(Text("Norms", "노름"), [(IN, 4.0), (OUT, 1.0)]),
    "curves": figures.curves(Text("Loss", "손실"), Text("step", "스텝"), (IN, [3.0, 2.0, 1.0]), (OUT, [1.0, 1.0, 1.0])),
}  # fmt: skip


def drawn(figure, lang="en", width=76, colour=False, unicode=True):
    return [line.plain for line in blocks.draw(figure, lang, width, colour=colour, unicode=unicode)]


# ------------------------------------------------------------------------------------------------------ the numbers


@pytest.mark.parametrize(
    "picture", [np.zeros((0, 3)), np.zeros((65, 2)), np.zeros((2, 65)), [[np.nan]], [[1.0, np.inf]], []]
)
def test_what_is_no_picture_is_refused(picture):
    with pytest.raises(ValueError, match="picture has"):
        figures.panel(IN, picture)


def test_the_smallest_number_is_black_and_the_largest_white():
    shades = figures.panel(IN, [[-2.0, 0.0], [1.0, 2.0]]).shades
    assert shades == [[0.0, 0.5], [0.75, 1.0]]


def test_a_picture_of_one_number_is_grey():
    assert figures.panel(IN, [[3.0, 3.0]]).shades == [[0.5, 0.5]]


def test_bars_are_as_long_as_their_numbers():
    assert figures.bars(IN, [(IN, 4.0), (OUT, 1.0)]).lengths == [1.0, 0.25]
    assert figures.bars(IN, [(IN, 0.0), (OUT, 0.0)]).lengths == [0.0, 0.0]


def test_logarithmic_bars_differ_by_equal_lengths_for_equal_factors():
    one, two, three = figures.bars(IN, [(IN, 1e-9), (IN, 1e-5), (IN, 0.1)], logarithmic=True).lengths
    assert three == 1.0
    assert two - one == pytest.approx(three - two)
    assert one > 0


# ------------------------------------------------------------------------------------------------------- a terminal


def test_without_colour_a_small_picture_is_drawn_in_shades_at_twice_its_size():
    assert drawn(figures.pictures((IN, RAMP))) == ["in", "  ░░▒▒", "▒▒▓▓██"]


def test_without_unicode_it_is_drawn_in_letters():
    caption, *lines = drawn(figures.pictures((IN, RAMP)), unicode=False)
    assert caption == "in"
    assert all(ord(c) < 128 for line in lines for c in line)


def test_with_colour_a_character_holds_two_pixels():
    _, *lines = blocks.draw(figures.pictures((IN, WIDE)), "en", 76, colour=True, unicode=True)
    assert [line.plain for line in lines] == ["▀" * 32] * 16
    assert lines[0].spans[0].style == "#ffffff on #000000"
    assert lines[0].spans[1].style == "#000000 on #ffffff"


def test_pictures_stand_side_by_side_with_their_captions_above_them():
    caption, *lines = drawn(figures.pictures((IN, RAMP), (OUT, RAMP)), lang="ko")
    assert caption == "입력     출력"
    assert lines[1] == "▒▒▓▓██   ▒▒▓▓██"


@pytest.mark.parametrize("width", [20, 40, 76, 100])
def test_pictures_that_do_not_fit_stand_below_one_another(width):
    figure = figures.pictures(*[(Text(f"number {i}", f"{i}번"), WIDE[:, :15]) for i in range(5)])
    lines = drawn(figure, width=width)
    assert max(map(len, lines)) <= max(width, 30)
    assert "".join(lines).count("number") == 5


def test_bars_and_curves_are_drawn_with_their_numbers():
    assert drawn(EXAMPLES["bars"]) == [
        "Norms",
        "  in                " + "█" * 30 + " 4",
        "  out               " + "█" * 8 + " " * 22 + " 1",
    ]
    title, falling, flat = drawn(EXAMPLES["curves"])
    assert title == "Loss (1 – 3)"
    assert falling.split() == ["in", "█▅▁", "3", "→", "1"]
    assert flat.split() == ["out", "▁▁▁", "1", "→", "1"]


def test_a_long_curve_is_thinned_and_keeps_its_ends():
    figure = figures.curves(IN, IN, (OUT, np.linspace(5.0, 0.0, 10_000)))
    (_, line) = drawn(figure)
    assert len(line) <= 76
    assert line.endswith("▁ 5 → 0")


# ------------------------------------------------------------------------------------------------------------- SVG


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_svg_is_well_formed_described_and_speaks_the_language(name, lang):
    root = ET.fromstring(svg.draw(EXAMPLES[name], lang, "What <is> seen"))
    assert root.tag.endswith("svg")
    assert root[0].text == "What <is> seen"
    texts = [text.text for text in root.iter() if text.tag.endswith("text")]
    assert {"en": "in", "ko": "입력"}[lang] in texts
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    assert width > 100
    assert height > 30


def test_svg_pictures_have_a_pixel_for_every_number():
    drawing = svg.draw(figures.pictures((IN, RAMP)), "en", "ramp")
    assert drawing.count("h1v1h-1z") == 6
    assert '<path fill="#000000" d="M0 0h1v1h-1z"/>' in drawing
    assert '<path fill="#ffffff" d="M2 1h1v1h-1z"/>' in drawing


# ---------------------------------------------------------------------------------------------------- of an exercise

PROGRAM = """
import numpy as np
from dlgrade.figures import pictures
from dlgrade.i18n import Text

def ramp():
    return _picture(3)

def broken():
    return 1 / 0

def nothing():
    return None

def _picture(n):
    return pictures((Text("ramp", "경사"), np.arange(n * n).reshape(n, n)))
"""


@pytest.fixture
def exercise(tmp_path):
    root = tmp_path / "course"
    shutil.copytree(TINY, root, ignore=shutil.ignore_patterns("__pycache__"))
    found = Course(root).exercise("affine")
    (found.folder / "figures.py").write_text(PROGRAM, encoding="utf-8")
    return found


def test_figures_are_the_public_functions(exercise):
    assert list(makers(exercise)) == ["ramp", "broken", "nothing"]
    assert load(exercise, "ramp").panels[0].rows[2] == (6.0, 7.0, 8.0)


@pytest.mark.parametrize(
    ("name", "sentence", "line"),
    [
        ("missing", "there is no figure `missing`.", None),
        ("broken", "figure `broken` cannot be made: ZeroDivisionError: division by zero.", 9),
        ("nothing", "`nothing` does not return a figure.", 12),
    ],
)
def test_what_is_wrong_with_a_figure_is_said_with_its_place(exercise, name, sentence, line):
    with pytest.raises(CourseError) as caught:
        load(exercise, name)
    assert (caught.value.path.name, caught.value.line, caught.value.sentence.en) == (
        "figures.py",
        line,
        sentence,
    )


def test_a_file_that_cannot_be_loaded_is_named(exercise):
    (exercise.folder / "figures.py").write_text("import nothing_like_this", encoding="utf-8")
    with pytest.raises(CourseError, match=r"figures\.py: cannot be loaded: ModuleNotFoundError"):
        makers(exercise)


@pytest.fixture
def show(exercise, dlgrade, tmp_path):
    """Show the exercise with a figure put into its text."""

    def run(name):
        path = exercise.folder / "en.md"
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace("## Example\n", f"## Example\n\n![A](figure:{name})\n"), encoding="utf-8"
        )
        workspace = tmp_path / "workspace"
        dlgrade("init", str(workspace), "--course", str(exercise.course.root))
        return dlgrade("show", "affine", cwd=workspace)

    return run


def test_the_text_shows_a_figure_in_its_place(show):
    shown = show("ramp").stdout
    assert "  ▒▒▒▒▒▒\n" in shown
    assert "figure:" not in shown


def test_an_unknown_figure_is_no_traceback(show):
    done = show("unheard_of")
    assert done.returncode == 2
    assert "there is no figure `unheard_of`." in done.stderr


# ------------------------------------------------------------------------------------------------------- of a check


def test_a_test_shows_what_went_in_and_what_came_out(exercise, check):
    tests = exercise.tests_path
    body = """

def test_seen(student):
    \"\"\"Seen
    보기\"\"\"
    x = np.eye(3)
    out = student.Affine(np.eye(3), np.zeros(3)).forward(x)
    picture(student, x, en="in", ko="입력")
    picture(student, out, en="out", ko="출력")
    picture(student, out[0], en="no picture", ko="그림 아님")
    picture(student, out * np.nan, en="no picture", ko="그림 아님")
"""
    tests.write_text(
        "from dlgrade.testing import picture\n" + tests.read_text(encoding="utf-8") + body, encoding="utf-8"
    )
    answer = "import numpy as np\nclass Affine:\n    def __init__(self, W, b): pass\n    def forward(self, x): return 2 - x\n"
    result = check("affine", answer, of=exercise.course, lang="ko")
    (seen,) = [test.pictures for test in result.tests if test.pictures]
    assert [picture.caption for picture in seen] == ["입력", "출력"]
    assert [picture.rows[0] for picture in seen] == [[255, 0, 0], [0, 255, 255]]
