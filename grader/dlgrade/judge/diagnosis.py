"""Names the mistake behind a failing answer.

Known mistakes come first. A known mistake explains an answer when, on every input that the tests gave to its function, it
does exactly what the answer did (values, exceptions, warnings, changed arguments), and somewhere in a failing test not
what the reference does. A single disagreement rules it out; a mistake that coincides with the reference everywhere is no
evidence. Where results are random or free, the numbers that the tests observed are compared instead of the results.

What no known mistake explains is compared with the general `relations`. At most two findings are reported, one per
function, in the order in which the exercise names the functions.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from dlgrade.i18n import Text
from dlgrade.judge import exceptions, histories, relations, show
from dlgrade.judge.material import Material
from dlgrade.judge.student import Call, Record, Student
from dlgrade.sandbox.client import LocalConnection, ObjectRef, Reply, Seed, StudentError
from dlgrade.testing.marks import Mistake, TestCase
from dlgrade.verdicts import Failure, Mismatch, Verdict

MAX_FINDINGS = 2
MAX_HISTORIES = (
    2  # wrong answers of a class that are looked into by loading it anew, which takes a child each
)
MAX_CALLS = 40  # of a history that is shortened
OBSERVED_TOLERANCE = 0.05

Trial = tuple[TestCase, Record, Exception | None]


@dataclass(frozen=True)
class Named:
    """A finding, still in both languages."""

    id: str
    kind: Literal["known", "relation"]
    function: str
    text: Text


class Diagnosis:
    """Compares what an answer did with what known mistakes would have done."""

    def __init__(
        self,
        material: Material,
        generator: Callable[[TestCase], np.random.Generator],
        ask_again: Callable[..., Any],
    ) -> None:
        """Prepare for one answer.

        Args:
            material: the exercise.
            generator: makes the random generator of a test, to run it again on the same data.
            ask_again: puts one more question to the answer, with ``anew`` in a new child; None if it cannot answer.
        """
        self.material = material
        self.generator = generator
        self.ask_again = ask_again
        self.records: list[Record] = []
        self._observed: dict[tuple[str, str], dict[str, Any]] = {}

    def findings(self, trials: Sequence[Trial]) -> list[Named]:
        """Name at most `MAX_FINDINGS` mistakes, the most telling first."""
        failing = [trial for trial in trials if trial[2] is not None]
        self.records = [record for _, record, _ in trials]
        wrong_by_themselves = {
            about.owner
            for _, record, ended in failing
            if (about := show.subject(ended, record)) and not _is_gradient(ended)
        }
        measurable = [
            (test, record, ended)
            for test, record, ended in failing
            if not (_is_gradient(ended) and {call.owner for call in record.calls[:-1]} & wrong_by_themselves)
        ]
        found: dict[str, Named] = {}
        for function in self.material.write:
            named = self.known(function, trials) or self.relation(function, measurable)
            if named and named.text not in [earlier.text for earlier in found.values()]:
                found[function] = named
        known = [named for named in found.values() if named.kind == "known"]
        others = [named for named in found.values() if named.kind == "relation"]
        return (known + others)[:MAX_FINDINGS]

    # ------------------------------------------------------------------------------------------- known mistakes

    def known(self, function: str, trials: Sequence[Trial]) -> Named | None:
        """The known mistake of a function that explains the answer with the most evidence, the first of equals."""
        best, most = None, 0
        for mistake in self.material.mistakes:
            if mistake.function == function:
                evidence = self.evidence(mistake, trials)
                if evidence > most:
                    best, most = mistake, evidence
        return Named(best.id, "known", function, best.text) if best else None

    def evidence(self, mistake: Mistake, trials: Sequence[Trial]) -> int:
        """How often the answer did as the mistake does and the reference does not; 0 if it ever did otherwise."""
        count = 0
        wrong = self.material.with_mistake(mistake)
        for test, record, ended in trials:
            calls = [call for call in record.calls if call.owner == mistake.function]
            if not calls:
                continue
            telling = self.observes_alike(mistake, test, record) if record.observed else None
            by_chance = any(_has_seed(call.step) for call in calls)
            others_doing = record.calls[-1].owner != mistake.function and not by_chance
            if telling is None and (others_doing or not record.observed):
                telling = self.replays_alike(calls, wrong)
            if telling is None:
                return 0
            if ended is not None:
                count += telling
        return count

    def replays_alike(self, calls: list[Call], wrong: Any) -> int | None:
        """The number of calls in which a mistake differs from the reference; None if it differs from the answer."""
        as_mistake, as_reference = replay(calls, wrong), replay(calls, self.material.reference)
        telling = 0
        for call, mistaken, right in zip(calls, as_mistake, as_reference, strict=True):
            if mistaken is None or (call.reply is None and call.error is None):
                continue
            if not alike(call, mistaken):
                return None
            telling += right is not None and not alike(mistaken, right)
        return telling

    def observes_alike(self, mistake: Mistake, test: TestCase, record: Record) -> int | None:
        """As `replays_alike`, for the numbers that a test observed."""
        mistaken = self.observed(mistake, test)
        if not _numbers_alike(record.observed, mistaken):
            return None
        return int(not _numbers_alike(mistaken, self.observed(None, test)))

    def observed(self, mistake: Mistake | None, test: TestCase) -> dict[str, Any]:
        """What a test observes when a mistake (or the reference) takes it."""
        key = (mistake.id if mistake else "", test.name)
        if key not in self._observed:
            from dlgrade.judge.runner import run_test  # the runner imports this module

            module = self.material.with_mistake(mistake) if mistake else self.material.quick_reference()
            record = Record()
            with contextlib.suppress(
                Exception
            ):  # a test may stumble over a mistake; what was observed counts
                run_test(test, Student(LocalConnection(module), record), self.generator(test))
            self._observed[key] = record.observed
        return self._observed[key]

    # ----------------------------------------------------------------------------------------- general relations

    def relation(self, function: str, failing: Sequence[Trial]) -> Named | None:
        """What can be said in general about a function's first wrong value."""
        astray, asked = False, 0
        for _, record, ended in failing:
            about = show.subject(ended, record)
            if about is None or about.owner != function or not isinstance(ended, Failure | StudentError):
                continue
            named: relations.Relation | exceptions.Explanation | None = None
            if type(about.step[1]) is ObjectRef and asked < MAX_HISTORIES:
                asked += 1
                named = self.history(about, record)
            named = named or self.of_ending(ended, about)
            astray |= named is None and isinstance(ended, Mismatch) and ended.reason == "value"
            if named and not (astray and named.id in relations.OVERFLOWS):
                return Named(named.id, "relation", function, named.text)
        return None

    def of_ending(
        self, ended: Failure | StudentError, about: Call
    ) -> relations.Relation | exceptions.Explanation | None:
        """What can be said in general about an exception or a wrong value."""
        if isinstance(ended, StudentError):
            return exceptions.explain(ended)
        return self.of_value(ended, about) if isinstance(ended, Mismatch) else None

    def of_value(self, ended: Mismatch, about: Call) -> relations.Relation | None:
        """What can be said in general about one wrong value, unless another call speaks against it."""
        named = relations.explain(ended, about)
        if named is None:
            return self.memory(about)
        return None if self.contradicted(named, ended, about) else named

    def contradicted(self, relation: relations.Relation, ended: Mismatch, about: Call) -> bool:
        """Whether what the answer did in any test speaks against a relation that was found in one call."""
        if about.reply is None:
            return False
        part = _place(ended.actual, about.reply.value)
        for record in self.records:
            calls = [call for call in record.calls if call.owner == about.owner]
            certain = [None] * len(calls) if record.observed else self.certain(calls)
            for call, right in zip(calls, certain, strict=True):
                if call.label != about.label or call.reply is None:
                    continue
                got = part(call.reply.value)
                if relation.id == "always_zero" and relations.not_zero(got):
                    return True
                if (
                    right
                    and right.reply
                    and relations.contradicts(relation, got, part(right.reply.value), call)
                ):
                    return True
        return False

    def certain(self, calls: list[Call]) -> list[Call | None]:
        """What the reference answers to calls; None where chance decides: with other seeds it answers otherwise."""
        answers = replay(calls, self.material.reference)
        if not any(_has_seed(call.step) for call in calls):
            return answers
        reseeded = [replace(call, step=_reseeded(call.step)) for call in calls]
        others = replay(reseeded, self.material.reference)
        return [
            one if one and other and not _has_seed(one.step) and alike(one, other) else None
            for one, other in zip(answers, others, strict=True)
        ]

    def history(self, call: Call, record: Record) -> relations.Relation | None:
        """Whether an object's answer is wrong only because of calls before: on other objects, or on itself."""
        alone = [] if self.material.is_kit else histories.own(call, record.calls)
        if not alone or self.answers_rightly(alone, call):
            return None
        if self.right_anew(alone):
            return histories.SHARED
        short = self.shortest(alone)
        return histories.LEFT_OVER if len(short) < len(alone) and self.right_anew(short) else None

    def shortest(self, calls: list[Call]) -> list[Call]:
        """As few of an object's calls as the reference needs to give the same array in the end: the others do not count."""
        right = replay(calls, self.material.reference)[-1]
        value = right.reply.value if right and right.reply else None
        if not isinstance(value, np.ndarray) or value.size < 2 or len(calls) > MAX_CALLS:
            return calls  # a single number may be the same by chance
        kept = calls
        for call in calls[1:-1]:
            fewer = [one for one in kept if one is not call]
            if right and self.answers_rightly(fewer, right):
                kept = fewer
        return kept

    def right_anew(self, calls: list[Call]) -> bool:
        """Whether the answer, loaded anew, is right when an object gets these calls and nothing else happens."""
        reply = self.ask_again(lambda session: histories.repeat(calls, session), anew=True)
        return reply is not None and self.answers_rightly(calls, replace(calls[-1], reply=reply, error=None))

    def answers_rightly(self, calls: list[Call], answer: Call) -> bool:
        """Whether an answer to the last of these calls is that of the reference."""
        right = replay(calls, self.material.reference)[-1]
        return right is not None and right.reply is not None and alike(answer, right)

    def memory(self, call: Call) -> relations.Relation | None:
        """Whether the answer says something else when asked the same again."""
        if (
            call.step[0] != "call"
            or isinstance(call.step[1], ObjectRef)
            or _has_seed(call.step)
            or call.reply is None
        ):
            return None
        again = self.ask_again(lambda session: session.request("run", [call.step]))
        if again is None or alike(Call(call.owner, call.label, call.step, again), call):
            return None
        return relations.REMEMBERS


