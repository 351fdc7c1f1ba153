"""Second paths to the keys of unit 00, in plain Python."""

from itertools import combinations, product


def up(a, b):
    return b - a if b > a else 0


def parameters(*sizes):
    """Every unit has a weight for each number that comes in, and a bias."""
    return sum((sizes[i] + 1) * sizes[i + 1] for i in range(len(sizes) - 1))


def nearer(a, b, x):
    middle = (sum(a) / len(a) + sum(b) / len(b)) / 2
    return int(x > middle)


def frames(w, h, dx, dy):
    """Square by square."""
    one = {(x, y) for x in range(w) for y in range(h)}
    other = {(x + dx, y + dy) for x, y in one}
    return len(one & other) / len(one | other)


KEYS = {
    "ml-same-code-new-data": lambda good, bad, new, top, low, before: [
        (sorted(good)[-1] + sorted(bad)[0]) / 2,
        (new + sorted(bad)[0]) / 2,
    ],
    "dl-features-of-features": lambda x, d: [
        max(0, up(x[i], x[i + 1]) + up(x[i + 1], x[i + 2]) - 3) for i in range(3)
    ],
    "nesting-counts": lambda a, m, d: [a - m, m - d],
    "deep-is-not-large": lambda h, k: [parameters(4, h, 1), parameters(4, k, k, k, 1)],
    "feature-by-hand-is-a-neuron": lambda k: [k * 0.5, -k * 0.5, k * 0.5, -k * 0.5],
    "scale-where-curves-cross": lambda c: c,
    "labels-with-errors": lambda a, q, rest, clean, both, lucky: a + q - 2 * a * q,
    "imbalance-two-accuracies": lambda d, r, good: [
        (1000 - d) / 1000,
        1 - (0.05 * (1000 - d) + (1 - r) * d) / 1000,
    ],
    "raw-numbers": lambda s, h, w: [16000 * s, 3 * w * h],
    "synapses-and-threshold": lambda w, t, sums: [
        int(sum(pair) >= t) for pair in ((w[0], w[1]), (w[0], w[2]), (w[1], w[2]), tuple(w))
    ],
    "rules-how-many-cases": lambda n: [len(list(product("yn", repeat=n))), n + 1],
    "frames-that-overlap": lambda w, h, dx, dy, shared, area, union: frames(w, h, dx, dy),
    "classification-nearest-mean": lambda a, b, new, first, second: [nearer(a, b, x) for x in new],
    "regression-price": lambda x1, y1, x2, step, y2, x: y1 + step * (x - x1),
    "groups-have-no-names": lambda first, second, together, apart: sum(
        (first[i] == first[j]) is (second[i] == second[j]) for i, j in combinations(range(5), 2)
    ),
}
