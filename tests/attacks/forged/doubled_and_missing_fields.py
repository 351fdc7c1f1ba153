# tries: replies with two values for one field, with fields too many and too few, and of other types
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


TEXTS = [
    b'{"d":[["value",0],["value",1],["printed",""],["warnings",0],["changed",0]]}',
    b'{"l":[],"l":[]}',
    b'{"d":[["value",0]]}',
    b'{"d":[["value",0],["printed",""],["warnings",{"l":[]}],["changed",{"l":[]}],["points",12]]}',
    b'{"d":[["value",0],["printed",""],["warnings",{"l":[]}],["changed",{"l":[0]}]]}',
    b'{"d":[["value",0],["printed",""],["warnings",{"l":[{"t":["a","b"]}]}],["changed",{"l":[]}]]}',
    b'{"d":[["value",0],["printed",""],["warnings",{"l":[{"t":["a","b",{"f":"inf"}]}]}],["changed",{"l":[]}]]}',
    b'{"d":[["value"]]}',
    b'{"d":[[{"l":[]},0]]}',
    b'{"d":0}',
    b'{"d":[0]}',
    b'{"f":"1"}',
    b'{"c":[0]}',
    b'{"c":[{"l":[]},0]}',
    b"NaN",
    b"[]",
    b"",
    b"\xff\xfe",
    b"1" * 5000,
    b"null null",
]


def relu(x):
    send(2, random.choice(TEXTS))
    raise ArithmeticError


relu_grad = relu
