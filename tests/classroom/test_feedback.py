"""Feedback: what students are told, what they are not, and that nothing in it can act."""

from __future__ import annotations

import itertools
import re
import zipfile

import html5lib
import pytest
from classes import HOSTILE, ROSTER, SECRET, MadeClass, broken, failed, full_class, make_course, passed
from markdown_it import MarkdownIt
from packing import notebook_of

from dlgrade.classroom.feedback.content import feedback
from dlgrade.classroom.feedback.html import to_html
from dlgrade.classroom.feedback.markdown import to_markdown
from dlgrade.classroom.graded import open_class
from dlgrade.classroom.intake.notebooks import Program, show_cells
from dlgrade.classroom.intake.submissions import Answer
from dlgrade.cli.app import run
from dlgrade.results import MAX_MESSAGE, ErrorInfo, ExerciseResult, TestResult

HTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return full_class(tmp_path_factory.mktemp("class"))


@pytest.fixture(scope="module")
def told(made):
    """What each student is told, as content, Markdown and HTML."""
    found = {}
    with open_class(made.out, made.course) as of:
        for graded in of.students():
            content = feedback(of, graded, "en", "https://example.org/site/")
            found[graded.student.student] = content, to_markdown(content), to_html(content)
    return found


def parsed(page):
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=True)
    return parser.parse(page)


def words_of(page):
    return "".join(parsed(page).find(f"{HTML}body").itertext())


@pytest.fixture(scope="module")
def rendered():
    """Markdown as GitHub shows it, and the elements that come of it."""
    markdown = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    return lambda text: html5lib.parseFragment(markdown.render(text), namespaceHTMLElements=False)


# ------------------------------------------------------------------------------------------------------ what is said


def test_everybody_is_told_something_in_their_own_language(told):
    assert set(told) == {"kim", "lee", "park", "choi", "bad<zip>", "Zed"}
    assert [told[id][0].lang for id in ("kim", "lee", "Zed")] == ["ko", "en", "en"]
    assert "김하나님의 과제 피드백" in told["kim"][1]
    assert "10점 만점에 10점" in told["kim"][1]
    assert parsed(told["kim"][2]).get("lang") == "ko"
    assert not re.search("[가-힣]", words_of(told["lee"][2]).replace("딥", ""))


def test_the_language_of_the_results_decides_where_the_roster_says_nothing(tmp_path):
    some = MadeClass(tmp_path)
    some.hand_in("a", [passed("affine")], lang="ko")
    some.done()
    with open_class(some.out, some.course) as of:
        (graded,) = of.students()
        assert feedback(of, graded, "en").lang == "ko"


def test_the_grade_is_explained_step_by_step(told):
    section = told["lee"][0].sections[0]
    assert (section.points, section.of) == ("1.17", "10")
    assert section.steps == [
        ("exercises (1.5 of 9 points, scaled to 10)", "1.67"),
        ("23 hours 59 minutes late", "− 1"),
        ("adjusted: found, an error", "+ 0.5"),
    ]
    assert section.facts == ["Handed in 2026-11-02 23:58 (UTC+09:00)."]
    for page in (told["lee"][1], words_of(told["lee"][2])):
        for label, points in section.steps:
            assert label in page
            assert points in page


@pytest.mark.parametrize(
    ("student", "assignment", "words"),
    [
        ("park", 0, "You are excused from this assignment (military service)."),
        ("choi", 0, "Nothing was handed in."),
        ("bad<zip>", 1, "x.zip is damaged."),
        ("kim", 0, "기한 안에 제출했습니다"),
    ],
)
def test_where_there_is_no_grade_the_reason_is_said(told, student, assignment, words):
    assert any(words in fact for fact in told[student][0].sections[assignment].facts)
    assert words in words_of(told[student][2])


