"""``dlgrade exam`` as an instructor uses it."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dlgrade.cli import app
from dlgrade.exam.key import read_keys
from dlgrade.i18n import set_language

TEN_LINES = Path(__file__).parents[2] / "docs" / "examples" / "exam.yaml"


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """An exam that was built with one command, from the example of ten lines."""
    pytest.importorskip("typst")
    folder = tmp_path_factory.mktemp("built")
    (folder / "exam.yaml").write_text(TEN_LINES.read_text(encoding="utf-8"), encoding="utf-8")
    done = run(folder, "exam", "build", "exam.yaml", "--lang", "ko")
    assert done.returncode == 0, done.stderr
    return folder


def run(folder, *arguments):
    environment = {**os.environ, "PYTHONUTF8": "1", "LANG": "C.UTF-8"}
    command = [sys.executable, "-m", "dlgrade", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)


def test_from_ten_lines_to_grades_and_an_analysis(built, simulated):
    assert len(TEN_LINES.read_text(encoding="utf-8").strip().splitlines()) == 10
    out = built / "exam"
    letters = "ABCD"
    for folder, suffixes in (
        ("papers", ("pdf", "html")),
        ("solutions", ("pdf", "html")),
        ("sheets", ("pdf",)),
    ):
        for letter in letters:
            for suffix in suffixes:
                assert (out / folder / f"{letter}.ko.{suffix}").stat().st_size > 5_000
    assert sorted(path.name for path in (out / "keys").iterdir()) == [f"{letter}.json" for letter in letters]
    starter = list((out / "starter").rglob("*.py"))
    assert starter
    assert "NotImplementedError" in starter[0].read_text(encoding="utf-8")

    keys = read_keys([out])
    text, _ = simulated(keys, 60)
    (built / "answers.csv").write_text(text, encoding="utf-8")
    done = run(built, "exam", "grade", "exam", "answers.csv", "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("60 students graded, 0 absent")
    folder = built / "grades" / "exams" / "exam"
    assert len(list(csv.reader((folder / "grades.csv").read_text(encoding="utf-8").splitlines()))) == 61
    assert len(list((folder / "students").iterdir())) == 60

    done = run(built, "exam", "items", "grades/exams/exam", "--lang", "ko")
    assert done.returncode == 0, done.stderr
    assert json.loads((folder / "items.json").read_text(encoding="utf-8"))["n"] == 60
    assert "문항 분석" in (folder / "items.html").read_text(encoding="utf-8")


def test_building_again_gives_the_same_bytes(built):
    assert run(built, "exam", "build", "exam.yaml", "--output", "again", "--lang", "en").returncode == 0
    files = [path for path in (built / "exam").rglob("*") if path.is_file()]
    assert len(files) > 20
    for path in files:
        again = built / "again" / path.relative_to(built / "exam")
        assert again.read_bytes() == path.read_bytes(), path


QUIZ = "format: 1\ntitle: {en: Quiz, ko: 쪽지시험}\nseed: 2\nsections: [{types: [single], count: 3, points: 2}]\n"


@pytest.fixture(scope="session")
def quiz_built(tmp_path_factory):
    """A small exam, for a screen only."""
    pytest.importorskip("ziamath")
    folder = tmp_path_factory.mktemp("quiz")
    (folder / "quiz.yaml").write_text(QUIZ, encoding="utf-8")
    done = run(folder, "exam", "build", "quiz.yaml", "--format", "html", "--output", "out")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def quiz(tmp_path, quiz_built):
    """The same with one student who knows everything and one who was absent."""
    shutil.copytree(quiz_built, tmp_path, dirs_exist_ok=True)
    key = json.loads((tmp_path / "out" / "keys" / "A.json").read_text(encoding="utf-8"))
    cells = ",".join(question["answer"] for question in key["questions"])
    (tmp_path / "answers.csv").write_text(
        f"student,variant,1,2,3\nkim,A,{cells}\nlee,-,,,\n", encoding="utf-8"
    )
    return tmp_path


def test_a_changed_key_waits_until_it_is_accepted(quiz, dlgrade):
    assert dlgrade("exam", "grade", "out", "answers.csv").returncode == 0
    path = quiz / "out" / "keys" / "A.json"
    key = json.loads(path.read_text(encoding="utf-8"))
    question = key["questions"][1]
    question["reject"] = [question["answer"]]
    path.write_text(json.dumps(key), encoding="utf-8")
    done = dlgrade("exam", "grade", "out", "answers.csv")
    assert done.returncode == 1
    assert question["question"] in done.stderr
    assert "Nothing has been replaced; --accept does it." in done.stderr
    results = quiz / "grades" / "exams" / "quiz"

    def points():
        return json.loads((results / "results.json").read_text(encoding="utf-8"))["students"]["kim"]["points"]

    assert points() == 6
    assert (results / "staged.json").exists()
    assert dlgrade("exam", "grade", "out", "answers.csv", "--accept").returncode == 0
    assert points() == 4
    assert not (results / "staged.json").exists()
    assert dlgrade("exam", "grade", "out", "answers.csv").returncode == 0


def test_building_again_keeps_what_was_typed_and_what_was_changed_by_hand(quiz, capsys, monkeypatch):
    monkeypatch.chdir(quiz)
    shutil.copy("answers.csv", "out/answers.csv")
    typed = Path("out/answers.csv").read_bytes()
    build = ["exam", "build", "quiz.yaml", "--format", "html", "--output", "out", "--lang", "en"]
    assert app.run(build) == 0
    assert Path("out/answers.csv").read_bytes() == typed
    key = json.loads(Path("out/keys/A.json").read_text(encoding="utf-8"))
    key["questions"][2]["void"] = True
    Path("out/keys/A.json").write_text(json.dumps(key), encoding="utf-8")
    assert app.run(build) == 2
    assert "A.json has been changed by hand (question 3)" in capsys.readouterr().err
    assert json.loads(Path("out/keys/A.json").read_text(encoding="utf-8")) == key


def test_without_typst_the_screen_is_offered(quiz, capsys, monkeypatch):
    monkeypatch.chdir(quiz)
    monkeypatch.setitem(sys.modules, "typst", None)
    assert app.run(["exam", "build", "quiz.yaml", "--output", "paper", "--lang", "en"]) == 2
    assert (
        "pip install 'dlgrade[exam]'. Or make pages for a screen only: --format html"
        in capsys.readouterr().err
    )


def test_few_answers_are_warned_about(quiz, dlgrade):
    assert dlgrade("exam", "grade", "out", "answers.csv").stdout.startswith("1 students graded, 1 absent")
    done = dlgrade("exam", "items", "grades/exams/quiz")
    assert done.returncode == 0
    assert "Warning: 1 answers say little" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["build", "none.yaml"], "none.yaml: cannot be read"),
        (["build", "bad.yaml"], "bad.yaml:4: "),
        (["grade", "none", "answers.csv"], "none: cannot be read"),
        (["grade", "out", "none.csv"], "none.csv: cannot be read"),
        (["grade", "out", "empty.csv"], "there is no student in it"),
        (["grade", "out", "answers.csv", "--code", "nowhere"], "holds no records"),
        (["items", "nowhere.json"], "nowhere.json: cannot be read"),
    ],
)
def test_wrong_calls_get_one_sentence(quiz, arguments, what, capsys, monkeypatch):
    monkeypatch.chdir(quiz)
    (quiz / "bad.yaml").write_text(QUIZ.replace("count: 3", "count: 3000"), encoding="utf-8")
    (quiz / "empty.csv").write_text("student,variant,1,2,3\n", encoding="utf-8")
    for lang in ("en", "ko"):
        assert app.run(["exam", *arguments, "--lang", lang]) == 2
        said = capsys.readouterr().err
        assert "Traceback" not in said
        assert len(said.strip().splitlines()) == 1
        assert what in said if lang == "en" else any("가" <= sign <= "힣" for sign in said)
    set_language("en")
