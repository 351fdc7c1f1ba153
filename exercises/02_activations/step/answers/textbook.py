import numpy as np


def step(x):
    # Halfway between the sign and 1, with the jump moved to where the sign is 0.
    return (np.sign(np.sign(x) + 0.5) + 1) / 2
