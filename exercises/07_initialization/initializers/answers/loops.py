import math


def gauss(rng):
    """One standard normal number from two uniform ones (Box and Muller)."""
    return math.sqrt(-2 * math.log(1 - rng.random())) * math.cos(2 * math.pi * rng.random())


def init_normal(fan_in, fan_out, rng, std=0.01):
    weights = []
    for _ in range(fan_in):
        row = []
        for _ in range(fan_out):
            row.append(std * gauss(rng))
        weights.append(row)
    return weights


def init_xavier(fan_in, fan_out, rng):
    return init_normal(fan_in, fan_out, rng, math.sqrt(2 / (fan_in + fan_out)))


def init_he(fan_in, fan_out, rng):
    return init_normal(fan_in, fan_out, rng, math.sqrt(2 / fan_in))