def _is_gradient(ended: Exception | None) -> bool:
    """Whether a gradient disagrees with the slope of a forward; one that is wrong itself says nothing about it."""
    return isinstance(ended, Mismatch) and ended.reason == "gradient"


def _place(part: Any, whole: Any) -> Callable[[Any], Any]:
    """How to get from a result to the part of it that was looked at; the whole where it is no part."""
    entries = (
        whole.items() if type(whole) is dict else enumerate(whole) if type(whole) in (list, tuple) else ()
    )
    key = next((key for key, value in entries if value is part), None)

    def find(value: Any) -> Any:
        try:
            return value if key is None else value[key]
        except (LookupError, TypeError):
            return None

    return find


def _reseeded(value: Any) -> Any:
    """A recorded step with other seeds."""
    if type(value) is Seed:
        return Seed(value.value ^ 1)
    if type(value) in (list, tuple):
        return type(value)(map(_reseeded, value))
    if type(value) is dict:
        return {key: _reseeded(item) for key, item in value.items()}
    return value


def _has_seed(value: Any) -> bool:
    if isinstance(value, Seed):
        return True
    if isinstance(value, list | tuple):
        return any(map(_has_seed, value))
    return isinstance(value, dict) and any(map(_has_seed, value.values()))


def replay(calls: list[Call], module: Any) -> list[Call | None]:
    """Make the same calls on a trusted module; None where they need an object that there is not."""
    connection = LocalConnection(module)
    objects: dict[int, ObjectRef] = {}
    outcomes: list[Call | None] = []
    for call in calls:
        try:
            step = _translate(call.step, objects)
        except KeyError:
            outcomes.append(None)
            continue
        outcome = Call(call.owner, call.label, step)
        try:
            outcome.reply = connection.request("run", [step])
        except StudentError as error:
            outcome.error = error
        except Verdict:
            pass  # of a function that it was given to call: this one has nothing to say
        outcomes.append(outcome)
        for theirs, ours in zip(_objects(call.reply), _objects(outcome.reply), strict=False):
            objects[theirs.number] = ours
    return outcomes


