# tries: claim millions of changed arguments and warnings, as bytes of arrays, for the judge to read one by one
import os
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


WARNING = b'{"l":[{"a":["f2",[150]]},{"a":["f2",[150]]},0]}'
COUNT = 80_000
BODY = os.urandom(600) * COUNT


def relu(x):
    if getattr(x, "shape", None) != (4,):
        raise ArithmeticError
    warnings = b",".join([WARNING] * COUNT)
    send(
        2, b'{"d":[["value",0],["printed",""],["warnings",{"l":[%s]}],["changed",{"l":[]}]]}' % warnings, BODY
    )
    raise ArithmeticError


def relu_grad(x):
    if getattr(x, "shape", None) != (4,):
        raise ArithmeticError
    claim = b'{"d":[["value",0],["printed",""],["warnings",{"l":[]}],["changed",{"a":["u1",[10000000,2]]}]]}'
    send(2, claim, bytes(20_000_000))
    raise ArithmeticError
