# tries: fill the memory, swallow the error, and answer as if nothing had been
# needs: rlimits
import numpy as np

kept = [bytearray(400 << 20)]


def fill():
    for size in (1 << 26, 1 << 20, 1 << 14, 1 << 10, 64):
        try:
            while len(kept) < 4_000_000:
                kept.append(np.ones(size, np.uint8))
        except MemoryError:
            pass


def relu(x):
    fill()
    return np.minimum(x, 0)


def relu_grad(x):
    raise ValueError
