"""The judge's handle on the sandbox: open a session, send requests, close it."""

from __future__ import annotations

import contextlib
import io
import json
import os
import socket
import sys
import time
import types
import warnings
from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from dlgrade.sandbox import interpreter, wire, zygote
from dlgrade.sandbox.limits import Limits
from dlgrade.verdicts import Verdict

LAYERS = ("process", "rlimits", "no_new_privs", "landlock", "seccomp", "namespaces", "cgroup")

MAX_RECEIVED = 256 << 20  # bytes from one child: the judge keeps what it was told until the test is over

_ZYGOTE_PATIENCE = 10.0
_MOST_LINES = 1 << 20


class SandboxError(Exception):
    """Our own machinery failed: the zygote is gone or cannot fork. Never the student's fault."""


class StudentError(Exception):
    """The student's code raised an exception, or is not there, or cannot be called this way.

    Attributes:
        kind: ``missing``, ``unfilled``, ``signature``, ``forbidden``, ``unsendable`` or ``raised``.
        type: the name of the exception's class.
        message: its text. Like everything here it comes from the student: bounded, not to be trusted.
        line: the line of the student's file, or None.
        printed: what had been printed until then.
    """

    def __init__(self, kind: str, type: str, message: str, line: int | None, printed: str) -> None:
        """Hold what the sandbox said about the exception."""
        super().__init__(f"{type}: {message}")
        self.kind, self.type, self.message, self.line, self.printed = kind, type, message, line, printed


class TimedOut(Exception):
    """A request, or all of them together, took longer than allowed; the child is to be closed."""

    def __init__(self, seconds: float) -> None:
        """Hold the limit that was passed."""
        super().__init__(f"more than {seconds:g} s")
        self.seconds = seconds


class Died(Exception):
    """The child is gone, or sends what is not a frame, or without end; it is to be closed.

    Attributes:
        garbled: the child is alive but does not keep to the protocol.
        flooded: it has sent more than anyone wants to hear.
    """

    def __init__(self, *, garbled: bool = False, flooded: bool = False) -> None:
        """Remember which of the three it was."""
        super().__init__()
        self.garbled = garbled
        self.flooded = flooded


class ObjectRef(NamedTuple):
    """An object that stayed in the sandbox."""

    number: int
    type_name: str
    methods: tuple[str, ...]


class Seed(NamedTuple):
    """A random generator on its way to the student: what it will be seeded with."""

    value: int


class Reply(NamedTuple):
    """The answer to a request.

    Attributes:
        value: the value of the last step, or for ``parse`` the facts.
        printed: what the student's code printed.
        warnings: what it warned: type, message and line each.
        changed: the arguments that are not as they were: step and position each.
    """

    value: Any
    printed: str = ""
    warnings: tuple[tuple[str, str, int], ...] = ()
    changed: tuple[tuple[int, int], ...] = ()


class Connection(ABC):
    """Sends requests to an interpreter, wherever it runs, and answers its calls back.

    A function that was sent once can be called back at any later time: the student's object may have kept it.
    """

    def __init__(self) -> None:
        """Start with no functions handed out."""
        self._callbacks: list[Callable[..., Any]] = []
        self._raised_in_callback: Exception | None = None

    def request(self, *operation: Any) -> Reply:
        """Execute a request (see `interpreter`).

        Raises:
            StudentError, TimedOut, Died: what can go wrong on the student's side.
        """
        kind, value = self._exchange(list(operation))
        raised, self._raised_in_callback = self._raised_in_callback, None
        if raised is not None:
            raise raised
        if kind == wire.ERROR:
            raise _student_error(value)
        return _reply(value) if operation[0] in ("run", "batch", "next") else Reply(value)

    @abstractmethod
    def _exchange(self, request: list[Any]) -> tuple[int, Any]:
        """Send a request and return the kind and the decoded value of the final answer."""

    def extend(self, value: Any) -> tuple[str, Any] | None:
        """Send what is not plain data: seeds of generators, functions as numbers, objects by the number they have."""
        if isinstance(value, Seed):
            return "rng", value.value
        if isinstance(value, ObjectRef):
            return "object", value.number
        if isinstance(value, types.SimpleNamespace):
            return "namespace", dict(vars(value))
        if callable(value):
            self._callbacks.append(value)
            return "callback", len(self._callbacks) - 1
        return None

    def restore(self, tag: str, content: Any) -> Any:
        """Read what the child sends as an extension."""
        if tag == "method":
            return ObjectRef(-1, "method", ())
        if tag == "object" and type(content) is list and len(content) == 3:
            number, name, methods = content
            if (
                type(number) is int
                and type(name) is str
                and type(methods) is list
                and all(type(m) is str for m in methods)
            ):
                return ObjectRef(number, name[:100], tuple(methods[: interpreter.MAX_METHODS]))
        raise wire.WireError(tag)

    def call_back(self, number: Any, args: Any, kwargs: Any) -> Any:
        """Call one of the judge's functions for the student. What it raises is kept, and raised by `request` later."""
        if (
            type(number) is not int
            or not 0 <= number < len(self._callbacks)
            or type(args) is not list
            or type(kwargs) is not dict
        ):
            raise wire.WireError("callback")
        try:
            return self._callbacks[number](*args, **kwargs)
        except Verdict as failure:
            self._raised_in_callback = failure
            raise


