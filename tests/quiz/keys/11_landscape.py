"""Second paths to the keys of unit 11, in plain Python."""

from itertools import product
from math import dist, sqrt


def labels(X, C):
    return [min(range(len(C)), key=lambda j: dist(x, C[j])) for x in X]


def new_centers(x, c):
    groups = [[v for v in x if abs(v - c[j]) == min(abs(v - other) for other in c)] for j in (0, 1)]
    return [sum(g) / len(g) for g in groups]


KEYS = {
    "kmeans-assign": lambda X, C: labels(X, C),
    "kmeans-move": lambda drawn, x, low, high, first, second: new_centers(x, [low, high]),
    "kmeans-bad-fixed-point": lambda w, h, long, short: [w**2, h**2],
    # Along the diagonals the points lie at ±(a + b)/√2 and ±(a − b)/√2, twice each.
    "pca-two-variances": lambda a, b, X, s, d: [2 * (a + b) ** 2 / 3, 2 * (a - b) ** 2 / 3],
    "pca-share-kept": lambda v: 1 - (v[2] + v[3]) / (v[0] + v[1] + v[2] + v[3]),
    "pca-one-number": lambda m, x, z, t: [
        (3 * (x[0] - m[0]) + 4 * (x[1] - m[1])) / 5,
        m[0] + 3 * (3 * (x[0] - m[0]) + 4 * (x[1] - m[1])) / 25,
        m[1] + 4 * (3 * (x[0] - m[0]) + 4 * (x[1] - m[1])) / 25,
    ],
    "pca-coordinates-shape": lambda n, d, k: [n, k],
    "outlier-hides-itself": lambda n, v, others: sqrt(n - 1),
    "anomaly-flags": lambda Z, X: [int(max(abs(row[0] - 50) / 5, abs(row[1] - 8) / 2) > 2) for row in X],
    "false-alarms": lambda f, r, q, hits, wrong: 1 / (1 + 10000 * q / (f * r)),
    "rule-in-three-numbers": lambda n, a, b, c: [c / n, c / a, (c / n) / ((a / n) * (b / n))],
    "q-one-step": lambda Q, r, lr, discount, best: Q[0][0] + lr * (r + discount * max(Q[1]) - Q[0][0]),
    "epsilon-best-action": lambda eps, n: 1 - eps * (n - 1) / n,
    "return-discounted": lambda r, g: sum(x * g**i for i, x in enumerate(r)),
    "return-patience": lambda a: sqrt(a) / 10,
    "policy-from-a-table": lambda Q: [row.index(max(row)) for row in Q],
    "too-many-games-to-search": lambda b, c: [
        len(list(product(range(b), repeat=3))),
        len(list(product(range(c), repeat=3))),
    ],
    "policy-two-ways": lambda a, b, g, first, late: [a + a * g + a * g * g, b * g * g],
}
