# tries: begin a reply and end the program in the middle of it
import os
import random
import struct
import sys


def current():
    frame = sys._getframe()
    while "current" not in frame.f_locals:
        frame = frame.f_back
    return frame.f_locals["current"]


TEXT = b'{"d":[["value",{"a":["f8",[4]]}],["printed",""],["warnings",{"l":[]}],["changed",{"l":[]}]]}'


def relu(x):
    whole = struct.pack("<4sB3xIIQ", b"DLG1", 2, current(), len(TEXT), 32) + TEXT + bytes(32)
    os.write(3, whole[: random.choice([1, 23, 24, 30, len(whole) - 32, len(whole) - 1])])
    os._exit(0)


relu_grad = relu
