def init_normal(fan_in, fan_out, rng, std=0.01):
    return rng.normal(loc=0, scale=std, size=fan_in * fan_out).reshape(fan_in, fan_out)


def init_xavier(fan_in, fan_out, rng):
    mean_fan = (fan_in + fan_out) / 2
    return rng.normal(scale=mean_fan**-0.5, size=(fan_out, fan_in)).T


def init_he(fan_in, fan_out, rng):
    return rng.normal(scale=(2 / fan_in) ** 0.5, size=(fan_in, fan_out))
