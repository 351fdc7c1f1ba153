"""Second paths to the keys of unit 02, in plain Python."""

from math import atanh, cosh, erf, exp, hypot, log, sinh, sqrt


def relu(x):
    return x if x > 0 else 0


def sigmoid(x):
    return 1 / (1 + exp(-x))


def tanh(x):
    return sinh(x) / cosh(x)


def elu(x):
    return x if x > 0 else exp(x) - 1


def softmax(z):
    return [exp(x) / sum(exp(y) for y in z) for x in z]


def hidden(x, W, b):
    return [relu(sum(x[i] * W[i][j] for i in range(len(x))) + b[j]) for j in range(len(b))]


def relu_chain(z):
    def passed(position):
        return 0 if any(x <= 0 for x in z[position:]) else 1

    return [passed(position) for position in range(len(z))]


def dead_share(z):
    columns = [[row[j] for row in z] for j in range(len(z[0]))]
    return sum(max(column) <= 0 for column in columns) / len(columns)


def corners(w1, w2, b):
    """A linear function is extreme in a corner, and ReLU does not fall."""
    return [relu(w1 * x + w2 * y + b) for x in (0, 1) for y in (0, 1)]


def argmax(row):
    return row.index(max(row))


KEYS = {
    "purpose-two-relus": lambda a, b, x: [abs(value) for value in x],
    "sigmoid-of-a-logarithm": lambda k, next: k / (k + 1),
    "sigmoid-backwards": lambda p, q, odds: 2 * atanh(2 * p - 1),
    "sigmoid-slope-from-output": lambda y, rest: y - y * y,
    "sigmoid-slope-plot": lambda b, top: b,
    "sigmoid-range-needed-input": lambda n: -log(1 / (1 - 10**-n) - 1),
    "sigmoid-mean-of-symmetric-inputs": lambda a, b, x: sum(sigmoid(value) for value in x) / 5,
    "saturation-slope-lost": lambda y, rest, slope: 1 / (4 * y * (1 - y)),
    "saturation-and-the-loss": lambda p, rest, error: [p - 1, -p * (1 - p) ** 2],
    "tanh-of-a-logarithm": lambda k, square: (k * k - 1) / (k * k + 1),
    "tanh-slope-from-output": lambda y, square: (1 - y) * (1 + y),
    "tanh-against-sigmoid-slopes": lambda n: [4**-n, 1],
    "tanh-from-a-sigmoid-value": lambda s, double: 2 * s - 1,
    "lstm-one-step": lambda c, f, i, g, o, state: o * tanh(f * c + i * g),
    "relu-hidden-layer": lambda x, W, b, z: hidden(x, W, b),
    "relu-backward-mask": lambda x, dout, mask: [
        d if value > 0 else 0 for d, value in zip(dout, x, strict=True)
    ],
    "relu-range-over-a-square": lambda w1, w2, b, ends: [min(corners(w1, w2, b)), max(corners(w1, w2, b))],
    "dead-relu-share": lambda z, dead: dead_share(z),
    "dead-relu-by-bias": lambda w, top: -sum(value for value in w if value > 0),
    "leaky-values": lambda alpha, a, b, x: [value if value > 0 else alpha * value for value in x],
    "elu-at-minus-log": lambda k, alpha, part: alpha / k - alpha,
    "elu-mean-nearer-to-zero": lambda k, a, part: [a / 2, (elu(-log(k)) + elu(a)) / 2],
    "swish-at-both-signs": lambda x, s, rest: [x / (1 + exp(-x)), -x / (1 + exp(x))],
    "swish-limits": lambda x: [x / 2, 0],
    "gelu-from-the-table": lambda x, size, below, gate: x * (1 - erf(-x / sqrt(2))) / 2,
    "linear-two-units-merge": lambda w1, b1, w2, b2, w: [w1 * w2, b1 * w2 + b2],
    "sigmoid-for-an-interval": lambda low, length, high, share, target, output: [
        (target - low) / (high - low),
        low * (1 - output) + high * output,
    ],
    "vanishing-bound": lambda n: 1 / 4**n,
    "relu-chain-with-one-off": lambda z, slopes: relu_chain(z),
    "exploding-chain": lambda w, n, factor: w**n / 4**n,
    "clip-by-norm": lambda g, c, length: [value * c / hypot(*g) for value in g],
    "compare-which-curve": lambda name: {"Swish": 1, "ReLU": 2, "ELU": 3, "Leaky ReLU": 4}[name],
    "softmax-three": lambda z, e, s: softmax(z),
    "softmax-of-logarithms": lambda k, s, first, second, third: [value / sum(k) for value in k],
    "softmax-huge-scores": lambda k, c, first, second, s: [value / sum(k) for value in k],
    "softmax-ratio": lambda low, gap, high: exp(high - low),
    "softmax-shape": lambda n: [n, 1],
    "softmax-two-equal-classes": lambda p, q, rest: (1 - p - q) / 2,
    "softmax-gradient-sums-to-zero": lambda p: [1 - p[0], -p[1], -p[2]],
    "argmax-of-a-batch": lambda z: [argmax(row) for row in z],
    "attention-two-values": lambda k, v1, v2, n: (v1 + k * v2) / (k + 1),
    "two-class-softmax-as-sigmoid": lambda a, b, ok: {"first": a - b, "second": b - a},
    "multilabel-decisions": lambda z: [1 if value > 0 else 0 for value in z],
}
