"""The exercises: how difficult they are, how well they tell strong from weak, which of their tests tell nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dlgrade.classroom.report import statistics
from dlgrade.classroom.report.data import ExerciseReport, Figure, OddTest, not_passed
from dlgrade.classroom.report.findings import Findings
from dlgrade.classroom.report.handed import Handed, is_answer, share
from dlgrade.classroom.report.lessons import Lessons, TestFacts
from dlgrade.classroom.report.progress import Progress
from dlgrade.course.model import Exercise


class Items:
    """Counts the answers that count for the grades.

    A student's total is the sum of the points over all exercises that count somewhere; an exercise without an answer brings
    none, as in the grade. The figures of an exercise rest on those who answered it.
    """

    def __init__(self, exercises: Sequence[Exercise]) -> None:
        self._exercises = exercises
        self._rows: dict[str, list[tuple[float, float, float]]] = {e.id: [] for e in exercises}
        self._max: dict[str, float] = {}
        self._passed: Counter[str] = Counter()
        self._untouched: Counter[str] = Counter()
        self._handed_in = 0
        self._failing: dict[tuple[str, str], tuple[int, int, TestFacts]] = {}

    def take(self, handed: Handed) -> None:
        """Count a student's answers."""
        self._handed_in += bool(handed.counting)
        total = sum(result.points for result in handed.counting.values())
        for id, result in handed.counting.items():
            self._max[id] = result.max_points or self._max.get(id, 0.0)
            self._untouched[id] += result.status == "not_started"
            if is_answer(result):
                self._rows[id].append((result.points, share(result), total))
                self._passed[id] += result.status == "passed"
            for test in result.tests:
                failed = not_passed(test.status)
                if failed is not None:
                    before, answers, _ = self._failing.get((id, test.name), (0, 0, None))
                    facts = TestFacts(test.title, test.hidden)
                    self._failing[id, test.name] = before + failed, answers + 1, facts

    def report(
        self, worth: dict[str, float], findings: Findings, progress: Progress, lessons: Lessons
    ) -> list[ExerciseReport]:
        """The exercises as the report shows them, in the course's order."""
        return [
            self._exercise(exercise, worth[exercise.id], findings, progress, lessons)
            for exercise in self._exercises
        ]

    def _exercise(
        self, exercise: Exercise, worth: float, findings: Findings, progress: Progress, lessons: Lessons
    ) -> ExerciseReport:
        id = exercise.id
        points, shares, totals = [[row[i] for row in self._rows[id]] for i in range(3)]
        n = len(points)
        return ExerciseReport(
            id=id,
            unit=exercise.unit,
            title=lessons.title(id),
            max_points=self._max.get(id) or worth,
            answered=n,
            untouched=self._untouched[id],
            left_out=self._handed_in - n - self._untouched[id],
            share=Figure(statistics.mean(shares), n),
            passed=Figure(self._passed[id] / n if n else None, n),
            item_rest=Figure(statistics.item_rest(points, totals), n),
            upper_lower=Figure(statistics.upper_lower(shares, totals), n),
            few=n < statistics.FEW,
            tried=findings.tried[id],
            tries_to_pass=progress.tries_to_pass(id),
            failed_after=progress.failed_after[id],
            stuck=progress.stuck_at[id],
            unexplained=findings.unexplained[id],
        )

    def odd_tests(self, lessons: Lessons) -> tuple[list[OddTest], list[OddTest]]:
        """The tests that nobody passes, and those that everybody does."""
        order = {exercise.id: i for i, exercise in enumerate(self._exercises)}
        nobody, everybody = [], []
        for (id, name), (failed, answers, recorded) in sorted(
            self._failing.items(), key=lambda item: order[item[0][0]]
        ):
            facts = lessons.tests(id).get(name, recorded)
            odd = OddTest(id, name, facts.title, facts.hidden, answers)
            if failed == answers:
                nobody.append(odd)
            elif not failed:
                everybody.append(odd)
        return nobody, everybody
