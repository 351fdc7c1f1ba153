"""Second paths to the keys of unit 07, in plain Python."""

from math import sqrt


def loss(x, w1, w2, v, t):
    return (v * max(w1 * x, 0) + v * max(w2 * x, 0) - t) ** 2 / 2


def equal_units(x, w, v, t):
    """Central differences, which are exact for a parabola."""
    h = 0.5 * w
    one = (loss(x, w + h, w, v, t) - loss(x, w - h, w, v, t)) / (2 * h)
    two = (loss(x, w, w + h, v, t) - loss(x, w, w - h, v, t)) / (2 * h)
    return [one, two]


def power_of(factor, count):
    found = 1.0
    for _ in range(count):
        found *= factor
    return found


KEYS = {
    "init-equal-units": lambda x, w, v, t, y, error: equal_units(x, w, v, t),
    "init-signal-after-layers": lambda n, L, factor: power_of(sqrt(n * 0.0001), L),
    "init-width-for-a-std": lambda std: round(1 / std / std, 6),
    "init-which-curve": lambda start: ["Xavier", "std 1", "std 0.01"].index(start) + 1,
    "init-xavier-std": lambda fans, fan_in, fan_out, sum, variance: 1 / sqrt((fans[0] + fans[1]) / 2),
    "init-xavier-compromise": lambda fans, fan_in, fan_out, variance: [
        2 * n / (fans[0] + fans[1]) for n in fans
    ],
    "init-xavier-uniform": lambda fans, fan_in, fan_out, variance: sqrt(6 / (fans[0] + fans[1])),
    "init-he-std": lambda fan_in, fan_out, variance: 1 / sqrt(fan_in / 2),
    "init-relu-halves": lambda a, b, z: [(a * a + b * b) / 2, (a * a + b * b) / 4],
    "init-relu-with-half-the-variance": lambda fan_in, share, L, variance, factor: power_of(share / 2, L),
}
