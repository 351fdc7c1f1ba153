"""What ``dlgrade grade`` and ``dlgrade merge`` do, from their options to the files they write.

It asks nobody and prints nothing: whoever calls it hands over how to talk.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from dlgrade import __version__
from dlgrade.classroom.gradebook import BOOK, Gradebook
from dlgrade.classroom.grading import Grading, Summary, note_worth
from dlgrade.classroom.intake.roster import Roster
from dlgrade.classroom.intake.submissions import Entry, Submission, find_entries, nobodys
from dlgrade.classroom.intake.times import read_times, with_time
from dlgrade.classroom.judging import LocalWorkers, Workers
from dlgrade.classroom.outcome import Change, Outcome
from dlgrade.classroom.policy import Policy
from dlgrade.classroom.seed import settle_seed
from dlgrade.classroom.shards import Conditions, Merged, Parts, Shard, open_shard
from dlgrade.course.model import Course, Exercise, builtin_root
from dlgrade.errors import UserError
from dlgrade.i18n import Lang, Text

if TYPE_CHECKING:
    from dlgrade.classroom.cluster import Cluster


class Talk(Protocol):
    """How to talk to the user."""

    def say(self, text: Text) -> None:
        """Show a sentence; may be called in any thread."""

    def progress(self, total: int) -> AbstractContextManager[Callable[[Submission, int], None]]:
        """Show how far it is; what is given is called after every submission."""

    def agree(self, changes: list[Change]) -> bool:
        """Show what would change, and ask whether it shall."""


@dataclass(frozen=True)
class Order:
    """What is to be graded, and how.

    Attributes:
        folder: of submissions.
        out: where the gradebook and the grades go.
        course: the course's folder; None: the built-in one.
        roster: who is in the class.
        times: when each student handed in.
        only: exercises and units to grade; empty: those of the policy.
        jobs: judges that work side by side; None: one per core.
        regrade: grade again what has not changed, too.
        accept: let a regrade replace earlier results.
        seed: of a new gradebook; None: drawn.
        allow_basic: grade although answers cannot be locked in.
        lang: of the texts.
        shard: the part of the class to grade; None: all of it.
        cluster: who judges; None: this machine.
    """

    folder: Path
    out: Path
    course: Path | None
    roster: Path | None
    times: Path | None
    only: tuple[str, ...]
    jobs: int | None
    regrade: bool
    accept: bool
    seed: int | None
    allow_basic: bool
    lang: Lang
    shard: Shard | None = None
    cluster: Cluster | None = None


@dataclass(frozen=True)
class Changes:
    """What a regrade found to be different.

    Attributes:
        found: one by one.
        waiting: whether they have not replaced the earlier results.
    """

    found: list[Change]
    waiting: bool


def grade_class(order: Order, talk: Talk) -> tuple[Summary, Changes]:
    """Grade a class, or a part of it, and write what comes of it; of a part no more than its gradebook.

    Raises:
        UserError: something about the call, the course, the machine or the cluster makes it impossible.
    """
    course = Course(order.course or builtin_root())
    course.refuse_kit()
    policy = Policy.of(course)
    exercises = course.select(order.only or policy.exercises)
    roster = Roster.read(order.roster) if order.roster else Roster([])
    times = read_times(order.times) if order.times else {}
    entries = _entries(order, roster, talk)
    make_folder(order.out)
    seed = settle_seed(order.out, order.out / BOOK, order.seed)
    with (
        closing(_open_book(order, course, seed)) as gradebook,
        closing(_workers(order, course, exercises, talk)) as workers,
    ):
        refuse_basic(workers.sandbox()["level"], order.allow_basic)
        _note_conditions(order, exercises, gradebook, finished=False)
        note_worth(gradebook, exercises)
        gradebook.note_students(roster.students.values())
        run = gradebook.begin_run(__version__, workers.sandbox())
        languages = {s.student: cast(Lang, s.lang) for s in roster.students.values() if s.lang}
        grading = Grading(
            gradebook,
            exercises,
            workers,
            lang=order.lang,
            languages=languages,
            regrade=order.regrade,
            run=run,
        )
        with talk.progress(len(entries)) as progress:
            summary = grading.grade((with_time(entry, times) for entry in entries), progress)
        if order.shard is not None:
            _note_conditions(order, exercises, gradebook, finished=True)
            return summary, Changes([], False)
        ids = [exercise.id for exercise in exercises]
        outcome = Outcome(course, policy, ids, gradebook, workers.sandbox(), order.lang)
        changes = settle_changes(outcome, accept=order.accept, talk=talk)
        outcome.write(order.out)
    return summary, changes


def merge_class(out: Path, course_folder: Path | None, *, accept: bool, talk: Talk) -> tuple[Merged, Changes]:
    """Put the parts of a class together that lie in an output folder, and write what comes of it.

    Args:
        out: the output folder.
        course_folder: the course's folder; None: the built-in one.
        accept: let new results replace those that are in the gradebook.
        talk: how to talk to the user.

    Raises:
        UserError: there is no part, or they do not belong together or to the gradebook.
    """
    course = Course(course_folder or builtin_root())
    course.refuse_kit()
    policy = Policy.of(course)
    with Parts(out, course.id) as parts:
        seed = settle_seed(out, out / BOOK, parts.seed)
        with closing(open_book(out, course.id, seed)) as gradebook:
            merged = parts.merge_into(gradebook, lambda sandbox: gradebook.begin_run(__version__, sandbox))
            outcome = Outcome(course, policy, merged.exercises, gradebook, merged.sandbox, merged.lang)
            changes = settle_changes(outcome, accept=accept, talk=talk)
            outcome.write(out)
    return merged, changes


def settle_changes(outcome: Outcome, *, accept: bool, talk: Talk) -> Changes:
    """Find what a regrade would change, and let it replace the earlier results where the user wants that."""
    found = outcome.changes()
    waiting = bool(found) and not (accept or talk.agree(found))
    if found and not waiting:
        outcome.gradebook.accept()
    return Changes(found, waiting)


# ------------------------------------------------------------------------------------------------------------ what is needed


def _entries(order: Order, roster: Roster, talk: Talk) -> list[Entry]:
    """The submissions to grade.

    Raises:
        UserError: there is none at all.
    """
    entries, skipped = find_entries(order.folder, roster)
    if skipped:
        talk.say(nobodys(skipped))
    if not entries:
        raise UserError(Text(
            f"{order.folder} holds no submission: a folder, an archive or a notebook per student is expected.",
            f"{order.folder}: 제출물이 없습니다. 학생마다 폴더, 압축 파일, 노트북 가운데 하나가 있어야 합니다.",
        ))  # fmt: skip
    return [entry for entry in entries if order.shard is None or order.shard.holds(entry.student)]


def make_folder(out: Path) -> None:
    """Make the output folder, which nobody else may read.

    Raises:
        UserError: it cannot be made.
    """
    try:
        out.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise UserError(Text(
            f"{out}: cannot be made ({error.strerror}). Choose another folder with --output.",
            f"{out}: 폴더를 만들 수 없습니다({error.strerror}). --output으로 다른 폴더를 지정하세요.",
        )) from None  # fmt: skip


def open_book(out: Path, course: str, seed: int) -> Gradebook:
    """Open a class's gradebook.

    Raises:
        UserError: it cannot be opened, or has another seed than its folder.
    """
    gradebook = Gradebook(out / BOOK, course, seed)
    if gradebook.seed != seed:
        gradebook.close()
        raise UserError(Text(
            f"{out / BOOK} has another seed than the file `seed` beside it. Delete that file: it is made anew from the gradebook.",
            f"{out / BOOK}: 옆에 있는 `seed` 파일과 시드가 다릅니다. 그 파일을 지우면 성적부를 보고 다시 만듭니다.",
        ))  # fmt: skip
    return gradebook


def _open_book(order: Order, course: Course, seed: int) -> Gradebook:
    if order.shard is None:
        return open_book(order.out, course.id, seed)
    return open_shard(order.out, order.shard, course.id, seed)


def _workers(order: Order, course: Course, exercises: list[Exercise], talk: Talk) -> Workers:
    if order.cluster is None:
        return LocalWorkers(course, order.jobs)
    from dlgrade.classroom.cluster import ClusterWorkers

    ids = [exercise.id for exercise in exercises]
    return ClusterWorkers(
        course, ids, order.cluster, talk.say, allow_basic=order.allow_basic, jobs=order.jobs
    )


def _note_conditions(
    order: Order, exercises: list[Exercise], gradebook: Gradebook, *, finished: bool
) -> None:
    if order.shard is not None:
        ids = [exercise.id for exercise in exercises]
        Conditions(order.shard, ids, order.lang, finished).note(gradebook)


def refuse_basic(level: Any, allowed: bool) -> None:
    """Refuse to grade where answers cannot be locked in.

    Raises:
        UserError: they cannot, and nobody has allowed it.
    """
    if level != "strict" and not allowed:
        raise UserError(Text(
            "This machine cannot keep answers from reading files and the network (`dlgrade doctor` says what is missing). "
            "Grade elsewhere, or, if you trust these students, with --allow-basic.",
            "이 컴퓨터는 답이 파일이나 네트워크에 접근하는 것을 막지 못합니다(무엇이 없는지는 `dlgrade doctor`가 알려 줍니다). "
            "다른 컴퓨터에서 채점하거나, 학생들을 믿는다면 --allow-basic을 붙이세요.",
        ))  # fmt: skip
