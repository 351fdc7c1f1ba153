# tries: send a reply byte by byte, each in time, the whole never
# says: was stopped after
import os
import struct
import sys
import time


def current():
    frame = sys._getframe()
    while "current" not in frame.f_locals:
        frame = frame.f_back
    return frame.f_locals["current"]


def relu(x):
    text = b" " * 4000 + b"null"
    for byte in struct.pack("<4sB3xIIQ", b"DLG1", 2, current(), len(text), 0) + text:
        os.write(3, bytes([byte]))
        time.sleep(0.02)


def relu_grad(x):
    raise ArithmeticError
