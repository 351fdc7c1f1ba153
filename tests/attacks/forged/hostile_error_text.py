# tries: an error whose text rewrites the terminal, the report or the JSON
import json
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


TEXTS = [
    "\x1b[2J\x1b[H\x1b[32mrelu 12/12 passed\x1b]0;done\x07\x1b]8;;http://127.0.0.1/\x07",
    "\u202edessap 21/21\u2066\u200f\u061c\ufeff\x9b31m",
    '"}], "points": 12, "status": "passed", "x": {"y": "',
    "{name} {0} {material.tests} {error.__class__.__mro__} %s %(x)s $x `x`",
    "A" * 1_000_000,
    "]]></failure><testcase name='x'/>\n::error file=x::y\n::set-output name=points::12",
    "\ud800\udfff\x00\r\x08" * 1000,
    "=cmd|' /C calc'!A0\n\n\n  ✓ relu 12/12\n",
]


def relu(x):
    text = random.choice(TEXTS)
    error = {"kind": "raised", "type": text[:200], "message": text, "line": 1, "printed": text}
    send(3, json.dumps({"d": [[k, v] for k, v in error.items()]}).encode())
    os._exit(0)


relu_grad = relu
