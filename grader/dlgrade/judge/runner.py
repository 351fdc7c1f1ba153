"""Runs the tests of one exercise on one answer.

Every test runs, whatever became of the one before: a child that hangs, dies or lies is replaced by a fresh one. A function
that had to be stopped twice is not called again, so that one endless loop does not use up the time of the others. A test that stumbles over an odd value (unpacks what is not a tuple, say) is run again on the reference: if that
passes, the value was at fault, else the test itself is, and the result says ``internal``.
"""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from dlgrade.i18n import Lang, Text
from dlgrade.judge import messages, policy, show
from dlgrade.judge.diagnosis import Diagnosis
from dlgrade.judge.material import Material
from dlgrade.judge.student import Record, Student
from dlgrade.results import ErrorInfo, ExerciseResult, Finding, Picture, TestResult
from dlgrade.sandbox.client import (
    Died,
    LocalConnection,
    Sandbox,
    SandboxError,
    Session,
    StudentError,
    TimedOut,
)
from dlgrade.testing.compare import comparisons
from dlgrade.testing.marks import TestCase
from dlgrade.verdicts import Failure, Partial, Verdict

MAX_STOPS = 2  # of one function
MAX_RESTARTS = 20  # of the child


@dataclass
class Outcome:
    """A test that has run: its record, and how it ended (None: passed)."""

    test: TestCase
    record: Record = field(default_factory=Record)
    ended: Exception | None = None
    end: dict[str, Any] = field(default_factory=dict)
    seconds: float = 0.0
    ran: bool = True
    compares: bool = True
    counts: bool = True

    @property
    def owners(self) -> set[str]:
        """The student's functions and classes that the test has called."""
        return {call.owner for call in self.record.calls}


def generator_for(seed: int, exercise: str, test: str) -> np.random.Generator:
    """The random generator of one test: the same for the same seed, whatever other tests are run."""
    digest = hashlib.sha256(f"{seed}/{exercise}/{test}".encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:16], "little"))


def check(
    sandbox: Sandbox, material: Material, source: str, *, file: str, seed: int, lang: Lang
) -> ExerciseResult:
    """Check an answer: run every test, then say what is wrong.

    Args:
        sandbox: where the answer runs.
        material: the exercise's tests, mistakes and reference.
        source: the text of the student's file.
        file: how to call the file in the result.
        seed: of the test data.
        lang: the language of every text in the result.
    """
    return _Run(sandbox, material, source, file, seed, lang).result()


def run_test(test: TestCase, student: Student, rng: np.random.Generator) -> None:
    """Call a test with the fixtures that it names."""
    fixtures = {"student": student, "rng": rng}
    wanted = test.function.__code__.co_varnames[: test.function.__code__.co_argcount]
    test.function(**{name: fixtures[name] for name in wanted})


class _LoadFailed(Exception):
    def __init__(self, status: str, error: ErrorInfo) -> None:
        super().__init__(error.message)
        self.status, self.error = status, error


