def stable_learning_rate(curvature):
    """Search: double the rate until it is too large, then halve the interval."""
    low, high = 0.0, 1.0
    while abs(1 - high * curvature) <= 1:
        low, high = high, 2 * high
    for _ in range(200):
        middle = (low + high) / 2
        if abs(1 - middle * curvature) <= 1:
            low = middle
        else:
            high = middle
    return low


def descend_quadratic(curvature, x0, lr, steps):
    path = [x0]
    for _ in range(steps):
        x = path[-1]
        path.append(x - lr * curvature * x)
    return path
