# tries: type into the terminal of whoever runs the check, take it over, or send it sequences that hide the result
# needs: seccomp
import fcntl
import os
import termios

ESCAPES = "\x1b[2J\x1b]0;passed\x07\x1b[8m\r\x9b31m\u202e12/12\u2066\x00"


def relu(x):
    for fd in range(4):
        for request, value in (
            (0x5412, b"x"),
            (0x540E, 1),
            (0x541D, 0),
            (0x5421, b"\1\0\0\0"),
            (0x8912, bytes(64)),
            (0x541C, b"\3"),
        ):
            try:
                fcntl.ioctl(fd, request, value)
            except OSError:
                continue
            print("expected a refusal:", hex(request), fd)
        try:
            termios.tcgetattr(fd)
            print("expected no terminal")
        except termios.error:
            pass
        os.write(fd, ESCAPES.encode()) if fd in (1, 2) else None
    print(ESCAPES)
    raise type("Error" + ESCAPES.replace("\0", ""), (Exception,), {})(ESCAPES)


def relu_grad(x):
    return ESCAPES
