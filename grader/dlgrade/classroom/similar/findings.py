"""What the judge found in the submissions, as parts: the same mistake, the same wrong output for the same call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dlgrade.classroom.gradebook import Gradebook
from dlgrade.classroom.similar.parts import UNIT_RANGE, Kind, Part, key_of
from dlgrade.results import ExerciseResult

Findings = Mapping[str, Mapping[str, ExerciseResult]]  # by student, by exercise


def read_findings(gradebook: Gradebook, hashes: Mapping[str, str]) -> dict[str, dict[str, ExerciseResult]]:
    """The results of the submissions: by student those of the attempt with the same content, else of the latest.

    Args:
        gradebook: of the class.
        hashes: of the submissions' contents, by student.
    """
    found = {}
    for student, content in hashes.items():
        attempts = sorted(gradebook.attempts(student), key=lambda a: (a.hash == content, a.last_seen, a.id))
        if attempts:
            found[student] = {id: judged.result for id, judged in attempts[-1].answers.items()}
    return found


def parts_of_result(result: ExerciseResult) -> Iterator[tuple[Part, str]]:
    """The parts of a result, with what to show of them. A function's findings are one unit, and all outputs are another."""
    functions = sorted({finding.function for finding in result.mistakes})
    for finding in result.mistakes:
        unit = Kind.MISTAKE * UNIT_RANGE + functions.index(finding.function)
        key = key_of(Kind.MISTAKE, f"{result.id} {finding.function} {finding.id}")
        yield Part(Kind.MISTAKE, key, unit, 0, 0), f"{finding.function}: {finding.message}"
    for test in result.tests:
        if test.status in ("failed", "error") and test.call and test.output:
            key = key_of(Kind.OUTPUT, f"{result.id} {test.name} {test.call} {test.output}")
            yield Part(Kind.OUTPUT, key, Kind.OUTPUT * UNIT_RANGE, 0, 0), f"{test.call} → {test.output}"