def test_what_failed_is_said_with_the_call_the_mistake_and_where_to_read_on(told):
    part = told["lee"][0].sections[0].parts[0]
    assert part.points == "1.5/6"
    assert part.passed == ["The shape is kept"]
    assert part.mistakes == [("affine", "It is `twice` as much. <i>")]
    assert [problem.tests for problem in part.problems] == [
        [("Values", "0/1"), ("Others", "0.5/1")],  # which say the same
        [("Values", "0/3")],
        [("Not run", "0/1")],
    ]
    assert ("call", "affine(1)") in part.problems[0].evidence
    assert part.link == "https://example.org/site/en/learn/01_layers.html#affine"
    assert any("dlgrade hint affine" in place for place in part.read)
    page = words_of(told["lee"][2])
    for text in ("It is twice as much. <i>", "affine(1)", "The shape is kept", HOSTILE.split("\n")[0]):
        assert text in page
    assert parsed(told["lee"][2]).find(f".//{HTML}svg") is None  # SVG has a namespace of its own
    assert "what came back" in page


def test_a_failure_of_the_grader_is_nobodys_fault(told):
    part = told["Zed"][0].sections[1].parts[0]
    assert "says nothing about the answer" in part.message
    assert HOSTILE.split("\n")[0] not in told["Zed"][1]


def test_a_hint_stands_where_the_diagnosis_is_silent(tmp_path):
    some = MadeClass(tmp_path)
    result = failed("affine")
    result.mistakes = []
    some.hand_in("a", [result, broken("triplet")])
    some.done()
    with open_class(some.out, some.course) as of:
        (graded,) = of.students()
        parts = feedback(of, graded, "en").sections[0].parts
    assert parts[0].hint
    assert "$" not in parts[0].hint
    assert parts[1].hint == ""  # nothing could be tested


def test_exercises_that_were_not_handed_in_are_listed(tmp_path):
    some = MadeClass(tmp_path)
    some.hand_in("a", [passed("triplet")])
    some.hand_in("a", [failed("triplet")], submitted="2026-10-01T00:00:00Z")
    some.done()
    with open_class(some.out, some.course) as of:
        (graded,) = of.students()
        section = feedback(of, graded, "ko").sections[0]
    assert len(section.missing) == 1
    assert any("1번째가 성적에 들어갑니다" in fact or "Attempt 1 of 2" in fact for fact in section.facts)


# -------------------------------------------------------------------------------------------------- what is not said


def test_no_seed_no_other_student_and_no_expected_value_is_said(told):
    for id, (_, text, page) in told.items():
        assert SECRET not in text + page
        others = {s.student for s in ROSTER} | {s.name for s in ROSTER} | {s.email for s in ROSTER} - {""}
        own = next((s for s in ROSTER if s.student == id), None)
        for other in others - ({own.student, own.name, own.email} if own else set()):
            assert not re.search(rf"(?<!\w){re.escape(other)}(?!\w)", text)
            assert not re.search(rf"(?<!\w){re.escape(other)}(?!\w)", words_of(page))


# ------------------------------------------------------------------------------------------------- nothing in it acts


def test_pages_are_valid_html_that_runs_and_fetches_nothing(told):
    for _, _, page in told.values():
        tree = parsed(page)
        names = {element.tag.rpartition("}")[2] for element in tree.iter() if isinstance(element.tag, str)}
        assert not names & {"script", "img", "iframe", "link", "object", "form", "input", "b"}
        policy = tree.find(f".//{HTML}meta[@http-equiv]").get("content")
        assert policy.startswith("default-src 'none'")
        for element in tree.iter():
            if isinstance(element.tag, str):
                assert not any(name.startswith("on") for name in element.attrib)
                assert element.get("href", "https://example.org/site/").startswith(
                    "https://example.org/site/"
                )
        assert "url(" not in page


