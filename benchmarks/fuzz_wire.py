"""A coverage-guided fuzzer for the judge's reader of frames.

    pip install atheris -e .
    python benchmarks/fuzz_wire.py CORPUS tests/fuzz/seeds -runs=5200000 -max_len=4096 -seed=1

The options are libFuzzer's. New inputs are collected in the folder CORPUS, which several processes may share; what breaks
the rule is kept in `tests/fuzz/crashes`, which the test suite runs again and again together with `tests/fuzz/seeds`
(`--seeds` writes those).

The rule: whatever bytes a child sends, the judge ends with a value within bounds, with `StudentError`, `TimedOut` or
`Died`; a reader of frames with a value, `WireError`, `Disconnected` or `DeadlineExceeded`. Never with anything else.

The first byte of an input says how the rest of it is used (see `MODES`): as the bytes that come through the channel, as
the text and the arrays of one frame, as the choices of a generator of nearly right frames, which gets to where random
bytes never come, or as what the reader alone is given. The limits of lengths and numbers are lowered, so that short
inputs reach them and no time goes into memory that is only claimed (`tests/sandbox/test_wire.py` has the true ones);
libFuzzer stops what needs more than 10 s or 1 GiB.

Two processes ran the command above with seeds 1 and 2: 10,400,000 inputs, none broke the rule, 58 MiB at most, no input
took a second (atheris 3.0.0, Python 3.11.7, NumPy 2.4.6). One had done so before, among the first few thousand: an error
without its field `line` was a `KeyError` in the judge.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np

try:
    import atheris
except ImportError:  # the tests run inputs without it
    atheris = None

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "tests" / "fuzz" / "seeds"
CRASHES = ROOT / "tests" / "fuzz" / "crashes"
MODULES = ["dlgrade.sandbox.wire", "dlgrade.sandbox.client"]

with atheris.instrument_imports(include=MODULES) if atheris else contextlib.nullcontext():
    from dlgrade.sandbox import client, interpreter, wire
    from dlgrade.sandbox.limits import Limits

MAX_LENGTH = 1 << 16  # of a text and of the arrays, instead of megabytes
MAX_INPUT = 1 << 15
MAX_CHOICES = 24
LIMITS = Limits(call_seconds=5.0, total_seconds=30.0)
NO_PATIENCE = Limits(call_seconds=-4.0, total_seconds=30.0)
PLAIN = (type(None), bool, int, float, complex, str)
OPERATIONS = ("run", "parse", "batch", "next")
WORDS = (
    "value", "printed", "warnings", "changed", "kind", "type", "message", "line", "raised", "missing", "nan", "inf",
    "-inf", "f8", "i8", "u1", "c16", "b1", "f2", "l", "t", "d", "a", "s", "x", "c", "f", "object", "method", "callback",
    "rng", "", "\ud800", "0", "한",
)  # fmt: skip
NUMBERS = (
    0, 1, 2, -1, 3, 64, 255, 1000, 1001, 65536, 1 << 26, 1 << 31, 1 << 63, 1 << 64, -(1 << 63), 10**400,
)  # fmt: skip
FLOATS = (0.0, -0.0, 0.5, 1e308, 1e999, -1e999, 5e-324, 1.5)


class Broken(Exception):
    """A value that no frame may become."""


# ---------------------------------------------------------------------------------------------------- one input


def one_input(data: bytes) -> str:
    """Run one input, and say how it ended.

    Raises:
        Exception: the rule is broken.
    """
    if not data:
        return "empty"
    mode = data[0]
    return MODES[mode & 3](data[1:], mode >> 2)


def _stream(data: bytes, options: int) -> str:
    """Everything that a child sends, as it comes through the channel; maybe the child stays, and is silent then."""
    return _listen(data, OPERATIONS[options & 3], silent=bool(options & 4))


def _frame(data: bytes, options: int) -> str:
    """The text and the arrays of one frame; the first byte says how long the arrays are."""
    cut = max(1, len(data) - (data[0] if data else 0))
    text, body = data[1:cut], data[cut:]
    kind = (wire.REPLY, wire.ERROR, wire.CALLBACK, wire.REPLY)[options >> 2 & 3]
    return _hear(_Frames([(kind, 1, text, memoryview(body))]), OPERATIONS[options & 3])


def _generated(data: bytes, options: int) -> str:
    """Frames that are nearly right, made of choices."""
    choices, frames = bytearray(data[MAX_CHOICES::-1]), []
    for _ in range(1 + (options >> 4 & 3)):
        body = bytearray()
        kind, value = _answer(choices, body)
        text = json.dumps(value, separators=(",", ":")).encode()
        frames.append((kind, 1, text[:MAX_LENGTH], memoryview(body)[:MAX_LENGTH]))
    return _hear(_Frames(frames), OPERATIONS[options & 3])


def _reader(data: bytes, options: int) -> str:
    """The reader alone, as the other side uses it: with other hooks, and views in place of copies."""
    reading = _pipe(data)
    channel = wire.Channel(reading, reading)
    try:
        _, _, text, body = channel.receive(deadline=0.0, max_body=MAX_LENGTH)
        value = wire.decode(text, body, _Told() if options & 1 else None, writable=bool(options & 2))
    except (wire.WireError, wire.Disconnected, wire.DeadlineExceeded) as error:
        return type(error).__name__
    finally:
        channel.close()
    _judge(value, len(body))
    return "value"


MODES = (_stream, _frame, _generated, _reader)


def _packed(kind: int, text: bytes, body: bytes) -> bytes:
    return wire.HEADER.pack(wire.MAGIC, kind, 1, len(text), len(body)) + text + body


def _pipe(data: bytes, *, silent: bool = False) -> int:
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    os.write(writing, data[:MAX_INPUT])
    if not silent:
        os.close(writing)
    else:
        _open.append(writing)
    return reading


_open: list[int] = []
_nowhere = os.open(os.devnull, os.O_WRONLY)


class _Told:
    """A hook that takes every tag."""

    def __call__(self, tag: str, content: Any) -> Any:
        return [tag, content]


class _Channel(wire.Channel):
    def receive(self, *, deadline: float | None = None, max_body: int = MAX_LENGTH) -> Any:
        return super().receive(deadline=deadline, max_body=max_body)


class _Frames(wire.Channel):
    """A channel whose frames have been read already."""

    def __init__(self, frames: list[Any]) -> None:
        self.frames = iter(frames)

    def send(self, kind: int, request: int, value: Any, extend: Any = None, *, deadline: Any = None) -> None:
        wire.encode(value, extend)

    def receive(self, *, deadline: float | None = None, max_body: int = MAX_LENGTH) -> Any:
        for frame in self.frames:
            return frame
        raise wire.Disconnected


class _Child:
    """A child that has said everything already."""

    def __init__(self, channel: wire.Channel) -> None:
        self.channel = channel

    def end(self) -> dict[str, Any]:
        return {"exit": None}


def _mean(x: Any) -> float:
    """What the judge is asked to call back: an ordinary test function."""
    return float(np.mean(x * x))


def _listen(data: bytes, operation: str, *, silent: bool = False) -> str:
    reading = _pipe(data, silent=silent)
    try:
        return _hear(_Channel(reading, _nowhere), operation, NO_PATIENCE if silent else LIMITS)
    finally:
        os.close(reading)
        while _open:
            os.close(_open.pop())


def _hear(channel: wire.Channel, operation: str, limits: Limits = LIMITS) -> str:
    session = client.Session(_Child(channel), limits)
    session.extend(_mean)
    try:
        reply = session.request(operation, [])
    except client.StudentError as error:
        _judge_error(error)
        return "StudentError"
    except (client.TimedOut, client.Died) as error:
        return type(error).__name__
    if operation != "parse":
        _judge_reply(reply)
    _judge(reply.value, MAX_LENGTH)
    return "Reply"


# ---------------------------------------------------------------------------------------------------- what is right


def _judge(value: Any, length: int) -> None:
    """Hold a value against what the documentation promises."""
    room, size = [2 * wire.MAX_VALUES], [0]

    def look(value: Any, depth: int) -> None:
        room[0] -= 1
        if room[0] < 0 or depth > 2 * wire.MAX_DEPTH + 4:
            raise Broken("too many or too deep")
        kind = type(value)
        if kind in PLAIN:
            return
        if kind is list or kind is tuple:
            for item in value:
                look(item, depth + 1)
        elif kind is dict:
            if len(value) > wire.MAX_KEYS:
                raise Broken("keys")
            for key, item in value.items():
                look(key, depth + 1)
                look(item, depth + 1)
        elif kind is client.ObjectRef:
            _judge_reference(value)
        elif kind is np.ndarray or (isinstance(value, np.generic) and kind.__module__ == "numpy"):
            if value.dtype.str[1:] not in wire._DTYPES or value.ndim > wire.MAX_DIMENSIONS:
                raise Broken("dtype")
            size[0] += value.nbytes
            if size[0] > length:
                raise Broken("more memory than bytes")
        else:
            raise Broken(kind.__name__)

    look(value, 0)


def _judge_reference(value: client.ObjectRef) -> None:
    right = (
        type(value.number) is int
        and type(value.type_name) is str
        and len(value.type_name) <= 100
        and len(value.methods) <= interpreter.MAX_METHODS
        and all(type(name) is str for name in value.methods)
    )
    if not right:
        raise Broken("reference")


def _judge_reply(reply: client.Reply) -> None:
    if type(reply.printed) is not str or len(reply.printed) > interpreter.MAX_PRINTED + 1:
        raise Broken("printed")
    for kind, message, line in reply.warnings:
        if (type(kind), type(message), type(line)) != (str, str, int) or len(
            message
        ) > interpreter.MAX_MESSAGE:
            raise Broken("warning")
    for step, place in reply.changed:
        if type(step) is not int or type(place) is not int:
            raise Broken("changed")
    if len(reply.warnings) > interpreter.MAX_WARNINGS or len(reply.changed) > wire.MAX_KEYS:
        raise Broken("too many")


def _judge_error(error: client.StudentError) -> None:
    for text in (error.kind, error.type, error.message, error.printed):
        if type(text) is not str:
            raise Broken("text")
    if error.line is not None and (type(error.line) is not int or error.line <= 0):
        raise Broken("line")
    if len(error.message) > interpreter.MAX_MESSAGE or len(error.type) > 100:
        raise Broken("length")


# ---------------------------------------------------------------------------------------------------- made of choices


def _answer(choices: bytearray, body: bytearray) -> tuple[int, Any]:
    """An answer of each kind, with something wrong in it perhaps."""
    choice = _next(choices)
    fields = {
        "value": _value(choices, body, 0),
        "printed": "x",
        "warnings": {"l": []},
        "changed": {"l": [{"l": [0, 0]}] if choice & 8 else []},
    }
    kind = wire.REPLY
    if choice & 3 == 1:
        kind, fields = wire.ERROR, {"kind": "raised", "type": "E", "message": "m", "line": 1, "printed": ""}
    elif choice & 3 == 2:
        argument = _value(choices, body, 0)
        return wire.CALLBACK, {"l": [_small(choices), {"l": [argument]}, {"d": []}]}
    if choice & 16:
        fields["warnings"] = {"l": [{"l": ["W", "text", _value(choices, body, 1)]}]}
    if choice & 32:
        names = list(fields)
        fields[names[_next(choices) % len(names)]] = _value(choices, body, 1)
    if choice & 64:
        fields.pop(list(fields)[_next(choices) % len(fields)])
    if choice & 128:
        return kind, _value(choices, body, 0)
    return kind, {"d": [[name, value] for name, value in fields.items()]}


def _next(choices: bytearray) -> int:
    return choices.pop() if choices else 0


def _small(choices: bytearray) -> int:
    return NUMBERS[_next(choices) % len(NUMBERS)]


def _value(choices: bytearray, body: bytearray, depth: int) -> Any:
    if depth > 36 or not choices:
        return None
    choice = _next(choices)
    kind, rest = choice & 15, choice >> 4
    if kind == 0:
        return (None, True, False, WORDS[rest % len(WORDS)])[rest & 3]
    if kind == 1:
        return NUMBERS[rest]
    if kind == 2:
        return FLOATS[rest & 7]
    if kind == 3:
        return WORDS[_next(choices) % len(WORDS)] * (1 + rest)
    if kind in (4, 5):
        return {"lt"[kind - 4]: _several(choices, body, depth, rest)}
    if kind == 6:
        return {"d": [_several(choices, body, depth, 2 if i < 14 else 3) for i in range(rest)]}
    if kind in (7, 8):
        return _array(choices, body, scalar=kind == 8)
    if kind == 9:
        return {"c": _several(choices, body, depth, 2)}
    if kind == 10:
        return {"f": ("nan", "inf", "-inf", "Infinity")[rest & 3]}
    if kind == 11:
        tag = ("object", "method", "callback", "")[rest & 3]
        methods = {"l": ["m"] * rest if rest & 4 else _several(choices, body, depth, rest)}
        return {"x": [tag, {"l": [_value(choices, body, depth + 1), "T", methods]}]}
    if kind == 12:
        return {WORDS[_next(choices) % len(WORDS)]: _value(choices, body, depth + 1)}
    if kind == 13:
        return _several(choices, body, depth, rest)
    if kind == 14:
        levels = 36 if rest == 15 else rest & 1
        inner = _value(choices, body, depth + 1 + levels)
        for _ in range(levels):
            inner = {"l": [inner]}
        return inner
    return {"l": [rest] * (201 if rest == 15 else rest)}


def _several(choices: bytearray, body: bytearray, depth: int, count: int) -> list[Any]:
    return [_value(choices, body, depth + 1) for _ in range(count) if choices or count < 4]


def _array(choices: bytearray, body: bytearray, *, scalar: bool) -> Any:
    names = list(wire._DTYPES)
    choice = _next(choices)
    name = names[choice % len(names)]
    shape = [] if scalar else [_next(choices) & 7 for _ in range(choice >> 4 & 7)]
    count = 1
    for length in shape:
        count *= length
    if choice & 128:
        shape = [_small(choices), *shape[1:]]
    elif count < 2048:
        body += (
            bytes(_next(choices) for _ in range(min(count, 8))).ljust(count, b"\1")
            * wire._DTYPES[name].itemsize
        )
    return {"s": name} if scalar else {"a": [name, shape]}


# ---------------------------------------------------------------------------------------------------- seeds, and main

STUDENT = """
import warnings
class Layer:
    def __init__(self, w): self.w = w
    def forward(self, x): return x * self.w
