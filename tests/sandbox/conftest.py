"""Fixtures for the tests of the sandbox."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dlgrade.sandbox.environment import clean_environment


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


@pytest.fixture
def judge_like(tmp_path):
    """Run Python as the judge runs: with a clean environment, so that NumPy has one thread when the zygote forks."""
    started = []

    def start(script, *arguments, **options):
        process = subprocess.Popen(
            [sys.executable, "-c", script, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=clean_environment(),
            cwd=tmp_path,
            **options,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
        process.communicate()
