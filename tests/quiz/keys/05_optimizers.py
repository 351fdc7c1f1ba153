"""Second paths to the keys of unit 05, in plain Python."""

from math import copysign, sqrt


def bowl(x, y, k, lr):
    for _ in range(2):
        x, y = x - lr * 2 * x, y - lr * 2 * k * y
    return [x, y]


def valley(a, b, s):
    """The slope's sign tells the side; the zeros ahead on that side are the candidates."""
    slope = (s + a) * s * (s - b)
    ahead = [z for z in (-a, 0, b) if (z - s) * -slope > 0]
    return min(ahead, key=lambda z: abs(z - s))


def averages(values, beta):
    """Each average in closed form: weights (1 - beta) beta^age."""
    return [sum((1 - beta) * beta ** (n - i) * values[i] for i in range(n + 1)) for n in range(len(values))]


def momentum(g1, g2, lr, mu, w):
    v2 = -lr * g2 - mu * lr * g1
    return [v2, w - lr * g1 + v2]


KEYS = {
    "gd-one-step": lambda a, w, lr, **_: a + (w - a) * (1 - 2 * lr),
    "gd-two-steps-bowl": lambda x, y, k, lr, **_: bowl(x, y, k, lr),
    "rate-that-converges": lambda c, **_: [0, 2 / c],
    "rate-lowered-when": lambda k: k,
    "line-first-step": lambda x, y, lr, **_: [
        lr * (x[0] * y[0] + x[1] * y[1]),
        lr * (y[0] + y[1]),
    ],
    "valley-by-start": lambda a, b, s, **_: valley(a, b, s),
    "saddle-chance": lambda n, **_: 1 / 2**n,
    "saddle-escape": lambda x, y, lr: [x * (1 - 2 * lr) ** 2, y * (1 + 2 * lr) ** 2],
    "zigzag-flat-factor": lambda a, b, **_: (b - a) / b,
    "momentum-two-steps": lambda g1, g2, lr, mu, w, **_: momentum(g1, g2, lr, mu, w),
    "momentum-sum-or-average": lambda g, lr, mu, **_: {"sum": lr * g / (1 - mu), "average": lr * g},
    "ema-three-values": lambda x, beta, **_: averages(x, beta),
    "ema-old-weight": lambda beta, k, **_: (1 - beta) * beta**k,
    "adagrad-two-steps": lambda w, lr, g1, g2, **_: w - lr - lr * g2 / sqrt(g1 * g1 + g2 * g2),
    "adagrad-steps-die": lambda lr, n, **_: lr / sqrt(n),
    "rmsprop-mean-squares": lambda g1, g2, rho, **_: averages([g1 * g1, g2 * g2], rho),
    "adam-first-step": lambda g, lr, w: w - copysign(lr, g),
    "adam-bias-correction": lambda g1, g2, **_: {
        "m": 0.09 * g1 + 0.1 * g2,
        "mhat": (0.9 * g1 + g2) / 1.9,
    },
    "sgd-one-update": lambda p, g, lr: [a - lr * b for a, b in zip(p, g, strict=True)],
    "sgd-sample-against-all": lambda w, a, b, **_: [w - a, ((w - a) + (w - b)) / 2],
    "optimizer-memory": lambda inputs, outputs, **_: [
        times * (inputs * outputs + outputs) for times in (0, 1, 2)
    ],
}
