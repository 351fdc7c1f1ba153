import math


def slope(activation, v):
    if activation == "relu":
        return 1 if v > 0 else 0
    if activation == "tanh":
        return 1 - math.tanh(v) ** 2
    e = math.exp(-abs(v))
    return e / (1 + e) / (1 + e)


def chain_gradient(activation, z):
    if len(z) == 0:
        return []
    rest = chain_gradient(activation, z[1:])
    after = rest[0] if rest else 1
    return [slope(activation, z[0]) * after, *rest]
