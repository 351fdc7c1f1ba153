"""A class graded in parts, by jobs that know nothing of one another: the same grades as in one run, whatever happens."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest
from packing import notebook_of, zip_of
from quietly import Talk, files

from dlgrade.classroom import run as running
from dlgrade.classroom.run import Order, grade_class, merge_class
from dlgrade.classroom.seed import settle_seed
from dlgrade.classroom.shards import Shard, weakest
from dlgrade.errors import UserError
from dlgrade.results import ExerciseResult, TestResult

TINY = Path(__file__).parent.parent / "courses" / "tiny"
WRONG = "import numpy as np\n\n\ndef triplet_loss(a, p, n, margin=1.0):\n    return 0.0\n"
STRICT = {"level": "strict", "layers": ["process", "seccomp"], "missing": {}}


class Quick:
    """Workers that judge at once; every answer is worth its number of exclamation marks."""

    count = 2
    bonus = 0
    closed = False

    def __init__(self, *_):
        pass

    def sandbox(self):
        return STRICT

    def submit(self, task):
        future = Future()
        future.set_result([self.judge(asked) for asked in task.answers])
        return future

    def judge(self, asked):
        points = float(asked["source"].count(b"!") + Quick.bonus)
        test = TestResult("t", "title", True, "failed", points, 9.0, message=str(asked["seed"]))
        return ExerciseResult(asked["exercise"], "u", "t", asked["file"], "failed", points, 9.0, [test])

    def close(self):
        pass


@pytest.fixture
def quick(monkeypatch):
    """Judge without a judge."""
    monkeypatch.setattr(running, "LocalWorkers", Quick)
    monkeypatch.setattr(Quick, "bonus", 0)

    def note(gradebook, exercises):
        for exercise in exercises:
            hash = running.version_of_exercise(exercise)
            gradebook.note_worth(exercise.id, hash, 9.0)

    monkeypatch.setattr(running, "note_worth", note)
    monkeypatch.setattr(
        running, "version_of_exercise", lambda e: f"hash of {e.id} {Quick.bonus}", raising=False
    )
    return Quick


@pytest.fixture
def order(tmp_path):
    return Order(
        folder=tmp_path / "submissions",
        out=tmp_path / "one",
        course=TINY,
        roster=None,
        times=None,
        only=("triplet", "momentum"),
        jobs=1,
        regrade=False,
        accept=False,
        seed=11,
        allow_basic=False,
        lang="en",
    )


@pytest.fixture
def students(lay):
    """Twelve students, some with the same answer."""
    return lay({f"s{i:02}/triplet.py": "!" * (i % 5) for i in range(12)})


def grade_shards(order, out, count, numbers=None):
    for number in numbers or range(1, count + 1):
        grade_class(replace(order, out=out, shard=Shard(number, count)), Talk())


def merge(out, *, course=TINY, accept=False):
    talk = Talk()
    merged, changes = merge_class(out, course, accept=accept, talk=talk)
    return merged, changes


def rows(out, *tables):
    with contextlib.closing(sqlite3.connect(out / "gradebook.sqlite")) as db:
        return {table: db.execute(f"SELECT * FROM {table}").fetchall() for table in tables}


# ------------------------------------------------------------------------------------------------------ which part


def test_every_student_is_in_one_part_and_the_same_on_every_machine():
    names = [f"student{i}" for i in range(2000)] + ["김하나", "a\udce9b"]
    for count in (1, 2, 7):
        parts = [
            [name for name in names if Shard(number, count).holds(name)] for number in range(1, count + 1)
        ]
        assert sorted(name for part in parts for name in part) == sorted(names)
        assert min(map(len, parts)) > len(names) / count * 0.8
    of_eight = [next(n for n in range(1, 9) if Shard(n, 8).holds(name)) for name in ("ann", "bob", "김하나")]
    assert of_eight == [7, 3, 1]  # for ever: parts of an older version can be finished by a newer one


@pytest.mark.parametrize(
    "text", ["", "1", "0/3", "4/3", "1/0", "-1/3", "1/3/5", "a/b", "1/1000000", "1 / 3", "١/٣"]
)
def test_what_is_no_part_is_refused(text):
    with pytest.raises(UserError, match="is not I/N"):
        Shard.parse(text)
    assert Shard.parse("2/3") == Shard(2, 3)


# ------------------------------------------------------------------------------------------------ the same as one run


def test_parts_give_the_very_same_files_as_one_run(order, lay, tmp_path, tiny):
    right = next(TINY.glob("exercises/*/triplet/answers/vectorised.py")).read_text(encoding="utf-8")
    (tmp_path / "roster.csv").write_text("student,name,lang\nann,Ann,\nkim,김하나,ko\nzoe,Zoe,en\n")
    order = replace(order, roster=tmp_path / "roster.csv")
    lay({f"{name}/triplet.py": right for name in ("ann", "bob", "cho", "kim")})  # in several parts
    lay({f"{name}/triplet.py": f"{WRONG}# {name}\n" for name in ("dan", "eve")})
    lay({"fay.zip": b"PK\x03\x04 junk", "gus/lab.ipynb": notebook_of(right, "def broken(:")})
    lay({"hal/triplet.py": "def triplet_loss(:\n"})
    many = tmp_path / "many"
    grade_class(order, Talk())
    grade_shards(order, many, 3)
    merge(many)
    lay(
        {"bob/triplet.py": WRONG, "ivy.zip": zip_of({"hw/triplet.py": right})}
    )  # another attempt, another student
    grade_class(order, Talk())
    grade_shards(order, many, 3)
    merged, changes = merge(many)
    assert (merged.added, merged.missing, merged.unfinished, changes.found) == (2, [], [], [])
    assert files(many) == files(order.out)
    assert len(files(many)) == 11
    assert json.loads((many / "bob.json").read_text())["submission"]["attempts"] == 2
    assert json.loads((many / "kim.json").read_text())["lang"] == "ko"


def test_a_merged_gradebook_goes_on_as_one(order, students, tmp_path, quick):
    grade_shards(order, tmp_path / "many", 3)
    merge(tmp_path / "many")
    summary, changes = grade_class(replace(order, out=tmp_path / "many", seed=None), Talk())
    assert (summary.graded, summary.unchanged, changes.found) == (0, 12, [])


# ---------------------------------------------------------------------------------------------------- merging again


def test_merging_twice_or_after_more_parts_changes_nothing_that_is_there(order, students, tmp_path, quick):
    out = tmp_path / "many"
    grade_shards(order, out, 4, [1, 3])
    merged, _ = merge(out)
    assert (merged.shards, merged.missing) == ([Shard(1, 4), Shard(3, 4)], [Shard(2, 4), Shard(4, 4)])
    everything = ("meta", "student", "attempt", "result", "answer", "exercise", "run")
    before = rows(out, *everything)
    assert merge(out)[0].added == 0
    assert rows(out, *everything) == before
    grade_shards(order, out, 4)
    merged, _ = merge(out)
    assert merged.missing == []
    after = rows(out, *everything)
    for name in ("attempt", "result", "answer", "exercise"):
        seen = [tuple(row)[:6] for row in after[name]]
        assert seen[: len(before[name])] == [tuple(row)[:6] for row in before[name]]
    assert len(after["attempt"]) == 12
    grade_class(order, Talk())
    assert files(out) == files(order.out)
    assert len(after["result"]) == 5 == len(rows(order.out, "result")["result"])  # equal answers share theirs


def test_what_is_new_in_a_part_waits_to_be_accepted_and_stays_so(order, students, tmp_path, quick):
    out = tmp_path / "many"
    grade_shards(order, out, 2)
    merge(out)
    quick.bonus = 1  # a test was changed
    grade_shards(replace(order, regrade=True), out, 2)
    before = files(out)["grades.csv"]
    merged, changes = merge(out)
    assert changes.waiting
    assert [(c.student, c.after - c.before) for c in changes.found] == [(f"s{i:02}", 1.0) for i in range(12)]
    assert files(out)["grades.csv"] == before
    merged, changes = merge(out, accept=True)
    assert len(changes.found) == 12
    accepted = files(out)["grades.csv"]
    assert accepted != before
    quick.bonus = 2  # … and later once more, in the gradebook itself
    grade_class(replace(order, out=out, regrade=True, accept=True), Talk())
    latest = files(out)["grades.csv"]
    assert latest != accepted
    quick.bonus = 1
    grade_shards(order, out, 2, [1])  # writes a run, so that the part is another file
    merged, changes = merge(out)
    assert (merged.added, changes.found) == (0, [])
    assert files(out)["grades.csv"] == latest


def test_what_failed_in_a_part_is_replaced_when_it_is_graded_again(
    order, students, tmp_path, quick, monkeypatch
):
    out = tmp_path / "many"
    judge = quick.judge
    with monkeypatch.context() as patch:
        patch.setattr(
            quick, "judge", lambda self, asked: replace(judge(self, asked), status="internal", points=0)
        )
        grade_shards(order, out, 2)
    merge(out)
    grade_shards(order, out, 2)
    _, changes = merge(out)
    grade_class(order, Talk())
    assert changes.found == []
    assert files(out) == files(order.out)


# ------------------------------------------------------------------------------------------------------ what is wrong


def refused(out, course=TINY):
    with pytest.raises(UserError) as error:
        merge(out, course=course)
    assert error.value.text.ko != error.value.text.en
    assert not re.search("[가-힣]", error.value.text.en.replace(str(out), ""))
    return error.value.text.en


def test_what_does_not_belong_together_is_refused(order, students, tmp_path, quick):
    out = tmp_path / "many"
    out.mkdir()
    assert "holds no shard" in refused(out)
    grade_shards(order, out, 2)
    part = Shard(2, 2).path(out)
    kept = part.read_bytes()

    def replaced(**different):
        part.unlink()
        grade_shards(replace(order, **different), tmp_path / "other", 2, [2])
        shutil.move(Shard(2, 2).path(tmp_path / "other"), part)
        shutil.rmtree(tmp_path / "other")
        return refused(out)

    assert "2-of-2.sqlite was graded with another seed" in replaced(seed=12)
    assert "with other exercises (--only)" in replaced(only=("triplet",))
    assert "with another language (--lang)" in replaced(lang="ko")
    quick.bonus = 1
    assert "with another version of `momentum`" in replaced()
    quick.bonus = 0
    copy = tmp_path / "course"
    shutil.copytree(TINY, copy)
    (copy / "course.yaml").write_text((copy / "course.yaml").read_text().replace("id: tiny", "id: other"))
    assert "is the gradebook of the course `other`, not of `tiny`" in replaced(course=copy)
    part.write_bytes(Shard(1, 2).path(out).read_bytes())
    assert "holds shard 1/2, not 2/2" in refused(out)
    part.write_bytes(b"not a database, but long enough to look like one" * 100)
    assert "cannot be used as a gradebook" in refused(out)
    part.write_bytes(kept)
    Shard(3, 5).path(out).write_bytes(kept)
    assert "holds shards of 2 and of 5" in refused(out)
    Shard(3, 5).path(out).unlink()
    assert merge(out)[0].missing == []
    (out / "seed").write_text("99\n")
    assert "has another seed than the file `seed`" in refused(out) or "another seed" in refused(out)


def test_parts_that_are_not_finished_are_named(order, students, tmp_path, quick, monkeypatch):
    out = tmp_path / "many"
    grade_shards(order, out, 3, [1])

    class Stopped(Quick):
        def submit(self, task):
            raise KeyboardInterrupt

    monkeypatch.setattr(running, "LocalWorkers", Stopped)
    with pytest.raises(KeyboardInterrupt):
        grade_shards(order, out, 3, [2])
    Shard(3, 3).path(out).touch()  # killed before it wrote anything
    merged, _ = merge(out)
    assert (merged.missing, merged.unfinished) == ([], [Shard(2, 3), Shard(3, 3)])
    monkeypatch.setattr(running, "LocalWorkers", Quick)
    grade_shards(order, out, 3)
    assert merge(out)[0].unfinished == []
    grade_class(order, Talk())
    assert files(out) == files(order.out)


def test_the_weakest_sandbox_counts():
    other = {"level": "basic", "layers": ["process"], "missing": {"seccomp": "not here"}}
    assert weakest([STRICT, STRICT]) == STRICT
    assert weakest([STRICT, other]) == other
    assert weakest([])["level"] == "basic"


# -------------------------------------------------------------------------------------------------------------- the seed

SETTLE = "import sys; from pathlib import Path; from dlgrade.classroom.seed import settle_seed; p = Path(sys.argv[1]); "
SETTLE += "sys.stdin.readline(); print(settle_seed(p, p / 'gradebook.sqlite'))"


def test_jobs_that_begin_together_agree_on_one_seed(tmp_path):
    jobs = [
        subprocess.Popen(
            [sys.executable, "-c", SETTLE, str(tmp_path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(6)
    ]
    for job in jobs:
        job.stdin.write("go\n")
        job.stdin.flush()
    seeds = {job.communicate()[0] for job in jobs}
    assert len(seeds) == 1
    assert (tmp_path / "seed").read_text() == seeds.pop()
    assert [path.name for path in tmp_path.iterdir()] == ["seed"]
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "seed").stat().st_mode) == 0o600


def test_without_links_the_first_one_still_wins(tmp_path, monkeypatch):
    def no_links(*_):
        raise OSError(95, "not supported")

    monkeypatch.setattr(os, "link", no_links)
    seed = settle_seed(tmp_path, tmp_path / "none")
    assert settle_seed(tmp_path, tmp_path / "none") == seed
    assert [path.name for path in tmp_path.iterdir()] == ["seed"]


def test_the_seed_is_that_of_the_gradebook_and_of_whoever_asks_for_it(order, students, tmp_path, quick):
    grade_class(order, Talk())
    assert (order.out / "seed").read_text() == "11\n"
    (order.out / "seed").unlink()  # of before there was such a file
    grade_class(replace(order, seed=None), Talk())
    assert (order.out / "seed").read_text() == "11\n"
    with pytest.raises(UserError, match="has another seed than --seed asks for"):
        grade_class(replace(order, seed=12), Talk())
    (order.out / "seed").write_text("12\n")
    with pytest.raises(UserError, match="has another seed than the file `seed`"):
        grade_class(replace(order, seed=None), Talk())
    (order.out / "seed").write_text("many\n")
    with pytest.raises(UserError, match="is damaged"):
        grade_class(replace(order, seed=None), Talk())


# --------------------------------------------------------------------------------------------------------- the command


def test_the_commands_say_what_to_do_next(dlgrade, lay, tmp_path):
    lay({"ann/triplet.py": WRONG, "bob/triplet.py": WRONG})
    options = ("--course", str(TINY))
    first = dlgrade(
        "grade",
        "submissions",
        "--output",
        "out",
        *options,
        "--only",
        "triplet",
        "--shard",
        "1/2",
        "--jobs",
        "1",
    )
    assert first.returncode == 0, first.stderr
    assert str(Path("out") / "shards" / "1-of-2.sqlite") in first.stdout
    assert "dlgrade merge out" in first.stderr
    assert not (tmp_path / "out" / "grades.csv").exists()
    done = dlgrade("merge", "out", *options, "--lang", "ko")
    assert done.returncode == 1, done.stderr
    assert "없는 조각: 2/2" in done.stderr
    assert (tmp_path / "out" / "grades.csv").exists()
    for arguments, said in [
        (("grade", "submissions", "--shard", "1/2", "--accept"), "--accept belongs to `dlgrade merge`"),
        (("grade", "submissions", "--shard", "3/2"), "is not I/N"),
        (("merge", "nowhere"), "holds no shard"),
    ]:
        wrong = dlgrade(*arguments)
        assert wrong.returncode == 2
        assert said in wrong.stderr
        assert "Traceback" not in wrong.stderr