def test_pages_have_a_title_a_language_and_headings_in_order(told):
    for _, _, page in told.values():
        tree = parsed(page)
        assert tree.get("lang") in ("en", "ko")
        assert tree.find(f"{HTML}head/{HTML}title").text
        levels = [int(e.tag[-1]) for e in tree.iter() if re.fullmatch(r"\{.*\}h[1-6]", str(e.tag))]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))
        ids = [e.get("id") for e in tree.iter() if e.get("id")]
        assert len(ids) == len(set(ids))
        assert {e.get("aria-labelledby") for e in tree.iter()} - {None} <= set(ids)


def test_markdown_shows_hostile_words_as_words(told, rendered):
    for _, text, _ in told.values():
        tree = rendered(text)
        names = {element.tag for element in tree.iter() if isinstance(element.tag, str)}
        assert not names & {"script", "img", "b", "i", "iframe"}
        links = [e.get("href") for e in tree.iter("a")]
        assert all(link.startswith("https://example.org/site/") for link in links)
    lee = "".join(rendered(told["lee"][1]).itertext())
    for line in HOSTILE.split("\n"):
        assert line in lee  # in a block of code, as it is
    assert "Lee, <b>Bo</b>" in lee


@pytest.mark.parametrize(
    "words",
    [
        "# no heading", "1. no list", "- no list", "+ no list", "> no quote", "= x", "a | b", "<b>x</b>", "&amp; &lt;",
        "[x](http://e)", "![x](http://e)", "`a` and `b", "*x* **y** _z_ ~~w~~", "\\*", "http://e www.e.org", "$x$", "```\nx",
        "a\n# b", "    four blanks", "@somebody", "---", "***", "[ ] task", "2) list", "<!-- x -->", "`<b>`", "`a|b`", "``",
    ],
)  # fmt: skip
def test_no_words_become_markup(words, rendered):
    from dlgrade.views.markdown import block, plain, sentence

    for shown in (
        plain(words),
        sentence(words),
        f"- {plain(words)}",
        f"# {sentence(words)}",
        f"| {plain(words)} |\n|---|",
    ):
        tree = rendered(shown)
        names = {element.tag for element in tree.iter() if isinstance(element.tag, str)}
        names -= {"DOCUMENT_FRAGMENT", "p", "code", "ul", "li", "h1", "table", "thead", "tr", "th"}
        assert not names, (shown, names)
        seen = "".join(tree.itertext())
        assert re.sub(r"[\s`|]", "", seen) == re.sub(r"[\s`|]", "", words)
    assert "".join(rendered(block(words)).itertext()).strip("\n") == words


# ------------------------------------------------------------------------------------------------------- the command


def test_the_command_writes_two_files_for_each_student(made, tmp_path, capsys):
    assert run(["feedback", *made.arguments, "--output", str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"feedback for 6 students: {tmp_path}\n"
    stems = {path.stem.split("-")[0] for path in tmp_path.iterdir()}
    assert stems == {"kim", "lee", "park", "choi", "bad_zip_", "Zed"}
    assert len(list(tmp_path.glob("*.html"))) == len(list(tmp_path.glob("*.md"))) == 6


def test_the_command_takes_some_students_and_some_assignments(made, tmp_path, capsys):
    chosen = ["--student", "kim", "--assignment", "hw2", "--output", str(tmp_path)]
    assert run(["feedback", *made.arguments, *chosen]) == 0
    assert "손으로 짜는 층" not in (tmp_path / "kim.md").read_text(encoding="utf-8")
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--student", "nobody"], "There is no student `nobody`"),
        (["--site", "javascript:alert(1)"], "begins with https://"),
        (["--moodle-zip", "x.zip"], "Choose it with --assignment"),
    ],
)
def test_the_command_says_what_is_wrong_with_the_call(made, options, words, capsys):
    assert run(["feedback", *made.arguments, *options]) == 2
    assert words in capsys.readouterr().err


