# tries: arrays whose type, shape and bytes do not belong together
# says: wrote into the grader's own channel
import os
import random
import struct
import sys


def current():
    frame = sys._getframe()
    while "current" not in frame.f_locals:
        frame = frame.f_back
    return frame.f_locals["current"]


def send(kind, text, body=b"", request=None):
    data = struct.pack(
        "<4sB3xIIQ", b"DLG1", kind, current() if request is None else request, len(text), len(body)
    )
    data += text + body
    while data:
        data = data[os.write(3, data) :]


def arrays():
    for dtype in (
        "O",
        "O8",
        "V8",
        "U4",
        "S1",
        "M8[s]",
        "f16",
        ">f8",
        "<f8",
        "f8,f8",
        "",
        "x" * 1000,
        "f3",
        "object",
    ):
        yield b'{"a":["%s",[1]]}' % dtype.encode()
    for shape in (
        "-1",
        "1,-8",
        "1.0",
        "true",
        '"1"',
        "null",
        "[1]",
        "18446744073709551617",
        "67108865",
        "5",
        "0",
    ):
        yield b'{"a":["f8",[%s]]}' % shape.encode()
    yield b'{"a":["f8",[%s]]}' % b",".join([b"1"] * 33)
    yield b'{"a":["f8",[%s,0]]}' % b",".join([b"67108864"] * 20)
    yield b'{"a":["u1",[%s]]}' % b",".join([b"67108864"] * 20)
    yield from (
        b'{"a":["f8"]}',
        b'{"a":["f8",[1],[1]]}',
        b'{"a":["f8",1]}',
        b'{"a":"f8"}',
        b'{"a":{}}',
        b'{"a":[["f8"],[1]]}',
    )
    yield from (
        b'{"a":[null,[1]]}',
        b'{"s":"O"}',
        b'{"s":["f8"]}',
        b'{"s":null}',
        b'{"s":"f4"}',
        b'{"s":"c16"}',
        b"0.0",
    )
    yield from (b'{"l":[{"a":["f8",[1]]},{"a":["f8",[1]]}]}', b'{"a":["f8",[1]],"s":"f8"}')


def relu(x):
    value = random.choice(list(arrays()))
    send(
        2, b'{"d":[["value",%s],["printed",""],["warnings",{"l":[]}],["changed",{"l":[]}]]}' % value, bytes(8)
    )
    raise ArithmeticError


relu_grad = relu
