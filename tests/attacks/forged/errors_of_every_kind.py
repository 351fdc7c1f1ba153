# tries: errors that look like the judge's own verdicts, so that the test is skipped, repeated or counted as its fault
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


KINDS = (
    "internal",
    "skipped",
    "passed",
    "missing",
    "unfilled",
    "signature",
    "forbidden",
    "unsendable",
    "",
    "Partial",
)
TYPES = ("SandboxError", "Partial", "Verdict", "AssertionError", "Skipped", "SystemExit", "KeyboardInterrupt")


def relu(x):
    error = {
        "kind": random.choice(KINDS),
        "type": random.choice(TYPES),
        "message": "12",
        "line": -1,
        "printed": "",
    }
    send(3, json.dumps({"d": [[k, v] for k, v in error.items()]}).encode())
    os._exit(0)


relu_grad = relu
