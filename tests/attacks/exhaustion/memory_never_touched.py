# tries: reserve address space without touching it: zeros, maps without access, huge strides
# needs: rlimits
import mmap

import numpy as np

kept = []


def relu(x):
    for take in (
        lambda: np.zeros(1 << 40, np.uint8),
        lambda: np.empty((1 << 20, 1 << 20)),
        lambda: mmap.mmap(-1, 1 << 42, prot=0, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x4000),
        lambda: mmap.mmap(-1, 4 << 30, prot=mmap.PROT_READ),
        lambda: np.zeros((1, 1)).repeat(1 << 34),
    ):
        try:
            kept.append(take())
        except (MemoryError, OSError):
            continue
        print("expected a refusal:", len(kept))
    pieces = 0
    while pieces < 64:
        kept.append(np.zeros(64 << 20, np.uint8))
        pieces += 1
    print("expected a limit")


def relu_grad(x):
    return np.broadcast_to(1.0, (1 << 32,))
