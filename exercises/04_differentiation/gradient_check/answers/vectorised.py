import numpy as np


def gradient_check(f, grad_f, x, h=1e-5):
    steps = h * np.eye(x.size).reshape(x.size, *x.shape)
    numerical = np.array([f(x + s) - f(x - s) for s in steps]).reshape(x.shape) / (2 * h)
    analytic = np.asarray(grad_f(x.copy()))
    largest = lambda values: np.linalg.norm(values.ravel(), ord=np.inf)
    return largest(analytic - numerical) / np.maximum(largest(analytic) + largest(numerical), 1e-8)
