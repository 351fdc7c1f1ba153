"""What a result says in words, for every view that shows it as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dlgrade.i18n import Lang, Text
from dlgrade.results import ExerciseResult, TestResult

CALL, RESULT, PRINTED = Text("call", "호출"), Text("result", "결과"), Text("printed", "출력")
STATUSES = {
    "passed": Text("passed", "통과"),
    "failed": Text("not yet", "미통과"),
    "error": Text("error", "오류"),
    "timeout": Text("too slow", "시간 초과"),
    "internal": Text("grader failed", "채점기 오류"),
    "not_started": Text("not started", "시작 전"),
}
INTERNAL = Text(
    "The grader itself failed; this says nothing about the answer. Please tell your instructor.",
    "채점기 내부 오류입니다. 답과는 관계가 없습니다. 강의자에게 알려 주세요.",
)
WRONG = ("failed", "error", "timeout")  # by the student's answer


def number(points: float) -> str:
    """Points with at most two decimals."""
    return f"{points:.2f}".rstrip("0").rstrip(".")


def points_of(of: TestResult | ExerciseResult) -> str:
    """Points earned and possible, as ``2/3``."""
    return f"{number(of.points)}/{number(of.max_points)}"


def evidence(test: TestResult, lang: Lang) -> Iterator[tuple[str, str]]:
    """The student's own call, what came back and what was printed, each with its label; what is empty is left out."""
    for label, text in ((CALL, test.call), (RESULT, test.output), (PRINTED, test.printed.strip())):
        if text:
            yield label.to(lang), text


def explanation(test: TestResult, lang: Lang) -> str:
    """What is wrong and how it can be seen, as plain text; empty for a test that passed."""
    return "\n".join([test.message, *(f"{label}: {text}" for label, text in evidence(test, lang))]).strip()


def tutor(exercise: ExerciseResult) -> str:
    """What the diagnosis says, a line for each finding."""
    return "\n".join(f"{finding.function}: {finding.message}" for finding in exercise.mistakes)


def whole(exercise: ExerciseResult) -> bool:
    """Whether the exercise is to be shown as one: there are no tests to show."""
    return not exercise.tests


def cut(text: str, size: int) -> str:
    """A text of at most so many bytes in UTF-8; where something is missing, it ends with an ellipsis."""
    data = text.encode("utf-8", "replace")
    if len(data) <= size:
        return data.decode()
    return data[: max(0, size - 3)].decode("utf-8", "ignore") + "…"


def worst_first(exercises: Iterable[ExerciseResult]) -> list[ExerciseResult]:
    """By the points that they lost, the most first."""
    return sorted(exercises, key=lambda exercise: exercise.points - exercise.max_points)
