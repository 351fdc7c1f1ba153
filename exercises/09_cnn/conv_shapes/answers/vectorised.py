def conv_output_size(n, k, stride=1, pad=0):
    if k > n + 2 * pad:
        raise ValueError("the filter is larger than the padded picture")
    return (n + 2 * pad - k) // stride + 1


def conv_params(in_channels, out_channels, k):
    return out_channels * (in_channels * k**2 + 1)


def same_padding(k):
    return k // 2
