"""Second paths to the keys of unit 04, in plain Python."""

from math import cos, hypot, log10, prod, sin


def sin_errors():
    """Decimal logarithms of the errors of the central difference of sin at 1."""
    found = {}
    for k in range(1, 13):
        h = 10.0**-k
        found[k] = round(log10(abs((sin(1 + h) - sin(1 - h)) / (2 * h) - cos(1))), 1)
    return found


def ramp(x):
    return x if x > 0 else 0


KEYS = {
    "gradient-of-bowl": lambda a, b, x, y, **_: [2 * a * x + b * y, b * x],
    "gradient-shape": lambda i, o: [i, o],
    "gradient-entry": lambda g, i, step, **_: g[i] * step,
    "downhill-direction": lambda g, **_: [-x / hypot(*g) for x in g],
    "step-effect": lambda g, rate, **_: -rate * (g[0] * g[0] + g[1] * g[1]),
    "chain-square-of-line": lambda a, b, x, **_: 2 * a * a * x + 2 * a * b,
    "chain-of-slopes": lambda s, **_: prod(s),
    "shopping-slopes": lambda p, c, t, **_: [c * t, p * t, p * c],
    "graph-sum-times": lambda x, y, z, d, **_: {"dx": d * z, "dy": d * z, "dz": d * (x + y)},
    "graph-used-twice": lambda x, y, **_: 2 * x + y,
    "numerical-gradient-cost": lambda i, o, **_: 2 * (i + 1) * o,
    "central-difference-of-cube": lambda x, h, **_: 3 * x * x + h * h,
    "central-difference-order": lambda k, **_: k * k,
    "best-step-plot": lambda **_: min(sin_errors(), key=sin_errors().get),
    "relative-error-by-hand": lambda n, a, d, **_: round(
        d / (max(max(a), -min(a)) + max(max(n), -min(n))), 9
    ),
    "check-at-kink": lambda x, **_: (ramp(x + 0.1) - ramp(x - 0.1)) / 0.2,
}
