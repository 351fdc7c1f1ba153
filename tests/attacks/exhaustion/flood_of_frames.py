# tries: send frames without end: calls back, answers, parts of answers, faster than they can be read
import os
import struct
import sys


def current():
    frame = sys._getframe()
    while frame.f_code.co_name != "serve":
        frame = frame.f_back
    return frame.f_locals["current"]


def flood(kind, text):
    frame = struct.pack("<4sB3xIIQ", b"DLG1", kind, current(), len(text), 0) + text
    while True:
        os.write(3, frame * 100)


def relu(x):
    flood(4, b'{"l":[0,{"l":[]},{"d":[]}]}')


def relu_grad(x):
    flood(2, b"0")
