# tries: fill the memory with small objects and keep them, so that not even the error can be reported
# needs: rlimits
# says: memory
kept = [bytearray(400 << 20)]


def relu(x):
    while len(kept) < 20_000_000:
        kept.append(bytearray(100))


def relu_grad(x):
    raise ValueError
