import numpy as np


def numerical_gradient(f, x, h):
    grad = np.zeros_like(x)
    for idx in np.ndindex(x.shape):
        tmp = x[idx]
        x[idx] = tmp + h
        fxh1 = f(x)
        x[idx] = tmp - h
        fxh2 = f(x)
        grad[idx] = (fxh1 - fxh2) / (2 * h)
        x[idx] = tmp
    return grad


def gradient_check(f, grad_f, x, h=1e-5):
    a = grad_f(x)
    n = numerical_gradient(f, x, h)
    error = np.max(np.abs(a - n))
    size = np.max(np.abs(a)) + np.max(np.abs(n))
    return error / max(1e-8, size)
