"""Measures what each layer of the sandbox is worth: the whole corpus of attacks, with every layer switched off in turn.

    python benchmarks/attacks_by_layer.py [--only WORD ...] [--output FILE]

Prints a table for `docs/security.md`: what an attack got when a layer was missing, when all of them were (`basic` on
Linux), and from a fresh interpreter for each check (`spawned`: the way of macOS and Windows, here for a user without
special rights). Nothing but an unearned point is read from the points; whether an attack got what it was after is read
from what it prints (see `tests/attacks/README.md`), from the files and processes that are there afterwards, and from
what became of the honest answer beside it.

The attacks are gentle, but they do run without a jail here. So this needs Linux; as far as it may, the program first moves into
process, mount and IPC namespaces of its own, and limits the memory of all that it starts.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ATTACKS = ROOT / "tests" / "attacks"
SECRET = "hunter2-4711-secret"
MEMORY = 3 << 30
MUCH_MEMORY = 900  # MiB in one process; an answer may have 512 more than Python and NumPy take
MANY_PROCESSES = 8  # at once; judge and fork server are two, and an answer may have one
ALONE = 100  # a number below this is one in a namespace of our own
LIMITS = {"call_seconds": 2.0, "total_seconds": 10.0, "cpu_seconds": 12}
SWITCHES = ("rlimits", "no_new_privs", "landlock", "seccomp", "namespaces", "cgroup")
CONFIGURATIONS: dict[str, dict[str, Any]] = {
    "all layers": {},
    **{f"without {layer}": {"without": frozenset({layer})} for layer in SWITCHES},
    "without landlock and seccomp": {"without": frozenset({"landlock", "seccomp"})},
    "without all of them": {"without": frozenset(SWITCHES)},
    "spawned": {"fork": False},
}
PLAIN_USER = ("without all of them", "spawned")  # no special rights, as where this is all that there is


# ---------------------------------------------------------------------------------------------------- one attack


def header(path: Path) -> dict[str, str]:
    """The fields at the head of an attack."""
    fields = {"exercise": "relu", "earned": "0"}
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        match = re.match(r"# (tries|exercise|earned|needs|says): (.*)", line)
        if not match:
            break
        fields[match[1]] = match[2].strip()
    return fields


def corpus(words: list[str] | None = None) -> list[Path]:
    """The attacks, or those whose names hold one of the words."""
    files = sorted(path for path in ATTACKS.rglob("*.py") if path.parent != ATTACKS)
    names = [f"{path.parent.name}/{path.stem}" for path in files]
    return [
        path for path, name in zip(files, names, strict=True) if not words or any(w in name for w in words)
    ]


def job(course: Any, id: str, source: str) -> dict[str, Any]:
    """What a judge is asked, with limits that make a hostile answer shorter."""
    exercise = course.exercise(id).describe()
    exercise["limits"] = {**exercise.get("limits", {}), **LIMITS}
    return {"exercise": exercise, "source": source, "file": f"{id}.py", "seed": int.from_bytes(os.urandom(4))}


def attack(judge: Any, course: Any, path: Path, workspace: Path) -> dict[str, Any]:
    """Run one attack, then an honest answer, and say what it got."""
    fields = header(path)
    id = fields["exercise"]
    source = path.read_text(encoding="utf-8", errors="replace")
    (workspace / "02_activations" / f"{id}.py").write_text(source, encoding="utf-8", errors="replace")
    before, there, started = snapshot(workspace), processes(), time.monotonic()
    with Watcher() as watcher:
        result = judge.check(job(course, id, source), "en")
    seconds = time.monotonic() - started
    honest = judge.check(
        job(course, "step", course.exercise("step").answers[0].read_text(encoding="utf-8")), "en"
    )
    got: dict[str, Any] = {
        "attack": f"{path.parent.name}/{path.stem}",
        "needs": fields.get("needs", ""),
        "status": result.status,
        "points": result.points,
        "earned": float(fields["earned"]),
        "error": result.error.message if result.error else "",
        "seconds": round(seconds, 1),
        "loot": [],
    }
    if result.points > got["earned"] or result.status == "passed":
        got["loot"].append("points")
    said = "\n".join(test.printed for test in result.tests)
    got["loot"] += sorted(set(re.findall(r"^expected .*$", said, re.MULTILINE)))
    text = json.dumps(result.to_dict(), ensure_ascii=False)
    if SECRET in text:
        got["loot"].append("the secret")
    if honest.status != "passed":
        got["loot"].append(f"the honest answer is {honest.status}")
    if result.status == "internal":
        got["loot"].append("an internal failure")
    if watcher.memory > MUCH_MEMORY:
        got["loot"].append(f"{watcher.memory} MiB of memory")
    if watcher.processes > len(there) + MANY_PROCESSES:
        got["loot"].append(f"{watcher.processes - len(there)} processes at once")
    if snapshot(workspace) != before:
        got["loot"].append("a changed file")
    if left := leftovers(there):
        got["loot"].append(f"{len(left)} processes left")
        for pid in left:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
    got["loot"] += [f"left {name}" for name in sweep()]
    return got


def snapshot(folder: Path) -> dict[str, Any]:
    """Every file below a folder, with what is in it."""
    return {str(path): path.is_file() and path.read_bytes() for path in sorted(folder.rglob("*"))}


class Watcher:
    """Looks at all processes again and again, in a namespace of our own: the most memory of one, the most at once."""

    def __enter__(self) -> Watcher:
        self.memory, self.processes, self.done = 0, 0, threading.Event()
        self.thread = threading.Thread(target=self.watch, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.done.set()
        self.thread.join()

    def watch(self) -> None:
        """Look until told to stop."""
        page = os.sysconf("SC_PAGE_SIZE")
        while os.getpid() < ALONE and not self.done.wait(0.05):
            found = processes() - {os.getpid()}
            self.processes = max(self.processes, len(found))
            for pid in found - judges():
                try:
                    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
                except (OSError, IndexError):
                    continue
                self.memory = max(self.memory, pages * page >> 20)


def judges() -> set[int]:
    """The children of this process: theirs is the memory of what was sent to them."""
    return {int(pid) for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()}


def processes() -> set[int]:
    """Every process that lives and is not on its way out; in a namespace of our own all of them are ours."""
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                state = (entry / "stat").read_text().rpartition(")")[2].split()[0]
            except OSError:
                continue
            if state not in "ZX":
                found.add(int(entry.name))
    return found


def leftovers(before: set[int]) -> set[int]:
    """Processes that were not there before and do not end within two seconds."""
    if os.getpid() >= ALONE:  # others come and go
        return set()
    left = processes() - before
    for _ in range(20):
        if not left:
            break
        time.sleep(0.1)
        left = processes() - before
    return left


def sweep() -> list[str]:
    """What attacks have left where they leave things; removed."""
    found = [path for place in ("/tmp", "/dev/shm") for path in Path(place).glob("dlgrade-attack*")]
    for path in found:
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    return [str(path) for path in found]


# ---------------------------------------------------------------------------------------------------- all of them


def run(configuration: str, words: list[str]) -> None:
    """Run the corpus in one configuration; one line of JSON for each attack."""
    if configuration in PLAIN_USER:
        from dlgrade.sandbox import linux

        linux.drop_capabilities()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    from dlgrade.course.model import Course, builtin_root
    from dlgrade.judge.client import Judge

    course, judge = Course(builtin_root()), Judge(**CONFIGURATIONS[configuration])
    print(json.dumps({"layers": judge.sandbox["layers"], "level": judge.sandbox["level"]}), flush=True)
    with tempfile.TemporaryDirectory(prefix="dlgrade-by-layer-") as folder:
        workspace = Path(folder) / "workspace"
        (workspace / "02_activations").mkdir(parents=True)
        (workspace / "secret.txt").write_text(SECRET)
        (workspace / "02_activations" / "identity.py").write_text(f"# another answer: {SECRET}\n")
        os.chdir(workspace)
        for path in corpus(words):
            got = attack(judge, course, path, workspace)
            print(json.dumps(got), flush=True)
            if "an internal failure" in got["loot"] or any("honest" in loot for loot in got["loot"]):
                judge.close()  # what one attack has broken is not to be put down to the next
                judge = Judge(**CONFIGURATIONS[configuration])
                _ = judge.sandbox  # wait for it: its processes are none that an attack has left
    judge.close()


def apart(*arguments: str) -> list[str]:
    """The command that runs this file in namespaces of its own, as far as the system lets us."""
    unshare = shutil.which("unshare")
    own = ["--pid", "--mount", "--ipc", "--uts", "--fork", "--mount-proc", "--kill-child"]
    itself = [sys.executable, str(Path(__file__).resolve()), *arguments]
    for options in (own, ["--user", "--map-root-user", *own]):
        if unshare and subprocess.run([unshare, *options, "true"], capture_output=True).returncode == 0:
            return [unshare, *options, *itself]
    return itself


def measure(configuration: str, words: list[str]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Run a configuration in a process of its own; what is in force, and what each attack got."""
    environment = {**os.environ, "CI_TOKEN": SECRET, "HOME": tempfile.gettempdir()}
    done = subprocess.run(
        apart("--run", configuration, "--only", *words), capture_output=True, text=True, env=environment
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    if done.returncode:
        print(f"{configuration}: exit status {done.returncode}\n{done.stderr}", file=sys.stderr)
    return lines[0], lines[1:]


def table(found: dict[str, list[dict[str, Any]]]) -> str:
    """The table: for each configuration how many attacks got anything, of which family, and which."""
    lines = [
        "| configuration | attacks that get something | unearned points | honest answer lost | which |",
        "|---|---:|---:|---:|---|",
    ]
    for configuration, attacks in found.items():
        lucky = [attack for attack in attacks if attack["loot"]]
        points = [attack["attack"] for attack in lucky if "points" in attack["loot"]]
        spoilt = [attack for attack in lucky if any("honest" in loot for loot in attack["loot"])]
        families = Counter(attack["attack"].partition("/")[0] for attack in lucky)
        which = "; ".join(
            f"{family}: "
            + ", ".join(
                f"`{a['attack'].partition('/')[2]}`" for a in lucky if a["attack"].startswith(family + "/")
            )
            for family in sorted(families)
        )
        lines.append(
            f"| {configuration} | {len(lucky)} of {len(attacks)} | {len(points)} | {len(spoilt)} | {which or '–'} |"
        )
    return "\n".join(lines) + "\n"


def main() -> None:
    """Run everything, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--run", help=argparse.SUPPRESS)
    parser.add_argument("--only", nargs="*", default=[], help="attacks whose names hold one of these words")
    parser.add_argument("--configurations", nargs="*", default=list(CONFIGURATIONS), help="some of them")
    parser.add_argument("--output", type=Path, help="a file for everything that was found, as JSON")
    options = parser.parse_args()
    if options.run:
        run(options.run, options.only)
        return
    found = {}
    for configuration in options.configurations:
        started = time.monotonic()
        enforced, found[configuration] = measure(configuration, options.only)
        print(
            f"{configuration}: {enforced['level']}, {len(found[configuration])} attacks, "
            f"{sum(bool(a['loot']) for a in found[configuration])} got something, "
            f"{time.monotonic() - started:.0f} s",
            file=sys.stderr,
        )
        if options.output:
            options.output.write_text(json.dumps(found, indent=1, ensure_ascii=False))
    print(table(found), end="")


if __name__ == "__main__":
    main()
