"""What is said to a student."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import cast

from dlgrade.classroom.calculation import NO_GRADE, lateness
from dlgrade.classroom.graded import Graded, GradedClass
from dlgrade.classroom.grades import Grade, Score
from dlgrade.classroom.policy import parse_time
from dlgrade.course.formula import in_text
from dlgrade.course.model import Course, Exercise
from dlgrade.i18n import Lang, Text
from dlgrade.results import ExerciseResult, Picture, TestResult
from dlgrade.views.details import INTERNAL, STATUSES, WRONG, evidence, number

_ESCAPED = re.compile(r"\\([*_])")


@dataclass(frozen=True)
class Problem:
    """What is wrong, once for all tests that say the same.

    Attributes:
        tests: their titles with the points, as ``1/2``.
        message: what is wrong.
        evidence: the student's own call and what came back, of the first of them, with their labels.
        pictures: what the test shows of its input and of what came back.
    """

    tests: list[tuple[str, str]]
    message: str
    evidence: list[tuple[str, str]]
    pictures: list[Picture]


@dataclass(frozen=True)
class Part:
    """What is said about an exercise.

    Attributes:
        status: of the result.
        word: the same for people.
        points: as ``3/5``.
        share: of the points, from 0 to 1.
        remark: why it does not count, or counts on top; empty otherwise.
        message: why nothing could be tested; empty otherwise.
        mistakes: the function, and what a tutor would say about it.
        problems: what is wrong.
        passed: the titles of the tests that are passed.
        hint: the first of the exercise's, where it was tested and the diagnosis has nothing to say.
        read: where to read on.
        link: to the study site; empty where nobody says where that is.
    """

    id: str
    title: str
    status: str
    word: str
    points: str
    share: float
    remark: str = ""
    message: str = ""
    mistakes: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    hint: str = ""
    read: list[str] = field(default_factory=list)
    link: str = ""


@dataclass(frozen=True)
class Section:
    """What is said about an assignment.

    Attributes:
        points: the grade; empty where there is none.
        of: the points that a perfect answer is worth.
        share: of the points, from 0 to 1.
        steps: how the grade came about: what, and how many points.
        facts: when it was handed in, which attempt counts, what could not be read.
        parts: the exercises that were handed in.
        missing: the titles of the others.
    """

    title: str
    points: str
    of: str
    share: float
    steps: list[tuple[str, str]]
    facts: list[str]
    parts: list[Part]
    missing: list[str]


@dataclass(frozen=True)
class Feedback:
    """Everything that is said to a student."""

    lang: Lang
    course: str
    name: str
    sections: list[Section]


def feedback(of: GradedClass, graded: Graded, otherwise: Lang, site: str = "") -> Feedback:
    """What is said to a student.

    Args:
        of: the class.
        graded: the student.
        otherwise: the language where neither the roster nor the results say one.
        site: the address of the study site, to link to.
    """
    lang = _language(graded, otherwise)
    name = graded.student.name or graded.student.student
    sections = [_Writer(of.course, lang, site).section(graded, grade) for grade in graded.grades]
    return Feedback(lang, of.course.title.to(lang), name, sections)


def _language(graded: Graded, otherwise: Lang) -> Lang:
    """The student's language, else the one that the results are in: texts of a result are in one language."""
    if graded.student.lang:
        return cast(Lang, graded.student.lang)
    found = (judged.lang for attempt in graded.attempts for judged in attempt.answers.values())
    return cast(Lang, next(found, otherwise))


