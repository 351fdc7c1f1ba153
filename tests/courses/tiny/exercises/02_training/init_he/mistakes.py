import numpy as np

from dlgrade.testing import mistake


@mistake(
    "init_he",
    en="2 / fan_in is the variance; you use it as the standard deviation.",
    ko="2 / fan_in은 분산인데 표준편차로 썼습니다.",
)
def variance_for_deviation(fan_in, fan_out, rng):
    return rng.normal(0, 2 / fan_in, (fan_in, fan_out))


@mistake(
    "init_he",
    en="The variance is 1 / fan_in; behind a ReLU it has to be 2 / fan_in.",
    ko="분산이 1 / fan_in입니다. ReLU 뒤에서는 2 / fan_in이어야 합니다.",
)
def without_two(fan_in, fan_out, rng):
    return rng.normal(0, np.sqrt(1 / fan_in), (fan_in, fan_out))


@mistake(
    "init_he",
    en="You divide by fan_out; fan_in decides.",
    ko="fan_out으로 나누었습니다. 기준은 fan_in입니다.",
)
def other_side(fan_in, fan_out, rng):
    return rng.normal(0, np.sqrt(2 / fan_out), (fan_in, fan_out))


@mistake(
    "init_he",
    en="The weights are uniform; normal ones are asked for.",
    ko="균등분포에서 뽑았습니다. 정규분포에서 뽑아야 합니다.",
)
def uniform(fan_in, fan_out, rng):
    limit = np.sqrt(6 / fan_in)
    return rng.uniform(-limit, limit, (fan_in, fan_out))


@mistake("init_he", en="The shape is turned around.", ko="모양이 뒤집혔습니다.")
def turned_around(fan_in, fan_out, rng):
    return rng.normal(0, np.sqrt(2 / fan_in), (fan_out, fan_in))


@mistake("init_he", en="The weights are not around 0.", ko="가중치의 중심이 0이 아닙니다.")
def off_centre(fan_in, fan_out, rng):
    return np.abs(rng.normal(0, np.sqrt(2 / fan_in), (fan_in, fan_out)))
