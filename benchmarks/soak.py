"""A thousand hostile checks in a row through one warm judge, and what they leave behind.

    python benchmarks/soak.py [--checks N] [--output FILE]

Compares what there is after the first hundred checks with what there is at the end: processes below this one, open
descriptors and memory of the judge and of its fork server, files in the workspace and in the temporary folders, shared
memory, control groups. Hostile answers are as large as they may be, so the judge's memory goes up and down by hundreds of
megabytes; a leak would raise its lowest point, and the lowest points of both halves are compared.

Prints a table; exit status 1 if something has grown. After every tenth attack comes an honest answer, which must pass.
Attacks that wait for a time limit are run once and then left out.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
from attacks_by_layer import corpus, header, job

from dlgrade.course.model import Course, builtin_root
from dlgrade.judge.client import Judge

WARM_UP = 100
SLOW = 2.0  # seconds
SHARED = ("dlgrade*", "psm_*", "sem.*")  # what attacks make in shared memory
TEMPORARY = ("dlgrade-attack*", "dlgrade-probe*")  # … and in temporary folders
LOWEST = "lowest memory of the judge, MiB"
ROOM = {LOWEST: 16, "memory of the fork server, MiB": 4}  # everything else: none


class Soak:
    """One judge and everything that is sent to it.

    Attributes:
        endings: how often a check ended in which way.
        wrong: what ought not to have happened.
        memory: of the judge in MiB, before every attack.
    """

    def __init__(self, draw: random.Random) -> None:
        """Start the judge, and choose the attacks that what is in force here can stand."""
        self.course, self.judge = Course(builtin_root()), Judge()
        missing = set(self.judge.sandbox["missing"])
        self.attacks = [path for path in corpus() if not missing & set(header(path).get("needs", "").split())]
        draw.shuffle(self.attacks)
        self.honest = self.course.exercise("step").answers[0].read_text(encoding="utf-8")
        self.endings: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.memory: list[float] = []

    def attack(self) -> None:
        """Check the next attack."""
        self.memory.append(memory(self.judge._process.pid))
        path = self.attacks.pop(0)
        fields, started = header(path), time.monotonic()
        source = path.read_text(encoding="utf-8", errors="replace")
        result = self.judge.check(job(self.course, fields["exercise"], source), "en")
        self.endings[result.status] += 1
        if result.status in ("passed", "internal") or result.points > float(fields["earned"]):
            self.wrong.append(f"{path.parent.name}/{path.stem}: {result.status}, {result.points:g} points")
        if time.monotonic() - started < SLOW or len(self.attacks) < WARM_UP:
            self.attacks.append(path)

    def be_honest(self) -> None:
        """Check an answer that is right."""
        status = self.judge.check(job(self.course, "step", self.honest), "en").status
        self.endings["honest"] += 1
        if status != "passed":
            self.wrong.append(f"the honest answer is {status}")

    def close(self) -> None:
        """End the judge, and see whether everything ends with it."""
        pids = set(below(os.getpid()))
        self.judge.close()
        if below(os.getpid()) or groups(pids):
            self.wrong.append("processes or control groups are left when the judge is closed")


# ---------------------------------------------------------------------------------------------------- what could grow


def measure(judge: Any, workspace: Path) -> dict[str, float]:
    """Everything that could grow."""
    pid = judge._process.pid
    server = below(pid)[0]
    temporary = [Path(p) for p in {tempfile.gettempdir(), "/tmp", "/var/tmp"}]
    return {
        "processes below this one": len(below(os.getpid())),
        "open descriptors here": descriptors(Path("/proc/self/fd")),
        "open descriptors of the judge": descriptors(Path(f"/proc/{pid}/fd")),
        "open descriptors of the fork server": descriptors(Path(f"/proc/{server}/fd")),
        "memory of the fork server, MiB": round(memory(server), 1),
        "files in the workspace": count(workspace),
        "files in temporary folders": sum(1 for p in temporary for n in TEMPORARY for _ in p.glob(n)),
        "files in shared memory": sum(1 for p in SHARED for _ in Path("/dev/shm").glob(p)),
        "control groups": groups(set(below(os.getpid()))),
    }


def below(pid: int) -> list[int]:
    """The processes that a process has started, and theirs; zombies, too."""
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += [int(child), *below(int(child))]
    return found


def memory(pid: int) -> float:
    """What a process holds in memory and shares with no file, in MiB."""
    status = Path(f"/proc/{pid}/status").read_text()
    fields = dict(line.split(":", 1) for line in status.splitlines())
    return int(fields["RssAnon"].split()[0]) / 1024


def descriptors(folder: Path) -> int:
    """Open descriptors, by the folder in /proc that lists them."""
    return sum(1 for _ in folder.iterdir())


def count(folder: Path) -> int:
    """Files and folders below a folder."""
    return sum(1 for _ in folder.rglob("*"))


def groups(servers: set[int]) -> int:
    """Control groups of our fork servers, anywhere."""
    found = (path for path in Path("/sys/fs/cgroup").rglob("dlgrade-*") if path.is_dir())
    return sum(path.name in {f"dlgrade-{pid}" for pid in servers} for path in found)


# ---------------------------------------------------------------------------------------------------- all of it


def run(soak: Soak, checks: int) -> tuple[dict[str, float], dict[str, float]]:
    """Run all checks; what was measured after the first of them, and at the end."""
    warm_up, before = min(WARM_UP, checks // 3), {}
    with tempfile.TemporaryDirectory(prefix="dlgrade-soak-") as folder:
        os.chdir(folder)
        for number in range(checks):
            if number == warm_up:
                before = measure(soak.judge, Path(folder))
            soak.attack()
            if number % 10 == 9:
                soak.be_honest()
        after = measure(soak.judge, Path(folder))
        os.chdir("/")
    half = (warm_up + checks) // 2
    before[LOWEST] = round(min(soak.memory[warm_up:half]), 1)
    after[LOWEST] = round(min(soak.memory[half:]), 1)
    return before, after


def main() -> int:
    """Run, print, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--checks", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--output", type=Path, help="a file for the table")
    options = parser.parse_args()
    started = time.monotonic()
    soak = Soak(random.Random(options.seed))
    before, after = run(soak, options.checks)
    soak.close()
    grown = [name for name in before if after[name] - before[name] > ROOM.get(name, 0)]
    endings = ", ".join(f"{number} {ending}" for ending, number in soak.endings.most_common())
    rows = [
        f"| {name} | {before[name]:g} | {after[name]:g} | {'**grown**' if name in grown else ''} |"
        for name in before
    ]
    text = "\n".join([
        f"{options.checks} attacks in {time.monotonic() - started:.0f} s ({endings}); {len(soak.attacks)} different ones "
        f"after the first round; the judge had {max(soak.memory):.0f} MiB at most.",
        "", "| what | at first | at last | |", "|---|---:|---:|---|", *rows, "", *dict.fromkeys(soak.wrong),
    ])  # fmt: skip
    print(text)
    if options.output:
        options.output.write_text(text + "\n", encoding="utf-8")
    return 1 if grown or soak.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
