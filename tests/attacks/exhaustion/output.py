# tries: drown the report in output: print, both streams, descriptors, warnings, logging, one line of 20 MB
import logging
import os
import sys
import time
import warnings


def relu(x):
    print("x" * (20 << 20))
    end = time.monotonic() + 0.1
    while time.monotonic() < end:
        print("y" * 100_000)
        sys.stderr.write("z" * 100_000)
        sys.__stdout__.write("w" * 1000)
        os.write(1, b"1" * 100_000)
        os.write(2, b"2" * 100_000)
        warnings.warn("v" * 100_000)
        logging.warning("u" * 10_000)
    raise ValueError("m" * (1 << 20))


def relu_grad(x):
    raise type("T" * 1_000_000, (Exception,), {})("n" * 1_000_000)
