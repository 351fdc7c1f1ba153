import numpy as np


def gradient_check(f, grad_f, x, h=1e-5):
    numbers = [float(v) for v in x.flatten()]
    analytic = [float(v) for v in np.reshape(grad_f(np.array(x)), -1)]
    worst = largest_a = largest_n = 0.0
    for place, number in enumerate(numbers):
        total = 0.0
        for side in (1.0, -1.0):
            moved = list(numbers)
            moved[place] = number + side * h
            total += side * f(np.array(moved).reshape(x.shape))
        n = total / (h + h)
        a = analytic[place]
        if abs(a - n) > worst:
            worst = abs(a - n)
        if abs(a) > largest_a:
            largest_a = abs(a)
        if abs(n) > largest_n:
            largest_n = abs(n)
    size = largest_a + largest_n
    return worst / size if size > 1e-8 else worst / 1e-8
