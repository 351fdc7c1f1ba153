import numpy as np


def gradient_descent(grad, x0, lr=0.1, steps=100):
    x = [float(v) for v in x0]
    path = [x]
    for _ in range(steps):
        g = grad(np.array(x))
        new = []
        for i in range(len(x)):
            new.append(x[i] - lr * float(g[i]))
        x = new
        path.append(x)
    return path
