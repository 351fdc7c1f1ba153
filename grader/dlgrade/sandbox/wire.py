"""Frames of plain data between the judge and the sandbox.

A frame is a fixed header, a JSON text that describes one value, and the raw bytes of the arrays in it:

    magic 4s | kind B | 3 pad | request id I | length of the text I | length of the bytes Q

Only data crosses: None, bool, int, float, complex, str, list, tuple, dict, NumPy arrays and scalars of a closed
table of dtypes. Everything else is left to the two `extend` hooks, which turn it into a tag and plain data. There is no
pickle and no eval, and a value read from a frame is trusted for nothing but being of one of those types: every length,
shape and dtype is checked before memory is taken for it.
"""

from __future__ import annotations

import json
import math
import os
import select
import struct
import time
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

MAGIC = b"DLG1"
HEADER = struct.Struct("<4sB3xIIQ")
REQUEST, REPLY, ERROR, CALLBACK, CALLBACK_REPLY, CALLBACK_ERROR = range(1, 7)

AT_ONCE = 1 << 14  # bytes that are written, and read, in one go
MAX_TEXT = 4 << 20
MAX_BODY = 64 << 20
MAX_DEPTH = 32
MAX_DIMENSIONS = 64
MAX_VALUES = 100_000  # in one frame: each costs the reader a thousand times what it costs the writer
MAX_KEYS = 1_000  # in one dict: their hashes may all be the same
MAX_INT_BITS = 4096

_DTYPES = {
    f"{kind}{size}": np.dtype(f"<{kind}{size}")
    for kind, sizes in {"f": (2, 4, 8), "i": (1, 2, 4, 8), "u": (1, 2, 4, 8), "c": (8, 16)}.items()
    for size in sizes
}
_DTYPES["b1"] = np.dtype("?")
_NAMES = {dtype: name for name, dtype in _DTYPES.items()}

Extend = Callable[[Any], "tuple[str, Any] | None"]
Restore = Callable[[str, Any], Any]


class WireError(Exception):
    """A frame broke the rules above. Whoever sent it is not to be listened to any longer."""


class Disconnected(Exception):
    """The other side closed the channel or died."""


class DeadlineExceeded(Exception):
    """The deadline passed before the frame was complete."""


class Unsendable(TypeError):
    """A value cannot be put into a frame."""


# ---------------------------------------------------------------------------------------------------- values to text


def encode(value: Any, extend: Extend | None = None) -> tuple[bytes, list[memoryview]]:
    """Turn a value into its JSON text and the buffers of its arrays.

    Args:
        value: the value.
        extend: called with everything that is not plain data; returns a tag and plain data, or None to refuse.

    Raises:
        Unsendable: the value is refused, too deep or too large.
    """
    buffers: list[memoryview] = []
    described = _Writer(buffers, extend).describe(value, 0)
    text = json.dumps(described, separators=(",", ":"), check_circular=False).encode()
    if len(text) > MAX_TEXT or sum(map(len, buffers)) > MAX_BODY:
        raise Unsendable("too large")
    return text, buffers


# What subclasses (OrderedDict, namedtuple) are sent as, by methods that a subclass cannot replace.
_PLAIN: dict[type, Callable[[Any], Any]] = {
    dict: lambda value: dict(dict.items(value)),
    list: list.copy,
    tuple: lambda value: tuple.__getitem__(value, slice(None)),
}


class _Writer:
    def __init__(self, buffers: list[memoryview], extend: Extend | None) -> None:
        self.buffers = buffers
        self.extend = extend
        self.room = MAX_VALUES

    def describe(self, value: Any, depth: int) -> Any:
        kind = type(value)
        if value is None or kind is bool or kind is str:
            return value
        if kind is int:
            if value.bit_length() > MAX_INT_BITS:
                raise Unsendable("an integer too large")
            return value
        if kind is float:
            return value if math.isfinite(value) else {"f": repr(value)}
        if kind is complex:
            return {"c": [self.describe(value.real, depth), self.describe(value.imag, depth)]}
        if depth > MAX_DEPTH:
            raise Unsendable("nested too deeply")
        if kind is np.ndarray or isinstance(value, np.generic):
            described = _describe_array(value, self.buffers)
            if described is not None:
                return described
        if kind is list or kind is tuple:
            return {kind.__name__[0]: self.items(value, depth)}
        if kind is dict:
            if len(value) > MAX_KEYS:
                raise Unsendable("too large")
            return {"d": [self.items(pair, depth) for pair in value.items()]}
        extended = self.extend(value) if self.extend else None
        if extended is not None:
            return {"x": [extended[0], self.describe(extended[1], depth + 1)]}
        for plain, copy in _PLAIN.items():
            if issubclass(kind, plain):
                return self.describe(copy(value), depth)
        raise Unsendable(kind.__name__)

    def items(self, values: Iterable[Any], depth: int) -> list[Any]:
        described = []
        for value in values:
            self.room -= 1
            if self.room < 0:
                raise Unsendable("too large")
            described.append(self.describe(value, depth + 1))
        return described


