import numpy as np


def train(X, y):
    classes = int(y.max()) + 1
    A = np.c_[X, np.ones(len(X))]
    return {"weights": np.linalg.lstsq(A, np.eye(classes)[y], rcond=None)[0], "classes": classes}


def predict(model, X):
    return np.argmax(np.c_[X, np.ones(len(X))] @ model["weights"], axis=1)