@dataclass(frozen=True)
class _Writer:
    course: Course
    lang: Lang
    site: str

    def say(self, en: str, ko: str) -> str:
        return ko if self.lang == "ko" else en

    def section(self, graded: Graded, grade: Grade) -> Section:
        attempt = graded.attempt_of(grade)
        answers = attempt.answers if attempt else {}
        ids = grade.assignment.exercises
        scores = {score.exercise: score for score in grade.scores}
        parts = [self.part(answers[id].result, scores.get(id), grade) for id in ids if id in answers]
        missing = [self.course.exercises[id].title.to(self.lang) for id in ids if id not in answers]
        return Section(
            grade.assignment.title.to(self.lang),
            "" if grade.points is None else number(grade.points),
            number(grade.max_points),
            _share(grade.points or 0.0, grade.max_points),
            list(self.steps(grade)),
            list(self.facts(graded, grade)),
            parts,
            missing if attempt else [],
        )

    # ------------------------------------------------------------------------------------------------------ the grade

    def steps(self, grade: Grade) -> Iterator[tuple[str, str]]:
        if grade.points is None:
            return
        counting = [score for score in grade.scores if score.counts]
        earned = sum(score.points for score in counting)
        worth = sum(score.max_points for score in counting if score.exercise not in grade.assignment.extra)
        label = self.say("exercises", "연습 문제")
        if counting and (abs(earned - grade.raw) > 1e-6 or abs(worth - grade.max_points) > 1e-6):
            label += self.say(
                f" ({number(earned)} of {number(worth)} points, scaled to {number(grade.max_points)})",
                f" ({number(worth)}점 가운데 {number(earned)}점을 {number(grade.max_points)}점 만점으로 환산)",
            )
        yield label, number(grade.raw)
        if grade.penalty:
            late = lateness(grade.late, self.lang) if grade.late else ""
            yield late or self.say("late", "늦은 제출"), f"− {number(grade.penalty)}"
        if grade.adjustment or grade.reasons:
            sign = "−" if grade.adjustment < 0 else "+"
            reasons = "; ".join(grade.reasons)
            yield (
                self.say(f"adjusted: {reasons}", f"조정: {reasons}"),
                f"{sign} {number(abs(grade.adjustment))}",
            )

    def facts(self, graded: Graded, grade: Grade) -> Iterator[str]:
        if grade.status == "excused":
            yield self.say("You are excused from this assignment", "이 과제는 면제되었습니다") + (
                f" ({'; '.join(grade.reasons)})." if grade.reasons else "."
            )
        elif grade.status in NO_GRADE:
            sentence = {
                "missing": Text("Nothing was handed in.", "제출한 것이 없습니다."),
                "unreadable": Text("What was handed in cannot be read.", "제출물을 읽을 수 없습니다."),
            }
            yield sentence[grade.status].to(self.lang)
        attempt = graded.attempt_of(grade)
        if attempt is not None:
            moment = parse_time(attempt.submitted)
            if moment is not None:
                when = f"{moment:%Y-%m-%d %H:%M} ({moment.tzname()})"
                in_time = grade.late is not None and not grade.late
                yield self.say(
                    f"Handed in {when}" + (", in time." if in_time else "."),
                    f"제출 시각: {when}" + (", 기한 안에 제출했습니다." if in_time else ""),
                )
            if grade.attempts > 1:
                ours = graded.number_of(grade)
                yield self.say(
                    f"Attempt {ours} of {len(graded.attempts)} counts.",
                    f"제출 {len(graded.attempts)}번 가운데 {ours}번째가 성적에 들어갑니다.",
                )
        read = attempt or (graded.attempts[-1] if graded.attempts and grade.status == "unreadable" else None)
        yield from (problem.to(self.lang) for problem in (read.problems if read else ()))

    # ------------------------------------------------------------------------------------------------------- exercises

    def part(self, result: ExerciseResult, score: Score | None, grade: Grade) -> Part:
        exercise = self.course.exercises.get(result.id)
        wrong = result.status not in ("passed", "internal")
        mistakes = [(finding.function, finding.message) for finding in result.mistakes]
        return Part(
            result.id,
            exercise.title.to(self.lang) if exercise else result.title,
            result.status,
            STATUSES[result.status].to(self.lang),
            f"{number(result.points)}/{number(result.max_points)}",
            _share(result.points, result.max_points),
            self.remark(result.id, score, grade),
            self.message(result),
            mistakes,
            list(self.problems(result.tests)),
            [test.title for test in result.tests if test.status == "passed"],
            self.hint(exercise) if exercise and wrong and result.tests and not mistakes else "",
            list(self.read(exercise)) if exercise and wrong else [],
            f"{self.site.rstrip('/')}/{self.lang}/learn/{result.unit}.html#{result.id}" if self.site else "",
        )

    def remark(self, id: str, score: Score | None, grade: Grade) -> str:
        if score is not None and not score.counts:
            return self.say("does not count: it is the weakest", "점수가 가장 낮아 성적에 넣지 않았습니다")
        if id in grade.assignment.extra:
            return self.say("its points are on top", "추가 점수입니다")
        return ""

    def message(self, result: ExerciseResult) -> str:
        if result.status == "internal":
            return INTERNAL.to(self.lang)
        if result.status == "not_started" and result.error is None:
            return self.say(
                "This is the file as it was given; nothing has been written in it.",
                "처음 받은 파일 그대로입니다. 작성한 내용이 없습니다.",
            )
        return result.error.message if result.error else ""

    def problems(self, tests: Iterable[TestResult]) -> Iterator[Problem]:
        """What is wrong, the same message once."""
        groups: dict[str, list[TestResult]] = {}
        for test in tests:
            if test.status in (*WRONG, "skipped"):
                groups.setdefault(test.message, []).append(test)
        for message, alike in groups.items():
            titles = [(test.title, f"{number(test.points)}/{number(test.max_points)}") for test in alike]
            shown = next((test for test in alike if test.call), alike[0])
            yield Problem(titles, message, list(evidence(shown, self.lang)), shown.pictures)

    def hint(self, exercise: Exercise) -> str:
        return _ESCAPED.sub(r"\1", in_text(exercise.text(self.lang).hints[0])).strip()

    def read(self, exercise: Exercise) -> Iterator[str]:
        if exercise.notes:
            names = "; ".join(exercise.notes)
            yield self.say(f"the notes: {names}", f"노트: {names}")
        yield self.say(
            f"the exercise: `dlgrade show {exercise.id}`, and its hints: `dlgrade hint {exercise.id}`",
            f"문제 본문: `dlgrade show {exercise.id}`, 힌트: `dlgrade hint {exercise.id}`",
        )


def _share(points: float, of: float) -> float:
    return min(1.0, max(0.0, points / of)) if of else 0.0
