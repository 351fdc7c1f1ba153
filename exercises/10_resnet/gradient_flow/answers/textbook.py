import numpy as np


def input_gradient_norm(weights, x, residual):
    """Forwards: carry the Jacobian of each sample along, from the input to the output."""
    total = 0.0
    for sample in x:
        h, J = sample, np.eye(len(sample))
        for W in weights:
            z = W.T @ h
            step = (1 / np.cosh(np.clip(z, -300, 300)) ** 2)[:, None] * W.T
            if residual:
                step = step + np.eye(len(h))
                h = h + np.tanh(z)
            else:
                h = np.tanh(z)
            J = step @ J
        total += np.sum(J.sum(axis=0) ** 2)
    return float(np.sqrt(total))
