"""Second paths to the keys of unit 10, in plain Python."""

from math import prod


def block(x, w1, w2):
    return [v + b * max(a * v, 0) for v, a, b in zip(x, w1, w2, strict=True)]


def difference(x, w1, w2):
    """The slope from two points close by; the block is straight on each side of 0."""
    high, low = (block([x + d], [w1], [w2])[0] for d in (0.25, -0.25))
    return (high - low) / 0.5


KEYS = {
    "trainable-head": lambda features, classes, **_: sum(features + 1 for _ in range(classes)),
    "residual-forward": lambda x, w1, w2, **_: block(x, w1, w2),
    "projection-shape": lambda c, **_: [2 * c, c, 1, 1],
    "skip-slope": lambda x, w1, w2, **_: difference(x, w1, w2),
    "skip-many-layers": lambda a, depth, **_: [abs(prod([a] * depth)), abs(prod([1 + a] * depth))],
}
