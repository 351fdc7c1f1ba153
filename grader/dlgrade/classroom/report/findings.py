"""The mistakes that the class makes, the files that cannot be loaded, and where the grader itself failed."""

from __future__ import annotations

import builtins
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from dlgrade.classroom.report.data import (
    FailureReport,
    LoadError,
    MistakeReport,
    Person,
    TestCount,
    not_passed,
)
from dlgrade.classroom.report.handed import Handed, is_answer
from dlgrade.classroom.report.lessons import Lessons, TestFacts
from dlgrade.classroom.report.pseudonyms import Identities
from dlgrade.i18n import Lang
from dlgrade.results import ExerciseResult, Finding

Kind = Literal["known", "relation"]

_MESSAGES = 50  # different wordings of one relation in one function that are counted
_ALL_MESSAGES = 500  # in all
_OUR_TYPES = frozenset(
    [
        "Died",
        "EmptyFile",
        "JudgeError",
        "NotAllowed",
        "NotText",
        "NotUTF8",
        "SandboxError",
        "Timeout",
        "TooLarge",
        "Unreadable",
    ]
)
_OTHER = "Exception"
_DETAIL = re.compile(r"`[^`]*`|\d+(?:\.\d+)?")


@dataclass
class _Mistake:
    """What is counted of one mistake in one function."""

    students: int = 0
    still: int = 0
    answers: int = 0
    messages: Counter[tuple[bool, str]] = field(default_factory=Counter)
    failing: dict[str, list[int]] = field(default_factory=dict)
    tests: dict[str, TestFacts] = field(default_factory=dict)

    def take(self, results: Sequence[tuple[Finding, ExerciseResult, bool]], still: bool) -> None:
        """Count a student's answers with this mistake; each with whether its texts are in the report's language."""
        self.students += 1
        self.still += still
        self.answers += len(results)
        for wording in {(ours, finding.message) for finding, _, ours in results}:
            if wording in self.messages or len(self.messages) < _MESSAGES:
                self.messages[wording] += 1
        for _, result, _ in results:
            for test in result.tests:
                failed = not_passed(test.status)
                if failed is not None:
                    counts = self.failing.setdefault(test.name, [0, 0])
                    counts[0] += failed
                    counts[1] += 1
                    self.tests[test.name] = TestFacts(test.title, test.hidden)


class Findings:
    """Counts mistakes in all tries of all students, and who still makes them in the latest."""

    def __init__(self, lessons: Lessons, anonymous: bool) -> None:
        self.tried: Counter[str] = Counter()
        self.unexplained: Counter[str] = Counter()
        self._lessons = lessons
        self._anonymous = anonymous
        self._found: dict[tuple[Kind, str, str, str], _Mistake] = {}
        self._wordings: dict[str, Counter[str]] = {}

    def take(self, handed: Handed) -> None:
        """Count a student's mistakes."""
        told: set[tuple[str, str]] = set()
        for id, tries in handed.tries.items():
            self.tried[id] += 1
            latest = tries[-1].result
            silent = not latest.mistakes and latest.error is None
            self.unexplained[id] += latest.status != "passed" and silent
            made: dict[tuple[Kind, str, str], list[tuple[Finding, ExerciseResult, bool]]] = {}
            for judged in tries:
                for finding in judged.result.mistakes:
                    key = (finding.kind, finding.function, finding.id)
                    ours = judged.lang == self._lessons.lang
                    made.setdefault(key, []).append((finding, judged.result, ours))
            now = {(finding.kind, finding.function, finding.id) for finding in latest.mistakes}
            for (kind, function, mistake), results in made.items():
                entry = self._found.setdefault((kind, id, function, mistake), _Mistake())
                entry.take(results, (kind, function, mistake) in now)
                if kind == "relation":
                    told |= {(mistake, finding.message) for finding, _, ours in results if ours}
        for mistake, message in told:
            wordings = self._wordings.setdefault(mistake, Counter())
            if message in wordings or len(wordings) < _ALL_MESSAGES:
                wordings[message] += 1

    def report(self, kind: Kind, identities: Identities) -> tuple[list[MistakeReport], int]:
        """The mistakes of a kind, the most frequent first, and how many were withheld.

        A relation's sentence may quote the student's program. An anonymous report therefore shows only what several
        students have, and only a sentence that several students were told word for word and that names nobody.

        Args:
            kind: of the mistakes.
            identities: who may not be named in an anonymous report.
        """
        found, withheld = [], 0
        for (of_kind, exercise, function, id), entry in self._found.items():
            if of_kind != kind:
                continue
            if kind == "relation" and self._anonymous and entry.students < 2:
                withheld += 1
                continue
            message = self._message(kind, exercise, id, entry, identities)
            found.append(self._mistake(exercise, function, id, entry, message))
        found.sort(key=lambda one: (-one.students, -one.share, one.exercise, one.id))
        return found, withheld

    def _message(self, kind: Kind, exercise: str, id: str, entry: _Mistake, identities: Identities) -> str:
        """What a tutor says: the course's sentence, or what most students were told.

        Where nobody was told it in the report's language, a sentence from another exercise may do: one with the same names
        and numbers in it is the same in another language.
        """
        if kind == "known" and id in self._lessons.mistakes(exercise):
            return self._lessons.mistakes(exercise)[id]
        ours = Counter({text: n for (is_ours, text), n in entry.messages.items() if is_ours})
        others = Counter({text: n for (is_ours, text), n in entry.messages.items() if not is_ours})
        details = {_details(text) for text in others}
        elsewhere = Counter(
            {text: n for text, n in self._wordings.get(id, {}).items() if _details(text) in details}
        )
        for wordings in (ours, elsewhere, others):
            for message, students in sorted(wordings.items(), key=lambda item: (-item[1], item[0])):
                if not self._anonymous or self._is_common(kind, message, students, identities):
                    return message
        return ""

    def _is_common(self, kind: Kind, message: str, students: int, identities: Identities) -> bool:
        return (kind == "known" or students > 1) and not identities.named_in(message)

    def _mistake(self, exercise: str, function: str, id: str, entry: _Mistake, message: str) -> MistakeReport:
        titles = self._lessons.tests(exercise)
        tests = []
        for name, (failed, answers) in entry.failing.items():
            facts = titles.get(name, entry.tests[name])
            if failed:
                tests.append(TestCount(name, facts.title, facts.hidden, failed, answers))
        tests.sort(key=lambda test: (-test.failed / test.answers, -test.answers, test.hidden, test.name))
        return MistakeReport(
            exercise=exercise,
            title=self._lessons.title(exercise),
            function=function,
            id=id,
            message=message,
            students=entry.students,
            still=entry.still,
            tried=self.tried[exercise],
            share=entry.students / self.tried[exercise],
            answers=entry.answers,
            notes=self._lessons.sections(exercise),
            tests=tests,
        )


