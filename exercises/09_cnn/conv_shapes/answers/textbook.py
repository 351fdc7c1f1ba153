import numpy as np


def conv_output_size(n, k, stride=1, pad=0):
    starts = np.arange(0, n + 2 * pad - k + 1, stride)
    if starts.size == 0:
        raise ValueError(f"{k} > {n + 2 * pad}")
    return starts.size


def conv_params(in_channels, out_channels, k):
    weights = np.zeros((out_channels, in_channels, k, k))
    biases = np.zeros(out_channels)
    return weights.size + biases.size


def same_padding(k):
    return np.int64(np.floor((k - 1) / 2))
