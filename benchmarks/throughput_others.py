"""The same task for dlgrade, nbgrader and Otter, each in its own idiom: softmax and relu, two tests each.

`throughput.py --others` runs it. All grade one submission after the other; the first of each is not counted, as whatever is
started once is not what grows with a class. nbgrader grades a class in one process with a kernel per notebook; Otter starts a
process per submission (`otter run`, without its container, which would cost more). Neither keeps an answer from reading its
tests, which lie in the same process.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dlgrade.course.model import builtin_root

PACKAGES = ("nbgrader", "otter-grader")
MANY, FEW = 100, 5  # submissions for dlgrade, and for the others

ANSWERS = {
    "softmax": "def softmax(x):\n    e = np.exp(x - np.max(x, axis=-1, keepdims=True))\n    return e / e.sum(axis=-1, keepdims=True)\n",
    "relu": "def relu(x):\n    return np.maximum(x, 0)\n",
}
TESTS = {
    "softmax": (
        "p = softmax(np.array([1.0, 2.0, 3.0]))\nassert np.allclose(p, [0.09003057, 0.24472847, 0.66524096])",
        "p = softmax(np.array([[1000.0, 0.0], [2.0, 2.0]]))\nassert np.allclose(p, [[1.0, 0.0], [0.5, 0.5]])",
    ),
    "relu": (
        "y = relu(np.array([-1.0, 0.0, 2.0]))\nassert np.allclose(y, [0.0, 0.0, 2.0])",
        "y = relu(np.array([[-3.0, 4.0], [0.5, -0.5]]))\nassert np.allclose(y, [[0.0, 4.0], [0.5, 0.0]])",
    ),
}
OURS = '''import numpy as np

from dlgrade.testing import close, points


@points(1)
def test_example(student):
    """the example
    예"""
    {0}


@points(1)
def test_rows(student):
    """two rows
    두 행"""
    {1}
'''
OUR_TESTS = {
    "softmax": (
        "close(student.softmax(np.array([1.0, 2.0, 3.0])), [0.09003057, 0.24472847, 0.66524096])",
        "close(student.softmax(np.array([[1000.0, 0.0], [2.0, 2.0]])), [[1.0, 0.0], [0.5, 0.5]])",
    ),
    "relu": (
        "close(student.relu(np.array([-1.0, 0.0, 2.0])), [0.0, 0.0, 2.0])",
        "close(student.relu(np.array([[-3.0, 4.0], [0.5, -0.5]])), [[0.0, 4.0], [0.5, 0.0]])",
    ),
}
COURSE = """format: 1
id: others
title: {en: The same task, ko: 같은 과제}
units:
  - id: 02_activations
    title: {en: Activations, ko: 활성화 함수}
    reference: dlref.activations
    exercises: [softmax, relu]
