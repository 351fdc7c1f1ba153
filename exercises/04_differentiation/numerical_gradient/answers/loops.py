import numpy as np


def numerical_gradient(f, x, h=1e-4):
    def with_element(numbers, place, value):
        moved = list(numbers)
        moved[place] = value
        return np.array(moved).reshape(x.shape)

    numbers = [float(v) for v in x.reshape(-1)]
    slopes = []
    for place in range(len(numbers)):
        right = f(with_element(numbers, place, numbers[place] + h))
        left = f(with_element(numbers, place, numbers[place] - h))
        slopes.append((right - left) / h / 2)
    return np.array(slopes).reshape(x.shape)
