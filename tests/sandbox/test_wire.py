"""Frames: what crosses arrives as it was, what must not cross is refused, and nothing read from a frame is believed."""

import datetime
import decimal
import enum
import json
import os
import re
import select
import socket
import struct
import sys
import threading
import time
import tracemalloc
import types
from collections import OrderedDict, defaultdict, namedtuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from dlgrade.sandbox import wire
from dlgrade.sandbox.client import LocalConnection

DTYPES = ["?", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16"]
many = settings(max_examples=100, deadline=None, database=None)


def there_and_back(value, extend=None, restore=None):
    text, buffers = wire.encode(value, extend)
    return wire.decode(text, memoryview(b"".join(buffers)), restore)


def same(a, b):
    """Bit for bit equal, and of equal types all the way down."""
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ndarray | np.generic):
        return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return same(list(a), list(b)) and same(list(a.values()), list(b.values()))
    if isinstance(a, complex):
        return same([a.real, a.imag], [b.real, b.imag])
    return a == b or (a != a and b != b)


def nested(inner, levels):
    for _ in range(levels):
        inner = [inner]
    return inner


# ------------------------------------------------------------------------------------------------------ there and back

letters = st.characters() | st.characters(
    categories=["Cs"]
)  # surrogates, too: a student's string may hold anything
pair = re.compile("[\ud800-\udbff][\udc00-\udfff]")  # … but two halves side by side are one letter
texts = st.text(letters).filter(lambda text: not pair.search(text))
numbers = st.integers(-(2**4000), 2**4000) | st.floats() | st.complex_numbers(allow_nan=True)
scalars = st.none() | st.booleans() | numbers | texts
shapes = hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=3)
arrays = st.sampled_from(DTYPES).flatmap(lambda dtype: hnp.arrays(dtype, shapes))
numpy_scalars = (
    st.sampled_from(DTYPES).flatmap(lambda dtype: hnp.arrays(dtype, ())).map(lambda array: array[()])
)
values = st.recursive(
    scalars | arrays | numpy_scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(
            st.none() | st.booleans() | texts | st.integers() | st.tuples(texts), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@many
@given(values)
def test_a_value_arrives_as_it_was(value):
    assert same(value, there_and_back(value))


@many
@given(arrays, st.data())
def test_an_array_that_is_not_contiguous_arrives_with_its_values(array, data):
    steps = [slice(None, None, data.draw(st.sampled_from([1, 2, -1]))) for _ in range(array.ndim)]
    view = array.T[tuple(steps) or ...]
    assert same(np.array(view, order="C"), there_and_back(view))


@pytest.mark.parametrize("dtype", [dtype for dtype in DTYPES if dtype not in ("?", "i1", "u1")])
@pytest.mark.parametrize("order", "<>")
def test_byte_order_is_no_part_of_a_value(dtype, order):
    array = np.arange(6).reshape(2, 3).astype(order + dtype)
    assert same(array.astype(dtype), there_and_back(array))


@pytest.mark.parametrize("dtype", [np.longdouble, np.clongdouble])
def test_a_long_double_becomes_the_double_next_to_it(dtype):
    arrived = there_and_back(np.array([0.5, 2.0], dtype))
    assert arrived.tolist() == [0.5, 2.0]
    assert arrived.dtype in (np.float64, np.complex128)


@pytest.mark.parametrize("size", [0, 3])
def test_an_array_that_arrives_can_be_changed(size):
    assert there_and_back(np.zeros(size)).flags.writeable


def test_arrays_are_views_of_the_frame_where_that_is_asked_for():
    text, buffers = wire.encode([np.zeros(3)])
    (array,) = wire.decode(text, memoryview(b"".join(buffers)), writable=False)
    assert not array.flags.writeable


def test_equal_arrays_arrive_as_separate_ones():
    shared = np.zeros(2)
    first, second = there_and_back([shared, shared])
    first[0] = 1
    assert second[0] == 0


@pytest.mark.parametrize(
    "inner", [1, "a", 2.5, np.nan, 1 + 2j, complex(np.nan, 0), np.float32(1), np.ones(2), []]
)
@pytest.mark.parametrize("levels", range(30, 36))
def test_whatever_depth_is_sent_is_also_accepted(inner, levels):
    value = nested(inner, levels)
    try:
        text, buffers = wire.encode(value)
    except wire.Unsendable:
        assert levels >= wire.MAX_DEPTH
    else:
        assert same(value, wire.decode(text, memoryview(b"".join(buffers))))


@pytest.mark.skipif(
    int(np.__version__.split(".")[0]) < 2, reason="NumPy 1 has no arrays of more than 32 dimensions"
)
@pytest.mark.parametrize("dimensions", [32, 33, 64])
def test_an_array_of_many_dimensions_arrives_or_is_refused(dimensions):
    array = np.ones([1] * dimensions)
    try:
        text, buffers = wire.encode(array)
    except wire.Unsendable:
        assert dimensions > 32
    else:
        assert same(array, wire.decode(text, memoryview(b"".join(buffers))))


def test_extensions_take_what_is_not_plain_data_and_give_it_back():
    def extend(value):
        return ("letters", [value.start, {"stop": value.stop}]) if type(value) is range else None

    def restore(tag, content):
        assert tag == "letters"
        return range(content[0], content[1]["stop"])

    assert there_and_back({"a": (range(2, 5), 1)}, extend, restore) == {"a": (range(2, 5), 1)}


# ------------------------------------------------------------------------------------------------------ what is refused


class Liar(np.ndarray):
    """An array that is equal to everything."""

    def __eq__(self, other):
        return True

    __hash__ = None


class Count(int):
    """A number that is its own idea of itself."""


class Colour(enum.IntEnum):
    RED = 1


Pair = namedtuple("Pair", "a b")
REFUSED = {
    "object array": np.array([1, None], dtype=object),
    "array of texts": np.array(["a"]),
    "array of bytes": np.array([b"a"]),
    "array of dates": np.array(["2024-01-01"], dtype="M8[D]"),
    "record array": np.zeros(2, dtype=[("a", "f8")]),
    "NumPy text": np.str_("a"),
    "NumPy date": np.datetime64("2024-01-01"),
    "array subclass": np.zeros(2).view(Liar),
    "matrix": np.zeros((2, 2)).view(np.matrix),
    "masked array": np.ma.masked_array([1.0, 2.0]),
    "text subclass": types.new_class("T", (str,))("a"),
    "number subclass": Count(3),
    "enum": Colour.RED,
    "set": {1},
    "bytes": b"a",
    "bytearray": bytearray(b"a"),
    "range": range(3),
    "decimal": decimal.Decimal(1),
    "date": datetime.date(2024, 1, 1),
    "function": len,
    "lambda": lambda: 0,
    "class": dict,
    "module": json,
    "generator": (i for i in range(3)),
    "object": object(),
    "memoryview": memoryview(b"a"),
}


@pytest.mark.parametrize(
    "wrap", [lambda v: v, lambda v: [v], lambda v: ({"a": v},)], ids=["bare", "list", "dict"]
)
@pytest.mark.parametrize("what", REFUSED)
def test_what_is_not_plain_data_is_refused(what, wrap):
    with pytest.raises(wire.Unsendable):
        wire.encode(wrap(REFUSED[what]))


@pytest.mark.parametrize("key", [Count(3), b"a", len], ids=str)
def test_a_key_that_is_not_plain_data_is_refused(key):
    with pytest.raises(wire.Unsendable):
        wire.encode({key: 1})


def test_a_scalar_subclass_arrives_as_the_plain_scalar():
    class Sly(np.float64):
        def __eq__(self, other):
            return True

        def __float__(self):
            raise AssertionError

        __hash__ = None

    assert same(there_and_back(Sly(2.5)), np.float64(2.5))


class SlyDict(dict):
    def items(self):
        raise AssertionError

    copy = __iter__ = keys = items


@pytest.mark.parametrize(
    ("sent", "arrives"),
    [
        (types.new_class("L", (list,))([1]), [1]),
        (Pair(1, 2.0), (1, 2.0)),
        (OrderedDict(a=1), {"a": 1}),
        (defaultdict(list, b=[0.5]), {"b": [0.5]}),
        (SlyDict(c=3), {"c": 3}),
        ({Pair(1, 2): 3}, {(1, 2): 3}),
    ],
)
def test_a_subclass_of_a_container_arrives_as_the_plain_container(sent, arrives):
    assert same(there_and_back(sent), arrives)


def test_a_value_that_contains_itself_is_refused():
    endless = []
    endless.append(endless)
    with pytest.raises(wire.Unsendable, match="deep"):
        wire.encode(endless)


TOO_LARGE = {
    "integer": lambda: 1 << wire.MAX_INT_BITS,
    "negative integer": lambda: -(1 << wire.MAX_INT_BITS),
    "text": lambda: "x" * (wire.MAX_TEXT + 1),
    "array": lambda: np.zeros(wire.MAX_BODY + 1, dtype=bool),
    "several arrays together": lambda: [np.zeros(wire.MAX_BODY // 2 + 1, dtype=bool)] * 2,
    "array that takes no memory until it is copied": lambda: np.broadcast_to(
        np.float64(0), (1 << 20, 1 << 20)
    ),
}


@pytest.mark.parametrize("what", TOO_LARGE)
def test_what_is_too_large_is_refused(what):
    with pytest.raises(wire.Unsendable, match="large"):
        wire.encode(TOO_LARGE[what]())


def test_the_largest_integer_that_is_allowed_arrives():
    largest = (1 << wire.MAX_INT_BITS) - 1
    assert there_and_back([largest, -largest]) == [largest, -largest]


# ------------------------------------------------------------------------------------------------------ hostile frames


def attempt(text, body=b"", restore=None):
    """Decode; whatever comes out, nothing but a value or a WireError may."""
    try:
        wire.decode(text, memoryview(body), restore)
    except wire.WireError:
        return


judges_restore = LocalConnection(types.ModuleType("nothing")).restore
tags = st.sampled_from("aslftdcx") | st.text(max_size=2)
names = st.sampled_from(
    ["f8", "c16", "b1", "i4", "f3", "O", "V8", "U1", "", "object", "method", "rng", "callback"]
)
leaves = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([2**26, 2**31, 2**63, -1, 0, 10**400])
    | st.floats()
)
trees = st.recursive(
    leaves | names | st.sampled_from(["nan", "inf", "-inf"]) | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(tags, inner, min_size=1, max_size=1)
        | st.dictionaries(tags, inner, max_size=3)
        | st.fixed_dictionaries({"a": st.tuples(names, st.lists(st.integers(-1, 4) | leaves, max_size=5))})
        | st.fixed_dictionaries({"x": st.tuples(names, inner)})
        | st.fixed_dictionaries({"c": st.tuples(inner, inner)})
        | st.fixed_dictionaries({"d": st.lists(st.tuples(inner, inner), max_size=3)})
    ),
    max_leaves=10,
)


@settings(many, max_examples=300)
@given(trees, st.binary(max_size=64))
def test_a_text_of_odd_structure_raises_nothing_but_a_wire_error(tree, body):
    attempt(json.dumps(tree).encode(), body, judges_restore)


@many
@given(st.binary(max_size=200), st.binary(max_size=20))
def test_random_bytes_raise_nothing_but_a_wire_error(text, body):
    attempt(text, body, judges_restore)


@many
@given(values, st.data())
def test_a_valid_frame_with_errors_in_it_raises_nothing_but_a_wire_error(value, data):
    text, buffers = wire.encode(value)
    changed = bytearray(text)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(changed)))
        end = at + data.draw(st.integers(0, 2))
        changed[at:end] = data.draw(
            st.binary(max_size=2) | st.sampled_from([b"[", b"]", b'"', b"{}", b"9", b"-", b"\xff"])
        )
    body = b"".join(buffers)
    attempt(bytes(changed), body[: data.draw(st.integers(0, len(body)))], judges_restore)


