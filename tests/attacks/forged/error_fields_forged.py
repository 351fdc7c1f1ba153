# tries: errors with fields of other types, too many or too few
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


ERRORS = [
    b'{"d":[["kind",{"l":[1,2]}],["type",null],["message",{"d":[[1,2]]}],["line",true],["printed",{"f":"nan"}]]}',
    b'{"d":[["kind","raised"],["type",1],["message",""],["line",1],["printed",""]]}',
    b'{"d":[["kind","raised"]]}',
    b"null",
    b'{"x":["object",{"l":[0,"E",{"l":[]}]}]}',
    b'{"d":[["kind",{"x":["object",{"l":[0,"E",{"l":[]}]}]}],["type","E"],["message",""],["line",0],["printed",""]]}',
]


def relu(x):
    send(3, random.choice(ERRORS))
    os._exit(0)


relu_grad = relu
