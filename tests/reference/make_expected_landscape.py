"""Make `expected_landscape.json`, which `test_landscape.py` compares the reference with.

    pip install torch==2.13.0 scipy mpmath
    python tests/reference/make_expected_landscape.py

The file holds, in decimal digits that give back the very same float64:

    kmeans    for small sets of samples every grouping at which Lloyd's algorithm may stop, and the best one's
              sum of squares: all groupings were tried, in fractions
    pca       eigenvalues and eigenvectors of the covariance, by mpmath with 50 digits
    z_scores  standard scores by mpmath, seen to agree with scipy.stats.zscore
    worlds    maps, and how far the goal is from every cell, by scipy.sparse.csgraph
    logistic  weights after some steps of torch.optim.SGD, and the best ones by scipy.optimize
    proba     probabilities by mpmath
"""

import json
from fractions import Fraction
from pathlib import Path

import mpmath
import numpy as np
import scipy
import torch
from mpmath import mpf
from scipy import optimize, stats
from scipy.sparse import csgraph, lil_array
from torch.nn import functional

TARGET = Path(__file__).with_name("expected_landscape.json")

SAMPLES = [
    ([[0], [1], [5], [6], [20]], [1, 2, 3, 4, 5]),
    ([[0], [0], [0], [1], [1], [7]], [1, 2, 3]),
    ([[0, 0], [0, 2], [2, 0], [2, 2]], [1, 2, 3, 4]),  # ties everywhere
    ([[0, 0], [1, 0], [0, 1], [9, 9], [9, 8], [-8, 9], [-8, 9]], [2, 3, 5, 6]),
    ([[3, 1, 2], [3, 1, 2], [3, 1, 2], [-1, 0, 4], [-1, 0, 4], [5, 5, 5], [0, 0, 0], [1, 7, -2]], [2, 4, 5]),
    ([[-4], [-1], [0], [0], [2], [3], [3], [8]], [2, 3, 6]),
]

MAPS = [
    ["S..", "...", "..G"],
    ["S.........G"],
    ["S", ".", ".", "G"],
    [".G.", "...", ".S."],
    ["S..#", ".#..", "...G"],
    ["S#G#.", ".#.#.", "....."],
    ["S....", ".###.", ".#G#.", ".#.#.", "....."],
    [".....", ".S#..", ".##..", "...#.", "..#.G"],
    ["G...#", "###..", "S.#..", "#.##.", "....."],
]


def groupings(n, k):
    """Every way to put n samples into k groups without a name: a group gets its number when it is first met."""
    labelings = [[0]]
    for _ in range(n - 1):
        labelings = [[*one, j] for one in labelings for j in range(min(max(one) + 2, k))]
    return [one for one in labelings if max(one) == k - 1]


def kmeans():
    for X, ks in SAMPLES:
        for k in ks:
            stops, best = [], None
            for labels in groupings(len(X), k):
                groups = [[x for x, label in zip(X, labels, strict=True) if label == j] for j in range(k)]
                centers = [
                    [Fraction(sum(axis), len(group)) for axis in zip(*group, strict=True)] for group in groups
                ]
                squares = [[sum((a - b) ** 2 for a, b in zip(x, c, strict=True)) for c in centers] for x in X]
                own = [row[label] for row, label in zip(squares, labels, strict=True)]
                best = sum(own) if best is None else min(best, sum(own))
                if all(mine == min(row) for mine, row in zip(own, squares, strict=True)):
                    stops.append("".join(map(str, labels)))
            yield {"X": X, "k": k, "stops": stops, "best": float(best)}


def tables():
    """Samples of several shapes, not centred, and with columns of very different scales."""
    rng = np.random.default_rng(30)
    for n, d in [(6, 3), (3, 5), (2, 2), (8, 1), (12, 4), (5, 5)]:
        yield 10.0 ** rng.integers(-2, 2, d) * rng.normal(size=(n, d)) + rng.integers(-500, 500, d)


def pca():
    for X in tables():
        n, d = X.shape
        exact = mpmath.matrix(X.tolist())
        means = [mpmath.fsum(exact[:, j]) / n for j in range(d)]
        centred = mpmath.matrix(n, d)
        for i, j in np.ndindex(n, d):
            centred[i, j] = exact[i, j] - means[j]
        values, vectors = mpmath.eigsy(centred.T * centred / (n - 1))
        order = range(d - 1, max(-1, d - 1 - min(n, d)), -1)  # eigsy's eigenvalues rise
        yield {
            "X": X.tolist(),
            "variance": [max(0.0, float(values[i])) for i in order],
            "components": [[float(vectors[j, i]) for j in range(d)] for i in order],
        }


