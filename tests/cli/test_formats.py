"""``dlgrade check --format junit|github|gradescope``: read back as the services read them, with hostile words in every place."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from classes import HOSTILE, UNITS, broken, failed, passed
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from dlgrade.results import ExerciseResult, Report, TestResult
from dlgrade.views import FORMATS, gradescope, junit
from dlgrade.views.details import cut
from dlgrade.views.github import ERRORS, command, summary, to_github
from dlgrade.views.gradescope import MAX_OUTPUT, VISIBILITIES, to_gradescope
from dlgrade.views.junit import to_junit
from dlgrade.views.places import Places

TOKEN = "0123456789abcdef0123456789abcdef"


def not_started(id="momentum"):
    return ExerciseResult(id, UNITS[id], id.title(), f"{id}.py", "not_started", 0, 4.0)


def report(*results, lang="en", seed=7):
    return Report("tiny", lang, seed, {"level": "strict", "layers": []}, list(results))


@pytest.fixture
def full():
    """Everything that can become of an exercise."""
    internal = failed("triplet")
    internal.tests = [TestResult("test_ours", "Ours", True, "internal", 0, 3, "RuntimeError: no")]
    internal.status, internal.points = "internal", 0
    return report(passed("momentum"), failed("affine"), broken("triplet"), not_started(), internal)


@pytest.fixture
def places(tmp_path):
    return Places(tmp_path, tmp_path)


# --------------------------------------------------------------------------------------------------------------- JUnit


def test_junit_tells_wrong_answers_from_our_own_failures(full):
    (suite,) = ET.fromstring(to_junit(full))
    verdicts = {
        case.get("name"): [child.tag for child in case if child.tag != "system-out"]
        for case in suite.iter("testcase")
    }
    assert verdicts == {
        "momentum.test_all": [],
        "affine.test_shape": [],
        "affine.test_value": ["failure"],
        "affine.test_other": ["failure"],
        "affine.test_value (2)": ["failure"],
        "affine.test_skipped": ["skipped"],
        "triplet": ["failure"],
        "momentum": ["skipped"],
        "triplet.test_ours": ["error"],
    }
    counts = {key: suite.get(key) for key in ("tests", "failures", "errors", "skipped")}
    assert counts == {"tests": "9", "failures": "4", "errors": "1", "skipped": "2"}
    properties = {p.get("name"): p.get("value") for p in suite.find("properties")}
    assert (properties["dlgrade.score"], properties["dlgrade.max"], properties["dlgrade.seed"]) == (
        "5.5",
        "20",
        "7",
    )


def test_junit_says_the_points_the_file_and_the_line(full):
    (suite,) = ET.fromstring(to_junit(full))
    case = next(c for c in suite.iter("testcase") if c.get("name") == "affine.test_other")
    assert case.get("classname") == "tiny.01_layers.affine"
    assert case.find("system-out").text.startswith("points 0.5/1")
    assert case.get("file") == "affine.py"
    value = next(c for c in suite.iter("testcase") if c.get("name") == "affine.test_value")
    assert value.get("line") == "3"
    assert re.fullmatch(r"\d+\.\d{3}", value.get("time"))
    assert HOSTILE in value.find("failure").text
    assert "It is `twice` as much" in value.find("failure").text
    assert len(value.find("failure").get("message")) <= 300


def test_junit_offers_no_file_of_the_job():
    result = passed("affine")
    result.tests[0].title = "[[ATTACHMENT|/etc/passwd]]"
    assert "[[ATTACHMENT|" not in to_junit(report(result))


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(codec=None), max_size=30))
def test_junit_holds_any_text(text):
    result = failed("affine")
    result.tests[1] = replace(result.tests[1], message=text, title=text, output=text, name=text)
    result.file = text
    root = ET.fromstring(to_junit(report(result)).encode("utf-8"))
    assert len(list(root.iter("testcase"))) == 5


def test_junit_replaces_what_xml_cannot_hold():
    every = "".join(map(chr, range(0x20))) + "\x7f\ufffe\uffff\ud800\U0010ffff"
    legal = junit.legal(every)
    assert legal.count("�") == 29 + 3
    assert ET.fromstring(f"<a>{legal}</a>").text == legal


# -------------------------------------------------------------------------------------------------------------- GitHub


def runner(text):
    """What GitHub's runner does with a step's output: the commands that it obeys, with their values unescaped."""
    stopped, obeyed = None, []
    for line in re.split(r"\r\n|\r|\n", text):
        line = line.lstrip()
        match = re.match(r"::([^ :]+)(?: +(.*?))?::(.*)\Z", line)
        if stopped:
            if match and match[1] == stopped:
                stopped = None
            continue
        if not match:
            assert "##[" not in line or line.startswith("::")
            continue
        name, properties, value = match[1].lower(), match[2] or "", match[3]
        if name == "stop-commands":
            stopped = value
            continue
        found = dict(p.split("=", 1) for p in properties.split(",") if p)
        obeyed.append((name, {k: unescaped(v) for k, v in found.items()}, unescaped(value)))
    assert stopped is None
    return obeyed


def unescaped(value):
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        value = value.replace(code, character)
    return value


def test_commands_are_escaped_as_the_toolkit_does_it():
    made = command("error", "got 50%\nwant 100%", file="src/a,b.py", line=3, title="softmax: axis", col=None)
    assert made == "::error file=src/a%2Cb.py,line=3,title=softmax%3A axis::got 50%25%0Awant 100%25"
    assert command("error", "a\r\nb") == "::error::a%0D%0Ab"


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_a_command_says_what_it_was_given_and_is_one_line(message, title):
    ((name, properties, value),) = runner(command("error", message, title=title))
    assert (name, properties["title"], value) == ("error", title, message)


def test_the_students_words_can_issue_no_command(full, places):
    text = f"::error::x\n::{TOKEN}::\n::add-mask::e\n  ::set-output name=a::b\n##[error]x"
    printed = to_github(full, text, places, TOKEN)
    assert f"::stop-commands::{TOKEN}" not in printed  # it was in the text: another one is drawn
    assert {name for name, _, _ in runner(printed)} == {"error", "notice"}
    again = to_github(full, "text", places)
    assert re.match(r"::stop-commands::[0-9a-f]{32}\ntext\n::[0-9a-f]{32}::\n", again)
    assert again.partition("\n")[0] != to_github(full, "text", places).partition("\n")[0]


def test_there_are_ten_errors_at_most_the_worst_first_and_the_last_counts_the_rest(places):
    many = [replace(broken("affine"), id=f"e{i}", max_points=float(i)) for i in range(1, 31)]
    errors = [entry for entry in runner(to_github(report(*many), "", places)) if entry[0] == "error"]
    assert len(errors) == ERRORS == 10
    assert [error[1]["title"].partition(":")[0] for error in errors[:9]] == [f"e{30 - i}" for i in range(9)]
    assert errors[9][1]["title"] == "and 21 more"
    ten = [entry for entry in runner(to_github(report(*many[:10]), "", places)) if entry[0] == "error"]
    assert len(ten) == 10
    assert "more" not in ten[9][1]["title"]


def test_annotations_stand_at_the_right_line_of_the_right_file(tmp_path):
    (tmp_path / ".git").mkdir()
    folder = tmp_path / "hw, 1" / "01_layers"
    folder.mkdir(parents=True)
    (folder / "affine.py").write_text(
        "import numpy\n\n\nclass Other: ...\n\n\ndef affine(x):\n    return x\n"
    )
    result = failed("affine")
    result.file = "01_layers/affine.py"
    result.tests[2].call = "affine(np.array([1]))"
    found = runner(to_github(report(result), "", Places.find({}, tmp_path / "hw, 1")))
    at = {(properties["file"], properties.get("line")) for _, properties, _ in found}
    assert at == {("hw, 1/01_layers/affine.py", line) for line in ("3", "7", None)}
    said = {properties.get("line"): value for _, properties, value in found}
    assert "It is `twice` as much" in said["7"]
    assert said[None] == "Too slow."
    inside = runner(
        to_github(report(result), "", Places.find({}, folder))
    )  # as in a subfolder of a workspace
    assert {properties["file"] for _, properties, _ in inside} == {"hw, 1/01_layers/affine.py"}


def test_the_runner_says_where_the_repository_is(tmp_path):
    (tmp_path / "repo" / "sub" / ".git").mkdir(parents=True)
    (tmp_path / "repo" / "sub" / "a.py").touch()
    said = Places.find({"GITHUB_WORKSPACE": str(tmp_path / "repo")}, tmp_path / "repo" / "sub")
    assert said.path("a.py") == "sub/a.py"
    assert (
        Places.find({"GITHUB_WORKSPACE": str(tmp_path)}, tmp_path / "repo" / "sub").path("a.py")
        == "repo/sub/a.py"
    )
    elsewhere = Places.find({"GITHUB_WORKSPACE": "/nowhere"}, tmp_path / "repo" / "sub")
    assert elsewhere.path("a.py") == "a.py"
    for name in ("../a.py", "/etc/passwd", "C:\\x", "no.py", "", "sub"):
        assert said.path(name) is None
        assert said.line(name, "f") is None
    assert said.path("sub\\a.py") == "sub/a.py"
    assert said.line("a.py", "f(") is None


def test_only_our_own_failure_names_no_file(places):
    ours = replace(broken("affine", "internal"))
    ((_, properties, _),) = runner(to_github(report(ours), "", places))
    assert set(properties) == {"title"}


def test_the_summary_is_a_table_in_which_words_stay_words(full):
    tree = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(summary(full))
    kinds = {token.type for token in tree} | {child.type for token in tree for child in token.children or ()}
    assert not kinds & {"html_block", "html_inline", "image", "link_open"} - {"html_inline"}
    inline = {c.content for token in tree for c in token.children or () if c.type == "html_inline"}
    assert inline <= {"<code>", "</code>"}
    cells = [token.children for token in tree if token.type == "inline" and token.level == 4]
    assert len(cells) == 3 * (1 + 4)
    assert HOSTILE.split("\n")[2] in summary(full)


def test_the_summary_stays_below_its_bound():
    large = failed("affine")
    large.tests[1].message = "가" * 2000
    many = report(*[replace(large, id=f"e{i}") for i in range(300)])
    for room in (1 << 20, 200_000, 30_000, 0):
        text = summary(many, room)
        assert len(text.encode()) <= max(room, 0)
        assert ("more do not fit" in text) is (room > 20_000)


# ---------------------------------------------------------------------------------------------------------- Gradescope


def test_gradescope_gets_what_its_documentation_asks_for(full):
    found = json.loads(to_gradescope(full))
    assert found["score"] == 5.5
    assert isinstance(found["execution_time"], float)
    numbers = [test["number"] for test in found["tests"]]
    assert numbers == ["1.1", "2.1", "2.2", "2.3", "2.4", "2.5", "3.1", "4.1", "5.1"]
    for test in found["tests"]:
        assert test["status"] in ("passed", "failed")
        assert 0 <= test["score"] <= test["max_score"]
        assert test["name_format"] == test.get("output_format", "text") == "text"
        assert "visibility" not in test
    assert sum(test["score"] for test in found["tests"]) == found["score"]
    assert HOSTILE in found["tests"][2]["output"]
    assert "says nothing about the answer" in found["tests"][8]["output"]


def test_gradescope_shows_of_hidden_tests_what_was_asked_for(full):
    for hidden in VISIBILITIES:
        tests = {
            test["extra_data"].get("test"): test for test in json.loads(to_gradescope(full, hidden))["tests"]
        }
        assert "visibility" not in tests["test_shape"]  # which is public
        assert tests["test_other"].get("visibility") == (None if hidden in ("visible", "score") else hidden)
        assert (HOSTILE in tests["test_other"]["output"]) is (hidden != "score")
        assert ("twice" in json.loads(to_gradescope(full, hidden))["output"]) is (hidden == "visible")


def test_gradescope_outputs_are_bounded():
    large = failed("affine")
    large.tests = [
        TestResult(f"t{i}", "T", True, "failed", 0, 1, "m" * 2000, "c" * 1000, "o" * 1000, "p" * 1000)
        for i in range(300)
    ]
    found = json.loads(to_gradescope(report(large)))
    assert max(len(test.get("output", "")) for test in found["tests"]) <= MAX_OUTPUT
    assert sum(len(test.get("output", "")) for test in found["tests"]) <= gradescope.MAX_OUTPUTS
    assert len(found["tests"]) == 300


@pytest.mark.parametrize(
    ("text", "size", "expected"), [("abc", 3, "abc"), ("abcd", 3, "…"), ("가나다", 8, "가…"), ("", 0, "")]
)
def test_texts_are_cut_between_characters(text, size, expected):
    assert cut(text, size) == expected


# ---------------------------------------------------------------------------------------------------------- the command


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_can_be_printed_and_written(form, work, tmp_path):
    work.answer("triplet", "return", "print('::error::student')\n    return 1 +")
    shown = work("check", "triplet", "--format", form, "--seed", "3")
    assert (shown.returncode, shown.stderr) == (1, "")
    if form == "json":
        assert json.loads(shown.stdout)["exercises"][0]["status"] == "failed"
    elif form == "junit":
        assert ET.fromstring(shown.stdout)[0].get("failures") != "0"
    elif form == "gradescope":
        call = ["check", "triplet", "--format", form, "--seed", "3", "--output", str(tmp_path / "out")]
        written = work(*call)
        assert (written.returncode, written.stderr, written.stdout) == (1, "", "")
        found, again = json.loads(shown.stdout), json.loads((tmp_path / "out").read_text(encoding="utf-8"))
        assert [test["score"] for test in found["tests"]] == [test["score"] for test in again["tests"]]
    elif form == "github":
        (_, properties, _), *_ = runner(shown.stdout)
        assert properties["file"] == "01_layers/triplet.py"
        line = (work.root / "01_layers" / "triplet.py").read_text().splitlines()[int(properties["line"]) - 1]
        assert line.startswith("def triplet")


@pytest.mark.parametrize("form", ["junit", "github", "gradescope"])
def test_every_format_says_when_nothing_was_checked(form, work, tmp_path):
    for output in ([], ["--output", str(tmp_path / "out")]):
        done = work("check", "nonsense", "--format", form, "--lang", "en", *output)
        assert done.returncode == 2
        assert "There is no exercise `nonsense`" in done.stderr
        text = (tmp_path / "out").read_text() if output else done.stdout
        if form == "junit":
            assert ET.fromstring(text)[0].get("errors") == "1"
        elif form == "github":
            assert runner(text)[0][0] == "error"
        else:
            assert json.loads(text)["score"] == 0
        assert "no exercise" in text


def test_a_result_that_cannot_be_written_is_said_on_standard_output(work):
    output = work.root / "file" / "results.json"
    output.parent.touch()
    done = work("check", "triplet", "--format", "gradescope", "--lang", "en", "--output", str(output))
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert "cannot be written" in json.loads(done.stdout)["output"]


def test_the_summary_is_appended_where_the_runner_says(work, tmp_path):
    work.answer("affine")
    path = tmp_path / "summary.md"
    path.write_text("before\n")
    environment = {"GITHUB_STEP_SUMMARY": str(path), "GITHUB_WORKSPACE": str(work.root)}
    done = work("check", "affine", "--format", "github", "--lang", "ko", env=environment)
    assert done.returncode == 0
    assert path.read_text(encoding="utf-8").startswith("before\n## dlgrade: ")
    assert "통과" in path.read_text(encoding="utf-8")
    lost = work(
        "check", "affine", "--format", "github", env={"GITHUB_STEP_SUMMARY": str(tmp_path / "no" / "x")}
    )
    assert lost.returncode == 0
    assert "summary cannot be written" in lost.stderr