def same(x): return x
def loud(x):
    print("x =", x)
    warnings.warn("beware")
    x[0] = 9
    return x.sum()
def asks(f, x): return f(x)
def wrong(x): return x.missing
"""


def seeds() -> dict[str, bytes]:
    """What an honest child sends, by name; each is everything that comes through the channel."""
    values: dict[str, Any] = {
        "none": None, "numbers": [0, True, -1.5, float("nan"), 2 + 1j, 10**30], "text": "한글\ud800\x00",
        "array": np.arange(6.0).reshape(2, 3), "empty": np.zeros((0, 3)), "scalar": np.float32(1), "flags": np.ones(3, "?"),
        "complex": np.ones(2, "c16"), "nested": {"a": (1, [2, {"b": np.ones(2, "i1")}]), 3: {}, (4, "x"): None},
    }  # fmt: skip
    found = {name: _said("run", [["call", None, "same", [value], {}]]) for name, value in values.items()}
    found["loud"] = _said("run", [["call", None, "loud", [np.ones(3)], {}]])
    found["object"] = _said("run", [["call", None, "Layer", [2.0], {}]])
    found["method"] = _said("run", [["call", None, "Layer", [2.0], {}], ["get", "it", "forward"]])
    found["batch"] = _said(
        "batch", [["call", None, "same", [np.ones(3)], {}]], [[0, 0, None, 0, 0.5], [0, 0, None, 1, 0.5]]
    )
    found["error"] = _said("run", [["call", None, "wrong", [1], {}]])
    found["missing"] = _said("run", [["call", None, "nothing", [], {}]])
    found["parse"] = _said("parse", "answer.py", STUDENT)
    found["syntax"] = _said("parse", "answer.py", "def f(:\n")
    asked, buffers = wire.encode([0, [np.ones(3)], {}])
    found["callback"] = _packed(wire.CALLBACK, asked, b"".join(buffers)) + found["array"]
    return found


def _said(*request: Any) -> bytes:
    from types import ModuleType

    module = ModuleType("answer")
    exec(STUDENT, module.__dict__)
    answering = interpreter.Interpreter.of_module(module, lambda *_: None)
    text, buffers = wire.encode(list(request))
    with warnings.catch_warnings(), contextlib.redirect_stdout(answering.output):
        warnings.simplefilter("always")
        warnings.showwarning = answering.output.show_warning  # type: ignore[assignment]
        kind, value = answering.answer(text, memoryview(b"".join(buffers)))
    text, buffers = wire.encode(value, answering.extend)
    return _packed(kind, text, b"".join(buffers))


def write_seeds(folder: Path) -> None:
    """Write every seed in each of the modes that take frames as they are."""
    for name, frame in seeds().items():
        operation = {"parse": 1, "syntax": 1, "batch": 2}.get(name, 0)
        (folder / f"stream_{name}").write_bytes(bytes([operation << 2]) + frame)
        (folder / f"reader_{name}").write_bytes(b"\x0f" + frame)
        _, kind, _, _, length = wire.HEADER.unpack(frame[: wire.HEADER.size])
        kinds = {wire.REPLY: 0, wire.ERROR: 1, wire.CALLBACK: 2}
        beginning = bytes([1 | operation << 2 | kinds[kind] << 4, length])
        (folder / f"frame_{name}").write_bytes(beginning + frame[wire.HEADER.size :])
    draw, endings = random.Random(0), []
    while len(endings) < 16:
        choices = bytes([2, draw.randrange(4) * 4, *draw.randbytes(60)])
        ending = one_input(choices)
        if ending in ("Reply", "StudentError") or endings.count(ending) < 4:
            (folder / f"choices_{len(endings)}").write_bytes(choices)
            endings.append(ending)


def main() -> None:
    """Write the seeds, run files, or fuzz."""
    warnings.simplefilter("ignore")
    wire.MAX_TEXT, wire.MAX_VALUES, wire.MAX_KEYS = MAX_LENGTH, 200, 50
    if sys.argv[1:] == ["--seeds"]:
        write_seeds(SEEDS)
        return
    if atheris is None:
        sys.exit("This needs atheris: pip install atheris")
    defaults = {"-timeout": "10", "-rss_limit_mb": "1024", "-artifact_prefix": f"{CRASHES}/"}
    given = {argument.partition("=")[0] for argument in sys.argv}
    options = [f"{name}={value}" for name, value in defaults.items() if name not in given]
    atheris.Setup([*sys.argv, *options], one_input_for_fuzzer)
    atheris.Fuzz()


def one_input_for_fuzzer(data: bytes) -> None:
    """The same, for libFuzzer, which wants nothing back."""
    one_input(data)


if __name__ == "__main__":
    main()
