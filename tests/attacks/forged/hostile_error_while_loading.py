# tries: the same while the file is being loaded, with a type that no terminal and no file can take
# says: cannot be loaded
import json
import os
import struct


def relu(x):
    raise ArithmeticError


relu_grad = relu

ERROR = {
    "kind": "raised",
    "type": "\ud800\x1b[2J" * 5000,
    "message": "{x}\x1b[1A\u202e",
    "line": 10**4000,
    "printed": "",
}
TEXT = (
    json.dumps({"d": [[k, v if k != "line" else 0] for k, v in ERROR.items()]})
    .replace("0]", "9" * 4000 + "]")
    .encode()
)
os.write(3, struct.pack("<4sB3xIIQ", b"DLG1", 3, 2, len(TEXT), 0) + TEXT)
os._exit(0)
