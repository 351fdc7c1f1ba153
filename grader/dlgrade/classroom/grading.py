"""Grades a class: reads submissions, judges what has not been judged, writes the gradebook.

One thread, this one, reads the gradebook and writes it. Submissions are read and judged by others; of each one the whole
attempt is written at once. So a run that is ended at any moment, also by force, has lost nothing but what was in work, and
the next run goes on there.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Any

from dlgrade.classroom.gradebook import Gradebook, Version
from dlgrade.classroom.intake.notebooks import show_cells
from dlgrade.classroom.intake.submissions import Answer, Entry, Submission
from dlgrade.classroom.judging import Asked, Task, Workers, worth
from dlgrade.classroom.versions import version_of
from dlgrade.course.model import Exercise
from dlgrade.errors import UserError
from dlgrade.i18n import Lang, Text
from dlgrade.results import ErrorInfo, ExerciseResult

Progress = Callable[[Submission, int], None]
_Key = tuple[str, str, Version]  # exercise, answer, version

_AHEAD = 2  # submissions that wait for each worker, so that none of them ever does


@dataclass
class Summary:
    """What a run did.

    Attributes:
        graded: submissions in which something was judged.
        unchanged: those in which there was nothing to do.
        answers: answers that were judged.
        failed: where the grader itself failed: student and exercise.
        problems: students whose submission could not be read, with why.
    """

    graded: int = 0
    unchanged: int = 0
    answers: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)
    problems: list[tuple[str, Text]] = field(default_factory=list)


@dataclass
class _Work:
    """A submission on its way: what is known of its answers, and what is being judged."""

    submission: Submission
    versions: dict[str, Version]
    known: dict[str, int]
    asked: list[Asked]
    keys: set[_Key]


class Grading:
    """One run over a class."""

    def __init__(
        self,
        gradebook: Gradebook,
        exercises: list[Exercise],
        workers: Workers,
        *,
        lang: Lang,
        languages: dict[str, Lang] | None = None,
        regrade: bool = False,
        run: int,
    ) -> None:
        """Prepare a run.

        Args:
            gradebook: where results are looked up and written.
            exercises: which are graded.
            workers: who judges.
            lang: of the texts, for students whose language nobody says.
            languages: of students.
            regrade: judge again what has not changed, too.
            run: the run's number in the gradebook.
        """
        self.gradebook = gradebook
        self.exercises = exercises
        self.workers = workers
        self.lang = lang
        self.languages = languages or {}
        self.regrade = regrade
        self.run = run
        self.summary = Summary()
        self._in_work: dict[Future[list[ExerciseResult]], _Work] = {}
        self._waiting: list[Submission] = []  # for an answer that is being judged for somebody else
        self._judged: set[_Key] = set()  # in this run

    def grade(self, entries: Iterable[Entry], progress: Progress = lambda *_: None) -> Summary:
        """Grade all entries.

        Args:
            entries: in any order.
            progress: called after every submission, with the number of answers that were judged.

        Raises:
            UserError: the gradebook cannot be written, or nobody is left who could judge.
            KeyboardInterrupt: whatever was in work is lost, and nothing else.
        """
        with ThreadPoolExecutor(1) as reader:
            try:
                for submission in _ahead(
                    reader, entries, lambda entry: entry.read(self.exercises), _AHEAD * self.workers.count
                ):
                    self._begin(submission, progress)
                    while len(self._in_work) >= _AHEAD * self.workers.count:
                        self._some(progress)
                while self._in_work:
                    self._some(progress)
            finally:
                reader.shutdown(wait=False, cancel_futures=True)
        return self.summary

    def _begin(self, submission: Submission, progress: Progress) -> None:
        """Send to the workers what is to be judged; let it wait where that is being judged already."""
        work = self._look_up(submission)
        in_work = {key for other in self._in_work.values() for key in other.keys}
        if in_work & work.keys:
            self._waiting.append(submission)
        elif work.asked:
            self._in_work[self.workers.submit(Task(work.asked, self._lang(submission)))] = work
        else:
            self._finish(work, [], progress)

    def _lang(self, submission: Submission) -> Lang:
        return self.languages.get(submission.student, self.lang)

    def _look_up(self, submission: Submission) -> _Work:
        """What is known of a submission already, and what is to be asked."""
        lang = self._lang(submission)
        work = _Work(submission, {}, {}, [], set())
        for exercise in self.exercises:
            answer = submission.answers.get(exercise.id)
            if answer is None:
                continue
            version = version_of(exercise, lang)
            key = exercise.id, answer.key, version
            anew = self.regrade and key not in self._judged
            known = None if anew else self.gradebook.find_result(exercise.id, answer.key, version)
            if known is not None:
                work.known[exercise.id] = known
            else:
                work.versions[exercise.id] = version
                work.keys.add(key)
                seed = seed_of(self.gradebook.seed, exercise.id, answer)
                work.asked.append(
                    {"exercise": exercise.id, "source": answer.source, "file": answer.file, "seed": seed}
                )
        return work

    def _some(self, progress: Progress) -> None:
        """Wait until some tasks are done, write their results, and begin what has waited for them."""
        done, _ = wait(self._in_work, return_when=FIRST_COMPLETED)
        for future in done:
            work = self._in_work.pop(future)
            self._finish(work, self._results(future), progress)
            self._judged |= work.keys
        waiting, self._waiting = self._waiting, []
        for submission in waiting:
            self._begin(submission, progress)

    def _results(self, future: Future[list[ExerciseResult]]) -> list[ExerciseResult] | Exception:
        try:
            return future.result()
        except UserError:  # nothing can be judged like this: what was graded is kept
            raise
        except Exception as error:  # a worker that failed is never the student's fault
            return error

    def _finish(
        self,
        work: _Work,
        results: list[ExerciseResult] | Exception,
        progress: Progress,
    ) -> None:
        found: dict[str, Any] = dict(work.known)
        for i, asked in enumerate(work.asked):
            id = asked["exercise"]
            result = _failed(self._exercise(id), results) if isinstance(results, Exception) else results[i]
            if program := work.submission.answers[id].program:
                show_cells(result, program)
            found[id] = result, work.versions[id], asked["seed"]
            if result.status == "internal":
                self.summary.failed.append((work.submission.student, id))
        self.gradebook.record(self.run, work.submission, found)
        self.summary.graded += bool(work.asked)
        self.summary.unchanged += not work.asked
        self.summary.answers += len(work.asked)
        self.summary.problems += [(work.submission.student, problem) for problem in work.submission.problems]
        progress(work.submission, len(work.asked))

    def _exercise(self, id: str) -> Exercise:
        return next(exercise for exercise in self.exercises if exercise.id == id)


def seed_of(secret: int, exercise: str, answer: Answer) -> int:
    """The seed of the test data of an answer: nobody without the gradebook can know it, and each answer has its own."""
    told = hmac.digest(secret.to_bytes(16, "big"), f"{exercise} {answer.hash}".encode(), hashlib.sha256)
    return int.from_bytes(told[:4], "big") >> 1


def note_worth(gradebook: Gradebook, exercises: Iterable[Exercise]) -> None:
    """Note what the exercises are worth, also those that nobody hands in.

    Raises:
        JudgeError: the tests of one cannot be loaded.
    """
    hashes = {exercise.id: version_of(exercise, "en").exercise for exercise in exercises}
    unknown = [
        exercise for exercise in exercises if gradebook.worth(exercise.id, hashes[exercise.id]) is None
    ]
    if unknown:
        for id, points in worth(unknown):
            gradebook.note_worth(id, hashes[id], points)


def _failed(exercise: Exercise, error: Exception) -> ExerciseResult:
    result = ExerciseResult(exercise.id, exercise.unit, exercise.title.en, f"{exercise.id}.py", "internal")
    result.error = ErrorInfo(type(error).__name__, str(error)[:1000])
    return result


def _ahead(
    threads: ThreadPoolExecutor, items: Iterable[Entry], read: Callable[[Entry], Submission], count: int
) -> Iterator[Submission]:
    """The results of reading in order, a bounded number ahead of who takes them."""
    waiting: list[Future[Submission]] = []
    for item in items:
        waiting.append(threads.submit(read, item))
        if len(waiting) > count:
            yield waiting.pop(0).result()
    for future in waiting:
        yield future.result()
