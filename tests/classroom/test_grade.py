"""``dlgrade grade`` as an instructor uses it: mixed submissions, a changed test, an interruption, the same command again."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest
from packing import notebook_of, tar_of, zip_of
from processes import runs
from quietly import Talk

from dlgrade.classroom.judging import LocalWorkers
from dlgrade.classroom.run import Order, grade_class
from dlgrade.errors import UserError

TINY = Path(__file__).parent.parent / "courses" / "tiny"
SCHEMA = Path(__file__).parents[2] / "grader" / "dlgrade" / "schema" / "result.schema.json"
WRONG = "import numpy as np\n\n\ndef triplet_loss(a, p, n, margin=1.0):\n    return 0.0\n"
HOSTILE = "import os, sys\nos.kill(os.getppid(), 9)\nsys.stdout.write('{\"result\": 1}')\n"


@pytest.fixture
def class_course(tmp_path):
    """A copy of the small course, of which the class has two exercises."""
    folder = tmp_path / "course"
    shutil.copytree(TINY, folder, ignore=shutil.ignore_patterns("__pycache__"))
    with (folder / "course.yaml").open("a", encoding="utf-8") as file:
        file.write("grading:\n  assignments:\n    - {id: hw1, exercises: [triplet, momentum]}\n")
    return folder


@pytest.fixture
def right():
    def run(id):
        (path,) = TINY.glob(f"exercises/*/{id}/answers/vectorised.py")
        return path.read_text(encoding="utf-8")

    return run


@pytest.fixture
def grade(dlgrade, class_course, tmp_path):
    """Run the command on the folder of submissions."""

    def run(*arguments, folder=tmp_path / "submissions", **options):
        return dlgrade(
            "grade", str(folder), "--course", str(class_course), "--seed", "3", *arguments, **options
        )

    return run


def table(tmp_path, out="grades"):
    with (tmp_path / out / "grades.csv").open(encoding="utf-8", newline="") as file:
        return {row["student"]: row for row in csv.DictReader(file)}


def record(tmp_path, student):
    return json.loads((tmp_path / "grades" / f"{student}.json").read_text(encoding="utf-8"))


@pytest.fixture
def mixed(lay, right):
    """A class of every kind."""
    cells = [
        "%matplotlib inline\nimport numpy as np",
        right("triplet"),
        "print(triplet_loss)",
        "def broken(:",
    ]
    return lay(
        {
            "ann/01_layers/triplet.py": right("triplet"),
            "ann/02_training/momentum.py": right("momentum"),
            "bob/triplet.py": WRONG,
            "cho.zip": zip_of({"hw/triplet.py": right("triplet")}),
            "dan.tar.gz": tar_of({"momentum.py": right("momentum")}),
            "eve/lab.ipynb": notebook_of(*cells),
            "fay/triplet.py": HOSTILE,
            "gus.zip": b"PK\x03\x04 junk",
            "hal.zip": zip_of({"../../triplet.py": "x"}),
            "ida/triplet.py": "def triplet_loss(:\n",
            "jon/triplet.py": b"\xff\xfe\x00",
            "kim/notes.txt": "nothing",
            "lee/triplet.py": "while True:\n    pass\n",
            "README.txt": "about",
        }
    )


def test_a_mixed_class(grade, mixed, tmp_path):
    done = grade()
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"7 submissions graded (8 answers), 5 unchanged: {Path('grades') / 'grades.csv'}\n"
    rows = table(tmp_path)
    whole = float(rows["ann"]["hw1"])
    assert whole == float(rows["ann"]["max_points"]) > 0
    of_triplet = sum(t["max_points"] for t in record(tmp_path, "ann")["exercises"][0]["tests"])
    for student in ("cho", "eve"):
        assert float(rows[student]["hw1"]) == of_triplet
    assert float(rows["dan"]["hw1"]) == whole - of_triplet
    assert 0 <= float(rows["bob"]["hw1"]) < of_triplet
    for student in ("fay", "ida", "jon", "lee"):
        assert rows[student]["hw1"] == "0"
    for student in ("gus", "hal", "kim"):
        assert rows[student]["hw1"] == ""  # nothing could be read: no grade, and not zero
        assert rows[student]["problems"]
    for line in (
        "not a submission: README.txt",
        "gus: gus.zip is damaged. Pack the files again.",
        "hal: hal.zip holds '../../triplet.py', a path that leads out of it. Pack the files again from inside their folder.",
        "kim: holds no Python file and no notebook.",
        "eve: lab.ipynb: Python cannot read cell 4; it was left out.",
    ):
        assert line in done.stderr.splitlines()
    assert "Traceback" not in done.stderr


def test_every_record_satisfies_the_schema(grade, mixed, tmp_path):
    grade()
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    students = sorted(path.stem for path in (tmp_path / "grades").glob("*.json"))
    assert students == ["ann", "bob", "cho", "dan", "eve", "fay", "gus", "hal", "ida", "jon", "kim", "lee"]
    for student in students:
        found = record(tmp_path, student)
        jsonschema.validate(found, schema)
        assert found["student"] == student
        assert [exercise["id"] for exercise in found["exercises"]] == ["triplet", "momentum"]
    assert record(tmp_path, "ida")["exercises"][0]["error"]["type"] == "SyntaxError"
    assert record(tmp_path, "jon")["exercises"][0]["error"]["type"] == "NotUTF8"
    assert record(tmp_path, "lee")["exercises"][0]["status"] == "timeout"
    assert record(tmp_path, "gus")["submission"]["problems"] == ["gus.zip is damaged. Pack the files again."]
    assert record(tmp_path, "bob")["exercises"][1]["status"] == "not_started"


def test_nothing_is_graded_twice_and_a_new_file_is_another_attempt(grade, mixed, right, tmp_path):
    grade()
    before = {path.name: path.read_bytes() for path in (tmp_path / "grades").glob("*.[jc]s*")}
    done = grade()
    assert done.stdout.startswith("0 submissions graded (0 answers), 12 unchanged")
    assert {path.name: path.read_bytes() for path in (tmp_path / "grades").glob("*.[jc]s*")} == before
    (mixed / "bob" / "triplet.py").write_text(right("triplet"), encoding="utf-8")
    done = grade()
    # the answer is Ann's, too, and was judged there
    assert done.stdout.startswith("0 submissions graded (0 answers), 12 unchanged")
    assert float(table(tmp_path)["bob"]["hw1"]) > 0
    assert record(tmp_path, "bob")["submission"]["attempts"] == 2


def test_a_record_can_be_replayed(grade, lay, dlgrade, tmp_path):
    grade(folder=lay({"bob/triplet.py": WRONG}))
    graded = record(tmp_path, "bob")["exercises"][0]
    (tmp_path / "replay").mkdir()
    workspace = tmp_path / "replay"
    assert dlgrade("init", "--course", str(tmp_path / "course"), cwd=workspace).returncode == 0
    (workspace / "01_layers" / "triplet.py").write_text(WRONG, encoding="utf-8")
    done = dlgrade("check", "triplet", "--format", "json", "--seed", str(graded["seed"]), cwd=workspace)
    checked = json.loads(done.stdout)["exercises"][0]
    pick = [(test["name"], test["points"], test["message"], test["call"]) for test in graded["tests"]]
    assert [
        (test["name"], test["points"], test["message"], test["call"]) for test in checked["tests"]
    ] == pick


def test_a_changed_test_shows_the_difference_before_it_replaces_anything(grade, lay, class_course, tmp_path):
    grade(folder=lay({"bob/triplet.py": WRONG, "cho/momentum.py": "x = 1\n"}))
    before = table(tmp_path)
    tests = class_course / "exercises" / "01_layers" / "triplet" / "test_triplet.py"
    source = tests.read_text(encoding="utf-8")
    tests.write_text(
        source + '\n\n@points(4)\ndef test_present(student):\n    """A present\n    선물"""\n',
        encoding="utf-8",
    )
    done = grade()
    assert done.returncode == 1
    assert done.stdout.startswith("1 submissions graded (1 answers), 1 unchanged")
    assert "– → 4  A present" in done.stderr
    assert done.stderr.strip().endswith(
        "1 results would change. Nothing has been replaced; --accept does it."
    )
    assert float(table(tmp_path)["bob"]["hw1"]) == float(before["bob"]["hw1"])
    again = grade()
    assert (again.returncode, again.stdout[:24]) == (1, "0 submissions graded (0 ")
    accepted = grade("--accept")
    assert accepted.returncode == 0
    assert float(table(tmp_path)["bob"]["hw1"]) == float(before["bob"]["hw1"]) + 4
    assert grade().returncode == 0


def test_only_some_exercises_and_units(grade, mixed, tmp_path):
    grade("--only", "momentum")
    assert [e["id"] for e in record(tmp_path, "ann")["exercises"]] == ["momentum"]
    done = grade("--only", "momentun")
    assert done.returncode == 2
    assert "There is no exercise `momentun`. Perhaps: momentum" in done.stderr


def test_the_students_language_and_names_come_from_the_roster(grade, lay, tmp_path):
    roster = tmp_path / "roster.csv"
    roster.write_text("student;name;lang;canvas\nbob;밥;ko;10023\nzoe;Zoë;en;\n", encoding="utf-8-sig")
    done = grade("--roster", str(roster), folder=lay({"bobby_10023_555_triplet.py": WRONG}))
    assert done.returncode == 0, done.stderr
    found = record(tmp_path, "bob")
    assert found["lang"] == "ko"
    assert any("가" <= c <= "힣" for c in found["exercises"][0]["tests"][0]["title"])
    rows = table(tmp_path)
    assert (rows["bob"]["name"], rows["zoe"]["hw1"]) == ("밥", "")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("name\nkim\n", ":1: a roster begins with a line of column names, one of them `student`."),
        ("student,nmae\nkim,x\n", ":1: unknown column `nmae`."),
        ("student\nkim\nkim\n", ":3: `kim` is there twice."),
        ("student,name\n,Kim\n", ":2: the student has no id."),
        ("student,lang\nkim,de\n", ":2: the language is `en` or `ko`, not `de`."),
        (b"student\n\xb1\xe8\n", ": is not UTF-8."),
        (None, ": cannot be read: No such file or directory."),
    ],
)
def test_a_roster_that_is_wrong_is_said(grade, lay, tmp_path, content, said):
    roster = tmp_path / "roster.csv"
    if content is not None:
        roster.write_bytes(content if isinstance(content, bytes) else content.encode())
    done = grade("--roster", str(roster), folder=lay({"bob/triplet.py": WRONG}))
    assert done.returncode == 2
    assert f"{roster}{said}" in done.stderr


def test_times_of_handing_in_make_late(grade, lay, right, class_course, tmp_path):
    with (class_course / "course.yaml").open("a", encoding="utf-8") as file:
        file.write("  late: {percent: 10}\n")
    text = (class_course / "course.yaml").read_text(encoding="utf-8")
    due = '{id: hw1, exercises: [triplet], due: "2026-11-10T12:00+09:00"}'
    (class_course / "course.yaml").write_text(
        text.replace("{id: hw1, exercises: [triplet, momentum]}", due), "utf-8"
    )
    times = tmp_path / "times.csv"
    times.write_text(
        "student,submitted\nann,2026-11-10T04:00+00:00\nbob,2026-11-10T02:00+00:00\n", encoding="utf-8"
    )
    grade(
        "--times",
        str(times),
        folder=lay({"ann/triplet.py": right("triplet"), "bob/triplet.py": right("triplet")}),
    )
    rows = table(tmp_path)
    whole = float(rows["bob"]["max_points"])
    assert (float(rows["bob"]["hw1"]), rows["bob"]["late"]) == (whole, "")
    assert (float(rows["ann"]["hw1"]), rows["ann"]["late"]) == (pytest.approx(0.9 * whole), "hw1")
    times.write_text("student,submitted\nann,2026-11-10 04:00\n", encoding="utf-8")
    assert f"{times}:2: the time must have its offset" in grade("--times", str(times)).stderr


def test_formulas_in_names_stay_text(grade, lay, tmp_path):
    grade(folder=lay({"=cmd|x!A1/triplet.py": WRONG}))
    assert list(table(tmp_path)) == ["'=cmd|x!A1"]


def test_strange_names_get_files_of_their_own(grade, lay, tmp_path):
    names = ["Kim", "kim", "con", "김 하나", "grades"]
    grade(folder=lay({f"{name}/triplet.py": WRONG for name in names}))
    found = [
        json.loads(path.read_text(encoding="utf-8"))["student"]
        for path in (tmp_path / "grades").glob("*.json")
    ]
    assert sorted(found) == sorted(names)
    stems = [path.stem.lower() for path in (tmp_path / "grades").glob("*.json")]
    assert len(set(stems)) == len(names)


# ------------------------------------------------------------------------------------------------------- wrong calls


def test_a_folder_without_submissions_is_said(grade, lay, tmp_path):
    for folder, said in (
        (tmp_path / "nowhere", "is no folder of submissions"),
        (lay({"README.txt": "x"}), "holds no submission"),
    ):
        done = grade(folder=folder)
        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr


def test_an_output_that_cannot_be_made_or_is_anothers_is_said(grade, lay, tmp_path):
    folder = lay({"bob/triplet.py": WRONG})
    (tmp_path / "file").write_text("x")
    done = grade("--output", "file/grades", folder=folder)
    assert done.returncode == 2
    assert "cannot be made" in done.stderr
    grade(folder=folder)
    other = subprocess.run(
        [sys.executable, "-m", "dlgrade", "grade", str(folder)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert other.returncode == 2
    assert "is the gradebook of the course `tiny`, not of `dlgrade`" in other.stderr


# ------------------------------------------------------------------------------------------------------- interruptions


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_run_goes_on_where_it_stopped(grade, lay, class_course, tmp_path, descendants, how):
    sources = {f"s{i:02}/triplet.py": f"{WRONG}# {i}\n" for i in range(30)}
    sources |= {f"s{i:02}/triplet.py": "while True:\n    pass\n" + "#" * i for i in (10, 11)}
    folder = lay(sources)
    command = [
        sys.executable,
        "-m",
        "dlgrade",
        "grade",
        str(folder),
        "--course",
        str(class_course),
        "--seed",
        "3",
    ]
    running = subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    until = time.monotonic() + 60
    while time.monotonic() < until and not (tmp_path / "grades" / "gradebook.sqlite").exists():
        time.sleep(0.02)
    time.sleep(1.5)
    started = descendants(running.pid)
    running.send_signal(how)
    _, said = running.communicate(timeout=30)
    assert running.returncode == (130 if how == signal.SIGINT else -signal.SIGKILL)
    assert "Traceback" not in said
    until = time.monotonic() + 20
    while time.monotonic() < until and any(runs(pid) for pid in started):
        time.sleep(0.1)
    assert [pid for pid in started if runs(pid)] == []
    done = grade()
    graded, unchanged = (int(word) for word in done.stdout.split() if word.isdigit())
    assert graded + unchanged == 30
    assert unchanged > 0
    assert len(table(tmp_path)) == 30


@pytest.mark.parametrize("allowed", [False, True])
def test_a_machine_that_cannot_lock_answers_in_grades_only_when_told_to(
    monkeypatch, lay, class_course, tmp_path, allowed
):
    found = {"level": "basic", "layers": [], "missing": {}}
    monkeypatch.setattr(LocalWorkers, "sandbox", lambda _: found)
    options = {
        "roster": None,
        "times": None,
        "only": (),
        "jobs": 1,
        "regrade": False,
        "accept": False,
        "seed": 3,
    }
    folder = lay({"bob/triplet.py": WRONG})
    order = Order(folder, tmp_path / "grades", class_course, **options, allow_basic=allowed, lang="en")
    if allowed:
        grade_class(order, Talk())
        assert record(tmp_path, "bob")["sandbox"]["level"] == "basic"
    else:
        with pytest.raises(UserError, match="This machine cannot keep answers from reading files"):
            grade_class(order, Talk())
        assert not (tmp_path / "grades" / "bob.json").exists()
