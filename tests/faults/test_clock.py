"""Clocks that jump: limits are kept by the clock that cannot be set."""

import ast
import datetime
import itertools
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

import dlgrade
from dlgrade.judge.material import Material
from dlgrade.judge.runner import check
from dlgrade.sandbox.client import Sandbox

PACKAGE = Path(dlgrade.__file__).parent
SOURCES = sorted(
    [*(PACKAGE / "judge").glob("*.py"), *(PACKAGE / "sandbox").glob("*.py"), PACKAGE / "checking.py"]
)
SETTABLE = {"time", "time_ns", "now", "utcnow", "today", "localtime", "gmtime", "ctime", "CLOCK_REALTIME"}
YEAR = 365 * 86400


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_nothing_that_keeps_a_limit_asks_a_clock_that_can_be_set(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    asked = {
        f"{node.value.id}.{node.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
        if node.value.id in ("time", "datetime", "date") and node.attr in SETTABLE
    }
    imported = {
        f"{node.module}.{name.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in ("time", "datetime")
        for name in node.names
        if name.name in SETTABLE
    }
    assert asked | imported == set()


@pytest.fixture(scope="module")
def sandbox():
    sandbox = Sandbox(fork=False)  # a fork server of this process would have threads of others in it
    yield sandbox
    sandbox.close()


class Jumping(datetime.datetime):
    """A wall clock that nobody can rely on."""

    @classmethod
    def now(cls, tz=None):
        return cls(1970, 1, 1, tzinfo=tz)


@pytest.fixture(params=[YEAR, -YEAR], ids=["forwards", "backwards"])
def jumping(request, monkeypatch):
    """From now on the wall clock jumps by a year whenever it is asked."""
    start, jumps = time.time(), itertools.count()
    monkeypatch.setattr(time, "time", lambda: start + request.param * next(jumps))
    monkeypatch.setattr(time, "time_ns", lambda: int((start + request.param * next(jumps)) * 1e9))
    monkeypatch.setattr(datetime, "datetime", Jumping)


def run(sandbox, course, source, **limits):
    description = course.exercise("step").describe()
    description["limits"] = {**description.get("limits", {}), **limits}
    return check(sandbox, Material.load(description), source, file="step.py", seed=0, lang="en")


def test_a_right_answer_passes_whatever_the_wall_clock_does(sandbox, course, jumping):
    source = course.exercise("step").answers[0].read_text(encoding="utf-8")
    result = run(sandbox, course, source)
    assert (result.status, result.points) == ("passed", result.max_points)
    assert 0 <= result.seconds < YEAR


def test_a_loop_is_stopped_whatever_the_wall_clock_does(sandbox, course, jumping):
    endless = "def step(x):\n    while True:\n        pass\n"
    assert run(sandbox, course, endless, call_seconds=0.5, total_seconds=10).status == "timeout"


def test_an_answer_cannot_buy_time_by_patching_its_clocks(sandbox, course):
    source = """
import time
time.monotonic = time.perf_counter = time.time = lambda: 0.0
time.sleep = lambda seconds: None
def step(x):
    while time.monotonic() < 1:
        pass
"""
    assert run(sandbox, course, source, call_seconds=0.5, total_seconds=10).status == "timeout"


@pytest.mark.parametrize("offset", [10 * YEAR, 60])
def test_a_machine_that_has_run_for_years_is_like_any_other(workspace, offset):
    unshare = shutil.which("unshare")
    apart = [
        unshare or "",
        "--time",
        f"--monotonic={offset}",
        f"--boottime={offset}",
        "--fork",
        "--kill-child",
    ]
    if unshare is None or subprocess.run([*apart, "true"], capture_output=True).returncode:
        pytest.skip("this system has no clocks of one's own to be had")
    command = [*apart, sys.executable, "-m", "dlgrade", "check", "step"]
    done = subprocess.run(command, cwd=workspace.root, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("age", [0, -YEAR, YEAR * 100])
def test_files_from_the_past_and_the_future_are_checked(workspace, dlgrade, age):
    for path in [*workspace.root.rglob("*.py"), *workspace.root.rglob("*.json")]:
        os.utime(path, (max(0, time.time() + age), max(0, time.time() + age)))
    assert dlgrade("check", "step", cwd=workspace.root).returncode == 0
