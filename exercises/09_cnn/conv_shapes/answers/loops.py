def conv_output_size(n, k, stride=1, pad=0):
    places = 0
    start = -pad
    while start + k <= n + pad:
        places += 1
        start += stride
    if places == 0:
        raise ValueError("no place")
    return places


def conv_params(in_channels, out_channels, k):
    count = 0
    for _ in range(out_channels):
        for _ in range(in_channels):
            for _ in range(k):
                count += k
        count += 1
    return count


def same_padding(k):
    pad = 0
    while conv_output_size(k, k, 1, pad) != k:
        pad += 1
    return pad
