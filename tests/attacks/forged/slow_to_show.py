# tries: a value that takes the judge minutes to show: lists of lists of lists of small arrays with many axes
import os
import struct
import sys

import numpy as np


def current():
    frame = sys._getframe()
    while "current" not in frame.f_locals:
        frame = frame.f_back
    return frame.f_locals["current"]


def send(kind, text, body=b"", request=None):
    data = struct.pack("<4sB3xIIQ", b"DLG1", kind, current() if request is None else request, len(text), len(body))
    data += text + body
    while data:
        data = data[os.write(3, data) :]

TEXT = b'{"a":["c16",[24%s]]}' % (b",1" * 28)
for length in (24, 24, 24):
    TEXT = b'{"l":[%s]}' % b",".join([TEXT] * length)
BODY = (np.logspace(-300, 300, 24) * (1 + 3j) / 7).tobytes() * 24**3


def relu(x):
    send(2, b'{"d":[["value",%s],["printed",""],["warnings",{"l":[]}],["changed",{"l":[]}]]}' % TEXT, BODY)
    os._exit(0)


relu_grad = relu
