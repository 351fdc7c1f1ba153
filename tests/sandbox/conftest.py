"""Fixtures for the tests of the sandbox."""

import os
import signal
import subprocess
import sys

import pytest

from dlgrade.sandbox.environment import clean_environment


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