"""


def compare(folder: Path) -> str:
    """Run all three; a table as Markdown."""
    folder.mkdir(parents=True, exist_ok=True)
    programs = environment(folder / "venv")
    work = folder / "work"
    shutil.rmtree(work, ignore_errors=True)
    rows = [
        ("dlgrade grade", MANY, *per_submission(lambda n: of_dlgrade(work / f"dlgrade{n}", n), MANY)),
        (
            "nbgrader autograde",
            FEW,
            *per_submission(lambda n: of_nbgrader(work / f"nbgrader{n}", n, programs), FEW),
        ),
        ("otter run", FEW, *per_submission(lambda n: of_otter(work / f"otter{n}", n, programs), FEW)),
    ]
    first = rows[0]
    lines = [
        "| softmax and relu, 4 tests | submissions | ms each | processor ms each | times dlgrade's |",
        "|---|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {name} | {number} | {wall * 1000:.0f} | {cpu * 1000:.0f} | {cpu / first[3]:.0f} |"
        for name, number, wall, cpu in rows
    ]
    return "\n".join(lines) + "\n"


def environment(place: Path) -> Path:
    """A virtual environment with the other graders; the folder of its programs."""
    programs = place / ("Scripts" if os.name == "nt" else "bin")
    if not (programs / "otter").exists():
        venv.create(place, with_pip=True)
        subprocess.run([programs / "python", "-m", "pip", "install", "-q", *PACKAGES], check=True)
    return programs


def per_submission(run: Callable[[int], Callable[[], None]], number: int) -> tuple[float, float]:
    """Wall and processor seconds of one more submission: the difference between a class of one and of one more than `number`."""
    (wall_one, cpu_one), (wall_all, cpu_all) = (measured(run(n)) for n in (1, number + 1))
    return (wall_all - wall_one) / number, (cpu_all - cpu_one) / number


def measured(action: Callable[[], None]) -> tuple[float, float]:
    """Wall and processor seconds of what runs in other processes."""
    wall, before = time.perf_counter(), os.times()
    action()
    after = os.times()
    cpu = after.children_user - before.children_user + after.children_system - before.children_system
    return time.perf_counter() - wall, cpu


def call(*command: str | Path, cwd: Path, programs: Path | None = None) -> None:
    """Run a program that must succeed."""
    path = os.pathsep.join(filter(None, [str(programs or ""), os.environ["PATH"]]))
    environment = {**os.environ, "PATH": path, "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: exit status {done.returncode}\n{done.stdout}{done.stderr}")


# ---------------------------------------------------------------------------------------------------------- dlgrade


def of_dlgrade(place: Path, number: int) -> Callable[[], None]:
    """A class for dlgrade; how to grade it."""
    for id, tests in OUR_TESTS.items():
        exercise = place / "course" / "exercises" / "02_activations" / id
        shutil.copytree(builtin_root() / "exercises" / "02_activations" / id, exercise)
        (exercise / "mistakes.py").unlink()
        (exercise / f"test_{id}.py").write_text(OURS.format(*tests), encoding="utf-8")
        for student in range(number):
            path = place / "class" / f"s{student:04}" / f"{id}.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"import numpy as np\n\n\n{ANSWERS[id]}\n# {student}\n", encoding="utf-8")
    (place / "course" / "course.yaml").write_text(COURSE, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "dlgrade",
        "grade",
        "class",
        "--course",
        "course",
        "--jobs",
        "1",
        "--seed",
        "1",
    ]
    return lambda: call(*command, cwd=place)


# -------------------------------------------------------------------------------------------------------- notebooks


def notebook(cells: list[dict[str, Any]]) -> str:
    """The text of a notebook."""
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    content = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(content)


def cell(kind: str, source: str, number: int, **metadata: Any) -> dict[str, Any]:
    """A cell of a notebook."""
    found: dict[str, Any] = {"cell_type": kind, "id": f"c{number}", "metadata": metadata, "source": source}
    return {**found, "execution_count": None, "outputs": []} if kind == "code" else found


def of_nbgrader(place: Path, number: int, programs: Path) -> Callable[[], None]:
    """A class for nbgrader; how to grade it."""

    def facts(id: str, **more: Any) -> dict[str, Any]:
        usual = {"schema_version": 3, "grade": False, "locked": False, "solution": False, "task": False}
        return {"nbgrader": {**usual, "grade_id": id, **more}}

    cells = [cell("code", "import numpy as np", 0)]
    for id, answer in ANSWERS.items():
        cells.append(cell("code", answer, len(cells), **facts(id, solution=True)))
        for i, test in enumerate(TESTS[id]):
            graded = facts(f"{id}{i}", grade=True, locked=True, points=1)
            cells.append(cell("code", test, len(cells), **graded))
    text = notebook(cells)
    source = place / "source" / "hw" / "hw.ipynb"
    source.parent.mkdir(parents=True)
    source.write_text(text, encoding="utf-8")
    (place / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'others'\n")
    call(programs / "nbgrader", "generate_assignment", "hw", cwd=place, programs=programs)
    for student in range(number):
        submitted = place / "submitted" / f"s{student:04}" / "hw" / "hw.ipynb"
        submitted.parent.mkdir(parents=True)
        submitted.write_text(text, encoding="utf-8")

    def grade() -> None:
        call(programs / "nbgrader", "autograde", "hw", cwd=place, programs=programs)
        done = list(place.glob("autograded/*/hw/hw.ipynb"))
        if len(done) != number or any(
            '"output_type": "error"' in path.read_text(encoding="utf-8") for path in done
        ):
            sys.exit(f"nbgrader autograde: {len(done)} of {number} submissions, or one did not pass")

    return grade


def of_otter(place: Path, number: int, programs: Path) -> Callable[[], None]:
    """A class for Otter; how to grade it."""
    place.mkdir(parents=True)
    raw = [
        "# ASSIGNMENT CONFIG\nrun_tests: false\nsolutions_pdf: false\nsave_environment: false\nexport_cell: false"
    ]
    cells = [cell("raw", raw[0], 0), cell("code", "import numpy as np", 1)]
    for id, answer in ANSWERS.items():
        parts = [
            ("raw", f"# BEGIN QUESTION\nname: {id}\npoints: 2"),
            ("markdown", f"Write `{id}`."),
            ("raw", "# BEGIN SOLUTION"),
            (
                "code",
                f"{answer} # SOLUTION"
                if answer.count("\n") < 2
                else f"# BEGIN SOLUTION\n{answer}# END SOLUTION",
            ),
            ("raw", "# END SOLUTION"),
            ("raw", "# BEGIN TESTS"),
            *(("code", f"# HIDDEN\n{test}") for test in TESTS[id]),
            ("raw", "# END TESTS"),
            ("raw", "# END QUESTION"),
        ]
        for kind, source in parts:
            cells.append(cell(kind, source, len(cells)))
    (place / "hw.ipynb").write_text(notebook(cells), encoding="utf-8")
    call(programs / "otter", "assign", "hw.ipynb", "dist", cwd=place, programs=programs)
    (archive,) = (place / "dist" / "autograder").glob("*.zip")
    answer = [cell("code", "import numpy as np", 0)]
    answer += [cell("code", text, i + 1) for i, text in enumerate(ANSWERS.values())]
    for student in range(number):
        (place / f"s{student:04}.ipynb").write_text(notebook(answer), encoding="utf-8")

    def grade() -> None:
        for student in range(number):
            out = place / f"out{student:04}"
            out.mkdir(exist_ok=True)
            call(
                *(programs / "otter", "run", "-a", archive, "-o", out, "--no-logo", f"s{student:04}.ipynb"),
                cwd=place,
                programs=programs,
            )
            scores = json.loads((out / "results.json").read_text(encoding="utf-8"))
            earned = sum(test.get("score", 0) for test in scores["tests"])
            if earned != 4:
                sys.exit(f"otter run: {earned} points instead of 4\n{json.dumps(scores, indent=1)}")

    return grade
