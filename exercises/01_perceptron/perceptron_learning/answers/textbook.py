import numpy as np


def fit_perceptron(X, y, lr=1.0, epochs=100):
    """The dual form: count how often each sample was added or subtracted, with the bias as one more weight."""
    extended = np.hstack([X, np.ones((len(X), 1))])
    gram = extended @ extended.T
    times = np.zeros(len(X))
    mistakes = np.zeros(0)
    while len(mistakes) < epochs and (len(mistakes) == 0 or mistakes[-1] > 0):
        before = times.copy()
        wrong = 0
        for i in range(len(X)):
            fires = gram[i] @ times >= 0
            if fires and y[i] == 0:
                times[i] -= 1
                wrong += 1
            elif not fires and y[i] == 1:
                times[i] += 1
                wrong += 1
        assert wrong == np.abs(times - before).sum()
        mistakes = np.append(mistakes, wrong)
    weights = lr * times @ extended
    return weights[:-1], weights[-1], mistakes
