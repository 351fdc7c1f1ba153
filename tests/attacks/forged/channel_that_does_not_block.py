# tries: confuse the sandbox's end with a channel that never blocks and is read by two
import os


def relu(x):
    os.set_blocking(3, False)
    try:
        os.read(3, 1 << 20)
    except BlockingIOError:
        pass
    os.set_inheritable(3, True)
    raise ArithmeticError("x" * 10_000_000)


def relu_grad(x):
    os.set_blocking(3, True)
    os.set_blocking(3, False)
    return [b"\0" * 10_000_000]
