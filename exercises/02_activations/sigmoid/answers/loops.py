import math


def each(function, x):
    """Apply a function of one number to each entry of nested rows."""
    if getattr(x, "ndim", 0):
        return [each(function, part) for part in x]
    return function(float(x))


def of_one(x):
    if x < 0:
        return 1.0 - of_one(-x)
    return 1.0 / (1.0 + math.exp(-x))


def sigmoid(x):
    return each(of_one, x)


def sigmoid_grad(x):
    return each(lambda v: of_one(v) * of_one(-v), x)