def z_scores():
    constant = np.column_stack([np.full(6, 0.1), np.arange(6.0), np.full(6, 1e3), np.full(6, -1 / 3)])
    close = np.array([[1000.0, 1.0], [1000.0 + 2**-40, 1.0], [1000.0, 2.0]])
    for X in [*tables(), constant, close, np.array([[3.0, -2.0]])]:
        rows = [[mpf(x) for x in row] for row in X.tolist()]
        scores = []
        for column in zip(*rows, strict=True):
            mean = mpmath.fsum(column) / len(column)
            deviation = mpmath.sqrt(mpmath.fsum((x - mean) ** 2 for x in column) / len(column))
            scores.append([float((x - mean) / deviation) if deviation else 0.0 for x in column])
        scores = np.transpose(scores)
        moves = np.ptp(X, axis=0) > 1e-6  # SciPy's digits do not suffice for less
        np.testing.assert_allclose(scores[:, moves], stats.zscore(X[:, moves]), rtol=1e-8, atol=1e-10)
        yield {"X": X.tolist(), "z": scores.tolist()}


def worlds():
    rng = np.random.default_rng(31)
    drawn = []
    while len(drawn) < 16:
        height, width = rng.integers(2, 7, 2)
        cells = rng.choice([".", "#"], p=[0.7, 0.3], size=(height, width))
        cells.flat[rng.choice(cells.size, 2, replace=False)] = ["S", "G"]
        rows = ["".join(row) for row in cells]
        if distances(rows)[cells.ravel() == "S"] < np.inf:
            drawn.append(rows)
    for rows in [*MAPS, *drawn]:
        yield {"rows": rows, "distances": [None if d == np.inf else int(d) for d in distances(rows)]}


def distances(rows):
    """How far the goal is from each cell, by a breadth-first search of SciPy's."""
    height, width = len(rows), len(rows[0])
    graph = lil_array((height * width, height * width))
    for r, c in np.ndindex(height, width):
        for down, right in [(0, 1), (1, 0), (0, -1), (-1, 0)]:
            r2, c2 = r + down, c + right
            if 0 <= r2 < height and 0 <= c2 < width and "#" not in (rows[r][c], rows[r2][c2]):
                graph[r * width + c, r2 * width + c2] = 1
    return csgraph.shortest_path(graph.tocsr(), unweighted=True)[:, "".join(rows).index("G")]


def logistic():
    rng = np.random.default_rng(32)
    for n, d, scale, lr, seen_after in [
        (20, 3, 1.0, 0.1, [0, 1, 2, 10, 100, 1000]),
        (1, 2, 1.0, 0.5, [1, 20]),
        (8, 1, 1.0, 2.0, [3, 50]),
        (6, 2, 1000.0, 0.1, [1, 2, 30]),
    ]:
        X = torch.tensor(scale * rng.uniform(-1, 1, size=(n, d)))
        y = torch.tensor(rng.integers(0, 2, n))
        w = torch.zeros(d, dtype=torch.float64, requires_grad=True)
        b = torch.zeros((), dtype=torch.float64, requires_grad=True)
        optimizer, after = torch.optim.SGD([w, b], lr=lr), {}
        for step in range(max(seen_after) + 1):
            if step in seen_after:
                after[step] = {"w": w.tolist(), "b": b.item()}
            optimizer.zero_grad()
            functional.binary_cross_entropy_with_logits(X @ w + b, y.double()).backward()
            optimizer.step()
        entry = {"X": X.tolist(), "y": y.tolist(), "lr": lr, "after": after}
        yield entry | ({"best": best_logistic(X.numpy(), y.numpy())} if n == 20 else {})


def best_logistic(X, y):
    """The minimum of the mean cross-entropy: where the gradient is 0."""
    ones = np.column_stack([X, np.ones(len(X))])
    found = optimize.root(
        lambda p: ones.T @ (scipy.special.expit(ones @ p) - y), np.zeros(ones.shape[1]), tol=1e-14
    )
    if not found.success:
        raise SystemExit(found.message)
    return found.x.tolist()


def proba():
    rng = np.random.default_rng(33)
    for scale in (1.0, 30.0, 1000.0):
        X, w, b = (
            scale * rng.uniform(-1, 1, size=(12, 2)),
            scale * rng.uniform(-1, 1, size=2),
            float(rng.normal()),
        )
        X[0] = 0.0
        z = [
            mpf(b) + sum(mpf(x) * mpf(v) for x, v in zip(row, w.tolist(), strict=True)) for row in X.tolist()
        ]
        p = [float(1 / (1 + mpmath.exp(-value))) for value in z]
        yield {"X": X.tolist(), "w": w.tolist(), "b": b, "p": p}


def main():
    mpmath.mp.dps = 50
    torch.set_num_threads(1)
    versions = {
        "torch": torch.__version__.partition("+")[0],
        "scipy": scipy.__version__,
        "mpmath": mpmath.__version__,
    }
    parts = {"made_with": versions}
    for make in (kmeans, pca, z_scores, worlds, logistic, proba):
        parts[make.__name__] = list(make())
    TARGET.write_text("{\n" + ",\n".join(part(*item) for item in parts.items()) + "\n}\n", encoding="utf-8")


def part(key, value):
    """A part of the file: lists of entries one entry a line, so that a difference is easy to see."""
    if isinstance(value, list):
        return f'"{key}": [\n' + ",\n".join(json.dumps(entry, allow_nan=False) for entry in value) + "\n]"
    return f'"{key}": {json.dumps(value, allow_nan=False)}'


if __name__ == "__main__":
    main()
