def identity(x):
    if getattr(x, "ndim", 0):
        return [identity(part) for part in x]
    return float(x)


def identity_grad(x):
    if getattr(x, "ndim", 0):
        return [identity_grad(part) for part in x]
    return 1


def forward(layers, x):
    for W, b in layers:
        x = [sum(x[i] * W[i][j] for i in range(len(x))) + b[j] for j in range(len(b))]
    return x


def collapse(layers):
    """Ask the stack itself: the answer to 0 is the bias, the answers to the unit vectors are the weights."""
    n = len(layers[0][0])
    b = forward(layers, [0.0] * n)
    W = []
    for i in range(n):
        unit = [0.0] * n
        unit[i] = 1.0
        W.append([v - c for v, c in zip(forward(layers, unit), b)])
    return [W, b]
