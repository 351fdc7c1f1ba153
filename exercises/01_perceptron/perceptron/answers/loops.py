def perceptron(x, w, b):
    if x.ndim == 2:
        return [perceptron(sample, w, b) for sample in x]
    total = b
    for xi, wi in zip(x, w):
        total += xi * wi
    if total >= 0:
        return 1
    return 0
