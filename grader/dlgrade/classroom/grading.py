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
from dlgrade.classroom.intake.submissions import Answer, Entry, Submission
from dlgrade.classroom.judging import Asked, Task, Workers, worth
from dlgrade.classroom.versions import version_of
from dlgrade.course.model import Exercise
from dlgrade.i18n import Lang, Text
from dlgrade.results import ErrorInfo, ExerciseResult

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

    def grade(
        self, entries: Iterable[Entry], progress: Callable[[Submission, int], None] = lambda *_: None
    ) -> Summary:
        """Grade all entries.

        Args:
            entries: in any order.
            progress: called after every submission, with the number of answers that were judged.

        Raises:
            UserError: the gradebook cannot be written.
            KeyboardInterrupt: whatever was in work is lost, and nothing else.
        """
        with ThreadPoolExecutor(1) as reader:
            reading = _ahead(reader, entries, self._read, _AHEAD * self.workers.count)
            in_work: dict[Future[list[ExerciseResult]], _Work] = {}
            try:
                for submission in reading:
                    work = self._look_up(submission)
                    if work.asked:
                        task = Task(work.asked, self._lang(submission))
                        in_work[self.workers.submit(task)] = work
                    else:
                        self._finish(work, [], progress)
                    while len(in_work) >= _AHEAD * self.workers.count:
                        self._some(in_work, progress)
                while in_work:
                    self._some(in_work, progress)
            finally:
                reader.shutdown(wait=False, cancel_futures=True)
        return self.summary

    def _read(self, entry: Entry) -> Submission:
        try:
            return entry.read(self.exercises)
        except Exception as error:  # what nobody has thought of must not stop the others
            problem = Text(f"cannot be read: {error!r}.", f"읽을 수 없습니다: {error!r}.")
            return Submission(
                entry.student, entry.name, ", ".join(entry.places), entry.owner.submitted, {}, [problem]
            )

    def _lang(self, submission: Submission) -> Lang:
        return self.languages.get(submission.student, self.lang)

    def _look_up(self, submission: Submission) -> _Work:
        """What is known of a submission already, and what is to be asked."""
        lang = self._lang(submission)
        work = _Work(submission, {}, {}, [])
        for exercise in self.exercises:
            answer = submission.answers.get(exercise.id)
            if answer is None:
                continue
            version = version_of(exercise, lang)
            known = None if self.regrade else self.gradebook.find_result(exercise.id, answer.hash, version)
            if known is not None:
                work.known[exercise.id] = known
            else:
                work.versions[exercise.id] = version
                seed = seed_of(self.gradebook.seed, exercise.id, answer)
                work.asked.append(
                    {"exercise": exercise.id, "source": answer.source, "file": answer.file, "seed": seed}
                )
        return work

    def _some(
        self, in_work: dict[Future[list[ExerciseResult]], _Work], progress: Callable[[Submission, int], None]
    ) -> None:
        """Wait until some tasks are done, and write their results."""
        done, _ = wait(in_work, return_when=FIRST_COMPLETED)
        for future in done:
            self._finish(in_work.pop(future), self._results(future), progress)

    def _results(self, future: Future[list[ExerciseResult]]) -> list[ExerciseResult] | Exception:
        try:
            return future.result()
        except Exception as error:  # a worker that failed is never the student's fault
            return error

    def _finish(
        self,
        work: _Work,
        results: list[ExerciseResult] | Exception,
        progress: Callable[[Submission, int], None],
    ) -> None:
        found: dict[str, Any] = dict(work.known)
        for i, asked in enumerate(work.asked):
            id = asked["exercise"]
            result = _failed(self._exercise(id), results) if isinstance(results, Exception) else results[i]
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
