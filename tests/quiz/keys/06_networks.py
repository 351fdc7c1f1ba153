"""Second paths to the keys of unit 06, in plain Python."""

from itertools import pairwise
from math import ceil, floor, sqrt


def chain(*sizes):
    """Weights between neighbouring layers."""
    return sum(a * b for a, b in pairwise(sizes))


def layer(x, W, b):
    return [sum(v * row[j] for v, row in zip(x, W, strict=True)) + b[j] for j in range(len(b))]


def twice(x, W1, b1, W2, b2):
    return layer(layer(x, W1, b1), W2, b2)


KEYS = {
    "parameters-of-a-small-network": lambda d, h, k, first, second: (d + 1) * h + (h + 1) * k,
    "hyperparameter-grid": lambda a, c, s, settings: len(
        [(x, y, z) for x in range(a) for y in range(c) for z in range(s)]
    ),
    "layers-from-shapes": lambda d, h, k: {"inputs": d, "hidden": h, "outputs": k, "bias": h},
    "depth-three-ways-to-count": lambda sizes: {
        "all": len(sizes),
        "weights": len(list(pairwise(sizes))),
        "hidden": len(sizes[1:-1]),
    },
    "mlp-connections": lambda a, h, k: chain(a, h, k),
    "dense-parameters": lambda d, m: (d + 1) * m,
    "dense-outputs-from-parameters": lambda d, m, p: m,
    "affine-two-samples": lambda x, W, b, s: [
        [row[0] * W[0][j] + row[1] * W[1][j] + b[j] for j in (0, 1)] for row in x
    ],
    "shapes-logits": lambda n, d, h, k: [n, k],
    "broadcasting-column-minus-vector": lambda n: [n, n],
    # The layers are linear: what they make of the two unit vectors, less what they make of 0.
    "collapse-weights": lambda W1, W2, b1, b2: [
        [
            one - none
            for one, none in zip(twice(unit, W1, b1, W2, b2), twice((0, 0), W1, b1, W2, b2), strict=True)
        ]
        for unit in ((1, 0), (0, 1))
    ],
    "collapse-bias": lambda W1, W2, b1, b2, s: twice((0, 0), W1, b1, W2, b2),
    "representation-folded-line": lambda p, q, x, t: [abs(v) - t for v in x],
    "capacity-relu-pieces": lambda h: h + 1,
    "dnn-first-layer-cost": lambda s, m, d, c: m * (3 * s**2 + 1),
    "flatten-index": lambda h, w, r, c: [(i, j) for i in range(h) for j in range(w)].index((r, c)),
    "flatten-back": lambda i: dict(zip(("row", "column"), divmod(i, 28), strict=True)),
    "flatten-batch-shape": lambda n, c, s: [n, c * s * s],
    "spatial-neighbours-apart": lambda h, w: w,
    "forward-two-layers": lambda x, W1, b1, W2, b2, z, h: layer(
        [max(0, v) for v in layer(x, W1, b1)], W2, b2
    ),
    # Gradients as slopes: the sum of dout times the outputs is linear in what is moved by 1.
    "affine-weight-gradient": lambda x, d: [
        [sum(x[n][i] * d[n][j] for n in range(2)) for j in range(2)] for i in range(2)
    ],
    "affine-bias-gradient": lambda d: [sum(row[j] for row in d) for j in (0, 1)],
    "affine-input-gradient": lambda W, d: [
        sum(g * y for g, y in zip(d, layer(unit, W, (0, 0)), strict=True))
        for unit in ((1, 0, 0), (0, 1, 0), (0, 0, 1))
    ],
    "affine-picture-gradient-shape": lambda n, c, s, m: [n, c, s, s],
    "activation-relu-backward": lambda p, q, g, v: [
        slope if value > 0 else 0 for value, slope in zip(v, g, strict=True)
    ],
    "activation-sigmoid-backward": lambda a, c, y, g: [g[0] * (a - a * a), g[1] * (c - c * c)],
    "update-one-weight": lambda w, g, lr: w - lr * g,
    "update-both-at-once": lambda w, b, x, y, lr, p: [
        w - lr * ((w + 1) * x + b - y) ** 2 / 2 + lr * ((w - 1) * x + b - y) ** 2 / 2,
        b - lr * (w * x + b + 1 - y) ** 2 / 2 + lr * (w * x + b - 1 - y) ** 2 / 2,
    ],
    "batch-modes-updates": lambda n, size: {"full": 1, "mini": ceil(n / size), "single": n},
    "batch-modes-noise": lambda k, s, f, size, large: s * sqrt(size / large),
    "minibatch-last-size": lambda n, size, full: n - size * floor(n / size),
    "iteration-total": lambda n, size, e, one: sum(1 for _ in range(e) for _ in range(0, n, size)),
    "epoch-from-updates": lambda n, size, e, u, one: e,
    "epoch-how-often-seen": lambda n, size, e, u: u * size // n,
}
