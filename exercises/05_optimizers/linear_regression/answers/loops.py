def fit_line(x, y, lr=0.1, iterations=300):
    points = list(zip(x.tolist(), y.tolist()))
    n = len(points)
    w = 0.0
    b = 0.0
    losses = []
    for _ in range(iterations):
        loss = slope_w = slope_b = 0.0
        for px, py in points:
            e = w * px + b - py
            loss += e * e
            slope_w += 2 * e * px
            slope_b += 2 * e
        losses.append(loss / n)
        w, b = w - lr * slope_w / n, b - lr * slope_b / n
    return w, b, losses
