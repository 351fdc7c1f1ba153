"""Second paths to the keys of unit 13, in plain Python."""

from math import ceil


def slope_at(f, x):
    """Exact for polynomials of the second degree."""
    return (f(x + 1) - f(x - 1)) / 2


def line_loss(x, y):
    def loss(w, b):
        return sum((w * u + b - v) ** 2 for u, v in zip(x, y, strict=True)) / len(x)

    return loss


def step(x, y, w, b):
    loss = line_loss(x, y)
    return [
        w - 0.1 * slope_at(lambda v: loss(v, b), w),
        b - 0.1 * slope_at(lambda v: loss(w, v), b),
    ]


KEYS = {
    "tape-slope": lambda a, b, x: slope_at(lambda t: a * t * t + b * t, x),
    "sequential-output-shape": lambda n, d, h, k: [n, k],
    "summary-of-a-model": lambda d, h, k: [d * h + h, h * k + k],
    "progress-bar": lambda n, kept: ceil(0.8 * n / 32 - 1e-9),
    "how-often-traced": lambda n, batch, epochs, last: 1 + (n % batch > 0),
    "weights-as-pytorch-shows-them": lambda x, W, b: [
        sum(w * v for w, v in zip(row, x, strict=True)) + shift for row, shift in zip(W, b, strict=True)
    ],
    "weights-two-shapes": lambda d, m: {"a": d, "b": m, "c": m, "e": d},
    "size-on-a-phone": lambda p: [4 * p, p],
    "quantised-weights": lambda w, s, steps: [
        s * min(range(-200, 201), key=lambda q: abs(q * s - v)) for v in w
    ],
    "one-step-by-hand": lambda x, y, w, b, e, gw, gb: step(x, y, w, b),
    "two-backward-calls": lambda w, first, second, one, two: slope_at(
        lambda v: (v * first[0] - first[1]) ** 2 + (v * second[0] - second[1]) ** 2, w
    ),
    "halves-of-a-batch": lambda e, front, back, one, two: [sum(e) / 2, sum(e)],
    "batch-norm-after-training": lambda mean, deviation, variance, x: [(v - mean) / deviation for v in x],
}
