import numpy as np


def gradient_descent(grad, x0, lr=0.1, steps=100):
    """The path is x0 and, behind it, the path from one step further on: all steps summed up."""

    def step_lengths():
        here = np.array(x0)
        for _ in range(steps):
            step = -lr * np.asarray(grad(here))
            here = here + step
            yield step

    return np.cumsum([x0, *step_lengths()], axis=0)