def _student_error(value: Any) -> StudentError:
    texts = ("kind", "type", "message", "printed")
    if not _has(value, **dict.fromkeys(texts, str)) or type(value.get("line")) not in (int, type(None)):
        raise Died(garbled=True)
    kind, name, message, printed = (value[key] for key in texts)
    line, longest = value.get("line"), interpreter.MAX_MESSAGE
    if line is not None and not 0 < line <= _MOST_LINES:
        line = None
    return StudentError(kind, name[:100], message[:longest], line, printed[: interpreter.MAX_PRINTED])


def _reply(value: Any) -> Reply:
    if not _has(value, printed=str, warnings=list, changed=list) or "value" not in value:
        raise Died(garbled=True)
    warned, changed = value["warnings"], value["changed"]
    if len(warned) > interpreter.MAX_WARNINGS or not all(_row(row, str, str, int) for row in warned):
        raise Died(garbled=True)
    if len(changed) > wire.MAX_KEYS or not all(
        _row(row, int, int) and max(row) < wire.MAX_KEYS for row in changed
    ):
        raise Died(garbled=True)
    return Reply(
        value["value"],
        value["printed"][: interpreter.MAX_PRINTED + 1],
        tuple((kind[:100], message[: interpreter.MAX_MESSAGE], line) for kind, message, line in warned),
        tuple((step, place) for step, place in changed),
    )


def _has(value: Any, **kinds: type) -> bool:
    """Whether a value from the child is a dict with entries of exactly these types."""
    return type(value) is dict and all(type(value.get(key)) is kind for key, kind in kinds.items())


def _row(value: Any, *kinds: type) -> bool:
    """Whether a value from the child is a list of exactly these types."""
    return type(value) is list and [type(item) for item in value] == list(kinds)


class LocalConnection(Connection):
    """An interpreter in this process, for code that we trust; values take the same way through frames."""

    def __init__(self, module: types.ModuleType) -> None:
        """Answer requests from a module."""
        super().__init__()
        self._interpreter = interpreter.Interpreter.of_module(module, self._local_call_back)

    def _exchange(self, request: list[Any]) -> tuple[int, Any]:
        text, buffers = wire.encode(request, self.extend)
        output = self._interpreter.output
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()) as printed:
            warnings.simplefilter("always")
            warnings.showwarning = output.show_warning  # type: ignore[assignment]
            kind, value = self._interpreter.answer(text, memoryview(b"".join(buffers)))
        try:
            answer = wire.encode(value, self._interpreter.extend)
        except wire.Unsendable as error:
            return wire.ERROR, {
                "kind": "unsendable",
                "type": "",
                "message": str(error),
                "line": None,
                "printed": "",
            }
        decoded = wire.decode(answer[0], memoryview(b"".join(answer[1])), self.restore)
        if type(decoded) is dict and "printed" in decoded:
            decoded["printed"] = printed.getvalue()
        return kind, decoded

    def _local_call_back(self, number: int, args: list[Any], kwargs: dict[str, Any]) -> Any:
        with warnings.catch_warnings():  # those of the judge's function are not the student's
            warnings.simplefilter("ignore")
            return self.call_back(number, args, kwargs)


class Child(Protocol):
    """A process to talk to."""

    @property
    def channel(self) -> wire.Channel:
        """The channel to it."""

    def end(self) -> dict[str, Any]:
        """Kill it and say how it had ended."""


