def numbers(nested):
    """All numbers of nested rows, one after the other."""
    if getattr(nested, "ndim", 0) == 0:
        return [float(nested)]
    found = []
    for part in nested:
        found += numbers(part)
    return found


def both(function, a, b):
    """A function of two numbers, applied entry by entry; nested lists of the shape of the arrays."""
    if getattr(a, "ndim", 0) == 0:
        return function(float(a), float(b))
    return [both(function, a[i], b[i]) for i in range(len(a))]


def mae(y_pred, y_true):
    total, count = 0.0, 0
    for p, t in zip(numbers(y_pred), numbers(y_true)):
        if p > t:
            total += p - t
        else:
            total += t - p
        count += 1
    return total / count


def mae_grad(y_pred, y_true):
    n = len(numbers(y_pred))

    def slope(p, t):
        if p > t:
            return 1 / n
        if p < t:
            return -1 / n
        return 0.0

    return both(slope, y_pred, y_true)
