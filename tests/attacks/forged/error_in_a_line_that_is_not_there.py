# tries: name a line of thousands of digits, so that the sentence about it says nothing or cannot be written
# says: relu
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


ERROR = b'{"d":[["kind","raised"],["type","E"],["message","m"],["line",%s],["printed",""]]}'


def relu(x):
    send(3, ERROR % random.choice([b"9" * 4300, b"-1", b"0", b"1e400", b"true", b"18446744073709551616"]))
    os._exit(0)


relu_grad = relu
