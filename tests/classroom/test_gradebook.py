"""The gradebook: whole or not at all, never twice, nothing replaced before somebody agrees."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from dlgrade.classroom.gradebook import Gradebook, Version
from dlgrade.classroom.intake.roster import Student
from dlgrade.classroom.intake.submissions import Answer, Submission
from dlgrade.errors import UserError
from dlgrade.i18n import Text
from dlgrade.results import ExerciseResult

V1, V2 = Version("h1", "1.0", "en"), Version("h2", "1.0", "en")


@pytest.fixture
def book(tmp_path):
    book = Gradebook(tmp_path / "book.sqlite", "c", 1)
    yield book
    book.close()


def submission(student="kim", problems=(), **sources):
    answers = {id: Answer(source.encode(), f"{id}.py") for id, source in sources.items()}
    return Submission(student, "", "here", "", answers, [Text(p, p) for p in problems])


def result(points, id="relu", status="failed"):
    return ExerciseResult(id, "u", "t", f"{id}.py", status, points, 10)


def answers(book, student="kim"):
    return [
        {id: (j.result.points, j.staged and j.staged.points) for id, j in attempt.answers.items()}
        for attempt in book.attempts(student)
    ]


def test_what_was_written_is_read_back(book):
    handed_in = submission(relu="a", softmax="b", problems=["x is broken"])
    book.record(1, handed_in, {"relu": (result(3), V1, 42), "softmax": (result(4, "softmax"), V1, 43)})
    (attempt,) = book.attempts("kim")
    assert (attempt.student, attempt.place, attempt.hash) == ("kim", "here", handed_in.hash)
    assert attempt.problems == [Text("x is broken", "x is broken")]
    assert attempt.answers["relu"].result == result(3)
    assert (attempt.answers["relu"].seed, attempt.answers["softmax"].seed) == (42, 43)
    assert [s.student for s in book.students()] == ["kim"]


def test_equal_answers_share_a_result_under_their_own_file_names(book):
    book.record(1, submission(relu="a"), {"relu": (result(3), V1, 42)})
    digest = submission(relu="a").answers["relu"].hash
    found = book.find_result("relu", digest, V1)
    other = Submission("lee", "", "there", "", {"relu": Answer(b"a", "other/relu.py")}, [])
    book.record(1, other, {"relu": found})
    (attempt,) = book.attempts("lee")
    assert attempt.answers["relu"].result.file == "other/relu.py"
    assert attempt.answers["relu"].result.points == 3


@pytest.mark.parametrize(
    "version",
    [V2, Version("h1", "1.1", "en"), Version("h1", "1.0", "ko")],
    ids=["exercise", "grader", "language"],
)
def test_another_version_is_another_result(book, version):
    book.record(1, submission(relu="a"), {"relu": (result(3), V1, 42)})
    digest = submission(relu="a").answers["relu"].hash
    assert book.find_result("relu", digest, version) is None
    assert book.find_result("relu", submission(relu="b").answers["relu"].hash, V1) is None
    assert book.find_result("softmax", digest, V1) is None


def test_another_content_is_another_attempt(book):
    book.record(1, submission(relu="a"), {"relu": (result(3), V1, 42)})
    book.record(2, submission(relu="b"), {"relu": (result(5), V1, 43)})
    book.record(3, submission(relu="a"), {"relu": 1})
    assert answers(book) == [{"relu": (3, None)}, {"relu": (5, None)}]
    assert [attempt.last_seen for attempt in book.attempts("kim")] == [3, 2]


def test_a_regrade_replaces_nothing_before_it_is_accepted(book):
    book.record(1, submission(relu="a"), {"relu": (result(3), V1, 42)})
    book.record(2, submission(relu="a"), {"relu": (result(5), V2, 42)})
    book.settle()
    assert answers(book) == [{"relu": (3, 5)}]
    book.record(3, submission(relu="a"), {"relu": 2})  # the next run finds the new result
    assert answers(book) == [{"relu": (3, 5)}]
    assert book.accept() == 1
    assert answers(book) == [{"relu": (5, None)}]
    assert book.accept() == 0


def test_a_regrade_that_goes_back_waits_for_nothing(book):
    book.record(1, submission(relu="a"), {"relu": (result(3), V1, 42)})
    book.record(2, submission(relu="a"), {"relu": (result(5), V2, 42)})
    book.record(3, submission(relu="a"), {"relu": 1})
    assert answers(book) == [{"relu": (3, None)}]


def test_what_changes_no_points_needs_no_agreement(book):
    book.record(1, submission(relu="a"), {"relu": (result(3), V1, 42)})
    book.record(2, submission(relu="a"), {"relu": (result(3), V2, 99)})
    book.settle()
    (attempt,) = book.attempts("kim")
    assert attempt.answers["relu"].seed == 99
    assert attempt.answers["relu"].staged is None


def test_our_own_failure_is_no_result_and_is_replaced_at_once(book):
    book.record(1, submission(relu="a"), {"relu": (result(0, status="internal"), V1, 42)})
    assert book.find_result("relu", submission(relu="a").answers["relu"].hash, V1) is None
    book.record(2, submission(relu="a"), {"relu": (result(5), V1, 42)})
    assert answers(book) == [{"relu": (5, None)}]


def test_an_attempt_is_written_whole_or_not_at_all(book):
    with pytest.raises(UserError, match="cannot be used as a gradebook"):
        book.record(1, submission(relu="a", softmax="b"), {"relu": (result(3), V1, 42), "softmax": 77})
    assert list(book.attempts()) == []
    assert book.students() == []


def test_the_roster_fills_in_what_is_known(book):
    book.record(1, submission(relu="a"), {"relu": (result(3), V1, 42)})
    book.note_students([Student("kim", name="김하나", lang="ko"), Student("lee")])
    assert [(s.student, s.name) for s in book.students()] == [("kim", "김하나"), ("lee", "")]
    book.record(2, submission(relu="b"), {"relu": (result(3), V1, 42)})
    assert book.students()[0].name == "김하나"


def test_the_time_of_handing_in_is_never_forgotten(book):
    on_time = Submission("kim", "", "here", "2026-11-02T10:00Z", {"relu": Answer(b"a", "relu.py")}, [])
    book.record(1, submission(relu="a"), {"relu": (result(3), V1, 42)})
    book.record(2, on_time, {"relu": 1})
    book.record(3, submission(relu="a"), {"relu": 1})
    assert [attempt.submitted for attempt in book.attempts("kim")] == ["2026-11-02T10:00Z"]


# ------------------------------------------------------------------------------------------------------------ the file


def test_only_the_owner_can_read_it(book, tmp_path):
    assert (tmp_path / "book.sqlite").stat().st_mode & 0o777 == 0o600


def test_its_seed_is_drawn_and_stays(tmp_path):
    seeds = []
    for name in ("a", "a", "b"):
        book = Gradebook(tmp_path / name, "c")
        seeds.append(book.seed)
        book.close()
    assert seeds[0] == seeds[1] != seeds[2]


def test_a_file_that_is_no_gradebook_is_said_and_left_alone(tmp_path):
    for name, content in (("text", b"hello " * 100), ("other", None)):
        path = tmp_path / name
        if content:
            path.write_bytes(content)
        else:
            other = sqlite3.connect(path)
            other.execute("CREATE TABLE t (x)")
            other.commit()
            other.close()
        before = path.read_bytes()
        with pytest.raises(UserError, match="cannot be used as a gradebook"):
            Gradebook(path, "c")
        assert path.read_bytes() == before


def test_a_gradebook_of_another_course_or_format_is_refused(book, tmp_path):
    book.close()
    with pytest.raises(UserError, match="is the gradebook of the course `c`, not of `d`"):
        Gradebook(tmp_path / "book.sqlite", "d")
    raw = sqlite3.connect(tmp_path / "book.sqlite")
    raw.execute("UPDATE meta SET value = '99' WHERE key = 'format'")
    raw.commit()
    raw.close()
    with pytest.raises(UserError, match="its format 99 is not known"):
        Gradebook(tmp_path / "book.sqlite", "c")


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(UserError, match="cannot be used as a gradebook"):
        Gradebook(tmp_path / "no" / "book.sqlite", "c")


# ----------------------------------------------------------------------------------------------------------- kill -9


def contents(path):
    """Everything but times and numbers of rows."""
    db = sqlite3.connect(path)
    rows = db.execute(
        "SELECT student, attempt.hash, exercise, file, record, seed, staged FROM answer JOIN attempt ON attempt.id = attempt"
        " JOIN (SELECT id, record, seed FROM result) AS result ON result.id = answer.result ORDER BY 1, 2, 3"
    ).fetchall()
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    counts = [db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("student", "attempt", "answer")]
    double = db.execute(
        "SELECT count(*) FROM result GROUP BY exercise, source HAVING count(*) > 1"
    ).fetchall()
    db.close()
    return rows, counts, double


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_two_hundred_kills_lose_nothing_and_double_nothing(tmp_path):
    script = Path(__file__).with_name("killed.py")
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path)], capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 100  # of 200; the others had finished
    undisturbed = tmp_path / "undisturbed"
    expected = contents(undisturbed / "gradebook.sqlite")
    assert expected[1] == [60, 60, 180]
    for killed in tmp_path.glob("killed*"):
        assert contents(killed / "gradebook.sqlite") == expected
        assert (killed / "grades.csv").read_bytes() == (undisturbed / "grades.csv").read_bytes()
        for path in undisturbed.glob("*.json"):
            assert json.loads((killed / path.name).read_text()) == json.loads(path.read_text())