class Troubles:
    """Counts answers of which nothing could be tested: through the student's fault, and through ours."""

    def __init__(self, lang: Lang, anonymous: bool) -> None:
        self._lang = lang
        self._anonymous = anonymous
        self._errors: dict[tuple[str, str], list[int]] = {}
        self._messages: dict[tuple[str, str], tuple[bool, str]] = {}
        self._failures: dict[tuple[str, str | None, str, str], tuple[int, dict[str, Person]]] = {}

    def take(self, handed: Handed) -> None:
        """Count a student's."""
        for id, tries in handed.tries.items():
            seen = {}
            for judged in tries:
                error = judged.result.error
                if error is not None:
                    seen[error_type(error.type, self._anonymous)] = judged.lang == self._lang, error.message
            latest = tries[-1].result.error
            now = error_type(latest.type, self._anonymous) if latest else None
            for type, message in seen.items():
                counts = self._errors.setdefault((id, type), [0, 0])
                counts[0] += 1
                counts[1] += type == now
                if message > self._messages.get(
                    (id, type), (False, "")
                ):  # in the report's language, if there is one
                    self._messages[id, type] = message
        for attempt in handed.attempts:
            for id in handed.exercises:
                if id in attempt.answers:
                    self._failed(handed.who, id, attempt.answers[id].result)

    def _failed(self, who: Person, id: str, result: ExerciseResult) -> None:
        places: list[tuple[str | None, str, str]] = []
        if result.status == "internal" and not is_answer(result) and result.error is not None:
            places.append((None, result.error.type, result.error.message))
        else:
            places += [(test.name, "", test.message) for test in result.tests if test.status == "internal"]
            if result.status == "internal" and not places:
                places.append((None, "", ""))
        for test, type, message in places:
            key = id, test, error_type(type, self._anonymous), "" if self._anonymous else message
            answers, students = self._failures.get(key, (0, {}))
            self._failures[key] = answers + 1, {**students, who.student: who}

    def load_errors(self) -> list[LoadError]:
        """Files that could not be loaded, the most frequent first."""
        found = [
            LoadError(id, type, "" if self._anonymous else self._messages[id, type][1], students, still)
            for (id, type), (students, still) in self._errors.items()
        ]
        return sorted(found, key=lambda one: (-one.still, -one.students, one.exercise, one.type))

    def failures(self) -> list[FailureReport]:
        """Where the grader failed."""
        return [
            FailureReport(*key, answers, sorted(students.values(), key=lambda one: one.student))
            for key, (answers, students) in self._failures.items()
        ]


def _details(sentence: str) -> frozenset[str]:
    """The names and numbers in a sentence, which are the same in every language."""
    return frozenset(_DETAIL.findall(sentence))


def error_type(type: str, anonymous: bool) -> str:
    """The type of an error; where the report is anonymous, one whose name a student has invented is just an exception."""
    if not anonymous or not type or type in _OUR_TYPES:
        return type
    known = getattr(builtins, type, None)
    return type if isinstance(known, builtins.type) and issubclass(known, BaseException) else _OTHER
