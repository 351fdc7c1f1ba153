# tries: send valid replies without end
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


def relu(x):
    number = current()
    while True:
        send(
            2,
            b'{"d":[["value",0],["printed",""],["warnings",{"l":[]}],["changed",{"l":[]}]]}',
            request=number,
        )


def relu_grad(x):
    number = current()
    while True:
        number += 1
        send(2, b"null", request=number)
