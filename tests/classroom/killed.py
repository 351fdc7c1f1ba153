"""Not a test: grades a class in children that are killed at random moments, and then once undisturbed.

The answers are judged by a stand-in that is quick and always finds the same; everything else is real.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from concurrent.futures import Future
from pathlib import Path

from dlgrade.classroom.gradebook import Gradebook
from dlgrade.classroom.grading import Grading
from dlgrade.classroom.intake.roster import Roster
from dlgrade.classroom.intake.submissions import find_entries
from dlgrade.classroom.outcome import Outcome
from dlgrade.classroom.policy import Policy
from dlgrade.course.model import Course, builtin_root
from dlgrade.results import ExerciseResult, TestResult

CLASSES, KILLS, STUDENTS, EXERCISES = 10, 20, 60, ["relu", "softmax", "step"]


class Quick:
    """Workers that judge at once."""

    count = 2

    def submit(self, task):
        future = Future()
        future.set_result([self.judge(asked) for asked in task.answers])
        return future

    def judge(self, asked):
        time.sleep(0.0005)
        points = float(len(asked["source"]) % 7)
        tests = [TestResult("t", "title " * 50, True, "failed", points, 6.0, message=str(asked["seed"]))]
        return ExerciseResult(asked["exercise"], "u", "t", asked["file"], "failed", points, 6.0, tests)


def grade(folder: Path, out: Path) -> None:
    course = Course(builtin_root())
    out.mkdir(exist_ok=True)
    book = Gradebook(out / "gradebook.sqlite", course.id, 7)
    exercises = [course.exercise(id) for id in EXERCISES]
    for exercise in exercises:
        book.note_worth(exercise.id, "h", 6.0)
    run = book.begin_run("v", {})
    entries, _ = find_entries(folder, Roster([]))
    Grading(book, exercises, Quick(), lang="en", run=run).grade(entries)
    outcome = Outcome(course, Policy.of(course), EXERCISES, book, {"level": "strict", "layers": []}, "en")
    outcome.changes()
    outcome.write(out)
    book.close()


def main(root: Path) -> None:
    chance = random.Random(3)
    folder = root / "submissions"
    for i in range(STUDENTS):
        for id in EXERCISES:
            path = folder / f"s{i:03}" / f"{id}.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("x" * chance.randrange(1, 2000))
    grade(folder, root / "undisturbed")
    started = time.perf_counter()
    grade(folder, root / "timed")
    whole = time.perf_counter() - started
    killed = 0
    for number in range(CLASSES):
        out = root / f"killed{number}"
        for _ in range(KILLS):
            if not (child := os.fork()):
                grade(folder, out)
                os._exit(0)
            time.sleep(chance.uniform(0, whole / 5))
            os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
            killed += os.WIFSIGNALED(status)
            for path in out.glob("*.json"):
                json.loads(path.read_text())  # whole or not there
        grade(folder, out)
    print(killed)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
