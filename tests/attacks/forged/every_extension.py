# tries: have the judge restore what only the judge may send: callbacks, generators, namespaces, unknown objects
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


VALUES = [
    b'{"x":["callback",0]}',
    b'{"x":["rng",1]}',
    b'{"x":["namespace",{"d":[["points",12]]}]}',
    b'{"x":["object",0]}',
    b'{"x":["object",{"l":[0,"ndarray"]}]}',
    b'{"x":["object",{"l":["0","ndarray",{"l":[]}]}]}',
    b'{"x":["object",{"l":[0,"ndarray",{"l":[0]}]}]}',
    b'{"x":["expected",null]}',
    b'{"x":["__class__",null]}',
    b'{"x":[0,null]}',
    b'{"x":null}',
]


def relu(x):
    value = random.choice(VALUES)
    send(2, b'{"d":[["value",%s],["printed",""],["warnings",{"l":[]}],["changed",{"l":[]}]]}' % value)
    raise ArithmeticError


relu_grad = relu
