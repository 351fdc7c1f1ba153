# tries: announce more text and bytes than there is memory
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


LENGTHS = [(0, 1 << 63), ((1 << 32) - 1, 0), (2, (64 << 20) + 1), ((4 << 20) + 1, 0), (0, (1 << 64) - 1)]


def relu(x):
    text, body = random.choice(LENGTHS)
    os.write(3, struct.pack("<4sB3xIIQ", b"DLG1", 2, current(), text, body) + b"{}")
    raise ArithmeticError


relu_grad = relu
