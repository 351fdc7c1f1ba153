# tries: compute with integers of a hundred million digits, where no signal handler of Python runs
# says: was stopped after 2 s
import sys


def relu(x):
    sys.set_int_max_str_digits(0)
    return str(7 ** (10**8))


def relu_grad(x):
    if getattr(x, "ndim", 0):
        return 1 << 10_000_000
    return [1 << 4095] * 3000