class _Run:
    def __init__(
        self, sandbox: Sandbox, material: Material, source: str, file: str, seed: int, lang: Lang
    ) -> None:
        self.sandbox, self.material, self.source = sandbox, material, source
        self.file, self.seed, self.lang = file, seed, lang
        self.session: Session | None = None
        self.restarts = 0
        self.stops: Counter[str] = Counter()
        self.stuck: dict[str, TimedOut] = {}
        self.deadline = time.monotonic() + material.limits.total_seconds
        self.facts: dict[str, Any] = {}

    def result(self) -> ExerciseResult:
        started = time.perf_counter()
        material = self.material
        result = ExerciseResult(material.id, material.unit, material.title.to(self.lang), self.file, "passed")
        result.max_points = sum(test.points for test in material.tests)
        try:
            self.load()
            if self.untouched():
                result.status = "not_started"
            else:
                outcomes = [self.run(test) for test in material.tests]
                _withhold(outcomes, in_kit=material.is_kit)
                result.tests = [self.describe(outcome) for outcome in outcomes]
                result.points = sum(test.points for test in result.tests)
                result.status = _overall([test.status for test in result.tests])
                result.mistakes = self.diagnose(outcomes)
        except _LoadFailed as failed:
            result.status, result.error = failed.status, failed.error  # type: ignore[assignment]
        except SandboxError as error:
            result.status, result.error = "internal", ErrorInfo("SandboxError", str(error))
        finally:
            self.close()
        result.seconds = round(time.perf_counter() - started, 4)
        return result

    # ------------------------------------------------------------------------------------------------ the child

    def load(self) -> None:
        """Start a child and let it load the answer.

        Raises:
            _LoadFailed: the answer cannot be parsed or executed.
        """
        remaining = max(0.1, self.deadline - time.monotonic())
        self.session = self.sandbox.open(replace(self.material.limits, total_seconds=remaining))
        import numpy.random  # noqa: F401 - NumPy loads it late: now, while the child locks itself in

        step = "parse"
        try:
            restricted = bool(self.material.forbidden)
            parse = ("parse", f"{self.material.id}.py", self.source, restricted)
            self.facts = self.session.request(*parse).value
            self.hold_to_policy()
            step = "exec"
            self.session.request("exec", list(self.material.forbidden))
        except StudentError as error:
            text = (
                messages.syntax_error(error)
                if step == "parse"
                else messages.import_error(error, self.material)
            )
            raise _LoadFailed(
                "error", ErrorInfo(show.clean(error.type, 100), show.sentence(text.to(self.lang)), error.line)
            ) from None
        except TimedOut as error:
            raise _LoadFailed(
                "timeout", ErrorInfo("Timeout", messages.load_timeout(error.seconds).to(self.lang))
            ) from None
        except Died as error:
            text = messages.died(self.close(), error)
            raise _LoadFailed("error", ErrorInfo("Died", text.to(self.lang))) from None

    def hold_to_policy(self) -> None:
        """Refuse an answer that reaches beyond NumPy where the exercise forbids ready-made functions.

        Raises:
            _LoadFailed: it does.
        """
        found = policy.violation(self.facts.get("uses", []))
        if found:
            name, line = found
            text = messages.beyond_numpy(name, line).to(self.lang)
            raise _LoadFailed("error", ErrorInfo("NotAllowed", text, line))

    def untouched(self) -> bool:
        """Whether the answer is still the stub: what it is to define is there, and nothing has been written."""
        facts = self.facts  # trustworthy: found before a line of the answer ran
        defined = set(facts["names"])
        functions = {name.partition(".")[0] for name in (*facts["filled"], *facts["unfilled"])}
        filled = {name.partition(".")[0] for name in facts["filled"]} - set(self.material.given)
        wanted = set(self.material.write)
        return bool(wanted & defined) and not filled and not wanted & (defined - functions)

    def close(self) -> dict[str, Any]:
        session, self.session = self.session, None
        return session.close() if session else {}

    # ------------------------------------------------------------------------------------------------ the tests

    def run(self, test: TestCase) -> Outcome:
        outcome = Outcome(test)
        if self.restarts > MAX_RESTARTS or time.monotonic() > self.deadline:
            outcome.ran = False
            return outcome
        started, compared = time.perf_counter(), comparisons()
        try:
            if self.session is None:
                self.load()
            assert self.session is not None
            run_test(test, Student(self.session, outcome.record, self.stuck), self.generator(test))
        except (TimedOut, Died) as error:
            outcome.ended = error
            if error not in self.stuck.values():
                self.stopped(outcome, error)
        except (Verdict, StudentError) as error:
            outcome.ended = error
        except SandboxError:
            raise
        except Exception as error:
            outcome.ended = self.stumbled(test, error, outcome.record)
        outcome.seconds = time.perf_counter() - started
        outcome.compares = comparisons() > compared
        return outcome

    def stopped(self, outcome: Outcome, error: TimedOut | Died) -> None:
        """The child is of no more use: end it, and remember a function that keeps running too long."""
        outcome.end = self.close()
        self.restarts += 1
        if isinstance(error, TimedOut) and outcome.record.calls:
            owner = outcome.record.calls[-1].owner
            self.stops[owner] += 1
            if self.stops[owner] >= MAX_STOPS:
                self.stuck[owner] = error

    def generator(self, test: TestCase) -> np.random.Generator:
        return generator_for(self.seed, self.material.id, test.name)

    def stumbled(self, test: TestCase, error: Exception, record: Record) -> Exception:
        """What it means that a test raised: the student's value has the wrong form, or the test has a fault."""
        if self.material.is_kit:  # whose tests the right answers have passed when it was made
            return error if isinstance(error, NameError | ImportError) else _wrong_form(error, record)
        try:
            run_test(test, Student(LocalConnection(self.material.reference)), self.generator(test))
        except Exception:
            return error
        return _wrong_form(error, record)

    # ----------------------------------------------------------------------------------------------- the result

    def describe(self, outcome: Outcome) -> TestResult:
        test, ended, record = outcome.test, outcome.ended, outcome.record
        result = TestResult(
            test.name, test.title.to(self.lang), test.hidden, "passed", test.points, test.points
        )
        result.seconds = round(outcome.seconds, 4)
        if record.judged:
            result.judged = [sum(done for done, _ in record.judged), sum(total for _, total in record.judged)]
        result.pictures = [
            Picture(panel.caption.to(self.lang), [[round(255 * v) for v in row] for row in panel.shades])
            for panel in record.pictures
        ]
        if ended is None and outcome.ran and outcome.counts:
            return result
        result.points = 0
        text: Text
        if not outcome.counts:
            result.status, text = "skipped", messages.NO_RIGHT_VALUE
        elif not outcome.ran:
            result.status, text = "skipped", messages.NOT_RUN
        elif isinstance(ended, Partial):
            result.status, text, result.points = "failed", ended.text, min(ended.points, test.points)
        elif isinstance(ended, Failure):
            result.status, text = "failed", messages.failure(ended, record)
        elif isinstance(ended, StudentError):
            result.status = "error" if ended.kind in ("raised", "unsendable") else "failed"
            result.line, text = ended.line, messages.student_error(ended, record, self.material)
        elif isinstance(ended, TimedOut):
            result.status, text = "timeout", messages.timeout(ended.seconds, record)
        elif isinstance(ended, Died):
            result.status, text = "error", messages.died(outcome.end, ended)
        else:
            result.status, text = "internal", messages.INTERNAL.fill(error=f"{type(ended).__name__}: {ended}")
        result.message = show.sentence(text.to(self.lang))
        result.call, result.output, result.printed = show.evidence(ended, record)
        return result

    def diagnose(self, outcomes: list[Outcome]) -> list[Finding]:
        failed = [o for o in outcomes if o.ran and o.ended is not None]
        if not failed:
            return []
        diagnosis = Diagnosis(self.material, self.generator, self.ask_again)
        found = diagnosis.findings([(o.test, o.record, o.ended) for o in outcomes if o.ran])
        return [Finding(f.id, f.kind, f.function, show.sentence(f.text.to(self.lang))) for f in found]

    def ask_again(self, request: Callable[[Session], Any], *, anew: bool = False) -> Any:
        """Let the diagnosis ask the answer one more question, `anew` in a new child; None if it cannot answer."""
        if anew:
            self.close()
        try:
            if self.session is None:
                self.load()
            assert self.session is not None
            return request(self.session)
        except (StudentError, _LoadFailed):
            return None
        except (TimedOut, Died):
            self.close()
            return None


