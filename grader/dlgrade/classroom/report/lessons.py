"""What the course says about its exercises, in the report's language: titles, the notes, tests, known mistakes.

Results carry the same texts, but in the language of the student, and as they were when they were graded.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import cache

from dlgrade.classroom.report.data import Section
from dlgrade.course.model import Course
from dlgrade.course.programs import extend_path, load_module
from dlgrade.i18n import Lang
from dlgrade.testing.marks import collect_mistakes, collect_tests


@dataclass(frozen=True)
class TestFacts:
    """A test's sentence, and whether students may not see its source."""

    __test__ = False

    title: str
    hidden: bool


class Lessons:
    """The texts of a course. A program of the course that cannot be loaded has none: `dlgrade validate` says why."""

    def __init__(self, course: Course, lang: Lang) -> None:
        self.course = course
        self.lang = lang
        extend_path(course.python_path)
        self.tests = cache(self._tests)
        self.mistakes = cache(self._mistakes)

    def title(self, exercise: str) -> str:
        """The title of an exercise."""
        return self.course.exercise(exercise).title.to(self.lang)

    def sections(self, exercise: str) -> list[Section]:
        """The sections of the notes that an exercise belongs to."""
        found = []
        for place in self.course.exercise(exercise).notes:
            note, _, section = place.partition(" ")
            title = (self.course.notes.get(note) or {}).get("title")
            found.append(Section(note, str(title or note), section.strip()))
        return found

    def _tests(self, exercise: str) -> dict[str, TestFacts]:
        """The tests of an exercise by name, in order."""
        with suppress(Exception):
            module = load_module(self.course.exercise(exercise).tests_path)
            return {
                test.name: TestFacts(test.title.to(self.lang), test.hidden) for test in collect_tests(module)
            }
        return {}

    def _mistakes(self, exercise: str) -> dict[str, str]:
        """The sentences of the known mistakes of an exercise, by id."""
        with suppress(Exception):
            module = load_module(self.course.exercise(exercise).mistakes_path)
            return {mistake.id: mistake.text.to(self.lang) for mistake in collect_mistakes(module)}
        return {}
