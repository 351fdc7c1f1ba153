import math


def sigmoid(z):
    if z < 0:
        e = math.exp(z)
        return e / (1 + e)
    return 1 / (1 + math.exp(-z))


def fit_logistic(X, y, lr=0.1, iterations=1000):
    X, y = [[float(v) for v in row] for row in X], [float(t) for t in y]
    N, D = len(X), len(X[0])
    w, b = [0.0] * D, 0.0
    for _ in range(iterations):
        slopes, slope = [0.0] * D, 0.0
        for row, target in zip(X, y):
            error = sigmoid(sum(wi * xi for wi, xi in zip(w, row)) + b) - target
            for d in range(D):
                slopes[d] += error * row[d] / N
            slope += error / N
        w = [wi - lr * s for wi, s in zip(w, slopes)]
        b -= lr * slope
    return w, b


def predict_proba(X, w, b):
    return [sigmoid(sum(float(wi) * float(xi) for wi, xi in zip(w, row)) + b) for row in X]
