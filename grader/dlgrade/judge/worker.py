"""The judge's process: takes jobs, one JSON line each, and answers each with a result.

It is started with a clean environment, imports NumPy, splits the sandbox's zygote off, and only then loads hidden tests.
The front end needs no NumPy and stays responsive; when it goes away, so does everything here.

    {"sandbox": true}                                                                 →  {"sandbox": …}
    {"exercise": description, "source": text, "file": name, "seed": n, "lang": "en"}  →  {"result": …}
    {"validate": id, "course": folder, "seeds": n}                                    →  {"problems": […]}
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import sys
import threading
import traceback
from functools import cache
from pathlib import Path
from typing import Any

import numpy  # noqa: F401 - before the fork: parent and children share one import

from dlgrade.sandbox.client import Sandbox


def main() -> None:
    """Serve jobs from standard input until it ends."""
    if hasattr(signal, "SIGCHLD"):
        signal.signal(
            signal.SIGCHLD, signal.SIG_DFL
        )  # where it is ignored, nobody learns how a child has ended
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the front end's business; it closes our input
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a course's tests print must not look like an answer
    options = json.loads(sys.argv[1])
    sandbox = Sandbox(fork=options["fork"], without=frozenset(options["without"]))
    _protect_from_tracing()
    import dlgrade.judge.runner  # noqa: F401 - while the zygote gets ready

    gc.freeze()
    gc.enable()
    busy = threading.Event()
    threading.Thread(target=_end_with_the_front_end, args=(busy,), daemon=True).start()  # after the fork
    for line in sys.stdin:
        busy.set()
        try:
            answer = _answer(sandbox, json.loads(line))
        except BaseException as error:
            traceback.print_exc()
            answer = {"internal": f"{type(error).__name__}: {error}"}
        busy.clear()
        answers.write(json.dumps(answer) + "\n")
        answers.flush()
        _let_go_of_memory()
    sandbox.close()
    os._exit(0)  # there is nothing to tidy up, and doing it takes longer than a check


def _let_go_of_memory() -> None:
    """Give back what the last answer took: hostile ones are as large as they may be, and leave cycles behind."""
    gc.collect()
    if sys.platform == "linux":
        from dlgrade.sandbox import linux

        linux.trim_memory()


def _end_with_the_front_end(busy: threading.Event) -> None:
    """End in the middle of a job when the front end is gone; the fork server notices, and ends its children."""
    if hasattr(select, "poll"):
        poll = select.poll()
        poll.register(0, 0)  # no event but its end
        poll.poll()
        if busy.is_set():
            os._exit(1)


def _answer(sandbox: Sandbox, job: dict[str, Any]) -> dict[str, Any]:
    if "validate" in job:
        return _validate(sandbox, job)
    if "exercise" in job:
        return _check(sandbox, job)
    if "worth" in job:
        return {"points": sum(test.points for test in _material(json.dumps(job["worth"])).tests)}
    return {
        "sandbox": {
            "level": sandbox.level,
            "layers": list(sandbox.layers),
            "missing": sandbox.missing,
            "refused": sandbox.refused,
        }
    }


def _protect_from_tracing() -> None:
    """Let no other process of this user read or stop this one, whatever the sandbox can enforce."""
    if sys.platform == "linux":
        from dlgrade.sandbox import linux

        linux.prctl(linux.PR_SET_DUMPABLE, 0)


@cache
def _material(description: str) -> Any:
    from dlgrade.judge.material import Material

    material = Material.load(json.loads(description))
    gc.collect()
    gc.freeze()  # it stays: no later collection need look at it
    return material


@cache
def _course(root: str) -> Any:
    from dlgrade.course.model import Course

    return Course(Path(root))


def _check(sandbox: Sandbox, job: dict[str, Any]) -> dict[str, Any]:
    from dlgrade.judge.runner import check

    material = _material(json.dumps(job["exercise"]))
    result = check(sandbox, material, job["source"], file=job["file"], seed=job["seed"], lang=job["lang"])
    return {"result": result.to_dict()}


def _validate(sandbox: Sandbox, job: dict[str, Any]) -> dict[str, Any]:
    from dlgrade.course.validate import prove

    return {"problems": prove(sandbox, _course(job["course"]).exercise(job["validate"]), job["seeds"])}