HOSTILE = {
    "deep lists": b'{"l":[' * 100_000,
    "deep brackets": b"[" * 100_000,
    "deep mappings": b'{"a":' * 100_000,
    "depth beyond the limit": b'{"l":[' * 40 + b"]}" * 40,
    "endless digits": b"9" * 100_000,
    "not UTF-8": b'"\xff"',
    "constant": b"NaN",
    "infinity": b"Infinity",
    "bare list": b"[1,2]",
    "two tags": b'{"l":[],"t":[]}',
    "no tag": b"{}",
    "unknown tag": b'{"q":[]}',
    "extension without a hook": b'{"x":["object",1]}',
    "unhashable key": b'{"d":[[{"l":[]},1]]}',
    "odd pair": b'{"d":[[1,2,3]]}',
    "negative length": b'{"a":["f8",[-1]]}',
    "fraction of a length": b'{"a":["f8",[1.0]]}',
    "true as a length": b'{"a":["b1",[true]]}',
    "object dtype": b'{"a":["O",[1]]}',
    "dtype with a shape": b'{"a":["(2,2)f8",[1]]}',
    "array beyond the body": b'{"a":["f8",[2]]}',
    "scalar beyond the body": b'{"l":[{"s":"c16"}]}',
    "bytes left over": b"1",
    "product that overflows": b'{"a":["f8",[4294967296,4294967296]]}',
    "empty array of absurd size": b'{"a":["f8",[0,67108864,67108864,67108864,67108864]]}',
    "too many dimensions": b'{"a":["b1",[' + b",".join([b"1"] * 100) + b"]]}",
    "complex of texts": b'{"c":["1","2"]}',
    "complex of lists": b'{"c":[{"l":[]},1]}',
    "complex too large": b'{"c":[1' + b"0" * 400 + b",1]}",
    "float by another name": b'{"f":"1e5"}',
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_frame_that_breaks_a_rule_is_refused(what):
    with pytest.raises(wire.WireError):
        wire.decode(HOSTILE[what], memoryview(b"\0" * 8), None)


@pytest.mark.parametrize(
    "text",
    [
        b'{"a":["f8",[67108864]]}',
        b'{"a":["c16",[67108864,67108864]]}',
        b'{"l":[{"a":["f8",[1]]},{"a":["f8",[8388608]]}]}',
        b'{"t":[{"a":["f8",[67108864]]},{"a":["f8",[67108864]]}]}',
    ],
)
def test_no_memory_is_taken_for_what_is_only_claimed(text):
    tracemalloc.start()
    try:
        with pytest.raises(wire.WireError):
            wire.decode(text, memoryview(b"\0" * 8))
        assert tracemalloc.get_traced_memory()[1] < 1 << 20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "content", [[2**26, "f8"], "f8", None, [None, None], ["f8", "3"], ["f8", None], [["f8"], [1]]]
)
def test_a_malformed_array_is_refused(content):
    with pytest.raises(wire.WireError):
        wire.decode(json.dumps({"a": content}).encode(), memoryview(b"\0" * 8))


