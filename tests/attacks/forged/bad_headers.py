# tries: headers with a wrong magic, unknown kinds, other request numbers, and noise; another one for every child
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


def relu(x):
    number = current()
    headers = [
        struct.pack("<4sB3xIIQ", b"DLG1", kind, number, 4, 0) + b"null" for kind in (0, 1, 5, 6, 7, 255)
    ]
    headers += [
        struct.pack("<4sB3xIIQ", b"DLG1", 2, n, 4, 0) + b"null"
        for n in (0, number - 1, number + 1, (1 << 32) - 1)
    ]
    headers += [
        b"GLD1" * 64,
        b"\0" * 4096,
        b"\xff" * 4096,
        b'HTTP/1.1 200 OK\r\n\r\n{"points": 12, "status": "passed"}',
    ]
    os.write(3, random.choice(headers))
    raise ArithmeticError


relu_grad = relu
