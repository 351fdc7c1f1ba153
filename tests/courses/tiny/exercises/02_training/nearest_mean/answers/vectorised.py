import numpy as np


class Model:
    pass


def train(X, y):
    model = Model()
    model.means = np.array([X[y == k].mean(axis=0) for k in np.unique(y)])
    return model


def predict(model, X):
    return np.linalg.norm(X[:, None] - model.means[None], axis=2).argmin(axis=1)