def _describe_array(value: Any, buffers: list[memoryview]) -> Any:
    array = np.asarray(value)
    values = array.size or math.prod(max(n, 1) for n in array.shape)
    if max(array.nbytes, values) > MAX_BODY:  # maybe a broadcast view
        raise Unsendable("too large")
    name = _NAMES.get(array.dtype) or _NAMES.get(array.dtype.newbyteorder("<"))
    if name is None and array.dtype.kind in "fc":  # long double: the closest that can cross
        name = "f8" if array.dtype.kind == "f" else "c16"
    if name is None:
        return None
    array = np.ascontiguousarray(array, dtype=_DTYPES[name])
    if array.size:
        buffers.append(array.data.cast("B"))
    return {"s": name} if isinstance(value, np.generic) else {"a": [name, list(value.shape)]}


# ---------------------------------------------------------------------------------------------------- text to values


def _no_constant(name: str) -> Any:
    raise WireError(f"constant {name}")


_parse = json.JSONDecoder(parse_constant=_no_constant).decode


def decode(text: bytes, body: memoryview, restore: Restore | None = None, *, writable: bool = True) -> Any:
    """Turn a JSON text and the bytes of its arrays back into a value; the inverse of `encode`.

    Args:
        text: the JSON text.
        body: all buffers, one after the other.
        restore: called with the tag and the plain data of an extension.
        writable: copy every array out of `body`, so that it may be changed; else arrays are read-only views of it.

    Raises:
        WireError: the frame breaks a rule.
    """
    try:
        reader = _Reader(body, restore, writable)
        value = reader.value(_parse(text.decode("utf-8")), 0)
    except WireError:
        raise
    except (ValueError, TypeError, RecursionError, OverflowError) as error:
        raise WireError(type(error).__name__) from None
    if reader.position != len(body):
        raise WireError("bytes left over")
    return value


class _Reader:
    def __init__(self, body: memoryview, restore: Restore | None, writable: bool) -> None:
        self.body = body
        self.position = 0
        self.restore = restore
        self.writable = writable
        self.room = MAX_VALUES

    def items(self, described: list[Any], depth: int) -> list[Any]:
        self.room -= len(described)
        if self.room < 0:
            raise WireError("too many values")
        return [self.value(item, depth + 1) for item in described]

    def value(self, described: Any, depth: int) -> Any:
        if type(described) is not dict:
            if type(described) is list:
                raise WireError("a bare list")
            return described
        if len(described) != 1:
            raise WireError("tag")
        ((tag, content),) = described.items()
        if tag == "s" and type(content) is str:
            return self.array(content, [])[()]
        if tag == "f" and content in ("nan", "inf", "-inf"):
            return float(content)
        if type(content) is not list:
            raise WireError("tag")
        if tag == "a" and len(content) == 2:
            return self.array(*content)
        if tag == "c" and len(content) == 2:
            return complex(self.value(content[0], depth), self.value(content[1], depth))
        if depth > MAX_DEPTH:
            raise WireError("nested too deeply")
        if tag == "l":
            return self.items(content, depth)
        if tag == "t":
            return tuple(self.items(content, depth))
        if tag == "d" and len(content) <= MAX_KEYS:
            return dict(self.items(pair, depth) for pair in content)
        if tag == "x" and len(content) == 2 and type(content[0]) is str and self.restore:
            return self.restore(content[0], self.value(content[1], depth + 1))
        raise WireError("tag")

    def array(self, name: Any, shape: Any) -> Any:
        dtype = _DTYPES.get(name) if type(name) is str else None
        if dtype is None or type(shape) is not list or len(shape) > MAX_DIMENSIONS:
            raise WireError("array")
        count = rows = 1
        for n in shape:
            if type(n) is not int or not 0 <= n <= MAX_BODY:
                raise WireError("shape")
            count *= n
            rows *= n or 1
        if rows > MAX_BODY:  # millions of rows without a number are too many, too
            raise WireError("shape")
        end = self.position + count * dtype.itemsize
        if end > len(self.body):
            raise WireError("array beyond the body")
        array = np.frombuffer(self.body[self.position : end], dtype).reshape(shape)
        self.position = end
        return array.copy() if self.writable else array


