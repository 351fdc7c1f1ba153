# tries: open everything until there are no descriptors left, hide the channel behind high numbers, and keep all of it
import os

kept = []


def relu(x):
    try:
        while len(kept) < 5000:
            kept.append(os.open("/dev/null", os.O_RDONLY))
    except OSError:
        pass
    try:
        while len(kept) < 10_000:
            kept.append(os.dup(0))
    except OSError:
        pass
    for number in (100, 1000, 1 << 20):
        try:
            os.dup2(3, number)
        except OSError:
            pass
    raise OSError(f"too many: {len(kept) > 1000}")


def relu_grad(x):
    os.closerange(0, 3)
    raise OSError("closed")
