"""Second paths to the keys of unit 01, in plain Python."""

from fractions import Fraction
from itertools import product

CORNERS = [(0, 0), (0, 1), (1, 0), (1, 1)]


def total(x, w, b):
    z = b
    for i in range(len(x)):
        z += x[i] * w[i]
    return z


def fires(x, w, b):
    return 1 if total(x, w, b) >= 0 else 0


def learn(samples, rounds):
    """The perceptron's rule with learning rate 1 on weights with the bias in front."""
    v, mistakes = [0] * (len(samples[0][0]) + 1), []
    for _ in range(rounds):
        wrong = 0
        for x, y in samples:
            inputs = (1, *x)
            guess = sum(a * b for a, b in zip(v, inputs, strict=True)) >= 0
            if guess != bool(y):
                wrong += 1
                v = [a + (1 if y else -1) * b for a, b in zip(v, inputs, strict=True)]
        mistakes.append(wrong)
        if not wrong:
            break
    return [*v[1:], v[0]], mistakes


def corrected(x, w, b, lr):
    sign = -1 if fires(x, w, b) else 1  # a mistake whatever the label: it moves the other way
    return [*(v + sign * lr * a for v, a in zip(w, x, strict=True)), b + sign * lr]


def truth(gate):
    rule = {"AND": all, "OR": any, "NAND": lambda bits: not all(bits)}[gate]
    return [(bits, int(rule(bits))) for bits in CORNERS]


def lines():
    """What lines with half-integer coefficients answer at the four corners."""
    halves = [i / 2 for i in range(-5, 6)]
    return {tuple(fires(c, (u, v), b) for c in CORNERS) for u, v, b in product(halves, repeat=3)}


KEYS = {
    "neuron-three-activations": lambda x, w, b, p, z: {
        "identity": x[0] * w[0] + x[1] * w[1] + b,
        "step": fires(x, w, b),
        "relu": max(0, x[0] * w[0] + x[1] * w[1] + b),
    },
    "neuron-bend-after-the-sum": lambda x, w, b, p, z: max(0, x[0] * w[0] + x[1] * w[1] + x[2] * w[2] + b),
    "weighted-sum-three-inputs": lambda x, w, b, p, s: total(x, w, b),
    "weight-raised": lambda x1, x2, w1, w2, d: (w1 * x1 + (w2 + d) * x2) - (w1 * x1 + w2 * x2),
    "bias-and-threshold-twice": lambda t: next(s for s in range(-50, 50) if s - t >= t),
    "bias-moves-the-line": lambda w1, w2, b: float(Fraction(-b, w1)),
    "threshold-three-spellings": lambda t: {"b": 0 - t, "plus": 0 - t, "minus": t},
    "threshold-two-of-three": lambda a, c, e: [a, a + a],
    "perceptron-batch": lambda X, w, k, b, z: [
        fires(x, w, -sum(p * q for p, q in zip(X[k], w, strict=True))) for x in X
    ],
    "perceptron-batch-shape": lambda n, d: [n],
    "step-box": lambda low, high, turn, x: [int(v in range(low, high)) for v in x],
    "rule-one-mistake": lambda x, w, b, lr, z, guess, y: corrected(x, w, b, lr),
    "rule-first-epoch": lambda p, q: learn([(p, 0), (q, 1)], 1)[0],
    "rule-last-correction": lambda gate, m: max(
        i for i, wrong in enumerate(learn(truth(gate), 99)[1], 1) if wrong
    ),
    "separability-how-many": lambda: len(lines()),
    "separability-on-a-line": lambda w, p, q, low, high: [-(w * q), -(w * p)],
    "and-choose-bias": lambda a, low: [-a - a, 0 - a],
    "or-unequal-weights": lambda u, v, low: [-min(u, v), 0],
    "nand-truth-table": lambda a, b, z: [int(b >= a * (x1 + x2)) for x1, x2 in CORNERS],
    "xor-best-single-unit": lambda: max(
        sum(guess == x1 ^ x2 for guess, (x1, x2) in zip(answers, CORNERS, strict=True)) for answers in lines()
    ),
    "xor-hidden-values": lambda x1, x2: [1 - x1 * x2, x1 | x2, x1 ^ x2],
    "xor-relu-layer": lambda k, d: [[k * (a + b), max(0, k * (a + b) - k)] for a, b in CORNERS],
}
