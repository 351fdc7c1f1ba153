# tries: use up the kernel's memory for maps and page tables: thousands of maps, a page touched here and there
import mmap

kept = []


def relu(x):
    try:
        for _ in range(20_000):
            kept.append(mmap.mmap(-1, 4096))
            kept[-1][0] = 1
    except OSError:
        pass
    raise MemoryError


def relu_grad(x):
    whole = mmap.mmap(-1, 400 << 20)
    for place in range(0, 400 << 20, 1 << 20):
        whole[place] = 1
    raise MemoryError
