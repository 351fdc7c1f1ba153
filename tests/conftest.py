"""Fixtures for the project's own tests."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dlgrade.course.model import Course, builtin_root
from dlgrade.judge.client import Judge
from dlgrade.results import ExerciseResult


@pytest.fixture(scope="session")
def course() -> Course:
    """The built-in course."""
    return Course(builtin_root())


@pytest.fixture(scope="session")
def judge() -> Iterator[Judge]:
    """One judge for all tests that check answers."""
    judge = Judge()
    yield judge
    judge.close()


@pytest.fixture(scope="session")
def check(judge: Judge, course: Course) -> Callable[..., ExerciseResult]:
    """Check a source text: ``check("relu", source, seed=1, lang="en")``."""

    def run(id: str, source: str, *, seed: int = 0, lang: str = "en", of: Course = course) -> ExerciseResult:
        job = {"exercise": of.exercise(id).describe(), "source": source, "file": f"{id}.py", "seed": seed}
        return judge.check(job, lang)

    return run


@pytest.fixture
def dlgrade(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the command as a user would: ``dlgrade("check", "relu", cwd=…, env={…})``."""

    def run(*arguments: str, cwd: Path = tmp_path, env: dict[str, str] | None = None, **options: Any) -> Any:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("DLGRADE_")}
        environment |= {"COLUMNS": "80", "LANG": "C.UTF-8", "PYTHONUTF8": "1", **(env or {})}
        command = [sys.executable, "-m", "dlgrade", *arguments]
        return subprocess.run(
            command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=120, **options
        )

    return run


def processes():
    """The parent of every process, by number."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                status = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            found[int(entry.name)] = int(status[1])
    return found


@pytest.fixture
def descendants():
    """Find the processes that a process has started, and those that they have: zombies, too."""
    if not Path("/proc/self/stat").exists():
        pytest.skip("this system has no /proc to find processes in")

    def find(pid):
        parents = processes()
        found = {pid}
        while more := {child for child, parent in parents.items() if parent in found} - found:
            found |= more
        return found - {pid}

    return find
