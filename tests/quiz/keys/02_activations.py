"""Second paths to the keys of unit 02, in plain Python."""

from math import exp


def softmax(z):
    return [exp(x) / sum(exp(y) for y in z) for x in z]


KEYS = {
    "vanishing-bound": lambda n: 1 / 4**n,
    "softmax-three": lambda z: softmax(z),
    "softmax-shape": lambda n: [n, 1],
}