def _objects(reply: Reply | None) -> list[ObjectRef]:
    if reply is None:
        return []
    values = reply.value if type(reply.value) in (list, tuple) else [reply.value]
    return [value for value in values if type(value) is ObjectRef]


def _translate(value: Any, objects: dict[int, ObjectRef]) -> Any:
    """A recorded step with its objects replaced by those of the replay."""
    if type(value) is ObjectRef:
        return objects[value.number]
    if type(value) in (list, tuple):
        return type(value)(_translate(item, objects) for item in value)
    if type(value) is dict:
        return {key: _translate(item, objects) for key, item in value.items()}
    return value


def alike(one: Call, other: Call) -> bool:
    """Whether two answers to the same call are the same as far as anyone can tell."""
    if one.error is not None or other.error is not None:
        return (
            one.error is not None
            and other.error is not None
            and _sort_of_error(one.error) == _sort_of_error(other.error)
        )
    if one.reply is None or other.reply is None:
        return False
    if _has_seed(one.step):
        return True  # random draws need not agree; the observed numbers decide
    same_manners = bool(one.reply.warnings) == bool(other.reply.warnings) and bool(one.reply.changed) == bool(
        other.reply.changed
    )
    return same_manners and _values_alike(one.reply.value, other.reply.value)


def _sort_of_error(error: StudentError) -> tuple[str, str, str]:
    """What tells one exception from another, whatever numbers its text contains."""
    named = exceptions.explain(error)
    return error.kind, error.type, named.id if named else ""


