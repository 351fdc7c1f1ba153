"""``dlgrade bank``: files, reports, exit codes, messages."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from dlgrade.cli.app import run
from dlgrade.course.model import Course
from dlgrade.i18n import current_language, set_language
from dlgrade.quiz.bank import Bank
from dlgrade.quiz.prove import prove_bank


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    before = current_language()
    set_language("en")
    yield tmp_path  # type: ignore[misc]
    set_language(before)


def bank(*arguments: object) -> int:
    return run(["bank", *map(str, arguments)])


@pytest.mark.parametrize(("format", "name"), [("moodle", "tiny.moodle.xml"), ("qti21", "tiny.qti21.zip"), ("canvas", "tiny.canvas.zip"), ("anki", "tiny.apkg"), ("csv", "tiny.csv")])  # fmt: skip
def test_every_format(
    small: Bank, here: Path, capfd: pytest.CaptureFixture[str], format: str, name: str
) -> None:
    course = small.course.home
    assert bank("export", format, "--course", course, "--lang", "both", "--variants", 2) == 0
    first = capfd.readouterr()
    content = (here / name).read_bytes()
    report = (here / f"{name}.report.txt").read_text(encoding="utf-8")
    assert name in first.out
    assert "By question:" in first.err
    assert report
    assert str(here) not in report
    assert (
        bank("export", format, "--course", course, "--lang", "both", "--variants", 2, "--output", "x/again")
        == 0
    )
    assert (here / "x/again").read_bytes() == content
    if content[:2] == b"PK":
        assert zipfile.ZipFile(here / name).testzip() is None


def test_choice_of_questions(small: Bank, here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    course = small.course.home
    assert bank("export", "csv", "--course", course, "--questions", "a-card, a-text", "--lang", "ko") == 0
    assert (here / "tiny.csv").read_bytes().count(b"\xef\xbb\xbf") == 1
    assert "문제 2개" in capfd.readouterr().out
    assert not (here / "tiny.csv.report.txt").exists()
    set_language("en")
    for wrong, words in ((("--questions", "nope"), "There is no question `nope`"), (("--units", "99"), "no questions for `99`")):  # fmt: skip
        assert bank("export", "csv", "--course", course, *wrong) == 2
        assert words in capfd.readouterr().err
    assert bank("export", "gift") == 2
    assert bank("export", "csv", "--course", course, "--date", "2026-09-01") == 2
    assert bank("export", "csv", "--course", course, "--output", "/proc/no/file") == 2
    assert "Traceback" not in capfd.readouterr().err


def test_what_is_left_out_is_named(small: Bank, capfd: pytest.CaptureFixture[str], here: Path) -> None:
    assert bank("export", "moodle", "--course", small.course.home, "--lang", "en") == 0
    told = capfd.readouterr().err
    assert "left out" in told
    assert "(a-card)" in told
    report = (here / "tiny.moodle.xml.report.txt").read_text(encoding="utf-8")
    assert "a-card\n  left out: " in report


def test_there_and_back(small: Bank, here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """An export is imported into a copy of the course, which the bank reads and validate finds complete but for figures."""
    course = small.course.home
    assert bank("export", "moodle", "--course", course, "--lang", "both", "--output", "all.xml") == 0
    assert bank("import", "all.xml", "--output", "14_more.yaml") == 0
    assert "15 questions" in capfd.readouterr().out
    (course / "quizzes" / "00_types.yaml").rename(here / "aside.yaml")
    (here / "14_more.yaml").rename(course / "quizzes" / "14_more.yaml")
    try:
        problems = [problem["en"] for problem in prove_bank(Bank(Course(course)), only="14_more")]
    finally:
        (course / "quizzes" / "14_more.yaml").unlink()
        (here / "aside.yaml").rename(course / "quizzes" / "00_types.yaml")
    assert not any("to be written" in problem for problem in problems), problems
    assert all("`concepts`" in problem or "which is not there" in problem for problem in problems), problems


def test_import_refuses(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (here / "q.gift").write_text("::a:: b {T}\n\nc {}\n", encoding="utf-8")
    assert bank("import", "q.gift", "--output", "more.yaml") == 2
    assert "NN_name.yaml" in capfd.readouterr().err
    assert bank("import", "no.gift", "--output", "14_a.yaml") == 2
    assert bank("import", "q.gift", "--output", "14_a.yaml") == 1
    told = capfd.readouterr()
    assert "left out · 1 question" in told.err
    assert "1 question\n" in told.out
    assert bank("import", "q.gift", "--output", "14_a.yaml") == 2
    assert "--force" in capfd.readouterr().err
    assert bank("import", "q.gift", "--output", "14_a.yaml", "--force") == 1


@pytest.mark.parametrize("package", ["defusedxml", "dlsite.markup"])
def test_a_missing_package_is_named(package: str, here: Path) -> None:
    (here / "q.xml").write_text("<quiz/>", encoding="utf-8")
    code = f"import sys; sys.modules[{package!r}] = None; from dlgrade.cli.app import run; "
    code += "sys.exit(run(sys.argv[1:]))"
    calls = {"defusedxml": ["import", "q.xml", "--output", "14_a.yaml"], "dlsite.markup": ["export", "anki"]}
    done = subprocess.run([sys.executable, "-c", code, "bank", "--lang", "en", *calls[package]], capture_output=True, text=True)  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert "pip install 'dlgrade[bank]'" in done.stderr