def _wrong_form(error: Exception, record: Record) -> Failure:
    last = next((call.reply.value for call in reversed(record.calls) if call.reply is not None), None)
    return Failure(messages.WRONG_FORM.fill(kind=type(error).__name__), last)


def _withhold(outcomes: list[Outcome], *, in_kit: bool) -> None:
    """Let tests that compare nothing count only for functions that are right somewhere that cannot be known by heart.

    Leaving one's arguments alone, or a gradient that agrees with its own forward, is no merit of a function that is wrong
    wherever it is looked at: the empty answer could say the same. A student kit has only public tests to go by.
    """
    compared = {
        owner
        for outcome in outcomes
        if outcome.compares or outcome.ended is not None  # it may have failed before it came to comparing
        for owner in outcome.owners
    }
    right = {
        owner
        for outcome in outcomes
        if outcome.compares and (outcome.test.hidden or in_kit) and outcome.ran and outcome.ended is None
        for owner in outcome.owners
    }
    for outcome in outcomes:
        if outcome.ran and outcome.ended is None and not outcome.compares:
            outcome.counts = not outcome.owners & (compared - right)


def _overall(statuses: list[str]) -> Any:
    """The exercise's status from its tests': ours first; then what all that went wrong has in common."""
    wrong = {status for status in statuses if status not in ("passed", "skipped")}
    if "internal" in wrong:
        return "internal"
    if not wrong:
        return "timeout" if "skipped" in statuses else "passed"  # time ran out before the rest
    return wrong.pop() if len(wrong) == 1 else "failed"