def test_moodle_gets_an_archive_whose_folders_it_knows(tmp_path, capsys):
    some = MadeClass(tmp_path)
    some.gradebook.note_students(ROSTER)
    some.hand_in("kim", [passed("affine")], place="Kim, Hana_555_assignsubmission_file")
    some.hand_in("lee", [failed("affine")])
    some.hand_in("new", [failed("affine")])
    some.done()
    archive = tmp_path / "feedback.zip"
    call = ["feedback", *some.arguments, "--assignment", "hw1", "--moodle-zip", str(archive)]
    assert run(call) == 0
    said = capsys.readouterr()
    assert "new has no participant number at Moodle" in said.err
    with zipfile.ZipFile(archive) as opened:
        names = opened.namelist()
        page = opened.read(names[1]).decode()
    numbers = {re.fullmatch(r"[^_/]+_(\d+)_assignsubmission_file/feedback\.html", name)[1] for name in names}
    assert numbers == {"555", "104234", "104235", "104236"}
    assert "Kim, Hana_555_assignsubmission_file/feedback.html" in names
    assert parsed(page) is not None
    before = archive.read_bytes()
    assert run(call) == 0
    assert archive.read_bytes() == before


# --------------------------------------------------------------------------------------------------------- notebooks

PROGRAM = Program("a\nb\nc\n", [(2, 1), (4, 1), (4, 2)])


def test_a_result_about_a_notebook_names_cells():
    test = TestResult("t", "T", True, "error", 0, 1, "raised in line 3: look at line 2", line=3)
    result = ExerciseResult("it", "u", "T", "n.ipynb", "failed", tests=[test])
    result.error = ErrorInfo("SyntaxError", "2번째 줄을 읽지 못합니다: 1번째 줄", 2)
    show_cells(result, PROGRAM)
    assert (
        test.message == "raised in cell 4, line 2: look at line 2"
    )  # the second is what the student's code said
    assert result.error.message == "셀 4의 1번째 줄을 읽지 못합니다: 1번째 줄"
    assert (test.line, result.error.line) == (None, None)


def test_a_line_outside_of_the_program_and_a_long_message_stay_harmless():
    long = TestResult("t", "T", True, "error", 0, 1, "line 3 " + "x" * (MAX_MESSAGE - 7), line=3)
    beyond = TestResult("t", "T", True, "error", 0, 1, "line 9", line=9)
    without = TestResult("t", "T", True, "failed", 0, 1, "line 3")
    show_cells(ExerciseResult("it", "u", "T", "n.ipynb", "failed", tests=[long, beyond, without]), PROGRAM)
    assert len(long.message) == MAX_MESSAGE
    assert (beyond.message, without.message) == ("line 9", "line 3")


def test_equal_programs_from_different_cells_do_not_share_a_result():
    source = b"def relu(x): ..."
    plain, one, other = (Answer(source, "f", p) for p in (None, PROGRAM, Program("a", [(7, 1)])))
    assert plain.hash == one.hash == other.hash
    assert len({plain.key, one.key, other.key}) == 3
    assert plain.key == plain.hash


def test_a_notebook_is_graded_by_its_cells(dlgrade, lay, tmp_path):
    book = notebook_of(
        "x = 1", "import numpy as np\n\ndef triplet_loss(a, p, n, margin=1.0):\n    return missing"
    )
    folder = lay({"kim/answers.ipynb": book})
    where = make_course(tmp_path / "c", "\ngrading:\n  assignments:\n    - {id: hw1, exercises: [triplet]}\n")
    for expected in ("1 submissions graded", "0 submissions graded"):
        done = dlgrade("grade", str(folder), "--course", str(where), "--lang", "en", "--jobs", "1")
        assert done.returncode == 0, done.stderr
        assert expected in done.stdout
    assert run(["feedback", str(tmp_path / "grades"), "--course", str(where), "--lang", "en"]) == 0
    text = (tmp_path / "grades" / "feedback" / "kim.md").read_text(encoding="utf-8")
    assert "in cell 2, line 4: name 'missing' is not defined" in text
