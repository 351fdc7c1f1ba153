import numpy as np


def and_params():
    return [0.5, 0.5], -0.7


def or_params():
    return (2, 3), -2


def nand_params():
    w, b = and_params()
    return [-v for v in w], -b


def gate(params, x1, x2):
    w, b = params
    s = np.multiply(w[0], x1) + np.multiply(w[1], x2) + b
    return (s >= 0).astype(int)


def xor(x1, x2):
    """Four NAND gates and nothing else."""
    nand = nand_params()
    both = gate(nand, x1, x2)
    return gate(nand, gate(nand, x1, both), gate(nand, both, x2))
