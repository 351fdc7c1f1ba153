import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -500, 500)))


def train_xor(rng):
    """A sigmoid hidden layer, squared error, momentum; weights and bias in one matrix per layer."""
    X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    y = np.array([0, 1, 1, 0])
    best = None
    for _ in range(50):
        best = {"hidden": rng.uniform(-3, 3, size=(3, 6)), "out": rng.uniform(-1, 1, size=7)}
        speed = {key: np.zeros_like(value) for key, value in best.items()}
        x = np.column_stack([X, np.ones(4)])
        for _ in range(1500):
            h = np.column_stack([sigmoid(x @ best["hidden"]), np.ones(4)])
            p = sigmoid(h @ best["out"])
            d = (p - y) * p * (1 - p)
            dh = np.outer(d, best["out"][:-1]) * h[:, :-1] * (1 - h[:, :-1])
            for key, gradient in (("out", h.T @ d), ("hidden", x.T @ dh)):
                speed[key] = 0.9 * speed[key] - 0.5 * gradient
                best[key] = best[key] + speed[key]
        if np.abs(predict_xor(best, X) - y).max() < 0.3:
            break
    return best


def predict_xor(params, X):
    ones = np.ones(len(X))
    h = sigmoid(np.column_stack([X, ones]) @ params["hidden"])
    return sigmoid(np.column_stack([h, ones]) @ params["out"])
