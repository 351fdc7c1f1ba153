import numpy as np


def train(X, y):
    points = [(tuple(row), int(label)) for row, label in zip(X, y, strict=False)]

    def label(row):
        near = sorted(
            points, key=lambda point: sum((a - b) ** 2 for a, b in zip(point[0], row, strict=False))
        )
        votes = [found for _, found in near[:5]]
        return max(votes, key=lambda v: (votes.count(v), -votes.index(v)))

    return label


def predict(model, X):
    return np.array([model(row) for row in X])
