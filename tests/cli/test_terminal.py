"""What a terminal shows: the same words with and without colour, at most 80 columns wide, in both languages.

The files in ``golden/`` are what the commands print into a pipe. ``REGENERATE=1 pytest tests/cli/test_terminal.py`` writes
them anew; look at the difference before you keep it.
"""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from pathlib import Path

import pytest

from dlgrade.course.model import Course, builtin_root
from dlgrade.i18n import LANGUAGES, set_language
from dlgrade.results import ExerciseResult, Finding, Report, TestResult
from dlgrade.views import terminal

GOLDEN = Path(__file__).parent / "golden"
TINY = Path(__file__).parent.parent / "courses" / "tiny"
ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()][A-Z0-9]|\x1b[=>]")

WRONG = ("triplet", "np.mean(np.maximum(0, d + margin))", "np.sum(np.maximum(0, d + margin))")

# What is handed in before, and the command.
SCENES = {
    "list_fresh": ([], ["list"]),
    "list_started": ([("affine",), WRONG], ["list"]),
    "show": ([], ["show", "log_sum_exp"]),
    "hint": ([], ["hint", "log_sum_exp"]),
    "check_passed": ([("triplet",)], ["check", "triplet", "--seed", "1"]),
    "check_failed": ([WRONG], ["check", "triplet", "--seed", "1"]),
    "check_not_started": ([], ["check", "affine", "--seed", "1"]),
    "check_syntax_error": (
        [("affine", "import numpy as np", "import numpy as")],
        ["check", "affine", "--seed", "1"],
    ),
    "check_everything": ([("affine",), WRONG, ("init_he",)], ["check", "--seed", "1"]),
}
each_scene = pytest.mark.parametrize("scene", SCENES)
in_both_languages = pytest.mark.parametrize("lang", LANGUAGES)


