"""Reads a gradebook, one student at a time, and makes the report of it.

What is kept of a student are numbers: memory grows with a few numbers per student and exercise, not with the attempts.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from dlgrade.classroom.graded import Graded, GradedClass
from dlgrade.classroom.grades import Grade
from dlgrade.classroom.intake.roster import Student
from dlgrade.classroom.report import statistics
from dlgrade.classroom.report.data import ClassReport, Figure, Overview, Person, Unread
from dlgrade.classroom.report.findings import Findings, Troubles
from dlgrade.classroom.report.handed import Handed
from dlgrade.classroom.report.items import Items
from dlgrade.classroom.report.lessons import Lessons
from dlgrade.classroom.report.points import Points
from dlgrade.classroom.report.progress import Progress, Times
from dlgrade.classroom.report.pseudonyms import Identities, Pseudonyms
from dlgrade.errors import UserError
from dlgrade.i18n import Lang, Text

STUCK_AFTER = 3


def class_report(
    of: GradedClass,
    lang: Lang,
    *,
    pseudonyms: Pseudonyms | None = None,
    stuck_after: int = STUCK_AFTER,
    progress: Callable[[int], None] = lambda done: None,
) -> ClassReport:
    """The report of a class.

    Args:
        of: the class.
        lang: of the texts.
        pseudonyms: by which students are called; by their ids and names if None.
        stuck_after: the number of tries without progress after which a student is stuck; at least 2.
        progress: called after each student with how many are done.

    Raises:
        UserError: the gradebook is damaged.
        CourseError: the course is wrong.
    """
    collector = _Collector(of, lang, pseudonyms, stuck_after)
    try:
        for done, student in enumerate(of.students(), 1):
            collector.take(student)
            progress(done)
        return collector.report()
    except (sqlite3.Error, json.JSONDecodeError) as error:
        path = of.gradebook.path
        raise UserError(Text(
            f"{path} is damaged ({error}). Restore a copy of it, or grade again into another folder.",
            f"{path}: 성적부가 손상되었습니다({error}). 사본을 복원하거나 다른 폴더에 다시 채점하세요.",
        )) from None  # fmt: skip


class _Collector:
    """Hands every student to every part of the report."""

    def __init__(self, of: GradedClass, lang: Lang, pseudonyms: Pseudonyms | None, stuck_after: int) -> None:
        self.of, self.lang, self.pseudonyms = of, lang, pseudonyms
        course, policy, anonymous = of.course, of.policy, pseudonyms is not None
        exercises = [exercise for id, exercise in course.exercises.items() if id in set(policy.exercises)]
        self.lessons = Lessons(course, lang)
        self.points = [Points(assignment, lang, anonymous) for assignment in policy.assignments]
        self.items = Items(exercises)
        self.findings = Findings(self.lessons, anonymous)
        self.troubles = Troubles(lang, anonymous)
        self.progress = Progress(stuck_after, anonymous, self.lessons)
        self.times = Times([assignment.due for assignment in policy.assignments if assignment.due])
        self.class_ = _Class(anonymous, lang)
        self.identities = Identities()

    def person(self, student: Student) -> Person:
        """A student as the report calls them."""
        if self.pseudonyms is not None:
            return Person(self.pseudonyms.of(student.student), "")
        return Person(student.student, student.name)

    def take(self, graded: Graded) -> None:
        """Count a student everywhere."""
        self.identities.add(graded.student)
        handed = Handed(self.person(graded.student), graded.attempts, graded.grades, self.of.policy.exercises)
        for points, grade in zip(self.points, handed.grades, strict=True):
            points.take(handed, grade)
        for part in (self.items, self.findings, self.troubles, self.progress, self.times, self.class_):
            part.take(handed)

    def report(self) -> ClassReport:
        """Everything that was counted."""
        course = self.of.course
        worth = {id: self.of.gradebook.worth(id) or 0.0 for id in self.of.policy.exercises}
        mistakes, _ = self.findings.report("known", self.identities)
        relations, withheld = self.findings.report("relation", self.identities)
        nobody, everybody = self.items.odd_tests(self.lessons)
        return ClassReport(
            course=course.id,
            title=course.title.to(self.lang),
            lang=self.lang,
            made=datetime.now(UTC).isoformat(timespec="seconds"),
            anonymous=self.pseudonyms is not None,
            stuck_after=self.progress.stuck_after,
            overview=self.class_.report(),
            assignments=[points.report() for points in self.points],
            exercises=self.items.report(worth, self.findings, self.progress, self.lessons),
            mistakes=mistakes,
            relations=relations,
            relations_withheld=withheld,
            timeline=self.times.report(),
            steps=self.progress.steps(),
            tries=self.progress.tries(),
            stuck=self.progress.stuck_students(),
            load_errors=self.troubles.load_errors(),
            nobody_passes=nobody,
            everybody_passes=everybody,
            failures=self.troubles.failures(),
        )


class _Class:
    """Counts the class as a whole."""

    def __init__(self, anonymous: bool, lang: Lang) -> None:
        self._anonymous, self._lang = anonymous, lang
        self._students = self._handed_in = self._missing = self._unreadable = 0
        self._attempts = self._answers = self._waiting = 0
        self._shares: list[float] = []
        self._unread: list[Unread] = []

    def take(self, handed: Handed) -> None:
        """Count a student."""
        self._students += 1
        self._attempts += len(handed.attempts)
        self._answers += sum(map(len, handed.tries.values()))
        answers = [judged for attempt in handed.attempts for judged in attempt.answers.values()]
        self._waiting += sum(judged.staged is not None for judged in answers)
        if answers:
            self._handed_in += 1
        elif handed.attempts:
            self._unreadable += 1
        else:
            self._missing += 1
        share = _share(handed.grades)
        if share is not None:
            self._shares.append(share)
        if handed.attempts and not self._anonymous:
            problems = [problem.to(self._lang) for problem in handed.attempts[-1].problems]
            self._unread += [Unread(handed.who, problem) for problem in problems]

    def report(self) -> Overview:
        """The class as the report shows it."""
        return Overview(
            students=self._students,
            handed_in=self._handed_in,
            missing=self._missing,
            unreadable=self._unreadable,
            attempts=self._attempts,
            answers=self._answers,
            waiting=self._waiting,
            mean=Figure(statistics.mean(self._shares), len(self._shares)),
            median=Figure(statistics.median(self._shares), len(self._shares)),
            unread=self._unread,
        )


def _share(grades: Sequence[Grade]) -> float | None:
    """The share of the points of all assignments in which a student has points; None where there is none."""
    graded = [grade for grade in grades if grade.points is not None]
    possible = sum(grade.max_points for grade in graded)
    return sum(grade.points or 0.0 for grade in graded) / possible if possible else None
