import numpy as np

X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
T = np.array([[0.0], [1.0], [1.0], [0.0]])


def forward(params, x):
    h = np.tanh(x @ params["W1"] + params["b1"])
    z = h @ params["W2"] + params["b2"]
    return h, np.exp(-np.logaddexp(0.0, -z))


def train_xor(rng):
    while True:
        params = {
            "W1": rng.normal(size=(2, 8)),
            "b1": np.zeros(8),
            "W2": rng.normal(size=(8, 1)),
            "b2": np.zeros(1),
        }
        for _ in range(2000):
            h, p = forward(params, X)
            dz = (p - T) / len(X)
            dh = dz @ params["W2"].T * (1 - h**2)
            grads = {"W1": X.T @ dh, "b1": dh.sum(axis=0), "W2": h.T @ dz, "b2": dz.sum(axis=0)}
            for key in params:
                params[key] = params[key] - 0.5 * grads[key]
        if np.array_equal(forward(params, X)[1] > 0.5, T > 0.5):
            return params


def predict_xor(params, X):
    return forward(params, X)[1][:, 0]