def columns(line: str) -> int:
    """The columns that a line takes: Korean letters take two, combining marks none."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line
    )


def prepare(work, scene):
    answers, command = SCENES[scene]
    for answer in answers:
        work.answer(*answer)
    if scene == "list_started":
        work("check", "--seed", "1")
    return command


def steady(text: str) -> str:
    """Without what depends on the machine: the level of isolation, and digits beyond the sixth."""
    text = re.sub(r"(sandbox|격리): \w+", r"\1: LEVEL", text)
    return re.sub(r"(\d\.\d{6})\d+", r"\1…", text)


@each_scene
@in_both_languages
def test_the_output_in_a_pipe_is_as_it_was(work, scene, lang):
    command = prepare(work, scene)
    done = work(*command, "--lang", lang)
    assert done.stderr == ""
    path = GOLDEN / f"{scene}.{lang}.txt"
    if os.environ.get("REGENERATE"):
        GOLDEN.mkdir(exist_ok=True)
        path.write_text(steady(done.stdout), encoding="utf-8")
    assert steady(done.stdout) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.txt")), ids=lambda path: path.stem)
def test_no_line_is_wider_than_80_columns(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if columns(line) > 80] == []
    assert [line for line in lines if line != line.rstrip()] == []
    assert not any(ANSI.search(line) for line in lines)


def test_there_is_no_golden_file_that_nobody_compares_with():
    assert {path.name for path in GOLDEN.iterdir()} == {
        f"{scene}.{lang}.txt" for scene in SCENES for lang in LANGUAGES
    }


EXERCISES = [
    e for root in (builtin_root(), TINY) for e in Course(root).exercises.values() if e.tests_path.exists()
]


@pytest.mark.parametrize("exercise", EXERCISES, ids=[e.id for e in EXERCISES])
@in_both_languages
def test_every_text_fits_into_80_columns(exercise, lang, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    set_language(lang)
    try:
        terminal.show_exercise(exercise)
        hints = exercise.text(lang).hints
        for number in range(len(hints)):
            terminal.show_hint(exercise, number, hints)
    finally:
        set_language("en")
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 20
    assert [line for line in lines if columns(line) > 80] == []
    assert not any("\\" in line or "$" in line for line in lines if "`" not in line)


@each_scene
def test_a_narrow_terminal_gets_narrow_lines(work, scene):
    command = prepare(work, scene)
    done = work(*command, env={"COLUMNS": "50"})
    assert [line for line in done.stdout.splitlines() if columns(line) > 50] == []


@in_both_languages
def test_the_refusal_of_a_solution_fits_into_80_columns(work, lang):
    work.answer(*WRONG)
    lines = work("solution", "triplet", "--lang", lang).stdout.splitlines()
    assert [line for line in lines if columns(line) > 80] == []


def test_a_wide_terminal_gets_lines_that_can_be_read(work):
    done = work("show", "corridor", env={"COLUMNS": "300"})
    assert max(map(columns, done.stdout.splitlines())) <= 100


def test_a_terminal_without_unicode_gets_plain_signs(work):
    work.answer(*WRONG)
    ascii_only = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    for command in (["list"], ["show", "triplet"], ["check", "triplet", "--seed", "1"]):
        done = work(*command, env=ascii_only)
        assert done.returncode in (0, 1)
        assert done.stdout.isascii()
    assert re.search(r"^x triplet .*#+\.+ \d/9$", done.stdout, re.M)


# ---------------------------------------------------------------------------------------------------- on a real terminal


@pytest.fixture
def on_a_terminal(work):
    """Run a command on a pseudo-terminal and return what it printed and its exit status."""
    pexpect = pytest.importorskip("pexpect")
    if sys.platform == "win32":
        pytest.skip("no pseudo-terminals on Windows")

    def run(*arguments, **environment):
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("DLGRADE_", "LC_", "NO_COLOR"))
        }
        env = {**kept, "LANG": "C.UTF-8", "TERM": "xterm-256color", "PYTHONUTF8": "1", **environment}
        env = {name: value for name, value in env.items() if name not in ("COLUMNS", "LINES", "COLORTERM")}
        child = pexpect.spawn(
            sys.executable,
            ["-m", "dlgrade", *arguments],
            cwd=str(work.root),
            env=env,
            encoding="utf-8",
            timeout=60,
            dimensions=(40, 80),
        )
        output = child.read()
        child.close()
        return output.replace("\r\n", "\n"), child.exitstatus

    return run


def plain(text: str) -> str:
    return "\n".join(line.rstrip() for line in ANSI.sub("", text).splitlines())


TERMINAL_SCENES = ["list_started", "hint", "check_passed", "check_failed", "check_everything"]


@pytest.mark.parametrize("scene", TERMINAL_SCENES)
@in_both_languages
def test_on_a_terminal_there_is_colour_and_the_same_words(work, on_a_terminal, scene, lang):
    command = [*prepare(work, scene), "--lang", lang]
    coloured, status = on_a_terminal(*command)
    if scene == "hint":
        work("hint", command[1], "--restart")
    piped = work(*command[:2], "--restart", *command[2:]) if scene == "hint" else work(*command)
    assert ANSI.search(coloured)
    assert status == piped.returncode
    words, expected = (plain(text).replace("`", "").split() for text in (coloured, piped.stdout))
    assert (
        words == expected
    )  # the marks of code are colour on a terminal, and lines break elsewhere without them


def test_colour_is_never_the_only_sign(work, on_a_terminal):
    work.answer(*WRONG)
    coloured, _ = on_a_terminal("check", "triplet", "--seed", "1")
    text = plain(coloured)
    assert re.search(r"^✗ triplet", text, re.M)
    assert re.search(r"^  ✓ .* 1/1$", text, re.M)
    assert re.search(r"^  ✗ .* 0/2$", text, re.M)


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
@pytest.mark.parametrize("scene", ["list_started", "check_failed", "show"])
def test_no_colour_where_none_is_wanted(work, on_a_terminal, scene, environment):
    command = prepare(work, scene)
    output, _ = on_a_terminal(*command, **environment)
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", output)
    assert not re.search(r"\x1b\[(9[0-7]|38|48)", output)


def test_without_colour_the_marks_of_code_stay(work, on_a_terminal):
    output, _ = on_a_terminal("show", "affine", NO_COLOR="1")
    assert "`Affine.forward(x)`" in plain(output)


def test_a_terminal_fills_no_more_than_its_width(work, on_a_terminal):
    work.answer(*WRONG)
    for command in (["list"], ["show", "corridor"], ["check", "triplet", "--seed", "1"]):
        output, _ = on_a_terminal(*command)
        assert max(columns(line) for line in plain(output).splitlines()) <= 80


def test_solutions_are_coloured_on_a_terminal_and_plain_in_a_pipe(work, on_a_terminal):
    work.answer("triplet")
    coloured, status = on_a_terminal("solution", "triplet")
    assert status == 0
    assert ANSI.search(coloured)
    source = work("solution", "triplet").stdout
    compile(source, "triplet.py", "exec")
    assert plain(coloured).strip() == source.strip()


def test_the_notes_of_a_student_cannot_reach_the_terminal_raw(work, on_a_terminal):
    work.answer("triplet", "def triplet_loss(", "print('\\x1b[2J\\x1b]0;title\\x07')\n\n\ndef triplet_loss(")
    source = work.file("triplet").read_text(encoding="utf-8")
    work.file("triplet").write_text(
        source.replace("return np.mean", "raise ValueError('\\x1b[2J\\u202e')\n    return np.mean")
    )
    output, _ = on_a_terminal("check", "triplet", "--seed", "1")
    assert "\x1b[2J" not in output
    assert "\x1b]0;" not in output
    assert "\u202e" not in output


@pytest.mark.parametrize("width", range(40, 101))
def test_no_word_of_korean_is_lost_at_the_edge(width, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(width))
    message = "축 하나가 사라져 (2, 3, 4) 모양과 (2, 3) 모양이 만났습니다. 축을 따라 합, 평균, 최댓값을 구하면 그 축이 없어집니다."
    test = TestResult("test_a", message, True, "failed", 0, 1, message=message, call=f"f('{message}')")
    result = ExerciseResult("softmax", "02", message, "softmax.py", "failed", tests=[test])
    result.mistakes = [Finding("lost", "known", "softmax", message)]
    report = Report("tiny", "ko", 1, {"level": "strict", "layers": []}, [result])
    words = re.sub(r"\s+", " ", terminal.report_text(report))
    assert words.count("없어집니다") == 5
    assert "…" not in words
