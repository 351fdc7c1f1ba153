"""How fast `dlgrade grade` is: a class of 200 submissions of 30 exercises, on the cores that there are.

    python benchmarks/throughput.py [--submissions N] [--exercises N] [--right] [--jobs N] [--output FILE]
    python benchmarks/throughput.py --others [--folder DIR]

Every submission holds its own text of every exercise, so that none is known from another. By default the class is mixed: of
ten answers eight are right, in three styles, one is wrong in every result, and one is still the stub. `--right`: all are.
The table says

- exercises per second, per second and core, and per second of processor time (which others at work on the machine change less),
- in which processes the processor's time was spent: the front end, the judges, the fork servers, the children with the answers,
- memory: the lowest of each quarter of the run, in all processes together. It must not grow.

`--others` does one task (softmax and relu, four tests) with dlgrade, nbgrader and Otter, each in its own idiom, in one run.
It makes a virtual environment with nbgrader and otter-grader in DIR and leaves it there for the next time.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from dlgrade.course.model import Course, Exercise, builtin_root
from dlgrade.course.stub import stub

TICKS = os.sysconf("SC_CLK_TCK")
PARTS = ("front end", "judges", "fork servers", "answers")
STYLES = ("vectorised", "textbook", "loops")


# -------------------------------------------------------------------------------------------------------- the class


def answer(exercise: Exercise, student: int, mixed: bool) -> str:
    """What a student hands in."""
    kind = (student + len(exercise.id)) % 10 if mixed else 0
    if kind == 9:
        return f"{stub(exercise, 'en')}\n# {student}\n"
    style = STYLES[student % 3]
    path = next((path for path in exercise.answers if path.stem == style), exercise.solution)
    text = path.read_text(encoding="utf-8")
    if kind == 8:
        name = exercise.write[0]
        text += f"\n_right = {name}\n\n\ndef {name}(*args, **kwargs):\n    return np.negative(_right(*args, **kwargs)) + 1\n"
        text = f"import numpy as np\n{text}"
    return f"{text}\n# {student}\n"


def lay(folder: Path, exercises: list[Exercise], submissions: int, *, mixed: bool) -> None:
    """Write the submissions of a class."""
    for student in range(submissions):
        for exercise in exercises:
            path = folder / f"s{student:05}" / exercise.unit / f"{exercise.id}.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(answer(exercise, student, mixed), encoding="utf-8")


# ---------------------------------------------------------------------------------------------------------- watching


@dataclass
class Watch:
    """Looks at a process and all below it, again and again, until it ends.

    Attributes:
        seconds: processor time by part, and by process.
        memory: of all together in MiB, each time.
    """

    pid: int
    seconds: dict[str, dict[int, float]] = field(default_factory=lambda: {part: {} for part in PARTS})
    memory: list[float] = field(default_factory=list)

    def start(self) -> threading.Thread:
        """Begin to look."""
        thread = threading.Thread(target=self._run, daemon=True)
        thread.start()
        return thread

    def _run(self) -> None:
        while Path(f"/proc/{self.pid}/task").exists():
            with contextlib.suppress(OSError):  # something ended meanwhile
                self._look()
            time.sleep(0.1)

    def _look(self) -> None:
        total = self._process(self.pid, "front end")
        for judge in children(self.pid):
            total += self._process(judge, "judges")
            for server in children(judge):
                total += self._process(server, "fork servers")
        self.memory.append(total)

    def _process(self, pid: int, part: str) -> float:
        """Note the time that a process has used; the memory that is its own."""
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        own, reaped = (sum(map(int, fields[i : i + 2])) / TICKS for i in (11, 13))
        self.seconds[part][pid] = own
        if part == "fork servers":
            self.seconds["answers"][pid] = reaped
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        return int(re.search(r"^Pss_Anon: +(\d+)", rollup, re.MULTILINE)[1]) / 1024


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    return [
        int(child)
        for task in Path(f"/proc/{pid}/task").iterdir()
        for child in (task / "children").read_text().split()
    ]


# -------------------------------------------------------------------------------------------------------- one run


def measure(folder: Path, exercises: list[Exercise], jobs: int) -> tuple[float, Watch]:
    """Grade a class; the seconds that it took, and what was seen meanwhile."""
    command = [
        sys.executable,
        "-m",
        "dlgrade",
        "grade",
        str(folder / "class"),
        "--output",
        str(folder / "grades"),
    ]
    command += ["--jobs", str(jobs), "--seed", "1"]
    command += [word for exercise in exercises for word in ("--only", exercise.id)]
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    watch = Watch(process.pid)
    thread = watch.start()
    said, _ = process.communicate()
    took = time.perf_counter() - started
    thread.join()
    if process.returncode != 0:
        sys.exit(f"dlgrade grade: exit status {process.returncode}\n{said}")
    return took, watch


def table(options: argparse.Namespace, count: int, took: float, watch: Watch, baseline: float) -> str:
    """What was measured, as Markdown."""
    spent = {part: sum(watch.seconds[part].values()) for part in PARTS}
    whole = sum(spent.values())
    answers = options.submissions * count
    quarter = max(1, len(watch.memory) // 4)
    lows = [min(watch.memory[i * quarter : (i + 1) * quarter] or [0]) for i in range(4)]
    kind = "right" if options.right else "mixed"
    rows = [
        ("submissions × exercises", f"{options.submissions} × {count} ({kind})"),
        ("judges", f"{options.jobs} on {os.cpu_count()} cores"),
        ("seconds", f"{took:.1f}"),
        ("exercises per second", f"{answers / took:.0f}"),
        ("exercises per second and core", f"{answers / took / options.jobs:.0f}"),
        ("exercises per second of processor time", f"{answers / whole:.0f}"),
        ("processor time of an exercise / `import numpy`", f"{whole / answers / baseline:.3f}"),
        *((f"share of the {part}", f"{seconds / whole:.0%}") for part, seconds in spent.items()),
        ("memory by quarters of the run, MiB", " · ".join(f"{low:.0f}" for low in lows)),
    ]
    return "\n".join(["| what | |", "|---|---:|", *(f"| {what} | {value} |" for what, value in rows)]) + "\n"


def import_time() -> float:
    """The processor time of ``python -c "import numpy"``, the least of five: how fast this machine is now."""
    found = []
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    for _ in range(5):
        before = os.times()
        subprocess.run([sys.executable, "-c", "import numpy"], check=True, env=environment)
        after = os.times()
        found.append(
            after.children_user - before.children_user + after.children_system - before.children_system
        )
    return min(found)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--submissions", type=int, default=200)
    parser.add_argument("--exercises", type=int, default=30, help="the first of the built-in course")
    parser.add_argument("--right", action="store_true", help="only right answers")
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--others", action="store_true", help="compare with nbgrader and Otter")
    parser.add_argument(
        "--folder", type=Path, default=Path(tempfile.gettempdir()) / "dlgrade-others", help="for --others"
    )
    parser.add_argument("--output", type=Path, help="a file for the table")
    options = parser.parse_args()
    if options.others:
        from throughput_others import compare

        text = compare(options.folder)
    else:
        exercises = list(Course(builtin_root()).exercises.values())[: options.exercises]
        with tempfile.TemporaryDirectory() as folder:
            lay(Path(folder) / "class", exercises, options.submissions, mixed=not options.right)
            took, watch = measure(Path(folder), exercises, options.jobs)
        text = table(options, len(exercises), took, watch, import_time())
    print(text)
    if options.output:
        options.output.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