# --------------------------------------------------------------------------------------------------------- the channel

needs_posix = pytest.mark.skipif(
    sys.platform == "win32", reason="descriptors of pipes can be polled on POSIX only"
)


@pytest.fixture
def ends():
    """A channel and the bare descriptor at its other end."""
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    channel = wire.Channel(fd := ours.detach(), fd)
    yield channel, theirs
    channel.close()
    theirs.close()


def soon(seconds=5.0):
    return time.monotonic() + seconds


def frame(value=None, kind=wire.REPLY, number=1):
    text, buffers = wire.encode(value)
    body = b"".join(buffers)
    return wire.HEADER.pack(wire.MAGIC, kind, number, len(text), len(body)) + text + body


pytestmark = needs_posix


def test_a_frame_crosses_a_channel(ends):
    channel, theirs = ends
    other = wire.Channel(theirs.fileno(), theirs.fileno())
    sent = {"x": np.arange(1000.0), "y": [1, "é"]}
    channel.send(wire.CALLBACK, 7, sent, deadline=soon())
    kind, number, text, body = other.receive()
    assert (kind, number) == (wire.CALLBACK, 7)
    assert same(wire.decode(text, body), sent)


def test_frames_that_arrive_together_are_read_one_by_one(ends):
    channel, theirs = ends
    theirs.sendall(frame("first", number=1) + frame(np.ones(2), number=2) + frame(None, number=3))
    assert [channel.receive(deadline=soon())[1] for _ in range(3)] == [1, 2, 3]


