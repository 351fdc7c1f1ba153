"""Every hostile answer of the corpus gets what it deserves."""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import re
import sys
import time
from pathlib import Path

import pytest

from dlgrade.course.model import Course, builtin_root

HERE = Path(__file__).parent
FILES = sorted(path for path in HERE.rglob("*.py") if path.parent != HERE)
SECRET = "hunter2-4711-secret"
TIME_LIMIT = 60
SOURCE_OF_TESTS = re.compile(r"def test_|from dlref|@points|expected")


def header(path: Path) -> dict[str, str]:
    """The fields at the head of an attack."""
    fields = {"exercise": "relu", "earned": "0"}
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        match = re.match(r"# (tries|exercise|earned|needs|says): (.*)", line)
        if not match:
            break
        fields[match[1]] = match[2].strip()
    return fields


def snapshot(*folders: Path) -> dict[str, str]:
    """Every file below the folders, with what is in it and its mode."""
    return {
        str(
            path
        ): f"{path.lstat().st_mode:o} {hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ''}"
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if ".dlgrade" not in path.parts
    }


def children() -> set[int]:
    """The processes whose parent this is; orphans of the command come here, too (see `adopt_orphans`)."""
    pids = set()
    for task in Path("/proc/self/task").iterdir():
        pids |= {int(pid) for pid in (task / "children").read_text().split()}
    return pids


@pytest.fixture(scope="session", autouse=True)
def adopt_orphans():
    """Whatever the command leaves behind becomes a child of this process, and is found."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)


@pytest.fixture(scope="session")
def layers(judge) -> list[str]:
    return judge.sandbox["layers"]


@pytest.fixture
def workspace(tmp_path, course):
    """A workspace with an honest answer beside a secret and a file that must stay as it is."""
    folder = tmp_path / "workspace"
    (folder / ".dlgrade").mkdir(parents=True)
    (folder / ".dlgrade" / "workspace.json").write_text(
        '{"format": 1, "course": "dlgrade", "course_folder": null}'
    )
    step = folder / "02_activations" / "step.py"
    step.parent.mkdir()
    step.write_bytes(course.exercise("step").answers[0].read_bytes())
    (folder / "secret.txt").write_text(SECRET)
    (folder / "02_activations" / "identity.py").write_text(f"# another answer: {SECRET}\n")
    return folder


def shared_memory(attack):
    """What lies in shared memory; without the locks of other tests that run beside, unless the attack may make such."""
    makes_locks = "multiprocessing" in attack.read_text(encoding="utf-8", errors="replace")
    found = Path("/dev/shm").iterdir() if Path("/dev/shm").is_dir() else ()
    return {path for path in found if makes_locks or not path.name.startswith("sem.mp-")}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_attack_gets_what_it_deserves(path, workspace, dlgrade, layers):
    fields = header(path)
    assert fields.get("tries"), "an attack says what it tries"
    missing = [layer for layer in fields.get("needs", "").split() if layer not in layers]
    if missing:
        pytest.skip(f"needs {', '.join(missing)}, which this machine does not have")
    target = workspace / "02_activations" / f"{fields['exercise']}.py"
    target.write_bytes(path.read_bytes())
    home = workspace.parent / "home"
    home.mkdir()
    before, before_children = snapshot(workspace, home), children()
    before_shared = shared_memory(path)
    started = time.monotonic()

    environment = {"CI_TOKEN": SECRET, "HOME": str(home), "DLGRADE_LANG": "en"}
    done = dlgrade("check", fields["exercise"], "step", "--format", "json", cwd=workspace, env=environment)

    assert time.monotonic() - started < TIME_LIMIT
    assert "Traceback" not in done.stderr
    assert done.returncode == 1, (done.stdout, done.stderr)
    report = json.loads(done.stdout)
    results = {exercise["id"]: exercise for exercise in report["exercises"]}
    assert results["step"]["status"] == "passed", "the honest answer keeps its points"

    result = results[fields["exercise"]]
    assert result["status"] != "passed"
    assert result["points"] <= float(fields["earned"]), [t for t in result["tests"] if t["points"]]
    said = [result["error"]["message"]] if result["error"] else []
    said += [test["message"] for test in result["tests"] if test["status"] != "passed"]
    said += [mistake["message"] for mistake in result["mistakes"]]
    assert any(said), "there is a sentence that says what is wrong"
    if "says" in fields:
        assert any(fields["says"] in sentence for sentence in said), said

    everything = done.stdout + done.stderr
    assert SECRET not in everything
    assert not SOURCE_OF_TESTS.search(re.sub(r'"(title|message)": ".*?(?<!\\)"', "", done.stdout))
    assert str(Path.home()) not in done.stdout or len(str(Path.home())) < 3
    assert snapshot(workspace, home) == before, "nothing outside has changed"
    assert shared_memory(path) == before_shared
    assert leftovers(before_children) == set(), "no process is left"


def leftovers(before: set[int]) -> set[int]:
    """Processes that were not there before and do not end by themselves within a moment."""
    for _ in range(20):
        for pid in children() - before:
            os.waitpid(pid, os.WNOHANG)
        left = children() - before
        if not left:
            break
        time.sleep(0.1)
    return left


def test_the_corpus_is_large_and_covers_every_family():
    families = {path.parent.name for path in FILES}
    assert families == {"forged", "theft", "escape", "exhaustion", "sabotage", "cheating"}
    assert len(FILES) >= 120


def test_the_honest_answer_is_honest():
    assert Course(builtin_root()).exercise("step").answers
