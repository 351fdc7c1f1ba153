import math


def init_he(fan_in, fan_out, rng):
    def one():
        return math.sqrt(-2 * math.log(1 - rng.random())) * math.cos(2 * math.pi * rng.random())

    return [[math.sqrt(2 / fan_in) * one() for _ in range(fan_out)] for _ in range(fan_in)]
