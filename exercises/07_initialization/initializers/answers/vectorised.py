import numpy as np


def init_normal(fan_in, fan_out, rng, std=0.01):
    return std * rng.standard_normal((fan_in, fan_out))


def init_xavier(fan_in, fan_out, rng):
    return init_normal(fan_in, fan_out, rng, np.sqrt(2.0 / (fan_in + fan_out)))


def init_he(fan_in, fan_out, rng):
    return init_normal(fan_in, fan_out, rng, np.sqrt(2.0 / fan_in))