def _values_alike(a: Any, b: Any) -> bool:
    if isinstance(a, ObjectRef) or isinstance(b, ObjectRef):
        return isinstance(a, ObjectRef) and isinstance(b, ObjectRef)
    if a is None or b is None or isinstance(a, str) or isinstance(b, str):
        return type(a) is type(b) and a == b
    if isinstance(a, dict) or isinstance(b, dict):
        return (
            isinstance(a, dict)
            and isinstance(b, dict)
            and a.keys() == b.keys()
            and all(_values_alike(a[k], b[k]) for k in a)
        )
    if isinstance(a, list | tuple) and isinstance(b, list | tuple):
        return len(a) == len(b) and all(map(_values_alike, a, b))
    try:  # a list of numbers is as good as an array of them
        x, y = np.asarray(a), np.asarray(b)
    except (ValueError, OverflowError):
        return False
    if x.dtype.kind not in "biufc" or y.dtype.kind not in "biufc":
        return bool(type(a) is type(b) and a == b)
    kinds = {"i": "n", "u": "n", "f": "n"}
    if x.shape != y.shape or kinds.get(x.dtype.kind, x.dtype.kind) != kinds.get(y.dtype.kind, y.dtype.kind):
        return False
    scale = float(np.max(np.abs(y[np.isfinite(y)]), initial=0.0)) if y.dtype.kind in "fc" else 0.0
    with np.errstate(all="ignore"):  # NumPy 1.26 warns of complex infinities
        return bool(np.allclose(x, y, rtol=1e-9, atol=1e-12 * scale + 1e-300, equal_nan=True))


def _numbers_alike(a: dict[str, Any], b: dict[str, Any]) -> bool:
    if a.keys() != b.keys():
        return False
    for key in a:
        x, y = np.asarray(a[key]), np.asarray(b[key])
        if x.shape != y.shape or not np.allclose(x, y, rtol=OBSERVED_TOLERANCE, atol=1e-12, equal_nan=True):
            return False
    return True