def test_a_small_frame_is_sent_in_one_go(ends, monkeypatch):
    channel, _ = ends
    written = []
    write = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: written.append(len(data)) or write(fd, data))
    value = {"x": np.arange(10.0), "y": [np.ones(3), "text"]}
    channel.send(wire.REPLY, 1, value, deadline=soon())
    assert written == [len(frame(value))]
    written.clear()
    channel.send(wire.REPLY, 1, np.zeros(wire.AT_ONCE // 8), deadline=soon())
    assert len(written) == 2


@pytest.mark.parametrize("size", [0, 1, 100, wire.AT_ONCE // 8 - 8, wire.AT_ONCE // 8, wire.AT_ONCE // 4])
def test_frames_of_any_size_follow_one_another(ends, size):
    channel, theirs = ends
    values = [np.arange(float(size)), "é" * size, None, np.arange(float(size))]
    data = b"".join(frame(value, number=i) for i, value in enumerate(values))
    sender = threading.Thread(target=theirs.sendall, args=(data,))
    sender.start()
    for i, value in enumerate(values):
        _, number, text, body = channel.receive(deadline=soon())
        assert number == i
        assert same(wire.decode(text, body), value)
    sender.join()


def test_a_frame_larger_than_the_pipe_crosses_when_both_sides_work(ends):
    channel, theirs = ends
    theirs.setblocking(True)
    array = np.arange(1 << 20, dtype=float)
    other = wire.Channel(theirs.fileno(), theirs.fileno())
    sender = threading.Thread(target=other.send, args=(wire.REPLY, 1, array))
    sender.start()
    _, _, text, body = channel.receive(deadline=soon())
    sender.join()
    assert same(wire.decode(text, body), array)


@pytest.mark.parametrize(
    "header",
    [
        wire.HEADER.pack(b"DLG2", wire.REPLY, 1, 4, 0),
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n",
        wire.HEADER.pack(wire.MAGIC, wire.REPLY, 1, wire.MAX_TEXT + 1, 0),
        wire.HEADER.pack(wire.MAGIC, wire.REPLY, 1, 4, wire.MAX_BODY + 1),
        wire.HEADER.pack(wire.MAGIC, wire.REPLY, 1, 0xFFFFFFFF, 2**64 - 1),
    ],
    ids=["magic", "another protocol", "text too long", "body too long", "everything too long"],
)
def test_a_header_that_breaks_a_rule_is_refused_before_anything_else_is_read(ends, header):
    channel, theirs = ends
    theirs.sendall(header)
    with pytest.raises(wire.WireError):
        channel.receive(deadline=soon())


def test_the_limit_of_the_body_can_be_lowered(ends):
    channel, theirs = ends
    theirs.sendall(frame(np.ones(4)))
    with pytest.raises(wire.WireError):
        channel.receive(deadline=soon(), max_body=31)


@pytest.mark.parametrize("kept", [0, 1, wire.HEADER.size - 1, wire.HEADER.size, wire.HEADER.size + 3, -1])
def test_a_frame_that_is_cut_off_means_disconnected(ends, kept):
    channel, theirs = ends
    theirs.sendall(frame([1, np.ones(3)])[:kept])
    theirs.close()
    with pytest.raises(wire.Disconnected):
        channel.receive(deadline=soon())


def test_a_reset_connection_means_disconnected(ends):
    channel, theirs = ends
    channel.send(wire.REQUEST, 1, "never read", deadline=soon())
    theirs.close()
    with pytest.raises(wire.Disconnected):
        channel.receive(deadline=soon())


def test_sending_to_who_has_gone_means_disconnected(ends):
    channel, theirs = ends
    theirs.close()
    with pytest.raises(wire.Disconnected):
        channel.send(wire.REQUEST, 1, np.zeros(1000), deadline=soon())


@pytest.mark.parametrize("already", [0, 10, wire.HEADER.size, wire.HEADER.size + 1])
def test_a_frame_that_is_never_finished_is_too_late(ends, already):
    channel, theirs = ends
    theirs.sendall(frame("a text")[:already])
    with pytest.raises(wire.DeadlineExceeded):
        channel.receive(deadline=soon(0.05))


def test_a_frame_that_drips_in_byte_by_byte_is_too_late(ends):
    channel, theirs = ends
    stop = threading.Event()

    def drip():
        for byte in frame("x" * 10_000):
            if stop.wait(0.01):
                return
            theirs.send(bytes([byte]))

    dripping = threading.Thread(target=drip)
    dripping.start()
    try:
        with pytest.raises(wire.DeadlineExceeded):
            channel.receive(deadline=soon(0.1))
    finally:
        stop.set()
        dripping.join()


def test_a_reader_that_does_not_read_makes_sending_too_late(ends):
    channel, theirs = ends
    with pytest.raises(wire.DeadlineExceeded):
        channel.send(wire.REQUEST, 1, np.zeros(1 << 20), deadline=soon(0.05))
    assert select.select([theirs], [], [], 0)[0], "the beginning was sent"


def test_what_cannot_be_sent_leaves_the_channel_untouched(ends):
    channel, theirs = ends
    with pytest.raises(wire.Unsendable):
        channel.send(wire.REPLY, 1, [np.ones(3), object()], deadline=soon())
    channel.send(wire.REPLY, 2, "fine", deadline=soon())
    assert wire.Channel(theirs.fileno(), theirs.fileno()).receive()[1] == 2


def test_a_channel_over_two_pipes_works_in_both_directions():
    (read_a, write_b), (read_b, write_a) = os.pipe(), os.pipe()
    one, other = wire.Channel(read_a, write_a), wire.Channel(read_b, write_b)
    one.send(wire.REQUEST, 1, "ping")
    assert other.receive()[:2] == (wire.REQUEST, 1)
    other.send(wire.REPLY, 1, "pong")
    assert one.receive()[:2] == (wire.REPLY, 1)
    one.close()
    with pytest.raises(wire.Disconnected):
        other.receive()
    other.close()


def test_the_header_has_the_documented_layout():
    magic, kind, number, text, body = struct.unpack("<4sB3xIIQ", frame(np.ones(2), kind=3, number=9)[:24])
    assert (magic, kind, number, body) == (b"DLG1", 3, 9, 16)
    assert text == len('{"a":["f8",[2]]}')