# ------------------------------------------------------------------------------------------------------- the channel


class Channel:
    """One end of a two-way stream of frames over file descriptors.

    Every operation of the judge's side takes an absolute deadline on `time.monotonic`, looked at whenever there is
    nothing to read or no room to write, so that a reply that drips in byte by byte is as late as one that never comes.
    The sandbox's side blocks and has no deadline.
    """

    def __init__(self, read_fd: int, write_fd: int) -> None:
        """Take over two descriptors; they may be the same (a socket)."""
        self.read_fd = read_fd
        self.write_fd = write_fd
        self._ahead = memoryview(b"")  # what was read beyond the part that was asked for

    def close(self) -> None:
        """Close both descriptors."""
        for fd in {self.read_fd, self.write_fd}:
            os.close(fd)

    def send(
        self,
        kind: int,
        request: int,
        value: Any,
        extend: Extend | None = None,
        *,
        deadline: float | None = None,
    ) -> None:
        """Send one value as a frame.

        Raises:
            Unsendable: nothing was sent, because the value cannot be put into a frame.
            Disconnected: the other side is gone.
            DeadlineExceeded: the deadline passed.
        """
        text, buffers = encode(value, extend)
        header = HEADER.pack(MAGIC, kind, request, len(text), sum(map(len, buffers)))
        parts = [memoryview(header + text), *buffers]
        if len(parts) > 1 and sum(map(len, parts)) <= AT_ONCE:  # the other side is woken only once
            parts = [memoryview(b"".join(parts))]
        for part in parts:
            rest = part
            while rest:
                try:
                    rest = rest[os.write(self.write_fd, rest) :]
                except BlockingIOError:
                    self._wait(self.write_fd, writing=True, deadline=deadline)
                except (BrokenPipeError, ConnectionResetError):
                    raise Disconnected from None

    def receive(
        self, *, deadline: float | None = None, max_body: int = MAX_BODY
    ) -> tuple[int, int, bytes, memoryview]:
        """Read one frame: its kind, its request id, its text and its bytes (not yet decoded).

        Raises:
            WireError: the header breaks a rule.
            Disconnected: the other side is gone.
            DeadlineExceeded: the deadline passed.
        """
        magic, kind, request, text_length, body_length = HEADER.unpack(self._read(HEADER.size, deadline))
        if magic != MAGIC or text_length > MAX_TEXT or body_length > max_body:
            raise WireError("header")
        text = bytes(self._read(text_length, deadline))
        return kind, request, text, memoryview(self._read(body_length, deadline)).toreadonly()

    def _read(self, length: int, deadline: float | None) -> bytearray:
        if length <= len(self._ahead):
            data, self._ahead = bytearray(self._ahead[:length]), self._ahead[length:]
            return data
        data = bytearray(length)
        rest = self._take(memoryview(data))
        while rest:
            try:
                if len(rest) < AT_ONCE:
                    self._ahead = memoryview(os.read(self.read_fd, AT_ONCE))
                    count = len(self._ahead)
                    rest = self._take(rest)
                else:
                    count = _read_into(self.read_fd, rest)
                    rest = rest[count:]
            except BlockingIOError:
                self._wait(self.read_fd, writing=False, deadline=deadline)
                continue
            except ConnectionResetError:
                raise Disconnected from None
            if count == 0:
                raise Disconnected
        return data

    def _take(self, room: memoryview) -> memoryview:
        """Fill room with what was read ahead; what is left of the room."""
        count = min(len(room), len(self._ahead))
        room[:count] = self._ahead[:count]
        self._ahead = self._ahead[count:]
        return room[count:]

    def _wait(self, fd: int, *, writing: bool, deadline: float | None) -> None:
        poll = select.poll()
        poll.register(fd, select.POLLOUT if writing else select.POLLIN)
        remaining = None if deadline is None else max(0.0, (deadline - time.monotonic()) * 1000)
        if not poll.poll(remaining):
            raise DeadlineExceeded


def _read_into(fd: int, room: memoryview) -> int:
    if hasattr(os, "readv"):
        return os.readv(fd, [room])
    data = os.read(fd, min(len(room), 1 << 20))
    room[: len(data)] = data
    return len(data)
