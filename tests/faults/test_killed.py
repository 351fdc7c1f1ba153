"""Processes of ours that are killed: the report says so, the other exercises are graded, nothing is left behind."""

import contextlib
import json
import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from dlgrade.judge.client import Judge

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a fork server and a /proc")
PARTS = {"judge": 0, "fork server": 1}


def left_groups(server):
    """The control groups of a fork server, wherever they are, that are not removed within a moment."""
    for _ in range(100):
        found = [path for path in Path("/sys/fs/cgroup").rglob(f"dlgrade-{server}") if path.is_dir()]
        if not found:
            break
        time.sleep(0.1)
    return found


@pytest.fixture
def killed(workspace, start, proc):
    """Kill a part of the machinery while it runs an answer, and an honest one is waiting."""

    def run(part, *arguments):
        workspace.never_ready()
        process = start("check", "relu", "step", *arguments)
        pids = proc.checking(process.pid)
        os.kill(pids[PARTS[part]], signal.SIGKILL)
        output, errors = process.communicate(timeout=120)
        return process.returncode, output, errors, pids

    return run


@pytest.mark.parametrize("part", PARTS)
def test_what_was_being_checked_is_our_failure_and_the_rest_is_graded(killed, workspace, results, part):
    status, output, errors, _ = killed(part, "--format", "json")
    report = results(output)
    assert report["relu"]["status"] == "internal"
    assert report["relu"]["error"]["message"]
    assert report["step"]["status"] == "passed"
    assert {"process", "rlimits"} <= set(json.loads(output)["sandbox"]["layers"])
    assert status == 3
    assert "Traceback" not in errors
    assert set(json.loads(workspace.progress.read_text(encoding="utf-8"))) == {"step"}


@pytest.mark.parametrize(
    ("part", "lang", "word"), [("judge", "en", "grader"), ("fork server", "ko", "채점기")]
)
def test_the_terminal_says_that_the_student_is_not_at_fault_and_nothing_is_left(
    killed, proc, part, lang, word
):
    _, output, _, pids = killed(part, "--lang", lang)
    assert word in output
    assert proc.gone(pids) == set()
    assert left_groups(pids[1]) == []


@pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM", "SIGHUP", "SIGINT"])
def test_a_front_end_that_is_ended_takes_everything_with_it(workspace, start, proc, name):
    workspace.never_ready()
    process = start("check", "relu", "step")
    pids = proc.checking(process.pid)
    process.send_signal(getattr(signal, name))
    process.wait(timeout=120)
    assert proc.gone(pids) == set()
    assert left_groups(pids[1]) == []


def test_ending_by_the_keyboard_is_said_in_one_word(workspace, start, proc):
    workspace.never_ready()
    process = start("check", "relu")
    proc.checking(process.pid)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=120)
    assert (process.returncode, errors.strip()) == (130, "Stopped.")


def test_a_check_that_was_killed_leaves_the_noted_progress_whole(workspace, start, proc, dlgrade):
    dlgrade("check", "step", cwd=workspace.root)
    before = json.loads(workspace.progress.read_text(encoding="utf-8"))
    workspace.never_ready()
    process = start("check", "relu")
    proc.checking(process.pid)
    process.kill()
    process.wait(timeout=120)
    assert json.loads(workspace.progress.read_text(encoding="utf-8")) == before
    assert {path.name for path in workspace.progress.parent.iterdir()} == {"progress.json", "workspace.json"}


def test_a_front_end_that_was_killed_leaves_no_file_in_the_temporary_folder(workspace, start, proc, tmp_path):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    workspace.never_ready()
    process = start("check", "relu", env={**os.environ, "TMPDIR": str(temporary)})
    pids = proc.checking(process.pid)
    process.kill()
    assert proc.gone(pids) == set()
    assert list(temporary.iterdir()) == []


def test_the_next_check_is_not_disturbed_by_what_a_killed_one_left(workspace, start, proc, dlgrade):
    workspace.never_ready()
    process = start("check", "relu")
    for pid in (process.pid, *proc.checking(process.pid)):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait(timeout=120)
    assert dlgrade("check", "step", cwd=workspace.root).returncode == 0


def test_a_judge_that_is_stopped_by_another_thread_ends_its_work_and_stays_away(course):
    judge = Judge()
    job = {
        "exercise": course.exercise("relu").describe(),
        "source": "while True:\n    pass\n",
        "file": "relu.py",
        "seed": 1,
    }
    judge.sandbox  # noqa: B018 - it is ready
    found = []
    asking = threading.Thread(target=lambda: found.extend(judge.check(job, "en") for _ in range(2)))
    asking.start()
    time.sleep(0.5)
    judge.stop()
    asking.join(10)
    assert not asking.is_alive()
    judge.close()
    assert [result.status for result in found] == ["internal", "internal"]
    assert judge._process.poll() is not None