class Session(Connection):
    """One child, from its start to its end."""

    def __init__(self, child: Child, limits: Limits) -> None:
        """Talk to a child within limits."""
        super().__init__()
        self._child = child
        self._limits = limits
        self._number = 0
        self._received = 0
        self._end: dict[str, Any] | None = None
        self._started = time.monotonic()

    def close(self) -> dict[str, Any]:
        """Kill the child; how it had ended (see `zygote`)."""
        if self._end is None:
            self._end = self._child.end()
        return self._end

    def _exchange(self, request: list[Any]) -> tuple[int, Any]:
        self._number += 1
        now = time.monotonic()
        patience = self._limits.call_seconds + (
            3.0 if self._number <= 2 else 0.0
        )  # imports are slow the first time
        seconds = min(patience, self._limits.total_seconds - (now - self._started))
        number = self._number
        try:
            return self._talk(request, number, now + seconds)
        except wire.DeadlineExceeded:
            raise TimedOut(round(seconds, 1)) from None
        except wire.Disconnected:
            if number == 1 and self.close().get("exit") == interpreter.CANNOT_START:
                raise SandboxError("a child could not lock itself in") from None
            raise Died from None
        except (wire.WireError, MemoryError):
            raise Died(garbled=True) from None

    def _talk(self, request: list[Any], number: int, deadline: float) -> tuple[int, Any]:
        channel = self._child.channel
        channel.send(wire.REQUEST, number, request, self.extend, deadline=deadline)
        while True:
            kind, answered, text, body = channel.receive(deadline=deadline)
            if answered != number or kind not in (wire.REPLY, wire.ERROR, wire.CALLBACK):
                raise wire.WireError("out of turn")
            self._received += len(text) + len(body)
            if self._received > MAX_RECEIVED:
                raise Died(flooded=True)
            value = wire.decode(text, body, self.restore)
            if kind != wire.CALLBACK:
                return kind, value
            if type(value) is not list or len(value) != 3:
                raise wire.WireError("callback")
            self._answer_callback(channel, number, value, deadline)

    def _answer_callback(self, channel: wire.Channel, number: int, call: list[Any], deadline: float) -> None:
        try:
            kind, answer = wire.CALLBACK_REPLY, self.call_back(*call)
        except (wire.WireError, TimedOut, Died):
            raise
        except Exception as error:
            kind, answer = wire.CALLBACK_ERROR, f"the function you were given raised {type(error).__name__}"
        channel.send(kind, number, answer, self.extend, deadline=deadline)


# ------------------------------------------------------------------------------------------------------ the sandbox


class Sandbox:
    """Where sessions come from: a zygote where the system can fork, else a fresh interpreter each time.

    Starting it returns at once; the zygote gets ready meanwhile. What the machine enforces is known when it is:

    Attributes:
        level: ``strict`` when no file, network, process or signal can be reached, as tried here; else ``basic``.
        layers: the layers in force.
        missing: the others, with the reason.
        refused: what the probe tried, and whether it was refused.
    """

    def __init__(self, *, fork: bool | None = None, without: frozenset[str] = frozenset()) -> None:
        """Start the sandbox. Call it before anything secret is in this process.

        Args:
            fork: force the zygote or the fallback; by default whatever suits the system.
            without: layers to leave out, for tests and benchmarks.
        """
        self._sessions = 0
        self._zygote: zygote.Zygote | None = None
        if fork or (fork is None and sys.platform == "linux"):
            self._zygote = zygote.start(without=without)

    @cached_property
    def _report(self) -> dict[str, Any]:
        if self._zygote is None:
            missing = dict.fromkeys(LAYERS[2:], "only on Linux")
            return {
                "refused": {},
                "missing": missing if os.name == "posix" else {"rlimits": "not on Windows", **missing},
            }
        try:
            answer: dict[str, Any] = json.loads(self._zygote.receive(_ZYGOTE_PATIENCE))
        except (OSError, ValueError) as error:
            raise SandboxError(f"the fork server did not start ({error})") from None
        return answer

    @property
    def refused(self) -> dict[str, bool]:
        """What the probe tried, and whether it was refused."""
        return dict(self._report["refused"])

    @property
    def missing(self) -> dict[str, str]:
        """The layers that are not in force, with the reason."""
        return dict(self._report["missing"])

    @property
    def layers(self) -> tuple[str, ...]:
        """The layers in force."""
        return tuple(layer for layer in LAYERS if layer not in self._report["missing"])

    @property
    def level(self) -> str:
        """How much can be relied on: ``strict`` or ``basic``."""
        refused = self._report["refused"]
        return "strict" if refused and all(refused.values()) else "basic"

    def open(self, limits: Limits) -> Session:
        """Start a child.

        Raises:
            SandboxError: it cannot be started.
        """
        if self._zygote is None:
            from dlgrade.sandbox.spawned import SpawnedChild

            return Session(SpawnedChild(limits), limits)
        _ = self._report
        self._sessions += 1
        return Session(_ForkedChild(self._zygote, self._sessions, limits), limits)

    def close(self) -> None:
        """End the zygote and with it every child."""
        if self._zygote is not None:
            self._zygote.close()


class _ForkedChild:
    def __init__(self, server: zygote.Zygote, number: int, limits: Limits) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            server.send(f"F {number} {json.dumps(limits.as_dict())}".encode(), theirs.fileno())
        except OSError as error:
            ours.close()
            raise SandboxError(f"the fork server is gone ({error.strerror})") from None
        finally:
            theirs.close()
        ours.setblocking(False)
        self._server = server
        self._number = number
        self.channel = wire.Channel(fd := ours.detach(), fd)

    def end(self) -> dict[str, Any]:
        self.channel.close()
        try:
            self._server.send(f"K {self._number}".encode())
            answer: dict[str, Any] = json.loads(self._server.receive(_ZYGOTE_PATIENCE))
        except (OSError, ValueError) as error:
            raise SandboxError(f"the fork server is gone ({error})") from None
        return answer
