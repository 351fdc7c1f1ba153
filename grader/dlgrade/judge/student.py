"""The `student` fixture: an answer as a hidden test sees it, wherever it really runs.

``student.softmax(x)`` is a request to an interpreter and returns a fresh array; ``student.Affine(W, b)`` returns a handle
whose methods and attributes are requests, too. Every call is recorded, so that the diagnosis can replay it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import numpy as np

from dlgrade.figures import Panel
from dlgrade.sandbox.client import Connection, ObjectRef, Reply, Seed, StudentError, TimedOut

MAX_ITEMS = 10_000


@dataclass
class Call:
    """One recorded request.

    Attributes:
        owner: the name in the student's file that it goes back to: a function or a class.
        label: how it is called in front of the student, e.g. ``Affine.forward``.
        step: the step that was sent (see `interpreter`).
        reply: what came back, or None.
        error: what was raised instead, or None.
    """

    owner: str
    label: str
    step: list[Any]
    reply: Reply | None = None
    error: StudentError | None = None

    @property
    def arguments(self) -> tuple[list[Any], dict[str, Any]]:
        """The positional and the keyword arguments of a call; empty for an attribute."""
        return (self.step[3], self.step[4]) if self.step[0] == "call" else ([], {})


@dataclass
class Record:
    """Everything that happened between one test and the student's code.

    Attributes:
        calls: in order.
        observed: numbers that the test worked out where raw values say little (random draws, free choices).
        judged: gradient entries that were certified and compared, and how many there were.
        pictures: what the test wants to be seen.
    """

    calls: list[Call] = field(default_factory=list)
    observed: dict[str, Any] = field(default_factory=dict)
    judged: list[tuple[int, int]] = field(default_factory=list)
    pictures: list[Panel] = field(default_factory=list)


class Student:
    """An answer; its attributes are the functions and classes that it defines."""

    def __init__(
        self,
        connection: Connection,
        record: Record | None = None,
        stuck: Mapping[str, TimedOut] | None = None,
    ) -> None:
        """Reach the answer by a connection and note every call in a record.

        Args:
            connection: to the interpreter that has loaded the answer.
            record: where to note the calls.
            stuck: functions that have been stopped too often already; they are not called again.
        """
        self._connection = connection
        self._record = Record() if record is None else record
        self._stuck = stuck or {}

    def __getattr__(self, name: str) -> Function:
        if name.startswith("__"):
            raise AttributeError(name)
        return Function(self, name, name, None)

    @property
    def record_(self) -> Record:
        """The record of this test's calls (with an underscore: every plain name is the student's)."""
        return self._record

    def request_(self, call: Call) -> Any:
        """Send a recorded step and return the value, with handles for objects."""
        self._record.calls.append(call)
        if call.owner in self._stuck:
            raise self._stuck[call.owner]
        try:
            call.reply = self._connection.request("run", [call.step])
        except StudentError as error:
            call.error = error
            raise
        return self._wrap(call.reply.value, call.owner)

    def evaluate_(self, steps: list[list[Any]], patches: list[list[Any]]) -> Any:
        """Execute steps once per patch (see `interpreter`); not recorded."""
        return self._connection.request("batch", steps, patches).value

    def _wrap(self, value: Any, owner: str) -> Any:
        if type(value) is ObjectRef:
            return Handle(self, owner, value)
        if type(value) in (list, tuple):
            return type(value)(self._wrap(item, owner) for item in value)
        if type(value) is dict:
            return {key: self._wrap(item, owner) for key, item in value.items()}
        return value


class Function:
    """A function, a class or a method of the student's."""

    def __init__(self, student: Student, owner: str, label: str, target: ObjectRef | None) -> None:
        """Name what is to be called; `target` is the object whose method it is."""
        self.student = student
        self.owner = owner
        self.label = label
        self.target = target

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it and return what it returns.

        Raises:
            StudentError, TimedOut, Died: see `dlgrade.sandbox.client`.
        """
        return self.student.request_(Call(self.owner, self.label, self.step(list(args), kwargs)))

    def step(self, args: list[Any], kwargs: dict[str, Any]) -> list[Any]:
        """The step that calls it, with arguments frozen as they are now."""
        return ["call", self.target, self.label.rpartition(".")[2], freeze(args), freeze(kwargs)]


class Handle:
    """An object of the student's: methods are called, attributes read and set, iterators iterated in the sandbox."""

    __slots__ = ("_owner", "_ref", "_student")

    def __init__(self, student: Student, owner: str, ref: ObjectRef) -> None:
        """Wrap a reference."""
        for name, value in (("_student", student), ("_owner", owner), ("_ref", ref)):
            object.__setattr__(self, name, value)

    @property
    def type_(self) -> str:
        """The name of the object's class."""
        return str(self._ref.type_name)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        method = Function(self._student, self._owner, f"{self._ref.type_name}.{name}", self._ref)
        if name in self._ref.methods:
            return method
        value = self._student.request_(Call(self._owner, method.label, ["get", self._ref, name]))
        return method if isinstance(value, Handle) and value.type_ == "method" else value

    def __setattr__(self, name: str, value: Any) -> None:
        step = ["set", self._ref, name, freeze(value)]
        self._student.request_(Call(self._owner, f"{self._ref.type_name}.{name}", step))

    def __iter__(self) -> Iterator[Any]:
        request = self._student._connection.request("next", self._ref.number, MAX_ITEMS)
        return iter(self._student._wrap(request.value, self._owner))

    def __repr__(self) -> str:
        return f"<{self._ref.type_name}>"


def freeze(value: Any) -> Any:
    """Return the value as it is at this moment: arrays copied, generators drawn from, handles by number."""
    kind = type(value)
    if kind is np.ndarray:
        return value.copy()
    if kind is list or kind is tuple:
        return kind(freeze(item) for item in value)
    if kind is dict:
        return {key: freeze(item) for key, item in value.items()}
    if kind is np.random.Generator:
        return Seed(int(value.integers(2**63)))
    if kind is Handle:
        return value._ref
    if kind is SimpleNamespace:
        return SimpleNamespace(**freeze(vars(value)))
    return value
