"""From targets to a report: reads the files, hands them to judges, collects the results."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any

from dlgrade.course.model import Course, builtin_root
from dlgrade.errors import CourseError, UserError
from dlgrade.i18n import Lang
from dlgrade.judge.client import Judge, JudgeError
from dlgrade.results import ErrorInfo, ExerciseResult, Report
from dlgrade.source import Unreadable, read_source
from dlgrade.workspace import Target, Workspace, file_hash, resolve

EXERCISES_PER_JUDGE = 8  # below that another judge costs more to start than it saves


def find_targets(names: tuple[str, ...]) -> tuple[Workspace | None, list[Target]]:
    """The workspace around the current folder, if any, and what the names mean.

    Raises:
        UserError: a name means nothing.
    """
    workspace: Workspace | None = None
    try:
        workspace = Workspace.find()
    except CourseError:
        raise
    except UserError:
        if not names:
            raise
    course = workspace.course if workspace else Course(builtin_root())
    return workspace, resolve(course, workspace, names)


def check_all(
    targets: list[Target],
    lang: Lang,
    *,
    seed: int | None = None,
    judge: Judge | None = None,
    workspace: Workspace | None = None,
    progress: Callable[[ExerciseResult], None] = lambda _: None,
) -> Report:
    """Check targets and return the report, in their order.

    Args:
        targets: what to check; not empty.
        lang: the language of the texts.
        seed: of the test data; drawn here by default.
        judge: a judge that has been started already; it is left open.
        workspace: where to note what is done.
        progress: called after every exercise.

    Raises:
        UserError: no judge can be started.
    """
    seed = int.from_bytes(os.urandom(4), "little") if seed is None else seed
    extra = max(0, min(os.cpu_count() or 1, -(-len(targets) // EXERCISES_PER_JUDGE)) - (judge is not None))
    own = [Judge() for _ in range(extra)]
    judges = [*([judge] if judge else []), *own]
    idle: SimpleQueue[Judge] = SimpleQueue()
    for each in judges:
        idle.put(each)

    def one(target: Target) -> ExerciseResult:
        free = idle.get()
        try:
            result = check_one(free, target, seed, lang)
        finally:
            idle.put(free)
        progress(result)
        return result

    hashes = [file_hash(target.path) for target in targets]  # now: a file may be saved while it is checked
    try:
        if len(judges) == 1:
            results = [one(target) for target in targets]
        else:
            from concurrent.futures import ThreadPoolExecutor

            with ThreadPoolExecutor(len(judges)) as pool:
                try:
                    results = list(pool.map(one, targets))
                except BaseException:  # Ctrl-C: nobody waits for what is in work
                    for each in judges:
                        each.stop()
                    raise
        sandbox = _enforced(judges[0])
    finally:
        for each in own:
            each.close()
    if workspace is not None:
        _note(workspace, targets, results, hashes)
    return Report(targets[0].exercise.course.id, lang, seed, sandbox, results)


def _enforced(judge: Judge) -> dict[str, Any]:
    try:
        return {key: judge.sandbox[key] for key in ("level", "layers")}
    except JudgeError:
        return {"level": "basic", "layers": []}


def _note(
    workspace: Workspace, targets: list[Target], results: list[ExerciseResult], hashes: list[str | None]
) -> None:
    """Note the progress of the workspace's own files."""
    for target, result, hash in zip(targets, results, hashes, strict=True):
        own_file = target.path == workspace.path(target.exercise)
        if own_file and result.status not in ("not_started", "internal"):
            workspace.note(
                result.id, status=result.status, points=result.points, max_points=result.max_points, hash=hash
            )
    workspace.save()


def check_one(judge: Judge, target: Target, seed: int, lang: Lang) -> ExerciseResult:
    """Check one file; whatever is wrong with it is in the result."""
    exercise = target.exercise
    result = ExerciseResult(exercise.id, exercise.unit, exercise.title.to(lang), target.shown, "error")
    try:
        source = read_source(target.path, lang)
    except Unreadable as unreadable:
        result.error = unreadable.error
        if unreadable.error.type == "FileNotFound":
            result.status = "not_started"
        return result
    job = {
        "exercise": exercise.describe(),
        "source": source,
        "file": target.shown,
        "seed": seed,
    }
    with contextlib.suppress(UnicodeEncodeError):
        return judge.check(job, lang)
    result.error = ErrorInfo("NotText", "")
    return result
