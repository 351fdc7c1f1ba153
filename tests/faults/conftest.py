"""A workspace of a small and patient course, and ways to start a command that something happens to."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dlgrade.sandbox import linux

WRONG = "import numpy as np\n\ndef relu(x):\n    return np.minimum(x, 0)\n\ndef relu_grad(x):\n    return x\n"
NEVER_READY = "import time\n\ntime.sleep(3600)\n\ndef relu(x): return x\n\ndef relu_grad(x): return x\n"
COURSE = """
format: 1
id: patient
title: {en: A patient course, ko: 느긋한 과정}
python_path: [REFERENCE]
units:
  - id: 02_activations
    title: {en: Activation functions, ko: 활성화 함수}
    reference: dlref.activations
    exercises: [step, relu]
"""
PATIENT = "limits: {call_seconds: 600, total_seconds: 600}\n"  # whatever ends a check earlier is no limit of its own
SECONDS = 60  # for what ought to take far less, on a busy machine


@pytest.fixture(scope="session")
def course_folder(course, tmp_path_factory) -> Path:
    """A course of two exercises; an answer to `relu` may take as long as it likes."""
    folder = tmp_path_factory.mktemp("course")
    (folder / "course.yaml").write_text(COURSE.replace("REFERENCE", str(course.root / "reference")), "utf-8")
    for id in ("step", "relu"):
        shutil.copytree(course.exercise(id).folder, folder / "exercises" / "02_activations" / id)
    with (folder / "exercises" / "02_activations" / "relu" / "exercise.yaml").open("a") as file:
        file.write(PATIENT)
    return folder


class Folder:
    """A workspace, wherever it is to be."""

    def __init__(self, root: Path, course, course_folder: Path) -> None:
        self.root = root
        self.course = course
        (root / ".dlgrade").mkdir(parents=True)
        marker = {"format": 1, "course": "patient", "course_folder": str(course_folder)}
        (root / ".dlgrade" / "workspace.json").write_text(json.dumps(marker))
        (root / "02_activations").mkdir()

    def never_ready(self) -> None:
        """Make the check of `relu` wait until something else ends it."""
        self.hand_in("relu", NEVER_READY)

    @property
    def progress(self) -> Path:
        return self.root / ".dlgrade" / "progress.json"

    def hand_in(self, id: str, source: str | None = None) -> Path:
        """Hand in a source, or the right answer."""
        path = self.root / "02_activations" / f"{id}.py"
        path.write_text(source or self.course.exercise(id).answers[0].read_text(encoding="utf-8"), "utf-8")
        return path


@pytest.fixture
def make_workspace(course, course_folder):
    def make(root: Path) -> Folder:
        folder = Folder(root, course, course_folder)
        folder.hand_in("step")
        folder.hand_in("relu", WRONG)
        return folder

    return make


@pytest.fixture
def workspace(make_workspace, tmp_path) -> Folder:
    return make_workspace(tmp_path / "workspace")


@pytest.fixture
def start(workspace):
    """Start the command and leave it running; the process group is killed in the end."""
    started = []

    def run(*arguments: str, **options) -> subprocess.Popen[str]:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("DLGRADE_")}
        options = {
            "cwd": workspace.root,
            "env": {**environment, "DLGRADE_LANG": "en", "PYTHONUTF8": "1"},
            "stdin": subprocess.DEVNULL,
            "stdout": subprocess.PIPE,
            "stderr": subprocess.PIPE,
            "text": True,
            "start_new_session": True,
            **options,
        }
        process = subprocess.Popen([sys.executable, "-m", "dlgrade", *arguments], **options)
        started.append(process)
        return process

    yield run
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.fixture
def proc():
    """What /proc says about processes."""
    if not Path("/proc/self/task").is_dir() or sys.platform != "linux":
        pytest.skip("this system has no /proc to find processes in")
    return Processes()


class Processes:
    """The processes of this machine."""

    def children(self, pid: int) -> list[int]:
        try:
            tasks = list(Path(f"/proc/{pid}/task").iterdir())
            return [int(child) for task in tasks for child in (task / "children").read_text().split()]
        except OSError:
            return []

    def alive(self, pid: int) -> bool:
        try:
            return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
        except OSError:
            return False

    def checking(self, front_end: int) -> tuple[int, int, int]:
        """Judge, fork server and the child that runs an answer: not the one of the probe, which lives for a moment."""
        seen, times = [], 0
        for _ in range(SECONDS * 10):
            chain = [front_end]
            while below := self.children(chain[-1]):
                chain.append(below[0])
            times = times + 1 if chain == seen else 0
            if len(chain) == 4 and times == 5:
                return chain[1], chain[2], chain[3]
            seen = chain
            time.sleep(0.1)
        raise AssertionError("the check does not come to running an answer")

    def end_answers(self, server: int) -> None:
        """Kill every child of a fork server, until it ends itself."""
        while self.alive(server):
            for child in self.children(server):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
            time.sleep(0.1)

    def gone(self, pids) -> set[int]:
        """Wait for processes to end; those that do not."""
        for _ in range(SECONDS * 10):
            left = {pid for pid in pids if self.alive(pid)}
            if not left:
                return set()
            time.sleep(0.1)
        return left


@pytest.fixture
def plain_user():
    """Options that start a command without root's exceptions from the modes of files."""
    if os.name != "posix":
        pytest.skip("this system has no modes of files")
    if os.geteuid() != 0:
        return {}
    if sys.platform != "linux":
        pytest.skip("a root user may write everywhere here")
    return {"preexec_fn": linux.drop_capabilities}


@pytest.fixture
def results():
    """Read a report: its exercises by their ids."""
    return lambda text: {exercise["id"]: exercise for exercise in json.loads(text)["exercises"]}


@pytest.fixture
def is_one_sentence():
    """Whether a text is what a user should be told: one line that does not blame the program."""

    def check(text: str) -> bool:
        lines = text.strip().splitlines()
        return len(lines) == 1 and lines[0].startswith("dlgrade: ") and "DLGRADE_DEBUG" not in text

    return check
